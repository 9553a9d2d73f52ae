"""Text kept secret at rest, and the blind index that finds it again.

Two keys with two uses, both from the settings:

- ``WASL_ENCRYPTION_KEYS``: list of secrets, newest first. The first encrypts, all decrypt, so that a key
  is replaced by putting a new one in front and saving the rows again.
- ``WASL_BLIND_INDEX_KEY``: one secret of its own. It never changes without recomputing every index.

A secret is any text of at least 32 characters; the working keys are derived from it (HKDF-SHA256).
Values are sealed with AES-256-GCM under a fresh nonce: the same text never gives the same stored value.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Lookup
    from django.db.models.expressions import Expression

    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField

MARK = "w1"
SHORTEST_SECRET = 32
NONCE_BYTES = 12


class Unreadable(Exception):
    """A sealed value whose key is not among the configured ones, or which was altered."""


@lru_cache(maxsize=64)
def _derive(secret: str, use: str) -> bytes:
    if len(secret) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"A secret of Wasl must have at least {SHORTEST_SECRET} characters.")
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"wasl " + use.encode())
    return hkdf.derive(secret.encode())


@lru_cache(maxsize=64)
def _key_name(key: bytes) -> str:
    return hashlib.sha256(b"name" + key).hexdigest()[:8]


def _keys() -> list[bytes]:
    keys = [_derive(secret, "encryption") for secret in settings.WASL_ENCRYPTION_KEYS]
    if not keys:
        raise ImproperlyConfigured("WASL_ENCRYPTION_KEYS is empty: nothing can be encrypted.")
    return keys


def encrypt(text: str) -> str:
    """Seal a text with the newest key. The empty text stays empty."""
    if not text:
        return ""
    key = _keys()[0]
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, text.encode(), None)
    return f"{MARK}.{_key_name(key)}.{urlsafe_b64encode(sealed).decode()}"


def decrypt(token: str) -> str:
    """Open a sealed text with whichever configured key sealed it. Raises ``Unreadable``."""
    if not token:
        return ""
    mark, _, rest = token.partition(".")
    name, _, body = rest.partition(".")
    if mark != MARK or not body:
        raise Unreadable("This value was not sealed by Wasl.")
    key = next((key for key in _keys() if _key_name(key) == name), None)
    if key is None:
        raise Unreadable("The key that sealed this value is not among WASL_ENCRYPTION_KEYS.")
    try:
        sealed = urlsafe_b64decode(body)
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable("This value was altered since it was sealed.") from error


def sealed_with_newest_key(token: str) -> bool:
    """Whether a stored value already uses the first key of the list (what a rotation still has to do)."""
    return not token or token.startswith(f"{MARK}.{_key_name(_keys()[0])}.")


def blind_index(value: str, purpose: str) -> str:
    """A keyed fingerprint (64 hexadecimal characters) that finds an encrypted value without opening it.

    ``purpose`` ("paper.number", "phone"…) keeps indexes of different things apart. Unicode form, case and
    outer spaces do not matter; any other tidying (spaces inside, separators) is the caller's. "" gives "".
    """
    tidy = unicodedata.normalize("NFKC", value).strip().casefold()
    if not tidy:
        return ""
    key = _derive(settings.WASL_BLIND_INDEX_KEY, "blind index")
    return hmac.new(key, f"{purpose}\x1f{tidy}".encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(_TextField):
    """Text encrypted at rest. In Python it is plain ``str``; no lookup but ``isnull`` makes sense on it."""

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return None if text is None else encrypt(str(text))

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> str | None:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
