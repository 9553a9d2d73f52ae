"""A procedure followed from its start to its end, and with its case."""

from __future__ import annotations

from datetime import date

import pytest

from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.base.procedures.models import Procedure
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.cases.actions import assign, close_case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.checklists import actions
from wasl.spine.checklists.actions.steps import Said
from wasl.spine.checklists.enums import EndReason, RunStatus, StepState
from wasl.spine.checklists.models import ChecklistRun
from wasl.spine.checklists.queries import open_run_of, shown
from wasl.spine.checklists.tests.factories import a_procedure, a_run, said
from wasl.spine.people.actions import create_collective, create_organisation_party
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 1)


def test_whoever_does_not_advise_there_starts_nothing() -> None:
    office, elsewhere = an_office(), an_office()
    case = a_case(office)
    procedure = a_procedure()
    for by in (an_actor(Role.RECEPTION, office), an_actor(Role.ADVISER, elsewhere)):
        with pytest.raises(Refused):
            actions.start_run(by=by, party=case.party, procedure=procedure, case=case)
        with pytest.raises(Refused):
            actions.start_run(by=by, party=case.party, procedure=procedure, office=office)


def test_it_is_started_in_a_case_or_without_one() -> None:
    office = an_office()
    adviser = an_actor(Role.ADVISER, office)
    case = a_case(office)
    run = actions.start_run(by=adviser, party=case.party, procedure=a_procedure(), case=case)
    assert run.place == case.place
    alone = a_person(office).party
    other = actions.start_run(by=adviser, party=alone, procedure=a_procedure(), office=office)
    assert (other.case, other.office) == (None, office)
    assert Entry.objects.filter(verb="checklists.start").count() == 2


def test_one_run_of_a_procedure_is_open_at_a_time_and_another_may_follow_it() -> None:
    procedure = a_procedure()
    run = a_run(procedure)
    assert open_run_of(run.party_id, procedure.code) == run
    with pytest.raises(RuleBroken):
        actions.start_run(by=SYSTEM, party=run.party, procedure=procedure, case=run.case)
    actions.abandon_run(by=SYSTEM, run=run, reason=EndReason.GAVE_UP)
    again = actions.start_run(by=SYSTEM, party=run.party, procedure=procedure, case=run.case)
    assert again.is_open
    with pytest.raises(RuleBroken):
        actions.resume_run(by=SYSTEM, run=ChecklistRun.objects.get(pk=run.pk))


def test_a_case_of_somebody_else_or_closed_takes_none() -> None:
    case, other = a_case(an_office()), a_case(an_office())
    with pytest.raises(RuleBroken):
        actions.start_run(by=SYSTEM, party=other.party, procedure=a_procedure(), case=case)
    close_case(by=SYSTEM, case=case, reason="completed")
    with pytest.raises(RuleBroken):
        actions.start_run(by=SYSTEM, party=case.party, procedure=a_procedure(), case=case)


def test_it_is_completed_once_every_step_that_counts_is_done() -> None:
    run = a_run(a_procedure(steps=("ask", "file")))
    said(run, "ask", done_on=DAY)
    with pytest.raises(RuleBroken) as broken:
        actions.complete_run(by=SYSTEM, run=run)
    assert "Étape file" in str(broken.value)
    said(run, "file", StepState.NOT_NEEDED, reason="déjà inscrit")
    actions.complete_run(by=SYSTEM, run=run, on=date(2024, 5, 1))
    run.refresh_from_db()
    assert (run.status, run.ended_on) == (RunStatus.COMPLETED, date(2024, 5, 1))
    with pytest.raises(RuleBroken):
        said(run, "ask")


def test_it_is_abandoned_with_a_reason_and_resumed_with_all_that_was_done() -> None:
    run = a_run()
    said(run, "ask", done_on=DAY)
    for reason in ("", EndReason.CASE_CLOSED, "because"):
        with pytest.raises(RuleBroken):
            actions.abandon_run(by=SYSTEM, run=run, reason=reason)
    with pytest.raises(RuleBroken):
        actions.abandon_run(by=SYSTEM, run=run, reason=EndReason.MOVED, on=date(2024, 2, 1))
    run.refresh_from_db()
    actions.abandon_run(by=SYSTEM, run=run, reason=EndReason.MOVED, note="à Oujda")
    assert not ChecklistRun.objects.open().exists()
    actions.resume_run(by=SYSTEM, run=run)
    run.refresh_from_db()
    assert run.is_open
    assert shown(run, DAY).progress.done == 1


def test_somebody_who_read_an_older_version_is_told() -> None:
    run = a_run()
    read = run.version
    said(run, "ask")
    with pytest.raises(Conflict):
        actions.abandon_run(by=SYSTEM, run=run, reason=EndReason.GAVE_UP, expected=read)


def test_closing_a_case_abandons_what_is_open_in_it_and_not_what_was_kept_beyond() -> None:
    case = a_case(an_office())
    left = a_run(a_procedure(), case=case)
    kept = actions.keep_beyond_case(by=SYSTEM, run=a_run(a_procedure(), case=case))
    done = a_run(a_procedure(steps=("ask",)), case=case)
    said(done, "ask")
    actions.complete_run(by=SYSTEM, run=done)
    close_case(by=SYSTEM, case=case, reason="completed")
    for run in (left, kept, done):
        run.refresh_from_db()
    assert (left.status, left.end_reason, left.ended_on) == (
        RunStatus.ABANDONED,
        EndReason.CASE_CLOSED,
        clock.today(),
    )
    assert (kept.is_open, kept.place) == (True, case.place)
    assert done.status == RunStatus.COMPLETED
    with pytest.raises(RuleBroken):
        actions.resume_run(by=SYSTEM, run=left)


def test_a_case_closed_on_a_day_before_a_run_began_ends_it_on_the_day_it_began() -> None:
    case = a_case(an_office())
    run = a_run(case=case, on=date(2024, 3, 20))
    close_case(by=SYSTEM, case=case, reason="mistake", on=date(2024, 3, 10))
    run.refresh_from_db()
    assert run.ended_on == date(2024, 3, 20)


def test_a_mentor_assigned_works_on_the_steps_and_ends_nothing() -> None:
    office = an_office()
    case = a_case(office)
    user = accounts.user(office.organisation)
    assign(by=SYSTEM, case=case, user=user, role="mentor")
    mentor = Actor(user.pk, "Mentor", (Grant(Role.MENTOR, office.organisation_id),))
    run = a_run(case=case)
    step = run.procedure.steps.get(code="ask")
    actions.set_step(by=mentor, run=run, step=step, said=Said(StepState.DONE))
    with pytest.raises(Refused):
        actions.abandon_run(by=mentor, run=run, reason=EndReason.GAVE_UP)
    stranger = Actor(user.pk + 1000, "Autre", (Grant(Role.MENTOR, office.organisation_id),))
    with pytest.raises(Refused):
        actions.set_step(by=stranger, run=run, step=step, said=Said(StepState.DONE))
    assert list(ChecklistRun.objects.visible_to(mentor)) == [run]
    assert not ChecklistRun.objects.visible_to(stranger).exists()


def test_a_run_goes_where_its_case_goes_and_one_without_a_case_stays() -> None:
    here, there = an_office(), an_office()
    case = a_case(here)
    run, alone = a_run(case=case), actions.keep_beyond_case(by=SYSTEM, run=a_run(case=case))
    type(case).objects.filter(pk=case.pk).update(office=there, organisation=there.organisation)
    assert list(ChecklistRun.objects.visible_to(an_actor(Role.ADVISER, there))) == [run]
    assert list(ChecklistRun.objects.visible_to(an_actor(Role.ADVISER, here))) == [alone]


def test_a_collective_and_an_organisation_are_followed_too() -> None:
    office = an_office()
    group = create_collective(
        by=SYSTEM, office=office, name="Les Tisserandes", members=[(a_person(office), "member")]
    )
    enterprise = create_organisation_party(by=SYSTEM, office=office, name="Sarl Essai")
    procedure: Procedure = a_procedure()
    for party in (group.party, enterprise):
        run = actions.start_run(by=SYSTEM, party=party, procedure=procedure, office=office)
        assert run.is_open
