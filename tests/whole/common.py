"""What the tests of the whole program share: running it, collecting what is wrong, numbers as metrics.md §14 prints them.

Every test is called as SCRIPT CXEX SOURCE_DIR WORK_DIR [MORE...]. It prints a line for each thing that is wrong and ends
with 1, or with 77 and a reason when something that it needs is not on this machine.
"""
import hashlib
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import warnings

SKIPPED = 77
SHOWN_PROBLEMS = 40


class Test:
    def __init__(self, argv=None):
        argv = argv or sys.argv
        self.cxex = str(pathlib.Path(argv[1]).resolve())
        self.source = pathlib.Path(argv[2]).resolve()
        self.name = pathlib.Path(argv[0]).stem
        self.more = argv[4:]
        self.work = pathlib.Path(argv[3]).resolve() / "-".join([self.name] + [m for m in self.more if "/" not in m])
        self.shared = self.source.parent / "shared"
        os.environ["CXEX_THEMES"] = str(self.source / "themes")  # a build folder may lie anywhere
        self.problems = []
        self.checked = 0
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)

    def expect(self, good, message):
        """Counts one comparison; returns whether it held."""
        self.checked += 1
        if not good:
            self.problems.append(message)
        return bool(good)

    def skip(self, reason):
        print(f"{self.name}: skipped, {reason}")
        sys.exit(SKIPPED)

    def need(self, *tools):
        for tool in tools:
            if not shutil.which(tool):
                self.skip(f"{tool} is not installed")

    def need_openpyxl(self):
        warnings.simplefilter("ignore")  # openpyxl tells at length which extensions it does not read
        try:
            import openpyxl  # noqa: F401
        except ImportError:
            self.skip("python3-openpyxl is not installed")

    def done(self):
        for problem in self.problems[:SHOWN_PROBLEMS]:
            print(f"{self.name}: {problem}")
        if len(self.problems) > SHOWN_PROBLEMS:
            print(f"{self.name}: … and {len(self.problems) - SHOWN_PROBLEMS} more")
        print(f"{self.name}: {self.checked} checks, {len(self.problems)} wrong")
        sys.exit(1 if self.problems or not self.checked else 0)

    def run(self, *args, code=0, cwd=None, env=None, timeout=120, preexec=None):
        """Runs cxex; the exit code must be `code` (None: any)."""
        done = call([self.cxex, *args], cwd=cwd or self.work, env=env, timeout=timeout, preexec=preexec)
        if code is not None:
            shown = " ".join(str(a) for a in args)
            self.expect(done.returncode == code, f"cxex {shown}: exit {done.returncode}, not {code}: {tail(done.stderr)}")
        return done


def clean_environment(**more):
    env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8"}
    for name in ("CXEX_THEMES", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update(more)
    return env


def call(args, cwd=None, env=None, timeout=120, preexec=None):
    return subprocess.run([str(a) for a in args], cwd=cwd, env=env or clean_environment(), timeout=timeout, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", preexec_fn=preexec)


def tail(text, lines=4):
    return " / ".join(text.strip().splitlines()[-lines:])[:600]


def read_json(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def tree(folder):
    """Every file of a folder with the hash of its bytes, and every folder."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        found[name] = "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def tree_difference(a, b):
    names = [n for n in sorted(set(a) | set(b)) if a.get(n) != b.get(n)]
    return ", ".join(f"{n} ({'new' if n not in a else 'gone' if n not in b else 'other bytes'})" for n in names[:6])


def near(a, b, tolerance=1e-8):
    return abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))


# ---- Numbers as a reader sees them, metrics.md §14, written anew here ----

def rounded(x, decimals):
    """Half away from zero, in integers from the first step on: (negative, digits as an integer)."""
    units = math.floor(abs(x) * 10**decimals + 0.5 + 1e-9)
    return (x < 0 and units > 0, units)


def show(x, decimals, lang, signed=False):
    negative, units = rounded(x, decimals)
    digits = str(units).zfill(decimals + 1)
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", "." if lang == "vi" else ",", whole)
    sign = "−" if negative else "+" if signed and units else ""
    return sign + whole + (("," if lang == "vi" else ".") + part if part else "")


def show_count(n, lang):
    return show(float(n), 0, lang)


def decimals_of(code):
    """How many decimals a figure has: NPS and shares 0, means on the answer scale 2, the rest 1."""
    if code in ("cx.n", "ex.n", "cx.nps", "ex.enps") or re.search(r"_(top2|top3|fav)$", code):
        return 0
    return 2 if code.endswith("_mean") else 1


def is_share(code):
    return re.search(r"_(top2|top3|fav)$", code) is not None


def show_figure(code, x, lang, decimals=None, nps_ids=()):
    d = decimals_of(code) if decimals is None else decimals
    if is_share(code):
        return show(x, d, lang) + "%"
    return show(x, d, lang, signed=code == "combined.gap")


# ---- The packs that samples.py made ----

def sample_packs(test):
    """(name, language, folder) of each; the test ends when there are none."""
    found = []
    for company in ("sen-viet", "harbour-lane"):
        for language in ("vi", "en"):
            packs = sorted((test.work.parent / "samples" / company / f"out-{language}").glob("*/scorecard.json"))
            if test.expect(len(packs) == 1, f"there is no pack of {company} in {language}"):
                found.append((f"{company} {language}", language, packs[0].parent))
    if not found:
        test.done()
    return found
