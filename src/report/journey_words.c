/* Pages 7 and 8 in sentences: the title by rules tried in order, who is not in the table, what had
 * no room. */
#include "house.h"

enum { NAMES_SHOWN = 3 };

/* ---- What the rows say ---- */

typedef struct Weakest { /* of the units: parents have their people below them once more */
    Str label;
    ptrdiff_t units, named; /* of so many units that show something the weakest is this one */
    ptrdiff_t column;       /* -1: there was no room for it */
} Weakest;

static bool is_unit(const JourneyRow *row)
{
    return !row->company && !row->parent_row && row->sentence.len == 0;
}

/* The column that most units are clearly weakest at; of two alike the earlier row's. */
static Weakest most_common(const JourneyModel *model)
{
    Weakest found = {.column = -1};
    for (ptrdiff_t r = 0; r < model->row_count; r++) {
        const JourneyRow *row = &model->rows[r];
        if (!is_unit(row))
            continue;
        found.units++;
        if (!row->weakest_clear)
            continue;
        ptrdiff_t named = 0;
        for (ptrdiff_t i = 0; i < model->row_count; i++)
            named += is_unit(&model->rows[i]) && model->rows[i].weakest_clear &&
                     str_equal(model->rows[i].weakest_text, row->weakest_text);
        if (named <= found.named)
            continue;
        found.named = named;
        found.label = row->weakest_text;
        found.column = row->weakest;
    }
    return found;
}

static bool has_mark(const JourneyModel *model, const JourneyRow *row, ptrdiff_t column,
                     ChangeMark mark)
{
    for (ptrdiff_t i = 0; i < model->column_count; i++)
        if ((column < 0 || i == column) && row->cells[i].rest_mark == mark)
            return true;
    return false;
}

/* Units with the mark in a column; column -1: in any. The scorecard's order is best first: those
 * that stand lowest are named first for ▼. */
static Str units_with(const Build *build, const JourneyModel *model, ptrdiff_t column,
                      ChangeMark mark)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        ptrdiff_t at = mark == CHANGE_DOWN ? model->row_count - 1 - i : i;
        const JourneyRow *row = &model->rows[at];
        if (is_unit(row) && has_mark(model, row, column, mark))
            *PUSH(build->arena, &names, Str) = row->short_name;
    }
    return label_list(build, names.items, names.len, NAMES_SHOWN);
}

static bool any_tested(const Build *build, const JourneyModel *model)
{
    for (ptrdiff_t r = 0; r < model->row_count; r++)
        for (ptrdiff_t i = 0; is_unit(&model->rows[r]) && i < model->column_count; i++) {
            ptrdiff_t def = score_find_def(build->scores, model->columns[i].code);
            const Comparison *rest =
                score_find_rest(build->scores, model->rows[r].scope, build->period, def);
            if (rest && rest->verdict != VERDICT_TOO_FEW && rest->verdict != VERDICT_CANNOT_TELL)
                return true;
        }
    return false;
}

/* ---- Title ---- */

/* Where nearly everybody is weakest, the units that are clearly lower there than the rest. */
static Sentence with_units(const Build *build, const JourneyModel *model, Sentence title,
                           ptrdiff_t column)
{
    Str units = column < 0 ? STR_NONE : units_with(build, model, column, CHANGE_DOWN);
    if (units.len > 0)
        title.text = WORDS(build->arena, build->lang, WORD_TITLE_JOURNEY_THERE, title.text, units);
    return title;
}

static bool title_of_weakest(const Build *build, const JourneyModel *model, Sentence *title)
{
    Weakest weakest = most_common(model);
    const JourneyRow *company = &model->rows[0];
    if (weakest.units > 1 && weakest.named == weakest.units) {
        *title =
            (Sentence){S("all_weakest"), WORDS(build->arena, build->lang, WORD_TITLE_JOURNEY_ALL,
                                               house_quoted(build, weakest.label))};
    } else if (weakest.units > 1 && 2 * weakest.named > weakest.units) {
        *title = (Sentence){S("most_weakest"),
                            WORDS(build->arena, build->lang, WORD_TITLE_JOURNEY_MOST,
                                  house_quoted(build, weakest.label),
                                  num_show_count(build->arena, weakest.named, build->lang),
                                  num_show_count(build->arena, weakest.units, build->lang))};
    } else if (company->weakest_clear) {
        *title = (Sentence){S("company_weakest"),
                            WORDS(build->arena, build->lang, WORD_TITLE_JOURNEY_COMPANY,
                                  house_quoted(build, company->weakest_text))};
        weakest.column = company->weakest;
    } else {
        return false;
    }
    *title = with_units(build, model, *title, weakest.column);
    return true;
}

Sentence title_journey(const Build *build, const JourneyModel *model)
{
    static const struct {
        const char *rule;
        ChangeMark mark;
        Word text;
    } rules[] = {{"units_below", CHANGE_DOWN, WORD_TITLE_JOURNEY_UNITS},
                 {"units_above", CHANGE_UP, WORD_TITLE_JOURNEY_ABOVE}};
    Sentence title;
    if (title_of_weakest(build, model, &title))
        return title;
    for (ptrdiff_t r = 0; r < CX_COUNTOF(rules); r++) {
        Str units = units_with(build, model, -1, rules[r].mark);
        if (units.len > 0)
            return (Sentence){str_from(rules[r].rule),
                              WORDS(build->arena, build->lang, rules[r].text, units)};
    }
    bool tested = any_tested(build, model);
    return (Sentence){
        tested ? S("alike") : S("cannot_tell"),
        word(build->lang, tested ? WORD_TITLE_JOURNEY_ALIKE : WORD_TITLE_JOURNEY_UNKNOWN)};
}

/* ---- Notes ---- */

static Str not_in(const Build *build, Side side)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < build->unit_count; i++)
        if (!build_side_ever(build, side, build->units[i]))
            *PUSH(build->arena, &names, Str) = label_unit_short(build, build->units[i]);
    if (names.len == 0)
        return STR_NONE;
    Str why = word(build->lang, side == SIDE_CX ? WORD_NO_CUSTOMERS : WORD_NO_EMPLOYEES);
    return WORDS(build->arena, build->lang, WORD_JOURNEY_NOT_IN, label_capital(build, why),
                 label_list(build, names.items, names.len, NAMES_SHOWN));
}

static void add_notes(const Build *build, Side side, JourneyModel *model)
{
    StrList notes = {0};
    Str absent = not_in(build, side);
    if (absent.len > 0)
        *PUSH(build->arena, &notes, Str) = absent;
    const Page *appendix = report_find_page(build->report, PAGE_APPENDIX);
    if (model->columns_left > 0 && appendix)
        *PUSH(build->arena, &notes, Str) =
            WORDS(build->arena, build->lang, WORD_JOURNEY_MORE,
                  num_show_count(build->arena, model->columns_left, build->lang),
                  num_show_count(build->arena, appendix->number, build->lang));
    model->notes = notes.items;
    model->note_count = notes.len;
}

/* Both journeys of one pack name each other: they are laid out alike. */
static Str other_page(const Build *build, Side side)
{
    const Page *other =
        report_find_page(build->report, side == SIDE_CX ? PAGE_JOURNEY_EX : PAGE_JOURNEY_CX);
    if (!other)
        return STR_NONE;
    return WORDS(build->arena, build->lang,
                 side == SIDE_CX ? WORD_JOURNEY_OTHER_EX : WORD_JOURNEY_OTHER_CX,
                 num_show_count(build->arena, other->number, build->lang));
}

void journey_words(const Build *build, Page *page)
{
    Side side = page->kind == PAGE_JOURNEY_CX ? SIDE_CX : SIDE_EX;
    JourneyModel *model = &build->report->journeys[side];
    if (page->part == 1)
        add_notes(build, side, model);
    Sentence title = title_journey(build, model);
    page->title = title.text;
    page->rule = title.rule;
    Str name = word(build->lang, side == SIDE_CX ? WORD_PAGE_JOURNEY_CX : WORD_PAGE_JOURNEY_EX);
    page->subtitle =
        WORDS(build->arena, build->lang, WORD_JOURNEY_SUBTITLE, name,
              build->report->scorecard.sort_note, label_period(build, build->period, PERIOD_SHORT));
    page->foot_left = other_page(build, side);
}
