"""Who read or changed a record, told to the person it is about: by day, act, organisation and role, without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wasl.base.accounts.models import Membership
from wasl.base.audit.models import Entry
from wasl.base.audit.slots import verb_label
from wasl.base.network.models import Organisation


@dataclass(frozen=True, slots=True)
class Trace:
    """What was done with a record on a day, by whom as a role, how many times."""

    on: date
    verb: str
    act: str
    organisation: str
    role: str
    times: int


def traces(records: Mapping[str, Collection[int]]) -> list[Trace]:
    """The entries of the journal on these records (kind → ids), latest day first; staff are said by their role."""
    about = Q(pk__in=[])
    for kind, ids in records.items():
        for pk in ids:
            about |= Q(kind=kind, objects_text__contains=f" {pk} ")
    rows = Entry.objects.filter(about).order_by("-id")
    entries = list(rows.values_list("at", "verb", "actor_kind", "actor_id", "organisation_id"))
    names = dict(Organisation.objects.values_list("pk", "name"))
    held = _memberships({actor for _at, _verb, kind, actor, _org in entries if kind == "user" and actor})
    counted: Counter[tuple[date, str, str, str]] = Counter()
    for at, verb, kind, actor, organisation in entries:
        day = timezone.localtime(at).date()  # noqa: TID251 - a moment of the past, not now
        role = _role(kind, held.get(actor or 0, []), day)
        counted[day, verb, names.get(organisation or 0, ""), role] += 1
    return [
        Trace(day, verb, verb_label(verb), organisation, role, times)
        for (day, verb, organisation, role), times in counted.items()
    ]


def _memberships(users: Collection[int]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for row in Membership.objects.filter(user_id__in=users).order_by("starts_on", "pk"):
        found.setdefault(row.user_id, []).append(row)
    return found


def _role(kind: str, memberships: list[Membership], day: date) -> str:
    if kind != "user":
        return _("Automatic") if kind == "system" else _("The person or their representative")
    roles = dict.fromkeys(row.get_role_display() for row in memberships if row.is_valid_on(day))
    return ", ".join(roles) or _("Staff")
