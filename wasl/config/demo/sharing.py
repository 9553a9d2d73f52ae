"""What two organisations may say to each other of the people they both know."""

from __future__ import annotations

from datetime import date

from wasl.base.accounts import demo as accounts
from wasl.base.accounts.queries import actor_for
from wasl.config.demo.crew import FIRST_DAY, Crew
from wasl.kernel import clock
from wasl.kernel.actors import Role
from wasl.spine.links import demo as links


def tell(crew: Crew, today: date) -> None:
    """CEFA gets a data-protection officer of its own; then the agreement, the links, the questions."""
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
    here = links.Place(crew.offices["rabat-ocean"], crew.actor("accueil"), officer, coordinator)
    there = links.Place(
        crew.offices["cefa-oujda"], crew.actor("cefa-conseil"), actor_for(user), crew.actor("cefa")
    )
    links.tell(here, there, today)
