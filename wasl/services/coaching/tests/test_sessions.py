"""Sessions, diagnostics and coaches: who is refused first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.services.coaching import actions, queries
from wasl.services.coaching.models import Coach, Diagnostic, Session
from wasl.services.coaching.tests.factories import a_coach, a_coached_case, a_session, a_user
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.facts.models import Fact
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.COORDINATOR, Role.FINANCE, Role.MENTOR])
def test_only_the_adviser_of_the_place_and_who_is_assigned_record_sessions(role: str) -> None:
    office = an_office()
    case, mentor = a_coached_case(office)
    for by in (an_actor(role, office, id=99), an_actor(Role.ADVISER, an_office(), id=99)):
        with pytest.raises(Refused):
            actions.record_session(by=by, case=case, minutes=60, coach=mentor)
    assert not ServiceRecord.objects.exists()


def test_the_mentor_assigned_records_a_session_that_counts_once_as_accompaniment() -> None:
    office = an_office()
    case, mentor = a_coached_case(office)
    by = an_actor(Role.MENTOR, office, id=mentor.pk)
    session = actions.record_session(
        by=by, case=case, minutes=90, decisions="Deux devis", on=date(2024, 3, 6)
    )
    assert (session.service.kind, session.service.minutes) == ("accompaniment", 90)
    assert Fact.objects.filter(kind="accompanied").count() == 1


def test_a_session_is_led_by_somebody_assigned_on_that_day() -> None:
    office = an_office()
    case, _mentor = a_coached_case(office)
    for coach, day in ((a_user(office), date(2024, 3, 4)), (None, date(2024, 3, 4))):
        with pytest.raises(RuleBroken) as told:
            actions.record_session(by=SYSTEM, case=case, minutes=60, coach=coach, on=day)
        assert told.value.field == "coach"


def test_a_closed_case_takes_no_session_and_the_next_meeting_lies_ahead() -> None:
    office = an_office()
    case, mentor = a_coached_case(office)
    with pytest.raises(RuleBroken) as told:
        a_session(office, of=(case, mentor), next_on=date(2024, 3, 3))
    assert told.value.field == "next_on"
    cases.close_case(by=SYSTEM, case=case, reason="completed")
    with pytest.raises((RuleBroken, Refused)):
        a_session(office, of=(case, mentor))


def test_a_session_withdrawn_takes_its_service_and_its_fact_with_it() -> None:
    session = a_session(an_office())
    actions.withdraw_session(by=SYSTEM, session=session, reason="Saisie deux fois")
    assert not Session.objects.standing().exists()
    assert not ServiceRecord.objects.standing().exists()
    with pytest.raises(RuleBroken):
        actions.withdraw_session(by=SYSTEM, session=session, reason="Encore")


def test_only_the_last_session_of_a_case_says_when_to_meet() -> None:
    office = an_office()
    pair = a_coached_case(office)
    a_session(office, of=pair, next_on=date(2024, 3, 20))
    assert Session.objects.waiting().count() == 1
    later = a_session(office, of=pair, on=date(2024, 3, 20))
    assert not Session.objects.waiting().exists()
    actions.withdraw_session(by=SYSTEM, session=later, reason="Erreur de saisie")
    assert Session.objects.waiting().get().next_on == date(2024, 3, 20)


def test_a_diagnostic_is_repeated_on_the_grid_of_the_first_and_once_a_day() -> None:
    case = a_case(an_office())
    actions.diagnose(by=SYSTEM, case=case, levels={"idea": 1, "market": 0}, on=date(2024, 3, 4))
    with pytest.raises(RuleBroken) as told:
        actions.diagnose(by=SYSTEM, case=case, levels={"idea": 2}, on=date(2024, 3, 4))
    assert told.value.field == "on"
    actions.diagnose(by=SYSTEM, case=case, levels={"idea": 4, "market": 2}, on=date(2024, 9, 4))
    progress = queries.progress_of(case)
    assert progress is not None
    assert [str(score) for score in progress.scores] == ["12.5", "75.0"]
    assert progress.lines[0].moved == 3
    assert {row.grid_version for row in Diagnostic.objects.all()} == {progress.grid.version}


def test_a_diagnostic_taken_by_mistake_is_withdrawn_with_a_reason_and_taken_again() -> None:
    case = a_case(an_office())
    wrong = actions.diagnose(by=SYSTEM, case=case, levels={"idea": 4}, on=date(2024, 3, 4))
    with pytest.raises(Refused):
        actions.withdraw_diagnostic(
            by=an_actor(Role.ADVISER, an_office(), id=99), diagnostic=wrong, reason="Pas la mienne"
        )
    with pytest.raises(RuleBroken):
        actions.withdraw_diagnostic(by=SYSTEM, diagnostic=wrong, reason=" ")
    actions.withdraw_diagnostic(by=SYSTEM, diagnostic=wrong, reason="Mauvaise personne")
    with pytest.raises(RuleBroken):
        actions.withdraw_diagnostic(by=SYSTEM, diagnostic=wrong, reason="Encore")
    assert queries.progress_of(case) is None
    actions.diagnose(by=SYSTEM, case=case, levels={"idea": 1}, on=date(2024, 3, 4))
    assert Diagnostic.objects.count() == 2


@pytest.mark.parametrize("levels", [{}, {"idea": 5}, {"idea": -1}, {"colour": 1}])
def test_a_diagnostic_knows_its_lines_and_levels(levels: dict[str, int]) -> None:
    with pytest.raises(RuleBroken):
        actions.diagnose(by=SYSTEM, case=a_case(an_office()), levels=levels)
    assert not Diagnostic.objects.exists()


def test_a_coach_works_in_the_house_and_is_written_once() -> None:
    office = an_office()
    with pytest.raises(RuleBroken) as told:
        a_coach(office, a_user(an_office()))
    assert told.value.field == "user"
    coach = a_coach(office)
    seen = coach.version
    a_coach(office, coach.user, capacity=7)
    assert Coach.objects.get().capacity == 7
    with pytest.raises(Conflict):
        a_coach(office, coach.user, capacity=3, expected=seen)


def test_a_coach_of_another_house_or_who_has_left_is_not_assigned() -> None:
    office = an_office()
    case = a_case(office)
    with pytest.raises(RuleBroken):
        actions.assign_coach(by=SYSTEM, case=case, coach=a_coach(an_office()))
    gone = a_coach(office, until=clock.today() - timedelta(days=1))
    with pytest.raises(RuleBroken):
        actions.assign_coach(by=SYSTEM, case=case, coach=gone)


def test_the_load_counts_open_cases_and_the_free_are_proposed_first() -> None:
    office = an_office()
    busy, free = a_coach(office, capacity=1), a_coach(office)
    first, second = a_case(office), a_case(office)
    actions.assign_coach(by=SYSTEM, case=first, coach=busy)
    found = queries.proposals(second, on=clock.today())
    assert [(one.coach.pk, one.load, one.is_free) for one in found] == [
        (free.pk, 0, True),
        (busy.pk, 1, False),
    ]
    cases.close_case(by=SYSTEM, case=first, reason="completed")
    assert all(one.is_free for one in queries.proposals(second, on=clock.today()))
