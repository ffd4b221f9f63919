#include <cxex/render.h>
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

/* Why it is not RUN_DONE is in diags. */
static RunExit preview_theme(Arena *arena, const PreviewOptions *options, Str name,
                             const Report *report, StrList *written, Diags *diags)
{
    const Theme *theme =
        theme_read(arena, name, options->folders, options->folder_count, (Pos){0}, diags);
    if (!theme)
        return RUN_INPUT_WRONG;
    ptrdiff_t errors_before = diags->error_count;
    const Logo *logo = render_logo_open(arena, theme->logo, theme->logo_pos, diags);
    FontSet *fonts = render_fonts_open(arena, theme, str_concat(arena, theme->label, theme->path),
                                       (Pos){.file = theme->path}, diags);
    if (!fonts || diags->error_count > errors_before) {
        render_fonts_close(fonts);
        return RUN_INPUT_WRONG;
    }
    Str path = options->out.len > 0 ? options->out
                                    : str_format(arena, "theme-%.*s.pdf", STR_ARG(theme->name));
    Str reason = STR_NONE;
    bool good =
        render_specimen(arena, report, theme, fonts, (Logos){.client = logo}, path, &reason);
    render_fonts_close(fonts);
    if (good)
        *PUSH(arena, written, Str) = path;
    else
        diag_add(diags, DIAG_RUN_PREVIEW_FAILED, (Pos){0}, path, reason);
    return good ? RUN_DONE : RUN_MACHINE_FAILED;
}

RunExit run_preview(Arena *arena, const PreviewOptions *options, StrList *written, Diags *diags)
{
    const Report *report = report_specimen(arena, options->lang);
    if (options->theme.len > 0)
        return preview_theme(arena, options, options->theme, report, written, diags);
    StrList names = theme_list(arena, options->folders, options->folder_count);
    if (names.len == 0)
        diag_add(diags, DIAG_RUN_NO_THEMES, (Pos){0},
                 str_join(arena, options->folders, options->folder_count, S(", ")), STR_NONE);
    RunExit worst = names.len > 0 ? RUN_DONE : RUN_INPUT_WRONG;
    for (ptrdiff_t i = 0; i < names.len; i++) {
        RunExit exit = preview_theme(arena, options, names.items[i], report, written, diags);
        if (exit > worst)
            worst = exit;
    }
    return worst;
}
