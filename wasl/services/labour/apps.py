"""Application of labour law and contracts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LabourConfig(AppConfig):
    """Droit du travail."""

    name = "wasl.services.labour"
    label = "labour"
    verbose_name = "Droit du travail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the room on the page of a case, in the navigation and on the home page."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.kernel.frames import NavItem, home_cards, navigation
        from wasl.services.labour import access, actions, places, queries
        from wasl.services.labour.enums import VERBS
        from wasl.spine.cases import slots as cases
        from wasl.spine.people import slots as people

        place = NavItem(_("Labour law"), "labour:matters", "scale", access.may_read, "work")
        navigation.fill("labour", place, order=70)
        home_cards.fill("labour", places.overdue_card, order=60)
        cases.panels.fill("labour", places.panel, order=70)
        cases.buttons.fill("labour.matter", places.open_button, order=70)
        cases.buttons.fill("labour.contract", places.contract_button, order=72)
        cases.closed.fill("labour", actions.check_concluded)
        people.holdings.fill("labour", queries.held, order=320)
        kinds.fill("labour.labourmatter", pgettext_lazy("record", "Labour-law matter"))
        kinds.fill("labour.contractdraft", pgettext_lazy("record", "Draft of a contract"))
        for verb, words in VERBS.items():
            verbs.fill(verb, words)
