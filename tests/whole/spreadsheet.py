"""Workbooks computed anew by LibreOffice, for the tests that compare."""
import math
import re
import zipfile

from common import call, clean_environment

RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>LOCALE</value></prop></item>
</oor:items>
"""


def without_cache(files, path):
    """A copy in which no formula has a value: what is read from it afterwards was computed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in files.items():
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            book.writestr(name, data)


def without_charts(book):
    """openpyxl cannot write the trend line that it has read."""
    for sheet in book:
        sheet._charts = []


def recompute(test, paths, language):
    """The folder with copies that LibreOffice computed; FIXED writes numbers as the computer's language does."""
    profile, out = test.work / f"profile-{language}", test.work / "recomputed"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    settings = RECALCULATE_ALWAYS.replace("LOCALE", {"vi": "vi-VN", "en": "en-GB"}[language])
    (profile / "user/registrymodifications.xcu").write_text(settings, encoding="utf-8")
    done = call(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", out,
                 *paths], env=clean_environment(HOME=str(test.work)), timeout=240)
    test.expect(all((out / p.name).is_file() for p in paths), f"LibreOffice: {done.stdout[-200:]} {done.stderr[-300:]}")
    return out


def same_value(ours, theirs):
    if isinstance(ours, bool) or not isinstance(ours, (int, float)):
        return (ours or "") == (theirs or "")
    return isinstance(theirs, (int, float)) and math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


def compare_recomputed(test, name, formulas, values, again):
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    ours, theirs = (b[sheet.title][cell.coordinate].value for b in (values, again))
                    test.expect(same_value(ours, theirs), f"{name}: {sheet.title}!{cell.coordinate} {cell.value}: ours {ours!r}, LibreOffice {theirs!r}")
