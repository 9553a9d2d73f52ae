"""A change of law lists the open runs it touches, and no others; each is looked at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wasl.base.audit.models import Entry
from wasl.base.procedures.load import load_law
from wasl.base.procedures.models import LawChange, Procedure
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.checklists import actions
from wasl.spine.checklists.enums import Answered, EndReason, StepState
from wasl.spine.checklists.models import ChecklistRun, LawAnswer
from wasl.spine.checklists.queries import changes_for, shown, waiting_changes
from wasl.spine.checklists.queries.law import runs_waiting, touched, waiting_runs
from wasl.spine.checklists.tests.factories import (
    a_change,
    a_new_version,
    a_parameter,
    a_procedure,
    a_run,
    said,
)
from wasl.spine.people.tests.factories import an_actor, an_office

pytestmark = pytest.mark.django_db


def test_a_number_touches_what_uses_it_by_a_delay_a_cost_or_a_condition() -> None:
    by_delay = a_run(a_procedure(delays={"file": "answer"}))
    by_condition = a_run(a_procedure(conditions=({"parameter": "answer"},)))
    by_cost = a_procedure()
    by_cost.steps.update(cost_parameter="answer")
    a_run(a_procedure(delays={"file": "other"}))
    found = touched(a_change("answer"), SYSTEM)
    assert set(found) == {by_delay, by_condition} | set(ChecklistRun.objects.filter(procedure=by_cost))


def test_a_new_version_touches_those_of_an_older_one() -> None:
    procedure = a_procedure(steps=("ask",))
    run = a_run(procedure)
    new = a_new_version(procedure, ("ask", "pay"))
    a_run(new)
    change = LawChange.objects.get()
    assert list(touched(change, SYSTEM)) == [run]


def test_loading_the_law_twice_touches_nobody() -> None:
    load_law()
    a_run(Procedure.objects.get(code="hire_foreigner"))
    load_law()
    assert not waiting_runs(ChecklistRun.objects.all()).exists()


USES = ("answer", "other", "")


class Listing(TestCase):
    @settings(max_examples=25)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(USES),
                st.sampled_from(USES),
                st.booleans(),
                st.booleans(),
                st.booleans(),
            ),
            min_size=1,
            max_size=5,
        )
    )
    def test_a_run_is_listed_exactly_when_it_is_open_uses_the_number_and_began_before(
        self, runs: list[tuple[str, str, bool, bool, bool]]
    ) -> None:
        office = an_office()
        wanted, waiting = set(), set()
        change = a_change("answer", noticed_at=clock.now() + timedelta(seconds=100))
        for delay, parameter, is_open, before, answered in runs:
            procedure = a_procedure(
                delays={"file": delay}, conditions=({"parameter": parameter},) if parameter else ()
            )
            run = a_run(procedure, office)
            uses = "answer" in (delay, parameter)
            if uses and answered:
                actions.acknowledge(by=SYSTEM, run=run, change=change)
            if not before:
                later = change.noticed_at + timedelta(seconds=1)
                ChecklistRun.objects.filter(pk=run.pk).update(created_at=later)
            if not is_open:
                actions.abandon_run(by=SYSTEM, run=run, reason=EndReason.GAVE_UP)
            if is_open and uses and before:
                wanted.add(run.pk)
                if not answered:
                    waiting.add(run.pk)
        assert {run.pk for run in touched(change, SYSTEM)} == wanted
        rows = ChecklistRun.objects.all()
        assert set(waiting_runs(rows).values_list("pk", flat=True)) == waiting
        assert {run.pk for run in rows if waiting_changes(run)} == waiting
        assert runs_waiting(changes_for(SYSTEM).get()) == len(waiting)
        for row in touched(change, SYSTEM):
            assert row.answered == (row.pk not in waiting)  # type: ignore[attr-defined]


def test_each_is_answered_once_by_whoever_advises_there_and_its_days_are_counted_anew() -> None:
    office = an_office()
    run = a_run(a_procedure(delays={"file": "answer"}), office)
    filed = clock.today() - timedelta(days=5)
    number = a_parameter("answer", 10)
    said(run, "file", StepState.FILED, filed_on=filed)
    number.value = 30
    number.save()
    change = a_change("answer")
    with pytest.raises(Refused):
        actions.acknowledge(by=an_actor(Role.COORDINATOR, office), run=run, change=change)
    actions.acknowledge(by=an_actor(Role.ADVISER, office), run=run, change=change, note="délai plus long")
    assert shown(run, clock.today()).steps[1].expected_on == filed + timedelta(days=30)
    with pytest.raises(RuleBroken):
        actions.acknowledge(by=SYSTEM, run=run, change=change)
    assert LawAnswer.objects.get().answer == Answered.SEEN
    assert not waiting_changes(run)


def test_a_change_that_does_not_touch_it_is_not_answered() -> None:
    run = a_run()
    with pytest.raises(RuleBroken):
        actions.acknowledge(by=SYSTEM, run=run, change=a_change("answer"))


def test_moving_keeps_what_is_done_by_code_and_tells_what_is_gone_and_new() -> None:
    procedure = a_procedure(steps=("ask", "stamp", "file"), papers={"file": ("Carte", "Photo")})
    run = a_run(procedure)
    said(run, "ask", reference="REC-1")
    said(run, "stamp")
    card = procedure.steps.get(code="file").papers.get(label_fr="Carte")
    actions.set_paper(by=SYSTEM, run=run, paper=card, state="held")
    new = a_new_version(procedure, ("ask", "pay", "file"), papers={"file": ("Bail", "Carte")})
    found = actions.move_run(by=SYSTEM, run=run, to=new)
    assert (found.kept, found.gone, found.new) == (("ask", "file"), ("stamp",), ("pay",))
    page = shown(run, clock.today())
    assert [(line.step.code, line.state) for line in page.steps] == [
        ("ask", "done"),
        ("pay", "to_do"),
        ("file", "to_do"),
    ]
    assert page.steps[0].row is not None
    assert page.steps[0].row.reference == "REC-1"
    assert [(paper.paper.label_fr, paper.state) for paper in page.steps[2].papers] == [
        ("Bail", "missing"),
        ("Carte", "held"),
    ]
    assert [row.step.code for row in page.left] == ["stamp"], "what is no longer asked stays readable"
    assert (page.progress.done, page.progress.counted) == (1, 3)
    assert LawAnswer.objects.get().answer == Answered.MOVED
    assert not waiting_changes(run)
    told = Entry.objects.get(verb="checklists.move")
    assert "step_gone.stamp" in str(told.__dict__)
    assert "step_new.pay" in str(told.__dict__)


def test_moving_twice_brings_back_what_the_version_between_did_not_ask() -> None:
    first = a_procedure(steps=("ask", "stamp"))
    run = a_run(first)
    said(run, "stamp")
    second = a_new_version(first, ("ask",))
    actions.move_run(by=SYSTEM, run=run, to=second)
    third = a_new_version(second, ("ask", "stamp"))
    actions.move_run(by=SYSTEM, run=run, to=third)
    assert [line.state for line in shown(run, clock.today()).steps] == ["to_do", "done"]


def test_a_run_moves_to_a_later_version_of_its_own_procedure_only() -> None:
    procedure = a_procedure()
    run = a_run(procedure)
    for to in (procedure, a_procedure()):
        with pytest.raises(RuleBroken):
            actions.move_run(by=SYSTEM, run=run, to=to)


def test_the_changes_are_counted_with_as_many_questions_for_one_run_as_for_thirty(
    django_assert_num_queries: object,
) -> None:
    procedure = a_procedure(delays={"file": "answer"})
    office = an_office()
    for _number in range(3):
        a_run(procedure, office)
    a_change("answer")
    by = an_actor(Role.ADVISER, office)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [runs_waiting(change) for change in changes_for(by)] == [3]
    elsewhere = an_actor(Role.ADVISER, an_office())
    assert [runs_waiting(change) for change in changes_for(elsewhere)] == [0]
