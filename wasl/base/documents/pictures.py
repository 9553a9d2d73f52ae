"""Photographs of papers: drawn anew, upright, without place, device or date, not larger than needed to read."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from wasl.base.documents.rules import JPEG, PNG, WEBP

LARGEST_SIDE = 2400  # pixels kept
MOST_PIXELS = 60_000_000  # pixels accepted
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}


class NotAPicture(Exception):
    """The bytes say picture but cannot be drawn, or would fill the memory."""


def redrawn(content: bytes, content_type: str) -> bytes:
    """The same picture in the same format with nothing but its pixels. Raises ``NotAPicture``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[FORMATS[content_type]]) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise NotAPicture
                opened.load()
                picture = ImageOps.exif_transpose(opened)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    mode = "RGB" if content_type == JPEG else ("RGBA" if "A" in picture.getbands() else "RGB")
    clean = Image.new(mode, picture.size)
    clean.paste(picture.convert(mode))
    out = io.BytesIO()
    options: dict[str, object] = {"optimize": True} if content_type == PNG else {"quality": 85}
    clean.save(out, FORMATS[content_type], **options)
    return out.getvalue()
