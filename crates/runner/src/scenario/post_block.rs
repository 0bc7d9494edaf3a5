//! `[[post]]` blocks: what a user states about who works in a team.

use jiff::civil::Date;
use mhst_core::model::plan::{Band, Role};

use super::document::{Item, Table, Value};
use super::limits::{MOST_POSTS, MOST_POSTS_IN_ALL, MOST_TEAMS};
use super::problem::Location;
use super::raw::Stated;
use super::reader::Reader;
use super::suggestion::nearest;

const KEYS: [&str; 10] = [
    "role",
    "count",
    "name",
    "band",
    "fte",
    "starts",
    "team",
    "supervises",
    "supervised_by",
    "sites",
];

/// A block: one post, or some alike, in each team.
#[derive(Clone, Debug)]
pub(super) struct PostBlock {
    pub(super) at: Location,
    /// Missing only where that is a problem already.
    pub(super) role: Option<Role>,
    pub(super) count: u32,
    pub(super) name: Option<Stated<String>>,
    pub(super) band: Option<Band>,
    pub(super) fte: f64,
    pub(super) starts: Option<Stated<Date>>,
    pub(super) team: Option<Stated<u32>>,
    pub(super) supervises: Option<bool>,
    pub(super) supervised_by: Option<Stated<String>>,
    pub(super) sites: Option<Vec<Stated<String>>>,
    /// Whether it is known which posts the block means, and where: else nothing can be said of
    /// posts that are missing or stand twice.
    pub(super) is_clear: bool,
}

impl Reader<'_> {
    pub(super) fn posts(&mut self, item: Item) {
        const REMEDY: &str = "start each post with [[post]] on its own line";
        // A file that means to state posts stands over those of its base, faults and all.
        self.raw.posts = Some(Vec::new());
        let Value::List(entries) = item.value else {
            let what = format!("`post` is {}, but must be a list of posts", item.value.kind());
            self.problems.add(&item.at, what, REMEDY);
            return;
        };
        let mut posts = 0;
        for entry in entries {
            match entry.value {
                Value::Table(table) => {
                    let block = self.post(entry.at, table);
                    posts += block.count;
                    if posts > MOST_POSTS_IN_ALL {
                        let what = format!("there are more than {MOST_POSTS_IN_ALL} posts");
                        self.problems.add(&block.at, what, "state fewer");
                        return;
                    }
                    self.raw.posts.get_or_insert_default().push(block);
                }
                other => {
                    let what = format!("a post is {}, but must be a table", other.kind());
                    self.problems.add(&entry.at, what, REMEDY);
                }
            }
        }
    }

    fn post(&mut self, at: Location, table: Table) -> PostBlock {
        let mut block = PostBlock {
            at,
            role: None,
            count: 1,
            name: None,
            band: None,
            fte: 1.0,
            starts: None,
            team: None,
            supervises: None,
            supervised_by: None,
            sites: None,
            is_clear: true,
        };
        let mut supervises_at = None;
        for (key, at, item) in table.0 {
            let before = self.problems.0.len();
            let named = format!("post.{key}");
            match key.as_str() {
                "role" => block.role = self.one_of(&named, &item, Role::ALL, Role::name),
                "count" => {
                    block.count =
                        self.whole(&named, &item, 1.0, f64::from(MOST_POSTS)).unwrap_or(1.0) as u32
                }
                "name" => block.name = self.text(&named, &item),
                "band" => block.band = self.one_of(&named, &item, Band::ALL, Band::name),
                "fte" => block.fte = self.fte(&named, &item).unwrap_or(1.0),
                "starts" => block.starts = self.date(&named, &item),
                "team" => {
                    let number = self.whole(&named, &item, 1.0, f64::from(MOST_TEAMS));
                    block.team = number.map(|n| Stated { value: n as u32, at: item.at.clone() });
                }
                "supervises" => {
                    block.supervises = self.switch(&named, &item);
                    supervises_at = Some(item.at.clone());
                }
                "supervised_by" => block.supervised_by = self.text(&named, &item),
                // Names that cannot be used do not make it a post of all sites.
                "sites" => block.sites = Some(self.names(&named, &item).unwrap_or_default()),
                _ => self.unknown("post", &key, &at, &KEYS),
            }
            let says_which = !matches!(key.as_str(), "band" | "fte" | "starts" | "supervises");
            block.is_clear &= !says_which || self.problems.0.len() == before;
        }
        if block.role.is_none() {
            block.is_clear = false;
            if !self.raw.attempted.contains("post.role") {
                self.problems.add(
                    &block.at,
                    "a post has no role",
                    "add a line like `role = \"emhp\"`",
                );
            }
        }
        // What was attempted in one block may be missing in the next.
        self.raw.attempted.retain(|key| !key.starts_with("post."));
        if let (Some(at), Some(role), Some(_)) = (supervises_at, block.role, block.supervises)
            && role != Role::Senior
        {
            self.problems.add(
                &at,
                format!("`post.supervises` is stated for the role `{}`", role.name()),
                "remove it, or use `role = \"senior\"`: only seniors give supervision",
            );
        }
        block
    }

    /// One of some things that have names. A band may be written as a number too.
    fn one_of<T: Copy, const N: usize>(
        &mut self,
        key: &str,
        item: &Item,
        all: [T; N],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let names = all.map(name);
        let found = match &item.value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => {
                self.wrong(key, item, "a text in quotes", &format!("\"{}\"", names[0]));
                return None;
            }
        };
        let known = all.into_iter().find(|one| name(*one) == found);
        if known.is_none() {
            self.raw.attempted.insert(key.to_owned());
            self.problems.add(
                &item.at,
                format!("`{key}` is \"{found}\"; allowed: {}", names.join(", ")),
                nearest(&found, names.into_iter()),
            );
        }
        known
    }

    fn fte(&mut self, key: &str, item: &Item) -> Option<f64> {
        match item.value {
            Value::Number(fte) if fte > 0.0 && fte <= 1.0 => Some(fte),
            _ => {
                let expected = "a number above 0 and up to 1 (full time)";
                self.wrong(key, item, expected, "0.8, and use `count` for more than one post");
                None
            }
        }
    }

    pub(super) fn switch(&mut self, key: &str, item: &Item) -> Option<bool> {
        match item.value {
            Value::Switch(on) => Some(on),
            _ => {
                self.wrong(key, item, "true or false", "true");
                None
            }
        }
    }
}
