//! What the operating system says about this process.

use std::fs;
use std::num::NonZeroUsize;

/// Greatest memory that this process has held, in mebibytes; `None` where the system does not
/// say (`VmHWM` is Linux only).
pub(crate) fn peak_memory_mib() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes / 1024.0)
}

/// Memory that this process could still use, in bytes; `None` where the system does not say.
pub(crate) fn free_memory_bytes() -> Option<f64> {
    let all = fs::read_to_string("/proc/meminfo").ok()?;
    let line = all.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024.0)
}

/// How many threads the machine runs at once.
pub(crate) fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
