"""The demo uses the same lists as every installation: nothing is invented here."""

from __future__ import annotations

from wasl.base.reference.load import load_reference

__all__ = ["load_reference"]
