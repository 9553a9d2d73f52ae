"""Booking, moving, settling: who is refused, what cannot be, what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from wasl.base.accounts.slots import work
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.appointments import actions, queries
from wasl.spine.appointments.models import Appointment, Move
from wasl.spine.appointments.queries.days import at
from wasl.spine.appointments.tests.factories import a_moment, a_working_day, an_adviser, an_appointment
from wasl.spine.cases import actions as cases
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.people.slots import timeline
from wasl.spine.people.tests.factories import a_person, a_programme, an_actor, an_office

pytestmark = pytest.mark.django_db

NOT_BOOKERS = [
    Role.TRAINER, Role.MENTOR, Role.FINANCE, Role.MONITORING, Role.COORDINATOR, Role.DONOR, Role.REVIEWER,
    Role.PROTECTION, Role.ADMINISTRATOR,
]  # fmt: skip


def acts(row: Appointment, by: Actor) -> list[Callable[[], Any]]:
    """Every act on an appointment, ready to be done by this actor."""
    later = a_moment(hour=15)

    def book() -> Any:
        if row.case:
            return actions.book_appointment(by=by, case=row.case, starts_at=later)
        return actions.book_appointment(by=by, party=row.party, office=row.office, starts_at=later)

    return [
        book,
        lambda: actions.move_appointment(by=by, appointment=row, starts_at=later, reason="person"),
        lambda: actions.cancel_appointment(by=by, appointment=row, reason="person"),
        lambda: actions.settle_appointment(by=by, appointment=row, passage="done"),
    ]


@pytest.mark.parametrize("role", NOT_BOOKERS)
@pytest.mark.parametrize("with_case", [True, False])
def test_only_advisers_and_the_desk_book_move_and_settle(role: str, with_case: bool) -> None:
    office = an_office()
    if with_case:
        row = actions.book_appointment(by=SYSTEM, case=a_case(office), starts_at=a_moment())
    else:
        row = an_appointment(office)
    for act in acts(row, an_actor(role, office)):
        with pytest.raises(Refused):
            act()


def test_the_desk_of_another_office_or_programme_is_refused() -> None:
    office = an_office()
    row = an_appointment(office, a_person(office).party)
    elsewhere = an_actor(Role.RECEPTION, an_office(office.organisation))
    limited = an_actor(Role.RECEPTION, office, programmes=frozenset({a_programme().pk}))
    for by in (elsewhere, limited):
        for act in acts(row, by)[1:]:
            with pytest.raises(Refused):
                act()
        assert not Appointment.objects.visible_to(by).exists()


def test_nobody_is_booked_for_a_stranger() -> None:
    office = an_office()
    stranger = a_person(an_office())
    with pytest.raises(Refused):
        an_appointment(office, stranger.party, by=an_actor(Role.RECEPTION, office))


def test_somebody_without_a_case_is_expected_by_whoever_is_there() -> None:
    office, programme = an_office(), a_programme()
    desk = an_actor(Role.RECEPTION, office, programmes=frozenset({programme.pk}))
    party = a_person(office, programme=programme).party
    row = an_appointment(office, party, by=desk)
    assert (row.case, row.user, row.office, row.programme_id) == (None, None, office, programme.pk)
    assert list(Appointment.objects.visible_to(desk)) == [row]


def test_a_mentor_books_in_the_case_they_are_assigned_to_and_in_no_other() -> None:
    office = an_office()
    user = an_adviser(office)
    mentor = an_actor(Role.MENTOR, office, id=user.pk)
    mine, other = a_case(office), a_case(office)
    cases.assign(by=SYSTEM, case=mine, user=user, role="mentor", on=date(2024, 3, 2))
    row = actions.book_appointment(by=mentor, case=mine, starts_at=a_moment())
    assert list(Appointment.objects.visible_to(mentor)) == [row]
    with pytest.raises(Refused):
        actions.book_appointment(by=mentor, case=other, starts_at=a_moment(hour=11))


def test_an_adviser_is_not_booked_twice_at_a_time_wherever_it_is() -> None:
    office = an_office()
    other = an_office(office.organisation)
    user = an_adviser(office)
    an_appointment(office, starts_at=a_moment(), minutes=60, user=user)
    with pytest.raises(RuleBroken) as told:
        an_appointment(office, starts_at=a_moment(minute=30), user=user)
    assert told.value.code == "taken"
    an_appointment(office, starts_at=a_moment(hour=11), user=user)
    an_appointment(office, starts_at=a_moment(), user=an_adviser(office))
    with pytest.raises(RuleBroken) as stranger:
        an_appointment(other, starts_at=a_moment(hour=15), user=user)
    assert stranger.value.code == "user"


def test_without_a_name_as_many_are_expected_at_a_time_as_the_office_has_places() -> None:
    office = an_office()
    week = {day: [(time(8), time(18))] for day in range(7)}
    actions.set_timetable(
        by=SYSTEM, office=office, name="Usual", starts_on=clock.today(), hours=week, places=2
    )
    for _ in range(2):
        an_appointment(office)
    with pytest.raises(RuleBroken) as told:
        an_appointment(office, starts_at=a_moment(minute=15))
    assert told.value.code == "taken"
    an_appointment(an_office(office.organisation))


@pytest.mark.parametrize(
    ("day", "hour", "code"),
    [
        (date(2026, 11, 9), time(8, 30), "hours"),
        (date(2026, 11, 9), time(16, 45), "hours"),
        (date(2026, 11, 8), time(10), "rest"),
        (date(2026, 11, 10), time(10), "closure"),
        (date(2026, 11, 11), time(10), "absent"),
        (date(2026, 11, 18), time(10), "holiday"),
        (date(2026, 10, 1), time(10), "past"),
        (date(2026, 12, 31), time(10), "office"),
    ],
)
def test_an_appointment_out_of_hours_on_a_holiday_or_in_an_absence_is_refused_in_words(
    moving_clock: Any, day: date, hour: time, code: str
) -> None:
    office = an_office(closed_on=date(2026, 12, 30))
    with moving_clock.moved_to(date(2026, 11, 2)):
        user = an_adviser(office)
        hours = {day: [(time(9), time(17))] for day in range(5)}
        actions.set_timetable(by=SYSTEM, office=office, name="Usual", starts_on=date(2020, 1, 1), hours=hours)
        closed, away = date(2026, 11, 10), date(2026, 11, 11)
        actions.close_office(by=SYSTEM, office=office, starts_on=closed, ends_on=closed, reason="Travaux")
        actions.note_absence(
            by=SYSTEM, user=user, organisation=office.organisation, starts_on=away, ends_on=away
        )
        with pytest.raises(RuleBroken) as told:
            an_appointment(office, starts_at=at(day, hour), user=user)
        assert told.value.code == code
        assert queries.free_on(office, day, user.pk, 30) == [] or code == "hours"
        assert not Appointment.objects.exists()


def test_the_day_that_follows_the_moon_is_warned_of_and_never_refused(moving_clock: Any) -> None:
    office = an_office()
    with moving_clock.moved_to(date(2027, 3, 1)):
        known: dict[str, Any] = {"party": a_person(office).party}
        known["starts_at"] = at(date(2027, 3, 9), time(10))
        with pytest.raises(RuleBroken) as told:
            an_appointment(office, **known)
        assert (told.value.code, told.value.field) == ("estimated", "despite_estimate")
        assert an_appointment(office, **known, despite_estimate=True).is_booked


@pytest.mark.parametrize(
    ("known", "field"),
    [({"minutes": 0}, "minutes"), ({"minutes": 481}, "minutes"), ({"mode": "magic"}, "mode")],
)
def test_what_cannot_be_is_said(known: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as told:
        an_appointment(an_office(), **known)
    assert told.value.field == field


def test_an_appointment_that_moves_keeps_where_it_stood() -> None:
    office = an_office()
    user, other = an_adviser(office), an_adviser(office)
    row = an_appointment(office, user=user)
    before = row.starts_at
    actions.move_appointment(
        by=SYSTEM, appointment=row, starts_at=a_moment(minute=15), user=other, reason="person"
    )
    row.refresh_from_db()
    assert (row.starts_at, row.user, row.version) == (a_moment(minute=15), other, 2)
    kept = Move.objects.get()
    assert (kept.starts_at, kept.user, kept.reason) == (before, user, "person")
    assert Entry.objects.get(verb="appointments.move").reason == "person"
    # It may move within its own time, and into that of nobody else.
    an_appointment(office, starts_at=a_moment(hour=15), user=other)
    with pytest.raises(RuleBroken) as told:
        actions.move_appointment(
            by=SYSTEM, appointment=row, starts_at=a_moment(hour=15), user=other, reason="person"
        )
    assert told.value.code == "taken"


def test_two_who_move_one_appointment_are_told() -> None:
    row = an_appointment(an_office())
    stale = Appointment.objects.get(pk=row.pk)
    actions.move_appointment(by=SYSTEM, appointment=row, starts_at=a_moment(hour=15), reason="office")
    with pytest.raises(Conflict):
        actions.move_appointment(by=SYSTEM, appointment=stale, starts_at=a_moment(hour=16), reason="office")
    with pytest.raises(RuleBroken):
        actions.settle_appointment(by=SYSTEM, appointment=stale, passage="done")
    assert Move.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "case", "nonsense"])
def test_nothing_is_cancelled_or_moved_without_saying_why(reason: str) -> None:
    row = an_appointment(an_office())
    with pytest.raises(RuleBroken) as told:
        actions.cancel_appointment(by=SYSTEM, appointment=row, reason=reason)
    assert told.value.field == "reason"
    with pytest.raises(RuleBroken):
        actions.move_appointment(by=SYSTEM, appointment=row, starts_at=a_moment(hour=15), reason=reason)
    row.refresh_from_db()
    assert row.is_booked


def test_somebody_comes_on_the_day_and_misses_once_it_was_time(moving_clock: Any) -> None:
    office, day = an_office(), date(2026, 11, 9)
    with moving_clock.moved_to(date(2026, 11, 6)):
        early, missed = (an_appointment(office, starts_at=at(day, time(hour))) for hour in (10, 15))
        with pytest.raises(RuleBroken) as told:
            actions.settle_appointment(by=SYSTEM, appointment=early, passage="done")
        assert told.value.code == "future"
    with moving_clock.moved_to(at(day, time(9, 40))):
        assert [row.pk for row in queries.expected_today(office)] == [early.pk, missed.pk]
        actions.settle_appointment(by=SYSTEM, appointment=early, passage="done")
        with pytest.raises(RuleBroken):
            actions.settle_appointment(by=SYSTEM, appointment=missed, passage="no_show")
        assert [row.pk for row in queries.expected_today(office)] == [missed.pk]
        assert [row.pk for row in queries.expected_of(missed.party_id, office, day)] == [missed.pk]
    with moving_clock.moved_to(date(2026, 11, 10)):
        desk = an_actor(Role.RECEPTION, office)
        assert queries.to_settle(desk) == 1
        actions.settle_appointment(by=desk, appointment=missed, passage="no_show")
        assert queries.to_settle(desk) == 0
        with pytest.raises(RuleBroken):
            actions.settle_appointment(by=SYSTEM, appointment=missed, passage="done")
        found = queries.presence(desk, day, day)
    assert [(one.done, one.no_show, one.rate) for one in found] == [(1, 1, 50)]


def test_a_register_tells_of_the_past_what_could_not_be_booked_today() -> None:
    office = an_office()
    known: dict[str, Any] = {"by": SYSTEM, "party": a_person(office).party, "office": office}
    sunday = at(date(2024, 6, 2), time(22))
    row = actions.take_over(**known, starts_at=sunday, status="no_show")
    assert (row.status, row.origin) == ("no_show", "import")
    wrongs: list[dict[str, Any]] = [
        {"starts_at": a_moment(), "status": "done"},
        {"starts_at": sunday, "status": "booked"},
    ]
    for wrong in wrongs:
        with pytest.raises(RuleBroken):
            actions.take_over(**known, **wrong)
    with pytest.raises(Refused):
        actions.take_over(**{**known, "by": an_actor(Role.FINANCE, office)}, starts_at=sunday, status="done")


def test_a_case_that_closes_cancels_what_is_booked_and_takes_no_more() -> None:
    case = a_case(an_office())
    row = actions.book_appointment(by=SYSTEM, case=case, starts_at=a_moment())
    cases.close_case(by=SYSTEM, case=case, reason="moved")
    row.refresh_from_db()
    assert (row.status, row.reason) == ("cancelled", "case")
    with pytest.raises(RuleBroken) as told:
        actions.book_appointment(by=SYSTEM, case=case, starts_at=a_moment())
    assert told.value.code == "closed"


def test_a_case_handed_over_takes_its_coming_appointments_along() -> None:
    office = an_office()
    other = an_office(office.organisation)
    giver, taker = an_adviser(office), an_adviser(other)
    case = a_case(office, adviser=giver)
    free, taken = (
        actions.book_appointment(by=SYSTEM, case=case, starts_at=a_moment(hour=hour), user=giver)
        for hour in (10, 11)
    )
    an_appointment(other, starts_at=a_moment(hour=11), user=taker)
    cases.hand_over(by=SYSTEM, case=case, to=taker, office=other, reason="Moved")
    rows = {row.pk: row for row in Appointment.objects.filter(case=case)}
    assert {row.office_id for row in rows.values()} == {other.pk}
    assert (rows[free.pk].user, rows[taken.pk].user) == (taker, None)


def test_whoever_leaves_gives_their_appointments_to_a_colleague_or_to_whoever_is_there() -> None:
    office = an_office()
    leaving, colleague = an_adviser(office), an_adviser(office)
    one = an_appointment(office, user=leaving)
    two = an_appointment(office, starts_at=a_moment(hour=15), user=leaving)
    elsewhere = work.get("appointments")
    assert elsewhere is not None
    assert elsewhere.held(office.organisation_id, leaving) == 2
    assert elsewhere.hand_over(SYSTEM, office.organisation_id, leaving, colleague, clock.today()) == 2
    assert set(Appointment.objects.filter(user=colleague)) == {one, two}
    assert elsewhere.hand_over(SYSTEM, office.organisation_id, colleague, None, clock.today()) == 2
    assert Appointment.objects.filter(user=None).count() == 2
    assert elsewhere.held(office.organisation_id, colleague) == 0


def test_the_story_of_a_party_tells_its_appointments_to_those_who_may_read_it() -> None:
    office = an_office()
    row = an_appointment(office)
    tell = timeline.get("appointments")
    assert tell is not None
    told = {
        role: len(tell(an_actor(role, office), [row.party_id]))
        for role in (Role.ADVISER, Role.RECEPTION, Role.FINANCE)
    }
    assert told == {Role.ADVISER: 1, Role.RECEPTION: 1, Role.FINANCE: 0}
    assert tell(an_actor(Role.ADVISER, an_office()), [row.party_id]) == []


@pytest.mark.parametrize("role", [Role.ADVISER, Role.RECEPTION, Role.MONITORING, Role.FINANCE])
def test_the_hours_of_an_office_are_set_by_who_manages_it(role: str) -> None:
    office = an_office()
    day = a_working_day()
    hours = {0: [(time(9), time(12))]}

    def acts_of(by: Actor) -> list[Callable[[], Any]]:
        known: dict[str, Any] = {"by": by, "office": office, "starts_on": day}
        return [
            lambda: actions.set_timetable(**known, name="A", hours=hours),
            lambda: actions.close_office(**known, ends_on=day, reason="Travaux"),
            lambda: actions.set_reminder(**known, hours_before=48),
        ]

    for act in acts_of(an_actor(role, office)):
        with pytest.raises(Refused):
            act()
    for act in acts_of(an_actor(Role.COORDINATOR, office)):
        act()
    with pytest.raises(RuleBroken):
        actions.set_timetable(by=SYSTEM, office=office, name="B", starts_on=day, hours=hours)


def test_one_notes_one_s_own_absence_and_a_colleague_s_only_as_who_manages() -> None:
    office = an_office()
    user = an_adviser(office)
    first = a_working_day()
    known: dict[str, Any] = {"user": user, "organisation": office.organisation, "starts_on": first}
    known["ends_on"] = first + timedelta(days=3)
    with pytest.raises(Refused):
        actions.note_absence(by=an_actor(Role.ADVISER, office, id=user.pk + 1), **known)
    absence = actions.note_absence(by=an_actor(Role.ADVISER, office, id=user.pk), **known)
    with pytest.raises(RuleBroken):
        an_appointment(office, user=user)
    actions.remove_absence(by=an_actor(Role.COORDINATOR, office), absence=absence)
    assert an_appointment(office, user=user).is_booked
