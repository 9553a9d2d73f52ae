"""From the rows of a register to people and visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
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
from wasl.base.network.models import Office
from wasl.kernel.actors import Actor
from wasl.services.reception import access, actions
from wasl.services.reception.enums import Origin, Reason
from wasl.services.reception.register.columns import COLUMNS, REASONS
from wasl.services.reception.register.undoing import undo_person, undo_visit
from wasl.services.reception.rules import register as rules
from wasl.spine.people import actions as people
from wasl.spine.people.enums import FollowingBasis
from wasl.spine.people.importing.cells import Memory, PersonCells, PersonRow, remembered
from wasl.spine.people.importing.proposing import marks_of, proposals_for
from wasl.spine.people.importing.writing import person_chosen
from wasl.spine.people.models import Person
from wasl.spine.people.rules.reading import read_day


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A sound row of a register: who came, when, where, for what."""

    person: PersonRow
    day: date
    office_id: int
    reason: str


class RegisterImporter(Importer):
    """A welcome register: one visit a row."""

    code = "register"
    label = gettext_lazy("Welcome register (visits and people)")
    columns = COLUMNS
    reasons = REASONS

    def may(self, actor: Actor) -> bool:
        return access.may_import(actor)

    def begin(self, context: ImportContext) -> Memory:
        return remembered(context)

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        return _Cells(cells, context, context.memory).visit()

    def marks(self, clean: Any, context: ImportContext) -> list[str]:
        return marks_of(clean.person.identity)

    def propose(
        self, asked: Mapping[int, Any], near: Mapping[int, Mapping[int, Any]], context: ImportContext
    ) -> Mapping[int, Sequence[Proposal]]:
        """Rows of the same sheet and people already known. A telephone together with a close name is usual; a close
        name with the same birth waits for somebody to say so."""
        return proposals_for(
            {number: clean.person.identity for number, clean in asked.items()},
            {
                number: {n: other.person.identity for n, other in rows.items()}
                for number, rows in near.items()
            },
            context,
            anybody_known=context.memory.anybody_known,
        )

    def writing(self, context: ImportContext) -> AbstractContextManager[None]:
        return people.gathering(context.by)

    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        row: RegisterRow = clean
        office = context.memory.by_id[row.office_id]
        created: list[CreatedRef] = []
        if subject:
            person = person_chosen(subject, context.by)
            for written in row.person.written:
                if written != person.label:
                    people.record_name(by=context.by, person=person, text=written, source=_("a register"))
        else:
            person = _new_person(row, office, context.by, reason_new)
            created.append(CreatedRef("people.person", person.pk))
        visit = actions.record_visit(
            by=context.by,
            office=office,
            person=person,
            reasons=[row.reason] if row.reason else [],
            at=row.day,
            origin=Origin.IMPORT,
        )
        return Committed((*created, CreatedRef("reception.visit", visit.pk)), f"person:{person.pk}")

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[Kept]:
        visits = [ref for ref in refs if ref.kind == "reception.visit"]
        persons = [ref for ref in refs if ref.kind == "people.person"]
        kept = [(ref, undo_visit(ref.pk, context.by, reason)) for ref in visits]
        kept += [(ref, undo_person(ref.pk, context.by)) for ref in persons]
        return [Kept(ref, why) for ref, why in kept if why]


class _Cells(PersonCells):
    """One row of a register on its way from texts to a RegisterRow."""

    def visit(self) -> Checked:
        day = self._day()
        office = self.office(day, self._may_record_at)
        person = self.person(day, late_birth="birth_after_visit")
        reason = rules.read_reason(self.text("reason"))
        if reason:
            self.readings["reason"] = Reason(reason).label
        if self.faults or day is None or office is None:
            return Checked(None, tuple(self.faults), self.readings)
        return Checked(RegisterRow(person, day, office.pk, reason), (), self.readings)

    def _day(self) -> date | None:
        day = read_day(self.text("visited_on"), self.memory.today)
        if day is None:
            self.wrong("visited_on", "visit_date")
        elif day > self.memory.today:
            self.wrong("visited_on", "visit_future")
        return day

    def _may_record_at(self, office: Office) -> bool:
        return access.may_record_at(self.context.by, organisation=office.organisation_id, office=office.pk)


def _new_person(row: RegisterRow, office: Office, by: Actor, reason_new: str) -> Person:
    person = row.person
    return people.create_person(
        by=by,
        office=office,
        family_name=person.family_name,
        given_names=person.given_names,
        sex=person.sex,
        birth_date=person.birth.day,
        birth_precision=person.birth.precision,
        nationality=person.nationality or None,
        phone=person.phone,
        on=row.day,
        basis=FollowingBasis.IMPORT,
        names_written=person.written,
        reason_new=reason_new,
    )
