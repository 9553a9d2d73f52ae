"""Reads of the room."""

from wasl.services.coaching.queries.facts import expected_networked
from wasl.services.coaching.queries.fitting import Proposal, proposals
from wasl.services.coaching.queries.holdings import held
from wasl.services.coaching.queries.progress import Progress, progress_of

__all__ = ["Progress", "Proposal", "expected_networked", "held", "progress_of", "proposals"]
