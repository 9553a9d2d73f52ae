"""The plan: goals, and the steps towards them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases.actions.checks import check_open, check_role, day_of
from wasl.spine.cases.models import Case, Goal, PlanItem


@transaction.atomic
def set_goal(*, by: Actor, case: Case, title: str) -> Goal:
    """Set a goal of the plan. RuleBroken on a closed case or without words."""
    check_role(by, case, assigned=True)
    check_open(case)
    goal = Goal(case=case, title=_words(title))
    goal.authored_by(by)
    goal.save(force_insert=True)
    record(by=by, verb="cases.goal", object=goal, organisation=case.organisation_id)
    return goal


def _words(title: str) -> str:
    if not title.strip():
        raise RuleBroken(_("Say what is to be done."), field="title", code="title")
    return title.strip()[:200]


@transaction.atomic
def end_goal(*, by: Actor, goal: Goal, reached: bool, on: date | None = None, outcome: str = "") -> Goal:
    """Say that a goal was reached, or given up, on the day `on` (today by default); once only.

    Its steps stay as they are. RuleBroken on a closed case, before its opening, or when the goal has ended already.
    """
    check_role(by, goal.case, assigned=True)
    day = day_of(goal.case, on)
    ends = {"reached_on": day} if reached else {"dropped_on": day}
    rows = Goal.objects.filter(pk=goal.pk, reached_on=None, dropped_on=None)
    if not rows.update(**ends, outcome=outcome.strip()[:300]):
        raise RuleBroken(_("This goal was reached or given up already."), code="ended")
    record(by=by, verb="cases.goal_end", object=goal, organisation=goal.case.organisation_id)
    goal.refresh_from_db()
    return goal


@transaction.atomic
def resume_goal(*, by: Actor, goal: Goal) -> Goal:
    """Take up again a goal that was reached or given up by mistake, or too early."""
    check_role(by, goal.case, assigned=True)
    check_open(goal.case)
    Goal.objects.filter(pk=goal.pk).update(reached_on=None, dropped_on=None, outcome="")
    record(by=by, verb="cases.goal", object=goal, organisation=goal.case.organisation_id)
    goal.refresh_from_db()
    return goal


@transaction.atomic
def add_plan_item(
    *, by: Actor, case: Case, title: str, due_on: date | None = None, goal: Goal | None = None
) -> PlanItem:
    """Add a step to the plan, towards a goal or none, due on a day or on none. RuleBroken on a closed case, without
    words, due before the case was opened, or towards a goal of another case or one that has ended."""
    check_role(by, case, assigned=True)
    check_open(case)
    item = PlanItem(case=case, title=_words(title), due_on=due_on, goal=goal)
    _check_step(item)
    item.authored_by(by)
    item.save(force_insert=True)
    record(by=by, verb="cases.plan", object=item, organisation=case.organisation_id)
    return item


def _check_step(item: PlanItem) -> None:
    if item.due_on is not None and item.due_on < item.case.opened_on:
        raise RuleBroken(_("The case was not open yet on that day."), field="due_on", code="before")
    if item.goal is not None and (item.goal.case_id != item.case_id or not item.goal.is_open):
        raise RuleBroken(_("Choose one of the list."), field="goal", code="goal")


@transaction.atomic
def change_plan_item(
    *, by: Actor, item: PlanItem, title: str, due_on: date | None = None, goal: Goal | None = None
) -> PlanItem:
    """Change the words, the due day or the goal of a step still to do; the journal keeps the days it was due on."""
    check_role(by, item.case, assigned=True)
    check_open(item.case)
    was = {"title": item.title, "due_on": item.due_on, "goal_id": item.goal_id}
    item.title, item.due_on, item.goal = _words(title), due_on, goal
    if item.goal_id != was["goal_id"] or item.due_on != was["due_on"]:
        _check_step(item)
    changed = [name for name, value in was.items() if getattr(item, name) != value]
    if not changed:
        return item
    new = {name: getattr(item, name) for name in changed}
    if not PlanItem.objects.standing().filter(pk=item.pk, done_on=None).update(**new):
        raise RuleBroken(_("This step is done already."), code="done")
    days = f"{_day(was['due_on'])} → {_day(item.due_on)}" if "due_on" in changed else ""
    record(
        by=by,
        verb="cases.plan_edit",
        object=item,
        organisation=item.case.organisation_id,
        fields=[f"plan.{name.removesuffix('_id')}" for name in changed],
        reason=days,
    )
    return item


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}" if isinstance(day, date) else "—"


@transaction.atomic
def finish_plan_item(*, by: Actor, item: PlanItem, on: date | None = None, outcome: str = "") -> PlanItem:
    """Say that a step was done on the day `on` (today by default), and what came of it; once only."""
    check_role(by, item.case, assigned=True)
    day = day_of(item.case, on)
    standing = PlanItem.objects.standing().filter(pk=item.pk, done_on=None)
    if not standing.update(done_on=day, outcome=outcome.strip()[:300]):
        raise RuleBroken(_("This step is done already."), code="done")
    item.done_on, item.outcome = day, outcome.strip()[:300]
    record(by=by, verb="cases.plan_done", object=item, organisation=item.case.organisation_id)
    return item


@transaction.atomic
def remove_plan_item(*, by: Actor, item: PlanItem) -> PlanItem:
    """Take a step out of the plan; it stays among the removed ones and can be put back. Twice is once."""
    check_role(by, item.case, assigned=True)
    check_open(item.case)
    now = clock.now()
    if PlanItem.objects.standing().filter(pk=item.pk).update(removed_at=now):
        item.removed_at = now
        record(by=by, verb="cases.plan_remove", object=item, organisation=item.case.organisation_id)
    return item


@transaction.atomic
def restore_plan_item(*, by: Actor, item: PlanItem) -> PlanItem:
    """Put a removed step back into the plan. Twice is once."""
    check_role(by, item.case, assigned=True)
    check_open(item.case)
    if PlanItem.objects.filter(pk=item.pk, removed_at__isnull=False).update(removed_at=None):
        item.removed_at = None
        record(by=by, verb="cases.plan_restore", object=item, organisation=item.case.organisation_id)
    return item
