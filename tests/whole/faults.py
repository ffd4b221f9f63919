"""A sample of the faults that a machine can have, injected one at a time: a failed call, a full disk, no memory, a kill.

The full run (every call) is: ../shared/tools/torture.sh and killtest.sh with the same arguments but without -S and -n.
"""
import shutil

import tiny
from common import Test, call, clean_environment

RUNS = [  # what fails, how many of those calls, further options of torture.sh
    ("a call of the file system fails", ["-c", "io", "-d", "-S", "16"]),
    ("the disk is full from then on", ["-c", "write", "-e", "ENOSPC", "-s", "-S", "8"]),
    ("a write takes half of its bytes", ["-c", "write", "-A", "short", "-S", "4"]),
    ("memory runs out", ["-c", "alloc", "-d", "-S", "16"]),
    ("killed at a call of the file system", ["-c", "io", "-A", "kill", "-S", "8"]),
]


def main():
    test = Test()
    tools = test.shared / "tools"
    if not (tools / "torture.sh").is_file():
        test.skip("../shared/tools is not here")
    test.need("bash", "cc", "shuf")
    if "asan" in call(["ldd", test.cxex]).stdout:
        test.skip("a sanitizer build has its own allocator")
    folder = test.work / "project"
    project = tiny.make(folder, ["Sales", "Service", "Stores"], tiny.months(2))
    test.run("build", "--quiet", project)
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("Two sides", "A second pack"), encoding="utf-8")
    # One worker at a time and a fixed draw: the same calls fail in every run of this test.
    command = [test.cxex, "build", "--quiet", "--jobs", "1", "{}/project.ini"]
    env = clean_environment()
    for number, (what, options) in enumerate(RUNS):
        report = test.work / f"report-{number}"
        torture = ["bash", tools / "torture.sh", "-w", folder, "-k", "out/2025-11", "-r", "7", "-o", report]
        done = call([*torture, "-j", "2", *options, "--", *command], env=env, timeout=300)
        print(f"{what}: {done.stderr.strip()}")
        test.expect(done.returncode == 0, f"{what}: see {report}/results.tsv")
    done = call(["bash", tools / "killtest.sh", "-w", folder, "-k", "out/2025-11", "-j", "2", "-n", "10", "-o", test.work / "report-kill",
                 "--", *command], env=env, timeout=300)
    print(done.stderr.strip())
    test.expect(done.returncode == 0, f"killed at random: see {test.work}/report-kill/results.tsv")
    shutil.rmtree(folder)
    test.done()


main()
