"""The frame in which a room says how the rows of a sheet become its records."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from wasl.kernel.actors import Actor
from wasl.kernel.slots import Slot

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column that the importer knows: its code, its name, and the headings (fr, en, ar) it may stand under."""

    code: str
    label: Text
    headings: tuple[str, ...]
    required: bool = False
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class ImportCell:
    """A cell as the importer sees it; `ref` is its place (E15), `text` what it holds after any correction."""

    ref: str
    heading: str
    text: str
    formula: bool = False


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with the cell of a column: a code among the importer's `reasons`, or a sentence of its own."""

    column: str
    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A row understood. `clean` is None when faults stand; `readings` says how a cell is read when that is not
    plain (column code → words)."""

    clean: Any
    faults: tuple[CellFault, ...] = ()
    readings: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record or a row that this row may be about. `key` is "row:7" or the importer's own ("person:12").

    `usual` stands for strong evidence only (the same paper, the same telephone and birth date…): it is chosen
    beforehand, and still waits for somebody to say so.
    """

    key: str
    label: str
    why: str
    usual: bool = False


@dataclass(frozen=True, slots=True)
class CreatedRef:
    """A record that a row became: the label of its model ("reception.visit") and its primary key."""

    kind: str
    pk: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that could not be undone, and what rests on it, in words."""

    ref: CreatedRef
    why: str = ""


@dataclass(frozen=True, slots=True)
class Committed:
    """What writing a row made, and the key of the subject that later rows may share ("person:12")."""

    created: tuple[CreatedRef, ...]
    subject: str = ""


@dataclass(slots=True)
class ImportContext:
    """For whom rows are checked or written: the actor, the organisation and the office chosen for the whole sheet.

    `memory` is what the importer made in `begin` (nomenclatures, offices…), once per run.
    """

    by: Actor
    organisation_id: int
    office_id: int | None = None
    memory: Any = None


class Importer(ABC):
    """How the rows of one kind of sheet are understood, written and undone."""

    code: str
    label: Text
    columns: Sequence[ImportColumn]
    reasons: Mapping[str, Text]

    @abstractmethod
    def may(self, actor: Actor) -> bool:
        """Whether the actor may take over such sheets somewhere."""

    def begin(self, context: ImportContext) -> Any:
        """What `check` and `commit` need to know beforehand, fetched once; kept in `context.memory`."""
        return None

    @abstractmethod
    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        """Understand one row (column code → cell, mapped columns only) without asking the database."""

    def marks(self, clean: Any, context: ImportContext) -> Sequence[str]:
        """What a row is compared by: rows of a sheet that share no mark are never compared."""
        return ()

    def propose(
        self, asked: Mapping[int, Any], near: Mapping[int, Mapping[int, Any]], context: ImportContext
    ) -> Mapping[int, Sequence[Proposal]]:
        """Whom each row of a portion may be about: number → proposals, the strongest first.

        `asked` is number → clean; `near` gives for each of them the other rows that share a mark with it. However many
        rows are asked, the number of queries is the same.
        """
        return {}

    def writing(self, context: ImportContext) -> AbstractContextManager[None]:
        """What surrounds the writing of a portion of rows, inside its transaction."""
        return nullcontext()

    @abstractmethod
    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        """Write one row; `subject` is the key chosen ("" for a new one), `reason_new` why it is new although others
        look alike. RuleBroken makes the row faulty."""

    @abstractmethod
    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> Sequence[Kept]:
        """Undo what one row became; returns what had to be kept because other work already rests on it."""


importers: Slot[Importer] = Slot("intake.importers", "kind of sheet → how its rows become records")
