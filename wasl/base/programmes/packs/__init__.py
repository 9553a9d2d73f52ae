"""Packs: a programme as a folder of YAML files, no code.

`load("work4life", by=actor)` or `load("/path/to/folder", by=actor)` writes it; twice changes nothing. `check`
does the same and takes it back. Faults name file and line. Rooms above register their own section in
`pack_sections` (budgets, indicators).
"""

from wasl.base.programmes.packs.faults import Fault, PackFaults, SectionFault
from wasl.base.programmes.packs.loading import available, check, load
from wasl.base.programmes.packs.report import Report
from wasl.base.programmes.packs.schema import Entry, Text
from wasl.base.programmes.packs.sections import Section, act_kinds, pack_sections

__all__ = [
    "Entry",
    "Fault",
    "PackFaults",
    "Report",
    "Section",
    "SectionFault",
    "Text",
    "act_kinds",
    "available",
    "check",
    "load",
    "pack_sections",
]
