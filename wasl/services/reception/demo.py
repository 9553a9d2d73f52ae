"""A day at the desk for the demo, through the real actions; who comes and why is told by the story of the demo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.reception import actions
from wasl.services.reception.actions.screen import make_screen_link
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit
from wasl.spine.facts.actions import Anonymous

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.spine.people.models import Person


def a_day(*, by: Actor, office: Office, visitors: Iterable[tuple[Person | None, str]]) -> list[Visit]:
    """Receive these (person or nobody named, reason) one after the other, on the day the clock stands at."""
    return [
        actions.record_visit(
            by=by,
            office=office,
            person=person,
            reasons=[reason] if reason else [],
            status=VisitStatus.SERVED,
        )
        for person, reason in visitors
    ]


def received(*, by: Actor, office: Office, visitors: Iterable[tuple[Person, str]]) -> None:
    """These (person, reason) come every quarter of an hour from now on; each is called after five minutes and received
    for some ten."""
    first = clock.now()
    for number, (person, reason) in enumerate(visitors):
        arrived = first + timedelta(minutes=15 * number)
        with clock.moved_to(arrived):
            visit = actions.record_visit(by=by, office=office, person=person, reasons=[reason])
        with clock.moved_to(arrived + timedelta(minutes=5)):
            visit = actions.call_ticket(by=by, visit=visit)
        with clock.moved_to(arrived + timedelta(minutes=13 + number)):
            actions.serve(by=by, visit=visit)


def a_waiting_room(*, by: Actor, office: Office, people: Sequence[Person], reasons: Sequence[str]) -> None:
    """The desk as it is now: of these people, at least five, and two without a name, one is called, one was received,
    one has left and one visit was a mistake; the others wait. The screen of the room has its link."""
    visits = [
        actions.record_visit(by=by, office=office, person=person, reasons=[reasons[number % len(reasons)]])
        for number, person in enumerate(people)
    ]
    for sex, group in (("f", "SSA"), ("m", "MA")):
        seen = Anonymous(sex=sex, age_band="26_35", nationality_group=group)
        actions.record_visit(by=by, office=office, anonymous=seen, reasons=["information"])
    actions.serve(by=by, visit=actions.call_ticket(by=by, visit=visits[0]))
    actions.leave(by=by, visit=visits[3])
    actions.withdraw_visit(by=by, visit=visits[4], reason="Notée deux fois")
    actions.call_ticket(by=by, visit=visits[1])
    make_screen_link(by=by, office=office)


def books(
    *, by: Actor, coordinator: Actor, office: Office, days: Sequence[date], known: Sequence[Person]
) -> None:
    """The last of these days had a power cut and its sheet is typed in; all are closed, one was opened again for it.

    Somebody anonymous of a closed day is named afterwards, so that the list of closed days has a change to show.
    """
    cut = days[-1]
    closings = [actions.close_day(by=by, office=office, day=day) for day in days]
    actions.reopen_day(
        by=coordinator, closing=closings[-1], reason="La feuille de la coupure n’était pas saisie"
    )
    lines = [
        (known[0], "f", ["papers"]),
        (None, "m", ["training", "information"]),
        (known[1], "u", ["employment"]),
    ]
    for place, (person, sex, reasons) in enumerate(lines):
        actions.record_sheet_line(
            by=by,
            office=office,
            at=clock.at_noon(cut) + timedelta(minutes=10 * place),
            seen=Anonymous(sex=sex, age_band="26_35", nationality_group="SSA"),
            reasons=reasons,
            person=person,
        )
    actions.close_day(
        by=by, office=office, day=cut, note="Coupure de courant de 11 h à 13 h, feuille saisie ensuite"
    )
    nameless = Visit.objects.standing().filter(office=office, day=days[0], person=None).first()
    if nameless is not None:
        actions.attach_person(by=by, visit=nameless, person=known[2])
