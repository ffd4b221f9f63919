"""Made-up organisations with enough units and periods for the link: KPIs, drivers of all sorts, gaps, constant columns."""
import os

from organisations import NAMES, Organisation, Question

MORE_NAMES = ["Chi nhánh", "Đội", "Branch", "Tổ"]


class Linked(Organisation):
    def make_frame(self):
        rng = self.rng
        count = rng.choice([3, 8, 9, 11, 13, 15, 16, 18, 18, 24, 24, 30])
        self.units = (rng.sample(NAMES, min(count, len(NAMES) - 2)) + [f"{rng.choice(MORE_NAMES)} {n}" for n in range(count)])[:count]
        self.kind = rng.choice(["month", "month", "quarter", "wave"])
        first = {"month": 12 * 2024 + rng.randrange(12), "quarter": 4 * 2024 + rng.randrange(4), "wave": 1}[self.kind]
        self.periods = [first + i for i in range(rng.choice([1, 3, 6, 7, 8, 9, 14]))]
        if len(self.periods) > 5 and self.kind != "wave" and self.chance(0.3):
            del self.periods[rng.randrange(1, len(self.periods) - 1)]
        self.size = {}
        self.tidy = self.chance(0.85)  # most cells have complete indices
        gaps = rng.choice([0, 0, 0, 0.03] if self.tidy else [0, 0.05, 0.2])
        for side in ("cx", "ex"):
            for unit in self.units:
                usual = 0 if self.chance(0.05) else rng.choice([4, 9, 11] if gaps else [9, 9, 11])
                for period in self.periods:
                    self.size[side, unit, period] = 0 if self.chance(gaps) else max(0, usual + rng.randint(-2, 2))
        if self.tidy:
            self.same, self.unasked, self.few = 0, *rng.choice([(0, 0), (0, 0), (0.003, 0.003)])
        self.slashes = self.chance(0.5)
        self.weighted = {"cx": self.chance(0.3), "ex": self.chance(0.2)}
        self.invited = rng.choice(["", "", "counts", "headcount", "margin"])
        self.make_course()

    def make_course(self):
        """Levels by unit and period, in which EX of the period before goes with CX, more or less."""
        rng = self.rng
        self.course, slope, spread = {}, rng.choice([0, 0.4, 0.8, 1.2]), rng.choice([0.05, 0.15, 0.25])
        for unit in self.units + [""]:
            base = rng.gauss(0, spread)
            before = 0
            for period in [self.periods[0] - 1, *self.periods]:
                ex = rng.gauss(0, 0.15)
                self.course["ex", unit, period] = base + ex
                self.course["cx", unit, period] = base * rng.choice([0.5, 1]) + slope * before + rng.gauss(0, 0.05)
                before = ex

    def rows(self, side, period):
        self.level_of = {(side, unit): self.course[side, unit, period] for unit in self.units + [""]}
        return super().rows(side, period)

    def customer_questions(self):
        rng, found = self.rng, super().customer_questions()
        if self.chance(0.7):
            found = [q for q in found if not q.id.startswith("cx.stage")]
            for stage in rng.sample(["aware", "research", "consider", "buy", "use", "aftersale"], rng.choice([2, 3, 6])):
                found.append(Question(rng, "cx.stage_" + stage, f"Stage {stage}", "rating", rng.choice([4, 5]), stage=stage))
                found[-1].asked_share = rng.choice([1.0, 1.0, 0.97, 0.7])
        self.one_answer(found)
        return self.tidied(found)

    def tidied(self, questions):
        for question in questions if self.tidy else ():
            part = question.id in ("cx.nps", "cx.csat", "cx.ces", "ex.enps") or question.id.startswith("cx.stage")
            question.asked_share = 1.0 if part else max(question.asked_share, 0.9) if self.chance(0.7) else 0.55
        return questions

    def employee_questions(self):
        rng, found = self.rng, super().employee_questions()
        if self.chance(0.5):
            found = [q for q in found if not q.id.startswith("ex.q")]
            for number in range(rng.choice([2, 4, 8, 16])):
                found.append(Question(rng, f"ex.q{number + 1}", f"Câu {number + 1}", "rating", 5, factor=f"f{number % 3}"))
                found[-1].asked_share = rng.choice([1.0, 1.0, 0.98, 0.55])
        for question in found:
            if question.id.startswith("ex.q") and self.chance(0.15):
                question.keys["mirror"] = rng.choice(["cx.nps", *[q.id for q in self.questions_so_far if q.id != "cx.nps"]])
        self.one_answer(found)
        return self.tidied(found)

    def one_answer(self, questions):
        """Now and then everybody says the same to a question."""
        self.questions_so_far = questions
        if self.chance(0.1) and len(questions) > 2:
            question = self.rng.choice(questions[1:])
            question.only = question.texts[1]

    def answer(self, question, pull, same, may_be_odd):
        text = super().answer(question, pull, same, may_be_odd and not hasattr(question, "only"))
        return question.only if hasattr(question, "only") and text.strip() not in ("", question.missing_code) else text

    # ---- KPIs ----

    def write(self):
        self.save_kpis()
        super().write()

    def save_kpis(self):
        rng = self.rng
        ids = rng.sample(["revenue", "turnover", "absence", "flat"], rng.choice([0, 1, 2, 4]))
        gaps = rng.choice([0, 0, 0.05, 0.3])
        rows = []
        for unit in self.units:
            for period in self.periods:
                level = self.course["cx", unit, period - 1] if (("cx", unit, period - 1)) in self.course else 0
                row = [unit, self.period_name(period)]
                for id_ in ids:
                    value = {"revenue": 100 + 80 * level + rng.gauss(0, 3), "turnover": 9 - 9 * level + rng.gauss(0, 1),
                             "absence": rng.gauss(4, 1), "flat": 7}[id_]
                    row.append("" if self.chance(gaps) else f"{value:.4f}")
                rows.append(row)
        if ids:
            self.save("kpi.csv", ["unit", "period", *ids], rows)
        self.sections += [(f"[kpi {id_}]", {"file": "kpi.csv"}) for id_ in ids]

    def statistics(self):
        rng = self.more
        return {"bootstrap": rng.choice(["399", "399", "799"]), "whatif": rng.choice(["5", "2", "12"]),
                "seed": rng.choice(["cxex", "Sen Việt"])}


def make_linked(number, folder):
    """Writes its files; returns the project file's path."""
    Linked(f"linked {number}", folder)
    return os.path.join(folder, "project.ini")
