/* Page 3: what stands beside the house, and its title. Each sentence has its condition; what is
 * not clear is not said. */
#include "house.h"

#include "brief.h"
#include "linkage.h"

#include <math.h>

enum { LONG_NAME = 64 };

Str house_quoted(const Build *build, Str label)
{
    Str name = text_length(label) > LONG_NAME ? label_shorten(build->arena, label) : label;
    return WORDS(build->arena, build->lang, WORD_HOUSE_QUOTED, name);
}

static Str show(const Build *build, double value, int decimals)
{
    return num_show(build->arena, value, decimals, build->lang);
}

static Str percent(const Build *build, double share_01)
{
    return num_show_percent(build->arena, 100 * share_01, 0, build->lang);
}

static void read_out(HouseModel *house, Str sentence)
{
    if (sentence.len > 0 && house->reading_count < CX_COUNTOF(house->reading))
        house->reading[house->reading_count++] = sentence;
}

/* ---- Reading ---- */

static Str reading_of_link(const Build *build, const HouseModel *house)
{
    const LinkNumber *link = &house->ex_to_cx;
    if (link->refused.len > 0)
        return STR_NONE; /* the arrow says so */
    if (!link->clear)
        return word(build->lang, WORD_HOUSE_READ_LINK_UNCLEAR);
    return word(build->lang, link->value > 0 ? WORD_HOUSE_READ_LINK_UP : WORD_HOUSE_READ_LINK_DOWN);
}

static Str reading_of_direction(const Build *build)
{
    const Link *link = build->report->link;
    if (!link || link->cross.refused.len > 0)
        return STR_NONE;
    switch (link->cross.told) {
    case LINK_CANNOT_TELL:
        break;
    case LINK_EX_TO_CX:
        return word(build->lang, WORD_HOUSE_READ_DIRECTION_UP);
    case LINK_CX_TO_EX:
        return word(build->lang, WORD_HOUSE_READ_DIRECTION_DOWN);
    }
    return STR_NONE;
}

static Str reading_of_share(const Build *build, const LinkNumber *explained)
{
    if (!isfinite(explained->value) || explained->lo_text.len == 0)
        return STR_NONE;
    return WORDS(build->arena, build->lang, WORD_HOUSE_READ_SHARE, explained->text,
                 explained->lo_text, explained->hi_text,
                 num_show_count(build->arena, explained->units, build->lang));
}

static Str reading_of_gap(const Build *build)
{
    Estimate gap = estimate_make(build, 0, build->gap);
    if (gap.state != ESTIMATE_SHOWN || !isfinite(gap.lo))
        return STR_NONE;
    double size = fabs(gap.value), near_end = fmin(fabs(gap.lo), fabs(gap.hi)),
           far_end = fmax(fabs(gap.lo), fabs(gap.hi));
    Word sentence = WORD_HOUSE_READ_CX_HIGHER;
    switch (build_figure(build, 0, build->period, build->gap)->gap) {
    case GAP_CANNOT_TELL:
        return word(build->lang, WORD_HOUSE_GAP_CANNOT_TELL);
    case GAP_BALANCED:
        return WORDS(build->arena, build->lang, WORD_HOUSE_READ_BALANCED,
                     num_show_signed(build->arena, gap.value, gap.decimals, build->lang),
                     num_show_signed(build->arena, gap.lo, gap.decimals, build->lang),
                     num_show_signed(build->arena, gap.hi, gap.decimals, build->lang));
    case GAP_CX_HIGHER:
        break;
    case GAP_EX_HIGHER:
        sentence = WORD_HOUSE_READ_EX_HIGHER;
        break;
    }
    return WORDS(build->arena, build->lang, sentence, show(build, size, gap.decimals),
                 show(build, near_end, gap.decimals), show(build, far_end, gap.decimals));
}

/* ---- Beside the published two thirds ---- */

static LinkNumber explained_of(const Build *build)
{
    static const Word places[] = {[LINK_INSIDE] = WORD_HOUSE_PLACE_INSIDE,
                                  [LINK_ABOVE] = WORD_HOUSE_PLACE_ABOVE,
                                  [LINK_BELOW] = WORD_HOUSE_PLACE_BELOW};
    const Link *link = build->report->link;
    const Str id = S("linkage.regression.adjusted_r2"), two_thirds = S("two_thirds");
    int64_t units = link ? link->point_count : 0;
    if (!link || link->regression.refused.len > 0)
        return linkage_refused(build, id, S("regression"), linkage_minimum(S("regression"), units));
    const LinkRegression *regression = &link->regression;
    LinkNumber number = {.id = id,
                         .value = regression->adjusted_r2,
                         .lo = regression->r2_lo,
                         .hi = regression->r2_hi,
                         .units = units};
    /* Adjusted, it can be below 0: then it is none. */
    number.text = percent(build, fmax(0, number.value));
    if (isfinite(number.lo) && isfinite(number.hi)) {
        number.lo_text = percent(build, number.lo);
        number.hi_text = percent(build, number.hi);
    }
    if (regression->two_thirds_refused.len > 0) {
        number.refused = regression->two_thirds_refused;
        number.sentence =
            linkage_refused(build, id, two_thirds, linkage_minimum(two_thirds, units)).sentence;
    } else {
        number.sentence = word(build->lang, places[regression->two_thirds]);
    }
    return number;
}

static void write_published(const Build *build, HouseModel *house)
{
    house->published_head = word(build->lang, WORD_HOUSE_PUBLISHED);
    house->explained = explained_of(build);
    house->published_01 = 2.0 / 3;
    if (house->explained.refused.len > 0)
        return;
    house->explained_label =
        WORDS(build->arena, build->lang, WORD_HOUSE_EXPLAINED_LABEL, build->report->client_short,
              house->explained.text, house->explained.lo_text, house->explained.hi_text);
    house->published_label = word(build->lang, WORD_HOUSE_PUBLISHED_LABEL);
    house->published_note = word(build->lang, WORD_HOUSE_PUBLISHED_NOTE);
}

/* ---- Cracks ---- */

static const HouseBar *lowest_of(const HouseFloor *floor)
{
    return floor->lowest < 0 ? NULL : &floor->bars[floor->lowest];
}

static bool clearly_lower(const Build *build, ptrdiff_t scope, Str code)
{
    const Comparison *rest =
        score_find_rest(build->scores, scope, build->period, score_find_def(build->scores, code));
    return rest && rest->mark < 0;
}

static void find_meeting(const Build *build, HouseModel *house)
{
    const HouseBar *base = lowest_of(&house->employees), *room = lowest_of(&house->customers);
    house->meeting = NEW(build->arena, ptrdiff_t, build->unit_count);
    for (ptrdiff_t i = 0; base && room && i < build->unit_count; i++) {
        ptrdiff_t unit = build->units[i];
        if (!build->is_parent[unit] && clearly_lower(build, unit, base->figure.code) &&
            clearly_lower(build, unit, room->figure.code))
            house->meeting[house->meeting_count++] = unit;
    }
}

static void add_crack(const Build *build, HouseModel *house, const HouseBar *bar, Word sentence)
{
    if (bar)
        house->cracks[house->crack_count++] = WORDS(
            build->arena, build->lang, sentence, house_quoted(build, bar->label), bar->figure.text);
}

static void write_cracks(const Build *build, HouseModel *house)
{
    enum { NAMES = 4 };
    find_meeting(build, house);
    add_crack(build, house, lowest_of(&house->employees), WORD_HOUSE_CRACK_BASE);
    add_crack(build, house, lowest_of(&house->customers), WORD_HOUSE_CRACK_ROOM);
    house->cracked = house->crack_count > 0;
    bool below = house->employees.below_line || house->customers.below_line;
    house->cracks_head = word(build->lang, below ? WORD_HOUSE_CRACKS : WORD_HOUSE_LOWS);
    StrList names = {0};
    for (ptrdiff_t i = 0; i < house->meeting_count; i++)
        *PUSH(build->arena, &names, Str) = label_unit_short(build, house->meeting[i]);
    if (names.len > 0)
        house->cracks[house->crack_count++] =
            WORDS(build->arena, build->lang, WORD_HOUSE_CRACK_MEET,
                  label_list(build, names.items, names.len, NAMES));
    if (!house->cracked && house->employees.bar_count + house->customers.bar_count > 0)
        house->cracks[house->crack_count++] = word(build->lang, WORD_HOUSE_CRACK_NONE);
}

void house_reading(const Build *build, HouseModel *house)
{
    house->reading_head = label_upper(build, word(build->lang, WORD_HOUSE_READING));
    write_published(build, house);
    const Str link[] = {reading_of_link(build, house), reading_of_direction(build)};
    read_out(house, link[1].len > 0 ? str_join(build->arena, link, 2, S(" ")) : link[0]);
    read_out(house, reading_of_share(build, &house->explained));
    read_out(house, reading_of_gap(build));
    write_cracks(build, house);
}

void house_caution(const Build *build, HouseModel *house)
{
    const Page *method = report_find_page(build->report, PAGE_METHOD);
    Str page = num_show_count(build->arena, method ? method->number : 0, build->lang);
    const LinkNumber *link = &house->ex_to_cx;
    if (link->refused.len > 0) {
        house->caution = WORDS(build->arena, build->lang, WORD_HOUSE_CAUTION_ALONE, page);
        return;
    }
    const StatsPanel *panel = &build->report->link->ex_to_cx.panel;
    house->caution = WORDS(build->arena, build->lang, WORD_HOUSE_CAUTION,
                           num_show_count(build->arena, panel->groups, build->lang),
                           num_show_count(build->arena, panel->periods, build->lang),
                           num_show_count(build->arena, panel->n, build->lang), page);
}

/* ---- Title ---- */

static bool title_of_lows(const Build *build, const HouseModel *house, Sentence *title)
{
    const HouseBar *base = lowest_of(&house->employees), *room = lowest_of(&house->customers);
    if (!base && !room)
        return false;
    bool cracks = house->employees.below_line && house->customers.below_line;
    if (base && room) {
        title->rule = cracks ? S("cracks") : S("lows");
        title->text = WORDS(build->arena, build->lang,
                            cracks ? WORD_HOUSE_TITLE_CRACKS : WORD_HOUSE_TITLE_LOWS,
                            house_quoted(build, base->label), house_quoted(build, room->label));
        return true;
    }
    const HouseBar *bar = base ? base : room;
    title->rule = base ? S("low_base") : S("low_room");
    title->text =
        WORDS(build->arena, build->lang, base ? WORD_HOUSE_TITLE_BASE : WORD_HOUSE_TITLE_ROOM,
              house_quoted(build, bar->label), bar->figure.text);
    return true;
}

static bool title_of_gap(const Build *build, Sentence *title)
{
    Estimate gap = estimate_make(build, 0, build->gap);
    if (gap.state != ESTIMATE_SHOWN)
        return false;
    GapState state = build_figure(build, 0, build->period, build->gap)->gap;
    if (state != GAP_CX_HIGHER && state != GAP_EX_HIGHER)
        return false;
    title->rule = S("gap");
    title->text =
        WORDS(build->arena, build->lang,
              state == GAP_CX_HIGHER ? WORD_HOUSE_TITLE_CX_HIGHER : WORD_HOUSE_TITLE_EX_HIGHER,
              show(build, fabs(gap.value), gap.decimals));
    return true;
}

static Sentence title_of_values(const Build *build, const HouseModel *house)
{
    const Estimate *cx = &house->customers.index, *ex = &house->employees.index;
    Sentence title = {.rule = S("values")};
    if (cx->state == ESTIMATE_SHOWN && ex->state == ESTIMATE_SHOWN)
        title.text = WORDS(build->arena, build->lang, WORD_TITLE_VALUES, cx->text, ex->text);
    else if (cx->state == ESTIMATE_SHOWN)
        title.text = WORDS(build->arena, build->lang, WORD_TITLE_VALUE_CX, cx->text);
    else
        title.text = WORDS(build->arena, build->lang, WORD_TITLE_VALUE_EX, ex->text);
    return title;
}

/* Tried in this order; the first that holds is the title. */
Sentence house_title(const Build *build, const HouseModel *house)
{
    Sentence title = {0};
    if (title_of_lows(build, house, &title))
        return title;
    if (house->ex_to_cx.refused.len == 0 && house->ex_to_cx.clear && house->ex_to_cx.value > 0)
        return (Sentence){S("link"), word(build->lang, WORD_HOUSE_TITLE_LINK)};
    if (title_of_gap(build, &title))
        return title;
    return title_of_values(build, house);
}
