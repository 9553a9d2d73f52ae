"""Application of the reception."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReceptionConfig(AppConfig):
    """Accueil."""

    name = "wasl.services.reception"
    label = "reception"
    verbose_name = "Accueil"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the desk in the frames of the house."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.base.intake.slots import importers
        from wasl.base.network import slots as network
        from wasl.kernel import frames
        from wasl.services.reception import access, places, queries
        from wasl.services.reception.queries import holdings, standing
        from wasl.services.reception.register.importer import RegisterImporter
        from wasl.spine.facts.slots import sources
        from wasl.spine.merging import slots as merging
        from wasl.spine.people import slots as people

        frames.navigation.fill(
            "reception",
            frames.NavItem(_("Reception desk"), "reception:desk", "door", access.may_use_desk, "work"),
            order=10,
        )
        frames.navigation.fill(
            "reception.visits",
            frames.NavItem(_("Visits"), "reception:visits", "list", access.may_read, "work"),
            order=15,
        )
        frames.navigation.fill(
            "reception.year",
            frames.NavItem(_("The year at the desk"), "reception:year", "chart", access.may_read, "measure"),
            order=15,
        )
        frames.home_cards.fill("reception", places.home_card, order=10)
        people.timeline.fill("reception", queries.timeline_entries, order=20)
        people.last_seen.fill("reception", queries.last_seen)
        people.person_panels.fill("reception", places.person_panel, order=60)
        people.holdings.fill("reception", holdings.held, order=200)
        people.page_actions.fill("reception", places.welcome_action, order=10)
        network.standing.fill(
            "reception",
            network.Standing(_("Waiting"), standing.count, standing.href, standing.first_day),
            order=30,
        )
        sources.fill("reception.visit", queries.expected_facts)
        merging.words.fill("reception.visit", _("Visits"))
        importers.fill("register", RegisterImporter())
        kinds.fill("reception.visit", pgettext_lazy("record", "Visit"))
        kinds.fill("reception.dayclosing", pgettext_lazy("record", "Closed day"))
        for verb, words in places.VERBS.items():
            verbs.fill(verb, words)
