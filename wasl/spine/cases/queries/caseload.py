"""The files somebody has in hand: what is due next, when the party was last met, who follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from wasl.spine.cases.enums import AssignmentRole, Status
from wasl.spine.cases.models import Assignment, Goal, PlanItem, ServiceRecord
from wasl.spine.cases.models.case import AssignmentQuerySet, CaseQuerySet

SILENT_DAYS = 60


def with_next(rows: CaseQuerySet) -> CaseQuerySet:
    """With `next_due`: the earliest day a step of the plan still to do is due."""
    steps = PlanItem.objects.filter(
        case_id=OuterRef("pk"), done_on=None, removed_at=None, due_on__isnull=False
    )
    return rows.annotate(next_due=Subquery(steps.order_by("due_on").values("due_on")[:1]))


def with_caseload(rows: CaseQuerySet, today: date) -> CaseQuerySet:
    """With `next_due`, `last_met` (day of the last service), `heard_on` (that day, else that of the opening),
    `open_goals`, and `unadvised`: 0 for an open case that nobody advises today, so that these come first."""
    services = ServiceRecord.objects.standing().filter(case_id=OuterRef("pk"))
    goals = Goal.objects.filter(case_id=OuterRef("pk"), reached_on=None, dropped_on=None).order_by()
    advised = advising(today).filter(case_id=OuterRef("pk"))
    rows = with_next(rows).annotate(
        last_met=Subquery(services.order_by("-on").values("on")[:1]),
        open_goals=Coalesce(Subquery(goals.values("case").annotate(n=Count("pk")).values("n")), 0),
        unadvised=Choose(
            When(~Exists(advised) & Q(status=Status.OPEN), then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        ),
    )
    return rows.annotate(heard_on=Coalesce(F("last_met"), F("opened_on")))


def advising(today: date) -> AssignmentQuerySet:
    """The assignments of advisers that hold today."""
    return Assignment.objects.on(today).filter(role=AssignmentRole.ADVISER)


def with_advisers(rows: CaseQuerySet, today: date) -> CaseQuerySet:
    """With `advising`: the assignments of the advisers of today, in one query more."""
    held = advising(today).select_related("user").order_by("starts_on", "pk")
    return rows.prefetch_related(Prefetch("assignments", held, "advising"))


@dataclass(frozen=True, slots=True)
class Summary:
    """Open cases; of them, with a step overdue, without contact for 60 days, without adviser."""

    open: int
    overdue: int
    silent: int
    unadvised: int


def summary(rows: CaseQuerySet, today: date) -> Summary:
    """How many of these cases are open, and what of them calls for attention. One query."""
    found = with_caseload(rows.open(), today).aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(next_due__lt=today)),
        silent=Count("pk", filter=Q(heard_on__lte=today - timedelta(days=SILENT_DAYS))),
        unadvised=Count("pk", filter=Q(unadvised=0)),
    )
    return Summary(**found)


def unadvised(rows: CaseQuerySet, today: date) -> int:
    """How many of these cases nobody advises today."""
    return rows.exclude(Exists(advising(today).filter(case_id=OuterRef("pk")))).count()
