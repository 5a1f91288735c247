//! Hostile exhibits: stored or refused clearly, nothing written outside, and the export is still good.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod common;

use common::{Example, at, by};
use hangup_vault::{ExportOptions, Intake, Limits, VaultError, verify_path};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

#[test]
fn names_from_hell_are_kept_and_exported_under_ours() {
    let example = Example::new();
    let mut case = example.case();
    let folder = example.dir.path().join("hell");
    fs::create_dir(&folder).unwrap();
    let long = "长".repeat(85);
    let names: Vec<&[u8]> = vec![
        b"100%.txt",
        b"a%0ab.txt",
        b"new\nline.txt",
        b"carriage\rreturn.txt",
        b"CON",
        b"aux.txt",
        b"..\\..\\evil.txt",
        b"=HYPERLINK(1).csv",
        b"<script>.html",
        "gpj.\u{202e}exe".as_bytes(),
        "é.txt".as_bytes(),
        "e\u{301}.txt".as_bytes(),
        "É.txt".as_bytes(),
        b"\xff\xfe.bin",
        b"-rf",
        b" ",
        b"~",
        long.as_bytes(),
        b"tab\there",
        b"C:evil",
    ];
    for (i, name) in names.iter().enumerate() {
        fs::write(folder.join(OsStr::from_bytes(name)), format!("content {i}")).unwrap();
    }
    let (added, refused) = case.add_path(&folder, &by());
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(added.len(), names.len());
    let bytes = added.iter().find(|a| a.exhibit.name_bytes.is_some()).unwrap();
    assert_eq!(bytes.exhibit.name_bytes.as_deref(), Some("fffe2e62696e"));
    drop(case);
    let before: Vec<PathBuf> = fs::read_dir(example.dir.path()).unwrap().map(|e| e.unwrap().path()).collect();
    let zip = example.export("hell.zip", &ExportOptions::by("mei", &at(50)));
    assert!(verify_path(&zip, None).unwrap().is_good());
    let archive = zip::ZipArchive::new(fs::File::open(&zip).unwrap()).unwrap();
    for name in archive.file_names() {
        let name = name.unwrap();
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b)), "{name}");
        assert!(!name.contains(".."));
    }
    let after = fs::read_dir(example.dir.path()).unwrap().count();
    assert_eq!(after, before.len() + 1, "only the package was written");
}

#[test]
fn what_is_too_large_or_no_file_is_refused_with_its_name() {
    let example = Example::new();
    let mut case = example.case();
    let rows = case.case().unwrap().rows;
    let sparse = example.dir.path().join("sparse.bin");
    fs::File::create(&sparse).unwrap().set_len(5 << 30).unwrap();
    let pipe = example.dir.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [sparse, pipe, PathBuf::from("/dev/zero"), example.dir.path().join("not-there")] {
        let (added, refused) = case.add_path(&path, &by());
        assert!(added.is_empty());
        assert!(refused[0].to_string().contains(path.to_str().unwrap()), "{refused:?}");
    }
    assert_eq!(case.case().unwrap().rows, rows, "nothing was written down");
    assert_eq!(
        fs::read_dir(example.folder().join("objects"))
            .unwrap()
            .flatten()
            .filter(|e| e.path().is_file())
            .count(),
        0
    );
}

#[test]
fn a_file_that_grows_while_it_is_read_is_refused() {
    let example = Example::new();
    let mut case = example.case();
    let file = example.dir.path().join("grows");
    fs::write(&file, vec![0; 2000]).unwrap();
    let small = Intake { limits: Limits { exhibit_bytes: 1000, ..Limits::default() }, ..by() };
    assert!(matches!(case.add_file(&file, &small), Err(VaultError::Refused { .. })));
}

#[test]
fn folders_that_loop_and_links_that_lead_out_are_not_followed() {
    let example = Example::new();
    let mut case = example.case();
    let folder = example.dir.path().join("loop");
    fs::create_dir_all(folder.join("a/b")).unwrap();
    fs::write(folder.join("a/b/real.txt"), "real").unwrap();
    std::os::unix::fs::symlink("../..", folder.join("a/b/up")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("a/passwd")).unwrap();
    let (added, refused) = case.add_path(&folder, &by());
    assert_eq!(added.len(), 1);
    assert_eq!(refused.len(), 2, "{refused:?}");
    let mut deep = example.dir.path().join("deep");
    for _ in 0..60 {
        deep = deep.join("d");
    }
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("x"), "x").unwrap();
    let (added, refused) = case.add_path(&example.dir.path().join("deep"), &by());
    assert!(added.is_empty() && refused.len() == 1, "{refused:?}");
}

#[test]
fn zip_bombs_and_broken_archives_are_ordinary_exhibits_and_bad_packages() {
    let example = Example::new();
    let bomb = example.dir.path().join("bomb.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&bomb).unwrap());
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("bag/bagit.txt", options).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..300 {
        std::io::Write::write_all(&mut zip, &zeros).unwrap();
    }
    zip.finish().unwrap();
    let mut case = example.case();
    assert_eq!(case.add_file(&bomb, &by()).unwrap().exhibit.kind.as_str(), "archive");
    let result = verify_path(&bomb, None).unwrap();
    assert!(result.problems[0].what.contains("ZIP bomb"), "{:?}", result.problems);
    let slip = example.dir.path().join("slip.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&slip).unwrap());
    for name in ["bagit.txt", "../evil.txt", "data/x"] {
        zip.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut zip, b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
            .unwrap();
    }
    zip.finish().unwrap();
    let result = verify_path(&slip, None).unwrap();
    assert!(result.problems.iter().any(|p| p.path.contains("evil.txt")), "{:?}", result.problems);
    fs::write(&slip, b"PK\x03\x04 not really").unwrap();
    assert!(!verify_path(&slip, None).unwrap().is_good());
}

#[test]
fn case_ids_never_become_paths() {
    let example = Example::new();
    for id in ["", "..", "../keys", "/etc", "a/b", "x\0", "*"] {
        assert!(matches!(example.vault.find(id), Err(VaultError::NoCase(_))), "{id:?}");
    }
    assert!(example.vault.find(&example.id[..10]).is_ok(), "the beginning of an id suffices");
}

#[test]
fn the_same_file_twice_is_one_exhibit_and_the_same_bytes_are_stored_once() {
    let example = Example::new();
    let mut case = example.case();
    let (one, two) = (example.dir.path().join("one.txt"), example.dir.path().join("two.txt"));
    fs::write(&one, "same").unwrap();
    fs::write(&two, "same").unwrap();
    let first = case.add_file(&one, &by()).unwrap();
    assert!(case.add_file(&one, &by()).unwrap().known);
    let second = case.add_file(&two, &by()).unwrap();
    assert_ne!(first.exhibit.no, second.exhibit.no);
    assert_eq!(case.object(&first.exhibit), case.object(&second.exhibit));
}
