"""PDF documents in French, Arabic and English, set by typst.

A room keeps its documents as ``typst/<room>/<name>.typ`` inside its own folder and asks for them as
``render("<room>/<name>.typ", data, language=…)``. The data reaches the document as JSON, never as source: nothing
a person typed can be run. Documents are PDF/A-2a and PDF/UA-1 (tagged, fonts inside), so that they can be read aloud
and kept. The letter of the house stands in ``typst/letter.typ``; it reads from the data:

- ``letterhead``: ``{"name", "lines": [...], "footer"}``
- ``marks``: ``{"reference", "place_date"}``

A letter with nothing particular needs no template of its own: ``plain.typ`` sets ``title``, ``recipient`` (lines),
``opening`` and ``closing`` (paragraphs), ``facts`` (pairs), ``table`` (``{"head", "rows", "total"}``), ``signatures``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

import fontpkg_ibm_plex_sans
import fontpkg_ibm_plex_sans_arabic
import typst
from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise

from wasl.kernel import clock
from wasl.kernel.errors import WaslError
from wasl.kernel.ui import words

PACKAGE = Path(__file__).resolve().parents[2]
FONTS = [module.ROOT / "files" for module in (fontpkg_ibm_plex_sans, fontpkg_ibm_plex_sans_arabic)]
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
_lock = Lock()


class DocumentError(WaslError):
    """The document could not be set: its template is missing or does not agree with its data."""


def render(template: str, data: Mapping[str, object], *, language: str) -> bytes:
    """Set ``<room>/<name>.typ`` with ``data`` in ``fr``, ``ar`` or ``en`` and return the PDF.

    Dates become words of that language, decimals and lazy texts become text; amounts are formatted by the caller
    (`kernel.money.format_money`). Raises ``DocumentError``.
    """
    source = _find(template)
    with translation.override(language):
        inputs = {"data": json.dumps(data, default=_as_text, ensure_ascii=False), "language": language[:2]}
    with _lock:
        try:
            pdf = _compiler().compile(
                source,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=list(STANDARDS),
                timestamp=int(clock.now().timestamp()),
            )
        except typst.TypstError as error:
            raise DocumentError(f"{template}: {error.message}") from error
    if not isinstance(pdf, bytes):
        raise DocumentError(f"{template}: nothing was set")
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the process: fonts are read once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=FONTS)
    return typst.Compiler(root=PACKAGE, font_paths=fonts)


@cache
def _find(template: str) -> Path:
    folders = [Path(__file__).parent, *(Path(app.path) for app in apps.get_app_configs())]
    for folder in folders:
        path = folder / "typst" / template
        if path.is_file() and PACKAGE in path.resolve().parents:
            return path
    raise DocumentError(f"There is no document {template}.")


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.day(value, long=True)
    if isinstance(value, Decimal | Promise):
        return str(value)
    raise DocumentError(f"A {type(value).__name__} cannot stand in a document.")
