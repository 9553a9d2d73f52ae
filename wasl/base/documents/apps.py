"""Application of the documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentsConfig(AppConfig):
    """Pièces."""

    name = "wasl.base.documents"
    label = "documents"
    verbose_name = "Pièces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the verbs that the journal shows."""
        from wasl.base.audit.slots import kinds, verbs

        kinds.fill("documents.file", pgettext_lazy("record", "Document"))
        verbs.fill("documents.store", _("Kept a file"))
        verbs.fill("documents.open", _("Opened a file"))
        verbs.fill("documents.discard", _("Removed a file that had served its time"))
