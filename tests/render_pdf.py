"""Looks at the files that test_render_pdf_canvas has left in a folder, with programs that are not cxex.

    python3 tests/render_pdf.py FOLDER

qpdf: the file is sound. poppler: no complaint, fonts embedded with ToUnicode, text and reading order.
ImageMagick draws the 134 Vietnamese letters from the installed font files, poppler from the subset in
the PDF; the pictures must agree dot by dot. Exits with 77 (skipped) where a program is not installed.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

LETTERS = ("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
           "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊị"
           "ỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ")
COLUMNS, CELL, SIZE, LEFT, BASELINE, SCALE = 12, 60, 36, 10, 42, 2
WEIGHTS = {"regular": (80, 0), "light": (50, 0), "semibold": (180, 0), "bold": (200, 0), "italic": (80, 100)}  # weight, slant

READING_ORDER = [
    "1  TÓM TẮT ĐIỀU HÀNH", "Khách hàng hài lòng hơn, nền tảng đang yếu đi",
    "thang điểm 0–100 · T10/2026 so với T9/2026",
    "Bộ phận", "CX", "EX", "Cửa hàng Quận 1", "79,6", "74,1", "Giao nhận", "66,2", "−57,7",
    "100", "Xem trang 2", "example.org", "●", "Gọi lại trong 48 giờ",
    "Kết quả khách hàng đi trước sức nhân viên; rủi ro: nghỉ việc và chi phí tuyển thay thế.",
    "Điểm▲+1,8", "▲▼ có ý nghĩa; ● chưa rõ; ○ tháng trước | mục tiêu",
    "VAT 5% ≥ 3 ≤ 4 − ± × ½ ₫ € “ ” … fi ti AV To",
    "Đoạn này còn tiếp ", "ở trang sau.", "", "Chỉ số khách hàng", None]
KINDS = ["Document", "Sect", "P", "H1", "Table", "TR", "TH", "TD", "Figure", "Link", "L", "LI", "Lbl", "LBody", "Note"]


def run(*command):
    """Standard output; anything on standard error is a failure."""
    done = subprocess.run(command, capture_output=True)
    assert done.returncode == 0 and not done.stderr, (command, done.returncode, done.stderr.decode())
    return done.stdout


def check_sound(path):
    assert b"No syntax or stream encoding errors" in run("qpdf", "--check", path), path
    rows = run("pdffonts", path).decode().splitlines()[2:]
    assert rows, path
    for row in rows:
        assert re.search(r"CID TrueType +Identity-H +yes yes yes", row), row


def check_text(path):
    text = run("pdftotext", "-raw", path, "-").decode()
    assert text == unicodedata.normalize("NFC", text)
    for wanted in ["1  TÓM TẮT ĐIỀU HÀNH", "nền tảng đang yếu đi", "−57,7", "▲", "○ tháng trước",
                   "≥ 3 ≤ 4 − ± × ½ ₫ € “ ” … fi ti AV To", "Ghi chú: ký tự \u2603 không có phông."]:
        assert wanted in text, wanted


def check_reading_order(path):
    tree = run("pdfinfo", "-struct-text", path).decode(errors="replace")  # poppler prints Summary raw
    strings = re.findall(r'^ *"(.*)"$', tree, re.M)
    assert len(strings) == len(READING_ORDER), strings
    for found, wanted in zip(strings, READING_ORDER):
        assert wanted is None or found == wanted, (found, wanted)
    for kind in KINDS:
        assert re.search(rf"^ *{kind}\b", tree, re.M), kind
    for attribute in ["/Scope /Column", "/Scope /Row", "/ListNumbering /Disc", "/BBox [42 355 282 415]"]:
        assert attribute in tree, attribute


def check_catalogue(path):
    info = run("pdfinfo", path).decode()
    for wanted in ["Title:           Báo cáo <CX–EX> & bạn", "Tagged:          yes", "Pages:           2",
                   "PDF version:     1.7", "Author:          Tư vấn An Phú"]:
        assert wanted in info, (wanted, info)
    meta = run("pdfinfo", "-meta", path).decode()
    for wanted in ["<pdfuaid:part>1<", "<pdfaid:part>3<", "Báo cáo &lt;CX–EX&gt; &amp; bạn", ">vi-VN<"]:
        assert wanted in meta, wanted
    raw = run("qpdf", "--qdf", "--object-streams=disable", path, "-")
    for wanted in [b"/DisplayDocTitle true", b"/Marked true", b"/Lang (vi-VN)", b"/GTS_PDFA1", b"/AFRelationship /Data",
                   b"/PageLabels", b"/ParentTree", b"/Tabs /S", b"/SMask", b"(A-)", b"/IDTree",
                   b"https://example.org/b%E1%BA%A3ng%20"]:
        assert wanted in raw, wanted
    marks = len(re.findall(rb"\bB[DM]C\b", raw)), len(re.findall(rb"\bEMC\b", raw))
    assert marks[0] == marks[1], marks
    assert b"-3a" not in raw.lower()
    identity = re.search(rb"/ID \[<([0-9a-f]{32})>", raw)
    assert identity and identity[1] != b"0" * 32
    assert run("qpdf", "--list-attachments", path).startswith(b"file000000")


def check_profile(path):
    """The output intent's ICC profile: lengths, tags, and white = D50 from the three primaries."""
    raw = run("qpdf", "--object-streams=disable", "--stream-data=preserve", path, "-")
    plain = pathlib.Path(path).with_suffix(".plain")
    plain.write_bytes(raw)
    number = re.search(rb"/DestOutputProfile (\d+) 0 R", raw)[1]
    icc = run("qpdf", f"--show-object={number.decode()}", "--filtered-stream-data", plain)
    assert int.from_bytes(icc[:4], "big") == len(icc) and icc[36:40] == b"acsp" and icc[12:24] == b"mntrRGB XYZ "
    tags = {}
    for i in range(int.from_bytes(icc[128:132], "big")):
        entry = icc[132 + 12 * i:144 + 12 * i]
        at, length = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
        assert at % 4 == 0 and at + length <= len(icc)
        tags[entry[:4]] = icc[at:at + length]
    xyz = lambda tag: [int.from_bytes(tags[tag][8 + 4 * k:12 + 4 * k], "big", signed=True) / 65536 for k in range(3)]
    total = [sum(xyz(t)[k] for t in (b"rXYZ", b"gXYZ", b"bXYZ")) for k in range(3)]
    assert all(abs(a - b) < 0.0005 for a, b in zip(total, [0.9642, 1.0, 0.8249])), total


def check_archive(path, folder):
    """PDFBox preflight knows PDF/A-1b only: told that the file is one, it may miss nothing but the CIDSet,
    which later parts no longer ask for."""
    jars = [j for name in ("preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "commons-io",
                           "javax.activation", "jaxb-api") if (j := pathlib.Path(f"/usr/share/java/{name}.jar")).exists()]
    if not shutil.which("java") or not jars or jars[0].name != "preflight.jar":
        print("  preflight is not installed (libpdfbox2-java): not asked")
        return
    data = run("qpdf", "--object-streams=disable", "--stream-data=preserve", "--newline-before-endstream", "--force-version=1.4", path, "-")
    part_one = folder / "canvas-part-one.pdf"
    part_one.write_bytes(data.replace(b"<pdfaid:part>3<", b"<pdfaid:part>1<"))
    done = subprocess.run(["java", "-cp", ":".join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b",
                           str(part_one)], capture_output=True, text=True)
    faults = [line for line in done.stdout.splitlines() if re.match(r"\d", line)]
    other = [line for line in faults if "The CIDSet entry is missing" not in line]
    assert not other and ("valid PDF/A-1b" in done.stdout), done.stdout + done.stderr
    print("check_archive good")


def read_bits(pgm, dark):
    """A PGM picture as one integer a row, bit set where the pixel is darker than `dark`."""
    head = re.match(rb"P5\s+(?:#.*\n)?(\d+)\s+(\d+)\s+255\s", pgm)
    width, height = int(head[1]), int(head[2])
    table = bytes(48 + (value < dark) for value in range(256))
    rows = []
    for y in range(height):
        row = pgm[head.end() + y * width:head.end() + (y + 1) * width]
        rows.append(int(row.translate(table), 2))
    return rows, width


def grown(rows):
    """Every set bit and its eight neighbours."""
    wide = [row | row << 1 | row >> 1 for row in rows]
    return [wide[max(y - 1, 0)] | wide[y] | wide[min(y + 1, len(wide) - 1)] for y in range(len(wide))]


def cells_that_differ(ours, theirs):
    """Dark in one picture and nowhere near dark in the other."""
    bad = {}
    for a, b in ((ours, theirs), (theirs, ours)):
        solid, width = read_bits(a, 96)
        near = grown(read_bits(b, 200)[0])
        for y, row in enumerate(solid):
            lost = row & ~near[y]
            while lost:
                x = width - lost.bit_length()
                lost &= ~(1 << (lost.bit_length() - 1))
                cell = y // (CELL * SCALE) * COLUMNS + x // (CELL * SCALE)
                bad[cell] = bad.get(cell, 0) + 1
    return bad


def draw_reference(font, letters=LETTERS):
    side = COLUMNS * CELL * SCALE
    command = ["convert", "-size", f"{side}x{side}", "xc:white", "-depth", "8", "-colorspace", "Gray",
               "-define", "type:hinting=off", "-font", font, "-pointsize", str(SIZE * SCALE), "-fill", "black"]
    for i, letter in enumerate(letters):
        x, y = (i % COLUMNS * CELL + LEFT) * SCALE, (i // COLUMNS * CELL + BASELINE) * SCALE
        command += ["-annotate", f"+{x}+{y}", letter]
    return run(*command, "pgm:-")


def font_file(family, weight, slant):
    out = run("fc-list", f":family={family}:weight={weight}:slant={slant}:width=100", "file").decode()
    files = sorted(line.split(":")[0] for line in out.splitlines())
    return files[0] if files else None


def check_comparison(font):
    """The comparison itself, shown letters that lack a dot, a hook and a horn."""
    faulty = LETTERS.replace("ạ", "a").replace("Ể", "Ê").replace("ợ", "ọ")
    bad = cells_that_differ(draw_reference(font), draw_reference(font, faulty))
    assert {LETTERS[cell] for cell in bad} == {"ạ", "Ể", "ợ"}, bad


def check_letters(path, family):
    text = "".join(run("pdftotext", "-raw", path, "-").decode().split())
    assert text == LETTERS * len(WEIGHTS), (family, text)
    for page, (name, weight) in enumerate(WEIGHTS.items(), 1):
        font = font_file(family, *weight)
        if not font:
            print(f"  {family} has no {name}: the nearest weight is drawn, not compared")
            continue
        ours = run("pdftoppm", "-r", str(72 * SCALE), "-gray", "-f", str(page), "-l", str(page), path)
        check_comparison(font)
        bad = cells_that_differ(ours, draw_reference(font))
        assert not bad, (family, name, {LETTERS[c]: n for c, n in bad.items()})
        print(f"  {family} {name}: 134 letters agree with {pathlib.Path(font).name}")


def main():
    missing = [p for p in ("qpdf", "pdftotext", "pdffonts", "pdfinfo", "pdftoppm", "convert", "fc-list") if not shutil.which(p)]
    folder = pathlib.Path(sys.argv[1])
    sample = folder / "canvas-sample.pdf"
    if missing or not sample.exists():
        print("skipped: not there:", ", ".join(missing) or sample)
        return 77
    for check in (check_sound, check_text, check_reading_order, check_catalogue, check_profile):
        check(sample)
        print(check.__name__, "good")
    check_archive(folder / "canvas-hundred.pdf", folder)
    for path in sorted(folder.glob("canvas-letters-*.pdf")):
        check_sound(path)
        check_letters(path, path.stem.removeprefix("canvas-letters-"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
