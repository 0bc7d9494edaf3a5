"""Runs commands in turn, several rounds, and compares their rates and results.

`compare.py ROUNDS NAME COMMAND NAME COMMAND ...`: each command takes a workload and the number of a
round, and prints one line of JSON with its events, its seconds, and a dictionary of results for each
replicate. Rates are medians over rounds, in million events a second; ratios are those of the first
command to the others.
"""

import json
import statistics
import subprocess
import sys


def main():
    rounds, rest = int(sys.argv[1]), sys.argv[2:]
    commands = dict(zip(rest[::2], rest[1::2]))
    for workload in ("W1", "W2"):
        rates = {name: [] for name in commands}
        results = {name: [] for name in commands}
        for turn in range(rounds):
            for name, command in commands.items():
                line = subprocess.check_output([*command.split(), workload, str(turn)])
                outcome = json.loads(line)
                rates[name].append(outcome["events"] / outcome["seconds"] / 1e6)
                results[name] += outcome["results"]
        print_results(workload, results)
        print_rates(workload, {name: statistics.median(rates[name]) for name in commands})


def print_results(workload, results):
    """Means over replicates with standard errors, and the largest distance of any from the first."""
    first = next(iter(results))
    farthest = 0.0
    for what in results[first][0]:
        columns = []
        for name, outcomes in results.items():
            values = [outcome[what] for outcome in outcomes]
            mean, error = statistics.fmean(values), standard_error(values)
            columns.append(f"{name} {mean:.4f} ({error:.4f})")
            if name == first:
                reference = mean, error
            elif error + reference[1] > 0:
                apart = abs(mean - reference[0]) / (error**2 + reference[1] ** 2) ** 0.5
                farthest = max(farthest, apart)
        print(f"{workload} {what}: " + ", ".join(columns))
    print(f"{workload} farthest from the {first}: {farthest:.1f} standard errors")


def standard_error(values):
    return statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else float("nan")


def print_rates(workload, rates):
    first, *others = rates
    print(workload, *(f"{name} {rate:.3g}" for name, rate in rates.items()))
    print(workload, *(f"{first}/{name} {rates[first] / rates[name]:.3g}" for name in others))


main()
