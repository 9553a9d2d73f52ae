"""The room of duplicates: what it hangs in the frames of the house."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "wasl.spine.matching"
    label = "matching"
    verbose_name = "Doublons"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look for duplicates of whoever is registered or changed; name the acts of this room in the journal."""
        from wasl.base.audit.slots import verbs
        from wasl.spine.matching import actions
        from wasl.spine.matching.enums import VERBS
        from wasl.spine.matching.queries import holdings
        from wasl.spine.people import slots

        slots.changed.fill("matching", actions.changed)
        slots.holdings.fill("matching", holdings.held, order=230)
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
