"""The verification form of a Musdes (XLSX): the one file with households by name; every one made is logged."""

from collections.abc import Collection
from uuid import uuid4

from dampingan.exports.musdes_sheets import FormBook
from dampingan.musdes.households import checked_desil, form_rows
from dampingan.musdes.layout import VERSION
from dampingan.musdes.signing import FormFacts, seal
from dampingan.musdes.site import Site, unit_of
from dampingan.records.models import MusdesFormulir


def make_form(site: Site, kode_desa: str, period: str, *, oleh: str, desil: Collection[int] = (1,)) -> bytes:
    """Return the form of a desa, ready to print or to fill in Excel, and log that it was made.

    Whoever calls this has made sure that the person may see households: the role ``verifikator``, or the operator of
    the server.

    Args:
        site: the installation.
        kode_desa: the unit.
        period: the period of the data.
        oleh: account of who takes the form.
        desil: the desil to list, of 1 to 4.

    Raises:
        DampinganError: no such unit, period or desil, no household, or the restricted files are not there.
        RecordsError: the form cannot be logged; then there is none.
    """
    unit = unit_of(kode_desa)
    manifest = site.snapshots.manifest(period)
    rows = form_rows(site, manifest, kode_desa, desil)
    facts = FormFacts(
        versi=VERSION,
        kode_desa=kode_desa,
        periode=period,
        desil=checked_desil(desil),
        jumlah_baris=len(rows),
        sidik_data=manifest.digest,
        nomor=uuid4().hex,
    )
    tanda = seal(site.key, facts, [row.ref for row in rows])
    content = FormBook(unit, manifest, facts, tanda, site.rules).content(rows)
    with site.records.session(oleh=oleh) as unit_of_work:
        unit_of_work.add(
            MusdesFormulir(
                kode_desa=kode_desa, periode=period, jumlah_baris=len(rows), sidik=tanda, versi_formulir=VERSION,
                contoh=manifest.contoh,
            )
        )  # fmt: skip
    return content


def form_name(kode_desa: str, period: str, desil: Collection[int]) -> str:
    """Return the name of a form's file."""
    return f"formulir-musdes_{kode_desa}_{period}_desil-{'-'.join(map(str, sorted({min(desil), max(desil)})))}.xlsx"
