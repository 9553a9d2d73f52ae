"""The case that somebody means to read or to act on, or the plain words that say why they may not."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.kernel.errors import Refused
from wasl.kernel.ui import words
from wasl.spine.cases import access, slots
from wasl.spine.cases.models import Case, Move
from wasl.spine.cases.models.moves import MoveQuerySet


def case_to_read(actor: Actor, pk: int, roles: tuple[str, ...] = access.READERS) -> Case:
    """The case, with what its pages show, for whoever holds one of `roles` where it is or is assigned to it.

    Refused, with where it went, for whoever could read it before it was handed over; Http404 for anybody else.
    """
    rows = Case.objects.reached(actor, roles).with_shown().select_related("party__person__nationality")
    found = rows.filter(pk=pk).first()
    if found is not None:
        return found
    move = Move.objects.left_by(actor).filter(case_id=pk).select_related("to_office").first()
    if move is None:
        raise Http404
    raise Refused(
        _("This case was handed over to %(office)s on %(day)s: what is to be done in it is done there.")
        % {"office": move.to_office.name, "day": words.day(move.on)}
    )


def case_to_act_on(actor: Actor, pk: int, roles: tuple[str, ...] = access.READERS) -> Case:
    """The same for a page that changes the case: Refused too when it is closed. Whether the role suffices is asked
    by the act itself (`actions.checks.check_role`)."""
    found = case_to_read(actor, pk, roles)
    if found.is_closed:
        assert found.closed_on is not None
        raise Refused(
            _("This case was closed on %(day)s: reopen it, or open a new one.")
            % {"day": words.day(found.closed_on)}
        )
    return found


def kept_closed(case: Case) -> str:
    """Why a closed case may not be taken up again, in the words of an upper room; "" where it may."""
    return next((why for asked in slots.keeps_closed if (why := asked(case))), "")


def received(actor: Actor) -> MoveQuerySet:
    """Hand-overs of cases to this user that they have not acknowledged, oldest first; of cases they still reach."""
    rows = Move.objects.to_acknowledge(actor).filter(case__in=Case.objects.visible_to(actor))
    related = rows.select_related(
        "case__party", "case__guichet", "case__office", "from_adviser", "from_office"
    )
    return related.order_by("on", "pk")
