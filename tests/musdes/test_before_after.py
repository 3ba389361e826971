"""Before and after: the figures an official could count by hand from the list, and what must always hold."""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dampingan.errors import DampinganError
from dampingan.indicators import KODE, MEMBER_KODE
from dampingan.measures.desa_table import desa_table
from dampingan.musdes.before_after import BeforeAfter, before_after
from dampingan.musdes.gathered import Gathered, gathered
from dampingan.musdes.recount import after
from dampingan.musdes.returns import read_return
from dampingan.musdes.saving import save_return
from dampingan.musdes.site import Site
from dampingan.musdes.totals import LINES, Totals, totals
from dampingan.records.engine import default_url
from dampingan.records.models import Musdes, MusdesHasil
from dampingan.records.store import RecordStore
from dampingan.records.terms import STATUS_VERIFIKASI
from dampingan.restricted import RestrictedError
from dampingan.rules import Leaving, MusdesRule, Rules
from dampingan.snapshot import SnapshotStore
from tests.musdes.conftest import (
    BELUM,
    DESA,
    EVERY_KIND,
    GANDA,
    LAYAK,
    MAMPU,
    MEETING,
    MENOLAK,
    NEW_HOME,
    OTHER_DESA,
    PERIOD,
    PINDAH,
    RESULT_OF,
    TODAY,
    WHO,
    Answer,
    codes_and_names,
    filled,
    form_of,
)
from tests.oracle import counted, person_flags

LEAVING = {"mampu", "meninggal", "pindah", "tidak_ditemukan", "ganda"}
Homes = dict[str, list[dict[str, Any]]]


def verify(
    site: Site, answers: Sequence[Answer] | Callable[[int], Answer], *, desil: tuple[int, ...] = (1, 2, 3, 4),
    kode: str = DESA, day: dt.date = dt.date(2026, 11, 20), form: bytes | None = None, **further: Any,
) -> dict[str, str]:  # fmt: skip
    """Hold a meeting and hand its form (a new one unless given) in; return the head's name to the result."""
    form = form or form_of(site, desil, kode)
    cells = MEETING | {"Notulen": dict(MEETING["Notulen"]) | {"B4": day}}
    told = read_return(site, filled(form, answers, cells=cells, **further), PERIOD, today=TODAY)
    save_return(site, told, oleh=WHO)
    names = [name for _, name in codes_and_names(form)]
    chosen = [answers(n) if callable(answers) else answers[n % len(answers)] for n in range(len(names))]
    return {name: RESULT_OF[answer] for name, answer in zip(names, chosen, strict=True)}


def by_hand(homes: list[dict[str, Any]], desil: Sequence[int]) -> dict[str, int]:
    """Count households, persons and the nine indicators by plain Python."""
    chosen = [home for home in homes if home["desil"] in desil]
    found = {"rt": len(chosen), "jiwa": sum(len(counted(home["art"])) for home in chosen)}
    for kode in KODE:
        answers = [home["flag"][kode] for home in chosen]
        found[f"rt_{kode}"] = answers.count(True)
        found[f"rt_diketahui_{kode}"] = len(answers) - answers.count(None)
    for kode in MEMBER_KODE:
        people = (person_flags(member) for home in chosen for member in counted(home["art"]))
        found[f"jiwa_{kode}"] = sum(person[kode] is True for person in people)
    return found


def side(told: BeforeAfter | Gathered, name: str) -> dict[str, int]:
    """Return one side of the comparison in the shape of ``by_hand``."""
    found = {"rt": told.sasaran[name][0], "jiwa": told.sasaran[name][1]}
    for row in told.indikator.iter_rows(named=True):
        found[f"rt_{row['kode']}"] = row[f"rt_{name}"]
        found[f"rt_diketahui_{row['kode']}"] = row[f"rt_diketahui_{name}"]
        if row["kode"] in MEMBER_KODE:
            found[f"jiwa_{row['kode']}"] = row[f"jiwa_{name}"]
    return found


@pytest.mark.parametrize("desil", [(1,), (1, 2), (1, 2, 3, 4)])
def test_before_and_after_are_what_plain_python_counts_from_the_csv(
    site: Site, homes: Homes, desil: tuple[int, ...]
) -> None:
    found = verify(site, EVERY_KIND, desil=desil, proposals=[NEW_HOME])
    told = before_after(site, DESA, PERIOD)
    staying = [home for home in homes[DESA] if found.get(home["sel"]["Nama_KRT"]) not in LEAVING]
    assert told.desil == desil
    assert side(told, "sebelum") == by_hand(homes[DESA], desil)
    assert side(told, "sesudah") == by_hand(staying, desil)
    waiting = [home for home in homes[DESA] if found.get(home["sel"]["Nama_KRT"]) == "belum"]
    assert told.sasaran["belum"].to_list() == [by_hand(waiting, desil)[name] for name in ("rt", "jiwa")]
    assert told.indikator["rt_belum"].to_list() == [by_hand(waiting, desil)[f"rt_{kode}"] for kode in KODE]
    assert told.jumlah.hasil == {**dict.fromkeys(STATUS_VERIFIKASI, 0), **Counter(found.values()), "usulan_baru": 1}
    assert (told.usulan_jiwa, told.tak_tersambung) == (4, 0)


def test_the_difference_is_before_less_after_and_proposals_change_no_indicator(site: Site) -> None:
    verify(site, EVERY_KIND, proposals=[NEW_HOME])
    told = before_after(site, DESA, PERIOD)
    for frame, names in ((told.indikator, ("rt_sebelum", "rt_sesudah", "selisih_rt")),
                         (told.sasaran, ("sebelum", "sesudah", "selisih"))):  # fmt: skip
        before, later, difference = (frame[name] for name in names)
        assert (before - later).equals(difference, check_names=False)
    assert told.indikator["selisih_rt"].sum() > 0
    people = told.indikator.filter(pl.col("kode").is_in(MEMBER_KODE))
    assert (people["jiwa_sebelum"] - people["jiwa_sesudah"]).equals(people["selisih_jiwa"], check_names=False)
    assert told.indikator.filter(~pl.col("kode").is_in(MEMBER_KODE))["selisih_jiwa"].null_count() == 6


@pytest.mark.parametrize("answers", [[LAYAK], [MENOLAK], [LAYAK, BELUM]])
def test_nothing_changes_where_nobody_leaves(site: Site, answers: list[Answer]) -> None:
    verify(site, answers)
    told = before_after(site, DESA, PERIOD)
    assert set(told.indikator["selisih_rt"]) == {0}
    snapshot = site.snapshots.read(PERIOD)
    assert after(site, snapshot).cube.equals(snapshot.cube)


def test_zero_where_everybody_leaves_not_missing(site: Site) -> None:
    verify(site, [MAMPU, PINDAH, GANDA])
    told = before_after(site, DESA, PERIOD)
    assert told.sasaran["sesudah"].to_list() == [0, 0]
    assert told.indikator["rt_sesudah"].to_list() == [0] * 9
    assert told.indikator["pct_sesudah"].null_count() == 9, "a share of nobody is not known"
    table = desa_table(after(site, site.snapshots.read(PERIOD)), site.rules)
    row = table.row(by_predicate=pl.col("kode_desa") == DESA, named=True)
    assert (row["rt_desil1"], row["jiwa_desil1"], row["rt_rtlh"]) == (0, 0, 0)
    assert row["pct_rtlh"] is None


def test_without_a_meeting_all_are_not_yet_verified_and_nothing_changes(site: Site, homes: Homes) -> None:
    told = before_after(site, DESA, PERIOD)
    assert (told.rapat, told.desil, told.jumlah.daftar) == ((), (1,), 0)
    assert told.sasaran["sebelum"].to_list() == told.sasaran["belum"].to_list()
    assert told.sasaran["sebelum"][0] == by_hand(homes[DESA], (1,))["rt"]
    snapshot = site.snapshots.read(PERIOD)
    assert after(site, snapshot) is snapshot


def test_only_the_verified_desa_changes_in_the_cube_after(site: Site, homes: Homes) -> None:
    found = verify(site, EVERY_KIND)
    snapshot = site.snapshots.read(PERIOD)
    later = after(site, snapshot)
    others = pl.col("kode_desa") != DESA
    assert later.cube.filter(others).equals(snapshot.cube.filter(others))
    gone = sum(result in LEAVING for result in found.values())
    assert later.manifest.rt == snapshot.manifest.rt - gone
    assert later.manifest.rt == sum(later.manifest.rt_per_desil.values())
    without_desil = [home for home in homes[DESA] if home["desil"] is None]
    own = later.cube.filter(pl.col("kode_desa") == DESA, pl.col("desil") == 0)
    assert own["rt"].sum() == len(without_desil)


def test_the_published_figures_are_never_overwritten(site: Site) -> None:
    verify(site, [MAMPU])
    after(site, site.snapshots.read(PERIOD))
    assert site.snapshots.verify(PERIOD)
    assert before_after(site, DESA, PERIOD).sasaran["sebelum"][0] > 0


def test_which_results_leave_is_a_rule(site: Site) -> None:
    verify(site, [MENOLAK, MAMPU])
    stricter = replace(site, rules=site.rules.model_copy(update={"musdes": MusdesRule(keluar=("menolak",))}))
    as_set, stricter_set = (before_after(s, DESA, PERIOD).sasaran["sesudah"][0] for s in (site, stricter))
    refused = before_after(site, DESA, PERIOD).jumlah["menolak"]
    assert as_set == refused
    assert stricter_set == before_after(site, DESA, PERIOD).jumlah["mampu"]


def test_a_later_meeting_decides_where_it_has_a_result(site: Site) -> None:
    verify(site, [MAMPU, LAYAK, BELUM], desil=(1,), day=dt.date(2026, 11, 10))
    found = verify(site, lambda n: (LAYAK, BELUM, PINDAH)[n % 3], desil=(1,), day=dt.date(2026, 11, 20))
    told = before_after(site, DESA, PERIOD)
    assert len(told.rapat) == 2
    expected = Counter("layak" if result == "belum" else result for result in found.values())
    assert {k: v for k, v in told.jumlah.hasil.items() if v} == dict(expected)


def test_a_cancelled_meeting_has_no_result(site: Site) -> None:
    verify(site, [MAMPU])
    (meeting,) = site.records.find(Musdes)
    with site.records.session(oleh=WHO) as unit:
        unit.change(Musdes, meeting.id, meeting.versi, {"status": "batal"})
    assert before_after(site, DESA, PERIOD).rapat == ()


def test_results_stay_with_their_households_when_other_data_are_loaded(
    site: Site, sample: tuple[Path, Path], tmp_path: Path
) -> None:
    """The households keep their numbers; those that the new delivery lacks are counted as not connected."""
    from dampingan.importing import import_delivery

    verify(site, [MAMPU], desil=(1,))
    listed = before_after(site, DESA, PERIOD).jumlah["mampu"]
    ruta = pl.read_csv(sample[0], infer_schema=False)
    here = (
        (pl.col("KDKEC") == "030")
        & (pl.col("KDDESA") == "005")
        & pl.col("percentile").is_in([str(n) for n in range(1, 5)])
    )
    lost = ruta.filter(here).height
    assert lost > 0
    ruta.filter(~here.fill_null(value=False)).sample(fraction=1, shuffle=True, seed=1).write_csv(tmp_path / "ruta.csv")
    import_delivery(tmp_path / "ruta.csv", sample[1], period=PERIOD, store=site.snapshots, rules=site.rules)
    told = before_after(site, DESA, PERIOD)
    assert told.tak_tersambung == lost
    assert told.sasaran["selisih"][0] == listed - lost
    assert told.sasaran["sesudah"][0] == 0


def test_an_indicator_that_the_source_cannot_tell_stays_unknown(
    sample: tuple[Path, Path], tmp_path: Path, site: Site
) -> None:
    from dampingan.importing import import_delivery

    pl.read_csv(sample[0], infer_schema=False).drop("fasbab").write_csv(tmp_path / "ruta.csv")
    store = SnapshotStore(site.data)
    import_delivery(tmp_path / "ruta.csv", sample[1], period=PERIOD, store=store, rules=site.rules)
    verify(site, EVERY_KIND)
    row = before_after(site, DESA, PERIOD).indikator.row(by_predicate=pl.col("kode") == "tanpa_jamban", named=True)
    numbers = {name: value for name, value in row.items() if name not in {"kode", "judul", "satuan"}}
    assert set(numbers.values()) == {None}


def test_other_desil_may_be_asked_for(site: Site, homes: Homes) -> None:
    verify(site, [MAMPU], desil=(1,))
    told = before_after(site, DESA, PERIOD, desil=(1, 2))
    assert told.sasaran["sebelum"][0] == by_hand(homes[DESA], (1, 2))["rt"]
    assert told.sasaran["sesudah"][0] == told.sasaran["belum"][0] == by_hand(homes[DESA], (2,))["rt"]
    with pytest.raises(DampinganError, match="hanya untuk desil 1 sampai 4"):
        before_after(site, DESA, PERIOD, desil=(0,))


def test_of_a_meeting_typed_in_as_numbers_alone_the_figures_after_are_unknown(site: Site, homes: Homes) -> None:
    with site.records.session(oleh=WHO) as unit:
        held = unit.add(Musdes(kode_desa=DESA, periode=PERIOD, tanggal=dt.date(2026, 11, 3), status="selesai"))
        unit.add_all(
            MusdesHasil(id_musdes=held.id, status=status, rt=rt)
            for status, rt in (("layak", 30), ("mampu", 12), ("usulan_baru", 3))
        )
    told = before_after(site, DESA, PERIOD)
    assert not told.rinci
    assert (told.jumlah.daftar, told.jumlah.line("g"), told.usulan_jiwa) == (42, 45, None)
    assert told.sasaran["sebelum"].to_list() == [by_hand(homes[DESA], (1,))[name] for name in ("rt", "jiwa")]
    later = told.indikator.select(r"^.*_(sesudah|belum)$", "selisih_rt")
    unknown = told.sasaran.select("sesudah", "belum", "selisih"), later
    assert all(frame.null_count().row(0) == (frame.height,) * frame.width for frame in unknown)
    snapshot = site.snapshots.read(PERIOD)
    assert after(site, snapshot).cube.equals(snapshot.cube)
    verify(site, [MAMPU], desil=(1,))
    assert before_after(site, DESA, PERIOD).sasaran["sesudah"][0] == 0, "a form that comes back later is in detail"


def test_where_no_households_are_kept_the_figures_after_are_unknown(site: Site) -> None:
    verify(site, [MAMPU, LAYAK], desil=(1,))
    site.snapshots.restricted.delete(PERIOD)
    told = before_after(site, DESA, PERIOD)
    assert (told.rinci, told.jumlah.daftar, told.sasaran["sebelum"][0]) == (False, 42, 42)
    assert told.sasaran["sesudah"].null_count() == 2
    with pytest.raises(RestrictedError, match="Berkas terbatas periode 2023 tidak ada"):
        after(site, site.snapshots.read(PERIOD))


def test_two_desa_do_not_disturb_one_another(site: Site, homes: Homes) -> None:
    verify(site, [MAMPU])
    verify(site, [LAYAK], kode=OTHER_DESA)
    own, other = (before_after(site, kode, PERIOD) for kode in (DESA, OTHER_DESA))
    assert own.sasaran["sesudah"][0] == 0
    assert other.sasaran["sesudah"][0] == by_hand(homes[OTHER_DESA], other.desil)["rt"]


def test_two_desa_counted_as_one_are_the_sum_of_both(site: Site, homes: Homes) -> None:
    found = verify(site, EVERY_KIND) | verify(site, [LAYAK, PINDAH], kode=OTHER_DESA)
    told = gathered(site, [OTHER_DESA, DESA, "33.27.01.2001"], site.snapshots.read(PERIOD), desil=(1, 2))
    assert (told.kode, told.jumlah_saja) == ((DESA, OTHER_DESA), ())
    both = homes[DESA] + homes[OTHER_DESA]
    staying = [home for home in both if found.get(home["sel"]["Nama_KRT"]) not in LEAVING]
    assert side(told, "sebelum") == by_hand(both, (1, 2))
    assert side(told, "sesudah") == by_hand(staying, (1, 2))
    assert side(told, "sebelum") != side(told, "sesudah")


def test_a_desa_known_as_numbers_alone_is_named_and_not_counted(site: Site) -> None:
    verify(site, [LAYAK, PINDAH])
    with site.records.session(oleh=WHO) as unit:
        unit.add(Musdes(kode_desa=OTHER_DESA, periode=PERIOD, tanggal=TODAY, status="selesai"))
    snapshot = site.snapshots.read(PERIOD)
    told = gathered(site, [DESA, OTHER_DESA], snapshot, desil=(1,))
    assert (told.kode, told.jumlah_saja) == ((DESA,), (OTHER_DESA,))
    alone = before_after(site, DESA, PERIOD, desil=(1,))
    assert told.indikator.equals(alone.indikator)
    assert told.sasaran.equals(alone.sasaran)
    nothing = gathered(site, [OTHER_DESA], snapshot, desil=(1,))
    assert (nothing.kode, nothing.indikator.height) == ((), 0)


def test_what_the_file_of_proposals_no_longer_tells_is_unknown(site: Site) -> None:
    verify(site, [LAYAK], proposals=[NEW_HOME])
    for file in (site.data / "terbatas" / PERIOD / "usulan").iterdir():
        file.unlink()
    told = before_after(site, DESA, PERIOD)
    assert (told.jumlah["usulan_baru"], told.usulan_jiwa) == (1, None)


@given(st.lists(st.sampled_from(sorted(STATUS_VERIFIKASI)), max_size=60))
def test_the_official_arithmetic_always_adds_up(statuses: list[str]) -> None:
    found = totals(statuses)
    assert found.cocok
    assert found.line("g") == found.line("a") + found.line("f")
    assert found.daftar + found["usulan_baru"] == len(statuses)
    assert found.terverifikasi + found["belum"] == found.daftar
    assert found.frame()["rt"].to_list() == [found.line(letter) for letter in LINES]


def test_the_minutes_of_an_example_an_official_can_check() -> None:
    """100 on the list: 60 poor, 12 well off, 5 died, 8 moved, 4 unknown, 3 twice, 2 refused, 6 not yet; 7 new."""
    told = {"layak": 60, "mampu": 12, "meninggal": 5, "pindah": 8, "tidak_ditemukan": 4, "ganda": 3, "menolak": 2,
            "belum": 6, "usulan_baru": 7}  # fmt: skip
    found = Totals(told)
    assert found.daftar == 100
    assert found.terverifikasi == 94
    assert dict(zip("abcdefg", found.frame()["rt"], strict=True)) == {
        "a": 72, "b": 9, "c": 8, "d": 3, "e": 2, "f": 7, "g": 79,
    }  # fmt: skip


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory, rules: Rules) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("bersama") / "data"
    shutil.copytree(template, folder)
    records = RecordStore(default_url(folder))
    yield Site(folder, records, rules)
    records.close()


@pytest.fixture(scope="module")
def shared_form(shared: Site) -> bytes:
    return form_of(shared, (1,))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.sampled_from(EVERY_KIND), min_size=7, max_size=7))
def test_whatever_is_answered_before_is_fixed_and_after_is_what_stays(
    shared: Site, shared_form: bytes, homes: Homes, answers: list[Answer]
) -> None:
    """Each example corrects the form of the one before."""
    if set(answers) == {BELUM}:
        return
    found = verify(shared, answers, form=shared_form)
    told = before_after(shared, DESA, PERIOD)
    staying = sum(result not in LEAVING for result in found.values())
    assert told.sasaran["sebelum"][0] == by_hand(homes[DESA], (1,))["rt"]
    assert told.sasaran["sesudah"][0] == staying
    assert told.sasaran["belum"][0] == sum(result == "belum" for result in found.values())
    assert told.jumlah.cocok


def test_the_rule_may_only_name_results_of_the_list() -> None:
    assert set(Leaving.__args__) == set(STATUS_VERIFIKASI) - {"layak", "belum", "usulan_baru"}  # type: ignore[attr-defined]
