"""Hours and appointments of invented people for the demo, through the real actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from wasl.base.accounts.models import User
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.appointments import actions, rules
from wasl.spine.appointments.queries.days import at
from wasl.spine.cases.models import Case
from wasl.spine.people.enums import ConsentPurpose
from wasl.spine.people.models import Consent, Party

WEEK = dict.fromkeys(rules.USUAL_DAYS, rules.USUAL)
RAMADAN = {day: ((time(9), time(15)),) for day in rules.USUAL_DAYS}
SUBJECTS = ("Réunir les pièces d’identité", "Écrire l’idée de projet", "Deux devis", "Suite du plan", "Bilan")
PAST = ("done", "done", "no_show", "done", "no_show", "cancelled")


def tell(*, office: Office, adviser: User, by: Actor, desk: Actor, manager: Actor, today: date) -> None:
    """The hours of an office, a closure, an absence; appointments of past and coming days, one left to settle."""
    _hours(manager, office, today)
    cases = list(
        Case.objects.open().filter(office=office).select_related("party", "office").order_by("-pk")[:9]
    )
    days = _working(today, 1)
    coming = [next(days) for _ in range(3)]
    for number, case in enumerate(cases[:6]):
        start = at(coming[number % 3], time(9 + number // 3, 30))
        actions.book_appointment(
            by=by, case=case, starts_at=start, subject=SUBJECTS[number % 5], user=adviser
        )
    back = _working(today, -1)
    for number, (case, status) in enumerate(zip(cases, PAST, strict=False)):
        start = at(next(back), time(10 + number % 2))
        if start.date() >= case.opened_on:
            actions.take_over(by=by, case=case, starts_at=start, status=status, user=adviser)
    if cases[7:]:
        _left_to_settle(by, adviser, cases[7], today)
    _without_case(desk, office, coming[1])
    row = actions.book_appointment(by=by, case=cases[0], starts_at=at(coming[2], time(15)), user=adviser)
    actions.move_appointment(
        by=by, appointment=row, starts_at=at(coming[2], time(16)), user=adviser, reason="person"
    )
    actions.put_reminders()


def _hours(manager: Actor, office: Office, today: date) -> None:
    actions.set_timetable(
        by=manager, office=office, name="Horaires habituels", starts_on=date(2018, 1, 2), hours=WEEK, places=2
    )
    first = next(day for day in _days(today) if (found := rules.holiday(day, "en")) and "Fitr" in found.name)
    begins = first - timedelta(days=29)
    actions.set_timetable(
        by=manager,
        office=office,
        name="Ramadan",
        starts_on=begins,
        ends_on=first - timedelta(1),
        hours=RAMADAN,
    )
    away = next(_working(today, 20))
    actions.close_office(by=manager, office=office, starts_on=away, ends_on=away, reason="Inventaire")
    actions.set_reminder(by=manager, office=office, starts_on=today, hours_before=48)


def _left_to_settle(by: Actor, adviser: User, case: Case, today: date) -> None:
    day = next(_working(today, -1))
    if day < case.opened_on:
        return
    with clock.moved_to(at(day, time(8))):
        actions.book_appointment(by=by, case=case, starts_at=at(day, time(11, 30)), user=adviser)


def _without_case(desk: Actor, office: Office, day: date) -> None:
    """Two who agreed to be called, expected by whoever is there."""
    agreed = Consent.objects.on(clock.today()).filter(purpose=ConsentPurpose.CONTACT).values("person_id")
    known = Party.objects.visible_to(desk).filter(kind="person").order_by("-pk")
    for party in [*known.filter(pk__in=agreed)[:1], *known.exclude(pk__in=agreed)[:1]]:
        actions.book_appointment(by=desk, party=party, office=office, starts_at=at(day, time(14, 30)))


def _days(first: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(500))


def _working(today: date, step: int) -> Iterator[date]:
    """Working days from the one after `step` days on, forwards or backwards."""
    day = today + timedelta(days=step)
    while True:
        if day.weekday() in rules.USUAL_DAYS and rules.holiday(day) is None:
            yield day
        day += timedelta(days=1 if step > 0 else -1)
