"""The gap sheet summed up: by indicator, by unit, its money, and the sentence that says what stands out."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from dampingan.formats import number
from dampingan.indicators import BY_KODE, KODE
from dampingan.measures.gap import STATES, known_sum, programmes_counted

UNTOUCHED = "belum_tersentuh"

NEED_WORDS: dict[str, str] = {
    "tanpa_program": "tanpa program perlindungan sosial",
    "tanpa_identitas": "dengan anggota tanpa identitas",
    "anak_tidak_sekolah": "dengan anak tidak sekolah",
    "sakit_kronis_disabilitas": "dengan anggota sakit kronis atau disabilitas",
    "rtlh": "penghuni RTLH",
    "air_tak_terlindung": "dengan air minum tak terlindung",
    "tanpa_jamban": "tanpa jamban",
    "bukan_listrik": "tanpa listrik",
    "krt_tidak_bekerja": "yang kepalanya tidak bekerja",
}
"""How a title goes on after "rumah tangga"."""


@dataclass(frozen=True)
class Money:
    """Programmes and rupiah of a choice, each programme once; an amount is None where no programme tells it.

    ``pagu_kosong, realisasi_kosong``: programmes that do not tell it; ``tanpa_indikator``: programmes that name no
    indicator and therefore stand in no cell of the sheet.
    """

    program: int
    desa: int
    pagu: int | None
    pagu_kosong: int
    realisasi: int | None
    realisasi_kosong: int
    tanpa_indikator: int
    beberapa_indikator: int
    """Programmes that answer several indicators, and so stand in several cells."""


def by_indicator(sheet: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of a gap sheet for each indicator, in the programme's order.

    Returns:
        ``indikator``; ``rt`` in need, ``desa`` units with need, ``desa_tanpa, rt_tanpa`` those of them without any
        programme and their households in need; ``program``, ``rt_terlayani``, ``orang_terlayani, lain_terlayani``,
        ``penerima_kosong``, ``sisa, lebih`` (sums over units: what is too much in one does not fill another),
        ``pagu, realisasi`` and how many programmes do not tell them; ``tidak_tersedia`` units that can't be told;
        ``tidak_pasti``: in some unit that is reached in part, recipients who are not counted in households, or not
        told, do not lessen ``sisa``.
        ``rt``, ``sisa``, ``lebih`` are null where no unit can be told.
    """
    untouched, need = pl.col("keadaan") == UNTOUCHED, pl.col("rt") > 0
    sums = ("program", "orang_terlayani", "lain_terlayani", "penerima_kosong", "pagu_kosong", "realisasi_kosong")
    order = pl.DataFrame({"indikator": KODE})
    counted = sheet.group_by("indikator").agg(
        *(known_sum(name) for name in ("rt", "sisa", "lebih", "rt_terlayani", "pagu", "realisasi")),
        need.sum().cast(pl.Int64).alias("desa"),
        untouched.sum().cast(pl.Int64).alias("desa_tanpa"),
        pl.col("rt").filter(untouched).sum().alias("rt_tanpa"),
        pl.col(sums).sum(),
        pl.col("rt").null_count().cast(pl.Int64).alias("tidak_tersedia"),
        (pl.col("tidak_pasti") & (pl.col("keadaan") == "sebagian")).any(),
    )
    return order.join(counted, on="indikator", how="left", maintain_order="left")


def by_state(sheet: pl.DataFrame) -> dict[str, int]:
    """Return how many cells of a sheet are in each state."""
    found = dict(sheet.group_by("keadaan").len().iter_rows())
    return {state: int(found.get(state, 0)) for state in STATES}


def by_unit(sheet: pl.DataFrame) -> pl.DataFrame:
    """Return how each unit stands, who has most need without an answer first.

    Returns:
        ``kode_desa, nama, kecamatan, jenis, kelas``, ``merah`` (indicators with need and no programme),
        ``sebagian``, ``terjangkau``, ``rt_tanpa``: the households in need of the ``merah`` added up, by which the
        units are sorted; a household that lacks several counts for each.
    """
    state = pl.col("keadaan")
    return (
        sheet.group_by("kode_desa", "nama", "kecamatan", "jenis", "kelas")
        .agg(
            (state == UNTOUCHED).sum().cast(pl.Int64).alias("merah"),
            (state == "sebagian").sum().cast(pl.Int64).alias("sebagian"),
            (state == "terjangkau").sum().cast(pl.Int64).alias("terjangkau"),
            pl.col("rt").filter(state == UNTOUCHED).sum().alias("rt_tanpa"),
        )
        .sort(["rt_tanpa", "merah", "kode_desa"], descending=[True, True, False])
    )


def money(programmes: pl.DataFrame, years: Collection[int], *, codes: Collection[str] | None = None) -> Money:
    """Return the programmes that count as an answer and their money, each programme once.

    Args:
        programmes: records of ``Program``.
        years: years of the programmes.
        codes: ``kode_desa`` of the units, None for all.
    """
    kept = programmes_counted(programmes, years, codes=codes)
    sums = kept.select(known_sum("pagu"), known_sum("realisasi")).row(0)
    named = kept["indikator"].list.len()
    return Money(
        program=kept.height,
        desa=kept["kode_desa"].n_unique(),
        pagu=sums[0],
        pagu_kosong=kept["pagu"].null_count(),
        realisasi=sums[1],
        realisasi_kosong=kept["realisasi"].null_count(),
        tanpa_indikator=int((named == 0).sum()),
        beberapa_indikator=int((named > 1).sum()),
    )


def usual_years(recorded: Collection[int], periode: str) -> list[int]:
    """Return the years of programmes that answer the need of a period: from its year on, else the newest recorded.

    What was done before the data were gathered already shows in them.

    >>> usual_years([2022, 2023, 2024], "2023"), usual_years([2022, 2023], "2024-06"), usual_years([], "2024")
    ([2023, 2024], [2023], [])
    """
    years = sorted(set(recorded))
    return [year for year in years if year >= int(periode[:4])] or years[-1:]


def headline(totals: pl.DataFrame, unit: str, kind: str = "desa/kelurahan") -> str:
    """Return what stands out: the need with most households that no programme touches.

    Args:
        totals: of ``by_indicator``.
        unit: what is counted, ``rumah tangga``.
        kind: what the units are called.
    """
    told = totals.filter(pl.col("rt").is_not_null())
    if told.is_empty():
        return "Belum ada data kebutuhan dalam saringan ini"
    worst = told.sort("rt_tanpa", descending=True, maintain_order=True).row(0, named=True)
    if worst["rt_tanpa"]:
        who = f"{number(worst['rt_tanpa'])} {unit} {NEED_WORDS[worst['indikator']]}"
        return f"{who} di {number(worst['desa_tanpa'])} {kind} belum tersentuh program"
    left = told.sort("sisa", descending=True, maintain_order=True).row(0, named=True)
    if left["sisa"]:
        most = f"{BY_KODE[left['indikator']].pendek}, {number(left['sisa'])} {unit}"
        return f"Semua kebutuhan tersentuh program; sisa terbesar: {most}"
    return "Semua kebutuhan yang diketahui terjangkau program" if told["rt"].sum() else "Tidak ada kebutuhan di sini"


def headline_of_unit(sheet: pl.DataFrame, name: str) -> str:
    """Return what stands out in one unit; ``sheet`` holds its nine rows."""
    states = by_state(sheet)
    if states["tidak_tersedia"] == sheet.height:
        return f"{name}: kebutuhan belum diketahui, tidak ada data rumah tangga"
    needing = sheet.filter(pl.col("rt") > 0)
    if needing.is_empty():
        return f"{name}: tidak ada kebutuhan menurut sembilan indikator"
    if states[UNTOUCHED]:
        return f"{name}: {states[UNTOUCHED]} dari {needing.height} kebutuhan belum dijawab satu program pun"
    if states["sebagian"]:
        return f"{name}: semua kebutuhan punya program, {states['sebagian']} baru sebagian terjangkau"
    return f"{name}: semua kebutuhan yang diketahui terjangkau program"
