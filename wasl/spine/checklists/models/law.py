from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from wasl.base.procedures.enums import Changed
from wasl.base.procedures.models import Condition, LawChange, Step
from wasl.kernel.crypto import EncryptedTextField
from wasl.kernel.models import Authored
from wasl.spine.checklists.enums import Answered, RunStatus
from wasl.spine.checklists.models.run import ChecklistRun, RunQuerySet


class LawAnswer(Authored):
    """What an adviser did of a run that a change of law touches; once for each change and run."""

    change = models.ForeignKey("procedures.LawChange", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ChecklistRun, on_delete=models.PROTECT, related_name="law_answers")
    answer = models.CharField(max_length=5, choices=Answered.choices)
    note = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "run"], name="checklists_answer_once"),
            models.CheckConstraint(condition=Q(answer__in=Answered.values), name="checklists_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.run_id} {self.answer}"


def runs_touched(change: LawChange, rows: RunQuerySet) -> RunQuerySet:
    """The runs among `rows` that this change touches: open, started by then, of a procedure that uses the number
    through a step or a condition of its version, or of an older version of the procedure."""
    rows = rows.filter(status=RunStatus.OPEN, created_at__lte=change.noticed_at)
    if change.kind == Changed.PROCEDURE:
        return rows.filter(procedure__code=change.code, procedure__version__lt=change.version)
    steps = Step.objects.filter(procedure_id=OuterRef("procedure_id"))
    conditions = Condition.objects.filter(procedure_id=OuterRef("procedure_id"), parameter=change.code)
    number = Q(delay_parameter=change.code) | Q(cost_parameter=change.code)
    return rows.filter(Exists(steps.filter(number)) | Exists(conditions))


def changes_waiting() -> models.QuerySet[LawChange]:
    """The changes that touch the outer run, open, and that nobody has answered for it; to be asked with Exists."""
    of_run = OuterRef(OuterRef("procedure_id"))
    steps = Step.objects.filter(
        Q(delay_parameter=OuterRef("code")) | Q(cost_parameter=OuterRef("code")), procedure_id=of_run
    )
    conditions = Condition.objects.filter(parameter=OuterRef("code"), procedure_id=of_run)
    number = Q(kind=Changed.PARAMETER) & (Q(Exists(steps)) | Q(Exists(conditions)))
    version = Q(
        kind=Changed.PROCEDURE,
        code=OuterRef("procedure_code"),
        version__gt=OuterRef("procedure__version"),
    )
    answered = LawAnswer.objects.filter(change_id=OuterRef("pk"), run_id=OuterRef(OuterRef("pk")))
    rows = LawChange.objects.filter(number | version, ~Exists(answered))
    return rows.filter(noticed_at__gte=OuterRef("created_at"))
