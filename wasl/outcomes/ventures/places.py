"""What ventures hang in the frames of other rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wasl.base.documents.slots import file_owners
from wasl.kernel import clock, frames
from wasl.kernel.actors import Actor
from wasl.kernel.web import Request, actor_of
from wasl.outcomes.ventures import access, holdings, queries
from wasl.outcomes.ventures.enums import FollowUpStatus
from wasl.outcomes.ventures.models import FollowUp, Registration, Venture
from wasl.outcomes.ventures.tables import TONES
from wasl.spine.facts.slots import sources
from wasl.spine.merging.slots import Collision, collisions, words
from wasl.spine.people import evidence
from wasl.spine.people import slots as people
from wasl.spine.people.models import Party


def fill() -> None:
    """Called once, when the app is ready."""
    frames.navigation.fill(
        "ventures",
        frames.NavItem(gettext_lazy("Businesses"), "ventures:list", "shop", access.may_read, "work"),
        order=60,
    )
    frames.home_cards.fill("ventures.follow_ups", _due, order=40)
    people.person_panels.fill("ventures", _panel, order=60)
    people.timeline.fill("ventures", _timeline)
    people.page_actions.fill("ventures", _button, order=80)
    people.organisation_page.fill("page", queries.page_of_party)
    people.organisation_members.fill("members", queries.persons_behind)
    evidence.provide(queries.FORM, gettext_lazy("Legal form of the business"), "form", queries.venture_form)
    evidence.provide(queries.REGISTERED, gettext_lazy("Business registered"), "", queries.venture_registered)
    sources.fill("ventures.venture", queries.expected_ventures)
    sources.fill("ventures.registration", queries.expected_registrations)
    sources.fill("ventures.followup", queries.expected_follow_ups)
    file_owners.fill("ventures.venture", _may_open)
    people.holdings.fill("ventures", holdings.held, order=700)
    words.fill("ventures.venture", gettext_lazy("Businesses"))
    words.fill("ventures.venturemember", gettext_lazy("Places in businesses"))
    # Of an organisation: no person is ever there, so nothing can collide.
    collisions.fill("ventures.venture.organisation_party", Collision())
    twice = gettext_lazy("Both are members of one same business: end one of the two memberships first.")
    collisions.fill("ventures_member_once", Collision(settle=twice))


def _may_open(actor: Actor, pk: int) -> bool:
    return Venture.objects.visible_to(actor).filter(pk=pk).exists()


def _due(request: HttpRequest) -> frames.Card | None:
    actor = actor_of(request)
    if not access.may_follow(actor):
        return None
    count = FollowUp.objects.visible_to(actor).due_by(clock.today()).count()
    if not count:
        return None
    return frames.Card(
        _("Follow-ups to do"),
        ngettext("One business waits for its follow-up.", "Businesses wait for their follow-up.", count),
        f"{reverse('ventures:list')}?due=yes",
        count,
        "attention",
    )


def _panel(request: Request, party: Party) -> people.Panel | None:
    if not access.may_read(request.actor):
        return None
    rows = queries.with_next_follow_up(Venture.objects.visible_to(request.actor).of_parties([party.pk]))
    ventures = [(venture, TONES[venture.status]) for venture in rows.order_by("-created_on", "-pk")]
    if not ventures:
        return None
    return people.Panel(_("Businesses"), "ventures/panels/party.html", {"ventures": ventures})


def _button(request: Request, party: Party) -> people.PageAction | None:
    if not access.may_write(request.actor) or party.kind == "organisation":
        return None
    return people.PageAction(
        gettext_lazy("Record a business"),
        reverse("ventures:create", args=[party.pk]),
        "shop",
        "outline-secondary",
    )


def _timeline(actor: Actor, party_ids: Sequence[int]) -> list[people.TimelineEntry]:
    if not access.may_read(actor):
        return []
    ventures = {v.pk: v for v in Venture.objects.visible_to(actor).of_parties(list(party_ids))}
    if not ventures:
        return []
    entries = [
        _entry(
            v.created_on, _("Business started: %(name)s") % {"name": v.name}, v.get_legal_form_display(), v
        )
        for v in ventures.values()
    ]
    for row in Registration.objects.filter(venture__in=ventures):
        text = f"{row.get_legal_form_display()} · {row.number}"
        entries.append(
            _entry(row.registered_on, _("Business registered"), text, ventures[row.venture_id], "success")
        )
    for follow_up in FollowUp.objects.filter(venture__in=ventures, status=FollowUpStatus.DONE):
        assert follow_up.done_on is not None
        months = follow_up.months
        title = ngettext("Follow-up after %(months)s month", "Follow-up after %(months)s months", months)
        title %= {"months": months}
        text = str(follow_up.get_found_display())
        entries.append(
            _entry(follow_up.done_on, title, text, ventures[follow_up.venture_id], TONES[follow_up.found])
        )
    return entries


def _entry(on: date, title: str, text: str, venture: Venture, tone: str = "info") -> people.TimelineEntry:
    return people.TimelineEntry(clock.at_noon(on), title, text, venture.get_absolute_url(), "shop", tone)
