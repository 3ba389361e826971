"""The proposed households of a Musdes, by name: in the restricted files alone, one file a meeting."""

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
def kept_proposals(folder: Path, id_musdes: str, proposals: Mapping[str, Proposal]) -> Iterator[None]:
    """Keep a meeting's proposals from the end of the block on; where the block fails, what was kept before stays.

    A file that a kill left behind is harmless: its references stand in no record, and the next keeping removes it.

    Args:
        folder: of the period (``RestrictedStore.proposals_folder``).
        id_musdes: the meeting.
        proposals: by reference.
    """
    target = folder / f"{id_musdes}.{uuid4().hex}.parquet"
    rows = [{"ref": ref, **asdict(proposal)} for ref, proposal in proposals.items()]
    if rows:
        write_private(pl.DataFrame(rows, schema=_SCHEMA), target)
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    for file in folder.glob(f"{id_musdes}.*.parquet"):
        if file != target:
            file.unlink(missing_ok=True)


def read_kept(folder: Path, id_musdes: str, refs: Collection[str]) -> pl.DataFrame:
    """Return the proposals of a meeting: ``ref``, ``anggota``, and who they are.

    Args:
        folder: of the period.
        id_musdes: the meeting.
        refs: references that stand in the records; those of an unfinished keeping are left out.
    """
    frames = [pl.read_parquet(file) for file in sorted(folder.glob(f"{id_musdes}.*.parquet"))]
    whole = pl.concat([pl.DataFrame(schema=_SCHEMA), *frames])
    return whole.filter(pl.col("ref").is_in(list(refs))).unique("ref", keep="first", maintain_order=True)
