"""Notes of a person."""

from __future__ import annotations

from wasl.spine.rights.models import PersonNote


def notes_of(person_id: int, compartment: str) -> list[tuple[PersonNote, list[PersonNote]]]:
    """The notes of one compartment, latest first, each with those it corrected, latest first. Three queries at most.

    The caller has made sure that the compartment stands open.
    """
    rows = {row.pk: row for row in PersonNote.objects.filter(person_id=person_id, compartment=compartment)}
    corrected = {row.corrects_id for row in rows.values()}
    found = []
    for row in rows.values():
        if row.pk in corrected:
            continue
        before, at = [], row.corrects_id
        while at is not None and at in rows:
            before.append(rows[at])
            at = rows[at].corrects_id
        found.append((row, before))
    return found
