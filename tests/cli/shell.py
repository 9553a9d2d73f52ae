"""A shell with an installation folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.house_plan import HOUSE

PASSWORD = "une phrase assez longue"
FLAGS = (
    "--name", "Essai",
    "--organisation-code", "maison-des-jeunes",
    "--organisation-name", "Maison des Jeunes",
    "--office-code", "tanger",
    "--office-name", "Tanger Médina",
    "--province", "Tanger-Assilah",
    "--username", "amina",
    "--display-name", "Amina Acacia",
    "--password", PASSWORD,
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    code: int
    said: str


@dataclass(frozen=True)
class Shell:
    """Runs `wasl` in a process of its own, with nobody at the keyboard."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def wasl(self, *words: str | Path) -> Answer:
        done = subprocess.run(
            self.command(*words),
            env=self.whole_environment(),
            cwd=HOUSE,
            capture_output=True,
            text=True,
            timeout=240,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Answer(done.returncode, done.stdout + done.stderr)

    def command(self, *words: str | Path) -> list[str]:
        return [sys.executable, "-m", "wasl.config.cli", *map(str, words)]

    def whole_environment(self) -> dict[str, str]:
        inherited = {
            key: value for key, value in os.environ.items() if not key.startswith(("WASL_", "DATABASE_URL"))
        }
        return {**inherited, "WASL_HOME": str(self.home), "WASL_INSECURE": "1", **self.environment}
