"""The merges of the demo, at the desk of Rabat."""

from __future__ import annotations

from datetime import date

from wasl.config.demo import this_year
from wasl.config.demo.crew import Crew
from wasl.services.reception.actions import record_visit
from wasl.spine.merging import demo as merging


def tell(crew: Crew, today: date) -> None:
    """One merge stands, one was undone; each of the four records came once to the desk, and who is merged was advised
    in this year's programme under both."""
    office = crew.offices["rabat-ocean"]
    desk, adviser = crew.desk_of(office), crew.adviser_of(office)
    merging.tell(
        merging.Stage(
            office=office,
            desk=desk,
            adviser=adviser,
            coordinator=crew.actor("coordination"),
            came=lambda person: record_visit(by=desk, office=office, person=person),
            advised=lambda person: this_year.advised(crew, person, office, adviser),
        ),
        today,
    )
