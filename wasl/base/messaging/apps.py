"""Application of the messages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MessagingConfig(AppConfig):
    """Messages."""

    name = "wasl.base.messaging"
    label = "messaging"
    verbose_name = "Messages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the outbox in the frames of the house, name its acts for the journal."""
        from wasl.base.audit.slots import concealed, kinds, verbs
        from wasl.base.messaging import access, concealing, home, queries
        from wasl.base.messaging.enums import VERBS
        from wasl.kernel import frames

        place = frames.NavItem(_("Messages"), "messaging:outbox", "message", access.may_see, "work")
        frames.navigation.fill("messaging", place, order=90)
        frames.home_cards.fill("messaging", home.card, order=40)
        frames.checks.fill("messaging", queries.machine_is_connected)
        kinds.fill("messaging.message", pgettext_lazy("record", "Message"))
        concealed.fill("messaging", concealing.entries_kept_from)
        for verb, words in VERBS.items():
            verbs.fill(verb, words)
