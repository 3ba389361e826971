"""Forms about sample data that people handed in: their meetings, and the households that they proposed by name."""

from pathlib import Path

import pytest

from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import save_return
from dampingan.musdes.site import Site
from dampingan.records.models import ALL, Musdes, MusdesRuta
from dampingan.records.unit import UnitOfWork
from dampingan.sample_removal import Reason, Removal, remove_samples
from tests.musdes.conftest import EVERY_KIND, NEW_HOME, PERIOD, TODAY, WHO, filled, form_of


def handed_in(site: Site) -> list[Path]:
    """Hand in a form with one proposal, and return the files that keep it by name."""
    content = filled(form_of(site), EVERY_KIND, proposals=[NEW_HOME])
    save_return(site, read_return(site, content, PERIOD, today=TODAY), oleh=WHO)
    return proposals(site)


def proposals(site: Site) -> list[Path]:
    return list(site.snapshots.restricted.proposals_folder(PERIOD).iterdir())


def test_what_people_handed_in_stays_until_asked_for_and_then_leaves_no_name_behind(site: Site) -> None:
    files = handed_in(site)
    assert len(files) == 1
    assert [(m.contoh, m.versi, m.dibuat_oleh) for m in site.records.find(Musdes)] == [(True, 1, WHO)]
    records = sum(site.records.frame(model).height for model in ALL)
    assert len(site.records.find(MusdesRuta)) > 9
    restricted = site.snapshots.restricted
    assert remove_samples(site.records, restricted, oleh=WHO) == Removal(0, {Reason.DIISI: records})
    assert proposals(site) == files
    assert remove_samples(site.records, restricted, oleh=WHO, changed_too=True) == Removal(records, {})
    assert proposals(site) == []
    assert restricted.has(PERIOD, site.snapshots.edition(PERIOD))


def test_names_stay_where_the_removal_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    files = handed_in(site)
    before = [site.records.frame(model) for model in ALL]

    def cut_off(_unit: UnitOfWork) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(UnitOfWork, "finish", cut_off)
    with pytest.raises(KeyboardInterrupt):
        remove_samples(site.records, site.snapshots.restricted, oleh=WHO, changed_too=True)
    assert proposals(site) == files
    assert all(site.records.frame(model).equals(seen) for model, seen in zip(ALL, before, strict=True))
