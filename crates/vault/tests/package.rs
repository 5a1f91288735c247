//! The package: good as it is, bad after any one flipped byte, and masked where it is to be shared.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Example, OWN_ACCOUNT, PAYEE_ACCOUNT, at, flip, unzip};
use hangup_vault::{ExportOptions, VaultError, verify_path};
use std::fs;

#[test]
fn a_fresh_package_verifies_as_zip_and_as_folder_and_so_does_its_case() {
    let example = Example::new();
    let bag = example.unpacked();
    let zip = example.dir.path().join("package.zip");
    for path in [&zip, &bag] {
        let result = verify_path(path, None).unwrap();
        assert!(result.is_good(), "{:?}", result.problems);
        assert_eq!(result.what, "package");
        assert!(result.warnings.is_empty(), "{:?}", result.warnings);
    }
    let case = verify_path(&example.folder(), Some(example.log_key())).unwrap();
    assert!(case.is_good(), "{:?}", case.problems);
    assert_eq!((case.what, case.checked), ("case", 4));
}

#[test]
fn one_flipped_bit_anywhere_in_the_zip_is_noticed() {
    let example = Example::new();
    let zip = example.export("package.zip", &ExportOptions::by("mei", &at(50)));
    let bytes = fs::read(&zip).unwrap();
    let bad = example.dir.path().join("bad.zip");
    // Every byte of headers and directory lies somewhere in these steps; 101 is prime to all sizes in the format.
    for offset in (0..bytes.len()).step_by(101).chain(0..60).chain(bytes.len() - 1200..bytes.len()) {
        let mut copy = bytes.clone();
        copy[offset] ^= 1 << (offset % 8);
        fs::write(&bad, copy).unwrap();
        let result = verify_path(&bad, None).unwrap();
        assert!(!result.is_good(), "byte {offset} of {} was flipped and nothing was noticed", bytes.len());
        assert!(result.problems.iter().all(|p| !p.path.is_empty()));
    }
    for cut in [bytes.len() - 1, bytes.len() / 2, 30, 0] {
        fs::write(&bad, &bytes[..cut]).unwrap();
        assert!(!verify_path(&bad, None).unwrap().is_good(), "cut to {cut} bytes");
    }
    let mut longer = bytes.clone();
    longer.extend(b"more");
    fs::write(&bad, longer).unwrap();
    assert!(!verify_path(&bad, None).unwrap().is_good(), "bytes were appended");
}

#[test]
fn one_flipped_bit_in_any_file_of_the_folder_is_noticed_and_the_file_is_named() {
    let example = Example::new();
    let bag = example.unpacked();
    let mut files = Vec::new();
    let mut folders = vec![bag.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    assert!(files.len() > 15);
    for file in files {
        let name = file.strip_prefix(&bag).unwrap().to_str().unwrap().to_owned();
        let before = fs::read(&file).unwrap();
        for place in [0, before.len() / 3, before.len() / 2, before.len() - 1] {
            flip(&file, place);
            let result = verify_path(&bag, None).unwrap();
            assert!(!result.is_good(), "byte {place} of {name}");
            let named = result.problems.iter().any(|p| p.to_string().contains(&name));
            assert!(named, "{name} is not named: {:?}", result.problems);
            fs::write(&file, &before).unwrap();
        }
    }
    fs::write(bag.join("note.txt"), "added").unwrap();
    assert!(verify_path(&bag, None).unwrap().problems.iter().any(|p| p.path == "note.txt"));
}

#[test]
fn a_missing_file_and_a_swapped_exhibit_are_named() {
    let example = Example::new();
    let bag = example.unpacked();
    let statement = bag.join("data/0001-chat.txt");
    let text = fs::read(&statement).unwrap();
    fs::remove_file(&statement).unwrap();
    let problems = verify_path(&bag, None).unwrap().problems;
    assert!(
        problems.iter().any(|p| p.path == "data/0001-chat.txt" && p.what.contains("missing")),
        "{problems:?}"
    );
    fs::write(&statement, [text.as_slice(), b" "].concat()).unwrap();
    let problems = verify_path(&bag, None).unwrap().problems;
    assert!(
        problems.iter().any(|p| p.path == "data/0001-chat.txt" && p.what.contains("changed")),
        "{problems:?}"
    );
}

#[test]
fn a_masked_copy_hides_the_persons_own_data_and_keeps_theirs() {
    let example = Example::new();
    let at = at(50);
    let options = ExportOptions { masked: true, ..ExportOptions::by("mei", &at) };
    let zip = example.export("masked.zip", &options);
    assert!(verify_path(&zip, None).unwrap().is_good());
    let out = example.dir.path().join("masked");
    unzip(&zip, &out);
    let bag = out.join(format!("case-{}", example.id));
    let mut all = String::new();
    for name in
        ["data/0001-chat.txt", "data/0004-transfer.json", "report.zh.html", "report.en.html", "item-list.csv"]
    {
        all.push_str(&fs::read_to_string(bag.join(name)).unwrap());
    }
    for own in ["13800138000", OWN_ACCOUNT, "639201"] {
        assert!(!all.contains(own), "{own} is in the masked copy");
    }
    for theirs in ["13900001111", PAYEE_ACCOUNT] {
        assert!(all.contains(theirs), "{theirs} is not in the masked copy");
    }
    assert!(!bag.join("custody.log").exists() && !bag.join("data/0002-picture.png").exists());
}

#[test]
fn an_existing_file_is_not_replaced_by_accident() {
    let example = Example::new();
    let at = at(50);
    let zip = example.export("package.zip", &ExportOptions::by("mei", &at));
    let before = fs::read(&zip).unwrap();
    let mut case = example.case();
    let data = hangup_vault::report_data(&case).unwrap();
    let again = hangup_vault::export(&mut case, &data, &zip, &ExportOptions::by("mei", &at));
    assert!(matches!(again, Err(VaultError::Exists(_))));
    assert_eq!(fs::read(&zip).unwrap(), before);
    let forced = ExportOptions { force: true, ..ExportOptions::by("mei", &at) };
    assert!(hangup_vault::export(&mut case, &data, &zip, &forced).is_ok());
}

#[test]
fn csv_cells_never_begin_a_formula() {
    let example = Example::new();
    let list = fs::read_to_string(example.unpacked().join("item-list.csv")).unwrap();
    for line in list.trim_start_matches('\u{feff}').lines() {
        for cell in line.split("\",\"") {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}
