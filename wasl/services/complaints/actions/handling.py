"""Who handles a complaint, of which kind it is, from whom it is kept, what is noted on it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.messaging.actions import keep_in_circle
from wasl.kernel.access import check
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.services.complaints import access, queries, rules
from wasl.services.complaints.actions.steps import RECORD, check_visible, note_act, remark
from wasl.services.complaints.enums import About, Kind, RemarkKind
from wasl.services.complaints.models import Complaint, KeptFrom


def _check_handler(by: Actor, complaint: Complaint) -> None:
    """Refused unless the actor handles this complaint by role, not only because it was given to them."""
    roles = (complaint.circle,) if complaint.circle else access.HANDLERS
    check(by.may(roles, organisation=complaint.organisation_id, office=complaint.office_id))
    check_visible(by, complaint)


@transaction.atomic
def assign(*, by: Actor, complaint: Complaint, to: User | None) -> None:
    """Give it to somebody (None: to nobody). RuleBroken for who may not know of it; Conflict if given meanwhile."""
    _check_handler(by, complaint)
    if to is not None and not queries.able(complaint).filter(pk=to.pk).exists():
        raise RuleBroken(_("This person may not read this complaint."), field="to", code="to")
    rows = Complaint.objects.filter(pk=complaint.pk, handler_id=complaint.handler_id)
    if not rows.update(handler=to):
        raise Conflict(_("Somebody else changed this complaint meanwhile: look at where it stands now."))
    complaint.refresh_from_db()
    note_act(by, complaint, "assign")


@transaction.atomic
def classify(*, by: Actor, complaint: Complaint, kind: str, about: str = "") -> None:
    """Say of which kind it is after reading it; who may know of it follows, and so do its messages.

    It is taken from whoever handled it and may no longer know of it. Only protection makes a sensitive one ordinary.
    """
    _check_handler(by, complaint)
    if kind not in Kind.values or about not in About.values:
        raise RuleBroken(_("Choose one of the list."), field="kind", code="kind")
    circle = rules.circle(kind, about)
    old = Complaint.objects.filter(pk=complaint.pk, kind=complaint.kind, circle=complaint.circle)
    if not old.update(kind=kind, about=about, circle=circle):
        raise Conflict(_("Somebody else changed this complaint meanwhile: look at where it stands now."))
    note_act(by, complaint, "classify")
    _settle(by, complaint)


@transaction.atomic
def keep_from(*, by: Actor, complaint: Complaint, user: User) -> None:
    """Say that it is about this user, who from now on cannot find it; also of oneself.

    If nobody else of its circle could read it, it goes to the coordination. RuleBroken when there is nobody either.
    """
    _check_handler(by, complaint)
    circle = complaint.circle
    if not queries.would_read(complaint, circle, without=user.pk):
        circle = Role.PROTECTION if circle == Role.COORDINATOR else Role.COORDINATOR
        if not queries.would_read(complaint, circle, without=user.pk):
            raise RuleBroken(
                _("Nobody else could read it. Have the role of data protection granted to somebody first."),
                field="user",
                code="nobody",
            )
    _made, new = KeptFrom.objects.get_or_create(
        complaint=complaint,
        user=user,
        defaults={"created_by_id": by.id, "created_by_label": by.label[:150]},
    )
    if not new:
        return
    note_act(by, complaint, "keep_from")
    Complaint.objects.filter(pk=complaint.pk).update(circle=circle)
    _settle(by, complaint)


@transaction.atomic
def note(*, by: Actor, complaint: Complaint, text: str) -> None:
    """Write a note for those who handle it; whoever complained does not read it."""
    check_visible(by, complaint)
    if not text.strip():
        raise RuleBroken(_("Write the note."), field="text", code="text")
    remark(by, complaint, RemarkKind.NOTE, text)
    note_act(by, complaint, "note")


def _settle(by: Actor, complaint: Complaint) -> None:
    """After a change of who may know: the messages follow, and a handler who may no longer know loses it."""
    complaint.refresh_from_db()
    keep_in_circle(by=by, about_kind=RECORD, about_id=complaint.reference, circle=complaint.circle)
    handler = complaint.handler_id
    if handler is not None and not queries.able(complaint).filter(pk=handler).exists():
        Complaint.objects.filter(pk=complaint.pk).update(handler=None)
        complaint.refresh_from_db()
