"""What the reports say of how things go together, beside what the sample was made from (truth.json): with the effects that
its generator planted, and with none at all.

truth.py CXEX SOURCE WORK GENERATOR

The generator's effects hold between true scores; a report knows measured ones. So each slope is held against the slope of
the planted part of the outcome on the EX or CX that was measured in the same rows: sampling noise pulls both towards 0 alike.
"""
import math
import shutil
import unicodedata

from common import Test, call, read_json, sample_packs

SEEDS = range(101, 121)
KPIS = ("revenue_per_head", "turnover", "absence")
EFFECTS = {("cx", "revenue_per_head"): "revenue_per_head_per_cx_before", ("ex", "revenue_per_head"): "revenue_per_head_per_ex_before",
           ("ex", "turnover"): "turnover_per_ex_before", ("ex", "absence"): "absence_per_ex_before"}


# ---- A slope within units and periods, from scratch ----

def within(rows, values):
    """values without the units' and the periods' means, by taking out each in turn until nothing changes."""
    values = list(values)
    for _ in range(200):
        for key in (0, 1):
            groups = {}
            for row, value in zip(rows, values):
                groups.setdefault(row[key], []).append(value)
            means = {k: sum(v) / len(v) for k, v in groups.items()}
            values = [value - means[row[key]] for row, value in zip(rows, values)]
    return values


def slope(rows, x, y):
    x, y = within(rows, x), within(rows, y)
    return sum(a * b for a, b in zip(x, y)) / sum(a * a for a in x)


def correlation(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    xy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    return xy / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))


class Truth:
    def __init__(self, truth):
        self.effects, self.periods = truth["effects"], truth["periods"]
        self.score = {(side, unit["name"], period): unit[side][at] for unit in truth["units"] for side in ("ex", "cx")
                      if side in unit for at, period in enumerate(self.periods)}

    def before(self, period):
        return self.periods[self.periods.index(period) - 1]

    def planted(self, outcome, unit, period):
        """The part of an outcome that was planted, but for what is one unit's own or one period's own."""
        true = {side: self.score[side, unit, self.before(period)] for side in ("ex", "cx") if (side, unit, period) in self.score}
        if outcome == "cx":
            return self.effects["cx_per_ex_before"] * true["ex"]
        return sum(self.effects.get(EFFECTS.get((side, outcome)), 0) * score for side, score in true.items())

    def slope_on_measured(self, outcome, points):
        rows = [(p["department"], p["period"]) for p in points]
        return slope(rows, [p["x"] for p in points], [self.planted(outcome, *row) for row in rows])


# ---- With the planted effects ----

def check_lag(test, truth, name, lag, outcome, planted):
    """planted: the effect between true scores."""
    if not test.expect("refused" not in lag, f"{name}: refused ({lag.get('refused')})"):
        return None
    points = lag["points"]
    test.expect(len(points) == lag["n"], f"{name}: {len(points)} rows, n is {lag['n']}")
    measured = slope([(p["department"], p["period"]) for p in points], [p["x"] for p in points], [p["y"] for p in points])
    test.expect(math.isclose(measured, lag["beta"], rel_tol=1e-8), f"{name}: beta {lag['beta']}, its rows say {measured}")
    wanted = truth.slope_on_measured(outcome, points)
    test.expect(lag["lo"] <= wanted <= lag["hi"], f"{name}: {lag['lo']:.4f} to {lag['hi']:.4f}, planted (as measured) {wanted:.4f}")
    if planted:  # noise takes from an effect (here two thirds: EX of a month rests on a dozen people) and never turns it round
        test.expect(0.2 < wanted / planted < 1.1, f"{name}: planted {planted}, as measured {wanted:.4f}")
    return wanted


def check_sample(test, folder, generated):
    truth, card = Truth(read_json(generated / "truth.json")), read_json(folder / "scorecard.json")
    link, effects = card["linkage"], truth.effects
    cx = check_lag(test, truth, "EX to CX", link["lag_ex_to_cx"], "cx", effects["cx_per_ex_before"])
    test.expect(link["lag_ex_to_cx"]["clear"], "EX to CX: planted, and not clear")
    what_if = link["what_if"]
    test.expect("refused" not in what_if and what_if["lo"] <= 5 * cx <= what_if["hi"], f"what-if: {what_if}, planted {5 * cx:.3f}")
    for kpi in KPIS:
        of_cx = effects.get(EFFECTS.get(("cx", kpi)), 0)
        via_cx = check_lag(test, truth, f"CX to {kpi}", link["lag_cx_to_kpi"][kpi], kpi, of_cx)
        # Turnover and absence are known of units without customers too, where there is no CX to go by.
        check_lag(test, truth, f"EX to {kpi}", link["lag_ex_to_kpi"][kpi], kpi, 0 if of_cx else effects[EFFECTS["ex", kpi]])
        chain = link["chain"][kpi]
        if "refused" in chain:
            clear = link["lag_cx_to_kpi"][kpi]["clear"]
            test.expect(chain["refused"] == "chain_unclear" and not clear, f"chain to {kpi}: {chain}")
        else:
            wanted = 5 * cx * via_cx
            test.expect(chain["lo"] <= wanted <= chain["hi"], f"chain to {kpi}: {chain}, planted {wanted:.3f}")
    test.expect("refused" not in link["chain"]["revenue_per_head"], "chain to revenue per head: planted, and refused")
    check_between(test, truth, link)


def check_between(test, truth, link):
    """Units' means: noise hardly counts there. r, R² and the difference of the groups beside those of the true scores."""
    means = {side: [sum(truth.score[side, p["department"], t] for t in truth.periods) / len(truth.periods) for p in link["points"]]
             for side in ("ex", "cx")}
    r = correlation(means["ex"], means["cx"])
    of = link["correlation"]
    test.expect(of["lo"] <= r <= of["hi"] and abs(of["r"] - r) < 0.1, f"r {of['r']:.3f} ({of['lo']:.3f} to {of['hi']:.3f}), true {r:.3f}")
    regression = link["regression"]
    test.expect(regression["adjusted_r2_lo"] <= r * r <= regression["adjusted_r2_hi"], f"R²: {regression}, true {r * r:.3f}")
    # Who is on top is read from the report: the groups are told, so their true difference can be.
    quartiles = link["quartiles"]
    if test.expect("refused" not in quartiles, "quartiles: refused"):
        true = dict(zip((p["department"] for p in link["points"]), means["cx"]))
        top, bottom = ([true[unit] for unit in quartiles[group]] for group in ("top", "bottom"))
        wanted, cx = sum(top) / len(top) - sum(bottom) / len(bottom), quartiles["measures"][0]
        test.expect(cx["lo"] <= wanted <= cx["hi"] and abs(cx["diff"] - wanted) < 2, f"top − bottom: {cx}, true {wanted:.2f}")


# ---- Without any ----

def at_most(n, chance, beyond=1e-3):
    """So many of n can be clear by chance before it is less likely than `beyond`."""
    left, k = 1.0, -1
    while left > beyond:
        k += 1
        left -= math.comb(n, k) * chance**k * (1 - chance) ** (n - k)
    return k


def make_without_effect(test, generator, folder, seed=None):
    shutil.copytree(test.source / "samples" / "sen-viet", folder, ignore=shutil.ignore_patterns("out", "exports", "truth.json"))
    made = call([generator, "--company", "sen-viet", "--no-effect", "--out", folder, *(["--seed", str(seed)] if seed else [])])
    test.expect(made.returncode == 0, f"the generator: {made.stderr}")
    return folder / "project.ini"


SAID = {  # rules of the titles, sentences of metrics.md §15 with all KPIs of the sample
    "en": ("No projection: the link is not clearly different from zero.", "Cannot tell which direction is stronger.",
           "at least one link is not clearly different from zero."),
    "vi": ("Không đưa ra ước tính: mối liên hệ chưa khác 0 một cách rõ ràng.", "Chưa thể kết luận chiều nào mạnh hơn.",
           "ít nhất một mối liên hệ chưa khác 0 một cách rõ ràng."),
}
OF_THE_LINK = {"link_fall", "growth_chain", "growth_link", "forecast_missed"}


def report_without_effect(test, generator):
    """The same company with no effect at all: its report says so on its pages, in both languages."""
    project = make_without_effect(test, generator, test.work / "none")
    for language, sentences in SAID.items():
        out = test.work / f"none-{language}"
        test.run("build", "--quiet", "--formats", "pdf,json", "--lang", language, "--out", out, project)
        folder = next(path for path in out.iterdir() if path.is_dir())
        card, name = read_json(folder / "scorecard.json"), f"no effect {language}"
        text = " ".join(unicodedata.normalize("NFC", call(["pdftotext", "-raw", folder / "board.pdf", "-"]).stdout).split())
        for page, rule in (("link", "lag_not_clear"), ("growth", "kpi_not_clear")):
            title = card["titles"].get(page, {})
            test.expect(title.get("rule") == rule, f"{name}: the title of {page} is {title}")
            test.expect(title.get("sentence", "?") in text, f"{name}: the title of {page} is not in the PDF")
        for sentence in sentences:
            test.expect(sentence in text, f"{name}: no page says “{sentence}”")
        found = [f["sentence"] for f in card["findings"] if f["rule"] in OF_THE_LINK]
        test.expect(not found, f"{name}: findings of a link that is not there: {found}")
        link = card["linkage"]
        clear = [key for key in ("lag_ex_to_cx", "lag_cx_to_ex") if link[key]["clear"]]
        clear += [f"{way} {kpi}" for way in ("lag_cx_to_kpi", "lag_ex_to_kpi") for kpi, lag in link[way].items() if lag["clear"]]
        test.expect(not clear, f"{name}: clear are {clear}")
        top = [m["measure"] for m in link["quartiles"]["measures"] if m["p_bh"] < 0.05]
        test.expect(not top, f"{name}: the groups differ in {top}")


def clear_by_chance(test, generator):
    """Over twenty companies in which nothing goes along with anything: how often is it called clear?"""
    seen, told = {}, {}
    for seed in SEEDS:
        folder = test.work / f"seed-{seed}"
        project = make_without_effect(test, generator, folder, seed)
        test.run("build", "--quiet", "--formats", "json", "--out", folder / "out", project)
        card = read_json(next((folder / "out").glob("*/scorecard.json")))
        link = card["linkage"]
        lags = {"EX to CX": link["lag_ex_to_cx"], "CX to EX": link["lag_cx_to_ex"]}
        for kpi in KPIS:
            lags |= {f"CX to {kpi}": link["lag_cx_to_kpi"][kpi], f"EX to {kpi}": link["lag_ex_to_kpi"][kpi]}
        for name, lag in lags.items():
            told[name] = told.get(name, 0) + ("refused" not in lag)
            seen[name] = seen.get(name, 0) + lag.get("clear", False)
        told["r"] = told.get("r", 0) + 1
        seen["r"] = seen.get("r", 0) + (link["correlation"]["lo"] > 0 or link["correlation"]["hi"] < 0)
        titles = card["titles"]
        for page, rule in (("link", "lag_not_clear"), ("growth", "kpi_not_clear")):
            told[f"title of {page}"] = told.get(f"title of {page}", 0) + (page in titles)
            seen[f"title of {page}"] = seen.get(f"title of {page}", 0) + (titles[page]["rule"] != rule)
        unclear = not link["lag_ex_to_cx"].get("clear", False)
        test.expect((link["what_if"].get("refused") == "what_if_unclear") == unclear, f"seed {seed}: what-if {link['what_if']}")
        for kpi, chain in link["chain"].items():
            both = not unclear and link["lag_cx_to_kpi"][kpi].get("clear", False)
            test.expect((chain.get("refused") == "chain_unclear") != both, f"seed {seed}: chain to {kpi}: {chain}")
        shutil.rmtree(folder)
    for name, count in seen.items():
        test.expect(told[name] == len(SEEDS), f"no effect, {name}: told of {told[name]} companies only")
        test.expect(count <= at_most(told[name], 0.07), f"no effect, {name}: clear in {count} of {told[name]}")
    total, of = sum(seen.values()), sum(told.values())
    test.expect(total <= at_most(of, 0.07), f"no effect: {total} of {of} links are called clear")


def main():
    test = Test()
    test.need("pdftotext")
    generator = test.more[0]
    for name, _, folder in sample_packs(test):
        if name == "sen-viet vi":
            check_sample(test, folder, test.work.parent / "samples" / "sen-viet")
    report_without_effect(test, generator)
    clear_by_chance(test, generator)
    test.done()


main()
