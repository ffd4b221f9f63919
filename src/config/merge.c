/* [privacy] merge: `A, B -> G`, several by |, and `auto` among them. */
#include "reading.h"

#include "../base/banned.h"

typedef enum NameEnd { END_COMMA, END_ARROW, END_BAR, END_VALUE } NameEnd;

typedef struct NamePart {
    Str text; /* as written, with its quotation marks */
    NameEnd end;
} NamePart;

/* Past the mark that closes the quotation at `at`. */
static ptrdiff_t skip_quotation(Str text, ptrdiff_t at)
{
    for (at++; at < text.len; at++) {
        bool doubled = at + 1 < text.len && text.s[at + 1] == '"';
        if (text.s[at] == '"' && !doubled)
            return at + 1;
        at += text.s[at] == '"';
    }
    return text.len;
}

static NamePart cut_name(Str *rest)
{
    Str text = str_trim(*rest);
    ptrdiff_t at = text.len > 0 && text.s[0] == '"' ? skip_quotation(text, 0) : 0;
    for (; at < text.len; at++) {
        bool arrow = text.s[at] == '-' && at + 1 < text.len && text.s[at + 1] == '>';
        if (!arrow && text.s[at] != ',' && text.s[at] != '|')
            continue;
        *rest = str_slice(text, at + (arrow ? 2 : 1), text.len);
        NameEnd end = arrow ? END_ARROW : text.s[at] == ',' ? END_COMMA : END_BAR;
        return (NamePart){.text = str_trim(str_slice(text, 0, at)), .end = end};
    }
    *rest = STR_NONE;
    return (NamePart){.text = text, .end = END_VALUE};
}

typedef LIST_OF(NamedUnit) NamedUnits;
typedef LIST_OF(Merge) Merges;

static NamedUnit name_unit(Reading *reading, const IniEntry *entry, Str part)
{
    Str text = STR_NONE;
    if (part.len == 0 || !reading_unquote(reading, entry, part, &text))
        return (NamedUnit){0};
    return (NamedUnit){.key = text_name_key(reading->arena, text), .pos = ini_pos(entry, part.s)};
}

/* One group up to its | or the end of the value; *last tells which. False: it is none. */
static bool read_group(Reading *reading, const IniEntry *entry, Str *rest, Merge *merge, bool *last)
{
    NamedUnits names = {0};
    int arrows = 0;
    *merge = (Merge){0};
    for (NameEnd end = END_COMMA; end != END_BAR && end != END_VALUE;) {
        NamePart part = cut_name(rest);
        NamedUnit named = name_unit(reading, entry, part.text);
        end = part.end;
        *last = end == END_VALUE;
        arrows += end == END_ARROW;
        if (arrows > 0 && end != END_ARROW && (merge->into.key.len > 0 || end == END_COMMA))
            arrows = 2; /* one name after the arrow */
        if (arrows > 0 && end != END_ARROW)
            merge->into = named;
        else if (named.key.len > 0)
            *PUSH(reading->arena, &names, NamedUnit) = named;
    }
    merge->names = names.items;
    merge->name_count = names.len;
    return arrows == 1 && names.len > 0 && merge->into.key.len > 0;
}

static bool is_auto(const Merge *merge)
{
    return merge->into.key.len == 0 && merge->name_count == 1 &&
           str_equal_nocase(merge->names[0].key, S("auto"));
}

/* `A, B -> A`: A is in it anyway. */
static void drop_own_name(Merge *merge)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < merge->name_count; i++) {
        if (!str_equal(merge->names[i].key, merge->into.key))
            merge->names[kept++] = merge->names[i];
    }
    merge->name_count = kept;
}

static void take_once(Reading *reading, StrMap *seen, const NamedUnit *named)
{
    bool added = false;
    strmap_put(reading->arena, seen, named->key, &added);
    if (!added)
        diag_add(reading->diags, DIAG_MERGE_TWICE, named->pos, named->key, STR_NONE);
}

static void check_once(Reading *reading, const Merges *merges)
{
    StrMap seen = {0};
    for (ptrdiff_t m = 0; m < merges->len; m++) {
        const Merge *merge = &merges->items[m];
        for (ptrdiff_t i = 0; i < merge->name_count; i++)
            take_once(reading, &seen, &merge->names[i]);
        take_once(reading, &seen, &merge->into);
    }
}

void merge_read(Reading *reading, const IniEntry *entry, Str example)
{
    Config *config = reading->config;
    Merges merges = {0};
    Str rest = entry->value;
    for (bool last = false; !last;) {
        Str from = str_trim(rest);
        Merge merge;
        bool good = read_group(reading, entry, &rest, &merge, &last);
        Str written = str_trim(str_slice(from, 0, from.len - rest.len - (last ? 0 : 1)));
        if (is_auto(&merge)) {
            config->privacy.merge_auto = true;
        } else if (good) {
            drop_own_name(&merge);
            *PUSH(reading->arena, &merges, Merge) = merge;
        } else {
            Pos pos = written.len > 0 ? ini_pos(entry, written.s) : ini_value_pos(entry);
            diag_add(reading->diags, DIAG_VALUE_MERGE, pos, written, example);
        }
    }
    check_once(reading, &merges);
    config->privacy.merge = text_nfc(reading->arena, entry->value);
    config->privacy.merges = merges.items;
    config->privacy.merge_count = merges.len;
}
