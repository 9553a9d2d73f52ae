"""In each place: a procedure followed in its case, touched by a change of law; others in cases closed, handed over."""

from __future__ import annotations

from tests.world.people import person
from tests.world.places import OFFICE, OWN, Place, World
from wasl.base.accounts.models import User
from wasl.base.procedures.enums import Changed, Confidence, Nature, Topic
from wasl.base.procedures.models import LawChange, Procedure, Step, StepPaper
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions as cases
from wasl.spine.cases.models import Case
from wasl.spine.checklists import actions
from wasl.spine.checklists.models import ChecklistRun


def build(world: World) -> None:
    first = _procedure(1)
    for place in world:
        _run(world, place, Case.objects.get(pk=world.pk("case", place)), first)
    _ended(world, first)
    later = _procedure(2)
    change = LawChange.objects.create(
        kind=Changed.PROCEDURE, nature=Nature.VERSION, code=later.code, version=later.version
    )
    for place in world:
        label = place.label("client")
        run = world.records["run"][place.name].kwargs["pk"]
        world.add("touched", place, label, pk=change.pk)
        world.add("run_change", place, label, pk=run, change=change.pk)


def _procedure(version: int) -> Procedure:
    row = Procedure.objects.create(
        code="walked", version=version, topic=Topic.WORK, title_fr="Démarche essayée"
    )
    step = Step.objects.create(
        procedure=row,
        position=1,
        code="ask",
        title_fr="Demander",
        source="Essai",
        confidence=Confidence.REPORTED,
    )
    StepPaper.objects.create(step=step, position=1, label_fr="Carte")
    return row


def _run(world: World, place: Place, case: Case, procedure: Procedure, ending: str = "") -> ChecklistRun:
    run = actions.start_run(by=SYSTEM, party=case.party, procedure=procedure, case=case)
    step = procedure.steps.get()
    label = case.party.label
    world.add(f"run{ending}", place, label, pk=run.pk)
    world.add(f"run_step{ending}", place, label, pk=run.pk, step=step.pk)
    world.add(f"run_paper{ending}", place, label, pk=run.pk, paper=step.papers.get().pk)
    return run


def _ended(world: World, procedure: Procedure) -> None:
    """`run_closed` lies in a case that was closed, `run_handed` in one that went to another office."""
    own, other = world.places[OWN], world.places[OFFICE]
    for ending in ("_closed", "_handed"):
        party = person(own, f"walker{ending.replace('_', '')}").party
        case = cases.open_case(
            by=SYSTEM, party=party, guichet=own.guichet, office=own.office, programme=own.programme
        )
        for role, part in ((Role.ADVISER, "adviser"), (Role.MENTOR, "mentor"), (Role.TRAINER, "coach")):
            cases.assign(by=SYSTEM, case=case, user=world.visitors[role], role=part)
        _run(world, own, case, procedure, ending)
        if ending == "_closed":
            cases.close_case(by=SYSTEM, case=case, reason="completed")
        else:
            adviser = User.objects.get(username=other.label("taker").lower())
            cases.hand_over(by=SYSTEM, case=case, to=adviser, office=other.office, reason="Moved")
