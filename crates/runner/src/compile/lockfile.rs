//! Which packages belong to which, as Cargo.lock has it. Cargo itself would answer only once every package of the file
//! is on this machine, those of the tests and of other systems too.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

/// The packages that cargo chose for the workspace.
#[derive(Deserialize)]
pub(crate) struct Lockfile {
    #[serde(default, rename = "package")]
    packages: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    /// Where it comes from; a package of the workspace has none.
    source: Option<String>,
    /// `name`, where that is ambiguous `name version`, and where that is too `name version (source)`.
    #[serde(default)]
    dependencies: Vec<String>,
}

/// A package and all that it depends on, on any system, by names and versions.
#[derive(Debug, Default)]
pub(super) struct Graph {
    all: HashSet<(String, String)>,
    direct: HashSet<(String, String)>,
}

impl Lockfile {
    /// Reads `Cargo.lock` in the folder of the workspace.
    pub(crate) fn read(workspace: &Path) -> anyhow::Result<Self> {
        let file = workspace.join("Cargo.lock");
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("cannot understand {}", file.display()))
    }

    /// The workspace's package of this name and all that it depends on.
    pub(crate) fn graph_of(&self, name: &str) -> Graph {
        let is_start = |locked: &&Locked| locked.name == name && locked.source.is_none();
        let mut to_visit: Vec<&Locked> = self.packages.iter().filter(is_start).collect();
        let direct = to_visit.iter().flat_map(|locked| self.dependencies(locked));
        let mut graph = Graph {
            direct: direct.map(Locked::key).collect(),
            all: HashSet::new(),
        };
        while let Some(locked) = to_visit.pop() {
            if graph.all.insert(locked.key()) {
                to_visit.extend(self.dependencies(locked));
            }
        }
        graph
    }

    fn dependencies<'a>(&'a self, locked: &'a Locked) -> impl Iterator<Item = &'a Locked> {
        let dependencies = locked.dependencies.iter();
        dependencies.flat_map(|dependency| self.find(dependency))
    }

    fn find(&self, dependency: &str) -> impl Iterator<Item = &Locked> {
        let mut words = dependency.split(' ');
        let (name, version) = (words.next(), words.next());
        self.packages.iter().filter(move |locked| {
            name == Some(&locked.name) && version.is_none_or(|version| version == locked.version)
        })
    }
}

impl Locked {
    fn key(&self) -> (String, String) {
        (self.name.clone(), self.version.clone())
    }
}

impl Graph {
    /// Whether it has the package that cargo means by this.
    pub(super) fn has(&self, package_id: &str) -> bool {
        name_and_version(package_id).is_some_and(|key| self.all.contains(&key))
    }

    /// The version of what cargo means by this, if it is a package of this name on which the graph's own package depends
    /// itself.
    pub(super) fn direct(&self, name: &str, package_id: &str) -> Option<String> {
        let key = name_and_version(package_id)?;
        (key.0 == name && self.direct.contains(&key)).then_some(key.1)
    }
}

/// Of `<address>#<name>@<version>`, or of `<address>#<version>` where the address ends in the name.
fn name_and_version(package_id: &str) -> Option<(String, String)> {
    let (address, fragment) = package_id.rsplit_once('#')?;
    let (name, version) = fragment.rsplit_once('@').unwrap_or_else(|| {
        let path = address.split('?').next().unwrap_or(address);
        (path.rsplit('/').next().unwrap_or(path), fragment)
    });
    Some((name.to_owned(), version.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCKFILE: &str = r#"
        version = 4
        [[package]]
        name = "kettle"
        version = "0.1.0"
        dependencies = ["tea 2.0.0", "water"]
        [[package]]
        name = "pot"
        version = "0.1.0"
        dependencies = ["tea 1.0.0"]
        [[package]]
        name = "tea"
        version = "1.0.0"
        source = "registry+https://example.org/index"
        [[package]]
        name = "tea"
        version = "2.0.0"
        source = "registry+https://example.org/index"
        dependencies = ["leaf"]
        [[package]]
        name = "leaf"
        version = "0.3.0"
        source = "registry+https://example.org/index"
        [[package]]
        name = "water"
        version = "1.1.0"
        source = "git+https://example.org/water?rev=a#0123"
        dependencies = ["kettle 9.0.0"]
        [[package]]
        name = "kettle"
        version = "9.0.0"
        source = "registry+https://example.org/index"
    "#;

    #[test]
    fn a_graph_has_what_its_package_depends_on_in_the_right_versions() {
        let lockfile: Lockfile = toml::from_str(LOCKFILE).unwrap();
        let graph = lockfile.graph_of("kettle");
        for package_id in [
            "path+file:///a%20b/kettle#0.1.0",
            "path+file:///elsewhere#kettle@0.1.0",
            "registry+https://example.org/index#tea@2.0.0",
            "registry+https://example.org/index#leaf@0.3.0",
            "git+https://example.org/water?rev=a#1.1.0",
            "registry+https://example.org/index#kettle@9.0.0",
        ] {
            assert!(graph.has(package_id), "{package_id}");
        }
        for package_id in [
            "registry+https://example.org/index#tea@1.0.0",
            "path+file:///a%20b/pot#0.1.0",
            "nonsense",
        ] {
            assert!(!graph.has(package_id), "{package_id}");
        }
        let tea = "registry+https://example.org/index#tea@2.0.0";
        assert_eq!(graph.direct("tea", tea).as_deref(), Some("2.0.0"));
        assert_eq!(graph.direct("pot", tea), None);
        let leaf = "registry+https://example.org/index#leaf@0.3.0";
        assert_eq!(graph.direct("leaf", leaf), None);
        assert!(!lockfile.graph_of("pot").has("registry+x#leaf@0.3.0"));
    }
}
