/* Who gets a brief, who does not and why, and whom --only means. */
#include "stages.h"

/* ---- Why not ---- */

/* "A, B, C and 40 more" would tell nobody who they are; but 400 names tell it no better. */
static Str names_text(const Stages *stages, const StrList *names)
{
    enum { NAMES_SHOWN = 30 };
    ptrdiff_t shown = names->len < NAMES_SHOWN ? names->len : NAMES_SHOWN;
    Str text = str_join(stages->arena, names->items, shown, S(", "));
    if (shown == names->len)
        return text;
    return str_format(stages->arena, "%.*s, … (+%td)", STR_ARG(text), names->len - shown);
}

static StrList names_in_state(const Stages *stages, BriefState state, ptrdiff_t group)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < stages->plan_count; i++)
        if (stages->plan[i].state == state && (group < 0 || stages->plan[i].group == group))
            *PUSH(stages->arena, &names, Str) = stages->plan[i].unit;
    return names;
}

/* One line a reason, not one a unit. */
static void note_those_without(const Stages *stages)
{
    const struct {
        BriefState state;
        DiagCode code;
        Str about;
    } reasons[] = {
        {BRIEF_HIDDEN, DIAG_RUN_BRIEF_HIDDEN, stages->report->period_id},
        {BRIEF_NO_DATA, DIAG_RUN_BRIEF_NO_DATA, stages->report->period_id},
        {BRIEF_PARENT, DIAG_RUN_BRIEF_PARENT, os_path_base(stages->config->units.file)},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(reasons); i++) {
        StrList names = names_in_state(stages, reasons[i].state, -1);
        if (names.len > 0)
            diag_add(stages->diags, reasons[i].code, (Pos){0}, names_text(stages, &names),
                     reasons[i].about);
    }
    for (ptrdiff_t unit = 1; unit < stages->tally->unit_count; unit++) {
        StrList names = names_in_state(stages, BRIEF_MERGED, unit);
        if (names.len > 0)
            diag_add(stages->diags, DIAG_RUN_BRIEF_MERGED, (Pos){0}, names_text(stages, &names),
                     stages->tally->units[unit].name);
    }
}

/* ---- --only ---- */

static bool is_meant(const Stages *stages, const BriefPlan *plan, Str asked)
{
    const Unit *unit = &stages->tally->units[plan->scope];
    return str_equal(asked, unit->key) || str_equal(asked, plan->unit) ||
           str_equal(asked, plan->slug);
}

static void refuse_unknown(const Stages *stages, Str asked)
{
    StrList known = {0};
    for (ptrdiff_t i = 0; i < stages->plan_count; i++) {
        *PUSH(stages->arena, &known, Str) = stages->plan[i].unit;
        *PUSH(stages->arena, &known, Str) = stages->plan[i].slug;
    }
    diag_add_near(stages->diags, DIAG_RUN_ONLY_UNKNOWN, (Pos){0}, asked, STR_NONE,
                  strlist_nearest(&known, asked));
}

static void mark_only(const Stages *stages, Str given)
{
    const Tally *tally = stages->tally;
    Str asked =
        unit_map_resolve(tally->map, tally->map_count, text_name_key(stages->arena, given), true);
    ptrdiff_t known = 0, marked = 0;
    for (ptrdiff_t i = 0; i < stages->plan_count; i++)
        known += is_meant(stages, &stages->plan[i], asked);
    for (ptrdiff_t i = 0; i < stages->brief_count; i++)
        if (is_meant(stages, stages->briefs[i].plan, asked)) {
            stages->briefs[i].wanted = true;
            marked++;
        }
    if (known == 0)
        refuse_unknown(stages, given);
    else if (marked == 0)
        diag_add(stages->diags, DIAG_RUN_ONLY_NO_BRIEF, (Pos){0}, given, STR_NONE);
}

void stages_plan_briefs(Stages *stages)
{
    const StrList *only = &stages->options->only;
    stages->plan_count =
        report_brief_plan(stages->arena, stages->scores, stages->report, &stages->plan);
    stages->briefs = NEW(stages->arena, UnitBrief, stages->plan_count);
    for (ptrdiff_t i = 0; i < stages->plan_count; i++) {
        const BriefPlan *plan = &stages->plan[i];
        if (plan->state == BRIEF_MADE)
            stages->briefs[stages->brief_count++] = (UnitBrief){
                .plan = plan, .unit = &stages->tally->units[plan->scope], .wanted = only->len == 0};
    }
    for (ptrdiff_t i = 0; i < only->len; i++)
        mark_only(stages, only->items[i]);
    if (only->len == 0)
        note_those_without(stages);
}
