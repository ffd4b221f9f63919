/* Scale words: how strong, of what. "Rất hài lòng", "Somewhat dissatisfied", "Not at all likely".
 */
#include "scales.h"

#include "../base/banned.h"

typedef struct Strength {
    const char *text;
    int order; /* of the positive word: satisfied is 4 */
} Strength;

/* The longest that fits is taken. */
static const Strength strengths[] = {
    {"completely", 7}, {"extremely", 7},  {"totally", 7},    {"strongly", 6},
    {"very", 6},       {"highly", 6},     {"mostly", 4},     {"quite", 4},
    {"fairly", 3},     {"moderately", 3}, {"somewhat", 3},   {"rather", 3},
    {"slightly", 2},   {"a little", 2},   {"hoàn toàn", 7},  {"cực kỳ", 7},
    {"vô cùng", 7},    {"rất", 6},        {"khá", 3},        {"tương đối", 3},
    {"hơi", 2},        {"phần nào", 2},   {"không hề", -7},  {"hoàn toàn không", -7},
    {"rất không", -6}, {"rất ít", -6},    {"không", -4},     {"không thật", -2},
    {"chưa", -4},      {"ít", -2},        {"chưa thật", -2}, {"not at all", -7},
    {"not very", -2},  {"not so", -2},    {"not that", -2},  {"not", -4},
    {"most", 7},       {"extremly", 7},   {"kha", 3},        {"tạm", 2},
};

typedef struct Core {
    const char *text;
    LabelFamily family;
    int sign;
} Core;

static const Core cores[] = {
    {"satisfied", LABEL_SATISFACTION, 1},
    {"dissatisfied", LABEL_SATISFACTION, -1},
    {"unsatisfied", LABEL_SATISFACTION, -1},
    {"hài lòng", LABEL_SATISFACTION, 1},
    {"happy", LABEL_SATISFACTION, 1},
    {"unhappy", LABEL_SATISFACTION, -1},
    {"agree", LABEL_AGREEMENT, 1},
    {"disagree", LABEL_AGREEMENT, -1},
    {"đồng ý", LABEL_AGREEMENT, 1},
    {"phản đối", LABEL_AGREEMENT, -1},
    {"đúng", LABEL_AGREEMENT, 1},
    {"likely", LABEL_LIKELIHOOD, 1},
    {"unlikely", LABEL_LIKELIHOOD, -1},
    {"sẵn sàng", LABEL_LIKELIHOOD, 1},
    {"sẵn lòng", LABEL_LIKELIHOOD, 1},
    {"có khả năng", LABEL_LIKELIHOOD, 1},
    {"easy", LABEL_EASE, 1},
    {"difficult", LABEL_EASE, -1},
    {"hard", LABEL_EASE, -1},
    {"dễ", LABEL_EASE, 1},
    {"dễ dàng", LABEL_EASE, 1},
    {"khó", LABEL_EASE, -1},
    {"khó khăn", LABEL_EASE, -1},
    {"good", LABEL_QUALITY, 1},
    {"poor", LABEL_QUALITY, -1},
    {"bad", LABEL_QUALITY, -1},
    {"tốt", LABEL_QUALITY, 1},
    {"kém", LABEL_QUALITY, -1},
    {"tệ", LABEL_QUALITY, -1},
    {"fairly", LABEL_FAVOUR, 1},
    {"unfairly", LABEL_FAVOUR, -1},
    {"favorable", LABEL_FAVOUR, 1},
    {"favorably", LABEL_FAVOUR, 1},
    {"unfavorable", LABEL_FAVOUR, -1},
    {"unfavorably", LABEL_FAVOUR, -1},
    {"favourable", LABEL_FAVOUR, 1},
    {"favourably", LABEL_FAVOUR, 1},
    {"unfavourable", LABEL_FAVOUR, -1},
    {"unfavourably", LABEL_FAVOUR, -1},
    {"approve", LABEL_FAVOUR, 1},
    {"disapprove", LABEL_FAVOUR, -1},
    {"important", LABEL_IMPORTANCE, 1},
    {"unimportant", LABEL_IMPORTANCE, -1},
    {"critical", LABEL_IMPORTANCE, 1},
    {"quan trọng", LABEL_IMPORTANCE, 1},
    {"comfortable", LABEL_COMFORT, 1},
    {"uncomfortable", LABEL_COMFORT, -1},
    {"thoải mái", LABEL_COMFORT, 1},
};

typedef struct Whole { /* labels as they stand */
    const char *text;
    LabelFamily family;
    int order;
} Whole;

static const Whole wholes[] = {
    {"excellent", LABEL_QUALITY, 8},
    {"outstanding", LABEL_QUALITY, 9},
    {"above average", LABEL_QUALITY, 3},
    {"average", LABEL_QUALITY, 0},
    {"below average", LABEL_QUALITY, -3},
    {"fair", LABEL_QUALITY, 1},
    {"terrible", LABEL_QUALITY, -8},
    {"awful", LABEL_QUALITY, -9},
    {"acceptable", LABEL_QUALITY, 1},
    {"xuất sắc", LABEL_QUALITY, 8},
    {"tuyệt vời", LABEL_QUALITY, 9},
    {"khá", LABEL_QUALITY, 3},
    {"khá tốt", LABEL_QUALITY, 3},
    {"trung bình", LABEL_QUALITY, 0},
    {"yếu", LABEL_QUALITY, -5},
    {"được", LABEL_QUALITY, 1},
    {"rất tệ", LABEL_QUALITY, -7},
    {"rất kém", LABEL_QUALITY, -6},
    {"never", LABEL_FREQUENCY, -8},
    {"hardly ever", LABEL_FREQUENCY, -6},
    {"almost never", LABEL_FREQUENCY, -6},
    {"seldom", LABEL_FREQUENCY, -5},
    {"rarely", LABEL_FREQUENCY, -4},
    {"occasionally", LABEL_FREQUENCY, -1},
    {"sometimes", LABEL_FREQUENCY, 1},
    {"often", LABEL_FREQUENCY, 3},
    {"frequently", LABEL_FREQUENCY, 4},
    {"very often", LABEL_FREQUENCY, 5},
    {"usually", LABEL_FREQUENCY, 5},
    {"most of the time", LABEL_FREQUENCY, 6},
    {"almost always", LABEL_FREQUENCY, 7},
    {"always", LABEL_FREQUENCY, 8},
    {"không bao giờ", LABEL_FREQUENCY, -8},
    {"hiếm khi", LABEL_FREQUENCY, -4},
    {"ít khi", LABEL_FREQUENCY, -3},
    {"thỉnh thoảng", LABEL_FREQUENCY, 0},
    {"đôi khi", LABEL_FREQUENCY, 1},
    {"thường xuyên", LABEL_FREQUENCY, 4},
    {"rất thường xuyên", LABEL_FREQUENCY, 5},
    {"luôn luôn", LABEL_FREQUENCY, 8},
    {"luôn", LABEL_FREQUENCY, 7},
    {"yes", LABEL_YES_NO, 4},
    {"no", LABEL_YES_NO, -4},
    {"maybe", LABEL_YES_NO, 0},
    {"indifferent", LABEL_YES_NO, 0},
    {"có", LABEL_YES_NO, 4},
    {"không", LABEL_YES_NO, -4},
    {"có thể", LABEL_YES_NO, 0},
    {"lưỡng lự", LABEL_YES_NO, 0},
};

static const char *const neutrals[] = {
    "neutral",     "neither",   "no opinion",   "undecided", "so so",
    "bình thường", "trung lập", "không ý kiến", "phân vân",  "tạm được",
};

static const char *const no_answers[] = {
    "n a",
    "na",
    "not applicable",
    "not available",
    "don t know",
    "dont know",
    "do not know",
    "i don t know",
    "prefer not to answer",
    "prefer not to say",
    "no answer",
    "blank",
    "no basis",
    "unfamiliar n a",
    "not sure",
    "unsure",
    "refused",
    "don t know or refused",
    "none",
    "don t know or not applicable",
    "no basis for evaluation",
    "no basis to judge",
    "not asked",
    "i don t understand this question",
    "không áp dụng",
    "không nhớ",
    "don t remember",
    "can t remember",
    "i don t remember",
    "cannot say",
    "không chắc",
    "no experience",
    "no reply",
    "không trải nghiệm",
    "không biết",
    "không rõ",
    "không trả lời",
    "chưa sử dụng",
    "chưa dùng",
    "không muốn trả lời",
    "không có ý kiến",
    "never used",
    "have not used",
    "did not use",
    "unfamiliar",
    "not familiar",
    "other",
    "khác",
};

static bool is_in(Str words, const char *const *list, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (str_equal(words, str_from(list[i])))
            return true;
    }
    return false;
}

/* The words after a strength, or all; *order: how strong, 4 without a word for it. */
static Str take_strength(Str words, int *order)
{
    Str best = STR_NONE;
    *order = 4;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(strengths); i++) {
        Str text = str_from(strengths[i].text);
        if (text.len <= best.len || !str_starts(words, text) || words.len <= text.len ||
            words.s[text.len] != ' ')
            continue;
        best = text;
        *order = strengths[i].order;
    }
    return best.len > 0 ? str_slice(words, best.len + 1, words.len) : words;
}

static const Core *find_core(Str words)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cores); i++) {
        if (str_equal(words, str_from(cores[i].text)))
            return &cores[i];
    }
    return NULL;
}

/* "neither agree nor disagree", "neither", "neutral (0)". */
static bool is_neutral(Str words)
{
    return is_in(words, neutrals, CX_COUNTOF(neutrals)) || str_starts(words, S("neither ")) ||
           str_starts(words, S("neutral "));
}

/* A number in brackets or after a dash says no more than its words: "approve (1)". */
static Str without_number(Str words)
{
    ptrdiff_t end = words.len;
    while (end > 0 && words.s[end - 1] >= '0' && words.s[end - 1] <= '9')
        end--;
    return end > 0 && end < words.len && words.s[end - 1] == ' ' ? str_slice(words, 0, end - 1)
                                                                 : words;
}

/* A slip in the first word: "stronlgy disagree". */
static const Core *find_core_after_slip(Str words, int *order)
{
    enum { LETTERS = 5 };
    StrCut cut = str_cut(words, ' ');
    Str known[CX_COUNTOF(strengths)];
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(strengths); i++)
        known[count++] = str_from(strengths[i].text);
    ptrdiff_t at = cut.found && cut.head.len >= LETTERS ? str_nearest(cut.head, known, count) : -1;
    if (at < 0)
        return NULL;
    *order = strengths[at].order;
    return find_core(cut.tail);
}

LabelMeaning label_read(Arena *arena, Str label)
{
    Str words = without_number(str_trim(words_of(arena, label)));
    if (is_in(words, no_answers, CX_COUNTOF(no_answers)) || words.len == 0)
        return (LabelMeaning){.no_answer = true};
    if (is_neutral(words))
        return (LabelMeaning){.neutral = true};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(wholes); i++) {
        if (str_equal(words, str_from(wholes[i].text)))
            return (LabelMeaning){.family = wholes[i].family, .order = wholes[i].order};
    }
    int order = 4;
    const Core *core = find_core(words);
    if (core == NULL)
        core = find_core(take_strength(words, &order));
    if (core == NULL)
        core = find_core_after_slip(words, &order);
    if (core == NULL)
        return (LabelMeaning){0};
    return (LabelMeaning){.family = core->family, .order = order * core->sign};
}

/* ---- The other end ---- */

static const struct {
    const char *good, *bad;
} opposites[] = {
    {"satisfied", "dissatisfied"}, {"agree", "disagree"},
    {"likely", "unlikely"},        {"easy", "difficult"},
    {"fairly", "unfairly"},        {"favorably", "unfavorably"},
    {"favorable", "unfavorable"},  {"comfortable", "uncomfortable"},
    {"important", "unimportant"},  {"hài lòng", "không hài lòng"},
    {"đồng ý", "không đồng ý"},    {"dễ", "khó"},
};

Str label_opposite(Arena *arena, Str label)
{
    Str words = str_trim(words_of(arena, label));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(opposites); i++) {
        /* the longer one first */
        const Str pair[] = {str_from(opposites[i].bad), str_from(opposites[i].good)};
        for (ptrdiff_t p = 0; p < 2; p++) {
            Str end = pair[p], other = pair[1 - p];
            bool whole = str_equal(words, end);
            if (!whole && !(str_ends(words, end) && words.s[words.len - end.len - 1] == ' '))
                continue;
            return str_concat(arena, str_slice(words, 0, words.len - end.len), other);
        }
    }
    return STR_NONE;
}
