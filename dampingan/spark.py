"""Counting on Spark: the same rules and cube, for data too large for one machine. Needs PySpark and Java 17."""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

import narwhals as nw
import polars as pl

from dampingan.cube import build_cube
from dampingan.errors import DampinganError
from dampingan.indicators import RtlhVariant


def count_on_spark(
    households: pl.DataFrame, members: pl.DataFrame, available: Collection[str], rtlh: RtlhVariant
) -> pl.DataFrame:
    """Return the cube of canonical households and members, counted by a Spark session.

    Raises:
        DampinganError: PySpark is not installed or can't start.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise DampinganError(
            "Mesin spark belum terpasang.",
            mend="Pasang dengan: pip install -r requirements-spark.txt (perlu Java 17), atau pakai --mesin polars.",
        ) from None
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        session = SparkSession.builder.appName("dampingan").config("spark.ui.enabled", "false").getOrCreate()
    except Exception as error:
        raise DampinganError(
            "Spark tidak dapat dijalankan.", where=type(error).__name__, mend="Periksa Java 17 dan JAVA_HOME."
        ) from error
    with tempfile.TemporaryDirectory(prefix="dampingan-spark-") as folder:
        frames = []
        for name, frame in (("ruta", households), ("art", members)):
            file = Path(folder) / f"{name}.parquet"
            frame.with_columns(pl.col(pl.UInt32).cast(pl.Int64)).write_parquet(file)
            frames.append(nw.from_native(session.read.parquet(str(file))))
        counted = build_cube(*frames, available=available, rtlh=rtlh)
        return pl.from_arrow(counted.to_native().toArrow())  # type: ignore[return-value]
