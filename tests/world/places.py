"""The four places of the small world: each differs from the first in one thing, the one it is named for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from wasl.base.accounts.models import User
from wasl.base.network.actions import create_guichet, create_organisation, open_office
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import SYSTEM

OWN, OFFICE, PROGRAMME, ORGANISATION = "own", "office", "programme", "organisation"
NICKNAMES = {OWN: "Zalagh", OFFICE: "Toubkal", PROGRAMME: "Siroua", ORGANISATION: "Ayachi"}


@dataclass(frozen=True)
class Place:
    """Where a record lies: the visitor's own scope, or one that differs from it in the thing it is named for."""

    name: str
    organisation: Organisation
    office: Office
    programme: Programme
    guichet: Guichet

    def label(self, kind: str) -> str:
        """Words for a record of this kind here, found in no other record's page."""
        return f"{NICKNAMES[self.name]}{kind.replace('_', '')}"


@dataclass(frozen=True)
class Record:
    """A record as a visitor meets it: the words that show it, the values of its address, words that find it."""

    label: str
    kwargs: dict[str, object]
    query: str = ""


@dataclass
class World:
    """The four places and what stands in each; `visitors` hold one role each, in the first place alone."""

    places: dict[str, Place]
    visitors: dict[str, User] = field(default_factory=dict)
    records: dict[str, dict[str, Record]] = field(default_factory=dict)

    def add(self, kind: str, place: Place, label: str = "", /, *, query: str = "", **kwargs: object) -> None:
        """Note a record: its label (the usual one unless given), a search that finds it, the values of its address."""
        self.records.setdefault(kind, {})[place.name] = Record(label or place.label(kind), kwargs, query)

    def pk(self, kind: str, place: Place) -> int:
        """The number of the record of this kind noted in this place."""
        return int(str(self.records[kind][place.name].kwargs["pk"]))

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places.values())


def the_places() -> World:
    """Two organisations, three offices, two programmes."""
    here = create_organisation(by=SYSTEM, code="here", name="Zalagh organisation", kinds=["operator"])
    there = create_organisation(by=SYSTEM, code="there", name="Ayachi organisation", kinds=["operator"])

    def office(owner: Organisation, code: str, name: str) -> Office:
        return open_office(by=SYSTEM, organisation=owner, code=code, name=name, province="MA-RAB")

    def programme(code: str, name: str) -> Programme:
        return Programme.objects.create(code=code, name_fr=name, starts_on=date(2020, 1, 1))

    def guichet(owner: Organisation) -> Guichet:
        return create_guichet(
            by=SYSTEM, organisation=owner, kind="startup_collective", name_fr=f"Guichet {owner.code}"
        )

    one, two = office(here, "one", "Zalaghoffice"), office(here, "two", "Toubkaloffice")
    three = office(there, "three", "Ayachioffice")
    first, second = programme("first", "Zalaghprogramme"), programme("second", "Siroua programme")
    own_guichet, other_guichet = guichet(here), guichet(there)
    return World(
        {
            OWN: Place(OWN, here, one, first, own_guichet),
            OFFICE: Place(OFFICE, here, two, first, own_guichet),
            PROGRAMME: Place(PROGRAMME, here, one, second, own_guichet),
            ORGANISATION: Place(ORGANISATION, there, three, first, other_guichet),
        }
    )
