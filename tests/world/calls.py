"""In each place: a call being written, one open, one before its committee, one decided, with their applications.

The visitor who reviews reads in the first place alone, the one of the committee sits there alone; elsewhere others do.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.world.people import collective, person
from tests.world.places import OWN, Place, World
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.programmes.models import Strand, Zone
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.calls import actions
from wasl.services.calls.models import Application, Call, Committee
from wasl.services.calls.tests import factories as small


def build(world: World) -> None:
    for place in world:
        zone = Zone.objects.create(
            programme=place.programme, code=place.name, name_fr=place.name, organisation=place.organisation
        )
        strand = Strand.objects.create(programme=place.programme, code=place.name, name_fr=place.name)
        world.add(
            "programme_kind", place, place.programme.name_fr, programme=place.programme.pk, kind="collective"
        )
        someone = world.records["person"][place.name]
        world.add("applicant", place, someone.label, party=someone.kwargs["pk"])
        _draft(world, place, zone, strand)
        _open(world, place, zone, strand)
        _judged(world, place, zone, strand)
        _decided(world, place, zone, strand)


def scene(place: Place, zone: Zone, strand: Strand, kind: str, *, published: bool = True) -> small.Scene:
    """A call of this place, under its own label."""
    call = actions.create_call(
        by=SYSTEM,
        programme=place.programme,
        office=place.office,
        code=f"{kind}-{place.name}",
        title_fr=place.label(kind),
        envelope=Decimal(100_000),
        min_amount=Decimal(10_000),
        max_amount=Decimal(40_000),
        opens_on=clock.today() - timedelta(days=10),
        closes_on=clock.today() + timedelta(days=10),
        strand=strand,
        zones=[actions.ZoneChoice(zone, place.organisation, place.office, regular_stay=False)],
    )
    if published:
        actions.publish_call(by=SYSTEM, call=call)
    return small.Scene(place.organisation, place.office, place.programme, zone, strand, call)


def application(place: Place, where: small.Scene, kind: str) -> Application:
    group = collective(place, f"{kind}group", [person(place, f"{kind}{name}") for name in ("a", "b", "c")])
    return small.an_application(where, group=group, title=place.label(kind))


def _draft(world: World, place: Place, zone: Zone, strand: Strand) -> None:
    call = scene(place, zone, strand, "draftcall", published=False).call
    rule, line = call.rules.order_by("pk")[0], call.criteria.order_by("pk")[0]
    names: dict[str, dict[str, Any]] = {
        "draft_call": {},
        "draft_rule": {"rule": rule.pk},
        "draft_line": {"line": line.pk},
        "draft_part": {"kind": "critere", "part": line.pk},
    }
    for kind, kwargs in names.items():
        world.add(kind, place, place.label("draftcall"), pk=call.pk, **kwargs)


def _open(world: World, place: Place, zone: Zone, strand: Strand) -> None:
    where = scene(place, zone, strand, "call")
    world.add("call", place, pk=where.call.pk)
    filed = application(place, where, "application")
    world.add("application", place, pk=filed.pk)
    member = filed.members.order_by("pk")[0]
    world.add("agreement_of", place, place.label("application"), pk=filed.pk, person=member.person_id)
    reviewer = world.visitors[Role.REVIEWER] if place.name == OWN else where.user(Role.REVIEWER)
    review = actions.assign_reviewer(by=SYSTEM, application=filed, reviewer=reviewer)
    world.add("review", place, place.label("application"), pk=review.pk)
    committee(world, place, where.call, where)


def committee(world: World, place: Place, call: Call, where: small.Scene) -> tuple[Committee, list[User]]:
    """A chair (the visitor, in the first place) and one more member; both must approve."""
    chair = world.visitors[Role.COMMITTEE] if place.name == OWN else where.user(Role.COMMITTEE)
    users = [chair, where.user(Role.COMMITTEE)]
    return actions.compose_committee(by=SYSTEM, call=call, members=users, chair=chair), users


def _judged(world: World, place: Place, zone: Zone, strand: Strand) -> None:
    where = scene(place, zone, strand, "judgedcall")
    filed = application(place, where, "judged")
    small.marked(where, filed)
    found, _users = committee(world, place, where.call, where)
    small.ranked(where, found)
    world.add("judged_call", place, place.label("judgedcall"), pk=where.call.pk)
    world.add("judged_entry", place, place.label("judged"), pk=where.call.pk, application=filed.pk)


def _decided(world: World, place: Place, zone: Zone, strand: Strand) -> None:
    where = scene(place, zone, strand, "decidedcall")
    filed = application(place, where, "decided")
    small.marked(where, filed)
    found, users = committee(world, place, where.call, where)
    small.ranked(where, found)
    small.approved(found, users)
    actions.decide(by=actor_for(users[0]), committee=found)
    world.add("decided_call", place, place.label("decidedcall"), pk=where.call.pk)
    where.call.refresh_from_db()
    actions.announce_results(by=SYSTEM, call=where.call)
    world.add("decided", place, place.label("decided"), pk=filed.pk)
