"""Networking events: planned, filled, held or cancelled. Who came is a fact of the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.base.network.models import Office
from wasl.base.network.queries import require_open
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.coaching import access
from wasl.services.coaching.enums import EventKind, EventStatus
from wasl.services.coaching.models import Event, Participant
from wasl.spine.facts import actions as facts
from wasl.spine.facts.enums import FactKind
from wasl.spine.people.actions import check_visible
from wasl.spine.people.models import Person


@transaction.atomic
def plan_event(
    *, by: Actor, office: Office, kind: str, title: str, on: date, place: str = "", words: str = ""
) -> Event:
    """Plan an event of an office on the day `on`, past or to come.

    Refused unless `by` advises, trains or coordinates there; RuleBroken on a day the office is closed or without title.
    """
    check(by.may(access.HOSTS, organisation=office.organisation_id, office=office.pk))
    if kind not in EventKind.values:
        raise RuleBroken(_("Choose one of the list."), field="kind", code="kind")
    if not title.strip():
        raise RuleBroken(_("Give the event a title."), field="title", code="title")
    require_open(office, on)
    row = Event(
        organisation_id=office.organisation_id,
        office=office,
        kind=kind,
        title=title.strip()[:150],
        place=place.strip()[:200],
        on=on,
        words=words.strip(),
    )
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="coaching.event", object=row)
    return row


def _check_planned(by: Actor, event: Event) -> None:
    check(by.may(access.HOSTS, organisation=event.organisation_id, office=event.office_id))
    if event.status != EventStatus.PLANNED:
        raise RuleBroken(_("This event is over: its list is closed."), code="status")


@transaction.atomic
def enrol(*, by: Actor, event: Event, person: Person) -> Participant:
    """Put a person on the list of a planned event; one who stands there already is returned."""
    _check_planned(by, event)
    check_visible(by, [person.pk])
    standing = Participant.objects.filter(event=event, person=person).first()
    if standing is not None:
        return standing
    row = Participant(event=event, person=person)
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="coaching.enrol", object=event, object_ids=[person.pk], kind="people.person")
    return row


@transaction.atomic
def drop(*, by: Actor, participant: Participant) -> None:
    """Take a person off the list of a planned event."""
    _check_planned(by, participant.event)
    ids = [participant.person_id]
    participant.delete()
    record(by=by, verb="coaching.drop", kind="people.person", object_ids=ids)


@transaction.atomic
def hold_event(
    *, by: Actor, event: Event, expected: int, came: Iterable[int], partners: int = 0, words: str = ""
) -> Event:
    """Say who came (ids of participants) and how many partners; each person who came is the fact "networked".

    `expected` is the version read: Conflict when somebody changed the event since. RuleBroken before its day, or for
    somebody who is not on the list.
    """
    _check_planned(by, event)
    if event.on > clock.today():
        raise RuleBroken(_("This event is still to come."), code="future")
    chosen = set(came)
    rows = list(event.participants.select_related("person__party", "person__nationality"))
    if chosen - {row.pk for row in rows}:
        raise RuleBroken(_("Somebody is no longer on the list: look at it again."), field="came", code="came")
    event.status, event.partners, event.words = EventStatus.HELD, partners, words.strip()
    event.save_current(expected, ["status", "partners", "words"])
    for row in rows:
        row.came = row.pk in chosen
        row.save(update_fields=["came"])
        if row.came:
            _count(by, event, row)
    record(by=by, verb="coaching.held", object=event)
    return event


def _count(by: Actor, event: Event, row: Participant) -> None:
    facts.record(
        by=by,
        kind=FactKind.NETWORKED,
        on=event.on,
        office=event.office,
        source=row,
        party=row.person.party,
        reason=event.kind,
    )


@transaction.atomic
def correct_presence(*, by: Actor, participant: Participant, came: bool, reason: str) -> Participant:
    """Correct whether somebody came to an event that was held, with a reason; the fact follows. Once for one change."""
    event = participant.event
    check(by.may(access.HOSTS, organisation=event.organisation_id, office=event.office_id))
    if event.status != EventStatus.HELD:
        raise RuleBroken(_("This event was not held."), code="status")
    if not reason.strip():
        raise RuleBroken(_("Say what was wrong."), field="reason", code="reason")
    if not Participant.objects.filter(pk=participant.pk, came=not came).update(came=came):
        raise RuleBroken(_("This is said already."), code="said")
    participant.came = came
    if came:
        _count(by, event, participant)
    else:
        facts.withdraw_of(by=by, source=participant, reason=reason.strip()[:200])
    record(by=by, verb="coaching.correct", object=event, reason=reason.strip()[:200])
    return participant


@transaction.atomic
def cancel_event(*, by: Actor, event: Event, expected: int, words: str = "") -> Event:
    """Cancel a planned event; its list stays. Conflict when somebody changed it since `expected`."""
    _check_planned(by, event)
    event.status = EventStatus.CANCELLED
    event.words = words.strip() or event.words
    event.save_current(expected, ["status", "words"])
    record(by=by, verb="coaching.cancel", object=event)
    return event
