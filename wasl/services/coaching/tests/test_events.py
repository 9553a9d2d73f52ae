"""Networking events: who is refused first, then who came and what it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.coaching import actions
from wasl.services.coaching.models import Event, Participant
from wasl.services.coaching.tests.factories import an_event
from wasl.spine.facts.models import Fact
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


def standing() -> int:
    """Facts of this kind that were not withdrawn."""
    return Fact.objects.filter(kind="networked", voids=None, voided_by=None).count()


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MENTOR, Role.MONITORING, Role.FINANCE])
def test_only_hosts_of_the_office_hold_events(role: str) -> None:
    office = an_office()
    event = an_event(office)
    person = a_person(office)
    for by in (an_actor(role, office), an_actor(Role.COORDINATOR, an_office())):
        with pytest.raises(Refused):
            actions.plan_event(by=by, office=office, kind="meeting", title="X", on=clock.today())
        with pytest.raises(Refused):
            actions.enrol(by=by, event=event, person=person)
    assert not Participant.objects.exists()


def test_a_host_lists_only_people_of_their_own_scope() -> None:
    office = an_office()
    stranger = a_person(an_office())
    with pytest.raises(Refused):
        actions.enrol(by=an_actor(Role.ADVISER, office), event=an_event(office), person=stranger)


def test_who_came_counts_once_and_who_did_not_come_does_not() -> None:
    office = an_office()
    event = an_event(office)
    rows = [actions.enrol(by=SYSTEM, event=event, person=a_person(office)) for _number in range(3)]
    again = actions.enrol(by=SYSTEM, event=event, person=rows[0].person)
    assert again.pk == rows[0].pk
    actions.hold_event(
        by=SYSTEM, event=event, expected=event.version, came=[row.pk for row in rows[:2]], partners=4
    )
    assert standing() == 2
    with pytest.raises(RuleBroken):
        actions.enrol(by=SYSTEM, event=event, person=a_person(office))


def test_a_presence_is_corrected_with_a_reason_and_the_figure_follows() -> None:
    office = an_office()
    event = an_event(office)
    row = actions.enrol(by=SYSTEM, event=event, person=a_person(office))
    actions.hold_event(by=SYSTEM, event=event, expected=event.version, came=[row.pk])
    row = Participant.objects.select_related("event__office", "person__party").get()
    with pytest.raises(RuleBroken):
        actions.correct_presence(by=SYSTEM, participant=row, came=False, reason=" ")
    actions.correct_presence(by=SYSTEM, participant=row, came=False, reason="Confondue avec sa sœur")
    assert standing() == 0
    with pytest.raises(RuleBroken):
        actions.correct_presence(by=SYSTEM, participant=row, came=False, reason="Encore")
    actions.correct_presence(by=SYSTEM, participant=row, came=True, reason="Elle était là")
    assert standing() == 1


def test_an_event_to_come_is_not_held_and_a_stale_page_is_told() -> None:
    office = an_office()
    ahead = an_event(office, on=clock.today() + timedelta(days=2))
    with pytest.raises(RuleBroken):
        actions.hold_event(by=SYSTEM, event=ahead, expected=ahead.version, came=[])
    event = an_event(office)
    other = Event.objects.select_related("office").get(pk=event.pk)
    actions.hold_event(by=SYSTEM, event=event, expected=event.version, came=[])
    with pytest.raises(Conflict):
        actions.cancel_event(by=SYSTEM, event=other, expected=other.version, words="Trop tard")


def test_somebody_dropped_meanwhile_is_not_counted_in_silence() -> None:
    office = an_office()
    event = an_event(office)
    row = actions.enrol(by=SYSTEM, event=event, person=a_person(office))
    gone = row.pk
    actions.drop(by=SYSTEM, participant=row)
    with pytest.raises(RuleBroken) as told:
        actions.hold_event(by=SYSTEM, event=event, expected=event.version, came=[gone])
    assert told.value.field == "came"
    assert Event.objects.get().status == "planned"
