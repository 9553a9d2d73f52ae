"""Throw-away databases for benches: a SQLite file, or a PostgreSQL cluster on a socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
# A small server of its own, not the defaults of a 2005 laptop: the peer gets the same.
SETTINGS = {
    "listen_addresses": "", "shared_buffers": "1GB", "effective_cache_size": "3GB", "work_mem": "64MB",
    "maintenance_work_mem": "1GB", "max_wal_size": "4GB", "fsync": "off", "synchronous_commit": "off",
    "full_page_writes": "off", "random_page_cost": "1.1", "jit": "off",
}  # fmt: skip


def find_postgresql() -> Path:
    """The folder of initdb, newest version first; FileNotFoundError when PostgreSQL is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    found = next((folder for folder in folders if (folder / "initdb").exists()), None)
    if found:
        return found
    initdb = shutil.which("initdb")
    if not initdb:
        raise FileNotFoundError("initdb was not found: install postgresql")
    return Path(initdb).parent


def _as_postgres(command: list[str]) -> None:
    ahead = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    told = subprocess.run([*ahead, *command], cwd="/", capture_output=True, text=True, check=False)
    if told.returncode:
        raise RuntimeError(f"{command[0]}: {told.stdout[-500:]}{told.stderr[-1500:]}")


@contextmanager
def cluster() -> Iterator[str]:
    """The address (DATABASE_URL) of a fresh PostgreSQL cluster, gone with its files at the end."""
    programs = find_postgresql()
    folder = Path(tempfile.mkdtemp(prefix="wasl-bench-pg."))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    options = " ".join([f"-k {folder}", *(f"-c {name}={value}" for name, value in SETTINGS.items())])
    pg_ctl = str(programs / "pg_ctl")
    try:
        _as_postgres(
            [
                str(programs / "initdb"),
                "-D",
                data,
                "-U",
                "wasl",
                "--auth=trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ]
        )
        _as_postgres([pg_ctl, "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start"])
        yield f"postgresql://wasl@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _as_postgres([pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def environment(home: Path, address: str = "") -> dict[str, str]:
    """The environment of a process that works on its own installation in `home`; SQLite unless an address is given."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("WASL_")}
    known.pop("DATABASE_URL", None)
    known |= {"WASL_HOME": str(home), "WASL_INSECURE": "1", "DJANGO_SETTINGS_MODULE": "wasl.config.settings"}
    return known | ({"DATABASE_URL": address} if address else {})


def run(module: str, arguments: list[str], env: Mapping[str, str] | None = None) -> None:
    """Run a module of the bench in a process of its own, from the house; CalledProcessError when it fails."""
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=HOUSE, env=env, check=True)
