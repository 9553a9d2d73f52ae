"""The cache that the processes of an installation share."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from wasl.kernel.shared_cache import SharedFileCache

KEYS = range(200)


def won(folder: str) -> list[int]:
    """The keys that this process was the one to add."""
    cache = SharedFileCache(folder, {"OPTIONS": {"MAX_ENTRIES": 1000}})
    return [key for key in KEYS if cache.add(str(key), True, 60)]


def test_of_several_processes_one_adds_a_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(max_workers=4, mp_context=get_context("spawn")) as pool:
        answers = list(pool.map(won, [str(tmp_path)] * 4))
    assert sorted(key for answer in answers for key in answer) == list(KEYS)


def test_what_one_process_writes_the_other_reads(tmp_path: Path) -> None:
    SharedFileCache(str(tmp_path), {}).set("tries", [1.5], 60)
    assert SharedFileCache(str(tmp_path), {}).get("tries") == [1.5]


def test_a_key_given_back_can_be_added_again(tmp_path: Path) -> None:
    cache = SharedFileCache(str(tmp_path / "new"), {})
    assert cache.add("lock", True, 60)
    assert not cache.add("lock", True, 60)
    cache.delete("lock")
    assert cache.add("lock", True, 60)


def test_nobody_else_on_the_machine_reads_it(tmp_path: Path) -> None:
    SharedFileCache(str(tmp_path / "cache"), {}).set("tries", [1.5], 60)
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
