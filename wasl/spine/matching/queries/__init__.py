"""Reads of the room: which pairs stand."""

from wasl.spine.matching.queries.pairs import open_pairs_of, organisation_of

__all__ = ["open_pairs_of", "organisation_of"]
