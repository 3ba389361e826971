"""What people have recorded of a unit, as an export shows it: potential and programmes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

POTENTIAL: dict[str, str] = {
    "sda": "Sumber daya alam",
    "lembaga_ekonomi": "Lembaga ekonomi desa",
    "usaha_mikro": "Usaha mikro",
    "sdm": "Sumber daya manusia",
}
"""The four aspects of potential of the programme, in its order."""
NOT_FILLED = "belum diisi"


@dataclass(frozen=True)
class Programme:
    """A programme that runs, or ran, in a unit."""

    nama: str
    pelaksana: str
    tahun: str


@dataclass(frozen=True)
class UnitRecords:
    """What is recorded of one unit.

    ``potensi``: aspect (a key of ``POTENTIAL``) to words; ``program``: newest first. No person's name belongs here.
    """

    potensi: Mapping[str, str] = field(default_factory=dict)
    program: tuple[Programme, ...] = ()
