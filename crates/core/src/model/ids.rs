//! Identities within a site. They are positions, valid while the entity exists; for draws, entities
//! have birth keys.

macro_rules! id {
    ($(#[$doc:meta] $name:ident),*) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub(crate) struct $name(pub(crate) u32);

        impl $name {
            pub(crate) const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

id!(
    /// A setting of a site.
    SettingId,
    /// A team of a site.
    TeamId,
    /// A post in a team of a site.
    PostId,
    /// A practitioner of a site.
    PractitionerId,
    /// A child with an open episode.
    ChildId,
    /// A group that meets.
    GroupId,
    /// A child of the specialist service who does not attend a covered setting.
    OtherId
);
