"""Questions at the same moment do not take the same turn, nor one turn too many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import LazySettings
from django.db import connection

from wasl.kernel.actors import Role
from wasl.kernel.errors import RuleBroken
from wasl.spine.links import actions
from wasl.spine.links.models import Question
from wasl.spine.links.tests.factories import in_force, somebody, two_offices

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]


def test_of_many_questions_at_once_only_as_many_as_allowed_are_answered(settings: LazySettings) -> None:
    settings.WASL_KNOWN_ELSEWHERE_A_DAY = 5
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    by = somebody(Role.RECEPTION, here.organisation)

    def ask(_number: int) -> bool:
        try:
            actions.ask(
                by=by,
                organisation=here.organisation,
                asked_by="paper",
                reason="said",
                paper_kind="passport",
                number="ZZ999999",
            )
        except RuleBroken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(ask, range(8)))
    assert sum(answered) == 5
    assert sorted(Question.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
