"""Sheets Link and Promises and the payout on sheet Summary of the sample, cell by cell: against scorecard.json, Promises counted
again from the two registers."""
import csv
import datetime

from common import Test, near, read_json, sample_packs

WORDS = {"en": {"summary": "Summary", "link": "Link", "promises": "Promises", "whole": "Whole company", "incentive": "INCENTIVE"},
         "vi": {"summary": "Tóm tắt", "link": "Liên kết", "promises": "Lời hứa", "whole": "Toàn công ty", "incentive": "THƯỞNG"}}


def number(test, where, found, wanted):
    if wanted is None:
        test.expect(found is None, f"{where}: {found!r}, none expected")
    else:
        test.expect(isinstance(found, (int, float)) and near(found, wanted), f"{where}: {found!r}, not {wanted!r}")


def rows_of(sheet, first, last):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=last)]


def find_row(rows, column, begins, after=0):
    return next((i for i in range(after, len(rows)) if str(rows[i][column] or "").startswith(begins)), -1)


# ---- Link ----

def check_lags(test, where, rows, link, kpis):
    """Both directions, then each KPI after CX and after EX: ten points, interval, n, and whether it is clear."""
    wanted = [("EX → CX", link["lag_ex_to_cx"]), ("CX → EX", link["lag_cx_to_ex"])]
    for kpi in kpis:
        wanted += [(f"CX → {kpi['label']}", link["lag_cx_to_kpi"][kpi["id"]]), (f"EX → {kpi['label']}", link["lag_ex_to_kpi"][kpi["id"]])]
    for label, lag in wanted:
        at = find_row(rows, 1, label + ",")
        if not test.expect(at >= 0, f"{where}: no row {label}"):
            continue
        for column, key in ((2, "beta"), (3, "lo"), (4, "hi")):
            number(test, f"{where} {label} {key}", rows[at][column], 10 * lag[key])
        number(test, f"{where} {label} n", rows[at][5], lag["n"])


def check_groups(test, where, rows, link, kpis):
    names = {k["id"]: k["label"] for k in kpis}
    for measure in link["quartiles"]["measures"]:
        label = {"cx.index": "CX", "cx.nps": "NPS"}.get(measure["measure"]) or names[measure["measure"]]
        at = find_row(rows, 8, label + ",")
        if test.expect(at >= 0, f"{where}: no group row {label}"):
            for column, key in ((9, "top"), (10, "bottom"), (11, "diff")):
                number(test, f"{where} {label} {key}", rows[at][column], measure[key])


def check_mirrors(test, where, rows, link):
    at = next((i for i, row in enumerate(rows) if isinstance(row[11], float) and near(row[11], link["mirrors"][0]["r"])), -1)
    test.expect(at >= 0, f"{where}: no mirror pairs")
    for pair, row in zip(link["mirrors"], rows[at:]):
        for column, key in ((9, "cx"), (10, "ex"), (11, "r"), (12, "lo"), (13, "hi")):
            number(test, f"{where} {pair['cx_metric']} {key}", row[column], pair[key])


def check_matrix(test, where, rows, link):
    """Stages are rows here and columns of the matrix in scorecard.json."""
    matrix = link["matrix"]
    head = next(i for i, row in enumerate(rows) if row[8] is None and all(isinstance(c, str) for c in row[9:9 + len(matrix["rows"])]) and
                i + 1 < len(rows) and isinstance(rows[i + 1][9], float))
    for s, stage in enumerate(matrix["columns"]):
        for f, factor in enumerate(matrix["rows"]):
            cell = next(c for c in matrix["cells"] if (c["row"], c["column"]) == (factor, stage))
            number(test, f"{where} {factor} × {stage}", rows[head + 1 + s][9 + f], cell["r"])


def check_forecast(test, where, rows, forecast):
    moved = next(i for i, row in enumerate(rows) if isinstance(row[2], float) and near(row[2], forecast["ex_diff"]))
    for offset, keys in enumerate((("expected", "lo", "hi"), ("came", "came_lo", "came_hi"), ("miss", "miss_lo", "miss_hi")), 1):
        for column, key in zip((2, 3, 4), keys):
            number(test, f"{where} forecast {key}", rows[moved + offset][column], forecast[key])


def check_link(test, where, sheet, card):
    rows = rows_of(sheet, 1, 56)
    link = card["linkage"]
    check_lags(test, where, rows, link, card["kpis"])
    check_groups(test, where, rows, link, card["kpis"])
    check_mirrors(test, where, rows, link)
    check_matrix(test, where, rows, link)
    check_forecast(test, where, rows, link["forecast"])
    begin, end = (int("".join(c for c in part if c.isdigit())) for part in sheet.tables["tbl_points"].ref.split(":"))
    drawn = rows_of(sheet, begin + 1, end)
    test.expect(len(drawn) == len(link["lag_ex_to_cx"]["points"]), f"{where}: {len(drawn)} dots")
    for row, point in zip(drawn, link["lag_ex_to_cx"]["points"]):
        number(test, f"{where} dot x", row[3], point["dx"])
        number(test, f"{where} dot y", row[4], point["dy"])


# ---- The payout ----

def check_payout(test, where, sheet, incentive, head):
    """Revenue in percent of its plan, the score, and what both pay: value, limits, and what has to be reached."""
    rows = rows_of(sheet, 1, sheet.max_row)
    at = find_row(rows, 1, head)
    if not test.expect(at >= 0, f"{where}: no block {head}"):
        return
    revenue, score, payout, target = incentive["revenue"], incentive["score"], incentive["payout"], incentive["curve"]["target"]
    wanted = [[100 * revenue["value"], None, None, 100 * revenue["gate"], 100 * (revenue["value"] - revenue["gate"])],
              [score["value"], score["lo"], score["hi"], target, score["value"] - target],
              [payout["value"], payout["lo"], payout["hi"], None, None]]
    for name, row, numbers in zip(("revenue", "score", "payout"), rows[at + 1:], wanted):
        for column, x in zip((6, 8, 9, 11, 12), numbers):
            number(test, f"{where} {name} in column {column}", row[column] if isinstance(row[column], (int, float)) else None, x)


# ---- Promises ----

def day(text):
    return datetime.date.fromisoformat(text) if text else None


def promise_state(row, as_of):
    """metrics.md §12: due by the day and not cancelled; kept by its day, late, or open."""
    due, done = day(row["due_on"]), day(row["done_on"])
    done = done if done and done <= as_of else None
    if row["cancelled"]:
        return "cancelled"
    if done:
        return "kept" if done <= due else "late"
    return "open" if due <= as_of else "ahead"


def read_register(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def check_register(test, where, sheet, promises, as_of):
    begin, end = (int("".join(c for c in part if c.isdigit())) for part in sheet.tables["tbl_promises"].ref.split(":"))
    drawn = {}
    for row in rows_of(sheet, begin + 1, end):
        key = (row[1], row[2], row[3], row[4].date(), row[5].date() if row[5] else None)
        drawn.setdefault(key, []).append(row[6])
    for row in promises:
        due, done, state = day(row["due_on"]), day(row["done_on"]), promise_state(row, as_of)
        # Due on the day of the report is due, and no day over.
        key = (row["promise"], row["unit"], row["owner"], due, done if done and done <= as_of else None)
        over = {"open": (as_of - due).days or None, "late": (done - due).days if done else None}.get(state)
        found = drawn.get(key)
        if test.expect(found, f"{where}: no line {key}"):
            days = found.pop(0)
            test.expect(days == over, f"{where} {key} ({state}): {days!r} days over, not {over!r}")
    left = [key for key, more in drawn.items() if more]
    test.expect(not left, f"{where}: lines that no register has: {left[:3]}")


def check_months(test, where, rows, promises, as_of):
    """Figures of the chart: by the month that promises were due in."""
    begin = next(i for i, row in enumerate(rows) if row[10] and row[11:15] == [x for x in row[11:15] if isinstance(x, str)] and row[11])
    months = sorted({row["due_on"][:7] for row in promises})
    for month, drawn in zip(months, rows[begin + 1:]):
        states = [promise_state(row, as_of) for row in promises if row["due_on"].startswith(month)]
        wanted = [states.count(s) for s in ("kept", "late", "ahead", "open")]
        test.expect(drawn[11:15] == wanted, f"{where} {month}: {drawn[11:15]}, not {wanted}")


def check_suggestions(test, where, rows, suggestions, promises, as_of, whole):
    month = as_of.isoformat()[:7]
    units = {row[1]: row for row in rows if isinstance(row[2], int) and isinstance(row[8], int)}
    received = [row for row in suggestions if row["received_on"].startswith(month) and day(row["received_on"]) <= as_of]
    overdue = [row["unit"] for row in promises if promise_state(row, as_of) == "open"]
    names = {row["unit"] for row in received} | set(overdue)
    test.expect(names <= set(units), f"{where}: no line of {sorted(names - set(units))[:3]}")
    for name, row in units.items():
        mine = [r for r in received if name in (r["unit"], whole)]
        answered = sum(1 for r in mine if r["answered_on"] and day(r["answered_on"]) <= as_of)
        acted = sum(1 for r in mine if r["acted_on"] and day(r["acted_on"]) <= as_of)
        late = len(overdue) if name == whole else overdue.count(name)
        found = [row[2], row[3], row[5], row[8]]
        test.expect(found == [len(mine), answered, acted, late], f"{where} {name}: {found}, not {[len(mine), answered, acted, late]}")


def check_promises(test, where, sheet, card, folder, whole):
    as_of = day(card["registers"]["as_of"])
    promises, suggestions = read_register(folder / "loi-hua.csv"), read_register(folder / "gop-y.csv")
    rows = rows_of(sheet, 1, sheet.max_row)
    due = [promise_state(row, as_of) for row in promises if row["due_on"].startswith(card["report"]["period"])]
    due = [state for state in due if state in ("kept", "late", "open")]
    test.expect(rows[5][1] is not None and near(rows[5][1], round(100 * due.count("kept") / len(due)) if isinstance(rows[5][1], int)
                                                else 100 * due.count("kept") / len(due)), f"{where}: kept {rows[5][1]}, {due.count('kept')} of {len(due)}")
    number(test, f"{where} late", rows[5][2], due.count("late"))
    number(test, f"{where} overdue", rows[5][3], sum(promise_state(row, as_of) == "open" for row in promises))
    check_register(test, where, sheet, promises, as_of)
    check_months(test, where, rows, promises, as_of)
    check_suggestions(test, where, rows, suggestions, promises, as_of, whole)


def main():
    test = Test()
    test.need_openpyxl()
    import openpyxl
    for where, language, folder in sample_packs(test):
        if not where.startswith("sen-viet"):
            continue
        card = read_json(folder / "scorecard.json")
        book = openpyxl.load_workbook(folder / "board.xlsx", data_only=True)
        words = WORDS[language]
        check_payout(test, f"{where} Summary", book[words["summary"]], card["incentive"]["company"], words["incentive"])
        check_link(test, f"{where} Link", book[words["link"]], card)
        check_promises(test, f"{where} Promises", book[words["promises"]], card, test.source / "samples/sen-viet", words["whole"])
    test.done()


main()
