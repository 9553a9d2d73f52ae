"""Where the catalogues stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[3]
PACKAGE = HOUSE / "wasl"
LANGUAGES = {"fr": "French", "ar": "Arabic"}
WHOLE_FLOORS = ("kernel", "config", "journeys")
NOT_FOR_PEOPLE = {"tests", "migrations", "locale", "__pycache__"}


@dataclass(frozen=True)
class Unit:
    """A folder that keeps its own catalogues: a room, the kernel, or config."""

    folder: Path

    @property
    def label(self) -> str:
        return self.folder.relative_to(HOUSE).as_posix()

    def catalogue(self, language: str) -> Path:
        return self.folder / "locale" / language / "LC_MESSAGES" / "django.po"

    def sources(self) -> list[Path]:
        """The Python files and templates whose texts belong to this unit, in a stable order."""
        found = [
            path
            for pattern in ("*.py", "*.html", "*.txt")
            for path in self.folder.rglob(pattern)
            if not NOT_FOR_PEOPLE & set(path.relative_to(self.folder).parts[:-1])
        ]
        return sorted(path for path in found if path.suffix == ".py" or "templates" in path.parts)


def all_units() -> list[Unit]:
    """Every unit of the house, floor by floor in the order of the alphabet."""
    units = [Unit(PACKAGE / floor) for floor in WHOLE_FLOORS if (PACKAGE / floor).is_dir()]
    for floor in sorted(PACKAGE.iterdir()):
        if floor.is_dir() and floor.name not in WHOLE_FLOORS and floor.name not in NOT_FOR_PEOPLE:
            units += [Unit(room) for room in sorted(floor.iterdir()) if (room / "__init__.py").exists()]
    return units


def chosen_units(names: Iterable[str]) -> list[Unit]:
    """The units named (a path like `wasl/spine/people`, or the room's word `people`); all when none is named."""
    units = all_units()
    wanted = [name.strip("/") for name in names]
    if not wanted:
        return units
    chosen = [unit for unit in units if unit.label in wanted or unit.folder.name in wanted]
    missing = [name for name in wanted if not any(name in (unit.label, unit.folder.name) for unit in chosen)]
    if missing:
        raise SystemExit(f"No such room: {', '.join(missing)}")
    return chosen
