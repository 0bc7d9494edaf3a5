"""Write the values with which the tests of this folder compare: those of SALib, scipy and numpy.

Usage: python reference.py

Writes the CSV files next to it. Needs SALib 1.5 (pip install "SALib==1.5.2").
"""

import csv
from pathlib import Path

import numpy as np
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from SALib.test_functions import Ishigami
from scipy.stats import ks_2samp, rankdata

HERE = Path(__file__).parent
SLICES = 10


def problem(parameters, low, high):
    names = [f"x{number}" for number in range(parameters)]
    return {"num_vars": parameters, "names": names, "bounds": [[low, high]] * parameters}


def write(name, header, rows):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[repr(float(x)) if not isinstance(x, str) else x for x in row] for row in rows])


def sobol(expected):
    ishigami = problem(3, -np.pi, np.pi)
    points = sobol_sample.sample(ishigami, 32, calc_second_order=False, seed=1)
    values = Ishigami.evaluate(points)
    found = sobol_analysis.analyze(ishigami, values, calc_second_order=False, seed=1)
    write("sobol.csv", ["value"], values[:, None])
    for name in ["S1", "ST"]:
        expected += [(name, str(n), x) for n, x in enumerate(found[name])]


def morris(expected):
    cube = problem(4, 0.0, 1.0)
    points = morris_sample.sample(cube, 8, num_levels=4, seed=2)
    values = np.exp(points[:, 0]) - 3.0 * points[:, 1] * points[:, 2] + 0.1 * points[:, 3]
    found = morris_analysis.analyze(cube, points, values, num_levels=4, seed=2)
    write("morris.csv", [*cube["names"], "value"], np.column_stack([points, values]))
    for name in ["mu", "mu_star", "sigma"]:
        expected += [(name, str(n), x) for n, x in enumerate(found[name])]


def explained(column, values, degree):
    """Adjusted share of the variance that a polynomial of the ranks explains, by least squares."""
    ranks = 2.0 * rankdata(column) / len(column) - 1.0
    design = np.polynomial.legendre.legvander(ranks, degree)
    fitted = design @ np.linalg.lstsq(design, values)[0]
    left = ((values - fitted) ** 2).sum() / ((values - values.mean()) ** 2).sum()
    return 1.0 - left * (len(values) - 1) / (len(values) - 1 - degree)


def given(expected):
    draw = np.random.default_rng(3)
    columns = draw.uniform(size=(200, 3))
    columns[:, 2] = np.floor(3.0 * columns[:, 2])
    values = 2.0 * columns[:, 0] ** 2 + columns[:, 2] * (0.3 + 0.3 * draw.normal(size=200))
    write("given.csv", ["x0", "x1", "x2", "value"], np.column_stack([columns, values]))
    for number, degree in enumerate([4, 4, 2]):
        expected.append(("given", str(number), explained(columns[:, number], values, degree)))
    for number in range(2):
        order = np.argsort(columns[:, number])
        slices = [ks_2samp(values[part], values).statistic for part in np.split(order, SLICES)]
        expected.append(("ks_median", str(number), np.median(slices)))
        expected.append(("ks_greatest", str(number), max(slices)))


def main():
    expected = []
    sobol(expected)
    morris(expected)
    given(expected)
    write("expected.csv", ["statistic", "parameter", "value"], expected)


if __name__ == "__main__":
    main()
