"""Small worlds of businesses for the tests of this room and of those above."""

from __future__ import annotations

from datetime import date
from typing import Any

from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Actor, Grant
from wasl.outcomes.ventures import actions
from wasl.outcomes.ventures.models import Venture
from wasl.spine.people.actions import create_collective
from wasl.spine.people.models import Collective, Party
from wasl.spine.people.tests.factories import a_person

STARTED = date(2022, 1, 31)


def somebody(role: str, office: Office, id: int = 31, **grant: Any) -> Actor:  # noqa: A002
    """Somebody who holds this role in the organisation of the office."""
    return Actor(id=id, label=f"{role}-{id}", grants=(Grant(role, office.organisation_id, **grant),))


def a_collective(office: Office, size: int = 3, name: str = "Atelier Teranga") -> Collective:
    """A group since 2021, its first member the spokesperson."""
    people = [a_person(office, f"Famille{number}", "Awa") for number in range(size)]
    roles = ["lead", *["member"] * (size - 1)]
    return create_collective(
        by=SYSTEM,
        office=office,
        name=name,
        members=list(zip(people, roles, strict=True)),
        on=date(2021, 6, 1),
    )


def a_venture(office: Office, party: Party | None = None, legal_form: str = "none", **given: Any) -> Venture:
    """A business of a group of three, unless a party is given."""
    fields: dict[str, Any] = {"name": "Atelier Teranga", "on": STARTED, **given}
    return actions.create_venture(
        by=SYSTEM,
        party=party or a_collective(office).party,
        office=office,
        legal_form=legal_form,
        **fields,
    )
