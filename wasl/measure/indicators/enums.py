"""What an indicator counts, over which days, and how it is split."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CountBy(TextChoices):
    """What makes one unit of the figure."""

    PERSON = "person", _("each person once")
    PARTY = "party", _("each person or group once")
    SOURCE = "source", _("each record once")
    QUANTITY = "quantity", _("sum of the quantities")
    AMOUNT = "amount", _("sum of the amounts")


class PeriodRule(TextChoices):
    """Which acts count for a period."""

    IN_PERIOD = "in_period", _("acts of the period")
    FIRST_TIME = "first_time_in_programme", _("first act in the programme, when it falls in the period")
    STATE_AT_DATE = "state_at_date", _("everything up to the date")


class Split(TextChoices):
    """How a figure is divided into cells."""

    SEX = "sex", _("Sex")
    NATIONALITY_GROUP = "nationality_group", _("Group of nationalities")
    AGE_BAND = "age_band", _("Age")
    OFFICE = "office", _("Office")
    LEGAL_FORM = "legal_form", _("Legal form")
    SECTOR = "sector", _("Sector")


class Sex(TextChoices):
    """Words for the cells of a table."""

    FEMALE = "f", _("Women")
    MALE = "m", _("Men")
    UNKNOWN = "u", _("Not said")


class LegalForm(TextChoices):
    """Words for the cells of a table; the codes are those frozen on facts."""

    NONE = "none", _("No legal form")
    AUTO_ENTREPRENEUR = "auto_entrepreneur", _("Auto-entrepreneur")
    COOPERATIVE = "cooperative", _("Cooperative")
    SARL = "sarl", _("Limited company")
    SARL_AU = "sarl_au", _("Single-member limited company")
    GIE = "gie", _("Economic interest group")
    UNDECIDED = "undecided", pgettext_lazy("legal form", "Not decided")
