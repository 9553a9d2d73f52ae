"""In each place: a case with a step and a note; the visitors work on the first place's case alone.

In the first place also one they worked on that is closed, and one that was handed over to the other office.
"""

from __future__ import annotations

from tests.world.accounts import role, user
from tests.world.people import person
from tests.world.places import OFFICE, OWN, Place, World
from wasl.base.accounts.models import User
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions
from wasl.spine.cases.actions.batches import choose
from wasl.spine.cases.models import Case


def build(world: World) -> None:
    for place in world:
        party = person(place, "client").party
        label = place.label("client")
        case = actions.open_case(
            by=SYSTEM, party=party, guichet=place.guichet, office=place.office, programme=place.programme
        )
        world.add("case", place, label, pk=case.pk)
        world.add("party", place, label, query=str(party.pk), pk=party.pk)
        move = actions.hand_over(by=SYSTEM, case=case, to=_adviser(place), reason="Shared")
        world.add("move", place, pk=move.pk)
        if place.name == OWN:
            _assigned(world, case)
        step = actions.add_plan_item(by=SYSTEM, case=case, title=place.label("step"), due_on=clock.today())
        world.add("step", place, pk=step.pk)
        _parts(world, place, case)
        actions.write_note(by=SYSTEM, case=case, compartment="general", text=place.label("note"))
        world.add("note", place, pk=case.pk)
        batch = choose(by=SYSTEM, act="add_step", cases=[case])
        world.add("case_batch", place, pk=batch.pk)
    _closed(world, world.places[OWN])
    _handed_over(world, world.places[OWN], world.places[OFFICE])


def _adviser(place: Place) -> User:
    """Somebody who advises in this place."""
    known = User.objects.filter(username=place.label("taker").lower()).first()
    if known is None:
        known = user(place, "taker")
        role(place, known, Role.ADVISER)
    return known


def _assigned(world: World, case: Case) -> None:
    for name, part in ((Role.ADVISER, "adviser"), (Role.MENTOR, "mentor"), (Role.TRAINER, "coach")):
        actions.assign(by=SYSTEM, case=case, user=world.visitors[name], role=part)


def _worked_on(world: World, place: Place, kind: str) -> Case:
    """A case that the visitors worked on, with a step to do."""
    party = person(place, kind.replace("_", "")).party
    case = actions.open_case(
        by=SYSTEM, party=party, guichet=place.guichet, office=place.office, programme=place.programme
    )
    _assigned(world, case)
    ending = kind.removeprefix("case")
    step = actions.add_plan_item(by=SYSTEM, case=case, title=place.label(f"{kind}step"))
    world.add(kind, place, pk=case.pk)
    world.add(f"step{ending}", place, pk=step.pk)
    _parts(world, place, case, ending)
    return case


def _parts(world: World, place: Place, case: Case, ending: str = "") -> None:
    """A goal, a service and an assignment of the case."""
    goal = actions.set_goal(by=SYSTEM, case=case, title=place.label(f"goal{ending}"))
    world.add(f"goal{ending}", place, pk=goal.pk)
    service = actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=30)
    world.add(f"service{ending}", place, case.party.label, pk=service.pk)
    someone = user(place, f"helper{ending}")
    held = actions.assign(by=SYSTEM, case=case, user=someone, role="mentor")
    world.add(f"assignment{ending}", place, pk=held.pk)


def _closed(world: World, place: Place) -> None:
    """`case_closed`, and its step `step_closed`: nobody acts on them."""
    case = _worked_on(world, place, "case_closed")
    actions.close_case(by=SYSTEM, case=case, reason="completed")


def _handed_over(world: World, place: Place, other: Place) -> None:
    """`case_handed`, and its step `step_handed`: who could act before the hand-over may not any more."""
    case = _worked_on(world, place, "case_handed")
    actions.hand_over(by=SYSTEM, case=case, to=_adviser(other), office=other.office, reason="Moved")
