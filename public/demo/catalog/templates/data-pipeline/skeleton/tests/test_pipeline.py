import csv
import sqlite3
import tempfile
import unittest
from pathlib import Path

from ${{ values.package }} import pipeline, schema

SAMPLE = Path(__file__).parent / "data" / "sample.csv"


class PipelineTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())

    def run_it(self):
        return pipeline.run(SAMPLE, self.folder / "out.sqlite", self.folder / "rejected.csv")

    def test_good_rows_are_loaded_and_others_are_kept_in_sight(self):
        loaded, refused = self.run_it()
        self.assertEqual((loaded, refused), (2, 1))
        with open(self.folder / "rejected.csv", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(rows[1][0], "4")

    def test_a_run_can_be_repeated(self):
        self.run_it()
        self.run_it()
        with sqlite3.connect(self.folder / "out.sqlite") as connection:
            (count,) = connection.execute(f"select count(*) from {pipeline.TABLE}").fetchone()
        self.assertEqual(count, 2)

    def test_reasons_name_the_column(self):
        name, _, required = next(column for column in schema.COLUMNS if column[2])
        with self.assertRaisesRegex(ValueError, f"{name} is missing"):
            schema.read({})


if __name__ == "__main__":
    unittest.main()
