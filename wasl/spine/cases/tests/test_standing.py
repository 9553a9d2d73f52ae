"""What stands at an office and at a guichet when they close."""

from __future__ import annotations

from datetime import date

import pytest

from wasl.base.network.actions import close_guichet, close_office, update_office
from wasl.base.network.queries import standing
from wasl.base.network.tests.factories import an_office
from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases.tests.factories import a_case, a_guichet

pytestmark = pytest.mark.django_db


def test_an_office_with_an_open_case_says_so_before_it_closes() -> None:
    office = an_office()
    a_case(office)
    assert [line.count for line in standing(office, SYSTEM)] == [1]
    with pytest.raises(RuleBroken) as broken:
        close_office(by=SYSTEM, office=office, reason="Bail")
    assert broken.value.code == "still_open"


def test_the_first_day_of_an_office_never_comes_after_its_first_case() -> None:
    office = an_office()
    a_case(office, on=date(2024, 3, 1))
    with pytest.raises(RuleBroken) as broken:
        update_office(by=SYSTEM, office=office, expected=1, name="B", opened_on=date(2024, 3, 2))
    assert broken.value.code == "in_use"
    assert update_office(by=SYSTEM, office=office, expected=1, name="B", opened_on=date(2024, 3, 1)).opened_on


def test_a_closed_guichet_takes_no_case_after_its_last_day() -> None:
    office = an_office()
    guichet = a_guichet(office)
    guichet = close_guichet(by=SYSTEM, guichet=guichet, closed_on=date(2024, 3, 1), reason="Fin")
    assert a_case(office, guichet=guichet, on=date(2024, 3, 1)).guichet_id == guichet.pk
    with pytest.raises(RuleBroken) as broken:
        a_case(office, guichet=guichet, on=date(2024, 3, 2))
    assert broken.value.code == "guichet_closed"
