#include <cxex/privacy.h>

static ptrdiff_t cell_index(const Published *published, ptrdiff_t scope, ptrdiff_t window)
{
    CX_ASSERT(scope >= 0 && scope < published->scope_count);
    CX_ASSERT(window >= 0 && window < published->window_count);
    return scope * published->window_count + window;
}

Publish privacy_state(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    return published->state[side][cell_index(published, scope, window)];
}

bool privacy_shown(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    Publish state = privacy_state(published, side, scope, window);
    return state == PUBLISH_PUBLISHED || state == PUBLISH_STORED;
}

bool privacy_question_withheld(const Published *published, const Tally *tally, Side side,
                               ptrdiff_t scope, ptrdiff_t window, ptrdiff_t question)
{
    ptrdiff_t count = tally->side[side].question_count;
    CX_ASSERT(question >= 0 && question < count);
    return published->question[side][cell_index(published, scope, window) * count + question];
}

bool privacy_mean_withheld(const Published *published, const Tally *tally, Side side,
                           ptrdiff_t scope, ptrdiff_t window, ptrdiff_t mean)
{
    ptrdiff_t count = tally->side[side].mean_count;
    CX_ASSERT(mean >= 0 && mean < count);
    return published->mean[side][cell_index(published, scope, window) * count + mean];
}
