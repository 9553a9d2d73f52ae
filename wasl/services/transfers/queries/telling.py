"""What transfers say of a person: in their story, and to the person itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.transfers.enums import TONES, Status
from wasl.services.transfers.models import Transfer
from wasl.services.transfers.queries.sharing import seen_by_receiver
from wasl.spine.people.models import Party
from wasl.spine.people.queries.telling import told
from wasl.spine.people.slots import Holding, TimelineEntry
from wasl.spine.rights.queries.holdings import read_and_changed

COLUMNS = {
    "reference": gettext_lazy("Reference"),
    "organisation": gettext_lazy("From"),
    "receiver": gettext_lazy("To"),
    "reason": gettext_lazy("Reason of the transfer"),
    "along": gettext_lazy("What goes along"),
    "copy": gettext_lazy("What the partner reads today"),
    "status": gettext_lazy("Status"),
    "proposed_on": gettext_lazy("Proposed on"),
    "consent_on": gettext_lazy("Consent given on"),
    "consent_how": gettext_lazy("How"),
    "witness": gettext_lazy("Witness"),
    "withdrawn_at": gettext_lazy("Consent withdrawn on"),
    "answered_on": gettext_lazy("Answered on"),
    "decline_reason": gettext_lazy("Why it was declined"),
    "answer_note": gettext_lazy("Words of the partner"),
    "ended_on": gettext_lazy("Withdrawn on"),
    "end_reason": gettext_lazy("Why it was taken back"),
}


def entries(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """Proposed, answered, stopped: of the transfers the actor reads on one side or the other."""
    own = Transfer.objects.visible_to(actor).order_by().values("pk")
    theirs = Transfer.objects.received_by(actor).order_by().values("pk")
    rows = Transfer.objects.filter(Q(pk__in=own) | Q(pk__in=theirs), person__in=party_ids)
    found: list[TimelineEntry] = []
    for row in rows.exclude(proposed_on=None).select_related("organisation", "receiver"):
        where, href = f"{row.organisation} → {row.receiver}", _address(row, actor)
        if row.proposed_on:
            found.append(
                TimelineEntry(
                    clock.at_noon(row.proposed_on), _("Transfer proposed"), where, href, "out", "info"
                )
            )
        end = row.answered_on or row.ended_on
        if end:
            title = _ENDINGS[row.status]
            tone = TONES[row.status]
            found.append(TimelineEntry(clock.at_noon(end), str(title), where, href, "flag", tone))
    return found


_ENDINGS: dict[str, Any] = {
    Status.ACCEPTED: gettext_lazy("Transfer accepted"),
    Status.DECLINED: gettext_lazy("Transfer declined"),
    Status.WITHDRAWN: gettext_lazy("Transfer withdrawn"),
}


def _address(row: Transfer, actor: Actor) -> str:
    """The page of the side on which the actor stands."""
    return row.get_absolute_url() if row.organisation_id in actor.organisations() else row.received_url


def held(by: Actor, party: Party) -> Iterable[Holding]:
    """The transfers of a person: to whom, what went along, on which consent, what was answered; who read them."""
    rows = list(
        Transfer.objects.filter(person=party.pk).select_related("receiver", "organisation", "consent")
    )
    yield told(
        "transfers.transfers",
        _("Your transfers to partner organisations"),
        rows,
        COLUMNS,
        values={
            "along": lambda row: ", ".join(row.along_words),
            "copy": _copy_words,
            "consent_on": _of_consent("given_on"),
            "consent_how": _of_consent("means_word"),
            "witness": _of_consent("witness"),
            "withdrawn_at": _of_consent("withdrawn_at"),
        },
    )
    journal = read_and_changed({"transfers.transfer": [row.pk for row in rows]})
    yield Holding("transfers.journal", _("Who read or changed your transfers"), journal.columns, journal.rows)


def _copy_words(row: Transfer) -> str:
    return "; ".join(
        f"{section.label}: " + ", ".join(f"{label} {text}" for label, text in section.lines)
        for section in seen_by_receiver(row)
    )


def _of_consent(name: str) -> Callable[[Transfer], Any]:
    """A value of the consent to a transfer; nothing before it was given."""
    return lambda row: getattr(getattr(row, "consent", None), name, None)
