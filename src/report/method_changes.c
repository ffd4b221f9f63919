/* The method page: units that came and went, what the unit map says of them, and definitions that
 * changed. */
#include "method.h"

/* ---- Units that came and went ---- */

static bool answered(const Build *build, ptrdiff_t unit, ptrdiff_t window)
{
    return build_rows(build, SIDE_CX, unit, window) > 0 ||
           build_rows(build, SIDE_EX, unit, window) > 0;
}

static bool answered_before(const Build *build, ptrdiff_t unit)
{
    for (ptrdiff_t t = 0; t < build->period; t++)
        if (answered(build, unit, t))
            return true;
    return false;
}

/* ---- What the unit map says of them ---- */

/* As people read it, where the report has the unit; else as the map writes it. */
static Str map_label(const Build *build, Str key)
{
    ptrdiff_t unit = tally_find_unit(build->tally, key);
    return unit > 0 ? build->tally->units[unit].name : key;
}

/* "từ T5/2026", "từ ngày 15/5/2026"; nothing: it always was so. */
static Str map_from(const Build *build, const UnitMap *line)
{
    if (line->from.len == 0)
        return STR_NONE;
    Str from = line->from; /* a period without answers has no label */
    ptrdiff_t period = tally_find_period_id(build->tally, from);
    if (period >= 0)
        from = label_period(build, period, PERIOD_SHORT);
    else if (line->day.year != 0)
        from = date_show(build->arena, line->day, build->lang);
    return WORDS(build->arena, build->lang, WORD_MAP_FROM, from);
}

/* Names of units that a line of the map puts together with those of line `first`. */
static StrList map_partners(const Build *build, ptrdiff_t first, bool *written)
{
    const UnitMap *map = build->tally->map, *line = &map[first];
    StrList names = {0};
    for (ptrdiff_t i = first; i < build->tally->map_count; i++) {
        const UnitMap *other = &map[i];
        bool split = line->kind == MAP_SPLIT;
        bool partner = other->kind == line->kind && str_equal(other->from, line->from) &&
                       (split ? str_equal(other->old_key, line->old_key)
                              : str_equal(other->new_key, line->new_key));
        if (!partner)
            continue;
        written[i] = true;
        *PUSH(build->arena, &names, Str) =
            map_label(build, split ? other->new_key : other->old_key);
    }
    return names;
}

static Str map_sentence(const Build *build, const UnitMap *line, const StrList *partners)
{
    static const Word words[MAP_KIND_COUNT] = {[MAP_RENAME] = WORD_MAP_RENAMED,
                                               [MAP_MERGE] = WORD_MAP_MERGED,
                                               [MAP_SPLIT] = WORD_MAP_SPLIT};
    Str many = label_list(build, partners->items, partners->len, partners->len);
    bool split = line->kind == MAP_SPLIT;
    return WORDS(build->arena, build->lang, words[line->kind],
                 split ? map_label(build, line->old_key) : many,
                 split ? many : map_label(build, line->new_key), map_from(build, line));
}

/* What has come to pass by the report's period; false: nothing has. */
static bool write_map(MethodWriter *writer)
{
    const Build *build = writer->build;
    const Tally *tally = build->tally;
    bool *written = NEW(build->arena, bool, tally->map_count), any = false;
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        const UnitMap *line = &tally->map[i];
        if (written[i] || line->first_ordinal > tally->periods[build->period].ordinal)
            continue;
        StrList partners = map_partners(build, i, written);
        method_add(writer, STR_NONE, map_sentence(build, line, &partners));
        any = true;
    }
    return any;
}

void method_write_changes(MethodWriter *writer)
{
    const Build *build = writer->build;
    if (build->period == 0 && build->tally->map_count == 0)
        return;
    StrList arrived = {0}, gone = {0};
    for (ptrdiff_t i = 0; i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (build->is_parent[unit])
            continue; /* those below it say so */
        bool now = answered(build, unit, build->period);
        if (now && !answered_before(build, unit))
            *PUSH(build->arena, &arrived, Str) = label_unit(build, unit);
        if (!now && build->previous >= 0 && answered(build, unit, build->previous))
            *PUSH(build->arena, &gone, Str) = label_unit(build, unit);
    }
    method_open(writer, 2, WORD_METHOD_CHANGES);
    bool mapped = write_map(writer);
    method_add(writer, method_say(writer, WORD_UNITS_ARRIVED),
               label_list(build, arrived.items, arrived.len, 6));
    method_add(writer, method_say(writer, WORD_UNITS_GONE),
               label_list(build, gone.items, gone.len, 6));
    if (arrived.len + gone.len == 0 && !mapped)
        method_add(writer, STR_NONE, method_say(writer, WORD_UNITS_SAME));
    method_close(writer);
}

/* ---- Definitions that changed ---- */

void method_write_breaks(MethodWriter *writer)
{
    StrList names = {0}, texts = {0};
    ptrdiff_t broken = breaks_told(writer->build, &names, &texts);
    method_open(writer, 2, WORD_METHOD_BREAKS);
    for (ptrdiff_t i = 0; i < names.len; i++)
        method_add(writer, names.items[i], texts.items[i]);
    if (broken > 0)
        method_add(writer, STR_NONE, method_say(writer, WORD_BREAK_CARRIED));
    method_close(writer);
}
