//! One result as bytes: length, checksum, key, payload.
//!
//! ```text
//! length u32 | CRC-32 u32 | key | payload          (little-endian; key and payload in postcard)
//! ```
//! The payload of a result is compressed with zstd. The length is that of key and payload; the checksum covers the length, the key and the
//! payload, so that a run of zeros, as left by a power failure, is not a frame.

use mhst_core::model::results::SiteResult;
use serde::{Deserialize, Serialize};

use super::detail::Detail;
use super::error::StoreError;
use crate::work::Repeat;

/// Level of compression: the default of zstd, which costs less time than writing what it saves.
const LEVEL: i32 = 3;

/// Bytes of length and checksum.
pub(super) const PREFIX: usize = 8;

/// Which run: results are ordered by point, world, replicate and site, whatever the order in which
/// they were made.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Key {
    /// Point of the design.
    pub point: u32,
    /// Plausible world; 0 for the central one.
    pub world: u32,
    /// Replicate.
    pub replicate: u32,
    /// Name of the site.
    pub site: String,
}

impl Key {
    /// The key of a site's calibration, which comes before its first replicate.
    pub fn calibration(point: u32, world: u32, site: &str) -> Self {
        Self { point, world, replicate: 0, site: site.to_owned() }
    }

    /// Which replicate of which world.
    pub fn repeat(&self) -> Repeat {
        Repeat { world: self.world, replicate: self.replicate }
    }
}

/// How a run ended.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// With a result.
    Finished(Box<SiteResult>),
    /// Without a result: the message of the error or panic.
    Failed(String),
    /// Not a run, but the calibration before the runs.
    Calibrated(SiteCalibration),
}

/// How the specialist service of a site was calibrated: the targets, and how sensitive the wait
/// is. The results are in those of the replicates.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct SiteCalibration {
    /// Target mean wait from referral to second contact, days.
    pub wait_days: f64,
    /// Whether that wait was reported; otherwise it is predicted.
    pub wait_is_reported: bool,
    /// Target closures before treatment, as a share of referrals.
    pub closed_share: f64,
    /// Whether those closures were reported; otherwise they are predicted.
    pub closed_is_reported: bool,
    /// Open places of the service.
    pub places: u32,
    /// Mean wait in the queue, days: the part of the wait that depends on places.
    pub queue_days: f64,
    /// Days by which one per cent more referrals lengthen the mean wait in the long run.
    pub one_percent_more_days: f64,
    /// How recognition was scaled, if the referrals of the last year are known.
    pub recognition: Option<ScaledRecognition>,
}

/// Recognition scaled to the referrals of the last year.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScaledRecognition {
    /// Referrals to the teams in the last year, as reported.
    pub reported: f64,
    /// Referrals that the model expects without scaling.
    pub unscaled: f64,
    /// Referrals that the model expects with it.
    pub scaled: f64,
    /// Factor of recognition by staff and families.
    pub factor: f64,
}

/// What a record holds, from less to more. More takes the place of less for the same key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// The run failed.
    Failed,
    /// How the specialist service of a site was calibrated.
    Calibration,
    /// A result in some detail.
    Result(Detail),
}

/// A run's outcome ready to be appended. Made by the thread that ran it.
#[derive(Debug)]
pub struct Frame {
    pub(super) key: Key,
    pub(super) kind: Kind,
    pub(super) bytes: Vec<u8>,
}

impl Frame {
    /// The frame of a run with a result, of which it keeps as much as `detail` says.
    ///
    /// # Errors
    /// If the result cannot be encoded.
    pub fn finished(key: Key, mut result: SiteResult, detail: Detail) -> Result<Self, StoreError> {
        detail.reduce(&mut result);
        Self::new(key, Kind::Result(detail), &result)
    }

    /// The frame of a calibration.
    ///
    /// # Errors
    /// If it cannot be encoded.
    pub fn calibrated(key: Key, calibration: &SiteCalibration) -> Result<Self, StoreError> {
        Self::new(key, Kind::Calibration, calibration)
    }

    /// The frame of a run that failed.
    ///
    /// # Errors
    /// If the message cannot be encoded.
    pub fn failed(key: Key, message: &str) -> Result<Self, StoreError> {
        Self::new(key, Kind::Failed, message)
    }

    /// The run.
    pub fn key(&self) -> &Key {
        &self.key
    }

    fn new<T: Serialize + ?Sized>(key: Key, kind: Kind, payload: &T) -> Result<Self, StoreError> {
        let mut body = postcard::to_extend(&(&key, kind), Vec::new())?;
        if let Kind::Result(_) = kind {
            let payload = postcard::to_extend(payload, Vec::new())?;
            body.extend(zstd::bulk::compress(&payload, LEVEL).map_err(StoreError::Compression)?);
        } else {
            body = postcard::to_extend(payload, body)?;
        }
        Ok(Self { key, kind, bytes: sealed(body)? })
    }
}

/// `body` with its length and checksum before it.
pub(super) fn sealed(body: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let length = u32::try_from(body.len())
        .map_err(|_| StoreError::Encoding(postcard::Error::SerializeBufferFull))?
        .to_le_bytes();
    let mut bytes = Vec::with_capacity(PREFIX + body.len());
    bytes.extend_from_slice(&length);
    bytes.extend_from_slice(&checksum(length, &body).to_le_bytes());
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// The length that a prefix announces, and the checksum that it demands.
pub(super) fn announced(prefix: [u8; PREFIX]) -> ([u8; 4], u32) {
    let [a, b, c, d, e, f, g, h] = prefix;
    ([a, b, c, d], u32::from_le_bytes([e, f, g, h]))
}

/// The checksum of a body and its length.
pub(super) fn checksum(length: [u8; 4], body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&length);
    hasher.update(body);
    hasher.finalize()
}

/// Key, kind and payload of a body whose checksum is right; `None` if it is no such thing.
pub(super) fn opened(body: &[u8]) -> Option<(Key, Kind, &[u8])> {
    let ((key, kind), payload) = postcard::take_from_bytes(body).ok()?;
    Some((key, kind, payload))
}

/// The outcome in a payload; `None` if it is no such thing.
pub(super) fn outcome(kind: Kind, payload: &[u8]) -> Option<Outcome> {
    match kind {
        Kind::Failed => postcard::from_bytes(payload).ok().map(Outcome::Failed),
        Kind::Calibration => postcard::from_bytes(payload).ok().map(Outcome::Calibrated),
        Kind::Result(_) => {
            let payload = zstd::stream::decode_all(payload).ok()?;
            postcard::from_bytes(&payload).ok().map(|result| Outcome::Finished(Box::new(result)))
        }
    }
}
