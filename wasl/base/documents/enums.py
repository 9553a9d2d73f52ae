"""Words of the documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Compartment(models.TextChoices):
    """A sensitive matter that only named roles open, with a reason."""

    NONE = "", _("Ordinary")
    STATUS = "status", _("Residence status")
    PROTECTION = "protection", _("Protection")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal matters")


class FileKind(models.TextChoices):
    """What a file is to its owner; rooms add their own codes, these have a name on screen."""

    IDENTITY = "identity", _("Identity paper")
    RESIDENCE = "residence", _("Residence permit")
    PROOF = "proof", _("Supporting document")
    LETTER = "letter", _("Letter")
    AGREEMENT = "agreement", _("Agreement")
    RECEIPT = "receipt", pgettext_lazy("a document", "Receipt")
    CERTIFICATE = "certificate", _("Certificate")
    PHOTO = "photo", _("Photo")
    IMPORT = "import", _("Imported file")
    OTHER = "other", _("Other document")
