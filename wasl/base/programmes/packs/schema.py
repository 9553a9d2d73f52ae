"""The sections every pack may have: their keys and what each holds. Unknown keys are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from wasl.base.network.enums import GuichetKind, OrganisationKind
from wasl.base.programmes.enums import FigureKind, FigureUnit, PartnerRole, Precision

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Short = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Known = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class Entry(BaseModel):
    """Base of every entry of a pack: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Entry):
    """A text in French, and in Arabic and English where it has been translated."""

    fr: str
    ar: str = ""
    en: str = ""

    def fields(self, name: str) -> dict[str, str]:
        """Values for the columns name_fr, name_ar, name_en."""
        return {f"{name}_fr": self.fr.strip(), f"{name}_ar": self.ar.strip(), f"{name}_en": self.en.strip()}


EMPTY = Text(fr="")


class Dated(Entry):
    starts_on: date | None = None
    ends_on: date | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("ends_on stands before starts_on")
        return self


class ProgrammeEntry(Dated):
    code: Code
    name: Text
    summary: Text = EMPTY
    currency: Currency = "EUR"
    envelope: Annotated[Decimal, Field(gt=0)] | None = None
    starts_on: date
    dates_note: Text = EMPTY


class DonorEntry(Entry):
    organisation: Code
    amount: Annotated[Decimal, Field(gt=0)] | None = None
    reference: str = ""


class PartnerEntry(Entry):
    organisation: Code
    role: PartnerRole


class OrganisationEntry(Entry):
    code: Code
    name: Short
    name_ar: str = ""
    kinds: list[OrganisationKind] = []
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = "MA"
    website: str = ""


class OfficeEntry(Entry):
    code: Code
    organisation: Code
    name: Short
    province: str
    address: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    closing_reason: str = ""


class GuichetEntry(Entry):
    organisation: Code
    kind: GuichetKind
    code: Code | Literal[""] = ""
    name: Text


class SourceEntry(Entry):
    code: Code
    title: Short
    publisher: str = ""
    published: Known | Literal[""] = ""
    url: str = ""


class ZoneEntry(Entry):
    code: Code
    name: Text
    organisation: Code
    with_organisations: list[Code] = []
    provinces: list[str] = []
    admits: Text = EMPTY


class StrandEntry(Entry):
    code: Code
    name: Text


class StatedEntry(Entry):
    code: Code
    label: Text
    value: Decimal
    precision: Precision = Precision.EXACT
    unit: FigureUnit
    currency: Currency | Literal[""] = ""
    period_start: date | None = None
    period_end: date | None = None
    strand: Code | None = None
    reading: Text = EMPTY
    source: Code

    @model_validator(mode="after")
    def _amounts_have_a_currency(self) -> Self:
        if (self.unit == FigureUnit.AMOUNT) != bool(self.currency):
            raise ValueError("an amount has a currency, and nothing else has one")
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValueError("period_end stands before period_start")
        return self


class PublishedEntry(StatedEntry):
    kind: FigureKind


class CoverageEntry(Dated):
    code: Code
    label: Text
    kinds: list[Code] = []
    offices: list[Code] = []
    guichets: list[str] = []
    strands: list[Code] = []
    zones: list[Code] = []
    exclusive: bool = False


SCHEMAS: dict[str, Any] = {
    "programme": ProgrammeEntry,
    "organisations": list[OrganisationEntry],
    "offices": list[OfficeEntry],
    "guichets": list[GuichetEntry],
    "donors": list[DonorEntry],
    "partners": list[PartnerEntry],
    "sources": list[SourceEntry],
    "zones": list[ZoneEntry],
    "strands": list[StrandEntry],
    "targets": list[StatedEntry],
    "published": list[PublishedEntry],
    "coverage": list[CoverageEntry],
}
