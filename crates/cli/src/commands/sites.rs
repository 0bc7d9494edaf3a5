//! `mhst sites`: the sites of a scenario and what is known about them.

use std::io::{self, Write};

use mhst_core::model::plan::SitePlan;
use mhst_runner::scenario::Edits;

use crate::arguments::SitesArguments;
use crate::exit::Ending;
use crate::terminal::numbers::{NOTHING, grouped};
use crate::terminal::table::table;
use crate::terminal::text;

const HEADER: [&str; 12] = [
    "site",
    "teams",
    "settings",
    "pupils",
    "pupils\nper team",
    "IMD\nscore",
    "in\ncontact",
    "closed\nearly",
    "wait\n(days)",
    "providers",
    "4-week\npilot",
    "later\nwaves",
];

pub(crate) fn sites(arguments: &SitesArguments) -> anyhow::Result<Ending> {
    let scenario = super::load(&arguments.scenario, &Edits::default())?;
    let mut table = table(&HEADER, 1);
    let mut sites: Vec<&SitePlan> = scenario.sites.iter().collect();
    sites.sort_by(|a, b| a.name.cmp(&b.name));
    table.set_width(text::columns());
    for site in &sites {
        table.add_row(row(site));
    }
    let mut stdout = io::stdout().lock();
    let width = text::width();
    let about = format!("{}: {}", scenario.name, scenario.description);
    writeln!(stdout, "{}\n", text::wrapped(&about, width))?;
    writeln!(stdout, "{}\n", table.trim_fmt())?;
    let note = "IMD is the Index of Multiple Deprivation. Three columns are the specialist service's \
                reported figures for 2018/19: under-18s in contact, referrals closed before \
                treatment, and mean wait from referral to second contact. The last three say who \
                provides the teams, and whether the site pilots the four-week wait and was funded \
                for teams in later waves.";
    writeln!(stdout, "{}", text::wrapped(note, width))?;
    Ok(Ending::Fine)
}

fn row(site: &SitePlan) -> Vec<String> {
    let profile = &site.profile;
    let pupils: u32 = site.settings.iter().map(|setting| setting.pupils).sum();
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let yes = |is: bool| if is { "yes".to_owned() } else { NOTHING.to_owned() };
    let or_nothing = |text: Option<String>| text.unwrap_or_else(|| NOTHING.to_owned());
    vec![
        site.name.clone(),
        profile.teams.to_string(),
        site.settings.len().to_string(),
        grouped(f64::from(pupils)),
        or_nothing(
            (profile.teams > 0).then(|| grouped(f64::from(pupils) / f64::from(profile.teams))),
        ),
        format!("{:.1}", profile.imd_score),
        percent(profile.in_contact_share),
        or_nothing(profile.closed_before_treatment_share.map(percent)),
        or_nothing(profile.wait_second_contact_days.map(|days| format!("{days:.0}"))),
        or_nothing(profile.delivery.provider.map(|provider| provider.name().replace('_', " "))),
        yes(profile.delivery.four_week_wait_pilot),
        yes(profile.delivery.funded_in_later_waves),
    ]
}
