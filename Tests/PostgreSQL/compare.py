"""Compares the tables of a schema with the CSV of a run: compare.py RUN-FOLDER SCHEMA. Asks through psql."""

import csv
import glob
import io
import json
import os
import subprocess
import sys
from decimal import Decimal, InvalidOperation


def ask(query):
    command = ["psql", "-qX", "service=figures", "-c", f"COPY ({query}) TO STDOUT WITH (FORMAT csv, NULL '\\N')"]
    return list(csv.reader(io.StringIO(subprocess.run(command, check=True, capture_output=True, text=True).stdout)))


def same(one, other):
    try:
        return one == other or Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def main():
    folder, schema = sys.argv[1:]
    tables = 0
    for path in sorted(glob.glob(os.path.join(folder, "tables", "*.csv"))):
        with open(path, encoding="utf-8", newline="") as file:
            header, *expected = list(csv.reader(file))
        name = os.path.basename(path)[:-4].replace("-", "_")
        columns = ", ".join(f'"{column}"' for column in header)
        for table, where in ((name, ""), (f"_history_{name}", f" WHERE run = '{os.path.basename(os.path.realpath(folder))}'")):
            rows = []
            for *values, signs in ask(f'SELECT {columns}, signs FROM {schema}."{table}"{where}'):
                signs = {} if signs == "\\N" else json.loads(signs)
                rows.append([signs.get(c, "") if v == "\\N" else v for c, v in zip(header, values)])
            assert len(rows) == len(expected), f"{table}: {len(rows)} rows, {len(expected)} in the CSV"
            for row, wanted in zip(sorted(rows), sorted(expected)):
                for column, one, other in zip(header, row, wanted):
                    assert same(one, other), f"{table} {column}: {one!r}, in the CSV {other!r} ({wanted})"
        tables += 1
    print(f"ok: {tables} tables hold what the CSV says, and so does their history")


main()
