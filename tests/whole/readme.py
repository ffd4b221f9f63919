#!/usr/bin/env python3
"""The README says what the program says: its table of keys is what `cxex reference --markdown` prints, every picture and
file it names exists, every option it names is one.

    readme.py CXEX SOURCE [--rewrite]
"""
import os
import re
import subprocess
import sys

BEGIN, END = "<!-- reference -->", "<!-- /reference -->"


def printed(cxex, *words):
    env = dict(os.environ, LC_ALL="C.UTF-8", LANG="C.UTF-8")
    return subprocess.run([cxex, *words], env=env, check=True, capture_output=True, text=True).stdout


def main():
    cxex, source = sys.argv[1], sys.argv[2]
    path = os.path.join(source, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    head, rest = text.split(BEGIN)
    table, tail = rest.split(END)
    wanted = "\n" + printed(cxex, "reference", "--markdown").strip() + "\n"
    if "--rewrite" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write(head + BEGIN + wanted + END + tail)
        table = wanted
    wrong = []
    if table != wanted:
        wrong.append("the table of keys differs from `cxex reference --markdown`; tests/whole/readme.py CXEX . --rewrite")
    for name in re.findall(r"\]\(([^)#:]+)\)", head + tail):
        if not os.path.exists(os.path.join(source, name)):
            wrong.append(f"{name} is named and is not there")
    options = printed(cxex, "--help")
    for name in set(re.findall(r"`[^`\n]*?(--[a-z-]+)", head + tail)):
        if name not in options:
            wrong.append(f"{name} is named and is no option")
    for line in wrong:
        print("README.md:", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
