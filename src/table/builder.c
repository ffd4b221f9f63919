#include "builder.h"

TallyBuilder *tally_builder_new(Arena *arena, const Config *config)
{
    TallyBuilder *builder = NEW(arena, TallyBuilder, 1);
    *builder = (TallyBuilder){.arena = arena, .config = config};
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        BuildSide *made = &builder->side[side];
        table_plan_side(arena, config, side, &made->tally);
        table_plan_counting(arena, &made->tally, &made->plan);
        table_open_drivers(arena, config, &made->tally, &made->drivers);
        made->missing = NEW(arena, int64_t, made->tally.question_count);
        made->missing_code = NEW(arena, int64_t, made->tally.question_count);
        made->not_asked = NEW(arena, int64_t, made->tally.question_count);
        made->off_scale = NEW(arena, int64_t, made->tally.question_count);
        made->cell_bytes = made->tally.level_total * (ptrdiff_t)sizeof(Count) +
                           made->tally.pair_total * (ptrdiff_t)sizeof(double);
    }
    *PUSH(arena, &builder->units, Unit) = (Unit){.above = -1, .merged_into = -1, .renamed_to = -1};
    *PUSH(arena, &builder->kept, bool) = true;
    *PUSH(arena, &builder->made, bool) = false;
    /* The order of waves is that of the `period =` keys, before any row is seen. */
    if (config->report.period == PERIOD_WAVE) {
        for (ptrdiff_t i = 0; i < config->source_count; i++) {
            if (config->sources[i].period.len > 0)
                tally_builder_period(builder, 0, config->sources[i].period);
        }
    }
    return builder;
}

void table_over(TallyBuilder *builder, TallyLimit limit)
{
    if (builder->limit == TALLY_FITS)
        builder->limit = limit;
}

TallyLimit tally_builder_limit(const TallyBuilder *builder)
{
    ptrdiff_t grid = builder->units.len * builder->periods.len;
    for (Side side = SIDE_CX; side < SIDE_COUNT && builder->limit == TALLY_FITS; side++) {
        ptrdiff_t strata = builder->side[side].strata.len;
        if (grid * (strata > 0 ? strata : 1) > TALLY_GRID_LIMIT)
            return TALLY_MANY_CELLS;
    }
    return builder->limit;
}

const SideTally *tally_builder_side(const TallyBuilder *builder, Side side)
{
    return &builder->side[side].tally;
}

ptrdiff_t tally_builder_unit(TallyBuilder *builder, Str key, Pos pos)
{
    if (key.len == 0)
        return UNIT_NONE;
    const ptrdiff_t *known = strmap_find(&builder->unit_index, key);
    if (known != NULL)
        return *known;
    ptrdiff_t unit = builder->units.len;
    if (unit > TALLY_UNITS_LIMIT) { /* UNIT_NONE does not count */
        table_over(builder, TALLY_MANY_UNITS);
        return UNIT_NONE;
    }
    Str kept = str_copy(builder->arena, key);
    *strmap_put(builder->arena, &builder->unit_index, kept, NULL) = unit;
    *PUSH(builder->arena, &builder->units, Unit) = (Unit){.key = kept,
                                                          .name = kept,
                                                          .order = -1,
                                                          .pos = pos,
                                                          .above = -1,
                                                          .merged_into = -1,
                                                          .renamed_to = -1};
    *PUSH(builder->arena, &builder->kept, bool) = false;
    *PUSH(builder->arena, &builder->made, bool) = false;
    return unit;
}

void tally_builder_describe(TallyBuilder *builder, ptrdiff_t unit, const Unit *about)
{
    CX_ASSERT(unit > UNIT_NONE && unit < builder->units.len);
    Unit *known = &builder->units.items[unit];
    *known = (Unit){.key = known->key,
                    .name = about->name.len > 0 ? about->name : known->key,
                    .parent = about->parent,
                    .head = about->head,
                    .email = about->email,
                    .language = about->language,
                    .order = about->order,
                    .listed = true,
                    .pos = known->pos,
                    .above = -1,
                    .merged_into = -1,
                    .renamed_to = -1};
    builder->kept.items[unit] = true;
    builder->described = true;
}

void tally_builder_keep(TallyBuilder *builder, ptrdiff_t unit)
{
    CX_ASSERT(unit >= 0 && unit < builder->units.len);
    builder->kept.items[unit] = true;
}

Str tally_builder_unit_key(const TallyBuilder *builder, ptrdiff_t unit)
{
    CX_ASSERT(unit >= 0 && unit < builder->units.len);
    return builder->units.items[unit].key;
}

ptrdiff_t tally_builder_above(const TallyBuilder *builder, ptrdiff_t unit)
{
    CX_ASSERT(unit >= 0 && unit < builder->units.len);
    const ptrdiff_t *above = strmap_find(&builder->unit_index, builder->units.items[unit].parent);
    return above == NULL ? UNIT_NONE : *above;
}

ptrdiff_t tally_builder_period(TallyBuilder *builder, int64_t ordinal, Str wave_name)
{
    bool wave = builder->config->report.period == PERIOD_WAVE;
    for (ptrdiff_t i = 0; i < builder->periods.len; i++) {
        const Period *period = &builder->periods.items[i];
        if (wave ? str_equal(period->id, wave_name) : period->ordinal == ordinal)
            return i;
    }
    ptrdiff_t index = builder->periods.len;
    if (index >= TALLY_PERIODS_LIMIT) {
        table_over(builder, TALLY_MANY_PERIODS);
        return 0;
    }
    Period *period = PUSH(builder->arena, &builder->periods, Period);
    period->ordinal = wave ? index : ordinal;
    period->id = wave ? str_copy(builder->arena, wave_name) : STR_NONE;
    return index;
}

int64_t tally_builder_ordinal(const TallyBuilder *builder, ptrdiff_t period)
{
    return builder->periods.items[period].ordinal;
}

void tally_builder_margins(TallyBuilder *builder, Side which, const Str *names, ptrdiff_t count)
{
    BuildSide *side = &builder->side[which];
    CX_ASSERT(side->strata.len == 0 && side->cells.len == 0);
    side->tally.margins = NEW(builder->arena, Str, count);
    side->tally.margin_count = count;
    for (ptrdiff_t i = 0; i < count; i++)
        side->tally.margins[i] = str_copy(builder->arena, names[i]);
}

ptrdiff_t tally_builder_stratum(TallyBuilder *builder, Side which, const Str *categories)
{
    BuildSide *side = &builder->side[which];
    ptrdiff_t count = side->tally.margin_count;
    Str *names = NEW(builder->arena, Str, count);
    Buffer key = {.arena = builder->arena};
    for (ptrdiff_t i = 0; i < count; i++) {
        names[i] = categories[i].len > 0 ? categories[i] : S("(missing)");
        buffer_add(&key, names[i]);
        buffer_add_byte(&key, '\0'); /* no category holds a NUL after text_name_key */
    }
    if (side->strata.len >= TALLY_STRATA_LIMIT &&
        strmap_find(&side->stratum_index, buffer_str(&key)) == NULL) {
        table_over(builder, TALLY_MANY_STRATA);
        return 0;
    }
    bool added = false;
    ptrdiff_t *index = strmap_put(builder->arena, &side->stratum_index, buffer_str(&key), &added);
    if (added) {
        *index = side->strata.len;
        for (ptrdiff_t i = 0; i < count; i++)
            names[i] = str_copy(builder->arena, names[i]);
        *PUSH(builder->arena, &side->strata, struct Stratum) =
            (struct Stratum){.categories = names};
    }
    return *index;
}

Str tally_builder_period_name(const TallyBuilder *builder, Arena *arena, ptrdiff_t period)
{
    const Period *made = &builder->periods.items[period];
    PeriodKind kind = builder->config->report.period;
    return kind == PERIOD_WAVE ? made->id : period_id(arena, kind, made->ordinal);
}
