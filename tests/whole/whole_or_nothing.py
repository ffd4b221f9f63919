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
    test.expect(set(tree(fresh)) == {"2025-11", "2025-11/scorecard.json", "2025-11/manifest.json"},
                f"--formats json alone makes {sorted(tree(fresh))}")


class States:
    """The same folder with the pack in one language and in the other: two good ends between which a run can be torn."""

    def __init__(self, test, scene):
        self.test, self.scene, self.tree, self.copy = test, scene, {}, {}
        for language in ("vi", "en"):
            test.run("build", "--quiet", "--lang", language, scene.project)
            self.copy[language] = scene.folder / f"pack-{language}"
            shutil.copytree(scene.out, self.copy[language])
            self.tree[language] = tree(scene.out)
        test.expect(self.tree["vi"] != self.tree["en"], "the two packs are equal: a torn one could not be seen")

    def command(self, language):
        return [self.test.cxex, "build", "--quiet", "--lang", language, str(self.scene.project)]

    def restore(self, language):
        shutil.rmtree(self.scene.out)
        shutil.copytree(self.copy[language], self.scene.out)


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


def judge(test, states, old, new, sent, code, name):
    now = tree(states.scene.out)
    pack = {k: v for k, v in now.items() if k.startswith("2025-11")}
    if code == 0:
        test.expect(now == states.tree[new], f"{name} came too late, yet: {tree_difference(states.tree[new], now)}")
        return
    test.expect(pack in (states.tree[old], states.tree[new]),
                f"{name}: the pack is torn: {tree_difference(states.tree[old], pack)}")
    if sent != signal.SIGKILL:
        # Before the program has its handlers, a signal ends it as it would any other program.
        test.expect(code in (3, -sent), f"{name}: exit {code}")
        test.expect(now in (states.tree[old], states.tree[new]), f"{name}: litter: {tree_difference(states.tree[old], now)}")


def interrupted(test):
    """Killed at any moment: old or new, and the next run tidies up. Asked to stop: 3, as if it had never run."""
    scene = Scene(test, "killed")
    states = States(test, scene)
    rng, met, number = random.Random(5), 0, 0
    while met < KILLS and number < 4 * KILLS:
        if number % KILLS == 0:  # a machine that others use as well is not always as fast
            began = time.monotonic()
            call(states.command("en"))
            whole = time.monotonic() - began
        old, new = ("vi", "en") if number % 2 else ("en", "vi")
        states.restore(old)
        sent = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM)[number // 2 % 4]
        delay = whole * (rng.random() if number % 3 else 0.75 + 0.25 * rng.random())
        code = stop(states.command(new), sent, delay)
        wait_for_workers(scene.out)
        met += code != 0
        number += 1
        name = f"{sent.name} in round {number}"
        judge(test, states, old, new, sent, code, name)
        call(states.command(new))
        after = tree(scene.out)
        test.expect(after == states.tree[new], f"the run after {name}: {tree_difference(states.tree[new], after)}")
    test.expect(met >= KILLS // 2, f"only {met} of {number} signals met a running program")


def main():
    test = Test()
    wrong_input(test)
    missing_rights(test)
    wrong_place(test)
    full_disk(test)
    other_formats(test)
    interrupted(test)
    test.done()


main()
