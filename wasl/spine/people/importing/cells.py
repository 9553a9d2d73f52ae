"""From the cells of a row to a person: what every sheet about people shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise

from wasl.base.intake.slots import CellFault, ImportCell, ImportContext
from wasl.base.network.models import Office
from wasl.base.reference.models import Country
from wasl.kernel import clock
from wasl.spine.people.enums import Sex
from wasl.spine.people.models import Person
from wasl.spine.people.rules import birth_text, split_name
from wasl.spine.people.rules import reading as rules
from wasl.spine.people.rules.alike import Identity


@dataclass(slots=True)
class Memory:
    """What is fetched once per run: offices and countries by their words, and whether anybody is known at all."""

    today: date
    offices: dict[str, Office]
    by_id: dict[int, Office]
    countries: dict[str, str]
    country_labels: dict[str, str]
    anybody_known: bool
    lists: dict[str, dict[str, str]] = field(default_factory=dict)
    may_papers: bool = True
    may_consent: bool = True


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A sound description of a person. `written` are names as the sheet writes them."""

    family_name: str
    given_names: str
    written: tuple[str, ...]
    sex: str
    birth: rules.Birth
    nationality: str
    phone: str

    @property
    def identity(self) -> Identity:
        """What the person is compared by."""
        return Identity(self.written, self.sex, self.birth, self.nationality, self.phone)


def remembered(context: ImportContext) -> Memory:
    """The memory of a run, in three queries."""
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


class PersonCells:
    """One row on its way from texts to what is kept; faults and readings are gathered on the way."""

    def __init__(self, cells: Mapping[str, ImportCell], context: ImportContext, memory: Memory) -> None:
        self.cells = cells
        self.context = context
        self.memory = memory
        self.faults: list[CellFault] = []
        self.readings: dict[str, str | Promise] = {}

    def text(self, code: str) -> str:
        """What the cell of a column holds; "" when there is no such column."""
        return self.cells[code].text if code in self.cells else ""

    def wrong(self, column: str, code: str) -> None:
        """Say what is wrong with the cell of a column."""
        self.faults.append(CellFault(column, code))

    def shown(self, code: str, reading: str) -> str:
        """Show how a cell is read when that is not what it holds."""
        if reading and reading != self.text(code):
            self.readings[code] = reading
        return reading

    def person(self, seen: date | None, *, late_birth: str = "birth_after") -> PersonRow:
        """The person described, born by the day they were seen (today when that is not known)."""
        family, given = self.name("family_name"), self.name("given_names")
        full = self.name("full_name")
        if full and not family and not given:
            family, given = (rules.read_name(part) or "" for part in split_name(full))
            self.readings["full_name"] = f"{family.upper()} {given}".strip()
        if not family and not given and not any(fault.code == "name" for fault in self.faults):
            self.wrong("family_name" if "family_name" in self.cells else "full_name", "no_name")
        sex = rules.read_sex(self.text("sex"))
        if sex is None:
            self.wrong("sex", "sex")
        apart = " ".join(part for part in (self.text("given_names"), self.text("family_name")) if part)
        written = [apart, self.text("full_name"), self.text("arabic_name")]
        return PersonRow(
            family_name=family or given,
            given_names=given if family else "",
            written=tuple(
                dict.fromkeys(" ".join(text.split()) for text in written if not rules.is_nothing(text))
            ),
            sex=sex or Sex.UNKNOWN,
            birth=self.birth(seen or self.memory.today, late_birth),
            nationality=self.nationality(),
            phone=self.checked("phone", rules.read_phone),
        )

    def name(self, code: str) -> str:
        """A name, or a part of one."""
        return self.shown(code, self.checked(code, rules.read_name))

    def checked(self, code: str, read: Callable[[str], str | None], fault: str = "") -> str:
        """What a reading rule makes of a cell; its own code (or `fault`) says what is wrong with it."""
        found = read(self.text(code))
        if found is None:
            self.wrong(code, fault or ("name" if read is rules.read_name else code))
        elif not rules.is_nothing(self.text(code)):
            self.shown(code, found)
        return found or ""

    def birth(self, by: date, late: str) -> rules.Birth:
        """The birth as far as it is known."""
        birth = rules.read_birth(self.text("birth_date"), by)
        if isinstance(birth, str):
            self.wrong("birth_date", late if birth == "birth_after" else birth)
            return rules.Birth()
        if birth.shown:
            self.readings["birth_date"] = birth_text(birth.day, birth.precision)
        return replace(birth, shown=False)

    def nationality(self) -> str:
        """The code of a country, "" for none."""
        code = rules.read_nationality(self.text("nationality"), self.memory.countries)
        if code is None:
            self.wrong("nationality", "nationality")
        elif code:
            self.readings["nationality"] = self.memory.country_labels.get(code, code)
        return code or ""

    def office(self, day: date | None, may: Callable[[Office], bool]) -> Office | None:
        """The office named, else that of the whole sheet; `may` says whether the actor writes there."""
        text = self.text("office")
        office = self.memory.offices.get(rules.plain(text))
        if rules.is_nothing(text):
            office = self.memory.by_id.get(self.context.office_id or 0)
            if office is None:
                self.wrong("office", "office_missing")
        elif office is None:
            self.wrong("office", "office_unknown")
        if office is None:
            return None
        if not may(office):
            self.wrong("office", "office_not_yours")
        elif day is not None and not office.open_on(day):
            self.wrong("office", "office_closed")
        return office

    def day(self, code: str, *, future: bool = False) -> date | None:
        """An exact day, or None for an empty cell; one still to come is a fault unless `future`."""
        if rules.is_nothing(self.text(code)):
            return None
        day = (
            rules.read_coming_day(self.text(code), self.memory.today)
            if future
            else rules.read_day(self.text(code), self.memory.today)
        )
        if day is None:
            self.wrong(code, "day")
        elif day > self.memory.today and not future:
            self.wrong(code, "future")
        return day

    def listed(self, code: str, fault: str) -> list[str]:
        """The codes of the rows of a list named in a cell."""
        found = rules.read_listed(self.text(code), self.memory.lists.get(code, {}))
        if found is None:
            self.wrong(code, fault)
        return found or []
