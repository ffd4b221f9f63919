#include <cxex/run.h>
#include <cxex/theme.h>

Str run_themes(Arena *arena, const Str *folders, ptrdiff_t folder_count, Lang talk, Diags *diags)
{
    Buffer text = {.arena = arena};
    StrList names = theme_list(arena, folders, folder_count);
    if (names.len == 0)
        diag_add(diags, DIAG_RUN_NO_THEMES, (Pos){0},
                 str_join(arena, folders, folder_count, S(", ")), STR_NONE);
    for (ptrdiff_t i = 0; i < names.len; i++) {
        const Theme *theme =
            theme_read(arena, names.items[i], folders, folder_count, (Pos){0}, diags);
        if (!theme)
            continue; /* what is wrong with it is in diags */
        buffer_addf(&text, "%-12.*s %-36.*s %.*s\n", STR_ARG(theme->name), STR_ARG(theme->label),
                    STR_ARG(WORDS(arena, talk, WORD_RUN_THEME_FONT, theme->font_text)));
    }
    return buffer_str(&text);
}
