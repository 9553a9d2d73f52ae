from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.audit.models import Entry as JournalEntry
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.network.tests.factories import an_actor, an_office, an_organisation
from wasl.base.programmes import packs
from wasl.base.programmes.models import Coverage, Programme, PublishedFigure, Source, Strand, Target, Zone
from wasl.base.programmes.packs import Entry, PackFaults, Section, SectionFault, pack_sections
from wasl.base.programmes.queries import covering
from wasl.base.programmes.tests.conftest import WritePack
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused

pytestmark = pytest.mark.django_db

MODELS = [Organisation, Office, Guichet, Programme, Strand, Zone, Source, Target, PublishedFigure, Coverage]


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in MODELS}


def faults_of(place: Path) -> list[str]:
    with pytest.raises(PackFaults) as refusal:
        packs.load(place, by=SYSTEM)
    return [f"{fault.file}:{fault.line}" for fault in refusal.value.faults]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_loads_a_pack(role: str, write_pack: WritePack) -> None:
    actor = an_actor(role, an_organisation())
    with pytest.raises(Refused):
        packs.load(write_pack(), by=actor)
    with pytest.raises(Refused):
        packs.check(write_pack(), by=actor)


def test_an_administrator_loads_a_pack_with_organisations_that_are_not_theirs(write_pack: WritePack) -> None:
    actor = an_actor(Role.ADMINISTRATOR, an_organisation())
    packs.load(write_pack(), by=actor)
    assert Office.objects.get(code="hub-rabat").organisation.code == "hub"
    assert JournalEntry.objects.filter(verb="programmes.load_pack", actor_id=actor.id).count() == 1


def test_a_pack_becomes_rows(write_pack: WritePack) -> None:
    report = packs.load(write_pack(), by=SYSTEM)
    programme = Programme.objects.get(code="essai")
    assert report.code == "essai"
    assert report.created["coverage"] == 1
    assert programme.envelope == Decimal("1000.50")
    assert programme.period.contains(date(2021, 12, 31))
    assert [zone.provinces.count() for zone in programme.zones.all()] == [2]
    assert programme.donors.get().organisation.name == "Donneur"
    assert programme.targets.get().precision == "about"


def test_where_sources_disagree_both_figures_stand(write_pack: WritePack) -> None:
    packs.load(write_pack(), by=SYSTEM)
    held = PublishedFigure.objects.filter(programme__code="essai")
    assert [(figure.code, int(figure.value), figure.kind) for figure in held] == [
        ("people_a", 90, "result"),
        ("people_b", 95, "result"),
    ]


def test_loading_twice_changes_no_row(write_pack: WritePack) -> None:
    place = write_pack()
    packs.load(place, by=SYSTEM)
    before = everything()
    report = packs.load(place, by=SYSTEM)
    assert everything() == before
    assert report.changed == 0
    assert JournalEntry.objects.filter(verb="programmes.load_pack").count() == 1


def test_loading_a_changed_pack_brings_it_up_to_date(write_pack: WritePack) -> None:
    packs.load(write_pack(), by=SYSTEM)
    changed = write_pack(("value: 90", "value: 91"), ("  - {code: people, ", "  - {code: persons, "))
    report = packs.load(changed, by=SYSTEM)
    assert PublishedFigure.objects.get(code="people_a").value == 91
    assert list(Target.objects.values_list("code", flat=True)) == ["persons"]
    assert report.changed == 3


def test_a_check_tells_what_would_be_done_and_does_nothing(write_pack: WritePack) -> None:
    before = everything()
    report = packs.check(write_pack(), by=SYSTEM)
    assert report.created["programme"] == 1
    assert report.faults == []
    assert everything() == before


def test_what_the_installation_already_has_is_left_alone(write_pack: WritePack) -> None:
    packs.load(write_pack(), by=SYSTEM)
    Office.objects.filter(code="hub-rabat").update(name="Autre nom", closed_on=date(2021, 6, 30))
    packs.load(write_pack(), by=SYSTEM)
    assert Office.objects.get(code="hub-rabat").name == "Autre nom"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  envelope: 1000.50", "  enveloppe: 1000.50", 5),
        ("  envelope: 1000.50", "  envelope: mille", 5),
        ("  ends_on: 2021-12-31\norg", "  ends_on: 2020-12-31\norg", 1),
        ("  starts_on: 2021-01-01\n  ends_on: 2021-12-31\norg", "  ends_on: 2021-12-31\norg", 1),
        ("kinds: [operator]", "kinds: [operateur]", 10),
        ("province: MA-RAB", "province: MA-XXX", 12),
        ("organisation: hub, name: Rabat, p", "organisation: hob, name: Rabat, p", 12),
        ("provinces: [MA-RAB, MA-SAL]", "provinces: [MA-RAB, MA-XXX]", 20),
        ("role: lead", "role: leader", 18),
        ("value: 90", "value: beaucoup", 28),
        ("value: 90, unit: person", "value: 90, unit: amount", 28),
        ("source: presse}\npub", "source: radio}\npub", 26),
        ("    strand: collective", "    strand: collectif", 34),
        ("offices: [hub-rabat]", "offices: [hub-sale]", 40),
        ("guichets: [hub/startup_collective]", "guichets: [hub/autre]", 41),
        ("sources:", "surces:", 23),
        ("    kinds: [advised]", "    kinds: [advised]\n    kinds: [trained]", 43),
        ("  code: essai", "  code: &ici essai\n  encore: *ici", 3),
        ("  code: essai", "  code: [essai", 3),
        ("  starts_on: 2021-01-01\n  ends", "  starts_on: 2021-02-30\n  ends", 6),
    ],
)
def test_a_fault_is_named_by_file_and_line_and_nothing_is_written(
    old: str, new: str, line: int, write_pack: WritePack
) -> None:
    before = everything()
    assert f"pack.yaml:{line}" in faults_of(write_pack((old, new)))
    assert everything() == before


def test_all_faults_are_named_at_once(write_pack: WritePack) -> None:
    unknown = [
        ("provinces: [MA-RAB, MA-SAL]", "provinces: [MA-XXX]"),
        ("source: presse}\npub", "source: x}\npub"),
    ]
    assert faults_of(write_pack(*unknown)) == ["pack.yaml:20", "pack.yaml:26"]
    misspelt = [("value: 90", "valeur: 90"), ("role: lead", "rôle: lead")]
    assert set(faults_of(write_pack(*misspelt))) == {"pack.yaml:18", "pack.yaml:28"}


def test_a_section_stands_in_one_file_only(write_pack: WritePack) -> None:
    place = write_pack(strands="strands:\n  - {code: x, name: {fr: X}}\n")
    assert faults_of(place) == ["strands.yaml:1"]


def test_an_unknown_code_names_the_packs_that_ship() -> None:
    with pytest.raises(PackFaults, match="work4integration"):
        packs.load("work5", by=SYSTEM)
    assert packs.available() == ["cefa-pathway", "m4sd-tanger", "work4integration", "work4life"]


def test_check_returns_the_faults(write_pack: WritePack) -> None:
    report = packs.check(write_pack(("province: MA-RAB", "province: MA-XXX")), by=SYSTEM)
    assert [str(fault).split(": ")[0] for fault in report.faults] == ["pack.yaml:12"]


def test_coverage_is_computed_from_the_pack_and_changes_with_it(write_pack: WritePack) -> None:
    packs.load(write_pack(), by=SYSTEM)
    office, guichet = Office.objects.get(code="hub-rabat"), Guichet.objects.get(organisation__code="hub")
    act: dict[str, Any] = {"kind": "advised", "office_id": office.pk, "guichet_id": guichet.pk}
    found = covering(on=date(2021, 5, 1), **act)
    assert [match.rule.split("#")[0] for match in found] == ["essai/hub"]
    assert covering(on=date(2022, 1, 1), **act) == []
    assert covering(on=date(2021, 5, 1), kind="trained", office_id=office.pk, guichet_id=guichet.pk) == []
    assert covering(on=date(2021, 5, 1), kind="advised", office_id=office.pk) == []
    packs.load(write_pack(("    ends_on: 2021-12-31\n", "    ends_on: 2022-12-31\n")), by=SYSTEM)
    later = covering(on=date(2022, 1, 1), **act)
    assert [match.programme_id for match in later] == [found[0].programme_id]
    assert later[0].rule != found[0].rule


def test_a_coverage_the_pack_no_longer_names_is_withdrawn(write_pack: WritePack) -> None:
    packs.load(write_pack(), by=SYSTEM)
    office, guichet = Office.objects.get(code="hub-rabat"), Guichet.objects.get(organisation__code="hub")
    packs.load(
        write_pack(
            ("  - code: hub\n    label", "  - code: autre\n    label"),
            ("kinds: [advised]", "kinds: [trained]"),
        ),
        by=SYSTEM,
    )
    assert Coverage.objects.get(code="hub").withdrawn
    assert covering(kind="advised", on=date(2021, 5, 1), office_id=office.pk, guichet_id=guichet.pk) == []


def test_asking_for_the_coverage_again_costs_one_query(write_pack: WritePack) -> None:
    packs.load(write_pack(), by=SYSTEM)
    office = an_office()
    covering(kind="advised", on=date(2021, 5, 1), office_id=office.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        covering(kind="advised", on=date(2021, 5, 1), office_id=office.pk)
    assert len(queries) == 1


EXCLUSIVE = ("    kinds: [advised]", "    kinds: [advised]\n    exclusive: true")


def test_exclusive_coverages_that_overlap_are_refused_when_the_second_is_loaded(
    write_pack: WritePack,
) -> None:
    packs.load(write_pack(EXCLUSIVE), by=SYSTEM)
    other = write_pack(EXCLUSIVE, ("  code: essai", "  code: second"), folder="second")
    assert faults_of(other) == ["pack.yaml:38"]
    assert not Programme.objects.filter(code="second").exists()
    apart = write_pack(
        EXCLUSIVE,
        ("  code: essai", "  code: second"),
        (
            "    starts_on: 2021-01-01\n    ends_on: 2021-12-31",
            "    starts_on: 2022-01-01\n    ends_on: 2022-12-31",
        ),
        folder="second",
    )
    packs.load(apart, by=SYSTEM)
    assert Programme.objects.filter(code="second").exists()


class Line(Entry):
    code: str
    amount: Decimal


def test_a_room_above_adds_its_own_section(write_pack: WritePack, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[tuple[str, list[Line], str]] = []

    def load(programme: Programme, data: list[Line], by: Actor) -> int:
        if data[0].amount < 0:
            raise SectionFault("a line is not negative", at=(0, "amount"))
        loaded.append((programme.code, data, by.kind))
        return 1

    monkeypatch.setattr(pack_sections, "_items", {})
    pack_sections.fill("lines", Section("lines", list[Line], load))
    report = packs.load(write_pack(lines="lines:\n  - {code: a, amount: 10.10}\n"), by=SYSTEM)
    assert loaded == [("essai", [Line(code="a", amount=Decimal("10.10"))], "system")]
    assert report.updated["lines"] == 1
    assert faults_of(write_pack(lines="lines:\n  - code: a\n    amount: -1\n")) == ["lines.yaml:3"]
    assert faults_of(write_pack(lines="lines:\n  - code: a\n    amount: 1\n    x: 1\n")) == ["lines.yaml:4"]


def test_a_section_no_room_knows_is_refused(write_pack: WritePack) -> None:
    assert faults_of(write_pack(more="nothing_of_ours:\n  - a\n")) == ["more.yaml:1"]
