"""What the components show, worked out before the template: groups, steps, shares, lists of errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.kernel.frames import NavItem, Text

Step = Text | tuple[str, Text]
GROUP_LABELS: dict[str, Text] = {
    "work": _("Reception and support"),
    "money": _("Calls and funding"),
    "measure": _("Figures"),
    "house": _("Settings and records"),
}


@dataclass(frozen=True, slots=True)
class FormError:
    """One line of the summary: the field it leads to (empty for the whole form) and the message."""

    target: str
    label: Text
    message: Text


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the navigation as it stands on this page."""

    label: Text
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    label: Text
    places: list[Place]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: `state` is done, current or ahead."""

    number: int
    label: Text
    state: str


def form_errors(form: BaseForm) -> list[FormError]:
    """Every error of the form in the order of its fields, those of the whole form first."""
    found: list[FormError] = []
    if not form.is_bound:
        return found
    for name, messages in sorted(form.errors.items(), key=lambda item: item[0] != NON_FIELD_ERRORS):
        for message in messages:
            if name == NON_FIELD_ERRORS or name not in form.fields:
                found.append(FormError("", "", str(message)))
            else:
                bound = form[name]
                found.append(FormError(bound.id_for_label or bound.auto_id, bound.label, str(message)))
    return found


def share(value: Any, target: Any) -> str:
    """How much of the target is reached, as a width ("43.5%", at most "100%"); "" where it cannot be said."""
    if (
        not isinstance(value, int | float | Decimal)
        or not isinstance(target, int | float | Decimal)
        or not target
    ):
        return ""
    part = float(value) / float(target) * 100
    return f"{max(0.0, min(100.0, part)):.1f}%"


def stepper(steps: Iterable[Step], current: Any) -> list[StepLine]:
    """The steps with their states; `current` is a code, a label, an index, or None when all lies ahead."""
    pairs = [step if isinstance(step, tuple) else ("", step) for step in steps]
    index = next(
        (
            number
            for number, (code, label) in enumerate(pairs)
            if (current == code != "")
            or current == number
            or (current is not None and str(current) == str(label))
        ),
        -1,
    )
    state = {True: "done", False: "ahead"}
    return [
        StepLine(number + 1, label, "current" if number == index else state[number < index])
        for number, (_code, label) in enumerate(pairs)
    ]


CHECK_TONES = {"yes": "success", "no": "danger", "missing": "attention", "value": "info"}
CHECK_WORDS: dict[str, Text] = {
    "yes": _("Yes"),
    "no": _("No"),
    "missing": pgettext_lazy("checklist", "Missing"),
    "value": "",
}


def checklist_lines(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Lines with tone, word, label, reason and href from objects or mappings (True and False are yes and no)."""

    def read(item: Any, name: str) -> Any:
        return item.get(name, "") if isinstance(item, Mapping) else getattr(item, name, "")

    lines = []
    for item in items:
        state = read(item, "state")
        state = {True: "yes", False: "no"}.get(state, state) if isinstance(state, bool) else str(state)
        lines.append(
            {
                "tone": CHECK_TONES.get(state, "neutral"),
                "word": CHECK_WORDS.get(state, "") or read(item, "value") or state,
                "label": read(item, "label"),
                "reason": read(item, "reason") or "",
                "href": read(item, "href") or "",
            }
        )
    return lines


def navigation_groups(items: Iterable[NavItem], request: HttpRequest | None) -> list[PlaceGroup]:
    """The places by group, in the order of GROUP_LABELS; an address that does not exist (yet) is left out."""
    here = request.path if request else ""
    groups: dict[str, list[tuple[NavItem, str]]] = {}
    for item in items:
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        groups.setdefault(item.group, []).append((item, url))
    matching = [
        url for pairs in groups.values() for _item, url in pairs if url != "/" and here.startswith(url)
    ]
    nearest = max(matching, key=len, default=None)
    order = [*GROUP_LABELS, *(name for name in groups if name not in GROUP_LABELS)]
    return [
        PlaceGroup(
            GROUP_LABELS.get(name, name),
            [Place(item.label, url, item.icon, url == nearest) for item, url in groups[name]],
        )
        for name in order
        if name in groups
    ]
