#include "build.h"

/* "4.701 phản hồi khách hàng"; empty when the side has none or is hidden. */
static Str side_count(const Build *build, ptrdiff_t def, Word one)
{
    if (estimate_state(build, 0, build->period, def) != ESTIMATE_SHOWN)
        return STR_NONE;
    int64_t n = build_figure(build, 0, build->period, def)->n;
    return WORDS(build->arena, build->lang, one, num_show_count(build->arena, n, build->lang));
}

static Str with_rate(const Build *build, Side side, Str count)
{
    const Response *responses = build->scores->response[side];
    if (count.len == 0 || !responses || responses[build->period].state != RESPONSE_RATE)
        return count;
    Str rate = num_show_percent(build->arena, responses[build->period].rr2, 0, build->lang);
    return WORDS(build->arena, build->lang, WORD_COUNT_WITH_RATE, count, rate);
}

static Str counts(const Build *build)
{
    Str cx = with_rate(build, SIDE_CX, side_count(build, build->cx_n, WORD_COUNT_CX));
    Str ex = with_rate(build, SIDE_EX, side_count(build, build->ex_n, WORD_COUNT_EX));
    if (cx.len == 0 || ex.len == 0)
        return cx.len > 0 ? cx : ex;
    const Str both[] = {cx, ex};
    return str_join(build->arena, both, 2, S(" · "));
}

static Str made_by(const Build *build)
{
    const Report *report = build->report;
    Str date = report->generated.year != 0 ? date_show(build->arena, report->generated, build->lang)
                                           : STR_NONE;
    Str makers = report->author.len > 0 ? report->author : report->consultant;
    if (makers.len == 0)
        return date;
    if (report->author.len > 0 && report->consultant.len > 0)
        makers = str_format(build->arena, "%.*s, %.*s", STR_ARG(report->author),
                            STR_ARG(report->consultant));
    Str by = WORDS(build->arena, build->lang, WORD_MADE_BY, makers);
    const Str both[] = {by, date};
    return str_join(build->arena, both, date.len > 0 ? 2 : 1, S(" · "));
}

PageRows cover_build(Build *build)
{
    const Report *report = build->report;
    build->report->cover = (CoverModel){
        .kind = label_upper(build, word(build->lang, WORD_COVER_KIND)),
        .title = report->title,
        .period = label_period(build, build->period, PERIOD_LONG),
        .roof = word(build->lang, WORD_HOUSE_ROOF),
        .room = word(build->lang, WORD_HOUSE_ROOM),
        .base = word(build->lang, WORD_HOUSE_BASE),
        .client = report->client,
        .made_by = made_by(build),
        .confidential = report->confidential,
        .counts = counts(build),
    };
    return (PageRows){.printed = true};
}

void cover_words(const Build *build, Page *page)
{
    page->title = build->report->title;
    page->rule = S("cover");
    page->subtitle = build->report->cover.period;
    page->foot_left = build->report->cover.counts;
}
