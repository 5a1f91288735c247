//! Rows of the custody log that were edited, deleted, reordered or added: which one is named, and nothing more is signed.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Example, at, by};
use hangup_casework::custody::{Act, Fault};
use hangup_vault::{Keys, VaultError, cosign, cosigner_key, request_cosignature, seal, verify_path};
use std::fs;

/// Changes the log's lines and returns what verify says.
fn after(change: impl FnOnce(&mut Vec<String>)) -> Vec<String> {
    let example = Example::new();
    let log = example.folder().join("log");
    let mut lines: Vec<String> = fs::read_to_string(&log).unwrap().lines().map(str::to_owned).collect();
    change(&mut lines);
    fs::write(&log, lines.join("\n") + "\n").unwrap();
    let refused = example.vault.case(&example.id);
    assert!(matches!(refused, Err(VaultError::Broken(_))), "a rewritten log must not be continued");
    let result = verify_path(&example.folder(), Some(example.log_key())).unwrap();
    assert!(!result.is_good());
    result.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn an_edited_row_is_named_wherever_it_stands() {
    for row in 0..7_usize {
        let problems =
            after(|lines| lines[row] = lines[row].replace("\"actor\":\"mei\"", "\"actor\":\"mai\""));
        assert!(problems.iter().any(|p| p.contains(&format!("row {row} "))), "row {row}: {problems:?}");
    }
}

#[test]
fn a_deleted_row_is_named() {
    for row in 0..6_usize {
        let problems = after(|lines| {
            lines.remove(row);
        });
        assert!(problems.iter().any(|p| p.contains(&format!("where row {row} belongs"))), "{problems:?}");
    }
    let problems = after(|lines| lines.truncate(5));
    assert!(problems.iter().any(|p| p.contains("rows 5 to 6 are missing")), "{problems:?}");
}

#[test]
fn reordered_rows_are_named() {
    let problems = after(|lines| lines.swap(2, 3));
    assert!(problems.iter().any(|p| p.contains("row 3 stands where row 2 belongs")), "{problems:?}");
}

#[test]
fn a_whole_chain_that_is_rewritten_consistently_is_named_at_its_first_changed_row() {
    let problems = after(|lines| {
        use hangup_casework::custody::Row;
        for i in 2..lines.len() {
            let mut row = Row::parse(&lines[i]).unwrap();
            row.actor = "somebody else".to_owned();
            row.prev = Row::digest(&lines[i - 1]);
            lines[i] = row.to_line().unwrap();
        }
    });
    assert!(problems.iter().any(|p| p.contains("row 2 is not the row that was signed")), "{problems:?}");
}

#[test]
fn added_rows_and_a_line_break_taken_away_are_noticed() {
    let problems = after(|lines| {
        let last = lines.last().unwrap().clone();
        lines.push(last.clone());
        lines.push(last);
    });
    assert!(problems.iter().any(|p| p.contains("stands where row 7 belongs")), "{problems:?}");
    let example = Example::new();
    let log = example.folder().join("log");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, text.trim_end()).unwrap();
    assert!(matches!(
        example.vault.case(&example.id),
        Err(VaultError::Broken(Fault::CutOff { from: 6, to: 6 }))
    ));
}

#[test]
fn a_changed_or_missing_exhibit_is_named_and_neither_sealed_nor_exported() {
    let example = Example::new();
    let mut case = example.case();
    let exhibit = case.case().unwrap().exhibits[0].clone();
    let object = case.object(&exhibit);
    let bytes = fs::read(&object).unwrap();
    fs::write(&object, b"something else").unwrap();
    let result = verify_path(&example.folder(), Some(example.log_key())).unwrap();
    assert!(result.problems.iter().any(|p| p.path.starts_with("exhibit 1 ")), "{:?}", result.problems);
    assert!(matches!(seal(&mut case, "mei", &at(55)), Err(VaultError::Damaged { no: 1, .. })));
    fs::remove_file(&object).unwrap();
    let result = verify_path(&example.folder(), Some(example.log_key())).unwrap();
    assert!(result.problems.iter().any(|p| p.what.contains("missing")), "{:?}", result.problems);
    // The same bytes again heal it.
    fs::write(example.dir.path().join("chat.txt"), bytes).unwrap();
    case.add_file(&example.dir.path().join("chat.txt"), &by()).unwrap();
    drop(case);
    assert!(verify_path(&example.folder(), Some(example.log_key())).unwrap().is_good());
}

#[test]
fn a_seal_that_was_changed_is_named() {
    let example = Example::new();
    let sealed = seal(&mut example.case(), "mei", &at(55)).unwrap();
    assert!(verify_path(&example.folder(), Some(example.log_key())).unwrap().is_good());
    for file in [sealed.statement.clone(), sealed.statement.with_extension("txt.sig")] {
        let bytes = fs::read(&file).unwrap();
        common::flip(&file, bytes.len() / 2);
        let result = verify_path(&example.folder(), Some(example.log_key())).unwrap();
        assert!(result.problems.iter().any(|p| p.path.starts_with("seals/")), "{:?}", result.problems);
        fs::write(&file, bytes).unwrap();
    }
}

#[test]
fn another_installation_cosigns_a_growing_log_and_refuses_a_rewritten_one() {
    let example = Example::new();
    let officer_dir = example.dir.path().join("officer");
    let officer = Keys::open(&officer_dir.join("keys")).unwrap();
    let seen = officer_dir.join("seen");
    let mut case = example.case();
    let (head, proof) = request_cosignature(&case, 0).unwrap();
    let note = cosign(&officer, "officer.example", &seen, &head, &case.log_key(), &proof, &at(56)).unwrap();
    let key = cosigner_key(&officer, "officer.example");
    assert!(case.keep_cosigned(&note, &key, "mei", &at(57)).unwrap());
    assert!(!case.keep_cosigned(&head, &key, "mei", &at(57)).unwrap(), "an uncosigned head is not kept");
    // The log has grown since; the officer is shown that it only grew.
    let (head, proof) = request_cosignature(&case, 7).unwrap();
    assert!(cosign(&officer, "officer.example", &seen, &head, &case.log_key(), &proof, &at(58)).is_ok());
    // A rival log of the same name and key, with other rows.
    let rival = example.dir.path().join("data/cases-copy");
    fs::create_dir(&rival).unwrap();
    drop(case);
    let folder = example.folder();
    for name in ["log", "heads"] {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        fs::write(folder.join(name), text.split_inclusive('\n').take(3).collect::<String>()).unwrap();
    }
    let mut case = example.case();
    for i in 0..8 {
        case.append("mei", &at(59), Act::Note { text: format!("other history {i}") }).unwrap();
    }
    let (head, proof) = request_cosignature(&case, 8).unwrap();
    let refused = cosign(&officer, "officer.example", &seen, &head, &case.log_key(), &proof, &at(59));
    assert!(matches!(refused, Err(VaultError::Cosign(_))), "{refused:?}");
}

#[test]
fn what_a_power_cut_leaves_is_mended_and_nothing_acknowledged_is_lost() {
    use hangup_casework::custody::Row;
    let example = Example::new();
    let folder = example.folder();
    let append = |name: &str, text: &str| {
        let mut bytes = fs::read(folder.join(name)).unwrap();
        bytes.extend(text.as_bytes());
        fs::write(folder.join(name), bytes).unwrap();
    };
    for torn in ["{\"n\":7,\"prev\":\"ab", "{"] {
        append("log", torn);
        append("heads", "\"hangup/ca");
        let result = verify_path(&folder, Some(example.log_key())).unwrap();
        assert!(result.is_good() && result.warnings.len() == 1, "{result:?}");
        assert_eq!(example.case().case().unwrap().rows, 7);
        assert!(verify_path(&folder, Some(example.log_key())).unwrap().warnings.is_empty());
    }
    // A whole row whose head was not signed any more.
    let log = fs::read_to_string(folder.join("log")).unwrap();
    let row = Row::after(
        Some((6, log.lines().last().unwrap())),
        at(59),
        "mei",
        Act::Note { text: "unsigned".into() },
    );
    append("log", &format!("{}\n", row.to_line().unwrap()));
    assert!(verify_path(&folder, Some(example.log_key())).unwrap().is_good());
    assert_eq!(example.case().case().unwrap().rows, 8);
    assert_eq!(fs::read_to_string(folder.join("heads")).unwrap().lines().count(), 8);
}
