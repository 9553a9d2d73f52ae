"""What this room hangs on the pages of others: a person's applications, home cards."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.kernel.frames import Card
from wasl.kernel.web import Request, actor_of
from wasl.services.calls import access
from wasl.services.calls.enums import CallStatus, ReviewStatus
from wasl.services.calls.models import Call, Committee
from wasl.services.calls.queries.presenting import of_party, open_calls, standing_of
from wasl.services.calls.queries.ranking import reviews_of
from wasl.spine.people.models import Party
from wasl.spine.people.slots import PageAction, Panel


def applications_panel(request: Request, party: Party) -> Panel | None:
    """Applications of a person or a group, as far as the reader may see them."""
    if not access.may_see_applications(request.actor):
        return None
    found = of_party(request.actor, party)
    if not found:
        return None
    return Panel(_("Applications to calls"), "calls/panels/applications.html", {"applications": found})


def apply_button(request: Request, party: Party) -> PageAction | None:
    """Apply to an open call, for who files at the desk."""
    if not access.may_file(request.actor):
        return None
    visible = set(Call.objects.visible_to(request.actor).values_list("pk", flat=True))
    if not any(call.pk in visible and call.takes(party.kind) for call in open_calls()):
        return None
    return PageAction(
        _("Apply to a call"), reverse("calls:choose_call", args=[party.pk]), "file", "outline-primary"
    )


def readings_card(request: HttpRequest) -> Card | None:
    """Readings to do."""
    actor = actor_of(request)
    if not access.may_review(actor):
        return None
    todo = sum(1 for review in reviews_of(actor) if review.status == ReviewStatus.ASSIGNED)
    words = _("Applications wait for your marks.") if todo else _("No application waits for your marks.")
    return Card(_("My readings"), words, reverse("calls:reviews"), todo, "attention" if todo else "neutral")


def committee_card(request: HttpRequest) -> Card | None:
    """The committee that sits next."""
    actor = actor_of(request)
    if not access.has_seat_role(actor) or actor.id is None:
        return None
    rows = Committee.objects.filter(
        members__user_id=actor.id, closed_at=None, call__status=CallStatus.PUBLISHED
    )
    sittings = list(rows.select_related("call").order_by("call__closes_on", "pk"))
    if not sittings:
        return None
    return Card(
        _("Selection committees"),
        sittings[0].call.title,
        reverse("calls:committee", args=[sittings[0].call_id]),
        len(sittings),
        "attention",
    )


def papers_card(request: HttpRequest) -> Card | None:
    """Applications that wait for a paper, for who instructs."""
    actor = actor_of(request)
    if not access.may_instruct(actor):
        return None
    rows = standing_of(actor).filter(call__status=CallStatus.PUBLISHED)
    count = rows.count()
    if not count:
        return None
    address = f"{reverse('calls:applications')}?status=incomplete"
    return Card(_("Papers missing"), _("Applications wait for a paper."), address, count, "attention")


def results_card(request: HttpRequest) -> Card | None:
    """Decisions that are not published yet."""
    actor = actor_of(request)
    if not access.may_manage(actor):
        return None
    decided = list(Call.objects.managed_by(actor).filter(status=CallStatus.DECIDED)[:20])
    if not decided:
        return None
    return Card(
        _("Results to publish"), decided[0].title, decided[0].get_absolute_url(), len(decided), "attention"
    )
