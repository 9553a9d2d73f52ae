"""The icons stand in `icons.svg`, drawn for this product; each page carries only those it shows."""

from __future__ import annotations

import re
from pathlib import Path

_SYMBOL = re.compile(r'<symbol id="([a-z-]+)"[^>]*>(.*?)</symbol>')

ICONS: dict[str, str] = dict(_SYMBOL.findall((Path(__file__).parent / "icons.svg").read_text()))
# These point along the line of reading and are mirrored from right to left.
TURNING = frozenset({"arrow", "back", "next", "undo", "out", "call", "list"})

TONE_ICONS = {
    "success": "check-circle",
    "attention": "alert",
    "danger": "cross-circle",
    "info": "info",
    "neutral": "dot",
}
