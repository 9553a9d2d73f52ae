"""The scripts of bin/ can be started as they are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.house_plan import HOUSE

SCRIPTS = [*sorted((HOUSE / "bin").iterdir()), HOUSE / ".ci" / "run"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_reads_well_to_its_shell_and_can_be_started(script: Path) -> None:
    shell = "sh" if script.read_text(encoding="utf-8").startswith("#!/bin/sh") else "bash"
    read = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
    assert os.access(script, os.X_OK) == (script.name != "_env"), (
        "bin/_env is read by the others, never started"
    )


def test_what_is_missing_is_named_with_the_line_to_type(tmp_path: Path) -> None:
    """Without Python and without the right to add it."""
    for name in (
        "apt-get",
        "awk",
        "bash",
        "cat",
        "cut",
        "dirname",
        "env",
        "grep",
        "id",
        "mkdir",
        "sha256sum",
        "tee",
    ):
        stand_in = tmp_path / name
        found = next((Path(d) / name for d in ("/bin", "/usr/bin") if (Path(d) / name).exists()), None)
        stand_in.write_text(f'#!/bin/bash\nexec {found or "/bin/true"} "$@"\n')
        stand_in.chmod(0o755)
    (tmp_path / "id").write_text("#!/bin/bash\necho 1000\n")
    house = tmp_path / "house"
    for folder in ("bin", "requirements"):
        (house / folder).mkdir(parents=True)
        for path in (HOUSE / folder).iterdir():
            (house / folder / path.name).write_bytes(path.read_bytes())
            (house / folder / path.name).chmod(0o755)
    told = subprocess.run(
        ["/bin/bash", str(house / "bin" / "demo"), "--no-serve"],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "Missing: python3 python3-venv" in told.stderr
    assert "apt-get install -y --no-install-recommends python3 python3-venv" in told.stderr
