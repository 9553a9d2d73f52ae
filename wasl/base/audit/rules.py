"""How entries are hashed and compared with what was sealed. No database here."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Line(NamedTuple):
    """One entry as a seal knows it: its number and the hash of all its columns."""

    entry: int
    digest: str


def digest(parts: Sequence[str]) -> str:
    """SHA-256 (hex) of a list of texts, written as JSON so that no two lists give the same bytes."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode()).hexdigest()


def chain(previous: str, number: int, day: str, lines: Iterable[Line]) -> str:
    """SHA-256 (hex) of a seal: the seal before it, its own number and day (ISO), and each line in order."""
    running = hashlib.sha256(f"{previous}\n{number}\n{day}\n".encode())
    for line in lines:
        running.update(f"{line.entry} {line.digest}\n".encode())
    return running.hexdigest()


@dataclass(frozen=True)
class Difference:
    """What the comparison of the sealed lines with the entries of today finds."""

    changed: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()


def compare(sealed: Iterable[Line], present: Iterable[Line]) -> Difference:
    """Return the entries changed since the seal, gone since the seal, and slipped in after it."""
    before, now = dict(sealed), dict(present)
    return Difference(
        changed=tuple(sorted(key for key in before.keys() & now.keys() if before[key] != now[key])),
        missing=tuple(sorted(before.keys() - now.keys())),
        extra=tuple(sorted(now.keys() - before.keys())),
    )


@dataclass
class Verification:
    """The answer of `verify`: sound when nothing was changed, is missing or was added under a seal."""

    seals: int = 0
    entries: int = 0
    unsealed: int = 0
    changed: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    files_missing: list[int] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True when every seal holds and its file stands outside the database."""
        return not (self.changed or self.missing or self.extra or self.broken_seals or self.files_missing)

    def add(self, difference: Difference) -> None:
        """Take in what one seal's comparison found."""
        self.changed += difference.changed
        self.missing += difference.missing
        self.extra += difference.extra
