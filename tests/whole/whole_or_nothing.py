"""Whatever goes wrong, the previous pack stays as it was, or the new one is there whole; and nothing is left lying about."""
import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import time

import tiny
from common import Test, call, clean_environment, tail, tree, tree_difference

KILLS = 16  # signals that meet a running program
NOBODY = 65534
UNITS = ["Bán hàng", "Kho vận", "Tổng đài", "Kế toán"]


class Scene:
    """A project with a pack, and what the folder looked like."""

    def __init__(self, test, name, language="vi"):
        self.test, self.name, self.folder = test, name, test.work / name
        self.project = tiny.make(self.folder, UNITS, tiny.months(2), language=language)
        self.out = self.folder / "out"
        self.pack = self.out / "2025-11"
        test.run("build", "--quiet", self.project)
        self.before = tree(self.out)
        test.expect("2025-11/board.pdf" in self.before, f"{name}: there is no first pack")

    def unchanged(self, why):
        now = tree(self.out)
        self.test.expect(now == self.before, f"{self.name}, {why}: {tree_difference(self.before, now)}")

    def fails(self, why, code, *args, said=None, **how):
        done = self.test.run("build", "--quiet", *args, self.project, code=code, **how)
        self.test.expect(done.stdout == "", f"{self.name}, {why}: paths are printed though nothing was written")
        self.test.expect(done.stderr.strip() != "", f"{self.name}, {why}: not a word on stderr")
        if said:
            self.test.expect(said in done.stderr, f"{self.name}, {why}: the message lacks {said!r}: {tail(done.stderr)}")
        self.unchanged(why)

    def works(self, why):
        self.test.run("build", "--quiet", self.project)
        self.unchanged(why)


def without_rights(test):
    """How to run the program as someone whom file modes bind; None when this machine gives no way."""
    if os.geteuid() != 0:
        return lambda: None

    def become_nobody():
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    if call([test.cxex, "--version"], preexec=become_nobody, cwd="/").returncode == 0 and \
            call(["test", "-r", test.work], preexec=become_nobody, cwd="/").returncode == 0:
        return become_nobody
    print("whole_or_nothing: the build folder is closed to others; missing rights were not tried")
    return None


def missing_rights(test):
    bound = without_rights(test)
    if not bound:
        return
    scene = Scene(test, "rights")
    data = scene.folder / "customers.csv"
    data.chmod(0)
    scene.fails("an export that may not be read", 1, said="customers.csv", preexec=bound, cwd="/")
    data.chmod(0o644)
    scene.out.chmod(0o555)
    scene.fails("OUT may not be written", 3, preexec=bound, cwd="/")
    scene.out.chmod(0o755)


def wrong_input(test):
    scene = Scene(test, "input")
    text = scene.project.read_text(encoding="utf-8")
    scene.project.write_text(text + "\n[metric cx.more]\ncolum = nps\n", encoding="utf-8")
    scene.fails("a wrong key", 1, said="column")
    scene.project.write_text(text.replace("files = customers.csv", "files = gone.csv"), encoding="utf-8")
    scene.fails("an export that is gone", 1, said="gone.csv")
    scene.project.write_text(text, encoding="utf-8")
    data = scene.folder / "customers.csv"
    rows = data.read_bytes()
    data.write_bytes(rows.replace(b"id,date,unit,nps", b"id,date,unit,nsp"))
    scene.fails("a column that is gone", 1, said="nps")
    data.write_bytes(rows)
    os.rename(data, scene.folder / "aside")
    data.mkdir()
    scene.fails("an export that is a folder", 1)
    data.rmdir()
    os.rename(scene.folder / "aside", data)
    scene.works("all is well again")


def wrong_place(test):
    scene = Scene(test, "place")
    blocked = scene.folder / "blocked"
    blocked.write_text("a file, not a folder", encoding="utf-8")
    scene.fails("OUT is a file", 3, "--out", blocked)
    scene.fails("OUT lies under a file", 3, "--out", blocked / "deeper")
    test.expect(blocked.read_text(encoding="utf-8") == "a file, not a folder", "the file in the way was touched")
    taken = scene.folder / "taken"
    taken.mkdir()
    (taken / "2025-11").write_text("in the way", encoding="utf-8")
    scene.fails("a file has the pack's name", 3, "--out", taken)
    test.expect(tree(taken).keys() == {"2025-11"}, "litter beside the file in the way")
    (taken / "2025-11").unlink()
    (taken / "2025-11").symlink_to(scene.folder)
    scene.fails("a link has the pack's name", 3, "--out", taken)
    test.expect((scene.folder / "project.ini").is_file(), "a link was followed")


def full_disk(test):
    scene = Scene(test, "disk")
    for limit in (0, 1 << 10, 20 << 10, 60 << 10):
        def shrink(limit=limit):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        scene.fails(f"files of at most {limit} bytes", 3, preexec=shrink)
    small = test.work / "small"
    small.mkdir()
    if os.geteuid() != 0 or call(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small]).returncode != 0:
        print("whole_or_nothing: no small disk can be mounted here; only RLIMIT_FSIZE was tried")
        return
    try:
        for filled in (0, 30 << 10, 50 << 10, 60 << 10):
            (small / "filler").write_bytes(b"x" * filled)
            before = tree(small)
            scene.fails(f"a disk of 64 kB with {filled} bytes on it", 3, "--out", small)
            after = tree(small)
            test.expect(after == before, f"on a full disk: {tree_difference(before, after)}")
    finally:
        call(["umount", small])
    scene.works("the disk has room again")


def other_formats(test):
    scene = Scene(test, "formats")
    done = test.run("build", "--quiet", "--formats", "json", scene.project)
    test.expect(len(done.stdout.splitlines()) >= 2, f"--formats json names {done.stdout.splitlines()}")
    scene.unchanged("--formats json over the same pack")
    text = scene.project.read_text(encoding="utf-8")
    scene.project.write_text(text.replace("Two sides", "Another title"), encoding="utf-8")
    scene.fails("--formats json with another project file", 1, "--formats", "json")
    scene.project.write_text(text, encoding="utf-8")
    data = scene.folder / "employees.csv"
    rows = data.read_bytes()
    data.write_bytes(rows.replace(b",5\r\n", b",4\r\n", 1))
    scene.fails("--formats pdf with other data", 1, "--formats", "pdf")
    data.write_bytes(rows)
    scene.fails("--formats pdf in another language", 1, "--formats", "pdf", "--lang", "en")
    fresh = scene.folder / "only-json"
    test.run("build", "--quiet", "--formats", "json", "--out", fresh, scene.project)
    test.expect(set(tree(fresh)) == {"2025-11", "2025-11/scorecard.json", "2025-11/manifest.json", "ledger.json"},
                f"--formats json alone makes {sorted(tree(fresh))}")


class States:
    """OUT before and after a build in the other language: two good ends between which a run can be torn.

    What the ledger says depends on all packs before, so each language has its own way: vi to en, and from there back to vi."""

    def __init__(self, test, scene):
        self.test, self.scene, self.before, self.after = test, scene, {}, {}
        for language in ("en", "vi"):
            self.before[language] = self.copy(f"before-{language}")
            test.run("build", "--quiet", "--lang", language, scene.project)
            self.after[language] = self.copy(f"after-{language}")
            test.expect(tree(self.before[language]) != tree(self.after[language]),
                        "the two packs are equal: a torn one could not be seen")

    def copy(self, name):
        shutil.copytree(self.scene.out, self.scene.folder / name)
        return self.scene.folder / name

    def command(self, language):
        return [self.test.cxex, "build", "--quiet", "--lang", language, str(self.scene.project)]

    def restore(self, language):
        shutil.rmtree(self.scene.out)
        shutil.copytree(self.before[language], self.scene.out)


def stop(command, sent, delay):
    """Starts the command, sends the signal to its whole group after `delay` seconds, and returns its exit code."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True, env=clean_environment())
    time.sleep(delay)
    if process.poll() is None:
        os.killpg(process.pid, sent)
    return process.wait(timeout=60)


def wait_for_workers(out):
    """They were killed with their parent, but on a busy machine need a moment to be gone; until then they hold its lock."""
    for folder in out.glob(".*.cxex-*"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.close(handle)


def is_pack(found):
    return {name: what for name, what in found.items() if name.startswith("2025-11")}


def judge_ledger(test, now, before, after, name):
    """The pack and what the ledger says of it go together. The new ledger may still wait for its name, but only beside the
    new pack does it count; beside the old pack the next run drops it."""
    here, waiting = now.get("ledger.json"), now.get("ledger.json.new")
    if is_pack(now) == is_pack(before):
        test.expect(here == before["ledger.json"], f"{name}: the old pack has another ledger")
    else:
        test.expect(here == after["ledger.json"] or (here == before["ledger.json"] and waiting == after["ledger.json"]),
                    f"{name}: the new pack is not in the ledger")


def judge(test, states, language, sent, code, name):
    now, before, after = tree(states.scene.out), tree(states.before[language]), tree(states.after[language])
    if code == 0:
        test.expect(now == after, f"{name} came too late, yet: {tree_difference(after, now)}")
        return
    test.expect(is_pack(now) in (is_pack(before), is_pack(after)), f"{name}: the pack is torn: {tree_difference(before, now)}")
    judge_ledger(test, now, before, after, name)
    if sent != signal.SIGKILL:
        # Before the program has its handlers, a signal ends it as it would any other program.
        test.expect(code in (3, -sent), f"{name}: exit {code}")
        test.expect(now in (before, after), f"{name}: litter: {tree_difference(before, now)}")


def interrupted(test):
    """Killed at any moment: old or new, and the next run tidies up. Asked to stop: 3, as if it had never run."""
    scene = Scene(test, "killed")
    states = States(test, scene)
    rng, met, number = random.Random(5), 0, 0
    while met < KILLS and number < 4 * KILLS:
        if number % KILLS == 0:  # a machine that others use as well is not always as fast
            states.restore("en")
            began = time.monotonic()
            call(states.command("en"))
            whole = time.monotonic() - began
        language = "en" if number % 2 else "vi"
        states.restore(language)
        sent = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM)[number // 2 % 4]
        delay = whole * (rng.random() if number % 3 else 0.75 + 0.25 * rng.random())
        code = stop(states.command(language), sent, delay)
        wait_for_workers(scene.out)
        met += code != 0
        number += 1
        name = f"{sent.name} in round {number}"
        judge(test, states, language, sent, code, name)
        call(states.command(language))
        test.expect(tree(scene.out) == tree(states.after[language]),
                    f"the run after {name}: {tree_difference(tree(states.after[language]), tree(scene.out))}")
    test.expect(met >= KILLS // 2, f"only {met} of {number} signals met a running program")


def between_pack_and_ledger(test):
    """The very moments that a kill seldom meets, made by hand."""
    scene = Scene(test, "between")
    states = States(test, scene)
    before, after = tree(states.before["en"]), tree(states.after["en"])
    new_ledger = (states.after["en"] / "ledger.json").read_bytes()
    # The pack is in place, its ledger has not got its name: the next run must know what was published.
    states.restore("en")
    shutil.rmtree(scene.pack)
    shutil.copytree(states.after["en"] / "2025-11", scene.pack)
    (scene.out / "ledger.json.new").write_bytes(new_ledger)
    waiting = tree(scene.out)
    test.run("check", "--quiet", scene.project)
    test.expect(tree(scene.out) == waiting, "check touched the ledger")
    call(states.command("en"))
    test.expect(tree(scene.out) == after, f"a ledger that waits: {tree_difference(after, tree(scene.out))}")
    # The ledger was written, whole or in part, but the pack was not put in place: it counts for nothing.
    for name, bytes_left in (("whole", new_ledger), ("half", new_ledger[: len(new_ledger) // 2]), ("empty", b"")):
        states.restore("en")
        (scene.out / "ledger.json.new").write_bytes(bytes_left)
        test.run("check", "--quiet", scene.project)
        call(states.command("en"))
        test.expect(tree(scene.out) == after, f"a ledger without its pack, {name}: {tree_difference(after, tree(scene.out))}")
    # A ledger that someone has changed is not guessed at.
    states.restore("en")
    ledger = scene.out / "ledger.json"
    ledger.write_bytes(ledger.read_bytes().replace(b"2025-11", b"2025-12"))
    damaged = tree(scene.out)
    done = test.run("build", "--quiet", scene.project, code=1)
    test.expect("ledger.json" in done.stderr and tree(scene.out) == damaged, f"a damaged ledger: {done.stderr!r}")
    test.expect(before != after, "the two ends are one")


def replaced(test):
    """--replace: as if the earlier pack of this period had never been."""
    scene = Scene(test, "replaced")
    fresh = scene.folder / "fresh"
    data = scene.folder / "customers.csv"
    rows = data.read_text(encoding="utf-8").splitlines()
    data.write_text("\n".join(row for at, row in enumerate(rows) if at == 0 or at % 9) + "\n", encoding="utf-8")
    test.run("build", "--quiet", "--out", fresh, scene.project)
    done = test.run("build", "--quiet", "--replace", scene.project)
    test.expect("forgets the earlier pack of 2025-11" in done.stderr, f"--replace says nothing: {done.stderr!r}")
    test.expect(is_pack(tree(scene.out)) == is_pack(tree(fresh)),
                f"--replace: {tree_difference(is_pack(tree(fresh)), is_pack(tree(scene.out)))}")
    test.expect((scene.out / "ledger.json").read_bytes() == (fresh / "ledger.json").read_bytes(), "--replace: the ledger remembers")
    quiet = test.run("build", "--quiet", "--replace", "--out", scene.folder / "other", scene.project)
    test.expect(quiet.stderr == "", f"--replace without an earlier pack: {quiet.stderr!r}")


def a_unit_fails(test):
    """What fails in one unit stops no other, and everything that failed is said."""
    scene = Scene(test, "one-unit")

    def small():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (30 << 10, 30 << 10))
    for jobs in ("1", "3"):
        done = test.run("build", "--quiet", "--jobs", jobs, scene.project, code=3, preexec=small)
        named = [unit for unit in UNITS if f"({unit})" in done.stderr]
        test.expect(len(named) == len(UNITS), f"--jobs {jobs}: only {named} are named: {tail(done.stderr)}")
        test.expect("board.pdf" in done.stderr, f"--jobs {jobs}: board.pdf is not named")
        scene.unchanged(f"every file too large, --jobs {jobs}")


def main():
    test = Test()
    wrong_input(test)
    missing_rights(test)
    wrong_place(test)
    full_disk(test)
    other_formats(test)
    between_pack_and_ledger(test)
    replaced(test)
    a_unit_fails(test)
    interrupted(test)
    test.done()


main()
