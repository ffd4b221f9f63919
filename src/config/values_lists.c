/* Lists of a project file, and texts with a form of their own. */
#include "values.h"

#include <math.h>

#include "../base/banned.h"

/* ---- Lists ---- */

void value_read_column(const ValueIn *in)
{
    ColumnRef *column = in->field;
    StrList names = {0};
    for (StrCut cut = {.tail = in->entry->value, .found = true}; cut.found;) {
        cut = ini_cut(cut.tail, '|');
        Str name = STR_NONE;
        if (cut.head.len > 0 && reading_unquote(in->reading, in->entry, cut.head, &name) &&
            name.len > 0)
            *PUSH(in->reading->arena, &names, Str) = name;
    }
    *column = (ColumnRef){names.items, names.len, ini_value_pos(in->entry)};
}

void value_read_list(const ValueIn *in)
{
    StrList *list = in->field;
    *list = (StrList){0};
    for (StrCut cut = {.tail = in->entry->value, .found = true}; cut.found;) {
        cut = ini_cut(cut.tail, ',');
        Str text = STR_NONE;
        if (cut.head.len > 0 && reading_unquote(in->reading, in->entry, cut.head, &text))
            *PUSH(in->reading->arena, list, Str) = text;
    }
}

typedef LIST_OF(IndexPart) PartList;

/* `cx.nps 1, cx.csat 0.5`: an id and, after a blank, its weight (1 when it is left out). */
static PartList read_part_list(const ValueIn *in)
{
    Reading *reading = in->reading;
    PartList parts = {0};
    for (StrCut cut = {.tail = in->entry->value, .found = true}; cut.found;) {
        cut = ini_cut(cut.tail, ',');
        if (cut.head.len == 0)
            continue;
        if (parts.len > 0 && num_parse(cut.head, false).ok) {
            diag_add(reading->diags, DIAG_PART_COMMA, ini_pos(in->entry, cut.head.s), cut.head,
                     STR_NONE);
            continue;
        }
        StrCut words = str_cut(cut.head, ' ');
        Str weight_text = str_trim(words.tail);
        Num weight = num_parse(weight_text, false);
        if (weight_text.len == 0)
            weight = (Num){.value = 1, .ok = true};
        if (!weight.ok || weight.value < in->row->low || weight.value > in->row->high) {
            diag_add_near(reading->diags, DIAG_PART_WEIGHT, ini_pos(in->entry, weight_text.s),
                          weight_text, value_range(in),
                          value_with_point(reading->arena, weight_text));
            weight.value = 1;
        }
        *PUSH(reading->arena, &parts, IndexPart) = (IndexPart){
            .id = text_nfc(reading->arena, words.head),
            .weight = weight.value,
            .pos = ini_pos(in->entry, cut.head.s),
        };
    }
    return parts;
}

void value_read_parts(const ValueIn *in)
{
    PartList parts = read_part_list(in);
    Index *index = in->object;
    index->parts = parts.items;
    index->part_count = parts.len;
}

void value_read_balance(const ValueIn *in)
{
    PartList parts = read_part_list(in);
    bool fits = parts.len == 2;
    double cx = 0, ex = 0;
    for (ptrdiff_t i = 0; i < parts.len; i++) {
        if (str_equal(parts.items[i].id, S("cx.index")))
            cx = parts.items[i].weight;
        else if (str_equal(parts.items[i].id, S("ex.index")))
            ex = parts.items[i].weight;
        else
            fits = false;
    }
    if (!fits || cx <= 0 || ex <= 0)
        value_report(in, DIAG_COMBINED_PARTS, in->entry->value, in->row->standard);
    else
        *(double *)in->field = cx / (cx + ex);
}

void value_read_items(const ValueIn *in)
{
    Config *config = in->object;
    config->engagement.all = str_equal(in->entry->value, S("all"));
    if (!config->engagement.all)
        value_read_list(in);
}

/* ---- Texts with a form of their own ---- */

/* Number of periods of `rollingN`, 0 for `ytd`, -1 for anything else. */
static int window_periods(Str text)
{
    if (str_equal(text, S("ytd")))
        return 0;
    if (!str_starts(text, S("rolling")))
        return -1;
    Num periods = num_parse(str_slice(text, 7, text.len), false);
    bool good = periods.ok && periods.value == floor(periods.value) &&
                periods.value >= ROLLING_LOWEST && periods.value <= ROLLING_HIGHEST;
    return good ? (int)periods.value : -1;
}

/* Ascending, each once. */
static void add_rolling(Reading *reading, int periods)
{
    Statistics *statistics = &reading->config->statistics;
    ptrdiff_t at = statistics->rolling_count;
    for (ptrdiff_t i = 0; i < statistics->rolling_count; i++) {
        if (statistics->rolling[i] == periods)
            return;
    }
    for (; at > 0 && statistics->rolling[at - 1] > periods; at--)
        statistics->rolling[at] = statistics->rolling[at - 1];
    statistics->rolling[at] = periods;
    statistics->rolling_count++;
}

void value_read_windows(const ValueIn *in)
{
    Statistics *statistics = &in->reading->config->statistics;
    StrList list = {0};
    ValueIn list_in = *in;
    list_in.field = &list;
    value_read_list(&list_in);
    statistics->ytd = false;
    statistics->rolling_count = 0;
    statistics->rolling = NEW(in->reading->arena, int, list.len);
    bool good = true;
    for (ptrdiff_t i = 0; i < list.len; i++) {
        bool none = str_equal(list.items[i], S("none")) && list.len == 1;
        int periods = none ? -1 : window_periods(list.items[i]);
        statistics->ytd |= periods == 0;
        if (periods > 0)
            add_rolling(in->reading, periods);
        if (!none && periods < 0) {
            value_report(in, DIAG_VALUE_WORD, list.items[i], S("none, ytd, rolling2..rolling24"));
            good = false;
        }
    }
    if (good)
        *(Str *)in->field = reading_list(in->reading, list.items, list.len);
}

void value_read_codes(const ValueIn *in)
{
    codes_read(in->reading, in->entry, in->row->sample[LANG_EN], in->field);
}

void value_read_merge(const ValueIn *in)
{
    merge_read(in->reading, in->entry, in->row->sample[LANG_EN]);
}

/* `@Lotus.example` is `lotus.example`. */
static bool domain_parse(Arena *arena, Str text, Str *domain)
{
    if (str_starts(text, S("@")))
        text = str_slice(text, 1, text.len);
    Buffer lower = {.arena = arena};
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        if (c == '@' || c == ' ' || c == '\t' || c == ';' || c == '/')
            return false;
        buffer_add_byte(&lower, c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c);
    }
    *domain = buffer_str(&lower);
    return text.len > 0 && !str_starts(text, S(".")) && !str_ends(text, S("."));
}

void value_read_domains(const ValueIn *in)
{
    StrList written = {0}, *domains = in->field;
    ValueIn list_in = *in;
    list_in.field = &written;
    value_read_list(&list_in);
    *domains = (StrList){0};
    for (ptrdiff_t i = 0; i < written.len; i++) {
        Str domain = STR_NONE;
        if (domain_parse(in->reading->arena, written.items[i], &domain))
            *PUSH(in->reading->arena, domains, Str) = domain;
        else
            value_report(in, DIAG_VALUE_DOMAIN, written.items[i], in->row->sample[LANG_EN]);
    }
}

void value_read_address(const ValueIn *in)
{
    Str text = STR_NONE;
    if (!value_text(in, &text))
        return;
    /* `Name <box@host>` or `box@host`; the sending program judges the rest. */
    Str address = text;
    ptrdiff_t open = str_find(text, S("<"));
    if (open >= 0 && str_ends(text, S(">")))
        address = str_slice(text, open + 1, text.len - 1);
    StrCut at = str_cut(address, '@');
    bool good = at.found && at.head.len > 0 && at.tail.len > 0 && str_find(at.tail, S("@")) < 0 &&
                str_find(address, S(" ")) < 0 && str_find(address, S("<")) < 0;
    if (!good)
        value_report(in, DIAG_VALUE_ADDRESS, text, in->row->sample[LANG_EN]);
    else
        *(Str *)in->field = text;
}

void value_read_subject(const ValueIn *in)
{
    static const Str places[] = {{"{period}", 8}, {"{unit}", 6}, {"{client}", 8}, {"{head}", 6}};
    StrList known = {(Str *)places, CX_COUNTOF(places), CX_COUNTOF(places)};
    Str text = STR_NONE;
    if (!value_text(in, &text))
        return;
    *(Str *)in->field = text;
    for (ptrdiff_t at = 0; at < text.len; at++) {
        if (text.s[at] != '{')
            continue;
        ptrdiff_t len = str_find(str_slice(text, at, text.len), S("}"));
        Str place = str_slice(text, at, len < 0 ? text.len : at + len + 1);
        if (strlist_find(&known, place) < 0)
            diag_add_near(in->reading->diags, DIAG_VALUE_PLACE, ini_value_pos(in->entry), place,
                          reading_list(in->reading, known.items, known.len),
                          strlist_nearest(&known, place));
    }
}
