"""Rules on names, ages and statuses, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.people import rules
from wasl.spine.people.rules import Held

NAMES = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "Mn", "Zs", "Pd", "Po")), max_size=40)
DAYS = st.dates(date(1930, 1, 1), date(2030, 12, 31))


@given(NAMES)
def test_keys_are_small_latin_letters_and_do_not_depend_on_case(name: str) -> None:
    keys = rules.keys_of([name])
    assert all(key.isascii() and key.isalpha() and key.islower() for key in (*keys.tokens, *keys.skeletons))
    ascii_name = "".join(char for char in name if char.isascii())
    assert rules.keys_of([ascii_name.upper()]) == rules.keys_of([ascii_name.lower()])


@given(
    st.lists(st.sampled_from(["Diallo", "Mamadou", "Alpha", "Traoré", "N'Guessan"]), min_size=1, max_size=4)
)
def test_keys_do_not_depend_on_the_order_of_parts(parts: list[str]) -> None:
    one, other = rules.keys_of([" ".join(parts)]), rules.keys_of([" ".join(reversed(parts))])
    assert set(one.tokens) == set(other.tokens)


@given(st.sampled_from(["Diallo", "Fatoumata", "Ousmane", "Coulibaly", "Jallow"]), st.integers(3, 9))
def test_the_beginning_of_a_part_is_like_the_part(name: str, length: int) -> None:
    asked = rules.read_question(name[:length])
    known = rules.Known(rules.keys_of([name]).tokens)
    assert rules.score(asked, known).value >= 72


@given(birth=DAYS, day=DAYS, precision=st.sampled_from(["day", "month", "year"]))
def test_an_exact_age_lies_within_the_range_of_an_imprecise_one(
    birth: date, day: date, precision: str
) -> None:
    exact, loose = rules.ages_on(birth, "day", day), rules.ages_on(birth, precision, day)
    if exact is not None:
        assert loose is not None
        assert loose[0] <= exact[0] <= loose[1]
        assert loose[1] - loose[0] <= 1


@pytest.mark.parametrize(
    ("birth", "precision", "day", "ages"),
    [
        (date(2000, 3, 1), "day", date(2018, 2, 28), (17, 17)),
        (date(2000, 3, 1), "day", date(2018, 3, 1), (18, 18)),
        (date(2000, 2, 29), "day", date(2018, 2, 28), (17, 17)),
        (date(2000, 1, 1), "year", date(2018, 6, 1), (17, 18)),
        (date(2000, 1, 1), "year", date(2018, 12, 31), (18, 18)),
        (date(2000, 12, 1), "month", date(2018, 12, 15), (17, 18)),
        (date(2000, 1, 1), "none", date(2018, 6, 1), None),
        (None, "none", date(2018, 6, 1), None),
        (date(2020, 1, 1), "day", date(2018, 6, 1), None),
    ],
)
def test_completed_years(birth: date | None, precision: str, day: date, ages: tuple[int, int] | None) -> None:
    assert rules.ages_on(birth, precision, day) == ages


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((date(1994, 5, 2), "day"), (date(1994, 5, 2), "day"), True),
        ((date(1994, 5, 2), "day"), (date(1994, 5, 3), "day"), False),
        ((date(1994, 5, 2), "day"), (date(1994, 1, 1), "year"), True),
        ((date(1994, 5, 2), "day"), (date(1994, 5, 1), "month"), True),
        ((date(1994, 5, 2), "day"), (date(1994, 6, 1), "month"), False),
        ((date(1994, 5, 2), "day"), (date(1995, 1, 1), "year"), False),
        ((None, "none"), (date(1994, 5, 2), "day"), None),
    ],
)
def test_birth_dates_compare_as_far_as_both_are_known(
    one: tuple[date | None, str], other: tuple[date | None, str], same: bool | None
) -> None:
    assert rules.same_birth(*one, *other) is same


TODAY = date(2024, 6, 1)
PAST, FUTURE = TODAY - timedelta(days=400), TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("nationality", "history", "state", "why"),
    [
        ("MA", [], "yes", "moroccan"),
        ("SN", [], "missing", "no_status"),
        ("", [], "missing", "no_status"),
        ("SN", [Held("card", PAST, FUTURE)], "yes", "in_force"),
        ("SN", [Held("card", PAST, None)], "yes", "in_force"),
        ("SN", [Held("card", PAST, TODAY)], "yes", "in_force"),
        ("SN", [Held("card", PAST, TODAY - timedelta(days=1))], "no", "expired"),
        ("SN", [Held("receipt", PAST, FUTURE)], "yes", "provisional"),
        ("SN", [Held("irregular", PAST, None)], "no", "not_regular"),
        ("SY", [Held("refugee_unhcr", PAST, None)], "no", "not_regular"),
        ("SY", [Held("asylum_seeker", PAST, None), Held("refugee_card", PAST + timedelta(days=9), None)],
         "yes", "in_force"),
        ("SN", [Held("irregular", PAST, None), Held("card", TODAY, FUTURE)], "yes", "in_force"),
        ("SN", [Held("card", FUTURE, None)], "missing", "no_status"),
    ],
)  # fmt: skip
def test_whether_a_stay_is_regular(nationality: str, history: list[Held], state: str, why: str) -> None:
    found = rules.regular_on(nationality, history, TODAY)
    assert (found.state, found.why) == (state, why)


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("DIALLO Mamadou Alpha", ("DIALLO", "Mamadou Alpha")),
        ("Mamadou DIALLO", ("DIALLO", "Mamadou")),
        ("Mamadou Diallo", ("Diallo", "Mamadou")),
        ("Diallo", ("Diallo", "")),
    ],
)
def test_a_name_in_one_field_is_parted(text: str, split: tuple[str, str]) -> None:
    assert rules.split_name(text) == split


def test_numbers_are_hidden_but_for_their_end() -> None:
    assert rules.mask_end("0661234567", 4) == "•••4567"
    assert rules.mask_end("123", 4) == "•••"
    assert rules.mask_end("ab 123 45") == "•••345"
