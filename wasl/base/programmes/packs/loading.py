"""Loading a pack: parse, check, write, all or nothing."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from wasl.base.audit.actions import record
from wasl.base.programmes import access, queries, rules
from wasl.base.programmes.models import Coverage, Programme
from wasl.base.programmes.packs.faults import Fault, PackFaults, SectionFault, Where
from wasl.base.programmes.packs.reading import Part, read_folder
from wasl.base.programmes.packs.report import Report
from wasl.base.programmes.packs.schema import SCHEMAS
from wasl.base.programmes.packs.sections import pack_sections
from wasl.base.programmes.packs.writing import Pack, write_coverage, write_network, write_programme
from wasl.kernel.access import check as check_access
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

SHIPPED = Path(__file__).resolve().parent


class _TakenBack(Exception):
    """Ends the transaction of a check."""


def available() -> list[str]:
    """Codes of the packs that ship with the product."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/programme.yaml"))


def load(path_or_code: str | Path, by: Actor) -> Report:
    """Writes a pack, given by the code of a shipped one or by the path of a folder. Idempotent.

    Raises PackFaults (nothing is written) naming file and line, Refused unless `by` is an administrator.
    """
    check_access(access.may_load(by))
    pack = _parse(_folder(path_or_code))
    report = Report(pack.code)
    with transaction.atomic():
        _write(pack, report, by)
    queries.forget_coverage()
    return report


def check(path_or_code: str | Path, by: Actor) -> Report:
    """What `load` would do, without doing it; faults stand in the report instead of being raised."""
    check_access(access.may_load(by))
    report = Report(Path(path_or_code).name)
    try:
        pack = _parse(_folder(path_or_code))
        report.code = pack.code
        with transaction.atomic():
            _write(pack, report, by)
            raise _TakenBack
    except _TakenBack:
        pass
    except PackFaults as error:
        report.faults = error.faults
    finally:
        queries.forget_coverage()
    return report


def _folder(path_or_code: str | Path) -> Path:
    text = str(path_or_code)
    if text in available():
        return SHIPPED / text
    path = Path(text)
    if not path.is_dir():
        message = _("no pack of this name; those that ship are: %(codes)s") % {
            "codes": ", ".join(available())
        }
        raise PackFaults([Fault(text, 0, message)])
    return path


def _parse(folder: Path) -> Pack:
    parts = read_folder(folder)
    schemas: dict[str, Any] = SCHEMAS | {name: section.model for name, section in pack_sections.items()}
    faults: list[Fault] = []
    data: dict[str, Any] = {}
    for name, part in parts.items():
        if name not in schemas:
            faults.append(part.fault(_("unknown section %(name)s") % {"name": name}))
            continue
        try:
            data[name] = TypeAdapter(schemas[name]).validate_python(part.value)
        except ValidationError as error:
            faults.extend(_faults(part, error))
    if "programme" not in parts:
        faults.append(Fault("programme.yaml", 0, _("the section programme is missing")))
    if faults:
        raise PackFaults(faults)
    return Pack(parts, data)


def _faults(part: Part, error: ValidationError) -> list[Fault]:
    found = []
    for detail in error.errors():
        at: Where = detail["loc"]
        name = str(at[-1]) if at else part.name
        if detail["type"] == "extra_forbidden":
            message = _("unknown key %(name)s") % {"name": name}
        elif detail["type"] == "missing":
            message = _("%(name)s is missing") % {"name": name}
        else:
            message = f"{name}: {detail['msg']}"
        found.append(part.fault(message, at))
    return found


def _write(pack: Pack, report: Report, by: Actor) -> None:
    writer = Actor(id=by.id, label=by.label, kind="system")
    try:
        write_network(pack, report, writer)
        programme = write_programme(pack, report)
        touched = write_coverage(pack, programme, report)
        _refuse_contradictions(pack, programme)
        for name, section in pack_sections.items():
            if name in pack.data:
                report.updated[name] += _section(pack, name, section.load, programme, writer)
    finally:
        pack.raise_faults()
    if touched:
        Programme.objects.filter(pk=programme.pk).update(coverage_stamp=uuid.uuid4())
    if report.changed:
        record(by=by, verb="programmes.load_pack", object=programme)


def _section(pack: Pack, name: str, loader: Any, programme: Programme, by: Actor) -> int:
    try:
        return int(loader(programme, pack.data[name], by) or 0)
    except SectionFault as error:
        pack.fault(name, str(error), error.at)
    except RuleBroken as error:
        pack.fault(name, str(error))
    return 0


def _refuse_contradictions(pack: Pack, programme: Programme) -> None:
    held = queries.conditions(Coverage.objects.filter(withdrawn=False))
    codes = [entry.code for entry in pack.data.get("coverage", [])]
    for pair in rules.contradictions(held):
        own = [c for c in pair if c.programme_id == programme.pk]
        for condition in own:
            other = pair[1] if pair[0] is condition else pair[0]
            code = condition.name.split("/")[1]
            message = _("this exclusive coverage overlaps with %(other)s") % {"other": other.name}
            pack.fault("coverage", message, (codes.index(code),) if code in codes else ())
