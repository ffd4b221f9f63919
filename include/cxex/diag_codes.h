/* diag_codes.h: every problem cxex can report, with its severity, its code and its words in each
 * language. {f} = what was found, {e} = what was expected. Included by diag.h only. */
#define DIAG_TABLE_GENERAL(X) \
    X(FILE_UNREADABLE, ERROR, "file-unreadable", "cannot read {f}: {e}", "không đọc được {f}: {e}")

#define DIAG_TABLE_CONFIG(X)                                                                                                          \
    X(INI_ENCODING, ERROR, "file-encoding",                                                                                           \
      "this file is saved as {f}, not as UTF-8: save it again with the encoding UTF-8",                                               \
      "tệp này lưu theo mã {f} chứ không phải UTF-8: hãy lưu lại với mã UTF-8")                                                       \
    X(INI_BINARY, ERROR, "not-text",                                                                                                  \
      "this is not a text file: a project or theme file is plain text (is it a workbook or a "                                        \
      "picture?)",                                                                                                                    \
      "đây không phải tệp văn bản: tệp dự án hoặc giao diện phải là văn bản thuần (có phải bảng "     \
      "tính hay ảnh không?)")                                                                                                         \
    X(INI_LINE_ENDS, ERROR, "line-ends",                                                                                              \
      "the lines of this file end as on old Macs (CR alone): save it again with the line ends of "                                    \
      "Windows or Unix",                                                                                                              \
      "các dòng trong tệp này kết thúc kiểu máy Mac cũ (chỉ có CR): hãy lưu lại theo kiểu xuống "              \
      "dòng của Windows hoặc Unix")                                                                                                   \
    X(INI_FILE_LARGE, ERROR, "file-large",                                                                                            \
      "this file has {f} bytes; a project or theme file has at most {e}: is it a data file?",                                         \
      "tệp này có {f} byte, trong khi tệp dự án hoặc giao diện chỉ được tối đa {e}: có phải tệp "          \
      "dữ liệu không?")                                                                                                               \
    X(INI_BAD_UTF8, ERROR, "bad-utf8",                                                                                                \
      "a letter here is not saved as UTF-8 (byte {f}): save the file again with the encoding "                                        \
      "UTF-8",                                                                                                                        \
      "chữ ở đây không được lưu theo mã UTF-8 (byte {f}): hãy lưu lại tệp với mã UTF-8")                                              \
    X(INI_CONTROL, ERROR, "control-character",                                                                                        \
      "an invisible control character ({f}) stands here: delete it and type the line anew",                                           \
      "ở đây có ký tự điều khiển không nhìn thấy ({f}): hãy xóa rồi gõ lại dòng này")                                                 \
    X(INI_LINE_LONG, ERROR, "line-long",                                                                                              \
      "this line has {f} bytes; at most {e} are read: go on with a long value on the next line, "                                     \
      "indented",                                                                                                                     \
      "dòng này dài {f} byte, chỉ đọc được tối đa {e}: hãy viết tiếp giá trị dài ở dòng sau, "             \
      "thụt đầu dòng")                                                                                                                \
    X(INI_SECTION_LONG, ERROR, "section-long",                                                                                        \
      "the name of this section has {f} bytes; at most {e} fit: use a short id and say what "                                         \
      "people read with label =",                                                                                                     \
      "tên mục này dài {f} byte, tối đa là {e}: hãy dùng mã ngắn và viết tên đầy đủ ở label =")                                       \
    X(INI_SECTION_OPEN, ERROR, "section-open",                                                                                        \
      "the section [{f} is not closed: put ] after its name",                                                                         \
      "mục [{f} chưa đóng: hãy thêm ] sau tên mục")                                                                                   \
    X(INI_SECTION_REST, ERROR, "section-rest",                                                                                        \
      "\"{f}\" stands after the ] of a section: put it on the next line, or write a comment as "                                      \
      "\"; text\"",                                                                                                                   \
      "có \"{f}\" đứng sau dấu ] của mục: hãy đưa xuống dòng dưới, hoặc viết thành ghi chú \"; "             \
      "nội dung\"")                                                                                                                   \
    X(INI_NO_EQUALS, ERROR, "no-equals",                                                                                              \
      "\"{f}\" is neither [section] nor key = value; to go on with the value above, indent the "                                      \
      "line",                                                                                                                         \
      "\"{f}\" không phải [mục] cũng không phải khóa = giá trị; nếu viết tiếp giá trị ở trên thì "          \
      "hãy thụt đầu dòng")                                                                                                            \
    X(INI_EMPTY_KEY, ERROR, "empty-key", "no key stands before the = of \"{f}\"",                                                     \
      "thiếu khóa trước dấu = trong \"{f}\"")                                                                                         \
    X(INI_KEY_OUTSIDE, ERROR, "key-outside",                                                                                          \
      "\"{f}\" stands before the first section: write the section above it, such as [report]",                                        \
      "\"{f}\" đứng trước mục đầu tiên: hãy viết tên mục phía trên, ví dụ [report]")                                                  \
    X(INI_INDENTED, ERROR, "indented-line",                                                                                           \
      "\"{f}\" is indented, so it would go on with the value above: move it to the start of the "                                     \
      "line, or put it in double quotes if it belongs to that value",                                                                 \
      "\"{f}\" bị thụt đầu dòng nên sẽ nối vào giá trị ở trên: hãy đưa về đầu dòng, hoặc đặt "      \
      "trong ngoặc kép nếu đúng là phần của giá trị đó")                                                                              \
    X(INI_QUOTE_OPEN, ERROR, "quote-open", "this double quote is never closed: {f}",                                                  \
      "dấu ngoặc kép này chưa đóng: {f}")                                                                                             \
    X(INI_QUOTE_REST, ERROR, "quote-rest",                                                                                            \
      "\"{f}\" stands after the closing double quote; inside quotes a quote is written twice: "                                       \
      "\"the \"\"best\"\" shop\"",                                                                                                    \
      "có \"{f}\" đứng sau dấu ngoặc kép đóng; bên trong ngoặc kép thì viết dấu ngoặc hai lần: "              \
      "\"cửa hàng \"\"tốt nhất\"\"\"")                                                                                                \
    X(INI_DUPLICATE_SECTION, ERROR, "duplicate-section",                                                                              \
      "[{f}] stands here a second time; the first is at {e}",                                                                         \
      "[{f}] đã có ở {e}, đây là lần thứ hai")                                                                                        \
    X(INI_DUPLICATE_KEY, ERROR, "duplicate-key",                                                                                      \
      "{f} stands here a second time in its section; the first is at {e}",                                                            \
      "{f} đã có ở {e} trong cùng mục, đây là lần thứ hai")                                                                           \
    X(INI_UNKNOWN_SECTION, ERROR, "unknown-section",                                                                                  \
      "there is no section [{f}]; the sections are {e}", "không có mục [{f}]; các mục là {e}")                                        \
    X(INI_UNKNOWN_KEY, ERROR, "unknown-key",                                                                                          \
      "there is no key {f}; the keys of this section are {e}",                                                                        \
      "không có khóa {f}; các khóa của mục này là {e}")                                                                               \
    X(INDEX_UNKNOWN, ERROR, "unknown-index", "there is no section [{f}]; the indices are {e}",                                        \
      "không có mục [{f}]; các chỉ số là {e}")                                                                                        \
    X(SECTION_MISSING, ERROR, "section-missing",                                                                                      \
      "the section [{f}] is missing; it needs at least {e}",                                                                          \
      "thiếu mục [{f}]; mục này cần ít nhất {e}")                                                                                     \
    X(KEY_MISSING, ERROR, "key-missing", "[{f}] needs a line such as {e}",                                                            \
      "[{f}] cần một dòng như {e}")                                                                                                   \
    X(HEAD_UNKNOWN, ERROR, "unknown-head",                                                                                            \
      "the file of this section has no column called {f}; the columns that can be renamed are "                                       \
      "{e}",                                                                                                                          \
      "tệp của mục này không có cột {f}; các cột có thể đổi tên là {e}")                                                              \
    X(ID_MISSING, ERROR, "id-missing", "[{f}] needs an id after its name, such as {e}",                                               \
      "[{f}] cần một mã ở sau, ví dụ {e}")                                                                                            \
    X(ID_UNEXPECTED, ERROR, "id-unexpected", "[{f}] takes nothing after its name: write [{e}]",                                       \
      "[{f}] không nhận gì sau tên mục: hãy viết [{e}]")                                                                              \
    X(ID_BAD, ERROR, "bad-id",                                                                                                        \
      "\"{f}\" is not an id: use a-z, 0-9, point, hyphen and underscore, at most 40 bytes, such "                                     \
      "as {e}; what people read stands in label =",                                                                                   \
      "\"{f}\" không dùng làm mã được: chỉ dùng a-z, 0-9, dấu chấm, gạch nối, gạch dưới, tối đa "          \
      "40 byte, ví dụ {e}; tên để đọc thì viết ở label =")                                                                            \
    X(VALUE_NUMBER, ERROR, "not-a-number",                                                                                            \
      "\"{f}\" is not a number; expected one within {e}, with a decimal point",                                                       \
      "\"{f}\" không phải là số; cần số trong khoảng {e}, dùng dấu chấm thập phân")                                                   \
    X(VALUE_WHOLE, ERROR, "not-whole", "{f} is not a whole number; expected one within {e}",                                          \
      "{f} không phải số nguyên; cần số nguyên trong khoảng {e}")                                                                     \
    X(VALUE_RANGE, ERROR, "out-of-range", "{f} is out of range; expected {e}",                                                        \
      "{f} nằm ngoài khoảng cho phép; cần {e}")                                                                                       \
    X(VALUE_TWO_NUMBERS, ERROR, "not-a-range",                                                                                        \
      "\"{f}\" is not a range; write two numbers with two points between, such as {e}",                                               \
      "\"{f}\" không phải một khoảng; hãy viết hai số cách nhau bằng hai dấu chấm, ví dụ {e}")                                        \
    X(VALUE_TRIM, ERROR, "bad-trim",                                                                                                  \
      "{f} does not fit: the range must hold 1, the mean weight, such as {e}",                                                        \
      "{f} không hợp lệ: khoảng phải chứa 1 là trọng số trung bình, ví dụ {e}")                                                       \
    X(VALUE_WORD, ERROR, "unknown-word", "\"{f}\" is not known here; expected one of {e}",                                            \
      "\"{f}\" không dùng được ở đây; cần một trong các từ {e}")                                                                      \
    X(VALUE_DATE, ERROR, "not-a-date", "\"{f}\" is not a date; write year-month-day, such as {e}",                                    \
      "\"{f}\" không phải là ngày; hãy viết năm-tháng-ngày, ví dụ {e}")                                                               \
    X(VALUE_MERGE, ERROR, "bad-merge",                                                                                                \
      "\"{f}\" does not say which units become which: write auto, or as in {e}",                                                      \
      "\"{f}\" chưa nói rõ gộp bộ phận nào thành nhóm nào: hãy viết auto, hoặc như {e}")                                              \
    X(VALUE_ADDRESS, ERROR, "bad-address", "\"{f}\" is not an e-mail address such as {e}",                                            \
      "\"{f}\" không phải địa chỉ thư như {e}")                                                                                       \
    X(VALUE_PLACE, ERROR, "unknown-place",                                                                                            \
      "nothing is known to put in place of {f}; there are {e}",                                                                       \
      "không biết điền gì vào {f}; chỉ có {e}")                                                                                       \
    X(FILE_NOT_FOUND, ERROR, "file-not-found",                                                                                        \
      "there is no file \"{f}\" (paths start at the folder of {e})",                                                                  \
      "không có tệp \"{f}\" (đường dẫn tính từ thư mục chứa {e})")                                                                    \
    X(FILES_NONE, ERROR, "files-not-found",                                                                                           \
      "there is no file called \"{f}\" (paths start at the folder of {e})",                                                           \
      "không có tệp nào tên \"{f}\" (đường dẫn tính từ thư mục chứa {e})")                                                            \
    X(FOLDER_NOT_FOUND, ERROR, "folder-not-found", "no file \"{f}\": there is no folder {e}",                                         \
      "không có tệp \"{f}\": không có thư mục {e}")                                                                                   \
    X(TARGET_FORM, ERROR, "bad-target",                                                                                               \
      "\"{f}\" is neither a number, such as 35 or 4.5, nor a file that is there, such as "                                            \
      "targets.csv",                                                                                                                  \
      "\"{f}\" không phải là số (ví dụ 35 hoặc 4.5), cũng không phải tên một tệp có sẵn (ví dụ "            \
      "muc-tieu.csv)")                                                                                                                \
    X(SCALE_FORM, ERROR, "bad-scale",                                                                                                 \
      "\"{f}\" is not a scale: write whole numbers from worst to best, such as 1..5 (5..1 when 1 "                                    \
      "is best), or the words, worst first: Poor | Fair | Good",                                                                      \
      "\"{f}\" không phải thang đo: hãy viết số nguyên từ kém nhất đến tốt nhất, ví dụ 1..5 "                \
      "(5..1 nếu 1 là tốt nhất), hoặc các từ, kém nhất trước: Kém | Trung bình | Tốt")                                                \
    X(SCALE_LEVELS, ERROR, "scale-levels", "the scale \"{f}\" does not have {e} levels",                                              \
      "thang đo \"{f}\" không có số mức trong khoảng {e}")                                                                            \
    X(SCALE_EMPTY_WORD, ERROR, "scale-empty-word", "a level of this scale has no word: {f}",                                          \
      "thang đo này có một mức để trống: {f}")                                                                                        \
    X(SCALE_WORD_TWICE, ERROR, "scale-word-twice",                                                                                    \
      "\"{f}\" stands twice in this scale (upper and lower case are the same)",                                                       \
      "\"{f}\" có hai lần trong thang đo này (chữ hoa, chữ thường coi như nhau)")                                                     \
    X(CODES_FORM, ERROR, "codes-form",                                                                                                \
      "{f} does not say what codes mean; write code -> answer, several by |, such as codes = {e}",                                    \
      "{f} chưa cho biết các mã nghĩa là gì; hãy viết mã -> câu trả lời, cách nhau bằng |, ví dụ "             \
      "codes = {e}")                                                                                                                  \
    X(CODES_TWICE, ERROR, "code-twice",                                                                                               \
      "the code {f} stands twice in codes =", "mã {f} có hai lần trong codes =")                                                      \
    X(CODES_OFF_SCALE, ERROR, "code-off-scale",                                                                                       \
      "the answer {f} that a code stands for is not on the scale {e}",                                                                \
      "câu trả lời {f} mà một mã ứng với không nằm trong thang {e}")                                                                  \
    X(SCALE_NPS, ERROR, "scale-nps",                                                                                                  \
      "an nps question is answered on {e}, and {f} is another scale: choose type = rating, or "                                       \
      "correct the scale",                                                                                                            \
      "câu hỏi nps trả lời trên thang {e}, còn {f} là thang khác: hãy chọn type = rating, hoặc "                      \
      "sửa thang đo")                                                                                                                 \
    X(MISSING_ON_SCALE, WARNING, "missing-on-scale",                                                                                  \
      "\"{f}\" is listed as no answer, but stands on the scale {e}: it will not be counted",                                          \
      "\"{f}\" được khai là không trả lời, nhưng lại nằm trên thang {e}: sẽ không được tính")                                         \
    X(METRIC_SIDE, ERROR, "metric-side",                                                                                              \
      "the id \"{f}\" must say whose question it is: cx. and a name for customers, ex. and a "                                        \
      "name for employees, such as cx.nps",                                                                                           \
      "mã \"{f}\" phải cho biết câu hỏi của ai: cx. và tên cho khách hàng, ex. và tên cho nhân "                     \
      "viên, ví dụ cx.nps")                                                                                                           \
    X(METRIC_RESERVED, ERROR, "metric-reserved",                                                                                      \
      "{f} is a figure that the program computes itself: give the question another id",                                               \
      "{f} là số đo do chương trình tự tính: hãy đặt mã khác cho câu hỏi")                                                            \
    X(METRIC_TYPE, ERROR, "metric-type",                                                                                              \
      "{f} must have type = {e}; another kind of question needs another id",                                                          \
      "{f} phải có type = {e}; câu hỏi loại khác cần mã khác")                                                                        \
    X(STAGE_SIDE, ERROR, "stage-side",                                                                                                \
      "stage belongs to customers' questions (cx.), and {f} is one for employees: use cycle = or "                                    \
      "factor =",                                                                                                                     \
      "stage dành cho câu hỏi khách hàng (cx.), mà {f} là câu hỏi nhân viên: hãy dùng cycle = "                        \
      "hoặc factor =")                                                                                                                \
    X(STAGE_NPS, ERROR, "stage-nps",                                                                                                  \
      "{f} is an nps question; a stage of the journey needs type = rating",                                                           \
      "{f} là câu hỏi nps; một khâu của hành trình cần type = rating")                                                                \
    X(STAGE_TWICE, ERROR, "stage-twice",                                                                                              \
      "{f} asks about the same stage as {e}; a stage has one question",                                                               \
      "{f} hỏi về cùng một khâu với {e}; mỗi khâu chỉ có một câu hỏi")                                                                \
    X(STAGE_ID, ERROR, "stage-id", "stage = {f} does not agree with the id {e}",                                                      \
      "stage = {f} không khớp với mã {e}")                                                                                            \
    X(FACTOR_SIDE, ERROR, "factor-side",                                                                                              \
      "{e} belongs to employees' questions (ex.), and {f} is one for customers: use stage =",                                         \
      "{e} dành cho câu hỏi nhân viên (ex.), mà {f} là câu hỏi khách hàng: hãy dùng stage =")                                         \
    X(FACTOR_NPS, ERROR, "factor-nps",                                                                                                \
      "{f} is an nps question; factors and life cycle are means of ratings",                                                          \
      "{f} là câu hỏi nps; yếu tố và vòng đời là trung bình của các câu rating")                                                      \
    X(MIRROR_UNKNOWN, ERROR, "mirror-unknown",                                                                                        \
      "there is no question {f} to mirror; the other side has {e}",                                                                   \
      "không có câu hỏi {f} để soi chiếu; phía bên kia có {e}")                                                                       \
    X(MIRROR_SIDE, ERROR, "mirror-side",                                                                                              \
      "{f} is on the same side; a mirror is a question of the other side ({e})",                                                      \
      "{f} ở cùng một phía; câu soi chiếu phải là câu của phía bên kia ({e})")                                                        \
    X(COLUMN_TWICE, ERROR, "column-twice",                                                                                            \
      "the column \"{f}\" is already that of {e}: each question has its own",                                                         \
      "cột \"{f}\" đã dùng cho {e}: mỗi câu hỏi có cột riêng")                                                                        \
    X(WAVE_AND_PERIOD, ERROR, "wave-and-period",                                                                                      \
      "[{f}] has both wave and period: keep wave (a column) or period (one name for all rows)",                                       \
      "[{f}] có cả wave và period: chỉ giữ wave (một cột) hoặc period (một tên cho mọi dòng)")                                        \
    X(WAVE_MISSING, ERROR, "wave-missing",                                                                                            \
      "with period = wave, [{f}] needs wave = COLUMN, or period = NAME for all its rows",                                             \
      "khi period = wave, [{f}] cần wave = CỘT, hoặc period = TÊN cho mọi dòng")                                                      \
    X(WAVE_UNUSED, ERROR, "wave-unused",                                                                                              \
      "[{f}] names a wave column, but [report] has no period = wave",                                                                 \
      "[{f}] khai cột wave, nhưng [report] không có period = wave")                                                                   \
    X(PAPER_WIDE_PORTRAIT, ERROR, "paper-wide-portrait",                                                                              \
      "page = 16:9 is the shape of a screen, always landscape: leave out orientation = portrait, "                                    \
      "or choose page = "                                                                                                             \
      "a4 or letter",                                                                                                                 \
      "page = 16:9 là khổ màn hình, luôn nằm ngang: hãy bỏ orientation = portrait, hoặc chọn "                         \
      "page = "                                                                                                                       \
      "a4 hay letter")                                                                                                                \
    X(PERIOD_FORM, ERROR, "period-form",                                                                                              \
      "\"{f}\" is not a period of this report; write it as {e}",                                                                      \
      "\"{f}\" không phải kỳ của báo cáo này; hãy viết như {e}")                                                                      \
    X(DATE_MISSING, ERROR, "date-missing",                                                                                            \
      "[{f}] does not say when people answered: add date = COLUMN, or period = {e} for all its "                                      \
      "rows",                                                                                                                         \
      "[{f}] chưa cho biết thời điểm trả lời: hãy thêm date = CỘT, hoặc period = {e} cho mọi "                    \
      "dòng")                                                                                                                         \
    X(SOURCE_NONE, ERROR, "source-none",                                                                                              \
      "the project reads no data: add a section [customers] or [employees] with files = "                                             \
      "exports/*.csv",                                                                                                                \
      "dự án chưa đọc dữ liệu nào: hãy thêm mục [customers] hoặc [employees] với files = "                        \
      "exports/*.csv")                                                                                                                \
    X(SIDE_NO_METRIC, ERROR, "side-no-metric",                                                                                        \
      "[{f}] is read, but no question of it is named: add a section such as [{e}]",                                                   \
      "[{f}] được đọc nhưng chưa khai câu hỏi nào: hãy thêm một mục như [{e}]")                                                       \
    X(SIDE_NO_SOURCE, ERROR, "side-no-source", "{f} has no data: there is no section [{e}]",                                          \
      "{f} không có dữ liệu: chưa có mục [{e}]")                                                                                      \
    X(PART_UNKNOWN, ERROR, "part-unknown", "\"{f}\" cannot be a part of this index; expected {e}",                                    \
      "\"{f}\" không thể là thành phần của chỉ số này; cần {e}")                                                                      \
    X(PART_TWICE, ERROR, "part-twice", "{f} stands twice in {e}", "{f} có hai lần trong {e}")                                         \
    X(PART_WEIGHT, ERROR, "part-weight",                                                                                              \
      "\"{f}\" is not a weight; expected a number within {e} after the id, such as cx.nps 0.5",                                       \
      "\"{f}\" không phải trọng số; cần một số trong khoảng {e} sau mã, ví dụ cx.nps 0.5")                                            \
    X(PART_COMMA, ERROR, "part-comma",                                                                                                \
      "the comma before {f} begins a new part: write weights with a decimal point, such as "                                          \
      "cx.nps 0.5",                                                                                                                   \
      "dấu phẩy trước {f} bắt đầu một thành phần mới: hãy viết trọng số bằng dấu chấm thập phân, " \
      "ví dụ cx.nps 0.5")                                                                                                             \
    X(PART_STAGE, ERROR, "part-stage",                                                                                                \
      "{f} is no stage of the journey; the parts of cx.journey are questions that have a stage, "                                     \
      "such as stage = buy",                                                                                                          \
      "{f} không phải một khâu của hành trình; thành phần của cx.journey là các câu hỏi có "                     \
      "stage, ví dụ stage = buy")                                                                                                     \
    X(PARTS_ZERO, ERROR, "parts-zero", "all weights of {f} are 0",                                                                    \
      "mọi trọng số của {f} đều bằng 0")                                                                                              \
    X(PARTS_MANY, ERROR, "parts-many",                                                                                                \
      "this index has {f} parts; choose at most {e} with parts =",                                                                    \
      "chỉ số này có {f} thành phần; hãy chọn tối đa {e} bằng parts =")                                                               \
    X(COMBINED_PARTS, ERROR, "combined-parts",                                                                                        \
      "\"{f}\" does not weigh the two halves: write both with weights above 0, such as {e}",                                          \
      "\"{f}\" chưa nêu trọng số hai nửa: hãy viết cả hai với trọng số lớn hơn 0, ví dụ {e}")                                         \
    X(ITEM_UNKNOWN, ERROR, "item-unknown",                                                                                            \
      "\"{f}\" is no rating by employees; expected some of {e}",                                                                      \
      "\"{f}\" không phải câu rating của nhân viên; cần một số trong {e}")                                                            \
    X(INDEX_ALL, NOTE, "index-all",                                                                                                   \
      "{f} is made of all questions of its side with equal weights ({e}), because none of the "                                       \
      "usual ones is there; choose with parts =",                                                                                     \
      "{f} gồm mọi câu hỏi của phía đó với trọng số bằng nhau ({e}), vì không có câu quen thuộc "           \
      "nào; muốn chọn thì viết parts =")                                                                                              \
    X(JOURNEY_SHORT, NOTE, "journey-short",                                                                                           \
      "stages of the customer journey that are asked: {f}; cx.journey needs {e}, so it will not "                                     \
      "be computed",                                                                                                                  \
      "số khâu của hành trình khách hàng được hỏi: {f}; cx.journey cần {e} nên sẽ không được "               \
      "tính")                                                                                                                         \
    X(BOOTSTRAP, ERROR, "bootstrap",                                                                                                  \
      "bootstrap = {f} does not fit the level: its limits would fall between two values; take "                                       \
      "{e}",                                                                                                                          \
      "bootstrap = {f} không khớp với level: giới hạn sẽ rơi vào giữa hai giá trị; hãy lấy {e}")                                      \
    X(WINDOWS_WAVE, ERROR, "windows-wave",                                                                                            \
      "windows = {f} needs a calendar; with period = wave write none",                                                                \
      "windows = {f} cần lịch; khi period = wave hãy viết none")                                                                      \
    X(WINDOWS_YEAR, ERROR, "windows-year",                                                                                            \
      "with period = year the year so far ({f}) is the period itself: leave it out, or write "                                        \
      "rolling2",                                                                                                                     \
      "khi period = year thì {f} (từ đầu năm) chính là kỳ báo cáo: hãy bỏ đi, hoặc viết rolling2")                                    \
    X(MERGE_TWICE, ERROR, "merge-twice",                                                                                              \
      "\"{f}\" stands in merge twice: a unit goes into one group",                                                                    \
      "\"{f}\" có hai lần trong merge: mỗi bộ phận chỉ vào một nhóm")                                                                 \
    X(VALUE_DOMAIN, ERROR, "bad-domain",                                                                                              \
      "\"{f}\" is no domain of e-mail addresses such as {e}; several by commas",                                                      \
      "\"{f}\" không phải tên miền thư điện tử như {e}; nhiều tên miền thì cách nhau bằng dấu "               \
      "phẩy")                                                                                                                         \
    X(COMMENT_MINIMUM, ERROR, "comment-minimum",                                                                                      \
      "comments must not be shown for smaller groups ({f}) than figures ({e})",                                                       \
      "không thể trích ý kiến của nhóm nhỏ hơn ({f}) so với nhóm được hiện số liệu ({e})")                                            \
    X(KPI_UNKNOWN, ERROR, "kpi-unknown", "there is no section [kpi {f}]; the KPIs are: {e}",                                          \
      "không có mục [kpi {f}]; các KPI là: {e}")                                                                                      \
    X(SCORE_UNKNOWN, ERROR, "score-unknown",                                                                                          \
      "\"{f}\" is no figure of this project; expected one of {e}",                                                                    \
      "\"{f}\" không phải số đo của dự án này; cần một trong {e}")                                                                    \
    X(INCENTIVE_ORDER, ERROR, "incentive-order",                                                                                      \
      "threshold, target and maximum must rise; found {f}",                                                                           \
      "threshold, target và maximum phải tăng dần; đang là {f}")                                                                      \
    X(THEME_UNKNOWN, ERROR, "theme-unknown", "there is no theme \"{f}\"; there are {e}",                                              \
      "không có giao diện \"{f}\"; hiện có {e}")                                                                                      \
    X(THEME_NONE, ERROR, "theme-none",                                                                                                \
      "the theme \"{f}\" cannot be looked up: the program's folder of themes is not there; is it "                                    \
      "installed whole?",                                                                                                             \
      "không tìm được giao diện \"{f}\": không thấy thư mục giao diện của chương trình; đã cài "              \
      "đủ chưa?")                                                                                                                     \
    X(THEME_SECTION, ERROR, "theme-section", "a theme has no section [{f}]; its sections are {e}",                                    \
      "giao diện không có mục [{f}]; các mục là {e}")                                                                                 \
    X(THEME_KEY, ERROR, "theme-key", "a theme has no key {f}; the keys of this section are {e}",                                      \
      "giao diện không có khóa {f}; các khóa của mục này là {e}")                                                                     \
    X(THEME_COLOUR, ERROR, "theme-colour",                                                                                            \
      "\"{f}\" is not a colour; write # and six digits 0-9 or a-f, such as {e}",                                                      \
      "\"{f}\" không phải là màu; hãy viết # và sáu chữ số 0-9 hoặc a-f, ví dụ {e}")                                                  \
    X(THEME_CONTRAST, ERROR, "theme-contrast",                                                                                        \
      "text in these colours is hard to read, {f}: the contrast is {e} and must be at least 4.5; "                                    \
      "choose a darker or a lighter colour",                                                                                          \
      "chữ màu này khó đọc, {f}: độ tương phản là {e}, cần ít nhất 4.5; hãy chọn màu đậm hơn "           \
      "hoặc nhạt hơn")                                                                                                                \
    X(THEME_INITIALS, ERROR, "theme-initials",                                                                                        \
      "\"{f}\" is too long for initials; at most {e} letters",                                                                        \
      "\"{f}\" quá dài để làm chữ viết tắt; tối đa {e} chữ")                                                                          \
    X(THEME_LOGO, ERROR, "theme-logo",                                                                                                \
      "the logo \"{f}\" must be a PNG or JPEG file (.png, .jpg, .jpeg)",                                                              \
      "logo \"{f}\" phải là tệp PNG hoặc JPEG (.png, .jpg, .jpeg)")                                                                   \
    X(THEME_WORD_WRITTEN, ERROR, "theme-word",                                                                                        \
      "\"{f}\" cannot be a word to replace or one put in its place: write 1 to {e} letters, no "                                      \
      "digits "                                                                                                                       \
      "and no braces, such as department = branch",                                                                                   \
      "\"{f}\" không dùng được để thay từ: hãy viết từ 1 đến {e} chữ, không có chữ số và dấu "          \
      "ngoặc "                                                                                                                      \
      "nhọn, ví dụ bộ phận = chi nhánh")                                                                                              \
    X(THEME_WORD_CLAIM, ERROR, "theme-word-claim",                                                                                    \
      "{f}: the report would say \"{e}\", and surveys cannot show what brings about what; choose "                                    \
      "another word",                                                                                                                 \
      "{f}: báo cáo sẽ nói \"{e}\", mà khảo sát không cho biết điều gì dẫn tới điều gì; hãy chọn "         \
      "từ "                                                                                                                         \
      "khác")                                                                                                                         \
    X(THEME_WORD_GUARDED, ERROR, "theme-word-guarded",                                                                                \
      "{f}: \"{e}\" decides what a sentence says, how sure it is or what is kept private, so it "                                     \
      "is "                                                                                                                           \
      "neither replaced nor put in; replace nouns, such as department = branch",                                                      \
      "{f}: \"{e}\" quyết định câu nói gì, chắc tới đâu hay giữ kín điều gì, nên không được thay "         \
      "và "                                                                                                                          \
      "cũng không được đưa vào; chỉ thay danh từ, ví dụ bộ phận = chi nhánh")                                                         \
    X(THEME_WORD_SHEET, ERROR, "theme-word-sheet",                                                                                    \
      "{f}: a sheet of the workbook would be called \"{e}\"; a sheet's name has at most 31 "                                          \
      "letters, "                                                                                                                     \
      "none of [ ] : * ? / \\ ', and no other sheet may have it",                                                                     \
      "{f}: một trang của sổ tính sẽ có tên \"{e}\"; tên trang dài tối đa 31 chữ, không có dấu [ "              \
      "] : "                                                                                                                          \
      "* ? / \\ ', và không được trùng trang khác")                                                                                   \
    X(THEME_WORD_UNUSED, WARNING, "theme-word-unused",                                                                                \
      "no sentence of the report says \"{f}\", so nothing is replaced: look up in the report how "                                    \
      "it "                                                                                                                           \
      "is written",                                                                                                                   \
      "không câu nào của báo cáo có \"{f}\" nên không có gì được thay: hãy xem trong báo cáo từ "                \
      "đó "                                                                                                                         \
      "viết thế nào")                                                                                                                 \
    X(THEME_WORD_PLURAL, WARNING, "theme-word-plural",                                                                                \
      "{f}: \"{e}\" stays as it is; give it a line of its own",                                                                       \
      "{f}: \"{e}\" vẫn giữ nguyên; hãy viết thêm một dòng cho từ đó")                                                                \
    X(THEME_WORDS_MANY, ERROR, "theme-words-many", "a theme replaces at most {e} words",                                              \
      "một giao diện thay tối đa {e} từ")                                                                                             \
    X(STAMP_LONG, ERROR, "stamp-long",                                                                                                \
      "the stamp \"{f}\" is too long for the head of a page; at most {e} letters",                                                    \
      "dấu \"{f}\" quá dài để đặt ở đầu trang; tối đa {e} chữ")                                                                       \
    X(METRICS_MANY, ERROR, "metrics-many",                                                                                            \
      "this project has {f} questions; at most {e} are counted: leave out those that no page "                                        \
      "needs",                                                                                                                        \
      "dự án này có {f} câu hỏi, chỉ đếm được tối đa {e}: hãy bỏ bớt những câu không cần cho báo "    \
      "cáo")                                                                                                                          \
    X(GROUPS_MANY, ERROR, "groups-many",                                                                                              \
      "more than {e} different words stand after factor = and cycle =: give questions that "                                          \
      "belong together the same word",                                                                                                \
      "có hơn {e} từ khác nhau ở factor = và cycle =: hãy dùng cùng một từ cho những câu hỏi "                    \
      "cùng nhóm")

#define DIAG_TABLE_INGEST(X)                                                                                                           \
    X(DATA_NO_FILES, ERROR, "no-files", "no file is called {f}", "không có tệp nào tên {f}")                                           \
    X(DATA_FORMAT_OTHER, WARNING, "format-other",                                                                                      \
      "format = {f}, but this file looks like an export of {e}; it is read as {f} all the same",                                       \
      "format = {f}, nhưng tệp này trông như tệp xuất từ {e}; vẫn đọc theo {f}")                                                       \
    X(DATA_NOT_TEXT, ERROR, "data-not-text",                                                                                           \
      "this is {f}, which cannot be read, whatever its name says: save or export the answers as "                                      \
      ".xlsx or CSV UTF-8, and name that file",                                                                                        \
      "đây là tệp {f} nên không đọc được, dù tên là gì: hãy lưu hoặc xuất câu trả lời thành "            \
      ".xlsx hay CSV UTF-8 rồi khai tệp đó")                                                                                           \
    X(DATA_LOCKED, ERROR, "data-locked",                                                                                               \
      "this workbook is locked with a password: open it with the password, save it without one, "                                      \
      "and name that file",                                                                                                            \
      "bảng tính này bị khóa bằng mật khẩu: hãy mở bằng mật khẩu, lưu lại không đặt mật khẩu rồi "  \
      "khai tệp đó")                                                                                                                   \
    X(DATA_PACKED, ERROR, "data-packed",                                                                                               \
      "this is a zip archive, and in it is {f}: unpack it and name that file",                                                         \
      "đây là tệp nén zip, bên trong có {f}: hãy giải nén rồi khai tệp đó")                                                            \
    X(DATA_TEMPORARY, ERROR, "temporary-file",                                                                                         \
      "{f} is written to a temporary file while it is read, and that failed: {e}; make room "                                          \
      "where "                                                                                                                         \
      "temporary files go, and try once more",                                                                                         \
      "khi đọc {f} phải ghi ra một tệp tạm, nhưng không ghi được: {e}; hãy giải phóng chỗ chứa "              \
      "tệp tạm "                                                                                                                   \
      "rồi thử lại")                                                                                                                   \
    X(DATA_BOOK_BAD, ERROR, "workbook-bad",                                                                                            \
      "this workbook cannot be read: {f}; open it in a spreadsheet program, save it again as "                                         \
      ".xlsx, and try once more",                                                                                                      \
      "không đọc được bảng tính này: {f}; hãy mở bằng chương trình bảng tính, lưu lại thành "               \
      ".xlsx rồi thử lại")                                                                                                             \
    X(DATA_SHEET_UNKNOWN, ERROR, "sheet-unknown", "the workbook has no sheet {f}; it has {e}",                                         \
      "bảng tính không có trang {f}; các trang có: {e}")                                                                               \
    X(DATA_SAV_BAD, ERROR, "sav-bad",                                                                                                  \
      "this SPSS file cannot be read: {f}; open it in SPSS or PSPP, save it again, and try once "                                      \
      "more",                                                                                                                          \
      "không đọc được tệp SPSS này: {f}; hãy mở bằng SPSS hoặc PSPP, lưu lại rồi thử lại")                                             \
    X(DATA_DAMAGED, ERROR, "data-damaged",                                                                                             \
      "this {f} file is damaged or far too large: open it in the program that made it, save it "                                       \
      "again, and try once more",                                                                                                      \
      "tệp {f} này bị hỏng hoặc quá lớn: hãy mở bằng chương trình đã tạo ra nó, lưu lại rồi thử "      \
      "lại")                                                                                                                           \
    X(DATA_NOT_UTF8, ERROR, "not-utf8",                                                                                                \
      "a letter here is not saved as UTF-8 (byte {f} at offset {e}): write in the section of "                                         \
      "this file encoding = windows-1258 if it was saved on a Vietnamese Windows, encoding = "                                         \
      "windows-1252 for western Europe",                                                                                               \
      "chữ ở đây không được lưu theo mã UTF-8 (byte {f} ở vị trí {e}): trong mục của tệp này hãy "           \
      "viết encoding = windows-1258 nếu tệp lưu từ Windows tiếng Việt, encoding = windows-1252 "                          \
      "nếu từ Tây Âu")                                                                                                                 \
    X(DATA_ENCODING_GUESS, ERROR, "encoding-unsaid",                                                                                   \
      "this file is not saved as UTF-8; as {e} this word reads \"{f}\": write encoding = {e} in "                                      \
      "its "                                                                                                                           \
      "section if that is right",                                                                                                      \
      "tệp này không lưu theo mã UTF-8; đọc theo {e} thì chữ này là \"{f}\": nếu đúng, hãy viết "                 \
      "encoding = {e} trong mục của tệp")                                                                                              \
    X(DATA_MOJIBAKE, ERROR, "garbled",                                                                                                 \
      "this file was saved as something else after it was UTF-8: \"{f}\" was once \"{e}\"; take "                                      \
      "the "                                                                                                                           \
      "export from the tool again and do not open it in between, or write encoding = "                                                 \
      "utf-8-twice, which undoes it",                                                                                                  \
      "tệp này vốn là UTF-8 rồi bị mở và lưu lại theo mã khác: \"{f}\" vốn là \"{e}\"; hãy xuất "              \
      "lại từ "                                                                                                                    \
      "phần mềm khảo sát và không mở ở giữa chừng, hoặc viết encoding = utf-8-twice để khôi phục")                                     \
    X(DATA_UNDECODABLE, ERROR, "undecodable",                                                                                          \
      "the byte at offset {f} means nothing in {e}: is encoding = right?",                                                             \
      "byte ở vị trí {f} không có nghĩa trong {e}: hãy xem lại encoding =")                                                            \
    X(DATA_FILE_TWICE, WARNING, "file-twice",                                                                                          \
      "this file has the very same bytes as {f}, so each answer in it counts twice: if it is a "                                       \
      "copy, leave it out of files =",                                                                                                 \
      "tệp này giống hệt {f} đến từng byte nên mỗi câu trả lời trong đó được đếm hai lần: nếu là "   \
      "bản "                                                                                                                         \
      "sao, hãy bỏ ra khỏi files =")                                                                                                   \
    X(DATA_EMPTY, ERROR, "data-empty", "this file is empty", "tệp này trống")                                                          \
    X(DATA_QUOTE_OPEN, ERROR, "data-quote-open",                                                                                       \
      "a double quote opens a cell here and is never closed, so the rest of the file cannot be "                                       \
      "read: close it, or write it twice if it belongs to the text",                                                                   \
      "ở đây có dấu ngoặc kép mở ô mà không đóng, nên không đọc được phần còn lại của tệp: hãy "   \
      "đóng lại, hoặc viết hai lần nếu nó thuộc nội dung")                                                                             \
    X(DATA_QUOTE_ODD, WARNING, "data-quote-odd",                                                                                       \
      "text follows a closing quote here (rows like this: {f}); inside a quoted cell a quote is "                                      \
      "written twice",                                                                                                                 \
      "ở đây có chữ sau dấu ngoặc kép đóng (số dòng như vậy: {f}); trong ô có ngoặc kép, dấu "              \
      "ngoặc phải viết hai lần")                                                                                                       \
    X(DATA_RAGGED, WARNING, "ragged-row",                                                                                              \
      "this row has {f} cells, the header has {e}; missing cells are read as empty, extra ones "                                       \
      "not at all",                                                                                                                    \
      "dòng này có {f} ô, còn tiêu đề có {e}; ô thiếu được coi là trống, ô thừa không được đọc")                                       \
    X(DATA_COLUMN_MISSING, ERROR, "column-missing", "no column is called \"{f}\" in {e}",                                              \
      "không có cột nào tên \"{f}\" trong {e}")                                                                                        \
    X(DATA_COLUMNS, NOTE, "columns", "the columns of this file are {e}",                                                               \
      "các cột của tệp này là {e}")                                                                                                    \
    X(DATA_COLUMN_NEEDED, ERROR, "column-needed",                                                                                      \
      "no column is called \"{f}\" here, and without it the rows of this file cannot be read",                                         \
      "ở đây không có cột \"{f}\", nên không đọc được các dòng của tệp này")                                                           \
    X(DATA_COLUMN_ABSENT, WARNING, "column-absent",                                                                                    \
      "no column is called \"{f}\" here: it counts as not asked in this file",                                                         \
      "ở đây không có cột \"{f}\": coi như tệp này không hỏi")                                                                         \
    X(DATA_COLUMN_TWICE, WARNING, "data-column-twice",                                                                                 \
      "the column \"{f}\" stands here {e} times; the first one is read",                                                               \
      "cột \"{f}\" xuất hiện {e} lần; chỉ đọc cột đầu tiên")                                                                           \
    X(DATA_COLUMN_LETTERS, NOTE, "column-letters",                                                                                     \
      "the column \"{f}\" is written \"{e}\" here: taken for the same",                                                                \
      "cột \"{f}\" ở đây viết là \"{e}\": coi là một")                                                                                 \
    X(DATA_COLUMN_POSITION, NOTE, "column-position", "{f} is the column \"{e}\" here",                                                 \
      "{f} ở đây là cột \"{e}\"")                                                                                                      \
    X(DATA_COLUMN_REPEATED, ERROR, "column-repeated",                                                                                  \
      "several columns are called \"{f}\" in {e}: write which one is meant, with its number from "                                     \
      "the left, as in \"{f} (1)\"",                                                                                                   \
      "có nhiều cột tên \"{f}\" trong {e}: hãy ghi rõ cột nào bằng số thứ tự từ trái sang, ví dụ "            \
      "\"{f} (1)\"")                                                                                                                   \
    X(DATA_COLUMN_SPARE, NOTE, "column-spare",                                                                                         \
      "{e} columns are called \"{f}\" here, and at most one of them has answers: that one is "                                         \
      "read",                                                                                                                          \
      "ở đây có {e} cột tên \"{f}\" và nhiều nhất một cột có câu trả lời: cột đó được đọc")                                            \
    X(DATA_COLUMN_BOTH, WARNING, "column-both",                                                                                        \
      "\"{f}\" is one question by the map file, and in this row two of its columns are answered "                                      \
      "differently (rows like this: {e}): what the newest name says counts",                                                           \
      "theo tệp đổi tên, \"{f}\" là một câu hỏi, nhưng dòng này có hai cột trả lời khác nhau (số "            \
      "dòng như vậy: {e}): tính theo cột có tên mới nhất")                                                                             \
    X(DATA_COLUMN_NOW, ERROR, "column-now",                                                                                            \
      "by the map file the question \"{f}\" is called \"{e}\" now: write the name it has now",                                         \
      "theo tệp đổi tên, câu hỏi \"{f}\" nay có tên \"{e}\": hãy ghi tên hiện nay")                                                    \
    X(DATA_DATE_BAD, WARNING, "bad-date", "\"{f}\" is no date; rows left out for that: {e}",                                           \
      "\"{f}\" không phải ngày; số dòng bị bỏ vì vậy: {e}")                                                                            \
    X(DATA_DATE_MISFIT, ERROR, "date-misfit",                                                                                          \
      "fewer than half of the dates can be read, as 2026-03-31, 31/03/2026 and 31 Mar "                                                \
      "2026 can; found for example \"{f}\", rows with such dates: {e}: is it the right "                                               \
      "column in date =, and the right date_order =?",                                                                                 \
      "chưa đến một nửa số ngày đọc được như 2026-03-31, 31/03/2026 "                                               \
      "hay 31 tháng 3 2026; ví dụ có \"{f}\", số dòng như vậy: {e}: "                                                       \
      "cột trong date = và thứ tự trong date_order = có đúng không?")                                                                  \
    X(DATA_DATE_NO_DAY, ERROR, "date-no-day",                                                                                          \
      "\"{f}\" names no day (rows like this: {e}), and a date needs one, as 2026-03-31 "                                               \
      "and 31/03/2026 have: take the export with its dates; or write period = 2026-03 in "                                             \
      "the source's section, a section for each month; or period = wave in [report] and "                                              \
      "this column in wave =",                                                                                                         \
      "\"{f}\" không ghi ngày (số dòng như vậy: {e}), mà ngày trả lời "                                                  \
      "cần đủ ngày, tháng, năm, ví dụ 2026-03-31 hay 31/03/2026: hãy "                                                     \
      "xuất lại tệp có ngày; hoặc viết period = 2026-03 trong mục của "                                                \
      "nguồn, mỗi tháng một mục; hoặc period = wave trong [report] và "                                                    \
      "tên cột này trong wave =")                                                                                                      \
    X(DATA_DATE_UNDECIDED, ERROR, "date-undecided",                                                                                    \
      "is {f} day/month or month/day? No date of the column tells: write date_order = dmy or "                                         \
      "date_order = mdy in the source's section",                                                                                      \
      "{f} là ngày/tháng hay tháng/ngày? Không ngày nào trong cột cho biết: hãy viết date_order "                       \
      "= dmy hoặc date_order = mdy trong mục của nguồn")                                                                               \
    X(DATA_DATE_MIXED, ERROR, "date-mixed",                                                                                            \
      "{f} does not fit {e}, which other dates of this column need; if it is a slip, write "                                           \
      "date_order = in the source's section (dmy, mdy or ymd) and rows that do not fit are left "                                      \
      "out",                                                                                                                           \
      "{f} không khớp với thứ tự {e} mà các ngày khác trong cột cần; nếu là gõ nhầm, hãy viết "              \
      "date_order = (dmy, mdy hoặc ymd) trong mục của nguồn, các dòng không khớp sẽ bị bỏ")                                            \
    X(DATA_OFF_SCALE, WARNING, "off-scale",                                                                                            \
      "the answer {f} is not on the scale {e}: counted as missing; a code for \"no answer\" "                                          \
      "belongs in missing =",                                                                                                          \
      "câu trả lời {f} nằm ngoài thang {e}: tính là thiếu; nếu là mã của \"không trả lời\", hãy "              \
      "ghi vào missing =")                                                                                                             \
    X(DATA_LABEL_UNKNOWN, ERROR, "unknown-label",                                                                                      \
      "the answer {f} is not a level of the scale {e}; an answer that is none belongs in missing "                                     \
      "=",                                                                                                                             \
      "câu trả lời {f} không có trong thang {e}; nếu nghĩa là không trả lời, hãy ghi vào missing "                   \
      "=")                                                                                                                             \
    X(DATA_SCALE_MISFIT, ERROR, "scale-misfit",                                                                                        \
      "fewer than half of the answers are on the scale {e}; found for example {f}: is it the "                                         \
      "right column and the right scale?",                                                                                             \
      "chưa đến một nửa số câu trả lời nằm trong thang {e}; ví dụ có {f}: cột và thang đo có "               \
      "đúng không?")                                                                                                                   \
    X(DATA_SCALE_UNUSED, WARNING, "scale-unused",                                                                                      \
      "none of the answers is above {f} on the scale {e}: is it the right scale?",                                                     \
      "không câu trả lời nào trên {f} trong thang {e}: thang đo có đúng không?")                                                       \
    X(DATA_UNIT_UNKNOWN, WARNING, "unknown-unit",                                                                                      \
      "the unit {f} is not in {e}: it is counted in the company and shown under this name",                                            \
      "bộ phận {f} không có trong {e}: vẫn tính vào toàn công ty và hiện dưới tên này")                                                \
    X(DATA_WEIGHT_BAD, WARNING, "bad-weight",                                                                                          \
      "\"{f}\" is no weight above 0 and up to 1e9; rows left out for that: {e} (weights such as "                                      \
      "1,5 need "                                                                                                                      \
      "decimal = comma)",                                                                                                              \
      "\"{f}\" không phải trọng số lớn hơn 0 và không quá 1e9; số dòng bị bỏ vì vậy: {e} (trọng "             \
      "số viết như 1,5 "                                                                                                          \
      "thì cần decimal = comma)")                                                                                                      \
    X(DATA_ID_SHORTENED, ERROR, "id-shortened",                                                                                        \
      "the id {f} was shortened by a spreadsheet, so that different people have the same one "                                         \
      "(rows like this: {e}): take the export from the tool again and do not save it in a "                                            \
      "spreadsheet, or leave out id =",                                                                                                \
      "mã {f} đã bị bảng tính rút gọn nên nhiều người trùng mã (số dòng như "                                   \
      "vậy: {e}): hãy xuất lại từ phần mềm khảo sát và không lưu bằng bảng "                                    \
      "tính, hoặc bỏ id =")                                                                                                            \
    X(DATA_TOTAL_ROW, WARNING, "total-row",                                                                                            \
      "is \"{f}\" a unit? This row is read as an answer from it: if it sums up the rows above, "                                       \
      "take it out of the file",                                                                                                       \
      "\"{f}\" có phải là bộ phận không? Dòng này được đọc như một câu trả "                                   \
      "lời: nếu là dòng tổng của các dòng trên, hãy xóa khỏi tệp")                                                                     \
    X(DATA_DUPLICATE, WARNING, "repeated-id",                                                                                          \
      "the id \"{f}\" was there before; repeated rows, of which the latest counts: {e}",                                               \
      "mã \"{f}\" đã có trước đó; số dòng lặp, chỉ tính dòng muộn nhất: {e}")                                                          \
    X(DATA_NO_ROWS, ERROR, "no-row", "no row stands below the header: is that the whole export?",                                      \
      "không có dòng nào dưới tiêu đề: đã đủ tệp xuất chưa?")                                                                          \
    X(DATA_NO_USABLE, ERROR, "no-usable-row",                                                                                          \
      "none of the {f} rows of this source can be used: see the warnings about its dates, "                                            \
      "answers and weights",                                                                                                           \
      "không dùng được dòng nào trong {f} dòng của nguồn này: hãy xem các cảnh báo về ngày, câu "               \
      "trả lời, trọng số")                                                                                                             \
    X(DATA_RECODED, ERROR, "recoded",                                                                                                  \
      "most answers are not on the scale {e}; found {f}: exports of this kind hold the tool's "                                        \
      "own codes in place of answers; "                                                                                                \
      "say what each code means, such as codes = 1 -> 5 | 4 -> 4, or export the answers as text",                                      \
      "phần lớn câu trả lời không nằm trong thang {e}; có {f}: loại tệp này ghi mã riêng của "                   \
      "phần mềm thay cho câu trả lời; hãy "                                                                                  \
      "viết nghĩa của từng mã, ví dụ codes = 1 -> 5 | 4 -> 4, hoặc xuất câu trả lời dạng chữ")                                         \
    X(DATA_SEEN_CODE, WARNING, "no-answer-code",                                                                                       \
      "{f} is not on the scale {e}: counted as missing. Qualtrics writes -99 for a question seen "                                     \
      "and not answered, and "                                                                                                         \
      "projects often -1 or -2 for one that did not apply: if so, write missing = with it",                                            \
      "{f} không nằm trong thang {e}: tính là thiếu. Qualtrics ghi -99 khi câu hỏi đã hiện mà "                         \
      "không được trả lời, dự án thường "                                                                               \
      "ghi -1 hoặc -2 khi câu hỏi không áp dụng: nếu đúng vậy, hãy ghi vào missing =")                                                 \
    X(DATA_MULTI_ANSWER, ERROR, "several-answers",                                                                                     \
      "{f} is several answers of the scale {e} in one cell: a question with several choices has "                                      \
      "no level; take the columns of "                                                                                                 \
      "its single choices, or another question",                                                                                       \
      "{f} là nhiều câu trả lời của thang {e} trong một ô: câu hỏi chọn nhiều đáp án không có "               \
      "mức; hãy dùng cột của từng đáp án "                                                                                \
      "hoặc câu hỏi khác")                                                                                                             \
    X(DATA_MULTI_UNIT, WARNING, "several-units",                                                                                       \
      "\"{f}\" is several units of this column in one cell; such cells: {e}; each is counted as "                                      \
      "a unit of its own: unit = needs a "                                                                                             \
      "question with one choice",                                                                                                      \
      "\"{f}\" là nhiều bộ phận của cột này trong một ô; số cách viết như vậy: {e}; mỗi cách "               \
      "được tính là một bộ phận riêng: unit = "                                                                           \
      "cần một câu hỏi chọn một đáp án")                                                                                               \
    X(DATA_NPS_GROUP, ERROR, "nps-group",                                                                                              \
      "the column \"{f}\" holds groups (Detractor, Passive, Promoter), which are never averaged; "                                     \
      "take the scores: column = {e}",                                                                                                 \
      "cột \"{f}\" ghi nhóm (Detractor, Passive, Promoter), không bao giờ tính trung bình; hãy "                              \
      "dùng cột điểm: column = {e}")                                                                                                   \
    X(DATA_DATE_ZERO, WARNING, "no-date",                                                                                              \
      "{f} is what programs write where there is no date (LimeSurvey: answered in a survey "                                           \
      "without dates); rows left out for "                                                                                             \
      "that: {e}; name another column in date =, or write period =",                                                                   \
      "{f} là giá trị phần mềm ghi khi không có ngày (LimeSurvey: khảo sát không lưu ngày); số "                    \
      "dòng bị bỏ vì vậy: {e}; hãy chọn cột "                                                                             \
      "khác trong date = hoặc viết period =")                                                                                          \
    X(DATA_ALL_ASIDE, ERROR, "all-set-aside",                                                                                          \
      "no row of this source counts: the tool marks {f} of its {e} rows as previews, tests, not "                                      \
      "finished, spam or deleted; "                                                                                                    \
      "write tests = keep or partial = keep if they are to count",                                                                     \
      "không dòng nào của nguồn này được tính: phần mềm đánh dấu {f} trong {e} dòng là xem "                    \
      "trước, bản thử, chưa trả lời xong, "                                                                                \
      "thư rác hoặc đã xóa; hãy viết tests = keep hoặc partial = keep nếu muốn tính các dòng ấy")                                      \
    X(SIDE_UNIT_EMPTY, ERROR, "unit-empty", "this row names no unit",                                                                  \
      "dòng này không ghi bộ phận")                                                                                                    \
    X(SIDE_UNIT_TWICE, ERROR, "unit-twice", "the unit \"{f}\" stands in this file twice",                                              \
      "bộ phận \"{f}\" có hai lần trong tệp này")                                                                                      \
    X(SIDE_UNIT_UNKNOWN, WARNING, "unit-no-answers",                                                                                   \
      "the unit \"{f}\" has no answers in any file",                                                                                   \
      "bộ phận \"{f}\" không có câu trả lời trong tệp nào")                                                                            \
    X(SIDE_PARENT_LOOP, ERROR, "parent-loop",                                                                                          \
      "the parents go round in a circle: {f}; one of these units has to stand without a parent",                                       \
      "các bộ phận cấp trên nối thành vòng: {f}; phải có một bộ phận để trống cột cấp trên "            \
      "(parent)")                                                                                                                      \
    X(MERGE_UNKNOWN, ERROR, "merge-unknown",                                                                                           \
      "merge names the unit \"{f}\", which is neither in the data nor in the list of units",                                           \
      "merge nhắc tới bộ phận \"{f}\", nhưng bộ phận này không có trong dữ liệu và danh sách bộ "              \
      "phận")                                                                                                                          \
    X(MERGE_PARENT, ERROR, "merge-parent",                                                                                             \
      "\"{f}\" stands above other units: only units without others below them go into a group, "                                       \
      "and the group needs a name of its own",                                                                                         \
      "\"{f}\" là cấp trên của bộ phận khác: chỉ gộp được bộ phận không có cấp dưới, và nhóm cần "   \
      "tên riêng")                                                                                                                     \
    X(SIDE_ADDRESS_BAD, WARNING, "unit-address",                                                                                       \
      "\"{f}\" is no e-mail address such as {e}: no mail will be made for this unit",                                                  \
      "\"{f}\" không phải địa chỉ thư như {e}: sẽ không soạn thư cho bộ phận này")                                                     \
    X(SIDE_LANGUAGE_BAD, WARNING, "unit-language",                                                                                     \
      "there is no language \"{f}\" (there are {e}): this unit gets the project's",                                                    \
      "không có ngôn ngữ \"{f}\" (chỉ có {e}): bộ phận này dùng ngôn ngữ của dự án")                                                   \
    X(SIDE_NUMBER_BAD, ERROR, "side-number",                                                                                           \
      "\"{f}\" is no number that fits here; write it with a decimal point and without "                                                \
      "separators, such as 1234.5",                                                                                                    \
      "\"{f}\" không phải số dùng được ở đây; hãy viết số với dấu chấm thập phân, không có dấu "       \
      "ngăn cách, ví dụ 1234.5")                                                                                                       \
    X(SIDE_DATE_BAD, ERROR, "side-date", "\"{f}\" is no date; write it as {e}",                                                        \
      "\"{f}\" không phải ngày; hãy viết như {e}")                                                                                     \
    X(SIDE_PERIOD_BAD, ERROR, "side-period",                                                                                           \
      "\"{f}\" is no period of this report; write it as {e}",                                                                          \
      "\"{f}\" không phải kỳ của báo cáo này; hãy viết như {e}")                                                                       \
    X(SIDE_SIDE_BAD, ERROR, "side-side", "\"{f}\" is neither of {e}",                                                                  \
      "\"{f}\" không phải một trong {e}")                                                                                              \
    X(SIDE_METRIC_UNKNOWN, ERROR, "side-metric", "there is no figure \"{f}\" in the project",                                          \
      "dự án không có số đo \"{f}\"")                                                                                                  \
    X(BENCHMARK_RANGE, ERROR, "benchmark-range", "{f} lies outside the scale of this figure, {e}",                                     \
      "{f} nằm ngoài thang của số đo này, {e}")                                                                                        \
    X(BENCHMARK_SE, ERROR, "benchmark-se",                                                                                             \
      "a standard error of {f} cannot be: write one above 0, or leave the cell empty for a fixed "                                     \
      "number",                                                                                                                        \
      "sai số chuẩn {f} là không thể: hãy ghi số lớn hơn 0, hoặc để trống nếu là con số cố định")                                      \
    X(BENCHMARK_ORIGIN, ERROR, "benchmark-origin",                                                                                     \
      "this benchmark has no {f}: a figure from outside is shown only with its source, year and "                                      \
      "licence",                                                                                                                       \
      "mốc so sánh này thiếu {f}: số liệu bên ngoài chỉ được in kèm nguồn (source), năm (year) "                 \
      "và "                                                                                                                           \
      "giấy phép (licence)")                                                                                                           \
    X(BENCHMARK_YEAR, ERROR, "benchmark-year", "\"{f}\" is no year; write it as {e}",                                                  \
      "\"{f}\" không phải năm; hãy viết như {e}")                                                                                      \
    X(BENCHMARK_TWICE, ERROR, "benchmark-twice",                                                                                       \
      "the figure \"{f}\" stands in this file twice: give the second one a section "                                                   \
      "[benchmark] and a file of its own",                                                                                             \
      "số đo \"{f}\" có hai dòng trong tệp này: hãy đặt số thứ hai vào một mục [benchmark] với "                \
      "tệp "                                                                                                                         \
      "riêng")                                                                                                                         \
    X(SIDE_MARGIN_UNUSED, WARNING, "margin-unused",                                                                                    \
      "the column \"{f}\" is in no export of this side, so it cannot serve for weighting",                                             \
      "cột \"{f}\" không có trong tệp xuất nào của phía này nên không dùng để tính trọng số được")                                     \
    X(DATA_UNITS_MANY, ERROR, "units-many",                                                                                            \
      "the column \"{f}\" has more than {e} different units: does it hold departments, and not "                                       \
      "names, ids or comments?",                                                                                                       \
      "cột \"{f}\" có hơn {e} bộ phận khác nhau: cột này có đúng là bộ phận, không phải tên "                  \
      "người, mã hay lời góp ý?")                                                                                                      \
    X(DATA_PERIODS_MANY, ERROR, "periods-many",                                                                                        \
      "there are more than {e} different periods: is the column of dates or waves the right one?",                                     \
      "có hơn {e} kỳ khác nhau: cột ngày hoặc cột đợt khảo sát có đúng không?")                                                        \
    X(DATA_STRATA_MANY, ERROR, "margins-many",                                                                                         \
      "the extra columns of the invited file give more than {e} combinations of groups: keep one "                                     \
      "or two of them with few groups each, such as grade or contract",                                                                \
      "các cột thêm trong tệp số người được mời tạo ra hơn {e} tổ hợp nhóm: hãy giữ một hai cột "      \
      "có ít nhóm, ví dụ cấp bậc hay loại hợp đồng")                                                                                   \
    X(DATA_CELLS_MANY, ERROR, "cells-many",                                                                                            \
      "units and periods (and groups of the invited file) give more combinations than a report "                                       \
      "can hold ({e}): use longer periods, such as period = quarter, or fewer units",                                                  \
      "bộ phận và kỳ (cùng các nhóm trong tệp số người được mời) tạo ra nhiều tổ hợp hơn mức một " \
      "báo cáo chứa được ({e}): hãy dùng kỳ dài hơn, ví dụ period = quarter, hoặc ít bộ phận hơn")                                     \
    X(DATA_COUNTS_LARGE, ERROR, "counts-large",                                                                                        \
      "the long scales of the index's parts, counted in pairs for every unit and period, need "                                        \
      "too much memory: use longer periods, fewer units, or fewer parts in [index]",                                                   \
      "các thang đo dài của các thành phần chỉ số, đếm theo cặp cho từng bộ phận và từng kỳ, cần "      \
      "quá nhiều bộ nhớ: hãy dùng kỳ dài hơn, ít bộ phận hơn, hoặc ít thành phần hơn trong "                 \
      "[index]")                                                                                                                       \
    X(DATA_UNIT_LONG, ERROR, "unit-long",                                                                                              \
      "a unit called \"{f}\" is longer than {e} characters: is this the column of units, and not "                                     \
      "of comments?",                                                                                                                  \
      "bộ phận tên \"{f}\" dài hơn {e} ký tự: đây có đúng là cột bộ phận, không phải cột góp ý?")                                      \
    X(DATA_COLUMNS_MANY, ERROR, "columns-many",                                                                                        \
      "the header has {f} columns; at most {e} are read: is the delimiter right?",                                                     \
      "tiêu đề có {f} cột, chỉ đọc tối đa {e}: dấu phân cách có đúng không?")                                                          \
    X(SIDE_NUMBER_UNSURE, ERROR, "side-number-unsure",                                                                                 \
      "\"{f}\" may mean {e}, and nothing else in this file tells which: write whole numbers "                                          \
      "without separators (1234), and decimals with one digit more (1.2340)",                                                          \
      "\"{f}\" có thể là {e}, và không có số nào khác trong tệp cho biết là số nào: hãy viết số "              \
      "nguyên không dấu ngăn cách (1234), còn số thập phân thêm một chữ số (1,2340)")                                                  \
    X(SIDE_NUMBER_MIXED, ERROR, "side-number-mixed",                                                                                   \
      "\"{f}\" and {e} of the same column have different decimal signs: write all numbers of the "                                     \
      "column alike",                                                                                                                  \
      "\"{f}\" và {e} trong cùng cột dùng dấu thập phân khác nhau: hãy viết mọi số trong cột "                     \
      "theo "                                                                                                                          \
      "một kiểu")                                                                                                                      \
    X(KPI_LINE_TWICE, ERROR, "kpi-twice",                                                                                              \
      "{f} stands here a second time; the first is on line {e}: keep one of the two",                                                  \
      "{f} xuất hiện lần thứ hai; lần đầu ở dòng {e}: chỉ giữ một dòng")                                                               \
    X(KPI_WAVE_UNKNOWN, WARNING, "kpi-wave",                                                                                           \
      "there are no answers of a wave \"{f}\": its lines are not used",                                                                \
      "không có câu trả lời của đợt \"{f}\": các dòng của đợt này không được dùng")                                                    \
    X(MAP_KIND, ERROR, "map-kind", "\"{f}\" is no kind of change; there are {e}",                                                      \
      "\"{f}\" không phải một kiểu thay đổi; có các kiểu {e}")                                                                         \
    X(MAP_NAME_EMPTY, ERROR, "map-name-empty", "this line names no unit under \"{f}\"",                                                \
      "dòng này không ghi bộ phận ở cột \"{f}\"")                                                                                      \
    X(MAP_SAME, ERROR, "map-same", "\"{f}\" is both the old and the new unit of this line",                                            \
      "\"{f}\" vừa là bộ phận cũ vừa là bộ phận mới của dòng này")                                                                     \
    X(MAP_FROM, ERROR, "map-from",                                                                                                     \
      "\"{f}\" is neither a period nor a day; write it as {e}, or leave it empty for \"always\"",                                      \
      "\"{f}\" không phải kỳ, cũng không phải ngày; hãy viết như {e}, hoặc để trống nếu là \"từ "            \
      "trước đến nay\"")                                                                                                               \
    X(MAP_WAVE, ERROR, "map-wave", "there are no answers of a wave \"{f}\"",                                                           \
      "không có câu trả lời của đợt \"{f}\"")                                                                                          \
    X(MAP_TWICE, ERROR, "map-twice",                                                                                                   \
      "what became of \"{f}\" stands on line {e} already; if the unit changed once more later, "                                       \
      "write the name that it had by then",                                                                                            \
      "dòng {e} đã ghi \"{f}\" trở thành gì; nếu sau đó bộ phận thay đổi lần nữa, hãy ghi tên "                \
      "của nó vào lúc đó")                                                                                                             \
    X(MAP_SPLIT_ONE, ERROR, "map-split-one",                                                                                           \
      "\"{f}\" is split into one unit only: write a line for each part, or kind = rename",                                             \
      "\"{f}\" chỉ tách thành một bộ phận: hãy ghi mỗi phần một dòng, hoặc dùng kiểu rename")                                          \
    X(MAP_SPLIT_FROM, ERROR, "map-split-from",                                                                                         \
      "the parts of \"{f}\" begin together: write the same from as on line {e}",                                                       \
      "các phần của \"{f}\" phải bắt đầu cùng lúc: hãy ghi cột from giống dòng {e}")                                                   \
    X(MAP_SHARED, ERROR, "map-shared",                                                                                                 \
      "\"{f}\" is what another unit became on line {e}: where several became one, write merge in "                                     \
      "each of their lines",                                                                                                           \
      "\"{f}\" cũng là tên mới của một bộ phận khác ở dòng {e}: nếu nhiều bộ phận thành một, hãy "        \
      "ghi merge ở từng dòng")                                                                                                         \
    X(MAP_ORDER, ERROR, "map-order",                                                                                                   \
      "nothing can become \"{f}\" here: by line {e} that unit became another before, or at the "                                       \
      "same time; write what it is now, or correct from",                                                                              \
      "không thể trở thành \"{f}\" ở đây: theo dòng {e}, bộ phận này đã đổi từ trước hoặc cùng "          \
      "lúc; hãy ghi tên hiện nay, hoặc sửa cột from")                                                                                  \
    X(MAP_CIRCLE, ERROR, "map-circle",                                                                                                 \
      "the units go round in a circle: {f}; take out one of these lines",                                                              \
      "các bộ phận nối thành vòng: {f}; hãy bỏ một trong các dòng này")                                                                \
    X(MAP_NAME_MISSING, ERROR, "map-empty", "nothing stands under \"{f}\" in this line",                                               \
      "dòng này để trống cột \"{f}\"")                                                                                                 \
    X(MAP_NAME_SAME, ERROR, "map-same-name",                                                                                           \
      "\"{f}\" is both the old and the new name of this line",                                                                         \
      "\"{f}\" vừa là tên cũ vừa là tên mới của dòng này")                                                                             \
    X(MAP_FROM_DAY, ERROR, "map-from-day",                                                                                             \
      "\"{f}\" lies within a period, and a column or an answer changes its name with a whole "                                         \
      "one: "                                                                                                                          \
      "write {e}",                                                                                                                     \
      "\"{f}\" nằm giữa một kỳ, mà cột hoặc câu trả lời chỉ đổi tên theo cả kỳ: hãy ghi {e}")                                          \
    X(MAP_NAME_TWICE, ERROR, "map-name-twice",                                                                                         \
      "line {e} already says what became of \"{f}\" at that time: keep one of the two",                                                \
      "dòng {e} đã ghi \"{f}\" đổi thành gì vào lúc đó: chỉ giữ một dòng")                                                             \
    X(MAP_NAME_CIRCLE, ERROR, "map-name-circle",                                                                                       \
      "the names go round in a circle: {f}; take out one of these lines, or write in from when "                                       \
      "each began",                                                                                                                    \
      "các tên nối thành vòng: {f}; hãy bỏ một dòng, hoặc ghi ở cột from mỗi tên bắt đầu khi nào")                                     \
    X(MAP_QUESTION, WARNING, "map-question",                                                                                           \
      "no question of the project has the column \"{f}\": this line changes nothing",                                                  \
      "không câu hỏi nào của dự án dùng cột \"{f}\": dòng này không có tác dụng")                                                      \
    X(MAP_COLUMN_UNUSED, WARNING, "map-column-unused",                                                                                 \
      "no file with answers from before has a column \"{f}\": this line changes nothing",                                              \
      "không tệp câu trả lời nào trước đó có cột \"{f}\": dòng này không có tác dụng")                                                 \
    X(MAP_CHOICE_UNUSED, WARNING, "map-choice-unused",                                                                                 \
      "nobody answered \"{f}\" where this line holds: it changes nothing",                                                             \
      "không ai trả lời \"{f}\" ở nơi dòng này có hiệu lực: dòng không có tác dụng")                                                   \
    X(MAP_CHOICE_UNKNOWN, ERROR, "map-choice-unknown",                                                                                 \
      "\"{f}\" is not an answer of {e}: write one that its scale or missing = has",                                                    \
      "\"{f}\" không phải câu trả lời của {e}: hãy ghi câu trả lời có trong scale hoặc missing")                                       \
    X(MAP_UNKNOWN, WARNING, "map-unknown", "neither the answers nor a file name the unit \"{f}\"",                                     \
      "không câu trả lời hay tệp nào nhắc tới bộ phận \"{f}\"")                                                                        \
    X(MAP_RENAME_EARLY, WARNING, "map-rename-early",                                                                                   \
      "\"{f}\" has {e} answers from before, when the old unit still answered too: they are "                                           \
      "counted together; if two units became one, write merge",                                                                        \
      "\"{f}\" có {e} câu trả lời từ trước đó, khi bộ phận cũ vẫn còn trả lời: chúng được tính "        \
      "chung; nếu hai bộ phận thành một, hãy ghi merge")                                                                               \
    X(MAP_SPLIT_LATE, WARNING, "map-split-late",                                                                                       \
      "{e} answers still name \"{f}\" after it was split: they count for the company (and what "                                       \
      "stands above the unit), in none of the parts; name the part in the export, or correct "                                         \
      "from",                                                                                                                          \
      "{e} câu trả lời vẫn ghi \"{f}\" sau khi đã tách: chỉ tính vào toàn công ty (và cấp trên "                   \
      "của bộ phận), không vào phần nào; hãy ghi đúng phần trong tệp xuất, hoặc sửa cột from")                                         \
    X(MAP_PART_EARLY, WARNING, "map-part-early",                                                                                       \
      "{e} answers name \"{f}\" before the unit began: they count for the company (and what "                                          \
      "stands above the unit) alone; correct from, or the name in the export",                                                         \
      "{e} câu trả lời ghi \"{f}\" trước khi bộ phận này bắt đầu: chỉ tính vào toàn công ty (và "             \
      "cấp trên của bộ phận); hãy sửa cột from, hoặc sửa tên trong tệp xuất")                                                          \
    X(KPI_UNIT_MERGED, NOTE, "kpi-merged",                                                                                             \
      "the figures of {f} are not used: it is part of {e}, and figures of units cannot be added "                                      \
      "up; give {e} lines of its own",                                                                                                 \
      "không dùng số liệu của {f}: bộ phận này thuộc {e}, và không thể cộng số liệu các bộ phận; "       \
      "hãy thêm dòng riêng cho {e}")                                                                                                   \
    X(REGISTER_DATE_UNDECIDED, ERROR, "register-date-undecided",                                                                       \
      "is {f} day/month or month/day? No date in this file tells: write its dates year first, "                                        \
      "such as 2026-10-31",                                                                                                            \
      "{f} là ngày/tháng hay tháng/ngày? Không ngày nào trong tệp cho biết: hãy viết năm trước, "                   \
      "ví dụ 2026-10-31")                                                                                                              \
    X(REGISTER_DATE_MIXED, ERROR, "register-date-mixed",                                                                               \
      "{f} does not have its day and month in the same order as {e}: write all dates of the file "                                     \
      "alike",                                                                                                                         \
      "{f} không cùng thứ tự ngày và tháng với {e}: hãy viết mọi ngày trong tệp theo một kiểu")                                        \
    X(REGISTER_BEFORE, ERROR, "register-before",                                                                                       \
      "{f} lies before the day the suggestion was received, {e}",                                                                      \
      "{f} sớm hơn ngày nhận góp ý, {e}")                                                                                              \
    X(REGISTER_CANCELLED, ERROR, "register-cancelled",                                                                                 \
      "\"{f}\" does not tell whether the promise was cancelled: write 1, leave the cell empty, "                                       \
      "or write the day it was cancelled on",                                                                                          \
      "\"{f}\" không cho biết lời hứa đã hủy hay chưa: hãy ghi 1, để trống, hoặc ghi ngày hủy")                                        \
    X(REGISTER_UNNAMED, ERROR, "register-unnamed", "this row does not say what was promised",                                          \
      "dòng này không ghi lời hứa là gì")                                                                                              \
    X(THEME_NO_NAME, ERROR, "theme-no-name",                                                                                           \
      "this row names no theme: write a name and its words, such as \"Delivery,late | delivery\"",                                     \
      "dòng này chưa ghi tên chủ đề: hãy ghi tên và các từ, ví dụ \"Giao hàng,trễ | giao hàng\"")                                      \
    X(THEME_NO_WORDS, ERROR, "theme-no-words",                                                                                         \
      "the theme \"{f}\" has no words that a comment could hold; write some with | between, such "                                     \
      "as {e}",                                                                                                                        \
      "chủ đề \"{f}\" chưa có từ nào để tìm trong ý kiến; hãy ghi các từ, cách nhau bằng |, ví "              \
      "dụ {e}")                                                                                                                        \
    X(THEME_WORD_TWICE, WARNING, "theme-word-twice",                                                                                   \
      "the word \"{f}\" stands in this theme and in \"{e}\": a comment with it counts in both",                                        \
      "từ \"{f}\" có ở chủ đề này và cả ở \"{e}\": ý kiến có từ đó được tính cho cả hai")                                              \
    X(THEMES_MANY, ERROR, "themes-many", "there are more than {e} themes: join some",                                                  \
      "có hơn {e} chủ đề: hãy gộp bớt")                                                                                                \
    X(SIDE_ROWS_MANY, ERROR, "side-rows-many",                                                                                         \
      "this file has more than {e} rows: is it an export of answers, and not a list of units or "                                      \
      "figures?",                                                                                                                      \
      "tệp này có hơn {e} dòng: đây có phải tệp câu trả lời chứ không phải danh sách bộ phận hay "         \
      "số liệu?")                                                                                                                      \
    X(DATA_PEOPLE_MANY, ERROR, "people-many",                                                                                          \
      "the counts of one unit and period add up to more than {e} answers: is the column of "                                           \
      "counts the right one?",                                                                                                         \
      "số đếm của một bộ phận trong một kỳ cộng lại hơn {e} lượt trả lời: cột số đếm có đúng "  \
      "không?")                                                                                                                        \
    X(DATA_COUNT_BAD, WARNING, "count-bad",                                                                                            \
      "the count \"{f}\" is no whole number from 0 on, or may be two numbers (1.000); lines left "                                     \
      "out for this: {e}",                                                                                                             \
      "số đếm \"{f}\" không phải số nguyên từ 0 trở lên, hoặc hiểu được thành hai "                           \
      "số (1.000); số dòng bị loại vì lý do này: {e}")                                                                                 \
    X(DATA_FACES_NONE, ERROR, "faces-none",                                                                                            \
      "the columns of faces fit the scale of no question: write the scale in their words, worst "                                      \
      "first: scale = {e}",                                                                                                            \
      "các cột mặt cười không khớp thang đo của câu hỏi nào: hãy ghi thang đo bằng chính tên "                 \
      "cột, kém nhất trước: scale = {e}")                                                                                              \
    X(DATA_FACES_MANY, ERROR, "faces-many",                                                                                            \
      "the columns of faces fit several questions ({f}), but a file of counts answers one: write "                                     \
      "the scale of the others in other words",                                                                                        \
      "các cột mặt cười khớp với nhiều câu hỏi ({f}), trong khi tệp số đếm chỉ trả lời một câu: "     \
      "hãy ghi thang đo của các câu kia bằng từ khác")                                                                                 \
    X(DATA_PRESSES_UNSORTED, WARNING, "presses-unsorted",                                                                              \
      "{f} stands out of its order (presses like this: {e}), and a press is compared with the "                                        \
      "one before it at its device: sort the file by date and time, or presses within "                                                \
      "seconds of another are not all found",                                                                                          \
      "{f} đứng không đúng thứ tự thời gian (số lần bấm như vậy: {e}), mà mỗi lần bấm "                    \
      "được so với lần trước đó ở cùng thiết bị: hãy sắp xếp tệp theo ngày và "                           \
      "giờ, nếu không sẽ sót các lần bấm liền nhau trong vài giây")                                                                    \
    X(DATA_OPENING_BAD, ERROR, "opening-bad",                                                                                          \
      "opening hours are written 08:00-22:00, this is \"{f}\"",                                                                        \
      "giờ mở cửa ghi dạng 08:00-22:00, ở đây là \"{f}\"")                                                                             \
    X(DATA_HEAD_MISSING, ERROR, "head-missing", "a file of format {e} needs a column {f}",                                             \
      "tệp định dạng {e} cần có cột {f}")                                                                                              \
    X(DATA_APART_QUESTION, WARNING, "question-unknown",                                                                                \
      "\"{f}\" is no question of the project on this side: its lines are left out",                                                    \
      "\"{f}\" không phải câu hỏi nào của phía này trong tệp dự án: các dòng đó bị loại")                                              \
    X(DATA_APART_ABSENT, WARNING, "question-absent", "no line answers {f} ({e})",                                                      \
      "không dòng nào trả lời {f} ({e})")                                                                                              \
    X(DATA_BOXES_NEEDED, ERROR, "boxes-needed",                                                                                        \
      "of {f} the file knows only who was favourable: write scale = {e}",                                                              \
      "với {f}, tệp chỉ cho biết ai đánh giá tích cực: hãy ghi scale = {e}")                                                           \
    X(DATA_SHARE_MISFIT, WARNING, "share-misfit",                                                                                      \
      "{f} is no whole number of people: is the share weighted, or n that of another group? "                                          \
      "lines left out for this: {e}",                                                                                                  \
      "{f} không ra số người nguyên: tỷ lệ đã được gia quyền, hay n là của nhóm khác? số dòng bị "        \
      "loại vì lý do này: {e}")                                                                                                        \
    X(DATA_TOTAL_MISFIT, ERROR, "total-misfit",                                                                                        \
      "the line for the whole company has {f}, less than its units together ({e}): units that "                                        \
      "overlap, such as age groups beside departments, need a file of their own",                                                      \
      "dòng toàn công ty có {f}, ít hơn tổng các bộ phận ({e}): các nhóm chồng nhau, như nhóm "                     \
      "tuổi bên cạnh phòng ban, phải nằm ở tệp khác")                                                                                  \
    X(DATA_PARENT_MISFIT, ERROR, "parent-misfit",                                                                                      \
      "the line of {f}, less than those of the units below it in the units file together "                                             \
      "({e}): the line of a unit above others counts their people too; give its own "                                                  \
      "people a unit of their own, or take the parent out of the units file",                                                          \
      "dòng của {f}, ít hơn tổng các bộ phận thuộc nó trong tệp bộ "                                                \
      "phận ({e}): dòng của bộ phận cấp trên phải gồm cả người của "                                            \
      "các bộ phận bên dưới; hãy đặt người của riêng nó thành một bộ "                                        \
      "phận khác, hoặc bỏ quan hệ cấp trên trong tệp bộ phận")                                                                         \
    X(DATA_TOTAL_HIDDEN, WARNING, "total-hidden",                                                                                      \
      "the file hides answers of some units and has no line for the whole company: no company "                                        \
      "figure is formed for {f} in {e}",                                                                                               \
      "tệp che câu trả lời của một số bộ phận và không có dòng toàn công ty: không lập số liệu "         \
      "toàn công ty cho {f} trong {e}")                                                                                                \
    X(DATA_N_TWICE, ERROR, "n-twice",                                                                                                  \
      "this line \"{f}\" has other numbers than the one above for the same period, so it is "                                          \
      "unclear "                                                                                                                       \
      "which questions they are of: keep one such line for a period, or write a line for each "                                        \
      "unit "                                                                                                                          \
      "and question (unit, question, n, favourable)",                                                                                  \
      "dòng \"{f}\" này có số khác dòng trước của cùng kỳ nên không rõ là của câu hỏi nào: mỗi "            \
      "kỳ chỉ "                                                                                                                    \
      "để một dòng như vậy, hoặc ghi mỗi bộ phận và câu hỏi một dòng (unit, question, n, "                     \
      "favourable)")                                                                                                                   \
    X(DATA_WEIGHTS_UNSAID, ERROR, "weights-unsaid",                                                                                    \
      "the file has sums of weights: write weight = {f}, or take the column out",                                                      \
      "tệp có tổng trọng số: hãy ghi weight = {f}, hoặc bỏ cột đó")                                                                    \
    X(DATA_PEOPLE_UNSAID, ERROR, "people-unsaid",                                                                                      \
      "weighted counts need a line {f} for every unit and period: people, and sums of their "                                          \
      "weights; a unit with {e} people lacks it",                                                                                      \
      "số đếm có trọng số cần một dòng {f} cho mỗi bộ phận và kỳ: số người và tổng trọng số; "     \
      "một bộ phận có {e} người thiếu dòng này")                                                                                       \
    X(DATA_APART, NOTE, "counts-apart",                                                                                                \
      "this file has counts of single questions: indices, person means, key drivers and response "                                     \
      "rates need what one person answered together and are not formed from it",                                                       \
      "tệp này là số đếm từng câu hỏi: các chỉ số, điểm trung bình theo người, yếu tố then chốt "      \
      "và tỷ lệ phản hồi cần biết một người trả lời những gì nên không lập từ tệp này")

#define DIAG_TABLE_RUN(X)                                                                                                        \
    X(INIT_NOTHING, ERROR, "init-nothing-scored",                                                                                \
      "no question with answers on a scale was found in {f}: cxex init needs an export with "                                    \
      "scored answers (0..10, 1..5, \"Very satisfied\" …)",                                                                      \
      "không thấy câu hỏi nào có thang điểm trong {f}: cxex init cần tệp xuất có câu trả lời "            \
      "chấm điểm (0..10, 1..5, \"Rất hài lòng\" …)")                                                                             \
    X(INIT_EXISTS, ERROR, "init-exists",                                                                                         \
      "{f} is there already and is never overwritten; name another folder with -o, or move it "                                  \
      "away",                                                                                                                    \
      "đã có {f}, cxex init không bao giờ ghi đè; hãy chọn thư mục khác bằng -o hoặc chuyển tệp "         \
      "ấy đi")                                                                                                                   \
    X(INIT_WRITE_FAILED, ERROR, "init-not-written", "cannot write {f}: {e}",                                                     \
      "không ghi được {f}: {e}")                                                                                                 \
    X(RUN_WRITE_FAILED, ERROR, "write-failed",                                                                                   \
      "cannot write {f}: {e}; the previous pack is untouched",                                                                   \
      "không ghi được {f}: {e}; bộ báo cáo trước còn nguyên")                                                                    \
    X(RUN_PREVIEW_FAILED, ERROR, "preview-failed", "cannot write {f}: {e}",                                                      \
      "không ghi được {f}: {e}")                                                                                                 \
    X(RUN_INTERRUPTED, ERROR, "interrupted",                                                                                     \
      "stopped before the end; nothing was written, the previous pack is untouched",                                             \
      "đã dừng giữa chừng; chưa ghi gì, bộ báo cáo trước còn nguyên")                                                            \
    X(RUN_NO_REPORT, ERROR, "no-report", "no report can be made for {f}: {e}",                                                   \
      "không lập được báo cáo cho {f}: {e}")                                                                                     \
    X(RUN_NO_PERIOD, ERROR, "no-answers-then",                                                                                   \
      "there are no answers in the period {f}; the latest with answers is {e}",                                                  \
      "kỳ {f} không có câu trả lời nào; kỳ mới nhất có câu trả lời là {e}")                                                      \
    X(RUN_WORKER_FAILED, ERROR, "render-failed",                                                                                 \
      "{f} could not be made: {e}; the previous pack is untouched",                                                              \
      "không tạo được {f}: {e}; bộ báo cáo trước còn nguyên")                                                                    \
    X(RUN_PACK_DIFFERS, ERROR, "pack-differs",                                                                                   \
      "the pack in {f} was made from other input, so its other files cannot be kept; leave out "                                 \
      "--formats and --only",                                                                                                    \
      "bộ báo cáo trong {f} được lập từ đầu vào khác nên không thể giữ các tệp còn lại; hãy bỏ " \
      "--formats và --only")                                                                                                     \
    X(RUN_LEFT_OVER, WARNING, "left-over",                                                                                       \
      "the pack is in place, but what it replaced could not be removed from {f}; the next run "                                  \
      "tries again",                                                                                                             \
      "bộ báo cáo đã vào chỗ, nhưng không xóa được bản cũ ở {f}; lần chạy sau sẽ thử lại")                                       \
    X(RUN_KEPT_CHANGED, ERROR, "kept-file-changed",                                                                              \
      "{f} is not as the earlier pack left it, so it cannot be kept; leave out --formats and "                                   \
      "--only",                                                                                                                  \
      "{f} không còn như bộ báo cáo trước đã ghi nên không thể giữ lại; hãy bỏ --formats và "            \
      "--only")                                                                                                                  \
    X(RUN_LEDGER_MOVED, ERROR, "ledger-changed",                                                                                 \
      "another run has changed {f} meanwhile; run this one again",                                                               \
      "một lần chạy khác vừa thay đổi {f}; hãy chạy lại lần này")                                                                \
    X(RUN_LEDGER_PENDING, WARNING, "ledger-pending",                                                                             \
      "the pack is in place, but its ledger could not get its name ({e}): keep {f}, the next run "                               \
      "goes "                                                                                                                    \
      "on with it",                                                                                                              \
      "bộ báo cáo đã vào chỗ, nhưng chưa đổi được tên sổ công bố ({e}): hãy giữ {f}, lần chạy "   \
      "sau sẽ "                                                                                                                \
      "tiếp tục")                                                                                                                \
    X(RUN_DEFINITION_CHANGED, NOTE, "definition-changed",                                                                        \
      "{f}: not as in the pack of {e}; the trend is broken there, and pages and drafts say so",                                  \
      "{f}: khác với bộ báo cáo của {e}; xu hướng ngắt tại đó, các trang và thư đều nói rõ")                                     \
    X(RUN_COLUMN_RENAMED, NOTE, "column-renamed",                                                                                \
      "{f}: the names differ from those in the pack of {e}; taken for the same question",                                        \
      "{f}: tên đã đổi so với bộ báo cáo của {e}; coi là cùng một câu hỏi")                                                      \
    X(RUN_GUARD_BLIND, WARNING, "earlier-pack-unreadable",                                                                       \
      "what changed since the pack of {f} cannot be told ({e}); an older pack is compared with, "                                \
      "if "                                                                                                                      \
      "there is one. Build the pack of {f} again to mend this",                                                                  \
      "không biết có gì đổi so với bộ báo cáo của {f} ({e}); so với bộ cũ hơn nếu có. Hãy lập "      \
      "lại "                                                                                                                   \
      "bộ của {f} để sửa")                                                                                                       \
    X(RUN_REPLACED, NOTE, "earlier-pack-forgotten",                                                                              \
      "--replace: the ledger forgets the earlier pack of {f}, as if nobody had ever seen it",                                    \
      "--replace: sổ công bố bỏ qua bộ báo cáo trước của {f}, coi như chưa ai từng xem")                                         \
    X(RUN_BRIEF_HIDDEN, NOTE, "no-brief-hidden",                                                                                 \
      "no brief for {f}: nothing of them may be shown in {e}",                                                                   \
      "không có bản tin cho {f}: không số liệu nào của họ được hiển thị trong kỳ {e}")                                           \
    X(RUN_BRIEF_NO_DATA, NOTE, "no-brief-no-answers", "no brief for {f}: no answers in {e}",                                     \
      "không có bản tin cho {f}: không có câu trả lời trong kỳ {e}")                                                             \
    X(RUN_BRIEF_MERGED, NOTE, "brief-of-group",                                                                                  \
      "no brief of their own for {f}: the brief of {e} stands for them",                                                         \
      "không có bản tin riêng cho {f}: bản tin của {e} dùng chung cho các bộ phận này")                                          \
    X(RUN_BRIEF_PARENT, NOTE, "no-brief-parent",                                                                                 \
      "no brief for {f}: the units file {e} names them as parents only; give them a line of "                                    \
      "their "                                                                                                                   \
      "own there",                                                                                                               \
      "không có bản tin cho {f}: tệp bộ phận {e} chỉ ghi đó là cấp trên; hãy thêm một dòng riêng "       \
      "cho mỗi nơi")                                                                                                             \
    X(RUN_ONLY_UNKNOWN, ERROR, "only-unknown", "--only: there is no unit \"{f}\"",                                               \
      "--only: không có bộ phận \"{f}\"")                                                                                        \
    X(RUN_ONLY_NO_BRIEF, ERROR, "only-no-brief",                                                                                 \
      "--only: {f} has no brief of its own; \"cxex check\" says why",                                                            \
      "--only: {f} không có bản tin riêng; \"cxex check\" cho biết lý do")                                                       \
    X(RUN_MAIL_NONE, NOTE, "no-mail", "no drafts are made: the project has no section [mail]",                                   \
      "không soạn thư nháp: dự án không có mục [mail]")                                                                          \
    X(RUN_MAIL_NO_ADDRESS, WARNING, "mail-no-address",                                                                           \
      "no draft for {f}: the units file has no e-mail address for them",                                                         \
      "không có thư nháp cho {f}: tệp bộ phận không ghi địa chỉ thư")                                                            \
    X(RUN_MAIL_SAME_ADDRESS, WARNING, "mail-same-address",                                                                       \
      "{e} gets the drafts of several units: {f}; right for someone who heads them all, else a "                                 \
      "slip that sends figures to the wrong person",                                                                             \
      "{e} nhận thư của nhiều bộ phận: {f}; đúng nếu một người phụ trách tất cả, nếu không thì "  \
      "số "                                                                                                                    \
      "liệu sẽ tới nhầm người")                                                                                                  \
    X(RUN_MAIL_DOMAIN, ERROR, "mail-domain", "{f} is outside the domains that [mail] allows: {e}",                               \
      "{f} nằm ngoài các tên miền mà [mail] cho phép: {e}")                                                                      \
    X(RUN_MAIL_LARGE, WARNING, "mail-large",                                                                                     \
      "the draft {f} has {e} MB; many mail servers refuse more than 5",                                                          \
      "thư nháp {f} nặng {e} MB; nhiều máy chủ thư từ chối thư trên 5 MB")                                                       \
    X(RUN_NO_THEMES, WARNING, "no-themes", "no themes found in {f}",                                                             \
      "không thấy giao diện nào trong {f}")                                                                                      \
    X(LEDGER_UNREADABLE, ERROR, "ledger-unreadable",                                                                             \
      "cannot read {f}: {e}; it remembers what earlier packs published, and without it nobody "                                  \
      "can say what may be published now",                                                                                       \
      "không đọc được {f}: {e}; tệp này nhớ các bộ báo cáo trước đã công bố những gì, thiếu nó " \
      "thì không biết được bây giờ được phép công bố gì")                                                                        \
    X(LEDGER_DAMAGED, ERROR, "ledger-damaged",                                                                                   \
      "{f} is not as this program left it ({e}): it remembers what earlier packs published; put "                                \
      "a copy of it back, or choose another out = folder if nothing of this one was ever sent",                                  \
      "{f} không còn như chương trình đã ghi ({e}): tệp này nhớ các bộ báo cáo trước đã công bố "      \
      "những gì; hãy đặt lại bản sao của nó, hoặc chọn thư mục out = khác nếu chưa gửi đi gì từ " \
      "thư mục này")

/* A finished pack that does not agree with itself: {f} is what stands there. */
#define DIAG_TABLE_VERIFY(X)                                                                                       \
    X(VERIFY_NO_PACK, ERROR, "no-pack", "this is no finished pack, such as out/2026-10: {f}: {e}",                 \
      "đây không phải một bộ báo cáo hoàn chỉnh, ví dụ out/2026-10: {f}: {e}")                                     \
    X(VERIFY_MANIFEST, ERROR, "manifest-wrong",                                                                    \
      "the list of files has a line that cannot be: {f}",                                                          \
      "danh sách tệp có một dòng không thể đúng: {f}")                                                             \
    X(VERIFY_FILE_MISSING, ERROR, "file-missing",                                                                  \
      "manifest.json names this file, but it cannot be read: {f}",                                                 \
      "manifest.json có tên tệp này nhưng không đọc được: {f}")                                                    \
    X(VERIFY_FILE_EXTRA, ERROR, "file-extra", "this file does not belong to the pack",                             \
      "tệp này không thuộc bộ báo cáo")                                                                            \
    X(VERIFY_BROKEN, ERROR, "compared-across-change",                                                              \
      "{f}: a definition changed there, but it is compared across that; or it is said not to "                     \
      "be comparable and none changed",                                                                            \
      "{f}: so sánh hai bên chỗ định nghĩa đã đổi, hoặc ghi không so được mà không có gì " \
      "đổi")                                                                                                       \
    X(VERIFY_SIZE, ERROR, "file-size", "the file has {f} bytes; manifest.json says {e}",                           \
      "tệp có {f} byte; manifest.json ghi {e}")                                                                    \
    X(VERIFY_HASH, ERROR, "file-changed",                                                                          \
      "the file was changed after the pack was made: its SHA-256 is {f}, manifest.json says {e}",                  \
      "tệp đã bị sửa sau khi lập bộ báo cáo: SHA-256 là {f}, manifest.json ghi {e}")                               \
    X(VERIFY_DAMAGED, ERROR, "file-damaged", "the file is not as cxex writes it: {f}",                             \
      "tệp không đúng như cxex ghi ra: {f}")                                                                       \
    X(VERIFY_NO_CARD, ERROR, "no-figures",                                                                         \
      "the pack has no scorecard.json, with which the other files would be compared",                              \
      "bộ báo cáo không có scorecard.json để so các tệp khác với nó")                                              \
    X(VERIFY_CARD, ERROR, "figures-contradict",                                                                    \
      "the figures contradict each other: found {f}, expected {e}",                                                \
      "các số liệu mâu thuẫn nhau: thấy {f}, đúng ra là {e}")                                                      \
    X(VERIFY_KEY, ERROR, "key-unknown",                                                                            \
      "no unit of scorecard.json has this key; {f} stands there",                                                  \
      "không bộ phận nào trong scorecard.json có khóa này; ở đó ghi {f}")                                          \
    X(VERIFY_NO_KEYS, ERROR, "no-keys",                                                                            \
      "nothing in this file says which figures it shows, so nothing can be compared",                              \
      "tệp không cho biết đang hiện những số liệu nào nên không so được gì")                                       \
    X(VERIFY_DIFFERS, ERROR, "figure-differs", "shows {f}; the figure is {e}",                                     \
      "hiện {f}; số liệu là {e}")                                                                                  \
    X(VERIFY_HIDDEN, ERROR, "hidden-shown",                                                                        \
      "shows {f}, but scorecard.json does not publish this figure",                                                \
      "hiện {f}, nhưng scorecard.json không công bố số liệu này")                                                  \
    X(VERIFY_UNTIED, ERROR, "number-unknown",                                                                      \
      "holds a number that is none of the published figures it is about: {f}",                                     \
      "có một số không thuộc số liệu công bố nào mà chỗ này nói đến: {f}")                                         \
    X(VERIFY_FOREIGN, ERROR, "foreign-unit",                                                                       \
      "{f} is of another unit; here only {e} and the whole company may stand",                                     \
      "{f} là của bộ phận khác; ở đây chỉ được có {e} và toàn công ty")                                            \
    X(VERIFY_FORMULA, ERROR, "formula-unknown", "a formula that cxex does not write: {f} ({e})",                   \
      "công thức không phải do cxex ghi: {f} ({e})")                                                               \
    X(VERIFY_ATTACHMENT, ERROR, "attachment-differs",                                                              \
      "the attached file is not the same as {e} of this pack",                                                     \
      "tệp đính kèm không giống {e} của bộ báo cáo này")                                                           \
    X(VERIFY_MAIL, ERROR, "draft-wrong", "the draft has \"{f}\" here; expected: \"{e}\"",                          \
      "thư nháp ở đây có \"{f}\"; đúng ra là: \"{e}\"")

#define DIAG_TABLE_RENDER(X)                                                                                     \
    X(FONT_ABSENT, WARNING, "font-absent",                                                                       \
      "the font family {f} is not installed; {e} is used in its place",                                          \
      "máy này chưa cài họ phông {f}; {e} được dùng thay")                                                       \
    X(FONT_CFF, WARNING, "font-cff",                                                                             \
      "the font {f} has PostScript outlines (CFF); a TrueType font is needed, {e} takes its "                    \
      "place",                                                                                                   \
      "phông {f} có đường nét PostScript (CFF); cần phông TrueType, {e} được dùng thay")                         \
    X(FONT_VARIABLE, WARNING, "font-variable",                                                                   \
      "the font {f} is a variable font; one file per weight is needed, {e} takes its place",                     \
      "phông {f} là phông biến thiên; cần mỗi độ đậm một tệp, {e} được dùng thay")                               \
    X(FONT_LICENCE, WARNING, "font-licence",                                                                     \
      "the font {f} forbids embedding in documents; {e} takes its place",                                        \
      "phông {f} không cho phép nhúng vào tài liệu; {e} được dùng thay")                                         \
    X(FONT_LETTERS, WARNING, "font-letters",                                                                     \
      "the font {f} lacks Vietnamese letters; {e} takes its place",                                              \
      "phông {f} thiếu chữ tiếng Việt; {e} được dùng thay")                                                      \
    X(FONT_BROKEN, WARNING, "font-broken", "the font file {f} is damaged; {e} takes its place",                  \
      "tệp phông {f} bị hỏng; {e} được dùng thay")                                                               \
    X(FONT_NONE, ERROR, "font-none",                                                                             \
      "no usable font is installed; install one of {e}, for example with: apt install fonts-lato",               \
      "máy này chưa có phông dùng được; hãy cài một trong các phông {e}, ví dụ: apt install " \
      "fonts-lato")                                                                                              \
    X(FONT_NO_GLYPH, WARNING, "font-no-glyph",                                                                   \
      "no installed font has these characters; letters are drawn as ?, symbols left out: {f}",                   \
      "không phông nào trên máy có các ký tự này; chữ được in thành ?, ký hiệu bị bỏ: {f}")                      \
    X(PICTURE_UNKNOWN, ERROR, "picture-unknown", "the picture {f} is neither PNG nor JPEG",                      \
      "hình {f} không phải PNG hay JPEG")                                                                        \
    X(PICTURE_TOO_LARGE, ERROR, "picture-too-large",                                                             \
      "the picture {f} is too large; at most 8192 pixels a side and 16 million in all",                          \
      "hình {f} quá lớn; mỗi cạnh tối đa 8192 điểm ảnh, tổng tối đa 16 triệu")                                   \
    X(PICTURE_BROKEN, ERROR, "picture-broken",                                                                   \
      "the picture {f} is damaged or cut off; export it again as PNG",                                           \
      "hình {f} bị hỏng hoặc thiếu; hãy xuất lại dạng PNG")
