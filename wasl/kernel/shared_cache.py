"""A cache in files, one for all processes of an installation: what counts tries must count them in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

LOCK = "add.lock"


class SharedFileCache(FileBasedCache):
    """Django's cache in files, whose `add` is won by one process alone.

    Django looks and then writes, so that two processes may both believe that they added a key. allauth guards its
    counts of tries by such a key. Here both steps stand under a lock of the folder.
    """

    def __init__(self, folder: str | Path, params: dict[str, Any]) -> None:
        super().__init__(str(folder), params)
        self._folder = Path(folder)

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Write the value (kept `timeout` seconds) unless the key holds one; whether it was written."""
        with self._alone():
            return bool(super().add(key, value, timeout, version))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(
            mode=0o700, parents=True, exist_ok=True
        )  # somebody may remove it while the site runs
        with (self._folder / LOCK).open("ab") as handle:
            locks.lock(handle, locks.LOCK_EX)
            try:
                yield
            finally:
                locks.unlock(handle)
