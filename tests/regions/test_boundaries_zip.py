"""Archives that must be refused: nothing leaves the folder, fills the disk or hides behind a name."""

import stat
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dampingan.regions import boundary_archive

if TYPE_CHECKING:
    from tests.regions.conftest import Files


@pytest.mark.parametrize(
    "member",
    ["../batas.geojson", "a/../../batas.geojson", "/etc/batas.geojson", "C:\\batas.geojson", "..\\b.geojson"],
)
def test_a_member_that_would_leave_the_folder_is_refused(
    files: "Files", refusal: Callable[..., str], member: str
) -> None:
    assert "tidak aman" in refusal(files.zipped({member: b"{}"}))


def test_a_symbolic_link_in_a_zip_is_refused(files: "Files", refusal: Callable[..., str]) -> None:
    path = files.folder / "kiriman.zip"
    link = zipfile.ZipInfo("batas.geojson")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "tautan simbolik" in refusal(path)


def test_zip_bombs_are_refused(files: "Files", refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = files.zipped({"batas.geojson": bytes(11 * 1024**2)})
    assert "mengembang lebih dari 100 kali" in refusal(bomb)
    many = files.zipped({f"{number}.txt": b"" for number in range(1001)})
    assert "berisi 1001 berkas" in refusal(many)
    monkeypatch.setattr(boundary_archive, "MAX_BYTES", 1000)
    assert "terlalu besar" in refusal(files.zipped({"batas.geojson": b"{" * 1001}))
    assert "terlalu besar" in refusal(files.text("{" * 1001))


def test_a_size_that_lies_does_not_get_past_the_limit(
    files: "Files", refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive's directory says 10 bytes; 5.000 come out."""
    path = files.zipped({"batas.geojson": b"{" * 5_000})
    content = path.read_bytes()
    path.write_bytes(content.replace((5_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    monkeypatch.setattr(boundary_archive, "MAX_BYTES", 1000)
    assert "Berkas zip rusak" in refusal(path)
