"""The plan of a case, goal by goal."""

from __future__ import annotations

from dataclasses import dataclass, field

from wasl.spine.cases.models import Case, Goal, PlanItem


@dataclass(slots=True)
class Section:
    """A goal (None: steps without one) with its steps to do and those done."""

    goal: Goal | None
    to_do: list[PlanItem] = field(default_factory=list)
    done: list[PlanItem] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.to_do) + len(self.done)


def plan_of(case: Case) -> list[Section]:
    """Open goals first in the order they were set, then steps without a goal, then goals that ended. Two queries."""
    sections = {goal.pk: Section(goal) for goal in case.goals.all()}
    loose = Section(None)
    for item in case.plan.standing().order_by("due_on", "pk"):
        item.case = case
        section = sections[item.goal_id] if item.goal_id else loose
        (section.to_do if item.done_on is None else section.done).append(item)
    goals = list(sections.values())
    live = [one for one in goals if one.goal and one.goal.is_open]
    return [*live, *([loose] if loose.total else []), *(one for one in goals if one not in live)]


def removed_of(case: Case) -> list[PlanItem]:
    """The steps taken out of the plan, latest first; at most ten."""
    return list(case.plan.filter(removed_at__isnull=False).order_by("-removed_at", "-pk")[:10])
