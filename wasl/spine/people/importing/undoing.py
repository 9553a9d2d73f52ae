"""What an undone list leaves behind: nothing, unless other work rests on a person."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import apps
from django.utils.translation import gettext as _

from wasl.base.intake.slots import CreatedRef, Kept
from wasl.kernel.actors import Actor
from wasl.kernel.errors import WaslError
from wasl.spine.people import actions
from wasl.spine.people.models import Person

PERSON = "people.person"


def undo_refs(refs: Sequence[CreatedRef], by: Actor, reason: str) -> list[Kept]:
    """Undo what one row became. A person whom it brought in is removed whole, with what came along; where something
    else rests on them, they and what came along are kept. Of a person known before only what was added goes."""
    whole = next((ref for ref in refs if ref.kind == PERSON), None)
    rows: dict[str, list[int]] = {}
    for ref in refs:
        if ref.kind != PERSON:
            rows.setdefault(ref.kind, []).append(ref.pk)
    if whole is None:
        return _taken_away(refs, rows, by, reason)
    person = Person.objects.select_related("party").filter(pk=whole.pk).first()
    if person is None:
        return []
    try:
        actions.remove_person(by=by, person=person, own=rows, reason=reason)
    except actions.RestsOn as kept:
        return [Kept(whole, kept.why), *(Kept(ref) for ref in refs if ref != whole)]
    return []


def _taken_away(refs: Sequence[CreatedRef], rows: dict[str, list[int]], by: Actor, reason: str) -> list[Kept]:
    """Take away what a row added to a person known before; kept when it moved to another person in a merge."""
    kept: list[Kept] = []
    for label, ids in rows.items():
        for pk in ids:
            row = apps.get_model(label)._base_manager.filter(pk=pk).first()
            if row is None:
                continue
            try:
                actions.take_away(by=by, row=row, reason=reason)
            except actions.RestsOn as held:
                kept.append(Kept(CreatedRef(label, pk), held.why))
            except WaslError as refused:
                kept.append(Kept(CreatedRef(label, pk), str(refused) or _("other work")))
    return kept
