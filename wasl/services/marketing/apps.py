"""Application of marketing."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MarketingConfig(AppConfig):
    """Marketing."""

    name = "wasl.services.marketing"
    label = "marketing"
    verbose_name = "Marketing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the room on the page of a case, in the navigation and on the home page."""
        from wasl.base.audit.slots import kinds, verbs
        from wasl.base.documents.slots import file_owners
        from wasl.kernel.frames import NavItem, home_cards, navigation
        from wasl.services.marketing import access, actions, places, queries
        from wasl.services.marketing.enums import OWNER, VERBS
        from wasl.spine.cases import slots as cases
        from wasl.spine.people import slots as people

        place = NavItem(_("Marketing"), "marketing:deliverables", "shop", access.may_read, "work")
        navigation.fill("marketing", place, order=75)
        home_cards.fill("marketing", places.overdue_card, order=62)
        cases.panels.fill("marketing", places.panel, order=75)
        cases.buttons.fill("marketing", places.button, order=75)
        cases.closed.fill("marketing", actions.settle_with_case)
        people.holdings.fill("marketing", queries.held, order=325)
        file_owners.fill(OWNER, queries.may_open_file)
        kinds.fill(OWNER, pgettext_lazy("record", "Marketing deliverable"))
        for verb, words in VERBS.items():
            verbs.fill(verb, words)
