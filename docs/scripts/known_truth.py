"""Check a calibration against known truths (simulation-based calibration; Talts et al. 2018).

Usage: python known_truth.py MHST [TRIALS] [WORLDS]

MHST is the program. Needs Python only. Each trial draws a world from what is known, simulates a small area
in it, gives some of the results to `mhst calibrate` as reports, with an error and with other random numbers
than the calibration, and looks where the parameters of the true world lie among those of the worlds that fit. If the calibration is right, the
ranks are uniform, and nine tenths of the truths lie in the central 90 % of the worlds.
"""

import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIO = """\
name = "known-truth"
description = "A small area of which the truth is known"
[time]
start = 2021-01-01
teams_start = 2023-01-09
measure_from = 2023-07-10
end = 2024-12-31
[knowledge]
seed = {knowledge}
[sites]
file = "sites.csv"
[need]
onset_index = 1.7
"""

SITES = """\
site,region,teams,settings,pupils,imd_score,minority_ethnic_pct,emotional_disorder_pct,\
in_contact_pct,closed_before_treatment_pct,wait_second_contact_days,spend_per_child_gbp
Area,England,1,10,4000,23.5,15,3.7,3.4,,,
"""

# Results that are reported to the calibration, and the standard error of each report.
REPORTED = {
    ("referrals", "count"): 20,
    ("accepted_share", "share"): 0.05,
    ("recovered_share", "share"): 0.05,
    ("wait_referral_to_start", "p50"): 5,
    ("specialist_referrals", "count"): 25,
    ("specialist_declined_share", "share"): 0.05,
}

# Worlds of the truth and of the calibration are drawn with other seeds.
TRUTH, PRIOR = 1, 2
MOST_MOVED = 10


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def main(mhst, trials=20, worlds=39):
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "sites.csv").write_text(SITES)
        for seed, name in [(TRUTH, "truth"), (PRIOR, "prior")]:
            (place / f"{name}.toml").write_text(SCENARIO.format(knowledge=seed))

        truth = place / "truth"
        run = [mhst, "run", place / "truth.toml", "--worlds", trials, "--seed", 1000, "--out", truth]
        call(*run, "--no-report", "--format", "csv", "--threads", 1)
        parameters = {int(row["world"]): row for row in rows(truth / "worlds.csv")}
        results = results_by_world(truth / "replicates.csv")

        ranks, moved = [], []
        for trial in range(1, trials + 1):
            figures = place / "figures.csv"
            chance = random.Random(trial)
            report(results[trial], figures, chance)
            out = place / f"fit-{trial}"
            fit = [mhst, "calibrate", place / "prior.toml", "--figures", figures, "--worlds", worlds]
            call(*fit, "--seed", trial, "--out", out, "--threads", 1)
            fitted = rows(out / "worlds.csv")
            keys = [key for key in fitted[0] if key != "world"]
            found = {key: rank(parameters[trial], fitted, key, chance) for key in keys}
            ranks.append(found)
            moved.append({row["parameter"]: float(row["moved"] or 0) for row in
                          rows(out / "calibration_parameters.csv")})
            print(f"trial {trial}: {inside(found.values(), worlds):.3f} of parameters inside", flush=True)

        mean = {key: sum(it.get(key, 0.0) for it in moved) / trials for key in ranks[0]}
        most = sorted(mean, key=mean.get, reverse=True)[:MOST_MOVED]
        show("all parameters", [it[key] for it in ranks for key in it], worlds)
        show(f"the {MOST_MOVED} that moved most", [it[key] for it in ranks for key in most], worlds)
        for key in most:
            print(f"  {key}: {inside([it[key] for it in ranks], worlds):.2f} inside")


def call(*command):
    subprocess.run([str(word) for word in command] + ["--quiet"], check=True)


def results_by_world(path):
    found = {}
    for row in rows(path):
        if row["site"] == "all" and not row["subgroup"] and int(row["world"]) > 0:
            found.setdefault(int(row["world"]), {})[(row["measure"], row["statistic"])] = row["value"]
    return found


def report(result, path, chance):
    lines = ["measure,statistic,value,standard_error"]
    for (measure, statistic), error in REPORTED.items():
        value = float(result[measure, statistic]) + chance.gauss(0, error)
        shown = statistic if statistic[0] == "p" else ""
        lines.append(f"{measure},{shown},{value},{error}")
    path.write_text("\n".join(lines) + "\n")


def rank(truth, fitted, key, chance):
    """How many of the fitted worlds have a smaller value than the true one; equal ones by chance."""
    values, true = [float(world[key]) for world in fitted], float(truth[key])
    return sum(it < true for it in values) + chance.randint(0, sum(it == true for it in values))


def inside(ranks, worlds):
    """Share of the ranks in the central 90 %."""
    ranks = list(ranks)
    out = 0.05 * (worlds + 1)
    return sum(out <= it < worlds + 1 - out for it in ranks) / len(ranks)


def show(name, ranks, worlds):
    bins = [0] * 10
    for it in ranks:
        bins[10 * it // (worlds + 1)] += 1
    shares = " ".join(f"{count / len(ranks):.3f}" for count in bins)
    print(f"{name}: {inside(ranks, worlds):.3f} inside the 90 % interval; tenths of the ranks: {shares}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
