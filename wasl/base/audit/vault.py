"""The seals' files outside the database: one text file a seal, its head and one line per entry.

wasl seal 3
day 2026-03-12
previous 5f0c…
digest 9be1…

1041 a3b9…
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from wasl.base.audit import rules

NAME = re.compile(r"seal-(\d{6,})-\d{4}-\d{2}-\d{2}\.txt")


@dataclass(frozen=True)
class Kept:
    """A seal as its file tells it; `lines` are the entries, by number."""

    number: int
    day: str
    previous: str
    digest: str
    lines: tuple[rules.Line, ...]

    def holds(self) -> bool:
        """Whether the file agrees with itself."""
        return rules.chain(self.previous, self.number, self.day, self.lines) == self.digest


def folder() -> Path:
    """Where the files stand (settings.WASL_SEAL_DIR); best on another disk than the database."""
    return Path(settings.WASL_SEAL_DIR)


def write(kept: Kept) -> Path:
    """Write one seal's file, whole or not at all, and make it read-only. FileExistsError if it stands already."""
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"seal-{kept.number:06d}-{kept.day}.txt"
    head = [
        f"wasl seal {kept.number}",
        f"day {kept.day}",
        f"previous {kept.previous}",
        f"digest {kept.digest}",
        "",
    ]
    body = [f"{line.entry} {line.digest}" for line in kept.lines]
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="ascii") as out:
        out.write("\n".join([*head, *body, ""]))
        out.flush()
        os.fsync(out.fileno())
    draft.chmod(0o440)
    try:
        path.hardlink_to(draft)  # unlike a renaming, never replaces a file that stands there
    finally:
        draft.unlink()
    return path


def numbers() -> list[int]:
    """Numbers of the seals that have a file, in order."""
    if not folder().is_dir():
        return []
    return sorted(int(found[1]) for path in folder().iterdir() if (found := NAME.fullmatch(path.name)))


def read(number: int) -> Kept | None:
    """The file of a seal; None when there is none, or when it is no longer readable as one."""
    paths = sorted(folder().glob(f"seal-{number:06d}-*.txt")) if folder().is_dir() else []
    if not paths:
        return None
    head, _, body = paths[0].read_text(encoding="ascii", errors="replace").partition("\n\n")
    words = dict(line.partition(" ")[::2] for line in head.splitlines())
    try:
        lines = tuple(rules.Line(int(a), b) for a, b in (line.split(" ") for line in body.splitlines()))
    except ValueError:
        return None
    if words.get("wasl") != f"seal {number}" or not lines:
        return None
    return Kept(number, words.get("day", ""), words.get("previous", ""), words.get("digest", ""), lines)


def set_aside(after: int) -> list[Path]:
    """Move the files of seals numbered above `after` into a folder of their own; return where they now stand."""
    moved = []
    for number in numbers():
        for path in sorted(folder().glob(f"seal-{number:06d}-*.txt")) if number > after else []:
            aside = folder() / "aside"
            aside.mkdir(exist_ok=True)
            name = f"{len(list(aside.iterdir())):04d}-{path.name}"
            moved.append(path.rename(aside / name))
    return moved
