"""The spellings of a record absorbed stay with the one kept, so that each of them still finds the person."""

from __future__ import annotations

from collections.abc import Iterable

from wasl.kernel.actors import Actor
from wasl.spine.merging.enums import MoveKind
from wasl.spine.merging.models import Merge, Move
from wasl.spine.merging.queries.references import Reference
from wasl.spine.merging.queries.who import into
from wasl.spine.people.models import NameWritten, Person
from wasl.spine.people.rules import script_of

NAMES = Reference(NameWritten, "person_id")


def write_names(by: Actor, merge: Merge, labels: Iterable[str]) -> None:
    """Keep these spellings on the record kept, where it has none like them; said to come from the record absorbed."""
    person = Person.objects.get(pk=merge.kept_id)
    held = {person.label, *NameWritten.objects.filter(person=person).values_list("text", flat=True)}
    made = []
    for text in dict.fromkeys(label[:240] for label in labels):
        if text not in held:
            row = NameWritten(
                person=person, text=text, script=script_of(text), source=f"№ {merge.absorbed_id}"
            )
            row.authored_by(by)
            made.append(row)
    if made:
        rows = [str(row.pk) for row in NameWritten.objects.bulk_create(made)]
        Move.objects.create(merge=merge, kind=MoveKind.MADE, model=NAMES.label, field=NAMES.name, rows=rows)


def take_names_away(merge: Merge, path: list[Merge]) -> None:
    """Remove the spellings that the merge wrote, wherever `path` has taken them, unless another merge needs them.

    Two records absorbed may have had one spelling: the first merge wrote it, the second found it there. Then the row
    passes into the custody of the second.
    """
    parties = [merge.kept_id, *(above.kept_id for above in path)]
    others = list(into(parties).exclude(pk__in=[merge.pk]).select_related("absorbed"))
    for move in merge.moves.filter(kind=MoveKind.MADE):
        rows = NameWritten.objects.filter(pk__in=move.held, person_id__in=parties)
        texts = dict(rows.values_list("pk", "text"))
        move.gone = [key for key in move.held if int(key) not in texts]
        for pk, text in texts.items():
            heirs = [one for one in others if one.absorbed.label == text]
            heir = min(heirs, key=lambda one: parties.index(one.kept_id), default=None)
            below = path if heir is None else path[: parties.index(heir.kept_id)]
            for above in below:
                release(above, NAMES.label, NAMES.name, {str(pk)})
            if heir is None:
                NameWritten.objects.filter(pk=pk).delete()
            else:
                move.release({str(pk)})
                Move.objects.create(
                    merge=heir, kind=MoveKind.MADE, model=NAMES.label, field=NAMES.name, rows=[str(pk)]
                )
        move.save()


def release(merge: Merge, model: str, field: str, rows: set[str]) -> None:
    """Take rows of a table out of the custody of a merge."""
    for move in merge.moves.filter(kind=MoveKind.FOLLOWED, model=model, field=field):
        if rows & set(move.held):
            move.release(rows)
            move.save(update_fields=["released"])
