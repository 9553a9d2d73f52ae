"""The room of links: what it hangs in the frames of the house."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class LinksConfig(AppConfig):
    name = "wasl.spine.links"
    label = "links"
    verbose_name = "Liens"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who is one person; hang links in the navigation, on the home page and on the page of a person."""
        from wasl.base.audit.slots import kinds, reasons, verbs
        from wasl.spine.links import places
        from wasl.spine.links.enums import VERBS, AskReason

        places.fill()
        kinds.fill("links.link", pgettext_lazy("record", "Link"))
        kinds.fill("links.sharingagreement", pgettext_lazy("record", "Sharing agreement"))
        kinds.fill("links.question", pgettext_lazy("record", "Question"))
        for verb, label in VERBS.items():
            verbs.fill(verb, label)
        for reason in AskReason:
            reasons.fill(f"links.{reason}", reason.label)
