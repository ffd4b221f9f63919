/* What is said when the data have more units, periods or combinations than a report can hold. */
#include "work.h"

typedef struct Cause {
    DiagCode code;
    ptrdiff_t limit; /* 0: a memory, not a count */
} Cause;

static Cause cause_of(TallyLimit limit)
{
    switch (limit) {
    case TALLY_MANY_UNITS:
        return (Cause){DIAG_DATA_UNITS_MANY, TALLY_UNITS_LIMIT};
    case TALLY_MANY_PERIODS:
        return (Cause){DIAG_DATA_PERIODS_MANY, TALLY_PERIODS_LIMIT};
    case TALLY_MANY_STRATA:
        return (Cause){DIAG_DATA_STRATA_MANY, TALLY_STRATA_LIMIT};
    case TALLY_MANY_CELLS:
        return (Cause){DIAG_DATA_CELLS_MANY, TALLY_CELLS_LIMIT};
    case TALLY_MANY_PEOPLE:
        return (Cause){DIAG_DATA_PEOPLE_MANY, TALLY_PEOPLE_LIMIT};
    case TALLY_FITS:
    case TALLY_MANY_BYTES:
        break;
    }
    return (Cause){DIAG_DATA_COUNTS_LARGE, 0};
}

/* Where the project names the column that is to blame, or else its section. */
static Pos place_of(const Config *config, const Source *source, TallyLimit limit)
{
    if (source == NULL)
        return config->units.file_pos;
    if (limit == TALLY_MANY_UNITS && source->unit.count > 0)
        return source->unit.pos;
    if (limit == TALLY_MANY_PERIODS && source->wave.count > 0)
        return source->wave.pos;
    return source->pos;
}

static Str column_of(const Source *source, TallyLimit limit)
{
    if (source == NULL)
        return S("unit");
    if (limit == TALLY_MANY_UNITS && source->unit.count > 0)
        return source->unit.names[0];
    if (limit == TALLY_MANY_PERIODS && source->wave.count > 0)
        return source->wave.names[0];
    return STR_NONE;
}

bool limits_hold(Ingest *in, const Source *source)
{
    TallyLimit limit = tally_builder_limit(in->builder);
    if (limit == TALLY_FITS)
        return true;
    Cause cause = cause_of(limit);
    Str most = num_show_count(in->scratch, cause.limit, LANG_EN);
    diag_add(in->diags, cause.code, place_of(in->config, source, limit), column_of(source, limit),
             most);
    return false;
}
