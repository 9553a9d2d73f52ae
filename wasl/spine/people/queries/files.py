"""Who may open the files of this room's records; a compartment is asked for besides."""

from __future__ import annotations

from wasl.kernel.actors import Actor
from wasl.spine.people import access
from wasl.spine.people.models import Paper, Party
from wasl.spine.people.models.party import followed_by

PAPER_FILES = "people.paper"


def may_open_paper(actor: Actor, paper_id: int) -> bool:
    """Whoever sees papers where the person is followed opens their scans."""
    visible = Party.objects.filter(followed_by(actor, readers=access.PAPERS))
    return Paper.objects.filter(pk=paper_id, person__party__in=visible).exists()
