#include "values.h"

#include <assert.h>

#include "../base/banned.h"

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

void value_report(const ValueIn *in, DiagCode code, Str found, Str expected)
{
    diag_add(in->reading->diags, code, ini_value_pos(in->entry), found, expected);
}

/* The whole value as one text. */
bool value_text(const ValueIn *in, Str *text)
{
    return reading_unquote(in->reading, in->entry, in->entry->value, text);
}

/* ---- Text, files ---- */

static void read_text(const ValueIn *in)
{
    Str text = STR_NONE;
    if (value_text(in, &text))
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
void value_report_no_file(const ValueIn *in, DiagCode code, Pos pos, Str path)
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
    if (!value_text(in, &text))
        return;
    Str path = reading_path(in->reading, text);
    if (!os_exists(in->reading->arena, path))
        value_report_no_file(in, DIAG_FILE_NOT_FOUND, ini_value_pos(in->entry), text);
    *(Str *)in->field = path;
}

static void read_folder(const ValueIn *in)
{
    Str text = STR_NONE;
    if (value_text(in, &text))
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
            value_report_no_file(in, DIAG_FILES_NONE, ini_pos(in->entry, cut.head.s), pattern);
        *PUSH(reading->arena, files, Str) = path;
    }
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
    if (!value_text(in, &text))
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
    if (!value_text(in, &text))
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
    if (!value_text(in, &text))
        return;
    if (!id_valid(text)) {
        value_report(in, DIAG_ID_BAD, text, in->row->sample[LANG_EN]);
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
    [VALUE_NUMBER] = value_read_number,
    [VALUE_WHOLE] = value_read_whole,
    [VALUE_WHOLE_AUTO] = value_read_whole_auto,
    [VALUE_SWITCH] = read_switch,
    [VALUE_CHOICE] = read_choice,
    [VALUE_WORD] = read_word,
    [VALUE_STAGE] = read_stage,
    [VALUE_ENCODING] = read_encoding,
    [VALUE_DELIMITER] = read_delimiter,
    [VALUE_COLUMN] = value_read_column,
    [VALUE_TARGET] = value_read_target,
    [VALUE_SCALE] = read_scale,
    [VALUE_LIST] = value_read_list,
    [VALUE_CODES] = value_read_codes,
    [VALUE_ID] = read_id,
    [VALUE_KPI] = read_kpi,
    [VALUE_PARTS] = value_read_parts,
    [VALUE_BALANCE] = value_read_balance,
    [VALUE_ITEMS] = value_read_items,
    [VALUE_DATE] = value_read_date,
    [VALUE_RANGE] = value_read_range,
    [VALUE_WINDOWS] = value_read_windows,
    [VALUE_MERGE] = value_read_merge,
    [VALUE_ADDRESS] = value_read_address,
    [VALUE_DOMAINS] = value_read_domains,
    [VALUE_SUBJECT] = value_read_subject,
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
