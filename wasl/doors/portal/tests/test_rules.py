"""The pace of the public door and the size of its form."""

from __future__ import annotations

import pytest

from wasl.doors.portal.rules import FROM_ONE_PLACE, IN_ALL, blocks, too_many


def test_a_place_and_the_whole_installation_have_their_limits() -> None:
    assert not too_many(from_source=FROM_ONE_PLACE - 1, in_all=0)
    assert too_many(from_source=FROM_ONE_PLACE, in_all=0)
    assert too_many(from_source=0, in_all=IN_ALL)


@pytest.mark.parametrize(
    ("smallest", "largest", "shown", "most"), [(3, 5, 3, 5), (1, 1, 2, 2), (2, 50, 2, 8), (9, 12, 8, 8)]
)
def test_the_form_opens_as_many_persons_as_the_smallest_group(
    smallest: int, largest: int, shown: int, most: int
) -> None:
    assert blocks(smallest, largest) == (shown, most)
