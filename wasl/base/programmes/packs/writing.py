"""Writing the rows of a pack: what stands already is brought up to date by its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from wasl.base.network.actions import close_office, create_guichet, create_organisation, open_office
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.programmes.models import (
    Coverage,
    Donor,
    Partner,
    Programme,
    PublishedFigure,
    Source,
    Strand,
    Target,
    Zone,
)
from wasl.base.programmes.packs.faults import Fault, PackFaults, Where
from wasl.base.programmes.packs.reading import Part
from wasl.base.programmes.packs.report import Report
from wasl.base.programmes.packs.schema import CoverageEntry, GuichetEntry, OfficeEntry, StatedEntry, ZoneEntry
from wasl.base.programmes.packs.sections import act_kinds
from wasl.base.reference.models import Country, Province
from wasl.kernel.actors import Actor

ModelT = TypeVar("ModelT", bound=models.Model)


class Pack:
    """A parsed pack and the faults found while it is written."""

    def __init__(self, parts: Mapping[str, Part], data: Mapping[str, Any]) -> None:
        self.parts = parts
        self.data = data
        self.code: str = data["programme"].code
        self.faults: list[Fault] = []
        self.declared = {entry.code for name in ("organisations", "offices") for entry in self.entries(name)}

    def entries(self, name: str) -> list[Any]:
        return list(self.data.get(name, []))

    def fault(self, section: str, message: str, at: Where = ()) -> None:
        self.faults.append(self.parts[section].fault(message, at))

    def raise_faults(self) -> None:
        if self.faults:
            raise PackFaults(self.faults)

    def known(self, rows: Mapping[str, ModelT], code: str | None, section: str, at: Where) -> ModelT | None:
        """The row of this code, or None and a fault at that place of the section.

        What the pack itself declares and could not be written has its own fault already.
        """
        if code is None:
            return None
        if code not in rows and code not in self.declared:
            self.fault(section, _("%(code)s is not known") % {"code": code}, at)
        return rows.get(code)

    def several(
        self, rows: Mapping[str, ModelT], codes: Iterable[str], section: str, at: Where
    ) -> list[ModelT]:
        found = (self.known(rows, code, section, (*at, number)) for number, code in enumerate(codes))
        return [row for row in found if row is not None]


def put(
    report: Report,
    model: type[ModelT],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    sets: Mapping[str, Iterable[models.Model]] | None = None,
) -> tuple[ModelT, bool]:
    """Creates or updates one row by its key; returns it and whether anything changed."""
    name = model._meta.model_name or ""
    row = model._default_manager.filter(**key).first()
    created = row is None
    if row is None:
        row = model._default_manager.create(**key, **values)
    differing = [] if created else [field for field, value in values.items() if getattr(row, field) != value]
    for field in differing:
        setattr(row, field, values[field])
    if differing:
        row.save(update_fields=differing)
    for field, wanted in (sets or {}).items():
        manager = getattr(row, field)
        ids = {each.pk for each in wanted}
        if ids != set(manager.values_list("pk", flat=True)):
            manager.set(ids)
            differing.append(field)
    counter = report.created if created else report.updated if differing else report.same
    counter[name] += 1
    return row, bool(created or differing)


def drop_others(report: Report, rows: models.QuerySet[ModelT], kept: Iterable[str]) -> None:
    """Removes rows that the pack no longer names (only rows nothing else points to: figures and sources)."""
    gone, _by_model = rows.exclude(code__in=list(kept)).delete()
    if gone:
        report.updated[rows.model._meta.model_name or ""] += gone


def write_network(pack: Pack, report: Report, by: Actor) -> None:
    """Organisations, offices and guichets the installation does not have yet; those it has are left alone."""
    countries = Country.objects.in_bulk()
    held = set(Organisation.objects.values_list("code", flat=True))
    for number, entry in enumerate(pack.entries("organisations")):
        if entry.code in held:
            report.same["organisation"] += 1
        elif entry.country is None or pack.known(
            countries, entry.country, "organisations", (number, "country")
        ):
            create_organisation(by=by, **entry.model_dump())
            report.created["organisation"] += 1
    organisations = {row.code: row for row in Organisation.objects.all()}
    _write_offices(pack, report, by, organisations)
    _write_guichets(pack, report, by, organisations)


def _write_offices(pack: Pack, report: Report, by: Actor, organisations: Mapping[str, Organisation]) -> None:
    provinces = Province.objects.in_bulk()
    offices = {office.code: office for office in Office.objects.all()}
    for number, entry in enumerate(pack.entries("offices")):
        owner = pack.known(organisations, entry.organisation, "offices", (number, "organisation"))
        province = pack.known(provinces, entry.province, "offices", (number, "province"))
        office = offices.get(entry.code)
        if office is not None and owner is not None and office.organisation_id != owner.pk:
            message = _("this office belongs to another organisation")
            pack.fault("offices", message, (number, "organisation"))
        elif office is not None:
            report.same["office"] += 1
        elif owner is not None and province is not None:
            _open(entry, owner, by)
            report.created["office"] += 1


def _open(entry: OfficeEntry, owner: Organisation, by: Actor) -> None:
    office = open_office(
        by=by,
        organisation=owner,
        code=entry.code,
        name=entry.name,
        province=entry.province,
        opened_on=entry.opened_on,
        address=entry.address,
    )
    if entry.closed_on:
        close_office(by=by, office=office, closed_on=entry.closed_on, reason=entry.closing_reason)


def _write_guichets(pack: Pack, report: Report, by: Actor, organisations: Mapping[str, Organisation]) -> None:
    held = set(Guichet.objects.values_list("organisation__code", "code"))
    for number, entry in enumerate(pack.entries("guichets")):
        owner = pack.known(organisations, entry.organisation, "guichets", (number, "organisation"))
        if (entry.organisation, _guichet_code(entry)) in held:
            report.same["guichet"] += 1
        elif owner is not None:
            name = entry.name.fields("name")
            create_guichet(by=by, organisation=owner, kind=entry.kind, code=_guichet_code(entry), **name)
            report.created["guichet"] += 1


def _guichet_code(entry: GuichetEntry) -> str:
    return entry.code or entry.kind.value


def write_programme(pack: Pack, report: Report) -> Programme:
    """The programme and its parts but the coverage."""
    entry = pack.data["programme"]
    values = {
        **entry.name.fields("name"),
        **entry.summary.fields("summary"),
        **entry.dates_note.fields("dates_note"),
        "currency": entry.currency,
        "envelope": entry.envelope,
        "starts_on": entry.starts_on,
        "ends_on": entry.ends_on,
    }
    programme, _changed = put(report, Programme, {"code": entry.code}, values)
    organisations = {row.code: row for row in Organisation.objects.all()}
    _write_parties(pack, programme, report, organisations)
    _write_zones(pack, programme, report, organisations)
    for position, strand in enumerate(pack.entries("strands"), start=1):
        key = {"programme": programme, "code": strand.code}
        put(report, Strand, key, {**strand.name.fields("name"), "position": position})
    _write_figures(pack, programme, report)
    return programme


def _write_parties(
    pack: Pack, programme: Programme, report: Report, organisations: Mapping[str, Organisation]
) -> None:
    for name, model in (("donors", Donor), ("partners", Partner)):
        kept = []
        for number, entry in enumerate(pack.entries(name)):
            row = pack.known(organisations, entry.organisation, name, (number, "organisation"))
            if row is not None:
                values = entry.model_dump(exclude={"organisation"}) | {"position": number + 1}
                key = {"programme": programme, "organisation": row}
                kept.append(put(report, model, key, values)[0].pk)
        model._default_manager.filter(programme=programme).exclude(pk__in=kept).delete()


def _write_zones(
    pack: Pack, programme: Programme, report: Report, organisations: Mapping[str, Organisation]
) -> None:
    provinces = Province.objects.in_bulk()
    for number, entry in enumerate(pack.entries("zones")):
        owner = pack.known(organisations, entry.organisation, "zones", (number, "organisation"))
        if owner is not None:
            _write_zone(pack, programme, report, organisations, provinces, number, entry, owner)


def _write_zone(
    pack: Pack,
    programme: Programme,
    report: Report,
    organisations: Mapping[str, Organisation],
    provinces: Mapping[str, Province],
    number: int,
    entry: ZoneEntry,
    owner: Organisation,
) -> None:
    values = {
        **entry.name.fields("name"),
        **entry.admits.fields("admits"),
        "organisation": owner,
        "position": number + 1,
    }
    beside = pack.several(organisations, entry.with_organisations, "zones", (number, "with_organisations"))
    sets: dict[str, Iterable[models.Model]] = {
        "with_organisations": beside,
        "provinces": pack.several(provinces, entry.provinces, "zones", (number, "provinces")),
    }
    put(report, Zone, {"programme": programme, "code": entry.code}, values, sets)


def _write_figures(pack: Pack, programme: Programme, report: Report) -> None:
    sources: dict[str, Source] = {}
    for entry in pack.entries("sources"):
        values = entry.model_dump(exclude={"code"})
        sources[entry.code], _changed = put(
            report, Source, {"programme": programme, "code": entry.code}, values
        )
    strands = {row.code: row for row in Strand.objects.filter(programme=programme)}
    for section, model in (("targets", Target), ("published", PublishedFigure)):
        entries = pack.entries(section)
        for number, entry in enumerate(entries):
            values = _stated(entry) | {
                "source": pack.known(sources, entry.source, section, (number, "source")),
                "strand": pack.known(strands, entry.strand, section, (number, "strand")),
                "position": number + 1,
            }
            if section == "published":
                values["kind"] = entry.kind.value
            if values["source"] is not None:
                put(report, model, {"programme": programme, "code": entry.code}, values)
        rows = model._default_manager.filter(programme=programme)
        drop_others(report, rows, [entry.code for entry in entries])
    drop_others(report, Source.objects.filter(programme=programme), sources)


def _stated(entry: StatedEntry) -> dict[str, Any]:
    return {
        **entry.label.fields("label"),
        **entry.reading.fields("reading"),
        "value": entry.value,
        "precision": entry.precision.value,
        "unit": entry.unit.value,
        "currency": entry.currency,
        "period_start": entry.period_start,
        "period_end": entry.period_end,
    }


def write_coverage(pack: Pack, programme: Programme, report: Report) -> bool:
    """The coverage of the programme; what the pack no longer names is withdrawn. True when anything changed."""
    known: dict[str, Mapping[str, models.Model]] = {
        "offices": {row.code: row for row in Office.objects.all()},
        "guichets": {
            f"{g.organisation.code}/{g.code}": g for g in Guichet.objects.select_related("organisation")
        },
        "strands": {row.code: row for row in Strand.objects.filter(programme=programme)},
        "zones": {row.code: row for row in Zone.objects.filter(programme=programme)},
    }
    entries: list[CoverageEntry] = pack.entries("coverage")
    changed = False
    for number, entry in enumerate(entries):
        _check_kinds(pack, entry, number)
        sets = {
            name: pack.several(rows, getattr(entry, name), "coverage", (number, name))
            for name, rows in known.items()
        }
        values = {
            **entry.label.fields("label"),
            "kinds": sorted(entry.kinds),
            "starts_on": entry.starts_on,
            "ends_on": entry.ends_on,
            "exclusive": entry.exclusive,
            "withdrawn": False,
        }
        key = {"programme": programme, "code": entry.code}
        changed |= put(report, Coverage, key, values, sets)[1]
    gone = Coverage.objects.filter(programme=programme, withdrawn=False)
    withdrawn = gone.exclude(code__in=[entry.code for entry in entries]).update(withdrawn=True)
    report.updated["coverage"] += withdrawn
    return changed or bool(withdrawn)


def _check_kinds(pack: Pack, entry: CoverageEntry, number: int) -> None:
    kinds: frozenset[str] = frozenset().union(*act_kinds)
    for place, kind in enumerate(entry.kinds):
        if kinds and kind not in kinds:
            pack.fault("coverage", _("%(code)s is not known") % {"code": kind}, (number, "kinds", place))
