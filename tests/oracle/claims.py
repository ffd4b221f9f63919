"""Is what the report says in words so? Titles and findings of scorecard.json against figures computed here, and the words
of metrics.md §16 that claim what surveys cannot show."""
import re

import models

FORBIDDEN = re.compile(
    r"\b(causes|leads to|drives|due to|thanks to|impact of|effect of|will increase|proves|guarantees|ROI of)\b|gây ra|dẫn đến|"
    r"làm tăng|làm giảm|nhờ|tác động của|ảnh hưởng của|chắc chắn|chứng minh|đảm bảo|\bdo .* nên\b", re.IGNORECASE)


def away_from_zero(interval, before=""):
    return interval[before + "lo"] > 0 or interval[before + "hi"] < 0


class Claims:
    def __init__(self, scorecard, public):
        self.key = {unit["name"]: unit["key"] for unit in public["units"]}
        # the published ones: they are compared with those computed here in the same run
        self.linkage, self.drivers = public.get("linkage", {}), public.get("drivers", {})
        self.lower = {(c["scope"], c["metric"]) for c in public["vs_rest_detail"]
                      if c["period"] == public["periods"][-1] and c["mark"] == "down"}
        self.last = scorecard.project.periods[-1]
        self.cells = scorecard.cells
        self.units = [unit for unit in scorecard.project.units if unit not in scorecard.project.parents]
        self.change = {(c["scope"], c["metric"]): c for c in scorecard.changes if c["period"] == self.last}
        self.alpha = scorecard.law.alpha
        self.response, self.hidden = scorecard.responses(), scorecard.withheld

    def trend(self, scope, metric):
        """up, down or flat; None where nothing can be said."""
        change = self.change.get((scope, metric))
        if change is None or change["verdict"] in ("too_few", "cannot_tell"):
            return None
        return {"none": "flat"}.get(change["mark"], change["mark"])

    def diagnosis(self, unit):
        return self.cells[unit][self.last]["figures"].get("combined.diagnosis", {}).get("value")

    def withheld(self, side):
        """Units whose index is hidden: their cell, or all that it is made of."""
        def hidden(unit):
            cell, questions = self.cells[unit][self.last], self.hidden[side].get((unit, self.last))
            state = cell["publish"][side]
            gone = state == "published" and questions and not cell["figures"][side + ".index"]["n"]
            return gone or state in ("primary", "secondary")
        return sum(bool(hidden(unit)) for unit in self.units)

    def stands_out(self, kpi):
        """The KPI's link with CX is clear, also among all links with KPIs."""
        links = {(key, name): link for key in ("lag_cx_to_kpi", "lag_ex_to_kpi") for name, link in self.linkage[key].items()
                 if link.get("p") is not None}
        adjusted = dict(zip(links, models.step_up([link["p"] for link in links.values()])))
        own = ("lag_cx_to_kpi", kpi)
        return own in links and links[own]["clear"] and adjusted[own] < self.alpha

    def link_holds(self, rule, metric):
        """Findings of the whole company on what hangs together."""
        kpi = metric.removeprefix("kpi.")
        if rule == "growth_chain":
            chain = self.linkage["chain"][kpi]
            return "refused" not in chain and away_from_zero(chain) and self.stands_out(kpi)
        if rule == "growth_link":
            return self.stands_out(kpi)
        if rule == "forecast_missed":
            return away_from_zero(self.linkage["forecast"], "miss_")
        side, item = metric.split(".", 1)
        return any(driver["item"] == item and driver["quadrant"] == "fix_first" for driver in self.drivers[side]["drivers"])

    def meets(self, unit, factor):
        """The factor and a stage are both clearly lower than in the rest of the company."""
        return (unit, factor) in self.lower and any(scope == unit and metric.startswith("cx.stage_")
                                                    for scope, metric in self.lower)

    def unit_holds(self, rule, unit):
        falls = [self.trend(unit, index) == "down" for index in ("cx.index", "ex.index")]
        diagnosis = self.diagnosis(unit)
        return {"both_low_falling": diagnosis == "both_low" and any(falls), "both_low": diagnosis == "both_low",
                "employee_fall": falls[1], "link_fall": falls[1], "customer_fall": falls[0], "imbalance": diagnosis == "cx_gt_ex",
                "best_practice": diagnosis == "both_high"}[rule]

    def finding_holds(self, finding):
        rule, metric = finding["rule"], finding["metric"]
        if rule == "missed_target":
            return self.cells["company"][self.last]["figures"][metric].get("status") == "missed"
        if rule == "low_response":
            return self.response["company"][self.last][metric[:2]]["rr2"] < 30
        if rule == "many_hidden":
            return 3 * self.withheld(metric[:2]) >= len(self.units)
        if not finding["unit"]:
            return self.link_holds(rule, metric)
        units = [self.key[unit] for unit in finding["unit"].split("; ")]
        if rule == "meet":
            return all(self.meets(unit, metric) for unit in units)
        if rule == "link_fall" and not (self.linkage["lag_ex_to_cx"]["clear"] and self.linkage["lag_ex_to_cx"]["beta"] > 0):
            return False
        return all(self.unit_holds(rule, unit) for unit in units)

    def summary_holds(self, rule):
        said = dict(re.findall(r"(cx|ex)_(up|flat|down)", rule))
        return all(self.trend("company", side + ".index") == word for side, word in said.items())

    def balance_holds(self, rule):
        found = [self.diagnosis(unit) for unit in self.units if self.diagnosis(unit)]
        if rule == "all_both_high":
            return set(found) == {"both_high"}
        return rule not in ("cx_gt_ex", "ex_gt_cx", "both_low", "both_high") or rule in found


def check_claims(scorecard, public, result):
    """Adds what is not so to the result of the comparison."""
    claims, titles = Claims(scorecard, public), public["titles"]
    result.checked += 2 * len(public["findings"]) + len(titles) + 2
    for finding in public["findings"]:
        if not (claims.finding_holds(finding) and 1 <= finding["duty"] <= 6):
            result.problem("finding", finding["sentence"], f"{finding['rule']} to hold")
    if not claims.summary_holds(titles["summary"]["rule"]):
        result.problem("title of the summary", titles["summary"]["sentence"], titles["summary"]["rule"] + " to hold")
    if "balance" in titles and not claims.balance_holds(titles["balance"]["rule"]):
        result.problem("title of the balance map", titles["balance"]["sentence"], titles["balance"]["rule"] + " to hold")
    for sentence in [title["sentence"] for title in titles.values()] + [f["sentence"] for f in public["findings"]]:
        if FORBIDDEN.search(sentence):
            result.problem("words", sentence, f"no “{FORBIDDEN.search(sentence)[0]}”")
