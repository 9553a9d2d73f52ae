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
    """The four guichets of the incubator, the four accesses of CEFA's pathway, and any other."""

    STARTUP_COLLECTIVE = "startup_collective", _("Collective start-up")
    AUTO_ENTREPRENEUR = "auto_entrepreneur", _("Individual auto-entrepreneur")
    ASSOCIATIONS = "associations", _("Strengthening of associations")
    MARKETING_LAW = "marketing_law", _("Marketing and contracts, labour law")
    HEALTH = "health", _("Access to health")
    EDUCATION = "education", _("Access to education")
    TRAINING = "training", _("Access to training")
    EMPLOYMENT = "employment", _("Access to employment")
    OTHER = "other", _("Other guichet")


class OfferKind(TextChoices):
    """What an institution or a partner offers to people who are sent to it."""

    HEALTH = "health", _("Health care")
    PSYCHOSOCIAL = "psychosocial", _("Psychological and social support")
    EDUCATION = "education", _("Schooling")
    LANGUAGE = "language", _("Language courses")
    TRAINING = "training", _("Vocational training")
    EMPLOYMENT = "employment", _("Job search and registration")
    BUSINESS = "business", _("Support to create a business")
    COOPERATIVE = "cooperative", _("Support to cooperatives")
    FINANCE = "finance", _("Financing")
    LEGAL = "legal", _("Legal help")
    PAPERS = "papers", _("Papers and residence")
    ASYLUM = "asylum", _("Asylum and protection")
    HOUSING = "housing", _("Housing")
    SOCIAL = "social", _("Social assistance")
    OTHER = "other", _("Other service")
