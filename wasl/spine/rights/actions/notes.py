"""Notes on a person that belong to no case."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.people.actions import check_visible
from wasl.spine.people.models import Person
from wasl.spine.rights import access, queries
from wasl.spine.rights.models import PersonNote
from wasl.spine.rights.models.opening import CODES


@transaction.atomic
def write_note(
    *, by: Actor, person: Person, compartment: str, text: str, corrects: PersonNote | None = None
) -> PersonNote:
    """Write a note into a compartment of a person; it may be one that its author does not open.

    `corrects` is the note this one takes the place of: it stays, marked as corrected, and the compartment must stand
    open to whoever corrects. Refused unless `by` writes notes where the person is followed; RuleBroken for an empty
    note, an unknown compartment, a note of another person or compartment, one that was corrected already.
    """
    check_visible(by, [person.pk], access.NOTERS)
    if compartment not in CODES:
        raise RuleBroken(_("Choose one of the list."), field="compartment", code="compartment")
    if not text.strip():
        raise RuleBroken(_("The note is empty."), field="text", code="text")
    if corrects is not None:
        _check_correction(by, person, compartment, corrects)
    note = PersonNote(person=person, compartment=compartment, text=text.strip(), corrects=corrects)
    note.authored_by(by)
    note.save(force_insert=True)
    record(by=by, verb="rights.note", object=person, fields=[f"note.{compartment}"])
    return note


def _check_correction(by: Actor, person: Person, compartment: str, corrects: PersonNote) -> None:
    reached = queries.reached_by(by, person.pk, compartment)
    check(reached and queries.opened(by, person.pk, compartment))
    if (corrects.person_id, corrects.compartment) != (person.pk, compartment):
        raise RuleBroken(_("This note belongs elsewhere."), code="corrects")
    if PersonNote.objects.filter(corrects=corrects).exists():
        raise RuleBroken(_("This note was corrected already: correct the latest one."), code="corrected")
