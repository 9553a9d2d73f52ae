"""The whole story, in order."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from wasl.base.programmes import packs
from wasl.base.reference.load import load_reference
from wasl.config.demo import crew as staff
from wasl.config.demo import desk, m4sd, w4i, w4l
from wasl.config.demo.names import Cast
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.kernel.installation.state import mark_installed

SEED = 2021
PACKS = ("work4integration", "m4sd-tanger", "work4life")
THIS_YEAR = Path(__file__).parent / "pack"


def load(say: Callable[[str], object] = lambda _line: None) -> None:
    """Fill an empty, migrated database with the demo and mark it demo; says what it is doing."""
    mark_installed(name="Wasl, démonstration", is_demo=True)
    load_reference()
    for pack in (*PACKS, THIS_YEAR):
        packs.load(pack, SYSTEM)
    with clock.moved_to(staff.FIRST_DAY):
        crew = staff.engage()
    cast = Cast(SEED)
    told = _Clock(say)
    earlier = w4i.select(crew, cast)
    told("Work4Integration")
    m4sd.tell(crew, cast)
    told("M4SD, Tanger")
    w4l.select(crew, cast)
    w4l.accelerate(crew, [decision.application for decision in earlier])
    w4l.accompany_individuals(crew, cast)
    told("WORK4LIFE")
    desk.tell(crew, cast, clock.today())
    told("The desk, twelve months")


class _Clock:
    """Says each chapter with the seconds it took."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self.say = say
        self.since = time.monotonic()

    def __call__(self, chapter: str) -> None:
        now = time.monotonic()
        self.say(f"{chapter} ({now - self.since:.0f} s)")
        self.since = now
