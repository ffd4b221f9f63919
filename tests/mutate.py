"""Takes one line after another out of the privacy module and looks whether a test notices.

    nice python3 tests/mutate.py BUILD [--files publish.c plan.c] [--every 40] [--jobs 2]

BUILD is a finished build of the sources; nothing is changed there or in the tree. Each statement in turn is left out, each
`if` is made to hold always and never, each loop never to run. A change that does not compile is none. Where the tests of the
module pass all the same, the statement is printed: the test for it is missing, or the statement is. Those that are known to
change nothing but the time stand in mutate_equivalent.txt with the reason. All of it takes about an hour; with --every 40
each fortieth change is tried, which is what the test suite does. Exit 1: somebody survived.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIBRARIES = ["table", "config", "text", "diag", "base"]
PACKAGES = ["icu-uc", "icu-i18n", "inih", "jansson", "cmocka"]
COMMENTS = ("redact", "quotes")  # files about comments, which have tests of their own


def blanked(text):
    """The text with comments, strings and directives blanked out, each character in its place."""
    pattern = r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^#[^\n]*'
    return re.sub(pattern, lambda found: re.sub(r"[^\n]", "x" if found[0][0] in "\"'" else " ", found[0]), text,
                  flags=re.DOTALL | re.MULTILINE)


def statements(text):
    """(begin, end, replacement) of every change: in the functions, whose braces stand at the beginning of a line."""
    code = blanked(text)
    for body in re.finditer(r"^\{\n(.*?)^\}", code, re.DOTALL | re.MULTILINE):
        at, end = body.start(1), body.end(1)
        while at < end:
            skipped = re.compile(r"\s+|[{}]|(else|do)\b|case\b[^:?]*:|default:").match(code, at)
            if skipped:
                at = skipped.end()
                continue
            head = re.compile(r"(if|for|while|switch) \(").match(code, at)
            if head:
                after = balanced(code, head.end() - 1)
                yield at, after, "if (0)"
                if head.group(1) == "if":
                    yield at, after, "if (1)"
                at = after
                continue
            after = at
            while code[after] != ";":
                after = balanced(code, after) if code[after] in "([{" else after + 1
            if code[at] != ";" and not code.startswith("CX_ASSERT", at):  # that is never false
                yield at, after + 1, ";"
            at = after + 1


def balanced(code, at):
    depth = 0
    while True:
        depth += (code[at] in "([{") - (code[at] in ")]}")
        at += 1
        if depth == 0:
            return at


def known_equivalents():
    known = {}
    for line in (ROOT / "tests/mutate_equivalent.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            file, change, reason = (part.strip() for part in line.split(" | "))
            known.setdefault((file, change), reason)
    return known


class Bench:
    """Everything compiled once but the file that is changed."""

    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", *PACKAGES], capture_output=True, text=True, check=True)
        self.packages = flags.stdout.split()
        self.sources = sorted((ROOT / "src/privacy").glob("*.c"))
        self.tests = sorted((ROOT / "tests/unit").glob("privacy_*.c"))
        self.seconds = {}  # of each test as it is; one that takes much longer hangs
        jobs = [(path, self.object(path)) for path in self.sources + self.tests]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for done in pool.map(lambda job: self.compile(*job), jobs):
                if not done:
                    sys.exit("the module or its tests do not compile")

    def object(self, path):
        return self.folder / f"{path.stem}.o"

    def compile(self, source, target, extra=()):
        command = ["cc", "-std=c17", "-O1", "-ffp-contract=off", "-D_POSIX_C_SOURCE=200809L", "-DCXEX_VERSION=\"0\"",
                   f'-DTESTS_DIR="{ROOT}/tests"', f'-DSOURCE_DIR="{ROOT}"', f"-I{ROOT}/include", f"-I{ROOT}/src/privacy",
                   f"-I{ROOT}/tests/unit", *extra, "-c", str(source), "-o", str(target)]
        return subprocess.run(command, capture_output=True).returncode == 0

    def passes(self, folder, changed, changed_object):
        """Do all tests of the changed file pass with this object in the place of its own? The fastest come first."""
        objects = [changed_object if path == changed else self.object(path) for path in self.sources]
        for test in sorted(self.tests, key=lambda path: self.seconds.get(path, 0)):
            if changed and changed.stem.startswith(COMMENTS) != test.stem[len("privacy_"):].startswith(COMMENTS):
                continue
            program = folder / test.stem
            libraries = [f"-lcxex_{name}" for name in LIBRARIES]
            link = ["cc", str(self.object(test)), *map(str, objects), f"-L{self.build}", "-Wl,--start-group", *libraries,
                    "-Wl,--end-group", *self.packages, "-lm", "-o", str(program)]
            linked = subprocess.run(link, capture_output=True, text=True)
            if linked.returncode:
                sys.exit(linked.stderr)
            began = time.monotonic()
            try:
                limit = 5 + 10 * self.seconds[test] if changed else None
                if subprocess.run([program], cwd=folder, capture_output=True, timeout=limit).returncode:
                    return False
            except subprocess.TimeoutExpired:
                return False
            if not changed:
                self.seconds[test] = time.monotonic() - began
        return True

    def survives(self, source, change):
        begin, end, replacement = change
        text = source.read_text(encoding="utf-8")
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        try:
            (folder / source.name).write_text(text[:begin] + replacement + text[end:], encoding="utf-8")
            if not self.compile(folder / source.name, folder / "changed.o", ["-Werror=return-type"]):
                return None
            return self.passes(folder, source, folder / "changed.o")
        finally:
            shutil.rmtree(folder)


def describe(source, change):
    begin, end, replacement = change
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", source.read_text(encoding="utf-8")[begin:end], flags=re.DOTALL))
    return text if replacement == ";" else f"{text} -> {replacement}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--files", nargs="*", default=[])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    known = known_equivalents()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(options.build.resolve(), pathlib.Path(name))
        if not bench.passes(pathlib.Path(name), None, None):
            sys.exit("the tests do not pass as it is")
        changes = [(source, change) for source in bench.sources if not options.files or source.name in options.files
                   for change in statements(source.read_text(encoding="utf-8"))][::options.every]
        counts = {"noticed": 0, "not compiled": 0, "equivalent": 0, "survived": 0}
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for (source, change), alive in zip(changes, pool.map(lambda one: bench.survives(*one), changes)):
                what = describe(source, change)
                if alive is None:
                    counts["not compiled"] += 1
                elif not alive:
                    counts["noticed"] += 1
                elif (source.name, what) in known:
                    counts["equivalent"] += 1
                else:
                    counts["survived"] += 1
                    line = source.read_text(encoding="utf-8").count("\n", 0, change[0]) + 1
                    print(f"{source.name}:{line}: survived: {what}", flush=True)
    print(", ".join(f"{count} {word}" for word, count in counts.items()))
    return 1 if counts["survived"] else 0


if __name__ == "__main__":
    os.environ.pop("CMOCKA_TEST_ABORT", None)
    sys.exit(main())
