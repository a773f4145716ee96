#!/usr/bin/env python3
"""Reference implementation of DOMAIN.md: slow, simple, written from the words of DOMAIN alone.

    python3 oracle.py --input DIR --output DIR --as-of yyyy-mm-dd

Reads DIR/{dpae,bmo,training,register,offers,trust,reference}/ and writes DIR/tables/<name>.csv (section 7, internal
audience) and accounting.json (read, accepted, rejected, filtered, superseded of each file).

Where DOMAIN leaves room, the reading taken here (edge_inputs.py avoids those marked ~ unless --ambiguous):

 Values
 A1 ~ commune code: 5 digits, or 2A/2B + 3 digits, of a département that can exist (01-95 but 20, 2A, 2B, 97x, 98x);
      hence 00000, 20004, 99100, 2a004 and the 4-digit 4112 "cannot be a code". Same départements from the postcode:
      00xxx, 96xxx, 99xxx give `?`. Only a 4-digit postcode is padded (3 digits: `?`).
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
 B2 ~ the two LBB layouts are one layout for replacement; what makes a full delivery is the range in the name alone.
 B3   LBB hire after as-of and covered by XDP: filtered as after-as-of. A test message with a bad SIRET is rejected.
 B4   KD_DATECREATION: the date counts, its time does not; one that is no date is none.
 B5   national identifier and NIR are different kinds of person, even with equal characters.
 B6 ~ smallest identifier (NIR given to two): byte order of the canonical form.
 B7   only rows that stand in the register tie a NIR; a register row without identifier is rejected (`person`).
 B8   latest delivery of training records without person: the latest visible trainee delivery, with or without such rows.
 B9   reasons for training records: session, start-date, end-date, end-before-start in this order; costs: session,
      amount; offers: offer, filed-date, filled-date, filled-before-filed; trust: siret, date, trust, weight;
      survey: siret, weight, projects; BMO: year, metier, met, xmet, smet. (~ but for the training ones and met)
 B10~ session ids in the choice of the leaver's training: every number is less than every non-number; numbers equal in
      value (7, 007) by bytes.
 B11~ two BMO open data files of one year: the first name in byte order stands, the rows of the others are superseded.
 Reference
 C1 ~ a year column of a reference is called `annee` or `year`; the version of a year is all rows of that year (a commune
      absent from the version taken is absent, even if another year has it). A hire's year is that of its hire date.
 C2 ~ bassins of the reference and of the survey are padded to 4 like BMO's; REG and Dept of one digit to 2; so is
      `departement` of trainings, offers; one that is no département: `?`.
 Tables
 D1   training-access-curve: `total` has its 12 rows even when there is no leaver.
 D2   offers: a fact is an offer filled in the window (a département with unfilled offers only has no row).
 D3   training-plan: a month without target has target 0; certifying_share without entries is nd.
 D4   needs-and-hires*: the years are those of the accepted answers (interim ones included).
 D5   key-figures: projects = region 93 in the latest BMO year; confirmed_intentions = total row of the latest survey
      year; training figures = starts in the plan year; main_sector = sector code, `?` left out, ties in byte order,
      all départements; offers elsewhere = every region but 93; nd where there is nothing; unit texts are free.
 D6 ~ trust answers and offers dated after as-of are not filtered (nothing says so).
 D7   regional trainee files and the warehouse view (2.6) are not read here; nor are broken XML messages survived.
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
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

REGION = "93"
PLAN_YEAR = 2016
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
    layout: str = ""
    read: int = 0
    accepted: int = 0
    superseded: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    filtered: Counter[str] = field(default_factory=Counter)

    @property
    def base(self) -> bytes:
        return self.path.name.encode()

    def holds(self, day: date) -> bool:
        return self.first is not None and self.first <= day <= self.last


def described(path: Path) -> File:
    """The delivery date and range that a file's name gives (section 4)."""
    digits = re.compile(r"(?<!\d)(\d{8})_(\d{8})_(\d{8})(?:_(\d{6}))?(?!\d)")
    file = File(path, f"{path.parent.name}/{path.name}", "")
    if found := digits.search(path.name):
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

BLANKS = " \t\r\n\v\f"


def decoded(raw: bytes) -> str:
    """A field is UTF-8 when it is valid UTF-8, else what the layout declares (section 3)."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def known(text: str) -> str:
    """The trimmed value; empty, NULL and null are one state, written "" (2.2)."""
    text = text.strip(BLANKS)
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


YEN = "\u00a5"


def split_plain(line: bytes, separator: str) -> list[str]:
    """Split on bytes first, `¥` as C2 A5 or A5; decoded after splitting (2.2)."""
    raw = re.split(rb"\xc2\xa5|\xa5", unwrapped(line)) if separator == YEN else unwrapped(line).split(separator.encode())
    return [decoded(part) for part in raw]


def split_quoted(line: bytes, separator: str) -> list[str]:
    return next(csv.reader([decoded(line)], delimiter=separator))


def records(file: File, data: bytes, separator: str, split: Callable[[bytes, str], list[str]] = split_plain) -> list[Record]:
    """The rows of a delimited file; a wrong number of fields is rejected here, first of all reasons (section 3)."""
    lines = lines_of(data)
    header = [name.strip(BLANKS).lower() for name in split(lines[0], separator)]
    rows: list[Record] = []
    for line in lines[1:]:
        file.read += 1
        fields = split(line, separator)
        if len(fields) != len(header):
            file.rejected["field-count"] += 1
            continue
        values: dict[str, str] = {}
        for name, text in zip(header, fields):
            values.setdefault(name, known(text))
        rows.append(Record(file, values, separator.join(fields)))
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


def nir(text: str, key: str = "") -> str | None:
    """The 13 characters of a usable NIR: possible form, and the right key if there is one."""
    text = text.upper()
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
    """Trimmed, upper case, without leading zeros; "" = unknown."""
    return text.strip(BLANKS).upper().lstrip("0")


def possible_departement(code: str) -> bool:
    if re.fullmatch(r"9[78][0-9]", code) or code in ("2A", "2B"):
        return True
    return re.fullmatch(r"[0-9]{2}", code) is not None and 1 <= int(code) <= 95 and code != "20"


def departement_of_commune(commune: str) -> str | None:
    """None if there is no commune or it cannot be a code."""
    if not re.fullmatch(r"([0-9]{2}|2A|2B)[0-9]{3}", commune):
        return None
    code = commune[:3] if commune[:2] in ("97", "98") else commune[:2]
    return code if possible_departement(code) else None


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


def sector(naf: str, contract: int | None) -> str:
    naf = naf.upper()
    if naf == "7820Z" or contract == CTT:
        return "interim"
    if not re.fullmatch(r"[0-9]{4}[A-Z]", naf):
        return "?"
    for section, (low, high) in SECTIONS.items():
        if low <= int(naf[:2]) <= high:
            return SECTORS.get(section, "services")
    return "?"


# ---------------------------------------------------------------------------------------------------- reference tables

class Reference:
    """Commune -> bassin and ROME -> FAP weights, by year where a file carries one (2.9)."""

    def __init__(self, folder: Path) -> None:
        self.bassins: dict[int, dict[str, str]] = defaultdict(dict)
        self.faps: dict[int, dict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
        for row in self.rows(folder / "commune-bassin.csv"):
            self.bassins[self.year(row)][row["commune"]] = padded_bassin(row["bassin"])
        for row in self.rows(folder / "fap-rome.csv"):
            self.faps[self.year(row)][row["rome"]][row["fap"]] = number(row["weight"]) or Fraction(0)
        if not any(w for version in self.faps.values() for weights in version.values() for w in weights.values()):
            for version in self.faps.values():
                for weights in version.values():
                    weights.update({fap: Fraction(1, len(weights)) for fap in weights})

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
        if commune not in table and re.fullmatch(r"[0-9]{5}", commune):
            code = int(commune)
            commune = ("75056" if 75101 <= code <= 75120 else "69123" if 69381 <= code <= 69389
                       else "13055" if 13201 <= code <= 13216 else commune)
        return table.get(commune, "?")

    def fap_weights(self, rome: str, year: int) -> dict[str, Fraction]:
        return self.version(self.faps, year).get(rome) or {"?": Fraction(1)}


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
    rome: str
    test: bool = False
    departement: str = "?"
    bassin: str = "?"

    @property
    def order(self) -> tuple:
        """The greatest version stands (section 4)."""
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
                       row["naf"], row["commune"], padded_postcode(row["postcode"]), row["rome"])


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
                "rome": "dc_romev3_1_id"}


def flat_declarations(file: File, data: bytes, register: Register) -> Iterator[Declaration]:
    """XDP and LBB layouts, recognised by their header (2.1, 2.2)."""
    header = lines_of(data)[0].lower()
    file.layout = "XDP" if b"dc_individu_national" in header else "LBB"
    for record in records(file, data, YEN if b"\xa5" in header else "|"):
        row = {field: record[column] for field, column in FLAT_COLUMNS.items()}
        persons = file.layout == "XDP"
        row |= {"national": record["dc_individu_national"] if persons else "",
                "nir": record["kc_nir"] if persons else "", "key": ""}
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
    for message in MESSAGE.finditer(data):
        root = ElementTree.fromstring(message[0])
        test = xml_text(root, "FR_DUE_Upload.Test.Indicator") == "1"
        for group in (e for e in root.iter() if local(e) == "FR_DuesGroup"):
            file.read += 1
            row = {field: xml_text(group, path) for field, path in XML_PATHS.items()}
            row |= {"national": "", "created": "", "commune": "", "rome": ""}
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
        best = max(group, key=lambda d: d.order)                   # max keeps the first of equals
        standing.append(best)
        for d in group:
            if d is not best:
                d.file.superseded += 1
    return standing


def not_replaced(declarations: list[Declaration], files: list[File]) -> list[Declaration]:
    """Declarations of unknown person: a later full delivery of the same layout replaces those in its range."""
    standing = []
    for d in declarations:
        if any(f.layout == d.file.layout and f.when > d.file.when and f.holds(d.hire) for f in files):
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
        if row.file.when == latest:
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
            if row.file.when == latest:
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


def read_needs(files: list[File]) -> list[Need]:
    """One file per `annee` (section 4)."""
    owner: dict[int, File] = {}
    needs: list[Need] = []
    for file in sorted(files, key=lambda f: f.base):
        for row in bmo_rows(file, content(file.path)):
            found = need(file, row)
            if found is None:
                continue
            if owner.setdefault(found.year, file) is file:
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


def read_survey(files: list[File]) -> list[Answer]:
    rows: list[Record] = []
    for file in files:
        for row in records(file, content(file.path), ";"):
            weight = number(row[f"ponder{survey_year(row) % 100:02}"])
            projects = [number(row[c]) for c in survey_faps(row.values) if row[c]]
            reason = ("siret" if siret(row["siret"]) is None else "weight" if weight is None or weight < 0
                      else "projects" if any(p is None or p < 0 for p in projects) else None)
            if reason:
                file.rejected[reason] += 1
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


def median(values: Iterable[int]) -> str:
    ordered = sorted(values)
    if not ordered:
        return "nd"
    n = len(ordered)
    return fixed(Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2), 1)


def mean(values: list[int]) -> str:
    return fixed(Fraction(sum(values), len(values)), 1) if values else "nd"


def wilson(successes: int, n: int) -> tuple[str, str]:
    """The 95 % Wilson interval, in 60 digits (section 5)."""
    if n == 0:
        return "nd", "nd"
    with localcontext() as context:
        context.prec = 60
        p, count = Decimal(successes) / n, Decimal(n)
        centre = p + Z * Z / (2 * count)
        half = Z * (p * (1 - p) / count + Z * Z / (4 * count * count)).sqrt()
        scale = 1 + Z * Z / count
        low, high = (centre - half) / scale, (centre + half) / scale
    return fixed(Fraction(low), 4), fixed(Fraction(high), 4)


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
class Leaver:
    training: Training
    age_band: str
    hires: list[Declaration]          # all of the person's
    as_of: date

    @property
    def end(self) -> date:
        return self.training.end

    @property
    def mature(self) -> bool:
        return add_months(self.end, 6) <= self.as_of

    def hires_within(self, months: int) -> list[Declaration]:
        return [h for h in self.hires if self.end < h.hire <= add_months(self.end, months)]

    @property
    def employed(self) -> bool:
        return any(self.training.start < h.hire <= self.as_of and
                   (h.contract == CDI or (h.end is not None and h.end >= self.as_of)) for h in self.hires)


def session_order(session: str) -> tuple:
    """Compared as a number where it is one (section 5)."""
    return (0, int(session), session) if re.fullmatch(r"[0-9]+", session) else (1, 0, session)


def age_band(birth: date | None, at: date) -> str:
    if birth is None or birth > at:
        return "?"
    years = at.year - birth.year - ((at.month, at.day) < (birth.month, birth.day))
    return "<26" if years < 26 else "26-50" if years <= 50 else ">50"


def leavers(trainings: list[Training], hires: list[Declaration], register: Register, as_of: date) -> list[Leaver]:
    """One per person: the last training whose exit lies in the cohort."""
    since = add_months(as_of, -18)
    exits: dict[str, list[Training]] = defaultdict(list)
    for t in trainings:
        if t.person and t.end is not None and since < t.end <= as_of:
            exits[t.person].append(t)
    of_person: dict[Person, list[Declaration]] = defaultdict(list)
    for h in hires:
        if h.person:
            of_person[h.person].append(h)
    found = []
    for person, candidates in exits.items():
        last = max(candidates, key=lambda t: (t.end, t.start, session_order(t.session)))
        found.append(Leaver(last, age_band(register.birth.get(person), last.end), of_person[("national", person)], as_of))
    return found


def access_measures(group: list[Leaver]) -> tuple[str, ...]:
    mature = [x for x in group if x.mature]
    n = len(mature)
    within = [x.hires_within(6) for x in mature]
    any_hire = sum(1 for hires in within if hires)
    month = sum(1 for hires in within if any(h.one_month for h in hires))
    durable = sum(1 for hires in within if any(h.durable for h in hires))
    employed = sum(1 for x in mature if x.employed)
    first = [(min(h.hire for h in hires) - x.end).days for x, hires in zip(mature, within) if hires]
    return (str(n), str(len(group) - n), str(any_hire), str(month), str(durable), str(employed), rate(any_hire, n), rate(month, n),
            *wilson(month, n), rate(durable, n), rate(employed, n), median(first))


def training_access(cohort: list[Leaver]) -> Table:
    table = Table("training-access", ["dispositif", "departement", "age_band"],
                  ["leavers", "not_mature", "access_any", "access", "access_durable", "employed", "access_any_rate",
                   "access_rate", "access_rate_low", "access_rate_high", "access_durable_rate", "employed_rate",
                   "days_to_first_hire"])
    groups = cells(cohort, lambda x: (x.training.dispositif, x.training.departement, x.age_band), (True, True, True))
    table.rows = [(*key, *access_measures(group)) for key, group in groups.items()]
    return table


def training_access_curve(cohort: list[Leaver], as_of: date) -> Table:
    table = Table("training-access-curve", ["dispositif", "month_since_exit"], ["leavers", "access_any", "access_any_rate"])
    for (dispositif,), group in cells(cohort, lambda x: (x.training.dispositif,), (True,)).items():
        followed = [x for x in group if add_months(x.end, 12) <= as_of]
        for month in range(1, 13):
            count = sum(1 for x in followed if x.hires_within(month))
            table.rows.append((dispositif, str(month), str(len(followed)), str(count), rate(count, len(followed))))
    return table


def training_entries(trainings: list[Training]) -> Table:
    table = Table("training-entries", ["month", "dispositif", "training_type"], ["entries", "amount_eur"])
    groups = cells(trainings, lambda t: (month_of(t.start), t.dispositif, t.training_type), (True, True, True))
    table.rows = [(*key, str(len(group)), fixed(sum(t.amount for t in group), 2)) for key, group in groups.items()]
    return table


def training_plan(trainings: list[Training], targets: dict[str, Fraction]) -> Table:
    table = Table("training-plan", ["month"], ["entries", "entries_cumulated", "target", "target_cumulated", "certifying_share",
                                               "amount_eur"])
    by_month: dict[str, list[Training]] = defaultdict(list)
    for t in trainings:
        by_month[month_of(t.start)].append(t)
    for month in set(by_month) | set(targets):
        so_far = [m for m in set(by_month) | set(targets) if m[:4] == month[:4] and m <= month]
        entries = by_month.get(month, [])
        certifying = sum(1 for t in entries if t.training_type == "certifiante")
        table.rows.append((month, str(len(entries)), str(sum(len(by_month.get(m, [])) for m in so_far)),
                           up_to_2(targets.get(month, 0)), up_to_2(sum(targets.get(m, Fraction(0)) for m in so_far)),
                           rate(certifying, len(entries)), fixed(sum(t.amount for t in entries), 2)))
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


def confirmed_intentions(answers: list[Answer], hires: list[Declaration]) -> Table:
    table = Table("confirmed-intentions", ["year", "sector", "departement"],
                  ["answers", "recruiters", "recruiters_weighted", "confirmed", "confirmed_weighted", "confirmed_rate", "others",
                   "others_weighted", "others_hiring_rate"])
    hiring = {(h.siret, h.hire.year) for h in hires if not h.interim}
    groups = cells(answers, lambda a: (str(a.year), a.sector, a.departement), (False, True, True))
    for key, group in groups.items():
        recruiters = [a for a in group if a.total >= 1]
        others = [a for a in group if a.total < 1]
        confirmed = [a for a in recruiters if (a.siret, a.year) in hiring]
        others_hiring = [a for a in others if (a.siret, a.year) in hiring]
        table.rows.append((*key, str(len(group)), str(len(recruiters)), fixed(weight(recruiters), 2), str(len(confirmed)),
                           fixed(weight(confirmed), 2), rate(weight(confirmed), weight(recruiters)), str(len(others)),
                           fixed(weight(others), 2), rate(weight(others_hiring), weight(others))))
    return table


def needs_and_hires(answers: list[Answer], hires: list[Declaration]) -> Table:
    table = Table("needs-and-hires", ["year", "bassin", "sector"], ["projects_weighted", "hires", "hires_1m", "persons"])
    years = {a.year for a in answers}
    answers_in = cells((a for a in answers if a.sector != "interim"), lambda a: (str(a.year), a.bassin, a.sector), (False,) * 3)
    hires_in = cells((h for h in hires if not h.interim and h.hire.year in years),
                     lambda h: (str(h.hire.year), h.bassin, h.sector), (False,) * 3)
    for key in set(answers_in) | set(hires_in):
        group = hires_in.get(key, [])
        projects = sum((a.weight * a.total for a in answers_in.get(key, [])), Fraction(0))
        table.rows.append((*key, fixed(projects, 2), str(len(group)), count(group, lambda h: h.one_month), persons(group)))
    return table


def needs_and_hires_by_fap(answers: list[Answer], hires: list[Declaration], reference: Reference) -> Table:
    table = Table("needs-and-hires-by-fap", ["year", "fap"], ["projects_weighted", "hires_weighted"])
    years = {a.year for a in answers}
    projects: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    weighted: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for a in answers:
        if a.sector != "interim":
            for fap, n in a.projects.items():
                projects[str(a.year), fap] += a.weight * n
    for h in hires:
        if not h.interim and h.hire.year in years:
            for fap, share in reference.fap_weights(h.rome, h.hire.year).items():
                weighted[str(h.hire.year), fap] += share
    table.rows = [(*key, fixed(projects.get(key, 0), 2), fixed(weighted.get(key, 0), 2)) for key in set(projects) | set(weighted)]
    return table


# ------------------------------------------------------------------------------------------------------ offers, key figures

def filled_in_window(offers: list[Offer], as_of: date) -> list[Offer]:
    since = add_months(as_of, -12)
    return [o for o in offers if o.filled and since < o.filled <= as_of]


def offer_days(offers: list[Offer]) -> list[int]:
    return [(o.filled - o.filed).days for o in offers]


def offers_table(offers: list[Offer], as_of: date) -> Table:
    table = Table("offers", ["region", "departement"], ["filled", "days_mean", "days_median"])
    groups = cells(filled_in_window(offers, as_of), lambda o: (o.region, o.departement), (True, True))
    table.rows = [(*key, str(len(g)), mean(offer_days(g)), median(offer_days(g))) for key, g in groups.items()]
    return table


def main_sectors(hires: list[Declaration]) -> list[str]:
    counts = Counter(h.sector for h in hires
                     if not h.interim and h.one_month and h.hire.year == PLAN_YEAR and h.sector != "?")
    ranked = sorted(counts, key=lambda s: (-counts[s], s.encode()))
    return (ranked + ["nd"] * 4)[:4]


def key_figures(world: World, as_of: date) -> Table:
    table = Table("key-figures", ["figure"], ["value", "unit", "period", "published"])

    def add(figure: str, value: str, unit: str, period: object) -> None:
        table.rows.append((figure, value, unit, str(period), ""))

    latest = max((n.year for n in world.needs), default=None)
    projects = sum((n.bounds[0] for n in world.needs if n.year == latest and n.region == REGION), Fraction(0))
    add("projects", up_to_2(projects) if latest else "nd", "projects", latest or "nd")
    intentions = confirmed_intentions(world.answers, world.hires)
    totals = [row for row in intentions.rows if row[1:3] == ("total", "total")]
    last = max(totals, key=lambda row: int(row[0]), default=None)
    add("confirmed_intentions", last[8] if last else "nd", "share", last[0] if last else "nd")
    planned = [t for t in world.trainings if t.start.year == PLAN_YEAR]
    add("training_entries", str(len(planned)), "entries", PLAN_YEAR)
    add("training_amount", fixed(sum(t.amount for t in planned), 2), "euro", PLAN_YEAR)
    add("certifying_share", rate(sum(t.training_type == "certifiante" for t in planned), len(planned)), "share", PLAN_YEAR)
    measures = access_measures(world.cohort)
    for figure, index in (("access_any_rate", 6), ("access_rate", 7), ("access_durable_rate", 10), ("employed_rate", 11)):
        add(figure, measures[index], "share", as_of)
    filled = filled_in_window(world.offers, as_of)
    add("offer_days_region", mean(offer_days([o for o in filled if o.region == REGION])), "days", as_of)
    add("offer_days_elsewhere", mean(offer_days([o for o in filled if o.region != REGION])), "days", as_of)
    yes, no = (sum((w for a, w in world.trust if a == said), Fraction(0)) for said in ("oui", "non"))
    add("trust_rate", rate(yes, yes + no), "share", as_of)
    for rank, name in enumerate(main_sectors(world.hires), 1):
        add(f"main_sector_{rank}", name, "sector", PLAN_YEAR)
    return table


# ---------------------------------------------------------------------------------------------------------------- the run

@dataclass
class World:
    hires: list[Declaration]
    trainings: list[Training]
    cohort: list[Leaver]
    needs: list[Need]
    answers: list[Answer]
    offers: list[Offer]
    trust: list[tuple[str, Fraction]]
    targets: dict[str, Fraction]


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
            if not path.is_file() or path.name.startswith(".") or not wanted(path):
                continue
            file = described(path)
            if not dated:
                file.when = ""
            if file.when and compact_date(file.when) > self.as_of:
                self.unseen.append(file.name)
                continue
            found.append(file)
        self.seen += found
        return found


def header_of(path: Path) -> bytes:
    lines = lines_of(content(path))
    return lines[0].lower() if lines else b""


def is_survey(path: Path) -> bool:
    return re.search(rb"ponder[0-9]{2}", header_of(path)) is not None


def run(folder: Path, as_of: date) -> tuple[list[Table], Inputs]:
    inputs = Inputs(folder, as_of)
    reference = Reference(folder / "reference")
    register = Register(inputs.files("register", lambda p: True))
    hires = settle_hires(inputs.files("dpae", lambda p: True), register, reference, as_of)
    trainings = read_trainings(inputs.files("training", lambda p: b"dd_datedebutplanformation" in header_of(p)), as_of)
    share_costs(trainings, read_costs(inputs.files("training", lambda p: b"kc_referencement" in header_of(p))))
    world = World(
        hires=hires, trainings=trainings, cohort=leavers(trainings, hires, register, as_of),
        needs=read_needs(inputs.files("bmo", lambda p: not is_survey(p), dated=False)),
        answers=read_survey(inputs.files("bmo", is_survey, dated=False)),
        offers=read_offers(inputs.files("offers", lambda p: True)), trust=read_trust(inputs.files("trust", lambda p: True)),
        targets=read_plan(inputs.files("training", lambda p: p.name == "plan.csv", dated=False)))
    tables = [training_access(world.cohort), training_access_curve(world.cohort, as_of), training_entries(trainings),
              hires_table(hires), hires_by_sector(hires), needs_table(world.needs), needs_by_area(world.needs),
              confirmed_intentions(world.answers, hires), needs_and_hires(world.answers, hires),
              needs_and_hires_by_fap(world.answers, hires, reference), offers_table(world.offers, as_of),
              training_plan(trainings, world.targets), key_figures(world, as_of)]
    return tables, inputs


def accounting(inputs: Inputs) -> dict:
    """Per file: read = accepted + rejected + filtered + superseded (section 3), checked."""
    files = {}
    for f in inputs.seen:
        if f.read != f.accepted + sum(f.rejected.values()) + sum(f.filtered.values()) + f.superseded:
            raise SystemExit(f"oracle bug: {f.name} does not add up: {f}")
        files[f.name] = {"read": f.read, "accepted": f.accepted, "rejected": dict(sorted(f.rejected.items())),
                         "filtered": dict(sorted(f.filtered.items())), "superseded": f.superseded}
    return {"files": dict(sorted(files.items())), "unseen": sorted(inputs.unseen)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    options = parser.parse_args()
    csv.field_size_limit(sys.maxsize)
    tables, inputs = run(options.input, options.as_of)
    folder = options.output / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        (folder / f"{table.name}.csv").write_bytes(table.text().encode())
    text = json.dumps(accounting(inputs), indent=1, ensure_ascii=False)
    (options.output / "accounting.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
