"""A sample of the faults that a machine can have, injected one at a time: a failed call, a full disk, no memory, a kill.

The full run (every call) is: ../shared/tools/torture.sh and killtest.sh with the same arguments but without -S and -n.
"""
import shutil
import zipfile

import tiny
from common import Test, call, clean_environment

RUNS = [  # what fails, how many of those calls, further options of torture.sh
    ("a call of the file system fails", ["-c", "io", "-d", "-S", "16"]),
    ("the disk is full from then on", ["-c", "write", "-e", "ENOSPC", "-s", "-S", "8"]),
    ("a write takes half of its bytes", ["-c", "write", "-A", "short", "-S", "4"]),
    ("memory runs out", ["-c", "alloc", "-d", "-S", "16"]),
    ("killed at a call of the file system", ["-c", "io", "-A", "kill", "-S", "8"]),
]

# Files that become text through a temporary file, two of them in a process of its own. No -d: an ordinal would stand in the
# list once for each process, and its runs would share a folder.
INPUT_RUNS = [
    ("a file cannot be opened or read", ["-c", "open read map", "-t", "80", "-S", "14"]),
    ("the temporary disk is full", ["-c", "write", "-e", "ENOSPC", "-t", "2"]),  # the first writes there are
]
INPUTS = """[report]
client = Anyone
period = month
[customers book]
files = book.xlsx
{columns}[customers spss]
files = spss.sav
{columns}[customers wide]
files = wide.csv
{columns}[metric cx.nps]
column = nps
type = nps
scale = 0..10
"""


def make_inputs(test, folder):
    folder.mkdir()
    rows = [["date", "unit", "id", "nps"]] + [[f"2026-12-{1 + i % 28:02}", "North", f"X{i}", str(i % 11)] for i in range(40)]
    sheet = "".join("<row>" + "".join(f'<c t="str"><v>{cell}</v></c>' for cell in row) + "</row>" for row in rows)
    with zipfile.ZipFile(folder / "book.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Type="t/worksheet" '
                      'Target="worksheets/sheet1.xml"/></Relationships>')
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{sheet}</sheetData></worksheet>")
    (folder / "wide.csv").write_text("".join(",".join(row) + "\n" for row in rows).replace("X", "Y"), encoding="utf-16")
    shutil.copy(test.source / "tests/fuzz/corpus/customers/plain.sav", folder / "spss.sav")
    columns = "date = date\nunit = unit\nid = id\n"
    (folder / "project.ini").write_text(INPUTS.format(columns=columns), encoding="utf-8")
    return folder / "project.ini"


def torture_inputs(test, tools, env):
    folder = test.work / "inputs"
    project = make_inputs(test, folder)
    test.run("build", "--quiet", "--out", folder / "out", project)
    command = [test.cxex, "build", "--quiet", "--jobs", "1", "{}/project.ini"]
    for number, (what, options) in enumerate(INPUT_RUNS):
        report = test.work / f"report-inputs-{number}"
        done = call(["bash", tools / "torture.sh", "-w", folder, "-k", "out/2026-12", "-r", "7", "-o", report, "-j", "2", *options,
                     "--", *command], env=env, timeout=300)
        print(f"{what}: {done.stderr.strip()}")
        test.expect(done.returncode == 0, f"{what}: see {report}/results.tsv")
    told = (report / "results.tsv").read_text(encoding="utf-8")
    codes = [line.split("\t")[2] for line in told.splitlines() if line.count("\t") > 3]  # the messages there are cut short
    test.expect("3" in codes, f"the machine's fault is not told as one (3): {told[:600]}")
    shutil.rmtree(folder)


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
    torture_inputs(test, tools, env)
    test.done()


main()
