#!/usr/bin/env python3
"""The scorecard of a project computed a second time, from the raw exports and metrics.md alone, and compared with cxex.

    scorecard.py CXEX sample SOURCES GENERATOR FOLDER   both sample companies, copied to FOLDER
    scorecard.py CXEX random FOLDER [FIRST COUNT]       made-up small organisations, by number
    scorecard.py CXEX linked FOLDER [FIRST COUNT]       made-up organisations with many units and periods
    scorecard.py CXEX project PROJECT.ini FOLDER        any project

Both outputs are compared: `check --figures` (with the reasons) and scorecard.json (published figures only, and nothing
that is hidden). 1e-8 relative, limits to the largest number of their interval; omega 2e-5; with raked weights 1e-6.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache

import compare_expected
from benchmarks import Benchmarks, check_hidden
from claims import check_claims
from comparisons import TESTED, benjamini_hochberg, compare, give_verdict, ranking
from details import Details
from disclosure import candidates_in_order, publication
from figures import Answers, Law, boxes, combined_figures, composite_figure, mean_figure, metric_figures, on_hundred, person_mean
from linkage import Linkage
from linked import make_linked
from organisations import make_organisation
from project import STAGES, Project, previous_period, weighted_list
from reliability import reliability

SIDES = ("cx", "ex")


class Scorecard:
    def __init__(self, project):
        self.project = project
        self.law = Law(project.number("level", 0.95))
        self.half_rule = project.number("half_rule", 0.5)
        self.k = int(project.privacy.get("minimum", 5))
        self.metric = {metric.id: metric for metric in project.metrics}
        self.stages = [m for stage in STAGES for m in project.metrics if m.side == "cx" and m.stage == stage]
        self.read_indices()
        self.place_rows()
        self.group_rows()
        self.publish()
        self.cells = {scope: {w: self.cell(scope, w) for w in self.windows(scope)} for scope in self.scopes}
        self.changes, self.vs_rest = self.all_changes(), self.all_vs_rest()

    # ---- Configuration ----

    def read_indices(self):
        index, metrics = self.project.index, self.project.metrics
        items = index.get("ex.engagement", {}).get("items", "all")
        ratings = [m for m in metrics if m.side == "ex" and m.type == "rating"]
        self.items = ratings if items == "all" else [self.metric[i.strip()] for i in items.split(",")]
        self.person_items = {"ex.engagement": self.items} if self.items else {}
        for kind in ("factor", "cycle"):
            for metric in metrics:
                if metric.side == "ex" and getattr(metric, kind):
                    self.person_items.setdefault(f"ex.{kind}_{getattr(metric, kind)}", []).append(metric)
        journey = index.get("cx.journey", {}).get("parts")
        self.stage_weight = dict(weighted_list(journey)) if journey else {m.id: 1.0 for m in self.stages}
        default = {"cx.index": "cx.nps, cx.csat, cx.ces, cx.journey", "ex.index": "ex.engagement, ex.enps"}
        self.parts = {i: weighted_list(index.get(i, {}).get("parts", text)) for i, text in default.items()}
        combined = index.get("combined.score", {})
        shares = dict(weighted_list(combined.get("parts", "cx.index 0.5, ex.index 0.5")))
        self.cx_share = shares["cx.index"] / (shares["cx.index"] + shares["ex.index"])
        self.geometric = combined.get("combine", "arithmetic") == "geometric"
        self.gap_margin = float(combined.get("gap_margin", 5))
        self.cuts = [float(index.get(i, {}).get("cut", 70)) for i in ("cx.index", "ex.index")]

    def place_rows(self):
        """Every answer on 0..100, and every person's engagement, once."""
        table = {m.id: [on_hundred(m, level) for level in range(m.count)] for m in self.project.metrics}
        for side in SIDES:
            for row in self.project.rows[side]:
                row.hundred = {metric_id: table[metric_id][level] for metric_id, level in row.answers.items()}
        for row in self.project.rows["ex"]:
            for mean, items in self.person_items.items():
                value = person_mean(row, items, self.half_rule)
                if value is not None:
                    row.hundred[mean] = value

    def group_rows(self):
        project = self.project
        self.scopes = ["company"] + project.units
        self.rows = {side: {} for side in SIDES}
        ends = {period: [period] + [w for w, span in project.running.items() if period in span] for period in project.periods}
        holders = {}
        for scope, members in project.members.items():
            for unit in members:
                holders.setdefault(unit, []).append(scope)
        for side in SIDES:
            for row in project.rows[side]:
                cells = [(scope, w) for scope in ["company", *holders.get(row.unit, [])] for w in ends[row.period]]
                for cell in cells + [("company", "all")]:
                    self.rows[side].setdefault(cell, []).append(row)

    def windows(self, scope):
        return self.project.periods + (["all"] if scope == "company" else []) + list(self.project.running)

    # ---- §7 ----

    def publish(self):
        project = self.project
        self.verdict, self.withheld = {}, {}
        self.hide_unanimous = project.privacy.get("unanimity", "show") == "hide"
        for side in SIDES:
            counts = self.atoms(side, lambda row: True)
            candidates = self.candidates(counts)
            verdict = self.verdict[side] = publication(counts, candidates, self.k)
            self.withheld[side] = {cell: set() for cell in verdict}
            for metric in project.of_side(side):
                self.pass_question(side, metric.id)
            # a person mean of few people is as telling as an answer of few
            for mean in self.person_items if side == "ex" else ():
                self.pass_question(side, mean)

    def candidates(self, counts):
        return candidates_in_order(self.project.periods, self.project.running, self.project.members, counts)

    def pass_question(self, side, answer):
        """Every question, over all candidates with its own answers; a cell without any is empty, not withheld."""
        verdict, counts = self.verdict[side], self.atoms(side, lambda row: answer in row.hundred)
        candidates = self.candidates(counts)
        refused = [cell for cell, _ in candidates if self.unanimous(side, answer, cell)]
        for cell, word in publication(counts, candidates, self.k, refused).items():
            if verdict[cell] == "published" and word in ("primary", "secondary"):
                self.withheld[side][cell].add(answer)

    def unanimous(self, side, answer, cell):
        """Fewer than ten, all on one level (or with one person mean), or all in or out of a box that a share counts."""
        given = [row for row in self.rows[side].get(cell, []) if answer in row.hundred]
        if not self.hide_unanimous or not 0 < len(given) < 10:
            return False
        if answer not in self.metric:
            return len({row.hundred[answer] for row in given}) == 1
        levels = {row.answers[answer] for row in given}
        return any(levels <= box for box in boxes(self.metric[answer], int(self.project.number("top_csat", 4))))

    def atoms(self, side, wanted):
        everyone = Counter((row.unit, row.period) for row in self.project.rows[side])
        return {**dict.fromkeys(everyone, 0), **Counter((r.unit, r.period) for r in self.project.rows[side] if wanted(r))}

    def published(self, side, scope, window):
        return self.verdict[side].get((scope, window)) == "published"

    # ---- Figures of a group ----

    def parts_of(self, index, rows, withheld):
        """Components with their shares and names: journey split over its stages."""
        def there(part):
            return part not in withheld and any(part in row.hundred for row in rows)

        shares, names = {}, []
        for part, weight in self.parts[index]:
            if part == "cx.journey":
                stages = [m for m in self.stages if self.stage_weight.get(m.id, 0) > 0 and there(m.id)]
                total = sum(self.stage_weight[m.id] for m in stages)
                if len(stages) >= self.project.number("stage_minimum", 3):
                    shares.update({m.id: weight * self.stage_weight[m.id] / total for m in stages})
                    names.append("journey:" + "+".join(m.stage for m in stages))
            elif there(part):
                shares[part] = weight
                names.append(part[3:])
        return shares, names

    def index_figure(self, index, rows, withheld):
        shares, names = self.parts_of(index, rows, withheld)
        if not shares:
            return {"n": 0}
        return {**composite_figure(rows, shares, self.law), "components": names}

    def journey_figure(self, rows, withheld):
        stages = [m for m in self.stages if m.id not in withheld and self.stage_weight.get(m.id, 0) > 0
                  and any(m.id in row.answers for row in rows)]
        listed = [m.stage for m in stages]
        if len(stages) < self.project.number("stage_minimum", 3):
            return {"n": 0, "stages": listed}
        shares = {m.id: self.stage_weight[m.id] for m in stages}
        return {**composite_figure(rows, shares, self.law), "stages": listed}

    def person_figure(self, mean, rows):
        answers = Answers([row.hundred.get(mean) for row in rows], [row.weight for row in rows])
        return mean_figure(answers, 0, 100, self.law) if answers.n else {"n": 0}

    def side_figures(self, side, rows, withheld):
        figures = {side + ".n": {"n": len(rows)}}
        for metric in self.project.of_side(side):
            seen = [] if metric.id in withheld else rows
            figures.update(metric_figures(metric, seen, self.law, int(self.project.number("top_csat", 4))))
        if side == "cx":
            if self.stages:
                figures["cx.journey"] = self.journey_figure(rows, withheld)
        for mean in self.person_items if side == "ex" else ():
            figures[mean] = self.person_figure(mean, [] if mean in withheld else rows)
        figures[side + ".index"] = self.index_figure(side + ".index", rows, withheld)
        return figures

    def combine(self, figures):
        cx, ex = figures.get("cx.index", {"n": 0}), figures.get("ex.index", {"n": 0})
        if not cx["n"] or not ex["n"]:
            return {}
        return combined_figures(cx, ex, self.cx_share, self.geometric, self.cuts, self.gap_margin)

    # ---- Cells ----

    def cell(self, scope, window):
        figures, n, publish, withheld = {}, {}, {}, []
        for side in SIDES:
            rows = self.rows[side].get((scope, window), [])
            n[side], publish[side] = len(rows), self.verdict[side].get((scope, window), "empty")
            if publish[side] == "published":
                hidden = self.withheld[side][scope, window]
                withheld += [metric_id[3:] for metric_id in hidden if metric_id in self.metric]
                figures.update(self.side_figures(side, rows, hidden))
                self.mark_partial(figures[side + ".index"], side, window)
        figures.update(self.combine(figures))
        for figure_id, figure in figures.items():
            self.set_status(figure_id, figure, scope, window)
        return {"n": n, "publish": publish, "withheld_questions": sorted(withheld), "figures": figures}

    def company_components(self, side, window):
        return self.parts_of(side + ".index", self.rows[side].get(("company", window), []),
                             self.withheld[side].get(("company", window), set()))[1]

    def mark_partial(self, figure, side, window):
        if figure["n"]:
            figure["partial"] = figure["components"] != self.company_components(side, window)

    def set_status(self, figure_id, figure, scope, window):
        metric = next((m for m in self.project.metrics if m.headline == figure_id), None)
        if metric is None and figure_id not in self.project.index:
            return
        target = self.project.target(figure_id, metric, "" if scope == "company" else scope, window)
        if target is not None and figure.get("n"):
            lo, hi = figure.get("lo"), figure.get("hi")
            figure.update(target=target, status="met" if lo >= target else "missed" if hi < target else "cannot_tell")

    # ---- §5 ----

    def practical(self, figure_id):
        metric = next((m for m in self.project.metrics if m.headline == figure_id), None)
        given = metric.practical if metric else self.project.index.get(figure_id, {}).get("practical")
        kind = {"cx.nps": 5, "ex.enps": 5, "cx.csat_top2": 3}
        return float(given) if given else kind.get(figure_id, 2)

    def components(self, figures, metric):
        parts = {"combined.score": ("cx.index", "ex.index")}.get(metric, (metric,))
        return [figures.get(part, {}).get("components") for part in parts]

    def pair(self, metric, new, old):
        """What decides is whether both have the same components, not whether they are all there are (example_edge)."""
        comparable = self.components(new, metric) == self.components(old, metric)
        return compare(metric, new[metric], old[metric], comparable, self.project.number("test_minimum", 10), self.law)

    def finish(self, listed):
        """Verdicts, after the correction within the units of a period."""
        for period in self.project.periods:
            benjamini_hochberg([c for c in listed if c["period"] == period and c["scope"] != "company"])
        for comparison in listed:
            give_verdict(comparison, self.law, self.practical(comparison["metric"]))
        return listed

    def all_changes(self):
        listed = []
        for scope in self.scopes:
            for period in self.project.periods:
                before = previous_period(period, self.project.kind, self.project.periods)
                new, old = (self.cells[scope].get(p, {"figures": {}})["figures"] for p in (period, before))
                for metric in TESTED:
                    if new.get(metric, {}).get("n") and old.get(metric, {}).get("n"):
                        listed.append({"scope": scope, "period": period, "previous": before, "metric": metric,
                                       **self.pair(metric, new, old)})
        return self.finish(listed)

    def rest_figures(self, unit, period):
        """Figures of the company without the unit, of the sides where both may be seen, from the unit's questions."""
        figures = {}
        for side in SIDES:
            if self.published(side, unit, period) and self.published(side, "company", period):
                rows = [row for row in self.rows[side]["company", period] if row.unit not in self.project.members[unit]]
                hidden = self.withheld[side]["company", period] | self.withheld[side][unit, period]
                if len(rows) >= self.k:
                    figures.update(self.tested_of_side(side, rows, hidden))
        figures.update(self.combine(figures))
        return figures

    def tested_of_side(self, side, rows, hidden):
        figures = {side + ".index": self.index_figure(side + ".index", rows, hidden)}
        if side == "ex" and self.items:
            figures["ex.engagement"] = self.person_figure("ex.engagement", [] if "ex.engagement" in hidden else rows)
        for metric_id in ("cx.nps", "cx.csat", "ex.enps"):
            metric = self.metric.get(metric_id)
            if metric and metric.side == side:
                seen = [] if metric_id in hidden else rows
                figures.update(metric_figures(metric, seen, self.law, int(self.project.number("top_csat", 4))))
        return figures

    def all_vs_rest(self):
        listed = []
        for unit in self.project.units:
            for period in self.project.periods:
                rest = self.rest_figures(unit, period)
                own = self.cells[unit][period]["figures"]
                for metric in TESTED:
                    if own.get(metric, {}).get("n") and rest.get(metric, {}).get("n", 0) >= self.k:
                        listed.append({"scope": unit, "period": period, "metric": metric, "rest_n": rest[metric]["n"],
                                       "rest_value": rest[metric]["value"], **self.pair(metric, own, rest)})
        return self.finish(listed)

    def rankings(self):
        last, result = self.project.periods[-1], {}
        for index in ("cx.index", "ex.index"):
            figures = {unit: self.cells[unit][last]["figures"].get(index, {})
                       for unit in self.project.units if unit not in self.project.parents}
            whole = {unit: f for unit, f in figures.items() if f.get("n") and not f["partial"]}
            result[f"{index}@{last}"] = ranking(whole, self.law)
        return result

    # ---- §6, §12 ----

    def reliabilities(self):
        return {window: reliability(self.rows["ex"][("company", window)], self.items, self.law)
                for window in self.project.periods + ["all"] if self.published("ex", "company", window)}

    def responses(self):
        """{unit: {period: {side: counts}}} of the published cells with a number of people invited."""
        result = {}
        for side in SIDES:
            asked = [m for m in self.project.of_side(side) if m in self.items or m.id in
                     ("cx.nps", "cx.csat", "cx.ces", "ex.enps")]
            for scope in self.scopes:
                for period in self.project.periods:
                    counted = self.counted_once(side, scope, period)
                    lines = [record for s, unit, p, record, _ in self.project.invited
                             if s == side and p == period and record.get("invited") and counted(unit)]
                    if lines and self.published(side, scope, period):
                        eligible = sum(float(r["invited"]) - float(r.get("ineligible") or 0) for r in lines)
                        result.setdefault(scope, {}).setdefault(period, {})[side] = response(
                            self.rows[side][scope, period], asked, eligible)
        return result

    def counted_once(self, side, scope, period):
        """Which units' lines make up a scope: that of a parent or group which no answer names is the total of the others'."""
        whole = None if scope == "company" else self.project.members[scope]
        given = {u for s, u, p, record, _ in self.project.invited if s == side and p == period and record.get("invited")}
        answered = {row.unit for row in self.rows[side].get(("company", period), [])}
        totals = [s for s in self.project.scopes if s.kind != "unit" and s.key in given - answered
                  and (whole is None or s.members <= whole)]
        return lambda unit: (whole is None or unit in whole) and not any(unit in s.members - {s.key} for s in totals)

    # ---- Output ----

    @cache
    def as_figures(self):
        """The layout of `check --figures`."""
        details, linkage = Details(self), Linkage(self)
        return {"periods": self.project.periods, "departments": self.project.units, "cells": self.cells,
                "changes": self.changes, "vs_rest": self.vs_rest, "ranking": self.rankings(),
                "changes_detail": details.changes(), "vs_rest_detail": details.vs_rest(),
                "reliability": self.reliabilities(), "response": self.responses(),
                "benchmarks": Benchmarks(self).as_json(), "linkage": linkage.as_linkage(), "drivers": linkage.as_drivers(),
                "data_quality": {side: q.as_json() for side, q in self.project.quality.items()}}

    def as_published(self):
        """The same without what is hidden: no n, no reason, no figure of nobody."""
        public = {**self.as_figures(), "cells": {}}
        for scope, windows in self.cells.items():
            for window, cell in windows.items():
                told = [side for side in SIDES if cell["publish"][side] in ("published", "empty")]
                public["cells"].setdefault(scope, {})[window] = {
                    "n": {side: cell["n"][side] for side in told},
                    "publish": {side: {"primary": "withheld", "secondary": "withheld"}.get(word, word)
                                for side, word in cell["publish"].items()},
                    "withheld_questions": cell["withheld_questions"], "figures": cell["figures"]}
        return public


def response(rows, asked, eligible):
    shares = [sum(m.id in row.answers for m in asked) / len(asked) for row in rows]
    complete = sum(share >= 0.8 for share in shares)
    partial = sum(0.5 <= share < 0.8 for share in shares)
    result = {"complete": complete, "partial": partial, "break_off": len(rows) - complete - partial, "eligible": eligible}
    if complete + partial <= eligible:
        result.update(rr1=100 * complete / eligible, rr2=100 * (complete + partial) / eligible)
    return result


# ---- Comparison ----

class Close(compare_expected.Comparison):
    """Differences and positions near 0 keep the absolute precision of the numbers of some 1 to 100 that they come from."""

    def number(self, where, key, found, wanted, scale):
        least = 1e-200 if key in ("p", "p_bh") else 0.0 if key == "tau2" else 1.0  # p below 1e-300 loses digits, or is 0
        super().number(where, key, found, wanted, max(scale, least))


def difference(name, own, found, wanted, raked):
    tolerance = 1e-6 if raked else compare_expected.TOLERANCE
    result = compare_expected.compare(found, wanted, compare_expected.OPTIONAL, tolerance, Close)
    for scope, windows in found["cells"].items():
        for window, cell in windows.items():
            known = wanted["cells"].get(scope, {}).get(window, {"n": {}})["n"]
            told = [side for side in cell["n"] if side not in known]
            result.checked += 1
            if told:
                result.problem(f"cells/{scope}/{window}/n", told, "absent")
    for scope, periods in (found.get("response") or {}).items():
        for period, sides in periods.items():
            known = wanted["response"].get(scope, {}).get(period, {})
            for side, counts in sides.items():
                if "complete" in counts and side not in known:
                    result.problem(f"response/{scope}/{period}/{side}", "there", "absent")
    check_hidden(found, wanted, result)
    if "units" in found:
        check_units(own.project, found["units"], result)
        check_claims(own, found, result)
    for problem in result.problems[:40]:
        print(f"{name}: {problem[:400]}")
    return result.checked, len(result.problems)


def check_units(project, units, result):
    """The list that names the keys: the company, then every scope once, with what it is made of."""
    said = {unit["key"]: (unit.get("kind"), set(unit.get("members", [unit["key"]]))) for unit in units[1:]}
    answered = {row.unit for rows in project.rows.values() for row in rows}
    wanted = {scope.key: (scope.kind, scope.members & answered) for scope in project.scopes}
    result.checked += len(wanted) + 1
    for key in said.keys() | wanted.keys():
        if said.get(key) != wanted.get(key):
            result.problem(f"units/{key}", said.get(key), wanted.get(key))
    if [units[0]["key"], len(units)] != ["company", len(said) + 1]:
        result.problem("units", [unit["key"] for unit in units], "the company, then each scope once")


def run(command, **how):
    done = subprocess.run(command, capture_output=True, text=True, **how)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stderr}")
    return done


def check_project(cxex, path, folder):
    """Number of values compared, number of differences."""
    figures, out = os.path.join(folder, "figures.json"), os.path.join(folder, "pack")
    shutil.rmtree(out, ignore_errors=True)
    if os.path.exists(figures):
        os.remove(figures)
    run([cxex, "check", path, "--figures", figures])
    run([cxex, "build", path, "--formats", "json", "--out", out, "--quiet"])
    project = Project(path)
    own = Scorecard(project)
    public = glob.glob(os.path.join(glob.escape(out), "*", "scorecard.json"))[0]
    raked = any(side == "ex" and record.get("headcount") for side, _, _, record, _ in project.invited)
    counts = []
    for name, file, wanted in (("figures", figures, own.as_figures()), ("scorecard.json", public, own.as_published())):
        found = json.load(open(file, encoding="utf-8"))
        counts.append(difference(f"{path} {name}", own, found, wanted, raked))
    return [sum(column) for column in zip(*counts)]


def samples(cxex, sources, generator, folder):
    for company in ("sen-viet", "harbour-lane"):
        copy = os.path.join(folder, company)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(os.path.join(sources, "samples", company), copy)
        run([generator, "--company", company, "--out", copy])
        yield os.path.join(copy, "project.ini")


def organisations(make, name, folder, first=1, count=30):
    for number in range(int(first), int(first) + int(count)):
        place = os.path.join(folder, f"{name}-{number}")
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
        yield make(number, place)


def told(folder):
    """How often each analysis of the link had numbers in the projects of a folder."""
    counts = Counter()
    for name in glob.glob(os.path.join(glob.escape(folder), "*", "figures.json")):
        card = json.load(open(name, encoding="utf-8"))
        link = card["linkage"]
        parts = {**{key: [part] for key, part in link.items() if isinstance(part, dict) and "cells" not in part}, **card["drivers"],
                 "mirrors": link["mirrors"], "matrix": link["matrix"]["cells"], "two_thirds": [link["regression"].get("two_thirds")]}
        for key in ("chain", "lag_cx_to_kpi", "lag_ex_to_kpi"):
            parts[key] = list(link[key].values())
        for key, listed in parts.items():
            listed = listed if isinstance(listed, list) else [listed]
            counts[key] += sum(part is not None and "refused" not in part for part in listed)
    return counts


def main(arguments):
    os.environ.setdefault("CXEX_THEMES", os.path.join(os.path.dirname(__file__), "../../themes"))
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    cxex, what, *rest = arguments
    if what == "sample":
        projects = samples(cxex, *rest)
    elif what == "random":
        projects = organisations(make_organisation, "organisation", *rest)
    elif what == "linked":
        projects = organisations(make_linked, "linked", *rest)
    else:
        os.makedirs(rest[1], exist_ok=True)
        projects = [rest[0]]
    total = different = 0
    for path in projects:
        folder = rest[1] if what == "project" else os.path.dirname(path)
        checked, wrong = check_project(cxex, path, folder)
        print(f"{path}: {checked} values compared, {wrong} differ")
        total, different = total + checked, different + wrong
    print(f"{total} values compared in all, {different} differ")
    if what == "linked":
        counts = told(rest[0])
        print("Analyses with numbers:", ", ".join(f"{key} {count}" for key, count in sorted(counts.items())))
        different += 0 in counts.values()
    return 1 if different or not total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
