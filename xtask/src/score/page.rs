//! The tables as Markdown, the same on the terminal and in `docs/figures.md`.

use super::figures::{ALL, Alarms, Figures, Line, UNTRAINED};
use super::targets::{self, Target, percent};
use std::fmt::Write as _;

/// The page.
pub fn page(figures: &Figures, digest: &str, complete: bool, weights: bool) -> String {
    let mut page = format!(
        "# Figures\n\nMade by `cargo xtask score --write` with pack `{digest}`{}. Shares are in percent; \
         *caution* counts danger too. For scams a share is what was caught, for honest contacts it is a false \
         alarm. PASS and FAIL stand beside the figures that have a target; for `corpus, {UNTRAINED}` the target \
         is what is aimed at on texts that nobody has seen. Sources are never added up.\n",
        if weights { "" } else { ", which has no weights" }
    );
    if !complete {
        page.push_str(
            "\n**The data sets beside the project were not there: only the corpus was measured.**\n",
        );
    }
    alarms(&mut page, figures);
    met(&mut page, figures);
    dialogues(&mut page, figures);
    if let Some([rules, classifier]) = &figures.ablation {
        page.push_str(
            "\n## Ablation\n\nThe same lines with one voice silenced: danger / caution in percent.\n\n\
             | source | lang | kind | rules only | classifier only | both |\n|---|---|---|---:|---:|---:|\n",
        );
        for (line, both) in &figures.alarms {
            let pair = |a: Option<&Alarms>| {
                let [danger, caution] = a.copied().unwrap_or_default().shares();
                format!("{danger:.2} / {caution:.2}")
            };
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} |",
                head(line),
                pair(rules.get(line)),
                pair(classifier.get(line)),
                pair(Some(both))
            );
        }
    }
    page.truncate(page.trim_end().len());
    page
}

fn head((source, lang, due): &Line) -> String {
    format!("{source} | {lang} | {}", due.as_str())
}

fn judged(target: Option<Target>, percent: f64) -> String {
    target.map_or_else(String::new, |t| t.judged(percent))
}

fn alarms(page: &mut String, figures: &Figures) {
    page.push_str(
        "\n## Alarms by source\n\n\
         | source | lang | kind | n | danger % | target | caution % | target |\n\
         |---|---|---|---:|---:|---|---:|---|\n",
    );
    for (line, alarms) in &figures.alarms {
        let [danger, caution] = alarms.shares();
        let [for_danger, for_caution] = targets::of(line);
        let _ = writeln!(
            page,
            "| {} | {} | {danger:.2} | {} | {caution:.2} | {} |",
            head(line),
            alarms.all,
            judged(for_danger, danger),
            judged(for_caution, caution)
        );
    }
}

fn met(page: &mut String, figures: &Figures) {
    if figures.met.is_empty() {
        return;
    }
    page.push_str(
        "\n## Expectations of the corpus\n\n| part | lang | records | met % | target |\n|---|---|---:|---:|---|\n",
    );
    for ((part, lang), met) in &figures.met {
        let share = percent(met.met, met.all);
        let target = (*part == UNTRAINED || *part == ALL).then_some(targets::MET);
        let _ = writeln!(page, "| {part} | {lang} | {} | {share:.2} | {} |", met.all, judged(target, share));
    }
}

fn dialogues(page: &mut String, figures: &Figures) {
    if figures.dialogues.is_empty() {
        return;
    }
    page.push_str(
        "\n## Dialogues of the corpus\n\n\
         | part | lang | scams | alarm by the first demand % | target | alarm at all % | turns ahead (mean) \
         | honest | alarms in 100 | target |\n|---|---|---:|---:|---|---:|---:|---:|---:|---|\n",
    );
    for ((part, lang), d) in &figures.dialogues {
        let in_time = percent(d.in_time, d.scams);
        let alarms = percent(d.false_alarms, d.honest);
        let lead = if d.in_time == 0 { 0.0 } else { f64::from(d.lead) / d.in_time as f64 };
        let _ = writeln!(
            page,
            "| {part} | {lang} | {} | {in_time:.1} | {} | {:.1} | {lead:.1} | {} | {alarms:.1} | {} |",
            d.scams,
            judged((d.scams > 0).then_some(targets::IN_TIME), in_time),
            percent(d.alarmed, d.scams),
            d.honest,
            judged((d.honest > 0).then_some(targets::FALSE_ALARMS), alarms)
        );
    }
}
