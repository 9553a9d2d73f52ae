"""A partner's list of people, without visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
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
from wasl.base.network.models import Office
from wasl.base.reference.models import Language, Province
from wasl.kernel.actors import Actor, Role
from wasl.spine.people import access
from wasl.spine.people.actions import gathering
from wasl.spine.people.enums import PaperKind
from wasl.spine.people.importing.cells import Memory, PersonCells, PersonRow, remembered
from wasl.spine.people.importing.columns import COLUMNS, REASONS
from wasl.spine.people.importing.proposing import marks_of, proposals_for
from wasl.spine.people.importing.undoing import undo_refs
from wasl.spine.people.importing.writing import write_person
from wasl.spine.people.rules import reading as rules
from wasl.spine.people.rules.alike import Identity

IMPORTERS = (Role.RECEPTION, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A sound row of a partner's list."""

    person: PersonRow
    office_id: int
    seen_on: date | None
    email: str
    province: str
    address: str
    languages: tuple[str, ...]
    paper: tuple[str, str, date | None] | None
    consent_on: date | None
    reference: str

    @property
    def identity(self) -> Identity:
        """What the person is compared by."""
        papers = (self.paper[1],) if self.paper else ()
        references = (self.reference,) if self.reference else ()
        return replace(self.person.identity, papers=papers, references=references)


class PeopleImporter(Importer):
    """A partner's list: one person a row."""

    code = "people"
    label = gettext_lazy("List of people of a partner")
    columns = COLUMNS
    reasons = REASONS

    def may(self, actor: Actor) -> bool:
        return actor.is_system or actor.has(*IMPORTERS)

    def begin(self, context: ImportContext) -> Memory:
        memory = remembered(context)
        by, organisation = context.by, context.organisation_id
        memory.may_papers = by.is_system or by.may(access.PAPERS, organisation=organisation)
        memory.may_consent = by.is_system or by.may(access.CONSENT, organisation=organisation)
        for code, model in (("province", Province), ("languages", Language)):
            rows = model.objects.values_list("code", "name_fr", "name_ar", "name_en")
            memory.lists[code] = rules.words_of({row[0]: row[1:] for row in rows})
        return memory

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        return _Cells(cells, context, context.memory).listed_person()

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

    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        office = context.memory.by_id[clean.office_id]
        person, created = write_person(clean, subject, office, context.by, reason_new=reason_new)
        return Committed(tuple(created), f"person:{person.pk}")

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[Kept]:
        return undo_refs(refs, context.by, reason)


class _Cells(PersonCells):
    """One row of a list on its way from texts to a ListedPerson."""

    def listed_person(self) -> Checked:
        seen = self.day("seen_on")
        person = self.person(seen)
        office = self.office(seen, self._may_write_at)
        paper = self._paper()
        consent = self.day("consent_on")
        if consent is not None and not self.memory.may_consent:
            self.wrong("consent_on", "consent_not_yours")
        provinces, languages = self.listed("province", "province"), self.listed("languages", "language")
        email = self.checked("email", rules.read_email)
        reference = "" if rules.is_nothing(self.text("reference")) else self.text("reference")[:60]
        if self.faults or office is None:
            return Checked(None, tuple(self.faults), self.readings)
        clean = ListedPerson(
            person=person,
            office_id=office.pk,
            seen_on=seen,
            email=email,
            province=provinces[0] if provinces else "",
            address=self.text("address")[:200],
            languages=tuple(languages),
            paper=paper,
            consent_on=consent,
            reference=reference,
        )
        return Checked(clean, (), self.readings)

    def _may_write_at(self, office: Office) -> bool:
        organisation, by = office.organisation_id, self.context.by
        return by.is_system or by.may(access.WRITERS, organisation=organisation, office=office.pk)

    def _paper(self) -> tuple[str, str, date | None] | None:
        kind = rules.read_paper_kind(self.text("paper_kind"), PaperKind.values)
        if kind is None:
            self.wrong("paper_kind", "paper_kind")
        number = self.checked("paper_number", rules.read_paper_number)
        until = self.day("paper_until", future=True)
        if kind == "" and number:
            kind = self._kind_of_heading()
            if kind == "":
                self.wrong("paper_kind", "paper_kind_missing")
        if kind and not number and not any(fault.column == "paper_number" for fault in self.faults):
            self.wrong("paper_number", "paper_number_missing")
        if not kind or not number:
            return None
        if not self.memory.may_papers:
            self.wrong("paper_number", "paper_not_yours")
        self.readings["paper_kind"] = str(PaperKind(kind).label)
        return kind, number, until

    def _kind_of_heading(self) -> str:
        """The kind that the heading of the numbers says by itself: N° passeport, CIN."""
        heading = self.cells["paper_number"].heading
        bare = rules.plain(heading).replace("n°", "").replace("numero", "").replace("number", "").strip()
        bare = bare.removeprefix("de ").removeprefix("رقم ").strip()
        return rules.read_paper_kind(bare, PaperKind.values) or ""
