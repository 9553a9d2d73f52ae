"""The merges of the demo, at the desk of Rabat."""

from __future__ import annotations

from datetime import date

from wasl.config.demo.crew import Crew
from wasl.services.reception.actions import record_visit
from wasl.spine.merging import demo as merging


def tell(crew: Crew, today: date) -> None:
    """One merge stands, one was undone; each of the four records came once to the desk."""
    office = crew.offices["rabat-ocean"]
    desk = crew.desk_of(office)
    merging.tell(
        merging.Stage(
            office=office,
            desk=desk,
            adviser=crew.adviser_of(office),
            coordinator=crew.actor("coordination"),
            came=lambda person: record_visit(by=desk, office=office, person=person),
        ),
        today,
    )
