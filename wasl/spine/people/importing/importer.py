"""A partner's list of people, without visits; and what every sheet about people does the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.utils.translation import gettext_lazy

from wasl.base.intake.slots import (
    Checked,
    Committed,
    CreatedRef,
    ImportCell,
    ImportContext,
    Importer,
    Kept,
    Proposal,
)
from wasl.kernel.actors import Actor, Role
from wasl.spine.people.actions import gathering
from wasl.spine.people.importing.cells import Memory
from wasl.spine.people.importing.columns import COLUMNS, REASONS
from wasl.spine.people.importing.listed import ListCells, remembered_for_lists
from wasl.spine.people.importing.proposing import marks_of, proposals_for
from wasl.spine.people.importing.undoing import undo_refs
from wasl.spine.people.importing.writing import write_person

IMPORTERS = (Role.RECEPTION, Role.COORDINATOR)


class PeopleSheet(Importer):
    """Rows that are each about a person: what is understood of a row has their `identity`."""

    def begin(self, context: ImportContext) -> Memory:
        return remembered_for_lists(context)

    def marks(self, clean: Any, context: ImportContext) -> list[str]:
        return marks_of(clean.identity)

    def propose(
        self, asked: Mapping[int, Any], near: Mapping[int, Mapping[int, Any]], context: ImportContext
    ) -> Mapping[int, Sequence[Proposal]]:
        """The same paper, reference, or telephone with a close name is usual; a close name with the same birth waits
        for somebody to say so."""
        return proposals_for(
            {number: clean.identity for number, clean in asked.items()},
            {number: {n: other.identity for n, other in rows.items()} for number, rows in near.items()},
            context,
            anybody_known=context.memory.anybody_known,
        )

    def writing(self, context: ImportContext) -> AbstractContextManager[None]:
        return gathering(context.by)


class PeopleImporter(PeopleSheet):
    """A partner's list: one person a row."""

    code = "people"
    label = gettext_lazy("List of people of a partner")
    columns = COLUMNS
    reasons = REASONS

    def may(self, actor: Actor) -> bool:
        return actor.is_system or actor.has(*IMPORTERS)

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        row = ListCells(cells, context, context.memory)
        seen = row.day("seen_on")
        clean = row.listed_person(seen, row.office(seen, row.may_write_at))
        return Checked(clean, tuple(row.faults), row.readings)

    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        office = context.memory.by_id[clean.office_id]
        person, created = write_person(clean, subject, office, context.by, reason_new=reason_new)
        return Committed(tuple(created), f"person:{person.pk}")

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[Kept]:
        return undo_refs(refs, context.by, reason)
