//! What the vault's tests share: an example case, and outside tools that are skipped loudly when they are missing.
#![allow(dead_code, clippy::print_stderr, clippy::unwrap_used, clippy::missing_panics_doc)]

use hangup_casework::Moment;
use hangup_casework::case::{Involved, InvolvedKind, Kind, Transfer};
use hangup_casework::custody::Act;
use hangup_vault::{CaseFolder, ExportOptions, Intake, Vault, export, report_data};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub const OWN_ACCOUNT: &str = "6222020000000000011";
pub const PAYEE_ACCOUNT: &str = "6217000000000000017";

pub fn at(minute: u32) -> Moment {
    Moment::parse(&format!("2026-11-22T14:{minute:02}:00+08:00")).unwrap()
}

pub fn by() -> Intake {
    Intake::by("mei", at(30))
}

/// A vault with one case of every kind of exhibit.
pub struct Example {
    pub dir: TempDir,
    pub vault: Vault,
    pub id: String,
}

impl Example {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(&dir.path().join("data")).unwrap();
        let id = vault.create("冒充天猫退款 fake refund", "mei", &at(0)).unwrap();
        let mut case = vault.case(&id).unwrap();
        let text = "他说验证码639201要报给他，发来 https://tk.example.com/x?y=1 ，我的手机13800138000，他的是13900001111。";
        case.add_text(text, &Intake { kind: Some(Kind::Chat), happened: Some(at(5)), ..by() }).unwrap();
        let png = dir.path().join("截图 1%0a.png");
        std::fs::write(&png, b"\x89PNG\r\n\x1a\n synthetic").unwrap();
        case.add_file(&png, &by()).unwrap();
        case.add_link("https://tk.example.com/refund", &by()).unwrap();
        let transfer = Transfer {
            amount: "3870.00".into(),
            currency: "CNY".into(),
            own_account: OWN_ACCOUNT.into(),
            payee_name: "=cmd|calc".into(),
            payee_account: PAYEE_ACCOUNT.into(),
            paid_at: Some(at(21)),
            ..Transfer::default()
        };
        case.add_transfer(&transfer, &by()).unwrap();
        let theirs = Involved {
            kind: InvolvedKind::Phone,
            value: "13900001111".into(),
            note: String::new(),
            seen_in: vec![1],
        };
        case.append("mei", &at(40), Act::Involved(theirs)).unwrap();
        drop(case);
        Self { dir, vault, id }
    }

    pub fn case(&self) -> CaseFolder {
        self.vault.case(&self.id).unwrap()
    }

    pub fn folder(&self) -> PathBuf {
        self.vault.find(&self.id).unwrap()
    }

    pub fn log_key(&self) -> [u8; 32] {
        self.vault.keys().unwrap().log_verifying_key()
    }

    /// Exports and returns the ZIP.
    pub fn export(&self, name: &str, options: &ExportOptions<'_>) -> PathBuf {
        let mut case = self.case();
        let data = report_data(&case).unwrap();
        let zip = self.dir.path().join(name);
        export(&mut case, &data, &zip, options).unwrap();
        zip
    }

    /// Exports and unpacks; returns the bag's folder.
    pub fn unpacked(&self) -> PathBuf {
        let zip = self.export("package.zip", &ExportOptions::by("mei", &at(50)));
        let out = self.dir.path().join("unpacked");
        unzip(&zip, &out);
        out.join(format!("case-{}", self.id))
    }
}

pub fn unzip(zip: &Path, out: &Path) {
    let file = std::fs::File::open(zip).unwrap();
    zip::ZipArchive::new(file).unwrap().extract(out).unwrap();
}

/// An outside tool. When it is missing the test is skipped with a word on stderr, and fails where `CI` is set.
pub fn tool(name: &str) -> Option<PathBuf> {
    let venv = std::env::var_os("HANGUP_EVIDENCE_TOOLS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/evidence-tools"),
        PathBuf::from,
    );
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Python finds its packages by the name of its own folder, so that name must be plain.
    let venv = std::fs::canonicalize(&venv).unwrap_or(venv);
    let mut places = vec![venv.join("bin")];
    places.extend(std::env::split_paths(&path));
    let name = if name == "python" { "python3" } else { name };
    // Python with our packages is only the one of our own folder.
    let places = if name == "python3" { &places[..1] } else { &places[..] };
    let found = places.iter().map(|p| p.join(name)).find(|p| p.is_file());
    if found.is_none() {
        let word = format!("SKIPPED: `{name}` is missing; scripts/install-evidence-tools.sh installs it");
        assert!(std::env::var_os("CI").is_none(), "{word}");
        // Not through eprintln!: the test harness would swallow it.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{word}\n").as_bytes());
    }
    found
}

pub fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

#[track_caller]
pub fn accepts(command: &mut Command) {
    let out = run(command);
    let (stdout, stderr) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{command:?}\n{stdout}\n{stderr}");
}

#[track_caller]
pub fn refuses(command: &mut Command) {
    let out = run(command);
    assert!(!out.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&out.stdout));
}

/// Flips one bit of one byte.
pub fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at] ^= 1;
    std::fs::write(path, bytes).unwrap();
}
