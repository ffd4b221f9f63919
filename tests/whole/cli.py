"""The command line as a person meets it: usage errors, both languages, what goes to stdout, what check writes (nothing)."""
import re
import shutil

import tiny
from common import Test, call, clean_environment, tree

VIETNAMESE = clean_environment(LC_ALL="vi_VN.UTF-8")

USAGE = [  # arguments, what the message must offer
    (["buld", "x.ini"], "build"),
    (["chekc", "x.ini"], "check"),
    (["build", "--formts", "pdf", "x.ini"], "--formats"),
    (["build", "--langage=vi", "x.ini"], "--lang"),
    (["build", "--jobs", "none", "x.ini"], "--jobs"),
    (["build", "--jobs=0", "x.ini"], "--jobs"),
    (["build", "--formats", "pdf,docx", "x.ini"], "--formats"),
    (["build", "--lang", "fr", "x.ini"], "vi|en"),
    (["build", "--only", " ", "x.ini"], "--only"),
    (["build", "--only"], "UNIT"),
    (["build", "--ony", "Sales", "x.ini"], "--only"),
    (["check", "--only", "Sales", "x.ini"], "--only"),
    (["check", "--replace", "x.ini"], "--replace"),
    (["build", "--replace=yes", "x.ini"], "--replace"),
    (["verify"], "out/2026-10"),
    (["verfy", "out/2026-10"], "verify"),
    (["verify", "--formats", "pdf", "out/2026-10"], "--formats"),
    (["build", "--quiet=yes", "x.ini"], "--quiet"),
    (["build", "x.ini", "--out"], "DIR"),
    (["build", "--period", "--lang", "en", "x.ini"], "--period"),
    (["buld", "x.ini", "--lang", "vi"], "có phải ý bạn là build"),
    (["build"], "PROJECT.ini|project.ini"),
    (["build", "a.ini", "b.ini"], "b.ini"),
    (["themes", "--figures", "f", ], "--figures"),
    (["build", "--figures", "f", "x.ini"], "check|--figures"),
    (["build", "x.ini", "-o", "folder"], "--output"),
    (["build", "x.ini", "--out", "-o"], "--out"),
    ([], "build"),
]


def usage(test):
    for args, offer in USAGE:
        for env in (None, VIETNAMESE):
            done = test.run(*args, code=2, env=env)
            test.expect(re.search(offer if "|" in offer and "vi|en" != offer else re.escape(offer), done.stderr),
                        f"{args}: the message does not offer {offer}: {done.stderr.strip()}")
            test.expect(done.stdout == "", f"{args}: a usage error prints to stdout")
            test.expect(len(done.stderr.strip().splitlines()) == 1, f"{args}: one line is enough: {done.stderr!r}")


def help_and_version(test):
    english, vietnamese = test.run("--help"), test.run("--help", env=VIETNAMESE)
    for command in ("build", "check", "verify", "themes"):
        test.expect(f"cxex {command}" in english.stdout and f"cxex {command}" in vietnamese.stdout, f"--help lacks {command}")
    for option in ("--period", "--formats", "--out", "--lang", "--jobs", "--figures", "--only", "--replace", "--warnings-as-errors",
                   "--quiet"):
        test.expect(option in english.stdout and option in vietnamese.stdout, f"--help lacks {option}")
    test.expect("Tuỳ chọn" in vietnamese.stdout or "Tùy chọn" in vietnamese.stdout, "Vietnamese --help is not Vietnamese")
    test.expect(english.stdout != vietnamese.stdout, "--help does not follow the language")
    test.expect(test.run("build", "--help").stdout == english.stdout, "build --help differs from --help")
    test.expect(re.fullmatch(r"cxex \d+\.\d+\.\d+\n", test.run("--version").stdout), "--version")
    test.expect(max(map(len, english.stdout.splitlines())) < 260, "--help has very long lines")


def manual(test):
    page = test.work / "cxex.1"
    page.write_text(test.run("man").stdout, encoding="utf-8")
    if shutil.which("mandoc"):
        lint = call(["mandoc", "-T", "lint", "-W", "warning", page])
        test.expect(lint.returncode == 0 and not lint.stdout.strip(), f"mandoc: {lint.stdout.strip()}")
    bash = shutil.which("bash")
    if bash:
        rules = test.work / "completion"
        rules.write_text(test.run("completion").stdout, encoding="utf-8")
        script = f'. {rules}; COMP_WORDS=(cxex bu); COMP_CWORD=1; _cxex; echo "${{COMPREPLY[*]}}"'
        test.expect(call([bash, "-c", script]).stdout.strip() == "build", "completion of bu is not build")


def check_command(test):
    units = ["Sales", "Service", "Back office"]
    few = lambda unit, at: 3 if unit == "Back office" else 12
    project = tiny.make(test.work / "checked", units, tiny.months(2), cx=few)
    before = tree(project.parent)
    done = test.run("check", project)
    test.expect(tree(project.parent) == before, "check wrote something")
    for sentence in ("hidden: fewer than 5 people", "hidden: else a hidden group could be worked out", "n = 3"):
        test.expect(sentence in done.stdout, f"check does not say: {sentence}")
    test.expect("computing figures" in done.stderr, "no plain progress lines on stderr")
    quiet = test.run("check", "--quiet", project)
    test.expect(quiet.stderr == "" and quiet.stdout == done.stdout, f"check --quiet: {quiet.stderr!r}")
    vietnamese = test.run("check", "--quiet", "--lang", "vi", project)
    test.expect("ẩn" in vietnamese.stdout, "check --lang vi is not Vietnamese")
    figures = test.work / "figures.json"
    listed = test.run("check", "--quiet", "--figures", figures, project)
    test.expect(str(figures) in listed.stdout and figures.is_file(), "check --figures does not name its file")
    test.expect(tree(project.parent) == before, "check --figures wrote into the project")
    return project


def check_briefs(test):
    """check tells who would get a brief and a mail, and who not and why."""
    units = ["North", "South", "East", "West", "Small", "Alone", "Spare", "Gone"]  # Spare is hidden for Alone's sake
    n = lambda unit, at: {"Small": 3, "Alone": 2, "Spare": 9, "Gone": 0 if at else 12}.get(unit, 20)
    more = "\n[units]\nfile = units.csv\n[mail]\nfrom = cx@x.example\n[privacy]\nmerge = Small, West -> Both\n"
    project = tiny.make(test.work / "who", units, tiny.months(2), cx=n, ex=n, more=more)
    (project.parent / "units.csv").write_text("unit,parent,email\nNorth,Land,n@x.example\nSouth,Land,s@x.example\nEast,,\nSmall,,t@x.example\n"
                                              "West,,w@x.example\nAlone,,a@x.example\nSpare,,\nGone,,\n", encoding="utf-8")
    done = test.run("check", "--quiet", project)
    lines = {line.split("  ")[0]: line for line in done.stdout.splitlines()}
    for unit, said in (("North", r"n = 20, shown +n = 20, shown +departments/north\.pdf +n@x\.example$"), ("East", r"departments/east\.pdf$"),
                       ("Small", r"–.*in the brief of Both$"), ("Both", r"n = 23, .*departments/both\.pdf +(t@x\.example, w@x\.example|w@x\.example, t@x\.example)$"),
                       ("Alone", r"fewer than 5 people.*none: nothing may be shown$"), ("Gone", r"no answers.*none: no answers$"),
                       ("Land", r"none: not in the units file$")):
        test.expect(re.search(said, lines.get(unit, "")), f"check says of {unit}: {lines.get(unit)!r}")
    for sentence in ("Both: Small, West", "Land: North, South", "from cx@x.example"):
        test.expect(sentence in done.stdout, f"check does not say: {sentence}")
    for note in (r"no draft for East", r"no brief for Alone, Spare: nothing", r"no brief for Gone: no answers in 2025-11",
                 r"no brief of their own for Small, West: the brief of Both", r"no brief for Land: .* parents only"):
        test.expect(len(re.findall(note, done.stderr)) == 1, f"check does not note once: {note}: {done.stderr!r}")


def build_command(test, project):
    out = test.work / "out"
    done = test.run("build", "--quiet", "--out", out, project)
    paths = done.stdout.splitlines()
    test.expect(done.stderr == "", f"build --quiet says: {done.stderr!r}")
    units = ["back-office", "sales", "service"]
    wanted = ["board.pdf", "board.xlsx", "scorecard.json", *(f"departments/{u}.{kind}" for kind in ("pdf", "xlsx") for u in units),
              "manifest.json"]
    test.expect(paths == [str(out / "2025-11" / name) for name in wanted], f"stdout is {paths}")
    earlier = test.run("build", "--quiet", "--out", out, "--period", "2025-10", project)
    test.expect(all("2025-10" in p for p in earlier.stdout.splitlines()), "--period is not followed")
    absent = test.run("build", "--quiet", "--out", out, "--period", "2024-01", project, code=1)
    test.expect("2024-01" in absent.stderr and "2025-11" in absent.stderr, f"no such period: {absent.stderr!r}")
    verbose = test.run("build", "--verbose", "--out", out, project)
    test.expect(len(re.findall(r"^phase \w+ \d+\.\d+$", verbose.stderr, re.M)) == 7, "--verbose lacks the seven phases")
    test.run("build", "--quiet", test.work / "nowhere.ini", code=1)
    full = call(["bash", "-c", f'"$0" build --quiet --out {out} {project} > /dev/full', test.cxex])
    test.expect(full.returncode == 3, f"stdout on a full disk: exit {full.returncode}")


def warnings(test):
    folder = test.work / "warned"
    project = tiny.make(folder, ["Sales", "Service"], tiny.months(2))
    rows = (folder / "customers.csv").read_text(encoding="utf-8").splitlines()
    rows[3] = re.sub(r",\d+$", ",9", rows[3])  # 9 is off the scale of ces
    (folder / "customers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    soft = test.run("build", "--quiet", "--out", test.work / "soft", project)
    test.expect("customers.csv:4" in soft.stderr and "warning" in soft.stderr, f"no warning: {soft.stderr!r}")
    hard = test.run("build", "--quiet", "--warnings-as-errors", "--out", test.work / "hard", project, code=1)
    test.expect("customers.csv:4" in hard.stderr, "--warnings-as-errors hides the warning")
    test.expect(not (test.work / "hard").exists(), "--warnings-as-errors wrote something")
    test.run("check", "--quiet", "--warnings-as-errors", project, code=1)


def slips(test):
    """What is easily got wrong and would give a wrong report rather than none: each must be told, and where."""
    project = tiny.make(test.work / "slips", ["A", "B"], tiny.months(3), cx=20)
    text = project.read_text(encoding="utf-8")
    other = project.with_name("other.ini")

    def told(change, code, *parts, **more):
        other.write_text(change(text), encoding="utf-8")
        done = test.run("check", "--quiet", *more.get("args", ()), other, code=code)
        for part in parts:
            test.expect(re.search(part, done.stderr), f"slips: {part} is not in {done.stderr!r}")

    told(lambda t: t.replace("scale = 1..5", "scale = 1..10"), 0, r":\d+:\d+: warning: none of the answers is above 5 on the scale 1\.\.10")
    told(lambda t: t, 1, r'"2025/10" is not a period of this report; write it as 2025-12', args=["--period", "2025/10"])
    told(lambda t: t.replace("unit = unit", "unit = shop"), 1, r"the columns of this file are id \| date \| unit \| nps")
    told(lambda t: t.replace("customers.csv", "export/customers.csv"), 1, "there is no folder .*export")
    told(lambda t: t + "[promises]\nfile = customers.csv\n", 1, r'no column is called "promise" in .*customers\.csv')
    told(lambda t: t + "[mail]\nfrom = a@b.example\n", 0, r"warning: no draft for A, B: .* no e-mail address")
    test.expect("scale-unused" not in test.run("check", "--quiet", project).stderr, "slips: a right scale is doubted")


def themes(test):
    listed = test.run("themes")
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    test.expect(len(names) >= 3 and {"quiet", "warm", "night"} <= set(names), f"themes are {names}")
    for name in names:
        project = tiny.make(test.work / f"theme-{name}", ["Sales", "Service"], tiny.months(1), theme=name)
        done = test.run("check", "--quiet", "--warnings-as-errors", project)
        test.expect(done.stderr == "", f"theme {name} as shipped: {done.stderr!r}")
    example = test.run("example").stdout
    test.expect("[report]" in example and "[customers]" in example, "example prints no project file")
    test.expect("client" in test.run("reference").stdout, "reference lists no keys")
    test.expect("| `client` |" in test.run("reference", "--markdown").stdout, "reference --markdown is no Markdown table")


def main():
    test = Test()
    usage(test)
    help_and_version(test)
    manual(test)
    check_briefs(test)
    build_command(test, check_command(test))
    warnings(test)
    slips(test)
    themes(test)
    test.done()


main()
