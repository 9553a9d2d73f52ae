"""Small files of each kind."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), place: bool = True) -> bytes:
    """A picture; with `place`, it says where it was taken and stands on its side."""
    out = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x0112] = 6
        exif[0x010F] = "SecretPhone"
        exif.get_ifd(0x8825)[1] = "N"
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def office(part: str = "word/document.xml", *more: str) -> bytes:
    """An office file that holds these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return out.getvalue()
