"""The demo reads the same parameters as every installation: nothing is invented here."""

from __future__ import annotations

from wasl.base.procedures.load import load_law

__all__ = ["load_law"]
