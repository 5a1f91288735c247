//! The chores of the project: `cargo xtask ci`, `layers`, `tidy`, `docs`, `readme`, `corpus`, `score`, `train`,
//! `pack`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the terminal")]

mod ci;
mod ci_program;
mod ci_wasm;
mod corpus;
mod corpus_lint;
mod docs;
mod docs_directory;
mod docs_rules;
mod layers;
mod pack;
mod readme;
mod score;
mod tidy;
mod train;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(name = "xtask", about = "The chores of hangup, in Rust.")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Run everything that must hold before a change goes in.
    Ci,
    /// Check who imports whom, and what the pure crates bring with them.
    Layers,
    /// Check paths in documents, opening sentences, lengths and leftovers.
    Tidy,
    /// Write docs/rules.md and docs/directory.md from the knowledge.
    Docs {
        /// Write nothing; fail when a document is not what the knowledge says now.
        #[arg(long)]
        check: bool,
    },
    /// Write the program's own answers into both READMEs.
    Readme {
        /// Write nothing; fail when a README shows another answer than the program gives.
        #[arg(long)]
        check: bool,
    },
    /// Lint the corpus and count it.
    Corpus,
    /// Measure the engine on every labelled text, source by source.
    Score(score::Options),
    /// Train the classifier's weights.
    Train(train::Options),
    /// Build the pack from data/ and print its digest.
    Pack,
}

fn main() -> ExitCode {
    let root = workspace::root();
    let ended = match Cli::parse().chore {
        Chore::Ci => ci::run(&root),
        Chore::Layers => layers::run(&root),
        Chore::Tidy => tidy::run(&root),
        Chore::Docs { check } => docs::run(&root, check),
        Chore::Readme { check } => readme::run(&root, check),
        Chore::Corpus => corpus_lint::run(&root),
        Chore::Score(options) => score::run(&root, &options),
        Chore::Train(options) => train::run(&root, &options),
        Chore::Pack => pack::run(&root),
    };
    if let Err(e) = ended {
        eprintln!("{e:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
