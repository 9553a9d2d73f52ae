"""Reads of the complaints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wasl.base.accounts.models import AccessGrant, Membership, User
from wasl.base.network.models import Office, Organisation
from wasl.base.procedures.queries import parameters
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Role
from wasl.kernel.frames import Finding
from wasl.services.complaints import access, rules
from wasl.services.complaints.enums import Kind, Satisfied
from wasl.services.complaints.models import Complaint, KeptFrom

ACKNOWLEDGE, ANSWER = "complaint_acknowledge", "complaint_answer"


@dataclass(frozen=True, slots=True)
class Delays:
    """The days promised, None where no rule of the house gives any."""

    acknowledge: int | None
    answer: int | None


def delays(on: date) -> Delays:
    """The delays that the house promises on that day: dated parameters, with their source. One query."""
    held = parameters([ACKNOWLEDGE, ANSWER], on)

    def days(code: str) -> int | None:
        return int(held[code].value) if code in held else None

    return Delays(days(ACKNOWLEDGE), days(ANSWER))


# ------------------------------------------------------------------ where one may complain of


def places() -> list[tuple[Organisation, list[Office]]]:
    """Each organisation that receives people today, with its offices."""
    rows = Office.objects.open_on(clock.today()).select_related("organisation")
    found: dict[Organisation, list[Office]] = {}
    for office in rows:
        found.setdefault(office.organisation, []).append(office)
    return list(found.items())


# ------------------------------------------------------------------ who may handle one


def able(complaint: Complaint) -> QuerySet[User]:
    """The users to whom it may be given: a role that may know of it, at its office, and not one it is kept from."""
    roles = (complaint.circle,) if complaint.circle else access.ASSIGNABLE
    return _holders(complaint, roles)


def would_read(complaint: Complaint, circle: str, *, without: int) -> bool:
    """Whether somebody else than this user would read it in that circle."""
    roles = (circle,) if circle else access.HANDLERS
    return _holders(complaint, roles).exclude(pk=without).exists()


def _holders(complaint: Complaint, roles: tuple[str, ...]) -> QuerySet[User]:
    held = Membership.objects.valid_on(clock.today()).filter(
        role__in=roles, organisation_id=complaint.organisation_id
    )
    if complaint.office_id is not None:
        held = held.filter(Q(offices=None) | Q(offices=complaint.office_id))
    kept = KeptFrom.objects.filter(complaint=complaint).values("user_id")
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).exclude(pk__in=kept)


def colleagues(organisation_ids: frozenset[int]) -> QuerySet[User]:
    """Whom a complaint may be about: who holds a role there today."""
    held = Membership.objects.valid_on(clock.today()).filter(organisation_id__in=organisation_ids)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True)


# ------------------------------------------------------------------ what is not to be known


def names_of(rows: QuerySet[Complaint]) -> QuerySet[Complaint, str]:
    """How the journal names these: their references between blanks."""
    named = rows.annotate(named=Concat(Value(" "), "reference", Value(" "), output_field=CharField()))
    return named.values_list("named", flat=True)


def entries_kept_from(actor: Actor) -> Q:
    """The entries of the journal on complaints of which the actor may not know."""
    return Q(kind="complaints.complaint", objects_text__in=names_of(Complaint.objects.all().secret_to(actor)))


def messages_kept_from(actor: Actor) -> Q:
    """The messages on complaints of which the actor may not know."""
    secret = Complaint.objects.all().secret_to(actor).values("reference")
    return Q(about_kind="complaints.complaint", about_id__in=secret)


# ------------------------------------------------------------------ the bearer


def complaint_of(grant: AccessGrant) -> Complaint | None:
    """The complaint a code opens."""
    rows = Complaint.objects.select_related("organisation", "office").prefetch_related("remarks")
    return rows.filter(reference=grant.object_id).first()


# ------------------------------------------------------------------ figures


@dataclass
class Group:
    """Complaints of one sort: how many, answered, late today, and the median of days to the answer."""

    label: str
    given: int = 0
    late: int = 0
    days: list[int] = field(default_factory=list)

    @property
    def median(self) -> float | None:
        return rules.median_days(self.days)

    @property
    def answered(self) -> int:
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Figures:
    whole: Group
    kinds: list[Group]
    offices: list[Group]
    months: list[Group]
    satisfied: int
    unsatisfied: int

    @property
    def are_few(self) -> bool:
        """Whether some group is so small that one person could be recognised in it."""
        groups = [*self.kinds, *self.offices, *self.months]
        return any(0 < group.given < rules.FEWEST for group in groups)


def figures(actor: Actor, *, since: date, until: date) -> Figures:
    """What the actor may count of the complaints received between two days, both inclusive. One query."""
    rows = Complaint.objects.all().counted_by(actor).filter(received_on__range=(since, until))
    whole = Group(_("All"))
    by: list[dict[str, Group]] = [{}, {}, {}]
    opinions: Counter[str] = Counter()
    for one in rows.select_related("office", "organisation").order_by("received_on", "pk"):
        month = (f"{one.received_on:%Y-%m}", date_format(one.received_on, "F Y"))
        keys = ((one.kind, str(Kind(one.kind).label)), (one.place, one.place), month)
        groups = [held.setdefault(key, Group(label)) for held, (key, label) in zip(by, keys, strict=True)]
        for group in (whole, *groups):
            group.given += 1
            group.late += one.is_late
            if one.answered_on is not None:
                group.days.append((one.answered_on - one.received_on).days)
        opinions[one.satisfied] += 1
    kinds, offices, months = (list(held.values()) for held in by)
    return Figures(
        whole,
        sorted(kinds, key=lambda group: -group.given),
        sorted(offices, key=lambda group: -group.given),
        months,
        opinions[Satisfied.YES],
        opinions[Satisfied.NO],
    )


# ------------------------------------------------------------------ health


def somebody_protects() -> Finding:
    """Whether each organisation that receives people has somebody who may read a sensitive complaint.

    Said, not failed: a new house has nobody yet, and the check must not tell that such a complaint waits.
    """
    held = Membership.objects.valid_on(clock.today()).filter(role=Role.PROTECTION, user__is_active=True)
    known = set(held.values_list("organisation_id", flat=True))
    without = [one.name for one, _offices in places() if one.pk not in known]
    if not without:
        return Finding(True, _("Each organisation has somebody for data protection."))
    return Finding(
        True,
        _("Nobody yet for data protection, who alone reads sensitive complaints: %(names)s.")
        % {"names": ", ".join(without)},
    )
