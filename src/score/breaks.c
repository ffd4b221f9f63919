#include "inside.h"

/* What differs between two packs, and between which periods nothing may be compared for it. */

static const char *const kind_names[DEFINITION_KIND_COUNT] = {
    [DEFINITION_WORDING] = "wording",     [DEFINITION_SCALE] = "scale",
    [DEFINITION_MISSING] = "missing",     [DEFINITION_TYPE] = "type",
    [DEFINITION_FORMULA] = "formula",     [DEFINITION_WEIGHT] = "weight",
    [DEFINITION_THRESHOLD] = "threshold", [DEFINITION_UNITS] = "units",
    [DEFINITION_ROWS] = "rows",
};

Str definition_kind_name(DefinitionKind kind)
{
    return str_from(kind_names[kind]);
}

bool definition_kind_find(Str name, DefinitionKind *kind)
{
    for (int i = 0; i < DEFINITION_KIND_COUNT; i++) {
        if (!str_equal(name, str_from(kind_names[i])))
            continue;
        *kind = (DefinitionKind)i;
        return true;
    }
    return false;
}

/* ---- Is it another question, or another code for the same? ---- */

/* "NETPRO", "Q16NPS", "q1": what tools call columns, and nothing that anybody was asked. */
static bool is_code(Str name)
{
    bool sign = false, small = false;
    for (ptrdiff_t i = 0; i < name.len; i++) {
        char c = name.s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other = (c >= '0' && c <= '9') || c == '_' || c == '.';
        if (!letter && !other)
            return false;
        sign = sign || other;
        small = small || (c >= 'a' && c <= 'z');
    }
    return name.len > 0 && (sign || !small);
}

static StrList alternatives(Arena *arena, Str text)
{
    StrList names = {0};
    for (Str rest = text;;) {
        ptrdiff_t at = str_find(rest, S(" | "));
        Str name = at < 0 ? rest : str_slice(rest, 0, at);
        *PUSH(arena, &names, Str) = text_name_key(arena, name);
        if (at < 0)
            return names;
        rest = str_slice(rest, at + 3, rest.len);
    }
}

/* "Q8 ← Q7": what it is called now, and what it was called. */
typedef struct Renaming {
    Str now, older;
} Renaming;

static Renaming renaming_of(Str text)
{
    Str arrow = S(" ← ");
    ptrdiff_t at = str_find(text, arrow);
    if (at < 0)
        return (Renaming){.now = text};
    return (Renaming){str_slice(text, 0, at), str_slice(text, at + arrow.len, text.len)};
}

static bool all_in(const StrList *names, const StrList *a, const StrList *b)
{
    for (ptrdiff_t i = 0; i < names->len; i++)
        if (strlist_find(a, names->items[i]) < 0 && strlist_find(b, names->items[i]) < 0)
            return false;
    return true;
}

/* The map file of one pack says of all names that the other knows that they are this question's. */
static bool knows_names(Arena *arena, Renaming one, Renaming other)
{
    if (one.older.len == 0)
        return false;
    StrList now = alternatives(arena, one.now), older = alternatives(arena, one.older);
    StrList names = alternatives(arena, other.now);
    return all_in(&names, &now, &older);
}

/* Each level of the old scale, by its new name where it has one, is the level of the new. */
static bool knows_levels(Arena *arena, Renaming old, Renaming now)
{
    StrList before = alternatives(arena, old.now), after = alternatives(arena, now.now),
            pairs = alternatives(arena, now.older);
    for (ptrdiff_t i = 0; i < before.len; i++) {
        Str level = text_fold(arena, before.items[i]);
        for (ptrdiff_t p = 0; now.older.len > 0 && p < pairs.len; p++) {
            ptrdiff_t at = str_find(pairs.items[p], S(" = "));
            Str pair = pairs.items[p];
            if (at > 0 && str_equal(text_fold(arena, str_slice(pair, 0, at)), level)) {
                level = text_fold(arena, str_slice(pair, at + 3, pair.len));
                break;
            }
        }
        if (i >= after.len || !str_equal(level, text_fold(arena, after.items[i])))
            return false;
    }
    return before.len == after.len;
}

typedef struct Overlap {
    bool common, different, other_words;
} Overlap;

static void look_for(const StrList *names, const StrList *in, Overlap *overlap)
{
    for (ptrdiff_t i = 0; i < names->len; i++) {
        bool found = strlist_find(in, names->items[i]) >= 0;
        overlap->common = overlap->common || found;
        overlap->different = overlap->different || !found;
        overlap->other_words = overlap->other_words || (!found && !is_code(names->items[i]));
    }
}

static Overlap overlap_of(Arena *arena, Str old, Str now)
{
    StrList before = alternatives(arena, old), after = alternatives(arena, now);
    Overlap overlap = {0};
    look_for(&before, &after, &overlap);
    look_for(&after, &before, &overlap);
    return overlap;
}

/* ---- Comparing ---- */

static const Definition *find(const Definitions *all, Str id, DefinitionKind kind)
{
    for (ptrdiff_t i = 0; i < all->len; i++)
        if (all->items[i].kind == kind && str_equal(all->items[i].id, id))
            return &all->items[i];
    return NULL;
}

static bool same_text(Arena *arena, const Definition *old, const Definition *now)
{
    Renaming before = renaming_of(old->text), after = renaming_of(now->text);
    if (now->kind == DEFINITION_WORDING)
        return !overlap_of(arena, before.now, after.now).different &&
               str_equal(before.older, after.older);
    return str_equal(old->text, now->text);
}

/* Other parts have other weights too, another type has another practical difference: that says the
 * same a second time. */
static bool said_already(const Definitions *old, const Definitions *now, const Definition *one)
{
    if (one->kind != DEFINITION_WEIGHT && one->kind != DEFINITION_THRESHOLD)
        return false;
    DefinitionKind by = one->kind == DEFINITION_WEIGHT ? DEFINITION_FORMULA : DEFINITION_TYPE;
    const Definition *before = find(old, one->id, by), *after = find(now, one->id, by);
    return before && after && !str_equal(before->text, after->text) &&
           !str_equal(one->id, S("combined.score"));
}

/* An empty list means everything. */
static StrList either(Arena *arena, const StrList *a, const StrList *b)
{
    StrList both = {0};
    if (a->len == 0 || b->len == 0)
        return both;
    const StrList *lists[] = {a, b};
    for (int l = 0; l < 2; l++)
        for (ptrdiff_t i = 0; i < lists[l]->len; i++)
            if (strlist_find(&both, lists[l]->items[i]) < 0)
                *PUSH(arena, &both, Str) = lists[l]->items[i];
    return both;
}

static DefinitionBreak break_of(Arena *arena, const Definition *old, const Definition *now)
{
    DefinitionBreak made = {.id = now->id,
                            .kind = now->kind,
                            .old_text = old->text,
                            .new_text = now->text,
                            .figures = either(arena, &old->figures, &now->figures),
                            .units = either(arena, &old->units, &now->units)};
    Renaming before = renaming_of(old->text), after = renaming_of(now->text);
    if (now->kind == DEFINITION_WORDING) {
        Overlap overlap = overlap_of(arena, before.now, after.now);
        made.told_only = (overlap.common && !overlap.other_words) ||
                         knows_names(arena, after, before) || knows_names(arena, before, after);
    }
    if (now->kind == DEFINITION_SCALE)
        made.told_only = knows_levels(arena, before, after) || knows_levels(arena, after, before);
    return made;
}

void score_compare_definitions(Arena *arena, const Definitions *old, const Definitions *now,
                               Str after, Str from, DefinitionBreaks *breaks)
{
    ptrdiff_t first = breaks->len;
    for (ptrdiff_t i = 0; i < now->len; i++) {
        const Definition *one = &now->items[i], *before = find(old, one->id, one->kind);
        /* A unit of which nothing was written stood for itself. */
        Definition alone = {.id = one->id, .kind = one->kind, .text = one->id, .units = one->units};
        if (!before && one->kind == DEFINITION_UNITS)
            before = &alone;
        if (before && !same_text(arena, before, one) && !said_already(old, now, one))
            *PUSH(arena, breaks, DefinitionBreak) = break_of(arena, before, one);
    }
    for (ptrdiff_t i = 0; i < old->len; i++) {
        const Definition *one = &old->items[i];
        Definition alone = {.id = one->id, .kind = one->kind, .text = one->id, .units = one->units};
        if (one->kind == DEFINITION_UNITS && !find(now, one->id, one->kind))
            *PUSH(arena, breaks, DefinitionBreak) = break_of(arena, one, &alone);
    }
    for (ptrdiff_t i = first; i < breaks->len; i++) {
        breaks->items[i].after = after;
        breaks->items[i].from = from;
    }
}

/* ---- Where ---- */

static int64_t ordinal_of(const Tally *tally, Str id)
{
    ptrdiff_t found = tally_find_period_id(tally, id);
    int64_t ordinal = INT64_MIN;
    if (found >= 0)
        return tally->periods[found].ordinal;
    if (tally->config->report.period == PERIOD_WAVE ||
        !period_parse(tally->config->report.period, id, &ordinal))
        return INT64_MIN;
    return ordinal;
}

void score_place_breaks(const Tally *tally, DefinitionBreaks *breaks)
{
    for (ptrdiff_t i = 0; i < breaks->len; i++) {
        breaks->items[i].after_at = ordinal_of(tally, breaks->items[i].after);
        breaks->items[i].from_at = ordinal_of(tally, breaks->items[i].from);
    }
}

bool score_break_reaches(const Scores *scores, const DefinitionBreak *one, ptrdiff_t scope,
                         ptrdiff_t def)
{
    bool figure = one->figures.len == 0 || strlist_find(&one->figures, scores->defs[def].id) >= 0;
    bool unit = one->units.len == 0 ||
                (scope > 0 && strlist_find(&one->units, scores->tally->units[scope].key) >= 0);
    return figure && unit;
}

const DefinitionBreak *score_find_break(const Scores *scores, ptrdiff_t scope, ptrdiff_t before,
                                        ptrdiff_t period, ptrdiff_t def)
{
    for (ptrdiff_t i = 0; scores->breaks && i < scores->breaks->len; i++) {
        const DefinitionBreak *one = &scores->breaks->items[i];
        int64_t earlier = scores->tally->periods[before].ordinal,
                later = scores->tally->periods[period].ordinal;
        if (!one->told_only && earlier < one->from_at && later > one->after_at &&
            score_break_reaches(scores, one, scope, def))
            return one;
    }
    return NULL;
}
