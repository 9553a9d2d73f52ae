"""The models of contracts that ship with the product: versions of clauses, in French and Arabic, with their source."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from wasl.base.procedures.enums import Confidence
from wasl.base.programmes.packs import Entry, Text
from wasl.base.programmes.packs.reading import read_folder
from wasl.services.labour.enums import ContractKind

DATA = Path(__file__).parent / "data"


class Clause(Entry):
    """One article; its text names the terms of the contract between braces: {employer}, {wage}…"""

    title: Text
    text: Text


class ContractModel(Entry):
    """One version of a model, from `valid_from` on (None: since before the records)."""

    kind: ContractKind
    version: Annotated[int, Field(ge=1)]
    valid_from: date | None = None
    source: Annotated[str, Field(min_length=1)]
    verified_on: date | None = None
    confidence: Confidence
    doubt: Text = Text(fr="")
    opening: Text
    clauses: Annotated[list[Clause], Field(min_length=1)]


@cache
def models() -> tuple[ContractModel, ...]:
    """Every version of every model, in the order of the file. PackFaults naming file and line when it is wrong."""
    part = read_folder(DATA)["contracts"]
    return tuple(TypeAdapter(list[ContractModel]).validate_python(part.value))


def newest(kind: str, on: date) -> ContractModel:
    """The version of the model of this kind that holds on that day: the latest begun by then. LookupError for none."""
    begun = [one for one in models() if one.kind == kind and (one.valid_from is None or one.valid_from <= on)]
    if not begun:
        raise LookupError(kind)
    return max(begun, key=lambda one: one.version)


def version_of(kind: str, version: int) -> ContractModel:
    """One version of a model, whatever holds today. LookupError for none."""
    for one in models():
        if (one.kind, one.version) == (kind, version):
            return one
    raise LookupError(f"{kind} {version}")
