#include "reading.h"

#include <math.h>

#include "../base/banned.h"

static bool parse_number(Str text, double *value)
{
    Num number = num_parse(str_trim(text), false);
    *value = number.value;
    return number.ok;
}

bool range_parse(Str text, double *low, double *high)
{
    ptrdiff_t dots = str_find(text, S(".."));
    return dots > 0 && parse_number(str_slice(text, 0, dots), low) &&
           parse_number(str_slice(text, dots + 2, text.len), high);
}

static bool add_label(Reading *reading, const IniEntry *entry, Str part, StrList *labels)
{
    Str label = STR_NONE;
    if (!reading_unquote(reading, entry, part, &label))
        return false;
    Str key = text_fold(reading->arena, label);
    Pos pos = ini_pos(entry, part.s);
    if (key.len == 0) {
        diag_add(reading->diags, DIAG_SCALE_EMPTY_WORD, pos, entry->value, STR_NONE);
        return false;
    }
    for (ptrdiff_t i = 0; i < labels->len; i++) {
        if (str_equal(text_fold(reading->arena, labels->items[i]), key)) {
            diag_add(reading->diags, DIAG_SCALE_WORD_TWICE, pos, label, STR_NONE);
            return false;
        }
    }
    *PUSH(reading->arena, labels, Str) = label;
    return true;
}

static void report_level_count(Reading *reading, const IniEntry *entry)
{
    diag_add(reading->diags, DIAG_SCALE_LEVELS, ini_value_pos(entry), entry->value,
             str_format(reading->arena, "2..%d", LEVEL_LIMIT));
}

/* The best step says that the answers were summed up: what they were is not known any more. */
static bool is_boxes(Reading *reading, const StrList *labels)
{
    static const Str best[] = {{"favourable", 10}, {"favorable", 9}, {"tích cực", 11}};
    if (labels->len > 3)
        return false;
    Str label = text_fold(reading->arena, labels->items[labels->len - 1]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(best); i++) {
        if (str_equal(label, best[i]))
            return true;
    }
    return false;
}

static bool read_words(Reading *reading, const IniEntry *entry, Scale *scale)
{
    StrList labels = {0};
    bool good = true;
    StrCut cut = {.tail = entry->value, .found = true};
    while (cut.found) {
        cut = ini_cut(cut.tail, '|');
        good = add_label(reading, entry, cut.head, &labels) && good;
    }
    if (!good)
        return false;
    if (labels.len < 2 || labels.len > LEVEL_LIMIT) {
        report_level_count(reading, entry);
        return false;
    }
    *scale = (Scale){
        .words = true,
        .text = text_nfc(reading->arena, entry->value),
        .worst = 1,
        .best = (double)labels.len,
        .level_count = labels.len,
        .labels = labels.items,
        .boxes = is_boxes(reading, &labels),
    };
    return true;
}

bool scale_read(Reading *reading, const IniEntry *entry, Scale *scale)
{
    if (str_find(entry->value, S("|")) >= 0)
        return read_words(reading, entry, scale);
    double worst = 0, best = 0;
    if (!range_parse(entry->value, &worst, &best) || worst != floor(worst) || best != floor(best)) {
        diag_add(reading->diags, DIAG_SCALE_FORM, ini_value_pos(entry), entry->value, STR_NONE);
        return false;
    }
    double steps = fabs(best - worst);
    if (steps < 1 || steps > LEVEL_LIMIT - 1) {
        report_level_count(reading, entry);
        return false;
    }
    *scale = (Scale){
        .text = entry->value,
        .worst = worst,
        .best = best,
        .level_count = (ptrdiff_t)steps + 1,
    };
    return true;
}
