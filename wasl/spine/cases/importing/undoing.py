"""What an undone sheet of services leaves behind: no service that counts, no case that is open for nothing, nobody who
can be found without other work."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from wasl.base.intake.slots import CreatedRef, Kept
from wasl.kernel.actors import Actor
from wasl.spine.cases import actions
from wasl.spine.cases.enums import ClosingReason
from wasl.spine.cases.models import Case, ServiceRecord
from wasl.spine.facts.models import Fact
from wasl.spine.people import actions as people
from wasl.spine.people.enums import FollowingBasis
from wasl.spine.people.importing.undoing import PERSON, undo_refs
from wasl.spine.people.models import Following, Person

CASE, SERVICE = "cases.case", "cases.servicerecord"
# What a person has by being written from a sheet, or what stays of it without saying anything any more.
OWN = (
    "facts.fact",
    "people.following",
    "people.namewritten",
    "people.paper",
    "people.reference",
)


def undo_row(
    refs: Sequence[CreatedRef], by: Actor, reason: str, *, set_aside: Collection[str] = ()
) -> list[Kept]:
    """Undo what one row became: its service withdrawn, its case closed as opened by mistake, its person let go."""
    kept = undo_acts(refs, by, reason)
    persons = [ref for ref in refs if ref.kind == PERSON]
    rest = [ref for ref in refs if ref.kind.startswith("people.")]
    if not persons:
        return kept + undo_refs(rest, by, reason)
    for ref in persons:
        why = let_go(ref.pk, by, set_aside=set_aside)
        if why:
            kept.append(Kept(ref, why))
    return kept


def undo_acts(refs: Sequence[CreatedRef], by: Actor, reason: str) -> list[Kept]:
    """Withdraw the services of a row, then close the cases that it opened; returns those kept."""
    kept: list[Kept] = []
    services = ServiceRecord.objects.select_related("case")
    for service in services.filter(pk__in=[ref.pk for ref in refs if ref.kind == SERVICE]):
        actions.take_back_service(by=by, service=service, reason=reason)
    for case in Case.objects.filter(pk__in=[ref.pk for ref in refs if ref.kind == CASE]):
        why = actions.take_back_case(by=by, case=case, reason=reason)
        if why:
            kept.append(Kept(CreatedRef(CASE, case.pk), why))
    return kept


def let_go(pk: int, by: Actor, *, set_aside: Collection[str] = ()) -> str:
    """Let go of a person whom a sheet brought in; returns what rests on them, in words, when they are kept.

    Facts are never erased and point at the party, so the person is not deleted: the office that took them over no
    longer follows them, and nobody finds them any more.
    """
    person = Person.objects.select_related("party").filter(pk=pk).first()
    if person is None:
        return ""
    mistakes = Case.objects.filter(party_id=pk, closing_reason=ClosingReason.MISTAKE)
    own = {CASE: list(mistakes.values_list("pk", flat=True))}
    why = [people.resting_on(person, own=own, set_aside=(*OWN, *set_aside))]
    if Fact.objects.standing().filter(party_id=pk).exists():
        why.append(_("other facts since"))
    followings = list(Following.objects.filter(party_id=pk, ends_on=None))
    why += [str(row.get_basis_display()) for row in followings if row.basis != FollowingBasis.IMPORT]
    if any(why):
        return ", ".join(part for part in why if part)
    for following in followings:
        people.end_following(by=by, following=following, on=following.starts_on)
    return ""
