//! The graph of arrows between the files of a package: who uses, and who calls, whom.
//!
//! An arrow goes from a file to another when a path in it (`use`, type, expression) leads there, or
//! when it calls a method that is defined there. Whose method is called is known where the receiver
//! is `self` or a type is written; otherwise the receiver's name tells (`record.moved()`: a method
//! of `Record`), or the method's name, if it is defined in one file only. Two kinds of calls are
//! left out, because a parser cannot know whose method they call: names that are defined in several
//! files, and names that the standard library ([`COMMON`]) or another part of the workspace has too. Re-exports are followed to where
//! a name is defined, and make no arrow. Tests (`#[cfg(test)]`) are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};

/// Names of methods of the standard library, of iterators and of slabs: without a known receiver
/// they say nothing.
const COMMON: &[&str] = &[
    "add",
    "all",
    "any",
    "chain",
    "chars",
    "clear",
    "clone",
    "cmp",
    "collect",
    "contains",
    "count",
    "display",
    "entry",
    "eq",
    "extend",
    "filter",
    "find",
    "finish",
    "first",
    "fold",
    "for_each",
    "get",
    "get_mut",
    "index",
    "insert",
    "into",
    "is_empty",
    "is_none",
    "is_ok",
    "is_some",
    "iter",
    "iter_mut",
    "join",
    "keys",
    "last",
    "len",
    "lines",
    "map",
    "max",
    "merge",
    "min",
    "new",
    "next",
    "open",
    "path",
    "pop",
    "position",
    "push",
    "read",
    "remove",
    "replace",
    "retain",
    "sort",
    "split",
    "start",
    "sum",
    "take",
    "then",
    "unwrap_or",
    "values",
    "write",
    "zip",
];

/// A package, or a part of one, whose files are looked at.
pub(super) struct Package {
    /// Where its files are, below the root of the workspace.
    pub(super) directory: &'static str,
    /// The path of the module that the directory is, from the crate on.
    pub(super) module: &'static [&'static str],
    /// Where else in the workspace methods are defined: calls of their names are left out too.
    pub(super) others: &'static [&'static str],
    /// A file that only lists what is declared elsewhere: its arrows are no uses.
    pub(super) register: Option<&'static str>,
}

/// The sources of a package by file, such as `pathway/triage.rs`.
pub(super) type Sources = BTreeMap<String, String>;

impl Package {
    /// Reads the sources.
    pub(super) fn sources(&self) -> Sources {
        sources(self.directory)
    }
}

fn sources(directory: &str) -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(directory);
    let mut sources = Sources::new();
    read(&root, &root, &mut sources);
    sources
}

fn read(root: &Path, directory: &Path, sources: &mut Sources) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            sources.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// The path of a module or of something in it, below the package.
type Names = Vec<String>;

/// What makes an arrow, in words; for each pair of files.
pub(super) struct Graph {
    /// For each file those that it uses, with what makes the arrow.
    pub(super) arrows: BTreeMap<String, BTreeMap<String, String>>,
    /// Names of methods that were called and are defined in several files, or are too common.
    pub(super) unknown: BTreeSet<String>,
}

/// What a file has for others and wants of them.
#[derive(Default)]
struct File {
    module: Names,
    /// Paths that it mentions, below the package.
    paths: BTreeSet<Names>,
    /// Names that it makes known again, and where they come from.
    again: Vec<(String, Names)>,
    /// Methods that it defines: of which type, and their names.
    methods: BTreeSet<(String, String)>,
    /// Methods that it calls: of which type, if it is known; name.
    calls: BTreeSet<(Option<Receiver>, String)>,
}

/// Builds the graph of a package from its sources.
pub(super) fn graph(package: &Package, sources: &Sources) -> Graph {
    let modules: BTreeMap<Names, String> =
        sources.keys().map(|file| (module_of(file), file.clone())).collect();
    let files: BTreeMap<&String, File> =
        sources.iter().map(|(name, text)| (name, parse(package, &modules, name, text))).collect();
    let mut again: BTreeMap<(Names, String), Names> = BTreeMap::new();
    let mut by_type: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, file) in &files {
        for (known, from) in &file.again {
            again.insert((file.module.clone(), known.clone()), from.clone());
        }
        for (of, method) in &file.methods {
            by_type.entry((of, method)).or_default().insert(name);
            by_name.entry(method).or_default().insert(name);
        }
    }
    let elsewhere = defined_elsewhere(package);
    let is_known = |method: &str| !COMMON.contains(&method) && !elsewhere.contains(method);
    let mut graph = Graph { arrows: BTreeMap::new(), unknown: BTreeSet::new() };
    for (name, file) in &files {
        let arrows = graph.arrows.entry((*name).clone()).or_default();
        if package.register != Some(name.as_str()) {
            for path in &file.paths {
                if let Some(target) = defined_in(&modules, &again, path)
                    && target != *name
                {
                    arrows.insert(target.clone(), format!("uses {}", path.join("::")));
                }
            }
        }
        for (of, method) in &file.calls {
            let typed = of.as_ref().filter(|of| of.is_sure || is_known(method));
            let typed = typed.and_then(|of| by_type.get(&(of.name.as_str(), method.as_str())));
            let any = by_name.get(method.as_str()).filter(|_| is_known(method));
            let targets = typed.or(any);
            match targets {
                Some(targets) if targets.len() == 1 => {
                    for target in targets.iter().filter(|target| *target != name) {
                        arrows.insert((*target).to_owned(), format!("calls {method}()"));
                    }
                }
                None if !by_name.contains_key(method.as_str()) => {}
                _ => {
                    graph.unknown.insert(method.clone());
                }
            }
        }
    }
    graph
}

/// Names of methods that are defined outside the package.
fn defined_elsewhere(package: &Package) -> BTreeSet<String> {
    let files = package.others.iter().flat_map(|directory| sources(directory));
    let methods = files.flat_map(|(name, text)| {
        parse(package, &BTreeMap::new(), &name, &text).methods.into_iter()
    });
    methods.map(|(_, method)| method).collect()
}

/// The module that a file is.
fn module_of(file: &str) -> Names {
    let mut names: Names = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(names.last().map(String::as_str), Some("mod" | "main" | "lib")) {
        names.pop();
    }
    names
}

/// The file in which what a path names is defined: the longest part of the path that is a module,
/// unless that module only makes the name known again.
fn defined_in<'a>(
    modules: &'a BTreeMap<Names, String>,
    again: &BTreeMap<(Names, String), Names>,
    path: &Names,
) -> Option<&'a String> {
    let length = (0..=path.len()).rev().find(|&length| modules.contains_key(&path[..length]))?;
    let (module, rest) = path.split_at(length);
    match rest.first().and_then(|name| again.get(&(module.to_vec(), name.clone()))) {
        Some(from) if from != path => defined_in(modules, again, from),
        _ => modules.get(module),
    }
}

fn parse(package: &Package, modules: &BTreeMap<Names, String>, name: &str, text: &str) -> File {
    let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let module = module_of(name);
    let mut reader =
        Reader { package, modules, file: File { module, ..File::default() }, own_type: None };
    reader.visit_file(&syntax);
    reader.file
}

/// The type whose method is called.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Receiver {
    name: String,
    /// Whether it is written, or the receiver is `self`; else its name only tells.
    is_sure: bool,
}

struct Reader<'a> {
    package: &'a Package,
    modules: &'a BTreeMap<Names, String>,
    file: File,
    /// The type whose `impl` is being read.
    own_type: Option<String>,
}

impl Reader<'_> {
    /// The path below the package, if it leads there.
    fn inside(&self, path: &[String]) -> Option<Names> {
        let mut names = path.iter();
        let mut from: Names = match names.next()?.as_str() {
            "crate" => {
                for expected in self.package.module {
                    if names.next()? != expected {
                        return None;
                    }
                }
                Names::new()
            }
            "self" => self.file.module.clone(),
            "super" => {
                let mut up = self.file.module.clone();
                up.pop()?;
                up
            }
            first => {
                let mut child = self.file.module.clone();
                child.push(first.to_owned());
                if !self.modules.contains_key(&child) {
                    return None;
                }
                child
            }
        };
        for name in names {
            if name == "super" {
                from.pop()?;
            } else {
                from.push(name.clone());
            }
        }
        Some(from)
    }

    fn mention(&mut self, path: &[String]) {
        if let Some(inside) = self.inside(path) {
            self.file.paths.insert(inside);
        }
    }

    fn read_use(&mut self, tree: &syn::UseTree, before: &mut Names, is_public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.read_use(&path.tree, before, is_public);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.read_use(tree, before, is_public);
                }
            }
            syn::UseTree::Name(name) => self.import(before, &name.ident, &name.ident, is_public),
            syn::UseTree::Rename(name) => self.import(before, &name.ident, &name.rename, is_public),
            syn::UseTree::Glob(_) => self.mention(before),
        }
    }

    fn import(&mut self, before: &Names, name: &syn::Ident, known: &syn::Ident, is_public: bool) {
        let mut path = before.clone();
        if name != "self" {
            path.push(name.to_string());
        }
        if is_public {
            if let Some(inside) = self.inside(&path) {
                self.file.again.push((known.to_string(), inside));
            }
        } else {
            self.mention(&path);
        }
    }

    /// The type of a receiver, as far as its words tell: `self`, or a name such as `record`.
    fn receiver(&self, receiver: &syn::Expr) -> Option<Receiver> {
        let name = match receiver {
            syn::Expr::Path(path) => path.path.segments.last()?.ident.to_string(),
            syn::Expr::Field(field) => match &field.member {
                syn::Member::Named(name) => name.to_string(),
                syn::Member::Unnamed(_) => return None,
            },
            syn::Expr::Reference(inner) => return self.receiver(&inner.expr),
            syn::Expr::Paren(inner) => return self.receiver(&inner.expr),
            _ => return None,
        };
        if name == "self" {
            let name = self.own_type.clone()?;
            return Some(Receiver { name, is_sure: true });
        }
        let words = name.split('_').map(|word| {
            let (first, rest) = word.split_at(usize::from(!word.is_empty()));
            first.to_uppercase() + rest
        });
        Some(Receiver { name: words.collect(), is_sure: false })
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

fn names(path: &syn::Path) -> Names {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_public = !matches!(item.vis, syn::Visibility::Inherited);
        self.read_use(&item.tree, &mut Names::new(), is_public);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let own = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|own| own.ident.to_string()),
            _ => None,
        };
        let before = std::mem::replace(&mut self.own_type, own);
        visit::visit_item_impl(self, item);
        if let (None, Some(own)) = (&item.trait_, &self.own_type) {
            for part in &item.items {
                if let syn::ImplItem::Fn(method) = part
                    && !is_test(&method.attrs)
                {
                    self.file.methods.insert((own.clone(), method.sig.ident.to_string()));
                }
            }
        }
        self.own_type = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    /// Who may see something is no use.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = names(path);
        self.mention(&names);
        // A longer path that does not lead into the package leads to another's type.
        let is_own = names.len() == 2 || self.inside(&names).is_some();
        if let [.., of, method] = &names[..]
            && is_own
        {
            let of = if of == "Self" { self.own_type.clone() } else { Some(of.clone()) };
            if let Some(name) = of.filter(|of| of.starts_with(char::is_uppercase)) {
                self.file.calls.insert((Some(Receiver { name, is_sure: true }), method.clone()));
            }
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let of = self.receiver(&call.receiver);
        self.file.calls.insert((of, call.method.to_string()));
        visit::visit_expr_method_call(self, call);
    }

    /// What is inside a macro is not parsed: only paths from the crate on are looked for.
    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        let text = found.tokens.to_string().replace(' ', "");
        for (start, _) in text.match_indices("crate::") {
            let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            let path = text[start..].split(|c| !is_path(c)).next().unwrap_or_default();
            let names: Names = path.split("::").map(str::to_owned).collect();
            self.mention(&names);
        }
        visit::visit_macro(self, found);
    }
}

impl Graph {
    /// A circle, if there is one: its files in order, each with what leads to the next.
    pub(super) fn circle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        self.arrows.keys().find_map(|file| self.search(file, &mut Vec::new(), &mut done))
    }

    fn search<'a>(
        &'a self,
        file: &'a String,
        way: &mut Vec<&'a String>,
        done: &mut BTreeSet<&'a String>,
    ) -> Option<Vec<String>> {
        if let Some(start) = way.iter().position(|before| *before == file) {
            let circle = &way[start..];
            let words = circle
                .iter()
                .zip(circle.iter().cycle().skip(1))
                .map(|(from, to)| format!("{from} {} of {to}", self.arrows[*from][*to]));
            return Some(words.collect());
        }
        if done.contains(file) {
            return None;
        }
        way.push(file);
        for next in self.arrows.get(file)?.keys() {
            if let Some(circle) = self.search(next, way, done) {
                return Some(circle);
            }
        }
        way.pop();
        done.insert(file);
        None
    }

    /// Arrows that do not go to an earlier room, or stay in one, with what makes them. A file that
    /// stands in no folder is a room of its own.
    pub(super) fn against(&self, rooms: &[&str]) -> Vec<String> {
        let room = |file: &str| {
            let name = file.split('/').next().unwrap_or(file).trim_end_matches(".rs");
            let position = rooms.iter().position(|room| *room == name);
            position.unwrap_or_else(|| panic!("{file} stands in no room that is listed"))
        };
        let arrows = self
            .arrows
            .iter()
            .flat_map(|(from, to)| to.iter().map(move |(to, what)| (from, to, what)));
        arrows
            .filter(|(from, to, _)| room(from) < room(to))
            .map(|(from, to, what)| format!("{from} {what} of {to}"))
            .collect()
    }
}
