/* One draft: it goes to the head that the manifest names, carries that department's own files, and
 * says nothing that the brief does not say. */
#include "inside.h"

#include <string.h>

typedef struct MailCheck {
    Verify *verify;
    const PackEntry *entry;
    const PackScope *unit;
    Lang lang;
    Str brief; /* what the brief says */
    MailDraft mail;
} MailCheck;

static void problem(MailCheck *check, Str place, Str found, Str expected)
{
    verify_problem(check->verify, DIAG_VERIFY_MAIL, check->entry->path, place, found, expected);
}

/* ---- To whom ---- */

static Str join(Arena *arena, const StrList *list)
{
    return str_join(arena, list->items, list->len, S(", "));
}

static void check_recipients(MailCheck *check)
{
    Arena *scratch = &check->verify->scratch;
    StrList found = {0}, wanted = {0};
    for (ptrdiff_t i = 0; i < check->mail.to.len; i++)
        *PUSH(scratch, &found, Str) = check->mail.to.items[i];
    for (ptrdiff_t i = 0; i < check->entry->to.len; i++)
        *PUSH(scratch, &wanted, Str) = check->entry->to.items[i];
    strlist_sort(&found);
    strlist_sort(&wanted);
    Str to = join(scratch, &found), expected = join(scratch, &wanted);
    if (wanted.len == 0 || !str_equal(to, expected))
        problem(check, S("To"), to, expected);
    if (check->mail.other_recipients > 0)
        problem(check, S("Cc, Bcc"), str_format(scratch, "%td", check->mail.other_recipients),
                S("0"));
}

/* A draft, not a letter that was sent; and no header that could carry anything else. */
static void check_headers(MailCheck *check)
{
    static const char *const known[] = {"From",
                                        "To",
                                        "Subject",
                                        "X-Unsent",
                                        "MIME-Version",
                                        "Content-Type",
                                        "Content-Language",
                                        "Content-Disposition",
                                        "Content-Transfer-Encoding",
                                        "Content-Description"};
    for (ptrdiff_t i = 0; i < check->mail.headers.len; i++) {
        Str name = str_cut(check->mail.headers.items[i], ':').head;
        bool is_known = false;
        for (ptrdiff_t k = 0; k < CX_COUNTOF(known); k++)
            is_known = is_known || str_equal_nocase(name, str_from(known[k]));
        if (!is_known)
            problem(check, name, check->mail.headers.items[i], STR_NONE);
    }
    if (!check->mail.unsent)
        problem(check, S("X-Unsent"), STR_NONE, S("1"));
}

/* ---- What it carries ---- */

static Str file_of(MailCheck *check, const char *ending)
{
    return str_format(&check->verify->scratch, "departments/%.*s%s", STR_ARG(check->unit->slug),
                      ending);
}

static void check_attachment(MailCheck *check, const PackEntry *file, Str path)
{
    Str name = os_path_base(path);
    for (ptrdiff_t i = 0; file && i < check->mail.parts.len; i++) {
        const MailPart *part = &check->mail.parts.items[i];
        if (!str_equal(part->name, name))
            continue;
        FileView bytes = {0};
        if (!verify_open(check->verify, file, &bytes))
            return;
        check->verify->counts.attachments++;
        if (!str_equal(bytes.bytes, part->bytes))
            verify_problem(check->verify, DIAG_VERIFY_ATTACHMENT, check->entry->path, name,
                           STR_NONE, path);
        os_file_close(&bytes);
        return;
    }
    problem(check, S("attachment"), STR_NONE, path);
}

static void check_attachments(MailCheck *check)
{
    static const char *const endings[] = {".pdf", ".xlsx"};
    ptrdiff_t expected = 0;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(endings); i++) {
        Str path = file_of(check, endings[i]);
        const PackEntry *file = verify_entry(check->verify, path);
        if (!file)
            continue;
        expected++;
        check_attachment(check, file, path);
    }
    if (expected == 0)
        problem(check, S("attachment"), STR_NONE, file_of(check, ".pdf"));
    if (check->mail.parts.len != expected)
        problem(check, S("attachment"),
                str_format(&check->verify->scratch, "%td", check->mail.parts.len),
                str_format(&check->verify->scratch, "%td", expected));
}

/* ---- What it says ---- */

static bool is_joined(Str line, ptrdiff_t point, ptrdiff_t digit)
{
    return point >= 0 && digit >= 0 && point < line.len && digit < line.len &&
           (line.s[point] == '.' || line.s[point] == ',') && line.s[digit] >= '0' &&
           line.s[digit] <= '9';
}

/* 61.3 and 12%, but not the parts of 028.3822.1234 or 12.10.2026. */
static bool may_be_figure(Str line, const NumberToken *token)
{
    bool chain = is_joined(line, token->from - 1, token->from - 2) ||
                 is_joined(line, token->to, token->to + 1);
    return token->percent || (token->decimals > 0 && !chain);
}

/* Each number with a decimal sign or % is a figure of this department or the company, or the
 * brief says it in the same words. Days, telephone numbers and the like are the client's. */
static void check_line(MailCheck *check, const TextContext *context, Str place, Str line)
{
    NumberToken token;
    for (ptrdiff_t at = 0; number_next(line, check->lang, &at, &token);) {
        check->verify->counts.mail_numbers++;
        if (may_be_figure(line, &token) && !number_tied(check->verify, context, line, &token)) {
            problem(check, place, line, STR_NONE);
            return;
        }
    }
}

static void check_text(MailCheck *check, Str place, Str text)
{
    const ptrdiff_t scopes[] = {0, check->unit - check->verify->figures.scopes.items};
    const TextContext context = {.lang = check->lang,
                                 .file = check->entry->path,
                                 .around = check->brief,
                                 .scopes = scopes,
                                 .scope_count = CX_COUNTOF(scopes),
                                 .any_now = true,
                                 .own_only = true,
                                 .own_name = check->unit->name};
    for (StrCut cut = {.tail = text, .found = true}; cut.found;) {
        cut = str_cut(cut.tail, '\n');
        Str line = str_trim(cut.head);
        if (str_find(check->brief, line) < 0)
            check_line(check, &context, place, line);
    }
}

static void check_unit(MailCheck *check)
{
    Str name = check->unit->name;
    if (str_find(check->mail.subject, name) < 0 && str_find(check->mail.body, name) < 0)
        problem(check, S("Subject"), check->mail.subject, name);
    const Figures *figures = &check->verify->figures;
    for (ptrdiff_t i = 1; i < figures->scopes.len; i++) {
        const PackScope *other = &figures->scopes.items[i];
        bool inside = str_find(name, other->name) >= 0; /* "Sales" and "Sales North" */
        if (other != check->unit && !inside && str_find(check->mail.subject, other->name) >= 0 &&
            str_find(check->mail.subject, name) < 0)
            problem(check, S("Subject"), check->mail.subject, name);
    }
}

void verify_mail(Verify *verify, const PackEntry *entry, ptrdiff_t unit, Lang lang, Str text)
{
    MailCheck check = {.verify = verify,
                       .entry = entry,
                       .unit = &verify->figures.scopes.items[unit],
                       .lang = lang,
                       .brief = text};
    FileView file = {0};
    Str reason = STR_NONE;
    if (!verify_open(verify, entry, &file))
        return;
    verify->counts.mails++;
    if (pack_mail_read(&verify->scratch, file.bytes, &check.mail, &reason)) {
        check_recipients(&check);
        check_headers(&check);
        check_attachments(&check);
        check_text(&check, S("Subject"), check.mail.subject);
        check_text(&check, S("text"), check.mail.body);
        check_unit(&check);
    } else {
        verify_problem(verify, DIAG_VERIFY_DAMAGED, entry->path, STR_NONE, reason, STR_NONE);
    }
    os_file_close(&file);
}
