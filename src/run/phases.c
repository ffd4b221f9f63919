#include <cxex/run.h>

#include <assert.h>

Str run_phase_name(RunPhase phase, Lang lang)
{
    static const Word names[] = {
        [RUN_PHASE_CONFIG] = WORD_RUN_PHASE_CONFIG,   [RUN_PHASE_READ] = WORD_RUN_PHASE_READ,
        [RUN_PHASE_PRIVACY] = WORD_RUN_PHASE_PRIVACY, [RUN_PHASE_SCORE] = WORD_RUN_PHASE_SCORE,
        [RUN_PHASE_REPORT] = WORD_RUN_PHASE_REPORT,   [RUN_PHASE_RENDER] = WORD_RUN_PHASE_RENDER,
        [RUN_PHASE_PUT] = WORD_RUN_PHASE_PUT,
    };
    static_assert(sizeof names / sizeof names[0] == RUN_PHASE_COUNT, "a name for every phase");
    return word(lang, names[phase]);
}
