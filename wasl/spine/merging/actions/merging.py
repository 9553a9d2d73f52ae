"""Two records of one person become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.matching.actions import settle_same
from wasl.spine.merging import rules
from wasl.spine.merging.actions.fields import chosen, set_values, settle_label
from wasl.spine.merging.actions.names import write_names
from wasl.spine.merging.enums import MoveKind, Side
from wasl.spine.merging.models import Merge, Move
from wasl.spine.merging.queries.plan import Part, obstacles, plan_of
from wasl.spine.merging.queries.references import UNSAID, words_of
from wasl.spine.merging.queries.who import NOT_ALL_YOURS, decides_on, mergeable_by, why_not
from wasl.spine.people.actions import changed, recount
from wasl.spine.people.actions.keys import refresh_keys
from wasl.spine.people.actions.renewals import refresh_renewals
from wasl.spine.people.models import Party, Person, Renewal
from wasl.spine.people.queries import standing

LONGEST_REASON = 300


@transaction.atomic
def merge(
    *,
    by: Actor,
    kept: Person,
    absorbed: Person,
    choices: Mapping[str, str],
    reason: str,
    expected_kept: int,
    expected_absorbed: int,
) -> Merge:
    """Merge the record `absorbed` into `kept`: everything that hangs on it follows, and it is seen by nobody.

    `choices`: group of fields (`rules.FIELDS`) → "kept" or "absorbed"; what is not named stays as kept has it.
    `expected_…` are the versions that were read: Conflict when somebody saved since. Facts and journal stay as they
    were written. Refused unless both are within the scope of `by` and `by` decides on both (see `access`); RuleBroken
    without a reason, for a choice unknown, for what `queries.why_not` says, and with one sentence for each thing that
    must be settled first. Constant number of queries for any number of rows.
    """
    ids = [kept.pk, absorbed.pk]
    parties = {one.pk: one for one in Party.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    stands = set(standing(ids).values())
    check(mergeable_by(by).filter(pk__in=stands).count() == len(stands))
    check(decides_on(by, stands), NOT_ALL_YOURS)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise RuleBroken(_("Say how you know that they are one person."), field="reason", code="reason")
    if set(choices) - set(rules.FIELDS) or set(choices.values()) - set(Side.values):
        raise RuleBroken(_("Unknown choice."), code="choice")
    refusal = why_not(parties[kept.pk], parties[absorbed.pk])
    if refusal:
        raise RuleBroken(refusal[0], code=refusal[1])
    parts = plan_of(kept.pk, absorbed.pk)
    to_settle = obstacles(kept.pk, absorbed.pk, parts)
    if to_settle:
        raise RuleBroken(" ".join(to_settle), code="settle")
    labels = [absorbed.label, kept.label]
    changes = chosen(kept, absorbed, choices)
    _write_fields(kept, absorbed, changes, expected_kept, expected_absorbed)
    made = _new(by, kept, absorbed, parties[kept.pk].organisation_id, reason, changes)
    _move(made, parts)
    write_names(by, made, labels)
    Party.objects.filter(pk=absorbed.pk).update(merged_into=kept.pk)
    Merge.objects.filter(stands_in_id=absorbed.pk).update(stands_in=kept.pk)
    tell(by, ids, found_by=[kept.pk])
    settle_same(by=by, first=kept.pk, second=absorbed.pk, reason=reason)
    record(
        by=by,
        verb="merging.merge",
        kind="people.person",
        object_ids=ids,
        reason=reason,
        fields=sorted(changes),
        organisation=made.organisation_id,
    )
    return made


def tell(by: Actor, party_ids: Iterable[int], *, found_by: Iterable[int]) -> None:
    """Write anew what follows from who is merged into whom, and tell the rooms above of those found otherwise now."""
    ids = list(party_ids)
    refresh_keys(ids)
    recount(ids)
    merged = set(Party.objects.filter(pk__in=ids, merged_into__isnull=False).values_list("pk", flat=True))
    Renewal.objects.filter(person_id__in=merged).delete()
    refresh_renewals([pk for pk in ids if pk not in merged])
    changed(by, list(found_by))


def _write_fields(
    kept: Person,
    absorbed: Person,
    changes: Mapping[str, rules.Change],
    expected_kept: int,
    expected_absorbed: int,
) -> None:
    names = [name for code, change in changes.items() for name in set_values(kept, code, change.given)]
    kept.save_current(expected_kept, names)
    absorbed.save_current(expected_absorbed, [])
    if "name" in changes:
        settle_label(kept)


def _new(
    by: Actor,
    kept: Person,
    absorbed: Person,
    organisation_id: int,
    reason: str,
    changes: Mapping[str, rules.Change],
) -> Merge:
    made = Merge(
        kept_id=kept.pk,
        absorbed_id=absorbed.pk,
        stands_in_id=kept.pk,
        organisation_id=organisation_id,
        reason=reason,
    )
    made.changes = dict(changes)
    made.authored_by(by)
    made.save(force_insert=True)
    return made


def _move(made: Merge, parts: Iterable[Part]) -> None:
    """Move the rows, table by table, and note which; a rule of the database that nobody foresaw is told in words."""
    moves = []
    for part in parts:
        reference = part.reference

        def noted(
            rows: list[str], kind: str, yielded: Mapping[str, object] | None = None, part: Part = part
        ) -> Move:
            return Move(
                merge=made,
                kind=kind,
                model=part.reference.label,
                field=part.reference.name,
                rows=rows,
                yielded=dict(yielded or {}),
            )

        try:
            with transaction.atomic():
                if part.follows:
                    reference.put(part.follows, made.kept_id)
                    moves.append(noted(part.follows, MoveKind.FOLLOWED))
                for fields, rows in part.yields.items():
                    moves.append(noted(rows, MoveKind.FOLLOWED, _as_they_were(part, fields, rows)))
                    reference.put(rows, made.kept_id, dict(fields))
        except IntegrityError as error:
            words = words_of(reference.model)
            raise RuleBroken(format_lazy("{} — {}", words, UNSAID), code="settle") from error
        if part.stays:
            moves.append(noted(part.stays, MoveKind.STAYED))
    Move.objects.bulk_create(moves)


def _as_they_were(part: Part, fields: Iterable[tuple[str, object]], rows: list[str]) -> dict[str, object]:
    """What the fields that give way held in these rows: the same in all, since one condition held them back."""
    names = [name for name, _value in fields]
    first = part.reference.rows().filter(pk__in=rows).values(*names).first()
    return {name: [(first or {})[name], value] for name, value in fields}
