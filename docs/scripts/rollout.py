"""Make the tables of docs/rollout.md from replicates of the central world.

Usage: python rollout.py RESULTS

RESULTS is a results directory of a roll-out with replicates of the central world. Prints two tables, each
cell a median over the replicates, and how far any replicate is from a median of the second.
"""

import csv
import sys
from statistics import median

MONTHS = ["2020-01", "2022-05", "2023-05", "2025-12"]
YEARS = range(2020, 2026)


def readings(results):
    """Numbers of all sites together, by replicate, month and coverage."""
    found = {}
    with open(f"{results}/coverage.csv", newline="") as file:
        for row in csv.DictReader(file):
            if (row["site"], row["world"]) == ("all", "0"):
                names = [name for name in row if name not in ("scenario", "site", "month", "coverage")]
                numbers = {name: float(row[name]) for name in names}
                found[int(row["replicate"]), row["month"], row["coverage"]] = numbers
    return found


def of_teams(here, there):
    teams = here["teams"]
    settings, pupils = here["settings"], here["pupils"]
    return [
        ("{:.0f}", teams),
        ("{:.0f}", here["teams_in_training"]),
        ("{:,.0f}", settings),
        ("{:.1f}", settings / teams),
        ("{:.2f} million", pupils / 1e6),
        ("{:,.0f}", pupils / teams),
        ("{:.0f} %", 100 * pupils / (pupils + there["pupils"])),
        ("{:.2f}", here["emhps_fte"] / teams),
        ("{:.2f}", here["seniors_fte"] / teams),
    ]


def of_children(found, replicate, year, coverage):
    here = found[replicate, f"{year}-05", coverage]
    need = here["in_need"]
    # A reading has the starts of help since the one before, so those of a year stand in February to
    # January.
    months = [f"{year}-{month:02}" for month in range(2, 13)] + [f"{year + 1}-01"]
    rows = [found[key] for key in [(replicate, month, coverage) for month in months] if key in found]
    starts = sum(row["help_began"] / row["pupils"] for row in rows) * 12 / len(rows)
    without = here["with_nobody"] + here["not_recognised"]
    shares = [here["in_help"], here["on_list"], here["setting_only"], without]
    return [100 * need / here["pupils"]] + [100 * share / need for share in shares] + [1000 * starts]


def main(results):
    found = readings(results)
    replicates = sorted({replicate for replicate, _, _ in found})
    print(f"{len(replicates)} replicates\n")
    for month in MONTHS:
        of_each = [of_teams(found[r, month, "covered"], found[r, month, "uncovered"]) for r in replicates]
        cells = [form.format(median(row[i][1] for row in of_each)) for i, (form, _) in enumerate(of_each[0])]
        print(f"| {month} | {' | '.join(cells)} |")
    print()
    furthest = 0.0
    for year in YEARS:
        sides = []
        for coverage in ["covered", "uncovered"]:
            columns = list(zip(*(of_children(found, r, year, coverage) for r in replicates)))
            sides.append([median(column) for column in columns])
            furthest = max(furthest, *(abs(x - median(column)) for column in columns for x in column))
        decimals = [1, 1, 1, 1, 1, 0]
        cells = [f"{a:.{n}f} / {b:.{n}f}" for a, b, n in zip(*sides, decimals)]
        print(f"| {year} | {' | '.join(cells)} |")
    print(f"\nNo replicate is further from a median than {furthest:.1f}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
