"""A project of cxex read roughly: INI, exports, side files. What metrics.md §1 says about rows: dates, duplicates, answers."""
import csv
import datetime
import glob
import os
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from scopes import Organisation, running_windows
from weighting import rake_period, scale_to_count

STAGES = ["aware", "research", "consider", "buy", "use", "aftersale"]


def clean(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


# ---- INI ----

def ini_value(text):
    text = text.strip()
    quoted = re.match(r'"((?:[^"]|"")*)"', text)
    if quoted:
        return quoted[1].replace('""', '"')
    return re.split(r"\s;", " " + text, maxsplit=1)[0].strip()


def read_ini(path):
    """[(kind, id, {key: value})] in the order of the file."""
    sections, key = [], None
    for line in open(path, encoding="utf-8-sig"):
        line = line.rstrip("\n")
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        head = re.match(r"\[([^\]\s]+)\s*([^\]]*)\]", line)
        if head:
            sections.append((head[1], head[2].strip(), {}))
        elif line[0].isspace() and key:
            sections[-1][2][key] += " " + ini_value(line)
        else:
            key, _, value = line.partition("=")
            key = key.strip()
            sections[-1][2][key] = ini_value(value)
    return sections


def weighted_list(text):
    return [(part.split()[0], float(part.split()[1]) if len(part.split()) > 1 else 1.0) for part in text.split(",")]


# ---- Questions ----

class Metric:
    """One question. An answer is kept as its level, 0 the worst."""

    def __init__(self, id_, keys):
        self.id, self.side, self.name = id_, id_[:2], id_[3:]
        self.columns = [clean(c) for c in keys["column"].split("|")]
        self.type = keys["type"]
        self.missing = {clean(code) for code in keys.get("missing", "").split(",")} - {""}
        self.stage, self.factor, self.cycle = keys.get("stage"), keys.get("factor"), keys.get("cycle")
        self.target, self.practical, self.mirror = keys.get("target"), keys.get("practical"), keys.get("mirror")
        scale = keys["scale"]
        numbers = re.fullmatch(r"(-?\d+)\.\.(-?\d+)", scale)
        if numbers:
            worst, best = int(numbers[1]), int(numbers[2])
            self.lowest, self.count = min(worst, best), abs(best - worst) + 1
            self.level_of = {n: abs(n - worst) for n in range(min(worst, best), max(worst, best) + 1)}
            self.words = None
        else:
            self.words = {clean(word): level for level, word in enumerate(scale.split("|"))}
            self.lowest, self.count = 1, len(self.words)

    def level(self, text):
        """The level of a cell; None: missing; −1: off the scale."""
        text = clean(text)
        if text == "" or text in self.missing:
            return None
        if self.words is not None:
            return self.words.get(text, -1)
        number = re.fullmatch(r"[+-]?\d+(\.0*)?", text)
        return self.level_of.get(int(float(text)), -1) if number else -1

    @property
    def headline(self):
        if self.type == "nps":
            return self.id
        if self.stage or self.side == "ex":
            return self.id + "_index"
        return self.id + ("_mean" if self.type == "ces" else "_top2")


class Row:
    __slots__ = ("unit", "period", "answers", "weight", "margins", "hundred", "key", "comment")

    def __init__(self, unit, period, key, comment=""):
        self.unit, self.period, self.answers, self.weight, self.margins, self.key = unit, period, {}, 1.0, {}, key
        self.comment = comment


# ---- Dates and periods ----

def date_reader(texts):
    """The order of the parts that most of a column's cells have."""
    iso = sum(bool(re.match(r"\d{4}-\d\d-\d\d", text)) for text in texts)
    if iso * 2 >= sum(bool(text.strip()) for text in texts):
        shape, order = r"(\d{4})-(\d\d)-(\d\d)(?!\d)", (1, 2, 3)
    else:
        shape, order = r"(\d\d)/(\d\d)/(\d{4})(?!\d)", (3, 2, 1)

    def read(text):
        text = text.strip()
        parts = re.match(shape, text)
        try:
            day = datetime.date(*(int(parts[i]) for i in order)) if parts else None
        except ValueError:
            day = None
        return (day, day.isoformat() + text[10:]) if day else None

    return read


def period_of(day, kind):
    if kind == "month":
        return f"{day.year:04}-{day.month:02}"
    if kind == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if kind == "half":
        return f"{day.year:04}-H{1 if day.month <= 6 else 2}"
    return f"{day.year:04}"


def previous_period(period, kind, periods):
    if kind == "wave":
        place = periods.index(period)
        return periods[place - 1] if place else None
    year = int(period[:4])
    if kind == "year":
        return f"{year - 1:04}"
    parts = {"month": 12, "quarter": 4, "half": 2}[kind]
    number = int(re.search(r"\d+$", period)[0]) - 1
    year, number = (year, number) if number else (year - 1, parts)
    return f"{year:04}-" + {"month": f"{number:02}", "quarter": f"Q{number}", "half": f"H{number}"}[kind]


# ---- The project ----

def read_table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))


@lru_cache(maxsize=None)
def read_records(path):
    table = read_table(path)
    heads = [clean(head) for head in table[0]]
    return [dict(zip(heads, cells)) for cells in table[1:] if any(cell.strip() for cell in cells)]


class Project:
    def __init__(self, path):
        self.folder = os.path.dirname(os.path.abspath(path))
        self.sections = read_ini(path)
        one = {kind: keys for kind, id_, keys in self.sections if id_ == ""}
        self.report, self.statistics, self.privacy = (one.get(k, {}) for k in ("report", "statistics", "privacy"))
        self.kind = self.report.get("period", "month")
        self.metrics = [Metric(id_, keys) for kind, id_, keys in self.sections if kind == "metric"]
        self.index = {id_: keys for kind, id_, keys in self.sections if kind == "index"}
        self.invited, self.invited_files = [], set()
        self.rows, self.quality, self.weighted = {}, {}, {"cx": False, "ex": False}
        self.wave_order = []
        for side, kind in (("cx", "customers"), ("ex", "employees")):
            self.rows[side] = []
            self.quality[side] = Quality(self.of_side(side))
            for section, _, keys in self.sections:
                if section == kind:
                    self.read_source(side, keys)
        present = {row.period for side in self.rows.values() for row in side}
        self.periods = [w for w in self.wave_order if w in present] if self.kind == "wave" else sorted(present)
        self.read_units(present)
        self.benchmarks = [(id_, read_records(self.path(keys["file"]))) for kind, id_, keys in self.sections
                           if kind == "benchmark"]
        self.kpis = {id_: self.read_kpi(id_, keys) for kind, id_, keys in self.sections if kind == "kpi"}
        self.weigh()

    def read_units(self, present):
        """All that rows or side files name, in display order, and what is shown of them."""
        name = next((keys["file"] for kind, _, keys in self.sections if kind == "units"), "")
        lines = {clean(line["unit"]): {key: clean(text or "") for key, text in line.items()}
                 for line in (read_records(self.path(name)) if name else [])}
        rows = Counter((side, row.unit, row.period) for side, found in self.rows.items() for row in found)
        asked = {unit for _, unit, period, *_ in self.invited if period in present and unit != "company"}
        named = ({unit for _, unit, _ in rows} | asked | set(lines)) - {""}
        order = lambda unit: (0, int(lines[unit]["order"])) if lines.get(unit, {}).get("order") else (1, 0)
        base = sorted(named, key=lambda unit: (*order(unit), unit.casefold(), unit.encode()))
        made = Organisation(base, lines, rows, self.privacy.get("merge", ""), int(self.privacy.get("minimum", 5)))
        answered = {unit for _, unit, _ in rows}
        self.scopes = [scope for scope in made.scopes() if scope.members & answered]
        self.units = [scope.key for scope in self.scopes]
        self.members = {scope.key: scope.members for scope in self.scopes}
        self.parents = {scope.key for scope in self.scopes if scope.kind == "parent"}
        before = lambda period: previous_period(period, self.kind, self.periods)
        asked = self.statistics.get("windows", "")
        self.running = {} if self.kind == "wave" else running_windows(self.periods, before, asked)

    def of_side(self, side):
        return [metric for metric in self.metrics if metric.side == side]

    def number(self, name, default):
        return float(self.statistics.get(name, default))

    def path(self, name):
        return os.path.join(self.folder, name)

    def read_source(self, side, keys):
        files = sorted({f for pattern in keys["files"].split(",") for f in glob.glob(self.path(pattern.strip()))},
                       key=os.fsencode)
        quality, kept, blank_ids = self.quality[side], {}, []
        wave = clean(keys.get("period", ""))
        if wave and wave not in self.wave_order:
            self.wave_order.append(wave)
        tables = [read_table(file) for file in files]
        for file, table in zip(files, tables):
            heads = [clean(head) for head in table[0]]
            column = {key: heads.index(clean(keys[key])) for key in ("date", "unit", "id", "weight", "comment") if keys.get(key)}
            read_date = date_reader([cells[column["date"]] for cells in table[1:] if cells]) if "date" in column else None
            for number, cells in enumerate(table[1:]):
                if not any(cell.strip() for cell in cells):
                    continue
                quality.rows += 1
                cell = {key: cells[place] for key, place in column.items()}
                date = read_date(cell["date"]) if read_date else None
                if date is None and not wave:
                    quality.bad_date += 1
                    continue
                id_ = cell.get("id", "").strip()
                rank = (date[1] if date else "", os.fsencode(file), number)
                record = (rank, wave or period_of(date[0], self.kind), cell, dict(zip(heads, cells)))
                if id_ == "":
                    blank_ids.append(record)
                    continue
                quality.duplicate += id_ in kept
                if id_ not in kept or kept[id_][0] < rank:
                    kept[id_] = record
        if keys.get("weight"):
            self.weighted[side] = True
        invited = self.read_invited(keys["invited"], side) if keys.get("invited") else []
        margins = invited if side == "ex" else []
        for rank, period, cell, record in sorted(list(kept.values()) + blank_ids, key=lambda r: r[0]):
            self.read_row(side, period, cell, record, margins, rank[2] + 1)

    def read_row(self, side, period, cell, record, margins, number):
        """number: of the data row in its file, from 1; what names a row without an id."""
        row = Row(clean(cell.get("unit", "")), period, cell.get("id", "").strip() or f"#{number}", clean(cell.get("comment", "")))
        quality = self.quality[side]
        for metric in self.of_side(side):
            column = next((c for c in metric.columns if c in record), None)
            if column is None:
                continue
            level = metric.level(record[column])
            if level is None:
                quality.missing[metric.name] += 1
            elif level < 0:
                quality.out_of_range[metric.name] += 1
            else:
                row.answers[metric.id] = level
        if not row.answers:
            quality.no_answer += 1
            return
        if "weight" in cell:
            try:
                row.weight = float(cell["weight"])
            except ValueError:
                row.weight = 0.0
            if not row.weight > 0:
                quality.bad_weight += 1
                return
        quality.no_department += row.unit == ""
        row.margins = {name: clean(record[name]) for name in margins if name in record}
        self.rows[side].append(row)

    def read_invited(self, name, side):
        """Keeps the lines; returns the names of the raking margins."""
        records = read_records(self.path(name))
        if name in self.invited_files:
            records = []
        self.invited_files.add(name)
        fixed = {"side", "unit", "period", "invited", "ineligible", "headcount"}
        margins = [head for head in read_records(self.path(name))[0] if head not in fixed]
        for record in records:
            wanted = {"customers": "cx", "employees": "ex"}[record["side"]] if record.get("side") else side
            self.invited.append((wanted, clean(record["unit"]), record["period"], record, margins))
        return margins

    def read_kpi(self, id_, keys):
        """{unit: {period: value}} of a KPI."""
        values = {}
        for record in read_records(self.path(keys["file"])):
            column = next(name for name in (keys.get("column"), id_, "value") if name in record)
            unit, text = clean(record.get("unit", record.get("department", ""))), record[column].strip()
            if text:
                values.setdefault(unit, {})[record["period"]] = float(text)
        return values

    def weigh(self):
        low, high = (float(x) for x in self.statistics.get("trim", "0.3..3.0").split(".."))
        for side in ("cx", "ex"):
            for period in self.periods:
                rows = [row for row in self.rows[side] if row.period == period]
                if self.weighted[side] and rows:
                    scale_to_count(rows)
                    continue
                lines = [(unit, {m: clean(record[m]) for m in margins}, float(record["headcount"]))
                         for s, unit, p, record, margins in self.invited
                         if s == side == "ex" and p == period and record.get("headcount")]
                if lines:
                    margins = next(m for s, *_, m in self.invited if s == "ex")
                    rake_period(rows, self.units, margins, lines, low, high)

    def target(self, figure_id, metric, unit, period):
        """The target of a headline figure or index: a number, or a file with lines by unit and period."""
        text = metric.target if metric else self.index.get(figure_id, {}).get("target")
        if not text:
            return None
        if re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
            return float(text)
        id_ = metric.id if metric else figure_id
        lines = {(clean(r.get("unit") or ""), r["period"]): float(r["target"]) for r in read_records(self.path(text))
                 if r["metric"] == id_}
        near = [(unit, period), (unit, ""), ("", period), ("", "")]  # the unit's own before the company's
        return next((lines[key] for key in near if key in lines), None)


class Quality:
    def __init__(self, metrics):
        self.rows = self.bad_date = self.duplicate = self.no_answer = self.bad_weight = self.no_department = 0
        self.missing = Counter(dict.fromkeys((m.name for m in metrics), 0))
        self.out_of_range = Counter(dict.fromkeys((m.name for m in metrics), 0))

    def as_json(self):
        return {**vars(self), "missing": dict(self.missing), "out_of_range": dict(self.out_of_range)}
