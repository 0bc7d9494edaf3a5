//! The published figures with their roles, as a document: `docs/evidence.md`.

use mhst_core::model::figures::{Figure, Role, Sites};

use crate::scorecard::lower_first;

/// The document.
pub fn markdown(figures: &[Figure]) -> String {
    let mut text = String::from(INTRODUCTION);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Own) {
        let mine: Vec<&Figure> = figures.iter().filter(|it| it.role == role).collect();
        if mine.is_empty() {
            continue;
        }
        let compared = mine.iter().filter(|it| it.quantity.is_some()).count();
        text += &format!("\n## {}\n\n", heading(role));
        text += &match role.is_compared() {
            true => format!(
                "{} figures, {compared} of which have something that stands for them in the model.\n",
                mine.len()
            ),
            false => format!("{} figures.\n", mine.len()),
        };
        let single: Vec<&Figure> = mine.iter().copied().filter(|it| it.series.is_empty()).collect();
        text += &table(&single, role);
        text += &series(&mine);
    }
    text
}

const INTRODUCTION: &str = "\
# The evidence and its roles

<!-- Generated: mhst figures --format markdown > docs/evidence.md -->

Every published figure that was considered has one role, decided before the model was run. Figures of different
roles are never counted together, and a figure to which something was set validates nothing. The figures are data,
in [scenarios/evidence/figures.csv](../scenarios/evidence/figures.csv): with what stands for each in the model, its
sampling error, and the standard deviation by which the model is allowed to be off for another reason, which was
stated beforehand. `mhst benchmark` holds results against them ([benchmark.md](benchmark.md)). Figures that set
single parameters stand with them too ([parameters.md](parameters.md)). [evidence-notes.md](evidence-notes.md) says
how some of them were used.

The evaluation is Ellins et al. 2023 (CC BY 4.0). Waits by lead clinical commissioning group are NHS Digital's, by way
of the Children's Commissioner (Open Government Licence v3.0). The figures of 2018/19 to which the specialist service
of each site is calibrated stand in the file of sites.
";

fn heading(role: Role) -> &'static str {
    match role {
        Role::HeldOut => "Held out: only compared; nothing is set to them",
        Role::Calibrated => "Calibrated: something may be set to them",
        Role::Plausibility => "Plausible: assumed ranges",
        Role::Own => "Own",
        Role::Input => "Inputs",
        Role::Unused => "Not used",
    }
}

fn table(figures: &[&Figure], role: Role) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n| figure | reported | period, place | ");
    if role.is_compared() {
        text += "in the model | allowed discrepancy | ";
    }
    text += "use | source |\n| --- | --- | --- | ";
    if role.is_compared() {
        text += "--- | --- | ";
    }
    text += "--- | --- |\n";
    for figure in figures {
        let quantity = figure.quantity.map_or_else(String::new, |it| {
            let sites = match &figure.sites {
                Sites::Pooled => String::new(),
                Sites::Mean => ", mean of sites".to_owned(),
                Sites::Highest => ", highest site".to_owned(),
                Sites::One(site) => format!(", {site}"),
            };
            format!("`{}`{sites}", it.name())
        });
        let discrepancy = figure
            .discrepancy
            .map_or_else(String::new, |it| format!("{it}: {}", lower_first(&figure.why)));
        let about = [figure.period.as_str(), figure.place.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|it| !it.is_empty()).collect();
        text += &format!(
            "| {} (`{}`) | {} | {} | ",
            cell(&figure.title),
            figure.key,
            cell(&figure.reported),
            cell(&about.join(", "))
        );
        if role.is_compared() {
            text += &format!("{} | {} | ", cell(&quantity), cell(&discrepancy));
        }
        text += &format!("{} | {} |\n", cell(&figure.purpose), source(figure));
    }
    text
}

/// The series by site, a row for each.
fn series(figures: &[&Figure]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for figure in figures.iter().filter(|it| !it.series.is_empty()) {
        if !names.contains(&figure.series.as_str()) {
            names.push(&figure.series);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "\nSeries by site:\n\n| series | figures | period | in the model | source |\n\
         | --- | --- | --- | --- | --- |\n",
    );
    for name in names {
        let mine: Vec<&&Figure> = figures.iter().filter(|it| it.series == name).collect();
        let first = mine[0];
        let quantity = first.quantity.map_or_else(String::new, |it| format!("`{}`", it.name()));
        text += &format!(
            "| {} (`{name}`) | {} | {} | {quantity} | {} |\n",
            cell(&first.title),
            mine.len(),
            cell(&first.period),
            source(first)
        );
    }
    text
}

fn source(figure: &Figure) -> String {
    match figure.cited.is_empty() {
        true => cell(&figure.source),
        false => format!("{}; {}", cell(&figure.source), cell(&figure.cited)),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
