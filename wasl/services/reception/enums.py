"""Words of the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisitStatus(models.TextChoices):
    """Where the visitor stands."""

    WAITING = "waiting", _("Waiting")
    CALLED = "called", pgettext_lazy("the visitor", "Called")
    SERVED = "served", pgettext_lazy("the visitor", "Served")
    LEFT = "left", _("Left without being served")
    WITHDRAWN = "withdrawn", pgettext_lazy("the visit", "Withdrawn")


class Reason(models.TextChoices):
    """What people come for."""

    INFORMATION = "information", pgettext_lazy("reason of a visit", "Information")
    COLLECTIVE_BUSINESS = "collective_business", _("Collective start-up")
    AUTO_ENTREPRENEUR = "auto_entrepreneur", _("Auto-entrepreneur status")
    ASSOCIATION = "association", _("Association")
    MARKETING = "marketing", _("Marketing, contracts")
    LABOUR_LAW = "labour_law", _("Labour law")
    EMPLOYMENT = "employment", _("Job search")
    TRAINING = "training", _("Training")
    PAPERS = "papers", _("Papers, residence permit")
    HEALTH = "health", pgettext_lazy("reason of a visit", "Health")
    EDUCATION = "education", pgettext_lazy("reason of a visit", "Education, school")
    OTHER = "other", _("Another reason")


class Origin(models.TextChoices):
    """How the visit came into the house."""

    LIVE = "live", _("At the desk")
    IMPORT = "import", _("Taken over from a register")
    PAPER = "paper", _("From a sheet of paper")
