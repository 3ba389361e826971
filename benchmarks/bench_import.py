"""Import against a bare read, and the cube against a hand-written query: paired, in one run.

    python benchmarks/bench_import.py [--rt 436000] [--putaran 5]

436,000 synthetic households have about 1.5 million members. Each measurement is a process of its own, so that
its peak memory is its own; the pairs take turns, and the ratio is taken pair by pair.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

PAIRS = {
    "impor CSV : baca CSV": ("impor-csv", "baca-csv"),
    "impor Parquet : baca Parquet": ("impor-parquet", "baca-parquet"),
    "kubus : kueri Polars": ("kubus", "kubus-polars"),
}
AIMS = {"impor CSV : baca CSV": 3.0, "impor Parquet : baca Parquet": 3.0, "kubus : kueri Polars": 1.2}


def prepare(folder: Path, households: int) -> None:
    """Write the delivery as CSV and Parquet, and its canonical tables."""
    import polars as pl

    from dampingan.sources.delivery import period_end, read_delivery
    from dampingan.sources.sample import write_delivery

    files = write_delivery(folder, households=households, seed=1, period="2020")
    for file in files:
        pl.read_csv(file, infer_schema=False).write_parquet(file.with_suffix(".parquet"))
    delivery = read_delivery(*files, on=period_end("2020"))
    delivery.households.write_parquet(folder / "rumah.parquet")
    delivery.members.write_parquet(folder / "anggota.parquet")
    print(f"{delivery.households.height:,} rumah tangga, {delivery.members.height:,} anggota terhitung")


def bare_read(folder: Path, kind: str) -> None:
    """Read the same columns of the same two files as text, nothing else."""
    import polars as pl

    from dampingan.sources.columns import recognise
    from dampingan.sources.dialect import dialect
    from dampingan.sources.tables import used_columns

    bdt = dialect("bdt")
    for name, spec in (("ruta", bdt.ruta), ("art", bdt.art)):
        file = folder / f"{name}.{kind}"
        lazy = pl.scan_csv(file, infer_schema=False) if kind == "csv" else pl.scan_parquet(file)
        names = lazy.collect_schema().names()
        places = recognise(names, spec)
        lazy.select(names[places[key]] for key in used_columns(places, spec)).collect()


def whole_import(folder: Path, kind: str) -> None:
    """Read, check, count and publish."""
    from dampingan.importing import import_delivery
    from dampingan.rules import read_rules
    from dampingan.snapshot import SnapshotStore

    with tempfile.TemporaryDirectory() as data:
        import_delivery(
            folder / f"ruta.{kind}", folder / f"art.{kind}", period="2020", store=SnapshotStore(Path(data)),
            rules=read_rules(),
        )  # fmt: skip


def cube(folder: Path) -> None:
    """Count the cube through Narwhals, as the import does."""
    import narwhals as nw
    import polars as pl

    from dampingan.cube import build_cube
    from dampingan.indicators import KODE

    frames = (nw.from_native(pl.read_parquet(folder / f"{n}.parquet").lazy()) for n in ("rumah", "anggota"))
    build_cube(*frames, available=KODE, rtlh="A").to_native().collect()


def cube_by_hand(folder: Path) -> None:
    """Count the same cube in Polars' own boolean expressions."""
    from hand_written import hand_written_cube

    hand_written_cube(folder)


MEASURED: dict[str, Callable[[Path], None]] = {
    "impor-csv": lambda f: whole_import(f, "csv"),
    "impor-parquet": lambda f: whole_import(f, "parquet"),
    "baca-csv": lambda f: bare_read(f, "csv"),
    "baca-parquet": lambda f: bare_read(f, "parquet"),
    "kubus": cube,
    "kubus-polars": cube_by_hand,
}


def measure_here(name: str, folder: Path) -> None:
    """Run one measurement in this process and print seconds and peak memory."""
    import hand_written  # noqa: F401
    import narwhals  # noqa: F401
    import polars as pl

    import dampingan.importing  # noqa: F401

    pl.DataFrame({"a": [1]}).lazy().select(pl.col("a") + 1).collect()
    started = time.perf_counter()
    MEASURED[name](folder)
    seconds = time.perf_counter() - started
    print(json.dumps({"detik": seconds, "mib": peak_mib()}))


def peak_mib() -> float:
    """Return this process's own peak memory; ``ru_maxrss`` would carry over that of the parent."""
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def measure(name: str, folder: Path) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, __file__, "--satu", name, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def compare(folder: Path, rounds: int) -> None:
    """Run all pairs in turns and print medians and ratios."""
    for title, (ours, theirs) in PAIRS.items():
        pairs = [(measure(ours, folder), measure(theirs, folder)) for _ in range(rounds)]
        ratio = statistics.median(a["detik"] / b["detik"] for a, b in pairs)
        seconds = [statistics.median(side["detik"] for side in sides) for sides in zip(*pairs, strict=True)]
        peaks = [max(side["mib"] for side in sides) for sides in zip(*pairs, strict=True)]
        print(
            f"{title}: {seconds[0]:.2f} s : {seconds[1]:.2f} s = {ratio:.2f} kali (sasaran {AIMS[title]}); "
            f"memori puncak {peaks[0]:.0f} : {peaks[1]:.0f} MiB"
        )


def main() -> None:
    """Prepare, measure in pairs, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rt", type=int, default=436_000)
    parser.add_argument("--putaran", type=int, default=5)
    parser.add_argument("--satu", choices=sorted(MEASURED))
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.satu:
        measure_here(chosen.satu, chosen.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), chosen.rt)
        compare(Path(folder), chosen.putaran)


if __name__ == "__main__":
    main()
