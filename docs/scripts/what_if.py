"""The tables of docs/what-if.md: differences from the base, and over plausible worlds in how many they rise.

Usage: python what_if.py COMPARISON

COMPARISON is the comparison.csv of `mhst compare`. Needs Python only.
"""

import csv
import sys

# Measure, statistic, title, and what the numbers are divided by.
MEASURES = [
    ("wait_referral_to_start", "mean", "mean wait to start (days)", 1),
    ("started", "count", "started (children)", 1),
    ("missing_middle_stock", "mean", "in the missing middle (children)", 1),
    ("without_help", "total", "without help (thousand days)", 1000),
    ("in_need", "total", "in need (thousand days)", 1000),
    ("without_support", "total", "without any support (thousand days)", 1000),
]
ROBUST = 0.95


def main(path):
    with open(path, newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["site"] == "all" and not row["subgroup"]]
    found = {(row["variant"], row["measure"], row["statistic"]): row for row in rows}
    variants = list(dict.fromkeys(row["variant"] for row in rows))
    print("| what if | " + " | ".join(title for _, _, title, _ in MEASURES) + " |")
    print("| --- " * (len(MEASURES) + 1) + "|")
    robust = signs = 0
    for variant in variants:
        cells = [f"`{variant}`"]
        for measure, statistic, _, unit in MEASURES:
            text, is_robust = cell(found.get((variant, measure, statistic)), unit)
            cells.append(text)
            signs += text != "-"
            robust += is_robust
        print("| " + " | ".join(cells) + " |")
    if any(float(row["worlds"] or 0) for row in rows):
        print(f"\n{robust} of {signs} differences have the same sign in 95 % of the worlds.")


def cell(row, unit):
    """Median or mean, and interval; over worlds the number with its sign, bold where that is 95 % of them."""
    if row is None or not row["low"]:
        return "-", False
    middle, low, high = (shown(float(row[name]) / unit) for name in ("difference", "low", "high"))
    if not float(row["worlds"] or 0):
        return f"{middle} ({low} to {high})", False
    worlds, falls, rises = (float(row[name]) for name in ("worlds", "falls", "rises"))
    is_robust = max(falls, rises) >= ROBUST * worlds
    direction, count = ("rises", rises) if rises >= falls else ("falls", falls)
    mark = "**" if is_robust else ""
    return f"{mark}{middle}{mark} ({low} to {high}); {direction} in {count:.0f}", is_robust


def shown(value):
    digits = 1 if abs(value) < 20 else 0
    rounded = round(value, digits)
    return f"{rounded:+,.{digits}f}" if rounded else "0"


if __name__ == "__main__":
    main(*sys.argv[1:])
