//! Running the binary as somebody would, with nothing of the machine's own settings.

#![allow(dead_code, reason = "every test file uses its own part")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

/// A message that is danger whatever else changes.
pub const DANGER_ZH: &str = "我是京东客服，请把收到的六位验证码报给我，马上给您退款";
/// Its English sister.
pub const DANGER_EN: &str =
    "This is Amazon customer service. To process your refund, read me the 6-digit code we just sent you.";
/// A message in which nothing is to be found.
pub const PLAIN_ZH: &str = "明天下午三点开会";
/// A link that anybody could have made: caution.
pub const ANYBODYS: &str = "https://bit.ly/3abcde";

/// What came of a run.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The binary with arguments, without any environment but what is given.
pub fn command(args: &[&str], env: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hangup"));
    command.args(args).env_clear().env("HOME", env!("CARGO_TARGET_TMPDIR")).envs(env.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs it.
pub fn hangup(args: &[&str]) -> Ran {
    hangup_in(args, &[])
}

/// Runs it in an environment.
pub fn hangup_in(args: &[&str], env: &[(&str, &str)]) -> Ran {
    ran(&command(args, env).output().expect("the binary starts"))
}

/// Runs it with something on stdin.
pub fn fed(args: &[&str], stdin: &[u8]) -> Ran {
    let mut child = spawn(args);
    let mut pipe = child.stdin.take().expect("stdin is a pipe");
    let bytes = stdin.to_vec();
    let feeder = std::thread::spawn(move || {
        // The program may stop reading; that is for the test to see.
        let _ = pipe.write_all(&bytes);
    });
    let output = child.wait_with_output().expect("it ends");
    feeder.join().expect("the feeder ends");
    ran(&output)
}

/// Starts it with pipes on all sides.
pub fn spawn(args: &[&str]) -> Child {
    command(args, &[]).stdin(Stdio::piped()).spawn().expect("the binary starts")
}

fn ran(output: &Output) -> Ran {
    let ran = Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

/// A file for one test.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder is made");
    std::fs::write(&path, bytes).expect("the file is written");
    path
}

/// The JSON objects of an output, one a line.
pub fn objects(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}
