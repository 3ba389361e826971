"""Need, answer and gap on one sheet: for each desa and indicator who needs, who is served, by whom, with how much."""

from collections.abc import Collection
from typing import Literal

import polars as pl

from dampingan.indicators import KODE
from dampingan.measures.recipients import counted_in

CANCELLED = "batal"

State = Literal["belum_tersentuh", "sebagian", "terjangkau", "tidak_ada_kebutuhan", "tidak_tersedia"]
STATES: dict[str, str] = {
    "belum_tersentuh": "Butuh, tanpa program",
    "sebagian": "Sebagian terjangkau",
    "terjangkau": "Terjangkau",
    "tidak_ada_kebutuhan": "Tidak ada kebutuhan",
    "tidak_tersedia": "Tidak tersedia",
}
"""What a cell of the sheet can say, the most urgent first."""
STATE_MEANINGS: dict[str, str] = {
    "belum_tersentuh": "ada yang membutuhkan, dan tidak ada satu pun program tercatat",
    "sebagian": "ada program, tetapi penerima yang tercatat lebih sedikit daripada kebutuhan atau belum diketahui",
    "terjangkau": "penerima yang tercatat sama dengan atau lebih banyak daripada kebutuhan",
    "tidak_ada_kebutuhan": "tidak ada yang membutuhkan",
    "tidak_tersedia": "sumber data tidak dapat menjawab indikator ini, atau desa ini belum punya data",
}
ARITHMETIC = (
    "Sisa = kebutuhan − penerima yang dihitung dalam rumah tangga, tidak pernah kurang dari nol. Penerima dijumlah "
    "dari semua program tahun yang dipilih, kecuali yang batal; yang menerima dari dua program terhitung dua kali, dan "
    "semua penerima dianggap termasuk yang membutuhkan. Karena itu sisa sebenarnya dapat lebih besar. Penerima yang "
    "dihitung dalam orang atau satuan lain, dan yang belum diisi, tidak mengurangi sisa."
)
TWICE = (
    "Program yang menjawab dua indikator dihitung pada keduanya; jumlah seluruhnya menghitung tiap program satu kali."
)

PLACE = ("kode_desa", "nama", "kecamatan", "jenis", "kelas")
_ANSWER = ("program", "perangkat", "pagu", "pagu_kosong", "realisasi", "realisasi_kosong", "rt_terlayani",
           "orang_terlayani", "lain_terlayani", "penerima_kosong")  # fmt: skip
_COUNTS = ("program", "pagu_kosong", "realisasi_kosong", "penerima_kosong", "orang_terlayani", "lain_terlayani")


def programmes_counted(
    programmes: pl.DataFrame, years: Collection[int], *, codes: Collection[str] | None = None
) -> pl.DataFrame:
    """Return the programmes that count as an answer: of the years and units given, and not cancelled.

    Args:
        programmes: records of ``Program``.
        years: years of the programmes.
        codes: ``kode_desa``, None for all.
    """
    kept = programmes.filter(pl.col("tahun").is_in(list(years)) & (pl.col("status") != CANCELLED))
    return kept if codes is None else kept.filter(pl.col("kode_desa").is_in(list(codes)))


def gap_sheet(
    table: pl.DataFrame, programmes: pl.DataFrame, offices: pl.DataFrame, *, years: Collection[int]
) -> pl.DataFrame:
    """Return need, answer and gap of each unit and indicator, units in the table's order.

    Args:
        table: rows of ``desa_table`` within the chosen desil; the need is its ``rt_X``.
        programmes: records of ``Program``.
        offices: records of ``PerangkatDaerah``.
        years: years of the programmes that count.

    Returns:
        ``kode_desa, nama, kecamatan, jenis, kelas, indikator``; ``rt`` households in need and ``rt_diketahui`` of how
        many known (null where the source can't tell); ``program`` how many, ``perangkat`` whose (names, sorted);
        ``pagu, realisasi`` rupiah of those that tell it, null where none does, and ``*_kosong`` how many do not;
        ``rt_terlayani`` recipients counted in households (0 without a programme, null where none tells it so),
        ``orang_terlayani, lain_terlayani`` recipients counted otherwise, ``penerima_kosong`` programmes that tell
        none; ``sisa`` need less households served, never below zero; ``lebih`` what is served beyond the need;
        ``keadaan`` a key of ``STATES``; ``tidak_pasti``: some recipients are not counted in households.
    """
    answers = _answers(programmes_counted(programmes, years), offices)
    served, need = pl.col("rt_terlayani").fill_null(0), pl.col("rt")
    return (
        _needs(table)
        .join(answers, on=["kode_desa", "indikator"], how="left", maintain_order="left")
        .with_columns(pl.col(_COUNTS).fill_null(0), perangkat=pl.col("perangkat").fill_null([]))
        .with_columns(
            rt_terlayani=pl.when(pl.col("program") == 0).then(0).otherwise(pl.col("rt_terlayani")),
            tidak_pasti=pl.sum_horizontal("penerima_kosong", "orang_terlayani", "lain_terlayani") > 0,
            sisa=pl.when(need.is_not_null()).then(pl.max_horizontal(need - served, 0)),
            lebih=pl.when(need.is_not_null()).then(pl.max_horizontal(served - need, 0)),
        )
        .with_columns(keadaan=_state())
        .select(*PLACE, "indikator", "rt", "rt_diketahui", *_ANSWER, "sisa", "lebih", "keadaan", "tidak_pasti")
    )


def _needs(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table's nine counts one below the other, nine rows a unit in the programme's order."""
    order = table.with_row_index("_urut")
    parts = [
        order.select(
            "_urut", *PLACE, indikator=pl.lit(kode), rt=pl.col(f"rt_{kode}").cast(pl.Int64),
            rt_diketahui=pl.col(f"rt_diketahui_{kode}").cast(pl.Int64), _bit=pl.lit(bit),
        )
        for bit, kode in enumerate(KODE)
    ]  # fmt: skip
    return pl.concat(parts).sort("_urut", "_bit").drop("_urut", "_bit")


def _answers(programmes: pl.DataFrame, offices: pl.DataFrame) -> pl.DataFrame:
    """Return what programmes do for each unit and indicator; one that answers several counts for each of them."""
    told = (
        with_owner(programmes, offices)
        .with_columns(_dalam=pl.col("satuan").map_elements(counted_in, pl.String, skip_nulls=False))
        .explode("indikator")
        .filter(pl.col("indikator").is_not_null())
    )
    recipients = {"rt_terlayani": "rumah_tangga", "orang_terlayani": "orang", "lain_terlayani": "lain"}
    unknown = ("pagu", "realisasi", "penerima")
    return told.group_by("kode_desa", "indikator").agg(
        pl.len().cast(pl.Int64).alias("program"),
        pl.col("pemilik").unique().sort().alias("perangkat"),
        *(known_sum(name) for name in ("pagu", "realisasi")),
        *(pl.col(name).null_count().cast(pl.Int64).alias(f"{name}_kosong") for name in unknown),
        *(known_sum("penerima", pl.col("_dalam") == kind).alias(name) for name, kind in recipients.items()),
    )


def with_owner(programmes: pl.DataFrame, offices: pl.DataFrame) -> pl.DataFrame:
    """Return programmes with ``pemilik``: the Perangkat Daerah in short, or the other institution that runs them."""
    named = offices.select(
        pl.col("id").alias("id_perangkat_daerah"), pl.coalesce("singkatan", "nama").alias("_perangkat")
    )
    return programmes.join(named, on="id_perangkat_daerah", how="left", maintain_order="left").with_columns(
        pemilik=pl.coalesce("_perangkat", "pelaksana", pl.lit("tidak disebut"))
    )


def known_sum(column: str, where: pl.Expr | None = None) -> pl.Expr:
    """Return the sum of the values that are told, null where none is."""
    values = pl.col(column) if where is None else pl.col(column).filter(where)
    return pl.when(values.count() > 0).then(values.sum()).alias(column)


def _state() -> pl.Expr:
    words: dict[State, pl.Expr] = {
        "tidak_tersedia": pl.col("rt").is_null(),
        "tidak_ada_kebutuhan": pl.col("rt") == 0,
        "belum_tersentuh": pl.col("program") == 0,
        "terjangkau": pl.col("sisa") == 0,
    }
    state = pl.lit("sebagian")
    for name, holds in reversed(words.items()):
        state = pl.when(holds).then(pl.lit(name)).otherwise(state)
    return state
