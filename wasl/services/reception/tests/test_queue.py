"""The queue: whoever comes first to a ticket wins, the other is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Conflict, Refused
from wasl.services.reception import actions
from wasl.services.reception.models import Visit
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Office:
    return an_office(name="Rabat")


@pytest.fixture
def desk(office: Office) -> Actor:
    return an_actor(Role.RECEPTION, office)


def test_a_ticket_of_another_office_is_not_called(office: Office, desk: Actor) -> None:
    elsewhere = an_office(office.organisation)
    visit = actions.record_visit(by=SYSTEM, office=elsewhere)
    with pytest.raises(Refused):
        actions.call_ticket(by=desk, visit=visit)
    with pytest.raises(Refused):
        actions.call_next(by=desk, office=elsewhere)


def test_two_desks_call_the_same_ticket_one_wins_the_other_is_told(office: Office) -> None:
    amina = Actor(1, "Amina", an_actor(Role.RECEPTION, office).grants)
    bilal = Actor(2, "Bilal", an_actor(Role.ADVISER, office).grants)
    visit = actions.record_visit(by=amina, office=office)
    as_seen_by_bilal = Visit.objects.get(pk=visit.pk)
    actions.call_ticket(by=amina, visit=visit)
    with pytest.raises(Conflict) as told:
        actions.call_ticket(by=bilal, visit=as_seen_by_bilal)
    assert "Amina" in str(told.value)
    visit.refresh_from_db()
    assert (visit.status, visit.called_by_label) == ("called", "Amina")


def test_a_ticket_is_called_then_served(office: Office, desk: Actor) -> None:
    visit = actions.record_visit(by=desk, office=office)
    with pytest.raises(Conflict):
        actions.serve(by=desk, visit=visit)
    visit = actions.serve(by=desk, visit=actions.call_ticket(by=desk, visit=visit))
    assert visit.status == "served"
    assert visit.served_at is not None
    for act in (actions.call_ticket, actions.serve, actions.leave, actions.back_to_queue):
        with pytest.raises(Conflict):
            act(by=desk, visit=visit)


def test_who_does_not_come_waits_again_at_their_place(office: Office, desk: Actor) -> None:
    first = actions.record_visit(by=desk, office=office, at=clock.now() - timedelta(seconds=2))
    actions.record_visit(by=desk, office=office)
    actions.back_to_queue(by=desk, visit=actions.call_ticket(by=desk, visit=first))
    called = actions.call_next(by=desk, office=office)
    assert called is not None
    assert called.pk == first.pk


def test_the_next_is_the_first_come_of_the_guichet_and_of_today(office: Office, desk: Actor) -> None:
    guichet = Guichet.objects.create(
        organisation=office.organisation, code="associations", kind="associations", name_fr="Associations"
    )
    actions.record_visit(by=SYSTEM, office=office, at=clock.today() - timedelta(days=1))
    at_any = actions.record_visit(by=desk, office=office)
    at_guichet = actions.record_visit(by=desk, office=office, reasons=["association"])
    assert actions.call_next(by=desk, office=office, guichet=guichet) == at_guichet
    assert actions.call_next(by=desk, office=office) == at_any
    assert actions.call_next(by=desk, office=office) is None


def test_who_leaves_is_no_longer_in_the_queue(office: Office, desk: Actor) -> None:
    visit = actions.leave(by=desk, visit=actions.record_visit(by=desk, office=office))
    assert visit.left_at is not None
    assert actions.call_next(by=desk, office=office) is None
