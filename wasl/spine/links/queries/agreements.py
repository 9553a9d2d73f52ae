"""Which organisations may link and ask, and what is missing where they may not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import combinations

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.links import access
from wasl.spine.links.enums import Standing
from wasl.spine.links.models import SharingAgreement
from wasl.spine.links.models.agreement import SharingMember

MISSING: dict[str, str | Promise] = {
    "": _(
        "No agreement between your organisation and another is recorded here, nor the authorisation of the CNDP."
    ),
    Standing.WAITING: _(
        "An agreement is recorded; another organisation that signed it has not confirmed it yet."
    ),
    Standing.PLANNED: _("An agreement is recorded; it has not begun yet."),
    Standing.EXPIRED: _("The agreement has expired: a new one, or a new authorisation, must be recorded."),
    Standing.ENDED: _("The agreement was ended."),
}


def authorised(organisation_a: int, organisation_b: int, on: date) -> SharingAgreement | None:
    """The agreement under which these two organisations (ids) may link persons and ask on that day; the oldest first.

    None between an organisation and itself: what it holds twice is merged, not linked.
    """
    if organisation_a == organisation_b:
        return None
    held = SharingAgreement.objects.in_force(on).between(organisation_a, organisation_b)
    return held.order_by("valid_from", "pk").first()


def missing(organisations: Collection[int], on: date) -> str | Promise | None:
    """What these organisations lack to ask others, in words; None when an agreement of theirs is in force."""
    held = SharingAgreement.objects.filter(members__organisation__in=organisations).order_by("pk").distinct()
    found = {agreement.standing(on) for agreement in held}
    if Standing.IN_FORCE in found:
        return None
    order = (Standing.WAITING, Standing.PLANNED, Standing.EXPIRED, Standing.ENDED)
    return MISSING[next((standing for standing in order if standing in found), "")]


def authorised_pairs(on: date, programme: int | None = None) -> frozenset[tuple[int, int]]:
    """Pairs of organisations (ids, the smaller first) that may link the persons they both know on that day.

    With a `programme`, agreements for another programme alone are left out. One query.
    """
    held = SharingAgreement.objects.in_force(on)
    if programme is not None:
        held = held.filter(Q(programme=None) | Q(programme=programme))
    members: dict[int, list[int]] = {}
    rows = SharingMember.objects.filter(agreement__in=held.order_by().values("pk"))
    for agreement, organisation in rows.order_by("organisation").values_list("agreement", "organisation"):
        members.setdefault(agreement, []).append(organisation)
    return frozenset(pair for one in members.values() for pair in combinations(one, 2))


def waiting_agreements(actor: Actor) -> list[SharingAgreement]:
    """Agreements that this very person may confirm."""
    rows = SharingAgreement.objects.visible_to(actor).filter(confirmed_at=None, ended_on=None)
    return [row for row in rows.prefetch_related("members") if may_confirm(actor, row)]


def may_confirm(actor: Actor, agreement: SharingAgreement) -> bool:
    """Whether the actor may be the second person: of another member than the one that recorded it, and not its author.

    An agreement that one organisation alone recorded would open the files of the others without their word.
    """
    if agreement.standing(clock.today()) != Standing.WAITING or actor.id is None:
        return False
    others = agreement.member_ids - {agreement.organisation_id}
    return actor.id != agreement.created_by_id and bool(others & actor.organisations(*access.CONFIRMERS))
