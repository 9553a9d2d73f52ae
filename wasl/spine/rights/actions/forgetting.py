"""What is forgotten of a person who is erased."""

from __future__ import annotations

from django.db import transaction

from wasl.kernel.actors import Actor
from wasl.spine.rights.actions.requests import discard_file
from wasl.spine.rights.models import AccessRequest, Opening, PersonNote


@transaction.atomic
def forget(party_id: int, by: Actor) -> None:
    """Remove the notes on the person and the files made for them; empty the words of openings and requests.

    That a compartment was opened, and that a request was answered, stays: it names nobody once the person is gone.
    """
    PersonNote.objects.filter(person_id=party_id).update(corrects=None)
    PersonNote.objects.filter(person_id=party_id).delete()
    Opening.objects.filter(party_id=party_id).update(words="")
    for request in AccessRequest.objects.filter(party_id=party_id).select_related("file"):
        discard_file(by, request)
    AccessRequest.objects.filter(party_id=party_id).update(reason="")
