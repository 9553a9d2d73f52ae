"""Kinds of organisations and of guichets."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What an organisation is in the programmes; one organisation may be several of these."""

    OPERATOR = "operator", _("Operator: receives people")
    ASSOCIATION = "association", _("Association or NGO")
    DONOR = "donor", _("Donor")
    INSTITUTION = "institution", _("Public institution")
    INTERNATIONAL = "international", _("International organisation")
    EMPLOYER = "employer", _("Employer")


class GuichetKind(TextChoices):
    """The four guichets of the incubator, and any other."""

    STARTUP_COLLECTIVE = "startup_collective", _("Collective start-up")
    AUTO_ENTREPRENEUR = "auto_entrepreneur", _("Individual auto-entrepreneur")
    ASSOCIATIONS = "associations", _("Strengthening of associations")
    MARKETING_LAW = "marketing_law", _("Marketing and contracts, labour law")
    OTHER = "other", _("Other guichet")
