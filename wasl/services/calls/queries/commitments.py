"""What agreements have made of the decisions of a call: whether one stands, what was paid all the same."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from wasl.services.calls.models import Call, Decision
from wasl.spine.funding.enums import AgreementStatus
from wasl.spine.funding.models import Agreement

#: how an agreement names the decision it comes from
SOURCE = "calls.decision"
#: nothing more will be paid on these
OVER = (AgreementStatus.CANCELLED, AgreementStatus.TERMINATED)


def standing_agreement(decision: Decision) -> Agreement | None:
    """The agreement that holds the decision's money: prepared, signed or entirely paid; None once it is over."""
    made = Agreement.objects.filter(source_kind=SOURCE, source_id=decision.pk)
    return made.exclude(status__in=OVER).first()


def paid_on_given_back(call: Call) -> Decimal:
    """What was paid (MAD) before their agreement ended to those who then withdrew: it does not come back."""
    declined = Decision.objects.selected().filter(application__call=call, declined_on__isnull=False)
    made = Agreement.objects.filter(source_kind=SOURCE, source_id__in=declined.values("pk"))
    paid: Decimal | None = made.aggregate(paid=Sum("paid"))["paid"]
    return paid or Decimal(0)
