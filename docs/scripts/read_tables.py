"""Read the large tables of a results directory: moves between places, by reason, at one site.

Usage: python read_tables.py RESULTS [SITE]

RESULTS is a results directory. Needs polars (pip install polars). With pandas and pyarrow the same is
pd.read_parquet(path, filters=[("site", "==", site)]).
"""

import sys

import polars as pl


def main(results, site="all"):
    flows = pl.scan_parquet(f"{results}/flows.parquet").filter(pl.col("site") == site)
    replicates = flows.select(pl.col("replicate").n_unique()).collect().item()
    moves = (
        flows.group_by("from", "to", "reason")
        .agg(moves_a_replicate=pl.col("children").sum() / replicates)
        .sort("moves_a_replicate", "from", "to", "reason", descending=True)
        .collect()
    )
    print(moves.head(10))


if __name__ == "__main__":
    main(*sys.argv[1:])
