/* Any bytes as the map of units, columns and answers, with months and with waves: read and
 * reported, and decided beside what a pack from before there was a map has published. */
#include "fuzz.h"

#include <math.h>

#include <cxex/privacy.h>

static const char project[] = "[report]\n"
                              "client = Harbour Lane\n"
                              "period = %s\n"
                              "[customers]\n"
                              "files = data.csv\n"
                              "%s = when\n"
                              "unit = unit\n"
                              "comment = words\n"
                              "[metric cx.nps]\n"
                              "column = nps\n"
                              "type = nps\n"
                              "scale = 0..10\n"
                              "[metric cx.csat]\n"
                              "column = grade\n"
                              "type = rating\n"
                              "scale = bad | so so | good\n"
                              "%s";

static const struct {
    const char *period, *column, *names[3];
} kinds[] = {{"month", "date", {"2026-01-05", "2026-02-05", "2026-03-05"}},
             {"wave", "wave", {"w1", "w2", "w3"}}};

/* Enough for every unit to have figures, and answers that only some lines of a map can read. */
static Str make_data(Arena *arena, const char *const names[3])
{
    static const char *const units[] = {"Sales", "Stores", "Kho vận", "Online", ""};
    static const char *const grades[] = {"bad", "so so", "good", "bad", "good", "good"};
    Buffer out = {.arena = arena};
    buffer_add(&out, S("when,unit,nps,old,grade,words\n"));
    for (int i = 0; i < 120; i++)
        buffer_addf(&out, "%s,%s,%d,%d,%s,%s\n", names[i % 3], units[i % 7 % 5], i % 11,
                    (i + 3) % 11, grades[i % 6], i % 4 ? "" : "nothing to add");
    return buffer_str(&out);
}

static const Tally *read_project(const char *name, int kind, const char *map, Diags *diags)
{
    Arena *arena = diags->arena;
    Str text = str_format(arena, project, kinds[kind].period, kinds[kind].column, map);
    const Config *config = config_read(arena, fuzz_write(name, text), (ConfigOptions){0}, diags);
    CX_ASSERT(config);
    return ingest_read(arena, config, NULL, NULL, diags);
}

static const LedgerFigure *one_figure(void *context, Side side, ptrdiff_t scope, ptrdiff_t window,
                                      ptrdiff_t *count)
{
    const Published *published = context;
    static LedgerFigure figure;
    figure = (LedgerFigure){.id = S("n")};
    for (ptrdiff_t i = 0; i < LEDGER_NUMBERS; i++)
        figure.number[i] = (double)NAN;
    figure.number[0] = (double)published->n[side][scope * published->window_count + window];
    *count = 1;
    return &figure;
}

/* A pack of the last period, made without the map. */
static const Ledger *publish(Arena *arena, const Tally *tally)
{
    Diags diags = {.arena = arena};
    const Published *published = privacy_decide(arena, tally, NULL);
    LedgerPack pack = {.period = tally->periods[tally->period_count - 1].id, .manifest = S("m")};
    Str text = ledger_text(arena, ledger_empty(arena), tally, published, pack, one_figure,
                           (void *)(uintptr_t)published);
    const Ledger *ledger = ledger_read(arena, fuzz_write("ledger.json", text), STR_NONE, &diags);
    CX_ASSERT(ledger);
    return ledger;
}

static void decide(Arena *arena, const Tally *tally, const Ledger *ledger)
{
    const Published *published = privacy_decide(arena, tally, ledger);
    int64_t minimum = tally->config->privacy.minimum;
    for (ptrdiff_t c = 0; c < published->scope_count * published->window_count; c++)
        CX_ASSERT(published->state[SIDE_CX][c] != PUBLISH_PUBLISHED ||
                  published->n[SIDE_CX][c] >= minimum);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int kind = 0; kind < CX_COUNTOF(kinds); kind++) {
        Arena *arena = fuzz_arena();
        Diags before = {.arena = arena}, diags = {.arena = arena};
        fuzz_write("data.csv", make_data(arena, kinds[kind].names));
        const Tally *plain = read_project("plain.ini", kind, "", &before);
        CX_ASSERT(plain);
        fuzz_write("map.csv", (Str){(const char *)data, (ptrdiff_t)size});
        const Tally *tally = read_project("mapped.ini", kind, "[map]\nfile = map.csv\n", &diags);
        fuzz_print(&diags);
        CX_ASSERT((tally == NULL) == diag_errors(&diags));
        if (tally)
            decide(arena, tally, publish(arena, plain));
        tally_close(plain);
        fuzz_report(tally); /* and closes it */
    }
    return 0;
}
