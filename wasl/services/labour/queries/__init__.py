"""Reads of the room."""

from wasl.services.labour.queries.contracts import Oddity, minimum_wage, oddities_of
from wasl.services.labour.queries.holdings import held

__all__ = ["Oddity", "held", "minimum_wage", "oddities_of"]
