/* The method page: sources, who answered, data quality, hiding, weights. */
#include "method.h"

/* ---- Sources ---- */

static Str file_list(const Build *build, const SourceReport *source)
{
    if (source->files.len == 0)
        return STR_NONE;
    Str first = os_path_base(source->files.items[0]);
    if (source->files.len == 1)
        return first;
    return WORDS(build->arena, build->lang, WORD_METHOD_MORE_FILES, first,
                 method_count(build, source->files.len - 1));
}

/* "đọc 4.812 = dùng 4.701 + trùng mã 38 + …": every row is accounted for. */
static Str row_account(const Build *build, const SourceReport *source)
{
    const struct {
        int64_t rows;
        Word reason;
    } left_out[] = {{source->duplicate, WORD_LEFT_DUPLICATE},
                    {source->no_answer, WORD_LEFT_NO_ANSWER},
                    {source->bad_date, WORD_LEFT_BAD_DATE},
                    {source->bad_weight, WORD_LEFT_BAD_WEIGHT},
                    {source->straight_left, WORD_LEFT_STRAIGHT},
                    {source->fast_left, WORD_LEFT_FAST},
                    {source->aside[ASIDE_PREVIEW], WORD_LEFT_PREVIEW},
                    {source->aside[ASIDE_TEST], WORD_LEFT_TEST},
                    {source->aside[ASIDE_SPAM], WORD_LEFT_SPAM},
                    {source->aside[ASIDE_DELETED], WORD_LEFT_DELETED},
                    {source->aside[ASIDE_PARTIAL], WORD_LEFT_PARTIAL},
                    {source->bad_count, WORD_LEFT_BAD_COUNT},
                    {source->repeated, WORD_LEFT_REPEATED},
                    {source->hidden, WORD_LEFT_HIDDEN},
                    {source->other, WORD_LEFT_OTHER},
                    {source->blank_row, WORD_LEFT_BLANK}};
    Buffer text = {.arena = build->arena};
    buffer_add(&text, WORDS(build->arena, build->lang, WORD_METHOD_ROWS,
                            method_count(build, source->rows_read),
                            method_count(build, source->rows_used)));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(left_out); i++)
        if (left_out[i].rows > 0) {
            buffer_add(&text, S(" + "));
            buffer_add(&text, WORDS(build->arena, build->lang, left_out[i].reason,
                                    method_count(build, left_out[i].rows)));
        }
    return buffer_str(&text);
}

/* Rows that the tool marks and the project keeps: empty when there are none. */
static Str kept_rows(const Build *build, const SourceReport *source)
{
    static const struct {
        Aside aside;
        Word what;
    } marks[] = {{ASIDE_PREVIEW, WORD_LEFT_PREVIEW},
                 {ASIDE_TEST, WORD_LEFT_TEST},
                 {ASIDE_PARTIAL, WORD_LEFT_PARTIAL}};
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(marks); i++)
        if (source->kept[marks[i].aside] > 0)
            *PUSH(build->arena, &parts, Str) =
                WORDS(build->arena, build->lang, marks[i].what,
                      method_count(build, source->kept[marks[i].aside]));
    if (parts.len == 0)
        return STR_NONE;
    return WORDS(build->arena, build->lang, WORD_METHOD_KEPT,
                 str_join(build->arena, parts.items, parts.len, S(", ")));
}

/* What must be known of a file of counts to read its figures. */
static Str about_counts(const Build *build, const SourceReport *source)
{
    Arena *arena = build->arena;
    const Source *from = source->source;
    LIST_OF(Str) said = {0};
    if (source->counted)
        *PUSH(arena, &said, Str) =
            WORDS(arena, build->lang, WORD_METHOD_PEOPLE, method_count(build, source->people));
    if (source->kiosk && source->counted)
        *PUSH(arena, &said, Str) = word(build->lang, WORD_METHOD_KIOSK_COUNTS);
    else if (source->kiosk)
        *PUSH(arena, &said, Str) =
            WORDS(arena, build->lang, WORD_METHOD_KIOSK, method_count(build, source->pressed_again),
                  method_count(build, from->repeat_seconds),
                  word(build->lang,
                       from->repeats_drop ? WORD_CHECK_PRESSES_DROPPED : WORD_CHECK_PRESSES_KEPT));
    if (source->outside_hours > 0)
        *PUSH(arena, &said, Str) = WORDS(arena, build->lang, WORD_METHOD_OUTSIDE_HOURS,
                                         method_count(build, source->outside_hours), from->opening);
    if (source->apart)
        *PUSH(arena, &said, Str) = word(build->lang, WORD_METHOD_APART);
    if (source->hidden_cells > 0)
        *PUSH(arena, &said, Str) = word(build->lang, WORD_METHOD_HIDDEN);
    return str_join(arena, said.items, said.len, S(" "));
}

void method_write_sources(MethodWriter *writer)
{
    const Build *build = writer->build;
    method_open(writer, 0, WORD_METHOD_SOURCES);
    for (ptrdiff_t i = 0; i < build->tally->source_count; i++) {
        const SourceReport *source = &build->tally->sources[i];
        Str what[] = {file_list(build, source), source->format, source->encoding};
        method_add(writer, label_source_side(build, source->source->side),
                   str_join(build->arena, what, 3, S(" · ")));
        method_add(writer, STR_NONE, row_account(build, source));
        Str kept = kept_rows(build, source);
        if (kept.len > 0)
            method_add(writer, STR_NONE, kept);
        Str counts = about_counts(build, source);
        if (counts.len > 0)
            method_add(writer, STR_NONE, counts);
    }
    method_close(writer);
}

static Str rate_text(const Build *build, const Response *response)
{
    Arena *arena = build->arena;
    switch (response->state) {
    case RESPONSE_NOT_GIVEN:
        return word(build->lang, WORD_RESPONSE_RATE);
    case RESPONSE_TOO_MANY:
        return word(build->lang, WORD_RESPONSE_TOO_MANY);
    case RESPONSE_WITHHELD:
        return word(build->lang, WORD_WITHHELD);
    case RESPONSE_RATE:
        break;
    }
    Str text =
        WORDS(arena, build->lang, WORD_RESPONSE_LINE, method_count(build, response->eligible),
              method_count(build, response->complete), method_count(build, response->partial),
              num_show_percent(arena, response->rr1, 0, build->lang),
              num_show_percent(arena, response->rr2, 0, build->lang));
    if (response->rr2 >= RESPONSE_LOW_PERCENT)
        return text;
    Str limit = num_show_percent(arena, RESPONSE_LOW_PERCENT, 0, build->lang);
    const Str both[] = {text, WORDS(arena, build->lang, WORD_RESPONSE_LOW, limit)};
    return str_join(arena, both, 2, S(" "));
}

void method_write_response(MethodWriter *writer)
{
    const Build *build = writer->build;
    method_open(writer, 0, WORD_METHOD_RESPONSE);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (build->has_side[side] && build->scores->response[side])
            method_add(writer, label_source_side(build, (Side)side),
                       rate_text(build, &build->scores->response[side][build->period]));
    method_close(writer);
}

/* ---- Data quality ---- */

void method_write_quality(MethodWriter *writer)
{
    method_open(writer, 0, WORD_METHOD_QUALITY);
    writer->quality_first = writer->entries.len;
    QualityLine lines[QUALITY_LINES_LIMIT];
    ptrdiff_t count = quality_lines(writer->build, lines);
    for (ptrdiff_t i = 0; i < count; i++)
        method_add(writer, lines[i].name, lines[i].text);
    writer->quality_count = writer->entries.len - writer->quality_first;
    method_close(writer);
}

/* Which units a group stands for, one line a group. */
static void write_groups(MethodWriter *writer)
{
    const Build *build = writer->build;
    const Unit *units = build->tally->units;
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        const Unit *group = &units[build->units[i]];
        if (!group->is_group)
            continue;
        StrList names = {0};
        for (ptrdiff_t u = 1; u < build->tally->unit_count; u++)
            if (units[u].merged_into == build->units[i] && units[u].renamed_to < 0)
                *PUSH(build->arena, &names, Str) = units[u].name;
        method_add(writer, WORDS(build->arena, build->lang, WORD_HIDING_GROUP, group->name),
                   label_list(build, names.items, names.len, names.len));
    }
}

/* Is a figure of this pack one that an earlier pack published and that must not be revised? */
static bool any_stored(const Build *build)
{
    const Published *published = build->scores->published;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t scope = 0; scope < published->scope_count; scope++)
            for (ptrdiff_t window = 0; window < published->window_count; window++)
                if (build->tally->windows[window].last <= build->period &&
                    privacy_state(published, (Side)side, scope, window) == PUBLISH_STORED)
                    return true;
    return false;
}

void method_write_hiding(MethodWriter *writer)
{
    const Build *build = writer->build;
    Str minimum = method_count(build, build->config->privacy.minimum);
    method_open(writer, 0, WORD_METHOD_HIDING);
    method_add(writer, STR_NONE, WORDS(build->arena, build->lang, WORD_HIDING_RULE, minimum));
    method_add(writer, STR_NONE, WORDS(build->arena, build->lang, WORD_HIDING_LIMITS, minimum));
    if (any_stored(build))
        method_add(writer, STR_NONE, WORDS(build->arena, build->lang, WORD_HIDING_STORED, minimum));
    write_groups(writer);
    method_close(writer);
}

/* ---- Weights ---- */

static Str weight_figures(const Build *build, const WeightReport *weights)
{
    Str parts[3] = {WORDS(build->arena, build->lang, WORD_WEIGHT_FIGURES,
                          method_number(build, weights->deff, 2),
                          method_number(build, weights->neff, 0))};
    ptrdiff_t part_count = 1;
    if (weights->margin_error_01 >= 0.0005) /* else it rounds to nothing */
        parts[part_count++] =
            WORDS(build->arena, build->lang, WORD_WEIGHT_MARGIN,
                  num_show_percent(build->arena, 100 * weights->margin_error_01, 1, build->lang));
    if (weights->deff > 2)
        parts[part_count++] = word(build->lang, WORD_WEIGHT_WARNING);
    return str_join(build->arena, parts, part_count, S("; "));
}

static Str margins(const Build *build, const SideTally *side)
{
    Buffer text = {.arena = build->arena};
    buffer_add(&text, word(build->lang, WORD_MARGIN_UNIT));
    for (ptrdiff_t i = 0; i < side->margin_count; i++) {
        buffer_add(&text, S(" × "));
        buffer_add(&text, side->margins[i]);
    }
    return buffer_str(&text);
}

void method_write_weights(MethodWriter *writer)
{
    const Build *build = writer->build;
    method_open(writer, 1, WORD_METHOD_WEIGHTS);
    for (int side = 0; side < SIDE_COUNT; side++) {
        /* Without a published cell there is nobody to weigh, or too few to say how many count. */
        if (!build->has_side[side] || !build->scores->weights[side] ||
            !privacy_shown(build->scores->published, (Side)side, 0, build->period))
            continue;
        const WeightReport *weights = &build->scores->weights[side][build->period];
        Str name = label_source_side(build, (Side)side);
        switch (weights->method) {
        case WEIGHT_NONE:
            method_add(writer, name, method_say(writer, WORD_WEIGHT_NONE));
            break;
        case WEIGHT_COLUMN:
            method_add(writer, name,
                       WORDS(build->arena, build->lang, WORD_WEIGHT_COLUMN,
                             weight_figures(build, weights)));
            break;
        case WEIGHT_RAKED:
            method_add(writer, name,
                       WORDS(build->arena, build->lang, WORD_WEIGHT_RAKED,
                             margins(build, &build->tally->side[side]),
                             weight_figures(build, weights)));
            break;
        case WEIGHT_REFUSED:
            method_add(writer, name, refusal_weights(build, weights));
            break;
        }
    }
    method_close(writer);
}
