"""The job of the benchmark, for DuckDB: `training-access` and `hires` by the rules of the domain.

    with_duckdb.py INPUT OUTPUT AS_OF

One statement a step, all in SQL; a row is read once, as text, and only the columns that the job needs.
"""
import sys

import duckdb

DPAE = """KC_ORGANISME_SOURCE KC_ORGANISME_EMETTEUR KC_MOISSTATISTIQUE KD_DATECREATION DC_FILLER1 KC_SIRET DC_NAF_ID
DC_NOMRAISONSOCIALE DC_ADRESSE DC_CODEPOSTAL DC_LBLCOMMUNE DC_CODEPAYS DC_TELEPHONE DC_PRIVEPUBLIC DC_COMMUNE_ID
DN_TAILLEETABLISSEMENT DC_CATEGORIESJURIDIQUES_ID DC_UNITE DN_EMPLOYEUR DC_FILLER2 KC_NIR DC_STATUTNIRDPAE
DC_STATUTNIRBNI DC_CORRESPONDANCE KD_DATENAISSANCE DC_COMMUNENAISSANCEPAYS DC_DEPARTEMENTNAISSANCE DC_NOM DC_PRENOM
DC_NOMEPOUX DC_SEXE DC_INDIVIDU_LOCAL DC_STATUTINDIVIDULOCAL DC_COMMUNE_RESIDENCE_ID DC_INDIVIDU_NATIONAL DC_FILLER3
KD_DATEEMBAUCHE DC_HEUREEMBAUCHE DC_TYPECONTRAT_ID DD_DATEFINCDD DC_QUALITESALARIE_ID DC_NATUREEMPLOI_ID
DN_DUREETRAVAILHEBDO DN_DUREETRAVAILMENSUELLE DN_DUREETRAVAILANNUELLE DN_DUREEPERIODEESSAI DC_FILLER4""".split()

source, output, as_of = sys.argv[1:4]
db = duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})
columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in DPAE) + "}"
# An odd digit, from the right, is doubled and its digits added.
luhn = " + ".join(
    f"(n // {10**k}) % 10" if k % 2 == 0 else f"((n // {10**k}) % 10 * 2 - 9 * ((n // {10**k}) % 10 > 4)::INT)"
    for k in range(14)
)
digits = " + ".join(f"(n // {10**k}) % 10" for k in range(14))

db.execute(f"""
create macro text(t) as case when trim(t) in ('', 'NULL', 'null') then null else trim(t) end;
create macro identifier(t) as nullif(ltrim(upper(text(t)), '0'), '');
create macro day(t) as try_cast(left(text(t), 10) as date);
create macro nir(t) as case
  when regexp_full_match(upper(trim(t)), '[1-8][0-9]{{4}}([0-9][0-9]|2A|2B)[0-9]{{6}}([0-9][0-9])?')
   and (length(trim(t)) = 13 or 97 - replace(replace(upper(left(trim(t), 13)), '2A', '19'), '2B', '18')::bigint % 97
        = right(trim(t), 2)::int)
  then upper(left(trim(t), 13)) end;
create macro is_siret(t) as length(t) between 11 and 14 and regexp_full_match(t, '[0-9]+') and t::bigint > 0;
create macro luhn(n) as ({luhn}) % 10 = 0 or (n // 100000 = 356000000 and ({digits}) % 5 = 0);
create macro departement_of(commune) as case
  when not regexp_full_match(commune, '([0-9][0-9]|2A|2B)[0-9][0-9][0-9]') then null
  when commune[:2] in ('97', '98') then commune[:3]
  when commune[:2] in ('00', '20', '96', '99') then null
  else commune[:2] end;
create macro departement_of_postcode(postcode) as case
  when not coalesce(regexp_full_match(postcode, '[0-9]{{5}}'), false) then '?'
  when postcode[:3] in ('200', '201') then '2A'
  when postcode[:2] = '20' then '2B'
  when postcode[:2] in ('97', '98') then postcode[:3]
  when postcode[:2] in ('00', '96', '99') then '?'
  else postcode[:2] end;
create macro sector_of(naf, contract) as case
  when upper(naf) = '7820Z' or contract = '3' then 'interim'
  when not coalesce(regexp_full_match(upper(naf), '[0-9]{{4}}[A-Z]'), false) then '?'
  else case
    when naf[:2] between '55' and '56' then 'chr'
    when naf[:2] between '01' and '03' then 'agriculture'
    when naf[:2] between '05' and '09' or naf[:2] between '10' and '33' or naf[:2] between '35' and '39' then 'industry'
    when naf[:2] between '41' and '43' then 'construction'
    when naf[:2] between '45' and '47' then 'commerce'
    when naf[:2] in ('84', '99') then 'public'
    when naf[:2] between '49' and '53' or naf[:2] between '58' and '63' or naf[:2] between '64' and '66'
      or naf[:2] = '68' or naf[:2] between '69' and '75' or naf[:2] between '77' and '82'
      or naf[:2] between '85' and '88' or naf[:2] between '90' and '98' then 'services'
    else '?' end end;

create table bassin as select commune, any_value(lpad(bassin, 4, '0')) as bassin
  from read_csv('{source}/reference/commune-bassin.csv', all_varchar = true) group by commune;

create table register as
  select identifier(KC_INDIVIDU_NATIONAL) as person, nir(KC_NIR) as nir, day(KD_DATENAISSANCE) as birth,
    regexp_extract(filename, '([0-9]{{8}})', 1) as delivered
  from read_csv('{source}/register/*.csv.gz', delim = '|', quote = '', all_varchar = true, filename = true)
  where identifier(KC_INDIVIDU_NATIONAL) is not null
  qualify row_number() over (
    partition by person order by delivered desc, concat_ws('|', KC_INDIVIDU_NATIONAL, KC_NIR, KD_DATENAISSANCE, DC_SEXE, DC_COMMUNE_ID) desc) = 1;
create table owner as select nir, arg_min(person, person) as person from (
  select * from register where nir is not null qualify rank() over (partition by nir order by delivered desc) = 1) group by nir;

create table file as
  select file as path, regexp_extract(file, '_([0-9]{{8}})_[0-9]{{8}}_[0-9]{{8}}', 1) as first,
    regexp_extract(file, '_[0-9]{{8}}_([0-9]{{8}})_[0-9]{{8}}', 1) as last,
    regexp_extract(file, '_[0-9]{{8}}_[0-9]{{8}}_([0-9]{{8}})', 1) as delivered
  from glob('{source}/dpae/XDP_*.csv.gz');

create table declaration as
  with raw as (
    select text(KC_SIRET)  as siret, text(DC_NAF_ID) as naf, text(DC_COMMUNE_ID) as commune, text(DC_CODEPOSTAL) as postcode,
      day(KD_DATECREATION) as created, day(KD_DATEEMBAUCHE) as hire, text(DC_TYPECONTRAT_ID) as contract,
      text(DD_DATEFINCDD) as written_end, identifier(DC_INDIVIDU_NATIONAL) as national, KC_NIR, filename
    from read_csv('{source}/dpae/XDP_*.csv.gz', delim = '|', quote = '', escape = '', header = true, columns = {columns},
      auto_detect = false, ignore_errors = true, filename = true)
  ), valid as (
    select siret::bigint as siret, upper(naf) as naf, commune, if(length(postcode) = 4, '0' || postcode, postcode) as postcode, created, hire,
      contract, if(contract = '2', null, day(written_end)) as "end", national,
      if(national is null, nir(KC_NIR), null) as nir, regexp_extract(filename, '_([0-9]{{8}})[.]', 1) as delivered
    from raw
    where is_siret(siret) and luhn(siret::bigint) and hire between date '2000-01-01' and date '{as_of}'
      and contract in ('1', '2', '3')
      and (contract = '2' or written_end is null or day(written_end) >= hire)
  )
  select valid.* exclude (national, nir), coalesce('n' || national, 'n' || owner.person, 'i' || valid.nir) as person
  from valid left join owner using (nir);

create table hire as
  select * from declaration where person is not null
  qualify row_number() over (partition by siret, person, hire order by delivered desc, created desc nulls last, contract desc,
    "end" desc nulls last, naf desc nulls last, commune desc nulls last, postcode desc nulls last) = 1
  union all by name
  select * from declaration d where person is null and not exists (
    from file f where f.delivered > d.delivered and strftime(d.hire, '%Y%m%d') between f.first and f.last);

create table placed as
  select siret, person, hire, contract, "end",
    case when contract <> '2' and "end" - hire + 1 <= 1500 then "end" - hire + 1 end as days,
    sector_of(naf, contract) as sector,
    coalesce(departement_of(h.commune), departement_of_postcode(postcode)) as departement,
    case when departement_of(h.commune) is null then '?' else coalesce(b.bassin, m.bassin, '?') end as bassin
  from hire h left join bassin b on b.commune = h.commune
  left join bassin m on m.commune = case when h.commune between '75101' and '75120' then '75056'
    when h.commune between '69381' and '69389' then '69123' when h.commune between '13201' and '13216' then '13055' end;

copy (
  select strftime(hire, '%Y-%m') as month, departement, bassin, sector,
    case when sector = 'interim' then 'interim' when contract = '2' then 'CDI' when days is null then 'CDD ?'
      when days >= 182 then 'CDD>=6m' when days >= 32 then 'CDD 1-6m' else 'CDD<=1m' end as contract_class,
    count(*) as hires, count(distinct siret) as establishments, count(distinct person) as persons
  from placed group by all order by all
) to '{output}/hires.csv' (header, delimiter ',');

create table leaver as
  with training as (
    select identifier(dn_individu_national) as person, text(dn_session_id) as session, day(dd_datedebutplanformation) as start,
      day(dd_datefinplanformation) as "end", text(dd_datefinplanformation) as written_end,
      coalesce(text(c_dispositifformation), '?') as dispositif, text(dc_insee_lieuformation) as commune, text(departement) as dept,
      regexp_extract(filename, '_([0-9]{{8}})[.]', 1) as delivered, concat_ws('|', *columns(* exclude filename)) as line
    from read_csv('{source}/training/stagiaires-pe_*.csv.gz', delim = '|', quote = '', all_varchar = true, filename = true)
  ), standing as (
    select * from training
    where person is not null and session is not null and start <= date '{as_of}' and (written_end is null or "end" >= start)
    qualify row_number() over (partition by person, session order by delivered desc, line desc) = 1
  ), last as (
    select * from standing where "end" > date '{as_of}' - interval 18 month and "end" <= date '{as_of}'
    qualify row_number() over (partition by person order by "end" desc, start desc, try_cast(session as hugeint) desc nulls first, session desc) = 1
  )
  select 'n' || l.person as person, start, "end", dispositif, "end" + interval 6 month <= date '{as_of}' as mature,
    coalesce(departement_of(commune), if(regexp_full_match(dept, '[0-9][0-9]|2A|2B|9[78][0-9]'), dept, '?')) as departement,
    case when birth is null then '?' when date_sub('year', birth, "end") < 26 then '<26'
      when date_sub('year', birth, "end") <= 50 then '26-50' else '>50' end as age_band
  from last l left join register r on r.person = l.person;

create table outcome as
  with followed as (
    select l.person,
      min(hire - l."end") filter (hire > l."end" and hire <= l."end" + interval 6 month) as days_to_first,
      bool_or(hire > l."end" and hire <= l."end" + interval 6 month and (contract = '2' or days >= 30)) as access,
      bool_or(hire > l."end" and hire <= l."end" + interval 6 month and (contract = '2' or days >= 182)) as durable,
      bool_or(hire > start and (contract = '2' or h."end" >= date '{as_of}')) as employed
    from leaver l join placed h on h.person = l.person group by l.person
  )
  from leaver left join followed using (person);

copy (
  with counted as (
    select if(grouping(dispositif) = 1, 'total', dispositif) as dispositif,
      if(grouping(departement) = 1, 'total', departement) as departement,
      if(grouping(age_band) = 1, 'total', age_band) as age_band,
      grouping(dispositif) as g1, grouping(departement) as g2, grouping(age_band) as g3,
      count(*) filter (mature) as leavers, count(*) filter (not mature) as not_mature,
      count(*) filter (mature and days_to_first is not null) as access_any, count(*) filter (mature and access) as access,
      count(*) filter (mature and durable) as access_durable, count(*) filter (mature and employed) as employed,
      median(days_to_first) filter (mature) as days
    from outcome group by cube (dispositif, departement, age_band)
  ), w as (select *, leavers::double as n, access::double / leavers as p, 1.959963984540054::double as z from counted)
  select dispositif, departement, age_band, leavers, not_mature, access_any, access, access_durable, employed,
    if(leavers = 0, 'nd', printf('%.4f', round(access_any / n, 4))) as access_any_rate,
    if(leavers = 0, 'nd', printf('%.4f', round(p, 4))) as access_rate,
    if(leavers = 0, 'nd', printf('%.4f', round(greatest(0, (p + z*z/(2*n) - z*sqrt(p*(1-p)/n + z*z/(4*n*n))) / (1 + z*z/n)), 4))) as access_rate_low,
    if(leavers = 0, 'nd', printf('%.4f', round((p + z*z/(2*n) + z*sqrt(p*(1-p)/n + z*z/(4*n*n))) / (1 + z*z/n), 4))) as access_rate_high,
    if(leavers = 0, 'nd', printf('%.4f', round(access_durable / n, 4))) as access_durable_rate,
    if(leavers = 0, 'nd', printf('%.4f', round(employed / n, 4))) as employed_rate,
    if(days is null, 'nd', printf('%.1f', days)) as days_to_first_hire
  from w order by g1 desc, dispositif, g2 desc, departement, g3 desc, age_band
) to '{output}/training-access.csv' (header, delimiter ',');
""")
