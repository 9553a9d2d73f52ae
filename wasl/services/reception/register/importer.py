"""From the rows of a register to people and visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.base.intake.slots import (
    CellFault,
    Checked,
    Committed,
    CreatedRef,
    ImportCell,
    ImportContext,
    Importer,
    Proposal,
)
from wasl.base.network.models import Office
from wasl.base.reference.models import Country
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.reception import access, actions
from wasl.services.reception.enums import Origin, Reason
from wasl.services.reception.register.columns import COLUMNS, REASONS
from wasl.services.reception.register.undoing import undo_person, undo_visit
from wasl.services.reception.rules import register as rules
from wasl.spine.people import actions as people
from wasl.spine.people.enums import FollowingBasis
from wasl.spine.people.models import Person
from wasl.spine.people.queries import candidates
from wasl.spine.people.rules import birth_text, phone_key

Index = dict[object, list[int]]


@dataclass
class Memory:
    """What is fetched once per run: offices, countries, and the rows met so far by phone and by birth."""

    today: date
    offices: dict[str, Office]
    by_id: dict[int, Office]
    countries: dict[str, str]
    country_labels: dict[str, str]
    anybody_known: bool
    indexed: set[int] = field(default_factory=set)
    index: Index = field(default_factory=dict)


class RegisterImporter(Importer):
    """A welcome register: one visit a row."""

    code = "register"
    label = gettext_lazy("Welcome register (visits and people)")
    columns = COLUMNS
    reasons = REASONS

    def may(self, actor: Actor) -> bool:
        return access.may_import(actor)

    def begin(self, context: ImportContext) -> Memory:
        offices = list(Office.objects.filter(organisation_id=context.organisation_id).order_by("pk"))
        countries = list(Country.objects.order_by("code"))
        names = {one.code: (one.name_fr, one.name_ar, one.name_en, one.alpha3) for one in countries}
        known = {}
        for office in offices:
            known[rules.plain(office.name)] = known[rules.plain(office.code)] = office
        return Memory(
            today=clock.today(),
            offices=known,
            by_id={office.pk: office for office in offices},
            countries=rules.nationality_words(names),
            country_labels={one.code: one.label for one in countries},
            anybody_known=Person.objects.visible_to(context.by).exists(),
        )

    def check(self, cells: Mapping[str, ImportCell], context: ImportContext) -> Checked:
        return _Reading(cells, context).checked()

    def propose(self, clean: Any, others: Mapping[int, Any], context: ImportContext) -> list[Proposal]:
        """Rows of the same sheet and people already known. A telephone number together with a close name is usual;
        a close name with the same birth date and nationality waits for somebody to say so."""
        _index(context.memory, others)
        return [*_other_rows(clean, others, context.memory), *_known_people(clean, context)]

    def commit(self, clean: Any, subject: str, context: ImportContext) -> Committed:
        row: rules.RegisterRow = clean
        office = context.memory.by_id[row.office_id]
        created: list[CreatedRef] = []
        if subject:
            person = _person(subject, context.by)
            if row.written != person.label:
                people.record_name(by=context.by, person=person, text=row.written, source=_("a register"))
        else:
            person = _new_person(row, office, context.by)
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

    def undo(self, refs: Sequence[CreatedRef], context: ImportContext, reason: str) -> list[CreatedRef]:
        for ref in refs:
            if ref.kind == "reception.visit":
                undo_visit(ref.pk, context.by, reason)
        return [
            ref for ref in refs if ref.kind == "people.person" and not undo_person(ref.pk, context.by, reason)
        ]


class _Reading:
    """One row on its way from texts to a RegisterRow."""

    def __init__(self, cells: Mapping[str, ImportCell], context: ImportContext) -> None:
        self.cells = cells
        self.context = context
        self.memory: Memory = context.memory
        self.faults: list[CellFault] = []
        self.readings: dict[str, str | Promise] = {}

    def text(self, code: str) -> str:
        return self.cells[code].text if code in self.cells else ""

    def wrong(self, column: str, code: str) -> None:
        self.faults.append(CellFault(column, code))

    def checked(self) -> Checked:
        day = self._day()
        office = self._office(day)
        family, given = self._name("family_name"), self._name("given_names")
        if not family and not given and not any(f.code == "name" for f in self.faults):
            self.wrong("family_name", "no_name")
        sex = rules.read_sex(self.text("sex"))
        if sex is None:
            self.wrong("sex", "sex")
        birth = self._birth(day)
        nationality, phone = self._nationality(), self._phone()
        reason = self._reason()
        if self.faults or day is None or office is None:
            return Checked(None, tuple(self.faults), self.readings)
        written = " ".join(part for part in (self.text("given_names"), self.text("family_name")) if part)
        clean = rules.RegisterRow(
            day=day,
            family_name=family or given,
            given_names=given if family else "",
            written=written,
            sex=sex or "u",
            birth=birth,
            nationality=nationality,
            phone=phone,
            office_id=office.pk,
            reason=reason,
        )
        return Checked(clean, (), self.readings)

    def _day(self) -> date | None:
        day = rules.read_day(self.text("visited_on"), self.memory.today)
        if day is None:
            self.wrong("visited_on", "visit_date")
        elif day > self.memory.today:
            self.wrong("visited_on", "visit_future")
        return day

    def _office(self, day: date | None) -> Office | None:
        text, by = self.text("office"), self.context.by
        office = self.memory.offices.get(rules.plain(text))
        if rules.is_nothing(text):
            office = self.memory.by_id.get(self.context.office_id or 0)
            if office is None:
                self.wrong("office", "office_missing")
        elif office is None:
            self.wrong("office", "office_unknown")
        if office is None:
            return None
        if not access.may_record_at(by, organisation=office.organisation_id, office=office.pk):
            self.wrong("office", "office_not_yours")
        elif day is not None and not office.open_on(day):
            self.wrong("office", "office_closed")
        return office

    def _name(self, code: str) -> str:
        name = rules.read_name(self.text(code))
        if name is None:
            self.wrong(code, "name")
        elif name != self.text(code):
            self.readings[code] = name
        return name or ""

    def _birth(self, day: date | None) -> rules.Birth:
        birth = rules.read_birth(self.text("birth_date"), day or self.memory.today)
        if isinstance(birth, str):
            self.wrong("birth_date", birth)
            return rules.Birth()
        if birth.shown:
            self.readings["birth_date"] = birth_text(birth.day, birth.precision)
        return birth

    def _nationality(self) -> str:
        text = self.text("nationality")
        code = rules.read_nationality(text, self.memory.countries)
        if code is None:
            self.wrong("nationality", "nationality")
        elif code:
            self.readings["nationality"] = self.memory.country_labels.get(code, code)
        return code or ""

    def _phone(self) -> str:
        text = self.text("phone")
        phone = rules.read_phone(text)
        if phone is None:
            self.wrong("phone", "phone")
        elif phone != text:
            self.readings["phone"] = phone
        return phone or ""

    def _reason(self) -> str:
        reason = rules.read_reason(self.text("reason"))
        if reason:
            self.readings["reason"] = Reason(reason).label
        return reason


def _keys(row: rules.RegisterRow) -> list[object]:
    keys: list[object] = [("phone", phone_key(row.phone))] if row.phone else []
    return [*keys, ("born", row.birth.day.year)] if row.birth.day else keys


def _index(memory: Memory, others: Mapping[int, Any]) -> None:
    """Put the rows met since last time under their keys; they come in order, so the known ones are behind."""
    for number in reversed(others):
        if number in memory.indexed:
            break
        memory.indexed.add(number)
        for key in _keys(others[number]):
            memory.index.setdefault(key, []).append(number)


def _other_rows(clean: rules.RegisterRow, others: Mapping[int, Any], memory: Memory) -> list[Proposal]:
    near = {number for key in _keys(clean) for number in memory.index.get(key, ()) if number in others}
    found = []
    for number in sorted(near):
        why = rules.same_person(clean, others[number])
        if why:
            label = _("%(name)s, line %(line)s") % {"name": others[number].written, "line": number}
            found.append(Proposal(f"row:{number}", label, str(WHY[why]), usual=why == "phone"))
    return sorted(found, key=lambda proposal: not proposal.usual)


def _known_people(clean: rules.RegisterRow, context: ImportContext) -> list[Proposal]:
    if not context.memory.anybody_known:
        return []
    found = candidates(
        context.by,
        family_name=clean.family_name,
        given_names=clean.given_names,
        birth_date=clean.birth.day,
        birth_precision=clean.birth.precision,
        phone=clean.phone,
    )
    proposals = []
    for one in found:
        person = one.person
        known = rules.RegisterRow(
            day=clean.day,
            family_name=person.family_name,
            given_names=person.given_names,
            written=person.label,
            sex=person.sex,
            birth=rules.Birth(person.birth_date, person.birth_precision),
            nationality=person.nationality_id or "",
            phone=person.phone,
            office_id=clean.office_id,
            reason="",
        )
        why = rules.same_person(clean, known)
        if why:
            born = birth_text(person.birth_date, person.birth_precision)
            label = f"{person.label} ({born})" if born else person.label
            proposals.append(Proposal(f"person:{person.pk}", label, str(WHY[why]), usual=why == "phone"))
    return proposals


WHY = {
    "phone": gettext_lazy("same telephone and close name"),
    "birth": gettext_lazy("close name, same birth date and nationality"),
    "part": gettext_lazy("same telephone and birth date, one part of the name alike"),
}


def _person(subject: str, by: Actor) -> Person:
    kind, _colon, number = subject.partition(":")
    people_seen = Person.objects.visible_to(by).select_related("party", "nationality")
    person = people_seen.filter(pk=int(number)).first() if kind == "person" and number.isdecimal() else None
    if person is None:
        raise RuleBroken(_("The person chosen for this row is no longer there."), field="family_name")
    return person


def _new_person(row: rules.RegisterRow, office: Office, by: Actor) -> Person:
    return people.create_person(
        by=by,
        office=office,
        family_name=row.family_name,
        given_names=row.given_names,
        sex=row.sex,
        birth_date=row.birth.day,
        birth_precision=row.birth.precision,
        nationality=row.nationality or None,
        phone=row.phone,
        on=row.day,
        basis=FollowingBasis.IMPORT,
        names_written=[row.written],
    )
