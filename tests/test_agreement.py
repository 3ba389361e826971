"""The whole way from the delivery to the per-desa table against plain Python loops (``oracle.py``)."""

import csv
import math
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import oracle
from dampingan.importing import make_snapshot
from dampingan.measures.desa_table import desa_table
from dampingan.rules import Rules
from dampingan.sources.delivery import period_end, read_delivery

REFERENCE = Path(__file__).parents[1] / "data" / "reference"
CRITERIA = {"count": "jumlah", "share": "pangsa", "either": "salah_satu"}


def ours(ruta: Path, art: Path, rules: Rules, desil: frozenset[int]) -> dict[str, dict[str, object]]:
    delivery = read_delivery(ruta, art, dialect_name="bdt", on=period_end("2023"))
    table = desa_table(make_snapshot(delivery, period="2023", rules=rules), rules, desil=desil)
    return {row["kode_desa"]: row for row in table.to_dicts()}


def same(left: object, right: object) -> bool:
    if isinstance(left, float) and isinstance(right, float | int):
        return math.isclose(left, right, rel_tol=1e-12)
    return left == right


def differences(theirs: dict[str, dict[str, object]], table: dict[str, dict[str, object]], skip: str) -> list[str]:
    return [
        f"{kode} {column}: loops {value}, table {table[kode][column]}"
        for kode, row in theirs.items()
        for column, value in row.items()
        if not column.endswith(skip) and not same(value, table[kode][column])
    ]


@pytest.mark.parametrize(
    ("rtlh", "criterion", "desil"),
    [
        ("A", "either", frozenset({1})),
        ("B", "count", frozenset({1})),
        ("C", "share", frozenset({1})),
        ("A1", "either", frozenset({1})),
        ("A3", "either", frozenset({1})),
    ],
)
def test_every_figure_agrees_with_the_loops(
    sample: tuple[Path, Path], rules: Rules, rtlh: str, criterion: str, desil: frozenset[int]
) -> None:
    chosen = rules.model_copy(
        update={
            "rtlh": rules.rtlh.model_copy(update={"varian": rtlh}),
            "desa_merah": rules.desa_merah.model_copy(update={"kriteria": CRITERIA[criterion]}),
        }
    )
    theirs = oracle.desa_table(*sample, REFERENCE, desil=desil, rtlh=rtlh, criterion=criterion)
    table = ours(*sample, chosen, desil)
    assert len(theirs) == len(table) == 223
    assert differences(theirs, table, skip="\0") == []


def test_indicators_within_desil_1_to_4_agree(sample: tuple[Path, Path], rules: Rules) -> None:
    """The loops name the chosen desil ``desil1``, so only the indicator columns are compared."""
    desil = frozenset({1, 2, 3, 4})
    theirs = oracle.desa_table(*sample, REFERENCE, desil=desil)
    indicator = [c for c in next(iter(theirs.values())) if c.startswith(("rt_", "pct_", "jiwa_"))]
    indicator = [c for c in indicator if not c.endswith("desil1")]
    table = ours(*sample, rules, desil)
    assert len(indicator) == 9 * 3 + 8
    assert differences({k: {c: row[c] for c in indicator} for k, row in theirs.items()}, table, skip="\0") == []


def cells(*codes: str) -> st.SearchStrategy[str]:
    """Return a column's codes, sometimes blank, NULL, written oddly or outside the list."""
    written = [*codes, *codes, f"0{codes[0]}", f"{codes[-1]}.0", f"{codes[0]}. Sesuatu", "", "NULL", "77"]
    return st.sampled_from(written)


def numbers(low: int, high: int) -> list[str]:
    return [str(n) for n in range(low, high + 1)]


RUTA = {
    "KDDESA": st.sampled_from(["001", "2", "003", "099", ""]),
    "DESA": st.sampled_from(["Plakaran", "SIMA", "Tidak Ada"]),
    "Jumlah_ART": cells("1", "4", "9"),
    "luas_lantai": st.sampled_from(["64,8", "28.8", "7.2", "60", "", "0", "9,5"]),
    "lantai": cells(*numbers(1, 10)),
    "dinding": cells(*numbers(1, 7)),
    "kondisi_dinding": cells("1", "2"),
    "atap": cells(*numbers(1, 10)),
    "kondisi_atap": cells("1", "2"),
    "sumber_airminum": cells(*numbers(1, 12)),
    "sumber_penerangan": cells("1", "2", "3"),
    "fasbab": cells(*numbers(1, 4)),
    "kloset": cells(*numbers(1, 4)),
    "buang_tinja": cells(*numbers(1, 6)),
    **{name: st.sampled_from(["1", "2", "3", "4", "0", "", "9"]) for name in oracle.PROGRAMMES},
    "percentile": st.sampled_from(["1", "10", "11", "20", "40", "", "0", "101"]),
}
ART = {
    "Hub_KRT": cells("1", "2", "3"),
    "Umur": st.sampled_from(["6", "7", "12", "13", "15", "16", "18", "19", "60", "150", "", "0"]),
    "Ada_kartu_identitas": cells(*numbers(0, 15)),
    "Jenis_cacat": cells(*numbers(0, 12)),
    "Penyakit_kronis": cells(*numbers(0, 9)),
    "Partisipasi_sekolah": cells("0", "1", "2"),
    "Sta_Bekerja": cells("1", "2"),
    "Sta_keberadaan_art": cells(*numbers(1, 6)),
}
HOUSEHOLD = st.tuples(
    st.fixed_dictionaries(RUTA),
    st.sampled_from(["baru", "sama", "kosong"]),
    st.lists(st.fixed_dictionaries(ART), max_size=4),
)


def write(rows: list[dict[str, str]], columns: list[str], path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


@settings(max_examples=60, deadline=None)
@given(households=st.lists(HOUSEHOLD, min_size=1, max_size=12), rtlh=st.sampled_from(["A", "A1", "A3", "B", "C"]))
def test_odd_households_agree_with_the_loops(
    rules: Rules, households: list[tuple[dict[str, str], str, list[dict[str, str]]]], rtlh: str
) -> None:
    ruta, art = [], []
    for number, (row, key, members) in enumerate(households):
        own = {"baru": f"H{number}", "sama": "H0", "kosong": ""}[key]
        ruta.append({"IDBDT": own, "KDPROP": "33", "KDKAB": "27", "KDKEC": "010", "KECAMATAN": "Moga", **row})
        art += [{"IDBDT": own, **member} for member in members]
    # As many plain households, so that the file is never refused for lacking places, desil, keys or members.
    for number in range(len(ruta) + 1):
        ruta.append({**ruta[0], "IDBDT": f"wajar {number}", "KDDESA": "004", "percentile": "5"})
    art += [{**dict.fromkeys(ART, "1"), "IDBDT": "wajar 0"}] * (len(art) + 1)
    chosen = rules.model_copy(update={"rtlh": rules.rtlh.model_copy(update={"varian": rtlh})})
    with tempfile.TemporaryDirectory() as folder:
        files = (
            write(ruta, list(ruta[0]), Path(folder) / "ruta.csv"),
            write(art, list(art[-1]), Path(folder) / "art.csv"),
        )
        theirs = oracle.desa_table(*files, REFERENCE, rtlh=rtlh)
        table = ours(*files, chosen, frozenset({1}))
    told = {k: row for k, row in theirs.items() if row["rt"] is not None}
    available = {c for c in table["33.27.01.2004"] if table["33.27.01.2004"][c] is not None}
    compared = {k: {c: v for c, v in row.items() if c in available} for k, row in told.items()}
    assert differences(compared, table, skip="\0") == []
