"""Makes the packs of both sample companies, in both languages, for the tests that read them.

samples.py CXEX SOURCE WORK GENERATOR; leaves WORK/samples/COMPANY/out-LANGUAGE/PERIOD.
"""
import shutil

from common import Test, call

COMPANIES = ("sen-viet", "harbour-lane")
LANGUAGES = ("vi", "en")
SEVERITIES = {"en": ("warning: ", "note: "), "vi": ("cảnh báo: ", "ghi chú: ")}


def main():
    test = Test()
    generator = test.more[0]
    for company in COMPANIES:
        folder = test.work.parent / "samples" / company
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(test.source / "samples" / company, folder,
                        ignore=shutil.ignore_patterns("out", "exports", "truth.json"))
        made = call([generator, "--company", company, "--out", folder])
        test.expect(made.returncode == 0, f"the generator: {made.stderr}")
        for language in LANGUAGES:
            out = folder / f"out-{language}"
            done = test.run("build", "--quiet", "--lang", language, "--out", out, folder / "project.ini")
            # The generator plants bad dates, repeated ids and answers off the scale: warnings, in the chosen language.
            said, words = done.stderr.splitlines(), SEVERITIES[language]
            test.expect(any(words[0] in line for line in said) and all(any(w in line for w in words) for line in said),
                        f"{company} {language} says: {done.stderr[-400:]}")
            test.expect(len(list(out.glob("*/board.pdf"))) == 1, f"{company} {language}: no pack")
    test.done()


main()
