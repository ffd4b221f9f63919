/* The project file. */
#include "inside.h"

#include "../base/banned.h"

typedef struct Writer {
    Init *init;
    Buffer out;
} Writer;

#define SAY(writer, ...) WORDS((writer)->init->arena, (writer)->init->lang, __VA_ARGS__)

static void line(Writer *writer, Str text)
{
    buffer_add(&writer->out, text);
    buffer_add_byte(&writer->out, '\n');
}

static void comment(Writer *writer, Str text)
{
    buffer_addf(&writer->out, "; %.*s\n", STR_ARG(text));
}

static void key(Writer *writer, const char *name, Str value)
{
    buffer_addf(&writer->out, "%-8s = %.*s\n", name, STR_ARG(value));
}

static void key_quoted(Writer *writer, const char *name, Str value)
{
    key(writer, name, ini_quoted(writer->init->arena, value));
}

static bool side_used(const Init *init, Side side)
{
    return init->side[side].metrics.len > 0;
}

/* ---- [report] ---- */

static void write_report(Writer *writer)
{
    Init *init = writer->init;
    bool both = side_used(init, SIDE_CX) && side_used(init, SIDE_EX);
    Word title = both                       ? WORD_INIT_TITLE_BOTH
                 : side_used(init, SIDE_CX) ? WORD_INIT_TITLE_CX
                                            : WORD_INIT_TITLE_EX;
    line(writer, S("\n[report]"));
    comment(writer, word(init->lang, WORD_INIT_INI_CLIENT));
    key(writer, "client", word(init->lang, WORD_INIT_CLIENT));
    key(writer, "title", word(init->lang, title));
    key(writer, "language", init->lang == LANG_VI ? S("vi") : S("en"));
    StrList why = period_remarks(init, init->lang);
    for (ptrdiff_t i = 0; i < why.len; i++)
        comment(writer, why.items[i]);
    key(writer, "period", init->period);
}

/* ---- [customers], [employees] ---- */

/* exports/khach-hang-*.csv where that names these files and no other. */
static Str pattern_of(Init *init, const InitSource *source)
{
    const InitFile *first = &init->files[source->files.items[0]];
    const InitFile *last = &init->files[source->files.items[source->files.len - 1]];
    Str a = first->look.path, b = last->look.path;
    ptrdiff_t head = 0, tail = 0; /* tail: the ending */
    while (head < a.len && head < b.len && a.s[head] == b.s[head])
        head++;
    while (tail < a.len && a.s[a.len - 1 - tail] != '.' && a.s[a.len - 1 - tail] != '/')
        tail++;
    tail += tail < a.len && a.s[a.len - 1 - tail] == '.';
    while (head > 0 && a.s[head - 1] >= '0' && a.s[head - 1] <= '9')
        head--; /* "2026-0" of 2026-01 and 2026-09 is no part of a name */
    Str pattern = str_format(init->arena, "%.*s*%.*s", STR_ARG(str_slice(a, 0, head)),
                             STR_ARG(str_slice(a, a.len - tail, a.len)));
    StrList found = os_glob(init->arena, pattern);
    bool same = found.len == source->files.len && os_path_base(pattern).len > 2;
    for (ptrdiff_t i = 0; same && i < found.len; i++)
        same = str_equal(found.items[i], init->files[source->files.items[i]].look.path);
    return same ? shown_path(init, pattern) : STR_NONE;
}

static Str files_value(Init *init, const InitSource *source)
{
    Str pattern = source->files.len > 1 ? pattern_of(init, source) : STR_NONE;
    if (pattern.len > 0)
        return ini_quoted(init->arena, pattern);
    StrList names = {0};
    for (ptrdiff_t i = 0; i < source->files.len; i++)
        *PUSH(init->arena, &names, Str) =
            ini_quoted(init->arena, init->files[source->files.items[i]].shown);
    return str_join(init->arena, names.items, names.len, S(",\n           "));
}

static void write_remarks(Writer *writer, const InitFile *file, Role role)
{
    StrList remarks = role_remarks(writer->init, file, role, writer->init->lang);
    for (ptrdiff_t i = 0; i < remarks.len; i++)
        comment(writer, remarks.items[i]);
}

static void write_when(Writer *writer, const InitFile *file)
{
    const InitColumn *date = file_role(file, ROLE_DATE), *wave = file_role(file, ROLE_WAVE);
    Init *init = writer->init;
    if (file->period.len > 0) {
        if (init->period_borrowed)
            comment(writer, word(init->lang, WORD_INIT_INI_BORROWED));
        key_quoted(writer, "period", file->period);
        if (!init->one_wave)
            return;
    }
    if (str_equal(init->period, S("wave"))) {
        key_quoted(writer, "wave", wave != NULL ? wave->name : STR_NONE);
        return;
    }
    write_remarks(writer, file, ROLE_DATE);
    key_quoted(writer, "date", date->name);
    if (!file->order_sure || file->order != DATE_ORDER_AUTO)
        key(writer, "date_order", file->order == DATE_ORDER_MDY ? S("mdy") : S("dmy"));
}

static void write_roles(Writer *writer, const InitFile *file)
{
    Init *init = writer->init;
    const InitColumn *unit = file_role(file, ROLE_UNIT);
    if (unit == NULL) {
        comment(writer, word(init->lang, WORD_INIT_INI_NO_UNIT));
    } else {
        write_remarks(writer, file, ROLE_UNIT);
        key_quoted(writer, "unit", unit->name);
    }
    static const struct {
        Role role;
        const char *name;
    } others[] = {{ROLE_ID, "id"}, {ROLE_WEIGHT, "weight"}, {ROLE_COMMENT, "comment"}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(others); i++) {
        const InitColumn *column = file_role(file, others[i].role);
        write_remarks(writer, file, others[i].role);
        if (column != NULL)
            key_quoted(writer, others[i].name, column->name);
        else if (others[i].role == ROLE_ID)
            comment(writer, word(init->lang, WORD_INIT_INI_NO_ID));
    }
}

static void write_persons(Writer *writer, const InitFile *file)
{
    Init *init = writer->init;
    StrList persons = {0};
    for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
        const InitColumn *column = &file->columns[c];
        if (column->person && column->name.len > 0)
            *PUSH(init->arena, &persons, Str) = column->name;
    }
    if (persons.len > 0)
        comment(writer, SAY(writer, WORD_INIT_INI_PERSONS,
                            str_join(init->arena, persons.items, persons.len, S(" · "))));
}

static void write_kept(Writer *writer, const SourceRemarks *remarks)
{
    if (!remarks->aside)
        return;
    comment(writer, word(writer->init->lang, WORD_INIT_INI_ASIDE));
    if (remarks->tests > 0)
        key(writer, "tests", S("keep"));
    if (remarks->partial > 0)
        key(writer, "partial", S("keep"));
}

static void write_source(Writer *writer, const InitSource *source)
{
    Init *init = writer->init;
    const InitFile *file = &init->files[source->files.items[0]];
    Str kind = source->side == SIDE_CX ? S("customers") : S("employees");
    Str other = source->side == SIDE_CX ? S("employees") : S("customers");
    buffer_addf(&writer->out, "\n[%.*s%s%.*s]\n", STR_ARG(kind), source->name.len > 0 ? " " : "",
                STR_ARG(source->name));
    int64_t rows = 0;
    for (ptrdiff_t i = 0; i < source->files.len; i++)
        rows += init->files[source->files.items[i]].look.rows;
    comment(writer, SAY(writer, WORD_INIT_INI_SOURCE, file->look.format,
                        num_show_count(init->arena, rows, init->lang),
                        num_show_count(init->arena, file->look.column_count, init->lang)));
    SourceRemarks remarks = source_remarks(init, source);
    if (remarks.side)
        comment(writer, SAY(writer, WORD_INIT_INI_SIDE, other));
    key(writer, "files", files_value(init, source));
    if (remarks.encoding) {
        comment(writer, word(init->lang, WORD_INIT_INI_ENCODING));
        key(writer, "encoding", encoding_name(file->encoding));
    }
    if (remarks.sheets.len > 0)
        comment(writer, SAY(writer, WORD_INIT_INI_SHEETS, remarks.sheets));
    if (file->sheet.len > 0)
        key(writer, "sheet", file->sheet);
    if (file->texts_from.len > 0)
        comment(writer,
                SAY(writer, file->texts_in_sheet ? WORD_INIT_INI_TEXTS_SHEET : WORD_INIT_INI_TEXTS,
                    file->texts_from));
    write_kept(writer, &remarks);
    write_when(writer, file);
    write_roles(writer, file);
    write_persons(writer, file);
}

/* ---- [metric …] ---- */

static Str quoted_list(Init *init, const StrList *items, Str between)
{
    StrList quoted = {0};
    for (ptrdiff_t i = 0; i < items->len; i++)
        *PUSH(init->arena, &quoted, Str) = ini_quoted(init->arena, items->items[i]);
    return str_join(init->arena, quoted.items, quoted.len, between);
}

/* NPS, CSAT, After-sales: reports have a name for them that fits everywhere. */
static bool has_short_name(const InitMetric *metric)
{
    static const Str known[] = {{"cx.nps", 6}, {"cx.csat", 7}, {"cx.ces", 6}, {"ex.enps", 7}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++) {
        if (str_equal(metric->id, known[i]))
            return true;
    }
    return metric->stage.len > 0;
}

static void write_metric(Writer *writer, const InitMetric *metric)
{
    Init *init = writer->init;
    buffer_addf(&writer->out, "\n[metric %.*s]\n", STR_ARG(metric->id));
    for (Doubt doubt = 0; doubt < DOUBT_COUNT; doubt++) {
        if (metric->doubts & 1u << doubt)
            buffer_addf(&writer->out, "; (?) %.*s\n",
                        STR_ARG(doubt_text(init, metric, doubt, init->lang)));
    }
    if (metric->label.len > 0 && has_short_name(metric))
        comment(writer, metric->column->question);
    else if (metric->label.len > 0)
        key_quoted(writer, "label", metric->label);
    key(writer, "column", quoted_list(init, &metric->columns, S(" | ")));
    key(writer, "type", metric->type);
    key(writer, "scale", scale_text(init->arena, &metric->scale, metric->reversed));
    if (metric->scale.missing.len > 0)
        key(writer, "missing", quoted_list(init, &metric->scale.missing, S(", ")));
    const struct {
        const char *name;
        Str value;
    } places[] = {{"stage", metric->stage},
                  {"factor", metric->factor},
                  {"cycle", metric->cycle},
                  {"mirror", metric->mirror}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(places); i++) {
        if (places[i].value.len > 0)
            key(writer, places[i].name, places[i].value);
    }
}

static void write_metrics(Writer *writer, Side s)
{
    const InitSide *side = &writer->init->side[s];
    if (side->metrics.len == 0)
        return;
    line(writer, STR_NONE);
    comment(writer, word(writer->init->lang, s == SIDE_CX ? WORD_INIT_INI_CX : WORD_INIT_INI_EX));
    if (side->left_out.len > 0)
        comment(writer, SAY(writer, WORD_INIT_INI_LEFT_OUT,
                            str_join(writer->init->arena, side->left_out.items,
                                     side->left_out.len < 40 ? side->left_out.len : 40, S(" · "))));
    if (side->unordered.len > 0)
        comment(writer,
                SAY(writer, WORD_INIT_INI_UNORDERED,
                    str_join(writer->init->arena, side->unordered.items,
                             side->unordered.len < 40 ? side->unordered.len : 40, S(" · "))));
    for (ptrdiff_t m = 0; m < side->metrics.len; m++)
        write_metric(writer, &side->metrics.items[m]);
}

/* ---- [index …] ---- */

/* Where none of the questions that an index is made of by default is asked. */
static void write_index(Writer *writer)
{
    enum { PARTS_LIMIT = 24, STAGES_OF_JOURNEY = 3 };
    Init *init = writer->init;
    const InitSide *side = &init->side[SIDE_CX];
    static const Str standard[] = {{"cx.nps", 6}, {"cx.csat", 7}, {"cx.ces", 6}};
    StrList parts = {0};
    for (ptrdiff_t m = 0; m < side->metrics.len; m++) {
        for (ptrdiff_t i = 0; i < CX_COUNTOF(standard); i++) {
            if (str_equal(side->metrics.items[m].id, standard[i]))
                return;
        }
        if (parts.len < PARTS_LIMIT)
            *PUSH(init->arena, &parts, Str) =
                str_format(init->arena, "%.*s 1", STR_ARG(side->metrics.items[m].id));
    }
    if (parts.len == 0 || side->stages >= STAGES_OF_JOURNEY)
        return;
    line(writer, STR_NONE);
    comment(writer, word(init->lang, WORD_INIT_INI_INDEX));
    line(writer, S("[index cx.index]"));
    key(writer, "parts", str_join(init->arena, parts.items, parts.len, S(", ")));
}

Str project_write(Init *init)
{
    Writer writer = {.init = init, .out = {.arena = init->arena}};
    StrList names = {0};
    for (ptrdiff_t f = 0; f < init->file_count; f++)
        *PUSH(init->arena, &names, Str) = os_path_base(init->files[f].look.path);
    ptrdiff_t shown = names.len < 3 ? names.len : 3;
    Str from = str_join(init->arena, names.items, shown, S(", "));
    if (shown < names.len)
        from = str_concat(init->arena, from, S(" …"));
    comment(&writer, SAY(&writer, WORD_INIT_INI_TOP, from, S("project.ini")));
    comment(&writer, word(init->lang, WORD_INIT_INI_LOOK));
    write_report(&writer);
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        for (ptrdiff_t i = 0; i < init->sources.len; i++) {
            if (init->sources.items[i].side == side && side_used(init, side))
                write_source(&writer, &init->sources.items[i]);
        }
    }
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++)
        write_metrics(&writer, side);
    write_index(&writer);
    return buffer_str(&writer.out);
}
