"""The proposed households of a Musdes, by name: in the restricted files alone, one file a form of a meeting."""

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import polars as pl

from dampingan.musdes.reading_proposals import Proposal
from dampingan.restricted import write_private

_SCHEMA = {
    "ref": pl.String(), "anggota": pl.Int64(), "nama": pl.String(), "nik": pl.String(), "alamat": pl.String(),
    "rt_rw": pl.String(), "alasan": pl.String(),
}  # fmt: skip


@contextlib.contextmanager
def kept_proposals(
    folder: Path, id_musdes: str, tanda: str, proposals: Mapping[str, Proposal], *, bersama: bool = False
) -> Iterator[None]:
    """Keep a form's proposals from the end of the block on; where the block fails, what was kept before stays.

    A file that a kill left behind is harmless: its references stand in no record, and the next keeping removes it.

    Args:
        folder: of the period (``RestrictedStore.proposals_folder``).
        id_musdes: the meeting.
        tanda: the form's seal.
        proposals: by reference.
        bersama: whether other forms of this meeting have proposals too, which stay.
    """
    own = _of_form(id_musdes, tanda)
    target = folder / f"{own}.{uuid4().hex}.parquet"
    rows = [{"ref": ref, **asdict(proposal)} for ref, proposal in proposals.items()]
    if rows:
        write_private(pl.DataFrame(rows, schema=_SCHEMA), target)
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    for file in folder.glob(f"{own if bersama else id_musdes}.*.parquet"):
        if file != target:
            file.unlink(missing_ok=True)


def kept_of_form(folder: Path, id_musdes: str, tanda: str) -> frozenset[str]:
    """Return the references of the proposals that this form of a meeting made, and no other form of it."""
    own: set[str] = set()
    others: set[str] = set()
    for file in folder.glob(f"{id_musdes}.*.parquet"):
        refs = own if file.name.startswith(f"{_of_form(id_musdes, tanda)}.") else others
        refs.update(pl.read_parquet(file, columns=["ref"])["ref"])
    return frozenset(own - others)


def _of_form(id_musdes: str, tanda: str) -> str:
    return f"{id_musdes}.{tanda[:16]}"


def read_kept(folder: Path, id_musdes: str, refs: Collection[str]) -> pl.DataFrame:
    """Return the proposals of a meeting: ``ref``, ``anggota``, and who they are.

    Args:
        folder: of the period.
        id_musdes: the meeting.
        refs: references that stand in the records; those of an unfinished keeping are left out.
    """
    frames = [pl.read_parquet(file, glob=False) for file in sorted(folder.glob(f"{id_musdes}.*.parquet"))]
    whole = pl.concat([pl.DataFrame(schema=_SCHEMA), *frames])
    return whole.filter(pl.col("ref").is_in(list(refs))).unique("ref", keep="first", maintain_order=True)
