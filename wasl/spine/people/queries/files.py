"""Who may open the files of this room's records; a compartment is asked for besides."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.spine.people import access
from wasl.spine.people.models import Consent, Paper, Party, ResidenceStatus
from wasl.spine.people.models.party import PartyQuerySet, followed_by
from wasl.spine.people.queries.gates import gate_of

PAPER_FILES = "people.paper"
RESIDENCE_FILES = "people.residencestatus"
CONSENT_FILES = "people.consent"


def may_open_paper(actor: Actor, paper_id: int) -> bool:
    """Whoever sees papers where the person is followed opens their scans."""
    return Paper.objects.filter(pk=paper_id, person__party__in=_followed(actor, access.PAPERS)).exists()


def may_open_residence(actor: Actor, status_id: int) -> bool:
    """Whoever opens the compartment of residence where the person is followed."""
    seen = _followed(actor, access.RESIDENCE)
    return ResidenceStatus.objects.filter(pk=status_id, person__party__in=seen).exists()


def may_open_consent(actor: Actor, consent_id: int) -> bool:
    """Whoever records consents where the person is followed opens their proofs."""
    return Consent.objects.filter(pk=consent_id, person__party__in=_followed(actor, access.CONSENT)).exists()


def gate_of_paper(actor: Actor, paper_id: int, compartment: str) -> str | None:
    """Where the compartment of whoever bears the paper is opened; None while it stands open, "" for no such paper."""
    person_id = Paper.objects.filter(pk=paper_id).values_list("person_id", flat=True).first()
    return "" if person_id is None else gate_of(actor, person_id, compartment)


def gate_of_residence(actor: Actor, status_id: int, compartment: str) -> str | None:
    """Where the compartment of whose status it is is opened; None while it stands open, "" for no such status."""
    person_id = ResidenceStatus.objects.filter(pk=status_id).values_list("person_id", flat=True).first()
    return "" if person_id is None else gate_of(actor, person_id, compartment)


def _followed(actor: Actor, roles: tuple[str, ...]) -> PartyQuerySet:
    return Party.objects.filter(followed_by(actor, readers=roles))
