#!/usr/bin/env python3
"""Small, nasty, seeded inputs that walk along every boundary of DOMAIN.md sections 2 to 5.

    python3 edge_inputs.py --seed N --output DIR [--only issue2] [--ambiguous] [--size 1.0]

Writes DIR/{dpae,bmo,training,register,offers,trust,reference,urssaf}/ and DIR/as-of.txt. --only issue2 leaves out XML,
survey, offers, trust, plan and the published series. Without --ambiguous the inputs avoid what DOMAIN leaves open (marked ~
at the top of oracle.py).
"""
from __future__ import annotations

import argparse
import calendar
import gzip
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

AS_OF_DATES = [date(2016, 2, 29), date(2016, 8, 31), date(2016, 8, 30), date(2017, 2, 28), date(2017, 3, 31), date(2018, 2, 28),
               date(2018, 8, 31), date(2017, 12, 31),
               date(2016, 12, 29), date(2016, 12, 30), date(2016, 12, 31), date(2017, 3, 30), date(2017, 6, 30), date(2018, 1, 5),
               date(2017, 10, 1), date(2018, 9, 30)]                 # about the days from which a quarter of exits can be seen

XDP_COLUMNS = """KC_ORGANISME_SOURCE KC_ORGANISME_EMETTEUR KC_MOISSTATISTIQUE KD_DATECREATION DC_FILLER1 KC_SIRET DC_NAF_ID
DC_NOMRAISONSOCIALE DC_ADRESSE DC_CODEPOSTAL DC_LBLCOMMUNE DC_CODEPAYS DC_TELEPHONE DC_PRIVEPUBLIC DC_COMMUNE_ID
DN_TAILLEETABLISSEMENT DC_CATEGORIESJURIDIQUES_ID DC_UNITE DN_EMPLOYEUR DC_FILLER2 KC_NIR DC_STATUTNIRDPAE
DC_STATUTNIRBNI DC_CORRESPONDANCE KD_DATENAISSANCE DC_COMMUNENAISSANCEPAYS DC_DEPARTEMENTNAISSANCE DC_NOM DC_PRENOM
DC_NOMEPOUX DC_SEXE DC_INDIVIDU_LOCAL DC_STATUTINDIVIDULOCAL DC_COMMUNE_RESIDENCE_ID DC_INDIVIDU_NATIONAL DC_FILLER3
KD_DATEEMBAUCHE DC_HEUREEMBAUCHE DC_TYPECONTRAT_ID DD_DATEFINCDD DC_QUALITESALARIE_ID DC_NATUREEMPLOI_ID
DN_DUREETRAVAILHEBDO DN_DUREETRAVAILMENSUELLE DN_DUREETRAVAILANNUELLE DN_DUREEPERIODEESSAI DC_FILLER4""".split()

LBB_24 = """kc_siret dc_naf_id dc_adresse dc_codepostal dc_commune_id dn_tailleetablissement dc_communenaissancepays
kd_dateembauche dc_typecontrat_id dd_datefincdd dc_romev3_1_id dc_romev3_2_id kd_datecreation dc_privepublic dc_commune_id
dc_natureemploi_id dc_qualitesalarie_id dn_dureetravailhebdo dn_dureetravailmensuelle dn_dureetravailannuelle
nbrjourtravaille iiann kn_trancheage dc_lblprioritede""".split()

LBB_27 = LBB_24[:-2] + ["dc_lblprioritede", "kn_trancheage", "duree_pec", "dc_ididentiteexterne", "premiere_embauche"]

TRAINEE_COLUMNS = """c_nomcorrespondance c_prenomcorrespondance c_adresseemail c_telephone1 c_telephone2 c_validitemail_id
dn_individu_national dn_session_id c_individulocal dc_formation_id dc_lblformation dd_datedebutplanformation
dd_datefinplanformation dc_organisme_id dc_cp_lieuformation dc_insee_lieuformation dc_ville_lieuformation
dc_formacode_ppal_id dc_formacode_secondaire1_id dc_formacode_secondaire2_id dc_formacode_secondaire3_id
dc_formacode_secondaire4_id dn_certifinfo_1_id dn_certifinfo_2_id dn_certifinfo_3_id dn_certifinfo_4_id dn_certifinfo_5_id
dc_siret dc_lblorganisme dc_raisonsociale departement dc_numeroicsession dc_numeroicaction liste_financeur
c_dispositifformation dc_siretorganismeformateur dc_lblorganismeorganismeformateur
dc_raisonsocialeorganismeformateur""".split()

KNOWN_COMMUNES = ["13055", "75056", "69123", "06088", "83137", "84007", "04070", "05061", "2A004", "2B033", "97105", "98818",
                  "13001", "75112", "13208", "69383", "01004"]        # the last arrondissements have their own row in some runs
ABSENT_COMMUNES = ["75101", "75120", "69381", "69389", "13201", "13216", "75121", "13217", "69380", "59350", "2A247", "97411"]
SHORT_COMMUNES = ["4070", "5061", "6088", "1004"]                    # a leading zero lost
NO_COMMUNES = ["", "NULL", "null", "ABCDE", "130", "130555", "13A55", "2C004"]
POSTCODES = ["13001", "4000", "6000", "20000", "20090", "20190", "20200", "20290", "20600", "97110", "97400", "98000", "98800",
             "75008", "01500", "69800", "", "NULL", "null", "ABCDE", "130012", " 84000 "]
NAFS = ["0111Z", "0311Z", "0510Z", "0910Z", "1071C", "3320D", "3513Z", "3700Z", "3900Z", "4120A", "4399C", "4511Z", "4791B", "4910Z",
        "5320Z", "5510Z", "5630Z", "5811Z", "6399Z", "6419Z", "6630Z", "6820A", "6910Z", "7500Z", "7711A", "7820Z", "7820Z", "7810Z",
        "7830Z", "8299Z", "8411Z", "8559A", "8610Z", "8899B", "9001Z", "9329Z", "9499Z", "9609Z", "9700Z", "9820Z", "9900Z",
        "0400Z", "3400Z", "8300Z", "", "NULL", "null", "12345", "ABCDE", "55.10Z", "551Z", "Z5510", "47.91B", "56.30Z", "01.11Z",
        "78.20Z", "7820A", "78.20B", "7821Z", "745B", "4.791B", "479.1B", "34.00Z"]
PLACED_NAFS = ["0111Z", "4120A", "4791B", "47.91B", "5510Z", "5630Z", "6910Z", "7810Z", "8610Z"]        # those that references know
ROMES = ["A1101", "G1602", "G1603", "K1304", "M1805", "A1101", "G1602", "Z9999", "", "NULL"]
SCHEMES = ["URSSAF", "URSSAF", "URS", "MSA", "", "NULL", "URSSAFX"]
NO_IDENTIFIERS = ["", "NULL", "null", "0", "0000000000", "  ", "NaN", "None", "\\N", "-", "#N/A", "\u00a0", "0.0"]
PADS = ["", " ", "\t", "\u00a0", "\u202f", "\ufeff", " \u00a0 "]
DISPOSITIFS = ["AFC", "AIF", "AFPR", "POEI", "POEI_COF", "POEI_MONO", "POEC_OPCA", "OPCA", "AGEFIPH", "Conseil Régional",
               "Bénéficiaire", "AUTRES", "", "NULL", " AFC ", "AIF, bis", 'dit "AIF"', "AFPRX", "afpr"]
BAD_DATES = ["2016-02-30", "20160101", "01/02/2016", "2016-13-01", "2016-2-1", "abc", "2015-02-29", "2016-00-10", "2016-10-00"]
DURATIONS = [1, 29, 30, 31, 32, 181, 182, 183, 365, 1500, 1501, 4000]
BREAKS = b"\n", b"\r\n"


def add_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def plus(start: date, days: int) -> date:
    return start + timedelta(days=days)


def compact(d: date) -> str:
    return d.strftime("%Y%m%d")


# -------------------------------------------------------------------------------------------------------------- the world

@dataclass(frozen=True)
class Person:
    national: str                 # canonical: 10 characters, no leading zero
    nir: str                      # 13 characters
    birth: date


@dataclass(frozen=True)
class Training:
    person: Person | None
    session: str
    start: date
    end: date | None
    dispositif: str
    certifinfo: str
    commune: str
    departement: str


@dataclass(frozen=True)
class Hire:
    siret: str
    person: Person | None
    day: date
    contract: str
    end: str                      # as a date text, may be bad
    created: str
    naf: str
    commune: str
    postcode: str
    rome: str


def luhn_sum(digits: str) -> int:
    return sum(int(c) if i % 2 else sum(divmod(2 * int(c), 10)) for i, c in enumerate(digits))


def nir_key(nir: str) -> str:
    n = int(nir[:5] + {"2A": "19", "2B": "18"}.get(nir[5:7], nir[5:7]) + nir[7:])
    return f"{97 - n % 97:02}"


class World:
    """The pools that the sources share, so that they meet each other."""

    def __init__(self, seed: int, ambiguous: bool, size: float) -> None:
        self.rng = random.Random(seed)
        self.ambiguous = ambiguous
        self.size = size
        rng = self.rng
        self.as_of = rng.choice(AS_OF_DATES) if rng.random() < 0.6 else plus(date(2016, 1, 15), rng.randrange(1060))
        self.has_chain = False
        self.until = self.as_of                    # about the last day that the deliveries cover
        self.xdp_ranges = self.ranges()
        self.lbb_delivered = plus(self.as_of, -rng.randrange(20, 80))
        self.sirets = [self.luhn_siret("00" if i < 3 else "0" if i < 6 else "") for i in range(self.n(30))]
        self.sirets += ["35600000000048", self.la_poste(True), self.la_poste(False)]
        self.persons = [self.person() for _ in range(self.n(130))]
        self.trainings: list[Training] = []
        while len(self.trainings) < self.n(240):
            self.trainings.append(self.training())
        self.hires = [self.hire() for _ in range(self.n(640))]

    def ranges(self) -> list[tuple[date, date, date]]:
        """The XDP deliveries: none, some that overlap, or a chain of months with holes of a few days."""
        kind = self.rng.random()
        return [] if kind < 0.08 else self.overlapping() if kind < 0.35 else self.chain()

    def chain(self) -> list[tuple[date, date, date]]:
        """One delivery after the other: uncovered days in between where one ends early, is delivered before its last hire
        date, or the next begins late; the first may begin on the second or third day of a quarter. One is delivered anew,
        one comes after the as-of date."""
        rng, as_of = self.rng, self.as_of
        self.has_chain = True
        holes = rng.choice([0.0, 0.0, 0.1, 0.2, 0.3])
        self.until = min(as_of, plus(as_of, rng.choice([15, 0, 0, -1, -2, -8, -30, -61])))
        quarter = add_months(date(as_of.year, 3 * ((as_of.month - 1) // 3) + 1, 1), -3 * rng.randrange(4, 15))
        day = plus(quarter, rng.choice([-1, 0, 1, 1, 1, 2, 2, 2, 17]))
        deliveries = []
        while day <= self.until:
            last = min(self.until, plus(day, rng.choice([27, 30, 59, 90, 181])))
            late = rng.choice([-3, -2, -1]) if rng.random() < holes else rng.choice([0, 1, 8, 35])
            delivered = max(day, min(as_of, plus(last, late)))
            deliveries.append((day, plus(last, rng.choice([0, 0, 10]) if delivered == last else 0), delivered))
            gap = rng.choice([1, 2, 3, 3, 3, 4, 4, 4, 5, 12]) if rng.random() < holes else rng.choice([0, 0, 0, -10])
            day = plus(last, 1 + gap)
            if last == self.until:
                break
        again = rng.choice(deliveries)
        return deliveries + [(plus(again[0], 5), plus(again[1], -5), min(as_of, plus(again[2], 20))),
                             (add_months(as_of, -40), as_of, plus(as_of, 1))]

    def overlapping(self) -> list[tuple[date, date, date]]:
        """XDP deliveries (first, last, delivered): overlapping, two of one day, one after the as-of date; what lies before
        them, and a gap among them, is left to the LBB extracts."""
        as_of = self.as_of
        old, gap_end = add_months(as_of, -20), plus(as_of, -self.rng.randrange(100, 200))
        return [(old, plus(gap_end, -60), plus(as_of, -150)), (plus(old, 90), plus(gap_end, -45), plus(as_of, -60)),
                (gap_end, plus(as_of, -30), plus(as_of, -30)), (plus(gap_end, 20), plus(as_of, 15), as_of),
                (plus(gap_end, 10), plus(as_of, -5), as_of), (plus(old, -200), as_of, plus(as_of, 1))]

    def n(self, count: int) -> int:
        return max(3, int(count * self.size))

    def pick(self, choices: Sequence, chance_of_first: float = 0.0):
        return choices[0] if self.rng.random() < chance_of_first else self.rng.choice(choices)

    def luhn_siret(self, zeros: str) -> str:
        head = zeros + str(self.rng.randrange(1, 10)) + "".join(self.rng.choices("0123456789", k=12 - len(zeros)))
        return next(head + c for c in "0123456789" if luhn_sum(head + c) % 10 == 0)

    def la_poste(self, luhn: bool) -> str:
        """An establishment of La Poste: digit sum a multiple of 5, Luhn right or wrong."""
        while True:
            text = "356000000" + f"{self.rng.randrange(100000):05}"
            if sum(map(int, text)) % 5 == 0 and (luhn_sum(text) % 10 == 0) == luhn:
                return text

    def person(self) -> Person:
        rng = self.rng
        place = rng.choice(["13", "06", "75", "2A", "2B", "99", "84"])
        nir = f"{rng.choice('12')}{rng.randrange(100):02}{rng.randrange(1, 13):02}{place}{rng.randrange(1000000):06}"
        length = rng.choice([8, 9, 10]) if self.ambiguous else 10
        national = rng.choice("123456789ABXZ") + "".join(rng.choices("0123456789" * 3 + "ABCXYZ", k=length - 1))
        if rng.random() < 0.3:
            national = national[0].translate(str.maketrans("ABXZ", "1234")) + "".join(rng.choices("0123456789", k=length - 1))
        elif rng.random() < 0.05:
            national = national[:4] + rng.choice("-/ ") + national[4:]
        return Person(national, nir, self.birth())

    def birth(self) -> date:
        """Many birthdays lie where an age band changes for an exit near the as-of date."""
        rng = self.rng
        near = plus(self.as_of, -rng.randrange(600))
        kind = rng.randrange(5)
        if kind == 0:
            return date(rng.choice([1964, 1992]), 2, 29)
        if kind in (1, 2):
            return add_months(near, -12 * rng.choice([26, 51]))
        return date(rng.randrange(1950, 2000), rng.randrange(1, 13), rng.randrange(1, 29))

    def exit(self) -> date:
        """Exits on the edges of the cohort, of maturity, of the curve, of the months."""
        rng, as_of = self.rng, self.as_of
        kind = rng.randrange(17)
        if kind == 0:
            return plus(add_months(as_of, -18), rng.choice([-1, 0, 1, 2]))
        if kind in (1, 2):
            return plus(add_months(rng.choice([as_of, self.until]), -6), rng.choice([-3, -1, 0, 0, 0, 1, 2]))
        if kind == 3:
            return plus(add_months(rng.choice([as_of, self.until]), -12), rng.randrange(-2, 3))
        if kind in (10, 11):                                   # about the ends of quarters
            quarter = add_months(date(as_of.year, 3 * ((as_of.month - 1) // 3) + 1, 1), -3 * rng.randrange(14))
            return plus(quarter, rng.choice([-2, -1, -1, 0, 0, 1, 45]))
        if kind == 12 and self.xdp_ranges:                     # about the ends of deliveries, or six months before
            first, last, delivered = rng.choice(self.xdp_ranges)
            edge = plus(rng.choice([first, last, delivered]), rng.randrange(-5, 6))
            return min(plus(as_of, 5), rng.choice([edge, add_months(edge, -6), add_months(edge, -12)]))
        if kind == 13 and self.has_chain:                      # on the day before a delivery's first hire date, or about it
            first = rng.choice([first for first, _, _ in self.xdp_ranges if first > add_months(as_of, -18)] or [as_of])
            return plus(first, rng.choice([-2, -1, -1, -1, 0]))
        if kind == 14:
            return plus(as_of, -rng.randrange(1250))
        if kind == 4:
            return plus(as_of, rng.choice([-1, 0, 1, 30]))
        if kind == 5:
            month = add_months(date(as_of.year, as_of.month, 1), -rng.randrange(1, 18))
            return plus(add_months(month, 1), -1)
        return plus(as_of, -rng.randrange(560))

    def birthday(self, person: Person) -> date:
        """An exit at the day on which the person passes into another age band, if such a day lies in the cohort."""
        days = [plus(add_months(person.birth, 12 * years), self.rng.choice([-1, 0, 1])) for years in (26, 51)]
        days = [d for d in days if add_months(self.as_of, -18) < d <= self.as_of]
        return days[0] if days else self.exit()

    def training(self) -> Training:
        rng = self.rng
        if self.trainings and rng.random() < 0.15:             # another begins within six months of the end, or just after
            base = rng.choice(self.trainings)
            if base.end:
                start = rng.choice([base.end, plus(base.end, 1), *(plus(add_months(base.end, 6), d) for d in (-1, 0, 0, 1))])
                return replace(base, session=self.session(base.person), start=start, end=plus(start, rng.choice([0, 1, 30, 90])),
                               dispositif=rng.choice(DISPOSITIFS))
        if self.trainings and rng.random() < 0.25:             # the same person again, with ties in end and start
            base = rng.choice(self.trainings)
            start = base.start if rng.random() < 0.6 else plus(base.start, -rng.randrange(40))
            return replace(base, session=self.session(base.person), start=start, dispositif=rng.choice(DISPOSITIFS))
        person = None if rng.random() < 0.08 else rng.choice(self.persons)
        end = self.birthday(person) if person and rng.random() < 0.3 else self.exit()
        start = plus(end, -rng.choice([0, 0, 1, 30, 60, 200]))
        return Training(person, self.session(person), start, None if rng.random() < 0.06 else end, rng.choice(DISPOSITIFS),
                        rng.choice(["", "NULL", "8122", "84244"]), self.commune(), rng.choice(["13", "06", "2A", "974", ""]))

    def session(self, person: Person | None) -> str:
        """Numbers; for some persons never numbers, so that the two kinds meet only where --ambiguous allows it."""
        rng = self.rng
        if person and person.national[-1] in "0123ABC":
            return rng.choice([f"S{rng.randrange(20)}", f"SE_{rng.randrange(20)}", f"{rng.randrange(20)}A"])
        kinds = [str(rng.randrange(1, 40)), str(rng.choice([9, 10, 99, 100, 3565575, 10 ** 20]))]
        if self.ambiguous:
            kinds += [f"S{rng.randrange(20)}", f"{rng.randrange(20)}A", "007", "0010"]
        return rng.choice(kinds)

    def commune(self) -> str:
        pools = [KNOWN_COMMUNES] * 7 + [ABSENT_COMMUNES, NO_COMMUNES, SHORT_COMMUNES]
        if self.ambiguous:
            pools.append(["00000", "20004", "99100", "2a004", "96001"])
        return self.rng.choice(self.rng.choice(pools))

    def postcode(self) -> str:
        return self.rng.choice(POSTCODES + (["400", "00123", "99138", "96000"] if self.ambiguous else []))

    def naf(self) -> str:
        if self.rng.random() < 0.4:
            return self.rng.choice(PLACED_NAFS)
        return self.rng.choice(NAFS + (["7820z", "5510z", "7820", "78.20"] if self.ambiguous else []))

    def hire_day(self, training: Training | None) -> date:
        rng, as_of = self.rng, self.as_of
        if training and training.end and rng.random() < 0.8:
            end, start = training.end, training.start
            months = add_months(end, rng.choice([1, 2, 3, 5, 6, 6, 6, 11, 12, 12]))
            return rng.choice([end, plus(end, 1), months, plus(months, 1), start, plus(start, 1), plus(end, -1),
                               plus(end, rng.randrange(1, 190)), as_of, plus(as_of, 1), self.until, plus(self.until, 1)])
        edge = rng.choice([edge for first, last, _ in self.xdp_ranges for edge in (first, last)] or [as_of])
        gap = plus(rng.choice([first for first, _, _ in self.xdp_ranges] or [as_of]), -rng.randrange(1, 40))
        old = plus(add_months(as_of, -20), -rng.randrange(1, 200))
        return rng.choice([as_of, plus(as_of, 1), plus(as_of, -rng.randrange(900)), plus(as_of, -rng.randrange(500)), edge,
                           plus(edge, rng.choice([-1, 0, 1])), gap, old, old,
                           date(rng.choice([2016, self.as_of.year]), rng.choice([1, 12]), rng.choice([1, 31])),
                           date(1999, 12, 31) if rng.random() < 0.3 else date(2000, 1, 1)])

    def end_text(self, day: date) -> str:
        rng = self.rng
        kind = rng.randrange(12)
        if kind == 0:
            return rng.choice(["", "NULL", "null"])
        if kind == 1:
            return rng.choice([plus(day, -1).isoformat(), *BAD_DATES, "9999-12-31"])
        if kind in (2, 3):
            return plus(rng.choice([self.as_of, self.until]), rng.choice([-1, 0, 1])).isoformat()
        return plus(day, rng.choice(DURATIONS) - 1).isoformat()

    def hire(self) -> Hire:
        rng = self.rng
        training = rng.choice(self.trainings) if rng.random() < 0.75 else None
        person = training.person if training else rng.choice([None, rng.choice(self.persons)])
        day = self.hire_day(training)
        return Hire(rng.choice(self.sirets), person, day, rng.choice("1112223"), self.end_text(day), self.created(day), self.naf(),
                    self.commune(), self.postcode(), rng.choice(ROMES))

    def created(self, day: date) -> str:
        return self.rng.choice(["", "NULL", "2016-99-99", plus(day, -2).isoformat(), plus(day, -1).isoformat(), day.isoformat()])

    def changed(self, hire: Hire) -> Hire:
        """Another version of the hire, mostly different in one of the keys that the comparison uses."""
        rng = self.rng
        return rng.choice([
            lambda: hire, lambda: replace(hire, created=self.created(hire.day)), lambda: replace(hire, contract=rng.choice("123")),
            lambda: replace(hire, end=self.end_text(hire.day)), lambda: replace(hire, naf=self.naf()),
            lambda: replace(hire, commune=self.commune()), lambda: replace(hire, postcode=self.postcode())])()

    # spellings of one value

    def date_text(self, text: str) -> str:
        if len(text) != 10 or text[4] != "-":
            return text
        return self.pick([text, text + " 00:00:00", text + " 00:00:00.0", self.padded(text), text + " 08:30:00"], 0.4)

    def padded(self, text: str) -> str:
        """Blanks, no-break spaces, byte order marks around a value."""
        return self.rng.choice(PADS) + text + self.rng.choice(PADS)

    def identifier_text(self, person: Person) -> str:
        text = self.pick(["", "0", "000"], 0.6) + person.national
        if text.isdigit() and self.rng.random() < 0.2:
            text += ".0"
        return self.pick([text, text.lower(), self.padded(text)], 0.7)

    def siret_text(self, siret: str) -> str:
        """Sometimes without its leading zeros (11 to 13 digits), sometimes spoilt."""
        rng = self.rng
        if siret.startswith("0") and rng.random() < 0.5:
            siret = siret.lstrip("0")
        if rng.random() < 0.03:
            return rng.choice(["", "NULL", "0" * 14, "0" * 11, siret[:10], siret + "0", "A" + siret[1:],
                               siret[:-1] + str((int(siret[-1]) + 1) % 10), siret[:6] + " " + siret[7:], "35600000000001"])
        return self.pick([siret, self.padded(siret)], 0.9)

    def nir_text(self, nir: str) -> str:
        """13 characters, or 15 with the key; sometimes unusable."""
        rng = self.rng
        wrong = f"{int(nir_key(nir)) % 97 + 1:02}"
        if rng.random() < 0.1:
            return rng.choice([nir + wrong, "9" + nir[1:], nir[:12], nir[:8] + "X" + nir[9:], "0" * 13, nir[:5] + "2C" + nir[7:],
                               "NaN", nir + ".00", nir + wrong + ".0"])
        text = rng.choice([nir, nir + nir_key(nir)])
        if text.isdigit() and rng.random() < 0.1:
            text += ".0"
        elif rng.random() < 0.15:                              # printed in groups
            blank = rng.choice([" ", "\u00a0", "\u202f", "\t"])
            text = blank.join(text[a:b] for a, b in ((0, 1), (1, 3), (3, 5), (5, 7), (7, 10), (10, 13), (13, 15))).strip(blank)
        return self.pick([text, self.padded(text)], 0.8)


# -------------------------------------------------------------------------------------------------------------- writing

def encoded(text: str, encoding: str) -> bytes:
    """In UTF-8 where the encoding has not these characters."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()


class Writer:
    """Writes delimited files with all the accidents of transport: line ends, empty lines, gzip members cut anywhere."""

    def __init__(self, world: World, output: Path) -> None:
        self.world = world
        self.output = output

    def delimited(self, name: str, header: list[str], rows: list[list[str]], separator: bytes = b"|", wrap: float = 0.02,
                  encodings: Sequence[str] = ("utf-8", "latin-1"), spoil: bool = True) -> None:
        rng = self.world.rng
        rng.shuffle(rows)
        line_end = rng.choice(BREAKS)
        one = rng.choice(encodings)
        lines = [separator.join(encoded(cell, one) for cell in header)]
        for row in rows:
            cells = [encoded(cell, rng.choice(encodings)) for cell in row]
            if spoil and rng.random() < 0.015:
                cells = cells[:-1] if rng.random() < 0.5 else cells + [b"x"]
            line = separator.join(cells)
            if rng.random() < wrap:
                quote = rng.choice([b"'", b'"'])
                line = quote + line + quote
            lines.append(line)
            if rng.random() < 0.02:
                lines.append(b"")
        mixed = rng.random() < 0.3
        text = b"".join(line + (rng.choice(BREAKS) if mixed else line_end) for line in lines)
        if rng.random() < 0.4:
            text = text.rstrip(b"\r\n")
        self.bytes(name, text)

    def bytes(self, name: str, data: bytes) -> None:
        path = self.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.members(data) if name.endswith(".gz") else data)

    def members(self, data: bytes) -> bytes:
        """One gzip member, or several cut in mid-line (an empty one among them)."""
        rng = self.world.rng
        cuts = sorted(rng.randrange(len(data) + 1) for _ in range(rng.choice([0, 0, 1, 3])))
        if cuts and rng.random() < 0.3:
            cuts.append(cuts[-1])
        ends = [0, *cuts, len(data)]
        return b"".join(gzip.compress(data[a:b], mtime=0) for a, b in zip(ends, ends[1:]))

    def extension(self) -> str:
        return self.world.pick([".csv.gz", ".csv"], 0.6)


# ---------------------------------------------------------------------------------------------------------------- DPAE

def xdp_row(world: World, hire: Hire) -> list[str]:
    rng = world.rng
    values = {"KC_SIRET": world.siret_text(hire.siret), "KD_DATEEMBAUCHE": world.date_text(hire.day.isoformat()),
              "DC_TYPECONTRAT_ID": hire.contract, "DD_DATEFINCDD": world.date_text(hire.end), "DC_NAF_ID": hire.naf,
              "KD_DATECREATION": hire.created, "DC_COMMUNE_ID": hire.commune, "DC_CODEPOSTAL": hire.postcode,
              "KC_ORGANISME_SOURCE": world.pick([text := rng.choice(SCHEMES), world.padded(text)], 0.8),
              "DC_NOM": rng.choice(["MÜLLER", "D'ARC", "NULL"]), "DC_COMMUNE_RESIDENCE_ID": world.commune(),
              "DC_NOMRAISONSOCIALE": rng.choice(["HÔTEL DU PORT", "'A' \"B\"", ""])}
    if hire.person and rng.random() < 0.7:
        values["DC_INDIVIDU_NATIONAL"] = world.identifier_text(hire.person)
    else:
        values["DC_INDIVIDU_NATIONAL"] = rng.choice(NO_IDENTIFIERS)
    if hire.person and rng.random() < 0.8:
        values["KC_NIR"] = world.nir_text(hire.person.nir)
    spoil_declaration(world, values, "KD_DATEEMBAUCHE", "DC_TYPECONTRAT_ID")
    return [values.get(column, rng.choice(["", "", "NULL"])) for column in XDP_COLUMNS]


def spoil_declaration(world: World, values: dict[str, str], day: str, contract: str) -> None:
    if world.rng.random() < 0.03:
        values[day] = world.rng.choice([*BAD_DATES, "", "NULL", "1999-12-31"])
    if world.rng.random() < 0.03:
        values[contract] = world.rng.choice(["", "4", "0", "CDI", "NULL", "12"])


def lbb_row(world: World, hire: Hire, columns: list[str]) -> list[str]:
    rng = world.rng
    values = {"kc_siret": world.siret_text(hire.siret), "kd_dateembauche": world.date_text(hire.day.isoformat()),
              "dc_typecontrat_id": hire.contract, "dd_datefincdd": world.date_text(hire.end), "dc_naf_id": hire.naf,
              "kd_datecreation": hire.created, "dc_codepostal": hire.postcode, "dc_romev3_1_id": hire.rome,
              "kn_trancheage": rng.choice(["de 26 ans à 50 ans", "de 26 ans ? 50 ans", "moins de 26 ans"]),
              "dc_lblprioritede": rng.choice(["NULL", "", "null"]), "dc_ididentiteexterne": "perandomid1"}
    spoil_declaration(world, values, "kd_dateembauche", "dc_typecontrat_id")
    cells = [values.get(column, "") for column in columns]
    first, second = [i for i, column in enumerate(columns) if column == "dc_commune_id"]
    cells[first], cells[second] = hire.commune, world.commune()
    return cells


def within(hires: list[Hire], first: date, last: date) -> list[Hire]:
    return [h for h in hires if first <= h.day <= last]


def versions(world: World, hires: list[Hire], share: float) -> list[Hire]:
    """A share of the hires, some changed, some repeated or in two versions."""
    rows = []
    for hire in hires:
        if world.rng.random() < share:
            rows += [world.changed(hire) for _ in range(world.pick([1, 2, 3], 0.7))]
    return rows


def write_xdp(world: World, writer: Writer) -> None:
    """The deliveries of the world's ranges; one of a chain may be missing, and one hold no row (--ambiguous)."""
    rng, ranges = world.rng, world.xdp_ranges
    if not world.has_chain:
        ranges = rng.sample(ranges, min(len(ranges), rng.choice([1, 2, 3, 6, 6])))
    elif rng.random() < 0.15:
        ranges = rng.sample(ranges, len(ranges) - 1)
    for first, last, delivered in ranges:
        rows = [xdp_row(world, h) for h in versions(world, within(world.hires, first, last), 0.5)]
        if not world.ambiguous or rng.random() < 0.9:
            rows += [xdp_row(world, rng.choice(world.hires)) for _ in range(2)]      # may lie outside the range
        else:
            rows = []
        name = f"XDP_DPAE_{compact(first)}_{compact(last)}_{compact(delivered)}{writer.extension()}"
        writer.delimited(f"dpae/{name}", XDP_COLUMNS, rows, wrap=0.0)


def write_lbb(world: World, writer: Writer) -> None:
    rng, as_of = world.rng, world.as_of
    old, delivered = add_months(as_of, -28), world.lbb_delivered
    extracts = [(old, plus(delivered, -30), delivered, "120000"), (plus(old, 50), plus(as_of, -10), delivered, "180000"),
                (old, plus(as_of, 5), as_of, "235959"), (add_months(as_of, -22), add_months(as_of, -10), plus(delivered, -100), "000000"),
                (old, as_of, plus(as_of, 1), "000000")]
    for first, last, day, time in rng.sample(extracts, rng.choice([1, 2, 2, 3, 5])):
        separator = rng.choice([b"\xc2\xa5", b"\xa5"])
        rows = [lbb_row(world, h, LBB_24) for h in versions(world, within(world.hires, first, last), 0.3)]
        name = f"LBB_XDPDPA_DPAE_{compact(first)}_{compact(last)}_{compact(day)}_{time}{writer.extension()}"
        writer.delimited(f"dpae/{name}", LBB_24, rows, separator, wrap=0.1)
    deltas = [(delivered, "1159"), (delivered, "1200"), (delivered, "1201"), (delivered, "1800"), (plus(delivered, -100), "0000"),
              (as_of, "2359"), (plus(as_of, 1), "0000"), (plus(as_of, -400), "2200")]
    for day, time in rng.sample(deltas, rng.randrange(3, 8)):
        rows = [lbb_row(world, h, LBB_27) for h in versions(world, world.hires, 0.1)]
        writer.delimited(f"dpae/lbb_xdpdpae_delta_{compact(day)}{time}{writer.extension()}", LBB_27, rows, wrap=0.1)
    if rng.random() < 0.5:                                     # 27 columns in full, up to the delivery day
        day, first = rng.choice([delivered, plus(delivered, -40), as_of]), rng.choice([old, plus(delivered, -200)])
        rows = [lbb_row(world, h, LBB_27) for h in versions(world, within(world.hires, first, day), 0.2)]
        writer.delimited(f"dpae/LBB_XDPDPAE_{day.isoformat()}_{first.isoformat()}{writer.extension()}", LBB_27, rows, wrap=0.1)
    if world.ambiguous:
        rows = [lbb_row(world, h, LBB_27) for h in versions(world, world.hires, 0.1)]
        name = f"LBB_XDPDPA_DPAE_{compact(old)}_{compact(as_of)}_{compact(plus(as_of, -3))}_101010.csv.gz"
        writer.delimited(f"dpae/{name}", LBB_27, rows, wrap=0.1)


XML_GROUP = """  <FR_DuesGroup>
    <FR_Employer><FR_EmployerIdentity>
        <{org}:FR_Organization.SIRET.Identifier> {siret} </{org}:FR_Organization.SIRET.Identifier>
        <{org}:FR_Organization.Designation.Text> HÔTEL &amp; CAFÉ </{org}:FR_Organization.Designation.Text>
        {naf}
    </FR_EmployerIdentity>
    <FR_EmployerAddress><{adr}:FR_PostalAddress.Town.Text> MARSEILLE </{adr}:FR_PostalAddress.Town.Text>
        <{adr}:FR_PostalAddress.Postal.Code> {postcode} </{adr}:FR_PostalAddress.Postal.Code></FR_EmployerAddress></FR_Employer>
    <FR_EmployeeGroup><FR_Employee><FR_EmployeeIdentity>
          <{pers}:FR_PersonIdentity.Surname.Text> EXEMPLE </{pers}:FR_PersonIdentity.Surname.Text>
          {nir}
    </FR_EmployeeIdentity></FR_Employee>
    <FR_Contract>
        <FR_Contract.StartContract.Date> {day} </FR_Contract.StartContract.Date>
        <FR_Contract.StartContract.Time> 09:00:00 </FR_Contract.StartContract.Time>
        {end}
        <FR_Contract.Nature.Code> {contract} </FR_Contract.Nature.Code>
    </FR_Contract></FR_EmployeeGroup>
  </FR_DuesGroup>
"""


def xml_group(world: World, hire: Hire, prefixes: dict[str, str]) -> str:
    rng = world.rng
    nir = ""
    if hire.person and rng.random() < 0.85:
        key = nir_key(hire.person.nir)
        key = rng.choice([key, key, key, "", f"{int(key) % 97 + 1:02}"])
        number = hire.person.nir
        number = rng.choice([number, number, world.padded(number), f"{number[:5]} {number[5:]}"])
        nir = ("<{p}:FR_NNI><{p}:FR_NNI.NIR.Identifier> {n} </{p}:FR_NNI.NIR.Identifier>"
               "<{p}:FR_NNI.NIRKey.Text> {k} </{p}:FR_NNI.NIRKey.Text></{p}:FR_NNI>").format(p=prefixes["pers"], n=number, k=key)
    values = {"day": hire.day.isoformat(), "contract": {"1": "CDD", "2": "CDI", "3": "CTT"}[hire.contract]}
    spoil_declaration(world, values, "day", "contract")
    values = {name: "" if text == "NULL" else "XXX" if name == "contract" and text == "CDI" and hire.contract != "2" else text
              for name, text in values.items()}
    naf = "" if hire.naf in ("", "NULL", "null") else "<{o}:FR_Organization.APE.Code> {naf} </{o}:FR_Organization.APE.Code>".format(
        o=prefixes["org"], naf=hire.naf)
    end = "" if hire.end in ("", "NULL", "null") else f"<FR_Contract.EndContract.Date> {hire.end} </FR_Contract.EndContract.Date>"
    siret = world.siret_text(hire.siret).strip()
    return XML_GROUP.format(siret="" if siret == "NULL" else siret, naf=naf, nir=nir, end=end, **prefixes, **values,
                            postcode="" if hire.postcode.lower() == "null" else hire.postcode)


def xml_message(world: World, hires: list[Hire]) -> bytes:
    """One FR_DUE_Upload with its own prefixes; some are test messages."""
    rng = world.rng
    prefixes = rng.choice([{"org": "rxorg", "adr": "rxpadr", "pers": "rxpers"}, {"org": "a", "adr": "b", "pers": "ns3"}])
    spaces = {"org": "Organization", "adr": "PostalAddress", "pers": "Person_Identity"}
    declared = "".join(f' xmlns:{p}="http://www.repxml.org/{spaces[k]}"' for k, p in prefixes.items())
    indicator = rng.choice(["120", "120", "120", "1"])
    body = "".join(xml_group(world, h, prefixes) for h in hires)
    return (f'<?xml version="1.0" encoding="ISO-8859-1" ?>\n<FR_DUE_Upload{declared}>\n  <FR_DUE_Upload.Test.Indicator> {indicator} '
            f"</FR_DUE_Upload.Test.Indicator>\n{body}</FR_DUE_Upload>\n").encode("latin-1", "xmlcharrefreplace")


def write_xml(world: World, writer: Writer) -> None:
    rng, as_of = world.rng, world.as_of
    names = [f"FR_DUE_{compact(plus(as_of, -30))}", f"FR_DUE_{compact(as_of)}_1", f"FR_DUE_{compact(as_of)}_2",
             f"FR_DUE_{compact(plus(as_of, 1))}", f"FR_DUE_{compact(plus(as_of, -400))}"]
    for name in names:
        hires = versions(world, world.hires, 0.12)
        rng.shuffle(hires)
        messages = []
        while hires:
            size = rng.choice([1, 1, 2, 5])
            messages.append(xml_message(world, hires[:size]))
            hires = hires[size:]
        path = writer.output / "dpae" / f"{name}.xml.gz"
        joined = [b"".join(messages)] if rng.random() < 0.3 else messages
        path.write_bytes(b"".join(gzip.compress(m, mtime=0) for m in joined))


# ------------------------------------------------------------------------------------------ trainings, costs, register, plan

def trainee_row(world: World, training: Training) -> list[str]:
    rng = world.rng
    person = world.identifier_text(training.person) if training.person else rng.choice(NO_IDENTIFIERS)
    session = world.pick([training.session, world.padded(training.session)], 0.9)
    values = {"c_nomcorrespondance": rng.choice(["MARTIN", "MÜLLER"]), "dn_individu_national": person, "dn_session_id": session,
              "dd_datedebutplanformation": world.date_text(training.start.isoformat()),
              "dd_datefinplanformation": world.date_text(training.end.isoformat()) if training.end else rng.choice(["", "NULL"]),
              "dc_insee_lieuformation": training.commune, "departement": training.departement, "dc_cp_lieuformation": "13001",
              f"dn_certifinfo_{rng.randrange(1, 6)}_id": training.certifinfo,
              "c_dispositifformation": world.pick([training.dispositif, world.padded(training.dispositif)], 0.9),
              "dc_lblformation": rng.choice(["Titre professionnel", "Métiers d'été", "'x", 'y"']), "liste_financeur": "4;7"}
    if rng.random() < 0.03:
        values["dn_session_id"] = rng.choice(["", "NULL", " "])
    if rng.random() < 0.03:
        values["dd_datedebutplanformation"] = rng.choice([*BAD_DATES, "", "NULL"])
    if rng.random() < 0.04:
        values["dd_datefinplanformation"] = rng.choice([*BAD_DATES, plus(training.start, -1).isoformat()])
    return [values.get(column, rng.choice(["", "NULL"])) for column in TRAINEE_COLUMNS]


def changed_training(world: World, training: Training) -> Training:
    rng = world.rng
    shifted = plus(training.end, rng.choice([-1, 1, 7])) if training.end else None
    return rng.choice([
        lambda: training, lambda: replace(training, dispositif=rng.choice(DISPOSITIFS)), lambda: replace(training, certifinfo="8122"),
        lambda: replace(training, end=shifted), lambda: replace(training, commune=world.commune()),
        lambda: replace(training, start=plus(training.start, rng.choice([-1, -31])))])()


def delivery_names(world: World, writer: Writer, stem: str) -> list[str]:
    """Deliveries before, on and after the as-of date, one without a date, one date in two files; seldom only one that the
    run does not see."""
    as_of = world.as_of
    if world.rng.random() < 0.06:
        return [f"{stem}_{compact(plus(as_of, 1))}{writer.extension()}"]
    days = [plus(as_of, -90), plus(as_of, -7), plus(as_of, -1), as_of, plus(as_of, 1)]
    days = world.rng.choice([days[:1], days[:3], *[days] * 5])
    days = world.rng.sample(days, min(len(days), world.rng.randrange(2, 4)))
    names = [f"{stem}_{compact(d)}{writer.extension()}" for d in days]
    if world.rng.random() < 0.5:
        names.append(f"{stem}{writer.extension()}")
    if world.rng.random() < 0.3:
        twin = names[0].removesuffix(".gz") if names[0].endswith(".gz") else names[0] + ".gz"
        names.append(twin)
    return names


def write_trainings(world: World, writer: Writer) -> None:
    rng = world.rng
    for name in delivery_names(world, writer, "stagiaires-pe"):
        rows = []
        for training in world.trainings:
            if rng.random() < 0.75:
                for _ in range(world.pick([1, 2], 0.85)):
                    rows.append(trainee_row(world, changed_training(world, training)))
        rows += [list(row) for row in rng.sample(rows, min(5, len(rows)))]          # exact repeats
        future = replace(rng.choice(world.trainings), start=plus(world.as_of, 1), end=plus(world.as_of, 9))
        rows += [trainee_row(world, future), trainee_row(world, replace(future, start=world.as_of))]
        writer.delimited(f"training/{name}", TRAINEE_COLUMNS, rows)


def write_costs(world: World, writer: Writer) -> None:
    rng = world.rng
    sessions = sorted({t.session for t in world.trainings}) + ["unseen", "424242"]
    for name in delivery_names(world, writer, "sessions-montants"):
        rows = []
        for session in sessions:
            for _ in range(rng.choice([0, 1, 1, 2, 3])):
                amount = rng.choice(["100", "33.33", "0.01", "0.005", "1000.10", "99999.99", f"{rng.randrange(10000) / 100:.2f}",
                                     "0", " 250.5 "])
                rows.append([session, amount])
        rows += [[rng.choice(sessions), rng.choice(["abc", "", "NULL", "1.2.3"])] for _ in range(3)]
        rows += [[rng.choice(["", "NULL"]), "12.5"]]
        writer.delimited(f"training/{name}", ["KC_REFERENCEMENT", "DN_MONTANTPAYEDECISIONBUREAU"], rows)


def write_register(world: World, writer: Writer) -> None:
    """Superseded rows, a NIR given to two identifiers in one delivery or in two, identifiers that change their NIR."""
    rng = world.rng
    for name in delivery_names(world, writer, "REFH_INDIVIDU"):
        rows = []
        for person in world.persons:
            if rng.random() < 0.5:
                other = rng.choice(world.persons)
                nir = rng.choice([person.nir, world.nir_text(person.nir)] * 3 + [other.nir, "", "NULL", "9" + person.nir[1:]])
                birth = world.date_text(rng.choice([person.birth.isoformat()] * 6 + [world.birth().isoformat(), "", "NULL", "1980-02-30"]))
                rows.append([world.identifier_text(person), nir, birth, rng.choice("12"), world.commune()])
                if rng.random() < 0.1:
                    rows.append([world.identifier_text(person), other.nir, birth, "1", "13055"])
        rows += [[rng.choice(NO_IDENTIFIERS), rng.choice(world.persons).nir, "1980-01-01", "1", "13055"]]
        rows += [list(row) for row in rows[:3]]
        writer.delimited(f"register/{name}", ["KC_INDIVIDU_NATIONAL", "KC_NIR", "KD_DATENAISSANCE", "DC_SEXE", "DC_COMMUNE_ID"], rows)


def write_plan(world: World, writer: Writer) -> None:
    months = sorted({add_months(date(world.as_of.year, world.as_of.month, 1), -n) for n in world.rng.sample(range(-3, 20), 14)})
    rows = [[f"{m.year}-{m.month:02}", str(world.rng.randrange(0, 80))] for m in months]
    writer.delimited("training/plan.csv", ["month", "target"], rows, b";", wrap=0, encodings=["utf-8"], spoil=False)


# ------------------------------------------------------------------------------------------------------------ references

REFERENCE_FAPS = ["A0Z40", "A0Z43", "S0Z20", "S1Z40", "T1Z60", "X0Z00"]
PARTS_OF_1 = {1: ["1"], 2: ["0.25", "0.75"], 3: ["0.2", "0.3", "0.5"]}
ABOUT_1 = {1: ["1.0004"], 2: ["0.3333", "0.6666"], 3: ["0.333", "0.333", "0.3335"]}     # less than 0.001 off


def write_reference(writer: Writer, name: str, header: list[str], rows: list[list[str]]) -> None:
    writer.delimited(f"reference/{name}.csv", header, rows, b",", wrap=0, encodings=["utf-8"], spoil=False)


def weighted_faps(world: World, codes: Sequence[str], years: list[str], weighted: bool) -> list[list[str]]:
    """Rows of FAP, code, weight and year."""
    rng = world.rng
    rows = []
    for year in years:
        for code in codes:
            faps = rng.sample(REFERENCE_FAPS, rng.randrange(1, 4))
            parts = rng.choice([PARTS_OF_1, PARTS_OF_1, ABOUT_1])[len(faps)]
            rows += [[fap, code] + [part] * weighted + ([year] if year else []) for fap, part in zip(faps, parts)]
    return rows


def write_references(world: World, writer: Writer) -> None:
    rng = world.rng
    dated, weighted = rng.random() < 0.6, rng.random() < 0.5
    communes = [c for c in KNOWN_COMMUNES if not (c in ("75112", "13208", "69383") and rng.random() < 0.5)]
    years = rng.choice([["2015", "2016", "2017"], ["2017", "2018"], ["2016"]]) if dated else [""]
    rows = []
    for year in years:
        for commune in communes:
            if world.ambiguous and dated and rng.random() < 0.2:
                continue
            code = commune[1:] if commune.startswith("0") and rng.random() < 0.4 else commune
            row = [code, f"9{rng.randrange(300, 330)}", "BASSIN", *([year] if dated else [])]
            rows += [row] * world.pick([1, 2], 0.95)
    if rng.random() < 0.95:
        write_reference(writer, "commune-bassin", ["commune", "bassin", "libelle_bassin"] + ["year"] * dated, rows)
    romes = ["A1101", "G1602", "G1603", "K1304", "M1805"]
    write_reference(writer, "fap-rome", ["fap", "rome"] + ["weight"] * weighted + ["year"] * dated,
                    weighted_faps(world, romes, years, weighted))
    write_placing_references(world, writer, romes)


def write_placing_references(world: World, writer: Writer, romes: list[str]) -> None:
    """What places hires by métier: naf-fap, rome-naf, both or neither; NAF with a dot, ROME without a FAP, NAF of such alone."""
    rng = world.rng
    kind = rng.choice(["naf", "naf", "rome", "rome", "both", "neither"])
    if kind in ("naf", "both"):
        years = rng.choice([[""], ["2015", "2017"], ["2018"]])
        nafs = ["0111Z", "4120A", "47.91B", "5510Z", "6910Z", "7810Z"]
        rows = [[code, fap, *rest] for fap, code, *rest in weighted_faps(world, nafs, years, True)]
        write_reference(writer, "naf-fap", ["naf", "fap", "weight"] + ["year"] * bool(years[0]), rows)
    if kind in ("rome", "both"):
        pairs = [(rome, naf) for rome in [*romes, "Z9999"] for naf in ["0111Z", "4120A", "47.91B", "5510Z", "6910Z"] if rng.random() < 0.5]
        pairs += [("Z9999", "7810Z"), ("Y0000", "7810Z"), (romes[0], "5630Z")]
        rows = [[rome, '"Conduite, engins"' if rng.random() < 0.3 else "x", naf, "y", str(rng.choice([1, 7, 30, 161]))] for rome, naf in pairs]
        write_reference(writer, "rome-naf", ["rome_id", "rome_label", "naf_id", "naf_label", "hirings"], rows)


# ------------------------------------------------------------------------------------------------------------------- BMO

METIERS = [("A0Z40", "Z"), ("A1Z41", "Z"), ("B0Z21", "O"), ("S0Z20", "S"), ("S2Z61", "S"), ("T1Z60", "V"), ("X0Z00", "A")]
BASSINS = [("0101", "971", "01"), ("9301", "04", "93"), ("9302", "05", "93"), ("9310", "13", "93"), ("9310", "84", "93"),
           ("9311", "13", "93"), ("9402", "2A", "94"), ("9411", "2B", "94"), ("8401", "01", "84")]


def bmo_measure(world: World, secret: float, blank: float) -> str:
    rng = world.rng
    if rng.random() < secret:
        return "*"
    if rng.random() < blank:
        return rng.choice(["", "", "NULL"])
    return rng.choice([str(rng.randrange(0, 8)), str(rng.randrange(400)), "45.9096865448", "8.63656218159", "0.005", "2.5", "12.50"])


def bmo_facts(world: World, year: int) -> list[dict[str, str]]:
    """Rows by column; some twice, some with a bad or blank `met`."""
    rng = world.rng
    facts = []
    for metier, family in METIERS:
        for bassin, departement, region in BASSINS:
            if rng.random() < 0.7:
                fact = {"annee": str(year), "metier": metier, "nom": f"Métier {metier}", "family": family, "label": "Famille",
                        "be": bassin.lstrip("0"), "nombe": "BASSIN", "dept": departement, "nomdept": "Dép", "reg": region,
                        "nomreg": "Région", "met": bmo_measure(world, 0.25, 0.03), "xmet": bmo_measure(world, 0.35, 0.2),
                        "smet": bmo_measure(world, 0.35, 0.2)}
                if rng.random() < 0.03:
                    fact["met"] = rng.choice(["abc", "-1", "**"])
                facts += [fact] * world.pick([1, 2], 0.95)
                if rng.random() < 0.06:                        # the place again, with other measures
                    facts.append({**fact, "met": bmo_measure(world, 0.2, 0.2), "family": "Z", "xmet": "*"})
    rng.shuffle(facts)
    return facts


def bmo_header(year: int, late: bool, blank: bool) -> dict[str, str]:
    """Column names by field in the order of the file; from 2024 the département and region stand before the bassin."""
    names = {"annee": "annee", "metier": "code métier BMO " if blank else "Code métier BMO", "nom": "Nom métier BMO",
             "family": "Famille_met", "label": "Lbl_fam_met", "be": f"BE{year % 100}", "nombe": f"NOMBE{year % 100}", "dept": "Dept",
             "nomdept": "NomDept", "reg": "REG", "nomreg": "NOM_REG", "met": "met", "xmet": "xmet", "smet": "smet"}
    order = list(names)
    if late:
        order = order[:5] + ["reg", "nomreg", "dept", "nomdept", "be", "nombe"] + order[11:]
    return {key: names[key] for key in order}


class Workbook:
    """A small XLSX: a first sheet of words, then the data; numbers, shared, inline and rich strings, sparse cells."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.strings: dict[str, int] = {}

    def cell(self, reference: str, text: str, numeric: bool) -> str:
        rng = self.world.rng
        if numeric:
            return f'<c r="{reference}"><v>{text}</v></c>'
        if rng.random() < 0.03:
            return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        return f'<c r="{reference}" t="s"><v>{self.strings.setdefault(text, len(self.strings))}</v></c>'

    def row(self, number: int, texts: list[str], numeric: set[int]) -> str:
        cells = [self.cell(f"{chr(65 + i)}{number}", t, i in numeric) for i, t in enumerate(texts) if t]
        if self.world.rng.random() < 0.1:
            self.world.rng.shuffle(cells)
        return f'<row r="{number}">{"".join(cells)}</row>'

    def sheet(self, rows: list[str]) -> str:
        return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/'
                f'spreadsheetml/2006/main"><sheetData>{"".join(rows)}</sheetData></worksheet>')

    def shared(self) -> str:
        def item(text: str) -> str:
            if len(text) > 6 and self.world.rng.random() < 0.3:
                return f'<si><r><t xml:space="preserve">{escape(text[:4])}</t></r><r><t xml:space="preserve">{escape(text[4:])}</t></r></si>'
            return f'<si><t xml:space="preserve">{escape(text)}</t></si>'
        return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
                f'2006/main" uniqueCount="{len(self.strings)}">{"".join(item(t) for t in self.strings)}</sst>')


PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Description" sheetId="2" r:id="rId1"/><sheet name="BMO" sheetId="1" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def write_bmo_workbook(world: World, path: Path, year: int, late: bool) -> None:
    book = Workbook(world)
    header = bmo_header(year, late, False)
    words = book.sheet([book.row(7, ["", "Variable", "Libellé"], set()), book.row(8, ["", "annee", str(year)], {2}),
                        book.row(9, ["", "met", "Projets de recrutement"], set())])
    numeric = {i for i, field in enumerate(header) if field in ("annee", "be")}
    rows = [book.row(1, list(header.values()), set())]
    for fact in bmo_facts(world, year):
        rows.append(book.row(len(rows) + 1, [fact[field] for field in header], numeric))
    data = book.sheet(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": words, "xl/worksheets/sheet2.xml": data,
                           "xl/sharedStrings.xml": book.shared()}.items():
            archive.writestr(zipfile.ZipInfo(name, (2016, 1, 1, 0, 0, 0)), text)


def write_bmo(world: World, writer: Writer) -> None:
    rng = world.rng
    if rng.random() < 0.06:
        return
    write_bmo_workbook(world, writer.output / "bmo" / "Base_open_data_BMO_2016.xlsx", 2016, late=rng.random() < 0.5)
    if rng.random() < 0.3:
        write_bmo_workbook(world, writer.output / "bmo" / "Base_open_data_BMO_2018.xlsx", 2018, late=rng.random() < 0.5)
    if rng.random() < 0.5:
        write_bmo_workbook(world, writer.output / "bmo" / "Base_open_data_23.xlsx", 2023, late=rng.random() < 0.5)
    header = bmo_header(2017, False, True)
    rows = [[fact[field] for field in header] for fact in bmo_facts(world, 2017)]
    writer.delimited("bmo/Base_open_data_BMO_2017.csv", list(header.values()), rows, b";", wrap=0)


FAPS = ["A0Z40", "A0Z43", "S0Z20", "S1Z40", "T1Z60", "X0Z00"]        # S and X are prefixes, and families too


def write_survey(world: World, writer: Writer, year: int) -> None:
    rng = world.rng
    suffix = str(year % 100)
    header = ["SIRET", "REG", "DEPT", "CDCMET", f"BE{suffix}", "taille", "NAF732", f"ponder{suffix}", "source"]
    header += [prefix + fap for fap in FAPS for prefix in ("", "X", "S")]
    sirets = world.sirets + [world.luhn_siret("") for _ in range(world.n(30))]
    rows = []
    monthly = sorted({h.siret for h in world.hires if h.day.year == year and h.contract == "2"})       # these fulfil the most
    for siret in rng.choices(sirets + monthly, k=world.n(70)):
        text = siret.lstrip("0") if rng.random() < 0.5 else siret
        weight = rng.choice(["1", "1,5", "2.25", "3,123456789012", "0,005"])
        row = [text, "93", rng.choice(["13", "06", "2A"]), world.commune(), rng.choice(["9301", "9310", "", "9411"]), rng.choice("01234567"),
               world.naf(), weight, "pe"]
        idle = rng.random() < 0.3
        for _ in FAPS:
            projects = 0 if idle or rng.random() < 0.7 else rng.choice([1, 1, 1, 2, 3, 8])
            row += [str(projects) if projects else rng.choice(["", "0"]), rng.choice(["", "1", "2"]), str(min(projects, 1))]
        rows.append(row)
    rows += [list(row) for row in rows[:3]]
    writer.delimited(f"bmo/BMO_survey_{year}.csv.gz", header, rows, b";")


# ---------------------------------------------------------------------------------------------------------- offers and trust

def write_offers(world: World, writer: Writer) -> None:
    """Offers on the edges of the 12 and 24 months before each delivery day; open ones, some filed on that day or after."""
    rng, as_of = world.rng, world.as_of
    header = ["offre", "region", "departement", "rome", "date_depot", "date_satisfaction"]
    for name in delivery_names(world, writer, "offres"):
        rows = []
        for number in range(world.n(110)):
            if rng.random() < 0.7:
                until = plus(as_of, -rng.choice([0, 0, 7, 90]))
                year, two_years = add_months(until, -12), add_months(until, -24)
                filled = rng.choice([until, plus(until, 1), plus(until, -40), plus(until, -200), plus(year, -100),
                                     *(plus(edge, d) for edge in (year, two_years) for d in (0, 1))])
                filed = plus(filled, -rng.choice([0, 1, 2, 7, 7, 29, 30, 31, 35, 90]))
                if rng.random() < 0.25:
                    filed = rng.choice([until, plus(until, 1), year, plus(year, 1), plus(until, -7), plus(until, -30), plus(until, -500)])
                region, departement = rng.choice([("93", "13"), ("93", "06"), ("94", "2A"), ("11", "75"), ("01", "971"), ("", "")])
                second = rng.choice([filled.isoformat()] * 6 + ["", "", "NULL", plus(filed, -1).isoformat(), "2016-02-30"])
                first = rng.choice([filed.isoformat()] * 12 + ["", "x"])
                rows.append([rng.choice([f"O{number}"] * 20 + [""]), region, departement, "G1602", world.padded(first), second])
        rows += [list(row) for row in rows[:3]]
        writer.delimited(f"offers/{name}", header, rows, b";")


def write_trust(world: World, writer: Writer) -> None:
    rng, as_of = world.rng, world.as_of
    for name in delivery_names(world, writer, "confiance"):
        rows = []
        for siret in rng.choices(world.sirets, k=world.n(60)):
            rows.append([siret, "13", plus(as_of, -rng.choice([0, 1, 2, 50])).isoformat(), rng.choice(["oui", "oui", "non", ""]),
                         rng.choice(["1", "0,333", "2.5"])])
        writer.delimited(f"trust/{name}", ["siret", "departement", "date_reponse", "confiance", "ponderation"], rows, b";")


# ------------------------------------------------------------------------------------------------------- published series

def write_published(world: World, writer: Writer) -> None:
    """The monthly series by region, columns in any order, the region in former parts or whole; the quarterly one beside it."""
    rng = world.rng
    if rng.random() < 0.15:
        return
    columns = ["region", "ancienne_region", "duree_de_contrat", "nature_de_contrat", "annee", "trimestre", "dernier_jour_du_mois",
               "code_region", "code_ancienne_region", "dpae_brut", "dpae_cvs"]
    rng.shuffle(columns)
    rows = []
    for back in rng.sample(range(-2, 40), 30):
        month = plus(add_months(date(world.as_of.year, world.as_of.month, 1), 1 - back), -1)
        for region, parts in (("93", rng.choice([1, 1, 2])), ("11", 1)):
            for contract in ("CDI", "CDD de plus d'un mois"):
                for part in range(parts if rng.random() < 0.9 else 0):
                    row = {"region": "Région", "ancienne_region": f"Ancienne {part}", "duree_de_contrat": "Longue", "nature_de_contrat": contract,
                           "annee": str(month.year), "trimestre": str((month.month + 2) // 3), "code_region": region,
                           "dernier_jour_du_mois": month.isoformat(), "code_ancienne_region": f"{part + 1:02}",
                           "dpae_brut": rng.choice(["0", "1", "3", "7", "60", "1234"]), "dpae_cvs": "12.5"}
                    rows.append([row[c] for c in columns])
    writer.delimited(f"urssaf/dpae-mensuel{writer.extension()}", columns, rows, b";", wrap=0, spoil=False)
    if rng.random() < 0.5:
        header = ["region", "ancienne_region", "departement", "duree_de_contrat", "nature_de_contrat", "annee", "trimestre",
                  "dernier_jour_du_trimestre", "code_region", "code_ancienne_region", "code_departement", "grand_secteur_d_activite",
                  "dpae_brut", "dpae_cvs"]
        row = ["PACA", "PACA", "BDR", "Courte", "CDD de moins d'un mois", "2016", "1", "2016-03-31", "93", "93", "13", "GZ1", "99", "98.5"]
        writer.delimited("urssaf/dpae-trimestriel.csv", header, [row], b";", wrap=0, spoil=False)


# -------------------------------------------------------------------------------------------------- the same content twice

def write_copies(world: World, writer: Writer) -> None:
    """Files again under another name: another delivery date, time or range, packed otherwise. An older copy of a delivery
    with persons often has a wider range, which must neither cover nor filter nor replace."""
    for path in sorted((writer.output / "dpae").glob("XDP_*")):
        first, last, delivered = (day_of(t) for t in re.findall(r"\d{8}", path.name))
        if world.rng.random() < 0.15:
            older = max(first, plus(min(delivered, world.as_of), -world.rng.choice([1, 5, 20])))
            name = f"XDP_DPAE_{compact(plus(first, -world.rng.choice([0, 5, 60])))}_{compact(plus(last, 20))}_{compact(older)}.csv"
            writer.bytes(f"dpae/{name}", unpacked(path))
    for folder in ("dpae", "training", "register", "offers", "trust", "bmo"):
        files = sorted(p for p in (writer.output / folder).glob("*") if p.suffix != ".xlsx" and p.name != "plan.csv") \
            if (writer.output / folder).is_dir() else []
        for path in world.rng.sample(files, min(len(files), world.rng.choice([0, 0, 1, 1, 2, 3]))):
            data = unpacked(path)
            name = copied_name(world, path.name)
            if not (path.parent / name).exists():
                writer.bytes(f"{folder}/{name}", data)


def unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def day_of(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def copied_name(world: World, name: str) -> str:
    """A name of the same kind. The parts of a range stay in order."""
    rng = world.rng
    stem, kind, packed = re.fullmatch(r"(.*?)(\.csv|\.xml)(\.gz)?", name).groups()
    if rng.random() < 0.35:                                    # the same name, packed otherwise
        return stem + kind + ("" if packed else ".gz")
    days = [plus(world.as_of, -n) for n in (0, 3, 45, 200)] + [plus(world.as_of, 1)]
    if found := re.fullmatch(r"(XDP_DPAE|LBB_XDPDPA_DPAE)_(\d{8})_(\d{8})_(\d{8})(.*)", stem):
        first, last, delivered = (day_of(t) for t in found.groups()[1:4])
        last = plus(last, rng.choice([0, 0, 5, 60]))
        delivered = rng.choice([delivered, *(d for d in days if d >= first)])
        stem = f"{found[1]}_{compact(first)}_{compact(last)}_{compact(delivered)}{found[5]}"
    elif found := re.fullmatch(r"LBB_XDPDPAE_[0-9-]{10}_([0-9-]{10})", stem):
        stem = f"LBB_XDPDPAE_{rng.choice(days[:3]).isoformat()}_{found[1]}"
    elif found := re.fullmatch(r"(.*_)\d{8}(\d{4}|_\d)?", stem):
        stem = f"{found[1]}{compact(rng.choice(days))}{found[2] or ''}"
    else:
        stem += rng.choice([" (1)", "_bis", " - Copie"])
    return stem + kind + rng.choice(["", ".gz"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--only", choices=["issue2"])
    parser.add_argument("--ambiguous", action="store_true", help="also what DOMAIN leaves open")
    parser.add_argument("--size", type=float, default=1.0, help="scale of the pools")
    options = parser.parse_args()
    world = World(options.seed, options.ambiguous, options.size)
    writer = Writer(world, options.output)
    issue_2: list[Callable[[World, Writer], None]] = [write_xdp, write_lbb, write_trainings, write_costs, write_register,
                                                      write_references, write_bmo]
    others: list[Callable[[World, Writer], None]] = [write_xml, write_offers, write_trust, write_published]
    for write in issue_2 if options.only else issue_2 + others:
        write(world, writer)
    if not options.only:
        if world.rng.random() < 0.92:
            write_plan(world, writer)
        for year, chance in ((2016, 0.9), (2017, 0.5), (2018, 0.3)):
            if world.rng.random() < chance:
                write_survey(world, writer, year)
    write_copies(world, writer)
    (options.output / "as-of.txt").write_text(world.as_of.isoformat() + "\n")


if __name__ == "__main__":
    main()
