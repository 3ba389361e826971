"""What the map can show: its layers, each with its column of the per-desa table, its unit and its direction."""

from dataclasses import dataclass
from typing import Literal

from dampingan.indicators import INDICATORS
from dampingan.measures.map_classes import Method
from dampingan.regions.reference import TAHUN_IDM

Form = Literal["kelas", "bidang", "lingkaran"]

IDM_LIMITS = (0.4907, 0.5989, 0.7072, 0.8155)
"""Source: Permendesa PDTT 2/2016, upper limits of sangat tertinggal, tertinggal, berkembang and maju."""
IDM_STATUS = ("Sangat Tertinggal", "Tertinggal", "Berkembang", "Maju", "Mandiri")


@dataclass(frozen=True)
class Layer:
    """One layer: the three classes (``kelas``), a ramp on areas (``bidang``), or circles for counts."""

    kode: str
    judul: str
    """As it stands in the list and over the legend."""
    kolom: str
    arti: str
    """What is measured, of what."""
    bentuk: Form = "bidang"
    desimal: int = 1
    rendah_buruk: bool = False
    """The lowest value is the most pressing: it has rank 1 and the darkest step."""
    cara: Method = "alami"
    batas: tuple[float, ...] = (10.0, 20.0, 30.0, 40.0)
    """Limits that are offered where one gives them oneself."""

    @property
    def persen(self) -> bool:
        """Tell whether the values are per cents."""
        return self.kolom.startswith("pct_")


_DESIL1 = (
    Layer("kelas", "Kelas desa", "kelas", "merah, kuning, atau hijau menurut desil 1 dan IDM", "kelas"),
    Layer("pct_desil1", "Bagian desil 1", "pct_desil1", "persentase dari semua {unit} dalam berkas di desa itu"),
    Layer("rt_desil1", "Jumlah desil 1", "rt_desil1", "banyaknya {unit} desil 1", "lingkaran", 0),
    Layer(
        "lq_desil1", "Pemusatan desil 1 (LQ)", "lq_desil1",
        "bagian desil 1 desa dibanding kabupaten; 1 berarti sama", desimal=2, batas=(0.5, 1.0, 1.5, 2.0),
    ),
)  # fmt: skip
_INDICATORS = tuple(
    Layer(f"pct_{i.kode}", i.pendek, f"pct_{i.kode}", "persentase dari {siapa} yang keadaannya diketahui")
    for i in INDICATORS
)
_IDM = Layer(
    "idm", f"IDM {TAHUN_IDM}", "idm", "Indeks Desa Membangun, 0 sampai 1; makin gelap makin tertinggal",
    desimal=4, rendah_buruk=True, cara="ditentukan", batas=IDM_LIMITS,
)  # fmt: skip

LAYERS: dict[str, Layer] = {layer.kode: layer for layer in (*_DESIL1, *_INDICATORS, _IDM)}
"""By code, in the order in which they are offered."""
