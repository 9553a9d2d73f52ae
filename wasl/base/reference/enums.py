"""Codes of the reference lists."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CountryGroup(TextChoices):
    """Group of nationalities used in every published table (data/country_groups.csv says who is where)."""

    MA = "MA", _("Morocco")
    SSA = "SSA", _("Sub-Saharan Africa")
    MAGHREB = "MAGHREB", _("Other Maghreb countries")
    MENA = "MENA", _("Middle East and Egypt")
    EUROPE = "EUROPE", _("Europe")
    OTHER = "OTHER", _("Other countries")


class ProvinceKind(TextChoices):
    """Administrative kind of a province of Morocco."""

    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
