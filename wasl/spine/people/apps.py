"""The room of persons: what it hangs in the frames of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "wasl.spine.people"
    label = "people"
    verbose_name = "Personnes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang persons in the navigation; fill this room's own frames; name its acts in the journal."""
        from wasl.base.audit.slots import verbs
        from wasl.base.documents.slots import compartment_gates, file_owners
        from wasl.base.intake.slots import importers
        from wasl.kernel.frames import NavItem, checks, home_cards, navigation
        from wasl.spine.people import access, slots
        from wasl.spine.people.enums import VERBS
        from wasl.spine.people.importing.importer import PeopleImporter
        from wasl.spine.people.queries import (
            alerts,
            evidence,
            files,
            health,
            holdings,
            panels,
            renewals,
            timeline,
        )

        people = NavItem(_("People"), "people:list", "people", access.may_read, "work")
        collectives = NavItem(_("Collectives"), "people:collectives", "group", access.may_read, "work")
        navigation.fill("people", people, order=20)
        navigation.fill("people.collectives", collectives, order=30)
        titles = NavItem(_("To renew"), "people:renewals", "clock", access.may_see_renewals, "work")
        navigation.fill("people.renewals", titles, order=35)
        home_cards.fill("people.renewals", renewals.card, order=25)
        file_owners.fill(files.PAPER_FILES, files.may_open_paper)
        file_owners.fill(files.RESIDENCE_FILES, files.may_open_residence)
        file_owners.fill(files.CONSENT_FILES, files.may_open_consent)
        compartment_gates.fill(files.PAPER_FILES, files.gate_of_paper)
        compartment_gates.fill(files.RESIDENCE_FILES, files.gate_of_residence)
        checks.fill("people.keys", health.keys_are_of_this_version)
        evidence.provide_all()
        slots.timeline.fill("people", timeline.own_entries, order=10)
        slots.alerts.fill("people", alerts.own_alerts, order=10)
        slots.person_panels.fill("people.members", panels.members, order=10)
        slots.person_panels.fill("people.identity", panels.identity, order=200)
        slots.person_panels.fill("people.names", panels.names, order=202)
        slots.person_panels.fill("people.papers", panels.papers, order=205)
        slots.person_panels.fill("people.languages", panels.languages, order=207)
        slots.person_panels.fill("people.collectives", panels.collectives, order=210)
        slots.person_panels.fill("people.compartments", panels.compartments, order=220)
        slots.person_panels.fill("people.ties", panels.ties, order=230)
        slots.holdings.fill("people", holdings.held, order=10)
        importers.fill("people", PeopleImporter())
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
