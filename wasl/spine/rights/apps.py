"""The room of the rights of persons: what it hangs in the frames of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    name = "wasl.spine.rights"
    label = "rights"
    verbose_name = "Droits des personnes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the gate of the compartments, show what is kept apart on the page of a person, name the acts."""
        from wasl.base.audit.slots import kinds, reasons, verbs
        from wasl.base.documents.slots import compartment_gates, file_owners
        from wasl.kernel.frames import NavItem, erasure, home_cards, navigation
        from wasl.spine.people import slots
        from wasl.spine.rights import access, actions, panels, queries
        from wasl.spine.rights.enums import VERBS, Reason
        from wasl.spine.rights.queries import holdings

        asked = NavItem(_("Access requests"), "rights:requests", "file", access.may_ask, "house")
        opened = NavItem(_("Openings of compartments"), "rights:openings", "lock", access.may_watch, "house")
        navigation.fill("rights.requests", asked, order=880)
        navigation.fill("rights.openings", opened, order=890)
        home_cards.fill("rights.requests", panels.requests_card, order=60)
        slots.compartment_gate.fill("gate", queries.gate)
        slots.person_panels.fill("rights.compartments", panels.compartments, order=225)
        slots.person_panels.fill("rights.openings", panels.openings, order=240)
        slots.page_actions.fill("rights.ask", panels.ask_button, order=300)
        slots.holdings.fill("rights", holdings.held, order=900)
        erasure.fill("rights", actions.forget)
        file_owners.fill("rights.accessrequest", panels.may_open_file)
        compartment_gates.fill("rights.accessrequest", panels.file_gate)
        kinds.fill("rights.opening", _("Opening of a compartment"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
        for reason in Reason:
            reasons.fill(f"rights.{reason}", reason.label)
