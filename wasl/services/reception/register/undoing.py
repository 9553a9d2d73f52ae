"""What an undone register leaves behind: nothing, unless other work already rests on a person."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.services.reception import actions
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit
from wasl.spine.facts.models import Fact
from wasl.spine.people import actions as people
from wasl.spine.people.enums import FollowingBasis
from wasl.spine.people.models import Following, NameWritten, Party, Person, SearchKey

# What a person has by being registered; anything else that points at them is work of somebody.
OWN = {Following, NameWritten, Person, SearchKey, Fact, Visit}


def undo_visit(pk: int, by: Actor, reason: str) -> None:
    """Withdraw the visit and its fact."""
    visit = Visit.objects.filter(pk=pk).first()
    if visit is not None:
        actions.withdraw_visit(by=by, visit=visit, reason=reason)


def undo_person(pk: int, by: Actor, reason: str) -> bool:
    """Let go of a person whom the register brought in, unless they came again, have a case, an application…

    Facts are never erased and point at the party, so the person is not deleted: the office that took them over no
    longer follows them, and nobody finds them any more. Returns whether the person was let go of.
    """
    person = Person.objects.select_related("party").filter(pk=pk).first()
    if person is None:
        return True
    visits = Visit.objects.filter(person=person).exclude(status=VisitStatus.WITHDRAWN)
    followings = list(Following.objects.filter(party=person.party, ends_on=None).select_related("office"))
    if (
        visits.exists()
        or Fact.objects.standing().filter(party=person.party).exists()
        or any(following.basis != FollowingBasis.IMPORT for following in followings)
        or _others_rest_on(person.party)
        or _others_rest_on(person)
    ):
        return False
    for following in followings:
        people.end_following(by=by, following=following, on=following.starts_on)
    return True


def _others_rest_on(row: Person | Party) -> bool:
    """Whether a record of any room points at this row, apart from what came with it."""
    for relation in row._meta.related_objects:
        model = relation.related_model
        if model not in OWN and model._base_manager.filter(**{relation.field.name: row}).exists():
            return True
    return False
