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

static void role_rows(Table *table, const InitSource *source)
{
    static const Word names[ROLE_COUNT] = {
        [ROLE_DATE] = WORD_INIT_TABLE_ROLE_DATE,       [ROLE_UNIT] = WORD_INIT_TABLE_ROLE_UNIT,
        [ROLE_ID] = WORD_INIT_TABLE_ROLE_ID,           [ROLE_WEIGHT] = WORD_INIT_TABLE_ROLE_WEIGHT,
        [ROLE_COMMENT] = WORD_INIT_TABLE_ROLE_COMMENT, [ROLE_WAVE] = WORD_INIT_TABLE_ROLE_WAVE,
    };
    Init *init = table->init;
    const InitFile *file = &init->files[source->files.items[0]];
    Str side = word(table->talk, source->side == SIDE_CX ? WORD_INIT_TABLE_CX : WORD_INIT_TABLE_EX);
    if (!file->side_sure)
        row(table, &table->look, side, file->shown, word(table->talk, WORD_INIT_TABLE_SIDE));
    if (file->encoding != ENCODING_AUTO)
        row(table, &table->look, encoding_name(file->encoding), file->shown,
            word(table->talk, WORD_INIT_INI_ENCODING));
    for (Role role = ROLE_DATE; role < ROLE_COUNT; role++) {
        const InitColumn *column = file_role(file, role);
        bool waves = str_equal(init->period, S("wave")) && file->period.len == 0;
        if (column == NULL || (role == ROLE_WAVE && !waves) ||
            (role == ROLE_DATE && file->period.len > 0))
            continue;
        bool order_open = role == ROLE_DATE && !file->order_sure;
        row(table, order_open ? &table->look : &table->sure,
            str_format(init->arena, "%.*s: %.*s", STR_ARG(side),
                       STR_ARG(word(table->talk, names[role]))),
            column->name, order_open ? word(table->talk, WORD_INIT_INI_DATE_ORDER) : STR_NONE);
    }
}

static void metric_row(Table *table, const InitMetric *metric)
{
    Init *init = table->init;
    Str scale = scale_text(init->arena, &metric->scale, metric->reversed);
    StrList reasons = {0};
    for (Doubt doubt = 0; doubt < DOUBT_COUNT; doubt++) {
        if (metric->doubts & 1u << doubt)
            *PUSH(init->arena, &reasons, Str) = doubt_text(init, metric, doubt, table->talk);
    }
    if (reasons.len == 0) {
        row(table, &table->sure, metric->id, metric->columns.items[0],
            str_trim(fitted(init->arena, scale, SCALE_LETTERS)));
        return;
    }
    row(table, &table->look, metric->id, metric->columns.items[0],
        str_format(init->arena, "%.*s: %.*s",
                   STR_ARG(str_trim(fitted(init->arena, scale, SCALE_LETTERS))),
                   STR_ARG(str_join(init->arena, reasons.items, reasons.len, S("; ")))));
}

/* ---- Parts ---- */

static void write_files(Table *table, Buffer *out)
{
    Init *init = table->init;
    buffer_addf(out, "%.*s\n", STR_ARG(word(table->talk, WORD_INIT_TABLE_FILES)));
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        const InitFile *file = &init->files[f];
        bool used = init->side[file->side].metrics.len > 0;
        Str side = word(table->talk, !used                   ? WORD_INIT_TABLE_NOT_USED
                                     : file->side == SIDE_CX ? WORD_INIT_TABLE_CX
                                                             : WORD_INIT_TABLE_EX);
        Str format = file->look.format;
        if (file->look.detail.len > 0)
            format =
                str_format(init->arena, "%.*s, %.*s", STR_ARG(format), STR_ARG(file->look.detail));
        buffer_addf(
            out, "  %.*s\n",
            STR_ARG(WORDS(init->arena, table->talk, WORD_INIT_TABLE_FILE, file->shown, side, format,
                          num_show_count(init->arena, file->look.rows, table->talk))));
    }
}

static void write_unknown(Table *table, Buffer *out)
{
    Init *init = table->init;
    bool no_unit = false, no_period = init->period_all || init->period_borrowed, staff = false;
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        bool used = init->side[init->files[f].side].metrics.len > 0;
        no_unit = no_unit || (used && file_role(&init->files[f], ROLE_UNIT) == NULL);
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
    enum { NAMES_SHOWN = 12 };
    Table table = {.init = init,
                   .talk = init->options->talk,
                   .sure = {.arena = init->arena},
                   .look = {.arena = init->arena}};
    Buffer out = {.arena = init->arena};
    for (ptrdiff_t i = 0; i < init->sources.len; i++) {
        if (init->side[init->sources.items[i].side].metrics.len > 0)
            role_rows(&table, &init->sources.items[i]);
    }
    for (Side s = SIDE_CX; s < SIDE_COUNT; s++) {
        const InitSide *side = &init->side[s];
        for (ptrdiff_t m = 0; m < side->metrics.len; m++)
            metric_row(&table, &side->metrics.items[m]);
        for (ptrdiff_t i = 0; i < side->left_out.len && i < NAMES_SHOWN; i++)
            row(&table, &table.look, S("-"), side->left_out.items[i],
                word(table.talk, WORD_INIT_TABLE_LEFT_OUT));
        if (side->left_out.len > NAMES_SHOWN)
            row(&table, &table.look, S("-"),
                str_format(init->arena, "… +%td", side->left_out.len - NAMES_SHOWN), STR_NONE);
    }
    write_files(&table, &out);
    write_part(&table, &out, WORD_INIT_TABLE_SURE, &table.sure);
    write_part(&table, &out, WORD_INIT_TABLE_LOOK, &table.look);
    write_unknown(&table, &out);
    return buffer_str(&out);
}
