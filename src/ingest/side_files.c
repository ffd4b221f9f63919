/* Events and targets. */
#include "work.h"

#include <math.h>

/* ---- Shared by the invited file, events, targets and KPIs ---- */

ptrdiff_t side_unit(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head,
                    const Tally *tally)
{
    Str key = unit_key_of(in, row->cells[head]);
    if (key.len == 0)
        return UNIT_OF_COMPANY;
    ptrdiff_t unit = tally_find_mapped(tally, key);
    if (unit >= 0)
        return unit;
    Pos pos = side_pos(in, table, row, head);
    ArenaMark mark = arena_mark(in->scratch);
    bool shown = diag_shows(in->diags, DIAG_SIDE_UNIT_UNKNOWN, table->text.path);
    StrList known = {0};
    for (ptrdiff_t u = 1; shown && u < tally->unit_count; u++)
        *PUSH(in->scratch, &known, Str) = tally->units[u].key;
    diag_add_near(in->diags, DIAG_SIDE_UNIT_UNKNOWN, pos, key, STR_NONE,
                  strlist_nearest(&known, key));
    arena_reset(in->scratch, mark);
    return UNIT_UNKNOWN;
}

bool side_was_merged(Ingest *in, const SideRow *row, ptrdiff_t head)
{
    Str key = unit_key_of(in, row->cells[head]);
    return !str_equal(unit_map_resolve(in->map, in->map_count, key, false),
                      unit_map_resolve(in->map, in->map_count, key, true));
}

ptrdiff_t side_period(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head,
                      const Tally *tally, bool empty_is_all)
{
    Str id = text_name_key(in->scratch, row->cells[head]);
    PeriodKind kind = in->config->report.period;
    int64_t ordinal = 0;
    if (id.len == 0 && empty_is_all)
        return PERIOD_OF_ALL;
    if (kind == PERIOD_WAVE && id.len > 0) {
        ptrdiff_t wave = tally_find_period_id(tally, id);
        return wave < 0 ? PERIOD_UNKNOWN : wave;
    }
    if (!period_parse(kind, id, &ordinal)) { /* of waves: an empty name */
        Str example = tally->period_count > 0 ? tally->periods[0].id : S("2026-10");
        diag_add(in->diags, DIAG_SIDE_PERIOD_BAD, side_pos(in, table, row, head), id, example);
        return PERIOD_BAD;
    }
    ptrdiff_t period = tally_find_period(tally, ordinal);
    return period < 0 ? PERIOD_UNKNOWN : period;
}

/* ---- Events ---- */

enum { EVENT_DATE, EVENT_UNIT, EVENT_TEXT };
static const SideHead event_heads[] = {[EVENT_DATE] = {{"date", 4}, true},
                                       [EVENT_UNIT] = {{"unit", 4}, false},
                                       [EVENT_TEXT] = {{"text", 4}, true}};

static bool iso_date(Str text, Date *date)
{
    int part[3] = {0};
    static const ptrdiff_t from[] = {0, 5, 8}, to[] = {4, 7, 10};
    if (text.len != 10 || text.s[4] != '-' || text.s[7] != '-')
        return false;
    for (int p = 0; p < 3; p++) {
        for (ptrdiff_t i = from[p]; i < to[p]; i++) {
            if (text.s[i] < '0' || text.s[i] > '9')
                return false;
            part[p] = part[p] * 10 + (text.s[i] - '0');
        }
    }
    *date = (Date){.year = part[0], .month = part[1], .day = part[2]};
    return date_valid(part[0], part[1], part[2]);
}

typedef LIST_OF(Event) EventList;

static void take_event(Ingest *in, SideTable *table, const SideRow *row, const Tally *tally,
                       EventList *events)
{
    Event event = {.period = -1};
    if (!iso_date(row->cells[EVENT_DATE], &event.date)) {
        diag_add(in->diags, DIAG_SIDE_DATE_BAD, side_pos(in, table, row, EVENT_DATE),
                 row->cells[EVENT_DATE], S("2026-10-31"));
        return;
    }
    event.unit = side_unit(in, table, row, EVENT_UNIT, tally);
    if (event.unit == UNIT_UNKNOWN)
        return;
    if (event.unit >= 0 && tally->units[event.unit].merged_into >= 0)
        event.unit = tally->units[event.unit].merged_into; /* where the unit is shown */
    PeriodKind kind = in->config->report.period;
    if (kind != PERIOD_WAVE)
        event.period = tally_find_period(tally, period_ordinal(kind, event.date));
    event.text = str_copy(in->arena, text_nfc(in->scratch, row->cells[EVENT_TEXT]));
    *PUSH(in->arena, events, Event) = event;
}

void events_read(Ingest *in, Tally *tally)
{
    const SideFile *file = &in->config->events;
    SideTable table;
    if (file->file.len == 0 ||
        !side_table_read(in, &table, file->file, file->file_pos, event_heads,
                         CX_COUNTOF(event_heads), file->renamed, file->renamed_count))
        return;
    EventList events = {0};
    for (ptrdiff_t i = 0; i < table.rows.len; i++)
        take_event(in, &table, &table.rows.items[i], tally, &events);
    tally->events = events.items;
    tally->event_count = events.len;
}

/* ---- Targets ---- */

enum { TARGET_UNIT, TARGET_METRIC, TARGET_PERIOD, TARGET_TARGET };
static const SideHead target_heads[] = {[TARGET_UNIT] = {{"unit", 4}, false},
                                        [TARGET_METRIC] = {{"metric", 6}, false},
                                        [TARGET_PERIOD] = {{"period", 6}, false},
                                        [TARGET_TARGET] = {{"target", 6}, true}};

typedef struct TargetUse { /* a figure whose target stands in a file */
    Str id;
    const TargetRef *ref;
} TargetUse;
typedef LIST_OF(TargetUse) TargetUses;
typedef LIST_OF(Target) TargetList;

static TargetUses target_uses(Ingest *in)
{
    const Config *config = in->config;
    const TargetUse fixed[] = {{S("cx.index"), &config->cx_index.target},
                               {S("ex.index"), &config->ex_index.target},
                               {S("cx.journey"), &config->cx_journey.target},
                               {S("ex.engagement"), &config->engagement.target},
                               {S("combined.score"), &config->combined.target}};
    TargetUses uses = {0};
    for (ptrdiff_t i = 0; i < config->metric_count; i++)
        *PUSH(in->scratch, &uses, TargetUse) =
            (TargetUse){config->metrics[i].id, &config->metrics[i].target};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(fixed); i++)
        *PUSH(in->scratch, &uses, TargetUse) = fixed[i];
    return uses;
}

static void take_target(Ingest *in, SideTable *table, const SideRow *row, Str id,
                        const Tally *tally, TargetList *targets)
{
    Num value = num_parse(row->cells[TARGET_TARGET], false);
    if (!value.ok || fabs(value.value) > SIDE_NUMBER_LIMIT) {
        diag_add(in->diags, DIAG_SIDE_NUMBER_BAD, side_pos(in, table, row, TARGET_TARGET),
                 row->cells[TARGET_TARGET], STR_NONE);
        return;
    }
    if (side_was_merged(in, row, TARGET_UNIT))
        return; /* what one of them aimed at is no aim of them all */
    Target target = {.unit = side_unit(in, table, row, TARGET_UNIT, tally),
                     .period = side_period(in, table, row, TARGET_PERIOD, tally, true),
                     .metric = id,
                     .value = value.value};
    if (target.unit != UNIT_UNKNOWN && target.period >= PERIOD_OF_ALL)
        *PUSH(in->arena, targets, Target) = target;
}

static void check_metric(Ingest *in, SideTable *table, const SideRow *row, const TargetUses *uses)
{
    Str named = row->cells[TARGET_METRIC];
    for (ptrdiff_t i = 0; i < uses->len; i++) {
        if (named.len == 0 || str_equal(uses->items[i].id, named))
            return;
    }
    ArenaMark mark = arena_mark(in->scratch);
    StrList known = {0};
    for (ptrdiff_t i = 0; i < uses->len; i++)
        *PUSH(in->scratch, &known, Str) = uses->items[i].id;
    diag_add_near(in->diags, DIAG_SIDE_METRIC_UNKNOWN, side_pos(in, table, row, TARGET_METRIC),
                  named, STR_NONE, strlist_nearest(&known, named));
    arena_reset(in->scratch, mark);
}

void targets_read(Ingest *in, Tally *tally)
{
    TargetUses uses = target_uses(in);
    TargetList targets = {0};
    StrMap seen = {0};
    for (ptrdiff_t u = 0; u < uses.len; u++) {
        Str path = uses.items[u].ref->file;
        bool added = false;
        if (!uses.items[u].ref->given || path.len == 0)
            continue;
        strmap_put(in->scratch, &seen, path, &added);
        SideTable table;
        if (!added || !side_table_read(in, &table, path, uses.items[u].ref->pos, target_heads,
                                       CX_COUNTOF(target_heads), NULL, 0))
            continue;
        for (ptrdiff_t r = 0; r < table.rows.len; r++) {
            const SideRow *row = &table.rows.items[r];
            check_metric(in, &table, row, &uses);
            /* A row without a metric is for every figure that names the file. */
            for (ptrdiff_t i = u; i < uses.len; i++) {
                bool meant = row->cells[TARGET_METRIC].len == 0 ||
                             str_equal(row->cells[TARGET_METRIC], uses.items[i].id);
                if (meant && str_equal(uses.items[i].ref->file, path))
                    take_target(in, &table, row, uses.items[i].id, tally, &targets);
            }
        }
    }
    tally->targets = targets.items;
    tally->target_count = targets.len;
}
