"""What somebody who leaves the organisation, or moves office, still follows."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases import access
from wasl.spine.cases.actions.moves import advises, move
from wasl.spine.cases.enums import AssignmentRole, Status
from wasl.spine.cases.models import Assignment, Case
from wasl.spine.cases.models.case import CaseQuerySet


def held(organisation_id: int, user: User) -> int:
    """How many open cases of the organisation this user follows today, in whatever role."""
    return _cases(organisation_id, user).count()


def _cases(organisation_id: int, user: User) -> CaseQuerySet:
    standing = Assignment.objects.filter(case_id=OuterRef("pk"), user=user, ends_on=None)
    return Case.objects.filter(Exists(standing), organisation_id=organisation_id, status=Status.OPEN)


@transaction.atomic
def hand_over_all(by: Actor, organisation_id: int, user: User, to: User | None, on: date) -> int:
    """Give every open case that `user` follows to the colleague `to`, or leave it without adviser; returns how many.

    A case without adviser stands first in the coordinator's list. Refused unless `by` coordinates or administers the
    organisation; RuleBroken where the colleague is no adviser at the office of one of the cases they advise.
    """
    check(by.may(access.STAFF_MOVERS, organisation=organisation_id))
    cases = list(_cases(organisation_id, user).with_shown().order_by("pk"))
    for case in cases:
        roles = case.assignments.filter(user=user, ends_on=None).values_list("role", flat=True)
        if AssignmentRole.ADVISER in roles:
            _hand_over(by, case, user, to, on)
        _end_others(by, case, user, to, on)
    return len(cases)


def _hand_over(by: Actor, case: Case, user: User, to: User | None, on: date) -> None:
    if to is not None and not advises(to, case.office, case.programme_id, on):
        raise RuleBroken(
            _("%(name)s is no adviser at %(office)s.")
            % {"name": to.display_name, "office": case.office.name},
            field="to",
            code="user",
        )
    move(
        by=by, case=case, to=to, former=user, on=on, reason=_("%(name)s leaves") % {"name": user.display_name}
    )


def _end_others(by: Actor, case: Case, user: User, to: User | None, on: date) -> None:
    """A coach or mentor who leaves is followed in that role by the colleague."""
    for row in case.assignments.filter(user=user, ends_on=None):
        row.ends_on = max(on, row.starts_on)
        row.save(update_fields=["ends_on"])
        record(by=by, verb="cases.unassign", object=case, fields=[f"assignment.{row.role}"])
        follows = case.assignments.filter(user=to, role=row.role, ends_on=None)
        if to is not None and not follows.exists():
            new = Assignment(case=case, user=to, role=row.role, starts_on=on)
            new.authored_by(by)
            new.save(force_insert=True)
            record(by=by, verb="cases.assign", object=case, fields=[f"assignment.{row.role}"])
