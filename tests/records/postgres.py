"""A private PostgreSQL cluster for tests: own folder, socket only, durable as in production."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

SKIP_REASON = "PostgreSQL tidak terpasang (apt-get install postgresql)"


def binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest version, or None."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found and (path := shutil.which("initdb")):
        found = [Path(path).parent]
    return max(found, default=None, key=lambda p: (len(p.parts[-2]), p.parts[-2]))


@dataclass
class Cluster:
    """A running cluster; its folder holds the data and the socket."""

    programs: Path
    folder: Path
    databases: int = 0

    @classmethod
    def make(cls, programs: Path) -> "Cluster":
        # Sockets have short paths, so the folder lies directly under the temporary one.
        folder = Path(tempfile.mkdtemp(prefix="dmp-pg-"))
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        cluster = cls(programs, folder)
        settings = ("-A", "trust", "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        cluster.run("initdb", "-D", cluster.data, *settings)
        cluster.start()
        return cluster

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root.
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=on"
        self.run("pg_ctl", "-D", self.data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def crash(self) -> None:
        """Stop at once, as a power cut would: no checkpoint, no goodbye; the log is replayed at the next start."""
        self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def remove(self) -> None:
        self.crash()
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, template: str | None = None) -> str:
        """Create a database, empty or a copy of another, and return its name."""
        self.databases += 1
        name = f"uji{self.databases}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template or 'template0'}".encode())
        return name
