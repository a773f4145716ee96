#!/usr/bin/env python3
"""Compares the tables of a run with the oracle's, byte for byte.

    python3 compare.py --ours DIR --oracle DIR [--tables a,b] [--rows 10]

--ours: the OUTPUT of a run (or its current/, or a folder of tables); --oracle: the oracle's --output. `published` of
key-figures is not compared, unless --strict: the values it quotes belong to the definition.
Exit status 0 if all compared tables are equal, 1 if not.
"""
from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

LOOSE = {"key-figures": ["figure", "value", "unit", "period", "low", "high", "count", "of"]}


def tables_in(folder: Path) -> Path:
    return next((f for f in (folder / "current" / "tables", folder / "tables") if f.is_dir()), folder)


def loosened(data: bytes, columns: list[str]) -> bytes:
    """The table with some of its columns only."""
    rows = list(csv.DictReader(data.decode().splitlines()))
    return "".join(",".join(row.get(c) or "" for c in columns) + "\n" for row in [dict(zip(columns, columns)), *rows]).encode()


def difference(ours: bytes, oracle: bytes, dimensions: int, shown: int) -> list[str]:
    """Messages about the first differing rows, matched by their dimensions."""
    def keyed(data: bytes) -> dict[tuple[str, ...], list[str]]:
        rows = list(csv.reader(data.decode("utf-8", "replace").splitlines()))
        return {tuple(row[:dimensions]): row for row in rows[1:]}

    messages = []
    first, second = ours.split(b"\n")[0], oracle.split(b"\n")[0]
    if first != second:
        return [f"  header ours   {first.decode()}", f"  header oracle {second.decode()}"]
    header = first.decode().split(",")
    mine, theirs = keyed(ours), keyed(oracle)
    for key in dict.fromkeys([*theirs, *mine]):
        a, b = mine.get(key), theirs.get(key)
        if a == b:
            continue
        where = " ".join(f"{name}={value}" for name, value in zip(header, key))
        if a is None or b is None:
            messages.append(f"  {where}: only in {'ours' if b is None else 'oracle'}: {(a or b)[dimensions:]}")
        else:
            parts = [f"{n} ours {x} oracle {y}" for n, x, y in zip(header, a, b) if x != y]
            messages.append(f"  {where}: {'; '.join(parts)}")
    total = len(messages)
    if not messages:
        messages, total = ["  same rows: order, quoting, duplicates or line ends differ"], 1
    return messages[:shown] + ([f"  … {total - shown} more rows differ"] if total > shown else [])


DIMENSIONS = {"training-access": 3, "training-access-by-quarter": 2, "training-access-curve": 2, "hires-and-published": 2, "coverage": 1,
              "training-entries": 3, "hires": 5, "hires-by-sector": 3, "needs": 6,
              "needs-by-area": 4, "confirmed-intentions": 3, "needs-and-hires": 3, "needs-and-hires-by-fap": 2, "offers": 2,
              "training-plan": 1, "key-figures": 1}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ours", type=Path, required=True)
    parser.add_argument("--oracle", type=Path, required=True)
    parser.add_argument("--tables", default="", help="names, separated by commas; default: those that ours has")
    parser.add_argument("--rows", type=int, default=10, help="differing rows shown for each table")
    parser.add_argument("--strict", action="store_true", help="key-figures byte for byte too")
    options = parser.parse_args()
    ours, oracle = tables_in(options.ours), tables_in(options.oracle)
    names = options.tables.split(",") if options.tables else sorted(p.stem for p in ours.glob("*.csv"))
    if not names:
        print(f"no tables in {ours}")
        return 1
    failed = False
    for name in names:
        pair = [folder / f"{name}.csv" for folder in (ours, oracle)]
        if absent := [str(p) for p in pair if not p.exists()]:
            print(f"{name}: no {absent[0]}")
            failed = True
            continue
        a, b = (p.read_bytes() for p in pair)
        if name in LOOSE and not options.strict:
            a, b = (loosened(data, LOOSE[name]) for data in (a, b))
        if a == b:
            print(f"{name}: equal, {a.count(chr(10).encode()) - 1} rows")
            continue
        failed = True
        print(f"{name}: DIFFERENT")
        print("\n".join(difference(a, b, DIMENSIONS.get(name, 1), options.rows)))
    for name in sorted(p.stem for p in oracle.glob("*.csv")):
        if name not in names:
            print(f"{name}: not compared")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
