"""Under which number an organisation keeps a person in its own lists."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import access
from wasl.spine.people.actions.followings import check_visible
from wasl.spine.people.models import Person, Reference


@transaction.atomic
def record_reference(*, by: Actor, person: Person, organisation_id: int, code: str) -> tuple[Reference, bool]:
    """Keep the reference of a person in the lists of an organisation; whether it is new. RuleBroken when empty."""
    check_visible(by, [person.pk], access.WRITERS)
    tidy = " ".join(code.split())[:60]
    if not tidy:
        raise RuleBroken(_("A reference is needed."), field="reference", code="reference")
    held = Reference.objects.filter(person=person, organisation_id=organisation_id, code=tidy).first()
    if held is not None:
        return held, False
    row = Reference(person=person, organisation_id=organisation_id, code=tidy)
    row.authored_by(by)
    row.save(force_insert=True)
    record(by=by, verb="people.reference", object=person, fields=["reference"])
    return row, True
