"""The same way in and out on PostgreSQL: saved, not doubled, replaced, refused to whoever comes second."""

from collections.abc import Iterator

import pytest

from dampingan.musdes.before_after import before_after
from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import save_return
from dampingan.musdes.site import Site
from dampingan.records.errors import ConflictError
from dampingan.records.store import RecordStore
from tests.musdes.conftest import DESA, EVERY_KIND, LAYAK, MAMPU, NEW_HOME, PERIOD, PINDAH, TODAY, WHO, filled, form_of
from tests.records.postgres import SKIP_REASON, Cluster, binaries


@pytest.fixture
def on_postgres(site: Site) -> Iterator[Site]:
    programs = binaries()
    if programs is None:
        pytest.skip(SKIP_REASON)
    running = Cluster.make(programs)
    records = RecordStore(running.url(running.create()))
    records.migrate()
    yield Site(site.data, records, site.rules)
    records.close()
    running.remove()


def test_from_form_to_figures(on_postgres: Site, site: Site) -> None:
    form = form_of(on_postgres)

    def take_in(content: bytes) -> str:
        return save_return(on_postgres, read_return(on_postgres, content, PERIOD, today=TODAY), oleh=WHO).keadaan

    content = filled(form, EVERY_KIND, proposals=[NEW_HOME])
    assert (take_in(content), take_in(content)) == ("baru", "sama")
    assert take_in(filled(form, [LAYAK])) == "diganti"
    mine, theirs = (read_return(on_postgres, filled(form, [answer]), PERIOD, today=TODAY) for answer in (MAMPU, PINDAH))
    save_return(on_postgres, theirs, oleh="orang.lain")
    with pytest.raises(ConflictError, match="sudah diubah"):
        save_return(on_postgres, mine, oleh=WHO)
    told = before_after(on_postgres, DESA, PERIOD)
    assert told.sasaran["sesudah"][0] == 0
    save_return(site, read_return(site, filled(form, [PINDAH]), PERIOD, today=TODAY), oleh=WHO)
    assert before_after(site, DESA, PERIOD).indikator.equals(told.indikator), "the same as on SQLite"
