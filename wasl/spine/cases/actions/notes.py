"""Notes in their compartments."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import RuleBroken
from wasl.spine.cases.actions.checks import check_known, check_open, check_role
from wasl.spine.cases.enums import Compartment
from wasl.spine.cases.models import Case, Note


@transaction.atomic
def write_note(*, by: Actor, case: Case, text: str, compartment: str = Compartment.GENERAL) -> Note:
    """Write a note into a compartment; it may be one that its author does not open. RuleBroken on a closed case."""
    check_role(by, case, (Role.ADVISER, Role.PROTECTION))
    check_open(case)
    check_known(compartment, Compartment.values, "compartment")
    if not text.strip():
        raise RuleBroken(_("The note is empty."), field="text", code="text")
    note = Note(case=case, compartment=compartment, text=text.strip())
    note.authored_by(by)
    note.save(force_insert=True)
    record(
        by=by,
        verb="cases.note",
        object=note,
        organisation=case.organisation_id,
        fields=[f"note.{compartment}"],
    )
    return note
