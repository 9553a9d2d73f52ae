"""Who follows a party, and who did: assignments alone, never what was said, noted or given.

Inside the reader's organisation: role, name, office and days. Of another organisation only which one, at which office,
since when, and the name of the adviser to call while it lasts; and that only where the person agreed to sharing with
partners, or an agreement between the two organisations is in force (law 09-08: a purpose the person knows of, or the
authorisation under which the files were linked), and never against the person's withdrawal.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from wasl.kernel.actors import Actor
from wasl.spine.cases.enums import AssignmentRole
from wasl.spine.cases.models import Assignment, Move
from wasl.spine.links import queries as links
from wasl.spine.people import access as people
from wasl.spine.people.enums import ConsentPurpose
from wasl.spine.people.models import CollectiveMember, Party
from wasl.spine.people.queries.consents import consented


@dataclass(frozen=True, slots=True)
class Follower:
    """One who follows or followed, from a day to a day (inclusive; None: still)."""

    organisation: str
    office: str
    role: str
    name: str
    since: date
    until: date | None
    own: bool


def followers(actor: Actor, party: Party, today: date) -> list[Follower]:
    """All assignments of the party's cases (those of its collectives too) that the actor may know of, those that hold
    first, then the latest. A constant number of queries, whatever is found, for a reader of one organisation."""
    own = actor.organisations(*people.READERS)
    rows = list(
        Assignment.objects.filter(case__party_id__in=_parties(party, today))
        .select_related("user", "case__organisation", "case__office", "ended_by__from_office")
        .order_by("-starts_on", "-pk")
    )
    shared = _shared(actor, party, {row.case.organisation_id for row in rows}, own, today)
    offices = _offices(rows)
    found = []
    for row in rows:
        inside = actor.is_system or row.case.organisation_id in own
        if inside or (row.case.organisation_id in shared and row.role == AssignmentRole.ADVISER):
            found.append(_follower(row, offices[row.pk], inside))
    return sorted(found, key=lambda one: one.until is not None)


def _parties(party: Party, today: date) -> set[int]:
    """The party, the records that links hold to be the same person, and its collectives of today."""
    same = {party.pk} | {pk for pair in links.same_person([party.pk]) for pk in pair}
    groups = CollectiveMember.objects.on(today).filter(person_id__in=same)
    return same | set(groups.values_list("collective_id", flat=True))


def _shared(
    actor: Actor, party: Party, organisations: set[int], own: frozenset[int], today: date
) -> set[int]:
    """Of these other organisations, those whose following of the party the reader's may know of."""
    others = organisations - own
    if not others or actor.is_system or links.objecting([party.pk]):
        return set()
    if consented(party, ConsentPurpose.PARTNERS, today):
        return others
    return {other for other in others if any(links.authorised(one, other, today) for one in own)}


def _offices(rows: list[Assignment]) -> dict[int, str]:
    """Where each assignment was held: a case handed over later was still at the office it left."""
    moves: dict[int, list[Move]] = defaultdict(list)
    cases = {row.case_id for row in rows}
    for move in Move.objects.filter(case__in=cases).select_related("from_office").order_by("on", "pk"):
        moves[move.case_id].append(move)
    found = {}
    for row in rows:
        left = row.ended_by or _first_after(moves[row.case_id], row)
        found[row.pk] = left.from_office.name if left else row.case.office.name
    return found


def _first_after(moves: list[Move], row: Assignment) -> Move | None:
    """The first move after an assignment that ended otherwise."""
    last = row.ends_on
    return None if last is None else next((move for move in moves if move.on > last), None)


def _follower(row: Assignment, office: str, inside: bool) -> Follower:
    until = row.ends_on or row.case.closed_on
    return Follower(
        organisation=row.case.organisation.label,
        office=office,
        role=row.get_role_display() if inside else "",
        name=row.user.display_name if inside or until is None else "",
        since=row.starts_on,
        until=until,
        own=inside,
    )
