"""The form: the right households, by name but masked, locked where it must stay, logged each time."""

import re

import openpyxl
import pytest

from dampingan.errors import DampinganError, RegionError, SnapshotError
from dampingan.musdes.households import masked_nik
from dampingan.musdes.layout import LIST, MESIN, STATUS
from dampingan.musdes.site import Site
from dampingan.records.models import MusdesFormulir
from tests.musdes.conftest import DESA, FIRST_ROW, PERIOD, WHO, form_of, make_form, opened

WORDS = {True: "Ya", False: "Tidak", None: "Tidak diketahui"}


@pytest.fixture(scope="module")
def letters() -> dict[str, str]:
    return {column.kunci: openpyxl.utils.get_column_letter(place) for place, column in enumerate(LIST, 1)}


def rows_of(content: bytes, letters: dict[str, str]) -> list[dict[str, object]]:
    page = opened(content)["Verifikasi"]
    numbers = range(FIRST_ROW, page.max_row + 1)
    return [{kunci: page[f"{letter}{n}"].value for kunci, letter in letters.items()} for n in numbers]


def neighbourhood(sls: str) -> tuple[int, int]:
    rt, rw = re.fullmatch(r"RT (\d+) RW (\d+)", sls).groups()  # type: ignore[union-attr]
    return int(rw), int(rt)


@pytest.mark.parametrize("desil", [(1,), (1, 2), (1, 2, 3, 4)])
def test_it_lists_the_households_of_the_desil_by_rw_rt_and_name(site: Site, homes, letters, desil) -> None:  # noqa: ANN001
    wanted = [home for home in homes[DESA] if home["desil"] in desil]
    wanted.sort(key=lambda home: (*neighbourhood(home["sel"]["Nama_SLS"]), home["sel"]["Nama_KRT"]))
    rows = rows_of(form_of(site, desil), letters)
    assert len(rows) == len(wanted) > 5
    assert [row["nama"] for row in rows] == [home["sel"]["Nama_KRT"] for home in wanted]
    assert [row["alamat"] for row in rows] == [home["sel"]["Alamat"] for home in wanted]
    assert [row["anggota"] for row in rows] == [int(home["sel"]["Jumlah_ART"]) for home in wanted]
    assert [row["nomor"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["status"] for row in rows} == {None}
    (rw, rt) = neighbourhood(wanted[0]["sel"]["Nama_SLS"])
    assert rows[0]["rt_rw"] == f"{rt:03}/{rw:03}"


def test_the_nine_indicators_stand_as_they_are_in_the_data(site: Site, homes, letters) -> None:  # noqa: ANN001
    by_name = {home["sel"]["Nama_KRT"]: home["flag"] for home in homes[DESA]}
    rows = rows_of(form_of(site), letters)
    for row in rows:
        flags = by_name[row["nama"]]
        assert {kode: row[kode] for kode in flags} == {kode: WORDS[flag] for kode, flag in flags.items()}
    assert {row["tanpa_program"] for row in rows} >= {"Ya", "Tidak"}


def test_the_nik_of_the_head_is_masked(site: Site, homes, letters) -> None:  # noqa: ANN001
    heads = {
        home["sel"]["Nama_KRT"]: next((m["NIK"] for m in home["art"] if m["Hub_KRT"] == "1"), "")
        for home in homes[DESA]
    }
    content = form_of(site)
    for row in rows_of(content, letters):
        nik = heads[row["nama"]]
        whole = re.fullmatch(r"\d{16}", nik)
        assert row["nik"] == (f"{nik[:6]}********{nik[-2:]}" if whole else "tidak lengkap")
    told = " ".join(
        str(cell.value) for page in opened(content).worksheets for line in page.iter_rows() for cell in line
    )
    assert re.findall(r"(?<![0-9a-f])\d{16}(?![0-9a-f])", told) == []


@pytest.mark.parametrize(
    "nik", [None, "", "0", "3.32799E+15", "33279900000001", "33279900000000011", "332799000000000A"]
)
def test_a_damaged_nik_shows_nothing(nik: str | None) -> None:
    assert masked_nik(nik) == "tidak lengkap"


def test_only_what_is_filled_in_is_unlocked(site: Site) -> None:
    book = opened(form_of(site))
    page = book["Verifikasi"]
    assert page.protection.sheet
    assert [page.cell(FIRST_ROW, place).protection.locked for place, _ in enumerate(LIST, 1)] == [
        not column.isian for column in LIST
    ]
    assert [column.kunci for column in LIST if column.isian] == ["status", "alasan", "mampu", "catatan"]
    assert page.freeze_panes == "D5"
    assert book[MESIN].sheet_state == "veryHidden"
    assert all(sheet.protection.sheet for sheet in book.worksheets)


def test_lists_to_choose_from_cover_every_row(site: Site) -> None:
    content = form_of(site)
    page = opened(content)["Verifikasi"]
    lists = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"}
    last = page.max_row
    assert lists[f"Q5:Q{last}"] == f'"{",".join(STATUS)}"'
    assert lists[f"R5:R{last}"].startswith('"Pindah,Meninggal,')
    assert lists[f"S5:S{last}"] == '"Ya,Tidak"'


def test_it_prints_on_a4_across_with_its_heading_and_says_what_it_is(site: Site) -> None:
    page = opened(form_of(site))["Verifikasi"]
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert page.print_title_rows == "$4:$4"
    assert "RAHASIA" in page.oddHeader.left.text
    assert "DATA CONTOH SINTETIS" in page.oddHeader.right.text
    guide = " ".join(str(cell.value) for line in opened(form_of(site))["Petunjuk"].iter_rows() for cell in line)
    assert "mampu, meninggal, pindah, tidak ditemukan, dan ganda" in guide
    assert "aturan simulasi, bukan penetapan resmi" in guide


def test_every_form_made_is_logged_with_who_took_it(site: Site) -> None:
    first, second = form_of(site, (1,)), form_of(site)
    logged = site.records.find(MusdesFormulir)
    assert [(form.kode_desa, form.periode, form.dibuat_oleh, form.contoh) for form in logged] == [
        (DESA, PERIOD, WHO, True)
    ] * 2
    assert [form.jumlah_baris for form in logged] == [opened(c)["Verifikasi"].max_row - 4 for c in (first, second)]
    assert logged[0].sidik != logged[1].sidik
    assert [opened(c)[MESIN]["B8"].value for c in (first, second)] == [form.sidik for form in logged]


def test_no_form_where_it_cannot_be_logged(site: Site) -> None:
    with pytest.raises(DampinganError, match="siapa yang mengubah"):
        make_form(site, DESA, PERIOD, oleh=" ")
    assert site.records.find(MusdesFormulir) == []


@pytest.mark.parametrize(
    ("kode", "period", "desil", "error", "words"),
    [
        ("33.27.99.2001", PERIOD, (1,), RegionError, "bukan desa atau kelurahan"),
        (DESA, "1999", (1,), SnapshotError, "belum diterbitkan"),
        (DESA, PERIOD, (5,), DampinganError, "hanya untuk desil 1 sampai 4"),
        (DESA, PERIOD, (), DampinganError, "hanya untuk desil 1 sampai 4"),
        ("33.27.06.2010", PERIOD, (1,), DampinganError, "Tidak ada rumah tangga desil 1"),
    ],
)
def test_what_cannot_be_made_is_refused_and_not_logged(site: Site, kode, period, desil, error, words) -> None:  # noqa: ANN001
    with pytest.raises(error, match=words):
        make_form(site, kode, period, oleh=WHO, desil=desil)
    assert site.records.find(MusdesFormulir) == []


def test_a_text_that_looks_like_a_formula_stays_a_text(site: Site, letters) -> None:  # noqa: ANN001
    """Names and addresses come from outside: none is ever run."""
    import polars as pl

    file = next((site.data / "terbatas" / PERIOD).glob("*/identitas.parquet"))
    table = pl.read_parquet(file)
    table.with_columns(nama_krt=pl.lit('=HYPERLINK("x")'), alamat=pl.lit("@SUM(A1)")).write_parquet(file)
    page = opened(form_of(site))["Verifikasi"]
    assert {(page[f"C{n}"].data_type, page[f"E{n}"].data_type) for n in range(FIRST_ROW, page.max_row + 1)} == {
        ("s", "s")
    }
    assert page[f"{letters['nama']}5"].value == '=HYPERLINK("x")'
