"""What is already stored of a meeting, and a mark that tells whether somebody changed it since."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from dampingan.musdes.signing import FormFacts
from dampingan.musdes.totals import Totals, totals
from dampingan.records.models import Musdes, MusdesFormulir, MusdesHasil, MusdesPeserta, MusdesRuta
from dampingan.records.reader import Reader
from dampingan.records.terms import STATUS_VERIFIKASI


@dataclass(frozen=True)
class Stored:
    """The records of one meeting; ``musdes`` is None where there is none yet. ``formulir``: the form that was made.

    ``bersama``: whether they may be those of another form too, which this one adds to instead of replacing them.
    """

    musdes: Musdes | None = None
    formulir: MusdesFormulir | None = None
    peserta: tuple[MusdesPeserta, ...] = ()
    hasil: tuple[MusdesHasil, ...] = ()
    ruta: tuple[MusdesRuta, ...] = field(default=(), repr=False)
    bersama: bool = False

    @property
    def mark(self) -> str:
        """Return a text that differs after every change of the meeting's records."""
        records = [*((self.musdes,) if self.musdes else ()), *self.peserta, *self.hasil, *self.ruta]
        told = sorted(f"{record.__tablename__} {record.id} {record.versi}" for record in records)
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    @property
    def jumlah(self) -> Totals:
        """Return the result in numbers, as it was stored."""
        return Totals(dict.fromkeys(STATUS_VERIFIKASI, 0) | {record.status: record.rt for record in self.hasil})

    @property
    def cocok(self) -> bool:
        """Tell whether the numbers add up, and are those of the households where these are stored."""
        counted = totals(record.status for record in self.ruta)
        return self.jumlah.cocok and (not self.ruta or self.jumlah == counted)


def stored(reader: Reader, facts: FormFacts, tanda: str, day: date) -> Stored:
    """Return what is stored of the meeting that a form reports: by the form itself, else by its desa and date.

    Args:
        reader: an open reader or unit of work.
        facts: what the form is about.
        tanda: its seal.
        day: the date that it tells.
    """
    form = next(iter(reader.find(MusdesFormulir, sidik=tanda)), None)
    own = reader.get(Musdes, form.id_musdes) if form and form.id_musdes else None
    same_day = reader.find(Musdes, kode_desa=facts.kode_desa, periode=facts.periode, tanggal=day)
    meeting = own or next(iter(same_day), None)
    if meeting is None:
        return Stored(None, form)
    others = any(other.sidik != tanda for other in reader.find(MusdesFormulir, id_musdes=meeting.id))
    # What was cancelled counts for nothing: a form that comes back later does not bring it to life.
    shared = meeting.status == "selesai" and (own is None or others)
    return replace(of_meeting(reader, meeting, form), bersama=shared)


def of_meeting(reader: Reader, meeting: Musdes, form: MusdesFormulir | None = None) -> Stored:
    """Return all records of a meeting."""
    return Stored(
        meeting,
        form,
        tuple(reader.find(MusdesPeserta, id_musdes=meeting.id)),
        tuple(reader.find(MusdesHasil, id_musdes=meeting.id)),
        tuple(reader.find(MusdesRuta, id_musdes=meeting.id)),
    )
