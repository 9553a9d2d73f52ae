"""Proposing links by machine, for the data-protection officer who asks for it."""

from __future__ import annotations

from django.db import transaction

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.links import access, queries
from wasl.spine.links.actions.links import NOT_IN_FORCE, propose
from wasl.spine.links.enums import Origin
from wasl.spine.links.models import SharingAgreement


def propose_all(*, by: Actor, agreement: SharingAgreement, report: queries.Report) -> int:
    """Propose every pair of persons of two members that a whole paper, or a whole phone and birth date, joins.

    Not one transaction: each portion is kept, and asking again finds what is left. `report(done, total)` is called as
    it goes. Returns how many were proposed. Refused unless `by` is data-protection officer of a member; RuleBroken
    when the agreement is not in force.
    """
    check(by.is_system or bool(agreement.member_ids & by.organisations(*access.DECIDERS)))
    if not SharingAgreement.objects.in_force(clock.today()).filter(pk=agreement.pk).exists():
        raise RuleBroken(NOT_IN_FORCE, code="agreement")
    made = 0
    for pairs in queries.pairs_to_propose(agreement, report):
        with transaction.atomic():
            for pair in pairs:
                propose(
                    by=by,
                    one=pair.one,
                    one_organisation=pair.one_organisation,
                    other=pair.other,
                    other_organisation=pair.other_organisation,
                    agreement=agreement,
                    origin=Origin.MACHINE,
                )
        made += len(pairs)
    record(by=by, verb="links.search", object=agreement, reason=str(made))
    return made
