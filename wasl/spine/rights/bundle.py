"""All that is held on a person, as one file: a PDF to read, the same in JSON, the person's own files.

The form of the JSON is described in docs/person-export.md; its codes do not change with the language.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wasl.base.documents.enums import Compartment
from wasl.base.documents.models import File
from wasl.base.documents.queries import content_of
from wasl.kernel import clock, pdf
from wasl.kernel.actors import Actor
from wasl.kernel.ui import words
from wasl.spine.people import slots
from wasl.spine.people.models import Party
from wasl.spine.people.slots import Holding, Word
from wasl.spine.rights.models import AccessRequest

SCHEMA = "wasl.person-export/1"
NARROW = 5  # columns that stand side by side on a page
SHORT = 40  # characters of a cell that stands beside others


def held_on(by: Actor, party: Party, include: Collection[str]) -> list[Holding]:
    """What every room holds on the party, in the order of the rooms; of the compartments, those of `include` alone."""
    found = [holding for fill in slots.holdings for holding in fill(by, party)]
    return [one for one in found if not one.compartment or one.compartment in include]


def of(by: Actor, request: AccessRequest, report: Callable[[int, int], None]) -> bytes:
    """The ZIP that answers a request, in the active language. `report(done, total)` counts its parts."""
    party = request.party
    holdings = held_on(by, party, request.compartments)
    files = _files(holdings, request.compartments)
    total = len(files) + 2
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json(by, request, holdings, files))
        report(1, total)
        archive.writestr("document.pdf", as_pdf(by, request, holdings, files))
        report(2, total)
        for number, (path, file) in enumerate(files.items(), start=3):
            archive.writestr(path, _content(file))
            report(number, total)
    return out.getvalue()


def _files(holdings: list[Holding], include: Collection[str]) -> dict[str, File]:
    """The files to hand out, by their path in the ZIP, each once."""
    found: dict[int, File] = {}
    for holding in holdings:
        for file in holding.files:
            if not file.compartment or file.compartment in include:
                found.setdefault(file.pk, file)
    return {f"files/{file.pk}-{file.name}": file for file in found.values()}


def _content(file: File) -> bytes:
    try:
        return content_of(file)
    except (FileNotFoundError, ValueError):
        return b""


def as_json(by: Actor, request: AccessRequest, holdings: list[Holding], files: dict[str, File]) -> str:
    """The same for machines: UTF-8, codes instead of words, days and moments as ISO 8601."""
    whole = {
        "schema": SCHEMA,
        "made_at": clock.now().isoformat(),
        "made_by": by.label,
        "request": {"number": request.pk, "asked_on": request.asked_on.isoformat()},
        "person": {"number": request.party_id, "label": request.party.label},
        "compartments": list(request.compartments),
        "holdings": [
            {
                "code": one.code,
                "title": str(one.title),
                "compartment": one.compartment,
                "columns": {code: str(heading) for code, heading in one.columns.items()},
                "rows": [{code: _for_machines(row.get(code)) for code in one.columns} for row in one.rows],
            }
            for one in holdings
        ],
        "files": [
            {
                "path": path,
                "name": file.name,
                "kind": file.kind,
                "content_type": file.content_type,
                "size": file.size,
                "sha256": file.sha256,
                "kept_on": file.created_at.isoformat(),
            }
            for path, file in files.items()
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _for_machines(value: Any) -> Any:
    match value:
        case Word():
            return value.code
        case datetime():
            return timezone.localtime(value).isoformat()  # noqa: TID251 - a moment of the past, not now
        case date():
            return value.isoformat()
        case Decimal() | Promise():
            return str(value)
        case _:
            return value


def as_pdf(by: Actor, request: AccessRequest, holdings: list[Holding], files: dict[str, File]) -> bytes:
    """The same to be read: what we hold by matter, who made it and when, how to have it corrected."""
    data = {
        "title": _("What we hold on you"),
        "letterhead": {"name": request.party.organisation.name, "lines": [], "footer": _footer(request)},
        "marks": {"place_date": words.day(clock.today(), long=True), "reference": f"{request.pk}"},
        "recipient": [request.party.label],
        "opening": _opening(by, request),
        "sections": [_section(one) for one in holdings if one.rows],
        "nothing": [str(one.title) for one in holdings if not one.rows],
        "nothing_title": _("We hold nothing on you under these matters"),
        "files_title": _("Your files, joined to this document"),
        "files": [[file.name, words.day(file.created_at)] for file in files.values()],
        "rights_title": _("If something is wrong"),
        "rights": [
            _("You may ask us to correct what is wrong or out of date, to complete it, or to stop using it."),
            _(
                "Come to the office, write or call, with the number of this document. It costs nothing. If we do not "
                "answer, you may turn to the national commission for data protection (CNDP), in Rabat."
            ),
        ],
    }
    return pdf.render("rights/holdings.typ", data, language=request.language)


def _footer(request: AccessRequest) -> str:
    return _("Access request no. %(number)s · number of the person: %(person)s") % {
        "number": request.pk,
        "person": request.party_id,
    }


def _opening(by: Actor, request: AccessRequest) -> list[str]:
    found = [
        _("You asked on %(day)s what we hold on you (law 09-08). This is all of it on %(today)s.")
        % {"day": words.day(request.asked_on, long=True), "today": words.day(clock.today(), long=True)},
        _("Made by %(name)s. Other persons are said by their role, never by name.") % {"name": by.label},
    ]
    if request.compartments:
        labels = ", ".join(str(Compartment(code).label) for code in request.compartments)
        found.append(_("With what is kept apart: %(compartments)s.") % {"compartments": labels})
    else:
        found.append(_("Without what is kept apart (health, protection, residence, legal matters)."))
    return found


def _section(holding: Holding) -> dict[str, Any]:
    shown = [code for code in holding.columns if any(_text(row.get(code)) for row in holding.rows)]
    rows = [[_text(row.get(code)) for code in shown] for row in holding.rows]
    side_by_side = len(shown) <= NARROW and all(len(cell) <= SHORT for row in rows for cell in row)
    return {
        "title": str(holding.title),
        "columns": [str(holding.columns[code]) for code in shown],
        "rows": rows,
        "table": side_by_side and len(rows) > 1,
    }


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case Word():
            return str(value.words)
        case bool():
            return _("Yes") if value else _("No")
        case datetime():
            return words.moment(value)
        case date():
            return words.day(value)
        case Decimal():
            return words.number(value)
        case _:
            return str(value)
