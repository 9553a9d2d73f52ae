"""Where the bytes stand: one file per content, named by its SHA-256, under `MEDIA_ROOT/pieces`."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def fingerprint(content: bytes) -> str:
    """SHA-256 of the content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def path_of(sha256: str) -> Path:
    """Where the content of this fingerprint stands."""
    return Path(settings.MEDIA_ROOT) / "pieces" / sha256[:2] / sha256


def put(content: bytes) -> str:
    """Keep the content and return its fingerprint. The same content is kept once; a half-written file never counts."""
    sha256 = fingerprint(content)
    target = path_of(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return sha256


def read(sha256: str) -> bytes:
    """The content of this fingerprint. FileNotFoundError when the store has lost it; ValueError when altered."""
    content = path_of(sha256).read_bytes()
    if fingerprint(content) != sha256:
        raise ValueError(f"The content of {sha256} was altered.")
    return content


def remove(sha256: str) -> None:
    """Remove the content of this fingerprint; nothing when it is gone already."""
    path_of(sha256).unlink(missing_ok=True)
