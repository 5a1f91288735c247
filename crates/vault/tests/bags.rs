//! Bags by other hands, good and bad: our own equivalents of the cases of the `BagIt` conformance suite.
#![allow(clippy::unwrap_used, clippy::format_push_string)]

mod common;

use common::{run, tool};
use hangup_vault::{Verification, verify_path};
use sha2::{Digest, Sha512};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A bag as path to bytes, good until a case changes it.
struct Bag(BTreeMap<String, Vec<u8>>);

fn hex(bytes: &[u8]) -> String {
    hangup_casework::custody::hex(bytes)
}

fn sha512(bytes: &[u8]) -> String {
    hex(&Sha512::digest(bytes))
}

impl Bag {
    fn of(version: &str, payload: &[(&str, &[u8])]) -> Self {
        let mut bag = Self(BTreeMap::new());
        bag.put("bagit.txt", format!("BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n"));
        let mut manifest = String::new();
        for (path, bytes) in payload {
            manifest += &format!("{}  {path}\n", sha512(bytes));
            bag.put(path, *bytes);
        }
        bag.put("manifest-sha512.txt", manifest);
        bag
    }

    fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.to_owned(), bytes.into());
    }

    fn append(&mut self, path: &str, text: &str) {
        self.0.entry(path.to_owned()).or_default().extend(text.as_bytes());
    }

    fn write(&self) -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("data")).unwrap();
        for (path, bytes) in &self.0 {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        dir
    }

    fn verify(&self) -> Verification {
        verify_path(self.write().path(), None).unwrap()
    }
}

fn basic(version: &str) -> Bag {
    Bag::of(version, &[("data/hello.txt", b"hello"), ("data/more/world.txt", b"world")])
}

/// What the reference program says; `None` when it is not installed.
fn reference(dir: &Path) -> Option<bool> {
    let python = tool("python")?;
    Some(run(Command::new(python).args(["-m", "bagit", "--validate", "--quiet"]).arg(dir)).status.success())
}

#[track_caller]
fn good(name: &str, bag: &Bag) {
    let result = bag.verify();
    assert!(result.is_good(), "{name}: {:?}", result.problems);
}

#[track_caller]
fn bad(name: &str, bag: &Bag, at_fault: &str) {
    let result = bag.verify();
    assert!(!result.is_good(), "{name} was accepted");
    let named = result.problems.iter().any(|p| p.to_string().contains(at_fault));
    assert!(named, "{name}: `{at_fault}` is not named: {:?}", result.problems);
}

#[test]
fn basic_bags_of_every_version_and_algorithm_are_good() {
    for version in ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"] {
        good(version, &basic(version));
        assert_ne!(reference(basic(version).write().path()), Some(false), "{version}");
    }
    let digests: [(&str, String); 6] = [
        ("md5", "5d41402abc4b2a76b9719d911017c592".into()),
        ("sha1", "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d".into()),
        ("sha224", "ea09ae9cc6768c50fcee903ed054556e5bfc8347907f12598aa24193".into()),
        ("sha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824".into()),
        ("sha384", hex(&sha2::Sha384::digest(b"hello"))),
        ("sha512", sha512(b"hello")),
    ];
    for (algorithm, digest) in digests {
        let mut bag = Bag::of("0.97", &[("data/hello.txt", b"hello")]);
        bag.0.remove("manifest-sha512.txt");
        bag.put(&format!("manifest-{algorithm}.txt"), format!("{}  data/hello.txt\n", digest.to_uppercase()));
        good(algorithm, &bag);
        bag.put("data/hello.txt", "Hello");
        bad(algorithm, &bag, "data/hello.txt");
    }
}

#[test]
fn valid_oddities_are_accepted() {
    let mut bag =
        Bag::of("0.97", &[("data/a b c.txt", b"x"), ("data/ü 中.txt", b"y"), ("data/~tilde ..dots", b"z")]);
    good("spaces and other letters", &bag);
    bag.put("bag-info.txt", "Source: a\n  continued\nContact: x\nContact: y\nPayload-Oxum: 3.3\n");
    good("repeated and continued information", &bag);
    let mut bag = basic("0.97");
    let text = String::from_utf8(bag.0["manifest-sha512.txt"].clone()).unwrap();
    bag.put("manifest-sha512.txt", text.replace("  data/", " *./data/"));
    good("leading ./ and *", &bag);
    bag.put("manifest-sha512.txt", text.replace('\n', "\r\n"));
    good("CRLF", &bag);
    good("no files at all", &Bag::of("0.97", &[]));
    let mut bag = basic("0.97");
    let inner = basic("0.97");
    let mut manifest = String::new();
    for (path, bytes) in &inner.0 {
        manifest += &format!("{}  data/inner/{path}\n", sha512(bytes));
        bag.put(&format!("data/inner/{path}"), bytes.clone());
    }
    bag.append("manifest-sha512.txt", &manifest);
    good("a bag in a bag", &bag);
    let mut bag = Bag::of("1.0", &[]);
    bag.put("data/a\nb%c.txt", "x");
    bag.put("manifest-sha512.txt", format!("{}  data/a%0Ab%25c.txt\n", sha512(b"x")));
    good("escapes", &bag);
    let mut bag = Bag::of("0.97", &[]);
    bag.put("data/a%25b.txt", "x");
    bag.put("manifest-sha512.txt", format!("{}  data/a%25b.txt\n", sha512(b"x")));
    good("a bare percent sign before 1.0", &bag);
    let mut bag = Bag::of("0.97", &[("data/one", b"1"), ("data/two", b"2")]);
    bag.put("manifest-sha512.txt", format!("{}  data/one\n", sha512(b"1")));
    bag.put("manifest-md5.txt", "c81e728d9d4c2f636f067f89cc14862c  data/two\n");
    good("every file in some manifest, before 1.0", &bag);
}

#[test]
fn tag_files_in_other_encodings_are_read() {
    let mut bag = Bag::of("0.97", &[("data/hello.txt", b"hello")]);
    bag.put("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16BE\n");
    let text = format!("{}  data/hello.txt\n", sha512(b"hello"));
    bag.put("manifest-sha512.txt", text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>());
    good("UTF-16", &bag);
    let mut bag = Bag::of("0.97", &[]);
    bag.put("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: ISO-8859-1\n");
    bag.put("data/café.txt", "x");
    bag.put("manifest-sha512.txt", [sha512(b"x").as_bytes(), b"  data/caf\xe9.txt\n"].concat());
    bag.put("bag-info.txt", b"Source: caf\xe9\n".as_slice());
    good("ISO-8859-1", &bag);
    bag.put("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
    bad("not the declared encoding", &bag, "manifest-sha512.txt");
}

#[test]
fn broken_bags_are_refused_and_the_file_at_fault_is_named() {
    let change = |f: &dyn Fn(&mut Bag)| {
        let mut bag = basic("0.97");
        f(&mut bag);
        bag
    };
    let cases: Vec<(&str, &str, Bag)> = vec![
        ("no bagit.txt", "bagit.txt", change(&|b| drop(b.0.remove("bagit.txt")))),
        ("no manifest", "manifest", change(&|b| drop(b.0.remove("manifest-sha512.txt")))),
        ("no encoding", "bagit.txt", change(&|b| b.put("bagit.txt", "BagIt-Version: 0.97\n"))),
        (
            "a byte order mark",
            "bagit.txt",
            change(&|b| {
                b.put("bagit.txt", "\u{feff}BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
            }),
        ),
        (
            "a version that does not exist",
            "bagit.txt",
            change(&|b| b.put("bagit.txt", "BagIt-Version: 11.1\nTag-File-Character-Encoding: UTF-8\n")),
        ),
        (
            "white space in bagit.txt",
            "bagit.txt",
            change(&|b| b.put("bagit.txt", "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n")),
        ),
        ("a changed payload file", "data/hello.txt", change(&|b| b.put("data/hello.txt", "hullo"))),
        ("a missing payload file", "data/hello.txt", change(&|b| drop(b.0.remove("data/hello.txt")))),
        ("an extra payload file", "data/extra", change(&|b| b.put("data/extra", "x"))),
        ("a wrong Payload-Oxum", "bag-info.txt", change(&|b| b.put("bag-info.txt", "Payload-Oxum: 1.1\n"))),
        ("information that is none", "bag-info.txt", change(&|b| b.put("bag-info.txt", "no colon here\n"))),
        (
            "a changed tag file",
            "bag-info.txt",
            change(&|b| {
                b.put("bag-info.txt", "Source: a\n");
                b.put("tagmanifest-sha512.txt", format!("{}  bag-info.txt\n", sha512(b"Source: b\n")));
            }),
        ),
        (
            "a missing tag file",
            "bag-info.txt",
            change(&|b| b.put("tagmanifest-sha512.txt", format!("{}  bag-info.txt\n", sha512(b"")))),
        ),
        (
            "a file listed twice with different digests",
            "data/hello.txt",
            change(&|b| b.append("manifest-sha512.txt", &format!("{}  data/hello.txt\n", sha512(b"other")))),
        ),
        (
            "a digest that is none",
            "manifest-sha512.txt",
            change(&|b| b.append("manifest-sha512.txt", "nothex  data/x\n")),
        ),
        (
            "a payload file outside data",
            "bag-info.txt",
            change(&|b| {
                b.put("bag-info.txt", "A: b\n");
                b.append("manifest-sha512.txt", &format!("{}  bag-info.txt\n", sha512(b"A: b\n")));
            }),
        ),
        (
            "a holey bag",
            "data/gone",
            change(&|b| {
                b.put("fetch.txt", "https://example.com/gone 4 data/gone\n");
                b.append("manifest-sha512.txt", &format!("{}  data/gone\n", sha512(b"gone")));
            }),
        ),
        (
            "fetch.txt without a length",
            "fetch.txt",
            change(&|b| b.put("fetch.txt", "https://example.com/x data/hello.txt\n")),
        ),
    ];
    for (name, at_fault, bag) in cases {
        bad(name, &bag, at_fault);
    }
}

#[test]
fn paths_that_lead_out_are_refused_in_manifests_and_in_fetch() {
    for path in [
        "../../../etc/passwd",
        "data/../../x",
        "/etc/passwd",
        "~/x",
        "~root/x",
        "\\\\server\\x",
        "C:\\x",
        "c:/x",
        "data\\..\\..\\x",
    ] {
        let mut bag = basic("0.97");
        bag.append("manifest-sha512.txt", &format!("{}  {path}\n", sha512(b"x")));
        bad(path, &bag, "manifest-sha512.txt");
        let mut bag = basic("0.97");
        bag.put("fetch.txt", format!("https://example.com/x - {path}\n"));
        bad(path, &bag, "fetch.txt");
        let mut bag = basic("0.97");
        bag.put("tagmanifest-sha512.txt", format!("{}  {path}\n", sha512(b"x")));
        bad(path, &bag, "tagmanifest-sha512.txt");
    }
}

#[test]
fn version_one_asks_for_more() {
    let mut bag = Bag::of("1.0", &[("data/one", b"1"), ("data/two", b"2")]);
    bag.put("manifest-md5.txt", "c4ca4238a0b923820dcc509a6f75849b  data/one\n");
    bad("not all manifests list all files", &bag, "data/two");
    let mut bag = basic("1.0");
    bag.put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nExtra: 1\n");
    bad("a third line in bagit.txt", &bag, "bagit.txt");
}

#[test]
fn what_is_only_unwise_is_a_warning() {
    let mut bag = basic("0.97");
    bag.append("manifest-sha512.txt", &format!("{}  data/hello.txt\n", sha512(b"hello")));
    bag.put("data/.DS_Store", "junk");
    let result = bag.verify();
    assert!(result.is_good(), "{:?}", result.problems);
    assert_eq!(result.warnings.len(), 2, "{:?}", result.warnings);
    let bag = Bag::of(
        "0.97",
        &[("data/Case.txt", b"1"), ("data/case.txt", b"2"), ("data/e\u{301}", b"3"), ("data/é", b"4")],
    );
    let result = bag.verify();
    assert!(result.is_good(), "{:?}", result.problems);
    assert_eq!(result.warnings.len(), 2, "twins: {:?}", result.warnings);
    let mut bag = Bag::of("0.97", &[]);
    bag.put("data/e\u{301}", "3");
    bag.put("manifest-sha512.txt", format!("{}  data/é\n", sha512(b"3")));
    let result = bag.verify();
    assert!(result.is_good() && result.warnings.len() == 1, "another Unicode form: {result:?}");
}

#[cfg(unix)]
#[test]
fn links_in_a_bag_are_refused() {
    let dir = basic("0.97").write();
    std::os::unix::fs::symlink("/etc/passwd", dir.path().join("data/link")).unwrap();
    let result = verify_path(dir.path(), None).unwrap();
    assert!(result.problems.iter().any(|p| p.path == "data/link"), "{:?}", result.problems);
}

#[test]
fn a_bag_that_the_reference_program_made_is_good_and_bad_after_a_change() {
    let Some(python) = tool("python") else { return };
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("100% 中文.txt"), "x").unwrap();
    fs::create_dir(dir.path().join("sub")).unwrap();
    fs::write(dir.path().join("sub/b.bin"), [0, 1, 2]).unwrap();
    let made =
        run(Command::new(python).args(["-m", "bagit", "--quiet", "--md5", "--sha256"]).arg(dir.path()));
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let result = verify_path(dir.path(), None).unwrap();
    assert!(result.is_good(), "{:?}", result.problems);
    assert_eq!(result.what, "bag");
    fs::write(dir.path().join("data/sub/b.bin"), [0, 1, 3]).unwrap();
    let result = verify_path(dir.path(), None).unwrap();
    assert!(result.problems.iter().any(|p| p.path == "data/sub/b.bin"), "{:?}", result.problems);
}
