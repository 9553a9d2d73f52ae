"""CEFA's history, from 2011: the sheet is invented by seed, and taken over as any sheet is, by CEFA's coordinator.

More than 400 people and more than 300 projects were published; nobody published who they are. Here they are plainly
invented: most rows sound, some of the same person under another spelling, a few faulty ones left to correct.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from wasl.base.intake import actions as intake
from wasl.config.demo.crew import Crew
from wasl.config.demo.groups import CRAFTS
from wasl.config.demo.names import FAMILY, Cast, Invented
from wasl.kernel import xlsx

SEED = 2011
ALONE, ONLY_ACCESSES, COOPERATIVES = 252, 62, 24
TWICE = 45  # people with a second project, years later
HEADINGS = (
    "N° dossier", "NOM", "Prénom", "Sexe", "Né(e) le", "Nationalité", "Tél.", "Bureau", "Entrée", "Santé", "Éducation",
    "Formation", "Emploi", "Projet", "Type de projet", "Secteur", "Démarrage", "Situation du projet", "Situation au",
    "Programme",
)  # fmt: skip
OFFICES = ("cefa-oujda", "cefa-oujda", "cefa-beni-mellal")
COUNTRIES = {
    "MA": "Maroc", "SN": "sénégalaise", "CI": "ivoirienne", "GN": "guinéenne", "CM": "camerounaise",
    "CD": "congolaise", "ML": "malienne", "NG": "nigériane", "SY": "syrienne", "CF": "centrafricaine",
}  # fmt: skip
Row = list[str]


@dataclass
class Told:
    """Somebody of the sheet: who, under which number, followed where, since when."""

    one: Invented
    number: str
    office: str
    entered: date
    accesses: Sequence[date | None] = field(default_factory=lambda: [None] * 4)


class Sheet:
    """The rows, drawn one after the other from one seed."""

    def __init__(self, today: date) -> None:
        self.cast = Cast(SEED)
        self.random = self.cast.random
        self.today = today
        self.count = 0

    def rows(self) -> Iterator[Row]:
        """People with a project of their own, some with a second; then cooperatives; then accesses alone."""
        again: list[tuple[Told, int]] = []
        for number in range(ALONE):
            told = self.somebody()
            first = self.project(told, number, 0)
            yield self.row(told, first)
            if number % 5 == 2 and len(again) < TWICE:
                again.append((told, number))
        for told, number in again:
            yield self.row(replace(told, accesses=[None] * 4), self.project(told, number + 7, 4))
        for number in range(COOPERATIVES):
            yield from self.cooperative(number)
        for _ in range(ONLY_ACCESSES):
            yield self.row(self.somebody(), [""] * 6)
        yield from self.doubtful(again)

    def somebody(self) -> Told:
        self.count += 1
        year = 2011 + self.count * 15 // 430
        entered = date(year, self.random.randint(1, 10), self.random.randint(1, 28))
        one = self.cast.person(nationality="MA" if self.count % 3 == 0 else None, year=year)
        one = replace(one, phone=f"07{self.count:08d}" if self.count % 7 else "")
        days: list[date | None] = [None] * 4
        for place in self.random.sample(range(4), 2 if self.count % 2 else 1):
            days[place] = entered.replace(month=entered.month + self.random.randint(0, 2))
        return Told(one, f"CEFA-{self.count:04d}", OFFICES[self.count % 3], entered, days)

    def project(self, told: Told, number: int, later: int) -> Row:
        craft = list(CRAFTS)[number % len(CRAFTS)]
        day = min(told.entered.replace(year=told.entered.year + later, month=12), date(2025, 12, 28))
        kind = "start-up" if number % 6 == 5 else "AGR"
        name = f"{craft} {FAMILY[(number * 11 + later) % len(FAMILY)]} {number + 1}"
        return [name, kind, CRAFTS[craft], f"{day:%d/%m/%Y}", *self.became(number, day)]

    def became(self, number: int, day: date) -> Row:
        if number % 4:
            return ["en activité", ""]
        known = min(day.replace(year=day.year + 2), self.today)
        return ["fermé" if number % 8 else "perdu de vue", f"{known:%d/%m/%Y}"]

    def cooperative(self, number: int) -> Iterator[Row]:
        """Four or five members of one project: its name is told in each of their rows."""
        members = [self.somebody() for _ in range(4 + number % 2)]
        day = max(told.entered for told in members).replace(month=12)
        craft = list(CRAFTS)[number % len(CRAFTS)]
        name = f"Coopérative {craft} {FAMILY[(number * 5) % len(FAMILY)]}"
        project = [name, "coopérative", CRAFTS[craft], f"{day:%d/%m/%Y}", "en activité", ""]
        for told in members:
            yield self.row(replace(told, office=members[0].office), project)

    def doubtful(self, known: Sequence[tuple[Told, int]]) -> Iterator[Row]:
        """The same people written otherwise and without their number: somebody has to decide; and faulty rows."""
        for told, number in known[:6]:
            one = replace(told.one, family_name=told.one.family_name.replace("é", "e").upper(), phone="")
            other = replace(told, one=one, number="", accesses=[None] * 4)
            yield self.row(other, self.project(told, number + 300, 6))
        for wrong, cell in (
            (8, "31/02/2015"),
            (13, ""),
            (14, "bazar"),
            (7, "Casablanca"),
            (16, "2010"),
            (19, "PRIM"),
        ):
            told = self.somebody()
            row = self.row(told, self.project(told, 900 + wrong, 0))
            row[wrong] = cell
            yield row

    def row(self, told: Told, project: Row) -> Row:
        one = told.one
        year_only = one.birth_precision == "year"
        return [
            told.number, one.family_name, one.given_names, one.sex.upper(),
            f"{one.birth_date.year}" if year_only else f"{one.birth_date:%d/%m/%Y}",
            COUNTRIES[one.nationality], one.phone, told.office, f"{told.entered:%d/%m/%Y}",
            *(f"{day:%d/%m/%Y}" if day else "" for day in told.accesses), *project, "cefa-pathway",
        ]  # fmt: skip


def sheet(today: date) -> bytes:
    """The workbook that CEFA's coordinator takes over."""
    out = io.BytesIO()
    xlsx.write_rows(out, HEADINGS, Sheet(today).rows())
    return out.getvalue()


def tell(crew: Crew, today: date) -> None:
    """Read, map, check, decide what is sure, write the sound rows; doubtful and faulty ones are left to somebody."""
    by = crew.actor("cefa")
    batch = intake.open_batch(
        by=by,
        importer="history",
        organisation=crew.organisations["cefa"],
        name="parcours-cefa-2011-2026.xlsx",
        content=sheet(today),
    )
    intake.set_mapping(by=by, batch=batch, heading_line=batch.heading_line, mapping=batch.columns)
    intake.check_batch(by=by, batch=batch)
    intake.accept_strong(by=by, batch=batch)
    if intake.confirm(by=by, batch=batch):
        intake.commit_rows(by=by, batch=batch)
