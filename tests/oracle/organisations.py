"""Made-up small organisations, one for each number: odd scales, tiny and unanimous cells, gaps, repeats, weights, words."""
import csv
import os
import random
import unicodedata

NAMES = ["Bán hàng", "Đổi trả & hoàn tiền", "Kho vận", "Chăm sóc khách hàng", "Ăn uống", "Front Desk", 'Bar "Lounge"', "Spa",
         "Kế toán, Pháp chế", "kho", "Zürich", "9A", "Cửa hàng Lê Chân", "Ô tô"]
WORDS = {3: ["Poor", "Fair", "Good"], 4: ["Rất tệ", "Tệ", "Tốt", "Rất tốt"],
         5: ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"]}
TENURES = ["Dưới 1 năm", "1–3 năm", "Trên 3 năm"]


class Question:
    def __init__(self, rng, id_, column, type_, count, reverse=False, words=False, lowest=1, **keys):
        self.id, self.column, self.type, self.count, self.keys = id_, column, type_, count, keys
        self.missing_code = "99" if rng.random() < 0.3 and not words else None
        self.asked_share = rng.choice([1.0, 0.97, 0.8, 0.5])
        texts = WORDS[count] if words else [str(lowest + level) for level in range(count)]
        scale = " | ".join(texts) if words else f"{texts[0]}..{texts[-1]}"
        if reverse:
            texts.reverse()
            scale = f"{texts[0]}..{texts[-1]}"
        self.texts, self.scale = list(texts), scale

    def section(self):
        keys = {"column": self.column, "type": self.type, "scale": self.scale, **self.keys}
        if self.missing_code:
            keys["missing"] = self.missing_code
        return f"[metric {self.id}]", keys


class Organisation:
    same, unasked, few = 0.06, 0.05, 0.08  # shares of cells: all answers alike; questions not asked there; asked of few

    def __init__(self, number, folder):
        self.rng = random.Random(f"organisation {number}")
        self.more = random.Random(f"units {number}")  # so that units do not move the answers
        self.outside = random.Random(f"benchmarks {number}")
        self.folder = folder
        self.make_frame()
        self.questions = {"cx": self.customer_questions(), "ex": self.employee_questions()}
        self.sections = []
        self.write()

    def chance(self, share):
        return self.rng.random() < share

    # ---- What there is ----

    def make_frame(self):
        rng = self.rng
        self.units = rng.sample(NAMES, rng.randint(1, 12))
        self.kind = rng.choice(["month", "month", "quarter", "half", "year", "wave"])
        count = rng.randint(1, 6)
        first = {"month": 12 * 2024 + rng.randrange(12), "quarter": 4 * 2024 + rng.randrange(4),
                 "half": 2 * 2024 + rng.randrange(2), "year": 2019, "wave": 1}[self.kind]
        self.periods = [first + i for i in range(count)]
        if count > 3 and self.kind != "wave" and self.chance(0.4):
            del self.periods[rng.randrange(1, count - 1)]  # a period without data
        self.size = {}
        for side, sizes in (("cx", (0, 3, 6, 12, 30, 60)), ("ex", (0, 2, 4, 6, 9, 12, 20))):
            for unit in self.units:
                usual = rng.choice(sizes)
                for period in self.periods:
                    self.size[side, unit, period] = max(0, usual + rng.randint(-3, 3)) if self.chance(0.9) else 0
        if sum(n for (side, *_), n in self.size.items() if side == "cx") == 0:
            self.size["cx", self.units[0], self.periods[-1]] = 12
        if sum(n for (side, *_), n in self.size.items() if side == "ex") == 0:
            self.size["ex", self.units[0], self.periods[-1]] = 9
        self.slashes = self.chance(0.5)
        self.weighted = {"cx": self.chance(0.3), "ex": self.chance(0.15)}
        self.invited = rng.choice(["", "", "counts", "headcount", "margin", "margin"])
        self.level_of = {(side, unit): rng.uniform(-0.25, 0.25) for side in ("cx", "ex") for unit in self.units + [""]}

    def customer_questions(self):
        rng = self.rng
        found = [Question(rng, "cx.nps", "Giới thiệu?", "nps", 11, lowest=0, practical="3", target="target.csv")]
        count = rng.choice([3, 4, 5, 5, 7])
        if self.chance(0.9):
            found.append(Question(rng, "cx.csat", "Hài lòng", "rating", count, words=count in WORDS and self.chance(0.4),
                                  reverse=count == 7, target="75"))
        if self.chance(0.8):
            found.append(Question(rng, "cx.ces", "Made it easy; really?", "ces", 7, reverse=self.chance(0.2), target="5.2"))
        for stage in rng.sample(["aware", "research", "consider", "buy", "use", "aftersale"], rng.choice([0, 2, 3, 4, 6])):
            found.append(Question(rng, "cx.stage_" + stage, f"Stage {stage}", "rating", rng.choice([4, 5, 5, 7]), stage=stage,
                                  target="60"))
        return found

    def employee_questions(self):
        rng = self.rng
        found = [Question(rng, "ex.enps", "Recommend work", "nps", 11, lowest=0, target="10")] if self.chance(0.9) else []
        counts = [rng.choice([4, 5, 7])] * 12 if self.chance(0.6) else [rng.choice([4, 5, 7]) for _ in range(12)]
        for number in range(rng.choice([1, 3, 5, 12])):
            keys = {"factor": rng.choice(["hours", "pay"])} if self.chance(0.6) else {}
            keys.update({"cycle": rng.choice(["attract", "grow"])} if self.chance(0.4) else {})
            words = counts[number] in WORDS and self.chance(0.1)
            found.append(Question(rng, f"ex.q{number + 1}", f"Câu {number + 1}", "rating", counts[number],
                                  reverse=not words and self.chance(0.2), words=words, **keys))
        return found

    # ---- Rows ----

    def date(self, period):
        rng = self.rng
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "wave": 12}[self.kind]
        if self.kind == "wave":
            year, month = 2020 + period, rng.randint(1, 12)
        else:
            start = period * months + rng.randrange(months)
            year, month = divmod(start, 12)
            month += 1
        day = rng.randint(1, 28)
        clock = f" {rng.randint(7, 21):02}:{rng.randint(0, 59):02}:00"
        return f"{day:02}/{month:02}/{year}{clock}" if self.slashes else f"{year}-{month:02}-{day:02}{clock}"

    def answer(self, question, pull, same, may_be_odd):
        if same:
            return question.texts[len(question.texts) // 2]
        if not self.chance(question.asked_share):
            return self.rng.choice(["", " ", question.missing_code or ""])
        place = min(max(self.rng.gauss(0.6 + pull, 0.25), 0.0), 0.999999)
        text = question.texts[int(place * question.count)]
        if may_be_odd and self.chance(0.02) and "|" not in question.scale:
            return self.rng.choice(["12345", "-7", "x", "2.5"])
        return self.rng.choice([text, text, text, f" {text} "] + ([] if "|" in question.scale else [text + ".0", "+" + text]))

    def spelled(self, unit):
        """The same name as exports spell it: decomposed, or with stray blanks."""
        if self.chance(0.1):
            return unicodedata.normalize("NFD", unit)
        return "  " + unit.replace(" ", "   ") + " " if self.chance(0.05) else unit

    def rows(self, side, period):
        questions, rng = self.questions[side], self.rng
        for unit in self.units + [""]:
            n = self.size.get((side, unit, period), rng.choice([0, 0, 1, 3]))
            same = self.chance(self.same)
            unasked = {q.id for q in questions if self.chance(self.unasked)}
            few = {q.id for q in questions if self.chance(self.few)}
            for _ in range(n):
                person = self.level_of[side, unit] + rng.gauss(0, 0.1)
                row = {"id": f"{side}{rng.randint(1, 10**9)}" if self.chance(0.97) else "", "date": self.date(period),
                       "unit": self.spelled(unit), "tenure": rng.choice(TENURES + TENURES + [""]),
                       "weight": f"{rng.uniform(0.3, 3):.3f}" if self.chance(0.97) else rng.choice(["", "0", "-1", "x"])}
                for question in questions:
                    skip = question.id in unasked or question.id in few and self.chance(0.7) or self.chance(0.02)
                    may_be_odd = n >= 20 and question.asked_share >= 0.8 and question.id not in few
                    row[question.id] = "" if skip else self.answer(question, person, same, may_be_odd)
                if self.chance(0.02):
                    row.update({question.id: "" for question in questions})
                if self.kind != "wave" and self.chance(0.02):
                    row["date"] = rng.choice(["", "2024-02-30", "31/02/2024", "soon"])
                yield row
                if self.chance(0.03) and row["id"]:
                    again = {**row, **{q.id: self.answer(q, person, False, False) for q in questions}}
                    if self.chance(0.5):
                        again["date"] = self.date(period)
                    yield again

    # ---- Files ----

    def save(self, name, head, rows, delimiter=","):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding=self.rng.choice(["utf-8", "utf-8-sig"]), newline="") as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator=self.rng.choice(["\n", "\r\n"]))
            writer.writerow(head)
            writer.writerows(rows)

    def save_answers(self, name, side, rows):
        self.rng.shuffle(rows)
        rows.sort(key=lambda row: not (row["date"][:2].isdigit() and 12 < int(row["date"][:2]) < 32))  # shows which is the day
        order = ["id", "date", "unit", "tenure", "weight"] + [q.id for q in self.questions[side]]
        head = ["Response ID", "Ngày", "Đơn vị", "Thâm niên", "Weight"] + [q.column for q in self.questions[side]]
        table = [[row[key] for key in order] for row in rows]
        if table and self.chance(0.3):
            table.insert(self.rng.randrange(len(table)), [""] * len(order))
        self.save(name, head, table, self.rng.choice(",;\t"))

    def source(self, side, suffix, files, wave=None):
        keys = {"files": files, "unit": "Đơn vị", "id": "Response ID"}
        if wave is None or self.chance(0.5):
            keys["date"] = "Ngày"
        if wave is not None:
            keys["period"] = wave
        if self.weighted[side]:
            keys["weight"] = "Weight"
        if side == "ex" and self.invited:
            keys["invited"] = "invited.csv"
        kind = {"cx": "customers", "ex": "employees"}[side]
        self.sections.append((f"[{kind}{suffix}]", keys))

    def write(self):
        for side in ("cx", "ex"):
            rows = {period: list(self.rows(side, period)) for period in self.periods}
            if self.kind == "wave":
                for period in self.periods:
                    if rows[period]:
                        self.save_answers(f"{side}-{period}.csv", side, rows[period])
                        self.source(side, f" w{period}", f"{side}-{period}.csv", f"Đợt {period}")
                continue
            everything = [row for period in self.periods for row in rows[period]]
            self.rng.shuffle(everything)
            cut = len(everything) // 2 if len(everything) > 60 and self.chance(0.5) else len(everything)
            for number, part in enumerate((everything[:cut], everything[cut:])):
                if part:
                    self.save_answers(f"{side}-{number}.csv", side, part)
            self.source(side, "", f"{side}-*.csv")
        self.save_invited()
        self.save_targets()
        self.save_benchmarks()
        self.save_units()
        self.save_project()

    def period_name(self, period):
        if self.kind == "wave":
            return f"Đợt {period}"
        parts = {"month": 12, "quarter": 4, "half": 2, "year": 1}[self.kind]
        year, number = divmod(period, parts)
        return f"{year}" + {"month": f"-{number + 1:02}", "quarter": f"-Q{number + 1}", "half": f"-H{number + 1}",
                            "year": ""}[self.kind]

    def save_invited(self):
        if not self.invited:
            return
        tenures = TENURES if self.invited == "margin" else [""]
        rows = []
        for period in self.periods:
            for unit in self.units:
                n = self.size["ex", unit, period]
                for tenure in tenures if n or self.chance(0.05) else []:
                    staff = max(1, round((n or 1) * self.rng.uniform(0.7, 2.5) / len(tenures)))
                    rows.append(["employees", unit, self.period_name(period), staff, self.rng.choice([0, 0, 1]),
                                 "" if self.invited == "counts" else staff] + ([tenure] if self.invited == "margin" else []))
        head = ["side", "unit", "period", "invited", "ineligible", "headcount"]
        self.save("invited.csv", head + (["Thâm niên"] if self.invited == "margin" else []), rows)

    def save_targets(self):
        """A line for every period; some units have their own, of one period or of all."""
        rows = [["", "cx.nps", self.period_name(period), self.rng.randint(0, 40)] for period in self.periods]
        for unit in self.units:
            if self.outside.random() < 0.4:
                rows.append([unit, "cx.nps", self.outside.choice(["", self.period_name(self.outside.choice(self.periods))]),
                             self.outside.randint(0, 40)])
        self.save("target.csv", ["unit", "metric", "period", "target"], rows)

    def save_benchmarks(self):
        """Up to two files of figures from outside, each figure at most once in a file."""
        rng, asked = self.outside, self.questions["cx"] + self.questions["ex"]
        for number in range(rng.choice([0, 1, 1, 2])):
            rows = []
            for question in rng.sample(asked, min(len(asked), rng.randint(1, 6))):
                lowest = min((int(text) for text in question.texts if text.lstrip("-").isdigit()), default=1)
                value = {"nps": rng.randint(-60, 60), "ces": lowest + rng.randint(1, 20) / 10}.get(
                    question.type, rng.choice([0, 55.5, 70, 82, 100]))
                rows.append([question.id, value, rng.choice(["", "", round(rng.uniform(0.2, 4), 2)]), "Khảo sát bịa", 2024, "CC0"])
            if {q.id for q in asked} >= {"cx.nps", "ex.enps"} and rng.random() < 0.5:
                rows += [[index, rng.randint(50, 80), "", "Made up", 2025, "none"] for index in ("cx.index", "combined.score")]
            self.save(f"outside-{number}.csv", ["metric", "value", "se", "source", "year", "licence"], rows)
            self.sections.append((f"[benchmark outside{number}]", {"file": f"outside-{number}.csv"}))

    def save_units(self):
        """Who stands under whom: names that are no units, a unit above others, one above the other; or no file at all."""
        rng = self.more
        self.listed = rng.random() < 0.7
        if not self.listed:
            return
        units = rng.sample(self.units, len(self.units))
        labels = ["Khối A", "Khối B", ""][: rng.choice([1, 2, 3, 3])]
        parent = {unit: rng.choice(labels) for unit in units}
        if len(units) > 3 and rng.random() < 0.4:
            for unit in rng.sample(units[1:], rng.randint(1, len(units) - 1)):
                parent[unit] = units[0]
        self.parents = set(parent.values())
        rows = [[unit, f"{unit} HCM" if rng.random() < 0.2 else "", parent[unit], place] for place, unit in enumerate(units, 1)]
        rng.shuffle(rows)
        self.save("units.csv", ["unit", "name", "parent", "order"], rows)
        self.sections.append(("[units]", {"file": "units.csv"}))

    def merge(self):
        """By name, or by the rule where the order of the units is given."""
        rng = self.more
        what = rng.choice(["", "", "named", "auto", "auto"])
        if what == "auto":
            return "auto" if self.listed else ""
        free = [u for u in self.units if not set(u) & set(',"|') and u not in (self.parents if self.listed else ())]
        rng.shuffle(free)
        if what == "" or len(free) < 3:
            return ""
        first = f"{', '.join(free[: rng.randint(1, 2)])} -> {rng.choice(['Nhóm nhỏ', free[2]])}"
        return first if len(free) < 5 else f"{first} | {free[3]}, {free[4]} -> Ban chung"

    def save_project(self):
        rng = self.rng
        self.sections.insert(0, ("[report]", {"client": "Organisation", "language": rng.choice(["en", "vi"]),
                                              "period": self.kind, "theme": "quiet"}))
        for side in ("cx", "ex"):
            self.sections += [question.section() for question in self.questions[side]]
        self.sections += self.index_sections()
        asked = self.more.choice(["none", "ytd", "rolling3", "ytd, rolling2", "rolling4, ytd"])
        windows = {"windows": {"wave": "none", "year": "rolling2"}.get(self.kind, asked)}
        if self.chance(0.5):
            windows.update({
                "level": rng.choice(["0.95", "0.9"]), "test_minimum": rng.choice(["10", "6"]),
                "half_rule": rng.choice(["0.5", "0.75", "0.3"]), "stage_minimum": rng.choice(["3", "2"]),
                "trim": rng.choice(["0.3..3.0", "0.6..1.5"]), "top_csat": rng.choice(["4", "5"])})
        windows.update(self.statistics())
        self.sections.append(("[statistics]", windows))
        privacy = {"minimum": rng.choice(["5", "5", "3", "4", "6"]), "unanimity": self.more.choice(["show", "show", "hide"])}
        merge = self.merge()
        self.sections.append(("[privacy]", {**privacy, "merge": merge} if merge else privacy))
        with open(os.path.join(self.folder, "project.ini"), "w", encoding="utf-8") as file:
            for head, keys in self.sections:
                file.write(head + "\n")
                for key, value in keys.items():
                    file.write(f'{key} = "{value}"   ; note\n' if ";" in value else f"{key} = {value}\n")
                file.write("\n")

    def statistics(self):
        """Further keys."""
        return {}

    def index_sections(self):
        rng, sections = self.rng, []
        ids = {q.id for side in ("cx", "ex") for q in self.questions[side]}
        stages = sorted(i for i in ids if i.startswith("cx.stage_"))
        if self.chance(0.4):
            parts = [i for i in ("cx.nps", "cx.csat", "cx.ces") if i in ids] + (["cx.journey"] if len(stages) > 2 else [])
            sections.append(("[index cx.index]", {"parts": ", ".join(f"{i} {rng.choice(['1', '2', '0.5'])}" for i in parts),
                                                  "target": "65", "cut": "60"}))
        if len(stages) > 2 and self.chance(0.4):
            sections.append(("[index cx.journey]", {"parts": ", ".join(f"{i} {rng.choice(['1', '3'])}" for i in stages)}))
        items = sorted(i for i in ids if i.startswith("ex.q"))
        if len(items) > 3 and self.chance(0.4):
            sections.append(("[index ex.engagement]", {"items": ", ".join(items[1:]), "target": "60"}))
        if "ex.enps" in ids and self.chance(0.3):
            sections.append(("[index ex.index]", {"parts": "ex.engagement 3, ex.enps 1", "cut": "55"}))
        if self.chance(0.5):
            sections.append(("[index combined.score]", {
                "parts": rng.choice(["cx.index 0.5, ex.index 0.5", "cx.index 0.7, ex.index 0.3"]), "target": "62",
                "combine": rng.choice(["arithmetic", "geometric"]), "gap_margin": rng.choice(["5", "2"])}))
        return sections


def make_organisation(number, folder):
    """Writes its files; returns the project file's path."""
    Organisation(number, folder)
    return os.path.join(folder, "project.ini")
