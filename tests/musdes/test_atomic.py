"""A kill at any moment of saving leaves the old result whole, and the next saving works."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dampingan.musdes.before_after import before_after
from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import save_return
from dampingan.musdes.site import Site
from dampingan.records.models import Audit, MusdesRuta
from tests.musdes.conftest import DESA, LAYAK, NEW_HOME, PERIOD, PINDAH, TODAY, WHO, filled, form_of

KILLED = """
import datetime as dt, os, signal, sys
from pathlib import Path
from dampingan.musdes import saving
from dampingan.musdes.returns import read_return
from dampingan.musdes.site import Site
from dampingan.records.engine import default_url
from dampingan.records.store import RecordStore
from dampingan.records.unit import UnitOfWork
from dampingan.rules import read_rules
data = Path(sys.argv[1])
site = Site(data, RecordStore(default_url(data)), read_rules())
told = read_return(site, Path(sys.argv[2]).read_bytes(), "2023", today=dt.date(2026, 11, 24))
left = int(sys.argv[3])
def counting(original):
    def counted(*args):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return original(*args)
    return counted
for name in ("add", "change", "remove", "finish"):
    setattr(UnitOfWork, name, counting(getattr(UnitOfWork, name)))
saving.save_return(site, told, oleh="terputus")
"""


def killed_after(changes: int, site: Site, file: Path) -> int:
    command = [sys.executable, "-c", KILLED, str(site.data), str(file), str(changes)]
    return subprocess.run(command, check=False, env=os.environ, capture_output=True).returncode


@pytest.mark.parametrize("changes", [0, 1, 5, 30])
def test_a_kill_leaves_the_old_result(changes: int, site: Site, tmp_path: Path) -> None:
    form = form_of(site, (1,))
    first = filled(form, [LAYAK], proposals=[NEW_HOME])
    save_return(site, read_return(site, first, PERIOD, today=TODAY), oleh=WHO)
    rows, lines = site.records.frame(MusdesRuta), site.records.frame(Audit).height
    corrected = tmp_path / "perbaikan.xlsx"
    corrected.write_bytes(filled(form, [PINDAH], proposals=[("Contoh Lain", *NEW_HOME[1:])]))
    site.records.close()
    assert killed_after(changes, site, corrected) == -signal.SIGKILL
    assert site.records.frame(MusdesRuta).equals(rows)
    assert site.records.frame(Audit).height == lines
    told = before_after(site, DESA, PERIOD)
    assert (told.jumlah["layak"], told.jumlah["pindah"], told.usulan_jiwa) == (42, 0, 4)
    again = read_return(site, corrected.read_bytes(), PERIOD, today=TODAY)
    assert save_return(site, again, oleh=WHO).keadaan == "diganti"
    assert before_after(site, DESA, PERIOD).jumlah["pindah"] == 42
    names = [f.name for f in (site.data / "terbatas" / PERIOD / "usulan").iterdir()]
    assert len(names) == 1, "what the killed one left is gone"


def test_without_a_kill_the_same_program_saves(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "formulir.xlsx"
    file.write_bytes(filled(form_of(site, (1,)), [LAYAK]))
    site.records.close()
    assert killed_after(10_000, site, file) == 0
    assert before_after(site, DESA, PERIOD).jumlah["layak"] == 42
