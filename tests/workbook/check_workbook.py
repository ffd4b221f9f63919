#!/usr/bin/python3
"""Reads workbooks that the unit tests wrote, with another program's eyes.

    check_workbook.py FOLDER [--recalculate]

Every *.xlsx in FOLDER is opened with openpyxl and taken apart as XML: cells against NAME.expected where
there is one, a value beside every formula, only our own formulas, names and links that lead somewhere,
charts whose caches say what their cells say. With --recalculate, LibreOffice computes all formulas anew,
also for another unit in the picker, and must come to the same values; without LibreOffice this is left
out, and said so. Exit code 0: all right; 1: something is wrong; 77: openpyxl is not there."""
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

try:
    import openpyxl
    from openpyxl.utils import range_boundaries
except ImportError:
    print('skipped: openpyxl is not installed')
    sys.exit(77)

SHEETS = {'en': ['Summary', 'Scorecard', 'Trends', 'Data', 'Method'],
          'vi': ['Tóm tắt', 'Thẻ điểm', 'Xu hướng', 'Dữ liệu', 'Phương pháp']}
FUNCTIONS = {'INDEX', 'MATCH', 'IF', 'ISNUMBER', 'NA', 'SUMPRODUCT', 'EXACT', 'ROW', 'MIN'}
CHART = '{http://schemas.openxmlformats.org/drawingml/2006/chart}'
faults = []


def wrong(path, text):
    faults.append(f'{os.path.basename(path)}: {text}')


def near(a, b):
    return isinstance(a, (int, float)) and isinstance(b, (int, float)) and math.isclose(a, b, rel_tol=1e-13, abs_tol=1e-13)


class Book:
    def __init__(self, path):
        self.path = path
        self.lang = 'vi' if '-vi' in os.path.basename(path) else 'en'
        self.formulas = openpyxl.load_workbook(path)
        self.values = openpyxl.load_workbook(path, data_only=True)
        self.names = {name.name: name.attr_text for name in self.formulas.defined_names.definedName if not name.name.startswith('_xlnm')}
        summary, card, trends, data, method = SHEETS[self.lang]
        if self.values.sheetnames != SHEETS[self.lang]:
            wrong(path, f'sheets {self.values.sheetnames}')
        self.summary, self.card, self.trends, self.data, self.method = (self.values[n] for n in SHEETS[self.lang])

    def named(self, name):
        return self.cells(self.names[name])

    def cells(self, reference):
        """Values of a reference such as 'Sheet'!$A$1:$B$2, in reading order."""
        sheet, area = reference.rsplit('!', 1)
        sheet = sheet.strip("'").replace("''", "'")
        left, top, right, bottom = range_boundaries(area.replace('$', ''))
        return [c.value for row in self.values[sheet].iter_rows(top, bottom, left, right) for c in row]


# ---------------------------------------------------------------------------------------- parts and formulas
def check_parts(book):
    with zipfile.ZipFile(book.path) as archive:
        if archive.testzip():
            wrong(book.path, 'a part with a wrong checksum')
        stamps = {i.date_time for i in archive.infolist()}
        if stamps != {(1980, 1, 1, 0, 0, 0)}:
            wrong(book.path, f'a clock in the file: {stamps}')
        for name in archive.namelist():
            text = archive.read(name)
            if not name.endswith(('.xml', '.rels', '.vml')):
                continue
            ElementTree.fromstring(text)
            if re.search(rb'<(c:)?v>-?(nan|inf)', text, re.I):
                wrong(book.path, f'{name} holds a number that is none')
    if os.path.basename(book.path).startswith('example'):
        created = book.values.properties.created
        if str(created) != '2026-11-05 00:00:00':
            wrong(book.path, f'created {created}')
        custom = zipfile.ZipFile(book.path).read('docProps/custom.xml').decode()
        if '51b7c0de' not in custom or 'cxex-config-sha256' not in custom:
            wrong(book.path, 'the hash of the project file is not among the properties')


def check_formulas(book):
    count = 0
    for sheet in book.formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != 'f':
                    continue
                count += 1
                plain = re.sub(r'"(?:[^"]|"")*"', '""', str(cell.value))
                for word in re.findall(r"[A-Za-z_][A-Za-z0-9_.]*", plain.replace('$', '')):
                    if word not in FUNCTIONS and word not in book.names and not re.fullmatch(r'[A-Z]{1,2}[0-9]{1,6}', word):
                        wrong(book.path, f'{sheet.title}!{cell.coordinate} has a formula of somebody else: {cell.value}')
                cached = book.values[sheet.title][cell.coordinate].value
                empty_allowed = 'data_status' in cell.value  # a note that has nothing to say
                if cached is None and not empty_allowed:
                    wrong(book.path, f'{sheet.title}!{cell.coordinate} has a formula without a value')
    if count == 0:
        wrong(book.path, 'no formula at all')
    for name, reference in book.names.items():
        book.cells(reference)
        if re.fullmatch(r'[A-Za-z]{1,3}[0-9]+', name):
            wrong(book.path, f'the name {name} reads as a cell')


def check_fonts(book):
    for sheet in book.formulas.worksheets:
        for row in sheet.iter_rows(max_row=200):
            for cell in row:
                if cell.value is not None and cell.font.name != 'Calibri':
                    wrong(book.path, f'{sheet.title}!{cell.coordinate} is set in {cell.font.name}')
                    return
        if not sheet.page_setup.orientation == 'landscape' or not sheet.print_area:
            wrong(book.path, f'{sheet.title} has no print set-up')
        if sheet.freeze_panes is None:
            wrong(book.path, f'{sheet.title} has nothing frozen')
        for link in sheet._hyperlinks:
            target = (link.location or '').split('!')[0].strip("'")
            if target not in book.values.sheetnames:
                wrong(book.path, f'{sheet.title}!{link.ref} leads to {link.location}')


# --------------------------------------------------------------------------------------------------- charts
def cache_points(node):
    return {int(p.get('idx')): p.find(CHART + 'v').text for p in node.iter(CHART + 'pt')}


def check_charts(book):
    charts = 0
    with zipfile.ZipFile(book.path) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r'xl/charts/chart\d+\.xml', name):
                continue
            charts += 1
            for ref in ElementTree.fromstring(archive.read(name)).iter():
                if ref.tag not in (CHART + 'numRef', CHART + 'strRef'):
                    continue
                formula = ref.find(CHART + 'f').text
                cells, points = book.cells(formula), cache_points(ref)
                if max(points, default=-1) >= len(cells):
                    wrong(book.path, f'{name}: more points in the cache than cells in {formula}')
                    continue
                for i, cell in enumerate(cells):
                    if ref.tag == CHART + 'numRef':
                        number = isinstance(cell, (int, float))
                        if number != (i in points) or (number and not near(float(points[i]), cell)):
                            wrong(book.path, f'{name}: {formula}[{i}] is {cell!r}, in the cache {points.get(i)}')
                    elif (cell or '') != (points.get(i) or ''):
                        wrong(book.path, f'{name}: {formula}[{i}] is {cell!r}, in the cache {points.get(i)!r}')
    return charts


# ------------------------------------------------------------------------------------------------- contents
def read_expected(path):
    lines = {}
    with open(path, encoding='utf-8') as file:
        for line in file:
            kind, *rest = line.rstrip('\n').split('\t')
            lines.setdefault(kind, []).append([rest[0]] + [x if k == 0 else float(x) if x else None for k, x in enumerate(rest[1:])])
    return lines


def agree(book, place, cell, want):
    if (want is None) != (not isinstance(cell, (int, float))) or (want is not None and not near(cell, want)):
        wrong(book.path, f'{place} is {cell!r}, not {want!r}')


def check_data(book, expected):
    rows = {r[0]: r for r in book.data.iter_rows(8, None, 2, 12, values_only=True)}
    if len(rows) != len(expected['data']):
        wrong(book.path, f'{len(rows)} lines of data, not {len(expected["data"])}')
    for key, status, *numbers in expected['data']:
        row = rows.get(key)
        if row is None or row[10] != status:
            wrong(book.path, f'the line {key}: {row}')
            continue
        for column, want in zip((6, 7, 8, 9), numbers):
            agree(book, f'{key}, column {column}', row[column], want)


def check_card(book, expected):
    heads = {c.value: c.column for c in book.card[7] if c.value}
    rows = {}
    for row in range(8, book.card.max_row + 1):
        if book.card.cell(row, 2).value and book.card.cell(row, 2).value not in rows:
            rows[book.card.cell(row, 2).value] = row
    find = lambda *starts: next(heads[h] for h in heads if h.startswith(starts))
    columns = {}
    for side, n in (('CX', ('n cust', 'n KH')), ('EX', ('n empl', 'n NV'))):
        ways = ['', 'low', 'high', 'change', None, 'distance']
        columns[side.lower()] = {'n': find(*n), 'value': heads[side], 'mark': find('▲▼ ' + side), 'lo': find(f'{side} low', f'{side} thấp'), 'hi': find(f'{side} high', f'{side} cao'),
                                 'diff': find(f'{side} vs', f'{side} so T'), 'distance': find(f'{side} − target', f'{side} so mục')}
    columns['gap'] = {'value': heads['CX−EX']}
    for kind in ('cx', 'ex', 'gap'):
        for name, state, value, lo, hi, diff, target, distance, n, mark in expected[kind]:
            row, at = rows.get(name), columns[kind]
            if row is None:
                wrong(book.path, f'{name} is not on the scorecard')
                continue
            first = book.card.cell(row, at.get('n', at['value'])).value
            if state != 'shown':
                if first != state or any(isinstance(book.card.cell(row, c).value, (int, float)) for c in at.values()):
                    wrong(book.path, f'{name}, {kind}: "{first}" and not "{state}"')
                continue
            for part, want in (('value', value), ('lo', lo), ('hi', hi), ('diff', diff), ('distance', distance), ('n', n), ('mark', mark)):
                if part in at:
                    agree(book, f'{name}, {kind}, {part}', book.card.cell(row, at[part]).value, want)


def check_summary(book, expected):
    for i, (label, state, value, lo, hi, diff, target, distance, n, mark) in enumerate(expected['tile']):
        column = 2 + 5 * i
        cell = lambda row, shift: book.summary.cell(row, column + shift).value
        if cell(5, 0) != label:
            wrong(book.path, f'tile {i + 1} is {cell(5, 0)!r}')
        for place, got, want in (('value', cell(6, 0), value), ('change', cell(6, 2), diff), ('low', cell(8, 2), lo), ('high', cell(8, 3), hi), ('target', cell(9, 2), target), ('distance', cell(9, 3), distance)):
            agree(book, f'tile {label}, {place}', got, want)
    for i, (label, state, value, lo, hi, diff, target, distance, n, mark) in enumerate(expected['metric']):
        cell = lambda column: book.summary.cell(18 + i, column).value
        if cell(2) != label:
            wrong(book.path, f'metric {i + 1} is {cell(2)!r}')
        for column, want in ((7, value), (8, diff), (9, lo), (10, hi), (12, target), (13, distance)):
            agree(book, f'metric {label}, column {column}', cell(column), want)


def check_method(book, expected):
    texts = {c.value for row in book.method.iter_rows() for c in row if c.value}
    for (text,) in expected['method']:
        if text not in texts:
            wrong(book.path, f'not in the method: {text}')


def check_expected(book, path):
    expected = read_expected(path)
    check_data(book, expected)
    check_card(book, expected)
    check_summary(book, expected)
    check_method(book, expected)


def check_hostile(book):
    names = book.named('unit_list')
    for name in ('=HYPERLINK("http://example.org","x")', "+1+cmd|' /C calc'!A0", '@SUM(1)', '-2', '<b>&amp;"\'</b>', 'who? * ~', 'WHO? * ~', 'bad \ufffd( bytes'):
        if name not in names:
            wrong(book.path, f'the name {name!r} did not come through')
    with zipfile.ZipFile(book.path) as archive:  # openpyxl leaves escapes as they are
        strings = archive.read('xl/sharedStrings.xml').decode()
    if 'x_x005F_x000D_y' not in strings:
        wrong(book.path, 'a text that looks escaped is not protected')
    if max(len(t or '') for t in re.findall(r'<t[^>]*>([^<]*)</t>', strings)) > 32767:
        wrong(book.path, 'a text is longer than a cell holds')


# ------------------------------------------------------------------------------------------- recalculation
RECALCULATE = '''<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>'''


def recalculated(paths, folder):
    """The same workbooks with every formula computed anew by LibreOffice."""
    profile = os.path.join(folder, 'profile')
    os.makedirs(os.path.join(profile, 'user'))
    with open(os.path.join(profile, 'user', 'registrymodifications.xcu'), 'w') as file:
        file.write(RECALCULATE)
    out = os.path.join(folder, 'out')
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', 'xlsx', '--outdir', out] + paths,
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    return [os.path.join(out, os.path.basename(p)) for p in paths]


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    return (a or '') == (b or '')


def check_recalculated(books):
    with tempfile.TemporaryDirectory() as folder:
        paths = recalculated([b.path for b in books], folder)
        for book, path in zip(books, paths):
            anew = openpyxl.load_workbook(path, data_only=True)
            for sheet in book.formulas.worksheets:
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.data_type != 'f':
                            continue
                        was, now = book.values[sheet.title][cell.coordinate].value, anew[sheet.title][cell.coordinate].value
                        if not same(was, now):
                            wrong(book.path, f'{sheet.title}!{cell.coordinate} {cell.value}: written {was!r}, computed {now!r}')


def check_picker(books):
    """Every unit chosen in turn would be slow: the last of the list, the company, and one between."""
    with tempfile.TemporaryDirectory() as folder:
        cases, paths = [], []
        for book in books:
            units = book.named('unit_list')
            odd = [u for u in units if u[0] in '=+@-' or '*' in u]
            for unit in dict.fromkeys([units[0], units[len(units) // 2], units[-1]] + odd):
                copy = openpyxl.load_workbook(book.path)
                sheet, cell = book.names['picked_unit'].rsplit('!', 1)
                cell = copy[sheet.strip("'")][cell.replace('$', '')]
                cell.value, cell.data_type = unit, 's'  # also what looks like a formula
                paths.append(os.path.join(folder, f'{len(paths)}.xlsx'))
                cases.append((book, unit))
                copy.save(paths[-1])
        for (book, unit), path in zip(cases, recalculated(paths, folder)):
            trends = openpyxl.load_workbook(path, data_only=True)[book.trends.title]
            rows = {r[0]: r for r in book.data.iter_rows(8, None, 2, 12, values_only=True)}
            labels = [trends.cell(r, 2).value for r in range(1, trends.max_row + 1)]
            ids = labels.index({'en': 'id of the period', 'vi': 'mã kỳ'}[book.lang]) + 1
            found = 0
            for label in ('CX', 'EX'):
                row = labels.index(label if label in labels else '=C"X') + 1
                for column in range(3, 16):
                    want = rows.get(f'{unit}|{trends.cell(ids, column).value}|{label.lower()}.index', (None,) * 11)[6]
                    got = trends.cell(row, column).value
                    found += want is not None
                    if not same(got, '–' if want is None else want):
                        wrong(book.path, f'{unit} chosen: {label} in column {column} is {got!r}, not {want!r}')
            if not found:
                wrong(book.path, f'{unit} chosen: nothing to see')


def main():
    folder = sys.argv[1]
    paths = sorted(os.path.join(folder, n) for n in os.listdir(folder) if re.fullmatch(r'(example|shape)-.*\.xlsx', n))
    if not any('example' in p for p in paths):
        wrong(folder, 'no workbooks to read')
    books = [Book(p) for p in paths]
    for book in books:
        check_parts(book)
        check_formulas(book)
        check_fonts(book)
        charts = check_charts(book)
        base = os.path.basename(book.path)
        if base.startswith('example') and charts != 6:
            wrong(book.path, f'{charts} charts, not 6')
        if os.path.exists(book.path[:-5] + '.expected'):
            check_expected(book, book.path[:-5] + '.expected')
        if 'hostile' in base:
            check_hostile(book)
    if '--recalculate' in sys.argv:
        if shutil.which('soffice'):
            some = [b for b in books if re.search('example|-vi', os.path.basename(b.path))]
            check_recalculated(some)
            check_picker([b for b in some if re.search('example-vi|hostile', b.path)])
        else:
            print('left out: LibreOffice is not installed, formulas were not computed anew')
    for fault in faults[:40]:
        print(fault)
    print(f'{len(books)} workbooks, {len(faults)} faults')
    sys.exit(1 if faults else 0)


main()
