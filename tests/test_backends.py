"""One cube, whatever engine counts it."""

import narwhals as nw
import polars as pl
import pytest

from dampingan.cube import build_cube
from dampingan.indicators import KODE
from dampingan.snapshot import sorted_cube
from dampingan.sources.delivery import Delivery, period_end, read_delivery


@pytest.fixture(scope="module")
def delivery(sample: tuple) -> Delivery:
    return read_delivery(*sample, on=period_end("2023"))


@pytest.fixture(scope="module", params=["A", "C"])
def expected(request: pytest.FixtureRequest, delivery: Delivery) -> tuple[str, pl.DataFrame]:
    frames = (nw.from_native(f.lazy()) for f in (delivery.households, delivery.members))
    return request.param, sorted_cube(build_cube(*frames, available=KODE, rtlh=request.param).to_native().collect())


def test_eager_streaming_and_in_memory_polars(delivery: Delivery, expected: tuple[str, pl.DataFrame]) -> None:
    rtlh, cube = expected
    frames = (nw.from_native(f.lazy()) for f in (delivery.households, delivery.members))
    streamed = build_cube(*frames, available=KODE, rtlh=rtlh).to_native().collect(engine="streaming")
    assert sorted_cube(streamed).equals(cube)


def test_pandas(delivery: Delivery, expected: tuple[str, pl.DataFrame]) -> None:
    rtlh, cube = expected
    frames = (
        nw.from_native(f.to_pandas(use_pyarrow_extension_array=True)).lazy()
        for f in (delivery.households, delivery.members)
    )
    counted = build_cube(*frames, available=KODE, rtlh=rtlh).collect("polars").to_native()
    assert sorted_cube(counted).equals(cube)


def test_spark(delivery: Delivery, expected: tuple[str, pl.DataFrame]) -> None:
    pytest.importorskip("pyspark", reason="PySpark is an extra: pip install -r requirements-spark.txt")
    from dampingan.spark import count_on_spark

    rtlh, cube = expected
    assert sorted_cube(count_on_spark(delivery.households, delivery.members, KODE, rtlh)).equals(cube)
