"""Tables of the stream."""

from wasl.spine.facts.models.fact import Fact, FactPerson, FactProgramme

__all__ = ["Fact", "FactPerson", "FactProgramme"]
