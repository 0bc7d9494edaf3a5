"""Write the streams of values with which the stopping rule is compared, and where sim-tools stops.

Usage: python reference.py

Writes streams.csv next to it. Needs sim-tools 1.3 (pip install sim-tools).
"""

import csv
from pathlib import Path

import numpy as np
from sim_tools.output_analysis import ReplicationsAlgorithm, confidence_interval_method

# Wanted half-width as a share of the mean, look-ahead, and standard deviation of the values.
CASES = [
    (0.10, 5, 2.0), (0.10, 5, 4.0), (0.05, 5, 2.0), (0.10, 0, 4.0), (0.10, 10, 3.0),
    (0.05, 2, 3.0), (0.20, 5, 6.0), (0.05, 5, 3.5), (0.10, 5, 7.0), (0.03, 10, 2.5),
]


class Stream:
    """A model whose replicates are known."""

    def __init__(self, values):
        self.values = values

    def single_run(self, replication_number):
        return {"value": self.values[replication_number]}


def main():
    draw = np.random.default_rng(4)
    with open(Path(__file__).parent / "streams.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["precision", "look_ahead", "algorithm", "interval_method", "values"])
        for precision, look_ahead, deviation in CASES:
            values = np.round(draw.normal(10.0, deviation, size=600), 4)
            algorithm = ReplicationsAlgorithm(
                half_width_precision=precision, initial_replications=3, look_ahead=look_ahead
            )
            found, _ = algorithm.select(Stream(values), ["value"])
            # Its own minimum is an index from 0, so 5 means from the sixth replicate on.
            first, _ = confidence_interval_method(
                list(values), desired_precision=precision, min_rep=5
            )
            ends = int(found["value"] * (1 + look_ahead / 50)) + look_ahead + 10
            ends = max(ends, first + 1)
            writer.writerow([precision, look_ahead, found["value"], first, *values[:ends]])


if __name__ == "__main__":
    main()
