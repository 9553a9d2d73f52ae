"""What is accepted as a file, read from its bytes. No Django, no database."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

LARGEST = 10 * 1024 * 1024  # bytes, before a picture is reduced

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ZIP = "application/zip"

EXTENSIONS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", WEBP: ".webp", DOCX: ".docx", XLSX: ".xlsx"}
MADE = {ZIP: ".zip"}  # what the house alone writes: never accepted from outside
PICTURES = frozenset({JPEG, PNG, WEBP})
SHOWN_IN_PAGE = PICTURES | {PDF}
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Compartments:
    """Which roles (by code) open which compartment; the ordinary one is open to whoever opens the owner.

    The one table of the house: papers, notes, statuses and exports of one matter open to the same roles. "status"
    holds the residence status, hence irregular stay.
    """

    roles: tuple[tuple[str, frozenset[str]], ...] = (
        ("status", frozenset({"adviser", "protection"})),
        ("protection", frozenset({"protection"})),
        ("health", frozenset({"adviser", "protection"})),
        ("legal", frozenset({"adviser", "protection"})),
    )

    @property
    def codes(self) -> tuple[str, ...]:
        """Every compartment there is."""
        return tuple(code for code, _roles in self.roles)

    def openers(self, compartment: str) -> frozenset[str]:
        """Role codes that open this compartment; none for a compartment nobody knows."""
        return dict(self.roles).get(compartment, frozenset())


def content_type(content: bytes) -> str | None:
    """The type the bytes themselves show, among those accepted; None for anything else."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return None


def _office_type(content: bytes) -> str | None:
    """Word or Excel without macros; any other archive is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if "[Content_Types].xml" not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def tidy_name(name: str, kind: str) -> str:
    """The name as it may be shown and saved: no path, no control character, the extension of what the file is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem = re.sub(r'[<>:"|?*]', " ", visible)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem)
    stem = " ".join(stem.split()).strip(". ")[:LONGEST_NAME]
    return (stem or "document") + (EXTENSIONS | MADE).get(kind, "")
