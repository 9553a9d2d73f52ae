"""From the cells of a row to a person with what a partner's list says of them: reference, papers, consent…"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wasl.base.intake.slots import ImportContext
from wasl.base.network.models import Office
from wasl.base.reference.models import Language, Province
from wasl.spine.people import access
from wasl.spine.people.enums import PaperKind
from wasl.spine.people.importing.cells import Memory, PersonCells, PersonRow, remembered
from wasl.spine.people.rules import reading as rules
from wasl.spine.people.rules.alike import Identity


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


def remembered_for_lists(context: ImportContext) -> Memory:
    """The memory of a run, with what this actor may record and the lists named in cells."""
    memory = remembered(context)
    by, organisation = context.by, context.organisation_id
    memory.may_papers = by.is_system or by.may(access.PAPERS, organisation=organisation)
    memory.may_consent = by.is_system or by.may(access.CONSENT, organisation=organisation)
    for code, model in (("province", Province), ("languages", Language)):
        rows = model.objects.values_list("code", "name_fr", "name_ar", "name_en")
        memory.lists[code] = rules.words_of({row[0]: row[1:] for row in rows})
    return memory


class ListCells(PersonCells):
    """One row of a list on its way from texts to a ListedPerson."""

    def listed_person(self, seen: date | None, office: Office | None) -> ListedPerson | None:
        """The person described, seen on a day at an office; None when something is wrong with a cell."""
        person = self.person(seen)
        paper = self._paper()
        consent = self.day("consent_on")
        if consent is not None and not self.memory.may_consent:
            self.wrong("consent_on", "consent_not_yours")
        provinces, languages = self.listed("province", "province"), self.listed("languages", "language")
        email = self.checked("email", rules.read_email)
        reference = "" if rules.is_nothing(self.text("reference")) else self.text("reference")[:60]
        if self.faults or office is None:
            return None
        return ListedPerson(
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

    def may_write_at(self, office: Office) -> bool:
        """Whether people are registered there by whoever takes the sheet over."""
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
