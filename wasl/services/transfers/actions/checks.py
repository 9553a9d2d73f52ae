"""What every act on a transfer asks first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.transfers import access, rules
from wasl.services.transfers.models import Transfer


def check_sender(by: Actor, transfer: Transfer) -> None:
    """Refused unless `by` advises or coordinates where the case is."""
    check(access.may_act_at(by, **transfer.place))  # type: ignore[arg-type]


def check_receiver(by: Actor, transfer: Transfer) -> None:
    """Refused unless it was proposed to `by`."""
    check(Transfer.objects.received_by(by).filter(pk=transfer.pk).exists())


def check_step(transfer: Transfer, act: str) -> None:
    """RuleBroken where this act is not possible from the state of the transfer."""
    if not rules.may_pass(act, transfer.status):
        raise RuleBroken(_("This step is no longer possible: the transfer has moved on."), code="moved_on")
