//! Reports in other people's formats, read by other people's programs.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Example, OWN_ACCOUNT, accepts, at, refuses, tool};
use hangup_casework::report::{Addressee, Quote, Report, misp_galaxy, report};
use hangup_domain::UiLang;
use hangup_vault::report_data;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

fn written(example: &Example, to: Addressee, name: &str) -> PathBuf {
    let case = example.case();
    let (data, state, at) = (report_data(&case).unwrap(), case.case().unwrap(), at(50));
    let quotes = ["RT01", "RT27", "RT30"].map(|t| Quote {
        tactic: t.into(),
        name: "x".into(),
        words: "报给我".into(),
        exhibit: 1,
    });
    let input = Report {
        case: &state,
        involved: &data.involved,
        quotes: &quotes,
        at: &at,
        agent: "hangup/0",
        masked: true,
        lang: UiLang::En,
    };
    let text = report(to, &input).unwrap();
    assert!(!text.contains(OWN_ACCOUNT) && !text.contains("13800138000"));
    let path = example.dir.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_stix_validator_accepts_the_bundle_strictly() {
    let Some(python) = tool("python") else { return };
    let example = Example::new();
    let path = written(&example, Addressee::Stix, "bundle.json");
    let check = "import sys\nfrom stix2validator import validate_file, ValidationOptions\n\
        r = validate_file(sys.argv[1], ValidationOptions(version='2.1', strict=True, disabled=['custom-prefix', 'extensions-use']))\n\
        errs = [str(e) for o in r.object_results for e in (o.errors or [])]\nprint(errs)\nsys.exit(not r.is_valid)\n";
    accepts(Command::new(&python).args(["-c", check]).arg(&path));
    fs::write(
        &path,
        fs::read_to_string(&path).unwrap().replace("\"pattern_type\": \"stix\"", "\"pattern_type\": 7"),
    )
    .unwrap();
    refuses(Command::new(&python).args(["-c", check]).arg(&path));
}

#[test]
fn pymisp_loads_the_event_with_all_attributes() {
    let Some(python) = tool("python") else { return };
    let example = Example::new();
    let path = written(&example, Addressee::Misp, "event.json");
    let check = "import sys\nfrom pymisp import MISPEvent\ne = MISPEvent()\ne.load_file(sys.argv[1])\n\
        kinds = sorted({a.type for a in e.attributes})\nprint(kinds)\n\
        assert {'url', 'phone-number', 'bank-account-nr'} <= set(kinds)\nassert any('hangup-tactics' in t.name for t in e.tags)\n";
    accepts(Command::new(&python).args(["-c", check]).arg(&path));
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"phone-number\"", "\"phone-nunber\""))
        .unwrap();
    refuses(Command::new(&python).args(["-c", check]).arg(&path));
    let galaxy = example.dir.path().join("cluster.json");
    fs::write(&galaxy, misp_galaxy().unwrap()).unwrap();
    let check = "import sys, json\nc = json.load(open(sys.argv[1]))\nassert len(c['values']) >= 40 and len({v['value'] for v in c['values']}) == len(c['values'])\n";
    accepts(Command::new(&python).args(["-c", check]).arg(&galaxy));
}

#[test]
fn the_xarf_package_accepts_every_report() {
    let Some(python) = tool("python") else { return };
    let example = Example::new();
    let path = written(&example, Addressee::Xarf, "reports.jsonl");
    let check = "import sys, json, xarf\nn = 0\nfor line in open(sys.argv[1], encoding='utf-8'):\n    r = xarf.parse(line)\n    errors = list(getattr(r, 'errors', []) or [])\n    print(errors)\n    assert not errors\n    n += 1\nassert n >= 2\n";
    accepts(Command::new(&python).args(["-c", check]).arg(&path));
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"fraud_type\":\"shopping\",", "")).unwrap();
    refuses(Command::new(&python).args(["-c", check]).arg(&path));
}
