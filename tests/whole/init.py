"""cxex init: exports in, a project file out that build takes as it is.

init.py CXEX SOURCE WORK. What each file holds was decided by reading it (the files of ../shared/data/real, the fixtures), not by
asking the program. Without ../shared only the samples and the fixtures are looked at.
"""
import configparser
import csv
import html
import random
import re
import zipfile

from common import Test, tail

# file: (side, {role or metric: column}, {metric: (scale, missing)}). A role that is None must not be there; what starts with ! is
# the column of no metric: choices, no scale.
REAL = {
    "cx/sfo_2015.csv": ("customers", {"unit": "BAREA", "id": "RESPNUM", "weight": "WEIGHT", "date": None, "cx.csat": "Q7ALL",
                                      "cx.nps": None}, {"cx.csat": ("1..5", "0 6")}),
    "cx/sfo_2016.csv": ("customers", {"unit": "BAREA", "id": "*RESPNUM", "weight": "WEIGHT", "date": "INTDATE", "cx.csat": "Q7ALL",
                                      "cx.nps": None}, {"cx.csat": ("1..5", "0 6"), "Q9BOARDING": ("1..5", "0 6")}),
    "cx/sfo_2017.csv": ("customers", {"unit": "BAREA", "id": "RESPNUM", "weight": "WEIGHT", "date": None, "cx.csat": "Q7ALL",
                                      "cx.nps": "NETPRO"}, {"cx.csat": ("1..5", "Blank"), "cx.nps": ("0..10", "11")}),
    "cx/water_consumer_survey_cp1252.csv": (
        "customers", {"unit": "district", "date": "submitted_on", "cx.csat": "satisfaction_service_level", "cx.nps": None},
        {"cx.csat": ("Very Dissatisfied | Dissatisfied | Somewhat dissatisfied | Neither satisfied nor dissatisfied | "
                     "Somewhat satisfied | Satisfied | Very satisfied", "")}),
    "ex/ibm_hr_attrition_bom.csv": (
        "employees", {"unit": "Department", "id": "EmployeeNumber", "date": None, "*1": "EnvironmentSatisfaction", "*2": "JobInvolvement",
                      "*3": "JobSatisfaction", "*4": "RelationshipSatisfaction", "*5": "WorkLifeBalance", "ex.enps": None},
        {"ex.q3": ("1..4", "")}),
    "ex/engagement_items_5pt_7pt.csv": ("employees", {"unit": None, "id": None, "date": None, "*1": "belong", "*2": "psafety", "*3": "ldrshp"},
                                        {"ex.q1": ("1..5", ""), "ex.q8": ("1..7", "")}),
    "ex/fevs_sample_3years.xlsx": ("employees", {"wave": "FY", "id": None, "date": None, "*1": "Q2", "*2": "Q57", "*3": "Q62"},
                                   {"ex.q2": ("1..5", "")}),
    "ex/vivaglint_survey_export.csv": ("employees", {"id": "EMP ID", "date": "Survey Cycle Completion Date", "unit": None,
                                                     "*1": "My work is meaningful", "*2": "I feel valued"}, {"ex.q1": ("1..5", "")}),
    "spss/hotel.sav": ("customers", {"date": None, "unit": None, "cx.csat": "v1", "*1": "v2", "*2": "v3", "*3": "v4", "*4": "v5"},
                       {"cx.csat": ("1..5", ""), "v3": ("5..1", ""), "v5": ("5..1", ""), "v2": ("1..5", ""), "v4": ("1..5", "")}),
    "qualtrics/no_basis_for_evaluation_insights.csv": ("customers", {"*1": "Q1", "date": "EndDate"}, {"Q1": ("1..5", "-1")}),
    "qualtrics/voting_choicetext.csv": ("customers", {"id": "ResponseId", "date": "RecordedDate", "*1": "legitimacy_1_1"}, {}),
    "surveymonkey/weather_check_dash_missing.csv": (
        "customers", {"unit": "US Region", "id": "RespondentID", "cx.nps": None},
        {"cx.q1": ("Very unlikely | Somewhat unlikely | Somewhat likely | Very likely", "-")}),
    "surveymonkey/starwars_2hdr_badbytes.csv": ("customers", {"unit": "Location (Census Region)", "id": "RespondentID", "*1": "Yoda"}, {}),
    "surveymonkey/ospo2018_2hdr_excel_serial_dates.csv": (
        "employees", {"id": "Respondent ID", "date": "End Date"}, {"ex.q3": ("5..1", "")}),  # 1 is extremely critical
    "surveymonkey/ospo2022_3hdr_numeric.csv": (
        "employees", {"id": "Respondent ID", "date": "End Date", "unit": None, "*1": "Q19", "*2": "Q32_1", "!1": "Q3", "!2": "Q7", "!3": "Q10",
                      "!4": "Q22", "!5": "Q55"}, {}),
    "googleforms/ds_language.csv": ("customers", {"date": "Timestamp", "*1": "Do you enjoy/love coding?"},
                                    {"cx.q1": ("No | Indifferent | Yes", "")}),
    "typeform/osmi2018_html_headers.csv": ("employees", {"id": "#", "date": "Submit Date (UTC)"}, {"ex.q4": ("0..10", "")}),
    "limesurvey/rse2018_code_text_707cols.csv": (
        "employees", {"unit": "socio1._.In which country do you work?",
                      "*1": "likert3[satisGen1]._. [In general, how satisfied are you with your current position]"}, {"ex.q4": ("0..10", "")}),
    "limesurvey/rse2017_zaf.csv": ("employees", {"*1": "likert2[affSat3]. [I feel fairly well satisfied with my job]"}, {}),
    "kobo/customer_satisfaction.labels.csv": (
        "customers", {"unit": "Restaurant name", "cx.csat": "Did you enjoy your dining experience?"}, {"cx.csat": ("No | Yes", "")}),
    "kobo/customer_satisfaction.labels.xlsx": (
        "customers", {"unit": "Restaurant name", "cx.csat": "Did you enjoy your dining experience?"}, {"cx.csat": ("No | Yes", "")}),
}
# Texts that stand in a sheet of their own, or after what the tool puts before them.
LABELS = {"ex/fevs_sample_3years.xlsx": {"Q2": "I feel encouraged to come up with new and better ways of doing things.",
                                         "Q50": "My supervisor listens to what I have to say."},
          "qualtrics/no_basis_for_evaluation_insights.csv": {"Q3_1": "Squash"},
          "surveymonkey/ospo2022_3hdr_numeric.csv": {"Q32_1": "Google"}}
NOTHING_SCORED = ["ex/vivaglint_attrition.csv", "ex/vivaglint_employee_attributes.csv", "surveymonkey/steak_risk_2hdr.csv",
                  "kobo/or_other.labels.csv", "limesurvey/annotation_first_1row_1362cols.csv", "spss/hebrews.sav"]


def read_project(path):
    """The project file as sections of keys: enough of its rules for what init writes."""
    parser = configparser.ConfigParser(delimiters=("=",), comment_prefixes=(";",), interpolation=None, strict=True)
    parser.read(path, encoding="utf-8")
    unquote = lambda v: re.sub(r'"((?:[^"]|"")*)"', lambda m: m.group(1).replace('""', '"'), v)  # noqa: E731
    return {name: {k: unquote(v) for k, v in parser[name].items()} for name in parser.sections()}


def proposed(project, side, what):
    """The columns that stand for a role, a metric, or (starred) any metric."""
    sources = [s for n, s in project.items() if n.split()[0] == side]
    if what.startswith("*"):
        return [s["column"] for n, s in project.items() if n.startswith("metric")]
    if "." in what:
        return [project[f"metric {what}"]["column"]] if f"metric {what}" in project else []
    return [s[what] for s in sources if what in s]


def metric_of(project, name):
    for section, keys in project.items():
        if section.startswith("metric ") and name in (section.split()[1], keys["column"]):
            return keys
    return {}


def propose(test, name, *files, lang=None):
    """init, build, verify in a folder of its own; the project as read, and what init printed."""
    folder = test.work / re.sub(r"\W+", "-", name)
    more = ["--lang", lang] if lang else []
    done = test.run("init", *files, "-o", folder, *more)
    if done.returncode != 0:
        return {}, done.stdout
    built = test.run("build", "--quiet", folder / "project.ini", code=None, timeout=280)
    if test.expect(built.returncode == 0, f"{name}: build says {tail(built.stderr)}"):
        packs = [p for p in (folder / "out").iterdir() if p.is_dir() and not p.name.startswith(".")]
        for pack in packs:
            test.run("verify", pack)
    return read_project(folder / "project.ini"), done.stdout


def check_real(test):
    real = test.shared / "data/real"
    if not real.is_dir():
        print("init: ../shared is not here, its files are skipped")
        return
    right = whole = 0
    for name, (side, roles, scales) in REAL.items():
        project, _ = propose(test, name, real / name)
        wrong = []
        if not any(n.split()[0] == side for n in project):
            wrong.append(f"not {side}")
        for what, column in roles.items():
            found = proposed(project, side, what)
            if what.startswith("!"):
                if metric_of(project, column):
                    wrong.append(f"{column} is scored")
            elif (column is None and found) or (column is not None and column not in found):
                wrong.append(f"{what}: {found[:3]}, not {column}")
        for metric, (scale, missing) in scales.items():
            keys = metric_of(project, metric)
            if keys.get("scale") != scale or sorted(keys.get("missing", "").split(", ")) != sorted(missing.split(" ") if missing else [""]):
                wrong.append(f"{metric}: {keys.get('scale')} without {keys.get('missing')}, not {scale} without {missing}")
        for column, label in LABELS.get(name, {}).items():
            if metric_of(project, column).get("label") != label:
                wrong.append(f"{column}: {metric_of(project, column).get('label')}, not {label}")
        whole += 1
        right += not wrong
        test.expect(not wrong, f"{name}: {'; '.join(wrong)}")
    print(f"init: of {whole} real exports with scored answers {right} are as read by hand, without an edit")
    for name in NOTHING_SCORED:
        folder = test.work / "nothing"
        done = test.run("init", real / name, "-o", folder, code=1)
        test.expect("init-nothing-scored" in done.stderr and not (folder / "project.ini").exists(), f"{name}: {tail(done.stderr)}")
        test.expect("[columns]" in done.stderr, f"{name}: what stands in it instead is not said: {tail(done.stderr)}")


def check_broken(test):
    """What build would refuse, init does not propose a project for."""
    path = test.work / "open-quote.csv"
    path.write_text("id,nps,comment\n" + "".join(f"{i},{i % 11},fine\n" for i in range(40)) + '40,9,"never closed\n' + "41,9,fine\n" * 20, encoding="utf-8")
    done = test.run("init", path, "-o", test.work / "open-quote", code=1)
    test.expect("open-quote.csv:42: error" in done.stderr and "[data-quote-open]" in done.stderr, f"an open quote: {tail(done.stderr)}")
    test.expect(not (test.work / "open-quote" / "project.ini").exists(), "an open quote: a project was written")


# ---- Fixtures: fictional, made here ----

GOOGLE_CX = ["Dấu thời gian", "Họ và tên", "Địa chỉ email", "Cửa hàng nào phục vụ bạn?",
             "Bạn có sẵn sàng giới thiệu Trà Mộc cho bạn bè không? (0-10)", "Bạn hài lòng thế nào với lần ghé này?",
             "Nhân viên phục vụ chậm", "Bạn đã đặt hàng có dễ dàng không?", "Bạn muốn góp ý điều gì?"]
GOOGLE_EX = ["Dấu thời gian", "Số điện thoại", "Bộ phận của bạn", "Bạn sẵn lòng giới thiệu nơi làm việc này cho người quen tới mức nào?",
             "Lịch làm việc được báo trước đủ sớm", "Lương và thưởng được trả đúng hạn", "Quản lý lắng nghe ý kiến của tôi",
             "Công ty giữ lời hứa với nhân viên", "Thiết bị giúp tôi làm việc dễ dàng", "Tôi thường xuyên bị quá tải", "Tôi được đào tạo để thăng tiến",
             "Bạn còn góp ý gì cho công ty?"]
SATISFIED = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
AGREED = ["Hoàn toàn không đồng ý", "Không đồng ý", "Phân vân", "Đồng ý", "Hoàn toàn đồng ý"]
TEXTS = ["Trà ngon nhưng phải đợi lâu quá", "Nên có thêm chỗ ngồi ở tầng hai", "Nhân viên rất vui vẻ và nhiệt tình", "Giá hơi cao so với chỗ khác"]
SECRET = "Nguyễn Thị Bí Mật"


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)


def google_forms(test):
    """A Vietnamese form for each side, with names, addresses and numbers that must never be seen again."""
    pick = random.Random(6)
    stamp = lambda: f"{pick.randint(1, 28):02d}/{pick.choice([8, 9])}/2026 {pick.randint(8, 20):02d}:15:00"  # noqa: E731
    cx = [[stamp(), SECRET, f"bimat{i}@tramoc.example", pick.choice(["Hàng Bông", "Láng Hạ", "Thụy Khuê"]), pick.choice([6, 7, 8, 9, 10, 10]),
           pick.choice(SATISFIED[1:]), pick.choice(AGREED), pick.choice([3, 4, 5, 6, 7]), pick.choice(TEXTS) + f" ({i})"] for i in range(160)]
    ex = [[stamp(), f"0900 000 {i:03d}", pick.choice(["Pha chế", "Phục vụ", "Kho"]), pick.choice([5, 7, 8, 9, 10]), *(pick.randint(1, 5) for _ in range(7)),
           pick.choice(TEXTS) + f" [{i}]"] for i in range(90)]
    customers, employees = test.work / "khach.csv", test.work / "doi ngu.csv"
    write_csv(customers, [GOOGLE_CX, *cx])
    write_csv(employees, [GOOGLE_EX, *ex])
    return customers, employees


def check_google(test):
    project, table = propose(test, "google", *google_forms(test))
    wanted = {"customers": {"date": GOOGLE_CX[0], "unit": GOOGLE_CX[3], "comment": GOOGLE_CX[8]},
              "employees": {"date": GOOGLE_EX[0], "unit": GOOGLE_EX[2], "comment": GOOGLE_EX[11]},
              "metric cx.nps": {"column": GOOGLE_CX[4], "type": "nps", "scale": "0..10"},
              "metric cx.csat": {"column": GOOGLE_CX[5], "scale": " | ".join(SATISFIED).lower()},
              "metric cx.ces": {"column": GOOGLE_CX[7], "type": "ces", "scale": "1..7"},
              "metric cx.q1": {"column": GOOGLE_CX[6], "scale": " | ".join(AGREED[::-1])},  # slow: agreeing is the low end
              "metric ex.enps": {"column": GOOGLE_EX[3], "type": "nps", "scale": "0..10"},
              "metric ex.q1": {"factor": "hours"}, "metric ex.q2": {"factor": "pay"}, "metric ex.q3": {"factor": "voice"},
              "metric ex.q4": {"factor": "trust"}, "metric ex.q5": {"factor": "tools", "mirror": "cx.ces"},
              "metric ex.q6": {"scale": "5..1"}, "metric ex.q7": {"cycle": "grow"}, "report": {"language": "vi", "period": "month"}}
    for section, keys in wanted.items():
        for key, value in keys.items():
            found = project.get(section, {}).get(key, "")
            test.expect(found.lower() == value.lower(), f"google [{section}] {key}: {found}, not {value}")
    written = table + (test.work / "google/project.ini").read_text(encoding="utf-8")
    for secret in (SECRET, "bimat", "0900 000", "đợi lâu"):
        test.expect(secret not in written, f"google: {secret} is shown")


def check_ms_forms(test):
    """Columns of Microsoft Forms as it saves them in CSV; a question's title used twice."""
    pick = random.Random(7)
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Which store did you visit?", "How likely are you to recommend us to a friend?",
            "Overall, how satisfied were you with your visit?", "Queues were too long", "What could we do better?"]
    likert = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
    rows = [[i + 1, f"10/{pick.randint(13, 28)}/2026 11:02", f"10/{pick.randint(13, 28)}/2026 11:22", "anonymous", "", pick.choice(["North", "South"]),
             pick.randint(4, 10), pick.choice(["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied"]), pick.choice(likert),
             f"More tills please, number {i}"] for i in range(80)]
    path = test.work / "visits.csv"
    write_csv(path, [head, *rows])
    project, _ = propose(test, "ms", path, lang="en")
    source = project.get("customers", {})
    for key, value in {"date": "Completion time", "unit": head[5], "id": "ID", "comment": head[9], "date_order": "mdy"}.items():
        test.expect(source.get(key) == value, f"ms {key}: {source.get(key)}, not {value}")
    for metric, (column, scale) in {"cx.nps": (head[6], "0..10"), "cx.q1": (head[8], " | ".join(likert[::-1])),
                                    "cx.csat": (head[7], "Very dissatisfied | Dissatisfied | Neither | Satisfied | very satisfied")}.items():
        keys = project.get(f"metric {metric}", {})
        test.expect((keys.get("column"), keys.get("scale")) == (column, scale), f"ms {metric}: {keys}")


def check_tools(test):
    """A small export as each of four tools writes it: what must be found, and nothing of a person. Shops may be numbers."""
    pick = random.Random(3)
    agree = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
    quality = ["Rất kém", "Kém", "Trung bình", "Tốt", "Rất tốt"]
    names = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "RecordedDate", "ResponseId", "RecipientEmail",
             "DistributionChannel", "branch", "Q1_NPS_GROUP", "Q1", "Q2_1", "Q2_2", "Q2_3", "Q3_TEXT"]
    asked = ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Finished", "Recorded Date", "Response ID", "Recipient Email",
             "Distribution Channel", "branch", "How likely are you to recommend us to a colleague? - Group",
             "How likely are you to recommend us to a colleague?", "How satisfied are you with the following? - Your visit overall",
             "How satisfied are you with the following? - Booking", "How satisfied are you with the following? - The warranty",
             "What could we do better? - Text"]
    day = lambda: f"2026-03-{pick.randint(1, 28):02d} 10:00:00"  # noqa: E731
    qualtrics = [names, asked, ['{"ImportId":"%s"}' % n for n in names]] + [
        [day(), day(), 0, "203.0.113.9", 100, 1, day(), f"R_{i:05d}", "secret@b.example", "anonymous", pick.choice(["East", "West"]), pick.randint(1, 3),
         pick.randint(0, 10), *(pick.randint(1, 5) for _ in range(3)), f"please more tea and less noise {i}"] for i in range(90)]
    monkey = [["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name",
               "Which department do you work in?", "How likely is it that you would recommend this company as a place to work?",
               "Please tell us how far you agree", "", "", "", "Do you have any other comments?"],
              [""] * 8 + ["Response", "", "My pay is fair", "I am given the tools I need", "My manager listens to me",
                          "I am often exhausted after work", "Open-Ended Response"]] + [
        [118091742900 + i, 44636, f"08/{pick.randint(13, 28)}/2026 10:36:30 AM", f"08/{pick.randint(13, 28)}/2026 10:46:30 AM", "203.0.113.9",
         "secret@b.example", "Secret", "Person", pick.choice(["Sales", "Ops"]), pick.randint(0, 10), *(pick.choice(agree) for _ in range(4)),
         f"all fine so far thank you {i}"] for i in range(80)]
    typeform = [["#", "How likely are you to recommend Bluefish to a friend?", "How easy was it to find what you needed?",
                 "Which shop did you visit?", "Tell us more", "Response Type", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]] + [
        [f"{i * 977:032x}", pick.randint(0, 10), pick.randint(1, 7), pick.choice([169, 236]), f"we found a very nice lamp {i}", "completed",
         day(), day(), f"ab{i}"] for i in range(70)]
    kobo = [["start", "end", "Bạn đến cơ sở nào?", "Mức độ hài lòng chung", "Thái độ nhân viên", "Thời gian chờ", "Lý do", "_id", "_uuid",
             "_submission_time", "_validation_status", "_index"]] + [
        [day(), day(), pick.choice(["Cầu Giấy", "Đống Đa"]), *(pick.choice(quality) for _ in range(3)), f"phải chờ lâu quá rồi {i}", i, f"u{i}",
         day(), "", i + 1] for i in range(50)]
    wanted = {
        "qualtrics": (qualtrics, "customers", {"date": "RecordedDate", "unit": "branch", "id": "ResponseId", "comment": "Q3_TEXT", "cx.nps": "Q1",
                                               "cx.csat": "Q2_1", "cx.stage_buy": "Q2_2", "cx.stage_aftersale": "Q2_3"}),
        "surveymonkey": (monkey, "employees", {"date": "End Date", "unit": monkey[0][8], "id": "Respondent ID", "comment": monkey[0][14],
                                               "ex.enps": monkey[0][9], "ex.q2": monkey[1][11], "ex.q4": monkey[1][13]}),
        "typeform": (typeform, "customers", {"date": "Submit Date (UTC)", "unit": typeform[0][3], "id": "#", "comment": typeform[0][4],
                                             "cx.nps": typeform[0][1], "cx.ces": typeform[0][2]}),
        "kobo": (kobo, "customers", {"date": "_submission_time", "unit": kobo[0][2], "comment": kobo[0][6], "cx.csat": kobo[0][3]})}
    for tool, (rows, side, roles) in wanted.items():
        path = test.work / f"{tool}.csv"
        write_csv(path, rows)
        project, table = propose(test, tool, path)
        for what, column in roles.items():
            found = proposed(project, side, what)
            test.expect(found == [column], f"{tool} {what}: {found}, not {column}")
        written = table + (test.work / tool / "project.ini").read_text(encoding="utf-8")
        test.expect(not re.search(r"secret@|203\.0|Secret|Cầu Giấy", written), f"{tool}: an answer is shown")
        if tool == "surveymonkey":  # being exhausted: agreeing is the low end
            test.expect(metric_of(project, "ex.q4").get("scale") == " | ".join(agree[::-1]), f"{tool}: {metric_of(project, 'ex.q4')}")


def write_book(path, sheets):
    """The least that is a workbook: texts in the cells themselves."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell = lambda v: f"<c><v>{v}</v></c>" if isinstance(v, int) else f'<c t="inlineStr"><is><t>{html.escape(v)}</t></is></c>'  # noqa: E731
    names = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1))
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="{kind}.worksheet+xml"/>'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>')
        z.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" '
                   'Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", f'<workbook {ns} xmlns:r="{rel}"><sheets>{names}</sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">' + "".join(
            f'<Relationship Id="r{i}" Type="{rel}/worksheet" Target="s{i}.xml"/>' for i in range(1, len(sheets) + 1)) + "</Relationships>")
        for i, rows in enumerate(sheets.values(), 1):
            body = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
            z.writestr(f"xl/s{i}.xml", f"<worksheet {ns}><sheetData>{body}</sheetData></worksheet>")


def check_book(test):
    """Of several sheets the fullest is read, with the texts of another; that there is a third is said."""
    pick = random.Random(8)
    shops = [["DV", "C1", "C2", "C3"]] + [[pick.choice(["Bắc", "Nam"]), pick.randint(0, 10), pick.randint(1, 5), pick.randint(1, 5)] for _ in range(60)]
    texts = [["Mã", "Nội dung câu hỏi"], ["DV", "Quý khách mua hàng ở chi nhánh nào?"], ["C1", "Quý khách có sẵn lòng giới thiệu chúng tôi không?"],
             ["C2", "Mức độ hài lòng chung của quý khách"], ["C3", "Nhân viên phục vụ quá chậm"]]
    staff = [["Phòng ban", "Tôi được trả lương xứng đáng", "Quản lý lắng nghe tôi"]] + [["Kho", pick.randint(1, 5), pick.randint(1, 5)] for _ in range(40)]
    path = test.work / "ba trang.xlsx"
    write_book(path, {"Nhân viên": staff, "Mã câu hỏi": texts, "Khách hàng": shops})
    done = test.run("init", path, "-o", test.work / "book", "--lang", "vi")
    project = read_project(test.work / "book/project.ini") if done.returncode == 0 else {}
    for section, key, value in [("customers", "sheet", "3"), ("customers", "unit", "DV"), ("metric cx.nps", "column", "C1"),
                                ("metric cx.csat", "column", "C2"), ("metric cx.q1", "label", "Nhân viên phục vụ quá chậm (đã đảo thang)"),
                                ("metric cx.q1", "scale", "5..1")]:
        found = project.get(section, {}).get(key)
        test.expect(found == value, f"book [{section}] {key}: {found}, not {value}")
    test.expect("các trang khác cũng có bảng: Nhân viên" in done.stdout, f"book: the other sheet is not told of: {done.stdout}")


def check_rules(test):
    """Never overwrites, says so; the same bytes twice; waves of three years are three sections."""
    customers, employees = google_forms(test)
    folder = test.work / "rules"
    test.run("init", customers, employees, "-o", folder)
    first = (folder / "project.ini").read_bytes()
    done = test.run("init", customers, "-o", folder, code=1)
    test.expect("init-exists" in done.stderr and (folder / "project.ini").read_bytes() == first, "a project file was overwritten")
    test.run("init", employees, customers, "-o", test.work / "again")
    again = (test.work / "again/project.ini").read_bytes()
    test.expect(again == first, "another order of the exports gives another project")
    test.run("init", code=2)
    test.run("init", test.work / "none.csv", "-o", test.work / "none", code=1)
    test.expect(not (test.work / "none/project.ini").exists(), "a project of nothing")
    real = test.shared / "data/real/cx"
    if real.is_dir():
        project, _ = propose(test, "waves", *sorted(real.glob("sfo_*.csv")))
        for year in ("2015", "2016", "2017"):
            test.expect(project.get(f"customers y{year}", {}).get("period") == year, f"waves: no section of {year}")
        test.expect(sorted(metric_of(project, "cx.csat").get("missing", "").split(", ")) == ["0", "6", "Blank"], "waves: missing of cx.csat")


def check_samples(test):
    """What a person wrote for the sample is what init proposes."""
    sample = test.source / "samples/sen-viet"
    exports = sorted((sample / "exports").glob("*.csv"))
    if not exports:
        print("init: the sample's exports are not generated, skipped")
        return
    project, _ = propose(test, "sen-viet", *exports)
    by_hand = read_by_hand(sample / "project.ini")
    for role in ("date", "unit", "id", "comment"):
        for side in ("customers", "employees"):
            test.expect(project.get(side, {}).get(role) == by_hand[side][role], f"sample {side} {role}: {project.get(side, {}).get(role)}")
    factors = 0
    for name, keys in by_hand.items():
        if not name.startswith("metric"):
            continue
        found = metric_of(project, keys["column"])
        for key in ("type", "scale", "stage"):
            test.expect(found.get(key) == keys.get(key), f"sample {name} {key}: {found.get(key)}, not {keys.get(key)}")
        factors += "factor" in keys and found.get("factor") == keys["factor"] and found.get("cycle") == keys["cycle"]
    print(f"init: sample: {factors} of 12 items have the factor and the cycle that a person gave them")
    test.expect(factors >= 10, f"only {factors} of 12 items are placed as by hand")


def read_by_hand(path):
    text = re.sub(r"\s;.*", "", path.read_text(encoding="utf-8"))
    parser = configparser.ConfigParser(delimiters=("=",), comment_prefixes=(";",), interpolation=None, strict=True)
    parser.read_string(text)
    return {name: {k: v.strip().strip('"') for k, v in parser[name].items()} for name in parser.sections()}


def main():
    test = Test()
    check_google(test)
    check_ms_forms(test)
    check_tools(test)
    check_book(test)
    check_rules(test)
    check_samples(test)
    check_real(test)
    check_broken(test)
    test.done()


main()
