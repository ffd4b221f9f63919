#include "keys.h"

#include "../base/banned.h"

enum { KEY_WIDTH = 16, HELP_COLUMN = 34, LINE_WIDTH = 100 };

/* ---- The commented project file ---- */

/* Metrics after the first, which shows every key: the usual questionnaire of both sides. */
typedef struct ExampleMetric {
    const char *id, *type, *scale, *more;
    const char *column[LANG_COUNT];
} ExampleMetric;

static const ExampleMetric example_metrics[] = {
    {"cx.csat", "rating", "1..5", "", {"How satisfied are you?", "Mức độ hài lòng"}},
    {"cx.ces",
     "ces",
     "1..7",
     "",
     {"It was easy to get what I needed", "Tôi giải quyết việc của mình dễ dàng"}},
    {"cx.stage_buy", "rating", "1..5", "stage            = buy\n", {"Buying", "Mua hàng"}},
    {"cx.stage_use", "rating", "1..5", "stage            = use\n", {"Using", "Sử dụng"}},
    {"cx.stage_aftersale",
     "rating",
     "1..5",
     "stage            = aftersale\n",
     {"After-sale", "Sau mua"}},
    {"ex.enps",
     "nps",
     "0..10",
     "",
     {"How likely are you to recommend working here?",
      "Bạn sẵn lòng giới thiệu nơi làm việc này tới mức nào?"}},
    {"ex.q1",
     "rating",
     "1..5",
     "factor           = hours\ncycle            = engage\n",
     {"My shifts are announced early enough.", "Ca làm của tôi được báo trước đủ sớm."}},
    {"ex.q2",
     "rating",
     "1..5",
     "factor           = tools\nmirror           = cx.ces\n",
     {"My tools make the work easy.", "Công cụ giúp tôi làm việc dễ dàng."}},
};

static void pad_to(Buffer *out, ptrdiff_t line_start, ptrdiff_t column)
{
    ptrdiff_t length = text_length(str_slice(buffer_str(out), line_start, out->len));
    for (; length < column; length++)
        buffer_add_byte(out, ' ');
}

static void add_comment(Buffer *out, Str text)
{
    buffer_add(out, S("; "));
    buffer_add(out, text);
    buffer_add_byte(out, '\n');
}

static Str default_text(const KeyRow *key, Lang lang)
{
    return key->standard.len > 0 ? key->standard : key->standard_is[lang];
}

static Str help_text(Arena *arena, const KeyRow *key, Lang lang)
{
    Str standard = key->standard_is[lang];
    if (standard.len == 0)
        return key->help[lang];
    const Str parts[] = {key->help[lang], lang == LANG_VI ? S("mặc định: ") : S("default: "),
                         standard};
    return str_format(arena, "%.*s; %.*s%.*s", STR_ARG(parts[0]), STR_ARG(parts[1]),
                      STR_ARG(parts[2]));
}

/* A key that has to be there stands as it would be used; any other is a comment that shows its
 * default, or a sample where there is none. What it means follows, or goes before where the line
 * would be long. */
static void add_key(Arena *arena, Buffer *out, const SectionRow *row, const KeyRow *key, Lang lang,
                    bool active)
{
    Str sample = section_sample(row, key, lang);
    bool sampled = sample.len > 0 && (active || key->standard.len == 0);
    Str value = sampled ? sample : key->standard;
    Str help = help_text(arena, key, lang);
    bool apart = HELP_COLUMN + 3 + text_length(help) > LINE_WIDTH ||
                 KEY_WIDTH + 3 + text_length(value) > HELP_COLUMN;
    if (apart)
        add_comment(out, help);
    ptrdiff_t line_start = out->len;
    if (!active)
        buffer_add_byte(out, ';');
    buffer_add(out, key->name);
    pad_to(out, line_start, KEY_WIDTH);
    buffer_add(out, S(" = "));
    buffer_add(out, value);
    if (!apart) {
        pad_to(out, line_start, HELP_COLUMN);
        buffer_add(out, S(" ; "));
        buffer_add(out, help);
    }
    buffer_add_byte(out, '\n');
}

/* What the example sets although it could be left out. */
static bool is_shown_active(const KeyRow *key)
{
    static const struct {
        SectionKind section;
        Str name;
    } shown[] = {
        {SECTION_REPORT, {"language", 8}}, {SECTION_REPORT, {"period", 6}},
        {SECTION_REPORT, {"theme", 5}},    {SECTION_SOURCE, {"date", 4}},
        {SECTION_SOURCE, {"unit", 4}},     {SECTION_SOURCE, {"id", 2}},
        {SECTION_METRIC, {"type", 4}},     {SECTION_METRIC, {"scale", 5}},
        {SECTION_METRIC, {"target", 6}},   {SECTION_INDEX, {"cut", 3}},
        {SECTION_PRIVACY, {"minimum", 7}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(shown); i++) {
        if (shown[i].section == key->section && str_equal(shown[i].name, key->name))
            return true;
    }
    return key->required;
}

/* Sections without which there is no report; the others are shown as comments. */
static bool is_section_active(SectionKind kind)
{
    return kind == SECTION_REPORT || kind == SECTION_SOURCE || kind == SECTION_METRIC ||
           kind == SECTION_INDEX || kind == SECTION_PRIVACY;
}

static void add_example_metrics(Buffer *out, Lang lang)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(example_metrics); i++) {
        const ExampleMetric *metric = &example_metrics[i];
        buffer_addf(out, "\n[metric %s]\n", metric->id);
        buffer_addf(out, "column           = %s\n", metric->column[lang]);
        buffer_addf(out, "type             = %s\n", metric->type);
        buffer_addf(out, "scale            = %s\n", metric->scale);
        buffer_add(out, str_from(metric->more));
    }
}

static void add_section(Arena *arena, Buffer *out, const SectionRow *row, Lang lang)
{
    bool active = is_section_active(row->kind);
    buffer_add_byte(out, '\n');
    add_comment(out, row->help[lang]);
    if (!active)
        buffer_add_byte(out, ';');
    buffer_add(out, section_title(arena, row));
    buffer_add_byte(out, '\n');
    bool second = str_equal(row->name, S("employees"));
    bool index_parts = row->kind == SECTION_INDEX && str_equal(row->id, S("ex.index"));
    for (ptrdiff_t i = 0; i < key_row_count; i++) {
        const KeyRow *key = &key_rows[i];
        if (key->section != row->kind)
            continue;
        bool shown = active && is_shown_active(key);
        if (index_parts && !shown)
            continue; /* explained at cx.index, whose parts are not those of ex.index */
        if (second && !shown && !str_equal(key->name, S("invited")))
            continue; /* explained at [customers] */
        add_key(arena, out, row, key, lang, shown);
    }
    if (row->kind == SECTION_METRIC)
        add_example_metrics(out, lang);
}

Str config_example(Arena *arena, Lang lang)
{
    static const char *const head[] = {
        [LANG_EN] =
            "; A project file for cxex. What stands after a semicolon is a comment: lines that\n"
            "; begin with one show what can be set, and the default.\n"
            "; A long value goes on in the next line, indented. In \"double quotes\" a value is\n"
            "; taken as written. Paths start at the folder of this file.\n",
        [LANG_VI] =
            "; Tệp dự án của cxex. Phần sau dấu chấm phẩy là ghi chú: dòng bắt đầu bằng dấu\n"
            "; chấm phẩy cho biết có thể đặt gì và giá trị mặc định.\n"
            "; Giá trị dài viết tiếp ở dòng sau, thụt đầu dòng. Đặt trong \"ngoặc kép\" thì\n"
            "; giá trị được giữ nguyên. Đường dẫn tính từ thư mục chứa tệp này.\n",
    };
    Buffer out = {.arena = arena};
    buffer_add(&out, str_from(head[lang]));
    for (ptrdiff_t i = 0; i < section_row_count; i++)
        add_section(arena, &out, &section_rows[i], lang);
    return buffer_str(&out);
}

/* ---- The reference ---- */

static void add_markdown_cell(Buffer *out, Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] == '|')
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, text.s[i]);
    }
}

static void add_markdown_key(Buffer *out, const KeyRow *key, Lang lang)
{
    Str standard = default_text(key, lang);
    buffer_add(out, S("| `"));
    buffer_add(out, key->name);
    buffer_add(out, S("` | "));
    if (key->required)
        buffer_add(out, lang == LANG_VI ? S("*bắt buộc*") : S("*required*"));
    else if (key->standard.len > 0)
        buffer_addf(out, "`%.*s`", STR_ARG(standard));
    else
        add_markdown_cell(out, standard);
    buffer_add(out, S(" | "));
    add_markdown_cell(out, key->help[lang]);
    buffer_add(out, S(" |\n"));
}

static void add_markdown_section(Arena *arena, Buffer *out, const SectionRow *row, Lang lang)
{
    Str title = section_title(arena, row);
    buffer_addf(out, "\n### `%.*s`\n\n", STR_ARG(title));
    buffer_add(out, row->help[lang]);
    buffer_add(out, lang == LANG_VI ? S("\n\n| khóa | mặc định | ý nghĩa |\n|---|---|---|\n")
                                    : S("\n\n| key | default | meaning |\n|---|---|---|\n"));
    for (ptrdiff_t i = 0; i < key_row_count; i++) {
        if (key_rows[i].section == row->kind)
            add_markdown_key(out, &key_rows[i], lang);
    }
}

/* Text for man(7): backslashes doubled, and no line may begin with a point or an apostrophe. */
static void add_man_text(Buffer *out, Str text)
{
    if (text.len > 0 && (text.s[0] == '.' || text.s[0] == '\''))
        buffer_add(out, S("\\&"));
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] == '\\')
            buffer_add(out, S("\\e"));
        else if (text.s[i] == '-')
            buffer_add(out, S("\\-"));
        else
            buffer_add_byte(out, text.s[i]);
    }
}

static void add_man_section(Arena *arena, Buffer *out, const SectionRow *row, Lang lang)
{
    buffer_add(out, S(".SS "));
    add_man_text(out, section_title(arena, row));
    buffer_add(out, S("\n"));
    add_man_text(out, row->help[lang]);
    buffer_add(out, S("\n"));
    for (ptrdiff_t i = 0; i < key_row_count; i++) {
        const KeyRow *key = &key_rows[i];
        if (key->section != row->kind)
            continue;
        buffer_addf(out, ".TP\n\\fB%.*s\\fR", STR_ARG(key->name));
        Str standard = default_text(key, lang);
        if (key->required)
            buffer_add(out, lang == LANG_VI ? S(" (bắt buộc)") : S(" (required)"));
        else if (standard.len > 0) {
            buffer_add(out, lang == LANG_VI ? S(" (mặc định: ") : S(" (default: "));
            add_man_text(out, standard);
            buffer_add(out, S(")"));
        }
        buffer_add(out, S("\n"));
        add_man_text(out, key->help[lang]);
        buffer_add(out, S("\n"));
    }
}

/* [employees] has the keys of [customers], [index ex.index] those of [index cx.index]. */
static bool repeats_above(const SectionRow *row)
{
    return row > section_rows && row->kind == row[-1].kind;
}

Str config_reference(Arena *arena, Lang lang, bool markdown)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t i = 0; i < section_row_count; i++) {
        const SectionRow *row = &section_rows[i];
        if (repeats_above(row)) {
            buffer_addf(&out, markdown ? "\n### `%.*s`\n\n" : ".SS %.*s\n",
                        STR_ARG(section_title(arena, row)));
            buffer_add(&out, row->help[lang]);
            buffer_add(&out, lang == LANG_VI ? S(" Các khóa như mục trên.\n")
                                             : S(" The keys are those of the section above.\n"));
        } else if (markdown) {
            add_markdown_section(arena, &out, row, lang);
        } else {
            add_man_section(arena, &out, row, lang);
        }
    }
    return buffer_str(&out);
}
