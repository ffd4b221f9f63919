/* The columns of a side: those of one name in several files are one. */
#include "inside.h"

#include "../base/banned.h"

static void add_values(Arena *arena, LookColumn *to, const LookColumn *from)
{
    for (ptrdiff_t i = 0; i < from->values.len; i++) {
        const LookValue *value = &from->values.items[i];
        Str key = text_fold(arena, value->text);
        ptrdiff_t at = 0;
        while (at < to->values.len && !str_equal(text_fold(arena, to->values.items[at].text), key))
            at++;
        if (at < to->values.len) {
            to->values.items[at].count += value->count;
            to->repeats = true;
        } else if (to->values.len < LOOK_VALUES) {
            *PUSH(arena, &to->values, LookValue) = *value;
        } else {
            to->more = true;
        }
    }
}

static void add_look(Arena *arena, LookColumn *to, const LookColumn *from)
{
    to->filled += from->filled;
    to->numbers += from->numbers;
    to->commas += from->commas;
    to->unsure += from->unsure;
    to->letters += from->letters;
    to->repeats = to->repeats || from->repeats;
    to->more = to->more || from->more;
    if (to->more) /* no scale, whatever it holds */
        return;
    add_values(arena, to, from);
}

static void take_column(Init *init, InitSide *side, StrMap *places, const InitFile *file,
                        const InitColumn *column)
{
    bool added;
    ptrdiff_t *slot = strmap_put(init->arena, places, column->name, &added);
    if (added) {
        *slot = side->columns.len;
        InitColumn *made = PUSH(init->arena, &side->columns, InitColumn);
        *made = *column;
        made->look.values.items = NULL; /* a list of its own */
        made->look.values.len = made->look.values.cap = 0;
        for (ptrdiff_t i = 0; i < column->look.values.len; i++)
            *PUSH(init->arena, &made->look.values, LookValue) = column->look.values.items[i];
    } else {
        InitColumn *known = &side->columns.items[*slot];
        add_look(init->arena, &known->look, &column->look);
        known->role = known->role || column->role;
        known->person = known->person || column->person;
        known->of_codes = known->of_codes || column->of_codes;
    }
    *PUSH(init->arena, &side->columns.items[*slot].files, Str) = file->look.path;
}

/* ---- Neighbours ---- */

/* What columns of one set of questions have in common: "Q7" of Q7ALL, "ret" of ret_1; nothing where
 * the heading is the question itself. */
static Str kind_of_name(const InitColumn *column)
{
    if (heading_words(&column->heading) > 3)
        return STR_NONE;
    StrCut words = str_cut(str_trim(column->heading.plain), ' ');
    if (words.found)
        return words.head;
    ptrdiff_t end = words.head.len; /* Q1, Q2 …; belong, effort … */
    while (end > 0 && words.head.s[end - 1] >= '0' && words.head.s[end - 1] <= '9')
        end--;
    return end < words.head.len ? str_slice(words.head, 0, end) : STR_NONE;
}

static bool same_scale(const ScaleFound *a, const ScaleFound *b)
{
    return a->found && b->found && a->words == b->words && a->low == b->low && a->high == b->high &&
           a->family == b->family;
}

static void count_alike(InitSide *side)
{
    for (ptrdiff_t c = 0; c < side->columns.len; c++) {
        InitColumn *column = &side->columns.items[c];
        Str kind = kind_of_name(column);
        for (ptrdiff_t o = 0; column->scale.found && o < side->columns.len; o++) {
            const InitColumn *other = &side->columns.items[o];
            if (!other->machine && !other->person && !other->role &&
                same_scale(&column->scale, &other->scale) && str_equal(kind_of_name(other), kind))
                column->alike++;
        }
    }
}

static ptrdiff_t neighbours_with_code(const InitSide *side, const InitColumn *column, Str code)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t o = 0; o < side->columns.len; o++) {
        const InitColumn *other = &side->columns.items[o];
        count += other != column && same_scale(&column->scale, &other->scale) &&
                 str_equal(kind_of_name(other), kind_of_name(column)) &&
                 strlist_find(&other->scale.missing, code) >= 0;
    }
    return count;
}

/* A 6 that three neighbours have for "never used" is the same here, however seldom. */
static void share_codes(Init *init, InitSide *side)
{
    enum { ALIKE = 3 };
    for (ptrdiff_t c = 0; c < side->columns.len; c++) {
        InitColumn *column = &side->columns.items[c];
        ScaleFound *scale = &column->scale;
        for (ptrdiff_t v = 0; column->alike > ALIKE && v < column->look.values.len; v++) {
            Str text = column->look.values.items[v].text;
            Num code = num_parse_answer(text);
            bool off = code.ok && (code.value < scale->low || code.value > scale->high);
            if (off && !scale->words && strlist_find(&scale->missing, text) < 0 &&
                neighbours_with_code(side, column, text) >= ALIKE)
                *PUSH(init->arena, &scale->missing, Str) = text;
        }
        strlist_sort(&scale->missing);
    }
}

/* Where nobody chose the last number, the neighbours know it. */
static void agree_on_ends(InitSide *side)
{
    enum { ALIKE = 3 };
    for (ptrdiff_t c = 0; c < side->columns.len; c++) {
        InitColumn *column = &side->columns.items[c];
        ScaleFound *scale = &column->scale;
        ptrdiff_t wider = 0;
        for (ptrdiff_t o = 0; scale->guessed && o < side->columns.len; o++) {
            const ScaleFound *other = &side->columns.items[o].scale;
            wider += other->found && !other->words && !other->guessed && other->low == scale->low &&
                     other->high == scale->high + 1 &&
                     str_equal(kind_of_name(&side->columns.items[o]), kind_of_name(column));
        }
        if (wider < ALIKE)
            continue;
        scale->high++;
        scale->guessed = false;
    }
}

/* A label that nobody chose in one column stands in another of the same scale. */
static void complete_labels(Init *init, InitSide *side)
{
    for (LabelFamily family = LABEL_SATISFACTION; family < LABEL_FAMILY_COUNT; family++) {
        ScaleFound *widest = NULL;
        for (ptrdiff_t c = 0; c < side->columns.len; c++) {
            ScaleFound *scale = &side->columns.items[c].scale;
            if (scale->found && scale->words && scale->family == family &&
                (widest == NULL || scale->labels.len > widest->labels.len))
                widest = scale;
        }
        for (ptrdiff_t c = 0; widest != NULL && c < side->columns.len; c++) {
            ScaleFound *scale = &side->columns.items[c].scale;
            if (!scale->found || !scale->words || scale->family != family || scale == widest)
                continue;
            bool within = scale->labels.len < widest->labels.len;
            for (ptrdiff_t i = 0; i < scale->labels.len; i++) {
                Str key = text_fold(init->arena, scale->labels.items[i]);
                bool there = false;
                for (ptrdiff_t w = 0; w < widest->labels.len; w++)
                    there =
                        there || str_equal(text_fold(init->arena, widest->labels.items[w]), key);
                within = within && there;
            }
            if (within)
                scale->labels = widest->labels;
        }
    }
}

void columns_merge(Init *init)
{
    for (Side s = SIDE_CX; s < SIDE_COUNT; s++) {
        StrMap places = {0};
        InitSide *side = &init->side[s];
        for (ptrdiff_t f = 0; f < init->file_count; f++) {
            const InitFile *file = &init->files[f];
            if (file->side != s || file->is_codebook)
                continue;
            side->file_count++;
            for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
                if (file->columns[c].name.len > 0)
                    take_column(init, side, &places, file, &file->columns[c]);
            }
        }
        for (ptrdiff_t c = 0; c < side->columns.len; c++) {
            InitColumn *column = &side->columns.items[c];
            bool recommends = column->heading.score[TOPIC_NPS] >= 4;
            if (!column->person && !column->machine && !column->role)
                column->scale = scale_find(init->arena, &column->look, column->coded, recommends);
            if (column->of_matrix && !column->role && !column->scale.found)
                column->scale = scale_of_codes(init->arena, &column->look);
        }
        agree_on_ends(side);
        complete_labels(init, side);
        count_alike(side);
        share_codes(init, side);
    }
}
