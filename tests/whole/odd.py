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
    sizes, scaled = pdfread.type_sizes(pdfread.plain_copy(path, test.work))
    test.expect(sizes and min(sizes) >= SMALLEST_TYPE, f"{name}: type of {min(sizes, default=0)} pt")
    test.expect(scaled == 0, f"{name}: {scaled} texts are scaled")
    return pages


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
    one_side_is_silent(test)
    many_and_long(test)
    no_spread(test)
    strange_names(test)
    for manifest in sorted(test.work.rglob("manifest.json")):
        test.run("verify", "--quiet", manifest.parent)
    test.done()


main()
