"""Where the journeys show themselves."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.journeys import access, actions, queries
from wasl.kernel.web import Request
from wasl.services.calls.models import Application
from wasl.services.calls.slots import Button, application_actions
from wasl.spine.funding.models import Agreement
from wasl.spine.funding.slots import after_signature, before_signature, origins


def fill() -> None:
    """Called once, when the app is ready."""
    application_actions.fill("award", award_button)
    before_signature.fill("award", actions.check_again)
    after_signature.fill("award", actions.found_business)
    origins.fill(queries.DECISION, queries.origin)


def award_button(request: Request, application: Application) -> Button | None:
    """Prepare the agreement of a selected application, or open the one it has."""
    if not application.call.is_announced:
        return None
    decision = queries.decision_of(application)
    if decision is None:
        return None
    made = queries.agreement_of(decision)
    if made is not None:
        visible = Agreement.objects.visible_to(request.actor).filter(pk=made.pk).exists()
        return (
            Button(_("Open the agreement"), made.get_absolute_url(), tone="outline-primary")
            if visible
            else None
        )
    if not access.may_award(request.actor):
        return None
    return Button(_("Prepare the agreement"), reverse("journeys:award", args=[application.pk]), icon="pen")
