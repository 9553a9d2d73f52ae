"""What two organisations may say to each other of the people they both know."""

from __future__ import annotations

from datetime import date

from wasl.base.accounts import demo as accounts
from wasl.base.accounts.queries import actor_for
from wasl.config.demo import this_year
from wasl.config.demo.crew import FIRST_DAY, Crew
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.spine.links import demo as links


def tell(crew: Crew, today: date) -> None:
    """CEFA gets a data-protection officer of its own; then the agreement, the links, the questions.

    Who is linked was advised in this year's programme by both: its figure says that they count once.
    """
    with clock.moved_to(FIRST_DAY):
        user = accounts.engage(
            username="cefa-protection",
            name="Ibtissam Rempart (CEFA)",
            role=Role.PROTECTION,
            organisation=crew.organisations["cefa"],
            starts_on=FIRST_DAY,
            confirmed_by=crew.actor("cefa"),
        )
    officer, coordinator = crew.actor("protection"), crew.actor("coordination")
    rabat, oujda = crew.offices["rabat-ocean"], crew.offices["cefa-oujda"]
    by, there_by = crew.adviser_of(rabat), crew.actor("cefa-conseil")
    here = links.Place(
        rabat,
        crew.actor("accueil"),
        officer,
        coordinator,
        came=lambda person: this_year.advised(crew, person, rabat, by),
    )
    there = links.Place(
        oujda,
        there_by,
        actor_for(user),
        crew.actor("cefa"),
        came=lambda person: this_year.advised(crew, person, oujda, there_by),
    )
    links.tell(here, there, today)
