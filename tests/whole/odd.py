"""Unusual projects are ordinary: each must build, be valid, and be laid out as neatly as the sample."""
import collections
import json
import re

import pdfread
import tiny
from common import Test, call

SMALLEST_TYPE = 6.5

LONG = ["Phòng Chăm sóc khách hàng doanh nghiệp và đối tác chiến lược khu vực đồng bằng sông Cửu Long",
        "Trung tâm Nghiên cứu, phát triển sản phẩm mới và chuyển đổi số toàn công ty",
        "Ban Quản lý chuỗi cửa hàng tiện lợi trung tâm thành phố và các quận vùng ven",
        "Bộ phận Kỹ thuật, bảo hành, bảo trì và lắp đặt thiết bị tại nhà khách hàng",
        "Khối Vận hành kho vận, giao nhận, thu hồi và xử lý hàng trả lại"]


# What stands on the method page where a page is not there: one of these, by what scorecard.json calls it.
BRINGS = {"house": ["customers", "employees", "balance"], "balance": ["customers", "employees", "balance", "scorecard"], "scorecard": ["scorecard"],
          "trends": ["trends"], "journey-cx": ["customers", "journey.cx"], "journey-ex": ["employees", "journey.ex"],
          "drivers": ["drivers.cx", "drivers.ex"], "link": ["customers", "employees", "linkage.correlation"],
          "growth": ["customers", "employees", "kpi", "linkage.lagged"], "voices": ["themes"], "promises": ["trust", "voice"],
          "incentive": ["incentive"]}
ALWAYS = ["cover", "summary", "method", "appendix"]
PAGES = [*ALWAYS, *BRINGS]
ELSEWHERE = ["response_rate", "weights", "reliability"]  # these have blocks of their own on the method page
SHEETS = {"summary": "Summary", "journey-cx": "Customer journey", "journey-ex": "Employee journey",
          "drivers": "Drivers", "link": "Link", "voices": "Voices", "promises": "Promises"}
FOOT = 62  # points above the edge where a page's feet and notes stand
LEAST_WORDS, LEAST_SHARE = 12, 0.3  # of a page that is there: words, and how far down its contents reach


def unique_keys(pairs):
    keys = [k for k, _ in pairs]
    twice = [k for k, n in collections.Counter(keys).items() if n > 1]
    if twice:
        raise ValueError(f"the key {twice[0]!r} stands twice")
    return dict(pairs)


def check_json(test, name, path):
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique_keys)
    except ValueError as error:
        test.expect(False, f"{name}: scorecard.json: {error}")
        return None


def check_pdf(test, name, path):
    done = call(["qpdf", "--check", path])
    test.expect(done.returncode == 0, f"{name}: qpdf: {done.stdout[-300:]} {done.stderr[-300:]}")
    pages = pdfread.pages(path)
    test.expect(len(pages) >= 2, f"{name}: the PDF has {len(pages)} pages")
    for number, (page, content) in enumerate(zip(pages, pdfread.Document(path).contents()), 1):
        out = pdfread.outside(page)
        test.expect(not out, f"{name}: page {number}: outside the page: {out[:3]}")
        touching = pdfread.overlaps(page)
        test.expect(not touching, f"{name}: page {number}: {len(touching)} overlaps: {touching[:3]}")
        covered = pdfread.covered_words(page, content)
        test.expect(not covered, f"{name}: page {number}: words on points: {covered[:3]}")
        painted = pdfread.painted_over(content)
        test.expect(not painted, f"{name}: page {number}: words under a box: {painted[:3]}")
    sizes, scaled = pdfread.type_sizes(pdfread.plain_copy(path, test.work))
    test.expect(sizes and min(sizes) >= SMALLEST_TYPE, f"{name}: type of {min(sizes, default=0)} pt")
    test.expect(scaled == 0, f"{name}: {scaled} texts are scaled")
    return pages


def check_filled(test, name, card, pages):
    """No page is empty, none ends in its upper third. The last part of the appendix is as long as it is."""
    for number, page in enumerate(pages[1:-1], 2):
        words = [word for word in page.words if word.y1 < page.height - FOOT]
        lowest = max((word.y1 for word in words), default=0)
        test.expect(len(words) >= LEAST_WORDS and lowest > LEAST_SHARE * page.height,
                    f"{name}: page {number} has {len(words)} words and ends at {lowest:.0f} of {page.height:.0f} pt")


def check_complete(test, name, card, path):
    """A page is there, or the method page says what would bring it, in the words of scorecard.json."""
    there = set(card["titles"])
    test.expect(there >= set(ALWAYS) and there <= set(PAGES), f"{name}: pages {sorted(there)}")
    missing = {one["what"] for one in card["not_shown"]}
    for page, brings in BRINGS.items():
        test.expect(page in there or missing & set(brings), f"{name}: {page} is not there, and only {sorted(missing)} is said")
    number = card["titles"]["method"]["page"]
    method = call(["pdftotext", "-raw", "-f", number, "-l", number, path, "-"]).stdout
    method = "".join(method.split())
    for one in card["not_shown"]:
        if one["refused"] not in ELSEWHERE:
            test.expect("".join(one["sentence"].split()) in method, f"{name}: the method page does not say: {one['sentence']}")


def check_sheets(test, name, card, path):
    try:
        import openpyxl
    except ImportError:
        return
    there = openpyxl.load_workbook(path, read_only=True).sheetnames
    for page, sheet in SHEETS.items():
        test.expect((page in card["titles"]) == (sheet in there), f"{name}: sheet {sheet}: {there}, pages {sorted(card['titles'])}")
    test.expect(there[-2:] == ["Data", "Method"], f"{name}: the last sheets are {there[-2:]}")


def check_workbook(test, name, path, texts=()):
    """texts: what must stay text, however much it looks like a formula."""
    try:
        import openpyxl
    except ImportError:
        return
    try:
        book = openpyxl.load_workbook(path)
    except Exception as error:  # whatever it is, the workbook is not one
        test.expect(False, f"{name}: the workbook cannot be read: {error!r}")
        return
    test.expect(len(book.sheetnames) >= 3, f"{name}: sheets {book.sheetnames}")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e" or (cell.data_type == "f" and cell.value in texts):
                    test.expect(False, f"{name}: {sheet.title}!{cell.coordinate} is {cell.value}")


def check_pack(test, name, project, texts=()):
    out = test.work / f"out-{name}"
    done = test.run("build", "--quiet", "--out", out, project)
    if done.returncode != 0:
        return None, None
    folder = next(path for path in out.iterdir() if path.is_dir())
    card = check_json(test, name, folder / "scorecard.json")
    pages = check_pdf(test, name, folder / "board.pdf")
    check_workbook(test, name, folder / "board.xlsx", texts)
    if card:
        check_filled(test, name, card, pages)
        check_complete(test, name, card, folder / "board.pdf")
        if card["report"]["language"] == "en":
            check_sheets(test, name, card, folder / "board.xlsx")
    return card, "\n".join(" ".join(w.text for w in page.words) for page in pages)


def few_of_everything(test):
    folder = test.work
    card, text = check_pack(test, "customers-only", tiny.make(folder / "a", ["Only unit"], tiny.months(1), ex=0))
    if card:
        test.expect("cx.index" in card["cells"]["company"]["2025-10"]["figures"], "customers-only: no cx.index")
        test.expect("Only unit" in text, "customers-only: the unit is not on a page")
        brief = pdfread.pages(next((test.work / "out-customers-only").glob("*/departments/*.pdf")))
        words = " ".join(word.text for page in brief for word in page.words)
        test.expect("rest of the company" not in words and "without this unit" not in words,
                    "customers-only: the brief speaks of a rest, where one unit is the whole company")
    card, text = check_pack(test, "employees-only",
                            tiny.make(folder / "b", ["Chỉ một bộ phận"], tiny.months(1), cx=0, language="vi"))
    if card:
        test.expect("ex.index" in card["cells"]["company"]["2025-10"]["figures"], "employees-only: no ex.index")
        test.expect("chưa có điều gì đủ rõ" in text, "employees-only: the panel of what to decide says nothing")
        test.expect("đường đứt" not in text, "employees-only: a legend for a target line that is not there")
    check_pack(test, "no-units-at-all", tiny.make(folder / "c", [""], tiny.months(2)))
    card, _ = check_pack(test, "nobody-publishable", tiny.make(folder / "d", ["A", "B", "C"], tiny.months(2), cx=1, ex=1))
    if card:
        shown = [c for c in card["cells"]["company"]["2025-11"]["figures"] if c != "company"]
        test.expect(not shown, f"nobody-publishable: three people are shown: {shown[:4]}")


WRITTEN = ["The queue was long, nobody told us why", "Cảm ơn cả nhà, hàng giao rất nhanh", "",
           "The queue was long again this morning", "Waiting for the call back took two days"]
STAGES = ["research", "buy", "use"]


def packs_of_few(test):
    """Exactly these pages, in both languages: what there is data for and nothing else."""
    both = ["house", "balance", "scorecard"]
    cases = {
        "whole-customers": (dict(units=["A", "B", "C"], periods=tiny.months(3), ex=0, stages=STAGES, comments=WRITTEN, cx=40),
                            ["scorecard", "trends", "journey-cx", "drivers", "voices"]),
        "whole-employees": (dict(units=["A", "B", "C"], periods=tiny.months(3), cx=0, ex=40, comments=WRITTEN),
                            ["scorecard", "trends", "drivers", "voices"]),
        "one-of-each": (dict(units=["Only unit"], periods=tiny.months(1), cx=120, ex=60, stages=STAGES, comments=WRITTEN),
                        [*both, "journey-cx", "drivers", "voices"]),
        "nobody-wrote": (dict(units=["A", "B", "C"], periods=tiny.months(2), cx=20, ex=12, stages=STAGES, comments=[]),
                         [*both, "trends", "journey-cx", "drivers", "link"]),
        "one-figure": (dict(units=["North", "South"], periods=tiny.months(1), cx=200, ex=0, empty=("nps", "ces")),
                       ["scorecard"]),
    }
    for name, (made, pages) in cases.items():
        for language in ("vi", "en"):
            project = tiny.make(test.work / f"{name}-{language}", language=language, **made)
            card, _ = check_pack(test, f"{name}-{language}", project)
            if card:
                test.expect(set(card["titles"]) == {*ALWAYS, *pages},
                            f"{name} {language}: pages {sorted(card['titles'])}, not {sorted([*ALWAYS, *pages])}")


def a_wave_called_all(test):
    """The key of all answers is "all"; a wave of that name is told apart from it, in the figures and in verify."""
    project = tiny.make(test.work / "k", ["North", "South"], tiny.months(1), cx=30, ex=0)
    text = project.read_text(encoding="utf-8").replace("period = month", "period = wave")
    project.write_text(text.replace("date = date\n", "period = all\n"), encoding="utf-8")
    card, _ = check_pack(test, "wave-all", project)
    if card:
        test.expect(card["report"]["period"] == "all (wave)" and card["cells"]["North"]["all (wave)"]["n"]["cx"] == 30,
                    f"wave-all: {card['report']['period']}: {sorted(card['cells']['North'])}")


def one_side_is_silent(test):
    """Employees were last asked a month before the customers: the dry run and the pack go on without them."""
    project = tiny.make(test.work / "j", ["Sales", "Service"], tiny.months(2), ex=lambda unit, at: 8 if at == 0 else 0)
    done = test.run("check", "--quiet", project)
    weights = done.stdout.split("WEIGHTS", 1)[-1]
    test.expect("customers:" in weights and "employees:" not in weights, f"silent-side: weights of nobody: {weights!r}")
    check_pack(test, "silent-side", project)


def many_and_long(test):
    units = [f"{LONG[i % 5]} số {i + 101}" for i in range(60)]
    project = tiny.make(test.work / "e", units, tiny.months(13), cx=8, ex=6, language="vi", theme="warm")
    card, text = check_pack(test, "sixty", project)
    if card:
        test.expect(len(card["departments"]) == 60, f"sixty: {len(card['departments'])} units")
    crowd = [f"Đơn vị {i + 1}" for i in range(60)]
    same = tiny.make(test.work / "f", crowd, tiny.months(1), cx=6, ex=6, constant=4)
    check_pack(test, "sixty-on-one-point", same)


def no_spread(test):
    units = ["Sales", "Service", "Stores"]
    card, _ = check_pack(test, "all-missing", tiny.make(test.work / "g", units, tiny.months(2), empty=("ces", "q2")))
    if card:
        figures = card["cells"]["company"]["2025-11"]["figures"]
        test.expect("value" not in figures.get("cx.ces_mean", {}), "all-missing: ces has a value")
        test.expect("value" in figures["cx.index"], "all-missing: the index is lost with one question")
    card, _ = check_pack(test, "all-equal", tiny.make(test.work / "h", units, tiny.months(13), constant=5))
    if card:
        figure = card["cells"]["company"]["2026-10"]["figures"]["cx.csat_mean"]
        test.expect(figure["value"] == 5 and figure["interval"] == "bounded" and figure["lo"] < 5,
                    f"all-equal: csat is {figure}")
        test.expect(not [c for c in card["changes"] if c["verdict"] in ("up", "down")], "all-equal: something changed")


def strange_names(test):
    units = ["company", "(none)", "all", 'R&D <fast> "quoted"', "=1+2", "@cmd|' /C calc'!A0", "Tiếng Việt", "日本支社",
             "Happy 🎉 team", "a" * 70, "مبيعات", "ngoặc (kép)", "O'Neill's"]
    project = tiny.make(test.work / "i", units, tiny.months(2), client='Smith & Sons <"Ltd">', title="A & B < C")
    card, text = check_pack(test, "strange-names", project, texts=units)
    if not card:
        return
    names = set(card["departments"])
    listed = {u for u in units if u not in ("(none)", "company")} | {"company (unit)"}
    test.expect(listed <= names, f"strange-names: lost {listed - names}")
    test.expect(card["cells"]["company"]["2025-11"]["n"]["cx"] == 12 * len(units), "strange-names: a unit took the company's place")
    for name in ("R&D", '<fast>', "=1+2", "O'Neill's", "Tiếng"):
        test.expect(name in text, f"strange-names: {name} is not drawn")
    missing = re.findall("[�□]", text)
    test.expect(not missing, f"strange-names: {len(missing)} boxes in place of letters")


def main():
    test = Test()
    test.need("qpdf", "pdftotext")
    few_of_everything(test)
    packs_of_few(test)
    a_wave_called_all(test)
    one_side_is_silent(test)
    many_and_long(test)
    no_spread(test)
    strange_names(test)
    for manifest in sorted(test.work.rglob("manifest.json")):
        test.run("verify", "--quiet", manifest.parent)
    test.done()


main()
