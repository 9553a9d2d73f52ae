"""Handing a case over: to another adviser, to another guichet, to another office of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from wasl.base.accounts.models import Membership, MembershipOffice, MembershipProgramme, User
from wasl.base.accounts.models.membership import MembershipQuerySet
from wasl.base.audit.actions import record
from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import RuleBroken
from wasl.kernel.ui import words
from wasl.spine.cases import access, slots
from wasl.spine.cases.actions.checks import check_role, day_of
from wasl.spine.cases.enums import AssignmentRole
from wasl.spine.cases.models import Assignment, Case, Move
from wasl.spine.people.actions import end_handed_on, follow_taken_over
from wasl.spine.people.enums import FollowingBasis
from wasl.spine.people.models import CollectiveMember


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case goes: an office and a guichet of its organisation."""

    office: Office
    guichet: Guichet


@transaction.atomic
def hand_over(
    *,
    by: Actor,
    case: Case,
    to: User,
    reason: str,
    note: str = "",
    office: Office | None = None,
    guichet: Guichet | None = None,
    on: date | None = None,
    expected: int | None = None,
) -> Move:
    """Hand a case over to the adviser `to` from the day `on` (today by default); where it was stays in its moves.

    `office` and `guichet` are those it has unless given. Refused unless `by` advises or coordinates where the case is.
    RuleBroken: closed, another organisation, an office or a guichet closed on that day, `to` no adviser there, another
    case open there for the party, nothing that changes. Conflict when somebody handed it over since `expected` (the
    version that was read, that of `case` by default).
    """
    check_role(by, case, access.HANDERS)
    day = day_of(case, on)
    if not reason.strip():
        raise RuleBroken(_("Say why the case is handed over."), field="reason", code="reason")
    place = Place(office or case.office, guichet or case.guichet)
    _check_place(case, place, day)
    if not advises(to, place.office, case.programme_id, max(day, clock.today())):
        raise RuleBroken(
            _("%(name)s is no adviser at %(office)s.")
            % {"name": to.display_name, "office": place.office.name},
            field="to",
            code="user",
        )
    return move(by=by, case=case, to=to, place=place, on=day, reason=reason, note=note, expected=expected)


def _check_place(case: Case, place: Place, day: date) -> None:
    if place.office.organisation_id != case.organisation_id:
        raise RuleBroken(
            _("This office belongs to another organisation: send the person there instead."),
            field="office",
            code="organisation",
        )
    if not place.office.open_on(day):
        raise RuleBroken(_("The office is not open on that day."), field="office", code="office")
    if place.guichet.organisation_id != case.organisation_id:
        raise RuleBroken(_("This guichet belongs to another organisation."), field="guichet", code="guichet")
    if not Guichet.objects.open_on(day).filter(pk=place.guichet.pk).exists():
        raise RuleBroken(_("This guichet is closed on that day."), field="guichet", code="guichet")
    twin = Case.objects.open().filter(party_id=case.party_id, office=place.office, guichet=place.guichet)
    if twin.exclude(pk=case.pk).exists():
        raise RuleBroken(_("A case is open already at this guichet."), field="guichet", code="open")


def advises(user: User, office: Office, programme_id: int | None, day: date) -> bool:
    """Whether the user holds the role of adviser at this office, for this programme, on that day."""
    return user.is_active and at_office(office, programme_id, day, (Role.ADVISER,)).filter(user=user).exists()


def at_office(
    office: Office, programme_id: int | None, day: date, roles: tuple[str, ...]
) -> MembershipQuerySet:
    """The memberships in one of these roles that cover this office and programme on that day."""
    offices = MembershipOffice.objects.filter(membership_id=OuterRef("pk"))
    programmes = MembershipProgramme.objects.filter(membership_id=OuterRef("pk"))
    rows = Membership.objects.valid_on(day).filter(organisation_id=office.organisation_id, role__in=roles)
    here = ~Exists(offices) | Exists(offices.filter(office_id=office.pk))
    covered = Q(~Exists(programmes))
    if programme_id is not None:
        covered |= Q(Exists(programmes.filter(programme_id=programme_id)))
    return rows.filter(here, covered)


def move(
    *,
    by: Actor,
    case: Case,
    to: User | None,
    on: date,
    reason: str,
    place: Place | None = None,
    note: str = "",
    expected: int | None = None,
    former: User | None = None,
) -> Move:
    """The hand-over itself, in the caller's transaction, once it is known to be allowed.

    Nobody advises the case from then on when `to` is None. Where several advise it, it leaves the hands of `former`,
    else of `by` if they are one of them, else of the first. In another office the assignments of whoever does not work
    there end too.
    """
    target, left = place or Place(case.office, case.guichet), case.office
    standing = list(case.assignments.filter(ends_on=None).select_related("user"))
    given_up = _given_up(standing, former.pk if former else by.id)
    elsewhere = target.office.pk != case.office_id
    same_hands = (given_up.user_id if given_up else None) == (to.pk if to else None)
    if same_hands and not elsewhere and target.guichet.pk == case.guichet_id:
        raise RuleBroken(_("This adviser follows the case already."), field="to", code="same")
    row = _moved(by, case, target, given_up, to, on)
    row.reason, row.note = reason.strip()[:300], note.strip()
    _save_place(case, target, expected)
    row.save(force_insert=True)
    gone = [one for one in standing if one == given_up or (elsewhere and not _stays(one, target, case, on))]
    _end([one for one in gone if not (to and one.user_id == to.pk)], row)
    if to is not None:
        _begin(by, case, to, on)
    if elsewhere:
        follow_taken_over(
            by=by,
            party=case.party,
            office=target.office,
            programme_id=case.programme_id,
            basis=FollowingBasis.CASE,
            on=on,
        )
        leave(by, case, left, on)
    if given_up is not None and to is not None and given_up.user_id != to.pk:
        for goes in slots.handed_over:
            goes(by, case, given_up.user, to, on)
    record(by=by, verb="cases.hand_over", object=case, reason=row.reason, object_ids=[case.party_id])
    return row


# An application and a training are work of their own in that office: they do not leave with the case.
_GOES_WITH_CASE = (
    FollowingBasis.WELCOME,
    FollowingBasis.IMPORT,
    FollowingBasis.CASE,
    FollowingBasis.COLLECTIVE,
    FollowingBasis.REFERRAL,
)
_GOES_WITH_COLLECTIVE = (FollowingBasis.CASE, FollowingBasis.COLLECTIVE)


def leave(by: Actor, case: Case, office: Office, on: date) -> None:
    """The office that the case leaves follows its party no longer than that day, unless another case keeps it there.

    Data are seen by who works with them (law 09-08, article 3: no longer than the purpose asks). Members of a
    collective who were welcomed there for themselves stay.
    """
    rows = CollectiveMember.objects.on(on).filter(collective_id=case.party_id)
    members = set(rows.values_list("person_id", flat=True))
    kept = _kept_at(office, {case.party_id, *members}, on)
    place: dict[str, Any] = {"by": by, "office": office, "programme_id": case.programme_id, "on": on}
    end_handed_on(parties={case.party_id} - kept, bases=_GOES_WITH_CASE, **place)
    end_handed_on(parties=members - kept, bases=_GOES_WITH_COLLECTIVE, **place)


def _kept_at(office: Office, parties: set[int], on: date) -> set[int]:
    """Those of the parties that have an open case at the office, themselves or with a collective of theirs."""
    there = Case.objects.open().filter(office=office)
    groups = CollectiveMember.objects.on(on).filter(
        person__in=parties, collective__in=there.order_by().values("party_id")
    )
    own = there.filter(party__in=parties)
    return set(own.values_list("party_id", flat=True)) | set(groups.values_list("person_id", flat=True))


def _given_up(standing: list[Assignment], user_id: int | None) -> Assignment | None:
    advising = [row for row in standing if row.role == AssignmentRole.ADVISER]
    own = next((row for row in advising if row.user_id == user_id), None)
    return own or next(iter(advising), None)


def _moved(
    by: Actor, case: Case, target: Place, given_up: Assignment | None, to: User | None, on: date
) -> Move:
    row = Move(
        case=case,
        on=on,
        from_office_id=case.office_id,
        from_guichet_id=case.guichet_id,
        from_adviser=given_up.user if given_up else None,
        to_office=target.office,
        to_guichet=target.guichet,
        to_adviser=to,
    )
    row.authored_by(by)
    return row


def _save_place(case: Case, target: Place, expected: int | None) -> None:
    """Of two who hand a case over at once, one does; a case opened there meanwhile is said in words."""
    case.office, case.guichet = target.office, target.guichet
    try:
        with transaction.atomic():
            case.save_current(expected if expected is not None else case.version, ["office_id", "guichet_id"])
    except IntegrityError as broken:
        raise RuleBroken(
            _("A case is open already at this guichet."), field="guichet", code="open"
        ) from broken


def _stays(row: Assignment, target: Place, case: Case, on: date) -> bool:
    """Whether somebody assigned works in the other office too; an adviser hands over to the one who takes the case."""
    if row.role == AssignmentRole.ADVISER:
        return False
    roles = (Role.ADVISER, Role.MENTOR, Role.TRAINER)
    here = at_office(target.office, case.programme_id, max(on, clock.today()), roles)
    return here.filter(user_id=row.user_id).exists()


def _end(rows: list[Assignment], by_move: Move) -> None:
    for row in rows:
        if by_move.on < row.starts_on:
            raise RuleBroken(
                _("%(name)s follows the case only from %(day)s on.")
                % {"name": row.user.display_name, "day": words.day(row.starts_on)},
                field="on",
                code="order",
            )
        row.ends_on, row.ended_by = by_move.on, by_move
        row.save(update_fields=["ends_on", "ended_by"])


def _begin(by: Actor, case: Case, to: User, on: date) -> None:
    standing = Assignment.objects.filter(case=case, user=to, role=AssignmentRole.ADVISER, ends_on=None)
    if not standing.exists():
        row = Assignment(case=case, user=to, role=AssignmentRole.ADVISER, starts_on=on)
        row.authored_by(by)
        row.save(force_insert=True)


@transaction.atomic
def acknowledge(*, by: Actor, move: Move) -> Move:
    """Say that whoever takes the case has read its hand-over; Refused to anybody else. Twice is once."""
    check(by.kind == "user" and by.id is not None and move.to_adviser_id == by.id)
    if Move.objects.filter(pk=move.pk, acknowledged_at=None).update(acknowledged_at=clock.now()):
        record(by=by, verb="cases.acknowledge", object=move, organisation=move.case.organisation_id)
    return move
