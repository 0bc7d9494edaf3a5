# Read the large tables of a results directory: moves between places, by reason, at one site.
#
# Usage: Rscript read_tables.R RESULTS [SITE]
#
# RESULTS is a results directory. Needs arrow and dplyr: install.packages(c("arrow", "dplyr")).

library(arrow)
library(dplyr, warn.conflicts = FALSE)

given <- commandArgs(trailingOnly = TRUE)
results <- given[1]
wanted <- if (length(given) > 1) given[2] else "all"

# Only the row groups of the site are read.
flows <- open_dataset(file.path(results, "flows.parquet")) |>
  filter(site == wanted) |>
  collect()

flows |>
  group_by(from, to, reason) |>
  summarise(moves_a_replicate = sum(children) / n_distinct(flows$replicate), .groups = "drop") |>
  arrange(desc(moves_a_replicate)) |>
  head(10) |>
  print()
