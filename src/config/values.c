#include "reading.h"

#include <assert.h>
#include <math.h>

#include "../base/banned.h"

/* One value on its way from the file to its field. */
typedef struct ValueIn {
    Reading *reading;
    const KeyRow *row;
    const IniEntry *entry;
    void *object;
    void *field;
} ValueIn;

typedef void ValueReader(const ValueIn *in);

/* ---- Helpers ---- */

bool id_valid(Str id)
{
    for (ptrdiff_t i = 0; i < id.len; i++) {
        char c = id.s[i];
        bool fits =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        if (!fits)
            return false;
    }
    return id.len > 0 && id.len <= INI_ID_LIMIT;
}

Str reading_path(Reading *reading, Str path)
{
    return os_path_join(reading->arena, reading->config->folder, path);
}

Str reading_list(Reading *reading, const Str *words, ptrdiff_t count)
{
    return str_join(reading->arena, words, count, S(", "));
}

bool reading_unquote(Reading *reading, const IniEntry *entry, Str part, Str *text)
{
    Str rest = STR_NONE;
    if (ini_unquote(reading->arena, part, text, &rest))
        return true;
    diag_add(reading->diags, DIAG_INI_QUOTE_REST, ini_pos(entry, rest.s), rest, STR_NONE);
    return false;
}

static void report(const ValueIn *in, DiagCode code, Str found, Str expected)
{
    diag_add(in->reading->diags, code, ini_value_pos(in->entry), found, expected);
}

/* The whole value as one text. */
static bool whole_text(const ValueIn *in, Str *text)
{
    return reading_unquote(in->reading, in->entry, in->entry->value, text);
}

/* ---- Text, files ---- */

static void read_text(const ValueIn *in)
{
    Str text = STR_NONE;
    if (whole_text(in, &text))
        *(Str *)in->field = text;
}

static StrList folder_names(Reading *reading, Str folder)
{
    StrList names = {0};
    StrList paths = os_glob(reading->arena, os_path_join(reading->arena, folder, S("*")));
    for (ptrdiff_t i = 0; i < paths.len; i++)
        *PUSH(reading->arena, &names, Str) = os_path_base(paths.items[i]);
    return names;
}

/* `path` as written is not there: say from where it was looked for, and what is there instead. */
static void report_no_file(const ValueIn *in, DiagCode code, Pos pos, Str path)
{
    Reading *reading = in->reading;
    Str folder = os_path_folder(reading_path(reading, path));
    if (!os_exists(reading->arena, folder)) {
        StrList beside = folder_names(reading, os_path_folder(folder));
        diag_add_near(reading->diags, DIAG_FOLDER_NOT_FOUND, pos, path, folder,
                      strlist_nearest(&beside, os_path_base(folder)));
        return;
    }
    StrList names = folder_names(reading, folder);
    Str nearest = strlist_nearest(&names, os_path_base(path));
    if (nearest.len > 0 && os_path_base(path).len < path.len)
        nearest = str_concat(reading->arena, str_slice(path, 0, path.len - os_path_base(path).len),
                             nearest);
    diag_add_near(reading->diags, code, pos, path, pos.file, nearest);
}

static void read_file(const ValueIn *in)
{
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return;
    Str path = reading_path(in->reading, text);
    if (!os_exists(in->reading->arena, path))
        report_no_file(in, DIAG_FILE_NOT_FOUND, ini_value_pos(in->entry), text);
    *(Str *)in->field = path;
}

static void read_folder(const ValueIn *in)
{
    Str text = STR_NONE;
    if (whole_text(in, &text))
        *(Str *)in->field = reading_path(in->reading, text);
}

static bool has_wildcard(Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] == '*' || text.s[i] == '?' || text.s[i] == '[')
            return true;
    }
    return false;
}

/* A folder called "Survey [2026]" is meant by its name; only what the user wrote is a pattern. */
static Str pattern_path(Reading *reading, Str pattern)
{
    Str folder = reading->config->folder;
    if (!has_wildcard(pattern) || !has_wildcard(folder))
        return reading_path(reading, pattern);
    Buffer escaped = {.arena = reading->arena};
    for (ptrdiff_t i = 0; i < folder.len; i++) {
        if (has_wildcard(str_slice(folder, i, i + 1)))
            buffer_add_byte(&escaped, '\\');
        buffer_add_byte(&escaped, folder.s[i]);
    }
    return os_path_join(reading->arena, buffer_str(&escaped), pattern);
}

static void read_files(const ValueIn *in)
{
    Reading *reading = in->reading;
    StrList *files = in->field;
    *files = (StrList){0};
    for (StrCut cut = {.tail = in->entry->value, .found = true}; cut.found;) {
        cut = ini_cut(cut.tail, ',');
        Str pattern = STR_NONE;
        if (cut.head.len == 0 || !reading_unquote(reading, in->entry, cut.head, &pattern))
            continue;
        Str path = pattern_path(reading, pattern);
        if (os_glob(reading->arena, path).len == 0)
            report_no_file(in, DIAG_FILES_NONE, ini_pos(in->entry, cut.head.s), pattern);
        *PUSH(reading->arena, files, Str) = path;
    }
}

/* ---- Numbers ---- */

static Str show_bound(Arena *arena, double bound)
{
    return str_format(arena, "%.12g", bound);
}

static Str show_range(const ValueIn *in)
{
    Arena *arena = in->reading->arena;
    return str_format(arena, "%.*s..%.*s", STR_ARG(show_bound(arena, in->row->low)),
                      STR_ARG(show_bound(arena, in->row->high)));
}

/* `0,95` is how half of the world writes it: name what was meant. */
static Str with_point(Arena *arena, Str text)
{
    Num number = num_parse(text, true);
    return number.ok ? show_bound(arena, number.value) : STR_NONE;
}

static bool number_in_range(const ValueIn *in, double *value)
{
    Arena *arena = in->reading->arena;
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return false;
    Num number = num_parse(text, false);
    if (!number.ok || !isfinite(number.value)) {
        diag_add_near(in->reading->diags, DIAG_VALUE_NUMBER, ini_value_pos(in->entry), text,
                      show_range(in), with_point(arena, text));
        return false;
    }
    if (number.value < in->row->low || number.value > in->row->high) {
        report(in, DIAG_VALUE_RANGE, text, show_range(in));
        return false;
    }
    *value = number.value;
    return true;
}

static void read_number(const ValueIn *in)
{
    double value = 0;
    if (number_in_range(in, &value))
        *(double *)in->field = value;
}

static void read_whole(const ValueIn *in)
{
    double value = 0;
    if (!number_in_range(in, &value))
        return;
    if (value != floor(value)) {
        report(in, DIAG_VALUE_WHOLE, in->entry->value, show_range(in));
        return;
    }
    *(int *)in->field = (int)value;
}

static void read_whole_auto(const ValueIn *in)
{
    if (str_equal(in->entry->value, S("auto")))
        *(int *)in->field = 0;
    else
        read_whole(in);
}

static void read_range(const ValueIn *in)
{
    double low = 0, high = 0;
    if (!range_parse(in->entry->value, &low, &high)) {
        report(in, DIAG_VALUE_TWO_NUMBERS, in->entry->value, in->row->standard);
        return;
    }
    if (low < in->row->low || high > in->row->high || low > 1 || high < 1 || low == high) {
        report(in, DIAG_VALUE_TRIM, in->entry->value, in->row->standard);
        return;
    }
    Config *config = in->object;
    config->statistics.trim_low = low;
    config->statistics.trim_high = high;
}

/* A number, or a file by unit and period. */
static void read_target(const ValueIn *in)
{
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return;
    TargetRef target = {.given = true, .value = NAN, .pos = ini_value_pos(in->entry)};
    Num number = num_parse(text, false);
    if (number.ok) {
        target.value = number.value;
    } else {
        target.file = reading_path(in->reading, text);
        Str meant = with_point(in->reading->arena, text);
        if (meant.len > 0)
            diag_add_near(in->reading->diags, DIAG_TARGET_FORM, target.pos, text, STR_NONE, meant);
        else if (!os_exists(in->reading->arena, target.file))
            report_no_file(in, DIAG_TARGET_FORM, target.pos, text);
    }
    *(TargetRef *)in->field = target;
}

static void read_date(const ValueIn *in)
{
    Str text = in->entry->value;
    int part[3] = {0};
    bool good = text.len == 10 && text.s[4] == '-' && text.s[7] == '-';
    for (ptrdiff_t i = 0, p = 0; good && i < text.len; i++) {
        if (i == 4 || i == 7)
            p++;
        else if (text.s[i] >= '0' && text.s[i] <= '9')
            part[p] = part[p] * 10 + text.s[i] - '0';
        else
            good = false;
    }
    if (!good || !date_valid(part[0], part[1], part[2]))
        report(in, DIAG_VALUE_DATE, text, in->row->sample[LANG_EN]);
    else
        *(Date *)in->field = (Date){.year = part[0], .month = part[1], .day = part[2]};
}

/* ---- Words ---- */

static void report_word(const ValueIn *in, Str word, const StrList *words)
{
    diag_add_near(in->reading->diags, DIAG_VALUE_WORD, ini_value_pos(in->entry), word,
                  reading_list(in->reading, words->items, words->len),
                  strlist_nearest(words, word));
}

/* Index of the value in the row's words, or -1 after reporting. Case does not matter. */
static ptrdiff_t find_word(const ValueIn *in, Str *word)
{
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return -1;
    StrList words = words_split(in->reading->arena, in->row->words);
    for (ptrdiff_t i = 0; i < words.len; i++) {
        if (str_equal_nocase(words.items[i], text)) {
            *word = words.items[i];
            return i;
        }
    }
    report_word(in, text, &words);
    return -1;
}

static void read_switch(const ValueIn *in)
{
    Str word = STR_NONE;
    ptrdiff_t at = find_word(in, &word);
    if (at >= 0)
        *(bool *)in->field = at == 1;
}

static_assert(sizeof(LangId) == sizeof(int) && sizeof(PeriodKind) == sizeof(int) &&
                  sizeof(PaperSize) == sizeof(int) && sizeof(DateOrder) == sizeof(int) &&
                  sizeof(MetricType) == sizeof(int) && sizeof(Stage) == sizeof(int),
              "a choice is stored as an int");

static void read_choice(const ValueIn *in)
{
    Str word = STR_NONE;
    ptrdiff_t at = find_word(in, &word);
    if (at >= 0)
        *(int *)in->field = (int)at;
}

static void read_word(const ValueIn *in)
{
    Str word = STR_NONE;
    if (find_word(in, &word) >= 0)
        *(Str *)in->field = word;
}

static void read_encoding(const ValueIn *in)
{
    Encoding encoding = ENCODING_AUTO;
    if (encoding_parse(in->entry->value, &encoding)) {
        *(Encoding *)in->field = encoding;
        return;
    }
    StrList names = {0};
    for (int i = 0; i < ENCODING_COUNT; i++)
        *PUSH(in->reading->arena, &names, Str) = encoding_name((Encoding)i);
    report_word(in, in->entry->value, &names);
}

static void read_delimiter(const ValueIn *in)
{
    static const struct {
        Str word;
        char byte;
    } known[] = {
        {{"auto", 4}, '\0'}, {{"comma", 5}, ','}, {{"semicolon", 9}, ';'},
        {{"tab", 3}, '\t'},  {{"pipe", 4}, '|'},
    };
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return;
    StrList words = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++) {
        *PUSH(in->reading->arena, &words, Str) = known[i].word;
        if (str_equal_nocase(text, known[i].word) ||
            (text.len == 1 && text.s[0] == known[i].byte)) {
            *(char *)in->field = known[i].byte;
            return;
        }
    }
    report_word(in, text, &words);
}

static void read_id(const ValueIn *in)
{
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return;
    if (!id_valid(text)) {
        report(in, DIAG_ID_BAD, text, in->row->sample[LANG_EN]);
        return;
    }
    *(Str *)in->field = text;
}

static void read_kpi(const ValueIn *in)
{
    Str text = str_trim(in->entry->value);
    if (str_starts(text, S("kpi ")))
        text = str_trim(str_slice(text, 4, text.len));
    *(Str *)in->field = text;
}

/* ---- Lists ---- */

static void read_column(const ValueIn *in)
{
    ColumnRef *column = in->field;
    StrList names = {0};
    for (StrCut cut = {.tail = in->entry->value, .found = true}; cut.found;) {
        cut = ini_cut(cut.tail, '|');
        Str name = STR_NONE;
        if (cut.head.len > 0 && reading_unquote(in->reading, in->entry, cut.head, &name) &&
            name.len > 0)
            *PUSH(in->reading->arena, &names, Str) = name;
    }
    *column = (ColumnRef){names.items, names.len, ini_value_pos(in->entry)};
}

static void read_list(const ValueIn *in)
{
    StrList *list = in->field;
    *list = (StrList){0};
    for (StrCut cut = {.tail = in->entry->value, .found = true}; cut.found;) {
        cut = ini_cut(cut.tail, ',');
        Str text = STR_NONE;
        if (cut.head.len > 0 && reading_unquote(in->reading, in->entry, cut.head, &text))
            *PUSH(in->reading->arena, list, Str) = text;
    }
}

typedef LIST_OF(IndexPart) PartList;

/* `cx.nps 1, cx.csat 0.5`: an id and, after a blank, its weight (1 when it is left out). */
static PartList read_part_list(const ValueIn *in)
{
    Reading *reading = in->reading;
    PartList parts = {0};
    for (StrCut cut = {.tail = in->entry->value, .found = true}; cut.found;) {
        cut = ini_cut(cut.tail, ',');
        if (cut.head.len == 0)
            continue;
        if (parts.len > 0 && num_parse(cut.head, false).ok) {
            diag_add(reading->diags, DIAG_PART_COMMA, ini_pos(in->entry, cut.head.s), cut.head,
                     STR_NONE);
            continue;
        }
        StrCut words = str_cut(cut.head, ' ');
        Str weight_text = str_trim(words.tail);
        Num weight = num_parse(weight_text, false);
        if (weight_text.len == 0)
            weight = (Num){.value = 1, .ok = true};
        if (!weight.ok || weight.value < in->row->low || weight.value > in->row->high) {
            diag_add_near(reading->diags, DIAG_PART_WEIGHT, ini_pos(in->entry, weight_text.s),
                          weight_text, show_range(in), with_point(reading->arena, weight_text));
            weight.value = 1;
        }
        *PUSH(reading->arena, &parts, IndexPart) = (IndexPart){
            .id = text_nfc(reading->arena, words.head),
            .weight = weight.value,
            .pos = ini_pos(in->entry, cut.head.s),
        };
    }
    return parts;
}

static void read_parts(const ValueIn *in)
{
    PartList parts = read_part_list(in);
    Index *index = in->object;
    index->parts = parts.items;
    index->part_count = parts.len;
}

static void read_balance(const ValueIn *in)
{
    PartList parts = read_part_list(in);
    bool fits = parts.len == 2;
    double cx = 0, ex = 0;
    for (ptrdiff_t i = 0; i < parts.len; i++) {
        if (str_equal(parts.items[i].id, S("cx.index")))
            cx = parts.items[i].weight;
        else if (str_equal(parts.items[i].id, S("ex.index")))
            ex = parts.items[i].weight;
        else
            fits = false;
    }
    if (!fits || cx <= 0 || ex <= 0)
        report(in, DIAG_COMBINED_PARTS, in->entry->value, in->row->standard);
    else
        *(double *)in->field = cx / (cx + ex);
}

static void read_items(const ValueIn *in)
{
    Config *config = in->object;
    config->engagement.all = str_equal(in->entry->value, S("all"));
    if (!config->engagement.all)
        read_list(in);
}

/* ---- Texts with a form of their own ---- */

/* Number of periods of `rollingN`, 0 for `ytd`, -1 for anything else. */
static int window_periods(Str text)
{
    if (str_equal(text, S("ytd")))
        return 0;
    if (!str_starts(text, S("rolling")))
        return -1;
    Num periods = num_parse(str_slice(text, 7, text.len), false);
    bool good = periods.ok && periods.value == floor(periods.value) &&
                periods.value >= ROLLING_LOWEST && periods.value <= ROLLING_HIGHEST;
    return good ? (int)periods.value : -1;
}

/* Ascending, each once. */
static void add_rolling(Reading *reading, int periods)
{
    Statistics *statistics = &reading->config->statistics;
    ptrdiff_t at = statistics->rolling_count;
    for (ptrdiff_t i = 0; i < statistics->rolling_count; i++) {
        if (statistics->rolling[i] == periods)
            return;
    }
    for (; at > 0 && statistics->rolling[at - 1] > periods; at--)
        statistics->rolling[at] = statistics->rolling[at - 1];
    statistics->rolling[at] = periods;
    statistics->rolling_count++;
}

static void read_windows(const ValueIn *in)
{
    Statistics *statistics = &in->reading->config->statistics;
    StrList list = {0};
    ValueIn list_in = *in;
    list_in.field = &list;
    read_list(&list_in);
    statistics->ytd = false;
    statistics->rolling_count = 0;
    statistics->rolling = NEW(in->reading->arena, int, list.len);
    bool good = true;
    for (ptrdiff_t i = 0; i < list.len; i++) {
        bool none = str_equal(list.items[i], S("none")) && list.len == 1;
        int periods = none ? -1 : window_periods(list.items[i]);
        statistics->ytd |= periods == 0;
        if (periods > 0)
            add_rolling(in->reading, periods);
        if (!none && periods < 0) {
            report(in, DIAG_VALUE_WORD, list.items[i], S("none, ytd, rolling2..rolling24"));
            good = false;
        }
    }
    if (good)
        *(Str *)in->field = reading_list(in->reading, list.items, list.len);
}

static void read_codes(const ValueIn *in)
{
    codes_read(in->reading, in->entry, in->row->sample[LANG_EN], in->field);
}

static void read_merge(const ValueIn *in)
{
    merge_read(in->reading, in->entry, in->row->sample[LANG_EN]);
}

/* `@Lotus.example` is `lotus.example`. */
static bool domain_parse(Arena *arena, Str text, Str *domain)
{
    if (str_starts(text, S("@")))
        text = str_slice(text, 1, text.len);
    Buffer lower = {.arena = arena};
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        if (c == '@' || c == ' ' || c == '\t' || c == ';' || c == '/')
            return false;
        buffer_add_byte(&lower, c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c);
    }
    *domain = buffer_str(&lower);
    return text.len > 0 && !str_starts(text, S(".")) && !str_ends(text, S("."));
}

static void read_domains(const ValueIn *in)
{
    StrList written = {0}, *domains = in->field;
    ValueIn list_in = *in;
    list_in.field = &written;
    read_list(&list_in);
    *domains = (StrList){0};
    for (ptrdiff_t i = 0; i < written.len; i++) {
        Str domain = STR_NONE;
        if (domain_parse(in->reading->arena, written.items[i], &domain))
            *PUSH(in->reading->arena, domains, Str) = domain;
        else
            report(in, DIAG_VALUE_DOMAIN, written.items[i], in->row->sample[LANG_EN]);
    }
}

static void read_address(const ValueIn *in)
{
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return;
    /* `Name <box@host>` or `box@host`; the sending program judges the rest. */
    Str address = text;
    ptrdiff_t open = str_find(text, S("<"));
    if (open >= 0 && str_ends(text, S(">")))
        address = str_slice(text, open + 1, text.len - 1);
    StrCut at = str_cut(address, '@');
    bool good = at.found && at.head.len > 0 && at.tail.len > 0 && str_find(at.tail, S("@")) < 0 &&
                str_find(address, S(" ")) < 0 && str_find(address, S("<")) < 0;
    if (!good)
        report(in, DIAG_VALUE_ADDRESS, text, in->row->sample[LANG_EN]);
    else
        *(Str *)in->field = text;
}

static void read_subject(const ValueIn *in)
{
    static const Str places[] = {{"{period}", 8}, {"{unit}", 6}, {"{client}", 8}, {"{head}", 6}};
    StrList known = {(Str *)places, CX_COUNTOF(places), CX_COUNTOF(places)};
    Str text = STR_NONE;
    if (!whole_text(in, &text))
        return;
    *(Str *)in->field = text;
    for (ptrdiff_t at = 0; at < text.len; at++) {
        if (text.s[at] != '{')
            continue;
        ptrdiff_t len = str_find(str_slice(text, at, text.len), S("}"));
        Str place = str_slice(text, at, len < 0 ? text.len : at + len + 1);
        if (strlist_find(&known, place) < 0)
            diag_add_near(in->reading->diags, DIAG_VALUE_PLACE, ini_value_pos(in->entry), place,
                          reading_list(in->reading, known.items, known.len),
                          strlist_nearest(&known, place));
    }
}

static void read_stage(const ValueIn *in)
{
    read_choice(in);
}

static void read_scale(const ValueIn *in)
{
    (void)scale_read(in->reading, in->entry, in->field);
}

static ValueReader *const readers[] = {
    [VALUE_TEXT] = read_text,
    [VALUE_FILE] = read_file,
    [VALUE_FOLDER] = read_folder,
    [VALUE_FILES] = read_files,
    [VALUE_NUMBER] = read_number,
    [VALUE_WHOLE] = read_whole,
    [VALUE_WHOLE_AUTO] = read_whole_auto,
    [VALUE_SWITCH] = read_switch,
    [VALUE_CHOICE] = read_choice,
    [VALUE_WORD] = read_word,
    [VALUE_STAGE] = read_stage,
    [VALUE_ENCODING] = read_encoding,
    [VALUE_DELIMITER] = read_delimiter,
    [VALUE_COLUMN] = read_column,
    [VALUE_TARGET] = read_target,
    [VALUE_SCALE] = read_scale,
    [VALUE_LIST] = read_list,
    [VALUE_CODES] = read_codes,
    [VALUE_ID] = read_id,
    [VALUE_KPI] = read_kpi,
    [VALUE_PARTS] = read_parts,
    [VALUE_BALANCE] = read_balance,
    [VALUE_ITEMS] = read_items,
    [VALUE_DATE] = read_date,
    [VALUE_RANGE] = read_range,
    [VALUE_WINDOWS] = read_windows,
    [VALUE_MERGE] = read_merge,
    [VALUE_ADDRESS] = read_address,
    [VALUE_DOMAINS] = read_domains,
    [VALUE_SUBJECT] = read_subject,
};
static_assert(CX_COUNTOF(readers) == VALUE_TYPE_COUNT, "every type is read");

void value_read(Reading *reading, const KeyRow *row, const IniEntry *entry, void *object)
{
    ValueIn in = {
        .reading = reading,
        .row = row,
        .entry = entry,
        .object = object,
        .field = (char *)object + row->field,
    };
    if (row->pos_field > 0)
        *(Pos *)(void *)((char *)object + row->pos_field) = ini_value_pos(entry);
    readers[row->type](&in);
}
