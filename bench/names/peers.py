"""Splink (DuckDB) as it asks to be used: standard comparisons, trained by EM, fed with our keys to find candidates."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

SAMPLED = 2e6
LEAST_PROBABILITY = 0.1
# What Splink is tried with on the development seed; the best goes on to the test.
WAYS = ("names, keys", "names, keys, births", "sorted names, keys, births")


def splink_pairs(source: Path, target: Path, way: str) -> None:
    """Read a parquet file of people, write the pairs (one, other, score) as CSV; the score is Splink's match weight."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    api = DuckDBAPI()
    people = api.register(api.duckdb_con.read_parquet(str(source)))
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=_comparisons(way),
        blocking_rules_to_generate_predictions=[
            block_on("paper"),
            block_on("phone"),
            block_on("two_keys", arrays_to_explode=["two_keys"]),
            block_on("key_year", arrays_to_explode=["key_year"]),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(people, settings, log_level=logging.ERROR)
    sure = [block_on("paper"), block_on("sorted_name", "birth"), block_on("phone", "family")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED, seed=1)
    for rule in ("l.birth = r.birth AND NOT right(l.birth, 6) = '-01-01'", block_on("sorted_name")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
    relation: Any = found.as_duckdbpyrelation()
    relation.project("id_l, id_r, match_weight").write_csv(str(target), header=False)


def _comparisons(way: str) -> list[Any]:
    import splink.comparison_library as cl

    names: list[Any] = [
        cl.ForenameSurnameComparison("given", "family", forename_surname_concat_col_name="whole")
    ]
    if "sorted names" in way:
        names = [cl.NameComparison("sorted_name").configure(term_frequency_adjustments=True)]
    return [
        *names,
        cl.ArrayIntersectAtSizes("keys", [3, 2, 1]),
        _birth() if "births" in way else cl.DateOfBirthComparison("birth", input_is_string=True),
        cl.ExactMatch("sex"),
        cl.ExactMatch("nationality").configure(term_frequency_adjustments=True),
        cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
        cl.ExactMatch("paper"),
    ]


def _birth() -> Any:
    """Birth dates with what a careful user would add: 1 January and a year alone say less than another day."""
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    first = "(right(birth_l, 6) = '-01-01' OR right(birth_r, 6) = '-01-01')"
    swapped = "right(birth_l, 2) = substr(birth_r, 6, 2) AND right(birth_r, 2) = substr(birth_l, 6, 2)"
    return cl.CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            cll.NullLevel("birth"),
            cll.CustomLevel(f"birth_l = birth_r AND NOT {first}", "same day"),
            cll.CustomLevel("birth_l = birth_r", "both 1 January"),
            cll.CustomLevel(f"left(birth_l, 4) = left(birth_r, 4) AND {first}", "same year, one 1 January"),
            cll.CustomLevel(f"left(birth_l, 4) = left(birth_r, 4) AND {swapped}", "day and month turned"),
            cll.CustomLevel("left(birth_l, 7) = left(birth_r, 7)", "same month"),
            cll.CustomLevel("right(birth_l, 6) = right(birth_r, 6) AND NOT " + first, "another year"),
            cll.CustomLevel(
                "abs(CAST(left(birth_l, 4) AS INT) - CAST(left(birth_r, 4) AS INT)) <= 1", "a year apart"
            ),
            cll.ElseLevel(),
        ],
    )
