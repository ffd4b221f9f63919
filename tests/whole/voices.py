"""Page 11 beside the same counted here: themes of comments by an own reading of syllables, Wilson's intervals and the test of
two shares by their formulas; what may be told and what may not; candidates where there is no list; verify refutes a share
that was changed.
"""
import csv
import hashlib
import json
import math
import random
import unicodedata

import tiny
from common import Test

THEMES = {"Giao hàng": ["trễ hẹn", "giao hàng"], "Giá": ["giá cả", "khuyến mại"], "Lương": ["lương"], "Thái độ": ["thái độ"]}
TEXTS = ["Giao hàng nhanh lắm các bạn ơi", "giao hang tre hen mai thoi nhe", "Trễ hẹn hai lần rồi mà không ai gọi",
         "Giá cả hợp lý, sẽ quay lại mua", "Giao diện đẹp mà dễ dùng lắm", "gia ca hop ly, se quay lai",
         "Số lượng hàng ít quá, chọn mãi", "Thái độ chưa tốt; khuyến mại ít", "thai do tot, giao hang nhanh",
         "Trễ. Hẹn lại hôm sau mới tới nơi", "Mọi thứ đều ổn, cảm ơn cả nhà"]


def plain(text):
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))


def tokens(text):
    """Syllables, with None where a stop parts them."""
    out, syllable = [], ""
    for c in unicodedata.normalize("NFC", text.lower()) + " ":
        if c.isalnum():
            syllable += c
            continue
        if syllable:
            out.append(syllable)
        syllable = ""
        if not c.isspace() and c not in "-/'":
            out.append(None)
    return out


def names(text, words):
    accented = plain(text) != unicodedata.normalize("NFC", text.lower())
    said = tokens(text if accented else plain(text))
    for word in words:
        want = tokens(word if accented else plain(word))
        if any(said[i:i + len(want)] == want for i in range(len(said))):
            return True
    return False


def wilson(x, n, z=1.959963984540054):
    p, d = x / n, 1 + z * z / n
    middle, half = (p + z * z / (2 * n)) / d, z / d * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return 100 * (middle - half), 100 * (middle + half)


def two_shares(x1, n1, x2, n2):
    """N-1 test of Campbell (2007)."""
    p, n = (x1 + x2) / (n1 + n2), n1 + n2
    z = (x1 / n1 - x2 / n2) / math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2)) * math.sqrt((n - 1) / n)
    return math.erfc(abs(z) / math.sqrt(2))


def bh(ps):
    order, out, least = sorted(range(len(ps)), key=lambda i: -ps[i]), [0] * len(ps), 1
    for rank, i in zip(range(len(ps), 0, -1), order):
        least = out[i] = min(least, ps[i] * len(ps) / rank)
    return out


def write(test, name, themes=True, comments=200, weights=(10, 1)):
    folder = test.work / name
    folder.mkdir()
    rng = random.Random(name)
    written = {}
    with open(folder / "customers.csv", "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["id", "date", "unit", "nps", "csat", "ces", "comment"])
        for month in ("2026-09", "2026-10"):
            bias = weights[month == "2026-10"]
            for i in range(comments):
                text = rng.choices(TEXTS, [bias if "re" in plain(t) else 4 for t in TEXTS])[0]
                written.setdefault(month, []).append(text)
                out.writerow([f"{month}-{i}", f"{month}-{i % 28 + 1:02d}", "AB"[i % 2], rng.randint(0, 10), rng.randint(1, 5),
                              rng.randint(1, 7), text])
    project = tiny.REPORT.format(client="Sen", title="Tiếng nói", language="vi", theme="quiet") + tiny.CUSTOMERS.replace(
        "id = id", "id = id\ncomment = comment", 1)
    if themes:
        project += "\n[themes-of-comments]\nfile = themes.csv\n"
        with open(folder / "themes.csv", "w", newline="", encoding="utf-8") as f:
            csv.writer(f).writerows([["theme", "words"]] + [[t, " | ".join(w)] for t, w in THEMES.items()])
    (folder / "project.ini").write_text(project, encoding="utf-8")
    test.run("build", folder / "project.ini", "--out", folder / "out", "--quiet")
    pack = folder / "out" / "2026-10"
    test.run("verify", pack)
    return pack, json.loads((pack / "scorecard.json").read_text(encoding="utf-8")), written


def near(a, b):
    return a is not None and abs(a - b) <= 1e-9 * max(1, abs(b))


def counted(test):
    pack, scorecard, written = write(test, "counted")
    side = scorecard["themes"]["cx"]
    now, before = written["2026-10"], written["2026-09"]
    test.expect(side["comments"] == len(now), f"{side['comments']} comments of {len(now)}")
    expected = {t: (sum(names(c, w) for c in now), sum(names(c, w) for c in before)) for t, w in THEMES.items()}
    told = {t["name"]: t for t in side["themes"]}
    test.expect(set(told) == {t for t, (x, _) in expected.items() if x >= 5}, f"told: {set(told)}, counted {expected}")
    test.expect(expected["Lương"] == (0, 0), "the trap is none")  # "lượng" is no pay
    ps = bh([two_shares(t["n"], len(now), expected[t["name"]][1], len(before)) for t in side["themes"]])
    for theme, p in zip(side["themes"], ps):
        x = expected[theme["name"]][0]
        lo, hi = wilson(x, len(now))
        test.expect(theme["n"] == x and near(theme["share"], 100 * x / len(now)), f"{theme} where {x} name it")
        test.expect(near(theme["lo"], lo) and near(theme["hi"], hi), f"{theme['name']}: interval {lo}, {hi}")
        test.expect(near(theme["change"]["p_bh"], p), f"{theme['name']}: p {theme['change']['p_bh']}, {p}")
    order = [t["n"] for t in side["themes"]]
    test.expect(order == sorted(order, reverse=True), f"order {order}")
    for quotation in side["quotations"]:
        test.expect(quotation["text"] in now and names(quotation["text"], THEMES[quotation["theme"]]), f"{quotation}")
    refuted(test, pack, side["themes"][0])


def refuted(test, pack, theme):
    """A share that somebody changed afterwards in scorecard.json, the manifest made to fit."""
    path, manifest = pack / "scorecard.json", pack / "manifest.json"
    old = path.read_bytes()
    path.write_bytes(old.replace(repr(theme["share"]).encode(), repr(theme["share"] + 3).encode()))
    test.expect(path.read_bytes() != old, "the share stands otherwise")
    text = manifest.read_text(encoding="utf-8").replace(hashlib.sha256(old).hexdigest(),
                                                        hashlib.sha256(path.read_bytes()).hexdigest())
    manifest.write_text(text.replace(f'"size": {len(old)}', f'"size": {path.stat().st_size}'), encoding="utf-8")
    done = test.run("verify", pack, code=1)
    test.expect(theme["id"] in done.stdout + done.stderr, f"verify: {done.stdout[-400:]}{done.stderr[-400:]}")


def candidates(test):
    _, scorecard, written = write(test, "candidates", themes=False)
    side = scorecard["themes"]["cx"]
    test.expect(side["candidates"] and "themes" not in side, f"{list(side)}")
    for pair in side["candidates"]:
        n = sum(pair["name"] in " ".join(s or "|" for s in tokens(c)) for c in written["2026-10"])
        test.expect(pair["n"] == n >= 10, f"{pair} where {n} have it")
    test.expect(any(r["what"] == "themes" for r in scorecard["not_shown"]), "nothing says what brings themes")


def too_few(test):
    _, scorecard, _ = write(test, "few", comments=8)
    test.expect("themes" not in scorecard and "voices" not in scorecard["titles"], "eight comments are told of")
    _, scorecard, written = write(test, "small", comments=12)
    for theme in scorecard["themes"]["cx"]["themes"]:
        test.expect(theme["n"] >= 5, f"{theme['n']} comments are told of")


def main():
    test = Test()
    counted(test)
    candidates(test)
    too_few(test)
    test.done()


if __name__ == "__main__":  # the attacker reads syllables as this does
    main()
