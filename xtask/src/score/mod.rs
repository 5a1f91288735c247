//! `cargo xtask score`: what the engine says about every labelled text that there is, source by source.

mod figures;
mod measure;
mod misses;
mod page;
pub mod rows;
mod targets;

use crate::{pack, workspace};
use anyhow::{Result, bail};
use clap::Args;
use measure::Voice;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Where the page goes.
const FILE: &str = "docs/figures.md";

/// What to measure and what to print.
#[derive(Debug, Args)]
pub struct Options {
    /// Only sources whose name contains this.
    #[arg(long)]
    source: Option<String>,
    /// Print up to this many misses a line: ids, and the texts of our own corpus only.
    #[arg(long, value_name = "N")]
    misses: Option<usize>,
    /// Split the corpus lines by one of its keys: family, variant, register, evasion, channel, tactics.
    #[arg(long, value_name = "KEY")]
    by: Option<String>,
    /// Leave out the ablation (rules only, classifier only).
    #[arg(long)]
    quick: bool,
    /// Write the tables to `docs/figures.md`.
    #[arg(long)]
    write: bool,
    /// The folder with `train/` and `dev/`.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
}

/// Measures and prints.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    if options.write && (options.source.is_some() || options.quick || options.by.is_some()) {
        bail!("--write keeps the whole measurement: leave --source, --by and --quick out");
    }
    let mut rows = rows::corpus(root, options.by.as_deref())?;
    let complete = rows::handed_over(&root.join(&options.data), &mut rows)?;
    if let Some(name) = &options.source {
        rows.retain(|r| r.source.contains(name.as_str()));
    }
    let compiled = pack::compile(root)?;
    let digest = pack::digest(&compiled.to_bytes()?);
    let start = Instant::now();
    let both = measure::assess(&compiled, &digest, Voice::Both, &rows)?;
    let took = start.elapsed().as_secs_f64();
    let ablation = if options.quick {
        None
    } else {
        let rules = measure::assess(&compiled, &digest, Voice::Rules, &rows)?;
        let classifier = measure::assess(&compiled, &digest, Voice::Classifier, &rows)?;
        Some([rules, classifier])
    };
    if let Some(most) = options.misses {
        misses::print(&rows, &both, most);
    }
    let figures = figures::Figures::of(&rows, &both, ablation.as_ref());
    let page = page::page(&figures, &digest, complete, compiled.classifier.is_some());
    println!("{page}");
    println!("{} contacts in {took:.1} s with {} threads", rows.len(), measure::threads());
    if !complete {
        println!("\n!!! {} is not there: ONLY THE CORPUS WAS MEASURED !!!", options.data.display());
    }
    if options.write {
        if !complete {
            bail!("{FILE} is written from the whole measurement only; give its folder with --data");
        }
        workspace::write(root, FILE, format!("{page}\n"))?;
        println!("wrote {FILE}");
    }
    Ok(())
}
