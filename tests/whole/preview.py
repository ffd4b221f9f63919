"""`cxex themes --preview`: a page for each theme with every colour, its code and its contrast as computed here, legible, tagged;
and what is said of a theme that is wrong."""
import configparser
import re
import struct
import zlib

import pdfread
from common import Test, call, clean_environment

GROUNDS = {  # text: what it may stand on, product.md "Branding"
    "ink": ("paper", "wash", "cx_tint", "ex_tint", "growth_tint", "bad_tint"),
    "grey_text": ("paper", "wash", "cx_tint", "ex_tint", "growth_tint", "bad_tint"),
    "cx": ("paper", "wash", "cx_tint"),
    "on_brand": ("brand",),
    "brand_soft": ("cover", "cover_roof", "cover_room", "cover_base"),
}


def light(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * p for share, p in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(a, b):
    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def look_at(test, name, path, ini, language):
    pages = pdfread.pages(path)
    if not test.expect(len(pages) == 1 and (pages[0].width, pages[0].height) == (842, 595), f"{name}: {len(pages)} pages"):
        return
    test.expect(not pdfread.outside(pages[0]), f"{name}: outside the page: {pdfread.outside(pages[0])[:3]}")
    touching = pdfread.overlaps(pages[0])
    test.expect(not touching, f"{name}: {len(touching)} overlaps: {touching[:3]}")
    theme = configparser.ConfigParser(comment_prefixes=(";",), interpolation=None, inline_comment_prefixes=(" ;",))
    theme.read(ini, encoding="utf-8")
    colours = {role: code.strip().strip('"').upper() for role, code in theme["colours"].items()}
    text = " ".join(w.text for w in pages[0].words)
    for role, code in colours.items():
        test.expect(re.search(rf"\b{role}\b", text) and code in text, f"{name}: {role} {code} is not shown")
    rows = {row.cells()[0].text(): [c.text() for c in row.cells()[1:]]
            for _, sect in pdfread.sections(pdfread.Document(path)) for table in sect.find("Table") for row in table.find("TR")}
    for role, grounds in GROUNDS.items():
        worst = min(grounds, key=lambda g: contrast(colours[role], colours[g]))
        figure = f"{int(contrast(colours[role], colours[worst]) * 10) / 10:.1f}".replace(".", "," if language == "vi" else ".")
        said = " ".join(rows.get(role, []))
        test.expect(figure in said and worst in said, f"{name}: {role} should say {figure} on {worst}: {said!r}")
    info = call(["pdfinfo", path]).stdout
    test.expect(re.search(r"Tagged:\s+yes", info), f"{name}: not tagged")


def shipped(test):
    for language in ("en", "vi"):
        folder = test.work / language
        folder.mkdir()
        done = test.run("themes", "--preview", "--lang", language, cwd=folder)
        names = sorted(p.stem for p in (test.source / "themes").glob("*.ini"))
        test.expect(sorted(done.stdout.split()) == [f"theme-{n}.pdf" for n in names], f"{language}: written: {done.stdout}")
        for name in names:
            look_at(test, f"{name} {language}", folder / f"theme-{name}.pdf", test.source / f"themes/{name}.ini", language)
        first = (folder / "theme-quiet.pdf").read_bytes()
        test.run("themes", "--preview", "quiet", "-o", folder / "again.pdf", "--lang", language)
        test.expect((folder / "again.pdf").read_bytes() == first, f"{language}: not the same bytes again")


def own(test):
    ini = test.work / "mine.ini"
    ini.write_text("[theme]\nlabel = Mine – của tôi\ncover = full\n\n[colours]\nbrand = #7A1F5C\n", encoding="utf-8")
    test.run("themes", "--preview", ini, "--output", test.work / "mine.pdf")
    text = call(["pdftotext", test.work / "mine.pdf", "-"]).stdout
    test.expect("của tôi" in text and "#7A1F5C" in text, "a theme of one's own is not shown")


def white_logo(path, width, height):
    """All white, with a clear edge wide enough to count as a ground that shows through."""
    clear = [255, 255, 255, 0] * (width // 20)
    row = bytes([0] + clear + [255] * 4 * (width - 2 * (width // 20)) + clear)
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks))


def logos(test):
    """A wide white logo keeps to its two boxes, on paper on a plate of the brand's colour and on the brand's ground as it is."""
    white_logo(test.work / "white.png", 400, 100)
    ini, pdf = test.work / "white.ini", test.work / "white.pdf"
    ini.write_text("[theme]\nlabel = White\nlogo = white.png\ncover = full\n[colours]\nbrand = #7A1F5C\n", encoding="utf-8")
    test.run("themes", "--preview", ini, "-o", pdf, "--lang", "en")
    call(["pdftoppm", "-r", "72", "-singlefile", pdf, test.work / "white"])
    picture = (test.work / "white.ppm").read_bytes()
    width, height = map(int, picture.split(b"\n", 3)[1].split())
    dots = picture[-3 * width * height:]
    head = [w for w in pdfread.pages(pdf)[0].words if w.text == "LOGO OR INITIALS"][0]

    def shares(left, right):
        seen = [dots[3 * (y * width + x):][:3] for y in range(round(head.y1) + 15, round(head.y1) + 50) for x in range(left, right)]
        return [sum(max(abs(a - b) for a, b in zip(dot, colour)) <= 3 for dot in seen) / len(seen)
                for colour in (b"\xff\xff\xff", b"\x7a\x1f\x5c")]

    for name, box in {"paper": (590, 688), "cover": (700, 798)}.items():
        white, brand = shares(*box)
        test.expect(white > 0.2 and brand > 0.1, f"the logo on {name}: {white:.2f} white, {brand:.2f} of the brand's colour")
        test.expect(shares(box[1] - 8, box[1])[name == "paper"] == 0, f"the logo on {name} runs out of its box")


def wrong(test):
    themes = {
        "pale": ("[theme]\nlabel = Pale\n\n[colours]\nink = #BBBBBB\n", "ink / "),
        "colour": ("[theme]\nlabel = C\n\n[colours]\nbrand = red\n", "red"),
        "logo": ("[theme]\nlabel = L\nlogo = nowhere.png\n", "nowhere.png"),
    }
    for name, (text, offer) in themes.items():
        ini, pdf = test.work / f"{name}.ini", test.work / f"{name}.pdf"
        ini.write_text(text, encoding="utf-8")
        done = test.run("themes", "--preview", ini, "-o", pdf, code=1)
        test.expect(offer in done.stderr and f"{name}.ini:" in done.stderr, f"{name}: says {done.stderr}")
        test.expect(not pdf.exists() and done.stdout == "", f"{name}: a file was written")
    done = test.run("themes", "--preview", "quite", code=1)
    test.expect("quiet" in done.stderr, f"an unknown theme: {done.stderr}")
    done = test.run("themes", "--preview", "quiet", "-o", test.work / "no/such/folder.pdf", code=3)
    test.expect("folder.pdf" in done.stderr and "pack" not in done.stderr, f"a folder that is not there: {done.stderr}")
    for args, offer in ((["themes", "quiet"], "--preview quiet"), (["themes", "--preview", "-o", "x.pdf"], "quiet --output x.pdf"),
                        (["build", "--preview", "x.ini"], "--preview")):
        for env in (None, clean_environment(LC_ALL="vi_VN.UTF-8")):
            done = test.run(*args, code=2, env=env)
            test.expect(offer in done.stderr, f"{args}: {done.stderr}")


def main():
    test = Test()
    test.need("pdftotext", "pdftoppm", "pdfinfo", "qpdf")
    shipped(test)
    own(test)
    logos(test)
    wrong(test)
    test.done()


main()
