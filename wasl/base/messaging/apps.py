"""Application of the messages."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Messages."""

    name = "wasl.base.messaging"
    label = "messaging"
    verbose_name = "Messages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the acts of the room for the journal."""
        from wasl.base.audit.slots import verbs
        from wasl.base.messaging.enums import VERBS

        for verb, words in VERBS.items():
            verbs.fill(verb, words)
