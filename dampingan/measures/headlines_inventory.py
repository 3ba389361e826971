"""The sentences that say what stands out in the inventory and among those who assist."""

import polars as pl

from dampingan.formats import number, rupiah_short
from dampingan.measures.inventory import institutions, potentials_by_aspect, programme_sums, programmes_by

NOTHING = "Belum ada catatan dalam pilihan ini"


def of_programmes(programmes: pl.DataFrame) -> str:
    """Return how many programmes there are, what they cost, and by which strategy most of them work.

    Args:
        programmes: records of ``Program``.
    """
    sums = programme_sums(programmes)
    if not sums.program:
        return f"{number(sums.batal)} program tercatat, semuanya batal" if sums.batal else NOTHING
    money = f" dengan pagu {rupiah_short(sums.pagu)}" if sums.pagu is not None else ""
    most = (
        programmes_by(programmes, "strategi").sort("program", descending=True, maintain_order=True).row(0, named=True)
    )
    how = f"; terbanyak {most['nama'].lower()} ({number(most['program'])})" if most["kode"] is not None else ""
    return f"{number(sums.program)} program di {number(sums.desa)} desa/kelurahan{money}{how}"


def of_potentials(found: pl.DataFrame) -> str:
    """Return which village institution is commonest, and how many of them are active.

    Args:
        found: records of ``PotensiMasalah``.
    """
    own = found.filter(pl.col("jenis") == "potensi")
    if own.is_empty():
        return NOTHING
    kinds = institutions(own).filter(pl.col("kode").is_not_null() & (pl.col("jumlah") > 0))
    count = f"{number(own.height)} potensi di {number(own['kode_desa'].n_unique())} desa/kelurahan"
    if kinds.is_empty():
        return count
    most = kinds.sort("jumlah", descending=True, maintain_order=True).row(0, named=True)
    return f"{count}; terbanyak {most['nama']}, {number(most['aktif'])} dari {number(most['jumlah'])} aktif"


def of_problems(found: pl.DataFrame) -> str:
    """Return of which aspect most problems are; args as of ``of_potentials``."""
    own = found.filter(pl.col("jenis") == "masalah")
    if own.is_empty():
        return NOTHING
    most = potentials_by_aspect(own).sort("masalah", descending=True, maintain_order=True).row(0, named=True)
    where = f"{number(own.height)} masalah di {number(own['kode_desa'].n_unique())} desa/kelurahan"
    return f"{where}; terbanyak aspek {most['nama'].lower()} ({number(most['masalah'])})"


def of_assistance(load: pl.DataFrame, lacking: int, year: int) -> str:
    """Return how many assist, and how many that should be assisted have nobody.

    Args:
        load: of ``assistance.agency_load``.
        lacking: units that should be assisted and have nobody.
        year: the year.
    """
    helping = load.filter(pl.col("desa") > 0)
    if helping.is_empty():
        return f"Belum ada penugasan yang berlaku tahun {year} dalam saringan ini"
    over = helping.filter("berlebih").height
    parts = [f"{number(helping.height)} Perangkat Daerah mendampingi desa"]
    if over:
        parts.append(f"{number(over)} kelebihan beban")
    if lacking:
        parts.append(f"{number(lacking)} desa dampingan tanpa pendamping")
    return f"{parts[0]}: {', '.join(parts[1:])}" if parts[1:] else f"{parts[0]}, tidak ada yang kelebihan beban"


def of_agency(row: dict[str, object], unit: str) -> str:
    """Return what a Perangkat Daerah carries.

    Args:
        row: of ``assistance.agency_load``.
        unit: what is counted, ``rumah tangga``.
    """
    name = row["singkatan"] or row["nama"]
    if not row["desa"]:
        return f"{name} tidak mendampingi desa dalam saringan ini"
    households = row["rt_desil1"]
    whom = "" if households is None else f" dengan {number(float(str(households)))} {unit} desil 1"
    return f"{name} mendampingi {number(float(str(row['desa'])))} desa/kelurahan{whom}"
