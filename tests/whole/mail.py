"""The mail drafts: read back by Python's own parser and sent through `sendmail -t` to a mail server on loopback.

Also which drafts are made at all, what is said of addresses before anything is written, and that --only and --formats keep the
rest of the pack."""
import email
import email.policy
import re
import shutil
import subprocess

import tiny
from common import Test, call, clean_environment, read_json, sample_packs, tree, tree_difference

UNITS_FILE = """unit,name,parent,head,email,language
Giao nhận,,,"Trần ""Tư"", Nguyễn Thị Thu Hà phụ trách giao nhận và thu hồi toàn miền",giao@senviet.example,vi
Sales,,,O'Neil (acting) <boss>,sales@senviet.example,en
Kho,,,,kho@senviet.example,
Stores,,,Two Heads,a@senviet.example; b@senviet.example,en
No mail,,,Nobody,,
Tiny,,,Somebody,tiny@senviet.example,
Zoo,,,Keeper,zoo@senviet.example,
"""
UNITS = ["Giao nhận", "Sales", "Kho", "Stores", "No mail", "Tiny", "Zoo"]  # Tiny is hidden, and Zoo so that nobody can work Tiny out
MAIL = """
[units]
file = units.csv
[mail]
from = Phòng Trải nghiệm <cx@senviet.example>
subject = Bản tin {period}: {unit} — những điều trưởng bộ phận cần biết và nên làm trước trong tháng này
body = body.txt
domains = senviet.example
"""
BODY = "Kính gửi {head},\r\n\r\n.\r\nFrom here: {period}, {unit}.\n=3D is not an equals sign.  \n" + "dài " * 60 + "\n\nCX\n"


def parse(path):
    raw = path.read_bytes()
    return raw, email.message_from_bytes(raw, policy=email.policy.default)


def check_bytes(test, name, raw):
    """What a mail server may rely on: CRLF, short lines, ASCII, and no line that a unit's name could have begun."""
    lines = raw.split(b"\r\n")
    test.expect(b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines), f"{name}: line ends are not all CRLF")
    test.expect(raw.isascii(), f"{name}: bytes beyond ASCII")
    longest = max(len(line) for line in lines if not line.startswith(b"Content-Type: application/vnd."))  # one word of 80
    test.expect(longest <= 78, f"{name}: a line of {longest} bytes")
    head = raw.split(b"\r\n\r\n")[0].decode()
    fields = [line.split(":")[0] for line in head.split("\r\n") if not line[:1].isspace()]
    allowed = {"From", "To", "Subject", "X-Unsent", "Content-Language", "MIME-Version", "Content-Type"}
    test.expect(set(fields) <= allowed and len(set(fields)) == len(fields), f"{name}: header fields {fields}")


def check_draft(test, name, pack, entry, lang):
    raw, mail = parse(pack / entry["path"])
    check_bytes(test, name, raw)
    test.expect(not mail.defects and not [d for p in mail.walk() for d in p.defects], f"{name}: defects")
    test.expect(mail["X-Unsent"] == "1" and mail["Date"] is None and mail["Message-ID"] is None, f"{name}: is no draft")
    test.expect(mail["Content-Language"] == {"vi": "vi-VN", "en": "en-GB"}[lang], f"{name}: language {mail['Content-Language']}")
    to = sorted(a.addr_spec for a in mail["To"].addresses)
    test.expect(to == entry["to"], f"{name}: goes to {to}, the manifest says {entry['to']}")
    slug = entry["path"].removeprefix("mail/").removesuffix(".eml")
    names = [p.get_filename() for p in mail.iter_attachments()]
    test.expect(names == [f"{slug}.pdf", f"{slug}.xlsx"], f"{name}: carries {names}")
    types = [p.get_content_type() for p in mail.iter_attachments()]
    test.expect(types == ["application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], f"{name}: {types}")
    for part in mail.iter_attachments():
        same = part.get_content() == (pack / "departments" / part.get_filename()).read_bytes()
        test.expect(same, f"{name}: {part.get_filename()} is not the pack's")
    body = mail.get_body(("plain",))
    test.expect(body.get_content_charset() == "utf-8" and body["Content-Transfer-Encoding"] == "quoted-printable",
                f"{name}: the text is {body['Content-Type']}")
    return mail, body.get_content().replace("\r\n", "\n")


def drafts(pack):
    return [f for f in read_json(pack / "manifest.json")["files"] if f["path"].startswith("mail/")]


# ---- A mail server on loopback, and sendmail ----

class Inbox:
    """Keeps what came in: (sender, recipients, bytes)."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return "250 OK"


def open_server(test):
    """The server and its inbox, or None when this machine lacks one."""
    try:
        from aiosmtpd.controller import Controller
    except ImportError:
        print("mail: nothing was sent, python3-aiosmtpd is not installed")
        return None, None
    if not shutil.which("msmtp"):
        print("mail: nothing was sent, msmtp is not installed")
        return None, None
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=0)
    import socket
    with socket.socket() as free:  # aiosmtpd wants to know its port beforehand
        free.bind(("127.0.0.1", 0))
        server.port = free.getsockname()[1]
    server.start()
    return server, inbox


def send(server, path):
    """As `sendmail -t < draft.eml`: the recipients are those of the draft itself."""
    command = ["msmtp", "-C", "/dev/null", "--host=127.0.0.1", f"--port={server.port}", "--auth=off", "--tls=off",
               "--from=sender@senviet.example", "-t"]
    with open(path, "rb") as draft:
        return subprocess.run(command, stdin=draft, capture_output=True, text=True, env=clean_environment(), timeout=60)


def check_sent(test, name, server, inbox, path, entry):
    inbox.mails.clear()
    done = send(server, path)
    if not test.expect(done.returncode == 0 and len(inbox.mails) == 1, f"{name}: msmtp: {done.stderr.strip()}"):
        return
    _, recipients, raw = inbox.mails[0]
    came = email.message_from_bytes(raw, policy=email.policy.default)
    _, mail = parse(path)
    test.expect(sorted(recipients) == entry["to"], f"{name}: was delivered to {recipients}")
    test.expect(came["Subject"] == mail["Subject"] and came["To"] == mail["To"], f"{name}: the header changed on its way")
    test.expect(came.get_body(("plain",)).get_content() == mail.get_body(("plain",)).get_content(), f"{name}: the text changed")
    for a, b in zip(came.iter_attachments(), mail.iter_attachments()):
        test.expect(a.get_content() == b.get_content() and a.get_filename() == b.get_filename(), f"{name}: an attachment changed")
    test.expect(len(list(came.iter_attachments())) == 2, f"{name}: attachments were lost")


# ---- The samples ----

def samples(test, server, inbox):
    sent = 0
    for name, _, pack in sample_packs(test):
        for entry in drafts(pack):
            label = f"{name} {entry['path']}"
            mail, text = check_draft(test, label, pack, entry, "vi")  # as the units file says of every unit, whatever the report's
            test.expect(mail["From"] == "trainghiem@senviet.example", f"{label}: from {mail['From']}")
            test.expect(text.strip(), f"{label}: says nothing")
            if server:
                check_sent(test, label, server, inbox, pack / entry["path"], entry)
            sent += 1
    test.expect(sent >= 18, f"only {sent} drafts in the samples")


# ---- Odd names, several heads, no sender ----

def few(unit, at):
    return {"Tiny": 2, "Zoo": 9}.get(unit, 14)


def make(test, name, units=UNITS_FILE, more=MAIL, body=BODY, **how):
    folder = test.work / name
    project = tiny.make(folder, UNITS, tiny.months(2), cx=few, ex=few, language="vi", more=more, **how)
    (folder / "units.csv").write_text(units, encoding="utf-8")
    (folder / "body.txt").write_text(body, encoding="utf-8", newline="")
    return project, folder / "out" / "2025-11"


def odd_names(test, server, inbox):
    project, pack = make(test, "odd")
    done = test.run("build", "--verbose", project)
    test.expect(re.search(r"no draft for No mail", done.stderr), f"nobody says that No mail has no address: {done.stderr!r}")
    test.expect(re.search(r"no brief for Tiny, Zoo: nothing of them may be shown", done.stderr), f"nobody says that Tiny and Zoo have no brief: {done.stderr!r}")
    test.expect(len(re.findall(r"^mail/\S+\.eml: \d+ kB, to ", done.stderr, re.M)) == 4, "--verbose does not tell the sizes")
    found = {e["path"]: e for e in drafts(pack)}
    test.expect(sorted(found) == [f"mail/{s}.eml" for s in ("giao-nhan", "kho", "sales", "stores")], f"drafts: {sorted(found)}")
    wanted = {"giao-nhan": ("vi", "Giao nhận"), "kho": ("vi", "Kho"), "sales": ("en", "Sales"), "stores": ("en", "Stores")}
    heads = {"giao-nhan": 'Trần "Tư", Nguyễn Thị Thu Hà phụ trách giao nhận và thu hồi toàn miền', "sales": "O'Neil (acting) <boss>"}
    for slug, (lang, unit) in wanted.items():
        entry = found[f"mail/{slug}.eml"]
        test.expect(entry["unit"] == unit, f"{slug}: the manifest calls it {entry['unit']}")
        mail, text = check_draft(test, slug, pack, entry, lang)
        test.expect(mail["From"].addresses[0].addr_spec == "cx@senviet.example" and
                    mail["From"].addresses[0].display_name == "Phòng Trải nghiệm", f"{slug}: from {mail['From']}")
        test.expect(f": {unit} — những điều trưởng bộ phận" in mail["Subject"], f"{slug}: subject {mail['Subject']}")
        if slug in heads:
            test.expect(mail["To"].addresses[0].display_name == heads[slug], f"{slug}: to {mail['To'].addresses[0].display_name!r}")
        for line in ("=3D is not an equals sign.  ", ".", "dài " * 60, "CX"):
            test.expect(line in text.split("\n"), f"{slug}: the text lacks the line {line[:40]!r}")
        test.expect("\r" not in text and "{" not in text, f"{slug}: the text: {text!r}")
        if server:
            check_sent(test, slug, server, inbox, pack / entry["path"], entry)
    again = test.work / "again"
    test.run("build", "--quiet", "--out", again, "--jobs", "1", project)
    test.expect(tree(again / "2025-11") == tree(pack), f"made twice: {tree_difference(tree(pack), tree(again / '2025-11'))}")


def no_sender(test, server, inbox):
    project, pack = make(test, "nobody", more="\n[units]\nfile = units.csv\n[mail]\n")
    test.run("build", "--quiet", project)
    entry = next(e for e in drafts(pack) if e["unit"] == "Sales")
    mail, text = check_draft(test, "no sender", pack, entry, "en")
    test.expect(mail["From"] is None, f"no sender: from {mail['From']}")
    test.expect("Sales" in mail["Subject"] and "Sales" in text, "no sender: nothing of the unit in subject and text")
    if server:
        check_sent(test, "no sender", server, inbox, pack / entry["path"], entry)


def injection(test):
    """A line break in a name must not become a header."""
    units = 'unit,name,head,email\nSales,"Sales\nBcc: spy@evil.example","Head\r\nCc: spy@evil.example",sales@senviet.example\n'
    project, pack = make(test, "injection", units=units)
    test.run("build", "--quiet", project)
    for entry in drafts(pack):
        raw, mail = parse(pack / entry["path"])
        check_bytes(test, "injection", raw)
        test.expect([a.addr_spec for a in mail["To"].addresses] == ["sales@senviet.example"], f"injection: to {mail['To']}")


# ---- What is wrong with addresses, before anything is written ----

def addresses(test):
    cases = [  # name, units file, project's [mail], exit, what is said
        ("outside", "unit,email\nSales,x@evil.example\n", MAIL, 1, r"x@evil\.example is outside .*senviet\.example"),
        ("sender outside", "unit,email\nSales,x@senviet.example\n", MAIL.replace("cx@senviet", "cx@other"), 1, r"cx@other\.example is outside"),
        ("shared", "unit,email\nSales,x@senviet.example\nKho,x@senviet.example\n", MAIL, 0,
         r"warning: x@senviet\.example gets the drafts of several units: (Sales, Kho|Kho, Sales)"),
        ("bad", "unit,email\nSales,sales at senviet\n", MAIL, 0, r"units\.csv:2:.*warning: .*sales at senviet"),
        ("bad among two", "unit,email\nSales,a@senviet.example; b@\n", MAIL, 0, r"units\.csv:2:.*warning: .*no mail will be made"),
    ]
    for name, units, mail, code, said in cases:
        project, pack = make(test, name.replace(" ", "-"), units=units, more=mail)
        for command in ("check", "build"):
            done = test.run(command, "--quiet", project, code=code)
            test.expect(re.search(said, done.stderr), f"{name}, {command}: {said} is not in {done.stderr!r}")
        test.expect(pack.exists() == (code == 0), f"{name}: a pack although the addresses are wrong" if code else f"{name}: no pack")
        if name.startswith("bad"):
            test.expect(not drafts(pack), f"{name}: a draft to a bad address")
    project, pack = make(test, "no-mail", more="")
    done = test.run("build", "--quiet", "--formats", "eml,json", project)
    test.expect("no section [mail]" in done.stderr and not drafts(pack), f"no [mail]: {done.stderr!r}")
    test.expect("No drafts" in test.run("check", "--quiet", project).stdout, "check does not say that there are no drafts")


# ---- --only and --formats ----

def parts_of_a_pack(test):
    project, pack = make(test, "parts")
    test.run("build", "--quiet", project)
    whole = tree(pack)
    partial = [["--only", "Sales"], ["--only", " giao nhận "], ["--only", "giao-nhan", "--only", "Kho", "--formats", "eml"],
               ["--formats", "eml"], ["--formats", "pdf"], ["--formats", "xlsx,json"], ["--only", "Kho", "--formats", "xlsx"],
               ["--only", "Giao nha\u0323\u0302n"]]
    for number, args in enumerate(partial):
        if args[1] == " giao nhận ":
            args[1] = " Giao  nhận "
        done = test.run("build", "--quiet", *args, project)
        test.expect(tree(pack) == whole, f"{args} over the same pack: {tree_difference(whole, tree(pack))}")
        test.expect(len(done.stdout.splitlines()) == sum(v != "folder" for v in whole.values()), f"{args} names {len(done.stdout.splitlines())}")
        alone = test.work / f"alone-{number}"
        test.run("build", "--quiet", "--out", alone, *args, project)
        made = tree(alone / "2025-11")
        strange = [n for n, h in made.items() if n != "manifest.json" and whole.get(n) != h]
        test.expect(not strange, f"{args} alone: {strange}")
    files = lambda number: sorted(n for n, h in tree(test.work / f"alone-{number}" / "2025-11").items() if h != "folder")
    test.expect(files(0) == ["departments/sales.pdf", "departments/sales.xlsx", "mail/sales.eml", "manifest.json"], f"--only Sales: {files(0)}")
    carried = [f"departments/{slug}.{ending}" for slug in ("giao-nhan", "kho") for ending in ("pdf", "xlsx")]
    test.expect(files(2) == [*carried, "mail/giao-nhan.eml", "mail/kho.eml", "manifest.json"], f"--only --formats eml: {files(2)}")
    test.expect(files(6) == ["departments/kho.xlsx", "manifest.json"], f"--only Kho --formats xlsx: {files(6)}")

    slip = test.run("build", "--quiet", "--only", "Sale", project, code=1)
    test.expect('no unit "Sale"' in slip.stderr and 'did you mean "Sales"' in slip.stderr, f"--only Sale: {slip.stderr!r}")
    hidden = test.run("build", "--quiet", "--only", "Tiny", project, code=1)
    test.expect("Tiny has no brief" in hidden.stderr, f"--only Tiny: {hidden.stderr!r}")
    test.expect(tree(pack) == whole, "a refused --only changed the pack")
    board = pack / "board.pdf"
    board.write_bytes(board.read_bytes() + b"\n")
    changed = test.run("build", "--quiet", "--formats", "json", project, code=1)
    test.expect("board.pdf is not as the earlier pack left it" in changed.stderr, f"a changed file is kept: {changed.stderr!r}")
    test.run("build", "--quiet", project)
    test.expect(tree(pack) == whole, "the pack is not put right again")
    one, other = pack / "departments/kho.pdf", pack / "departments/sales.pdf"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    swapped = test.run("build", "--quiet", "--formats", "xlsx", project, code=1)
    test.expect(re.search(r"(kho|sales)\.pdf is not as the earlier pack left it", swapped.stderr), f"swapped briefs are kept: {swapped.stderr!r}")
    test.run("build", "--quiet", project)
    test.expect(tree(pack) == whole, "the swapped briefs are not put right again")
    (project.parent / "body.txt").write_text("Other words\n", encoding="utf-8")
    other = test.run("build", "--quiet", "--only", "Sales", project, code=1)
    test.expect("made from other input" in other.stderr, f"--only with another body: {other.stderr!r}")
    test.expect(tree(pack) == whole, "--only with another body changed the pack")


def main():
    test = Test()
    server, inbox = open_server(test)
    try:
        samples(test, server, inbox)
        odd_names(test, server, inbox)
        no_sender(test, server, inbox)
        injection(test)
        addresses(test)
        parts_of_a_pack(test)
    finally:
        if server:
            server.stop()
    test.done()


main()
