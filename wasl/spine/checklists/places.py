"""What procedures followed hang in the frames of other rooms."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from wasl.kernel import frames
from wasl.kernel.actors import Actor
from wasl.kernel.frames import NavItem
from wasl.spine.cases import slots as cases
from wasl.spine.cases.models import Case
from wasl.spine.checklists import access
from wasl.spine.checklists.actions import abandon_with_case
from wasl.spine.checklists.queries import holdings, panels, timeline
from wasl.spine.merging.slots import Collision, collisions, words
from wasl.spine.people import slots as people


def fill() -> None:
    """Called once, when the app is ready."""
    runs = NavItem(_("Procedures followed"), "checklists:list", "list", access.may_read, "work")
    frames.navigation.fill("checklists", runs, order=46)
    frames.home_cards.fill("checklists.overdue", panels.overdue_card, order=22)
    frames.home_cards.fill("checklists.law", panels.law_card, order=24)
    cases.panels.fill("checklists", panels.of_case, order=20)
    cases.buttons.fill("checklists", panels.case_button, order=20)
    cases.closed.fill("checklists", case_closed)
    people.person_panels.fill("checklists", panels.of_party, order=42)
    people.page_actions.fill("checklists.start", panels.party_button, order=44)
    people.timeline.fill("checklists", timeline.entries, order=42)
    people.holdings.fill("checklists", holdings.held, order=310)
    two_open = _("Both are followed through the same procedure: complete or abandon one of the two first.")
    words.fill("checklists.checklistrun", _("Procedures followed"))
    collisions.fill("checklists_run_one_open", Collision(settle=two_open))


def case_closed(by: Actor, case: Case, day: date) -> None:
    """With a case end the procedures still open in it, unless they were kept beyond it before."""
    abandon_with_case(by=by, case=case, on=day)
