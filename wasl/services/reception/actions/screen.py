"""The link of the screen in a waiting room: made anew, or made void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wasl.base.accounts import actions as accounts
from wasl.base.accounts.actions import IssuedAccess
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.services.reception import access
from wasl.services.reception.queries.screen import KIND, PURPOSE

if TYPE_CHECKING:
    from wasl.base.network.models import Office


@transaction.atomic
def make_screen_link(*, by: Actor, office: Office) -> IssuedAccess:
    """A fresh link for the screen of this office; every earlier one opens nothing any more. Refused unless `by` works
    at its desk."""
    end_screen_links(by=by, office=office)
    return accounts.issue_access(by=by, purpose=PURPOSE, object_kind=KIND, object_id=office.pk, kind="link")


@transaction.atomic
def end_screen_links(*, by: Actor, office: Office) -> int:
    """Make void every link to the screen of this office; how many there were. Refused unless `by` works at its desk."""
    check(access.may_record_at(by, organisation=office.organisation_id, office=office.pk))
    return accounts.revoke_access(by=by, purpose=PURPOSE, object_kind=KIND, object_id=office.pk)
