/* pdf_case.h: a report drawn as a PDF file in the working folder, and its bytes. */
#ifndef TESTS_PDF_CASE_H
#define TESTS_PDF_CASE_H

#include <stdio.h>

#include <cxex/render.h>

/* Fails the test when the report cannot be drawn. */
static inline Str pdf_case_draw(Arena *arena, const Report *report, const Theme *theme,
                                FontSet *fonts, const char *path)
{
    Str reason = STR_NONE;
    remove(path);
    if (!render_pdf(arena, report, theme, fonts, (Logos){0}, str_from(path), &reason))
        fail_msg("%.*s", STR_ARG(reason));
    FileView file = {0};
    assert_true(os_file_open(arena, &file, str_from(path), &reason));
    Str bytes = str_copy(arena, file.bytes);
    os_file_close(&file);
    return bytes;
}

/* The same in a theme of the project's own folder. */
static inline Str pdf_case_draw_in(Arena *arena, const Report *report, Str theme_name,
                                   const char *path)
{
    Diags diags = {.arena = arena};
    Str folder = S(SOURCE_DIR "/themes");
    const Theme *theme = theme_read(arena, theme_name, &folder, 1, (Pos){0}, &diags);
    assert_non_null(theme);
    FontSet *fonts = render_fonts_open(arena, theme, STR_NONE, (Pos){0}, &diags);
    assert_non_null(fonts);
    Str bytes = pdf_case_draw(arena, report, theme, fonts, path);
    render_fonts_close(fonts);
    return bytes;
}

#endif
