"""Steps and papers, and the days that follow from them by the law of the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.spine.checklists import actions
from wasl.spine.checklists.actions.steps import Said
from wasl.spine.checklists.enums import PaperState, StepState
from wasl.spine.checklists.models import ChecklistRun, RunStep
from wasl.spine.checklists.queries import shown
from wasl.spine.checklists.tests.factories import a_parameter, a_procedure, a_run, said
from wasl.spine.people.actions import record_paper
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 1)


@pytest.mark.parametrize(
    ("state", "known", "field"),
    [
        ("finished", {}, "state"),
        (StepState.BLOCKED, {}, "reason"),
        (StepState.NOT_NEEDED, {"reason": " "}, "reason"),
        (StepState.DONE, {"filed_on": date(2024, 4, 2), "done_on": DAY}, "done_on"),
        (StepState.FILED, {"filed_on": date(2100, 1, 1)}, "filed_on"),
        (StepState.DONE, {"done_on": date(2100, 1, 1)}, "done_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(state: str, known: dict[str, Any], field: str) -> None:
    run = a_run()
    with pytest.raises(RuleBroken) as broken:
        said(run, "ask", state, **known)
    assert broken.value.field == field
    assert not RunStep.objects.exists()


def test_a_step_of_another_version_is_refused() -> None:
    run, other = a_run(), a_procedure()
    with pytest.raises(RuleBroken):
        actions.set_step(by=SYSTEM, run=run, step=other.steps.first(), said=Said(StepState.DONE))  # type: ignore[arg-type]


def test_two_who_speak_of_one_run_are_told_apart() -> None:
    run = a_run()
    other = ChecklistRun.objects.get(pk=run.pk)
    said(run, "ask")
    with pytest.raises(Conflict):
        said(other, "file")


def test_a_number_is_kept_encrypted_and_the_journal_does_not_hold_it() -> None:
    run = a_run()
    said(run, "ask", reference="REC-2024-777")
    assert RunStep.objects.get().reference == "REC-2024-777"
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM checklists_runstep")
        assert "777" not in str(cursor.fetchall())
    entry = Entry.objects.get(verb="checklists.step")
    assert "777" not in str(entry.__dict__)
    assert "step.ask" in str(entry.__dict__)


def test_the_answer_is_expected_after_the_delay_from_the_deposit() -> None:
    a_parameter("answer", 10)
    run = a_run(a_procedure(delays={"file": "answer"}))
    row = said(run, "file", StepState.FILED, filed_on=DAY)
    assert row.expected_on == date(2024, 4, 11)
    page = shown(run, date(2024, 4, 12))
    assert [line.step.code for line in page.overdue] == ["file"]
    assert list(ChecklistRun.objects.overdue()) == [run]
    done = said(run, "file", done_on=date(2024, 4, 15), filed_on=DAY)
    assert done.expected_on is None
    assert not ChecklistRun.objects.overdue().exists()


def test_without_a_deposit_of_its_own_the_answer_is_counted_from_the_step_before() -> None:
    a_parameter("answer", 2, unit="months")
    run = a_run(a_procedure(delays={"collect": "answer"}))
    said(run, "ask", done_on=DAY)
    assert not RunStep.objects.filter(step__code="collect").exists(), "the step just before is not done yet"
    said(run, "file", done_on=DAY)
    assert RunStep.objects.get(step__code="collect").expected_on == date(2024, 6, 1)
    said(run, "file", StepState.TO_DO)
    assert RunStep.objects.get(step__code="collect").expected_on is None
    said(run, "file", StepState.NOT_NEEDED, reason="dispense")
    assert RunStep.objects.get(step__code="collect").expected_on == date(2024, 6, 1), (
        "counted from the one before"
    )


def test_the_delay_is_that_of_the_law_on_the_day_it_runs_from() -> None:
    a_parameter("answer", 10, valid_to=date(2024, 3, 31))
    a_parameter("answer", 20, variant="new", valid_from=DAY)
    run = a_run(a_procedure(delays={"file": "answer"}))
    assert said(run, "file", StepState.FILED, filed_on=date(2024, 3, 31)).expected_on == date(2024, 4, 10)
    assert said(run, "file", StepState.FILED, filed_on=DAY).expected_on == date(2024, 4, 21)


def test_what_was_obtained_holds_until_a_day_and_then_no_longer() -> None:
    a_parameter("validity", 3, unit="months")
    run = a_run(a_procedure(delays={"ask": "validity"}, kinds={"ask": "validity"}))
    row = said(run, "ask", done_on=DAY)
    assert (row.valid_until, row.expected_on) == (date(2024, 7, 1), None)
    assert not shown(run, date(2024, 7, 1)).steps[0].has_expired
    assert shown(run, date(2024, 7, 2)).steps[0].has_expired


def test_a_duty_whose_beginning_nobody_recorded_has_no_day() -> None:
    a_parameter("duty", 10)
    run = a_run(a_procedure(delays={"file": "duty"}, kinds={"file": "duty"}))
    said(run, "ask", done_on=DAY)
    assert not RunStep.objects.exclude(expected_on=None).exists()


def test_papers_are_held_asked_or_missing_and_those_of_a_step_done_are_no_longer_asked() -> None:
    run = a_run(a_procedure(papers={"ask": ("Carte", "Photo"), "file": ("Bail",)}))
    papers = {paper.label_fr: paper for step in run.procedure.steps.all() for paper in step.papers.all()}
    assert shown(run, DAY).papers_missing == 3
    actions.set_paper(by=SYSTEM, run=run, paper=papers["Carte"], state=PaperState.HELD)
    actions.set_paper(by=SYSTEM, run=run, paper=papers["Photo"], state=PaperState.ASKED)
    assert shown(run, DAY).papers_missing == 2
    said(run, "ask")
    assert shown(run, DAY).papers_missing == 1
    with pytest.raises(RuleBroken):
        actions.set_paper(by=SYSTEM, run=run, paper=papers["Bail"], state="lost")


def test_a_paper_is_one_on_the_file_of_this_very_person() -> None:
    office = an_office()
    run = a_run(a_procedure(papers={"ask": ("Carte",)}), office)
    paper = run.procedure.steps.get(code="ask").papers.get()
    own = record_paper(by=SYSTEM, person=run.party.person, kind="passport", number="INVENTE1")
    other = record_paper(by=SYSTEM, person=a_person(office), kind="passport", number="INVENTE2")
    row = actions.set_paper(by=SYSTEM, run=run, paper=paper, state=PaperState.HELD, person_paper=own)
    assert row.person_paper == own
    with pytest.raises(RuleBroken):
        actions.set_paper(by=SYSTEM, run=run, paper=paper, state=PaperState.HELD, person_paper=other)
    row = actions.set_paper(by=SYSTEM, run=run, paper=paper, state=PaperState.MISSING, person_paper=own)
    assert row.person_paper is None


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("ask", "file", "collect")), st.sampled_from(StepState.values), st.integers(0, 60)
    ),
    max_size=6,
)


class Counting(TestCase):
    @settings(max_examples=25)
    @given(ACTS)
    def test_the_list_counts_what_the_page_counts(self, acts: list[tuple[str, str, int]]) -> None:
        a_parameter("answer", 10)
        run = a_run(a_procedure(delays={"collect": "answer"}, papers={"ask": ("A", "B"), "file": ("C",)}))
        for code, state, days in acts:
            day = clock.today() - timedelta(days=days)
            known: dict[str, Any] = {"reason": "parce que"}
            if state == StepState.FILED:
                known["filed_on"] = day
            if state == StepState.DONE:
                known["done_on"] = day
            said(run, code, state, **known)
        page = shown(run, clock.today())
        listed: Any = ChecklistRun.objects.with_progress().get(pk=run.pk)
        assert (listed.steps_done, listed.steps_counted) == (page.progress.done, page.progress.counted)
        assert listed.papers_missing == page.papers_missing
        expected = [line.expected_on for line in page.steps if line.expected_on]
        assert listed.next_expected == min(expected, default=None)
        assert ChecklistRun.objects.overdue().exists() == bool(page.overdue)
