"""Progress of a run, and what a new version changes in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wasl.spine.checklists.enums import StepState


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `counted` steps: those said not to be needed are not counted."""

    done: int
    counted: int

    @property
    def is_complete(self) -> bool:
        """Whether no step that counts is left; a procedure of which every step is not needed is complete too."""
        return self.done == self.counted

    @property
    def percent(self) -> int:
        """Done in percent, rounded down; 100 only when complete."""
        return 100 if self.is_complete else self.done * 100 // self.counted


def progress(states: Sequence[str]) -> Progress:
    """The progress of a run whose steps stand so; a step nobody spoke of is to do."""
    counted = [state for state in states if state != StepState.NOT_NEEDED]
    return Progress(sum(state == StepState.DONE for state in counted), len(counted))


@dataclass(frozen=True, slots=True)
class Moved:
    """Codes of steps: those both versions have, those the new one no longer asks, those it adds; in their order."""

    kept: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def moved(before: Sequence[str], after: Sequence[str]) -> Moved:
    """What becomes of the steps of a version when a run moves to another one. Codes name steps across versions."""
    return Moved(
        tuple(code for code in after if code in before),
        tuple(code for code in before if code not in after),
        tuple(code for code in after if code not in before),
    )
