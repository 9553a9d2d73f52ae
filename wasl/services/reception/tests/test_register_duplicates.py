"""Of the people who stand several times in the supplied register, nearly all are proposed, and few wrongly.

The truth about that register is read here and nowhere else: nothing that proposes has seen it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from wasl.base.intake import actions as intake
from wasl.base.intake.models import Row
from wasl.base.network.models import Office, Organisation
from wasl.kernel.actors import SYSTEM

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
FOUND_AT_LEAST, WRONG_AT_MOST = 0.90, 0.10


@pytest.fixture
def proposed(db: None) -> dict[int, set[int]]:
    """Each understood line of the register → the lines proposed as the same person."""
    organisation = Organisation.objects.create(code="es-maroc", name="ES.Maroc")
    for code, name in (
        ("rabat-ocean", "Rabat L'Océan"),
        ("tanger-maison", "Tanger Maison des Jeunes"),
        ("tanger-technopark", "Tanger Technopark"),
    ):
        Office.objects.create(
            organisation=organisation, code=code, name=name, province_id="MA-TNG", opened_on=date(2018, 1, 1)
        )
    content = (DATA / "registre_2021.xlsx").read_bytes()
    batch = intake.open_batch(
        by=SYSTEM, importer="register", organisation=organisation, name="registre.xlsx", content=content
    )
    intake.check_batch(by=SYSTEM, batch=batch)
    rows = Row.objects.filter(batch=batch, state__in=("sound", "undecided"))
    return {row.number: {int(key.removeprefix("row:")) for key in row.keys} for row in rows}


@pytest.fixture
def person_of() -> dict[int, int]:
    """Line of the sheet → number of the person."""
    with (DATA / "registre_2021_truth.csv").open(encoding="utf-8") as file:
        return {int(row["row"]): int(row["person"] or 0) for row in csv.DictReader(file)}


def measured(proposed: dict[int, set[int]], person_of: dict[int, int]) -> tuple[float, float]:
    """The part of the repeated lines that are proposed to an earlier line of their person, and the part of the
    proposals that name somebody else. A line left aside for its faults can be proposed by nobody."""
    lines: dict[int, list[int]] = defaultdict(list)
    for line in sorted(proposed):
        lines[person_of[line]].append(line)
    repeated = [line for own in lines.values() for line in own[1:]]
    found = [
        line for line in repeated if any(person_of[other] == person_of[line] for other in proposed[line])
    ]
    pairs = [(line, other) for line, others in proposed.items() for other in others]
    wrong = [pair for pair in pairs if person_of[pair[0]] != person_of[pair[1]]]
    assert len(repeated) > 30
    return len(found) / len(repeated), len(wrong) / max(len(pairs), 1)


def test_nine_repeated_people_in_ten_are_proposed_and_nine_proposals_in_ten_are_right(
    proposed: dict[int, set[int]], person_of: dict[int, int]
) -> None:
    found, wrong = measured(proposed, person_of)
    assert found >= FOUND_AT_LEAST, f"proposed: {found:.1%}"
    assert wrong <= WRONG_AT_MOST, f"wrong: {wrong:.1%}"
