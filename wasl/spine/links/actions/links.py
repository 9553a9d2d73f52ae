"""A link from its proposal to its end."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import SYSTEM, Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.links import access, queries
from wasl.spine.links.actions.joining import reopen_pair
from wasl.spine.links.enums import LinkState, Origin
from wasl.spine.links.models import Link, SharingAgreement
from wasl.spine.people.actions import recount

NOT_IN_FORCE = _("No agreement between the two organisations is in force: nothing can be linked.")
NOTHING_AGREES = _(
    "The two files do not hold the same paper, nor the same phone and birth date. Record what was shown on the "
    "person’s file first, then ask again."
)
REFUSED_ALREADY = _("This link was proposed before and refused.")
DECIDED = _("This link has been decided already.")
NOT_YOUR_SIDE = _("You do not answer for a side of this link that still waits.")
WHY = _("Say why.")


@transaction.atomic
def propose(
    *,
    by: Actor,
    one: int,
    one_organisation: int,
    other: int,
    other_organisation: int,
    agreement: SharingAgreement,
    origin: str = Origin.DESK,
) -> Link:
    """Propose that party `one` of an organisation and party `other` of another are one person (ids).

    The callers have checked that `by` may: see `ask_for_link` and `propose_all`. A link between the two that stands
    is returned as it is. RuleBroken when the agreement is not in force, when nothing agrees in the two files, when it
    was refused before.
    """
    members = {one_organisation, other_organisation}
    if (
        not SharingAgreement.objects.in_force(clock.today())
        .between(*sorted(members))
        .filter(pk=agreement.pk)
        .exists()
    ):
        raise RuleBroken(NOT_IN_FORCE, code="agreement")
    held = Link.objects.across().of(one).of(other).exclude(state=LinkState.ENDED).first()
    if held is not None:
        if held.state == LinkState.REFUSED:
            raise RuleBroken(REFUSED_ALREADY, code="refused")
        return held
    evidence = queries.evidence_between(one, other)
    if not evidence:
        raise RuleBroken(NOTHING_AGREES, code="evidence")
    link = Link(
        one_id=one,
        one_organisation_id=one_organisation,
        other_id=other,
        other_organisation_id=other_organisation,
        agreement=agreement,
        evidence=",".join(evidence),
        origin=origin,
    )
    link.authored_by(by)
    link.save(force_insert=True)
    record(by=by, verb="links.propose", object=link, organisation=one_organisation)
    return link


@transaction.atomic
def confirm(*, by: Actor, link: Link) -> Link:
    """Confirm a link for each side that `by` answers for; once both sides have, the person counts once.

    Refused unless `by` is the data-protection officer of a side that still waits. RuleBroken when the link is decided
    or the agreement no longer in force.
    """
    link, sides = _held(by, link)
    if link.state != LinkState.PROPOSED:
        raise RuleBroken(DECIDED, code="decided")
    waiting = [side for side in sides if getattr(link, f"decided_{side}_at") is None]
    check(bool(waiting), NOT_YOUR_SIDE)
    in_force = SharingAgreement.objects.in_force(clock.today()).filter(links=link).exists()
    if not in_force:
        raise RuleBroken(NOT_IN_FORCE, code="agreement")
    for side in waiting:
        setattr(link, f"decided_{side}_at", clock.now())
        setattr(link, f"decided_{side}_by_id", by.id)
        setattr(link, f"decided_{side}_by_label", by.label)
    if link.decided_one_at and link.decided_other_at:
        link.state, link.counts = LinkState.CONFIRMED, True
    link.save()
    for side in waiting:
        record(by=by, verb="links.confirm", object=link, organisation=_organisation(link, side))
    if link.counts:
        recount([link.one_id, link.other_id])
    return link


@transaction.atomic
def refuse(*, by: Actor, link: Link, reason: str) -> Link:
    """Say that a proposed link is not one person, or must not be made; one side is enough. It is not proposed again."""
    return _close(by, link, reason, LinkState.PROPOSED, LinkState.REFUSED, "links.refuse")


@transaction.atomic
def end(*, by: Actor, link: Link, reason: str) -> Link:
    """End a confirmed link, by either side; from now on the two count apart."""
    return _close(by, link, reason, LinkState.CONFIRMED, LinkState.ENDED, "links.end")


def _close(by: Actor, link: Link, reason: str, expected: str, state: str, verb: str) -> Link:
    link, sides = _held(by, link)
    check(bool(sides))
    if link.state != expected:
        raise RuleBroken(DECIDED, code="decided")
    if not reason.strip():
        raise RuleBroken(WHY, field="reason", code="reason")
    counted = link.counts
    link.state, link.counts, link.reason = state, False, reason.strip()[:300]
    link.closed_at, link.closed_by_label = clock.now(), by.label
    link.closed_for_id = _organisation(link, sides[0])
    link.save()
    record(by=by, verb=verb, object=link, reason=reason.strip(), organisation=link.closed_for_id)
    if counted:
        recount([link.one_id, link.other_id])
    if link.is_inside:
        reopen_pair(by, link, reason)
    return link


def _held(by: Actor, link: Link) -> tuple[Link, list[str]]:
    """The link as it stands now, held until the end, and the sides that `by` answers for."""
    check(by.has(*access.DECIDERS))
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    return link, queries.side_of(by, link)


def _organisation(link: Link, side: str) -> int:
    return int(getattr(link, f"{side}_organisation_id"))


@transaction.atomic
def settle_links(*, by: Actor = SYSTEM) -> int:
    """Bring the links in line with their agreements: what is no longer authorised today no longer counts, what is
    again does. Done daily, and when an agreement ends. Returns how many changed."""
    standing = SharingAgreement.objects.in_force(clock.today()).values("pk")
    confirmed = Link.objects.across().filter(state=LinkState.CONFIRMED)
    stop = list(confirmed.filter(counts=True).exclude(agreement__in=standing))
    start = list(confirmed.filter(counts=False, agreement__in=standing))
    for links, counts in ((stop, False), (start, True)):
        Link.objects.filter(pk__in=[link.pk for link in links]).update(counts=counts)
    changed = [*stop, *start]
    if changed:
        recount({party for link in changed for party in (link.one_id, link.other_id)})
        record(by=by, verb="links.settle", kind="links.link", object_ids=[link.pk for link in changed])
    return len(changed)
