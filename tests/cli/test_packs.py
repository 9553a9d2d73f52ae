"""pack: programmes as folders of data."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from wasl.base.programmes.models import Programme
from wasl.base.programmes.packs import available
from wasl.base.programmes.packs.loading import SHIPPED

Wasl = Callable[..., Result]
PACK = "work4life"


def test_the_packs_that_ship_are_listed_with_those_that_are_loaded(wasl: Wasl) -> None:
    assert [line.split() for line in wasl("pack", "list").output.splitlines()] == [
        [code] for code in available()
    ]
    wasl("pack", "load", PACK)
    assert f"{PACK:<24} loaded" in wasl("pack", "list").output


def test_a_pack_loaded_twice_changes_nothing_the_second_time(wasl: Wasl) -> None:
    first = wasl("pack", "load", PACK)
    assert first.exit_code == 0
    assert f"{PACK}: created" in first.output
    second = wasl("pack", "load", PACK)
    assert second.output == f"{PACK}: nothing to change\n"
    assert Programme.objects.filter(code=PACK).count() == 1


def test_checking_a_pack_says_what_loading_would_do_and_does_nothing(wasl: Wasl) -> None:
    looked = wasl("pack", "check", PACK)
    assert looked.exit_code == 0
    assert f"{PACK}: created" in looked.output
    assert not Programme.objects.exists()


def test_an_error_is_named_by_file_and_line_and_nothing_is_loaded(wasl: Wasl, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(SHIPPED / PACK, folder)
    head = (folder / "programme.yaml").read_text(encoding="utf-8")
    (folder / "programme.yaml").write_text(head + "colour: red\n", encoding="utf-8")
    line = len(head.splitlines()) + 1
    looked = wasl("pack", "check", str(folder))
    assert looked.exit_code == 1
    assert f"programme.yaml:{line}: unknown section colour" in looked.output
    refused = wasl("pack", "load", str(folder))
    assert refused.exit_code == 1
    assert f"programme.yaml:{line}: unknown section colour" in refused.output
    assert not Programme.objects.exists()


def test_every_pack_that_ships_loads_without_a_fault(wasl: Wasl) -> None:
    looked = wasl("pack", "load", *available())
    assert looked.exit_code == 0, looked.output
    assert Programme.objects.count() == len(available())
