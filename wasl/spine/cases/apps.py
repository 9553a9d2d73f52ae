"""The room of case files: what it hangs in the frames of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "wasl.spine.cases"
    label = "cases"
    verbose_name = "Dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang cases on the page of a party, in the navigation, on the home page, in the evidence and the facts."""
        from wasl.base.accounts.slots import Work, work
        from wasl.base.audit.slots import verbs
        from wasl.base.intake.slots import importers
        from wasl.base.network import slots as network
        from wasl.kernel.frames import NavItem, home_cards, navigation
        from wasl.spine.cases import access, queries
        from wasl.spine.cases.actions import staff
        from wasl.spine.cases.enums import VERBS
        from wasl.spine.cases.importing.importer import ServicesImporter
        from wasl.spine.cases.queries import advisers, holdings, panels, standing
        from wasl.spine.facts.slots import sources
        from wasl.spine.merging.slots import Collision, collisions, words
        from wasl.spine.people import slots
        from wasl.spine.people.evidence import provide
        from wasl.spine.rights.slots import reaches

        cases = NavItem(_("My cases"), "cases:mine", "folder", access.may_read, "work")
        to_do = NavItem(_("To do"), "cases:todo", "check", access.may_see_tasks, "work")
        navigation.fill("cases", cases, order=40)
        navigation.fill("cases.todo", to_do, order=42)
        home_cards.fill("cases.received", panels.received_card, order=15)
        home_cards.fill("cases.overdue", panels.overdue_card, order=20)
        home_cards.fill("cases.unadvised", panels.unadvised_card, order=25)
        slots.timeline.fill("cases", queries.entries, order=40)
        slots.advisers.fill("cases", advisers.advisers)
        slots.advised.fill("cases", advisers.advised)
        slots.person_panels.fill("cases", panels.cases, order=40)
        slots.person_panels.fill("cases.followers", panels.followers, order=42)
        slots.holdings.fill("cases", holdings.held, order=300)
        slots.page_actions.fill("cases.open", panels.open_button, order=40)
        work.fill("cases", Work(_("Case files followed"), staff.held, staff.hand_over_all), order=40)
        network.standing.fill(
            "cases",
            network.Standing(_("Open files"), standing.count, standing.href, standing.first_day),
            order=10,
        )
        reaches.fill("cases", panels.reaches)
        importers.fill("services", ServicesImporter())
        sources.fill("cases.servicerecord", queries.expected_services)
        two_open = _(
            "Both have an open case file at the same desk of the same office: close one of the two first."
        )
        words.fill("cases.case", _("Case files"))
        collisions.fill("cases_case_one_open", Collision(settle=two_open))
        provide("advised_minutes", _("Minutes of advice"), "minutes", queries.advised_minutes)
        provide("accompanied_hours", _("Hours of accompaniment"), "hours", queries.accompanied_hours)
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
