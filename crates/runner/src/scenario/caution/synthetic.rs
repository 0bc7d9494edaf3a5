//! The caution on sites that the list of settings leaves out.

use mhst_core::model::plan::SitePlan;
use mhst_core::numbers::grouped;

use super::{Caution, Found, Kind, listed};

impl Found<'_> {
    /// Sites without a row in the list of settings, where there is one.
    pub(super) fn synthetic_settings(&self) -> Option<Caution> {
        let file = self.raw.settings_file.as_ref()?;
        let of_site = |site: &SitePlan| {
            format!(
                "{} ({} synthetic settings with {} pupils)",
                site.name,
                site.settings.len(),
                grouped(site.pupils(), 0)
            )
        };
        let is_left_out = |site: &&SitePlan| !self.listed.contains_key(&site.name);
        let sites: Vec<String> =
            self.sites.iter().copied().filter(is_left_out).map(of_site).collect();
        let them = if sites.len() == 1 { "it" } else { "them" };
        (!sites.is_empty()).then(|| Caution {
            kind: Kind::SyntheticSettings,
            at: file.at.clone(),
            what: format!(
                "the list of settings has no row for {}",
                listed(&sites)
            ),
            meaning: format!(
                "Settings are made for {them} from the row in the file of sites: their number and \
                 pupils are right, their phases, sizes and deprivation are not those of real schools"
            ),
            remedy: "Add a row to the list for each school and college, or check the spelling of \
                     the site"
                .to_owned(),
        })
    }
}
