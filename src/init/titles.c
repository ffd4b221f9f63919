/* What a question is called in the report: short, and not to be misread. */
#include "inside.h"

#include "../base/banned.h"

enum {
    LABEL_LETTERS = 70,
    REST_LEAST = 12 /* letters that must be left when the lead-in is cut off */
};

/* "How satisfied are you with …" begins every line alike; what follows tells them apart. The
 * longest that fits is taken. */
static const char *const lead_ins[] = {
    "how satisfied are you with ",
    "how satisfied were you with ",
    "overall, how satisfied are you with ",
    "in general, how satisfied are you with ",
    "considering everything, how satisfied are you with ",
    "how would you rate ",
    "how do you rate ",
    "overall, how would you rate ",
    "please rate ",
    "to what extent do you agree that ",
    "how much do you agree that ",
    "bạn hài lòng thế nào với ",
    "bạn hài lòng thế nào về ",
    "bạn hài lòng như thế nào với ",
    "bạn hài lòng như thế nào về ",
    "bạn có hài lòng với ",
    "bạn có hài lòng về ",
    "mức độ hài lòng với ",
    "mức độ hài lòng về ",
    "mức độ hài lòng của bạn với ",
    "mức độ hài lòng của bạn về ",
    "bạn đánh giá thế nào về ",
    "bạn đánh giá như thế nào về ",
    "vui lòng đánh giá ",
};

static Str without_lead_in(Arena *arena, Str question)
{
    Str lead = STR_NONE;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(lead_ins); i++) {
        Str text = str_from(lead_ins[i]);
        if (text.len > lead.len && text.len < question.len &&
            str_equal_nocase(str_slice(question, 0, text.len), text))
            lead = text;
    }
    Str rest = str_trim(str_slice(question, lead.len, question.len));
    if (lead.len == 0 || text_length(rest) < REST_LEAST)
        return question;
    if (str_ends(rest, S("?")))
        rest = str_trim(str_slice(rest, 0, rest.len - 1));
    ptrdiff_t first = 0;
    text_next(rest, &first);
    return str_concat(arena, text_upper(arena, str_slice(rest, 0, first), LANG_EN),
                      str_slice(rest, first, rest.len));
}

static Str cut_short(Arena *arena, Str text, ptrdiff_t most)
{
    if (text_length(text) <= most)
        return text;
    ptrdiff_t at = 0, end = 0;
    for (ptrdiff_t letters = 0; letters < most && at < text.len; letters++) {
        if (text.s[at] == ' ')
            end = at;
        text_next(text, &at);
    }
    return str_format(arena, "%.*s …", STR_ARG(str_slice(text, 0, end > 0 ? end : at)));
}

Str title_of(Init *init, const InitColumn *column, bool reversed)
{
    Arena *arena = init->arena;
    Str rest = without_lead_in(arena, column->question);
    Str around = WORDS(arena, init->lang, WORD_INIT_LABEL_REVERSED, STR_NONE);
    ptrdiff_t most = reversed ? LABEL_LETTERS - text_length(around) : LABEL_LETTERS;
    Str title = cut_short(arena, rest, most);
    if (reversed) /* "36%" would be read as those who agree */
        title = WORDS(arena, init->lang, WORD_INIT_LABEL_REVERSED, title);
    return str_equal(title, column->name) ? STR_NONE : title;
}
