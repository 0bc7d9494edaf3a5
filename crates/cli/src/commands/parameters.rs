//! `mhst parameters`: the register, for people and for programs.

use std::fmt::Write as _;
use std::io::{self, Write};

use mhst_core::model::parameters::{Declaration, Direction, Domain, Moved, Parameter};
use serde_json::json;

use super::parameter_effects;
use crate::arguments::{Format, ParametersArguments};
use crate::exit::{BadInput, Ending};
use crate::terminal::numbers::counted;

pub(crate) fn parameters(arguments: &ParametersArguments) -> anyhow::Result<Ending> {
    let all = Parameter::all().map(Parameter::declaration);
    let filter = arguments.filter.as_deref().unwrap_or_default().trim().to_lowercase();
    let declarations: Vec<&'static Declaration> = all.filter(|d| has(d, &filter)).collect();
    if declarations.is_empty() {
        let words = format!(
            "no parameter has `{filter}` in its key or meaning; `mhst parameters` lists them all"
        );
        return Err(BadInput(words).into());
    }
    if arguments.effects {
        return parameter_effects::effects(arguments, &declarations);
    }
    if arguments.needs_effects() {
        let words = "these options mean something only with --effects; add it, or leave them out";
        return Err(BadInput(words.to_owned()).into());
    }
    let text = match arguments.format {
        Format::Table => as_list(&declarations),
        Format::Csv => as_csv(&declarations)?,
        Format::Json => as_json(&declarations)?,
        Format::Markdown => as_markdown(&declarations),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Ending::Fine)
}

/// Whether a parameter has this text in its key or meaning. A group is found by its name alone: one
/// that is called so leaves out what only mentions it.
fn has(declaration: &Declaration, filter: &str) -> bool {
    let groups = || Parameter::all().map(|parameter| parameter.declaration().group());
    if groups().any(|group| group == filter) {
        return declaration.group() == filter;
    }
    let contains = |text: &str| text.to_lowercase().contains(filter);
    contains(declaration.key) || contains(declaration.meaning)
}

/// The default as a scenario file would write it, but text without quotes.
fn default(declaration: &Declaration) -> String {
    declaration.written(declaration.default)
}

/// The groups in order of the register, each with its parameters.
fn groups<'a>(all: &[&'a Declaration]) -> Vec<(&'static str, Vec<&'a Declaration>)> {
    let mut groups: Vec<(&str, Vec<&Declaration>)> = Vec::new();
    for declaration in all {
        match groups.iter_mut().find(|(name, _)| *name == declaration.group()) {
            Some((_, members)) => members.push(declaration),
            None => groups.push((declaration.group(), vec![declaration])),
        }
    }
    groups
}

/// The defaults as a scenario file would state them, with what they mean as comments.
fn as_list(declarations: &[&Declaration]) -> String {
    let mut text = format!(
        "# Defaults of {}, as a scenario file would state them.\n\
         # Sources and plausible ranges: docs/parameters.md, or --format csv.\n",
        counted(declarations.len(), "parameter")
    );
    for (group, members) in groups(declarations) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n[{group}]");
        for d in members {
            let name = d.key.strip_prefix(group).map_or(d.key, |rest| &rest[1..]);
            let value = match d.domain {
                Domain::Choice(_) => format!("\"{}\"", default(d)),
                Domain::Number { .. } | Domain::Switch => default(d),
            };
            let _ = writeln!(text, "# {}", d.meaning);
            let _ =
                writeln!(text, "{name} = {value}  # {}; {}; {}", d.unit, d.allowed(), d.direction);
        }
    }
    text
}

fn as_csv(declarations: &[&Declaration]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "key",
        "meaning",
        "unit",
        "default",
        "allowed",
        "plausible",
        "mechanism",
        "kind",
        "sample",
        "source",
        "direction",
        "moves",
    ])?;
    for d in declarations {
        writer.write_record([
            d.key,
            d.meaning,
            d.unit,
            &default(d),
            &d.allowed(),
            &d.plausible(),
            d.mechanism,
            d.kind.name(),
            &d.sample.map_or_else(String::new, |sample| sample.to_string()),
            d.source,
            d.direction.name(),
            &moves(d.direction),
        ])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn as_json(declarations: &[&Declaration]) -> anyhow::Result<String> {
    let list: Vec<_> = declarations
        .iter()
        .map(|d| {
            let (default, range) = match d.domain {
                Domain::Number { allowed, plausible, whole } => (
                    json!(d.default),
                    json!({ "allowed": allowed, "plausible": plausible, "whole": whole }),
                ),
                Domain::Switch => (json!(d.default != 0.0), json!({ "allowed": [false, true] })),
                Domain::Choice(names) => (json!(default(d)), json!({ "allowed": names })),
            };
            json!({
                "key": d.key,
                "meaning": d.meaning,
                "unit": d.unit,
                "default": default,
                "range": range,
                "mechanism": d.mechanism,
                "kind": d.kind.name(),
                "sample": d.sample,
                "source": d.source,
                "direction": d.direction.name(),
                "moves": moves(d.direction),
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}

fn as_markdown(declarations: &[&Declaration]) -> String {
    let mut text = String::from(
        "# Parameters\n\n\
         <!-- Generated: mhst parameters --format markdown > docs/parameters.md -->\n\n\
         Every parameter of the model, with its default, its allowed range (values outside are an \
         error) and its\nplausible range (values outside cause a warning). The kind says where the \
         default comes from: `published`\nunchanged, `derived` from published figures, or an \
         `assumption` because nobody has measured it.\n\n\
         [Plausible worlds](worlds.md) draw assumptions and derived values from the plausible range. A \
         published value is\nthe same in all of them, but a share whose source says of how many \
         answers it is (`n`) is drawn with the standard\nerror of that sample.\n\n\
         The direction says which measure a higher value moves first, up or down, or why it moves \
         none in one\ndirection; of a switch, on against off; of a choice, the last policy against \
         the first. It follows from the\nrule in which the parameter stands. A test takes each \
         parameter to both ends of its plausible range and finds it.\n\
         [parameter-effects.md](parameter-effects.md) has the size of the effect of each on the main \
         results.\n",
    );
    for (group, members) in groups(declarations) {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n## {group}\n\n\
             | key | meaning | unit | default | allowed | plausible | mechanism | direction | kind | \
             source |\n\
             | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        );
        for d in members {
            let cells = [
                format!("`{}`", d.key),
                escaped(d.meaning),
                escaped(d.unit),
                default(d),
                escaped(&d.allowed()),
                escaped(&d.plausible()),
                d.mechanism.to_owned(),
                written(d.direction),
                d.kind_in_words(),
                escaped(d.source),
            ];
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }
    text
}

/// The measure that moves first, with its subgroup, or why there is none.
fn moves(direction: Direction) -> String {
    match direction {
        Direction::Raises(moved) | Direction::Lowers(moved) => moved.to_string(),
        Direction::Neither(reason) => reason.to_owned(),
    }
}

/// A direction, with its measure as code.
fn written(direction: Direction) -> String {
    match direction.moved() {
        Some(Moved { measure, subgroup: "" }) => format!("{} `{measure}`", direction.name()),
        Some(Moved { measure, subgroup }) => {
            format!("{} `{measure}` ({subgroup})", direction.name())
        }
        None => direction.to_string(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}
