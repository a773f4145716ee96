"""The job of the benchmark, for Polars: `training-access` and `hires` by the rules of the domain.

    with_polars.py INPUT OUTPUT AS_OF

Everything is lazy and streamed where the engine can; only the columns that the job needs are kept.
"""
import itertools
import sys
from datetime import date
from pathlib import Path

import polars as pl
from polars import col, lit, when

source, output = Path(sys.argv[1]), Path(sys.argv[2])
AS_OF = date.fromisoformat(sys.argv[3])
Z = 1.959963984540054


def text(name):
    trimmed = col(name).str.strip_chars()
    return when(~trimmed.is_in(["", "NULL", "null"])).then(trimmed)


def day(expression):
    return expression.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)


def identifier(name):
    known = text(name).str.to_uppercase().str.strip_chars_start("0")
    return when(known != "").then(known)


def nir(name):
    written = col(name).str.strip_chars().str.to_uppercase()
    number = written.str.slice(0, 13)
    n = number.str.replace("2A", "19", literal=True).str.replace("2B", "18", literal=True).cast(pl.Int64, strict=False)
    key = written.str.slice(13).cast(pl.Int64, strict=False)
    form = written.str.contains(r"^[1-8][0-9]{4}([0-9]{2}|2A|2B)[0-9]{6}([0-9]{2})?$")
    return when(form & ((written.str.len_bytes() == 13) | (97 - n % 97 == key))).then(number)


def is_siret(n):
    digits = [n // 10**k % 10 for k in range(14)]
    doubled = sum((d if k % 2 == 0 else d * 2 - 9 * (d > 4).cast(pl.Int64)) for k, d in enumerate(digits))
    return (n > 0) & ((doubled % 10 == 0) | ((n // 100000 == 356000000) & (sum(digits) % 5 == 0)))


def departement_of(commune):
    two = commune.str.slice(0, 2)
    return (
        when(~commune.str.contains(r"^([0-9]{2}|2A|2B)[0-9]{3}$")).then(None)
        .when(two.is_in(["97", "98"])).then(commune.str.slice(0, 3))
        .when(two.is_in(["00", "20", "96", "99"])).then(None)
        .otherwise(two)
    )


def departement_of_postcode(postcode):
    two, three = postcode.str.slice(0, 2), postcode.str.slice(0, 3)
    return (
        when(~postcode.str.contains(r"^[0-9]{5}$").fill_null(False)).then(lit("?"))
        .when(three.is_in(["200", "201"])).then(lit("2A"))
        .when(two == "20").then(lit("2B"))
        .when(two.is_in(["97", "98"])).then(three)
        .when(two.is_in(["00", "96", "99"])).then(lit("?"))
        .otherwise(two)
    )


def sector():
    naf = col("naf")
    division = naf.str.slice(0, 2).cast(pl.Int32, strict=False)
    between = division.is_between
    return (
        when((naf == "7820Z").fill_null(False) | (col("contract") == "3")).then(lit("interim"))
        .when(~naf.str.contains(r"^[0-9]{4}[A-Z]$").fill_null(False)).then(lit("?"))
        .when(between(55, 56)).then(lit("chr"))
        .when(between(1, 3)).then(lit("agriculture"))
        .when(between(5, 9) | between(10, 33) | between(35, 39)).then(lit("industry"))
        .when(between(41, 43)).then(lit("construction"))
        .when(between(45, 47)).then(lit("commerce"))
        .when(division.is_in([84, 99])).then(lit("public"))
        .when(between(49, 53) | between(58, 66) | (division == 68) | between(69, 75) | between(77, 82)
              | between(85, 88) | between(90, 98)).then(lit("services"))
        .otherwise(lit("?"))
    )


def delivered():
    return col("file").str.extract(r"_([0-9]{8})[.]", 1)


def scan(pattern, **options):
    return pl.scan_csv(
        pattern, separator="|", quote_char=None, infer_schema=False, include_file_paths="file", **options)


register = (
    scan(source / "register" / "*.csv.gz")
    .with_columns(
        person=identifier("KC_INDIVIDU_NATIONAL"), nir=nir("KC_NIR"), birth=day(text("KD_DATENAISSANCE")), delivered=delivered(),
        line=pl.concat_str(pl.exclude("file"), separator="|", ignore_nulls=True))
    .filter(col("person").is_not_null())
    .select("person", "nir", "birth", "delivered", "line")
    .sort("delivered", "line", descending=True)
    .unique("person", keep="first", maintain_order=True)
    .drop("line")
    .collect()
)
owner = (
    register.lazy().filter(col("nir").is_not_null())
    .filter(col("delivered") == col("delivered").max().over("nir"))
    .group_by("nir").agg(col("person").min().alias("owner"))
)

# Polars cannot tell a line of too many fields; in the benchmark set such a line is shifted, so its last filler is filled.
raw = scan(source / "dpae" / "XDP_*.csv.gz", truncate_ragged_lines=True).filter(col("DC_FILLER4").is_null())

valid = (
    raw.select(
        siret=text("KC_SIRET"), naf=text("DC_NAF_ID").str.to_uppercase(), commune=text("DC_COMMUNE_ID"),
        postcode=text("DC_CODEPOSTAL"), created=day(text("KD_DATECREATION")), hire=day(text("KD_DATEEMBAUCHE")),
        contract=text("DC_TYPECONTRAT_ID"), written_end=text("DD_DATEFINCDD"), national=identifier("DC_INDIVIDU_NATIONAL"),
        nir=nir("KC_NIR"), delivered=delivered())
    .with_columns(
        siret=when(col("siret").str.len_bytes().is_between(11, 14)).then(col("siret").str.to_integer(strict=False, dtype=pl.Int64)),
        end=when(col("contract") != "2").then(day(col("written_end"))),
        postcode=when(col("postcode").str.len_bytes() == 4).then(lit("0") + col("postcode")).otherwise(col("postcode")))
    .filter(
        is_siret(col("siret")) & col("hire").is_between(date(2000, 1, 1), AS_OF) & col("contract").is_in(["1", "2", "3"])
        & ((col("contract") == "2") | col("written_end").is_null() | (col("end") >= col("hire"))))
    .join(owner, on="nir", how="left")
    .with_columns(person=pl.coalesce(lit("n") + col("national"), lit("n") + col("owner"), lit("i") + col("nir")))
    .drop("written_end", "national", "nir", "owner")
    .collect(engine="streaming")
)

KEY = ["siret", "person", "hire"]
ORDER = ["delivered", "created", "contract", "end", "naf", "commune", "postcode"]
known = valid.lazy().filter(col("person").is_not_null())
# Few hires have several versions: only those are sorted.
repeated = known.group_by(KEY).len().filter(col("len") > 1).drop("len")
single = known.join(repeated, on=KEY, how="anti")
settled = (
    known.join(repeated, on=KEY, how="semi")
    .sort(ORDER, descending=True, nulls_last=True)
    .unique(KEY, keep="first", maintain_order=True)
)
names = [path.name.removesuffix(".csv.gz").split("_")[-3:] for path in (source / "dpae").glob("XDP_*.csv.gz")]
replaced = lit(False)
for first, last, when_delivered in names:
    written = col("hire").dt.strftime("%Y%m%d")
    replaced = replaced | ((col("delivered") < when_delivered) & written.is_between(lit(first), lit(last)))
unknown = valid.lazy().filter(col("person").is_null()).filter(~replaced)

bassins = (
    pl.scan_csv(source / "reference" / "commune-bassin.csv", infer_schema=False)
    .select("commune", bassin=col("bassin").str.zfill(4)).unique("commune"))
commune = col("commune")
placed = (
    pl.concat([single, settled, unknown], how="diagonal")
    .with_columns(
        days=when(col("contract") != "2").then((col("end") - col("hire")).dt.total_days() + 1),
        sector=sector(), of_commune=departement_of(commune),
        town=when(commune.is_between(lit("75101"), lit("75120"))).then(lit("75056"))
        .when(commune.is_between(lit("69381"), lit("69389"))).then(lit("69123"))
        .when(commune.is_between(lit("13201"), lit("13216"))).then(lit("13055")))
    .with_columns(days=when(col("days") <= 1500).then(col("days")))
    .join(bassins, on="commune", how="left")
    .join(bassins.rename({"commune": "town", "bassin": "town_bassin"}), on="town", how="left")
    .select(
        "siret", "person", "hire", "contract", "end", "days", "sector",
        departement=pl.coalesce(col("of_commune"), departement_of_postcode(col("postcode"))),
        bassin=when(col("of_commune").is_null()).then(lit("?")).otherwise(pl.coalesce("bassin", "town_bassin", lit("?"))))
    .collect(engine="streaming")
)

DIMENSIONS = ["month", "departement", "bassin", "sector", "contract_class"]
(
    placed.lazy()
    .with_columns(
        month=col("hire").dt.strftime("%Y-%m"),
        contract_class=when(col("sector") == "interim").then(lit("interim")).when(col("contract") == "2").then(lit("CDI"))
        .when(col("days").is_null()).then(lit("CDD ?")).when(col("days") >= 182).then(lit("CDD>=6m"))
        .when(col("days") >= 32).then(lit("CDD 1-6m")).otherwise(lit("CDD<=1m")))
    .group_by(DIMENSIONS)
    .agg(hires=pl.len(), establishments=col("siret").n_unique(), persons=col("person").drop_nulls().n_unique())
    .sort(DIMENSIONS)
    .collect(engine="streaming")
    .write_csv(output / "hires.csv", quote_style="never")
)


def years(birth, at):
    turned = (at.dt.month() > birth.dt.month()) | ((at.dt.month() == birth.dt.month()) & (at.dt.day() >= birth.dt.day()))
    return at.dt.year() - birth.dt.year() - 1 + turned.cast(pl.Int32)


leaver = (
    scan(source / "training" / "stagiaires-pe_*.csv.gz")
    .with_columns(
        person=identifier("dn_individu_national"), session=text("dn_session_id"), start=day(text("dd_datedebutplanformation")),
        end=day(text("dd_datefinplanformation")), written_end=text("dd_datefinplanformation"),
        dispositif=text("c_dispositifformation").fill_null("?"), commune=text("dc_insee_lieuformation"), dept=text("departement"),
        delivered=delivered(), line=pl.concat_str(pl.exclude("file"), separator="|", ignore_nulls=True))
    .select("person", "session", "start", "end", "written_end", "dispositif", "commune", "dept", "delivered", "line")
    .filter(
        col("person").is_not_null() & col("session").is_not_null() & (col("start") <= AS_OF)
        & (col("written_end").is_null() | (col("end") >= col("start"))))
    .sort("delivered", "line", descending=True)
    .unique(["person", "session"], keep="first", maintain_order=True)
    .filter((col("end") > lit(AS_OF).dt.offset_by("-18mo")) & (col("end") <= AS_OF))
    .with_columns(number=col("session").cast(pl.Int128, strict=False))
    .sort(["end", "start", "number", "session"], descending=True, nulls_last=[True, True, False, True])
    .unique("person", keep="first", maintain_order=True)
    .join(register.lazy().select("person", "birth"), on="person", how="left")
    .with_columns(age=years(col("birth"), col("end")), horizon=col("end").dt.offset_by("6mo"))
    .select(
        "start", "end", "horizon", "dispositif", person=lit("n") + col("person"), mature=col("horizon") <= AS_OF,
        departement=pl.coalesce(
            departement_of(col("commune")),
            when(col("dept").str.contains(r"^([0-9][0-9]|2A|2B|9[78][0-9])$")).then(col("dept")), lit("?")),
        age_band=when(col("age") < 26).then(lit("<26")).when(col("age") <= 50).then(lit("26-50"))
        .when(col("age") > 50).then(lit(">50")).otherwise(lit("?")))
    .collect()
)

access = (col("hire") > col("end")) & (col("hire") <= col("horizon"))
followed = (
    placed.lazy().rename({"end": "contract_end"})
    .select("person", "hire", "contract", "contract_end", "days")
    .join(leaver.lazy().select("person", "start", "end", "horizon"), on="person")
    .group_by("person")
    .agg(
        days_to_first=(col("hire") - col("end")).filter(access).min().dt.total_days(),
        access=(access & ((col("contract") == "2") | (col("days") >= 30).fill_null(False))).any(),
        durable=(access & ((col("contract") == "2") | (col("days") >= 182).fill_null(False))).any(),
        employed=((col("hire") > col("start"))
                  & ((col("contract") == "2") | (col("contract_end") >= AS_OF).fill_null(False))).any())
)
outcome = leaver.lazy().join(followed, on="person", how="left").collect(engine="streaming")


def counted(shown):
    """One grouping: the dimensions that are not shown are `total`, which stands before every value."""
    mature = col("mature")
    aggregates = [
        mature.sum().alias("leavers"), (~mature).sum().alias("not_mature"),
        (mature & col("days_to_first").is_not_null()).sum().alias("access_any"),
        *((mature & col(c).fill_null(False)).sum().alias(n)
          for c, n in [("access", "access"), ("durable", "access_durable"), ("employed", "employed")]),
        col("days_to_first").filter(mature).median().alias("days"),
    ]
    table = outcome.group_by(shown).agg(aggregates) if shown else outcome.select(aggregates)
    return table.with_columns(
        *(lit("total").alias(d) for d in AXES if d not in shown),
        *(lit(d in shown).alias(f"{d}_shown") for d in AXES))


AXES = ["dispositif", "departement", "age_band"]
COUNTS = ["leavers", "not_mature", "access_any", "access", "access_durable", "employed"]
cube = pl.concat(
    [counted(list(shown)) for size in range(4) for shown in itertools.combinations(AXES, size)], how="diagonal")


def fixed(value, digits):
    rounded = ((value * 10**digits) + 0.5).floor().cast(pl.Int64)
    whole, part = rounded // 10**digits, rounded % 10**digits
    return whole.cast(pl.String) + "." + part.cast(pl.String).str.zfill(digits)


n = col("leavers").cast(pl.Float64)
p = col("access") / n
spread = Z * (p * (1 - p) / n + Z * Z / (4 * n * n)).sqrt()
middle, scale = p + Z * Z / (2 * n), 1 + Z * Z / n
RATES = {
    "access_any_rate": col("access_any") / n, "access_rate": p, "access_rate_low": pl.max_horizontal((middle - spread) / scale, 0.0),
    "access_rate_high": (middle + spread) / scale, "access_durable_rate": col("access_durable") / n, "employed_rate": col("employed") / n,
}
(
    cube.sort([c for d in AXES for c in (f"{d}_shown", d)])
    .select(
        *AXES, *COUNTS,
        *(when(n > 0).then(fixed(when(n > 0).then(value).otherwise(0.0), 4)).otherwise(lit("nd")).alias(name)
          for name, value in RATES.items()),
        when(col("days").is_not_null()).then(fixed(col("days").fill_null(0.0), 1)).otherwise(lit("nd")).alias("days_to_first_hire"))
    .write_csv(output / "training-access.csv", quote_style="never")
)
