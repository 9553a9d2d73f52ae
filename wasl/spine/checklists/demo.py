"""Procedures of invented people for the demo: each state of a run, and one that a change of law touches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from wasl.base.procedures import actions as law
from wasl.base.procedures.models import Procedure
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.cases.models import Case
from wasl.spine.checklists import actions
from wasl.spine.checklists.actions.steps import Said
from wasl.spine.checklists.enums import EndReason, PaperState, StepState
from wasl.spine.checklists.models import ChecklistRun

CODES = (
    "hire_foreigner",
    "renew_residence_card",
    "become_auto_entrepreneur",
    "register_anapec",
    "create_sarl",
    "declare_association",
)


def tell(cases: Sequence[tuple[Actor, Case]], administrator: Actor, confirmer: Actor, today: date) -> None:
    """Follow one procedure in each of these open cases, as far as each story goes; then a number of the law changes.

    `cases` are (adviser, case), opened at least forty days ago; the first two are overdue and touched by the change.
    """
    with clock.moved_to(today - timedelta(days=35)):
        runs = [_start(by, case, CODES[place % len(CODES)]) for place, (by, case) in enumerate(cases)]
    for place, ((by, _case), run) in enumerate(zip(cases, runs, strict=True)):
        with clock.moved_to(today - timedelta(days=30 - place)):
            _work(by, run, place)
    with clock.moved_to(today - timedelta(days=2)):
        value = law.enter_value(
            by=administrator,
            code="foreign_contract_answer",
            value=Decimal(12),
            valid_from=today,
            source="VALEUR INVENTÉE pour la démonstration",
            confidence="reported",
            note="Inventée : aucun texte ne dit cela.",
        )
        law.confirm_value(by=confirmer, value=value)


def _start(by: Actor, case: Case, code: str) -> ChecklistRun:
    procedure = Procedure.objects.on(clock.today()).get(code=code)
    return actions.start_run(by=by, party=case.party, procedure=procedure, case=case)


def _work(by: Actor, run: ChecklistRun, place: int) -> None:
    """The first steps done or filed, papers held in part; every fourth run is given up."""
    steps = list(run.procedure.steps.prefetch_related("papers"))
    if place % 4 == 3:
        actions.abandon_run(by=by, run=run, reason=EndReason.GAVE_UP)
        return
    done = 3 if run.procedure_code == "hire_foreigner" else 1
    for step in steps[:done]:
        actions.set_step(by=by, run=run, step=step, said=Said(StepState.DONE, reference="INVENTÉ-001"))
    following = steps[done]
    for paper in list(following.papers.all())[:1]:
        actions.set_paper(by=by, run=run, paper=paper, state=PaperState.HELD)
    if place % 4 == 1:
        actions.set_step(by=by, run=run, step=following, said=Said(StepState.FILED, reference="INVENTÉ-002"))
    elif place % 4 == 2:
        blocked = Said(StepState.BLOCKED, reason="Le guichet demande une pièce de plus")
        actions.set_step(by=by, run=run, step=following, said=blocked)
