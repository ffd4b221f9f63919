"""Made-up organisations for the attacker, one for each number: small units, parents, merged groups, questions that few are
asked, late answers. The rows stay in memory, so that the attacker can be told every n without reading files."""
import csv
import math
import random
from collections import Counter

NAMES = ["Bán hàng", "Đổi trả", "Kho vận", "Chăm sóc", "Ăn uống", "Front Desk", "Spa", "Kế toán", "Pháp chế", "Nhân sự",
         "Quầy 1", "Quầy 2", "Giao nhận", "Bảo hành", "Marketing"]
PARENTS = ["Khối A", "Khối B", "Miền Nam"]
# Of every theme one comment that names it alone; the last names none, the one before two at once.
THEMES = {"Giao hàng": "trễ hẹn", "Giá cả": "khuyến mại", "Lịch ca": "đổi ca"}
TEXTS = [("Đơn của tôi trễ hẹn hai lần rồi", ["Giao hàng"]), ("Quầy hết khuyến mại mà không ai báo trước", ["Giá cả"]),
         ("Cứ đổi ca sát giờ thì khó mà xoay", ["Lịch ca"]), ("Vừa trễ hẹn vừa không có khuyến mại gì", ["Giao hàng", "Giá cả"]),
         ("Mọi việc nói chung là ổn cả", [])]
FIRST = 12 * 2025  # January 2025


class Question:
    def __init__(self, id_, type_, lowest, highest, asked, **keys):
        self.id, self.side, self.type, self.lowest, self.highest = id_, id_[:2], type_, lowest, highest
        self.asked, self.keys = asked, keys


class Row:
    __slots__ = ("id", "unit", "month", "batch", "gone", "answers", "weight", "day", "comment", "themes")


def month_id(month):
    return f"{month // 12}-{month % 12 + 1:02}"


class Organisation:
    """Everything of it. write(folder, packs) writes what has arrived before pack number `packs`."""

    def __init__(self, number, packs=None, changes=None):
        """changes: what happens to the answers of older months while packs are made, "late", "gone" or "late gone"."""
        self.rng = rng = random.Random(f"attack {number}")
        self.number = number
        self.k = rng.randint(3, 7)
        self.units = rng.sample(NAMES, rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15]))
        count = rng.choice([1, 1, 2, 3, 4, 6, 8]) if packs is None else packs
        start = FIRST + rng.randrange(12)
        self.months = list(range(start, start + count))
        self.windows = rng.choice(["none", "none", "ytd", "rolling3", "ytd, rolling3", "rolling2, rolling3"])
        self.unanimity = rng.random() < 0.25
        self.missing_side = rng.choice(["", "", "", "", "cx", "ex"])
        self.weights = {"cx": rng.random() < 0.2, "ex": rng.random() < 0.1}
        self.arrange()
        self.merge = self.choose_merge()
        self.questions = self.ask()
        self.rows = []
        self.changes = "" if packs is None else changes or rng.choice(["late", "gone", "late gone", "late gone"])
        self.batches = packs or 1
        for place, month in enumerate(self.months):
            self.answer_month(place, month)
        self.write_comments(random.Random(f"comments {number}"))

    # ---- Who ----

    def arrange(self):
        """Units under parents, some of these under another; a parent may have people of its own."""
        rng = self.rng
        self.parent, self.listed = {}, rng.random() < 0.6
        self.names = list(self.units)
        if self.listed and rng.random() < 0.8:
            heads = PARENTS[:rng.randint(1, 3)]
            for unit in self.units:
                if rng.random() < 0.8:
                    self.parent[unit] = rng.choice(heads)
            if len(heads) == 3 and rng.random() < 0.5:
                self.parent[heads[1]] = heads[2]
            if rng.random() < 0.4:
                self.names.append(heads[0])  # has rows itself
        k, rng = self.k, self.rng
        kinds = [[0], range(1, k), range(1, k), range(k, 2 * k), range(8, 25)]
        self.usual = {(side, unit): rng.choice(rng.choice(kinds)) for side in ("cx", "ex") for unit in self.names + [""]}
        for side in ("cx", "ex"):
            if sum(self.usual[side, u] for u in self.names) < k:
                self.usual[side, self.names[0]] = rng.randint(k, 12)
            self.usual[side, ""] = rng.choice([0, 0, 0, 1, 2, k])

    def choose_merge(self):
        rng = self.rng
        kind = rng.choice(["", "", "named", "auto", "both"])
        parts = []
        if kind in ("named", "both") and len(self.units) > 2 and self.listed:  # else a name may have no rows yet
            parts.append(", ".join(self.units[:2]) + " -> " + rng.choice(["Nhóm chung", self.units[2]]))
        if kind in ("auto", "both"):
            parts.append("auto")
        return " | ".join(parts)

    # ---- What is asked ----

    def ask(self):
        rng = self.rng

        def asked():
            return rng.choice([1.0, 1.0, 1.0, 0.9, 0.6, 0.3])
        found = []
        if self.missing_side != "cx":
            found.append(Question("cx.nps", "nps", 0, 10, asked()))
            if rng.random() < 0.8:
                found.append(Question("cx.csat", "rating", 1, 5, asked()))
            if rng.random() < 0.5:
                found.append(Question("cx.ces", "ces", 1, 7, asked()))
            for stage in rng.sample(["aware", "research", "consider", "buy", "use"], rng.choice([0, 0, 3, 4])):
                found.append(Question("cx.stage_" + stage, "rating", 1, 5, asked(), stage=stage))
        if self.missing_side != "ex":
            if rng.random() < 0.8:
                found.append(Question("ex.enps", "nps", 0, 10, asked()))
            for number in range(rng.choice([1, 2, 3, 5])):
                keys = {"factor": rng.choice(["hours", "pay"])} if rng.random() < 0.5 else {}
                keys.update({"cycle": "grow"} if rng.random() < 0.3 else {})
                found.append(Question(f"ex.q{number + 1}", "rating", 1, 5, asked(), **keys))
        return found

    def of_side(self, side):
        return [q for q in self.questions if q.side == side]

    def sides(self):
        return [side for side in ("cx", "ex") if self.of_side(side)]

    # ---- Who answers, and when it arrives ----

    def answer_month(self, place, month):
        rng = self.rng
        for side in self.sides():
            few = {q.id for q in self.of_side(side) if rng.random() < 0.15}
            for unit in self.names + [""]:
                usual = self.usual[side, unit]
                n = max(0, usual + rng.choice([-1, 0, 0, 0, 1])) if usual and rng.random() < 0.93 else 0
                alike = rng.random() < 0.1
                level = rng.random()
                if place == 0 and unit == self.names[0]:
                    n = max(n, 1)
                for _ in range(n):
                    self.add_row(side, unit, place, month, few, level if alike else None)

    def add_row(self, side, unit, place, month, few, alike):
        rng = self.rng
        row = Row()
        row.id, row.unit, row.month, row.day = f"{side}{len(self.rows) + 1}", unit, month, rng.randint(1, 28)
        row.weight = round(rng.uniform(0.4, 2.5), 3)
        late = "late" in self.changes and rng.random() < 0.12
        row.batch = min(place + rng.randint(1, 3), len(self.months) - 1) if late else place
        row.answers = {}
        for question in self.of_side(side):
            share = question.asked * (0.4 if question.id in few else 1)
            if rng.random() < share:
                place01 = rng.random() if alike is None else alike
                width = question.highest - question.lowest + 1
                row.answers[question.id] = question.lowest + int(place01 * width)
        if not row.answers:
            question = self.of_side(side)[0]
            row.answers[question.id] = rng.randint(question.lowest, question.highest)
        if self.batches == 1:
            row.batch = 0
        # Who answers again in a later month is counted there: the earlier answer is gone.
        row.gone = self.batches
        if "gone" in self.changes and rng.random() < 0.01:
            row.gone = rng.randint(row.batch + 1, self.batches)
        self.rows.append(row)

    def write_comments(self, rng):
        """Who writes something; others leave the field empty. Numbers of their own, so that the answers stay what they were."""
        self.comment_minimum = rng.choice([10, 10, self.k, 2 * self.k])
        self.themed = rng.random() < 0.85
        share = {side: rng.choice([1, 0.7, 0.4, 0.2]) for side in ("cx", "ex")}
        for row in self.rows:
            row.comment, row.themes = "", []
            if rng.random() < share[row.id[:2]]:
                row.comment, row.themes = rng.choice(TEXTS)

    # ---- What is known about it ----

    def person_means(self):
        """{id: questions}: engagement and its factors and cycles."""
        items = [q for q in self.of_side("ex") if q.type == "rating"]
        means = {"ex.engagement": items} if items else {}
        for kind in ("factor", "cycle"):
            for question in items:
                if kind in question.keys:
                    means.setdefault(f"ex.{kind}_{question.keys[kind]}", []).append(question)
        return means

    def counts(self):
        """{side: {id or None: {(unit, month id, batch, gone): n}}}: answerers of each question and person mean; None: rows;
        "SIDE.comments": those who wrote a comment; with a theme: those whose comment names it."""
        counts = {side: {None: Counter()} for side in self.sides()}
        for row in self.rows:
            side, atom = row.id[:2], (row.unit, month_id(row.month), row.batch, row.gone)
            counts[side][None][atom] += 1
            if row.comment:
                counts[side].setdefault(side + ".comments", Counter())[atom] += 1
            for theme in row.themes:
                counts[side].setdefault((side + ".comments", theme), Counter())[atom] += 1
            for question in row.answers:
                counts[side].setdefault(question, Counter())[atom] += 1
            for mean, items in self.person_means().items() if side == "ex" else ():
                if sum(q.id in row.answers for q in items) >= max(1, math.ceil(0.5 * len(items))):
                    counts[side].setdefault(mean, Counter())[atom] += 1
        return counts

    # ---- Files ----

    def name_of(self, row, packs):
        return row.unit

    def more_sections(self, folder, packs):
        return []

    def listed_names(self):
        return [(unit, self.parent.get(unit, "")) for unit in self.names]

    def write(self, folder, packs=1):
        folder.mkdir(parents=True, exist_ok=True)
        sections = [("report", {"client": f"Organisation {self.number}", "language": "vi", "period": "month", "theme": "quiet"})]
        for side, kind in (("cx", "customers"), ("ex", "employees")):
            if side not in self.sides():
                continue
            questions = self.of_side(side)
            with open(folder / f"{side}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["id", "date", "unit", "weight", "comment"] + [q.id for q in questions])
                for row in self.rows:
                    if row.id[:2] == side and row.batch < packs <= row.gone:
                        writer.writerow([row.id, f"{month_id(row.month)}-{row.day:02}", self.name_of(row, packs), row.weight, row.comment]
                                        + [row.answers.get(q.id, "") for q in questions])
            keys = {"files": f"{side}.csv", "date": "date", "unit": "unit", "id": "id", "comment": "comment"}
            if self.weights[side]:
                keys["weight"] = "weight"
            sections.append((kind, keys))
        for q in self.questions:
            sections.append((f"metric {q.id}", {"column": q.id, "type": q.type, "scale": f"{q.lowest}..{q.highest}", **q.keys}))
        if self.listed:
            self.write_units(folder)
            sections.append(("units", {"file": "units.csv"}))
        sections += self.more_sections(folder, packs)
        sections.append(("statistics", {"windows": self.windows}))
        if self.themed:
            with open(folder / "themes.csv", "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([["theme", "words"], *THEMES.items()])
            sections.append(("themes-of-comments", {"file": "themes.csv"}))
        sections.append(("privacy", {"minimum": self.k, "comment_minimum": self.comment_minimum,
                                     **({"unanimity": "hide"} if self.unanimity else {}),
                                     **({"merge": self.merge} if self.merge else {})}))
        sections.append(("mail", {"from": "cx@x.example"}))
        with open(folder / "project.ini", "w", encoding="utf-8") as file:
            for head, keys in sections:
                file.write(f"[{head}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) + "\n")
        return folder / "project.ini"

    def write_units(self, folder):
        with open(folder / "units.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["unit", "name", "parent", "email"])
            for place, (unit, parent) in enumerate(self.listed_names()):
                writer.writerow([unit, unit, parent, f"head{place}@x.example"])
            for head in sorted(set(self.parent.values()) - set(self.names)):
                writer.writerow([head, head, self.parent.get(head, ""), ""])
