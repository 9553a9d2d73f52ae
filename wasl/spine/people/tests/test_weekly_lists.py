"""The titles that end, and the list that each adviser gets of them every week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from wasl.base.accounts.models import User
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office
from wasl.base.procedures.load import load_parameters
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused
from wasl.spine.people import actions, queries
from wasl.spine.people.models import Person, Renewal, RenewalNotice, RenewalRound
from wasl.spine.people.queries.renewals import left_words, week_is_written
from wasl.spine.people.tasks import weekly_lists_if_due
from wasl.spine.people.tests.factories import a_person, a_programme, an_actor, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moving_clock")]

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _thresholds() -> None:
    load_parameters()


def an_adviser(office: Office, role: str = Role.ADVISER, **limits: object) -> User:
    someone = accounts.user(office.organisation)
    accounts.membership(someone, role, office.organisation, offices=[office], **limits)  # type: ignore[arg-type]
    return someone


def with_card(office: Office, ends_on: date, name: str = "Diallo", **known: object) -> Person:
    person = a_person(office, name, on=date(2026, 1, 5), **known)  # type: ignore[arg-type]
    actions.record_paper(
        by=SYSTEM, person=person, kind="residence_card", number=f"C{person.pk}", valid_to=ends_on
    )
    return person


def write_on(day: date) -> int:
    with clock.moved_to(day):
        return actions.write_weekly_lists(by=SYSTEM)


def lines() -> list[tuple[date, int, int, int]]:
    rows = RenewalNotice.objects.order_by("week", "threshold", "user_id")
    return list(rows.values_list("week", "user_id", "threshold", "days_left"))


def test_nobody_but_the_system_writes_the_lists() -> None:
    with pytest.raises(Refused):
        actions.write_weekly_lists(by=an_actor(Role.COORDINATOR, an_office()))


def test_each_threshold_is_told_in_its_week_with_the_days_left_as_told() -> None:
    office = an_office()
    adviser = an_adviser(office)
    with_card(office, MONDAY + timedelta(days=63))
    for number in range(12):
        write_on(MONDAY + timedelta(weeks=number))
    assert lines() == [
        (MONDAY, adviser.pk, 60, 63),
        (MONDAY + timedelta(weeks=4), adviser.pk, 30, 35),
        (MONDAY + timedelta(weeks=10), adviser.pk, -1, -7),
    ]


def test_the_same_week_written_again_tells_nothing_twice_and_only_what_is_new() -> None:
    office = an_office()
    an_adviser(office)
    with_card(office, MONDAY + timedelta(days=20))
    assert write_on(MONDAY) == 1
    assert write_on(MONDAY + timedelta(days=1)) == 0
    with_card(office, MONDAY + timedelta(days=25), "Traoré")
    assert write_on(MONDAY + timedelta(days=2)) == 1
    assert RenewalRound.objects.count() == 1


def test_a_week_left_out_loses_nothing() -> None:
    office = an_office()
    adviser = an_adviser(office)
    with_card(office, MONDAY + timedelta(days=90))
    write_on(MONDAY)
    write_on(MONDAY + timedelta(weeks=11))
    assert [(user, threshold) for _week, user, threshold, _left in lines()] == [
        (adviser.pk, 90),
        (adviser.pk, 30),
    ]


def test_a_new_end_is_a_new_deadline() -> None:
    office = an_office()
    an_adviser(office)
    person = with_card(office, MONDAY + timedelta(days=20))
    write_on(MONDAY)
    paper = person.papers.get()
    later = MONDAY + timedelta(days=27)
    actions.correct_paper(by=SYSTEM, paper=paper, expected=paper.version, valid_to=later)
    write_on(MONDAY + timedelta(days=3))
    assert list(RenewalNotice.objects.values_list("ends_on", flat=True).order_by("ends_on")) == [
        MONDAY + timedelta(days=20),
        later,
    ]


def test_only_those_who_may_see_the_person_are_told() -> None:
    office = an_office()
    elsewhere = an_office(office.organisation)
    programme = a_programme()
    adviser = an_adviser(office)
    an_adviser(elsewhere)
    an_adviser(office, Role.RECEPTION)
    an_adviser(office, Role.PROTECTION)
    an_adviser(office, programmes=[programme])
    with_card(office, MONDAY + timedelta(days=20))
    write_on(MONDAY)
    assert [user for _week, user, _threshold, _left in lines()] == [adviser.pk]


def test_what_ended_long_ago_is_no_longer_told() -> None:
    office = an_office()
    an_adviser(office)
    with_card(office, MONDAY - timedelta(days=400))
    assert write_on(MONDAY) == 0


def test_a_person_whom_nobody_follows_any_more_is_not_told_of() -> None:
    office = an_office()
    an_adviser(office)
    person = with_card(office, MONDAY + timedelta(days=20))
    actions.end_following(by=SYSTEM, following=person.party.followings.get(), on=date(2026, 2, 1))
    assert write_on(MONDAY) == 0


def test_a_status_counts_like_a_paper_and_both_together_once() -> None:
    office = an_office()
    person = with_card(office, MONDAY + timedelta(days=20))
    actions.record_residence(
        by=SYSTEM, person=person, status="card", valid_from=MONDAY, valid_to=MONDAY + timedelta(days=20)
    )
    row = Renewal.objects.get()
    assert row.paper is not None
    assert row.residence is not None
    actions.record_residence(
        by=SYSTEM, person=person, status="irregular", valid_from=MONDAY + timedelta(days=3)
    )
    assert Renewal.objects.get().residence is None


def test_what_was_written_behind_the_back_of_the_actions_is_caught_up() -> None:
    office = an_office()
    an_adviser(office)
    with_card(office, MONDAY + timedelta(days=20))
    Renewal.objects.all().delete()
    assert write_on(MONDAY) == 1


def test_the_duty_of_every_day_writes_the_lists_once_a_week() -> None:
    office = an_office()
    an_adviser(office)
    with_card(office, MONDAY + timedelta(days=20))
    with clock.moved_to(MONDAY + timedelta(days=2)):
        assert weekly_lists_if_due() is not None
        assert week_is_written(clock.today())
        assert weekly_lists_if_due() is None
    assert RenewalNotice.objects.count() == 1


def test_a_line_is_seen_by_whom_it_was_written_to() -> None:
    office = an_office()
    adviser = an_adviser(office)
    with_card(office, MONDAY + timedelta(days=20))
    write_on(MONDAY)
    notice = RenewalNotice.objects.get()
    with pytest.raises(Refused):
        actions.mark_seen(by=an_actor(Role.ADVISER, office, id=adviser.pk + 1), notice=notice)
    first = actions.mark_seen(by=an_actor(Role.ADVISER, office, id=adviser.pk), notice=notice).seen_at
    assert actions.mark_seen(by=an_actor(Role.ADVISER, office, id=adviser.pk), notice=notice).seen_at == first


def test_the_days_left_are_said_in_words() -> None:
    with translation.override("en"):
        assert [left_words(days) for days in (2, 1, 0, -1, -9)] == [
            "2 days left",
            "1 day left",
            "ends today",
            "ended 1 day ago",
            "ended 9 days ago",
        ]


def test_drawing_the_titles_again_changes_nothing() -> None:
    person = with_card(an_office(), MONDAY)
    before = list(Renewal.objects.values())
    actions.refresh_renewals([person.pk])
    assert list(Renewal.objects.values()) == before
    assert queries.residence_on([person], MONDAY)[person.pk].state == "missing"
