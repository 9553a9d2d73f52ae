"""Family ties have a direction: what one is to the other, read from either side."""

from __future__ import annotations

INVERSE = {
    "parent": "child",
    "child": "parent",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "guardian": "ward",
    "ward": "guardian",
}


def from_the_other_side(relation: str) -> str:
    """What the second of a tie is to the first, when the first is `relation` to the second."""
    return INVERSE.get(relation, relation)
