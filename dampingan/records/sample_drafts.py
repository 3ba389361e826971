"""What the sample records of one desa are drawn from; ``sample.toml`` holds the words."""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from dampingan.records.base import Record
from dampingan.records.models import (
    Fgd,
    Musdes,
    PotensiMasalah,
    Program,
    SidKategori,
    SidKomponen,
    Tahap,
    TindakLanjut,
)
from dampingan.records.terms import KATEGORI_SID, KEADAAN_SID, KOMPONEN_SID, LEMBAGA_EKONOMI, TAHAP, USAHA_MIKRO

SAMPLE_DAY = dt.date(2024, 11, 15)
"""The day on which the sample stands: nothing in it took place later."""
PERIOD = "2022-2024"
FIRST, LAST = 2022, 2024

Texts = dict[str, Any]
By = Callable[[Texts], dict[str, str]]
"""Gives who does something: the columns of the Perangkat Daerah, or of another institution."""

_GROUPS = ("aparat_desa", "bpd", "tokoh_masyarakat", "unsur_perempuan", "wakil_rtm", "perangkat_daerah", "kecamatan",
           "babinsa")  # fmt: skip
_RESULTS = (("mampu", 0.09), ("pindah", 0.04), ("meninggal", 0.03), ("tidak_ditemukan", 0.03), ("ganda", 0.015),
            ("menolak", 0.01))  # fmt: skip
"""Results of a Musdes beside ``layak``, and the largest share of the list that each may have."""


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Return the words."""
    return tomllib.loads(Path(__file__).with_name("sample.toml").read_text("utf-8"))


def journey(rng: Random) -> dict[str, dt.date]:
    """Return the stages that a desa has reached, and when."""
    days = [
        dt.date(2022, 9, 1) + dt.timedelta(rng.randrange(90)),
        dt.date(2023, 2, 1) + dt.timedelta(rng.randrange(270)),
        dt.date(2024, 1, 15) + dt.timedelta(rng.randrange(120)),
    ]
    for _ in range(3):
        days.append(days[-1] + dt.timedelta(rng.randrange(25, 70)))
    far = rng.choices(range(1, 7), (10, 22, 24, 16, 14, 14))[0]
    return dict(zip(TAHAP, [day for day in days[:far] if day <= SAMPLE_DAY], strict=False))


def stages(kode: str, reached: Mapping[str, dt.date], rng: Random) -> Iterator[Record]:
    """Give the stages that were reached and, if there is one, the next with its due date."""
    for stage, day in reached.items():
        due = day + dt.timedelta(rng.randrange(-15, 40))
        yield Tahap(kode_desa=kode, periode_program=PERIOD, tahap=stage, tanggal=day, tenggat=due, contoh=True)
    for stage in list(TAHAP)[len(reached) : len(reached) + 1]:
        due = SAMPLE_DAY + dt.timedelta(rng.randrange(-50, 90))
        yield Tahap(kode_desa=kode, periode_program=PERIOD, tahap=stage, tenggat=due, contoh=True)


def programmes(kode: str, by: By, rng: Random) -> Iterator[Record]:
    """Give the programmes of each year of the period; some years have none."""
    for year in range(FIRST, LAST + 1):
        for told in rng.sample(texts()["program"], rng.choices((0, 1, 2, 3), (2, 4, 3, 2))[0]):
            yield _programme(kode, year, told, by(told), rng)


def _programme(kode: str, year: int, told: Texts, who: dict[str, str], rng: Random) -> Program:
    target = rng.randint(1, told["terbanyak"])
    ceiling = target * told["biaya"]
    status = "selesai" if year < LAST else rng.choices(("berjalan", "selesai", "direncanakan"), (5, 3, 2))[0]
    share = {"selesai": rng.uniform(0.88, 1), "berjalan": rng.uniform(0.3, 0.8)}.get(status)
    return Program(
        kode_desa=kode, tahun=year, program=told["program"], kegiatan=told["kegiatan"], strategi=told["strategi"],
        indikator=told["indikator"], sumber_dana=told["sumber_dana"], pagu=ceiling, target=target,
        realisasi=None if share is None else round(ceiling * share / 1000) * 1000, satuan=told["satuan"],
        penerima=None if share is None else round(target * share), status=status, contoh=True, **who,
    )  # fmt: skip


def found(kode: str, rng: Random) -> Iterator[Record]:
    """Give the problems and the four potentials that a rapid scan found."""
    same = {"kode_desa": kode, "tahun": rng.choice((FIRST + 1, LAST)), "contoh": True}
    for told in rng.sample(texts()["masalah"], rng.randint(1, 3)):
        yield PotensiMasalah(jenis="masalah", aspek=told["aspek"], uraian=rng.choice(told["uraian"]), **same)
    for told in texts()["potensi"]:
        kind = rng.choice(list(USAHA_MIKRO)) if told["potensi"] == "usaha_mikro" else None
        yield PotensiMasalah(
            jenis="potensi", aspek=told["aspek"], potensi=told["potensi"], usaha=kind,
            jumlah=rng.randint(5, 80) if kind else None, uraian=rng.choice(told["uraian"]), **same,
        )  # fmt: skip
    for kind in rng.sample(list(LEMBAGA_EKONOMI), rng.randint(1, 3)):
        state = rng.choices(("aktif", "kurang_aktif", "tidak_aktif"), (5, 3, 2))[0]
        turnover = None if state == "tidak_aktif" else rng.randint(4, 180) * 1_000_000
        many = rng.randint(1, 4)
        yield PotensiMasalah(
            jenis="potensi", aspek="ekonomi", potensi="lembaga_ekonomi", lembaga=kind, keadaan=state, omzet=turnover,
            jumlah=1 if kind == "bumdes" else many,  # a desa has one BUM Desa
            uraian=texts()["lembaga"][kind], **same,
        )  # fmt: skip


def sid(kode: str, rng: Random) -> Iterator[Record]:
    """Give one or two checks of a desa's SID, the later one not worse; some desa have none."""
    if rng.random() < 0.1:
        return
    strength = rng.uniform(-0.6, 0.8)
    days = [dt.date(2023, 2, 1) + dt.timedelta(rng.randrange(250))]
    if rng.random() < 0.75:
        days.append(dt.date(2024, 1, 10) + dt.timedelta(rng.randrange(290)))
    values = {kategori: _clipped(rng.gauss(0.9 + strength, 0.8)) for kategori in KATEGORI_SID}
    parts = {part: rng.random() < 0.55 + strength / 4 for part in KOMPONEN_SID}
    for day in days:
        for kategori, value in values.items():
            state = list(KEADAAN_SID)[value]
            yield SidKategori(kode_desa=kode, kategori=kategori, keadaan=state, tanggal=day, contoh=True,
                              bukti=rng.choice(texts()["sid"][state]))  # fmt: skip
        told = {part: "ya" if there else "tidak" for part, there in parts.items()}
        yield SidKomponen(kode_desa=kode, tanggal=day, contoh=True, **told)
        values = {k: _clipped(v + rng.choice((0, 0, 1))) for k, v in values.items()}
        parts = {part: there or rng.random() < 0.3 for part, there in parts.items()}


def meeting(kode: str, periode: str, day: dt.date, rng: Random) -> Musdes:
    """Return a Musdes that was held."""
    blocks, seats = rng.randint(3, 9), rng.randint(12, 45)
    return Musdes(
        kode_desa=kode, periode=periode, tanggal=day, jam_mulai=dt.time(9), jam_selesai=dt.time(11, 30),
        tempat="Balai desa/kelurahan", jabatan_pimpinan="Ketua BPD atau LPMK",
        jabatan_notulen="Kepala seksi kesejahteraan", sumber_daftar="dt_pfm_otm", jumlah_rw=blocks,
        rw_diundang=blocks, rw_hadir=rng.randint(blocks - 2, blocks), jumlah_rt=seats, rt_diundang=seats,
        rt_hadir=rng.randint(round(seats * 0.7), seats), berita_acara=True, daftar_hadir=True, status="selesai",
        contoh=True,
    )  # fmt: skip


def results(households: int, rng: Random) -> dict[str, int]:
    """Return the households of a list by result; all but the newly proposed ones add up to ``households``."""
    others = {status: round(households * rng.uniform(0, most)) for status, most in _RESULTS}
    proposed = round(households * rng.uniform(0.01, 0.08))
    return {"layak": households - sum(others.values()), **others, "usulan_baru": proposed}


def guests(model: type[Record], parent: dict[str, str], rng: Random) -> Iterator[Record]:
    """Give how many persons of each group took part in a Musdes or an FGD."""
    for group in _GROUPS:
        men = 0 if group == "unsur_perempuan" else rng.randint(0, 6)
        yield model(**parent, unsur=group, perempuan=rng.randint(1, 5), laki_laki=men, contoh=True)


def talk(kode: str, day: dt.date, rng: Random) -> Fgd:
    """Return an FGD about a desa."""
    told = texts()["fgd"]
    return Fgd(
        kode_desa=kode, tanggal=day, tempat=rng.choice(told["tempat"]), contoh=True,
        isu="\n".join(rng.sample(told["isu"], 2)), kesepakatan=rng.choice(told["kesepakatan"]),
    )  # fmt: skip


def agreed(id_fgd: str, day: dt.date, by: By, rng: Random) -> Iterator[Record]:
    """Give what was agreed in an FGD."""
    for told in rng.sample(texts()["tindak_lanjut"], rng.randint(2, 4)):
        due = day + dt.timedelta(rng.randrange(45, 260))
        done = rng.random() < (0.72 if due < SAMPLE_DAY else 0.15)
        state = "selesai" if done else rng.choice(("berjalan", "terbuka"))
        who = {"penanggung_jawab": told["lembaga"]} if "lembaga" in told else by(told)
        yield TindakLanjut(id_fgd=id_fgd, uraian=told["uraian"], tenggat=None if rng.random() < 0.06 else due,
                           keadaan=state, contoh=True, **who)  # fmt: skip


def _clipped(value: float) -> int:
    return max(0, min(3, round(value)))
