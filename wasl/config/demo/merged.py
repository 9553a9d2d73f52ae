"""Two records that were of one person, merged; and two that were not, merged and taken apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wasl.config.demo.crew import Crew
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.reception import actions as reception
from wasl.spine.merging import actions as merging
from wasl.spine.merging.models import Merge
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person

OFFICE = "rabat-ocean"


def tell(crew: Crew, today: date) -> None:
    """The merges of the coordinator: one stands, one was undone five days ago."""
    by = crew.actor("coordination")
    kept = _person(crew, today - timedelta(days=70), "Tamarinier", "Awa Ndiaye", phone="0661000707")
    again = _person(
        crew, today - timedelta(days=40), "Tamarinié", "Hawa", email="hawa.tamarinier@exemple.org"
    )
    with clock.moved_to(today - timedelta(days=39)):
        adviser = crew.adviser_of(crew.offices[OFFICE])
        people.record_paper(by=adviser, person=again, kind="consular_card", number="INVENTE-707")
        people.record_name(by=adviser, person=again, text="TAMARINIER Hawa N.", source="Carte consulaire")
    with clock.moved_to(today - timedelta(days=12)):
        _merge(by, kept, again, "Même carte consulaire, montrée deux fois.", email="absorbed")
    one = _person(crew, today - timedelta(days=65), "Caroubier", "Moussa", phone="0661000808")
    cousin = _person(crew, today - timedelta(days=30), "Caroubier", "Moussa", phone="0661000809")
    with clock.moved_to(today - timedelta(days=20)):
        made = _merge(by, one, cousin, "Même nom, même quartier.")
    with clock.moved_to(today - timedelta(days=5)):
        reason = "Deux cousins : ils sont venus ensemble."
        merging.unmerge(by=by, merge=made, reason=reason)


def _person(crew: Crew, day: date, family: str, given: str, **known: Any) -> Person:
    """Somebody registered at the desk on that day, who came for advice."""
    office = crew.offices[OFFICE]
    with clock.moved_to(day):
        desk = crew.desk_of(office)
        person = people.create_person(
            by=desk,
            office=office,
            family_name=family,
            given_names=given,
            sex="f" if family.startswith("T") else "m",
            nationality="ML",
            on=day,
            consents=["file"],
            **known,
        )
        reception.record_visit(by=desk, office=office, person=person)
    return person


def _merge(by: Actor, kept: Person, absorbed: Person, reason: str, **choices: str) -> Merge:
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    return merging.merge(
        by=by,
        kept=kept,
        absorbed=absorbed,
        choices=choices,
        reason=reason,
        expected_kept=kept.version,
        expected_absorbed=absorbed.version,
    )
