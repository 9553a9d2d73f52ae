"""What appointments hang in the frames of other rooms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.base.accounts.slots import Work, work
from wasl.base.audit.slots import kinds, reasons, verbs
from wasl.base.intake.slots import importers
from wasl.base.network import slots as network
from wasl.kernel import frames
from wasl.kernel.frames import NavItem
from wasl.spine.appointments import access, actions
from wasl.spine.appointments.enums import FORMER_VERBS, VERBS, Reason, Status
from wasl.spine.appointments.importing.importer import AppointmentsImporter
from wasl.spine.appointments.queries import holdings, panels, standing, timeline
from wasl.spine.cases import slots as cases
from wasl.spine.merging.slots import words
from wasl.spine.people import slots


def fill() -> None:
    """Called once, when the app is ready."""
    book = NavItem(_("Appointments"), "appointments:list", "calendar", access.may_see, "work")
    hours = NavItem(_("Working hours"), "appointments:offices", "clock", access.may_set_hours, "house")
    frames.navigation.fill("appointments", book, order=45)
    frames.navigation.fill("appointments.hours", hours, order=45)
    frames.home_cards.fill("appointments.settle", panels.settle_card, order=25)
    frames.home_cards.fill("appointments", panels.today_card, order=30)
    slots.timeline.fill("appointments", timeline.entries, order=45)
    slots.person_panels.fill("appointments", panels.of_party, order=45)
    slots.page_actions.fill("appointments.book", panels.book_for_party, order=45)
    slots.holdings.fill("appointments", holdings.held, order=310)
    cases.panels.fill("appointments", panels.of_case, order=20)
    cases.buttons.fill("appointments", panels.book_for_case, order=20)
    cases.closed.fill("appointments", actions.case_closed)
    cases.handed_over.fill("appointments", actions.case_handed_over)
    work.fill("appointments", Work(_("Coming appointments"), actions.held_by, actions.hand_over))
    network.standing.fill(
        "appointments",
        network.Standing(_("Coming appointments"), standing.count, standing.href, standing.first_day),
        order=20,
    )
    importers.fill("appointments", AppointmentsImporter())
    words.fill("appointments.appointment", _("Appointments"))
    kinds.fill("appointments.appointment", pgettext_lazy("record", "Appointment"))
    kinds.fill("appointments.absence", pgettext_lazy("record", "Absence"))
    for verb, label in {**VERBS, **FORMER_VERBS}.items():
        verbs.fill(verb, label)
    for code, label in [*Reason.choices, *Status.choices]:
        reasons.fill(f"appointments.{code}", label)
