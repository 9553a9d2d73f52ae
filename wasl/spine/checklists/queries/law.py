"""Changes of law and the runs they touch."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from wasl.base.procedures.enums import Changed
from wasl.base.procedures.models import Condition, LawChange, Parameter, Procedure, Step
from wasl.kernel.actors import Actor
from wasl.spine.checklists.models import ChecklistRun, LawAnswer
from wasl.spine.checklists.models.law import changes_waiting, runs_touched
from wasl.spine.checklists.models.run import RunQuerySet


def touched(change: LawChange, actor: Actor) -> RunQuerySet:
    """The runs that this change touches, within the reader's scope, with `answered`: whether somebody did."""
    answered = LawAnswer.objects.filter(change=change, run_id=OuterRef("pk"))
    rows = runs_touched(change, ChecklistRun.objects.visible_to(actor))
    return rows.with_shown().annotate(answered=Exists(answered))


def waiting_runs(rows: RunQuerySet) -> RunQuerySet:
    """Those among `rows` that some change of law touches and for which nobody has answered it."""
    return rows.open().filter(Exists(changes_waiting()))


def changes_for(actor: Actor) -> QuerySet[LawChange]:
    """Every change, with `runs_waiting`: how many runs of the reader's scope it touches that nobody answered for."""
    runs = ChecklistRun.objects.visible_to(actor).open().filter(created_at__lte=OuterRef("noticed_at"))
    code = OuterRef(OuterRef("code"))
    of_run = {"procedure_id": OuterRef("procedure_id")}
    number = Step.objects.filter(Q(delay_parameter=code) | Q(cost_parameter=code), **of_run)
    condition = Condition.objects.filter(parameter=code, **of_run)
    answered = LawAnswer.objects.filter(change_id=OuterRef(OuterRef("pk")), run_id=OuterRef("pk"))
    runs = runs.filter(~Exists(answered)).order_by()
    by_number = runs.filter(Q(Exists(number)) | Q(Exists(condition)))
    by_version = runs.filter(procedure__code=OuterRef("code"), procedure__version__lt=OuterRef("version"))
    return LawChange.objects.annotate(
        waiting_number=_counted(by_number), waiting_version=_counted(by_version)
    )


def _counted(runs: QuerySet[ChecklistRun]) -> Coalesce:
    return Coalesce(Subquery(runs.values("status").annotate(n=Count("pk")).values("n")), Value(0))


def runs_waiting(change: LawChange) -> int:
    """How many runs wait for an answer to this change, of a row of `changes_for`."""
    asked = "waiting_version" if change.kind == Changed.PROCEDURE else "waiting_number"
    count: int = getattr(change, asked)
    return count


def waiting_changes(run: ChecklistRun) -> list[LawChange]:
    """The changes that touch this run and that nobody has answered for it, newest first. Three queries."""
    if not run.is_open:
        return []
    answered = LawAnswer.objects.filter(change_id=OuterRef("pk"), run=run)
    found = LawChange.objects.filter(noticed_at__gte=run.created_at).filter(~Exists(answered))
    steps = Step.objects.filter(procedure_id=run.procedure_id)
    used = {code for row in steps.values_list("delay_parameter", "cost_parameter") for code in row}
    used |= set(run.procedure.conditions.values_list("parameter", flat=True))
    number = Q(kind=Changed.PARAMETER, code__in=used - {""})
    version = Q(kind=Changed.PROCEDURE, code=run.procedure_code, version__gt=run.procedure.version)
    return list(found.filter(number | version))


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of parameters and procedures, by code."""

    parameters: dict[str, str]
    procedures: dict[str, str]

    def of(self, change: LawChange) -> str:
        """What the change is about, in words; its code where nothing bears it any more."""
        known = self.procedures if change.kind == Changed.PROCEDURE else self.parameters
        return known.get(change.code, change.code)


def labels_of() -> Labels:
    """The words of every parameter and procedure, in the reader's language. Two queries."""
    return Labels(
        {row.code: row.label for row in Parameter.objects.order_by("-position")},
        {row.code: row.title for row in Procedure.objects.order_by("version")},
    )


def label_of(change: LawChange) -> str:
    """What the change is about, in words."""
    return labels_of().of(change)
