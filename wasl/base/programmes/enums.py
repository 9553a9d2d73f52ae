"""Codes of programmes, figures and partners."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnerRole(TextChoices):
    """What an organisation does in a programme."""

    LEAD = "lead", _("Lead")
    IMPLEMENTING = "implementing", _("Implementing partner")
    ASSOCIATED = "associated", _("Associated partner")


class FigureUnit(TextChoices):
    """What a figure counts."""

    PERSON = "person", pgettext_lazy("unit", "people")
    COLLECTIVE = "collective", pgettext_lazy("unit", "groups")
    VENTURE = "venture", pgettext_lazy("unit", "businesses")
    ACT = "act", _("acts")
    OFFICIAL = "official", pgettext_lazy("unit", "officials")
    AMOUNT = "amount", _("amount")


class FigureKind(TextChoices):
    """A target was planned; a result was achieved."""

    TARGET = "target", _("target")
    RESULT = "result", _("result")


class Precision(TextChoices):
    """How exactly the source gives the number."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("at least")
    UP_TO = "up_to", _("up to")
