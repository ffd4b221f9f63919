/* A data file of SPSS, read with ReadStat, written out case by case. */
#include "sav.h"

#include <math.h>

#include <readstat.h>

enum { LABELS_SHOWN = 200 }; /* of a variable, in the third header row */

typedef struct SavLabel {
    Str set; /* name of the set that the variable uses */
    double number;
    Str text, label; /* text: the value when it is a text; else empty */
} SavLabel;

typedef enum SavShape { SAV_PLAIN, SAV_DATE, SAV_DATE_TIME, SAV_TIME } SavShape;

typedef struct SavVariable {
    Str name, question;
    SavShape shape;
    bool as_code;
    ptrdiff_t first_label, label_count; /* in SavReader.labels, sorted by set */
    StrMap text_labels;                 /* value -> place in labels + 1 */
} SavVariable;

typedef struct SavReader {
    Arena *arena;
    const TextWanted *wanted;
    Str *wanted_folded; /* [wanted->name_count]: capitals do not matter */
    TableWriter *to;
    LIST_OF(SavLabel) labels;
    LIST_OF(SavVariable) variables;
    StrList sets; /* of each variable: name of its set of labels */
    Str weight;
    ptrdiff_t rows;
    ArenaMark row_mark;
    bool begun;
} SavReader;

/* ---- What the file says of itself ---- */

static Str copy(SavReader *reader, const char *text)
{
    return str_copy(reader->arena, str_from(text));
}

static int take_label(const char *set, readstat_value_t value, const char *label, void *context)
{
    SavReader *reader = context;
    SavLabel made = {.set = copy(reader, set), .label = copy(reader, label)};
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING)
        made.text = copy(reader, readstat_string_value(value));
    else
        made.number = readstat_double_value(value);
    *PUSH(reader->arena, &reader->labels, SavLabel) = made;
    return READSTAT_HANDLER_OK;
}

/* "DATE11", "ADATE10", "DATETIME20", "TIME8": without its format a date is a number of seconds. */
static SavShape shape_of(Str format)
{
    static const struct {
        Str name;
        SavShape shape;
    } shapes[] = {
        {{"DATETIME", 8}, SAV_DATE_TIME}, {{"YMDHMS", 6}, SAV_DATE_TIME}, {{"DTIME", 5}, SAV_TIME},
        {{"TIME", 4}, SAV_TIME},          {{"MTIME", 5}, SAV_TIME},       {{"DATE", 4}, SAV_DATE},
        {{"ADATE", 5}, SAV_DATE},         {{"EDATE", 5}, SAV_DATE},       {{"JDATE", 5}, SAV_DATE},
        {{"SDATE", 5}, SAV_DATE},         {{"QYR", 3}, SAV_DATE},         {{"MOYR", 4}, SAV_DATE},
        {{"WKYR", 4}, SAV_DATE},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(shapes); i++) {
        if (str_starts(format, shapes[i].name))
            return shapes[i].shape;
    }
    return SAV_PLAIN;
}

static bool is_wanted_as_code(SavReader *reader, ptrdiff_t index, Str name, Str question)
{
    const TextWanted *wanted = reader->wanted;
    if (wanted->all_codes)
        return true;
    Arena room = *reader->arena;
    Str keys[] = {text_fold(&room, header_key(&room, name)),
                  text_fold(&room, header_key(&room, question))};
    for (ptrdiff_t n = 0; wanted->as_code != NULL && n < wanted->name_count; n++) {
        Str called = reader->wanted_folded[n];
        bool same = str_equal(called, keys[0]) || str_equal(called, keys[1]) ||
                    column_position(wanted->names[n]) == index;
        if (same && wanted->as_code[n])
            return true;
    }
    return false;
}

static int take_variable(int index, readstat_variable_t *variable, const char *set, void *context)
{
    SavReader *reader = context;
    if (reader->variables.len == COLUMNS_LIMIT)
        return READSTAT_HANDLER_ABORT;
    SavVariable made = {.name = copy(reader, readstat_variable_get_name(variable)),
                        .question = copy(reader, readstat_variable_get_label(variable)),
                        .shape = shape_of(str_from(readstat_variable_get_format(variable)))};
    made.as_code = is_wanted_as_code(reader, index, made.name, made.question);
    *PUSH(reader->arena, &reader->variables, SavVariable) = made;
    *PUSH(reader->arena, &reader->sets, Str) = copy(reader, set);
    return READSTAT_HANDLER_OK;
}

static int take_weight(readstat_variable_t *variable, void *context)
{
    SavReader *reader = context;
    reader->weight = copy(reader, readstat_variable_get_name(variable));
    return READSTAT_HANDLER_OK;
}

/* ---- Header ---- */

/* Labels come set by set. */
static void find_labels(SavReader *reader, SavVariable *variable, Str set)
{
    for (ptrdiff_t i = 0; set.len > 0 && i < reader->labels.len; i++) {
        const SavLabel *label = &reader->labels.items[i];
        if (!str_equal(label->set, set))
            continue;
        if (variable->label_count++ == 0)
            variable->first_label = i;
        if (label->text.len > 0)
            *strmap_put(reader->arena, &variable->text_labels, label->text, NULL) = i + 1;
    }
}

static Str label_list(SavReader *reader, const SavVariable *variable)
{
    Buffer list = {.arena = reader->arena};
    for (ptrdiff_t i = 0; i < variable->label_count && i < LABELS_SHOWN; i++) {
        const SavLabel *label = &reader->labels.items[variable->first_label + i];
        Str value = label->text.len > 0 ? label->text : num_plain(reader->arena, label->number);
        buffer_addf(&list, "%s%.*s=%.*s", i > 0 ? "|" : "", STR_ARG(value), STR_ARG(label->label));
    }
    return buffer_str(&list);
}

static void begin(SavReader *reader)
{
    if (reader->begun)
        return;
    reader->begun = true;
    for (ptrdiff_t v = 0; v < reader->variables.len; v++) {
        find_labels(reader, &reader->variables.items[v], reader->sets.items[v]);
        table_cell(reader->to, reader->variables.items[v].name);
    }
    table_end_record(reader->to);
    for (ptrdiff_t v = 0; v < reader->variables.len; v++)
        table_cell(reader->to, reader->variables.items[v].question);
    table_end_record(reader->to);
    for (ptrdiff_t v = 0; v < reader->variables.len; v++)
        table_cell(reader->to, label_list(reader, &reader->variables.items[v]));
    table_end_record(reader->to);
    table_header(reader->to, 3);
    reader->row_mark = arena_mark(reader->arena);
}

/* ---- Cases ---- */

static Str label_of_number(const SavReader *reader, const SavVariable *variable, double number)
{
    for (ptrdiff_t i = 0; i < variable->label_count; i++) {
        const SavLabel *label = &reader->labels.items[variable->first_label + i];
        if (label->text.len == 0 && fabs(label->number - number) < 1e-9)
            return label->label;
    }
    return STR_NONE;
}

/* Seconds since 1582-10-14, the day before the calendar. */
static Str time_text(Arena *arena, double value, SavShape shape)
{
    enum { DAYS_1582 = -141428, DAY_SECONDS = 86400 };
    if (!(value >= 0 && value < 1e12))
        return num_plain(arena, value);
    int64_t seconds = (int64_t)llround(value), day = seconds / DAY_SECONDS;
    int second = (int)(seconds % DAY_SECONDS);
    Str time = str_format(arena, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
    if (shape == SAV_TIME)
        return day == 0 ? time : num_plain(arena, value);
    Date date = date_from_days(DAYS_1582 + day);
    if (date.year == 0)
        return num_plain(arena, value);
    Str iso = date_iso(arena, date);
    return shape == SAV_DATE ? iso : str_format(arena, "%.*s %.*s", STR_ARG(iso), STR_ARG(time));
}

static Str number_cell(const SavReader *reader, const SavVariable *variable, double number)
{
    if (!isfinite(number))
        return STR_NONE;
    if (variable->shape != SAV_PLAIN)
        return time_text(reader->arena, number, variable->shape);
    Str label = variable->as_code ? STR_NONE : label_of_number(reader, variable, number);
    return label.len > 0 ? label : num_plain(reader->arena, number);
}

static Str text_cell(const SavReader *reader, const SavVariable *variable, Str text)
{
    const ptrdiff_t *label =
        variable->as_code ? NULL : strmap_find(&variable->text_labels, str_trim(text));
    return label != NULL ? reader->labels.items[*label - 1].label : text;
}

static Str cell(const SavReader *reader, const SavVariable *variable, readstat_value_t value,
                readstat_variable_t *from)
{
    if (readstat_value_is_missing(value, from))
        return STR_NONE;
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING)
        return text_cell(reader, variable, str_from(readstat_string_value(value)));
    return number_cell(reader, variable, readstat_double_value(value));
}

static int take_value(int row, readstat_variable_t *variable, readstat_value_t value, void *context)
{
    SavReader *reader = context;
    begin(reader);
    ptrdiff_t v = readstat_variable_get_index(variable);
    if (v < 0 || v >= reader->variables.len)
        return READSTAT_HANDLER_ABORT;
    table_cell(reader->to, cell(reader, &reader->variables.items[v], value, variable));
    if (v + 1 < reader->variables.len)
        return READSTAT_HANDLER_OK;
    table_end_record(reader->to);
    reader->rows = row + 1;
    arena_reset(reader->arena, reader->row_mark);
    return READSTAT_HANDLER_OK;
}

/* ---- The whole ---- */

static Str sav_reason(readstat_error_t error)
{
    if (error == READSTAT_ERROR_READ || error == READSTAT_ERROR_SEEK ||
        error == READSTAT_ERROR_ROW_COUNT_MISMATCH)
        return S("its end is missing, perhaps because a download broke off (then take it again)");
    return error == READSTAT_ERROR_PARSE ? S("it is damaged, or has what only SPSS reads")
                                         : str_from(readstat_error_message(error));
}

static void say(SavReader *reader)
{
    Arena *arena = reader->arena;
    table_detail(reader->to, reader->weight.len > 0
                                 ? str_format(arena, "WEIGHT BY %.*s", STR_ARG(reader->weight))
                                 : STR_NONE);
}

bool sav_read(Arena *scratch, const FileView *view, const TextWanted *wanted, TableWriter *to)
{
    SavReader reader = {.arena = scratch, .wanted = wanted, .to = to};
    reader.wanted_folded = NEW(scratch, Str, wanted->name_count);
    for (ptrdiff_t n = 0; n < wanted->name_count; n++)
        reader.wanted_folded[n] = text_fold(scratch, wanted->names[n]);
    readstat_parser_t *parser = readstat_parser_init();
    if (parser == NULL) {
        table_problem(to, DIAG_DATA_SAV_BAD, 0, 0, S("out of memory"), STR_NONE);
        return false;
    }
    readstat_set_value_label_handler(parser, take_label);
    readstat_set_variable_handler(parser, take_variable);
    readstat_set_fweight_handler(parser, take_weight);
    readstat_set_value_handler(parser, take_value);
    readstat_error_t error = readstat_parse_sav(parser, str_cstr(scratch, view->path), &reader);
    readstat_parser_free(parser);
    if (error != READSTAT_OK) {
        table_problem(to, DIAG_DATA_SAV_BAD, 0, 0, sav_reason(error), STR_NONE);
        return false;
    }
    begin(&reader); /* a file without a case has a header all the same */
    say(&reader);
    return true;
}
