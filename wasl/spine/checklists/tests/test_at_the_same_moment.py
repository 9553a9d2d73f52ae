"""Two advisers who start one procedure for one person at the same moment: one does, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.checklists import actions
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.tests.factories import a_procedure
from wasl.spine.people.tests.factories import an_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]


def test_one_of_two_starts_it_and_the_other_is_told() -> None:
    case, procedure = a_case(an_office()), a_procedure()
    start = Barrier(2)

    def one(_number: int) -> str:
        start.wait()
        try:
            actions.start_run(by=SYSTEM, party=case.party, procedure=procedure, case=case)
        except RuleBroken as told:
            return told.code
        finally:
            connection.close()
        return "started"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(one, range(2)))
    assert answers == ["open", "started"]
    assert ChecklistRun.objects.count() == 1
