"""No file of any pack claims what surveys cannot show: the words of metrics.md §16, in everything that the program writes, in
both languages: pages and briefs with what screen readers are told, workbooks with notes, charts and prompts, mail drafts,
scorecard.json, what `cxex check` prints. What people wrote themselves (comments, questions, names, the mail's own text)
may say anything: a hit is theirs when it stands in the input with the words around it.
"""
import csv
import email
import email.policy
import html
import re
import sys
import unicodedata
import zipfile

import pdfread
import tiny
from common import Test, call, read_json, sample_packs

AROUND = 2  # words on either side of a hit
REACH = 80  # characters between "do" and "nên"
KPI = "\n[kpi turnover]\nlabel = Turnover\nfile = kpi.csv\nmeasure = %\nbetter = lower\n"


def plain(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def pdf_texts(path):
    """What is read aloud of each element, and what is told in place of a picture."""
    def walk(node):
        yield from (plain(text) for text in (node.alt, " ".join(c for c in node.children if isinstance(c, str))) if text)
        for child in node.children:
            if not isinstance(child, str):
                yield from walk(child)
    top = pdfread.structure(pdfread.Document(path))
    yield from walk(top)
    yield from (plain(paragraph.text()) for paragraph in top.find("P"))


def xml_texts(path):
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if not name.endswith((".xml", ".vml")):
                continue
            text = book.read(name).decode("utf-8")
            yield from (plain(html.unescape(found)) for found in re.findall(r">([^<>]+)<", text))
            yield from (plain(html.unescape(found)) for found in re.findall(r'\w="([^"]{4,})"', text))


def mail_texts(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    yield plain(mail["Subject"])
    yield plain(mail.get_body(("plain",)).get_content())


READERS = {".pdf": pdf_texts, ".xlsx": xml_texts, ".eml": mail_texts, ".json": lambda path: map(plain, strings(read_json(path)))}


def hits(forbidden, text):
    for found in forbidden.finditer(text):
        if len(found[0]) <= REACH and not re.search(r"[.;:!?]", found[0]):
            before, after = text[:found.start()].split(), text[found.end():].split()
            yield found[0], " ".join(before[-AROUND:] + [found[0]] + after[:AROUND])


def inputs(folder):
    """All that people wrote: every file of a project but for its packs."""
    words = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".csv", ".ini", ".txt") and not any(p.startswith("out") for p in path.parts[-3:]):
            text = path.read_text(encoding="utf-8", errors="replace")
            if path.suffix == ".csv":
                words += [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
            else:
                words.append(text)
    return plain(" ".join(words)).lower()


def check_pack(test, forbidden, name, pack, theirs):
    read = 0
    for path in sorted(pack.rglob("*")):
        for text in READERS[path.suffix](path) if path.suffix in READERS else ():
            read += len(text)
            for word, context in hits(forbidden, text):
                mine = context.lower() not in theirs
                test.expect(not mine, f"{name}: {path.relative_to(pack)}: “{word}” in “… {context} …”")
    test.expect(read > 5000, f"{name}: only {read} characters were read")


def check_dry_run(test, forbidden, name, project, language, theirs):
    said = test.run("check", "--quiet", "--lang", language, project, code=None)
    for line in (said.stdout + said.stderr).splitlines():
        for word, context in hits(forbidden, plain(line)):
            test.expect(context.lower() in theirs, f"{name}: check says “{word}” in “… {context} …”")


def small_projects(test):
    """With and without what the link needs, so that its sentences come and its refusals too."""
    for name, units, months, arguments in (("few", 5, 3, {}), ("sixteen", 16, 6, {"more": KPI}), ("customers", 3, 2, {"ex": 0}),
                                           ("employees", 3, 2, {"cx": 0})):
        folder, names, periods = test.work / name, [f"Unit {chr(65 + u)}" for u in range(units)], tiny.months(months)
        project = tiny.make(folder, names, periods, **arguments)
        rows = [f"{unit},{period},{10 + (7 * u + 5 * t) % 11}" for u, unit in enumerate(names) for t, period in enumerate(periods)]
        (folder / "kpi.csv").write_text("\n".join(["unit,period,turnover", *rows]) + "\n", encoding="utf-8")
        yield name, folder, project


def main():
    test = Test()
    test.need("pdftotext", "qpdf")
    sys.path.insert(0, str(test.source / "tests" / "oracle"))
    from claims import FORBIDDEN
    for name, language, pack in sample_packs(test):
        folder = pack.parent.parent
        theirs = inputs(folder)
        check_pack(test, FORBIDDEN, name, pack, theirs)
        check_dry_run(test, FORBIDDEN, name, folder / "project.ini", language, theirs)
    for name, folder, project in small_projects(test):
        theirs = inputs(folder)
        for language in ("en", "vi"):
            test.run("build", "--quiet", "--lang", language, "--out", folder / f"out-{language}", project)
            for pack in (path for path in (folder / f"out-{language}").iterdir() if path.is_dir()):
                check_pack(test, FORBIDDEN, f"{name} {language}", pack, theirs)
            check_dry_run(test, FORBIDDEN, f"{name} {language}", project, language, theirs)
    test.done()


main()
