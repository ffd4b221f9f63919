"""The board PDF as other programs read it: valid, tagged, in order, its letters the source's own."""
import re
import unicodedata

import pdfread
import tiny
from common import Test, call, read_json, sample_packs

SMALLEST_TYPE = 6.5


def silent(test, name, args, path):
    done = call([*args, path] + (["-"] if args[0] == "pdftotext" else []))
    test.expect(done.returncode == 0 and done.stderr == "", f"{name}: {args[0]} says: {done.stderr[:300]}")
    return done.stdout


def fonts(test, name, path):
    lines = silent(test, name, ["pdffonts"], path).splitlines()[2:]
    test.expect(lines, f"{name}: no fonts")
    for line in lines:
        embedded, subset, unicode_map = line.split()[-5:-2]
        test.expect((embedded, subset, unicode_map) == ("yes", "yes", "yes"), f"{name}: font not whole: {line}")


def document(test, name, language, path, card):
    info = dict(re.findall(r"^(\w[\w ]*):\s+(.*)$", silent(test, name, ["pdfinfo"], path), re.M))
    report = card["report"]
    test.expect(report["title"] in info.get("Title", "") and report["client"] in info["Title"], f"{name}: title {info.get('Title')}")
    test.expect(info.get("Tagged") == "yes" and info.get("Metadata Stream") == "yes", f"{name}: not tagged, or no XMP")
    test.expect(info.get("Page size", "").endswith("(A4)"), f"{name}: {info.get('Page size')}")
    test.expect(info.get("JavaScript") == "no" and info.get("Form") == "none", f"{name}: script or form")
    told = pdfread.Document(path)
    catalog = told.catalog
    test.expect(str(catalog.get("/Lang", ""))[2:4] == language, f"{name}: language {catalog.get('/Lang')}")
    test.expect(catalog.get("/ViewerPreferences", {}) != {} and "/Outlines" in catalog, f"{name}: no outline, or the title is not shown")
    return int(info["Pages"]), told


def outline(test, name, told, titles):
    entries = [o for o in told.dicts() if "/Title" in o and "/Dest" in o and "/Parent" in o]
    test.expect(len(entries) >= len(titles), f"{name}: {len(entries)} bookmarks for {len(titles)} sections")
    for entry in entries:
        test.expect(len(entry["/Title"]) > 4 and isinstance(entry["/Dest"], list), f"{name}: bookmark {entry['/Title']}")


def tags(test, name, path, told, card):
    sections = pdfread.sections(told)
    numbers = [n for n, _ in sections]
    test.expect(numbers == sorted(numbers) and numbers[0] == 0, f"{name}: sections are read as {numbers}")
    by_page = sorted(card["titles"].values(), key=lambda t: t["page"])
    heads = [h.text() for _, sect in sections for h in sect.find("H1")]
    test.expect(len(heads) == len(sections), f"{name}: {len(heads)} titles on {len(sections)} pages")
    for title in by_page:
        test.expect(title["sentence"] in heads, f"{name}: title of page {title['page']} is not read: {title['sentence']}")
    where = [heads.index(t["sentence"]) for t in by_page if t["sentence"] in heads]
    test.expect(where == sorted(where), f"{name}: titles out of order: {where}")
    tables = [t for _, sect in sections for t in sect.find("Table")]
    test.expect(tables, f"{name}: no table")
    for table in tables:
        check_table(test, name, table)
    figures = [f for _, sect in sections for f in sect.find("Figure")]
    drawn = sum(1 for o in told.dicts() if o.get("/S") == "/Figure")
    test.expect(figures and len(figures) == drawn, f"{name}: {drawn} figures, {len(figures)} in the tree")
    for figure in figures:
        test.expect(len(figure.alt) > 6 and "nan" not in figure.alt, f"{name}: a figure says {figure.alt!r}")
    return sections


def span_of(cells):
    return sum(int(c.attributes.get("/ColSpan", 1)) for c in cells)


def check_table(test, name, table):
    rows = list(table.find("TR"))
    heads = rows[0].cells() if rows else []
    test.expect(len(rows) > 1 and heads and all(c.kind == "TH" for c in heads), f"{name}: a table without a row of headers")
    test.expect(all(c.attributes.get("/Scope") == "/Column" for c in heads), f"{name}: column headers without scope")
    columns = span_of(heads)
    for row in rows[1:]:
        cells = row.cells()
        span = span_of(cells)
        test.expect(span == columns, f"{name}: a row of {span} cells under {columns} headers: {row.text()[:60]}")
        test.expect(cells and cells[0].kind == "TH" and cells[0].attributes.get("/Scope") == "/Row",
                    f"{name}: a row without its header: {row.text()[:60]}")


def letters(test, name, path, card):
    text = silent(test, name, ["pdftotext"], path)
    test.expect(text == unicodedata.normalize("NFC", text), f"{name}: the text is not NFC")
    bad = sorted({c for c in text if unicodedata.category(c) in ("Cn", "Co", "Cs", "Mn") or c == "\ufffd"
                  or unicodedata.category(c) == "Cc" and c not in "\n\f"})
    test.expect(not bad, f"{name}: strange characters: {[hex(ord(c)) for c in bad]}")
    flat = " ".join(text.split())
    for unit in card["units"]:
        start = " ".join(unit["name"].split()[:2])
        test.expect(start in flat, f"{name}: {unit['name']} is not in the text")


def links(test, name, told, card):
    found = [o for o in told.dicts() if o.get("/Subtype") == "/Link"]
    test.expect(len(found) >= len(card["findings"]), f"{name}: {len(found)} links for {len(card['findings'])} findings")
    for link in found:
        test.expect("/Dest" in link or "/A" in link, f"{name}: a link that leads nowhere")
        test.expect(len(link.get("/Contents", "")) > 2, f"{name}: a link without words")


def layout(test, name, path, told):
    for number, (page, content) in enumerate(zip(pdfread.pages(path), told.contents()), 1):
        out = pdfread.outside(page)
        test.expect(not out, f"{name}: page {number}: outside the page: {out[:3]}")
        touching = pdfread.overlaps(page)
        test.expect(not touching, f"{name}: page {number}: {len(touching)} overlaps: {touching[:3]}")
        covered = pdfread.covered_words(page, content)
        test.expect(not covered, f"{name}: page {number}: words on points: {covered[:3]}")
    data = pdfread.plain_copy(path, test.work)
    sizes, scaled = pdfread.type_sizes(data)
    test.expect(sizes and min(sizes) >= SMALLEST_TYPE and scaled == 0, f"{name}: type of {min(sizes, default=0)} pt, {scaled} scaled")
    test.expect(pdfread.untagged(data) == 0, f"{name}: {pdfread.untagged(data)} texts are neither tagged nor an artifact")


def as_pdfinfo_reads(test):
    """A small report through pdfinfo -struct-text: the same words in the same order as our own reading of the tree."""
    project = tiny.make(test.work / "small", ["Bán hàng", "Kho vận"], tiny.months(1), language="vi")
    test.run("build", "--quiet", "--out", test.work / "small-out", project)
    path = test.work / "small-out/2025-10/board.pdf"
    lines = re.findall(r'^ *"(.*)"$', silent(test, "small", ["pdfinfo", "-struct-text"], path), re.M)
    theirs = "".join("".join(lines).split())
    ours = "".join(pdfread.structure(pdfread.Document(path)).text().split())
    test.expect(len(ours) > 2000, f"the small report says only {len(ours)} letters")
    at = next((i for i, (a, b) in enumerate(zip(theirs, ours)) if a != b), min(len(theirs), len(ours)))
    # Words of a section title come first there and are no text of the page.
    test.expect(theirs == ours, f"pdfinfo reads {theirs[at - 20:at + 40]!r}, the tree says {ours[at - 20:at + 40]!r}")


def main():
    test = Test()
    test.need("qpdf", "pdftotext", "pdffonts", "pdfinfo")
    as_pdfinfo_reads(test)
    for name, language, folder in sample_packs(test):
        path = folder / "board.pdf"
        card = read_json(folder / "scorecard.json")
        checked = call(["qpdf", "--check", path])
        test.expect(checked.returncode == 0 and "WARNING" not in checked.stdout + checked.stderr, f"{name}: qpdf: {checked.stdout}{checked.stderr}")
        pages, told = document(test, name, language, path, card)
        fonts(test, name, path)
        outline(test, name, told, card["titles"])
        sections = tags(test, name, path, told, card)
        test.expect(len(sections) == pages, f"{name}: {len(sections)} sections on {pages} pages")
        letters(test, name, path, card)
        links(test, name, told, card)
        layout(test, name, path, told)
    test.done()


main()
