//! `cargo xtask layers`: who may import whom, read from what cargo itself resolved.

use crate::workspace;
use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A room: what it may import of ours when it runs and when it is built.
struct Room {
    name: &'static str,
    runs_with: &'static [&'static str],
    built_with: &'static [&'static str],
    /// Same input, same answer: no crate of [`BANNED`] anywhere below it.
    pure: bool,
}

/// The table of `ARCHITECTURE.md`. A room that is not built yet may stand here; one that is built must.
const ROOMS: &[Room] = &[
    Room { name: "domain", runs_with: &[], built_with: &[], pure: true },
    Room { name: "engine", runs_with: &["domain"], built_with: &[], pure: true },
    Room { name: "casework", runs_with: &["domain"], built_with: &[], pure: true },
    Room { name: "knowledge", runs_with: &["domain", "engine"], built_with: &[], pure: false },
    Room { name: "builtin", runs_with: &[], built_with: &["knowledge", "engine"], pure: false },
    Room { name: "view", runs_with: &["domain", "casework"], built_with: &[], pure: false },
    Room { name: "app", runs_with: &["domain", "engine", "casework"], built_with: &[], pure: false },
    Room { name: "store", runs_with: &["app", "domain", "casework"], built_with: &[], pure: false },
    Room { name: "vault", runs_with: &["casework", "domain"], built_with: &[], pure: false },
    Room { name: "intake", runs_with: &["domain"], built_with: &[], pure: false },
    Room { name: "net", runs_with: &["app", "domain"], built_with: &[], pure: false },
    Room { name: "server", runs_with: &["app", "domain", "view"], built_with: &[], pure: false },
    Room { name: "python", runs_with: &["engine", "domain"], built_with: &[], pure: false },
    Room { name: "wasm", runs_with: &["engine", "view", "domain"], built_with: &[], pure: false },
    Room {
        name: "cli",
        runs_with: &[
            "domain",
            "engine",
            "casework",
            "knowledge",
            "builtin",
            "view",
            "app",
            "store",
            "vault",
            "intake",
            "net",
            "server",
        ],
        built_with: &[],
        pure: false,
    },
    Room { name: "xtask", runs_with: &["domain", "engine", "knowledge"], built_with: &[], pure: false },
];

/// Outside crates that bring a clock, chance, threads of their own, a network, a disk or backtracking.
const BANNED: &[(&str, &str)] = &[
    ("async-std", "an async runtime"),
    ("chrono", "a clock"),
    ("dirs", "the environment"),
    ("dotenvy", "the environment"),
    ("env_logger", "logging and the environment"),
    ("fancy-regex", "backtracking"),
    ("fastrand", "chance"),
    ("futures", "an async runtime"),
    ("getrandom", "chance"),
    ("home", "the environment"),
    ("hyper", "the network"),
    ("jiff", "a clock"),
    ("log", "logging"),
    ("mio", "the network"),
    ("onig", "backtracking"),
    ("pcre2", "backtracking"),
    ("rand", "chance"),
    ("rand_core", "chance"),
    ("rayon", "threads"),
    ("reqwest", "the network"),
    ("rusqlite", "a disk"),
    ("rustls", "the network"),
    ("smol", "an async runtime"),
    ("sqlx", "a disk"),
    ("tempfile", "a disk"),
    ("time", "a clock"),
    ("tokio", "an async runtime"),
    ("tracing", "logging"),
    ("ureq", "the network"),
    ("uuid", "chance"),
    ("walkdir", "a disk"),
];

/// Checks the resolved graph and prints what breaks a wall.
pub fn run(root: &Path) -> Result<()> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(vec!["--locked".to_owned()])
        .exec()
        .context("cargo metadata failed; when Cargo.lock is out of date, run `cargo check` first")?;
    let graph = Graph::of(&metadata)?;
    let problems = graph.problems(root);
    let fine = format!("{} rooms, {} crates in the pure trees", graph.ours.len(), graph.pure_tree().len());
    workspace::conclude("layers", &problems, &fine)
}

/// The resolved packages, by name where that suffices.
struct Graph {
    /// Our packages: room name to id.
    ours: BTreeMap<String, PackageId>,
    names: BTreeMap<PackageId, String>,
    /// Edges by kind.
    edges: BTreeMap<(PackageId, Kind), BTreeSet<PackageId>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Run,
    Build,
}

impl Graph {
    fn of(metadata: &Metadata) -> Result<Self> {
        let resolve = metadata.resolve.as_ref().context("cargo metadata gave no resolved graph")?;
        let names: BTreeMap<PackageId, String> =
            metadata.packages.iter().map(|p| (p.id.clone(), p.name.to_string())).collect();
        let ours = metadata.workspace_members.iter().map(|id| (room_name(&names[id]), id.clone())).collect();
        let mut edges: BTreeMap<(PackageId, Kind), BTreeSet<PackageId>> = BTreeMap::new();
        for node in &resolve.nodes {
            for dep in &node.deps {
                for kind in &dep.dep_kinds {
                    let kind = match kind.kind {
                        DependencyKind::Normal => Kind::Run,
                        DependencyKind::Build => Kind::Build,
                        // Tests may use what they like: they are not in anybody's tree.
                        _ => continue,
                    };
                    edges.entry((node.id.clone(), kind)).or_default().insert(dep.pkg.clone());
                }
            }
        }
        Ok(Self { ours, names, edges })
    }

    fn problems(&self, root: &Path) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, id) in &self.ours {
            let Some(room) = ROOMS.iter().find(|r| r.name == name) else {
                problems.push(format!("`{name}` has no place in the table of xtask/src/layers.rs"));
                continue;
            };
            for (kind, allowed, when) in
                [(Kind::Run, room.runs_with, "import"), (Kind::Build, room.built_with, "be built with")]
            {
                for import in self.imports(id, kind).filter_map(|i| self.room_of(i)) {
                    if !allowed.contains(&import.as_str()) {
                        problems.push(format!("`{name}` may not {when} `{import}`"));
                    }
                }
            }
            if room.pure {
                for (chain, why) in self.banned_below(id) {
                    problems.push(format!("`{name}` is pure, but {chain} brings {why}"));
                }
                if !root.join("crates").join(name).join("clippy.toml").exists() {
                    problems.push(format!("`{name}` is pure and needs crates/{name}/clippy.toml"));
                }
            }
        }
        problems
    }

    fn imports<'g>(&'g self, id: &PackageId, kind: Kind) -> impl Iterator<Item = &'g PackageId> {
        self.edges.get(&(id.clone(), kind)).into_iter().flatten()
    }

    fn room_of(&self, id: &PackageId) -> Option<&String> {
        self.ours.iter().find(|(_, i)| *i == id).map(|(name, _)| name)
    }

    /// Every banned crate in the tree that runs with a room, with one way to it.
    fn banned_below(&self, id: &PackageId) -> Vec<(String, &'static str)> {
        let mut found = Vec::new();
        for (reached, chain) in self.tree(id) {
            if let Some((_, why)) = BANNED.iter().find(|(name, _)| *name == self.names[&reached]) {
                found.push((chain, *why));
            }
        }
        found
    }

    /// Everything that runs with a package, with one way to each.
    fn tree(&self, id: &PackageId) -> BTreeMap<PackageId, String> {
        let mut reached = BTreeMap::from([(id.clone(), self.names[id].clone())]);
        let mut open = vec![id.clone()];
        while let Some(next) = open.pop() {
            for import in self.imports(&next, Kind::Run) {
                if !reached.contains_key(import) {
                    let chain = format!("{} › {}", reached[&next], self.names[import]);
                    reached.insert(import.clone(), chain);
                    open.push(import.clone());
                }
            }
        }
        reached
    }

    fn pure_tree(&self) -> BTreeSet<PackageId> {
        let pure = |name: &str| ROOMS.iter().any(|r| r.pure && r.name == name);
        self.ours.iter().filter(|(n, _)| pure(n)).flat_map(|(_, id)| self.tree(id).into_keys()).collect()
    }
}

/// `hangup-engine` is the room `engine`; the program's own package is the room `cli`.
fn room_name(package: &str) -> String {
    match package {
        "hangup" => "cli".to_owned(),
        _ => package.strip_prefix("hangup-").unwrap_or(package).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_named_by_its_room() {
        assert_eq!(room_name("hangup-engine"), "engine");
        assert_eq!(room_name("hangup"), "cli");
        assert_eq!(room_name("xtask"), "xtask");
    }

    fn id(name: &str) -> PackageId {
        PackageId { repr: name.to_owned() }
    }

    #[test]
    fn a_broken_wall_is_named_with_the_way_to_it() {
        let imports = [("domain", "engine"), ("engine", "idna"), ("idna", "rand")];
        let mut edges: BTreeMap<(PackageId, Kind), BTreeSet<PackageId>> = BTreeMap::new();
        for (from, to) in imports {
            edges.entry((id(from), Kind::Run)).or_default().insert(id(to));
        }
        edges.insert((id("builtin"), Kind::Build), BTreeSet::from([id("knowledge"), id("idna")]));
        let graph = Graph {
            ours: ["domain", "engine", "builtin", "knowledge"].map(|n| (n.to_owned(), id(n))).into(),
            names: ["domain", "engine", "builtin", "knowledge", "idna", "rand"]
                .map(|n| (id(n), n.to_owned()))
                .into(),
            edges,
        };
        let problems = graph.problems(&workspace::root());
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[0].contains("`domain` may not import `engine`"), "{problems:?}");
        assert!(problems[2].contains("engine › idna › rand brings chance"), "{problems:?}");
    }

    #[test]
    fn arrows_go_downwards_only() {
        for room in ROOMS {
            for below in room.runs_with {
                let lower = ROOMS.iter().find(|r| r.name == *below);
                assert!(
                    lower.is_some_and(|l| !l.runs_with.contains(&room.name)),
                    "{} and {below}",
                    room.name
                );
                assert!(!room.pure || lower.is_some_and(|l| l.pure), "{} is pure, {below} is not", room.name);
            }
        }
    }
}
