"""Looks at the department briefs that test_render_pdf_brief has left in a folder, with programs that are not cxex.

    python3 tests/render_pdf_brief.py FOLDER

Every shape in both languages: a sound file, nothing outside the page or on top of something else, no type under 6.5 points,
tables with heads, quotations whole or cut at a word, and every figure's text under its key. Exits with 77 (skipped) where a
program is not installed.
"""
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "whole"))
import pdfread  # noqa: E402

SMALLEST_TYPE, MOST_BYTES, PAGES = 6.5, 100_000, 2
UNIT = "Giao nhận|2026-10|"
KEY = re.compile(r"[^|]+\|\d{4}-\d{2}\|[a-z][a-z0-9_.]*(#(lo|hi|interval|n|previous|diff|target|rest|restdiff))?")

# What brief_fixture.h says about the customers' index, as it must stand on the two pages, in reading order.
FIGURE = {
    "vi": {"": ["66,2", "66,2"], "#n": ["817 phản hồi", "817"], "#diff": ["▼−2,7", "▼−2,7"], "#interval": ["64,9 – 67,5"],
           "#previous": ["68,9"], "#rest": ["74,2"], "#restdiff": ["▼−8,0"], "#target": ["75,0 · chưa đạt"]},
    "en": {"": ["66.2", "66.2"], "#n": ["817 answers", "817"], "#diff": ["▼−2.7", "▼−2.7"], "#interval": ["64.9 – 67.5"],
           "#previous": ["68.9"], "#rest": ["74.2"], "#restdiff": ["▼−8.0"], "#target": ["75.0 · missed"]}}
HIDDEN = {"vi": "Không hiển thị để bảo vệ người trả lời.", "en": "Not shown, to protect the people who answered."}


def fold(text):
    return re.sub(r"(?<=[▲▼●]) +", "", " ".join(text.split()))


def expect(good, path, message):
    assert good, f"{path.name}: {message}"


def check_layout(path, told):
    pages = pdfread.pages(path)
    expect(len(pages) == PAGES, path, f"{len(pages)} pages")
    for number, (page, content) in enumerate(zip(pages, told.contents()), 1):
        expect(not pdfread.outside(page), path, f"page {number}: outside: {pdfread.outside(page)[:3]}")
        expect(not pdfread.overlaps(page), path, f"page {number}: overlaps: {pdfread.overlaps(page)[:3]}")
        expect(not pdfread.covered_words(page, content), path, f"page {number}: covered: {pdfread.covered_words(page, content)[:3]}")
        low = max(w.y1 for w in page.words)
        expect(low < page.height - 18, path, f"page {number}: text down to {low}")
    data = pdfread.plain_copy(path, path.parent)
    sizes, scaled = pdfread.type_sizes(data)
    expect(min(sizes) >= SMALLEST_TYPE and scaled == 0, path, f"type of {min(sizes)} points, {scaled} scaled")
    expect(pdfread.untagged(data) == 0, path, "untagged text")


def check_tables(path, tree):
    tables = list(tree.find("Table"))
    expect(tables, path, "no table")
    for table in tables:
        rows = list(table.find("TR"))
        heads = rows[0].cells()
        expect(all(c.kind == "TH" and c.attributes.get("/Scope") == "/Column" for c in heads), path, "a table without heads")
        for row in rows[1:]:
            cells = row.cells()
            span = sum(int(c.attributes.get("/ColSpan", 1)) for c in cells)
            expect(span == len(heads), path, f"{span} cells under {len(heads)} heads: {row.text()}")
            expect(cells[0].kind == "TH" and cells[0].attributes.get("/Scope") == "/Row", path, f"no row head: {row.text()}")


def check_keys(path, tree, shape, language):
    found = list(tree.keyed())
    expect(found, path, "no keys")
    for key, text in found:
        expect(KEY.fullmatch(key), path, f"key {key}")
        expect(text.strip(), path, f"{key} stands on nothing")
    if shape == "employees":
        return
    for part, wanted in FIGURE[language].items():
        if shape == "bare" and part in ("#diff", "#previous"):
            wanted = []
        texts = [fold(text) for key, text in found if key == UNIT + "cx.index" + part]
        expect(texts == wanted, path, f"cx.index{part}: {texts}")
    if shape == "hidden":
        texts = [text for key, text in found if key == UNIT + "ex.index"]
        expect(texts == [HIDDEN[language]] * 2, path, f"ex.index: {texts}")
        rest = [key for key, _ in found if key.startswith(UNIT + "ex.index#")]
        expect(not rest, path, f"of a hidden figure there is also {rest}")


def check_words(path, tree, shape):
    text = tree.text()
    expect("□" not in text and "\ufffd" not in text and "nan" not in text.lower().split(), path, "strange characters")
    quotes = re.findall("“[^”]*”", text) if shape not in ("employees", "bare", "no-voices") else []
    for quote in quotes:
        expect("…" not in quote, path, f"a quotation is cut: {quote}")
    least = {"full": 5, "hidden": 2, "crowded": 2, "talk": 4, "overfull": 5}.get(shape, 0)
    expect(len(quotes) >= least, path, f"{len(quotes)} quotations")


def check(path):
    name = re.fullmatch(r"brief-(.*)-(en|vi)", path.stem)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    expect(done.returncode == 0 and "WARNING" not in done.stdout + done.stderr, path, done.stdout + done.stderr)
    expect(path.stat().st_size < MOST_BYTES, path, f"{path.stat().st_size} bytes")
    told = pdfread.Document(path)
    tree = pdfread.structure(told)
    check_layout(path, told)
    check_tables(path, tree)
    check_keys(path, tree, name[1], name[2])
    check_words(path, tree, name[1])


def main():
    missing = [p for p in ("qpdf", "pdftotext") if not shutil.which(p)]
    paths = sorted(pathlib.Path(sys.argv[1]).glob("brief-*.pdf"))
    if missing or not paths:
        print("skipped: not there:", ", ".join(missing) or "brief-*.pdf")
        return 77
    for path in paths:
        check(path)
        print(path.name, "good")
    return 0


if __name__ == "__main__":
    sys.exit(main())
