"""In each place: a labour-law matter with a step, a draft of a contract; the cases that were closed and handed over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.world.people import person
from tests.world.places import OWN, World
from wasl.base.accounts.queries import actor_for
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.labour import actions
from wasl.spine.cases.actions import open_case
from wasl.spine.rights.actions import open_compartment

WORDS = "entretien prévu avec la personne"


def build(world: World) -> None:
    for place in world:
        worker = person(place, "worker")
        case = open_case(
            by=SYSTEM,
            party=worker.party,
            guichet=place.guichet,
            office=place.office,
            programme=place.programme,
        )
        world.add("labour_case", place, place.label("worker"), case=case.pk)
        matter = actions.open_matter(
            by=SYSTEM, case=case, kind="wages", employer="X", facts=place.label("fact")
        )
        world.add("matter", place, place.label("worker"), pk=matter.pk)
        world.add("matter_facts", place, place.label("fact"), pk=matter.pk)
        step = actions.add_step(by=SYSTEM, matter=matter, kind="talk")
        world.add("matter_step", place, pk=step.pk)
        draft = actions.draft_contract(
            by=SYSTEM,
            case=case,
            kind="open_ended",
            employer="X",
            worker=place.label("worker"),
            job="couture",
            starts_on=date(2026, 1, 1),
            wage=Decimal(4000),
            weekly_hours=Decimal(44),
        )
        world.add("contract_print", place, place.label("worker"), pk=draft.pk, language="fr")
        world.add("contract_draft", place, place.label("worker"), pk=draft.pk)
        world.add("contract_kind", place, kind="stipend")
        if place.name == OWN:
            for role in (Role.ADVISER, Role.PROTECTION):
                open_compartment(
                    by=actor_for(world.visitors[role]),
                    party=worker.party,
                    compartment="legal",
                    reason="interview",
                    words=WORDS,
                )
    for kind in ("case_closed", "case_handed"):
        gone = world.records[kind][OWN].kwargs["pk"]
        world.add(f"labour_{kind}", world.places[OWN], case=gone)
