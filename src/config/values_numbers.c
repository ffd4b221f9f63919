/* Numbers, targets and dates of a project file. */
#include "values.h"

#include <math.h>

#include "../base/banned.h"

static Str show_bound(Arena *arena, double bound)
{
    return str_format(arena, "%.12g", bound);
}

Str value_range(const ValueIn *in)
{
    Arena *arena = in->reading->arena;
    return str_format(arena, "%.*s..%.*s", STR_ARG(show_bound(arena, in->row->low)),
                      STR_ARG(show_bound(arena, in->row->high)));
}

Str value_with_point(Arena *arena, Str text)
{
    Num number = num_parse(text, true);
    return number.ok ? show_bound(arena, number.value) : STR_NONE;
}

static bool number_in_range(const ValueIn *in, double *value)
{
    Arena *arena = in->reading->arena;
    Str text = STR_NONE;
    if (!value_text(in, &text))
        return false;
    Num number = num_parse(text, false);
    if (!number.ok || !isfinite(number.value)) {
        diag_add_near(in->reading->diags, DIAG_VALUE_NUMBER, ini_value_pos(in->entry), text,
                      value_range(in), value_with_point(arena, text));
        return false;
    }
    if (number.value < in->row->low || number.value > in->row->high) {
        value_report(in, DIAG_VALUE_RANGE, text, value_range(in));
        return false;
    }
    *value = number.value;
    return true;
}

void value_read_number(const ValueIn *in)
{
    double value = 0;
    if (number_in_range(in, &value))
        *(double *)in->field = value;
}

void value_read_whole(const ValueIn *in)
{
    double value = 0;
    if (!number_in_range(in, &value))
        return;
    if (value != floor(value)) {
        value_report(in, DIAG_VALUE_WHOLE, in->entry->value, value_range(in));
        return;
    }
    *(int *)in->field = (int)value;
}

void value_read_whole_auto(const ValueIn *in)
{
    if (str_equal(in->entry->value, S("auto")))
        *(int *)in->field = 0;
    else
        value_read_whole(in);
}

void value_read_range(const ValueIn *in)
{
    double low = 0, high = 0;
    if (!range_parse(in->entry->value, &low, &high)) {
        value_report(in, DIAG_VALUE_TWO_NUMBERS, in->entry->value, in->row->standard);
        return;
    }
    if (low < in->row->low || high > in->row->high || low > 1 || high < 1 || low == high) {
        value_report(in, DIAG_VALUE_TRIM, in->entry->value, in->row->standard);
        return;
    }
    Config *config = in->object;
    config->statistics.trim_low = low;
    config->statistics.trim_high = high;
}

/* A number, or a file by unit and period. */
void value_read_target(const ValueIn *in)
{
    Str text = STR_NONE;
    if (!value_text(in, &text))
        return;
    TargetRef target = {.given = true, .value = NAN, .pos = ini_value_pos(in->entry)};
    Num number = num_parse(text, false);
    if (number.ok) {
        target.value = number.value;
    } else {
        target.file = reading_path(in->reading, text);
        Str meant = value_with_point(in->reading->arena, text);
        if (meant.len > 0)
            diag_add_near(in->reading->diags, DIAG_TARGET_FORM, target.pos, text, STR_NONE, meant);
        else if (!os_exists(in->reading->arena, target.file))
            value_report_no_file(in, DIAG_TARGET_FORM, target.pos, text);
    }
    *(TargetRef *)in->field = target;
}

void value_read_date(const ValueIn *in)
{
    Str text = in->entry->value;
    int part[3] = {0};
    bool good = text.len == 10 && text.s[4] == '-' && text.s[7] == '-';
    for (ptrdiff_t i = 0, p = 0; good && i < text.len; i++) {
        if (i == 4 || i == 7)
            p++;
        else if (text.s[i] >= '0' && text.s[i] <= '9')
            part[p] = part[p] * 10 + text.s[i] - '0';
        else
            good = false;
    }
    if (!good || !date_valid(part[0], part[1], part[2]))
        value_report(in, DIAG_VALUE_DATE, text, in->row->sample[LANG_EN]);
    else
        *(Date *)in->field = (Date){.year = part[0], .month = part[1], .day = part[2]};
}
