"""One row of the sheet on its way from texts to what is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wasl.base.intake.slots import Checked, ImportContext
from wasl.base.network.models import Guichet, Office
from wasl.base.programmes.models import Programme, Strand
from wasl.base.reference.models import Sector
from wasl.journeys.history import words
from wasl.journeys.history.columns import ACCESSES
from wasl.kernel.forms.dates import DAY, read_date
from wasl.outcomes.ventures.enums import LegalForm, VentureStatus
from wasl.spine.cases.access import may_take_over_at
from wasl.spine.people.importing.cells import Memory
from wasl.spine.people.importing.listed import ListCells, ListedPerson, remembered_for_lists
from wasl.spine.people.rules.alike import Identity
from wasl.spine.people.rules.reading import is_nothing, joined, plain, words_of


@dataclass(slots=True)
class HistoryMemory(Memory):
    """What a run knows besides people: guichets, programmes and strands."""

    guichets: dict[str, list[Guichet]] | None = None
    programmes: dict[str, Programme] | None = None
    strands: dict[tuple[str, str], Strand] | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """An access received: at which guichet, on which day."""

    guichet: Guichet
    on: date


@dataclass(frozen=True, slots=True)
class Project:
    """An economic project of the person; `status` is what became of it, known on `status_on` (None: today)."""

    name: str
    kind: str
    form: str
    sector: str
    province: str
    on: date
    status: str
    status_on: date | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A sound row: somebody, the accesses received, a project or none, and the programme it belongs to."""

    listed: ListedPerson
    accesses: tuple[Access, ...]
    project: Project | None
    programme: Programme | None

    @property
    def identity(self) -> Identity:
        """What the person is compared by."""
        return self.listed.identity


def remembered_for_history(context: ImportContext) -> HistoryMemory:
    """The memory of a run, in a few queries."""
    base = remembered_for_lists(context)
    held = HistoryMemory(**{name: getattr(base, name) for name in Memory.__dataclass_fields__})
    held.guichets = {}
    for guichet in Guichet.objects.filter(organisation_id=context.organisation_id):
        held.guichets.setdefault(guichet.kind, []).append(guichet)
    sectors = Sector.objects.values_list("code", "name_fr", "name_ar", "name_en")
    held.lists["sector"] = words_of({row[0]: row[1:] for row in sectors})
    held.lists["project_province"] = held.lists["province"]
    programmes = list(Programme.objects.all())
    names = {row.code: (row.name_fr, row.name_ar, row.name_en) for row in programmes}
    by_code = {row.code: row for row in programmes}
    held.programmes = {word: by_code[code] for word, code in words_of(names).items()}
    strands = Strand.objects.select_related("programme")
    held.strands = {(row.programme.code, row.code): row for row in strands}
    return held


class HistoryCells(ListCells):
    """Understands one row."""

    memory: HistoryMemory

    def row(self) -> Checked:
        """What the row says, or what is wrong with its cells."""
        entered = self.dated("entered_on")
        office = self.office(entered, self._may_take_over_at)
        listed = self.listed_person(entered, office)
        accesses = tuple(self._accesses(entered))
        project = self._project(entered)
        programme = self._programme()
        if not self.faults and not accesses and project is None:
            self.wrong("project", "nothing")
        if self.faults or listed is None:
            return Checked(None, tuple(self.faults), self.readings)
        return Checked(HistoryRow(listed, accesses, project, programme), (), self.readings)

    def dated(self, code: str) -> date | None:
        """A day of the past, or the first day of the month or year told (shown); None for an empty cell."""
        text = self.text(code)
        if is_nothing(text):
            return None
        found = read_date(plain(text), today=self.memory.today, past=True)
        if found is None:
            self.wrong(code, "dated")
            return None
        if found.first > self.memory.today:
            self.wrong(code, "future")
            return None
        if found.precision != DAY:
            self.readings[code] = f"{found.first:%d/%m/%Y}"
        return found.first

    def _missing(self, code: str, fault: str) -> None:
        if not any(found.column == code for found in self.faults):
            self.wrong(code, fault)

    def _accesses(self, entered: date | None) -> Iterable[Access]:
        for code, kind in ACCESSES.items():
            day = self._since(code, entered)
            if day is None:
                continue
            known = (self.memory.guichets or {}).get(kind, [])
            guichet = next((row for row in known if row.open_on(day)), None)
            if guichet is None:
                self.wrong(code, "no_guichet")
            else:
                yield Access(guichet, day)

    def _since(self, code: str, entered: date | None) -> date | None:
        """A date from the entry on; one told by its year or month alone begins with the entry at the earliest."""
        day = self.dated(code)
        if day is None or entered is None or day >= entered:
            return day
        if code in self.readings and day.year == entered.year:
            self.readings[code] = f"{entered:%d/%m/%Y}"
            return entered
        self.wrong(code, "before_entry")
        return None

    def _project(self, entered: date | None) -> Project | None:
        told = ("project", "project_kind", "legal_form", "sector", "project_on", "project_status")
        if all(is_nothing(self.text(code)) for code in told):
            return None
        name = " ".join(self.text("project").split())[:200]
        if is_nothing(name):
            self.wrong("project", "project_name")
        kind = self._code("project_kind", words.KINDS)
        if not kind:
            self._missing("project_kind", "project_kind_missing")
        form = words.form_of(kind, self._code("legal_form", words.FORMS))
        if form is None:
            self._missing("legal_form", "form_of_kind")
        elif kind:
            self.readings["project_kind"] = LegalForm(form).label
        day = self._since("project_on", entered)
        if day is None:
            self._missing("project_on", "project_on_missing")
        status = self._code("project_status", words.STATUSES) or VentureStatus.ACTIVE.value
        known_on = self.dated("project_status_on")
        sectors, places = self.listed("sector", "sector"), self.listed("project_province", "province")
        if self.faults or day is None or form is None:
            return None
        if known_on is not None and known_on < day:
            known_on = day
        sector, place = (found[0] if found else "" for found in (sectors, places))
        return Project(name, kind, form, sector, place, day, status, known_on)

    def _code(self, column: str, table: dict[str, str]) -> str:
        found = words.read(self.text(column), table)
        if found is None:
            self.wrong(column, column)
        return found or ""

    def _programme(self) -> Programme | None:
        text = self.text("programme")
        if is_nothing(text):
            return None
        programme = (self.memory.programmes or {}).get(joined(text))
        if programme is None:
            self.wrong("programme", "programme")
        else:
            self.readings["programme"] = programme.label
        return programme

    def _may_take_over_at(self, office: Office) -> bool:
        place = {"organisation": office.organisation_id, "office": office.pk}
        return self.may_write_at(office) and may_take_over_at(self.context.by, **place)
