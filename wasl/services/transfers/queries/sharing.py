"""What the partner reads of a person: frozen when it is proposed, shown through one gate."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wasl.base.reference.models import Country, Language
from wasl.kernel.ui.words import day as in_words
from wasl.services.transfers import rules
from wasl.services.transfers.enums import Along
from wasl.services.transfers.models import Transfer
from wasl.spine.cases.actions.partners import Carried
from wasl.spine.cases.enums import Purpose, ServiceKind
from wasl.spine.people.enums import PaperKind, PaperState, Precision, Sex

Line = tuple[str | Promise, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of what goes along, as the partner reads it: its name, and lines of (label, text)."""

    code: str
    label: str | Promise
    lines: list[Line]


def frozen(transfer: Transfer) -> str:
    """The copy kept of what goes along, as it stands today: codes, days and words, as JSON."""
    values = {code: _READ[code](transfer) for code in rules.in_order(transfer.along)}
    return json.dumps(values, ensure_ascii=False)


def seen_by_receiver(transfer: Transfer) -> list[Section]:
    """What the partner reads: the parts that go along, from the frozen copy; nothing once it stopped.

    Whatever shows something of the person to the partner before it follows them passes here.
    """
    values = _copy(transfer)
    return [
        Section(code, Along(code).label, _WORDS[code](values[code]))
        for code in rules.in_order(transfer.along)
        if values.get(code)
    ]


def name_seen(transfer: Transfer) -> str:
    """The name of the person, as the partner reads it; nothing once it stopped."""
    return str(_copy(transfer).get(Along.IDENTITY, {}).get("name", ""))


def carried(transfer: Transfer) -> list[Carried]:
    """The goals under way and the steps still to do of the copy, to be opened there; none where no plan goes along."""
    plan: list[dict[str, Any]] = _copy(transfer).get(Along.PLAN) or []
    found = [
        Carried(
            goal["title"],
            tuple((one["title"], _day(one["due_on"])) for one in goal["steps"] if not one["done_on"]),
        )
        for goal in plan
        if not goal["ended_on"]
    ]
    return [one for one in found if one.goal or one.steps]


def _copy(transfer: Transfer) -> dict[str, Any]:
    if not transfer.shared or not rules.read_there(transfer.status):
        return {}
    values: dict[str, Any] = json.loads(transfer.shared)
    return values


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# ------------------------------------------------------------------ what is read from the file


def _identity(transfer: Transfer) -> dict[str, str]:
    person = transfer.person
    return {
        "name": person.label,
        "sex": "" if person.sex == Sex.UNKNOWN else person.sex,
        "birth": _iso(person.birth_date),
        "precision": str(person.birth_precision),
        "nationality": person.nationality_id or "",
        "language": person.language_id or "",
        "phone": person.phone,
        "email": person.email,
    }


def _plan(transfer: Transfer) -> list[dict[str, Any]]:
    """Goals with their steps, then the steps without a goal."""
    steps: dict[int | None, list[dict[str, str]]] = {}
    for item in transfer.case.plan.standing():
        step = {"title": item.title, "due_on": _iso(item.due_on), "done_on": _iso(item.done_on)}
        steps.setdefault(item.goal_id, []).append(step)
    goals = [
        {
            "title": goal.title,
            "ended_on": _iso(goal.reached_on or goal.dropped_on),
            "steps": steps.get(goal.pk, []),
        }
        for goal in transfer.case.goals.all()
    ]
    loose = [{"title": "", "ended_on": "", "steps": steps[None]}] if None in steps else []
    return goals + loose


def _services(transfer: Transfer) -> list[list[Any]]:
    rows = transfer.case.services.standing()
    return [[row.on.isoformat(), row.kind, row.purpose, row.minutes] for row in rows]


def _papers(transfer: Transfer) -> list[list[str]]:
    rows = transfer.person.papers.filter(state=PaperState.HELD)
    return [[row.kind, _iso(row.valid_to)] for row in rows]


_READ: dict[str, Callable[[Transfer], Any]] = {
    Along.IDENTITY: _identity,
    Along.REASON: lambda transfer: transfer.reason,
    Along.PLAN: _plan,
    Along.SERVICES: _services,
    Along.PAPERS: _papers,
}


# ------------------------------------------------------------------ the words of the copy


def _identity_words(value: dict[str, str]) -> list[Line]:
    lines: list[Line] = [
        (_("Name"), value["name"]),
        (_("Sex"), str(Sex(value["sex"]).label) if value["sex"] else ""),
        (_("Born"), _birth_words(_day(value["birth"]), value["precision"])),
        (_("Nationality"), _named(Country, value["nationality"])),
        (_("Language spoken"), _named(Language, value["language"])),
        (_("Phone"), value["phone"]),
        (_("E-mail"), value["email"]),
    ]
    return [(label, text) for label, text in lines if text]


def _birth_words(day: date | None, precision: str) -> str:
    if day is None:
        return ""
    if precision == Precision.YEAR:
        return str(day.year)
    return f"{day:%m/%Y}" if precision == Precision.MONTH else in_words(day)


def _named(model: type[Country] | type[Language], code: str) -> str:
    found = model.objects.filter(pk=code).first() if code else None
    return found.label if found else code


def _plan_words(value: list[dict[str, Any]]) -> list[Line]:
    lines: list[Line] = []
    for goal in value:
        steps = [_step_words(step) for step in goal["steps"]]
        lines.append((goal["title"] or _("Steps without a goal"), "\n".join(steps) or "—"))
    return lines


def _step_words(step: dict[str, str]) -> str:
    if done := _day(step["done_on"]):
        return f"{step['title']} · {_('done on %(day)s') % {'day': in_words(done)}}"
    if due := _day(step["due_on"]):
        return f"{step['title']} · {_('due on %(day)s') % {'day': in_words(due)}}"
    return step["title"]


def _service_words(value: list[list[Any]]) -> list[Line]:
    return [
        (
            in_words(date.fromisoformat(on)),
            f"{ServiceKind(kind).label} · {Purpose(purpose).label} · {minutes} min",
        )
        for on, kind, purpose, minutes in value
    ]


def _paper_words(value: list[list[str]]) -> list[Line]:
    return [
        (
            PaperKind(kind).label,
            _("valid until %(day)s") % {"day": in_words(day)} if (day := _day(until)) else "—",
        )
        for kind, until in value
    ]


_WORDS: dict[str, Callable[[Any], list[Line]]] = {
    Along.IDENTITY: _identity_words,
    Along.REASON: lambda value: [(Along.REASON.label, value)],
    Along.PLAN: _plan_words,
    Along.SERVICES: _service_words,
    Along.PAPERS: _paper_words,
}
