"""What the link cannot say, it says: each sentence of metrics.md §15 that belongs to it, word for word and in both languages,
in a project that lacks just that; and its key in scorecard.json, where the number would else stand.
"""
import json
import re
import unicodedata

import tiny
from common import Test, call, show_count

# metrics.md §15, with {n}, {m} and {x} where it has its numbers and names.
SENTENCES = {
    "drivers": ("Key drivers not computed: {n} complete answers, at least {m} are needed.",
                "Không tính yếu tố then chốt: có {n} câu trả lời đủ, cần ít nhất {m}."),
    "drivers_constant": ("Key drivers not computed: everyone gave the same answer to {x}.",
                         "Không tính yếu tố then chốt: mọi người trả lời giống nhau ở câu {x}."),
    "drivers_collinear": ("Key drivers not computed: some questions repeat each other ({x}).",
                          "Không tính yếu tố then chốt: một số câu hỏi trùng lặp nhau ({x})."),
    "correlation": ("No CX–EX correlation: {n} departments have both results, at least 8 are needed.",
                    "Không tính tương quan CX–EX: có {n} phòng ban đủ cả hai kết quả, cần ít nhất 8."),
    "regression": ("Share of CX explained not computed: {n} departments, at least 10 are needed.",
                   "Không tính tỷ lệ CX được giải thích: có {n} phòng ban, cần ít nhất 10."),
    "two_thirds": ("Not compared with IBM's two thirds: {n} departments, at least 15 are needed.",
                   "Không so sánh với mức hai phần ba của IBM: có {n} phòng ban, cần ít nhất 15."),
    "quartiles": ("No comparison of strong and weak EX departments: {n} departments, at least 8 are needed (16 for quartiles).",
                  "Không so sánh nhóm EX cao và thấp: có {n} phòng ban, cần ít nhất 8 (16 nếu chia tứ phân vị)."),
    "kpi": ("{x} not compared: the table lacks values for some departments.",
            "Không so sánh {x}: bảng số liệu thiếu giá trị của một số phòng ban."),
    "lagged": ("Lagged link not computed: it needs at least 10 departments with 3 consecutive pairs of periods, 40 pairs and 5 "
               "periods.",
               "Không tính mối liên hệ trễ: cần ít nhất 10 phòng ban có 3 cặp kỳ liên tiếp, 40 cặp và 5 kỳ."),
    "direction": ("Cannot tell which direction is stronger.", "Chưa thể kết luận chiều nào mạnh hơn."),
    "what_if": ("No projection: there are not enough data on the lagged link.",
                "Không đưa ra ước tính: chưa đủ dữ liệu về mối liên hệ trễ."),
    "what_if_unclear": ("No projection: the link is not clearly different from zero.",
                        "Không đưa ra ước tính: mối liên hệ chưa khác 0 một cách rõ ràng."),
    "what_if_range": ("No projection: a change of {x} points is larger than departments have usually shown.",
                      "Không đưa ra ước tính: mức thay đổi {x} điểm lớn hơn mức các phòng ban thường có."),
    "chain": ("No projection for {x}: at least 15 departments with both links are needed.",
              "Không ước tính cho {x}: cần ít nhất 15 phòng ban có đủ cả hai mối liên hệ."),
    "chain_unclear": ("No projection for {x}: at least one link is not clearly different from zero.",
                      "Không ước tính cho {x}: ít nhất một mối liên hệ chưa khác 0 một cách rõ ràng."),
}
LANGUAGES = ("en", "vi")
KPI = "\n[kpi turnover]\nlabel = Turnover\nfile = kpi.csv\ncolumn = turnover\nmeasure = %\nbetter = lower\n"
WHERE = {  # in scorecard.json
    "correlation": ("linkage", "correlation"), "regression": ("linkage", "regression"),
    "two_thirds": ("linkage", "regression", "two_thirds"), "quartiles": ("linkage", "quartiles"),
    "lagged": ("linkage", "lag_ex_to_cx"), "what_if": ("linkage", "what_if"), "what_if_unclear": ("linkage", "what_if"),
    "what_if_range": ("linkage", "what_if"), "chain": ("linkage", "chain", "turnover"),
    "chain_unclear": ("linkage", "chain", "turnover"), "drivers": ("drivers", "ex"), "drivers_constant": ("drivers", "ex"),
    "drivers_collinear": ("drivers", "ex"),
}


def write_kpi(folder, units, periods, missing=()):
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{unit},{period},{10 + (7 * u + 5 * t + u * t) % 11}" for t, period in enumerate(periods)
             for u, unit in enumerate(units) if unit not in missing]
    (folder / "kpi.csv").write_text("unit,period,turnover\n" + "\n".join(lines) + "\n", encoding="utf-8")


def same(question, answer):
    return lambda row: {**row, question: answer} if question in row else row


def repeat(question, other):
    return lambda row: {**row, other: row[question]} if question in row else row


def words_of(pdf):
    """What one reads in the PDF, in the order of its content, without line breaks."""
    text = call(["pdftotext", "-raw", pdf, "-"]).stdout
    return " ".join(unicodedata.normalize("NFC", text).split())


def refused_at(card, key):
    if key == "kpi":
        return [m.get("refused") for m in card["linkage"]["quartiles"]["measures"] if m["measure"] == "turnover"] == [key]
    if key == "direction":
        return card["linkage"]["cross_lag"].get("direction") == "cannot_tell"
    at = card
    for part in WHERE[key]:
        at = at.get(part, {})
    return at.get("refused") == key


def units(count):
    return [f"Unit {chr(65 + u)}" for u in range(count)]


# name: how many units and months, other arguments of tiny.make(), who has no KPI, and the sentences that must then stand.
PROJECTS = [
    ("five-units", 5, 3, {"ex": 6}, (),
     {"correlation": {"n": 5}, "regression": {"n": 5}, "quartiles": {"n": 5}, "lagged": {}, "what_if": {}, "chain": {"x": "Turnover"},
      "drivers": {"n": 90, "m": 100}}),
    ("nine-units", 9, 3, {}, (), {"regression": {"n": 9}, "lagged": {}}),
    ("ten-units", 10, 6, {}, ("Unit C",),
     {"two_thirds": {"n": 10}, "kpi": {"x": "Turnover"}, "direction": {}, "what_if_unclear": {}, "chain": {"x": "Turnover"}}),
    ("far-off", 10, 6, {"more": "\n[statistics]\nwhatif = 45\n"}, (), {"what_if_range": {"x": "45"}}),
    ("sixteen-units", 16, 6, {}, (), {"chain_unclear": {"x": "Turnover"}, "what_if_unclear": {}}),
    ("one-answer", 5, 3, {"ex": 10, "edit": same("q2", 4)}, (), {"drivers_constant": {"x": "Q2"}}),
    ("said-twice", 5, 3, {"ex": 10, "edit": repeat("q1", "q3")}, (), {"drivers_collinear": {"x": "Q1, Q3"}}),
]


def check(test, project, language, name, wanted):
    out = test.work / f"out-{name}-{language}"
    done = test.run("build", "--quiet", "--formats", "pdf,json", "--lang", language, "--out", out, project)
    if done.returncode != 0:
        return
    folder = next(path for path in out.iterdir() if path.is_dir())
    card = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    said, shown = words_of(folder / "board.pdf"), [refusal["sentence"] for refusal in card["not_shown"]]
    for key, parts in wanted.items():
        test.expect(refused_at(card, key), f"{name} {language}: scorecard.json does not refuse {key}")
        parts = {k: show_count(v, language) if isinstance(v, int) else v for k, v in parts.items()}
        sentence = SENTENCES[key][LANGUAGES.index(language)].format(**parts)
        test.expect(sentence in said, f"{name} {language}: no page says “{sentence}”")
        test.expect(any(sentence in text for text in shown), f"{name} {language}: not among what is not shown: “{sentence}”")


def main():
    test = Test()
    test.need("pdftotext")
    seen = set()
    for name, unit_count, month_count, arguments, missing, wanted in PROJECTS:
        folder, names, periods = test.work / name, units(unit_count), tiny.months(month_count)
        write_kpi(folder, names, periods, missing)
        project = tiny.make(folder, names, periods, **{**arguments, "more": KPI + arguments.get("more", "")})
        for language in LANGUAGES:
            check(test, project, language, name, wanted)
        seen |= wanted.keys()
    test.expect(seen == SENTENCES.keys(), f"no project for {sorted(SENTENCES.keys() - seen)}")
    test.done()


main()
