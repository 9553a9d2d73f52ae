"""people weekly-list: the titles to renew, told to each adviser once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import Result

from wasl.base.accounts.tests import factories as accounts
from wasl.base.procedures.load import load_parameters
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people import actions
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db


def test_the_lists_are_written_once_whatever_the_number_of_runs(wasl: Callable[..., Result]) -> None:
    load_parameters()
    office = an_office()
    adviser = accounts.user(office.organisation)
    accounts.membership(adviser, Role.ADVISER, office.organisation, offices=[office])
    ends = clock.today() + timedelta(days=20)
    actions.record_paper(by=SYSTEM, person=a_person(office), kind="passport", number="P1", valid_to=ends)
    first, second = wasl("people", "weekly-list"), wasl("people", "weekly-list")
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert first.output.startswith("1 new line.")
    assert second.output.startswith("0 new lines")
