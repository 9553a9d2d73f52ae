"""The room of duplicates: what it hangs in the frames of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    name = "wasl.spine.matching"
    label = "matching"
    verbose_name = "Doublons"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Compare whoever is registered or changed; hang the pairs in the navigation, at home and beside a person."""
        from wasl.base.audit.slots import verbs
        from wasl.kernel.frames import NavItem, home_cards, navigation
        from wasl.spine.matching import access, actions
        from wasl.spine.matching.actions.forgetting import forget_undecided
        from wasl.spine.matching.enums import VERBS
        from wasl.spine.matching.queries import holdings, places
        from wasl.spine.people import slots

        pairs = NavItem(_("Duplicates"), "matching:list", "files", access.may_decide, "work")
        navigation.fill("matching", pairs, order=36)
        home_cards.fill("matching", places.card, order=35)
        slots.changed.fill("matching", actions.changed)
        slots.unregistered.fill("matching", forget_undecided)
        slots.alerts.fill("matching", places.alerts, order=20)
        slots.holdings.fill("matching", holdings.held, order=230)
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
