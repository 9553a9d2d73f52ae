"""Which persons may be merged by whom, and which merges hold whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.scope import scope
from wasl.spine.merging import access
from wasl.spine.merging.models import Merge, MergeQuerySet
from wasl.spine.people.enums import PartyKind
from wasl.spine.people.models import Following, Party
from wasl.spine.people.models.party import PartyQuerySet, followed_by
from wasl.spine.people.rules import groups_of

NOT_ALL_YOURS = _(
    "Another office follows one of these records: the coordinator or the protection officer decides."
)
ELSEWHERE = _(
    "Another organisation also knows one of these two. Records of two organisations are never merged: the protection"
    " officer may link them, and they are then counted once."
)


def mergeable_by(actor: Actor) -> PartyQuerySet:
    """The persons within the scope of the actor in a role that merges."""
    return Party.objects.filter(followed_by(actor, readers=access.MERGERS), kind=PartyKind.PERSON)


def decides_on(actor: Actor, party_ids: Iterable[int]) -> bool:
    """Whether the actor decides on all of these, which are within their scope: see `access`."""
    ids = set(party_ids)
    if Party.objects.filter(followed_by(actor, readers=access.DECIDERS), pk__in=ids).count() == len(ids):
        return True
    today = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    standing = Following.objects.filter(today, party_id__in=ids)
    own = scope(actor, access.MERGERS, office="office_id", programme="programme_id")
    return not standing.exclude(own).exists()


def why_not(kept: Party, absorbed: Party) -> tuple[str | Promise, str] | None:
    """Why these two are not merged by anybody: (sentence, code); None where they may be."""
    if kept.pk == absorbed.pk:
        return _("Choose another record: this is the same one."), "same"
    if {kept.kind, absorbed.kind} != {PartyKind.PERSON}:
        return _("Only records of persons are merged."), "kind"
    if kept.merged_into_id or absorbed.merged_into_id:
        return _("One of these two is merged already."), "merged"
    # Ended followings too: an office elsewhere still reads the cases it closed, and would read there the name of
    # somebody it never met.
    follow = Following.objects.filter(party_id__in=[kept.pk, absorbed.pk]).order_by()
    known = set(follow.values_list("organisation_id", flat=True).distinct())
    if len(known | {kept.organisation_id, absorbed.organisation_id}) > 1:
        return ELSEWHERE, "elsewhere"
    return None


def into(party_ids: Iterable[int]) -> MergeQuerySet:
    """The standing merges into these, oldest first."""
    return Merge.objects.standing().filter(kept_id__in=list(party_ids)).order_by("pk")


def path_of(party_id: int) -> list[Merge]:
    """The standing merges that took this party to where it is today, from itself upwards."""
    path: list[Merge] = []
    above = Merge.objects.standing().filter(absorbed_id=party_id).first()
    while above is not None:
        path.append(above)
        above = Merge.objects.standing().filter(absorbed_id=above.kept_id).first()
    return path


def once_one() -> dict[int, int]:
    """For every party that ever was in a merge, undone or not: the smallest id of those it was one with.

    What was recorded while two were one names the one kept, and its record may have gone back since to the other.
    """
    pairs = Merge.objects.order_by().values_list("kept_id", "absorbed_id")
    return {party: min(group) for group in groups_of(pairs) for party in group}
