"""What is wrong with a pack, by file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from wasl.kernel.errors import WaslError

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the file inside the pack, the line (from 1; 0 when it is the file itself) and what is wrong."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class PackFaults(WaslError):
    """The pack was not loaded; `faults` says why, in the order of the files."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class SectionFault(WaslError):
    """Raised by the loader of a section: `at` is the path inside the section's data, to find the line."""

    def __init__(self, message: str | Promise, at: Where = ()) -> None:
        super().__init__(message)
        self.at = at
