#include "check.h"

/* ---- A table in plain text ---- */

enum { COLUMNS = 5, NAME_WIDTH_MOST = 70 };

typedef struct Table {
    LIST_OF(Str) cells; /* COLUMNS a row */
} Table;

static void add_row(CheckText *check, Table *table, const Str cells[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++)
        *PUSH(check->arena, &table->cells, Str) = cells[i];
}

/* Padded by characters, not bytes: columns as wide as their longest cell stand in line. */
static void print_table(CheckText *check, const Table *table)
{
    ptrdiff_t width[COLUMNS] = {0};
    for (ptrdiff_t i = 0; i < table->cells.len; i++) {
        ptrdiff_t length = text_length(table->cells.items[i]);
        if (length > width[i % COLUMNS])
            width[i % COLUMNS] = length < NAME_WIDTH_MOST ? length : NAME_WIDTH_MOST;
    }
    for (ptrdiff_t row = 0; row < table->cells.len; row += COLUMNS) {
        Buffer line = {.arena = check->arena};
        for (ptrdiff_t i = 0; i < COLUMNS; i++) {
            Str cell = table->cells.items[row + i];
            buffer_add(&line, cell);
            for (ptrdiff_t at = text_length(cell); width[i] > 0 && at < width[i] + 2; at++)
                buffer_add_byte(&line, ' ');
        }
        check_line(check, "", str_trim(buffer_str(&line)));
    }
}

/* ---- Units ---- */

static Str state_text(const CheckText *check, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    const Published *published = check->stages->published;
    Str n = check_count(check, published->n[side][scope * published->window_count + window]);
    Str why = STR_NONE;
    switch (privacy_state(published, side, scope, window)) {
    case PUBLISH_EMPTY:
        return word(check->talk, WORD_CHECK_EMPTY);
    case PUBLISH_PRIMARY:
        why = WORDS(check->arena, check->talk, WORD_CHECK_PRIMARY,
                    check_count(check, check->stages->config->privacy.minimum));
        break;
    case PUBLISH_SECONDARY:
        why = word(check->talk, WORD_CHECK_SECONDARY);
        break;
    case PUBLISH_PUBLISHED:
        why = word(check->talk, WORD_CHECK_SHOWN);
        break;
    case PUBLISH_STORED:
        why = word(check->talk, WORD_CHECK_STORED);
        break;
    }
    return str_format(check->arena, "n = %.*s, %.*s", STR_ARG(n), STR_ARG(why));
}

static Str brief_text(const CheckText *check, const BriefPlan *plan)
{
    const Unit *units = check->stages->tally->units;
    switch (plan->state) {
    case BRIEF_MADE:
        return WORDS(check->arena, check->talk, WORD_CHECK_BRIEF_MADE, plan->slug);
    case BRIEF_MERGED:
        return WORDS(check->arena, check->talk, WORD_CHECK_BRIEF_MERGED, units[plan->group].name);
    case BRIEF_HIDDEN:
        return word(check->talk, WORD_CHECK_BRIEF_HIDDEN);
    case BRIEF_NO_DATA:
        return word(check->talk, WORD_CHECK_BRIEF_NO_DATA);
    case BRIEF_PARENT:
        return word(check->talk, WORD_CHECK_BRIEF_PARENT);
    }
    return STR_NONE;
}

static Str mail_text(const CheckText *check, const BriefPlan *plan)
{
    const Stages *stages = check->stages;
    for (ptrdiff_t i = 0; i < stages->brief_count; i++)
        if (stages->briefs[i].plan == plan)
            return str_join(check->arena, stages->briefs[i].to.items, stages->briefs[i].to.len,
                            S(", "));
    return STR_NONE;
}

static void unit_table(CheckText *check)
{
    const Stages *stages = check->stages;
    ptrdiff_t window = check_window(check);
    Table table = {0};
    const Str heads[COLUMNS] = {
        word(check->talk, WORD_CHECK_HEAD_UNIT), word(check->talk, WORD_CHECK_HEAD_CX),
        word(check->talk, WORD_CHECK_HEAD_EX),   word(check->talk, WORD_CHECK_HEAD_BRIEF),
        word(check->talk, WORD_CHECK_HEAD_MAIL),
    };
    add_row(check, &table, heads);
    const Str company[COLUMNS] = {word(check->talk, WORD_CHECK_COMPANY),
                                  state_text(check, SIDE_CX, 0, window),
                                  state_text(check, SIDE_EX, 0, window)};
    add_row(check, &table, company);
    for (ptrdiff_t i = 0; i < stages->plan_count; i++) {
        const BriefPlan *plan = &stages->plan[i];
        bool merged = plan->state == BRIEF_MERGED; /* has no cells of its own */
        const Str cells[COLUMNS] = {
            plan->unit,
            merged ? S("–") : state_text(check, SIDE_CX, plan->scope, window),
            merged ? S("–") : state_text(check, SIDE_EX, plan->scope, window),
            brief_text(check, plan),
            mail_text(check, plan),
        };
        add_row(check, &table, cells);
    }
    print_table(check, &table);
}

static void hidden_line(CheckText *check)
{
    const Published *published = check->stages->published;
    int64_t hidden = 0, all = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t i = 0; i < published->scope_count * published->window_count; i++) {
            Publish state = published->state[side][i];
            hidden += state == PUBLISH_PRIMARY || state == PUBLISH_SECONDARY;
            all += state != PUBLISH_EMPTY;
        }
    check_line(check, "",
               WORDS(check->arena, check->talk, WORD_CHECK_HIDDEN_COUNT, check_count(check, hidden),
                     check_count(check, all)));
}

/* ---- Mail ---- */

static void mail_line(CheckText *check)
{
    const Stages *stages = check->stages;
    int64_t count = 0;
    for (ptrdiff_t i = 0; i < stages->brief_count; i++)
        count += stages->briefs[i].to.len > 0;
    Str drafts = check_count(check, count), from = stages->config->mail.from;
    Str text = word(check->talk, WORD_CHECK_MAIL_NONE);
    if (stages->config->mail.given)
        text = from.len > 0 ? WORDS(check->arena, check->talk, WORD_CHECK_MAIL_FROM, drafts, from)
                            : WORDS(check->arena, check->talk, WORD_CHECK_MAIL_NO_FROM, drafts);
    check_line(check, "", text);
}

/* ---- Units that are made of others ---- */

static void members_lines(CheckText *check, bool groups, Word head)
{
    const Tally *tally = check->stages->tally;
    bool any = false;
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        const Unit *unit = &tally->units[u];
        if (groups ? !unit->is_group : !unit->is_parent)
            continue;
        StrList names = {0};
        for (ptrdiff_t i = 0; i < unit->member_count; i++)
            if (unit->members[i] != u && tally->units[unit->members[i]].renamed_to < 0)
                *PUSH(check->arena, &names, Str) = tally->units[unit->members[i]].name;
        if (!any)
            check_line(check, "\n", word(check->talk, head));
        any = true;
        check_line(check, "  ",
                   WORDS(check->arena, check->talk, WORD_CHECK_HOLDS, unit->name,
                         str_join(check->arena, names.items, names.len, S(", "))));
    }
}

/* ---- Questions ---- */

static void question_lines(CheckText *check)
{
    const Tally *tally = check->stages->tally;
    const Published *published = check->stages->published;
    ptrdiff_t window = check_window(check);
    bool any = false;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t scope = 0; scope < tally->unit_count; scope++) {
            StrList hidden = {0};
            if (!privacy_shown(published, (Side)side, scope, window))
                continue;
            for (ptrdiff_t q = 0; q < tally->side[side].question_count; q++)
                if (privacy_question_withheld(published, tally, (Side)side, scope, window, q))
                    *PUSH(check->arena, &hidden, Str) = tally->side[side].questions[q].metric->id;
            if (hidden.len == 0)
                continue;
            if (!any)
                check_line(check, "\n",
                           WORDS(check->arena, check->talk, WORD_CHECK_QUESTIONS,
                                 check->stages->report->period_id));
            any = true;
            check_line(
                check, "  ",
                WORDS(check->arena, check->talk, WORD_CHECK_HOLDS,
                      scope == 0 ? word(check->talk, WORD_CHECK_COMPANY) : tally->units[scope].name,
                      str_join(check->arena, hidden.items, hidden.len, S(", "))));
        }
}

/* ---- What earlier packs published ---- */

static void ledger_lines(CheckText *check)
{
    const Published *published = check->stages->published;
    if (published->note_count > 0)
        check_line(check, "\n", word(check->talk, WORD_CHECK_LEDGER));
    for (ptrdiff_t i = 0; i < published->note_count; i++) {
        bool gone = published->notes[i].late < 0;
        int64_t n = gone ? -published->notes[i].late : published->notes[i].late;
        Str unit = published->notes[i].unit;
        check_line(check, "  ",
                   WORDS(check->arena, check->talk,
                         gone ? WORD_CHECK_LEDGER_GONE : WORD_CHECK_LEDGER_LATE,
                         check_side(check, published->notes[i].side),
                         unit.len > 0 ? unit : word(check->talk, WORD_CHECK_COMPANY),
                         published->notes[i].period, check_count(check, n)));
    }
}

void check_units(CheckText *check)
{
    check_line(
        check, "\n",
        WORDS(check->arena, check->talk, WORD_CHECK_UNITS, check->stages->report->period_id));
    unit_table(check);
    hidden_line(check);
    mail_line(check);
    members_lines(check, true, WORD_CHECK_GROUPS);
    members_lines(check, false, WORD_CHECK_PARENTS);
    question_lines(check);
    ledger_lines(check);
}
