//! Tools that we did not write accept our package as it is, and refuse it after one flipped byte.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Example, accepts, at, flip, refuses, run, tool};
use hangup_casework::custody::{LogProof, merkle};
use hangup_vault::{ExportOptions, TimestampAuthority, verify_path};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn in_bag(program: impl AsRef<std::ffi::OsStr>, bag: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(bag).args(args);
    command
}

/// Runs a check on the bag as it is, then on the bag with one byte of each of these files flipped.
fn accepts_and_refuses(bag: &Path, files: &[&str], make: &dyn Fn() -> Command) {
    accepts(&mut make());
    for file in files {
        let path = bag.join(file);
        let before = fs::read(&path).unwrap();
        for place in [0, before.len() / 2, before.len().saturating_sub(2)] {
            flip(&path, place);
            refuses(&mut make());
            fs::write(&path, &before).unwrap();
        }
    }
    accepts(&mut make());
}

#[test]
fn bagit_py_validates_the_bag() {
    let (Some(python), example) = (tool("python"), Example::new()) else { return };
    let bag = example.unpacked();
    let files = [
        "data/0001-chat.txt",
        "data/0002-picture.png",
        "bagit.txt",
        "custody.log",
        "VERIFY.txt",
        "item-list.csv",
        "manifest-sha256.txt",
    ];
    accepts_and_refuses(&bag, &files, &|| {
        in_bag(&python, &bag, &["-m", "bagit", "--validate", "--quiet", "."])
    });
}

#[test]
fn sha256sum_checks_every_manifest() {
    let (Some(sum256), Some(sum512)) = (tool("sha256sum"), tool("sha512sum")) else { return };
    let example = Example::new();
    let bag = example.unpacked();
    accepts_and_refuses(&bag, &["data/0001-chat.txt", "data/0004-transfer.json"], &|| {
        in_bag(&sum256, &bag, &["--strict", "-c", "manifest-sha256.txt"])
    });
    accepts_and_refuses(&bag, &["bag-info.txt", "custody.log", "report.zh.html"], &|| {
        in_bag(&sum256, &bag, &["--strict", "-c", "tagmanifest-sha256.txt"])
    });
    for manifest in ["manifest-sha512.txt", "tagmanifest-sha512.txt"] {
        accepts(&mut in_bag(&sum512, &bag, &["--strict", "-c", manifest]));
    }
}

#[test]
fn ssh_keygen_verifies_the_seal() {
    let Some(keygen) = tool("ssh-keygen") else { return };
    let example = Example::new();
    let bag = example.unpacked();
    for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        let (principal, sig) = (format!("case-{}", example.id), format!("seal/{name}.sig"));
        let make = || {
            let args = [
                "-Y",
                "verify",
                "-f",
                "seal/allowed_signers",
                "-I",
                &principal,
                "-n",
                "evidence",
                "-s",
                &sig,
            ];
            let mut command = in_bag(&keygen, &bag, &args);
            command.stdin(Stdio::from(fs::File::open(bag.join(name)).unwrap()));
            command
        };
        accepts_and_refuses(&bag, &[name], &make);
        accepts(&mut make());
        // The armour's last line break may go unnoticed; everything that is signature may not.
        flip(&bag.join(&sig), 120);
        refuses(&mut make());
        flip(&bag.join(&sig), 120);
    }
}

#[test]
fn unzip_and_python_read_the_zip() {
    let example = Example::new();
    let zip = example.export("package.zip", &ExportOptions::by("mei", &at(50)));
    if let Some(python) = tool("python") {
        accepts(Command::new(python).args(["-m", "zipfile", "-t"]).arg(&zip));
    }
    if let Some(unzip) = tool("unzip") {
        accepts(Command::new(unzip).arg("-tq").arg(&zip));
    }
}

/// Forty lines that share no code with us: RFC 6962 leaf and node hashes, the tlog-proof format, Ed25519 by OpenSSL.
const CHECK_PROOF: &str = r"
import base64, hashlib, subprocess, sys, tempfile, os
proof, log, info = (open(p, encoding='utf-8').read() for p in sys.argv[1:4])
key = [l.split(': ')[1] for l in info.splitlines() if l.startswith('Hangup-Log-Key')][0]
name, keyid, encoded = key.split('+', 2)
raw = base64.b64decode(encoded)
assert raw[0] == 1 and hashlib.sha256(name.encode() + b'\n' + raw).digest()[:4].hex() == keyid
head, note = proof.split('\n\n', 1)
lines = head.split('\n')
assert lines[0] == 'c2sp.org/tlog-proof@v1'
index = int(lines[1].removeprefix('index '))
path = [base64.b64decode(l) for l in lines[2:]]
text, sigs = note.split('\n\n', 1)
text += '\n'
origin, size, root = text.splitlines()
size, root = int(size), base64.b64decode(root)
row = log.split('\n')[index].encode()
h, fn, sn = hashlib.sha256(b'\0' + row).digest(), index, size - 1
for p in path:
    assert sn != 0
    if fn & 1 or fn == sn:
        h = hashlib.sha256(b'\1' + p + h).digest()
        while fn and not fn & 1:
            fn >>= 1; sn >>= 1
    else:
        h = hashlib.sha256(b'\1' + h + p).digest()
    fn >>= 1; sn >>= 1
assert sn == 0 and h == root, 'not in the tree'
sig = base64.b64decode([l for l in sigs.splitlines() if l.startswith('\u2014 ' + name + ' ')][0].split(' ')[2])
assert sig[:4].hex() == keyid
with tempfile.TemporaryDirectory() as d:
    der = bytes.fromhex('302a300506032b6570032100') + raw[1:]
    for n, b in (('k', der), ('m', text.encode()), ('s', sig[4:])):
        open(os.path.join(d, n), 'wb').write(b)
    subprocess.run(['openssl', 'pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', d + '/k', '-rawin', '-in', d + '/m', '-sigfile', d + '/s'], check=True, stdout=subprocess.DEVNULL)
";

/// pymerkle builds its own tree over the same rows; its head and its proof must be ours.
const PYMERKLE: &str = r"
import base64, sys
from pymerkle import InmemoryTree, verify_inclusion
rows = open(sys.argv[1], 'rb').read().split(b'\n')[:-1]
tree = InmemoryTree(algorithm='sha256')
for row in rows: tree.append_entry(row)
root = base64.b64decode(open(sys.argv[2], encoding='utf-8').read().split('\n')[2])
assert tree.get_state() == root, 'another head'
verify_inclusion(tree.get_leaf(len(rows)), root, tree.prove_inclusion(len(rows), len(rows)))
";

#[test]
fn an_independent_program_checks_the_log_proof() {
    let (Some(python), Some(_)) = (tool("python"), tool("openssl")) else { return };
    let example = Example::new();
    let bag = example.unpacked();
    accepts_and_refuses(&bag, &["custody.tlog-proof"], &|| {
        in_bag(&python, &bag, &["-c", CHECK_PROOF, "custody.tlog-proof", "custody.log", "bag-info.txt"])
    });
    let log = fs::read(bag.join("custody.log")).unwrap();
    flip(&bag.join("custody.log"), log.len() - 5);
    refuses(&mut in_bag(
        &python,
        &bag,
        &["-c", CHECK_PROOF, "custody.tlog-proof", "custody.log", "bag-info.txt"],
    ));
    fs::write(bag.join("custody.log"), log).unwrap();
    accepts_and_refuses(&bag, &["custody.log"], &|| {
        in_bag(&python, &bag, &["-c", PYMERKLE, "custody.log", "checkpoint"])
    });
}

#[test]
fn our_own_reader_agrees_about_the_proof() {
    let example = Example::new();
    let bag = example.unpacked();
    let proof = LogProof::parse(&fs::read_to_string(bag.join("custody.tlog-proof")).unwrap()).unwrap();
    let log = fs::read_to_string(bag.join("custody.log")).unwrap();
    assert_eq!(proof.index as usize, log.lines().count() - 1);
    let leaves: Vec<_> = log.lines().map(|l| merkle::leaf_hash(l.as_bytes())).collect();
    assert_eq!(merkle::inclusion_proof(&leaves, proof.index as usize).as_ref(), Some(&proof.path));
}

#[test]
fn openssl_stamps_and_verifies_the_timestamps() {
    let Some(openssl) = tool("openssl") else { return };
    let example = Example::new();
    let tsa = example.dir.path().join("tsa");
    fs::create_dir(&tsa).unwrap();
    fs::write(
        tsa.join("tsa.cnf"),
        "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=Loopback TSA\n[ext]\nextendedKeyUsage=critical,timeStamping\n\
         [tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_cert=cert.pem\nsigner_key=key.pem\nsigner_digest=sha256\n\
         default_policy=1.3.6.1.4.1.99999.1\ndigests=sha256\naccuracy=secs:1\nordering=yes\ness_cert_id_alg=sha256\n",
    )
    .unwrap();
    fs::write(tsa.join("serial"), "01\n").unwrap();
    let args = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
        "-days",
        "30",
        "-config",
        "tsa.cnf",
        "-extensions",
        "ext",
    ];
    accepts(&mut in_bag(&openssl, &tsa, &args));
    let ask = |request: &[u8]| -> Result<Vec<u8>, String> {
        fs::write(tsa.join("query"), request).map_err(|e| e.to_string())?;
        let reply = in_bag(
            &openssl,
            &tsa,
            &["ts", "-reply", "-queryfile", "query", "-out", "reply", "-config", "tsa.cnf"],
        )
        .output();
        let reply = reply.map_err(|e| e.to_string())?;
        if !reply.status.success() {
            return Err(String::from_utf8_lossy(&reply.stderr).into_owned());
        }
        fs::read(tsa.join("reply")).map_err(|e| e.to_string())
    };
    let chain = fs::read(tsa.join("cert.pem")).unwrap();
    let at = at(50);
    let authority = Some(TimestampAuthority { ask: &ask, chain: &chain });
    let zip = example.export("stamped.zip", &ExportOptions { authority, ..ExportOptions::by("mei", &at) });
    let result = verify_path(&zip, None).unwrap();
    assert!(result.is_good(), "{:?}", result.problems);
    let out = example.dir.path().join("stamped");
    common::unzip(&zip, &out);
    let bag = out.join(format!("case-{}", example.id));
    for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        let stamp = format!("seal/{name}.tsr");
        let make = || {
            in_bag(
                &openssl,
                &bag,
                &["ts", "-verify", "-data", name, "-in", &stamp, "-CAfile", "seal/tsa-chain.pem"],
            )
        };
        accepts_and_refuses(&bag, &[name], &make);
        let before = fs::read(bag.join(&stamp)).unwrap();
        for place in [before.len() / 4, before.len() - 10] {
            flip(&bag.join(&stamp), place);
            refuses(&mut make());
            let ours = verify_path(&bag, None).unwrap();
            assert!(ours.problems.iter().any(|p| p.path == stamp), "{:?}", ours.problems);
            fs::write(bag.join(&stamp), &before).unwrap();
        }
    }
    // BagIt's own tool has nothing against the files in seal/.
    if let Some(python) = tool("python") {
        accepts(&mut in_bag(&python, &bag, &["-m", "bagit", "--validate", "--quiet", "."]));
    }
    let _ = run(&mut Command::new(&openssl));
}
