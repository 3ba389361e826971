"""The table of records to edit: from what was done in it to the edits it asks for; and the summaries on Profil Desa."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dampingan.exports.inventory_form import SPEC
from dampingan.ui.editing.rows import Row, TableState, applied, asked, overlaid
from dampingan.ui.editing.words import value_words
from dampingan.ui.kesenjangan.summary import summary as lacking
from dampingan.ui.profil import records
from tests.pages.recorded import copied

SHEET = SPEC.lembar[0]
A = "33.27.04.2010"

Open = Callable[..., AppTest]


def stored(number: int, **further: Any) -> Row:
    empty = {column.nama.split(":")[0]: None for column in SHEET.kolom} | {"indikator": []}
    return {**empty, "id": f"{number:032}", "versi": number, "contoh": False, "kode_desa": A, "program": f"P{number}",
            "tahun": 2024, **further}  # fmt: skip


SEEN = [stored(1, pagu=5, indikator=["rtlh"]), stored(2), stored(3, penerima=0)]


def state(edited: dict[int, dict[str, Any]] | None = None, added: list[dict[str, Any]] | None = None,
          deleted: list[int] | None = None) -> TableState:  # fmt: skip
    return {"edited_rows": edited or {}, "added_rows": added or [], "deleted_rows": deleted or []}


def edits_of(did: TableState | None, fixed: dict[str, object] | None = None) -> list[dict[str, Any]]:
    made = asked(SEEN, applied(SEEN, did, SHEET), SHEET, fixed=fixed or {})
    return [{"tempat": e.tempat, "nilai": dict(e.nilai), "id": e.id, "versi": e.versi, "hapus": e.hapus} for e in made]


def test_an_untouched_table_asks_for_nothing() -> None:
    assert edits_of(None) == []
    assert edits_of(state()) == []
    assert (
        edits_of(state({0: {"pagu": 5, "indikator": ["rtlh"]}, 1: {"pelaksana": "  "}}, added=[{"pagu": None}])) == []
    )


def test_only_the_fields_that_differ_are_changed_at_the_version_seen() -> None:
    [edit] = edits_of(state({2: {"penerima": None, "pagu": 7.0, "indikator": []}}))
    assert edit == {"tempat": "Baris 3 (Majalangu)", "nilai": {"pagu": 7, "penerima": None}, "id": f"{3:032}",
                    "versi": 3, "hapus": False}  # fmt: skip
    [edit] = edits_of(state({0: {"indikator": []}}))
    assert edit["nilai"] == {"indikator": []}


def test_rows_keep_their_record_where_others_are_removed() -> None:
    removed, changed = edits_of(state({2: {"pagu": 9}}, deleted=[0]))
    assert (removed["hapus"], removed["id"], removed["versi"]) == (True, f"{1:032}", 1)
    assert (changed["id"], changed["nilai"], changed["tempat"]) == (f"{3:032}", {"pagu": 9}, "Baris 2 (Majalangu)")


def test_an_added_row_has_all_fields_and_what_is_fixed() -> None:
    [edit] = edits_of(state(added=[{"program": "Baru", "strategi": "2", "target": 2.0}]), {"status": "selesai"})
    assert (edit["id"], edit["tempat"]) == (None, "Baris 4 (tanpa desa)")
    assert edit["nilai"]["strategi"] == 2
    assert (edit["nilai"]["target"], edit["nilai"]["status"], edit["nilai"]["tahun"]) == (2.0, "selesai", None)


cells = st.dictionaries(
    st.sampled_from(["pagu", "penerima", "program", "pelaksana", "indikator"]),
    st.none() | st.integers(0, 9) | st.sampled_from(["", "x"]),
    max_size=3,
).map(lambda row: {k: (["rtlh"] if v else []) if k == "indikator" else v for k, v in row.items()})
dones = st.builds(
    state,
    st.dictionaries(st.integers(0, 2), cells, max_size=3),
    st.lists(cells, max_size=2),
    st.lists(st.integers(0, 2), max_size=2, unique=True),
)


@settings(deadline=None)
@given(dones)
def test_what_waits_is_still_asked_for_after_the_newest_was_loaded(done: TableState) -> None:
    waiting = asked(SEEN, applied(SEEN, done, SHEET), SHEET, fixed={})
    shown, gone = overlaid(SEEN, waiting, SHEET)
    assert gone == []
    again = asked(SEEN, shown, SHEET, fixed={})
    assert [(e.id, e.versi, dict(e.nilai), e.hapus) for e in again] == [
        (e.id, e.versi, dict(e.nilai), e.hapus) for e in waiting
    ]


def test_an_edit_whose_record_is_not_there_is_given_back() -> None:
    waiting = asked(SEEN, applied(SEEN, state({0: {"pagu": 1}, 1: {"pagu": 2}}), SHEET), SHEET, fixed={})
    shown, gone = overlaid(SEEN[1:], waiting, SHEET)
    assert [row["pagu"] for row in shown] == [2, None]
    assert [dict(edit.nilai) for edit in gone] == [{"pagu": 1}]
    assert overlaid([], waiting, SHEET) == ([], waiting)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("pagu", 50_000_000, "50.000.000"), ("tahun", 2024, "2024"), ("strategi", 2, '"Peningkatan pendapatan"'),
        ("status", "batal", '"Batal"'), ("indikator", ["rtlh", "tanpa_jamban"], "RTLH dan Tanpa jamban"),
        ("indikator", [], "kosong"), ("kode_desa", A, "Majalangu · Kec. Watukumpul"), ("target", 2.5, "2,50"),
        ("penerima", 0, "0"), ("id_perangkat_daerah", "f" * 32, "Perangkat Daerah lain"),
    ],
)  # fmt: skip
def test_values_are_told_as_people_read_them(name: str, value: object, words: str) -> None:
    assert value_words(SHEET.model, name, value) == words


@pytest.mark.parametrize("sample", [True, False])
def test_profil_desa_can_say_what_is_lacking(
    open_page: Open, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sample: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(records, "show_records", lambda view, unit: told.append(lacking(view, unit.kode)))
    open_page(copied(data, tmp_path, sample=sample), "pages/analisis/profil_desa.py", desa=A)
    words = (
        r"Kesenjangan: \d dari \d kebutuhan belum dijawab satu program pun \(program tahun 2024\)\." if sample else ""
    )
    assert re.fullmatch(words, told[0])
