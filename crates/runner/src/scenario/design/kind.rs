//! How the points of a design lie.

/// How the points lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Every combination of the values of the axes.
    Grid,
    /// The i-th point takes the i-th value of each axis.
    List,
    /// As many equal parts of each axis as there are points, each used once.
    LatinHypercube,
    /// The beginning of a scrambled Sobol sequence.
    Sobol,
    /// Trajectories of which each step changes one axis: elementary effects.
    Morris,
    /// Pairs of points that exchange one axis or group of axes after another: Sobol's indices.
    SobolIndices,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [
        Self::Grid,
        Self::List,
        Self::LatinHypercube,
        Self::Sobol,
        Self::Morris,
        Self::SobolIndices,
    ];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::List => "list",
            Self::LatinHypercube => "latin_hypercube",
            Self::Sobol => "sobol",
            Self::Morris => "morris",
            Self::SobolIndices => "sobol_indices",
        }
    }

    /// The same in a sentence, after "in".
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Grid => "a grid",
            Self::List => "a list",
            Self::LatinHypercube => "a Latin hypercube",
            Self::Sobol => "a Sobol sequence",
            Self::Morris => "a design of elementary effects",
            Self::SobolIndices => "a design of Sobol's indices",
        }
    }

    /// The keys of `[design]` that it takes besides `kind`.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Grid | Self::List => &[],
            Self::LatinHypercube | Self::Sobol => &["points", "seed"],
            Self::Morris => &["trajectories", "levels", "seed"],
            Self::SobolIndices => &["base", "groups", "seed"],
        }
    }

    /// Whether its points are a sample, whose size is stated.
    pub(super) fn is_sample(self) -> bool {
        matches!(self, Self::LatinHypercube | Self::Sobol)
    }

    /// Whether its points are made for indices, which are the same for no other points.
    pub(super) fn is_experiment(self) -> bool {
        matches!(self, Self::Morris | Self::SobolIndices)
    }
}
