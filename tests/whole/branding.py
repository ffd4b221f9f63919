"""Words to replace, logos and stamps through a whole pack, in both languages: the client's words stand on pages, sheets, tabs and
drafts and the program's nowhere; names, questions and answers keep theirs; the stamp is at the head of all; verify agrees."""
import email
import email.policy
import re
import zipfile

import pdfread
import tiny
from common import Test, call

PERIODS = ["2026-01", "2026-02", "2026-03"]
UNITS = ["North", "Employees' canteen", "Department of East", "Khối nhân viên"]  # names of units are data: they stay
LOOK = """[theme]
label = Branded
logo = {logo}
[words en]
employee = colleague
employees = colleagues
department = branch
departments = branches
[words vi]
nhân viên = cộng sự
bộ phận = chi nhánh
"""
PROJECT = "theme = branded.ini\nstamp = {stamp}\nconsultant = Bamboo Advisers\nconsultant_logo = {logo}\n"
GONE = {"en": r"\b(employees?|departments?)\b", "vi": r"(nhân viên|bộ phận)"}
THERE = {"en": ("colleague", "branch"), "vi": ("cộng sự", "chi nhánh")}
STAMPS = {"en": ("draft", "DRAFT"), "vi": ("Chưa duyệt – lưu hành nội bộ", "CHƯA DUYỆT – LƯU HÀNH NỘI BỘ")}


def make(test, language):
    folder = test.work / language
    path = tiny.make(folder, UNITS, PERIODS, cx=30, ex=20, more="\n[units]\nfile = units.csv\n[mail]\nfrom = o@example.com\n")
    lines = [f'"{unit}","{unit}",Head,head{i}@example.com' for i, unit in enumerate(UNITS)]
    (folder / "units.csv").write_text("unit,name,head,email\n" + "\n".join(lines) + "\n", encoding="utf-8")
    logo = test.source / "tests/pictures/rgb.png"
    (folder / "branded.ini").write_text(LOOK.format(logo=logo), encoding="utf-8")
    text = re.sub(r"(?m)^theme = .*\n", "", path.read_text(encoding="utf-8"))
    text = text.replace("[report]\n", "[report]\n" + PROJECT.format(stamp=STAMPS[language][0], logo=logo), 1)
    path.write_text(text, encoding="utf-8")
    done = test.run("build", "--quiet", "--lang", language, path)
    test.expect(done.returncode == 0, f"{language}: {done.stderr}")
    return folder / "out" / PERIODS[-1]


def without_names(text):
    for name in UNITS + ["employees.csv"]:  # and of files
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text


def says_it(test, language, where, text):
    found = re.findall(GONE[language], without_names(text), flags=re.IGNORECASE)
    test.expect(not found, f"{language} {where}: still says {sorted(set(map(str, found)))[:4]}")


def check_pdf(test, language, path):
    pages = pdfread.page_texts(path)
    whole = " ".join(" ".join(p.split()) for p in pages)
    says_it(test, language, path.name, whole)
    for word in THERE[language] if path.name == "board.pdf" else THERE[language][:1]:
        test.expect(word in whole.lower(), f"{language} {path.name}: nowhere {word!r}")
    stamp = STAMPS[language][1].lower()
    for number, page in enumerate(pages, 1):
        test.expect(stamp in " ".join(page.split()).lower(), f"{language} {path.name}: page {number} has no stamp")
    done = call(["qpdf", "--check", path])
    test.expect(done.returncode == 0, f"{language} {path.name}: {done.stdout}{done.stderr}")
    images = [line for line in call(["pdfimages", "-list", path]).stdout.splitlines()[2:] if line.strip()]
    test.expect(images, f"{language} {path.name}: no logo")


def check_book(test, language, path):
    import openpyxl
    book = openpyxl.load_workbook(path)
    says_it(test, language, f"{path.name} tabs", " ".join(book.sheetnames))
    for sheet in book:
        text = " ".join(str(c.value) for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and not c.value.startswith("="))
        says_it(test, language, f"{path.name} {sheet.title}", text)
        first = " ".join(str(c.value) for c in sheet[1] if c.value).lower()
        test.expect(STAMPS[language][1].lower() in first, f"{language} {path.name} {sheet.title}: no stamp in its first row: {first!r}")
    with zipfile.ZipFile(path) as parts:
        pictures = [name for name in parts.namelist() if name.startswith("xl/media/")]
    test.expect(pictures or path.parent.name == "departments", f"{language} {path.name}: no logo")


def check_mail(test, language, path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",)).get_content()
    says_it(test, language, path.name, body)
    test.expect(STAMPS[language][1].lower() in message["subject"].lower(), f"{language} {path.name}: {message['subject']}")


def main():
    test = Test()
    test.need("pdftotext", "pdfimages", "qpdf")
    test.need_openpyxl()
    for language in ("en", "vi"):
        out = make(test, language)
        for path in sorted(out.rglob("*.pdf")):
            check_pdf(test, language, path)
        for path in sorted(out.rglob("*.xlsx")):
            check_book(test, language, path)
        for path in sorted(out.rglob("*.eml")):
            check_mail(test, language, path)
        test.run("verify", out)
    test.done()


main()
