"""Topics, units and degrees of confidence of parameters."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What a parameter is about."""

    AUTO_ENTREPRENEUR = "auto_entrepreneur", _("Auto-entrepreneur")
    COOPERATIVE = "cooperative", _("Cooperative")
    COMPANY = "company", _("Limited company")
    ASSOCIATION = "association", _("Association")
    HIRING = "hiring", _("Hiring")
    WAGES = "wages", _("Minimum wages")
    RESIDENCE = "residence", _("Residence")
    WORK = "work", _("Looking for work")
    DATA = "data", _("Personal data")
    DONOR = "donor", _("Donor’s rules")


class Unit(TextChoices):
    """What a value counts."""

    MAD = "MAD", "MAD"
    EUR = "EUR", "EUR"
    MAD_HOUR = "MAD/hour", _("MAD an hour")
    MAD_DAY = "MAD/day", _("MAD a day")
    MAD_MONTH = "MAD/month", _("MAD a month")
    MAD_QUARTER = "MAD/quarter", _("MAD a quarter")
    MAD_YEAR = "MAD/year", _("MAD a year")
    PERCENT = "percent", "%"
    PEOPLE = "people", _("people")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")
    HOURS = "hours", _("hours")


class Confidence(TextChoices):
    """How sure a value is: read in the text or on an official page, reported by others, or not confirmed."""

    OFFICIAL = "official", _("Official page")
    REPORTED = "reported", _("Reported")
    UNCONFIRMED = "unconfirmed", _("Not confirmed")
