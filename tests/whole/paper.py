"""Every paper that `page =` and `orientation =` can name: the pages have its size, nothing leaves them, touches, grows too small
to read or stands on the foot; the pack agrees with itself; the workbook prints on the same paper."""
import re
import zipfile

import pdfread
from common import Test, call

SMALLEST_TYPE = 6.5
FOOT_RULE = 557 / 595  # of the height, drawing.h
# page, orientation: size in points; the workbook's paper (9: A4, 1: Letter) and orientation
PAPERS = {
    ("a4", "portrait"): ((595, 842), "9", "portrait"),
    ("letter", "landscape"): ((792, 612), "1", "landscape"),
    ("letter", "portrait"): ((612, 792), "1", "portrait"),
    ("16:9", "landscape"): ((1056, 594), "9", "landscape"),
}
PACKS = (("sen-viet", "vi"), ("harbour-lane", "en"))
BRIEFS = 4


def on_paper(test, folder, name, language, paper, orientation):
    text = (folder / "project.ini").read_text(encoding="utf-8")
    project = folder / f"{name}.ini"
    project.write_text(text.replace("[report]", f"[report]\npage = {paper}\norientation = {orientation}", 1), encoding="utf-8")
    test.run("build", "--quiet", "--lang", language, "--out", test.work / name, project)
    project.unlink()
    packs = [p.parent for p in (test.work / name).glob("*/manifest.json")]
    return packs[0] if test.expect(len(packs) == 1, f"{name}: no pack") else None


def document(test, name, path, size):
    words = 0
    for number, page in enumerate(pdfread.pages(path), 1):
        where = f"{name}: page {number}"
        test.expect((page.width, page.height) == size, f"{where}: {page.width} x {page.height}")
        out = pdfread.outside(page)
        test.expect(not out, f"{where}: outside the page: {out[:3]}")
        touching = pdfread.overlaps(page)
        test.expect(not touching, f"{where}: {len(touching)} overlaps: {touching[:3]}")
        rule = page.height * FOOT_RULE
        crossing = [w for w in page.words if w.y0 + (w.y1 - w.y0) / 4 < rule < w.y1 - (w.y1 - w.y0) / 4] if number > 1 else []
        test.expect(not crossing, f"{where}: on the foot's rule: {crossing[:3]}")
        words += len(page.words)
    sizes, scaled = pdfread.type_sizes(pdfread.plain_copy(path, test.work))
    test.expect(sizes and min(sizes) >= SMALLEST_TYPE and scaled == 0, f"{name}: type of {min(sizes, default=0)} pt, {scaled} scaled")
    test.expect(words > 300, f"{name}: only {words} words")


def workbook(test, name, path, paper, orientation):
    with zipfile.ZipFile(path) as book:
        sheets = [n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)]
        setups = [re.search(r"<pageSetup[^>]*>", book.read(n).decode()) for n in sheets]
    lies = []
    for sheet, setup in zip(sheets, setups):
        said = setup.group(0) if setup else ""
        found = re.search(r'paperSize="(\d+)"', said)
        test.expect((found.group(1) if found else "1") == paper, f"{name}: {sheet}: {said}")
        lies.append('orientation="landscape"' in said)
    # On upright paper a sheet that would be printed too small stays landscape: in one of the samples all of them.
    if orientation == "landscape" or "sen-viet" in name:
        test.expect(all(lies) == (orientation == "landscape"), f"{name}: {lies.count(True)} of {len(lies)} sheets lie")


def main():
    test = Test()
    test.need("pdftotext", "qpdf")
    for company, language in PACKS:
        folder = test.work.parent / "samples" / company
        if not test.expect((folder / "project.ini").is_file(), f"there is no sample {company}"):
            continue
        for (paper, orientation), (size, sheet, stands) in PAPERS.items():
            name = f"{company}-{language}-{paper.replace(':', 'x')}-{orientation}"
            pack = on_paper(test, folder, name, language, paper, orientation)
            if not pack:
                continue
            document(test, name, pack / "board.pdf", size)
            for brief in sorted((pack / "departments").glob("*.pdf"))[:BRIEFS]:
                document(test, f"{name} {brief.stem}", brief, size)
            workbook(test, name, pack / "board.xlsx", sheet, stands)
            done = call([test.cxex, "verify", pack])
            test.expect(done.returncode == 0, f"{name}: verify: {done.stdout[-300:]}")
    test.done()


main()
