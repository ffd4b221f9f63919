/* The short table: what is sure, what to look at, what no export tells. Names of columns, never an
 * answer of anybody but codes and labels of scales. */
#include "inside.h"

#include "../base/banned.h"

typedef struct Table {
    Init *init;
    Lang talk;
    Buffer sure, look;
} Table;

enum { NAME_LETTERS = 46, ID_WIDTH = 20, SCALE_LETTERS = 40 };

/* Text of so many letters, filled up with blanks; a longer one is cut. */
static Str fitted(Arena *arena, Str text, ptrdiff_t letters)
{
    ptrdiff_t at = 0, count = 0;
    while (at < text.len && count < letters - 1) {
        text_next(text, &at);
        count++;
    }
    Buffer out = {.arena = arena};
    buffer_add(&out, str_slice(text, 0, at));
    if (at < text.len && text_length(text) == letters)
        buffer_add(&out, str_slice(text, at, text.len));
    else if (at < text.len)
        buffer_add(&out, S("…"));
    for (ptrdiff_t i = text_length(buffer_str(&out)); i < letters; i++)
        buffer_add_byte(&out, ' ');
    return buffer_str(&out);
}

static void row(Table *table, Buffer *to, Str id, Str name, Str rest)
{
    Arena *arena = table->init->arena;
    Str text = str_format(arena, "  %.*s %.*s %.*s", STR_ARG(fitted(arena, id, ID_WIDTH)),
                          STR_ARG(fitted(arena, name, NAME_LETTERS)), STR_ARG(rest));
    while (text.len > 0 && text.s[text.len - 1] == ' ')
        text.len--;
    buffer_addf(to, "%.*s\n", STR_ARG(text));
}

/* ---- Rows ---- */

/* Without the mark that tells the line in the project file. */
static Str unmarked(Str remark)
{
    return str_starts(remark, S("(?) ")) ? str_slice(remark, 4, remark.len) : remark;
}

static Str joined(Init *init, const StrList *remarks)
{
    StrList plain = {0};
    for (ptrdiff_t i = 0; i < remarks->len; i++)
        *PUSH(init->arena, &plain, Str) = unmarked(remarks->items[i]);
    return str_join(init->arena, plain.items, plain.len, S("; "));
}

static Str side_word(const Table *table, Side side)
{
    return word(table->talk, side == SIDE_CX ? WORD_INIT_TABLE_CX : WORD_INIT_TABLE_EX);
}

static void source_rows(Table *table, const InitSource *source)
{
    Init *init = table->init;
    const InitFile *file = &init->files[source->files.items[0]];
    Str name = os_path_base(file->look.path), side = side_word(table, source->side);
    SourceRemarks remarks = source_remarks(init, source);
    if (remarks.side)
        row(table, &table->look, side, name, word(table->talk, WORD_INIT_TABLE_SIDE));
    if (remarks.encoding)
        row(table, &table->look, encoding_name(file->encoding), name,
            unmarked(word(table->talk, WORD_INIT_INI_ENCODING)));
    if (remarks.sheets.len > 0)
        row(table, &table->look, side, name,
            unmarked(WORDS(init->arena, table->talk, WORD_INIT_INI_SHEETS, remarks.sheets)));
    if (remarks.aside)
        row(table, &table->look, side, name, unmarked(word(table->talk, WORD_INIT_INI_ASIDE)));
}

/* Sections with the same columns are told of once. */
static bool told_before(const Init *init, ptrdiff_t section, Role role)
{
    const InitSource *source = &init->sources.items[section];
    const InitFile *file = &init->files[source->files.items[0]];
    for (ptrdiff_t i = 0; i < section; i++) {
        const InitSource *other = &init->sources.items[i];
        const InitFile *before = &init->files[other->files.items[0]];
        if (other->side == source->side && role_is_used(init, before, role) &&
            str_equal(file_role(before, role)->name, file_role(file, role)->name) &&
            str_equal(before->rivals[role], file->rivals[role]) &&
            before->order_sure == file->order_sure)
            return true;
    }
    return false;
}

static void role_rows(Table *table, ptrdiff_t section)
{
    static const Word names[ROLE_COUNT] = {
        [ROLE_DATE] = WORD_INIT_TABLE_ROLE_DATE,       [ROLE_UNIT] = WORD_INIT_TABLE_ROLE_UNIT,
        [ROLE_ID] = WORD_INIT_TABLE_ROLE_ID,           [ROLE_WEIGHT] = WORD_INIT_TABLE_ROLE_WEIGHT,
        [ROLE_COMMENT] = WORD_INIT_TABLE_ROLE_COMMENT, [ROLE_WAVE] = WORD_INIT_TABLE_ROLE_WAVE,
    };
    Init *init = table->init;
    const InitSource *source = &init->sources.items[section];
    const InitFile *file = &init->files[source->files.items[0]];
    for (Role role = ROLE_DATE; role < ROLE_COUNT; role++) {
        if (!role_is_used(init, file, role) || told_before(init, section, role))
            continue;
        StrList remarks = role_remarks(init, file, role, table->talk);
        row(table, remarks.len > 0 ? &table->look : &table->sure,
            str_format(init->arena, "%.*s: %.*s", STR_ARG(side_word(table, source->side)),
                       STR_ARG(word(table->talk, names[role]))),
            file_role(file, role)->name, joined(init, &remarks));
    }
}

static void period_rows(Table *table)
{
    StrList remarks = period_remarks(table->init, table->talk);
    for (ptrdiff_t i = 0; i < remarks.len && !table->init->period_all; i++) {
        if (str_starts(remarks.items[i], S("(?) ")))
            row(table, &table->look, word(table->talk, WORD_INIT_TABLE_PERIOD), table->init->period,
                unmarked(remarks.items[i]));
    }
}

/* ---- Questions ---- */

/* Q3_1: I have the tools to do my job. */
static Str shown_name(Init *init, const InitMetric *metric)
{
    enum { CODE_LETTERS = 12 };
    Str name = metric->columns.items[0];
    if (metric->label.len == 0)
        return name;
    if (text_length(name) > CODE_LETTERS)
        return metric->label;
    return str_format(init->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(metric->label));
}

static Str said_of(Table *table, const InitMetric *metric)
{
    Init *init = table->init;
    Str scale = scale_text(init->arena, &metric->scale, metric->reversed);
    StrList reasons = {0};
    for (Doubt doubt = 0; doubt < DOUBT_COUNT; doubt++) {
        if (metric->doubts & 1u << doubt)
            *PUSH(init->arena, &reasons, Str) = doubt_text(init, metric, doubt, table->talk);
    }
    Str shown = str_trim(fitted(init->arena, scale, SCALE_LETTERS));
    return reasons.len == 0 ? shown
                            : str_format(init->arena, "%.*s: %.*s", STR_ARG(shown),
                                         STR_ARG(joined(init, &reasons)));
}

static Str from_to(Init *init, Str first, Str last, ptrdiff_t letters)
{
    return str_format(init->arena, "%.*s … %.*s",
                      STR_ARG(str_trim(fitted(init->arena, first, letters))),
                      STR_ARG(str_trim(fitted(init->arena, last, letters))));
}

/* Many in a row of whom the same is said are one line: nobody reads it a hundred times. */
static void metric_rows(Table *table, const InitSide *side)
{
    enum { RUN = 5, SURE_RUN = 15, FROM_LETTERS = 17, ID_LETTERS = 9 };
    Init *init = table->init;
    for (ptrdiff_t m = 0, next = 0; m < side->metrics.len; m = next) {
        const InitMetric *first = &side->metrics.items[m];
        Str said = said_of(table, first);
        next = m + 1;
        while (next < side->metrics.len &&
               str_equal(said_of(table, &side->metrics.items[next]), said))
            next++;
        Buffer *to = first->doubts != 0 ? &table->look : &table->sure;
        if (next - m < (first->doubts != 0 ? RUN : SURE_RUN)) {
            row(table, to, first->id, shown_name(init, first), said);
            next = m + 1;
            continue;
        }
        const InitMetric *last = &side->metrics.items[next - 1];
        Str names = from_to(init, shown_name(init, first), shown_name(init, last), FROM_LETTERS);
        row(table, to, from_to(init, first->id, last->id, ID_LETTERS),
            str_format(init->arena, "%.*s (%td)", STR_ARG(names), next - m), said);
    }
}

static void left_out_rows(Table *table, const StrList *names, Word why)
{
    enum { NAMES_SHOWN = 4 };
    Str reason = word(table->talk, why);
    for (ptrdiff_t i = 0; i < names->len && i < NAMES_SHOWN; i++)
        row(table, &table->look, S("-"), names->items[i], reason);
    if (names->len > NAMES_SHOWN)
        row(table, &table->look, S("-"),
            str_format(table->init->arena, "… +%td", names->len - NAMES_SHOWN), reason);
}

/* ---- Parts ---- */

static void write_files(Table *table, Buffer *out)
{
    Init *init = table->init;
    buffer_addf(out, "%.*s\n", STR_ARG(word(table->talk, WORD_INIT_TABLE_FILES)));
    for (ptrdiff_t f = 0; f < init->file_count + init->unused_count; f++) {
        const InitFile *file = &init->files[f];
        Str what = f < init->file_count
                       ? side_word(table, file->side)
                       : word(table->talk,
                              file->is_codebook ? WORD_INIT_TABLE_TEXTS : WORD_INIT_TABLE_NOT_USED);
        Str format = file->look.format;
        if (file->look.detail.len > 0)
            format =
                str_format(init->arena, "%.*s, %.*s", STR_ARG(format), STR_ARG(file->look.detail));
        buffer_addf(
            out, "  %.*s\n",
            STR_ARG(WORDS(init->arena, table->talk, WORD_INIT_TABLE_FILE, file->look.path, what,
                          format, num_show_count(init->arena, file->look.rows, table->talk))));
    }
}

static void write_unknown(Table *table, Buffer *out)
{
    Init *init = table->init;
    bool no_unit = false, no_period = init->period_all || init->period_borrowed, staff = false;
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        no_unit = no_unit || file_role(&init->files[f], ROLE_UNIT) == NULL;
        staff = staff || init->files[f].side == SIDE_EX;
    }
    const struct {
        bool holds;
        Word what;
    } unknown[] = {
        {true, WORD_INIT_TABLE_NO_CLIENT},   {no_period, WORD_INIT_TABLE_NO_PERIOD},
        {no_unit, WORD_INIT_TABLE_NO_UNIT},  {true, WORD_INIT_TABLE_NO_TARGETS},
        {staff, WORD_INIT_TABLE_NO_INVITED},
    };
    buffer_addf(out, "\n%.*s\n", STR_ARG(word(table->talk, WORD_INIT_TABLE_UNKNOWN)));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(unknown); i++) {
        if (unknown[i].holds)
            buffer_addf(out, "  %.*s\n", STR_ARG(word(table->talk, unknown[i].what)));
    }
}

static void write_part(Table *table, Buffer *out, Word head, const Buffer *rows)
{
    if (rows->len > 0)
        buffer_addf(out, "\n%.*s\n%.*s", STR_ARG(word(table->talk, head)),
                    STR_ARG(buffer_str(rows)));
}

Str table_write(Init *init)
{
    Table table = {.init = init,
                   .talk = init->options->talk,
                   .sure = {.arena = init->arena},
                   .look = {.arena = init->arena}};
    Buffer out = {.arena = init->arena};
    period_rows(&table);
    for (ptrdiff_t i = 0; i < init->sources.len; i++) {
        source_rows(&table, &init->sources.items[i]);
        role_rows(&table, i);
    }
    for (Side s = SIDE_CX; s < SIDE_COUNT; s++) {
        metric_rows(&table, &init->side[s]);
        left_out_rows(&table, &init->side[s].left_out, WORD_INIT_TABLE_LEFT_OUT);
        left_out_rows(&table, &init->side[s].unordered, WORD_INIT_TABLE_UNORDERED);
    }
    write_files(&table, &out);
    write_part(&table, &out, WORD_INIT_TABLE_SURE, &table.sure);
    write_part(&table, &out, WORD_INIT_TABLE_LOOK, &table.look);
    write_unknown(&table, &out);
    return buffer_str(&out);
}
