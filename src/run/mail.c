/* The drafts: what they say, to whom they go, and what is wrong with that, before anything is
 * written. */
#include "stages.h"

bool stages_has_drafts(const Stages *stages)
{
    return stages->config->mail.given && (stages->options->formats & RUN_EML);
}

/* ---- The text of `[mail] body` ---- */

/* What the brief puts in place (report/brief_mail.c). */
static const Str places[] = {{"{head}", 6},   {"{unit}", 6},   {"{period}", 8},
                             {"{client}", 8}, {"{author}", 8}, {"{sentences}", 11}};

static void check_places(const Stages *stages, Str path, Str text)
{
    StrList known = {(Str *)places, CX_COUNTOF(places), CX_COUNTOF(places)};
    int line = 0;
    for (StrCut rest = {.tail = text, .found = true}; rest.found;) {
        rest = str_cut(rest.tail, '\n');
        line++;
        for (ptrdiff_t at = 0; at < rest.head.len; at++) {
            if (rest.head.s[at] != '{')
                continue;
            Str after = str_slice(rest.head, at, rest.head.len);
            ptrdiff_t len = str_find(after, S("}"));
            Str place = len < 0 ? after : str_slice(after, 0, len + 1);
            if (strlist_find(&known, place) >= 0)
                continue;
            Pos pos = {.file = path,
                       .line = line,
                       .column = (int)text_length(str_slice(rest.head, 0, at)) + 1};
            diag_add_near(stages->diags, DIAG_VALUE_PLACE, pos, place,
                          str_join(stages->arena, places, CX_COUNTOF(places), S(", ")),
                          strlist_nearest(&known, place));
        }
    }
}

void stages_read_mail_body(Stages *stages)
{
    enum { BODY_LIMIT = 1 << 16 };
    Str path = stages->config->mail.body;
    if (!stages->config->mail.given || path.len == 0)
        return;
    FileView file = {0};
    Str reason = STR_NONE;
    Pos pos = {.file = path};
    if (!os_file_open(stages->arena, &file, path, &reason)) {
        diag_add(stages->diags, DIAG_FILE_UNREADABLE, pos, path, reason);
        return;
    }
    stages_add_input(stages, path, file.bytes);
    Encoding encoding = ENCODING_UTF8;
    ptrdiff_t from = encoding_bom(file.bytes, &encoding), bad = 0;
    Str text = STR_NONE;
    if (file.bytes.len > BODY_LIMIT)
        diag_add(stages->diags, DIAG_FILE_UNREADABLE, pos, path, S("the file is too large"));
    else if (!text_decode(stages->arena, str_slice(file.bytes, from, file.bytes.len), encoding,
                          &text, &bad))
        diag_add(stages->diags, DIAG_FILE_UNREADABLE, pos, path, S("it is not saved as UTF-8"));
    else
        stages->mail_body = text_nfc(stages->arena, str_copy(stages->arena, text));
    check_places(stages, path, stages->mail_body); /* empty where it could not be read */
    os_file_close(&file);
}

/* ---- To whom ---- */

static Pos units_pos(const Stages *stages)
{
    return (Pos){.file = stages->config->units.file};
}

static void warn_without_address(const Stages *stages)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < stages->brief_count; i++)
        if (stages->briefs[i].to.len == 0 && stages->briefs[i].wanted)
            *PUSH(stages->arena, &names, Str) = stages->briefs[i].plan->unit;
    if (names.len > 0)
        diag_add(stages->diags, DIAG_RUN_MAIL_NO_ADDRESS, units_pos(stages),
                 str_join(stages->arena, names.items, names.len, S(", ")), STR_NONE);
}

/* Over all briefs, whatever --only says: the other drafts lie in the same pack. */
static void warn_of_shared_addresses(const Stages *stages)
{
    StrMap seen = {0};
    StrList addresses = {0};
    LIST_OF(StrList) units = {0};
    for (ptrdiff_t i = 0; i < stages->brief_count; i++)
        for (ptrdiff_t k = 0; k < stages->briefs[i].to.len; k++) {
            bool added = false;
            Str address = stages->briefs[i].to.items[k];
            ptrdiff_t *at = strmap_put(stages->arena, &seen, address, &added);
            if (added) {
                *at = units.len;
                *PUSH(stages->arena, &addresses, Str) = address;
                *PUSH(stages->arena, &units, StrList) = (StrList){0};
            }
            *PUSH(stages->arena, &units.items[*at], Str) = stages->briefs[i].plan->unit;
        }
    for (ptrdiff_t i = 0; i < units.len; i++)
        if (units.items[i].len > 1)
            diag_add(stages->diags, DIAG_RUN_MAIL_SAME_ADDRESS, units_pos(stages),
                     str_join(stages->arena, units.items[i].items, units.items[i].len, S(", ")),
                     addresses.items[i]);
}

/* ---- Domains ---- */

static bool is_allowed(const Stages *stages, Str address)
{
    const StrList *domains = &stages->config->mail.domain_list;
    Str host = str_cut(address, '@').tail;
    bool allowed = domains->len == 0;
    for (ptrdiff_t i = 0; i < domains->len && !allowed; i++)
        allowed = str_equal_nocase(host, domains->items[i]);
    return allowed;
}

static void check_domain(const Stages *stages, Str address, Pos pos)
{
    const StrList *domains = &stages->config->mail.domain_list;
    if (!is_allowed(stages, address))
        diag_add(stages->diags, DIAG_RUN_MAIL_DOMAIN, pos, address,
                 str_join(stages->arena, domains->items, domains->len, S(", ")));
}

/* `Name <box@host>` or `box@host`. */
static Str bare_address(Str from)
{
    ptrdiff_t open = str_find(from, S("<"));
    return open >= 0 && str_ends(from, S(">")) ? str_slice(from, open + 1, from.len - 1) : from;
}

static void check_domains(const Stages *stages)
{
    if (stages->config->mail.from.len > 0)
        check_domain(stages, bare_address(stages->config->mail.from), stages->config->mail.pos);
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < stages->brief_count; i++)
        for (ptrdiff_t k = 0; k < stages->briefs[i].to.len; k++) {
            bool added = false;
            strmap_put(stages->arena, &seen, stages->briefs[i].to.items[k], &added);
            if (added)
                check_domain(stages, stages->briefs[i].to.items[k], units_pos(stages));
        }
}

void stages_plan_mail(Stages *stages)
{
    for (ptrdiff_t i = 0; i < stages->brief_count && stages->config->mail.given; i++)
        stages->briefs[i].to =
            report_recipients(stages->arena, stages->scores, stages->briefs[i].plan->scope);
    if (!stages_has_drafts(stages)) {
        /* Worth a word only to someone who asked for drafts by name. */
        unsigned formats = stages->options->formats;
        if (!stages->config->mail.given && (formats & RUN_EML) && formats != RUN_ALL)
            diag_add(stages->diags, DIAG_RUN_MAIL_NONE, (Pos){.file = stages->config->path},
                     STR_NONE, STR_NONE);
        return;
    }
    warn_without_address(stages);
    warn_of_shared_addresses(stages);
    check_domains(stages);
}
