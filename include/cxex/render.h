/* render.h: what turns a Report into a file. Each renderer knows only Report and Theme, and none
 * knows another. */
#ifndef CXEX_RENDER_H
#define CXEX_RENDER_H

#include <cxex/report.h>
#include <cxex/theme.h>

/* What a colour means, the same in every file. */
static inline ColourRole render_status_colour(PromiseStatus status)
{
    static const ColourRole colours[PROMISE_STATUS_COUNT] = {[PROMISE_IS_OPEN] = COLOUR_BAD,
                                                             [PROMISE_IS_AHEAD] = COLOUR_GREY_TEXT,
                                                             [PROMISE_IS_LATE] = COLOUR_WARN,
                                                             [PROMISE_IS_KEPT] = COLOUR_GOOD,
                                                             [PROMISE_IS_CANCELLED] =
                                                                 COLOUR_GREY_TEXT};
    return colours[status];
}
static inline ColourRole render_tone_colour(RegisterTone tone)
{
    static const ColourRole colours[] = {[REGISTER_TRUST] = COLOUR_EX,
                                         [REGISTER_LATE] = COLOUR_WARN,
                                         [REGISTER_OVERDUE] = COLOUR_BAD,
                                         [REGISTER_VOICE] = COLOUR_EX,
                                         [REGISTER_WAIT] = COLOUR_GREY_TEXT};
    return colours[tone];
}

/* Faces found, checked and subset once per run; shared by all documents (also by worker processes
 * after fork). */
typedef struct FontSet FontSet;
/* extra_text: whatever will be drawn, for the letters outside the usual repertoire. NULL on errors
 * (in diags). */
FontSet *render_fonts_open(Arena *arena, const Theme *theme, Str extra_text, Pos pos, Diags *diags);
void render_fonts_close(FontSet *fonts);

typedef struct Logo Logo; /* decoded picture, checked, no larger than pages need */
const Logo *render_logo_open(Arena *arena, Str path, Pos pos,
                             Diags *diags); /* NULL: none or errors (in diags) */

typedef struct Logos { /* of the client and of the consultant; NULL and empty: none */
    const Logo *client, *consultant;
    Str client_path, consultant_path;
} Logos;

/* Each writes one new file at `path`. False with *reason on failure; then no file is left. */
bool render_pdf(Arena *arena, const Report *report, const Theme *theme, const FontSet *fonts,
                Logos logos, Str path, Str *reason);
/* One page that shows what a theme does: colours with their contrast, type, marks, a chart, a
 * table, the cover, the logo. report: report_specimen. */
bool render_specimen(Arena *arena, const Report *report, const Theme *theme, const FontSet *fonts,
                     Logos logos, Str path, Str *reason);
bool render_xlsx(Arena *arena, const Report *report, const Theme *theme, Logos logos, Str path,
                 Str *reason);
bool render_json(Arena *arena, const Fact *facts, Str path, Str *reason);
Str render_json_text(Arena *arena, const Fact *facts);
/* A mail draft that Outlook, Apple Mail and Thunderbird open as one, and that `sendmail -t` takes
 * (X-Unsent, no Date, no Message-ID). attachments: finished files, named as the reader sees them.
 */
typedef struct MailAttachment {
    Str path, name; /* name: "giao-nhan.pdf"; the type follows from its ending */
} MailAttachment;
bool render_eml(Arena *arena, const MailModel *mail, const MailAttachment *attachments,
                ptrdiff_t attachment_count, Str path, Str *reason);
/* The model as indented text: what tests compare. */
Str render_tree(Arena *arena, const Report *report);

#endif
