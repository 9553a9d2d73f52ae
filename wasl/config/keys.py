"""The installation's keys: one file beside the database, readable by its owner alone, never in the database."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

KEY_FILE = "keys.json"


@dataclass(frozen=True)
class Keys:
    """Django's secret, the encryption keys (newest first, base64url of 32 bytes) and the blind-index key."""

    secret: str
    encryption: list[str]
    blind_index: str


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def make_keys() -> Keys:
    """Fresh random keys."""
    return Keys(secrets.token_urlsafe(50), [_fernet_key()], secrets.token_urlsafe(32))


def write_keys(home: Path, keys: Keys) -> Path:
    """Write the key file (mode 600); FileExistsError where one stands already."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home / KEY_FILE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        json.dump(asdict(keys), handle, indent=1)
    return path


def load_keys(home: Path, *, testing: bool) -> Keys:
    """The keys of WASL_HOME; made and kept at the first start. Tests use keys of their own that are never written."""
    if testing:
        return Keys(
            "test " * 12,
            ["dGVzdCB0ZXN0IHRlc3QgdGVzdCB0ZXN0IHRlc3QgdGU="],
            "test blind index key of 32 characters",
        )
    path = home / KEY_FILE
    if not path.exists():
        write_keys(home, make_keys())
    return Keys(**json.loads(path.read_text()))
