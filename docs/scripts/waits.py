"""Compute waits and the cumulative incidence of help from the table referrals, and compare them with the
program's own values.

Usage: python waits.py RESULTS [SITE]

RESULTS is a results directory of one replicate or more, run with --episodes. Needs pandas,
pyarrow and lifelines (pip install pandas pyarrow lifelines).
"""

import json
import sys

import pandas as pd
from lifelines import KaplanMeierFitter
from lifelines.utils import survival_table_from_events

DAYS = [28, 84, 126, 365]


def cumulative_incidence(followed, days):
    """Aalen-Johansen estimate of a start within some days, with every other exit as competing.

    `followed` has completed `days` from referral and `exit` of each accepted referral.
    """
    anything = KaplanMeierFitter().fit(followed.days, followed.exit != "still waiting")
    starts = survival_table_from_events(followed.days, followed.exit == "started")
    starts = starts[(starts.observed > 0) & (starts.index <= days)]
    # What is needed is the share still waiting just before each day.
    before = anything.survival_function_at_times(starts.index - 0.5)
    return (before.to_numpy() * starts.observed / starts.at_risk).sum()


def statistics(days):
    """Count, mean and percentiles by nearest rank, in days; percentiles are of completed days."""
    ordered = days.dropna().sort_values()
    found = {"count": len(ordered), "mean": ordered.mean()}
    for name, p in [("p50", 0.5), ("p75", 0.75), ("p90", 0.9), ("p95", 0.95), ("max", 1.0)]:
        found[name] = ordered.quantile(p, interpolation="inverted_cdf") // 1
    return found


def main(results, site="all"):
    start, end = window(results)
    referrals = pd.read_parquet(f"{results}/referrals.parquet")
    published = pd.read_parquet(f"{results}/replicates.parquet")
    published = published[(published.site == site) & (published.subgroup == "")]
    largest = 0.0
    for replicate, of in referrals.groupby("replicate"):
        of = of if site == "all" else of[of.site == site]
        inside = lambda column: of[column].between(start, end, inclusive="left")
        days = lambda column: (of[column] - of.referred) / pd.Timedelta(days=1)
        team, specialist = of.service == "mhst", of.service == "specialist"
        started, waiting = of.exit == "started", of.exit == "still waiting"
        found = {}
        for measure, rows, column in [
            ("wait_referral_to_assessment", team & inside("seen"), "seen"),
            ("wait_referral_to_start", team & started & inside("left"), "left"),
            ("still_waiting_for_start", team & waiting & of.accepted.notna(), "followed_to"),
            ("wait_specialist_first_contact", specialist & inside("seen"), "seen"),
            ("wait_specialist_second_contact", specialist & started & inside("left"), "left"),
        ]:
            for statistic, value in statistics(days(column)[rows]).items():
                found[measure, statistic] = value
        rows = team & of.accepted.notna() & inside("referred")
        followed = pd.DataFrame({"days": days("followed_to")[rows] // 1, "exit": of.exit[rows]})
        for within in DAYS:
            measure = f"started_within_{within}_days"
            found[measure, "share"] = cumulative_incidence(followed, within)
        values = published[published.replicate == replicate]
        values = values.set_index(["measure", "statistic"]).value
        for key, value in found.items():
            largest = max(largest, abs(value - values[key]) / max(abs(value), 1e-12))
            print(f"{replicate}  {key[0]:32} {key[1]:6} {value:14.6f} {values[key]:14.6f}")
    print(f"largest relative difference: {largest:.1e}")


def window(results):
    """The first instant of the measurement window, and the first after it."""
    with open(f"{results}/manifest.json") as manifest:
        time = json.load(manifest)["resolved"]["time"]
    return pd.Timestamp(time["measure_from"]), pd.Timestamp(time["end_exclusive"])


if __name__ == "__main__":
    main(*sys.argv[1:])
