//! Power cuts and full disks: every acknowledged exhibit is there, and nothing is torn.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod common;

use common::{Example, at};
use hangup_vault::{Intake, Vault, verify_path};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Not a test by itself: the child that is killed. It adds exhibits and prints each one once it is acknowledged.
#[test]
fn child_that_adds_exhibits() {
    let (Ok(data), Ok(id)) = (std::env::var("HANGUP_CHILD_DATA"), std::env::var("HANGUP_CHILD_CASE")) else {
        return;
    };
    let vault = Vault::open(Path::new(&data)).unwrap();
    let start = vault.read(&id).map_or(0, |c| c.exhibits.len());
    for i in start..start + 10_000 {
        let mut case = match vault.case(&id) {
            Ok(case) => case,
            Err(e) => return println!("\nfailed {e}"),
        };
        let text = format!("exhibit {i} {}", "x".repeat((i * 7919) % 20_000));
        match case.add_text(&text, &Intake::by("child", at(1))) {
            Ok(added) => println!("\nadded {} {}", added.exhibit.no, added.exhibit.sha256),
            Err(e) => return println!("\nfailed {e}"),
        }
        std::io::stdout().flush().unwrap();
    }
}

fn child(example: &Example) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "child_that_adds_exhibits", "--nocapture", "--quiet"])
        .env("HANGUP_CHILD_DATA", example.dir.path().join("data"))
        .env("HANGUP_CHILD_CASE", &example.id)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// How often the child is killed. More with `HANGUP_KILLS=300`; every kill takes some hundredths of a second.
fn kills() -> u64 {
    std::env::var("HANGUP_KILLS").ok().and_then(|k| k.parse().ok()).unwrap_or(60)
}

#[test]
fn whatever_was_acknowledged_is_there_after_a_kill_at_any_moment() {
    let example = Example::new();
    let mut acknowledged: Vec<(u32, String)> = Vec::new();
    let mut torn = 0;
    for round in 0..kills() {
        let mut process = child(&example).spawn().unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        // Wait for the first sign of life, then kill after a time that differs from round to round; every other round
        // without waiting, so that opening and mending are cut off as well.
        while round % 2 == 0 && out.read_line(&mut line).unwrap() > 0 && !line.contains("added") {
            assert!(!line.contains("failed"), "{line}");
            line.clear();
        }
        std::thread::sleep(Duration::from_micros((round * 7919) % 43_000));
        process.kill().unwrap();
        process.wait().unwrap();
        let mut all = line;
        std::io::Read::read_to_string(&mut out, &mut all).unwrap();
        for line in all.lines().filter(|l| l.starts_with("added ") && l.len() > 70) {
            let mut words = line.split(' ').skip(1);
            let no = words.next().unwrap().parse().unwrap();
            acknowledged.push((no, words.next().unwrap().to_owned()));
        }
        // Reading alone: good as it is, or good but for an unfinished line.
        let result = verify_path(&example.folder(), Some(example.log_key())).unwrap();
        assert!(result.is_good(), "round {round}: {:?}", result.problems);
        torn += result.warnings.len();
    }
    let case = example.case();
    let exhibits = case.case().unwrap().exhibits;
    for (no, sha256) in &acknowledged {
        let found =
            exhibits.iter().find(|e| e.no == *no).unwrap_or_else(|| panic!("exhibit {no} was acknowledged"));
        assert_eq!(&found.sha256, sha256);
    }
    drop(case);
    assert!(verify_path(&example.folder(), Some(example.log_key())).unwrap().is_good());
    eprintln!(
        "{} kills, {} acknowledged exhibits, {torn} unfinished lines mended",
        kills(),
        acknowledged.len()
    );
}

#[test]
fn a_write_that_the_system_cuts_short_is_a_clear_error_and_tears_nothing() {
    let example = Example::new();
    let before = verify_path(&example.folder(), Some(example.log_key())).unwrap().checked;
    // The system refuses to let any file grow beyond this many blocks, as a full disk would, at ever later places.
    for blocks in [1, 2, 4, 8, 16] {
        let inner = child(&example);
        let exe = inner.get_program().to_str().unwrap().to_owned();
        let out = Command::new("sh")
            .args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" --exact child_that_adds_exhibits --nocapture --quiet"), &exe])
            .env("HANGUP_CHILD_DATA", example.dir.path().join("data"))
            .env("HANGUP_CHILD_CASE", &example.id)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stdout);
        let failed = said.lines().find(|l| l.starts_with("failed ")).unwrap_or_else(|| panic!("{said}"));
        assert!(failed.contains("the disk is full"), "{failed}");
        let result = verify_path(&example.folder(), Some(example.log_key())).unwrap();
        assert!(result.is_good(), "{:?}", result.problems);
        assert!(result.checked >= before);
        let parts = std::fs::read_dir(example.folder().join("objects"))
            .unwrap()
            .flatten()
            .filter(|e| e.path().is_file());
        assert_eq!(parts.count(), 0, "half a file was left behind");
    }
    assert!(example.case().add_text("there is room again", &common::by()).is_ok());
}

#[test]
fn two_processes_at_once_take_turns() {
    let example = Example::new();
    let mut children: Vec<_> = (0..3).map(|_| child(&example).spawn().unwrap()).collect();
    std::thread::sleep(Duration::from_millis(1500));
    for process in &mut children {
        process.kill().unwrap();
        process.wait().unwrap();
    }
    let result = verify_path(&example.folder(), Some(example.log_key())).unwrap();
    assert!(result.is_good(), "{:?}", result.problems);
    assert!(result.checked > 4);
}
