from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wasl.spine.funding.models import Agreement
from wasl.spine.people.evidence import VALUE, Answer
from wasl.spine.people.models import Party
from wasl.spine.people.queries import members_on

GRANTS = "grants_received"


def _of_party(party: Party, on: date) -> Q:
    """Agreements of the party, and those of its members on that day, alone or in any group they belonged to when it
    was signed: one person can hold several grants over the years."""
    persons = [person.pk for person in members_on(party, on)]
    in_groups = Q(party__collective__members__person_id__in=persons)
    return Q(party=party) | Q(party_id__in=persons) | in_groups


def grants_received(party: Party, on: date) -> Answer:
    """How many funding agreements the party, or any of its members, has signed up to that day."""
    found = Agreement.objects.committing().filter(_of_party(party, on), signed_on__lte=on)
    keys = list(found.order_by("-signed_on", "-pk").values_list("pk", flat=True).distinct())
    count = len(set(keys))
    return Answer(
        GRANTS,
        VALUE,
        value=Decimal(count),
        unit="agreement",
        reason=ngettext("%(count)d agreement signed", "%(count)d agreements signed", count) % {"count": count}
        if count
        else _("No agreement signed yet"),
        source=f"funding.agreement:{keys[0]}" if keys else "",
    )
