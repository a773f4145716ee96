#!/usr/bin/env python3
"""Reference implementation of DOMAIN.md: slow, simple, written from the words of DOMAIN alone.

    python3 oracle.py --input DIR --output DIR --as-of yyyy-mm-dd

Reads DIR/{dpae,bmo,training,register,offers,trust,reference,urssaf}/ and writes DIR/tables/<name>.csv (section 7, internal
audience) and accounting.json (read, accepted, rejected, filtered, superseded of each file; observed until, and the holes).

Where DOMAIN leaves room, the reading taken stands in a comment `READING:` beside the code, or here (edge_inputs.py avoids
those marked ~ unless --ambiguous):

 Values
 A1 ~ commune code: 5 digits, or 2A/2B + 3 digits, of a département that can exist (01-95 but 20, 2A, 2B, 97x, 98x);
      hence 00000, 20004, 99100 and 2a004 "cannot be a code". Same départements from the postcode: 00xxx, 96xxx, 99xxx
      give `?`. Only a 4-digit postcode is padded (3 digits: `?`).
 A2 ~ NAF: the letter may be lower case; 7820z is 7820Z.
 A3 ~ a time after a date is [ T]hh:mm[:ss[.f]], within 0-23, 0-59, 0-59; anything else after the date: not a date.
 A4   completed years count birthdays by (month, day): who is born on 29 February turns a year older on 1 March.
 A5 ~ a line of blanks only is a non-empty line (field-count). Wrapping quotes are removed in every delimited layout.
 A6 ~ an LBB field is split at C2 A5 and at A5, whichever the file's header uses. A layout that is not UTF-8 is Latin-1.
 A7   NULL and null are missing in every delimited layout.
 A8 ~ a NIR key that is not two digits makes the NIR unusable; 2a counts as 2A.
 Deliveries and versions
 B1   "Delivery date" includes the time; no time = midnight. "Earlier" and "same" compare date and time; visibility
      compares the date alone. Two files of one date (and time) are one delivery; so are two undated files.
 B2   the LBB extracts of 24 and of 27 columns are two layouts; what makes a full delivery is the range in the name alone.
 B3   LBB hire after as-of and covered by XDP: filtered as after-as-of. A test message with a bad SIRET is rejected.
 B4   KD_DATECREATION: the date counts, its time does not; one that is no date is none.
 B5   national identifier and NIR are different kinds of person, even with equal characters.
 B6 ~ smallest identifier (NIR given to two): byte order of the canonical form.
 B7   only rows that stand in the register tie a NIR; a register row without identifier is rejected (`person`).
 B8   latest delivery of training records without person: the latest visible trainee delivery, with or without such rows.
 B9   reasons for training records: session, start-date, end-date, end-before-start in this order; costs: session,
      amount; offers: offer, filed-date, filled-date, filled-before-filed; trust: siret, date, trust, weight;
      survey: siret, weight, projects; BMO: year, metier, met, xmet, smet, repeated. (~ but for the training ones and met)
 B10~ session ids in the choice of the last exit: every number is less than every non-number; numbers equal in
      value (7, 007) by bytes.
 B11~ two BMO open data files of one year: the first name in byte order stands, the rows of the others are superseded.
 Reference
 C1 ~ a year column of a reference is called `annee` or `year`; the version of a year is all rows of that year (a commune
      absent from the version taken is absent, even if another year has it). A hire's year is that of its hire date.
 C2 ~ bassins of the reference and of the survey are padded to 4 like BMO's; REG and Dept of one digit to 2; so is
      `departement` of trainings, offers; one that is no département: `?`.
 Tables
 D1   training-access-curve: `total` has its 12 rows even when there is no leaver.
 D3   training-plan: a month without target has target 0; certifying_share without entries is nd.
 D4   needs-and-hires*: the years are those of the accepted answers (interim ones included).
 D5   key-figures: projects = region 93 in the latest BMO year; confirmed_intentions = total row of the latest survey
      year; training figures = starts in the plan year; main_sector = sector code, `?` left out, ties in byte order,
      all départements; offers elsewhere = every region but 93; nd where there is nothing, a year as period too.
 D6 ~ trust answers dated after as-of are not filtered (nothing says so).
 D7   regional trainee files and the warehouse view (2.6) are not read here; nor are broken XML messages survived.
 D8   a source that is absent makes nd of what rests on it: without declarations also of leavers and not_mature.
"""
from __future__ import annotations

import argparse
import bz2
import calendar
import csv
import gzip
import io
import itertools
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

REGION = "93"
PLAN_YEAR = 2016
DEPARTEMENTS_OF = {"93": {"04", "05", "06", "13", "83", "84"}}        # those of the definition's region
GENERAL_SCHEME = ("URS", "URSSAF")
INTERIM_NAF = "7820*"
HOLE_DAYS = 3
TREND = 36                                                            # months of the exits by quarter
CDD, CDI, CTT = 1, 2, 3
Z = Decimal("1.959963984540054")


# ------------------------------------------------------------------------------------------------ files and accounting

@dataclass
class File:
    """One input file, its place in time (section 4), and where its rows ended (section 3)."""
    path: Path
    name: str                                   # folder/file
    when: str                                   # delivery yyyymmddHHMMSS, "" if undated: older than any dated one
    first: date | None = None                   # range of hire dates in the name: a full delivery
    last: date | None = None
    copy: bool = False                          # another file of the source has the same text, and counts
    layout: str = ""
    width: int = 0                                                    # columns of the header
    read: int = 0
    accepted: int = 0
    superseded: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    filtered: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)          # rows after the header, whatever becomes of them

    @property
    def base(self) -> bytes:
        return self.path.name.encode()

    @property
    def day(self) -> date | None:
        return compact_date(self.when) if self.when else None

    def replaces(self, other: "File") -> bool:
        """Of the same layout: extracts of 24 and of 27 columns are two; but either replaces deltas (section 4)."""
        return self.layout == other.layout and (self.width == other.width or other.first is None)

    def holds(self, day: date) -> bool:
        """A full delivery that gives this hire date; a copy replaces and filters nothing (section 4)."""
        return not self.copy and self.first is not None and self.first <= day <= self.last


def described(path: Path) -> File:
    """The delivery date and range that a file's name gives (sections 2.2, 4)."""
    digits = re.compile(r"(?<!\d)(\d{8})_(\d{8})_(\d{8})(?:_(\d{6}))?(?!\d)")
    file = File(path, f"{path.parent.name}/{path.name}", "")
    if found := re.match(r"LBB_XDPDPAE_(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})\.", path.name):
        file.when = found[1].replace("-", "") + "000000"
        file.first, file.last = date.fromisoformat(found[2]), date.fromisoformat(found[1])
    elif found := digits.search(path.name):
        file.first, file.last = compact_date(found[1]), compact_date(found[2])
        file.when = found[3] + (found[4] or "000000")
    elif found := re.search(r"(?<!\d)(\d{12})(?!\d)", path.name):
        file.when = found[1] + "00"
    elif found := re.search(r"(?<!\d)(\d{8})(?!\d)", path.name):
        file.when = found[1] + "000000"
    return file


def compact_date(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def content(path: Path) -> bytes:
    """The bytes of a file, decompressed by magic bytes, every gzip member (2.1)."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    elif data[:3] == b"BZh":
        data = bz2.decompress(data)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                data = b"".join(archive.read(name) for name in archive.namelist())
    return data.removeprefix(b"\xef\xbb\xbf")


# ------------------------------------------------------------------------------------------------------- text and rows

BLANKS = " \t\r\n\v\f\u00a0\u202f\ufeff"        # no-break spaces and byte order marks too (section 3)
BLANK_BYTES = (b" ", b"\t", b"\r", b"\n", b"\v", b"\f", b"\xc2\xa0", b"\xe2\x80\xaf", b"\xef\xbb\xbf")


def is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decoded(raw: bytes) -> str:
    """A field is UTF-8 when it is valid UTF-8, else what the layout declares (section 3)."""
    return raw.decode("utf-8" if is_utf8(raw) else "latin-1")


def trimmed(raw: bytes) -> bytes:
    """Without the blanks, no-break spaces and byte order marks around it (section 3).

    READING: bytes are trimmed before they are decoded, so that a lone A0 does not make Latin-1 of a UTF-8 value. An A0 is
    lone when it is not the last byte of a UTF-8 character (`à` is C3 A0)."""
    while found := next((b for b in (*BLANK_BYTES, b"\xa0") if raw.startswith(b)), None):
        raw = raw[len(found):]
    while found := next((b for b in BLANK_BYTES if raw.endswith(b)), b"\xa0" if ends_with_lone_a0(raw) else None):
        raw = raw[:-len(found)]
    return raw


def ends_with_lone_a0(raw: bytes) -> bool:
    return raw.endswith(b"\xa0") and not any(len(raw) >= n and is_utf8(raw[-n:]) for n in (2, 3, 4))


def known(raw: bytes | str) -> str:
    """The trimmed value; empty, NULL and null are one state, written "" (2.2)."""
    text = decoded(trimmed(raw)) if isinstance(raw, bytes) else raw.strip(BLANKS)
    return "" if text in ("NULL", "null") else text


def unwrapped(line: bytes) -> bytes:
    """A whole line may be wrapped in '…' or "…" (2.2)."""
    if len(line) >= 2 and line[:1] in (b"'", b'"') and line[-1:] == line[:1]:
        return line[1:-1]
    return line


@dataclass
class Record:
    """One row of a delimited file: its file, its values by column name (first occurrence), its decoded line."""
    file: File
    values: dict[str, str]
    line: str

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def lines_of(data: bytes) -> list[bytes]:
    """The non-empty lines (section 3); LF or CRLF."""
    lines = (line[:-1] if line.endswith(b"\r") else line for line in data.split(b"\n"))
    return [line for line in lines if line]


def repeats(parts: Iterable[bytes]) -> Counter[str]:
    """Records (of XML, messages) that repeat another of their file, and the distinct ones that have a twin (section 4)."""
    twins = [n for n in Counter(parts).values() if n > 1]
    return Counter({"repeated-lines": sum(twins) - len(twins), "distinct-twins": len(twins)})


YEN = "\u00a5"


def split_plain(line: bytes, separator: str) -> list[bytes]:
    """Split on bytes first, `¥` as C2 A5 or A5; decoded after splitting (2.2)."""
    line = unwrapped(line)
    return re.split(rb"\xc2\xa5|\xa5", line) if separator == YEN else line.split(separator.encode())


def split_quoted(line: bytes, separator: str) -> list[bytes]:
    return [text.encode("latin-1") for text in next(csv.reader([line.decode("latin-1")], delimiter=separator))]


def records(file: File, data: bytes, separator: str, split: Callable[[bytes, str], list[bytes]] = split_plain) -> list[Record]:
    """The rows of a delimited file; a wrong number of fields is rejected here, first of all reasons (section 3)."""
    lines = lines_of(data)
    header = [decoded(trimmed(name)).lower() for name in split(lines[0], separator)]
    file.findings += repeats(lines[1:])
    rows: list[Record] = []
    for line in lines[1:]:
        file.read += 1
        fields = split(line, separator)
        if len(fields) != len(header):
            file.rejected["field-count"] += 1
            continue
        values: dict[str, str] = {}
        for name, raw in zip(header, fields):
            values.setdefault(name, known(raw))
        file.findings.update(identity_findings(values.get("kc_nir", ""), *(values.get(c, "") for c in IDENTIFIER_COLUMNS)))
        rows.append(Record(file, values, separator.join(map(decoded, fields))))
    return rows


def day(text: str) -> date | None:
    """yyyy-mm-dd, alone or followed by a time; None if not a calendar date (section 3)."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?)?", text)
    if not found:
        return None
    if int(found[4] or 0) > 23 or int(found[5] or 0) > 59 or int(found[6] or 0) > 59:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def number(text: str) -> Fraction | None:
    """A decimal number, with a point or a comma; None if it is none."""
    if not re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", text):
        return None
    return Fraction(text.replace(",", "."))


# ------------------------------------------------------------------------------------------------- calendar, codes (3)

def add_months(start: date, months: int) -> date:
    """Calendar months; a date that does not exist becomes the last day of that month (section 5)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def month_of(d: date) -> str:
    return f"{d.year:04}-{d.month:02}"


def siret(text: str) -> str | None:
    if not re.fullmatch(r"[0-9]{11,14}", text):
        return None
    text = text.zfill(14)
    digits = [int(c) for c in text]
    doubled = sum(d if i % 2 else (2 * d if d < 5 else 2 * d - 9) for i, d in enumerate(digits))
    luhn = doubled % 10 == 0
    la_poste = text.startswith("356000000") and sum(digits) % 5 == 0
    return text if set(text) != {"0"} and (luhn or la_poste) else None


def without_point_zero(text: str) -> str:
    """Digits followed by `.0` lose it (section 3).

    READING: digits 0-9 alone, then exactly `.0`; `AB12.0` and `12.00` stay as they are."""
    return text[:-2] if re.fullmatch(r"[0-9]+\.0", text) else text


def nir(text: str, key: str = "") -> str | None:
    """The 13 characters of a usable NIR: possible form, and the right key if there is one. Blanks inside are dropped.

    READING: blanks go first, then `.0`; blanks inside a key that stands alone go too."""
    text, key = (re.sub(rf"[\s{BLANKS}]", "", part) for part in (text, key))
    text = without_point_zero(text).upper()
    if len(text) == 15 and not key:
        text, key = text[:13], text[13:]
    if not re.fullmatch(r"[1-8][0-9]{4}([0-9]{2}|2A|2B)[0-9]{6}", text):
        return None
    if key:
        corsica = {"2A": "19", "2B": "18"}
        n = int(text[:5] + corsica.get(text[5:7], text[5:7]) + text[7:])
        if not re.fullmatch(r"[0-9]{2}", key) or int(key) != 97 - n % 97:
            return None
    return text


def identifier(text: str) -> str:
    """Trimmed, upper case, without leading zeros, and `.0`; "" = unknown, as is what has no digit (section 3).

    READING: one with another character than letters and digits (`12-3`) is an identifier, and a finding only."""
    text = without_point_zero(text.strip(BLANKS)).upper().lstrip("0")
    return text if re.search(r"[0-9]", text) else ""


IDENTIFIER_COLUMNS = ("dc_individu_national", "dn_individu_national", "kc_individu_national")


def identity_findings(number: str, *identifiers: str) -> list[str]:
    """An unusable NIR; an identifier with another character than letters and digits (section 3).

    READING: what has no digit is no identifier, and no finding; rows of a wrong number of fields are not looked at."""
    odd = any(re.search(r"[^A-Z0-9]", identifier(text)) for text in identifiers)
    return ["nir"] * (number != "" and nir(number) is None) + ["identifier"] * odd


def possible_departement(code: str) -> bool:
    if re.fullmatch(r"9[78][0-9]", code) or code in ("2A", "2B"):
        return True
    return re.fullmatch(r"[0-9]{2}", code) is not None and 1 <= int(code) <= 95 and code != "20"


def departement_of_commune(commune: str) -> str | None:
    """None if there is no commune or it cannot be a code."""
    commune = padded_commune(commune)
    if not re.fullmatch(r"([0-9]{2}|2A|2B)[0-9]{3}", commune):
        return None
    code = commune[:3] if commune[:2] in ("97", "98") else commune[:2]
    return code if possible_departement(code) else None


def padded_commune(text: str) -> str:
    """Commune codes of four digits are padded, as in a reference (2.9).

    READING: everywhere: of establishments, trainings and answers too."""
    return "0" + text if re.fullmatch(r"[0-9]{4}", text) else text


def padded_postcode(text: str) -> str:
    return "0" + text if re.fullmatch(r"[0-9]{4}", text) else text


def departement_of_postcode(postcode: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", postcode):
        return "?"
    if postcode[:2] == "20":
        return "2A" if postcode[:3] in ("200", "201") else "2B"
    code = postcode[:3] if postcode[:2] in ("97", "98") else postcode[:2]
    return code if possible_departement(code) else "?"


def departement_code(text: str) -> str:
    """A département column: one digit is padded, what is no département is `?`."""
    text = "0" + text if re.fullmatch(r"[0-9]", text) else text
    return text if possible_departement(text) else "?"


def padded_bassin(text: str) -> str:
    return text.zfill(4) if re.fullmatch(r"[0-9]{1,3}", text) else text or "?"


SECTIONS = {"A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47), "H": (49, 53),
            "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82), "O": (84, 84),
            "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99)}
SECTORS = {"A": "agriculture", "B": "industry", "C": "industry", "D": "industry", "E": "industry", "F": "construction",
           "G": "commerce", "O": "public", "U": "public", "I": "chr"}


def naf_code(text: str) -> str:
    """Four digits and a letter, with or without a dot after the second digit; "" if it is none (section 3)."""
    found = re.fullmatch(r"([0-9]{2})\.?([0-9]{2}[A-Z])", text.upper())
    return found[1] + found[2] if found else ""


def sector(text: str, contract: int | None) -> str:
    """The first that fits (section 3). NAF 2025 has other letters for sections, and the same divisions.

    READING: `interim_naf` looks at valid codes only: 7820 without its letter is `?`."""
    naf = naf_code(text)
    if contract == CTT or re.fullmatch(INTERIM_NAF.replace("*", ".*"), naf):
        return "interim"
    if not naf:
        return "?"
    for section, (low, high) in SECTIONS.items():
        if low <= int(naf[:2]) <= high:
            return SECTORS.get(section, "services")
    return "?"


# ---------------------------------------------------------------------------------------------------- reference tables

Weights = dict[int, dict[str, dict[str, Fraction]]]       # by year, then by code: what it weighs for each other code


class Reference:
    """Commune -> bassin, ROME -> FAP and NAF -> FAP weights, by year where a file carries one (2.9)."""

    def __init__(self, folder: Path) -> None:
        self.bassins: dict[int, dict[str, str]] = defaultdict(dict)
        for row in self.rows(folder / "commune-bassin.csv"):
            commune, bassin = padded_commune(row["commune"]), padded_bassin(row["bassin"])
            if self.bassins[self.year(row)].setdefault(commune, bassin) != bassin:
                raise SystemExit(f"commune-bassin.csv: {commune} lies in two bassins")
        self.rome_faps = self.shares(folder / "fap-rome.csv", "rome")
        self.naf_faps = self.shares(folder / "naf-fap.csv", "naf")
        self.rome_nafs: Weights = defaultdict(lambda: defaultdict(lambda: defaultdict(Fraction)))
        for row in self.rows(folder / "rome-naf.csv"):
            self.rome_nafs[self.year(row)][naf_code(row["naf_id"])][row["rome_id"]] += number(row["hirings"]) or 0
        self.places_hires = any((folder / name).exists() for name in ("naf-fap.csv", "rome-naf.csv"))
        self.has_naf_fap = (folder / "naf-fap.csv").exists()

    def shares(self, path: Path, column: str) -> Weights:
        """FAP weights by ROME or NAF; 1/n where the file has none; a sum more than 0.001 off 1 stops (2.9).

        READING: weights count as they stand: a sum of 0.9999 is not brought to 1."""
        found: Weights = defaultdict(lambda: defaultdict(dict))
        rows = self.rows(path)
        weighed = any(row["weight"] for row in rows)
        for row in rows:
            code = naf_code(row[column]) if column == "naf" else row[column]
            found[self.year(row)][code][row["fap"]] = number(row["weight"]) or Fraction(0)
        for version in found.values():
            for code, weights in version.items():
                if not weighed:
                    weights.update({fap: Fraction(1, len(weights)) for fap in weights})
                elif abs(sum(weights.values()) - 1) > Fraction(1, 1000):
                    raise SystemExit(f"{path.name}: the weights of {code} do not sum to 1")
        return found

    @staticmethod
    def rows(path: Path) -> list[Record]:
        """The rows, in the order of their lines' bytes so that line order changes nothing."""
        if not path.exists():
            return []
        return sorted(records(described(path), content(path), ",", split_quoted), key=lambda r: r.line)

    @staticmethod
    def year(row: Record) -> int:
        return int(row["annee"] or row["year"] or 0)

    @staticmethod
    def version(years: dict[int, dict], year: int) -> dict:
        """The latest that is not after the fact's year, else the earliest."""
        if not years:
            return {}
        return years[max((y for y in years if y <= year), default=min(years))]

    def bassin(self, commune: str, year: int) -> str:
        table = self.version(self.bassins, year)
        commune = padded_commune(commune)
        if commune not in table and re.fullmatch(r"[0-9]{5}", commune):
            code = int(commune)
            commune = ("75056" if 75101 <= code <= 75120 else "69123" if 69381 <= code <= 69389
                       else "13055" if 13201 <= code <= 13216 else commune)
        return table.get(commune, "?")

    def faps_of(self, naf: str, year: int) -> dict[str, Fraction]:
        """The share of each FAP in a NAF: by naf-fap, else by rome-naf through fap-rome (2.9); `?` = no FAP for it.

        READING: rome-naf that repeats a (ROME, NAF) adds up; it may carry a year, like every reference."""
        if self.has_naf_fap:
            return self.version(self.naf_faps, year).get(naf_code(naf)) or {"?": Fraction(1)}
        parts: dict[str, Fraction] = defaultdict(Fraction)
        whole = Fraction(0)
        faps = self.version(self.rome_faps, year)
        for rome, hirings in self.version(self.rome_nafs, year).get(naf_code(naf), {}).items():
            whole += hirings if rome in faps else 0
            for fap, share in faps.get(rome, {}).items():
                parts[fap] += hirings * share
        return {fap: part / whole for fap, part in parts.items()} if whole else {"?": Fraction(1)}


# ---------------------------------------------------------------------------------------------------------- versions

def settle_latest(rows: Iterable[Record], key: Callable[[Record], object]) -> list[Record]:
    """Versions of the sources other than DPAE (section 4): the latest delivery, then the greatest row; of equal
    repeats, the first file name in byte order is accepted."""
    groups: dict[object, list[Record]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    standing = []
    for group in groups.values():
        group.sort(key=lambda r: r.file.base)
        best = max(group, key=lambda r: (r.file.when, r.line))     # max keeps the first of equals
        standing.append(best)
        best.file.accepted += 1
        for row in group:
            if row is not best:
                row.file.superseded += 1
    return standing


# --------------------------------------------------------------------------------------------------------- register (2.7)

class Register:
    def __init__(self, files: list[File]) -> None:
        rows: list[Record] = []
        for file in files:
            for row in records(file, content(file.path), "|"):
                if identifier(row["kc_individu_national"]):
                    rows.append(row)
                else:
                    file.rejected["person"] += 1
        self.birth: dict[str, date | None] = {}
        owners: dict[str, list[Record]] = defaultdict(list)
        for row in settle_latest(rows, lambda r: identifier(r["kc_individu_national"])):
            self.birth[identifier(row["kc_individu_national"])] = day(row["kd_datenaissance"])
            if number_13 := nir(row["kc_nir"]):
                owners[number_13].append(row)
        self.owner: dict[str, str] = {}
        for number_13, claims in owners.items():
            latest = max(row.file.when for row in claims)
            self.owner[number_13] = min(identifier(r["kc_individu_national"]) for r in claims if r.file.when == latest)


# ------------------------------------------------------------------------------------------------------------- DPAE

Person = tuple[str, str]


@dataclass
class Declaration:
    """A valid declaration. Derived values are filled in by `place`."""
    file: File
    siret: str
    person: Person | None
    hire: date
    contract: int
    end: date | None              # None for CDI
    created: date | None
    naf: str
    commune: str
    postcode: str
    scheme: str                   # KC_ORGANISME_SOURCE
    test: bool = False
    departement: str = "?"
    bassin: str = "?"
    told: str = ""                # the delivery that first told of the hire

    @property
    def order(self) -> tuple:
        """The greatest version stands (section 4).

        READING: a NAF as written still has its dot, a commune of four digits is not padded here."""
        return (self.file.when, self.created or date.min, self.contract, self.end or date.min,
                self.naf, self.commune, self.postcode)

    @property
    def days(self) -> int | None:
        """Duration of a CDD or CTT; None = unknown."""
        if self.contract == CDI or self.end is None:
            return None
        days = (self.end - self.hire).days + 1
        return days if days <= 1500 else None

    @property
    def interim(self) -> bool:
        return self.sector == "interim"

    @property
    def sector(self) -> str:
        return sector(self.naf, self.contract)

    @property
    def contract_class(self) -> str:
        if self.interim:
            return "interim"
        if self.contract == CDI:
            return "CDI"
        if self.days is None:
            return "CDD ?"
        return "CDD>=6m" if self.days >= 182 else "CDD 1-6m" if self.days >= 32 else "CDD<=1m"

    @property
    def one_month(self) -> bool:
        return self.contract == CDI or (self.days or 0) >= 30

    @property
    def durable(self) -> bool:
        return self.contract == CDI or (self.days or 0) >= 182


CONTRACT_CODES = {"1": CDD, "2": CDI, "3": CTT}
CONTRACT_NAMES = {"CDD": CDD, "CDI": CDI, "CTT": CTT}


def declaration(file: File, row: dict[str, str], contracts: dict[str, int], register: Register) -> Declaration | None:
    """A declaration, or None after counting the first reason that applies (section 3)."""
    def reject(reason: str) -> None:
        file.rejected[reason] += 1

    establishment = siret(row["siret"])
    if establishment is None:
        return reject("siret")
    hire = day(row["hire"])
    if hire is None:
        return reject("hire-date")
    if hire < date(2000, 1, 1):
        return reject("hire-before-2000")
    contract = contracts.get(row["contract"])
    if contract is None:
        return reject("contract")
    end = None
    if contract != CDI and row["end"]:
        end = day(row["end"])
        if end is None:
            return reject("end-date")
        if end < hire:
            return reject("end-before-hire")
    return Declaration(file, establishment, person_of(row, register), hire, contract, end, day(row["created"]),
                       row["naf"], row["commune"], padded_postcode(row["postcode"]), row["scheme"])


def person_of(row: dict[str, str], register: Register) -> Person | None:
    """National identifier; else the register's for the NIR; else the NIR; else unknown (section 4)."""
    if national := identifier(row["national"]):
        return ("national", national)
    number_13 = nir(row["nir"], row["key"])
    if number_13 is None:
        return None
    if number_13 in register.owner:
        return ("national", register.owner[number_13])
    return ("nir", number_13)


FLAT_COLUMNS = {"siret": "kc_siret", "hire": "kd_dateembauche", "contract": "dc_typecontrat_id", "end": "dd_datefincdd",
                "created": "kd_datecreation", "naf": "dc_naf_id", "commune": "dc_commune_id", "postcode": "dc_codepostal",
                "scheme": "kc_organisme_source"}


def flat_declarations(file: File, data: bytes, register: Register) -> Iterator[Declaration]:
    """XDP and LBB layouts, recognised by their header (2.1, 2.2)."""
    header = lines_of(data)[0].lower()
    file.layout = "XDP" if b"dc_individu_national" in header else "LBB"
    file.width = len(re.split(rb"\xc2\xa5|\xa5|\|", header))
    for record in records(file, data, YEN if b"\xa5" in header else "|"):
        row = {field: record[column] for field, column in FLAT_COLUMNS.items()}
        persons = file.layout == "XDP"
        row |= {"national": record["dc_individu_national"] if persons else "",
                "nir": record["kc_nir"] if persons else "", "key": ""}
        hire = day(row["hire"])
        if hire and file.first and not file.first <= hire <= file.last:
            file.findings["outside-range"] += 1
        if found := declaration(file, row, CONTRACT_CODES, register):
            yield found


def local(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def xml_text(element: ElementTree.Element, path: str) -> str:
    """The trimmed text of the first descendant found through a path of local names, each at any depth."""
    for name in path.split("/"):
        found = next((e for e in element.iter() if e is not element and local(e) == name), None)
        if found is None:
            return ""
        element = found
    return (element.text or "").strip(BLANKS)


XML_PATHS = {"siret": "FR_EmployerIdentity/FR_Organization.SIRET.Identifier", "naf": "FR_EmployerIdentity/FR_Organization.APE.Code",
             "postcode": "FR_EmployerAddress/FR_PostalAddress.Postal.Code", "nir": "FR_NNI/FR_NNI.NIR.Identifier",
             "key": "FR_NNI/FR_NNI.NIRKey.Text", "hire": "FR_Contract/FR_Contract.StartContract.Date",
             "end": "FR_Contract/FR_Contract.EndContract.Date", "contract": "FR_Contract/FR_Contract.Nature.Code"}

MESSAGE = re.compile(rb"(?:<\?xml[^>]*\?>\s*)?<((?:[\w.-]+:)?FR_DUE_Upload)[\s>].*?</\1\s*>", re.DOTALL)


def xml_declarations(file: File, data: bytes, register: Register) -> Iterator[Declaration]:
    """FR_DUE messages, one or many in a file; one FR_DuesGroup per declaration (2.3)."""
    file.layout = "XML"
    file.findings += repeats(message[0] for message in MESSAGE.finditer(data))
    for message in MESSAGE.finditer(data):
        root = ElementTree.fromstring(message[0])
        test = xml_text(root, "FR_DUE_Upload.Test.Indicator") == "1"
        for group in (e for e in root.iter() if local(e) == "FR_DuesGroup"):
            file.read += 1
            row = {field: xml_text(group, path) for field, path in XML_PATHS.items()}
            row |= {"national": "", "created": "", "commune": "", "scheme": ""}
            if row["nir"] and nir(row["nir"], row["key"]) is None:
                file.findings["nir"] += 1
            if found := declaration(file, row, CONTRACT_NAMES, register):
                found.test = test
                yield found


def settle_hires(files: list[File], register: Register, reference: Reference, as_of: date) -> list[Declaration]:
    """The accepted hires (section 4)."""
    valid: list[Declaration] = []
    for file in files:
        data = content(file.path)
        reader = xml_declarations if data.lstrip()[:1] == b"<" else flat_declarations
        valid.extend(reader(file, data, register))
    candidates = [d for d in valid if not filtered(d, files, as_of)]
    hires = standing_versions([d for d in candidates if d.person]) + \
        not_replaced([d for d in candidates if not d.person], files)
    for hire in hires:
        hire.file.accepted += 1
        of_commune = departement_of_commune(hire.commune)
        hire.departement = of_commune or departement_of_postcode(hire.postcode)
        hire.bassin = reference.bassin(hire.commune, hire.hire.year) if of_commune else "?"
    return hires


def filtered(d: Declaration, files: list[File], as_of: date) -> bool:
    reason = None
    if d.test:
        reason = "test-message"
    elif d.hire > as_of:
        reason = "after-as-of"
    elif d.file.layout == "LBB" and any(f.layout == "XDP" and f.holds(d.hire) for f in files):
        reason = "covered-by-xdp"
    if reason:
        d.file.filtered[reason] += 1
    return reason is not None


def standing_versions(declarations: list[Declaration]) -> list[Declaration]:
    groups: dict[tuple, list[Declaration]] = defaultdict(list)
    for d in declarations:
        groups[d.siret, d.person, d.hire].append(d)
    standing = []
    for group in groups.values():
        group.sort(key=lambda d: d.file.base)
        # READING: of repeats that differ in the scheme alone the greatest stands; max keeps the first of equals.
        best = max(group, key=lambda d: (d.order, d.scheme))
        best.told = min(d.file.when for d in group)
        standing.append(best)
        for d in group:
            if d is not best:
                d.file.superseded += 1
    return standing


def not_replaced(declarations: list[Declaration], files: list[File]) -> list[Declaration]:
    """Declarations of unknown person: a later full delivery of the same layout replaces those in its range; those of a
    copy are superseded (section 4)."""
    standing = []
    for d in declarations:
        d.told = d.file.when
        if d.file.copy or any(f.replaces(d.file) and f.when > d.file.when and f.holds(d.hire) for f in files):
            d.file.superseded += 1
        else:
            standing.append(d)
    return standing


# --------------------------------------------------------------------------------------------------- trainings, costs (2.6)

@dataclass
class Training:
    person: str                   # national identifier, "" = unknown
    session: str
    start: date
    end: date | None
    dispositif: str
    certified: bool
    departement: str
    amount: Fraction = Fraction(0)

    @property
    def training_type(self) -> str:
        if self.dispositif == "AFPR" or self.dispositif.startswith(("POEI", "POEC")):
            return "prealable"
        return "certifiante" if self.certified else "qualifiante"


def training_rejection(row: Record) -> str | None:
    start, end = day(row["dd_datedebutplanformation"]), day(row["dd_datefinplanformation"])
    if not row["dn_session_id"]:
        return "session"
    if start is None:
        return "start-date"
    if row["dd_datefinplanformation"] and end is None:
        return "end-date"
    if end is not None and end < start:
        return "end-before-start"
    return None


def read_trainings(files: list[File], as_of: date) -> list[Training]:
    """The accepted training records: one per (person, session), and those of the latest delivery without person."""
    persons: list[Record] = []
    nobody: list[Record] = []
    for file in files:
        for row in records(file, content(file.path), "|"):
            if reason := training_rejection(row):
                file.rejected[reason] += 1
            elif day(row["dd_datedebutplanformation"]) > as_of:
                file.filtered["after-as-of"] += 1
            else:
                (persons if identifier(row["dn_individu_national"]) else nobody).append(row)
    standing = settle_latest(persons, lambda r: (identifier(r["dn_individu_national"]), r["dn_session_id"]))
    latest = max((file.when for file in files), default="")
    for row in nobody:
        if row.file.when == latest and not row.file.copy:
            row.file.accepted += 1
            standing.append(row)
        else:
            row.file.superseded += 1
    return [training(row) for row in standing]


def training(row: Record) -> Training:
    certified = any(row[f"dn_certifinfo_{i}_id"] for i in range(1, 6))
    place = departement_of_commune(row["dc_insee_lieuformation"]) or departement_code(row["departement"])
    return Training(identifier(row["dn_individu_national"]), row["dn_session_id"], day(row["dd_datedebutplanformation"]),
                    day(row["dd_datefinplanformation"]), row["c_dispositifformation"] or "?", certified, place)


def read_costs(files: list[File]) -> dict[str, Fraction]:
    """Euro by session: a later delivery replaces, lines of one delivery add up (section 4)."""
    sessions: dict[str, list[Record]] = defaultdict(list)
    for file in files:
        for row in records(file, content(file.path), "|"):
            if not row["kc_referencement"]:
                file.rejected["session"] += 1
            elif number(row["dn_montantpayedecisionbureau"]) is None:
                file.rejected["amount"] += 1
            else:
                sessions[row["kc_referencement"]].append(row)
    costs: dict[str, Fraction] = {}
    for session, rows in sessions.items():
        latest = max(row.file.when for row in rows)
        costs[session] = Fraction(0)
        for row in rows:
            if row.file.when == latest and not row.file.copy:
                row.file.accepted += 1
                costs[session] += number(row["dn_montantpayedecisionbureau"])
            else:
                row.file.superseded += 1
    return costs


def share_costs(trainings: list[Training], costs: dict[str, Fraction]) -> None:
    """The amount of a session is shared equally among its entries (section 7)."""
    entries = Counter(t.session for t in trainings)
    for t in trainings:
        t.amount = costs.get(t.session, Fraction(0)) / entries[t.session]


# ------------------------------------------------------------------------------------------------------- BMO open data (2.4)

@dataclass
class Need:
    year: int
    region: str
    departement: str
    bassin: str
    family: str
    metier: str
    bounds: tuple[Fraction, ...]      # projects low, high; difficult low, high; seasonal low, high
    secret: bool


def column_index(reference: str) -> int:
    index = 0
    for letter in re.match(r"[A-Z]+", reference)[0]:
        index = index * 26 + ord(letter) - 64
    return index


def workbook_rows(data: bytes) -> Iterator[list[dict[int, str]]]:
    """The rows of each sheet, cells found by their reference; values as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            strings = [string_item(si) for si in root if local(si) == "si"]
        for name in sorted(n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", n)):
            rows: list[dict[int, str]] = []
            with archive.open(name) as sheet:
                for _, element in ElementTree.iterparse(sheet):
                    if local(element) == "row":
                        rows.append({column_index(c.get("r")): cell_text(c, strings) for c in element if local(c) == "c"})
                        element.clear()
            yield rows


def string_item(item: ElementTree.Element) -> str:
    """The text of <si> or <is>: its <t>, or those of its runs; phonetic runs are not text."""
    parts = [e for e in item if local(e) == "t"]
    for run in (e for e in item if local(e) == "r"):
        parts.extend(e for e in run if local(e) == "t")
    return "".join(part.text or "" for part in parts)


def cell_text(cell: ElementTree.Element, strings: list[str]) -> str:
    for child in cell:
        if local(child) == "is":
            return string_item(child)
        if local(child) == "v":
            text = child.text or ""
            return strings[int(text)] if cell.get("t") == "s" else text
    return ""


BMO_COLUMNS = {"annee": "year", "code métier bmo": "metier", "famille_met": "family", "dept": "departement", "reg": "region",
               "met": "met", "xmet": "xmet", "smet": "smet"}


def is_bassin(column: str) -> bool:
    return re.fullmatch(r"be[0-9]{2}", column) is not None


def bmo_columns(header: dict[int, str]) -> dict[str, int] | None:
    """Column numbers by field, or None if this row is not the header."""
    columns: dict[str, int] = {}
    for index, name in header.items():
        name = name.strip(BLANKS).lower()
        if is_bassin(name):
            columns.setdefault("bassin", index)
        elif name in BMO_COLUMNS:
            columns.setdefault(BMO_COLUMNS[name], index)
    return columns if len(columns) == len(BMO_COLUMNS) + 1 else None


def bmo_rows(file: File, data: bytes) -> Iterator[dict[str, str]]:
    """The rows of a workbook or of a `;` file, as fields."""
    if data[:2] == b"PK":
        for rows in workbook_rows(data):
            at = next((i for i, row in enumerate(rows) if bmo_columns(row)), None)
            if at is not None:
                columns = bmo_columns(rows[at])
                for row in rows[at + 1:]:
                    if any(text.strip(BLANKS) for text in row.values()):
                        file.read += 1
                        yield {f: known(row.get(c, "")) for f, c in columns.items()}
                return
        raise SystemExit(f"{file.name}: no sheet has the BMO header")
    for row in records(file, data, ";", split_quoted):
        yield {f: row[c] for c, f in BMO_COLUMNS.items()} | {"bassin": next(v for c, v in row.values.items() if is_bassin(c))}


def measure(text: str, blank_is_zero: bool) -> tuple[Fraction, Fraction] | None | str:
    """Bounds of a visible value, "*" for a secret, None for an invalid one (section 5)."""
    if text == "*":
        return text
    if text == "":
        return (Fraction(0), Fraction(0)) if blank_is_zero else None
    value = number(text)
    return None if value is None or value < 0 else (value, value)


def need(file: File, row: dict[str, str]) -> Need | None:
    year = re.fullmatch(r"([0-9]{4})(\.0+)?", row["year"])
    parts = {name: measure(row[name], name != "met") for name in ("met", "xmet", "smet")}
    reason = "year" if not year else "metier" if not row["metier"] else next((n for n, p in parts.items() if p is None), None)
    if reason:
        file.rejected[reason] += 1
        return None
    secret = parts["met"] == "*"
    met = (Fraction(1), Fraction(4)) if secret else parts["met"]
    cap = (Fraction(0), min(Fraction(4), met[1]))
    xmet, smet = (cap if parts[n] == "*" else parts[n] for n in ("xmet", "smet"))
    region = row["region"].zfill(2) if row["region"] else "?"
    departement = row["departement"].zfill(2) if row["departement"] else "?"
    bassin = re.sub(r"\.0+$", "", row["bassin"])
    return Need(int(year[1]), region, departement, padded_bassin(bassin), row["family"] or "?", row["metier"],
                (*met, *xmet, *smet), secret)


def read_needs(files: list[File], as_of: date) -> list[Need]:
    """One file per `annee`, one row per (métier, bassin, département), no year after that of the as-of date (section 4).

    READING: a row is repeated within its file and its `annee`; the key is of canonical codes (padded bassin and
    département)."""
    owner: dict[int, File] = {}
    needs: list[Need] = []
    for file in sorted(files, key=lambda f: f.base):
        places: set[tuple] = set()
        for row in bmo_rows(file, content(file.path)):
            found = need(file, row)
            if found is None:
                continue
            place = (found.year, found.metier, found.bassin, found.departement)
            if place in places:
                file.rejected["repeated"] += 1
                continue
            places.add(place)
            if found.year > as_of.year:
                file.filtered["after-as-of"] += 1
            elif owner.setdefault(found.year, file) is file:
                file.accepted += 1
                needs.append(found)
            else:
                file.superseded += 1
    return needs


# ----------------------------------------------------------------------------------------------- survey, offers, trust, plan

@dataclass
class Answer:
    year: int
    siret: str
    sector: str
    departement: str
    bassin: str
    weight: Fraction
    projects: dict[str, Fraction]     # by FAP, above 0

    @property
    def total(self) -> Fraction:
        return sum(self.projects.values(), Fraction(0))


def survey_faps(columns: Iterable[str]) -> list[str]:
    """The project columns: FAP codes; X<FAP> and S<FAP> hold other things (2.5)."""
    return [c for c in columns if re.fullmatch(r"[a-z][0-9][a-z][0-9]{2}", c)]


def survey_year(row: Record) -> int:
    return 2000 + int(next(c for c in row.values if re.fullmatch(r"be[0-9]{2}", c))[2:])


def read_survey(files: list[File], as_of: date) -> list[Answer]:
    rows: list[Record] = []
    for file in files:
        for row in records(file, content(file.path), ";"):
            weight = number(row[f"ponder{survey_year(row) % 100:02}"])
            projects = [number(row[c]) for c in survey_faps(row.values) if row[c]]
            reason = ("siret" if siret(row["siret"]) is None else "weight" if weight is None or weight < 0
                      else "projects" if any(p is None or p < 0 for p in projects) else None)
            if reason:
                file.rejected[reason] += 1
            elif survey_year(row) > as_of.year:
                file.filtered["after-as-of"] += 1
            else:
                rows.append(row)
    return [answer(row) for row in settle_latest(rows, lambda r: (siret(r["siret"]), survey_year(r)))]


def answer(row: Record) -> Answer:
    year = survey_year(row)
    projects = {c.upper(): number(row[c]) for c in survey_faps(row.values) if row[c]}
    return Answer(year, siret(row["siret"]), sector(row["naf732"], None),
                  departement_of_commune(row["cdcmet"]) or departement_code(row["dept"]),
                  padded_bassin(row[f"be{year % 100:02}"]), number(row[f"ponder{year % 100:02}"]),
                  {fap: n for fap, n in projects.items() if n > 0})


@dataclass
class Offer:
    region: str
    departement: str
    filed: date
    filled: date | None

    @property
    def days(self) -> int:
        return (self.filled - self.filed).days

    def filled_in(self, since: date, until: date) -> bool:
        return self.filled is not None and since < self.filled <= until

    def open(self, at: date) -> bool:
        """Filed up to that day and not filled by then (section 5)."""
        return self.filed <= at and not (self.filled and self.filled <= at)


def read_offers(files: list[File]) -> list[Offer]:
    rows: list[Record] = []
    for file in files:
        for row in records(file, content(file.path), ";"):
            filed, filled = day(row["date_depot"]), day(row["date_satisfaction"])
            reason = ("offer" if not row["offre"] else "filed-date" if filed is None
                      else "filled-date" if row["date_satisfaction"] and filled is None
                      else "filled-before-filed" if filled and filled < filed else None)
            if reason:
                file.rejected[reason] += 1
            else:
                rows.append(row)
    return [Offer(r["region"] or "?", departement_code(r["departement"]), day(r["date_depot"]), day(r["date_satisfaction"]))
            for r in settle_latest(rows, lambda r: r["offre"])]


def read_trust(files: list[File]) -> list[tuple[str, Fraction]]:
    """(answer, weight) of each standing answer."""
    rows: list[Record] = []
    for file in files:
        for row in records(file, content(file.path), ";"):
            weight = number(row["ponderation"])
            reason = ("siret" if siret(row["siret"]) is None else "date" if day(row["date_reponse"]) is None
                      else "trust" if row["confiance"] not in ("oui", "non", "") else "weight" if weight is None else None)
            if reason:
                file.rejected[reason] += 1
            else:
                rows.append(row)
    standing = settle_latest(rows, lambda r: (siret(r["siret"]), day(r["date_reponse"])))
    return [(r["confiance"], number(r["ponderation"])) for r in standing]


def read_plan(files: list[File]) -> dict[str, Fraction]:
    targets: dict[str, Fraction] = {}
    for file in files:
        for row in records(file, content(file.path), ";"):
            file.accepted += 1
            targets[row["month"]] = number(row["target"]) or Fraction(0)
    return targets


# ------------------------------------------------------------------------------------------------- published series (2.10)

PUBLISHED_CONTRACTS = {"CDI": "CDI", "CDD de plus d'un mois": "CDD>1m"}


def read_published(files: list[File]) -> dict[tuple[str, str], Fraction]:
    """`dpae_brut` of the region by month and contract, from the monthly files; the quarterly ones serve no table.

    READING: rows of one file add up (a region may come in its former parts); of two files that give the same month and
    contract the first name in byte order stands."""
    series: dict[tuple[str, str], Fraction] = {}
    for file in files:
        of_file: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        for row in records(file, content(file.path), ";", split_quoted):
            if "dernier_jour_du_mois" not in row.values:
                file.accepted += 1
                continue
            month, count = day(row["dernier_jour_du_mois"]), number(row["dpae_brut"])
            if month is None or count is None:
                file.rejected["month" if month is None else "count"] += 1
                continue
            file.accepted += 1
            if row["code_region"].zfill(2) == REGION and row["nature_de_contrat"] in PUBLISHED_CONTRACTS:
                of_file[month_of(month), PUBLISHED_CONTRACTS[row["nature_de_contrat"]]] += count
        for key, count in of_file.items():
            series.setdefault(key, count)
    return series


# ---------------------------------------------------------------------------------------------- what was observed (4b)

Run = tuple[date, date]


@dataclass
class Observed:
    """The days that count as covered, as runs of days, and until when hires, trainings and offers are observed.
    None: nothing is."""
    runs: list[Run]
    covered_by_persons: bool          # some person-level delivery covers; else every day up to `hires` counts
    hires: date | None
    trainings: date | None
    offers: date | None

    def sees(self, first: date, last: date) -> bool:
        """Every day is covered, and not after observed until of hires."""
        return self.hires is not None and last <= self.hires and any(a <= first and last <= b for a, b in self.runs)

    @property
    def holes(self) -> list[Run]:
        """Runs of more uncovered days than `hole_days`, between the first covered day and observed until."""
        return [(plus(end, 1), plus(start, -1)) for (_, end), (start, _) in zip(self.runs, self.runs[1:])]


def plus(d: date, days: int) -> date:
    return d + timedelta(days=days)


def joined(ranges: Iterable[Run]) -> list[Run]:
    """Runs of covered days; up to `hole_days` uncovered ones in a row between two covered ones count as covered."""
    runs: list[Run] = []
    for first, last in sorted(ranges):
        if runs and (first - runs[-1][1]).days - 1 <= HOLE_DAYS:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def observe(declarations: list[File], trainings: list[File], offers: list[File], as_of: date) -> Observed:
    """What the visible deliveries let anybody see (section 4b).

    READING: a person-level delivery without a row covers too; one delivered before its first hire date covers nothing."""
    persons = [f for f in declarations if f.layout == "XDP" and f.first and not f.copy]
    runs = joined((f.first, min(f.last, f.day)) for f in persons if f.first <= min(f.last, f.day))
    if persons:
        until = min(as_of, runs[-1][1]) if runs else None
    elif until := latest_day(declarations, as_of):
        runs = [(date.min, until)]
    return Observed(runs, bool(persons), until, latest_day(trainings, as_of), latest_day(offers, as_of))


def latest_day(files: list[File], as_of: date) -> date | None:
    """The earlier of the as-of date and the day of the latest visible delivery.

    READING: where no delivery of the source has a date, the as-of date."""
    if not files:
        return None
    return min(as_of, max((f.day for f in files if f.day), default=as_of))


# ------------------------------------------------------------------------------------------------------------ formats (7)

def fixed(value: Fraction | int, digits: int) -> str:
    """Halves round away from zero, from the exact value."""
    value = Fraction(value)
    scaled = abs(value) * 10 ** digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = str(whole).zfill(digits + 1)
    if digits:
        text = text[:-digits] + "." + text[-digits:]
    return "-" + text if value < 0 and whole else text


def up_to_2(value: Fraction | int) -> str:
    """`needs`: up to 2 decimals, none when whole."""
    return fixed(value, 2).rstrip("0").rstrip(".")


def rate(part: Fraction | int, whole: Fraction | int) -> str:
    return fixed(Fraction(part) / Fraction(whole), 4) if whole else "nd"


def tenths(value: Fraction | int | None) -> str:
    """Medians and means: 1 decimal; `nd` of nothing."""
    return "nd" if value is None else fixed(value, 1)


def median(values: Iterable[int]) -> str:
    ordered = sorted(values)
    if not ordered:
        return "nd"
    n = len(ordered)
    return fixed(Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2), 1)


def mean(values: list[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None


def wilson(part: Fraction | int, whole: Fraction | int, n: Fraction | int) -> tuple[str, str]:
    """The 95 % Wilson interval of part/whole as of n trials, in 60 digits (section 5)."""
    if not whole or not n:
        return "nd", "nd"
    with localcontext() as context:
        context.prec = 60
        p, count = exact(Fraction(part) / Fraction(whole)), exact(Fraction(n))
        centre = p + Z * Z / (2 * count)
        half = Z * (p * (1 - p) / count + Z * Z / (4 * count * count)).sqrt()
        scale = 1 + Z * Z / count
        low, high = (centre - half) / scale, (centre + half) / scale
    return fixed(Fraction(low), 4), fixed(Fraction(high), 4)


def exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def kish(weights: Iterable[Fraction]) -> Fraction:
    """The effective number of weighted answers: (sum of w)^2 / sum of w^2 (section 5)."""
    weights = list(weights)
    squares = sum((w * w for w in weights), Fraction(0))
    return sum(weights, Fraction(0)) ** 2 / squares if squares else Fraction(0)


def unless(absent: bool, values: Iterable[str]) -> list[str]:
    """Measures that rest on an absent source are nd, never 0 (section 4b)."""
    return ["nd" if absent else value for value in values]


# -------------------------------------------------------------------------------------------------------------- tables

NUMERIC = ("year", "month_since_exit")


@dataclass
class Table:
    name: str
    dimensions: list[str]
    measures: list[str]
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def sort_key(self, row: tuple[str, ...]) -> list:
        """`total` first, numbers as numbers, the rest in byte order (section 7)."""
        return [(value != "total", int(value) if name in NUMERIC else 0, b"" if name in NUMERIC else value.encode())
                for name, value in zip(self.dimensions, row)]

    def text(self) -> str:
        ordered = sorted(self.rows, key=self.sort_key)
        return "".join(",".join(map(quoted, row)) + "\n" for row in [tuple(self.dimensions + self.measures), *ordered])


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[,"\r\n]', text) else text


def cells(facts: Iterable, dimensions: Callable[[object], tuple[str, ...]], margins: tuple[bool, ...]) -> dict[tuple, list]:
    """The facts of each row: every combination of `total` in the dimensions that have margins."""
    found: dict[tuple, list] = defaultdict(list)
    if all(margins):
        found[("total",) * len(margins)] = []
    for fact in facts:
        choices = [(value, "total") if margin else (value,) for value, margin in zip(dimensions(fact), margins)]
        for key in itertools.product(*choices):
            found[key].append(fact)
    return found


# -------------------------------------------------------------------------------------------------- training outcomes (5)

@dataclass
class Exit:
    """A training that a known person left, with all the person's hires and trainings."""
    training: Training
    birth: date | None
    hires: list[Declaration]
    trainings: list[Training]
    observed: Observed

    @property
    def end(self) -> date:
        return self.training.end

    @property
    def order(self) -> tuple:
        """The last of several exits: latest end, then latest start, then greatest session id."""
        return (self.end, self.training.start, session_order(self.training.session))

    def followed(self, months: int) -> bool:
        """Every day of (end, end + months] is covered and not after observed until."""
        return self.observed.sees(plus(self.end, 1), add_months(self.end, months))

    @property
    def mature(self) -> bool:
        return self.followed(6)

    @property
    def age_band(self) -> str:
        return age_band(self.birth, self.end)

    def hires_within(self, months: int) -> list[Declaration]:
        return [h for h in self.hires if self.end < h.hire <= add_months(self.end, months)]

    @property
    def employed(self) -> bool:
        """At work on the day observed until."""
        at = self.observed.hires
        return any(self.training.start < h.hire <= at and (h.contract == CDI or (h.end is not None and h.end >= at))
                   for h in self.hires)

    @property
    def re_entered(self) -> bool:
        return any(self.end < t.start <= add_months(self.end, 6) for t in self.trainings)


def session_order(session: str) -> tuple:
    """Compared as a number where it is one (section 5)."""
    return (0, int(session), session) if re.fullmatch(r"[0-9]+", session) else (1, 0, session)


def age_band(birth: date | None, at: date) -> str:
    if birth is None or birth > at:
        return "?"
    years = at.year - birth.year - ((at.month, at.day) < (birth.month, birth.day))
    return "<26" if years < 26 else "26-50" if years <= 50 else ">50"


def exits_of(trainings: list[Training], hires: list[Declaration], register: Register, observed: Observed) -> list[list[Exit]]:
    """All exits of each known person, in order."""
    left: dict[str, list[Training]] = defaultdict(list)
    for t in trainings:
        if t.person:
            left[t.person].append(t)
    of_person: dict[Person, list[Declaration]] = defaultdict(list)
    for h in hires:
        if h.person:
            of_person[h.person].append(h)
    persons = []
    for person, own in left.items():
        exits = [Exit(t, register.birth.get(person), of_person["national", person], own, observed) for t in own if t.end]
        if exits:
            persons.append(sorted(exits, key=lambda e: e.order))
    return persons


def in_cohort(exits: list[Exit], as_of: date) -> list[Exit]:
    return [e for e in exits if add_months(as_of, -18) < e.end <= as_of]


def leavers(persons: list[list[Exit]], as_of: date) -> list[Exit]:
    """One per person: the last mature exit of the cohort, else its last exit (section 5)."""
    found = []
    for exits in persons:
        cohort = in_cohort(exits, as_of)
        if cohort:
            found.append(([e for e in cohort if e.mature] or cohort)[-1])
    return found


def curve_leavers(persons: list[list[Exit]], as_of: date) -> list[Exit]:
    """Persons by the last exit of the cohort whose 12 months are observed (section 7)."""
    followed = ([e for e in in_cohort(exits, as_of) if e.followed(12)] for exits in persons)
    return [exits[-1] for exits in followed if exits]


def quarter_of(d: date) -> str:
    return f"{d.year:04}-Q{(d.month + 2) // 3}"


def qualified_quarters(observed: Observed, as_of: date) -> list[str]:
    """The quarters whose every exit could be mature, trainings too being observed (section 5).

    READING: last day + 6 calendar months, as for an exit of that day: 30 June gives 30 December."""
    quarters = []
    for months in range(TREND + 3):
        first = add_months(date(as_of.year, as_of.month, 1), -months)
        last = plus(add_months(first, 3), -1)
        until = add_months(last, 6)
        if (first.month % 3 == 1 and first > add_months(as_of, -TREND) and observed.sees(plus(first, 1), until)
                and observed.trainings is not None and until <= observed.trainings):
            quarters.append(quarter_of(first))
    return quarters


def exits_by_quarter(persons: list[list[Exit]], quarters: list[str]) -> list[Exit]:
    """One per person and quarter of the end: the last mature exit of the quarter (section 5)."""
    last: dict[tuple[int, str], Exit] = {}
    for index, exits in enumerate(persons):
        for e in exits:
            if quarter_of(e.end) in quarters and e.mature:
                last[index, quarter_of(e.end)] = e
    return list(last.values())


@dataclass
class Access:
    """The counts of mature exits (section 5)."""
    mature: list[Exit]

    def __post_init__(self) -> None:
        within = [e.hires_within(6) for e in self.mature]
        self.n = len(self.mature)
        self.any = sum(1 for hires in within if hires)
        self.month = sum(1 for hires in within if any(h.one_month for h in hires))
        self.durable = sum(1 for hires in within if any(h.durable for h in hires))
        self.employed = sum(1 for e in self.mature if e.employed)
        self.re_entered = sum(1 for e in self.mature if e.re_entered)
        self.first = [(min(h.hire for h in hires) - e.end).days for e, hires in zip(self.mature, within) if hires]


def training_access(world: World) -> Table:
    table = Table("training-access", ["dispositif", "departement", "age_band"],
                  ["leavers", "not_mature", "access_any", "access", "access_durable", "employed", "access_any_rate",
                   "access_rate", "access_rate_low", "access_rate_high", "access_durable_rate", "employed_rate",
                   "days_to_first_hire"])
    groups = cells(world.leavers, lambda e: (e.training.dispositif, e.training.departement, e.age_band), (True, True, True))
    for key, group in groups.items():
        a = Access([e for e in group if e.mature])
        values = [*map(str, (a.n, len(group) - a.n, a.any, a.month, a.durable, a.employed)), rate(a.any, a.n), rate(a.month, a.n),
                  *wilson(a.month, a.n, a.n), rate(a.durable, a.n), rate(a.employed, a.n), median(a.first)]
        table.rows.append((*key, *unless(world.lacks("training", "dpae"), values)))
    return table


def training_access_by_quarter(world: World) -> Table:
    table = Table("training-access-by-quarter", ["exit_quarter", "dispositif"],
                  ["leavers", "access_any", "access", "access_durable", "re_entered", "access_any_rate", "access_rate",
                   "access_rate_low", "access_rate_high", "access_durable_rate"])
    groups = cells(world.exits, lambda e: (quarter_of(e.end), e.training.dispositif), (False, True))
    for quarter in world.quarters:
        groups.setdefault((quarter, "total"), [])
    for key, group in groups.items():
        a = Access(group)
        table.rows.append((*key, *map(str, (a.n, a.any, a.month, a.durable, a.re_entered)), rate(a.any, a.n), rate(a.month, a.n),
                           *wilson(a.month, a.n, a.n), rate(a.durable, a.n)))
    return table


def training_access_curve(world: World) -> Table:
    """READING: a dispositif has its 12 rows when a leaver of the cohort (section 5) or one of the curve has it."""
    table = Table("training-access-curve", ["dispositif", "month_since_exit"], ["leavers", "access_any", "access_any_rate"])
    groups = cells(world.curve, lambda e: (e.training.dispositif,), (True,))
    for e in world.leavers:
        groups.setdefault((e.training.dispositif,), [])
    for (dispositif,), group in groups.items():
        for month in range(1, 13):
            count = sum(1 for e in group if e.hires_within(month))
            values = [str(len(group)), str(count), rate(count, len(group))]
            table.rows.append((dispositif, str(month), *unless(world.lacks("training", "dpae"), values)))
    return table


def amount(world: World, trainings: Iterable[Training]) -> str:
    """Amounts rest on entries and on costs."""
    return unless(world.lacks("training", "costs"), [fixed(sum(t.amount for t in trainings), 2)])[0]


def training_entries(world: World) -> Table:
    table = Table("training-entries", ["month", "dispositif", "training_type"], ["entries", "amount_eur"])
    groups = cells(world.trainings, lambda t: (month_of(t.start), t.dispositif, t.training_type), (True, True, True))
    table.rows = [(*key, *unless(world.lacks("training"), [str(len(group))]), amount(world, group)) for key, group in groups.items()]
    return table


def training_plan(world: World) -> Table:
    table = Table("training-plan", ["month"], ["entries", "entries_cumulated", "target", "target_cumulated", "certifying_share",
                                               "amount_eur"])
    by_month: dict[str, list[Training]] = defaultdict(list)
    for t in world.trainings:
        by_month[month_of(t.start)].append(t)
    months = set(by_month) | set(world.targets)
    for month in months:
        so_far = [m for m in months if m[:4] == month[:4] and m <= month]
        entries = by_month.get(month, [])
        certifying = sum(1 for t in entries if t.training_type == "certifiante")
        done = [str(len(entries)), str(sum(len(by_month.get(m, [])) for m in so_far))]
        planned = [up_to_2(world.targets.get(month, 0)), up_to_2(sum(world.targets.get(m, Fraction(0)) for m in so_far))]
        table.rows.append((month, *unless(world.lacks("training"), done), *unless(world.lacks("plan"), planned),
                           rate(certifying, len(entries)), amount(world, entries)))
    return table


# ------------------------------------------------------------------------------------------------------- hires and needs

def establishments(group: list[Declaration]) -> str:
    return str(len({h.siret for h in group}))


def persons(group: list[Declaration]) -> str:
    return str(len({h.person for h in group if h.person}))


def count(group: list[Declaration], test: Callable[[Declaration], bool]) -> str:
    return str(sum(1 for h in group if test(h)))


def hires_table(hires: list[Declaration]) -> Table:
    table = Table("hires", ["month", "departement", "bassin", "sector", "contract_class"], ["hires", "establishments", "persons"])
    groups = cells(hires, lambda h: (month_of(h.hire), h.departement, h.bassin, h.sector, h.contract_class), (False,) * 5)
    table.rows = [(*key, str(len(group)), establishments(group), persons(group)) for key, group in groups.items()]
    return table


def hires_by_sector(hires: list[Declaration]) -> Table:
    table = Table("hires-by-sector", ["month", "departement", "sector"],
                  ["hires", "hires_1m", "hires_durable", "establishments", "persons"])
    groups = cells(hires, lambda h: (month_of(h.hire), h.departement, h.sector), (False, True, True))
    table.rows = [(*key, str(len(g)), count(g, lambda h: h.one_month), count(g, lambda h: h.durable), establishments(g), persons(g))
                  for key, g in groups.items()]
    return table


def hires_and_published(world: World) -> Table:
    """Hires in the field of the published series, and that series (section 7).

    READING: only declarations that say their scheme are in the field (XDP; the other layouts have no such column); a row
    is a month and contract that both have, so hires of 0 make none."""
    table = Table("hires-and-published", ["month", "contract"], ["hires", "published", "ratio"])
    counts: Counter[tuple[str, str]] = Counter()
    for h in world.hires:
        if h.scheme in GENERAL_SCHEME and not h.interim and h.departement in DEPARTEMENTS_OF[REGION]:
            if h.contract == CDI:
                counts[month_of(h.hire), "CDI"] += 1
            elif (h.days or 0) > 31:
                counts[month_of(h.hire), "CDD>1m"] += 1
    table.rows = [(*key, str(counts[key]), fixed(world.published[key], 0), rate(counts[key], world.published[key]))
                  for key in set(counts) & set(world.published)]
    return table


def month_end(first: date) -> date:
    return plus(add_months(first, 1), -1)


def coverage_table(world: World, as_of: date) -> Table:
    """Days covered and hires known, month by month (section 7).

    READING: month's end + 6 calendar months as in section 5 (28 February gives 28 August). A hire is first told of by the
    earliest delivery among its versions, rows of copies among them; one of unknown person by its own. Before the month that
    follows has ended nothing is late: nd."""
    table = Table("coverage", ["month"], ["days", "covered_days", "hires", "late_share", "provisional"])
    by_month: dict[str, list[Declaration]] = defaultdict(list)
    for h in world.hires:
        by_month[month_of(h.hire)].append(h)
    observed = world.observed
    covered = [observed.runs[0][0]] if observed.covered_by_persons and observed.runs else []
    first = min(covered or [h.hire for h in world.hires], default=None)
    month = date(first.year, first.month, 1) if first else as_of
    while month <= as_of and first:
        end = month_end(month)
        seen = sum(observed.sees(plus(month, i), plus(month, i)) for i in range(end.day))
        hires = by_month.get(month_of(month), [])
        late = sum(1 for h in hires if compact_date(h.told) > month_end(add_months(month, 1)))
        settled = add_months(end, 6) <= as_of and seen == end.day
        share = rate(late, len(hires)) if month_end(add_months(month, 1)) <= as_of else "nd"
        table.rows.append((month_of(month), str(end.day), str(seen), str(len(hires)), share, "0" if settled else "1"))
        month = add_months(month, 1)
    return table


BOUNDS = ["projects_low", "projects_high", "difficult_low", "difficult_high", "seasonal_low", "seasonal_high"]


def bound_sums(group: list[Need]) -> list[str]:
    return [up_to_2(sum(n.bounds[i] for n in group)) for i in range(6)]


def needs_table(needs: list[Need]) -> Table:
    table = Table("needs", ["year", "region", "departement", "bassin", "family", "metier"], BOUNDS)
    groups = cells(needs, lambda n: (str(n.year), n.region, n.departement, n.bassin, n.family, n.metier), (False,) * 6)
    table.rows = [(*key, *bound_sums(group)) for key, group in groups.items()]
    return table


def needs_by_area(needs: list[Need]) -> Table:
    table = Table("needs-by-area", ["year", "region", "departement", "family"], [*BOUNDS, "secret_cells"])
    groups = cells(needs, lambda n: (str(n.year), n.region, n.departement, n.family), (False, True, True, True))
    table.rows = [(*key, *bound_sums(g), str(sum(n.secret for n in g))) for key, g in groups.items()]
    return table


# ------------------------------------------------------------------------------------------------ survey against hires (5)

def weight(group: Iterable[Answer]) -> Fraction:
    return sum((a.weight for a in group), Fraction(0))


@dataclass
class Intentions:
    """Answers against the hires of their establishments, non-interim, in the survey year (section 5)."""
    answers: list[Answer]
    hires: dict[tuple[str, int], list[Declaration]]

    def __post_init__(self) -> None:
        self.recruiters = [a for a in self.answers if a.total >= 1]
        self.others = [a for a in self.answers if a.total < 1]
        self.confirmed = [a for a in self.recruiters if self.hires_of(a)]
        self.confirmed_1m = [a for a in self.recruiters if self.months_of(a)]
        self.fulfilled = [a for a in self.recruiters if self.months_of(a) >= a.total]
        self.others_hiring = [a for a in self.others if self.hires_of(a)]

    def hires_of(self, a: Answer) -> list[Declaration]:
        return self.hires.get((a.siret, a.year), [])

    def months_of(self, a: Answer) -> int:
        return sum(1 for h in self.hires_of(a) if h.one_month)

    def share(self, some: list[Answer]) -> str:
        return rate(weight(some), weight(self.recruiters))

    def interval(self, some: list[Answer]) -> tuple[str, str]:
        return wilson(weight(some), weight(self.recruiters), kish(a.weight for a in self.recruiters))


def intentions(world: World, answers: list[Answer]) -> Intentions:
    hiring: dict[tuple[str, int], list[Declaration]] = defaultdict(list)
    for h in world.hires:
        if not h.interim:
            hiring[h.siret, h.hire.year].append(h)
    return Intentions(answers, hiring)


def confirmed_intentions(world: World) -> Table:
    table = Table("confirmed-intentions", ["year", "sector", "departement"],
                  ["answers", "recruiters", "recruiters_weighted", "confirmed", "confirmed_weighted", "confirmed_rate",
                   "confirmed_rate_low", "confirmed_rate_high", "confirmed_1m", "confirmed_1m_rate", "fulfilled", "fulfilled_rate",
                   "others", "others_weighted", "others_hiring_rate"])
    blind = world.lacks("dpae")
    everyone = intentions(world, [])
    groups = cells(world.answers, lambda a: (str(a.year), a.sector, a.departement), (False, True, True))
    for key, group in groups.items():
        i = Intentions(group, everyone.hires)
        of_hires = [str(len(i.confirmed)), fixed(weight(i.confirmed), 2), i.share(i.confirmed), *i.interval(i.confirmed),
                    str(len(i.confirmed_1m)), i.share(i.confirmed_1m), str(len(i.fulfilled)), i.share(i.fulfilled)]
        table.rows.append((*key, str(len(group)), str(len(i.recruiters)), fixed(weight(i.recruiters), 2), *unless(blind, of_hires),
                           str(len(i.others)), fixed(weight(i.others), 2),
                           *unless(blind, [rate(weight(i.others_hiring), weight(i.others))])))
    return table


def needs_and_hires(world: World) -> Table:
    table = Table("needs-and-hires", ["year", "bassin", "sector"], ["projects_weighted", "hires", "hires_1m", "persons"])
    years = {a.year for a in world.answers}
    answers_in = cells((a for a in world.answers if a.sector != "interim"), lambda a: (str(a.year), a.bassin, a.sector), (False,) * 3)
    hires_in = cells((h for h in world.hires if not h.interim and h.hire.year in years),
                     lambda h: (str(h.hire.year), h.bassin, h.sector), (False,) * 3)
    for key in set(answers_in) | set(hires_in):
        group = hires_in.get(key, [])
        counts = [str(len(group)), count(group, lambda h: h.one_month), persons(group)]
        table.rows.append((*key, fixed(weighted_projects(answers_in.get(key, [])), 2), *unless(world.lacks("dpae"), counts)))
    return table


def weighted_projects(answers: Iterable[Answer]) -> Fraction:
    return sum((a.weight * a.total for a in answers), Fraction(0))


def needs_and_hires_by_fap(world: World, reference: Reference) -> Table:
    """READING: a hire falls in a FAP when its share is above 0."""
    table = Table("needs-and-hires-by-fap", ["year", "fap"], ["projects_weighted", "hires_weighted"])
    years = {a.year for a in world.answers}
    projects: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    weighted: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for a in world.answers:
        if a.sector != "interim":
            for fap, n in a.projects.items():
                projects[str(a.year), fap] += a.weight * n
    blind = world.lacks("dpae") or not reference.places_hires
    for h in world.hires if reference.places_hires else []:
        if not h.interim and h.hire.year in years:
            for fap, share in reference.faps_of(h.naf, h.hire.year).items():
                if share > 0:
                    weighted[str(h.hire.year), fap] += share
    table.rows = [(*key, fixed(projects.get(key, 0), 2), *unless(blind, [fixed(weighted.get(key, 0), 2)]))
                  for key in set(projects) | set(weighted)]
    return table


# ------------------------------------------------------------------------------------------------------ offers, key figures

@dataclass
class OfferFigures:
    """Offers as seen on the day until which they are observed (section 5)."""
    offers: list[Offer]
    until: date

    def __post_init__(self) -> None:
        year, two_years = add_months(self.until, -12), add_months(self.until, -24)
        self.filled = [o for o in self.offers if o.filled_in(year, self.until)]
        self.before = [o for o in self.offers if o.filled_in(two_years, year)]
        self.open = [o for o in self.offers if o.open(self.until)]
        self.filed = [o for o in self.offers if year < o.filed <= self.until]

    @property
    def days_mean(self) -> Fraction | None:
        return mean([o.days for o in self.filled])

    @property
    def days_mean_before(self) -> Fraction | None:
        return mean([o.days for o in self.before])

    @property
    def days_survival(self) -> int | None:
        """Kaplan-Meier median of days to filling of the offers filed in the 12 months; open ones are censored on the last
        day, fillings of a day come before censoring. None where S(d) stays above 0.5."""
        days = [((self.until - o.filed).days, False) if o.open(self.until) else (o.days, True) for o in self.filed]
        survival = Fraction(1)
        for d in sorted({d for d, filled in days if filled}):
            at_risk = sum(1 for other, _ in days if other >= d)
            survival *= 1 - Fraction(days.count((d, True)), at_risk)
            if survival <= Fraction(1, 2):
                return d
        return None


def offers_table(world: World) -> Table:
    """READING: days_survival is a median: 1 decimal."""
    table = Table("offers", ["region", "departement"], ["filled", "days_mean", "days_median", "open", "days_mean_before",
                                                        "days_survival"])
    until = world.observed.offers
    facts = [] if until is None else [o for o in world.offers if o.open(until) or o.filled_in(add_months(until, -24), until)]
    for key, group in cells(facts, lambda o: (o.region, o.departement), (True, True)).items():
        if until is None:
            table.rows.append((*key, *["nd"] * 6))
            continue
        f = OfferFigures(group, until)
        table.rows.append((*key, str(len(f.filled)), tenths(f.days_mean), median(o.days for o in f.filled), str(len(f.open)),
                           tenths(f.days_mean_before), tenths(f.days_survival)))
    return table


def ranked(amounts: dict[str, Fraction]) -> list[str]:
    """The four greatest sectors above 0; `?` is left out, ties in byte order."""
    names = sorted((s for s, n in amounts.items() if n > 0 and s != "?"), key=lambda s: (-amounts[s], s.encode()))
    return (names + ["nd"] * 4)[:4]


class KeyFigures:
    """The rows of key-figures; what a figure has not is empty (section 7).

    READING: where a share is nd for want of its source, so are low, high, count and of; where it is nd because nobody is
    in it, count and of are 0 and the interval is nd."""

    def __init__(self, world: World, as_of: date) -> None:
        self.world = world
        self.as_of = as_of
        self.table = Table("key-figures", ["figure"], ["value", "unit", "period", "low", "high", "count", "of", "published"])

    def add(self, figure: str, value: str, unit: str, period: object, low: str = "", high: str = "", count: str = "",
            of: str = "") -> None:
        self.table.rows.append((figure, value, unit, "nd" if period is None else str(period), low, high, count, of, ""))

    def share(self, figure: str, absent: bool, period: object, some: int, of: int,
              weighted: tuple[Fraction, Fraction, Fraction] | None = None) -> None:
        """A share of counts, or of (weight of some, weight of all, Kish's number)."""
        part, whole, n = weighted or (Fraction(some), Fraction(of), Fraction(of))
        value, low, high, some_text, of_text = unless(absent, [rate(part, whole), *wilson(part, whole, n), str(some), str(of)])
        self.add(figure, value, "share", period, low, high, some_text, of_text)

    def needs(self) -> None:
        """READING: count and of of difficult_share are difficult_low and projects_low."""
        year = max((n.year for n in self.world.needs), default=None)
        group = [n for n in self.world.needs if n.year == year and n.region == REGION]
        low, high, hard_low, hard_high = (sum((n.bounds[i] for n in group), Fraction(0)) for i in range(4))
        texts = unless(year is None, map(up_to_2, (low, high, hard_low, hard_high)))
        self.add("projects", texts[0], "projects", year, texts[0], texts[1])
        self.add("difficult_projects", texts[2], "projects", year, texts[2], texts[3])
        least = rate(hard_low, high) if low else "nd"
        most = fixed(min(Fraction(1), hard_high / low), 4) if low else "nd"
        self.add("difficult_share", rate(hard_low, low), "share", year, least, most, texts[2], texts[0])

    def survey(self) -> None:
        world = self.world
        year = max((a.year for a in world.answers), default=None)
        i = intentions(world, [a for a in world.answers if a.year == year])
        for figure, some in (("confirmed_intentions", i.confirmed), ("confirmed_1m", i.confirmed_1m), ("fulfilled", i.fulfilled)):
            self.share(figure, year is None or world.lacks("dpae"), year, len(some), len(i.recruiters),
                       (weight(some), weight(i.recruiters), kish(a.weight for a in i.recruiters)))
        projects: dict[str, Fraction] = defaultdict(Fraction)
        for a in i.answers:
            if a.sector != "interim":
                projects[a.sector] += a.weight * a.total
        for rank, name in enumerate(ranked(projects), 1):
            self.add(f"main_intended_sector_{rank}", name, "sector", year)

    def trainings(self) -> None:
        world = self.world
        absent = world.lacks("training")
        planned = [t for t in world.trainings if t.start.year == PLAN_YEAR]
        kinds = Counter(t.training_type for t in planned)
        self.add("training_entries", unless(absent, [str(len(planned))])[0], "entries", PLAN_YEAR)
        self.add("training_amount", amount(world, planned), "euro", PLAN_YEAR)
        self.share("certifying_share", absent, PLAN_YEAR, kinds["certifiante"], len(planned))
        self.share("certifying_or_qualifying_share", absent, PLAN_YEAR, kinds["certifiante"] + kinds["qualifiante"], len(planned))
        a = Access([e for e in world.leavers if e.mature])
        absent = world.lacks("training", "dpae")
        self.share("access_any_rate", absent, self.as_of, a.any, a.n)
        self.share("access_rate", absent, self.as_of, a.month, a.n)
        self.share("access_durable_rate", absent, self.as_of, a.durable, a.n)
        self.share("employed_rate", absent, world.observed.hires, a.employed, a.n)

    def offers(self) -> None:
        until = self.world.observed.offers
        absent = until is None
        here, elsewhere = (OfferFigures([o for o in self.world.offers if (o.region == REGION) == inside], until or self.as_of)
                           for inside in (True, False))
        gained = None if here.days_mean is None or here.days_mean_before is None else here.days_mean_before - here.days_mean
        self.add("open_offers", unless(absent, [str(len(here.open))])[0], "offers", self.as_of)
        for figure, days in (("offer_days_region", here.days_mean), ("offer_days_elsewhere", elsewhere.days_mean),
                             ("offer_days_gained", gained)):
            self.add(figure, unless(absent, [tenths(days)])[0], "days", self.as_of)

    def trust(self) -> None:
        yes, no = ([w for answer, w in self.world.trust if answer == said] for said in ("oui", "non"))
        self.share("trust_rate", self.world.lacks("trust"), self.as_of, len(yes), len(yes + no),
                   (sum(yes, Fraction(0)), sum(yes + no, Fraction(0)), kish(yes + no)))

    def sectors(self) -> None:
        counts = Counter(h.sector for h in self.world.hires if not h.interim and h.one_month and h.hire.year == PLAN_YEAR)
        for rank, name in enumerate(ranked(counts), 1):
            self.add(f"main_sector_{rank}", name, "sector", PLAN_YEAR)


def key_figures(world: World, as_of: date) -> Table:
    figures = KeyFigures(world, as_of)
    for part in (figures.needs, figures.survey, figures.trainings, figures.offers, figures.trust, figures.sectors):
        part()
    return figures.table


# ---------------------------------------------------------------------------------------------------------------- the run

@dataclass
class World:
    hires: list[Declaration]
    trainings: list[Training]
    observed: Observed
    leavers: list[Exit]
    curve: list[Exit]
    quarters: list[str]
    exits: list[Exit]
    needs: list[Need]
    answers: list[Answer]
    offers: list[Offer]
    trust: list[tuple[str, Fraction]]
    targets: dict[str, Fraction]
    published: dict[tuple[str, str], Fraction]
    absent: set[str]                  # sources without a visible delivery

    def lacks(self, *sources: str) -> bool:
        return any(source in self.absent for source in sources)


class Inputs:
    """The files of each source that a run sees, in byte order of their names."""

    def __init__(self, folder: Path, as_of: date) -> None:
        self.folder = folder
        self.as_of = as_of
        self.seen: list[File] = []
        self.unseen: list[str] = []

    def files(self, source: str, wanted: Callable[[Path], bool], dated: bool = True) -> list[File]:
        """A run sees only deliveries dated on or before its as-of date; undated files are always seen (section 4)."""
        found = []
        paths = (self.folder / source).glob("*") if (self.folder / source).is_dir() else []
        for path in sorted(paths, key=lambda p: p.name.encode()):
            if not path.is_file() or path.name.startswith((".", "~$")) or not wanted(path):
                continue
            file = described(path)
            if not dated:
                file.when = ""
            if file.when and compact_date(file.when) > self.as_of:
                self.unseen.append(file.name)
                continue
            found.append(file)
        mark_copies(found)
        self.seen += found
        return found


def mark_copies(files: list[File]) -> None:
    """Of visible files of one source with the same text, that of the latest delivery date counts, of these the first name
    in byte order; files without a row are no copies (section 4).

    READING: the text is what unpacking gives, without a byte order mark at its start; of a workbook, its bytes."""
    twins: dict[bytes, list[File]] = defaultdict(list)
    for file in files:
        data = content(file.path)
        if has_rows(data):
            twins[data].append(file)
    for group in twins.values():
        latest = max(file.when for file in group)
        stands = min((file for file in group if file.when == latest), key=lambda f: f.base)
        for file in group:
            file.copy = file is not stands


def has_rows(data: bytes) -> bool:
    if data[:2] == b"PK":
        return True
    return b"FR_DuesGroup" in data if data.lstrip()[:1] == b"<" else len(lines_of(data)) > 1


def dated(files: list[File]) -> list[File]:
    """A file of declarations whose name has no date stops the run (section 4)."""
    for file in files:
        if not file.when:
            raise SystemExit(f"{file.name}: declarations without a delivery date in the name")
    return files


def header_of(path: Path) -> bytes:
    lines = lines_of(content(path))
    return lines[0].lower() if lines else b""


def is_survey(path: Path) -> bool:
    return re.search(rb"ponder[0-9]{2}", header_of(path)) is not None


def run(folder: Path, as_of: date) -> tuple[list[Table], Inputs, World]:
    inputs = Inputs(folder, as_of)
    files = {
        "register": inputs.files("register", lambda p: True),
        "dpae": dated(inputs.files("dpae", lambda p: True)),
        "training": inputs.files("training", lambda p: b"dd_datedebutplanformation" in header_of(p)),
        "costs": inputs.files("training", lambda p: b"kc_referencement" in header_of(p)),
        "plan": inputs.files("training", lambda p: p.name == "plan.csv", dated=False),
        "needs": inputs.files("bmo", lambda p: not is_survey(p), dated=False),
        "survey": inputs.files("bmo", is_survey, dated=False),
        "offers": inputs.files("offers", lambda p: True),
        "trust": inputs.files("trust", lambda p: True),
        "published": inputs.files("urssaf", lambda p: True, dated=False),
    }
    reference = Reference(folder / "reference")
    register = Register(files["register"])
    hires = settle_hires(files["dpae"], register, reference, as_of)
    trainings = read_trainings(files["training"], as_of)
    share_costs(trainings, read_costs(files["costs"]))
    observed = observe(files["dpae"], files["training"], files["offers"], as_of)
    persons = exits_of(trainings, hires, register, observed)
    quarters = qualified_quarters(observed, as_of)
    world = World(
        hires=hires, trainings=trainings, observed=observed, leavers=leavers(persons, as_of), curve=curve_leavers(persons, as_of),
        quarters=quarters, exits=exits_by_quarter(persons, quarters), needs=read_needs(files["needs"], as_of),
        answers=read_survey(files["survey"], as_of), offers=read_offers(files["offers"]), trust=read_trust(files["trust"]),
        targets=read_plan(files["plan"]), published=read_published(files["published"]),
        absent={source for source, found in files.items() if not found})
    tables = [training_access(world), training_access_by_quarter(world), training_access_curve(world), training_entries(world),
              hires_table(hires), hires_by_sector(hires), needs_table(world.needs), needs_by_area(world.needs),
              confirmed_intentions(world), needs_and_hires(world), needs_and_hires_by_fap(world, reference), offers_table(world),
              hires_and_published(world), coverage_table(world, as_of), training_plan(world), key_figures(world, as_of)]
    return tables, inputs, world


def accounting(inputs: Inputs, observed: Observed) -> dict:
    """Per file: read = accepted + rejected + filtered + superseded (section 3), checked; copies; what was observed (4b)."""
    files = {}
    for f in inputs.seen:
        if f.read != f.accepted + sum(f.rejected.values()) + sum(f.filtered.values()) + f.superseded:
            raise SystemExit(f"oracle bug: {f.name} does not add up: {f}")
        files[f.name] = {"read": f.read, "accepted": f.accepted, "rejected": dict(sorted(f.rejected.items())),
                         "filtered": dict(sorted(f.filtered.items())), "superseded": f.superseded, "copy": f.copy,
                         "findings": dict(sorted(f.findings.items()))}
    until = {name: str(getattr(observed, name)) for name in ("hires", "trainings", "offers")}
    holes = [f"{first}..{last}" for first, last in observed.holes]
    return {"files": dict(sorted(files.items())), "unseen": sorted(inputs.unseen), "observed_until": until, "holes": holes}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    options = parser.parse_args()
    csv.field_size_limit(sys.maxsize)
    tables, inputs, world = run(options.input, options.as_of)
    folder = options.output / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        (folder / f"{table.name}.csv").write_bytes(table.text().encode())
    text = json.dumps(accounting(inputs, world.observed), indent=1, ensure_ascii=False)
    (options.output / "accounting.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
