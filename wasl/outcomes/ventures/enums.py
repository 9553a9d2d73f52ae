"""Words of ventures: legal forms, statuses, roles, what a follow-up finds."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LegalForm(models.TextChoices):
    """The form of a business; none is a form of its own: an income-generating activity."""

    NONE = "none", _("No legal form (income-generating activity)")
    AUTO_ENTREPRENEUR = "auto_entrepreneur", _("Auto-entrepreneur")
    COOPERATIVE = "cooperative", _("Cooperative")
    SARL = "sarl", _("Limited company (SARL)")
    SARL_AU = "sarl_au", _("Single-member limited company (SARL AU)")
    GIE = "gie", _("Economic interest group (GIE)")


class VentureStatus(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("venture", "Active")
    CHANGED = "changed", pgettext_lazy("venture", "Active, changed activity or form")
    PAUSED = "paused", pgettext_lazy("venture", "Paused")
    CLOSED = "closed", pgettext_lazy("venture", "Closed")
    UNREACHABLE = "unreachable", pgettext_lazy("venture", "Out of reach")


class VentureRole(models.TextChoices):
    MANAGER = "manager", _("Manager")
    ASSOCIATE = "associate", _("Associate")
    MEMBER = "member", _("Member")


class FollowUpStatus(models.TextChoices):
    DUE = "due", pgettext_lazy("follow-up", "To do")
    DONE = "done", pgettext_lazy("follow-up", "Done")
    DROPPED = "dropped", pgettext_lazy("follow-up", "No longer needed")


ALIVE = (VentureStatus.ACTIVE, VentureStatus.CHANGED)
WITH_PERSONALITY = (LegalForm.COOPERATIVE, LegalForm.SARL, LegalForm.SARL_AU, LegalForm.GIE)
REGISTRABLE = (LegalForm.AUTO_ENTREPRENEUR, *WITH_PERSONALITY)
