"""Compares all forms of the tables of one run with their CSV: compare.py RUN-FOLDER."""

import csv
import glob
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from decimal import Decimal, InvalidOperation

import openpyxl
from frictionless import validate

SIGNS = {"s", "nd"}


def same(one, other):
    if one == other:
        return True
    try:
        # A share is shown as 54.90% and is 0.5490.
        shown = Decimal(one[:-1]) / 100 if one.endswith("%") else Decimal(one)
        return shown == Decimal(other)
    except InvalidOperation:
        return False


def compare(form, table, rows, expected):
    assert len(rows) == len(expected), f"{form} {table}: {len(rows)} rows, {len(expected)} in the CSV"
    for number, (row, wanted) in enumerate(zip(rows, expected), 1):
        row = list(row) + [""] * (len(wanted) - len(row))
        for column, one, other in zip(expected[0], row, wanted):
            assert same(one, other), f"{form} {table} row {number} {column}: {one!r}, in the CSV {other!r}"


def text(value):
    return "" if value is None else str(value)


def check_package(folder):
    report = validate(os.path.join(folder, "datapackage.json"))
    errors = [error.message for task in report.tasks for error in task.errors] + [e.message for e in report.errors]
    assert report.valid, "\n".join(errors[:10])
    return {task.name for task in report.tasks}


def check_openpyxl(folder, tables):
    book = openpyxl.load_workbook(os.path.join(folder, "tables.xlsx"))
    assert len(book.sheetnames) == len(tables) + 2
    for name, expected in tables.items():
        sheet = book[name]
        compare("openpyxl", name, [[text(v) for v in row] for row in sheet.iter_rows(values_only=True)], expected)
        assert sheet.freeze_panes and sheet.auto_filter.ref, name
        assert all(cell.comment for cell in sheet[1]), f"{name}: a column without a note"


def check_libreoffice(folder, tables):
    with tempfile.TemporaryDirectory() as out:
        # All sheets, `,`, UTF-8, values as they are and not as they are shown.
        form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", form, "--outdir", out,
             os.path.join(folder, "tables.xlsx")],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name, expected in tables.items():
            with open(os.path.join(out, f"tables-{name}.csv"), encoding="utf-8", newline="") as file:
                compare("LibreOffice", name, list(csv.reader(file)), expected)


def check_sqlite(folder, tables):
    base = sqlite3.connect(f"file:{os.path.join(folder, 'tables.sqlite')}?mode=ro", uri=True)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name, expected in tables.items():
        header = expected[0]
        columns = ", ".join(f'"{column}"' for column in header)
        rows = [header]
        for *values, signs in base.execute(f'SELECT {columns}, signs FROM "{name.replace("-", "_")}" ORDER BY rowid'):
            signs = json.loads(signs) if signs else {}
            rows.append([signs.get(column, text(value)) for column, value in zip(header, values)])
        compare("SQLite", name, rows, expected)


def check_excel(folder, tables):
    for name, expected in tables.items():
        with open(os.path.join(folder, "excel-fr", f"{name}.csv"), encoding="utf-8-sig", newline="") as file:
            content = file.read()
        assert content.count("\r\n") == content.count("\n"), name
        rows = [[re.sub(r"^(\d+),(\d+)$", r"\1.\2", re.sub(r"^'(?=[=+@-])", "", field)) for field in row]
                for row in csv.reader(content.splitlines(), delimiter=";")]
        compare("excel-fr", name, rows, expected)


def main():
    folder = sys.argv[1]
    tables = {}
    for path in sorted(glob.glob(os.path.join(folder, "tables", "*.csv"))):
        with open(path, encoding="utf-8", newline="") as file:
            tables[os.path.basename(path)[:-4]] = list(csv.reader(file))
    assert check_package(folder) == set(tables)
    check_openpyxl(folder, tables)
    check_libreoffice(folder, tables)
    check_sqlite(folder, tables)
    check_excel(folder, tables)


main()
