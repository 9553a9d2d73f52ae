from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PACK = """\
programme:
  code: essai
  name: {fr: Essai, ar: تجربة, en: Trial}
  currency: EUR
  envelope: 1000.50
  starts_on: 2021-01-01
  ends_on: 2021-12-31
organisations:
  - {code: donneur, name: Donneur, kinds: [donor], country: BE}
  - {code: hub, name: Hub, kinds: [operator]}
offices:
  - {code: hub-rabat, organisation: hub, name: Rabat, province: MA-RAB}
guichets:
  - {organisation: hub, kind: startup_collective, name: {fr: Start-up}}
donors:
  - {organisation: donneur, amount: 1000.50}
partners:
  - {organisation: hub, role: lead}
zones:
  - {code: rabat, name: {fr: Rabat}, organisation: hub, provinces: [MA-RAB, MA-SAL]}
strands:
  - {code: collective, name: {fr: Collectif}}
sources:
  - {code: presse, title: La presse, published: 2021-12}
targets:
  - {code: people, label: {fr: Personnes}, value: 100, precision: about, unit: person, source: presse}
published:
  - {code: people_a, kind: result, label: {fr: Personnes}, value: 90, unit: person, source: presse}
  - code: people_b
    kind: result
    label: {fr: Personnes}
    value: 95
    unit: person
    strand: collective
    reading: {fr: Une autre lecture}
    source: presse
coverage:
  - code: hub
    label: {fr: Le hub}
    offices: [hub-rabat]
    guichets: [hub/startup_collective]
    kinds: [advised]
    starts_on: 2021-01-01
    ends_on: 2021-12-31
"""

WritePack = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Writes a small pack into a folder, with texts replaced: write_pack("programme.yaml", old=new…)."""

    def write(*replacements: tuple[str, str], folder: str = "essai", **files: str) -> Path:
        text = PACK
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        (place / "pack.yaml").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (place / f"{name}.yaml").write_text(content, encoding="utf-8")
        return place

    return write
