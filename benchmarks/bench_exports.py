"""How long a desa's sheet, deck and workbook take, and those of the kabupaten; in turns, milliseconds.

python benchmarks/bench_exports.py [--putaran 10] [--rt 150000]
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from bench_map import sample

AIMS = {"lembar PDF satu desa": 500, "paparan PPTX satu desa": 1000}
UNITS = ("33.27.04.2010", "33.27.03.2005", "33.27.06.2001", "33.27.08.2011", "33.27.08.1004")


def main() -> None:
    """Measure each file in turns and print medians and the longest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--putaran", type=int, default=10)
    parser.add_argument("--rt", type=int, default=150_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        sample(data, given.rt)
        found = measure(data, given.putaran)
    for name, spent in found.items():
        middle = statistics.median(spent)
        aim = AIMS.get(name)
        told = "" if aim is None else "  tercapai" if middle <= aim else "  BELUM TERCAPAI"
        print(f"{name:30}{middle:7.0f} ms, terlama {max(spent):.0f} ms{told}")


def measure(data: Path, rounds: int) -> dict[str, list[float]]:
    """Make each file once a round, of another desa each time; each edition is new, as after a publish."""
    from dampingan.exports.facts import edition
    from dampingan.exports.profile import kabupaten, profiles
    from dampingan.rules import read_rules
    from dampingan.snapshot import SnapshotStore

    snapshot, rules = SnapshotStore(data).read("2024"), read_rules()
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):  # the first round loads the libraries
        unit = [UNITS[number % len(UNITS)]]
        kinds = {
            "lembar PDF satu desa": lambda told, unit=unit: profiles(told, unit, ".pdf"),
            "paparan PPTX satu desa": lambda told, unit=unit: profiles(told, unit, ".pptx"),
            "buku kerja XLSX satu desa": lambda told, unit=unit: profiles(told, unit, ".xlsx"),
            "ringkasan PDF kabupaten": lambda told: kabupaten(told, ".pdf"),
            "paparan PPTX kabupaten": lambda told: kabupaten(told, ".pptx"),
            "tabel XLSX kabupaten": lambda told: kabupaten(told, ".xlsx"),
        }
        for name, make in kinds.items():
            begun = time.perf_counter()
            make(edition(snapshot, rules))
            if number:
                found.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
    return found


if __name__ == "__main__":
    main()
