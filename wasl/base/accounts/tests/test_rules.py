"""Two people where two are needed; codes that forgive the hand and not the guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.base.accounts import rules, typed_codes
from wasl.base.accounts.access import separate
from wasl.kernel.errors import Refused

BODIES = st.text(alphabet=typed_codes.ALPHABET, min_size=10, max_size=10)


def test_the_one_who_asked_may_not_release() -> None:
    with pytest.raises(Refused):
        separate(7, [3, 7])
    separate(7, [3, 8])
    separate(None, [None])


def test_a_membership_holds_on_its_first_and_on_its_last_day() -> None:
    first, last = date(2026, 1, 10), date(2026, 2, 10)
    assert rules.valid_on(first, last, first)
    assert rules.valid_on(first, last, last)
    assert not rules.valid_on(first, last, date(2026, 1, 9))
    assert not rules.valid_on(first, last, date(2026, 2, 11))
    assert rules.valid_on(first, None, date(2040, 1, 1))


@given(BODIES, st.integers(0, 9), st.sampled_from(typed_codes.ALPHABET))
def test_one_mistyped_character_is_always_caught(body: str, place: int, letter: str) -> None:
    code = body + typed_codes.check_character(body)
    typed = code[:place] + letter + code[place + 1 :]
    assert typed_codes.well_typed(typed) == (typed == code)


@given(BODIES, st.integers(0, 9))
def test_two_neighbours_exchanged_are_caught(body: str, place: int) -> None:
    code = body + typed_codes.check_character(body)
    typed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    # Luhn's one blind spot: the first and the last letter of the alphabet side by side
    if {code[place], code[place + 1]} != {"0", "Z"}:
        assert typed_codes.well_typed(typed) == (typed == code)


@given(BODIES)
def test_a_code_is_understood_as_people_write_it(body: str) -> None:
    code = body + typed_codes.check_character(body)
    printed = typed_codes.shown(code)
    arabic = printed.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for typed in (printed, printed.lower(), printed.replace("-", " "), printed.replace("0", "O"), arabic):
        assert typed_codes.tidy(typed) == code
        assert typed_codes.well_typed(typed)


def test_a_typed_code_carries_fifty_bits_and_a_link_more_than_eighty() -> None:
    assert typed_codes.CODE_LENGTH * 5 == 50
    assert typed_codes.LINK_LENGTH * 5 >= 80
    assert len({typed_codes.new_code() for _ in range(500)}) == 500
    assert all(typed_codes.well_typed(typed_codes.new_code()) for _ in range(500))


@pytest.mark.parametrize("typed", ["", "K7QD", "K7QD-2M4X-9TC-0", "مرحبا"])
def test_what_is_no_code_is_said_to_be_mistyped(typed: str) -> None:
    assert not typed_codes.well_typed(typed)
