"""Names as papers write them: recorded, corrected, removed, chosen to be shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access, rules
from wasl.spine.people.actions.changes import changed
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.actions.keys import refresh_keys
from wasl.spine.people.actions.persons import update_person
from wasl.spine.people.models import NameWritten, Paper, Person
from wasl.spine.people.rules.parts import NameParts, guess_parts

PARTS = ("given_part", "chain_part", "particles", "family_part")
FIELDS = ("text", *PARTS, "source", "paper_id", "seen_on")


@transaction.atomic
def record_name(
    *,
    by: Actor,
    person: Person,
    text: str,
    source: str = "",
    paper: Paper | None = None,
    seen_on: date | None = None,
    parts: NameParts | None = None,
) -> NameWritten:
    """Keep a name as a paper or a register writes it; the person is found under it from now on.

    Its parts are guessed unless given. A name that stands already is returned as it is. RuleBroken for an empty name,
    a paper of somebody else.
    """
    check_visible(by, [person.pk], access.WRITERS)
    text = _tidy(text)
    same = NameWritten.objects.filter(person=person, text=text).first()
    if same is not None:
        return same
    row = NameWritten(person=person)
    row.authored_by(by)
    found = parts or guess_parts(text, rules.script_of(text))
    values = (
        text,
        found.given,
        found.chain,
        found.particles,
        found.family,
        source,
        paper and paper.pk,
        seen_on,
    )
    _fill(row, dict(zip(FIELDS, values, strict=True)))
    row.save(force_insert=True)
    record(by=by, verb="people.name", object=person, fields=["names"])
    _told(by, person.pk)
    return row


@transaction.atomic
def correct_name(*, by: Actor, name: NameWritten, expected: int, **changes: Any) -> NameWritten:
    """Correct a name as written: its text, its parts, where it was seen.

    When the text changes and the parts do not, they are guessed anew. `expected` is the version read; Conflict when
    somebody saved since.
    """
    check_visible(by, [name.person_id], access.WRITERS)
    if "paper" in changes:
        paper = changes.pop("paper")
        changes["paper_id"] = paper.pk if paper else None
    before = {field: getattr(name, field) for field in FIELDS}
    after = before | changes
    if _tidy(after["text"]) != name.text and all(after[part] == before[part] for part in PARTS):
        found = guess_parts(_tidy(after["text"]), rules.script_of(after["text"]))
        after |= dict(zip(PARTS, (found.given, found.chain, found.particles, found.family), strict=True))
    _fill(name, after)
    if NameWritten.objects.filter(person=name.person_id, text=name.text).exclude(pk=name.pk).exists():
        raise RuleBroken(_("This name stands on the file already."), field="text", code="twice")
    names = [field for field in FIELDS if getattr(name, field) != before[field]]
    if names:
        name.save_current(expected, [*names, "script"])
        fields = [field.removesuffix("_id") for field in names]
        record(by=by, verb="people.correct_name", object=name.person, fields=fields)
        _told(by, name.person_id)
    return name


@transaction.atomic
def remove_name(*, by: Actor, name: NameWritten, reason: str) -> None:
    """Take off a name that is not the person's; the journal keeps who, when and why, not the name."""
    check_visible(by, [name.person_id], access.WRITERS)
    if not reason.strip():
        raise RuleBroken(_("Say why this name is taken off."), field="reason", code="reason")
    person = name.person
    name.delete()
    record(by=by, verb="people.remove_name", object=person, fields=["names"], reason=reason.strip()[:200])
    _told(by, person.pk)


@transaction.atomic
def show_name(*, by: Actor, name: NameWritten, expected: int) -> Person:
    """Let this name be the one shown on the person; the name shown until now is kept among those written.

    `expected` is the version of the person that was read; Conflict when somebody saved since.
    """
    check_visible(by, [name.person_id], access.WRITERS)
    person = name.person
    parts = NameParts(name.given_part, name.chain_part, name.particles, name.family_part)
    shown = (parts.whole_family or name.text, parts.whole_given)
    if shown == (person.family_name, person.given_names):
        return person
    former = NameParts(given=person.given_names, family=person.family_name)
    text = f"{person.family_name} {person.given_names}".strip()
    held = NameWritten.objects.filter(person=person).values_list("text", flat=True)
    if text not in held and person.label not in held:
        record_name(by=by, person=person, text=person.label, source=_("the file, until now"), parts=former)
    return update_person(
        by=by, person=person, expected=expected, family_name=shown[0][:120], given_names=shown[1][:120]
    )


def _tidy(text: str) -> str:
    tidy = " ".join(text.split())[:240]
    if not tidy:
        raise RuleBroken(_("A name is needed."), field="text", code="name")
    return tidy


def _fill(row: NameWritten, values: dict[str, Any]) -> None:
    values["text"] = _tidy(values["text"])
    for name in (*PARTS, "source"):
        values[name] = " ".join(values[name].split())[: 40 if name == "particles" else 120]
    paper = values["paper_id"]
    if paper is not None and not Paper.objects.filter(pk=paper, person=row.person_id).exists():
        raise RuleBroken(_("Choose a paper of this person."), field="paper", code="paper")
    for name in FIELDS:
        setattr(row, name, values[name])
    row.script = rules.script_of(row.text)


def _told(by: Actor, person_id: int) -> None:
    refresh_keys([person_id])
    changed(by, [person_id])
