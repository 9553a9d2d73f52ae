"""Puts the reference lists into the database; safe to run again at any time."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pycountry
from babel import Locale
from django.db import transaction

from wasl.base.reference.enums import CountryGroup
from wasl.base.reference.models import Country, Language, Named, Province, Region, Sector, Trade

NamedT = TypeVar("NamedT", bound=Named)
DATA = Path(__file__).parent / "data"
# a territory in ISO 3166-1, not a nationality: its provinces stand among the regions, as the registers name them
TERRITORY = "EH"
NAMES = ["name_fr", "name_ar", "name_en"]


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Writes regions, provinces, countries, languages, sectors and trades from the data files.

    Idempotent: a row that exists is brought up to date by its code, none is removed. Returns the number of
    rows per list.
    """
    regions, provinces = _subdivisions()
    sectors = [
        Sector(position=position, isic=row["isic"], **_named(row))
        for position, row in enumerate(_read("sectors.csv"), start=1)
    ]
    trades = [
        Trade(sector_id=row["sector"] or None, isco=row["isco"], **_named(row)) for row in _read("trades.csv")
    ]
    return {
        "regions": _write(Region, regions, ["hcp_code"]),
        "provinces": _write(Province, provinces, ["kind", "region", "iso_region", "hcp_code"]),
        "countries": _write(Country, _countries(), ["alpha3", "group"]),
        "languages": _write(Language, [Language(**_named(row)) for row in _read("languages.csv")], []),
        "sectors": _write(Sector, sectors, ["isic", "position"]),
        "trades": _write(Trade, trades, ["sector", "isco"]),
    }


def _write(model: type[NamedT], rows: Iterable[NamedT], fields: list[str]) -> int:
    written = model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=[*NAMES, *fields]
    )
    return len(written)


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _named(row: dict[str, str]) -> dict[str, str]:
    return {"code": row["code"], **{name: row[name] for name in NAMES}}


def _subdivisions() -> tuple[list[Region], list[Province]]:
    rows = _read("ma_subdivisions.csv")
    regions = [Region(hcp_code=row["hcp_code"], **_named(row)) for row in rows if row["type"] == "Region"]
    provinces = [
        Province(
            kind=row["type"].lower(),
            region_id=row["parent_admin"],
            iso_region_id=row["parent_iso"],
            hcp_code=row["hcp_code"],
            **_named(row),
        )
        for row in rows
        if row["type"] != "Region"
    ]
    return regions, provinces


def _countries() -> list[Country]:
    """The countries of ISO 3166-1, named by CLDR in the three languages: what a nationality is chosen from."""
    groups = {
        code: CountryGroup(row["group"])
        for row in _read("country_groups.csv")
        for code in row["codes"].split()
    }
    french, arabic, english = (Locale(language).territories for language in ("fr", "ar", "en"))
    return [
        Country(
            code=country.alpha_2,
            alpha3=country.alpha_3,
            group=groups.get(country.alpha_2, CountryGroup.OTHER),
            name_fr=french[country.alpha_2],
            name_ar=arabic[country.alpha_2],
            name_en=english[country.alpha_2],
        )
        for country in pycountry.countries
        if country.alpha_2 != TERRITORY
    ]
