"""Members of the staff who are persons of the house too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.spine.people.models import Person, StaffPerson

if TYPE_CHECKING:
    from wasl.base.accounts.models import User


@transaction.atomic
def declare_staff_person(*, by: Actor, user: User, person: Person) -> StaffPerson:
    """A member of the staff declares that this person is themselves; nobody declares it for another."""
    check(by.is_system or (by.id is not None and by.id == user.pk))
    row, _made = StaffPerson.objects.update_or_create(
        user=user, defaults={"person": person, "declared_at": clock.now()}
    )
    record(by=by, verb="people.declare_staff", object=person)
    return row
