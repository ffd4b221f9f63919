/* The letters that the faces must carry: a name or a quotation in a brief may hold some that the
 * board's report lacks. */
#include "stages.h"

/* The reader's own language may differ from the report's: every word of both is drawn somewhere. */
static void add_catalogue(const Stages *stages, Buffer *letters)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (int i = 0; i < WORD_COUNT; i++)
            buffer_add(letters, word(stages->languages[lang], (Word)i));
}

static void add_names(const Stages *stages, Buffer *letters)
{
    for (ptrdiff_t i = 0; i < stages->tally->unit_count; i++) {
        buffer_add(letters, stages->tally->units[i].name);
        buffer_add(letters, stages->tally->units[i].head);
    }
}

static void add_quotations(const Stages *stages, Buffer *letters)
{
    Quotation quotations[BRIEF_QUOTES_MOST];
    ptrdiff_t window = tally_find_period_id(stages->tally, stages->report->period_id);
    if (!stages->redactor || window < 0)
        return;
    for (ptrdiff_t i = 0; i < stages->brief_count; i++)
        for (int side = 0; side < SIDE_COUNT; side++) {
            ptrdiff_t count = privacy_quotations(
                stages->arena, stages->published, stages->tally, stages->redactor, (Side)side,
                stages->briefs[i].plan->scope, window, quotations, BRIEF_QUOTES_MOST);
            for (ptrdiff_t k = 0; k < count; k++)
                buffer_add(letters, quotations[k].text);
        }
}

Str stages_letters(const Stages *stages)
{
    Buffer letters = {.arena = stages->arena};
    add_quotations(stages, &letters);
    add_catalogue(stages, &letters);
    add_names(stages, &letters);
    buffer_add(&letters, render_tree(stages->arena, stages->report));
    return buffer_str(&letters);
}
