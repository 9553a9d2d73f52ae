"""From the rows of a sheet of services to people, their cases and what they were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.base.accounts.models import User
from wasl.base.intake.slots import (
    Checked,
    Committed,
    CreatedRef,
    ImportCell,
    ImportContext,
    Kept,
    Proposal,
)
from wasl.base.network.models import Guichet, Office
from wasl.kernel.actors import Actor
from wasl.spine.cases import access, actions, rules
from wasl.spine.cases.enums import PURPOSE_OF, Mode, Purpose, ServiceKind
from wasl.spine.cases.importing import words
from wasl.spine.cases.importing.columns import COLUMNS, REASONS
from wasl.spine.cases.importing.undoing import undo_row
from wasl.spine.cases.models import Case
from wasl.spine.people.importing.cells import Memory
from wasl.spine.people.importing.importer import PeopleSheet
from wasl.spine.people.importing.listed import ListCells, ListedPerson, remembered_for_lists
from wasl.spine.people.importing.writing import write_person
from wasl.spine.people.models import Reference
from wasl.spine.people.rules.alike import Identity
from wasl.spine.people.rules.reading import is_nothing, joined, words_of


@dataclass(slots=True)
class ServiceMemory(Memory):
    """What a run knows besides people and offices: guichets, staff by name, people by the reference of the house."""

    guichets: dict[int, Guichet] | None = None
    staff: dict[str, User] | None = None
    named: dict[str, tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A sound row: to whom, where, what was given; `adviser` is the user who gave it, if any is known by that name."""

    listed: ListedPerson
    guichet_id: int
    given: actions.Given
    adviser: User | None = None

    @property
    def identity(self) -> Identity:
        """What the person is compared by."""
        return self.listed.identity


def remembered_for_services(context: ImportContext) -> ServiceMemory:
    """The memory of a run, in a few queries."""
    base = remembered_for_lists(context)
    organisation = context.organisation_id
    held = ServiceMemory(**{name: getattr(base, name) for name in Memory.__dataclass_fields__})
    held.guichets = {row.pk: row for row in Guichet.objects.filter(organisation_id=organisation)}
    held.lists["guichet"] = words_of(
        {
            str(row.pk): (row.name_fr, row.name_ar, row.name_en, row.code, str(row.get_kind_display()))
            for row in held.guichets.values()
        }
    )
    users = User.objects.filter(memberships__organisation_id=organisation).distinct()
    held.staff = {joined(user.display_name): user for user in users}
    references = Reference.objects.filter(organisation_id=organisation).values_list(
        "code", "person__family_name", "person__given_names"
    )
    held.named = {code: (family, given) for code, family, given in references}
    return held


class ServicesImporter(PeopleSheet):
    """A sheet of services given: one service a row."""

    code = "services"
    label = gettext_lazy("Services given (advice, accompaniment, orientation)")
    columns = COLUMNS
    reasons = REASONS

    def may(self, actor: Actor) -> bool:
        return access.may_take_over(actor)

    def begin(self, context: ImportContext) -> ServiceMemory:
        return remembered_for_services(context)

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        return ServiceCells(cells, context, context.memory).service()

    def propose(
        self, asked: Mapping[int, Any], near: Mapping[int, Mapping[int, Any]], context: ImportContext
    ) -> Mapping[int, Sequence[Proposal]]:
        """As for people; of somebody known it is told whether a case goes on, or one will be opened."""
        found = super().propose(asked, near, context)
        parties = {int(p.key[7:]) for kept in found.values() for p in kept if p.key.startswith("person:")}
        open_cases = (
            Case.objects.open()
            .filter(party_id__in=parties)
            .values_list("party_id", "guichet_id", "office_id", "opened_on")
        )
        held = (
            {(party, guichet, office): day for party, guichet, office, day in open_cases} if parties else {}
        )
        return {
            number: [_with_case(proposal, asked[number], held) for proposal in kept]
            for number, kept in found.items()
        }

    def commit(self, clean: Any, subject: str, context: ImportContext, *, reason_new: str = "") -> Committed:
        row: ServiceRow = clean
        office = context.memory.by_id[row.listed.office_id]
        person, created = write_person(row.listed, subject, office, context.by, reason_new=reason_new)
        service, opened = actions.take_over_service(
            by=context.by,
            party=person.party,
            guichet=context.memory.guichets[row.guichet_id],
            office=office,
            given=row.given,
            adviser=row.adviser,
        )
        if opened:
            created.append(CreatedRef("cases.case", service.case_id))
        created.append(CreatedRef("cases.servicerecord", service.pk))
        return Committed(tuple(created), f"person:{person.pk}")

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[Kept]:
        return undo_row(refs, context.by, reason)


def _with_case(proposal: Proposal, row: ServiceRow, held: Mapping[tuple[int, int, int], date]) -> Proposal:
    if not proposal.key.startswith("person:"):
        return proposal
    day = held.get((int(proposal.key[7:]), row.guichet_id, row.listed.office_id))
    told = (
        _("their case of %(day)s goes on") % {"day": f"{day:%d/%m/%Y}"}
        if day is not None
        else _("a case will be opened")
    )
    return replace(proposal, why=f"{proposal.why}; {told}")


class ServiceCells(ListCells):
    """One row of a sheet of services on its way from texts to a ServiceRow."""

    memory: ServiceMemory

    def service(self) -> Checked:
        """What the row says, or what is wrong with its cells."""
        day = self.day_of("given_on", "service_date", "service_future")
        office = self.office(day, self._may_serve_at)
        self.named_by_reference()
        listed = self.listed_person(day, office)
        guichet = self.guichet(day)
        kind = self._word("kind", words.read_kind, ServiceKind) or ""
        mode = self._word("mode", words.read_mode, Mode) or Mode.OFFICE
        purpose = self._word("purpose", words.read_purpose, Purpose)
        minutes = self._minutes()
        summary, adviser = self._given_by()
        if self.faults or listed is None or day is None or guichet is None:
            return Checked(None, tuple(self.faults), self.readings)
        purpose = purpose or PURPOSE_OF.get(guichet.kind, Purpose.INFORMATION)
        given = actions.Given(kind, minutes, purpose, day, mode, summary)
        return Checked(ServiceRow(listed, guichet.pk, given, adviser), (), self.readings)

    def day_of(self, code: str, unreadable: str, future: str) -> date | None:
        """A needed day of the past; `unreadable` and `future` are the faults told."""
        day = self.day(code)
        if day is None and not any(fault.column == code for fault in self.faults):
            self.wrong(code, unreadable)
        self.faults = [
            replace(fault, code={"day": unreadable, "future": future}.get(fault.code, fault.code))
            if fault.column == code
            else fault
            for fault in self.faults
        ]
        return day

    def named_by_reference(self) -> None:
        """A row that gives the reference of the house and no name is about whoever has it."""
        names = ("family_name", "given_names", "full_name")
        if any(not is_nothing(self.text(name)) for name in names):
            return
        known = (self.memory.named or {}).get(" ".join(self.text("reference").split()))
        if known is not None:
            self.readings["reference"] = f"{known[0].upper()} {known[1]}".strip()
            cells = {name: ImportCell("", "", text) for name, text in zip(names, known, strict=False)}
            self.cells = {**self.cells, **cells}

    def guichet(self, day: date | None) -> Guichet | None:
        """The guichet named; the only one of the organisation where none is."""
        known = self.memory.guichets or {}
        text = self.text("guichet")
        row = known.get(int(self.memory.lists["guichet"].get(joined(text), 0)))
        if is_nothing(text):
            row = next(iter(known.values())) if len(known) == 1 else None
            if row is None:
                self.wrong("guichet", "guichet_missing")
        elif row is None:
            self.wrong("guichet", "guichet_unknown")
        if row is None:
            return None
        self.readings["guichet"] = row.label
        if day is not None and not row.open_on(day):
            self.wrong("guichet", "guichet_closed")
        return row

    def _may_serve_at(self, office: Office) -> bool:
        return self.may_write_at(office) and access.may_take_over_at(
            self.context.by, organisation=office.organisation_id, office=office.pk
        )

    def _word(self, code: str, read: Any, choices: Any) -> str:
        found = read(self.text(code))
        if found is None:
            self.wrong(code, code)
        elif found:
            self.readings[code] = choices(found).label
        return found or ""

    def _minutes(self) -> int:
        minutes = words.read_minutes(self.text("minutes"))
        if minutes is None:
            self.wrong("minutes", "minutes")
        elif rules.minutes_fault(minutes):
            self.wrong("minutes", "minutes_range")
        elif str(minutes) != self.text("minutes"):
            self.readings["minutes"] = str(minutes)
        return minutes or 0

    def _given_by(self) -> tuple[str, User | None]:
        """The summary, and the user named; the name of somebody who has no account goes before the summary."""
        name, summary = self.text("adviser").strip(), self.text("summary").strip()
        adviser = (self.memory.staff or {}).get(joined(name)) if not is_nothing(name) else None
        if is_nothing(name) or adviser is not None:
            return summary, adviser
        return " ".join(part for part in (_("Given by %(name)s.") % {"name": name}, summary) if part), None
