"""Topics, units and degrees of confidence of parameters; what a change of law is about; words of the journal."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Origin(TextChoices):
    """Who wrote a value: the files that ship with the product, or somebody here; files never overwrite the latter."""

    FILE = "file", _("Ships with the product")
    HAND = "hand", _("Entered here")


class DelayKind(TextChoices):
    """What the delay of a step counts."""

    ANSWER = "answer", _("Until the answer, from the day of the deposit")
    VALIDITY = "validity", _("How long what was obtained holds, from the day it was obtained")
    DUTY = "duty", _("Within which to act, from an event that is not recorded here")


class Changed(TextChoices):
    """What a change of law changes."""

    PARAMETER = "parameter", _("A number of the law")
    PROCEDURE = "procedure", _("A procedure")


class Nature(TextChoices):
    """How it changed."""

    NEW = "new", pgettext_lazy("change of law", "New value")
    CORRECTED = "corrected", pgettext_lazy("change of law", "Value or dates changed")
    WITHDRAWN = "withdrawn", pgettext_lazy("change of law", "Value withdrawn")
    VERSION = "version", pgettext_lazy("change of law", "New version")


# The words of the journal for the acts of this room.
VERBS: dict[str, str | Promise] = {
    "procedures.value": _("Value of the law entered by hand"),
    "procedures.confirm": _("Value of the law confirmed by a second person"),
    "procedures.withdraw": _("Waiting value of the law withdrawn"),
    "procedures.verify": _("Value of the law verified at its source"),
}
