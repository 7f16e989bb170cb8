"""Reads a file, loads the rows that fit, and writes down those that do not."""

import csv
import sqlite3
from pathlib import Path

from . import schema

TABLE = "${{ values.package }}"


def run(source, database, rejected):
    """Returns how many rows were loaded and how many were refused.

    Loading the same file twice gives the same table: a run can always be repeated.
    """
    loaded, refused = [], []
    with open(source, newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                loaded.append(schema.read(row))
            except ValueError as error:
                refused.append((number, str(error)))
    with sqlite3.connect(database) as connection:
        columns = ", ".join(f"{name} {schema.SQL_TYPES[kind]}" for name, kind, _ in schema.COLUMNS)
        connection.execute(f"create table if not exists {TABLE} ({columns})")
        connection.execute(f"delete from {TABLE}")
        places = ", ".join("?" for _ in schema.COLUMNS)
        connection.executemany(f"insert into {TABLE} values ({places})", loaded)
    with open(rejected, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("line", "reason"), *refused])
    return len(loaded), len(refused)


def main(source="tests/data/sample.csv", folder="build"):
    Path(folder).mkdir(exist_ok=True)
    loaded, refused = run(source, f"{folder}/{TABLE}.sqlite", f"{folder}/rejected.csv")
    print(f"{loaded} rows loaded, {refused} refused (see {folder}/rejected.csv)")
    return 0 if loaded else 1
