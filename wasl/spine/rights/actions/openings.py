"""Opening a compartment of a party, with a reason, for a short time."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people.models import Party
from wasl.spine.rights import queries, rules
from wasl.spine.rights.enums import Reason
from wasl.spine.rights.models import Opening


@transaction.atomic
def open_compartment(*, by: Actor, party: Party, compartment: str, reason: str, words: str) -> Opening:
    """Open a compartment of this party to `by` alone, for settings.WASL_COMPARTMENT_MINUTES from now.

    `reason` is one of the usual ones, `words` say it for this time. Refused unless a role that opens the compartment
    reaches the party; RuleBroken for a reason nobody knows or words of fewer than ten letters. Each opening is a line
    of its own, and of the journal.
    """
    check(queries.reached_by(by, party.pk, compartment))
    words = " ".join(words.split())
    if reason not in Reason.values:
        raise RuleBroken(_("Choose one of the list."), field="reason", code="reason")
    if not rules.says_enough(words):
        raise RuleBroken(
            _("Say in a few words what it is for: at least ten letters."), field="words", code="words"
        )
    now = clock.now()
    row = Opening(
        party=party,
        compartment=compartment,
        reason=reason,
        words=words[:300],
        created_at=now,
        closes_at=rules.closes_at(now, settings.WASL_COMPARTMENT_MINUTES),
    )
    row.authored_by(by)
    row.save(force_insert=True)
    record(
        by=by,
        verb="rights.open",
        kind="people.party",
        object_ids=[party.pk],
        fields=[f"compartment.{compartment}"],
        reason=f"{row.reason}: {row.words}",
    )
    return row
