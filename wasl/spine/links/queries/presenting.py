"""Links as pages show them: of each side only what the reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.base.network.models import Organisation
from wasl.kernel.actors import Actor
from wasl.spine.links.enums import LinkState, Standing
from wasl.spine.links.models import KnownAnswer, Link, Question
from wasl.spine.links.models.link import SIDES, LinkQuerySet, seen
from wasl.spine.people.models import Party, Person
from wasl.spine.people.queries import with_absorbed
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding, Word


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a link: the organisation, what was decided there, and the person where the reader may see them."""

    code: str
    organisation: Organisation
    person: Person | None
    decided_at: datetime | None
    decided_by: str


def sides_of(link: Link) -> list[Side]:
    """Both sides of a link read by `with_sides`, those that the reader sees first."""
    shown = {side: getattr(link, f"sees_{side}") for side in SIDES}
    ids = [getattr(link, f"{side}_id") for side in SIDES if shown[side]]
    persons = Person.objects.with_shown().in_bulk(ids)
    found = [
        Side(
            code=side,
            organisation=getattr(link, f"{side}_organisation"),
            person=persons.get(getattr(link, f"{side}_id")) if shown[side] else None,
            decided_at=getattr(link, f"decided_{side}_at"),
            decided_by=getattr(link, f"decided_{side}_by_label") if shown[side] else "",
        )
        for side in SIDES
    ]
    return sorted(found, key=lambda side: side.person is None)


def to_decide(actor: Actor) -> LinkQuerySet:
    """Proposed links with a side that waits for the actor."""
    waits = Q(seen("one", actor), decided_one_at=None) | Q(seen("other", actor), decided_other_at=None)
    return Link.objects.filter(waits, state=LinkState.PROPOSED)


def links_of(actor: Actor, party: Party) -> list[Link]:
    """The links of a party, and of those merged into it, that the actor sees; newest first."""
    return list(Link.objects.visible_to(actor).of(*with_absorbed([party.pk])).with_sides(actor))


def idle(link: Link, on: date) -> bool:
    """Whether a confirmed link has no effect, because its agreement is not in force."""
    if link.agreement is None or link.state != LinkState.CONFIRMED:
        return False
    return link.agreement.standing(on) != Standing.IN_FORCE


def other_names(link: Link) -> str:
    """The organisations of the sides whose person the reader does not see; inside one organisation, that one."""
    if link.is_inside:
        return link.one_organisation.label
    hidden = [
        getattr(link, f"{side}_organisation").label for side in SIDES if not getattr(link, f"sees_{side}")
    ]
    return ", ".join(hidden) or ", ".join(getattr(link, f"{side}_organisation").label for side in SIDES)


def own_parties(link: Link) -> list[Party]:
    """The parties of the sides that the reader sees."""
    return [getattr(link, side) for side in SIDES if getattr(link, f"sees_{side}")]


def own_reason(link: Link) -> str:
    """Why the link was refused or ended, where the reader's own side said so: the words of the other stay there."""
    own = [side for side in SIDES if getattr(link, f"sees_{side}")]
    closed_here = any(getattr(link, f"{side}_organisation_id") == link.closed_for_id for side in own)
    return link.reason if closed_here else ""


def holdings(by: Actor, party: Party) -> list[Holding]:
    """What links say of a party, for the party itself: with which organisation it is one person, and since when."""
    columns = {
        "organisation": _("Other organisation"),
        "evidence": _("What agrees"),
        "state": _("Status"),
        "proposed": _("Proposed on"),
    }
    own = with_absorbed([party.pk])
    held = Link.objects.of(*own)
    if not by.is_system:
        # What an organisation says of two records of its own is not told by another.
        held = held.filter(Q(agreement__isnull=False) | Q(one_organisation__in=by.organisations()))
    rows = [
        {
            "organisation": (link.other_organisation if link.one_id in own else link.one_organisation).label,
            "evidence": ", ".join(link.evidence_words),
            "state": Word(link.state, link.get_state_display()),
            "proposed": link.created_at,
        }
        for link in held.select_related("one_organisation", "other_organisation")
    ]
    links = [Holding("links.links", _("Links with other organisations"), columns, rows)] if rows else []
    return [*links, *_asked(party)]


def _asked(party: Party) -> Iterator[Holding]:
    """The questions asked about a person, here and elsewhere: who asked, on which day, never who is known as whom."""
    yield told(
        "links.questions",
        _("Whether you are known elsewhere was asked"),
        Question.objects.filter(party=party).select_related("organisation"),
        {
            "day": _("Day"),
            "organisation": _("Organisation"),
            "asked_by": _("Asked by"),
            "reason": _("Reason"),
        },
    )
    yield told(
        "links.answers",
        _("That you are known here was answered"),
        KnownAnswer.objects.filter(party=party).select_related("question__organisation"),
        {"day": _("Day"), "organisation": _("Organisation"), "since": _("Known since the year")},
        values={
            "day": lambda answer: answer.question.day,
            "organisation": lambda answer: answer.question.organisation.label,
        },
    )
