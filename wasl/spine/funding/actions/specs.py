"""What the actions take: lines, tranches, conditions, and who took part before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[Any] | BinaryIO
else:
    Upload = Any


@dataclass(frozen=True, slots=True)
class LineSpec:
    """A budget line to be written; `parent` is the code of its heading or "", `amount` in the budget's currency."""

    code: str
    amount: Decimal
    label_fr: str
    label_ar: str = ""
    label_en: str = ""
    kind: str = "other"
    parent: str = ""
    invented: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A condition of a tranche: an evidence code (yes, or at least a number), a usual sentence (`enums.Standard`), or
    another sentence to be attested."""

    text: str = ""
    standard: str = ""
    evidence: str = ""
    at_least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TrancheSpec:
    """A tranche to be written: amount in MAD, conditions, and when it is expected."""

    amount: Decimal
    conditions: Sequence[When | str] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody who instructed the file or took part in its decision (`part` of enums.Part)."""

    actor_id: int
    label: str
    part: str


TrancheInput = TrancheSpec | tuple[Decimal, Sequence[When | str]]


def as_tranche(given: TrancheInput) -> TrancheSpec:
    """A tranche given as (amount, conditions), or already as TrancheSpec."""
    return given if isinstance(given, TrancheSpec) else TrancheSpec(given[0], given[1])


def as_condition(given: When | str) -> When:
    return given if isinstance(given, When) else When(text=given)
