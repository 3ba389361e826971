"""The canonical member table: age and the concepts of the dialect, linked to the households."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dampingan.errors import SourceError
from dampingan.sources.concepts import concept_expressions, number_expression
from dampingan.sources.decoding import YES
from dampingan.sources.dialect import AgeWay
from dampingan.sources.households import Households
from dampingan.sources.quality import Findings
from dampingan.sources.reading import ROW
from dampingan.sources.tables import Table, is_blank_expr, key_expression
from dampingan.sources.text import SCIENTIFIC

ORPHAN_LIMIT = 0.5
"""Share of members without household above which the two files do not belong together."""

_UNIX_EPOCH = date(1970, 1, 1).toordinal()
_NIK_DIGITS = 16


def build_members(
    table: Table, households: Households, on: date, findings: Findings, along: Sequence[str] = ()
) -> pl.DataFrame:
    """Return the canonical members: ``rt``, ``umur`` (completed years), and a 1/0/null column a concept.

    Members who died, moved or were listed by mistake are left out, and those without household.

    Args:
        table: the delivered member file.
        households: the households they belong to.
        on: day on which age is reckoned where only the date of birth is given.
        findings: receives the checks' results.
        along: columns of the table to keep beside, as they stand.

    Raises:
        SourceError: the files share no link, or most members have no household: they do not belong together.
    """
    linked = _linked(table, households)
    _check_link(linked, table, findings)
    present = _present(table)
    findings.add_rows("anggota_keluar", linked, ~present, table.file)
    return linked.filter(present & pl.col("rt").is_not_null()).select(
        "rt", _age(table, on).cast(pl.Int16).alias("umur"), *concept_expressions(table.spec, table.decoded), *along
    )


def _linked(table: Table, households: Households) -> pl.DataFrame:
    """Add ``rt`` by the first link that both files have."""
    way = next((w for w in table.spec.kunci if w in households.links and table.has(*w)), None)
    if way is None:
        raise SourceError(
            f"{table.file} dan berkas rumah tangga tidak punya kolom nomor yang sama.",
            mend="Minta kedua berkas dengan nomor rumah tangga atau keluarga yang sama.",
        )
    # ``kunci`` is the first link that this file alone has; the files may share only a later one.
    own = next(w for w in table.spec.kunci if table.has(*w))
    frame = table.frame if way == own else table.frame.with_columns(key_expression(table.spec, set(way)).alias("kunci"))
    return frame.join(households.links[way], on="kunci", how="left", maintain_order="left")


def _check_link(linked: pl.DataFrame, table: Table, findings: Findings) -> None:
    orphans = linked["rt"].null_count()
    if orphans > ORPHAN_LIMIT * linked.height:
        raise SourceError(
            f"{orphans} dari {linked.height} anggota di {table.file} tidak punya rumah tangga di berkas rumah tangga.",
            where=f"Pertama di baris {linked.filter(pl.col('rt').is_null())[ROW][0]}.",
            mend="Kedua berkas tampaknya bukan pasangan: ambil keduanya dari penyerahan yang sama.",
        )
    findings.add_rows("anggota_tanpa_rt", linked, pl.col("rt").is_null(), table.file)


def _present(table: Table) -> pl.Expr:
    """Return whether a member is counted; an unknown whereabouts counts as present."""
    name = table.spec.keberadaan
    if not name or name not in table.decoded:
        return pl.lit(value=True)
    gone = [text for text, code in table.decoded[name].values.items() if code in table.spec.keluarkan]
    return ~pl.col(name).cast(pl.String).is_in(gone).fill_null(value=False)


def _age(table: Table, on: date) -> pl.Expr:
    """Return the age by the first way that the file's columns allow."""
    way = next((way for way in table.spec.umur if way.columns() & set(table.decoded)), None)
    return _age_by(way, table, on) if way else pl.lit(None)


def _age_by(way: AgeWay, table: Table, on: date) -> pl.Expr:
    if way.kolom:
        return number_expression(way.kolom, table.decoded[way.kolom])
    if way.tanggal:
        return _years_until(number_expression(way.tanggal, table.decoded[way.tanggal]), on)
    marked = [
        pl.when(_marked(name, table)).then(pl.lit(float(lowest)))
        for name, lowest in way.kelompok.items()
        if name in table.decoded
    ]
    return pl.coalesce(marked)


def _marked(name: str, table: Table) -> pl.Expr:
    yes = [text for text, value in table.decoded[name].values.items() if value == YES]
    return pl.col(name).cast(pl.String).is_in(yes)


def _years_until(day_number: pl.Expr, on: date) -> pl.Expr:
    born = (day_number - _UNIX_EPOCH).cast(pl.Int32).cast(pl.Date)
    later_in_year = born.dt.month() * 100 + born.dt.day() > on.month * 100 + on.day
    years = on.year - born.dt.year() - later_in_year.cast(pl.Int32)
    return pl.when(years.is_between(0, 120)).then(years.cast(pl.Float64))


def check_identifiers(table: Table, findings: Findings) -> None:
    """Look for damaged, incomplete and doubled NIK; nothing is repaired and no number is kept."""
    if not table.has("nik"):
        return
    text = pl.col("nik").str.strip_chars(" '")
    number = text.cast(pl.UInt64, strict=False)
    whole = (text.str.len_bytes() == _NIK_DIGITS) & (number > 0)
    frame = table.frame.select(ROW, whole.alias("whole"), number.alias("number"), "nik")
    rest = frame.filter(~pl.col("whole").fill_null(value=False))
    damaged = pl.col("nik").str.contains(SCIENTIFIC.pattern)
    findings.add_rows("nik_rusak", rest, damaged, table.file, "NIK", of=frame.height)
    incomplete = is_blank_expr("nik") | ~damaged
    findings.add_rows("nik_tak_lengkap", rest, incomplete, table.file, "NIK", of=frame.height)
    valid = frame.filter(pl.col("whole"))
    if valid["number"].n_unique() < valid.height:
        findings.add_rows("nik_ganda", valid, pl.col("number").is_duplicated(), table.file, "NIK", of=frame.height)


def check_composition(households: Households, members: pl.DataFrame, findings: Findings) -> None:
    """Record households without members or head, with several heads, or of another size than stated."""
    per_household = members.group_by("rt").agg(
        jiwa=pl.len(),
        kepala=(pl.col("kepala") == 1).sum() if "kepala" in members.columns else pl.lit(None),
    )
    frame = households.frame.select("rt", "jumlah_art", households.lines)
    frame = frame.join(per_household, on="rt", how="left", maintain_order="left")
    heads = pl.col("kepala")
    for kode, failed in (
        ("rt_tanpa_anggota", pl.col("jiwa").is_null()),
        ("rt_tanpa_kepala", heads == 0),
        ("rt_banyak_kepala", heads > 1),
        ("jumlah_anggota_beda", pl.col("jumlah_art") != pl.col("jiwa")),
    ):
        findings.add_rows(kode, frame, failed, households.file)
