"""Two records of one organisation that are one person and may not be merged: linked by its data-protection officer."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.links import access, queries
from wasl.spine.links.enums import Evidence, LinkState, Origin
from wasl.spine.links.models import Link
from wasl.spine.matching.actions import settle_same, undo_decision
from wasl.spine.matching.enums import State
from wasl.spine.matching.models import Duplicate
from wasl.spine.people.actions import recount
from wasl.spine.people.models import Party

MERGE_THEM = _("No other organisation knows these two: merge them.")
WHY_ONE = _("Say how you know that they are one person.")
LONGEST = 300


@transaction.atomic
def join(*, by: Actor, one: int, other: int, reason: str) -> Link:
    """Link two records (ids of persons) of an organisation without merging them: from now on they count once.

    Confirmed at once, without an agreement: nothing leaves the organisation. A link between the two that stands there
    is returned as it is. Refused unless `by` is data-protection officer of an organisation that follows both and sees
    both; RuleBroken without a reason, and when no other organisation ever knew either: such records are merged.
    """
    check(by.is_system or by.has(*access.DECIDERS))
    low, high = sorted((one, other))
    list(Party.objects.select_for_update().filter(pk__in=[low, high]).order_by("pk"))
    organisation = queries.organisation_of_both(by, low, high)
    check(organisation is not None)
    assert organisation is not None
    if not queries.known_to_others(organisation, low, high):
        raise RuleBroken(MERGE_THEM, code="merge")
    reason = reason.strip()[:LONGEST]
    if not reason:
        raise RuleBroken(WHY_ONE, field="reason", code="reason")
    held = queries.inside_link(organisation, low, high)
    if held is not None:
        return held
    link = _new(by, organisation, low, high, reason)
    record(by=by, verb="links.join", object=link, reason=reason, organisation=organisation)
    recount([low, high])
    if queries.followers_of_both(low, high) == {organisation}:
        settle_same(by=by, first=low, second=high, reason=reason)
    return link


def _new(by: Actor, organisation: int, low: int, high: int, reason: str) -> Link:
    now = clock.now()
    link = Link(
        one_id=low,
        one_organisation_id=organisation,
        other_id=high,
        other_organisation_id=organisation,
        evidence=",".join(queries.evidence_between(low, high) or [Evidence.READ.value]),
        origin=Origin.INSIDE,
        state=LinkState.CONFIRMED,
        counts=True,
        why=reason,
        **{f"decided_{side}_at": now for side in ("one", "other")},
        **{f"decided_{side}_by_id": by.id for side in ("one", "other")},
        **{f"decided_{side}_by_label": by.label for side in ("one", "other")},
    )
    link.authored_by(by)
    link.save(force_insert=True)
    return link


def reopen_pair(by: Actor, link: Link, reason: str) -> None:
    """A link inside an organisation ended: the pair that it had decided waits again, where nobody decided since."""
    if queries.followers_of_both(link.one_id, link.other_id) != {link.one_organisation_id}:
        return
    first, second = sorted((link.one_id, link.other_id))
    pairs = Duplicate.objects.visible_to(by).filter(first_id=first, second_id=second, state=State.SAME)
    for pair in pairs:
        undo_decision(by=by, duplicate=pair, expected=pair.version, reason=reason)
