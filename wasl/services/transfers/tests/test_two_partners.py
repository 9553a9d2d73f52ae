"""Two people of the partner who accept at the same instant, each on their own connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from wasl.kernel.errors import Conflict, RuleBroken
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.tests.factories import a_scene, accepted, proposed
from wasl.spine.cases.models import Case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]


def test_one_of_two_takes_the_case_over_and_the_other_is_told() -> None:
    scene = a_scene()
    transfer = proposed(scene)
    start = Barrier(2)

    def one(_number: int) -> str:
        start.wait()
        try:
            return accepted(scene, Transfer.objects.get(pk=transfer.pk)).status
        except (Conflict, RuleBroken):
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == ["accepted", "told"]
    assert Case.objects.open().filter(party=scene.person.pk).count() == 1
