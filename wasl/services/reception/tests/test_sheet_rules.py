"""How the cells of a sheet of paper are read."""

from __future__ import annotations

import pytest

from wasl.base.reference.enums import CountryGroup
from wasl.services.reception.enums import Reason
from wasl.services.reception.rules import sheet as rules
from wasl.spine.facts.enums import AgeBand
from wasl.spine.people.enums import Activity


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("9h15", (9, 15)), ("9:15", (9, 15)), ("09.15", (9, 15)), ("0915", (9, 15)), ("915", (9, 15)), ("9", (9, 0)),
        ("9 h", (9, 0)), ("17H05", (17, 5)), ("٩:١٥", (9, 15)), ("9h5", (9, 5)), ("9h15mn", (9, 15)), ("0h00", (0, 0)),
    ],
)  # fmt: skip
def test_an_hour_is_read_as_people_write_it(typed: str, hour: tuple[int, int]) -> None:
    assert rules.read_hour(typed) == hour


@pytest.mark.parametrize("typed", ["", "matin", "24h00", "9h60", "2515", "9h15h", "-9", "12345", "9,15"])
def test_what_is_no_hour_is_not_guessed(typed: str) -> None:
    assert rules.read_hour(typed) is None


@pytest.mark.parametrize("typed", ["", "  ", '"', "''", "Idem", "»"])
def test_the_sign_that_repeats_the_line_above_is_known(typed: str) -> None:
    assert rules.same_as_above(typed)


def test_codes_of_the_sheet_are_read_and_others_are_said() -> None:
    assert [rules.read_age(text) for text in ("b", "E", "17", "18", "٣٤", "", "150", "x")] == [
        "18_25", "60_plus", "under_18", "18_25", "26_35", "unknown", None, None,
    ]  # fmt: skip
    assert [rules.read_group(text) for text in ("2", "", "9")] == ["SSA", "", None]
    assert [rules.read_activity(text) for text in ("8", "", "x")] == ["craft", "", None]
    assert [rules.read_place(text, 3) for text in ("", "3", "4", "0", "x")] == [0, 3, None, None, None]


def test_reasons_keep_their_order_and_stand_once() -> None:
    assert rules.read_reasons("8, 1 8;12") == ["training", "information", "other"]
    assert rules.read_reasons("") == []
    assert rules.read_reasons("8, 13") is None


def test_every_word_that_a_visit_can_bear_has_its_code_on_the_sheet() -> None:
    assert sorted(rules.REASON_CODES.values()) == sorted(Reason.values)
    assert sorted(rules.GROUP_CODES.values()) == sorted(CountryGroup.values)
    assert {*rules.AGE_CODES.values(), "unknown"} == set(AgeBand.values)
    assert {*rules.ACTIVITY_CODES.values(), "unknown"} == set(Activity.values)
