#include "brief.h"

/* ---- The project's own subject and text, with places ---- */

typedef struct Place {
    Str name, value;
} Place;

static bool put_place(Buffer *out, Str text, ptrdiff_t *at, const Place *places, ptrdiff_t count)
{
    Str rest = str_slice(text, *at, text.len);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (!str_starts(rest, places[i].name))
            continue;
        buffer_add(out, places[i].value);
        *at += places[i].name.len;
        return true;
    }
    return false;
}

/* A place that the program does not know stays as it was written: config has reported it. */
static Str fill_places(Arena *arena, Str text, const Place *places, ptrdiff_t count)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t at = 0; at < text.len;)
        if (text.s[at] != '{' || !put_place(&out, text, &at, places, count))
            buffer_add_byte(&out, text.s[at++]);
    return buffer_str(&out);
}

/* Lines end with "\n" alone. */
static Str plain_lines(Arena *arena, Str text)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t i = 0; i < text.len; i++)
        if (text.s[i] != '\r')
            buffer_add_byte(&out, text.s[i]);
        else if (i + 1 == text.len || text.s[i + 1] != '\n')
            buffer_add_byte(&out, '\n');
    return buffer_str(&out);
}

static Str with_last_line_ended(Arena *arena, Str text)
{
    return str_ends(text, S("\n")) ? text : str_concat(arena, text, S("\n"));
}

/* Where a text without {sentences} gets them: after its first paragraph, which greets. */
static Str with_place_of_sentences(Arena *arena, Str text)
{
    if (str_find(text, S("{sentences}")) >= 0)
        return text;
    ptrdiff_t at = str_find(text, S("\n\n"));
    bool paragraph = at >= 0;
    if (!paragraph)
        at = str_find(text, S("\n"));
    if (at < 0)
        at = text.len;
    const Str parts[] = {str_slice(text, 0, at),
                         paragraph ? S("\n\n{sentences}") : S("\n\n{sentences}\n"),
                         str_slice(text, at, text.len)};
    return str_join(arena, parts, CX_COUNTOF(parts), STR_NONE);
}

/* ---- Whom it is for ---- */

/* What is no address was reported where the units file was read. */
static void add_addresses(Arena *arena, Str written, StrList *to)
{
    StrList read = {0};
    if (!text_addresses(arena, written, &read))
        return;
    for (ptrdiff_t i = 0; i < read.len; i++)
        if (strlist_find(to, read.items[i]) < 0)
            *PUSH(arena, to, Str) = read.items[i];
}

StrList report_recipients(Arena *arena, const Scores *scores, ptrdiff_t scope)
{
    const Tally *tally = scores->tally;
    const Unit *unit = &tally->units[scope];
    StrList to = {0};
    add_addresses(arena, unit->email, &to);
    bool own_address = to.len > 0;
    for (ptrdiff_t i = 0; i < unit->member_count && unit->is_group && !own_address; i++)
        add_addresses(arena, tally->units[unit->members[i]].email, &to);
    return to;
}

/* A group without a head of its own: those of the units in it, each once. */
static StrList heads_of(Arena *arena, const Tally *tally, ptrdiff_t scope)
{
    const Unit *unit = &tally->units[scope];
    StrList heads = {0};
    if (unit->head.len > 0)
        *PUSH(arena, &heads, Str) = unit->head;
    for (ptrdiff_t i = 0; i < unit->member_count && unit->is_group && unit->head.len == 0; i++) {
        Str head = tally->units[unit->members[i]].head;
        if (head.len > 0 && strlist_find(&heads, head) < 0)
            *PUSH(arena, &heads, Str) = head;
    }
    return heads;
}

static void find_recipients(const Brief *brief, MailModel *mail)
{
    Arena *arena = brief->build->arena;
    StrList to = report_recipients(arena, brief->build->scores, brief->scope),
            heads = heads_of(arena, brief->build->tally, brief->scope);
    mail->to_address = str_join(arena, to.items, to.len, S(", "));
    mail->to_name = str_join(arena, heads.items, heads.len, S(", "));
}

/* What the brief says, and what of it cannot be compared with the one before. */
static Str sentences(const Brief *brief)
{
    const BriefModel *model = brief->model;
    Str lines[CX_COUNTOF(model->reading) + 2]; /* and promises, and what changed */
    ptrdiff_t count = 0;
    for (int i = 0; i < model->reading_count; i++)
        lines[count++] = str_concat(brief->build->arena, S("– "), model->reading[i]);
    if (model->promises.sentence.len > 0)
        lines[count++] = str_concat(brief->build->arena, S("– "), model->promises.sentence);
    Str broken = breaks_mail(brief->build, brief->scope);
    if (broken.len > 0) {
        lines[count] = count > 0 ? str_concat(brief->build->arena, S("– "), broken) : broken;
        count++;
    }
    return str_join(brief->build->arena, lines, count, S("\n"));
}

static Str own_words(const Brief *brief, const MailModel *mail, Str period, Str said)
{
    const Build *build = brief->build;
    Str unit = brief->model->unit;
    Str greeting = mail->to_name.len > 0
                       ? WORDS(build->arena, build->lang, WORD_BRIEF_MAIL_DEAR, mail->to_name)
                       : WORDS(build->arena, build->lang, WORD_BRIEF_MAIL_DEAR_HEAD, unit);
    Str intro =
        WORDS(build->arena, build->lang,
              said.len > 0 ? WORD_BRIEF_MAIL_INTRO : WORD_BRIEF_MAIL_INTRO_ALONE, unit, period);
    const Str parts[] = {greeting, intro, said, word(build->lang, WORD_BRIEF_MAIL_END),
                         build->report->author.len > 0 ? build->report->author
                                                       : build->report->client};
    Buffer out = {.arena = build->arena};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(parts); i++) {
        if (parts[i].len == 0)
            continue;
        if (out.len > 0)
            buffer_add(&out, S("\n"));
        buffer_add(&out, parts[i]);
        buffer_add(&out, S("\n"));
    }
    return buffer_str(&out);
}

void brief_mail(const Brief *brief)
{
    const Build *build = brief->build;
    const Config *config = build->config;
    MailModel *mail = &brief->model->mail;
    Str period = label_period(build, build->period, PERIOD_LONG), said = sentences(brief);
    find_recipients(brief, mail);
    mail->from = config->mail.from;
    mail->language_tag = build->report->language_tag;
    const Place places[] = {
        {S("{unit}"), brief->model->unit},      {S("{period}"), period},
        {S("{client}"), build->report->client}, {S("{author}"), build->report->author},
        {S("{head}"), mail->to_name},           {S("{sentences}"), said},
    };
    enum { IN_SUBJECT = CX_COUNTOF(places) - 1 };
    mail->subject =
        config->mail.subject.len > 0
            ? fill_places(build->arena, config->mail.subject, places, IN_SUBJECT)
            : WORDS(build->arena, build->lang, WORD_BRIEF_MAIL_SUBJECT, brief->model->unit, period);
    if (build->report->stamp.len > 0)
        mail->subject =
            WORDS(build->arena, build->lang, WORD_STAMP_MAIL, build->report->stamp, mail->subject);
    if (brief->options->mail_body.len == 0) {
        mail->body = own_words(brief, mail, period, said);
        return;
    }
    Str text = plain_lines(build->arena, brief->options->mail_body);
    if (said.len > 0)
        text = with_place_of_sentences(build->arena, text);
    text = fill_places(build->arena, text, places, CX_COUNTOF(places));
    mail->body = with_last_line_ended(build->arena, text);
}
