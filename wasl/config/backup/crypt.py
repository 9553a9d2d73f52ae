"""The encrypted envelope: AES-256-GCM in chunks, so that a large file needs little memory.

    WASLBACKUP1 newline, 16 bytes of salt, then chunks of ciphertext, each with its 16 bytes of tag

The key of a file comes from the key file and the salt (HKDF-SHA256). The nonce of a chunk is its number and
whether it is the last one: chunks cannot be exchanged, repeated or cut off without notice.
"""

from __future__ import annotations

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wasl.kernel.errors import WaslError

MAGIC = b"WASLBACKUP1\n"
SALT = 16
TAG = 16
CHUNK = 1024 * 1024
KEY_MARK = "wasl-backup-key:"


class BackupError(WaslError):
    """A backup cannot be made, opened or restored; the sentence says why."""


def make_key(path: Path) -> None:
    """Write a new random key (256 bits), readable by its owner alone; FileExistsError where a file stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(f"{KEY_MARK}{urlsafe_b64encode(secrets.token_bytes(32)).decode()}\n")


def load_key(path: Path) -> bytes:
    """The key of a key file."""
    try:
        text = path.read_text(encoding="ascii").strip()
        key = urlsafe_b64decode(text.removeprefix(KEY_MARK))
    except FileNotFoundError as missing:
        raise BackupError(f"There is no key file {path}.") from missing
    except (NotBase64, ValueError) as fault:
        raise BackupError(f"{path} is not a key file of Wasl.") from fault
    if not text.startswith(KEY_MARK) or len(key) != 32:
        raise BackupError(f"{path} is not a key file of Wasl.")
    return key


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"wasl backup 1").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Writer:
    """A file-like object that encrypts what is written to it. Leave it through `with`: only then is it whole."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(SALT)
        self._out, self._cipher = out, _cipher(key, salt)
        self._held, self._number = bytearray(), 0
        out.write(MAGIC + salt)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if kind is None:
            self._seal(bytes(self._held), last=True)

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def _seal(self, data: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), data, MAGIC))
        self._number += 1


class Reader:
    """A file-like object that decrypts; BackupError when the key is another one, or the file was cut or altered."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        head = source.read(len(MAGIC) + SALT)
        if not head.startswith(MAGIC) or len(head) != len(MAGIC) + SALT:
            raise BackupError("This file is not a backup of Wasl.")
        self._source, self._cipher = source, _cipher(key, head[len(MAGIC) :])
        self._ready, self._number = bytearray(), 0
        self._next = source.read(CHUNK + TAG)
        self._open_next()

    def read(self, size: int = -1) -> bytes:
        while self._next and (size < 0 or len(self._ready) < size):
            self._open_next()
        size = len(self._ready) if size < 0 else size
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def _open_next(self) -> None:
        sealed, self._next = self._next, self._source.read(CHUNK + TAG)
        try:
            self._ready += self._cipher.decrypt(_nonce(self._number, not self._next), sealed, MAGIC)
        except InvalidTag as fault:
            if self._number == 0:
                raise BackupError(
                    "This key does not open this backup, or its first bytes were altered."
                ) from fault
            raise BackupError("The backup is cut off or altered: nothing of it was taken.") from fault
        self._number += 1
