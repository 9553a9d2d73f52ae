"""What became of the rows of a merge, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from wasl.spine.merging.enums import MoveKind
from wasl.spine.merging.models import Merge
from wasl.spine.merging.queries.references import words_of


@dataclass
class Outcome:
    """Rows of one table: how many followed, stayed or were written; once undone, how many did not go back and why."""

    words: str
    followed: int = 0
    stayed: int = 0
    made: int = 0
    elsewhere: int = 0
    gone: int = 0

    @property
    def back(self) -> int:
        """How many went back to the record that stands again."""
        return self.followed - self.elsewhere - self.gone


def outcomes(merge: Merge) -> list[Outcome]:
    """One line for each table, in the order of its words. A room that is no longer installed is told by its name."""
    found: dict[str, Outcome] = {}
    for move in merge.moves.all():
        try:
            words = str(words_of(apps.get_model(move.model)))
        except LookupError:
            words = move.model
        line = found.setdefault(words, Outcome(words))
        match move.kind:
            case MoveKind.STAYED:
                line.stayed += len(move.held)
            case MoveKind.MADE:
                line.made += len(move.held)
            case _:
                line.followed += len(move.held)
                line.elsewhere += len(move.elsewhere)
                line.gone += len(move.gone)
    return [found[words] for words in sorted(found)]
