"""The plan of the house, read from where the build reads it: the layers of .importlinter."""

from __future__ import annotations

import configparser
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PACKAGE = HOUSE / "wasl"
WHOLE_FLOORS = {"kernel", "config", "journeys"}


@cache
def layers(contract: str) -> dict[str, int]:
    """Each name of a layers contract with its height: 0 is the lowest."""
    parser = configparser.ConfigParser()
    parser.read(HOUSE / ".importlinter", encoding="utf-8")
    lines = [
        line for line in parser[f"importlinter:contract:{contract}"]["layers"].splitlines() if line.strip()
    ]
    names = [re.findall(r"\w+", line) for line in reversed(lines)]
    return {name: height for height, row in enumerate(names) for name in row}


@dataclass(frozen=True)
class Room:
    floor: str
    name: str

    @classmethod
    def of(cls, module: str) -> Room | None:
        """The room of a dotted module name; None outside the house."""
        parts = module.split(".")
        if parts[0] != "wasl" or len(parts) < 2:
            return None
        return cls(parts[1], "" if parts[1] in WHOLE_FLOORS or len(parts) < 3 else parts[2])

    def may_know(self, other: Room) -> bool:
        """Whether something in this room may point to something in the other."""
        if self == other:
            return True
        floors = layers("floors")
        if self.floor != other.floor:
            return floors[self.floor] > floors[other.floor]
        order = layers(self.floor)
        return order[self.name] > order[other.name]

    @property
    def module(self) -> str:
        return ".".join(part for part in ("wasl", self.floor, self.name) if part)

    @property
    def folder(self) -> Path:
        return HOUSE / self.module.replace(".", "/")


def rooms() -> list[Room]:
    """The rooms that stand: folders with an apps.py, on the floors above the kernel and below config."""
    found = [Room("journeys", "")] if (PACKAGE / "journeys" / "apps.py").exists() else []
    for apps in PACKAGE.glob("*/*/apps.py"):
        floor, name = apps.parts[-3:-1]
        if floor not in WHOLE_FLOORS:
            found.append(Room(floor, name))
    return sorted(found, key=lambda room: room.module)
