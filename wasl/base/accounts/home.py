"""What the home page says about accounts."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.access import may_confirm
from wasl.base.accounts.queries import codes_to_confirm, roles_to_confirm
from wasl.kernel.frames import Card
from wasl.kernel.web import actor_of


def waiting_for_second_person(request: HttpRequest) -> Card | None:
    """A card for whoever may confirm, when something waits that they may confirm themselves."""
    actor = actor_of(request)
    if not may_confirm(actor):
        return None
    count = sum(line.may_confirm for line in roles_to_confirm(actor))
    count += sum(line.may_confirm for line in codes_to_confirm(actor))
    if not count:
        return None
    return Card(
        title=_("To confirm as second person"),
        text=_("Roles or codes granted by a colleague take effect once you have confirmed them."),
        href=reverse("accounts:to_confirm"),
        count=count,
        tone="attention",
    )
