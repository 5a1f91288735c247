//! Backups: either key opens them alone, with our program and with age itself; a restore is all or nothing.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Example, accepts, at, refuses, tool};
use hangup_vault::{
    ExportOptions, Vault, VaultError, backup, check_backup, identity_on_sheet, new_recovery_identity,
    recovery_sheet, restore, verify_path,
};
use std::fs;
use std::process::Command;

#[test]
fn either_key_alone_opens_the_backup_and_another_one_does_not() {
    let example = Example::new();
    let [(key_a, to_a), (key_b, to_b), (stranger, _)] = std::array::from_fn(|_| new_recovery_identity());
    let file = example.dir.path().join("backup.age");
    let made = backup(&example.vault, &file, &[to_a.clone(), to_b], false).unwrap();
    assert_eq!(made.cases, std::slice::from_ref(&example.id));
    let scratch = example.dir.path().join("scratch");
    for key in [&key_a, &key_b] {
        let checked = check_backup(&file, key, &scratch).unwrap();
        assert_eq!((checked.cases.len(), checked.files, checked.bad.len()), (1, 4, 0));
        assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0, "the drill leaves nothing behind");
    }
    assert!(matches!(check_backup(&file, &stranger, &scratch), Err(VaultError::Backup { .. })));
    let alone = backup(&example.vault, &example.dir.path().join("x.age"), &[format!(" {to_a}"), to_a], false);
    assert!(matches!(alone, Err(VaultError::Backup { .. })), "one key twice is one key");
    if let (Some(age), Some(unzip)) = (tool("age"), tool("python")) {
        for (name, key) in [("a", &key_a), ("b", &key_b)] {
            let (key_file, zip) = (
                example.dir.path().join(format!("{name}.key")),
                example.dir.path().join(format!("{name}.zip")),
            );
            fs::write(&key_file, key).unwrap();
            accepts(Command::new(&age).args(["-d", "-i"]).arg(&key_file).arg("-o").arg(&zip).arg(&file));
            accepts(Command::new(&unzip).args(["-m", "zipfile", "-t"]).arg(&zip));
        }
        fs::write(example.dir.path().join("c.key"), &stranger).unwrap();
        refuses(Command::new(&age).args(["-d", "-i"]).arg(example.dir.path().join("c.key")).arg(&file));
    }
}

#[test]
fn a_restored_case_is_the_same_case_and_can_be_continued() {
    let example = Example::new();
    let [(key, to), (_, other)] = std::array::from_fn(|_| new_recovery_identity());
    let file = example.dir.path().join("backup.age");
    backup(&example.vault, &file, &[to, other], false).unwrap();
    let data = example.dir.path().join("new-machine");
    assert!(restore(&file, &key, &data).unwrap().bad.is_empty());
    let vault = Vault::open(&data).unwrap();
    assert_eq!(vault.read(&example.id).unwrap(), example.vault.read(&example.id).unwrap());
    assert_eq!(vault.keys().unwrap().fingerprint(), example.vault.keys().unwrap().fingerprint());
    vault.case(&example.id).unwrap().add_text("later", &common::by()).unwrap();
    let path = vault.find(&example.id).unwrap();
    assert!(verify_path(&path, Some(example.log_key())).unwrap().is_good());
    assert!(matches!(restore(&file, &key, &data), Err(VaultError::Backup { .. })), "nothing is overwritten");
}

#[test]
fn a_damaged_backup_restores_nothing() {
    let example = Example::new();
    let [(key, to), (_, other)] = std::array::from_fn(|_| new_recovery_identity());
    let file = example.dir.path().join("backup.age");
    backup(&example.vault, &file, &[to, other], false).unwrap();
    let bytes = fs::read(&file).unwrap();
    for place in [5, 200, bytes.len() / 2, bytes.len() - 1] {
        common::flip(&file, place);
        let data = example.dir.path().join("target");
        assert!(restore(&file, &key, &data).is_err(), "byte {place}");
        assert!(!data.join("cases").exists() && !data.join("keys").exists());
        fs::write(&file, &bytes).unwrap();
    }
    fs::write(&file, &bytes[..bytes.len() - 100]).unwrap();
    assert!(restore(&file, &key, &example.dir.path().join("target")).is_err(), "cut short");
}

#[test]
fn the_sheet_holds_the_key_as_text_and_as_a_code() {
    let (key, to) = new_recovery_identity();
    let sheet = recovery_sheet(&key, &to, &at(1)).unwrap();
    assert!(sheet.contains("<svg") && sheet.contains(&to));
    let groups: Vec<_> =
        key.to_lowercase().as_bytes().chunks(8).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    let typed = groups.join(" \n");
    assert_eq!(identity_on_sheet(&typed), key);
}

#[test]
fn a_sealed_package_opens_for_its_recipient_with_age() {
    let example = Example::new();
    let (key, to) = new_recovery_identity();
    let (at, recipients) = (at(50), [to]);
    let options = ExportOptions { recipients: &recipients, ..ExportOptions::by("mei", &at) };
    let sealed = example.export("package.zip.age", &options);
    assert!(matches!(verify_path(&sealed, None), Err(VaultError::Refused { .. })));
    let Some(age) = tool("age") else { return };
    let (key_file, zip) = (example.dir.path().join("key"), example.dir.path().join("opened.zip"));
    fs::write(&key_file, key).unwrap();
    accepts(Command::new(age).args(["-d", "-i"]).arg(&key_file).arg("-o").arg(&zip).arg(&sealed));
    assert!(verify_path(&zip, None).unwrap().is_good());
}
