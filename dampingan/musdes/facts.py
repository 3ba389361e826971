"""Which form came back: read from its hidden sheet, compared with what is loaded."""

from dampingan.errors import RegionError
from dampingan.formats import period as period_words
from dampingan.forms.problems import CellProblem, ReturnedFormError
from dampingan.forms.workbook import FilledBook
from dampingan.musdes.households import CODE_LENGTH, FormRow, refs_of
from dampingan.musdes.layout import FACTS, FILLED, MESIN, VERSION, fact_cell
from dampingan.musdes.signing import FormFacts, sealed
from dampingan.musdes.site import Site, unit_of
from dampingan.restricted import KEPT_DESIL
from dampingan.snapshot import Manifest

_NEW_FORM = "Buat formulir yang baru, lalu pindahkan isiannya."


def read_facts(book: FilledBook, manifest: Manifest) -> tuple[FormFacts, str]:
    """Return what the form is about, and its seal.

    Args:
        book: the returned form.
        manifest: of the period that it should be of.

    Raises:
        ReturnedFormError: a sheet is missing, or it is a form of another version, period or edition.
    """
    missing = [sheet for sheet in (*FILLED, MESIN) if not book.has(sheet)]
    if missing:
        raise ReturnedFormError([_missing(sheet) for sheet in missing])
    told = {kunci: book.entry(MESIN, row, 2).teks for row, (kunci, _) in enumerate(FACTS, 1)}
    if told["versi"] != VERSION:
        raise ReturnedFormError([_problem("versi", f"formulir ini bukan versi {VERSION}.", _NEW_FORM)])
    desil = tuple(int(part) for part in told["desil"].split(",") if part in {str(d) for d in KEPT_DESIL})
    if not desil or not told["jumlah_baris"].isdecimal() or not _is_unit(told["kode_desa"]):
        raise ReturnedFormError([_altered()])
    facts = FormFacts(
        versi=told["versi"],
        kode_desa=told["kode_desa"],
        periode=told["periode"],
        desil=desil,
        jumlah_baris=int(told["jumlah_baris"]),
        sidik_data=told["sidik_data"],
        nomor=told["nomor"],
    )
    _refuse_others(facts, manifest)
    return facts, told["tanda"]


def check_seal(site: Site, facts: FormFacts, tanda: str, rows: list[FormRow]) -> None:
    """Refuse a form that this installation did not make, or whose hidden sheet was altered.

    Raises:
        ReturnedFormError: the seal is not that of this form.
    """
    if not sealed(site.key, facts, [row.ref for row in rows], tanda):
        raise ReturnedFormError([_altered()])


def owners(site: Site, facts: FormFacts, codes: set[str]) -> dict[str, str]:
    """Return, in words, whose some codes are that are not this form's; unknown codes are absent."""
    everyone = site.households(facts.periode)
    refs = refs_of(everyone, site.key)
    places = everyone.households.select("rt", "kode_desa", "desil").join(refs, on="rt", how="inner")
    return {
        row["ref"][:CODE_LENGTH]: _owner(row["kode_desa"], row["desil"], facts)
        for row in places.iter_rows(named=True)
        if row["ref"][:CODE_LENGTH] in codes
    }


def _owner(kode_desa: str, desil: int, facts: FormFacts) -> str:
    if kode_desa != facts.kode_desa:
        return unit_of(kode_desa).sebutan
    return f"rumah tangga desil {desil}, yang tidak termasuk formulir ini"


def _refuse_others(facts: FormFacts, manifest: Manifest) -> None:
    if facts.periode != manifest.periode:
        raise ReturnedFormError(
            [
                _problem(
                    "periode",
                    f"formulir ini bukan untuk periode {period_words(manifest.periode)}.",
                    "Terima formulir ini pada periodenya sendiri.",
                )
            ]
        )
    if facts.sidik_data != manifest.digest:
        pesan = "formulir ini dibuat dari data yang lama; data periode ini sudah dimuat ulang dengan isi lain."
        raise ReturnedFormError([_problem("sidik_data", pesan, _NEW_FORM)])


def _is_unit(kode_desa: str) -> bool:
    try:
        unit_of(kode_desa)
    except RegionError:
        return False
    return True


def _missing(sheet: str) -> CellProblem:
    return CellProblem(
        sheet, "lembar ini tidak ada.", "Pakai formulir aslinya; jangan menghapus atau menamai ulang lembar."
    )


def _altered() -> CellProblem:
    pesan = "tanda pengaman tidak cocok: formulir diubah, atau tidak dibuat oleh aplikasi ini."
    return _problem("tanda", pesan, _NEW_FORM)


def _problem(kunci: str, pesan: str, cara: str) -> CellProblem:
    return CellProblem(fact_cell(kunci), pesan, cara)
