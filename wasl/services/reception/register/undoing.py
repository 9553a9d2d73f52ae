"""What an undone register leaves behind: nobody that can be found, unless other work already rests on a person."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.reception import actions
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit
from wasl.spine.facts.models import Fact
from wasl.spine.people import actions as people
from wasl.spine.people.enums import FollowingBasis
from wasl.spine.people.models import Following, Person

# What a person has by being written from a register; anything else that points at them is work of somebody.
OWN = ("people.following", "people.namewritten", "facts.fact", "reception.visit")


def undo_visit(pk: int, by: Actor, reason: str) -> str:
    """Withdraw the visit and its fact; returns why it is kept, in words, when its day was closed since."""
    visit = Visit.objects.filter(pk=pk).first()
    if visit is not None:
        try:
            actions.withdraw_visit(by=by, visit=visit, reason=reason)
        except RuleBroken as told:
            if told.code != actions.CLOSED:
                raise
            return str(told)
    return ""


def undo_person(pk: int, by: Actor) -> str:
    """Let go of a person whom the register brought in; returns what rests on them, in words, when they are kept.

    Facts are never erased and point at the party, so the person is not deleted: the office that took them over no
    longer follows them, and nobody finds them any more. They are kept when they came again, have a case, an
    application, were merged…
    """
    person = Person.objects.select_related("party").filter(pk=pk).first()
    if person is None:
        return ""
    followings = list(Following.objects.filter(party=person.party, ends_on=None).select_related("office"))
    others = [one for one in followings if one.basis != FollowingBasis.IMPORT]
    visits = Visit.objects.filter(person=person).exclude(status=VisitStatus.WITHDRAWN).count()
    why = [people.resting_on(person, own={}, set_aside=OWN)]
    if visits or Fact.objects.standing().filter(party=person.party).exists():
        why.append(_("visits or other facts since"))
    why += [following.get_basis_display() for following in others]
    if any(why):
        return ", ".join(part for part in why if part)
    for following in followings:
        people.end_following(by=by, following=following, on=following.starts_on)
    return ""
