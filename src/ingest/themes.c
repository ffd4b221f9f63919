/* [themes-of-comments]: themes and the words that tell them. */
#include "work.h"

enum { THEME_NAME, THEME_WORDS };
static const SideHead theme_heads[] = {
    [THEME_NAME] = {{"theme", 5}, true}, [THEME_WORDS] = {{"words", 5}, true}};

typedef LIST_OF(CommentTheme) Themes;

/* A theme may go on over several rows. A handful of themes: no index is needed. */
static CommentTheme *theme_named(Ingest *in, Themes *themes, Str name)
{
    Str key = text_fold(in->scratch, name);
    for (ptrdiff_t i = 0; i < themes->len; i++)
        if (str_equal(text_fold(in->scratch, themes->items[i].name), key))
            return &themes->items[i];
    CommentTheme *theme = PUSH(in->arena, themes, CommentTheme);
    *theme = (CommentTheme){.name = str_copy(in->arena, name)};
    return theme;
}

static bool has_letter(Str text)
{
    for (ptrdiff_t at = 0; at < text.len;) {
        CharKind kind = text_char_kind(text_next(text, &at));
        if (kind == CHAR_LETTER || kind == CHAR_CAPITAL || kind == CHAR_DIGIT)
            return true;
    }
    return false;
}

/* seen: folded word -> its first theme. */
static void take_words(Ingest *in, SideTable *table, const SideRow *row, Themes *themes,
                       StrMap *seen, Str name)
{
    ptrdiff_t found = 0;
    CommentTheme *theme = theme_named(in, themes, name);
    ptrdiff_t own = theme - themes->items;
    Str cell = row->cells[THEME_WORDS];
    for (ptrdiff_t from = 0; from <= cell.len;) {
        ptrdiff_t to = from;
        while (to < cell.len && cell.s[to] != '|' && cell.s[to] != ';' && cell.s[to] != ',')
            to++;
        Str word = text_name_key(in->scratch, str_slice(cell, from, to));
        from = to + 1;
        if (!has_letter(word))
            continue;
        found++;
        bool added;
        ptrdiff_t *first = strmap_put(in->scratch, seen, text_fold(in->scratch, word), &added);
        if (added)
            *first = own;
        else if (*first != own)
            diag_add(in->diags, DIAG_THEME_WORD_TWICE, side_pos(in, table, row, THEME_WORDS), word,
                     themes->items[*first].name);
        if (added || *first != own)
            *PUSH(in->arena, &theme->words, Str) = str_copy(in->arena, word);
    }
    if (found == 0)
        diag_add(in->diags, DIAG_THEME_NO_WORDS, side_pos(in, table, row, THEME_WORDS), name,
                 S("late | delivery"));
}

void themes_read(Ingest *in, Tally *tally)
{
    const SideFile *file = &in->config->themes;
    SideTable table;
    if (file->file.len == 0 ||
        !side_table_read(in, &table, file->file, file->file_pos, theme_heads,
                         CX_COUNTOF(theme_heads), file->renamed, file->renamed_count))
        return;
    Themes themes = {0};
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < table.rows.len; i++) {
        const SideRow *row = &table.rows.items[i];
        Str name = text_name_key(in->scratch, row->cells[THEME_NAME]);
        if (name.len == 0)
            diag_add(in->diags, DIAG_THEME_NO_NAME, side_pos(in, &table, row, THEME_NAME), STR_NONE,
                     STR_NONE);
        else
            take_words(in, &table, row, &themes, &seen, name);
        if (themes.len > THEME_LIMIT) {
            diag_add(in->diags, DIAG_THEMES_MANY, side_pos(in, &table, row, THEME_NAME), STR_NONE,
                     str_format(in->arena, "%d", THEME_LIMIT));
            return;
        }
    }
    tally->themes = themes.items;
    tally->theme_count = themes.len;
}
