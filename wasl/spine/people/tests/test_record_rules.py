"""Parts of names, days that nothing covers, ties read from either side, telephone numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.people.enums import Kinship
from wasl.spine.people.rules.kinship import from_the_other_side
from wasl.spine.people.rules.parts import NameParts, guess_parts
from wasl.spine.people.rules.phones import read_phone
from wasl.spine.people.rules.spans import Span, gaps, overlaps

WORDS = [
    "Mamadou",
    "DIALLO",
    "El",
    "ben",
    "Ahmed",
    "Ould",
    "N’",
    "Lamine",
    "TRAORÉ",
    "محمد",
    "بن",
    "علي",
    "ديالو",
]
a_day = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7), st.sampled_from(["latin", "arabic"]))
def test_no_word_of_a_name_is_lost_nor_made_up(words: list[str], script: str) -> None:
    parts = guess_parts(" ".join(words), script)
    found = f"{parts.given} {parts.chain} {parts.particles} {parts.family}".split()
    assert Counter(found) == Counter(words)
    assert parts.family


@pytest.mark.parametrize(
    ("text", "script", "parts"),
    [
        ("Mouhamadou Lamine Diallo", "latin", NameParts("Mouhamadou Lamine", "", "", "Diallo")),
        ("KOUASSI Ama Patricia", "latin", NameParts("Ama Patricia", "", "", "KOUASSI")),
        ("Fatima El Mansouri", "latin", NameParts("Fatima", "", "El", "Mansouri")),
        (
            "Mohamed ben Ahmed ben Ali El Idrissi",
            "latin",
            NameParts("Mohamed", "ben Ahmed ben Ali", "El", "Idrissi"),
        ),
        ("Mohamed Ould Ahmed", "latin", NameParts("Mohamed", "", "Ould", "Ahmed")),
        ("محمد أحمد علي المنصوري", "arabic", NameParts("محمد", "أحمد علي", "", "المنصوري")),
        ("Abdoulaye", "latin", NameParts(family="Abdoulaye")),
    ],
)
def test_parts_are_guessed_as_papers_write_names(text: str, script: str, parts: NameParts) -> None:
    assert guess_parts(text, script) == parts


def test_the_words_before_a_family_name_are_read_with_it() -> None:
    assert NameParts(particles="El", family="Mansouri").whole_family == "El Mansouri"
    assert NameParts(particles="N’", family="Diaye").whole_family == "N’Diaye"


spans = st.lists(
    st.tuples(a_day, st.one_of(st.none(), st.integers(0, 900))).map(
        lambda pair: Span(pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
    ),
    max_size=8,
)


@given(spans, a_day)
def test_every_day_since_the_first_is_covered_or_in_one_gap(known: list[Span], until: date) -> None:
    found = gaps(known, until)
    if not known:
        assert found == []
        return
    first = min(span.first for span in known)
    for offset in range(0, max((until - first).days + 1, 0), 7):
        day = first + timedelta(days=offset)
        holding = [gap for gap in found if gap.holds(day)]
        assert len(holding) == (0 if any(span.holds(day) for span in known) else 1)
    assert all(gap.last is not None and gap.last <= until for gap in found)


@given(spans)
def test_two_entries_overlap_when_some_day_holds_both(known: list[Span]) -> None:
    found = set(overlaps(known))
    for one, left in enumerate(known):
        for other in range(one + 1, len(known)):
            right = known[other]
            both = any(left.holds(day) and right.holds(day) for day in (left.first, right.first))
            assert ((one, other) in found) == both


@given(st.sampled_from(Kinship.values))
def test_a_tie_read_from_the_other_side_and_back_is_itself(relation: str) -> None:
    assert from_the_other_side(relation) in Kinship.values
    assert from_the_other_side(from_the_other_side(relation)) == relation


@pytest.mark.parametrize(
    ("text", "e164", "valid"),
    [
        ("06 61 23 45 67", "+212661234567", True),
        ("+212 661-234567", "+212661234567", True),
        ("٠٦٦١٢٣٤٥٦٧", "+212661234567", True),
        ("+224 621 12 34 56", "+224621123456", True),
        ("00224621123456", "+224621123456", True),
        ("06 61 23", "", False),
        ("chez Awa", "", False),
    ],
)
def test_a_number_is_read_as_dialled_from_anywhere(text: str, e164: str, valid: bool) -> None:
    phone = read_phone(text)
    assert (phone.e164, phone.is_valid) == (e164, valid)
