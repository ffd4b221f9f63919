/* The dictionaries of cxex init, as tables: what a heading asks about, what a label of a scale
 * means, and the scale that answers stand on. */
#include "../../src/init/scales.h"
#include "one_arena.h"

/* ---- Headings ---- */

static const struct {
    const char *heading;
    Topic topic; /* that it must reach */
    int least;
    Topic not_topic; /* and must stay below 3 in; COUNT: none */
} headings[] = {
    {"How likely are you to recommend us to a friend?", TOPIC_NPS, 6, TOPIC_CSAT},
    {"Likelihood_Recommend_H", TOPIC_NPS, 4, TOPIC_CES},
    {"NETPRO", TOPIC_NPS, 6, TOPIC_UNIT},
    {"Bạn sẵn lòng giới thiệu chúng tôi tới mức nào?", TOPIC_NPS, 6, TOPIC_CSAT},
    {"Ban san long gioi thieu chung toi toi muc nao?", TOPIC_NPS, 6, TOPIC_CSAT},
    {"Công việc thật sự giống điều tôi được giới thiệu khi tuyển dụng.", TOPIC_TRUST, 5, TOPIC_NPS},
    {"JobSatisfaction", TOPIC_OPINION, 4, TOPIC_FACT},
    {"Overall, how satisfied are you with our service?", TOPIC_CSAT, 6, TOPIC_NPS},
    {"MỨC ĐỘ HÀI LÒNG", TOPIC_CSAT, 5, TOPIC_UNIT},
    {"Q7ALL", TOPIC_CSAT, 1, TOPIC_NPS},
    {"The company made it easy for me to handle my issue", TOPIC_CES, 6, TOPIC_CSAT},
    {"Sen Việt giúp tôi giải quyết việc của mình dễ dàng", TOPIC_CES, 4, TOPIC_NEGATIVE},
    {"Sau mua", TOPIC_AFTERSALE, 5, TOPIC_BUY},
    {"Mua hàng", TOPIC_BUY, 5, TOPIC_AFTERSALE},
    {"Finding and choosing us", TOPIC_RESEARCH, 4, TOPIC_BUY},
    {"My rota reaches me early enough.", TOPIC_HOURS, 5, TOPIC_PAY},
    {"Ca làm của tôi được báo trước đủ sớm.", TOPIC_HOURS, 5, TOPIC_PAY},
    {"Thu nhập của tôi đúng như đã thỏa thuận", TOPIC_PAY, 5, TOPIC_HOURS},
    {"Góp ý của tôi được trả lời.", TOPIC_VOICE, 5, TOPIC_TRUST},
    {"What we are promised, we get.", TOPIC_TRUST, 5, TOPIC_VOICE},
    {"Công cụ và phần mềm giúp tôi làm việc dễ dàng.", TOPIC_TOOLS, 5, TOPIC_PAY},
    {"I was shown the ropes when I started.", TOPIC_ATTRACT, 5, TOPIC_GROW},
    {"Tôi được trao đổi về hướng phát triển của mình.", TOPIC_GROW, 5, TOPIC_ATTRACT},
    {"The staff were slow in responding", TOPIC_NEGATIVE, 5, TOPIC_UNIT},
    {"There was too much noise in the rooms", TOPIC_NEGATIVE, 5, TOPIC_UNIT},
    {"Việc ở đây hay lấn vào giờ nghỉ của tôi.", TOPIC_NEGATIVE, 6, TOPIC_PAY},
    {"Work keeps spilling into my days off.", TOPIC_NEGATIVE, 6, TOPIC_PAY},
    {"The value for money was good", TOPIC_CUSTOMER, 4, TOPIC_NEGATIVE},
    {"Họ và tên", TOPIC_PERSON, 9, TOPIC_UNIT},
    {"Recipient Email", TOPIC_PERSON, 9, TOPIC_UNIT},
    {"IP Address", TOPIC_PERSON, 9, TOPIC_ID},
    {"Restaurant name", TOPIC_UNIT, 6, TOPIC_PERSON},
    {"Bộ phận của bạn", TOPIC_UNIT, 6, TOPIC_PERSON},
    {"YearsSinceLastPromotion", TOPIC_FACT, 6, TOPIC_OPINION},
    {"Q3_NPS_GROUP", TOPIC_MACHINE, 6, TOPIC_UNIT},
    {"<strong>Are you self-employed?</strong>", TOPIC_OPINION, 0, TOPIC_EMPLOYEE},
};

static void test_headings(void **state)
{
    (void)state;
    const Phrases *phrases = phrases_prepare(&arena);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(headings); i++) {
        Heading heading = heading_read(&arena, phrases, str_from(headings[i].heading));
        int score = heading.score[headings[i].topic];
        if (score < headings[i].least)
            fail_msg("%s: %d, not %d", headings[i].heading, score, headings[i].least);
        Topic other = headings[i].not_topic;
        if (other != TOPIC_COUNT && heading.score[other] >= 3)
            fail_msg("%s: %d in topic %d", headings[i].heading, heading.score[other], (int)other);
    }
}

/* ---- Labels, worst first ---- */

static const char *const scales[][8] = {
    {"Very dissatisfied", "Dissatisfied", "Somewhat dissatisfied",
     "Neither satisfied nor dissatisfied", "Somewhat satisfied", "Satisfied", "Very satisfied"},
    {"Strongly disagree", "Disagree", "Neither agree or disagree", "Agree", "Strongly Agree"},
    {"Completely disagree", "Somewhat disagree", "Neutral", "Somewhat agree", "Completely agree"},
    {"Not at all likely", "Not so likely", "Somewhat likely", "Very likely", "Extremely likely"},
    {"Very difficult", "Somewhat difficult", "Neither easy nor difficult", "Somewhat easy",
     "Very easy"},
    {"Poor", "Fair", "Good", "Very good", "Excellent"},
    {"Never", "Rarely", "Sometimes", "Often", "Very often", "Always"},
    {"Very unfavorably", "Somewhat unfavorably", "Neutral", "Somewhat favorably", "Very favorably"},
    {"Hoàn toàn không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Hoàn toàn hài lòng"},
    {"Rất không hài lòng", "Không hài lòng", "Trung lập", "Khá hài lòng", "Hài lòng",
     "Rất hài lòng"},
    {"Hoàn toàn không đồng ý", "Không đồng ý", "Phân vân", "Đồng ý", "Hoàn toàn đồng ý"},
    {"Rất khó", "Khó", "Bình thường", "Dễ", "Rất dễ"},
    {"Rất tệ", "Kém", "Trung bình", "Khá", "Tốt", "Rất tốt", "Xuất sắc"},
    {"Không bao giờ", "Hiếm khi", "Thỉnh thoảng", "Thường xuyên", "Luôn luôn"},
    {"stronlgy disagree", "somewhat disagree", "neutral", "somewhat agree", "strongly agree"},
    {"Không", "Có"},
};

static void test_labels_are_ordered(void **state)
{
    (void)state;
    for (ptrdiff_t s = 0; s < CX_COUNTOF(scales); s++) {
        LabelFamily family = LABEL_NONE;
        int before = -1000;
        for (ptrdiff_t l = 0; l < CX_COUNTOF(scales[s]) && scales[s][l]; l++) {
            LabelMeaning meaning = label_read(&arena, str_from(scales[s][l]));
            if (!meaning.neutral && meaning.family == LABEL_NONE)
                fail_msg("%s: not in the dictionary", scales[s][l]);
            if (!meaning.neutral && family != LABEL_NONE && meaning.family != family)
                fail_msg("%s: of another family", scales[s][l]);
            if (meaning.order <= before)
                fail_msg("%s: not above the one before", scales[s][l]);
            family = meaning.neutral ? family : meaning.family;
            before = meaning.order;
        }
    }
}

static void test_no_answers(void **state)
{
    static const char *const labels[] = {
        "N/A",           "Not applicable", "Don't know",           "Blank",           "-",
        "Không áp dụng", "Không biết",     "Prefer not to answer", "Unfamiliar (N/A)"};
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(labels); i++) {
        if (!label_read(&arena, str_from(labels[i])).no_answer)
            fail_msg("%s is an answer", labels[i]);
    }
}

static void test_opposites(void **state)
{
    static const struct {
        const char *label, *other;
    } pairs[] = {{"Very satisfied", "very dissatisfied"}, {"Strongly Disagree", "strongly agree"},
                 {"Rất hài lòng", "rất không hài lòng"},  {"Không đồng ý", "đồng ý"},
                 {"Somewhat easy", "somewhat difficult"}, {"Sometimes", ""}};
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(pairs); i++) {
        Str other = label_opposite(&arena, str_from(pairs[i].label));
        if (!str_equal(other, str_from(pairs[i].other)))
            fail_msg("%s: %.*s", pairs[i].label, STR_ARG(other));
    }
}

/* ---- Scales from answers ---- */

static const struct {
    const char *answers; /* "value×count value×count", count 1 without */
    const char *coded;
    bool recommends;
    const char *scale;   /* empty: none */
    const char *missing; /* with blanks between */
} columns[] = {
    {"1*10 2*20 3*50 4*90 5*80 6*30 0*12", "", false, "1..5", "0 6"},
    {"1*10 2*20 3*50 4*90 5*80 99*9", "", false, "1..5", "99"},
    {"0*5 2*5 5*20 7*40 8*70 9*60 10*50 11*9", "", true, "0..10", "11"},
    {"8*7 9*6 10*5", "", true, "0..10", ""},
    {"1*9 2*9 3*20 4*40 5*50 6*40 7*30", "", false, "1..7", ""},
    {"1*100 2*100 3*100 4*100", "", false, "1..4", ""},
    {"2*1 3*2 4*3", "", false, "1..5", ""},
    {"1*1000 2*1000 3*1000 4*1000 5*1000 6*2", "", false, "1..5", ""},
    {"1*4 2*8 3*2", "1=Strongly Disagree|2=Disagree|3=No Opinion|4=Agree|5=Strongly Agree", false,
     "1..5", ""},
    {"1*4 2*8 5*2 9*3", "1=Very good|2=Good|5=Very poor|9=Don't know", false, "5..1", "9"},
    {"1_-_Extremely_critical*9 2_-_Very_critical*9 5_-_Not_at_all_critical*3", "", false, "5..1",
     ""},
    {"Very_satisfied*9 Satisfied*9 N/A*3", "", false,
     "very dissatisfied | dissatisfied | Satisfied | Very satisfied", "N/A"},
    {"Đồng_ý*9 Không_đồng_ý*9", "", false, "Không đồng ý | Đồng ý", ""},
    {"red*9 blue*9 green*3", "", false, "", ""},
    /* what one hand wrote is counted, never printed */
    {"Good*19 Poor*19 Mixed*3 call_0912345678*1", "", false, "Poor | Good", "Mixed"},
    {"5*9 4*9 3*9 1*9 ask_me@home*1", "", false, "1..5", ""},
    {"Very_fairly*9 Fairly*9 Unfairly*3", "", false,
     "very unfairly | Unfairly | Fairly | Very fairly", ""},
    {"3*20 4*30 5*40", "", false, "1..5", ""}, /* nobody is that discontent */
    {"12.5*9 13.25*9 1*3", "", false, "", ""},
    {"15*9 23*9 41*3 37*3", "", false, "", ""},
};

static LookColumn column_of(const char *answers)
{
    LookColumn column = {0};
    for (StrCut cut = {.tail = str_from(answers), .found = true}; cut.found;) {
        cut = str_cut(cut.tail, ' ');
        StrCut pair = str_cut(cut.head, '*');
        char *text = NEW(&arena, char, pair.head.len);
        for (ptrdiff_t i = 0; i < pair.head.len; i++)
            text[i] = pair.head.s[i] == '_' ? ' ' : pair.head.s[i];
        LookValue value = {{text, pair.head.len}, (int64_t)num_parse(pair.tail, false).value};
        *PUSH(&arena, &column.values, LookValue) = value;
        column.filled += value.count;
        column.numbers += num_parse(value.text, false).ok ? value.count : 0;
    }
    return column;
}

static void test_scales(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(columns); i++) {
        LookColumn column = column_of(columns[i].answers);
        ScaleFound scale =
            scale_find(&arena, &column, str_from(columns[i].coded), columns[i].recommends);
        Str text = scale.found ? scale_text(&arena, &scale, false) : STR_NONE;
        Str missing = str_join(&arena, scale.missing.items, scale.missing.len, S(" "));
        if (!str_equal(text, str_from(columns[i].scale)))
            fail_msg("%s: %.*s", columns[i].answers, STR_ARG(text));
        if (scale.found && !str_equal(missing, str_from(columns[i].missing)))
            fail_msg("%s: missing %.*s", columns[i].answers, STR_ARG(missing));
    }
}

static void test_codes_of_labels(void **state)
{
    static const struct {
        const char *answers, *scale; /* empty: none */
    } coded[] = {{"A5*9 A1*3 A2*4", "A1 | A2 | A3 | A4 | A5"},
                 {"AO02*9 AO01*3 AO03*4", "AO01 | AO02 | AO03"},
                 {"A10*1 A9*1 A11*2", ""}, /* more than a scale has */
                 {"A1*9 A2*3", ""},
                 {"A1*9 B2*3 A3*3", ""},
                 {"M*9 F*3 X*3", ""}};
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(coded); i++) {
        LookColumn column = column_of(coded[i].answers);
        ScaleFound scale = scale_of_codes(&arena, &column);
        Str text = scale.found ? scale_text(&arena, &scale, false) : STR_NONE;
        if (!str_equal(text, str_from(coded[i].scale)))
            fail_msg("%s: %.*s", coded[i].answers, STR_ARG(text));
    }
}

static void test_quoting(void **state)
{
    static const struct {
        const char *value, *written;
    } values[] = {{"Mức độ hài lòng", "Mức độ hài lòng"},
                  {"Why; why not?", "\"Why; why not?\""},
                  {"Yes, often", "\"Yes, often\""},
                  {"The \"new\" app", "\"The \"\"new\"\" app\""},
                  {"a | b", "\"a | b\""}};
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(values); i++) {
        Str written = ini_quoted(&arena, str_from(values[i].value));
        assert_true(str_equal(written, str_from(values[i].written)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings),   cmocka_unit_test(test_labels_are_ordered),
        cmocka_unit_test(test_no_answers), cmocka_unit_test(test_opposites),
        cmocka_unit_test(test_scales),     cmocka_unit_test(test_codes_of_labels),
        cmocka_unit_test(test_quoting),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
