"""The engine of duplicates on the register of 2021: each row a record of its own, the truth read only to count.

Asked of it: nine of ten people who come back are proposed, and of ten proposals nine are right.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from wasl.kernel import xlsx
from wasl.spine.matching.rules import Record, pairs
from wasl.spine.people.rules import reading

DATA = Path(__file__).parents[1] / "wasl/services/reception/tests/data"
END_OF_YEAR = date(2021, 12, 31)
FIRST_ROW = 4


def records() -> Iterator[Record]:
    """The rows that name somebody, as a desk reads their cells; a cell that cannot be read says nothing."""
    sheet = xlsx.read_sheet((DATA / "registre_2021.xlsx").read_bytes())
    for line in sheet.lines:
        cells = [cell.text for cell in line.cells] + [""] * 9
        _day, family, given, sex, born, nationality, phone = cells[:7]
        names = [reading.read_name(text) or "" for text in (given, family)]
        if line.number < FIRST_ROW or not any(names):
            continue
        birth = reading.read_birth(born, END_OF_YEAR)
        yield Record(
            key=line.number,
            names=(" ".join(names).strip(),),
            sex=reading.read_sex(sex) or "u",
            birth=None if isinstance(birth, str) else birth.day,
            birth_precision="none" if isinstance(birth, str) else birth.precision,
            nationality=reading.plain(nationality),
            phone=reading.read_phone(phone) or "",
        )


@pytest.fixture(scope="module")
def person_of() -> dict[int, int]:
    """Line of the sheet → number of the person."""
    with (DATA / "registre_2021_truth.csv").open(encoding="utf-8") as file:
        return {int(row["row"]): int(row["person"]) for row in csv.DictReader(file) if row["person"]}


def test_nine_of_ten_who_come_back_are_proposed_and_nine_of_ten_proposals_are_right(
    person_of: dict[int, int],
) -> None:
    people = list(records())
    proposed = {(pair.first, pair.second) for pair in pairs(people)}
    lines = defaultdict(list)
    for one in people:
        lines[person_of[one.key]].append(one.key)
    true = {pair for rows in lines.values() for pair in combinations(sorted(rows), 2)}
    repeated = [rows for rows in lines.values() if len(rows) > 1]
    recognised = [rows for rows in repeated if {*combinations(sorted(rows), 2)} & proposed]
    wrong = proposed - true

    assert len(repeated) >= 30
    assert len(recognised) >= 0.9 * len(repeated), f"{len(recognised)} of {len(repeated)} people"
    assert len(proposed & true) >= 0.9 * len(true), f"{len(proposed & true)} of {len(true)} pairs"
    assert len(wrong) <= 0.1 * len(proposed), f"{len(wrong)} of {len(proposed)} proposals are wrong"
