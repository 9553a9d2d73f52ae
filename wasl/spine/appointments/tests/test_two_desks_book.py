"""Two desks that book at the same instant, each on its own connection."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from wasl.base.accounts.models import User
from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import RuleBroken
from wasl.spine.appointments import actions
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.tests.factories import a_moment, an_adviser, an_appointment
from wasl.spine.people.models import Party
from wasl.spine.people.tests.factories import a_person, an_office

# On SQLite a transaction that writes begins by taking the lock of the whole database (ARCHITECTURE.md).
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]


def together(acts: list[Callable[[], object]]) -> list[str]:
    """Do these acts at the same instant; "done", or the code of the rule that refused."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except RuleBroken as told:
            return told.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


@pytest.mark.parametrize("named", [True, False])
def test_one_of_several_desks_gets_the_hour_and_the_others_are_told(named: bool) -> None:
    office = an_office()
    user: User | None = an_adviser(office) if named else None
    parties = [a_person(office).party for _ in range(4)]

    def book(party: Party, minute: int) -> Callable[[], object]:
        return lambda: an_appointment(office, party, starts_at=a_moment(minute=minute), user=user)

    answers = together([book(party, 5 * number) for number, party in enumerate(parties)])
    assert answers == ["done", "taken", "taken", "taken"]
    assert Appointment.objects.count() == 1


def test_one_booked_while_another_moves_to_the_same_hour_never_stands_beside_it() -> None:
    office = an_office()
    user = an_adviser(office)
    row = an_appointment(office, user=user)
    party = a_person(office).party
    hour = a_moment(hour=15)
    answers = together(
        [
            lambda: actions.move_appointment(
                by=SYSTEM, appointment=row, starts_at=hour, user=user, reason="person"
            ),
            lambda: an_appointment(office, party, starts_at=hour, user=user),
        ]
    )
    assert answers == ["done", "taken"]
    assert Appointment.objects.filter(starts_at=hour).count() == 1
