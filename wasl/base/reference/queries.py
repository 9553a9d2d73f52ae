"""Reads of the reference lists for forms and statistics."""

from __future__ import annotations

import unicodedata

import pycountry
from babel import Locale

from wasl.base.reference.enums import CountryGroup
from wasl.base.reference.models import Country, Named


def choices(model: type[Named]) -> list[tuple[str, str]]:
    """(code, name in the language of the screen) of a whole list, in alphabetical order without accents."""
    rows = [(row.code, row.label) for row in model._default_manager.all()]
    return sorted(rows, key=lambda row: (sort_key(row[1]), row[0]))


def sort_key(name: str) -> str:
    """The name without accents and capitals, so that É sorts with E."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def group_of(country_code: str | None) -> str:
    """The group of nationalities of a country code; "" when the nationality is not known."""
    if not country_code:
        return ""
    group = Country.objects.filter(pk=country_code).values_list("group", flat=True).first()
    return group or CountryGroup.OTHER


def country_names() -> list[tuple[str, list[str]]]:
    """(code, names in French, English and Arabic) of every country of ISO 3166-1, as CLDR has them. No query."""
    territories = [Locale(language).territories for language in ("fr", "en", "ar")]
    return [
        (country.alpha_2, [names[country.alpha_2] for names in territories])
        for country in pycountry.countries
    ]
