#include "words.h"

#include <string.h>

#include "../base/banned.h"

typedef struct Phrase {
    const char *text; /* a * at its end: the last word may go on */
    Topic topic;
    int weight; /* 6 settles it, 1 is a hint */
} Phrase;

/* clang-format off */
static const Phrase table[] = {
    /* ---- Who is asked ---- */
    {"khách hàng", TOPIC_CUSTOMER, 1},
    {"recommend us", TOPIC_CUSTOMER, 4},
    {"to a friend", TOPIC_CUSTOMER, 2},
    {"to a colleague", TOPIC_EMPLOYEE, -3},
    {"or colleague", TOPIC_EMPLOYEE, -3},
    {"did you visit", TOPIC_CUSTOMER, 4},
    {"warranty", TOPIC_CUSTOMER, 2},
    {"thái độ nhân viên", TOPIC_CUSTOMER, 4},
    {"thời gian chờ", TOPIC_CUSTOMER, 3}, {"quý khách", TOPIC_CUSTOMER, 4},
    {"cửa hàng", TOPIC_CUSTOMER, 1}, {"dịch vụ", TOPIC_CUSTOMER, 2}, {"sản phẩm", TOPIC_CUSTOMER, 2},
    {"mua hàng", TOPIC_CUSTOMER, 3}, {"sau mua", TOPIC_CUSTOMER, 3}, {"đơn hàng", TOPIC_CUSTOMER, 3},
    {"giao hàng", TOPIC_CUSTOMER, 1}, {"hậu mãi", TOPIC_CUSTOMER, 3}, {"bảo hành", TOPIC_CUSTOMER, 2},
    {"customer*", TOPIC_CUSTOMER, 2}, {"guest*", TOPIC_CUSTOMER, 3}, {"consumer*", TOPIC_CUSTOMER, 3},
    {"passenger*", TOPIC_CUSTOMER, 3}, {"patient*", TOPIC_CUSTOMER, 2}, {"visitor*", TOPIC_CUSTOMER, 3},
    {"service*", TOPIC_CUSTOMER, 1}, {"product*", TOPIC_CUSTOMER, 1}, {"purchas*", TOPIC_CUSTOMER, 2},
    {"store", TOPIC_CUSTOMER, 1}, {"shop*", TOPIC_CUSTOMER, 1}, {"your visit", TOPIC_CUSTOMER, 3},
    {"your stay", TOPIC_CUSTOMER, 4}, {"your order", TOPIC_CUSTOMER, 4}, {"dining", TOPIC_CUSTOMER, 3},
    {"booking", TOPIC_CUSTOMER, 2}, {"delivery", TOPIC_CUSTOMER, 1}, {"flight", TOPIC_CUSTOMER, 2},
    {"airline", TOPIC_CUSTOMER, 2}, {"the rooms", TOPIC_CUSTOMER, 3}, {"value for money", TOPIC_CUSTOMER, 4},
    {"the staff", TOPIC_CUSTOMER, 3}, {"nhân viên phục vụ", TOPIC_CUSTOMER, 3},
    {"khach hang", TOPIC_CUSTOMER, 2}, {"nhân viên tư vấn", TOPIC_CUSTOMER, 3},
    {"household*", TOPIC_CUSTOMER, 2}, {"tariff", TOPIC_CUSTOMER, 2}, {"netpro", TOPIC_CUSTOMER, 3},

    {"nơi làm việc", TOPIC_EMPLOYEE, 4}, {"công việc", TOPIC_EMPLOYEE, 3}, {"làm việc", TOPIC_EMPLOYEE, 2},
    {"ca làm", TOPIC_EMPLOYEE, 4}, {"giờ làm", TOPIC_EMPLOYEE, 3}, {"quản lý", TOPIC_EMPLOYEE, 3},
    {"cấp trên", TOPIC_EMPLOYEE, 4}, {"đồng nghiệp", TOPIC_EMPLOYEE, 4}, {"lương", TOPIC_EMPLOYEE, 3},
    {"thu nhập của tôi", TOPIC_EMPLOYEE, 4}, {"phụ cấp", TOPIC_EMPLOYEE, 4}, {"thâm niên", TOPIC_EMPLOYEE, 4},
    {"bộ phận của bạn", TOPIC_EMPLOYEE, 4}, {"phòng ban", TOPIC_EMPLOYEE, 2}, {"tuyển dụng", TOPIC_EMPLOYEE, 3},
    {"nhân viên", TOPIC_EMPLOYEE, 1}, {"nhan vien", TOPIC_EMPLOYEE, 3}, {"nhan su", TOPIC_EMPLOYEE, 3},
    {"công ty này", TOPIC_EMPLOYEE, 1}, {"employee*", TOPIC_EMPLOYEE, 3}, {"emp id", TOPIC_EMPLOYEE, 4},
    {"workplace", TOPIC_EMPLOYEE, 4}, {"place to work", TOPIC_EMPLOYEE, 5}, {"working here", TOPIC_EMPLOYEE, 5},
    {"work here", TOPIC_EMPLOYEE, 5}, {"my work", TOPIC_EMPLOYEE, 4}, {"my job", TOPIC_EMPLOYEE, 4},
    {"your job", TOPIC_EMPLOYEE, 4}, {"at work", TOPIC_EMPLOYEE, 3}, {"your employer", TOPIC_EMPLOYEE, 4},
    {"employer*", TOPIC_EMPLOYEE, 3}, {"manager*", TOPIC_EMPLOYEE, 3}, {"supervisor*", TOPIC_EMPLOYEE, 3},
    {"coworker*", TOPIC_EMPLOYEE, 3}, {"colleague*", TOPIC_EMPLOYEE, 3}, {"my team", TOPIC_EMPLOYEE, 4},
    {"salary", TOPIC_EMPLOYEE, 3}, {"my pay", TOPIC_EMPLOYEE, 4}, {"tenure", TOPIC_EMPLOYEE, 4},
    {"attrition", TOPIC_EMPLOYEE, 4}, {"overtime", TOPIC_EMPLOYEE, 3}, {"over time", TOPIC_EMPLOYEE, 2},
    {"job*", TOPIC_EMPLOYEE, 2}, {"engagement", TOPIC_EMPLOYEE, 4}, {"eng 1", TOPIC_EMPLOYEE, 2},
    {"psafety", TOPIC_EMPLOYEE, 3}, {"ldrshp", TOPIC_EMPLOYEE, 3}, {"leadership", TOPIC_EMPLOYEE, 2},
    {"enps", TOPIC_EMPLOYEE, 6}, {"rota", TOPIC_EMPLOYEE, 3}, {"your department", TOPIC_EMPLOYEE, 3},
    {"organization", TOPIC_EMPLOYEE, 1}, {"organisation", TOPIC_EMPLOYEE, 1}, {"your company", TOPIC_EMPLOYEE, 1},
    {"fevs", TOPIC_EMPLOYEE, 6}, {"staff survey", TOPIC_EMPLOYEE, 5}, {"termination", TOPIC_EMPLOYEE, 3},
    {"team", TOPIC_EMPLOYEE, 1}, {"your career", TOPIC_EMPLOYEE, 3}, {"hr", TOPIC_EMPLOYEE, 2},

    /* ---- Recommending ---- */
    {"nps", TOPIC_NPS, 6}, {"enps", TOPIC_NPS, 6}, {"netpro", TOPIC_NPS, 6}, {"net promoter", TOPIC_NPS, 6},
    {"likely to recommend", TOPIC_NPS, 6},
    {"likely are you to", TOPIC_NPS, 2}, {"likelihood to recommend", TOPIC_NPS, 6},
    {"likelihood recommend", TOPIC_NPS, 6}, {"willing to recommend", TOPIC_NPS, 6},
    {"recommend*", TOPIC_NPS, 4}, {"sẵn lòng giới thiệu", TOPIC_NPS, 6}, {"sẵn sàng giới thiệu", TOPIC_NPS, 6},
    {"khả năng giới thiệu", TOPIC_NPS, 6}, {"giới thiệu cho", TOPIC_NPS, 4}, {"giới thiệu với", TOPIC_NPS, 4},
    {"giới thiệu chúng tôi", TOPIC_NPS, 5}, {"giới thiệu", TOPIC_NPS, 2},
    {"nps group", TOPIC_MACHINE, 9}, {"nps type", TOPIC_MACHINE, 9},

    /* ---- Satisfaction ---- */
    {"csat", TOPIC_CSAT, 6}, {"overall satisf*", TOPIC_CSAT, 6}, {"overall sat", TOPIC_CSAT, 6},
    {"satisfied overall", TOPIC_CSAT, 6}, {"overall how satisfied", TOPIC_CSAT, 6},
    {"overall experience", TOPIC_CSAT, 5}, {"how satisfied", TOPIC_CSAT, 4}, {"satisfied with", TOPIC_CSAT, 3},
    {"satisf*", TOPIC_CSAT, 2}, {"overall", TOPIC_CSAT, 2}, {"in general", TOPIC_CSAT, 1}, {"all", TOPIC_CSAT, 1},
    {"service level", TOPIC_CSAT, 2}, {"level of service", TOPIC_CSAT, 2}, {"enjoy your", TOPIC_CSAT, 3},
    {"hài lòng thế nào", TOPIC_CSAT, 3}, {"hài lòng như thế nào", TOPIC_CSAT, 3}, {"hài lòng ở mức", TOPIC_CSAT, 3}, {"hài lòng tới mức", TOPIC_CSAT, 3}, {"mức độ hài lòng", TOPIC_CSAT, 5}, {"hài lòng chung", TOPIC_CSAT, 6}, {"hài lòng", TOPIC_CSAT, 2},
    {"nhìn chung", TOPIC_CSAT, 2}, {"tổng thể", TOPIC_CSAT, 2}, {"nói chung", TOPIC_CSAT, 1},

    /* ---- Effort ---- */
    {"ces", TOPIC_CES, 6}, {"made it easy", TOPIC_CES, 6}, {"makes it easy", TOPIC_CES, 6},
    {"how easy", TOPIC_CES, 5}, {"easy to", TOPIC_CES, 3}, {"effort", TOPIC_CES, 3}, {"ease of", TOPIC_CES, 3},
    {"dễ dàng", TOPIC_CES, 4}, {"dễ hay khó", TOPIC_CES, 5}, {"nỗ lực", TOPIC_CES, 3}, {"tốn công", TOPIC_CES, 4},
    {"how difficult", TOPIC_CES, 5}, {"how hard was it", TOPIC_CES, 5},

    /* ---- Stages ---- */
    {"biết đến", TOPIC_AWARE, 5}, {"nhận biết", TOPIC_AWARE, 5}, {"quảng cáo", TOPIC_AWARE, 3},
    {"aware*", TOPIC_AWARE, 4}, {"heard of us", TOPIC_AWARE, 4}, {"advertis*", TOPIC_AWARE, 3},
    {"discover*", TOPIC_AWARE, 3}, {"first hearing of", TOPIC_AWARE, 4},
    {"tìm hiểu", TOPIC_RESEARCH, 5}, {"tra cứu", TOPIC_RESEARCH, 4}, {"tìm kiếm thông tin", TOPIC_RESEARCH, 5},
    {"thông tin trên trang web", TOPIC_RESEARCH, 4}, {"research*", TOPIC_RESEARCH, 4}, {"finding", TOPIC_RESEARCH, 4},
    {"website", TOPIC_RESEARCH, 3}, {"looking for information", TOPIC_RESEARCH, 5},
    {"cân nhắc", TOPIC_CONSIDER, 5}, {"so sánh", TOPIC_CONSIDER, 4}, {"lựa chọn", TOPIC_CONSIDER, 3},
    {"consider*", TOPIC_CONSIDER, 3}, {"comparing", TOPIC_CONSIDER, 4}, {"choosing", TOPIC_CONSIDER, 3},
    {"mua hàng", TOPIC_BUY, 5}, {"đặt hàng", TOPIC_BUY, 5}, {"thanh toán", TOPIC_BUY, 3}, {"đặt phòng", TOPIC_BUY, 5},
    {"purchas*", TOPIC_BUY, 4}, {"buying", TOPIC_BUY, 5}, {"booking", TOPIC_BUY, 5}, {"checkout", TOPIC_BUY, 4},
    {"ordering", TOPIC_BUY, 4}, {"check in", TOPIC_BUY, 2},
    {"sử dụng", TOPIC_USE, 5}, {"trong thời gian lưu trú", TOPIC_USE, 5}, {"during your", TOPIC_USE, 4},
    {"using", TOPIC_USE, 4}, {"usage", TOPIC_USE, 4}, {"the use of", TOPIC_USE, 3}, {"while you were", TOPIC_USE, 3},
    {"sau mua", TOPIC_AFTERSALE, 5}, {"sau bán hàng", TOPIC_AFTERSALE, 6}, {"hậu mãi", TOPIC_AFTERSALE, 6},
    {"bảo hành", TOPIC_AFTERSALE, 5}, {"đổi trả", TOPIC_AFTERSALE, 5}, {"after sale*", TOPIC_AFTERSALE, 6},
    {"aftersale*", TOPIC_AFTERSALE, 6}, {"warranty", TOPIC_AFTERSALE, 5}, {"returns", TOPIC_AFTERSALE, 4},
    {"after your", TOPIC_AFTERSALE, 3}, {"support after", TOPIC_AFTERSALE, 5},

    /* ---- Factors ---- */
    {"ca làm", TOPIC_HOURS, 5}, {"giờ làm", TOPIC_HOURS, 5}, {"giờ nghỉ", TOPIC_HOURS, 5}, {"số giờ", TOPIC_HOURS, 3},
    {"thêm giờ", TOPIC_HOURS, 5}, {"nghỉ phép", TOPIC_HOURS, 5}, {"nghỉ đủ", TOPIC_HOURS, 4}, {"lịch làm", TOPIC_HOURS, 5}, {"tăng ca", TOPIC_HOURS, 5}, {"khối lượng công việc", TOPIC_HOURS, 4},
    {"nghỉ ngơi", TOPIC_HOURS, 3}, {"ngày nghỉ", TOPIC_HOURS, 4}, {"thời gian làm việc", TOPIC_HOURS, 5},
    {"cân bằng", TOPIC_HOURS, 4}, {"shift*", TOPIC_HOURS, 4}, {"hours", TOPIC_HOURS, 4}, {"rota", TOPIC_HOURS, 5},
    {"schedule*", TOPIC_HOURS, 3}, {"days off", TOPIC_HOURS, 5}, {"overtime", TOPIC_HOURS, 4},
    {"workload", TOPIC_HOURS, 4}, {"work life", TOPIC_HOURS, 5}, {"rest breaks", TOPIC_HOURS, 4},
    {"thu nhập", TOPIC_PAY, 5}, {"lương", TOPIC_PAY, 5}, {"thưởng", TOPIC_PAY, 3}, {"phụ cấp", TOPIC_PAY, 5},
    {"quyền lợi", TOPIC_PAY, 4}, {"phúc lợi", TOPIC_PAY, 5}, {"đãi ngộ", TOPIC_PAY, 5}, {"my pay", TOPIC_PAY, 5},
    {"pay", TOPIC_PAY, 4}, {"salary", TOPIC_PAY, 5}, {"wage*", TOPIC_PAY, 5}, {"compensation", TOPIC_PAY, 4},
    {"benefit*", TOPIC_PAY, 3}, {"reward*", TOPIC_PAY, 3}, {"bonus*", TOPIC_PAY, 5},
    {"góp ý", TOPIC_VOICE, 5}, {"ý kiến", TOPIC_VOICE, 4}, {"lắng nghe", TOPIC_VOICE, 5}, {"trao đổi", TOPIC_VOICE, 3},
    {"nói điều", TOPIC_VOICE, 4}, {"lên tiếng", TOPIC_VOICE, 5}, {"phản hồi", TOPIC_VOICE, 3}, {"suggest*", TOPIC_VOICE, 5},
    {"my opinion*", TOPIC_VOICE, 5}, {"listen*", TOPIC_VOICE, 5}, {"speak", TOPIC_VOICE, 4}, {"voice", TOPIC_VOICE, 5},
    {"feedback", TOPIC_VOICE, 3}, {"my ideas", TOPIC_VOICE, 4}, {"psafety", TOPIC_VOICE, 4}, {"heard", TOPIC_VOICE, 3},
    {"compliment*", TOPIC_VOICE, 2}, {"recognition", TOPIC_VOICE, 2}, {"recognised", TOPIC_VOICE, 2},
    {"recognized", TOPIC_VOICE, 2}, {"feel valued", TOPIC_VOICE, 3}, {"inform you", TOPIC_VOICE, 2},
    {"hứa", TOPIC_TRUST, 5}, {"giữ lời", TOPIC_TRUST, 5}, {"tin tưởng", TOPIC_TRUST, 5}, {"công bằng", TOPIC_TRUST, 4},
    {"minh bạch", TOPIC_TRUST, 4}, {"được giới thiệu khi", TOPIC_TRUST, 6}, {"lãnh đạo", TOPIC_TRUST, 3},
    {"trust*", TOPIC_TRUST, 5}, {"promise*", TOPIC_TRUST, 5}, {"honest*", TOPIC_TRUST, 5}, {"fairly", TOPIC_TRUST, 3},
    {"integrity", TOPIC_TRUST, 4}, {"leader*", TOPIC_TRUST, 3}, {"ldrshp", TOPIC_TRUST, 3}, {"confidence in", TOPIC_TRUST, 4},
    {"kept their word", TOPIC_TRUST, 5}, {"as described when", TOPIC_TRUST, 5},
    {"công cụ", TOPIC_TOOLS, 5}, {"phần mềm", TOPIC_TOOLS, 5}, {"thiết bị", TOPIC_TOOLS, 5}, {"máy móc", TOPIC_TOOLS, 5},
    {"phương tiện làm việc", TOPIC_TOOLS, 5}, {"tool*", TOPIC_TOOLS, 5}, {"equipment", TOPIC_TOOLS, 5},
    {"software", TOPIC_TOOLS, 4}, {"systems", TOPIC_TOOLS, 3}, {"resources", TOPIC_TOOLS, 3},
    {"phục vụ khách tốt hơn", TOPIC_TOOLS, 3}, {"data and information", TOPIC_TOOLS, 3}, {"environment", TOPIC_TOOLS, 2},

    /* ---- Life cycle ---- */
    {"tuyển dụng", TOPIC_ATTRACT, 5}, {"nhận việc", TOPIC_ATTRACT, 5}, {"mới vào", TOPIC_ATTRACT, 4},
    {"hội nhập", TOPIC_ATTRACT, 4}, {"when i started", TOPIC_ATTRACT, 5}, {"onboard*", TOPIC_ATTRACT, 5},
    {"when i joined", TOPIC_ATTRACT, 5}, {"recruit*", TOPIC_ATTRACT, 4}, {"when i was hired", TOPIC_ATTRACT, 5},
    {"học", TOPIC_GROW, 4}, {"đào tạo", TOPIC_GROW, 5}, {"phát triển", TOPIC_GROW, 5}, {"thăng tiến", TOPIC_GROW, 5},
    {"learn*", TOPIC_GROW, 4}, {"training", TOPIC_GROW, 3}, {"career*", TOPIC_GROW, 4}, {"promotion", TOPIC_GROW, 5},
    {"grow", TOPIC_GROW, 4}, {"growth", TOPIC_GROW, 4}, {"development", TOPIC_GROW, 3}, {"take me further", TOPIC_GROW, 4},

    /* ---- Any opinion ---- */
    {"satisf*", TOPIC_OPINION, 4}, {"hài lòng", TOPIC_OPINION, 4}, {"helpful*", TOPIC_OPINION, 3}, {"to what degree", TOPIC_OPINION, 4}, {"to what extent", TOPIC_OPINION, 4}, {"likelihood", TOPIC_OPINION, 3}, {"friendl*", TOPIC_OPINION, 3}, {"how well", TOPIC_OPINION, 3}, {"how clear*", TOPIC_OPINION, 3},
    {"thân thiện", TOPIC_OPINION, 3}, {"nhanh chóng", TOPIC_OPINION, 2}, {"sạch sẽ", TOPIC_OPINION, 3}, {"hữu ích", TOPIC_OPINION, 3}, {"nhiệt tình", TOPIC_OPINION, 3}, {"phù hợp", TOPIC_OPINION, 2}, {"rate", TOPIC_OPINION, 3}, {"rating", TOPIC_OPINION, 3},
    {"rating of", TOPIC_OPINION, 2}, {"agree", TOPIC_OPINION, 3}, {"đồng ý", TOPIC_OPINION, 3}, {"đánh giá", TOPIC_OPINION, 3},
    {"quality", TOPIC_OPINION, 3}, {"chất lượng", TOPIC_OPINION, 3}, {"enjoy*", TOPIC_OPINION, 3}, {"like", TOPIC_OPINION, 1},
    {"love", TOPIC_OPINION, 2}, {"recommend*", TOPIC_OPINION, 4}, {"easy", TOPIC_OPINION, 3}, {"dễ", TOPIC_OPINION, 2},
    {"how important", TOPIC_OPINION, 3}, {"how much importance", TOPIC_OPINION, 4}, {"comfortable", TOPIC_OPINION, 3},
    {"i feel", TOPIC_OPINION, 4}, {"i am", TOPIC_OPINION, 2}, {"tôi", TOPIC_OPINION, 2}, {"my", TOPIC_OPINION, 2},
    {"i can", TOPIC_OPINION, 3}, {"was good", TOPIC_OPINION, 3}, {"meaningful", TOPIC_OPINION, 3}, {"valued", TOPIC_OPINION, 3},
    {"clean*", TOPIC_OPINION, 2}, {"safe", TOPIC_OPINION, 3}, {"belong", TOPIC_OPINION, 3}, {"happy", TOPIC_OPINION, 3},
    {"happ", TOPIC_OPINION, 2}, {"incl", TOPIC_OPINION, 1}, {"engag*", TOPIC_OPINION, 3}, {"involvement", TOPIC_OPINION, 3},
    {"work life balance", TOPIC_OPINION, 5}, {"how likely", TOPIC_OPINION, 4}, {"on a scale of", TOPIC_OPINION, 4}, {"thái độ", TOPIC_OPINION, 3},
    {"polarized", TOPIC_OPINION, 1}, {"favorab*", TOPIC_OPINION, 4}, {"favourab*", TOPIC_OPINION, 4},
    {"view the following", TOPIC_OPINION, 4}, {"willing to", TOPIC_OPINION, 2}, {"score", TOPIC_OPINION, 2},
    {"leaving your job", TOPIC_OPINION, 3}, {"look forward", TOPIC_OPINION, 3}, {"frustrated", TOPIC_OPINION, 3},
    {"another job", TOPIC_OPINION, 2}, {"sufficient", TOPIC_OPINION, 3}, {"opportunity to", TOPIC_OPINION, 2},
    {"feedback on", TOPIC_OPINION, 2}, {"inform you", TOPIC_OPINION, 3}, {"biết đến", TOPIC_OPINION, 2},

    /* ---- To agree is the low end ---- */
    {"slow", TOPIC_NEGATIVE, 5}, {"too slow", TOPIC_NEGATIVE, 6}, {"noise", TOPIC_NEGATIVE, 4}, {"noisy", TOPIC_NEGATIVE, 5},
    {"too much", TOPIC_NEGATIVE, 5}, {"too many", TOPIC_NEGATIVE, 5}, {"too long", TOPIC_NEGATIVE, 5}, {"too little", TOPIC_NEGATIVE, 5},
    {"rude", TOPIC_NEGATIVE, 6}, {"dirty", TOPIC_NEGATIVE, 6}, {"confusing", TOPIC_NEGATIVE, 5}, {"difficult to", TOPIC_NEGATIVE, 4},
    {"hard to", TOPIC_NEGATIVE, 4}, {"it was difficult", TOPIC_NEGATIVE, 6}, {"spilling into", TOPIC_NEGATIVE, 6},
    {"spills into", TOPIC_NEGATIVE, 6},  {"burned out", TOPIC_NEGATIVE, 6},
    {"burnt out", TOPIC_NEGATIVE, 6}, {"exhaust*", TOPIC_NEGATIVE, 5}, {"stressed", TOPIC_NEGATIVE, 5}, {"stressful", TOPIC_NEGATIVE, 5},
    {"overwhelm*", TOPIC_NEGATIVE, 5}, {"frustrat*", TOPIC_NEGATIVE, 5}, {"leaving your job", TOPIC_NEGATIVE, 5},
    {"thinking of leaving", TOPIC_NEGATIVE, 6}, {"think about leaving", TOPIC_NEGATIVE, 6}, {"dream about getting another job", TOPIC_NEGATIVE, 6},
    {"would accept another job", TOPIC_NEGATIVE, 6}, {"unfair*", TOPIC_NEGATIVE, 5}, {"afraid", TOPIC_NEGATIVE, 5},
    {"is ignored", TOPIC_NEGATIVE, 5}, {"are ignored", TOPIC_NEGATIVE, 5}, {"waste*", TOPIC_NEGATIVE, 4}, {"complain*", TOPIC_NEGATIVE, 3},
    {"i do not", TOPIC_NEGATIVE, 4}, {"i don t", TOPIC_NEGATIVE, 4}, {"never get", TOPIC_NEGATIVE, 5}, {"overpriced", TOPIC_NEGATIVE, 6},
    {"disappoint*", TOPIC_NEGATIVE, 5}, {"problem with", TOPIC_NEGATIVE, 3}, {"how difficult", TOPIC_NEGATIVE, 6},
    {"how hard was it", TOPIC_NEGATIVE, 6}, {"how much effort", TOPIC_NEGATIVE, 6}, {"gets in the way", TOPIC_NEGATIVE, 6},
    {"lấn vào", TOPIC_NEGATIVE, 6}, {"chậm", TOPIC_NEGATIVE, 5}, {"quá tải", TOPIC_NEGATIVE, 6}, {"kiệt sức", TOPIC_NEGATIVE, 6},
    {"áp lực", TOPIC_NEGATIVE, 5}, {"căng thẳng", TOPIC_NEGATIVE, 5}, {"mệt mỏi", TOPIC_NEGATIVE, 5}, {"khó khăn", TOPIC_NEGATIVE, 5},
    {"quá nhiều", TOPIC_NEGATIVE, 5}, {"quá lâu", TOPIC_NEGATIVE, 5}, {"quá ồn", TOPIC_NEGATIVE, 6}, {"ồn ào", TOPIC_NEGATIVE, 6},
    {"thiếu", TOPIC_NEGATIVE, 4}, {"nghỉ việc", TOPIC_NEGATIVE, 4}, {"muốn nghỉ", TOPIC_NEGATIVE, 5}, {"bất công", TOPIC_NEGATIVE, 6},
    {"tốn công", TOPIC_NEGATIVE, 5}, {"phiền", TOPIC_NEGATIVE, 4}, {"tôi không", TOPIC_NEGATIVE, 5}, {"rắc rối", TOPIC_NEGATIVE, 5},
    {"mất nhiều", TOPIC_NEGATIVE, 5}, {"thất vọng", TOPIC_NEGATIVE, 6}, {"bị bỏ qua", TOPIC_NEGATIVE, 5},

    /* ---- Facts, machines, persons ---- */
    {"country", TOPIC_FACT, 2}, {"đất nước", TOPIC_FACT, 2}, {"quốc gia", TOPIC_FACT, 2}, {"age", TOPIC_FACT, 6}, {"gender", TOPIC_FACT, 6}, {"sex", TOPIC_FACT, 6}, {"income", TOPIC_FACT, 6}, {"income source", TOPIC_FACT, 6},
    {"education*", TOPIC_FACT, 6}, {"qualification*", TOPIC_FACT, 4}, {"marital", TOPIC_FACT, 6}, {"religion", TOPIC_FACT, 6},
    {"how many", TOPIC_FACT, 5}, {"number of", TOPIC_FACT, 4}, {"num", TOPIC_FACT, 4}, {"years", TOPIC_FACT, 3}, {"level of education", TOPIC_FACT, 6},
    {"job level", TOPIC_FACT, 6}, {"years since", TOPIC_FACT, 9}, {"years at", TOPIC_FACT, 9}, {"years in", TOPIC_FACT, 9}, {"years with", TOPIC_FACT, 9}, {"last year", TOPIC_FACT, 4}, {"stock option*", TOPIC_FACT, 6}, {"distance*", TOPIC_FACT, 5}, {"percent*", TOPIC_FACT, 4},
    {"performance rating", TOPIC_FACT, 6}, {"timesflown", TOPIC_FACT, 6}, {"how long", TOPIC_FACT, 5}, {"longuse", TOPIC_FACT, 6},
    {"purpose", TOPIC_FACT, 3}, {"purp1", TOPIC_FACT, 5}, {"purp2", TOPIC_FACT, 5}, {"purp3", TOPIC_FACT, 5}, {"zip", TOPIC_FACT, 6},
    {"incme", TOPIC_FACT, 6}, {"live", TOPIC_FACT, 3}, {"lang", TOPIC_FACT, 5}, {"language", TOPIC_FACT, 4}, {"method", TOPIC_FACT, 3},
    {"strata", TOPIC_FACT, 6}, {"destgeo", TOPIC_FACT, 6}, {"destmark", TOPIC_FACT, 6}, {"peak", TOPIC_FACT, 5}, {"saq", TOPIC_FACT, 5}, {"day", TOPIC_FACT, 3},
    {"getto1", TOPIC_FACT, 5}, {"household size", TOPIC_FACT, 6}, {"hourly rate", TOPIC_FACT, 7}, {"daily rate", TOPIC_FACT, 7}, {"monthly rate", TOPIC_FACT, 7},
    {"tuổi", TOPIC_FACT, 6}, {"giới tính", TOPIC_FACT, 6}, {"thâm niên", TOPIC_FACT, 6}, {"bao lâu", TOPIC_FACT, 5}, {"bao nhiêu", TOPIC_FACT, 4},
    {"học vấn", TOPIC_FACT, 6}, {"nghề nghiệp", TOPIC_FACT, 5}, {"thu nhập hàng tháng", TOPIC_FACT, 6}, {"kênh", TOPIC_FACT, 3}, {"channel", TOPIC_FACT, 3},
    {"how much of your time", TOPIC_FACT, 6}, {"how much time", TOPIC_FACT, 6}, {"time would you like", TOPIC_FACT, 6}, {"how often", TOPIC_FACT, 1},
    {"training times", TOPIC_FACT, 6}, {"code", TOPIC_FACT, 2}, {"gate", TOPIC_FACT, 5}, {"bus factor", TOPIC_FACT, 6}, {"uses the code", TOPIC_FACT, 5},
    {"which", TOPIC_CHOICE, 4}, {"select one", TOPIC_CHOICE, 4}, {"select all", TOPIC_CHOICE, 6}, {"choose one", TOPIC_CHOICE, 6}, {"check all", TOPIC_CHOICE, 6},
    {"all that apply", TOPIC_CHOICE, 6}, {"chọn nhiều", TOPIC_CHOICE, 6}, {"chọn một", TOPIC_CHOICE, 6}, {"nào sau đây", TOPIC_CHOICE, 6}, {"kênh nào", TOPIC_CHOICE, 6},
    {"cửa hàng nào", TOPIC_CHOICE, 5}, {"chi nhánh nào", TOPIC_CHOICE, 5}, {"cơ sở nào", TOPIC_CHOICE, 5}, {"bộ phận nào", TOPIC_CHOICE, 5}, {"phòng ban nào", TOPIC_CHOICE, 5},
    {"your role", TOPIC_CHOICE, 4}, {"your position", TOPIC_CHOICE, 4},
    {"rank*", TOPIC_MACHINE, 6}, {"xếp hạng", TOPIC_MACHINE, 6}, {"order your", TOPIC_MACHINE, 6}, {"click", TOPIC_MACHINE, 4}, {"click count", TOPIC_MACHINE, 8},
    {"first click", TOPIC_MACHINE, 8}, {"last click", TOPIC_MACHINE, 8}, {"timing", TOPIC_MACHINE, 5}, {"duration*", TOPIC_MACHINE, 5},
    {"progress", TOPIC_MACHINE, 5}, {"finished", TOPIC_MACHINE, 5}, {"lastpage", TOPIC_MACHINE, 6}, {"last page", TOPIC_MACHINE, 6}, {"seed", TOPIC_MACHINE, 5},
    {"startlanguage", TOPIC_MACHINE, 6}, {"start language", TOPIC_MACHINE, 6}, {"status", TOPIC_MACHINE, 3}, {"version", TOPIC_MACHINE, 4},
    {"collector", TOPIC_MACHINE, 5}, {"latitude", TOPIC_MACHINE, 6}, {"longitude", TOPIC_MACHINE, 6}, {"gps", TOPIC_MACHINE, 6}, {"browser", TOPIC_MACHINE, 5},
    {"resolution", TOPIC_MACHINE, 4}, {"network id", TOPIC_MACHINE, 6}, {"user agent", TOPIC_MACHINE, 6}, {"comment topics", TOPIC_MACHINE, 9},
    {"comment flag", TOPIC_MACHINE, 9}, {"sensitive", TOPIC_MACHINE, 5}, {"total points", TOPIC_MACHINE, 6}, {"points", TOPIC_MACHINE, 3}, {"consent", TOPIC_MACHINE, 6},
    {"location accuracy", TOPIC_MACHINE, 6}, {"distribution channel", TOPIC_MACHINE, 6}, {"interview time", TOPIC_MACHINE, 6}, {"interviewtime", TOPIC_MACHINE, 6},
    {"first name", TOPIC_PERSON, 9}, {"last name", TOPIC_PERSON, 9}, {"full name", TOPIC_PERSON, 9}, {"your name", TOPIC_PERSON, 9}, {"middle name", TOPIC_PERSON, 9},
    {"customer name", TOPIC_PERSON, 9}, {"employee name", TOPIC_PERSON, 9}, {"respondent name", TOPIC_PERSON, 9}, {"recipient*", TOPIC_PERSON, 7}, {"guest name", TOPIC_PERSON, 9},
    {"họ tên", TOPIC_PERSON, 9}, {"họ và tên", TOPIC_PERSON, 9}, {"tên của bạn", TOPIC_PERSON, 9}, {"tên khách hàng", TOPIC_PERSON, 9}, {"tên nhân viên", TOPIC_PERSON, 9},
    {"email*", TOPIC_PERSON, 9}, {"e mail*", TOPIC_PERSON, 9}, {"thư điện tử", TOPIC_PERSON, 9}, {"phone*", TOPIC_PERSON, 9}, {"mobile", TOPIC_PERSON, 4}, {"mobile no", TOPIC_PERSON, 5}, {"mobile number", TOPIC_PERSON, 5},
    {"điện thoại", TOPIC_PERSON, 9}, {"sđt", TOPIC_PERSON, 9}, {"ip address", TOPIC_PERSON, 9}, {"ipaddress", TOPIC_PERSON, 9}, {"ipaddr", TOPIC_PERSON, 9},
    {"địa chỉ", TOPIC_PERSON, 6}, {"cccd", TOPIC_PERSON, 9}, {"cmnd", TOPIC_PERSON, 9}, {"home address", TOPIC_PERSON, 9}, {"street address", TOPIC_PERSON, 9},
    {"firstname", TOPIC_PERSON, 9}, {"lastname", TOPIC_PERSON, 9}, {"fullname", TOPIC_PERSON, 9}, {"surname", TOPIC_PERSON, 9}, {"username", TOPIC_PERSON, 9}, {"user name", TOPIC_PERSON, 9},
    {"manager name", TOPIC_PERSON, 9}, {"supervisor name", TOPIC_PERSON, 9}, {"line manager", TOPIC_PERSON, 3}, {"served by", TOPIC_PERSON, 6}, {"interviewer*", TOPIC_PERSON, 6}, {"contact number", TOPIC_PERSON, 9},
    {"contact details", TOPIC_PERSON, 9}, {"hoten", TOPIC_PERSON, 9}, {"tên người", TOPIC_PERSON, 9}, {"tên trưởng", TOPIC_PERSON, 9}, {"tên quản lý", TOPIC_PERSON, 9}, {"người phỏng vấn", TOPIC_PERSON, 6},
    {"liên hệ lại", TOPIC_PERSON, 6}, {"zalo của", TOPIC_PERSON, 9}, {"birth*", TOPIC_PERSON, 6}, {"ngày sinh", TOPIC_PERSON, 9}, {"external data reference", TOPIC_PERSON, 6}, {"headman", TOPIC_PERSON, 6}, {"token", TOPIC_PERSON, 6},

    /* ---- Roles ---- */
    {"bộ phận", TOPIC_UNIT, 6},
    {"which shop", TOPIC_UNIT, 6},
    {"in which country", TOPIC_UNIT, 2}, {"how", TOPIC_UNIT, -4}, {"thế nào", TOPIC_UNIT, -4}, {"bao nhiêu", TOPIC_UNIT, -4}, {"live in", TOPIC_UNIT, -2},
    {"manager*", TOPIC_UNIT, -6}, {"supervisor*", TOPIC_UNIT, -6}, {"head of", TOPIC_UNIT, -6}, {"served", TOPIC_UNIT, -6}, {"trưởng", TOPIC_UNIT, -6}, {"quản lý", TOPIC_UNIT, -6},
    {"phụ trách", TOPIC_UNIT, -6}, {"nhân viên nào", TOPIC_UNIT, -6}, {"cơ sở vật chất", TOPIC_UNIT, -6}, {"cơ sở vật chất", TOPIC_OPINION, 2}, {"cơ sở y tế", TOPIC_UNIT, 3}, {"bệnh viện", TOPIC_UNIT, 4},
    {"team", TOPIC_UNIT, 3}, {"nhóm", TOPIC_UNIT, 3}, {"đội", TOPIC_UNIT, 2},
    {"which restaurant", TOPIC_UNIT, 6},
    {"which hotel", TOPIC_UNIT, 6},
    {"which office", TOPIC_UNIT, 5},
    {"cơ sở nào", TOPIC_UNIT, 5}, {"phòng ban", TOPIC_UNIT, 6}, {"đơn vị", TOPIC_UNIT, 5}, {"chi nhánh", TOPIC_UNIT, 6}, {"khoa phòng", TOPIC_UNIT, 6},
    {"cửa hàng nào", TOPIC_UNIT, 6}, {"cửa hàng", TOPIC_UNIT, 4}, {"khu vực", TOPIC_UNIT, 3}, {"điểm bán", TOPIC_UNIT, 5}, {"cơ sở", TOPIC_UNIT, 4}, {"văn phòng", TOPIC_UNIT, 3},
    {"phòng", TOPIC_UNIT, 2}, {"nơi làm việc của bạn", TOPIC_UNIT, 4}, {"tổ đội", TOPIC_UNIT, 4},
    {"department*", TOPIC_UNIT, 6}, {"business unit", TOPIC_UNIT, 6}, {"unit", TOPIC_UNIT, 5}, {"branch", TOPIC_UNIT, 6}, {"store name", TOPIC_UNIT, 7},
    {"which store", TOPIC_UNIT, 6}, {"store", TOPIC_UNIT, 3}, {"shop name", TOPIC_UNIT, 7}, {"restaurant name", TOPIC_UNIT, 8}, {"hotel name", TOPIC_UNIT, 8}, {"restaurant", TOPIC_UNIT, 3},
    {"site", TOPIC_UNIT, 3}, {"location", TOPIC_UNIT, 4}, {"location code", TOPIC_UNIT, 5}, {"region", TOPIC_UNIT, 4}, {"district", TOPIC_UNIT, 5}, {"area", TOPIC_UNIT, 4}, {"barea", TOPIC_UNIT, 6},
    {"boarding area", TOPIC_UNIT, 7}, {"division", TOPIC_UNIT, 5}, {"agency", TOPIC_UNIT, 5}, {"team name", TOPIC_UNIT, 5}, {"office", TOPIC_UNIT, 3}, {"facility", TOPIC_UNIT, 3},
    {"work unit", TOPIC_UNIT, 6}, {"plant", TOPIC_UNIT, 3}, {"ward", TOPIC_UNIT, 4}, {"province", TOPIC_UNIT, 3}, {"organization type", TOPIC_UNIT, 2}, {"us region", TOPIC_UNIT, 5},
    {"census region", TOPIC_UNIT, 5}, {"what country", TOPIC_UNIT, 4}, {"country", TOPIC_UNIT, 3}, {"field", TOPIC_UNIT, 1}, {"socio", TOPIC_UNIT, 2},
    {"response id", TOPIC_ID, 7}, {"responseid", TOPIC_ID, 7}, {"respondent id", TOPIC_ID, 7}, {"respondentid", TOPIC_ID, 7}, {"respnum", TOPIC_ID, 6}, {"record id", TOPIC_ID, 6},
    {"mã phản hồi", TOPIC_ID, 7}, {"mã phiếu", TOPIC_ID, 7}, {"id", TOPIC_ID, 4}, {"uuid", TOPIC_ID, 6}, {"employee number", TOPIC_ID, 6}, {"emp id", TOPIC_ID, 6},
    {"respid", TOPIC_ID, 7}, {"respondent number", TOPIC_ID, 6}, {"serial number", TOPIC_ID, 4}, {"số phiếu", TOPIC_ID, 6}, {"submission id", TOPIC_ID, 7}, {"mã", TOPIC_ID, 2}, {"stt", TOPIC_ID, 3}, {"household id", TOPIC_ID, 5}, {"case id", TOPIC_ID, 6}, {"key", TOPIC_ID, 2},
    {"survey date", TOPIC_DATE, 4}, {"interview date", TOPIC_DATE, 4}, {"date of interview", TOPIC_DATE, 4}, {"response date", TOPIC_DATE, 4}, {"date of response", TOPIC_DATE, 4}, {"completed on", TOPIC_DATE, 8},
    {"order date", TOPIC_DATE, -3}, {"purchase date", TOPIC_DATE, -3}, {"date of purchase", TOPIC_DATE, -3}, {"delivery date", TOPIC_DATE, -3}, {"booking date", TOPIC_DATE, -3}, {"due date", TOPIC_DATE, -4},
    {"hire date", TOPIC_DATE, -6}, {"hired", TOPIC_DATE, -6}, {"join date", TOPIC_DATE, -6}, {"joining date", TOPIC_DATE, -6}, {"date joined", TOPIC_DATE, -6}, {"date of joining", TOPIC_DATE, -6}, {"birth*", TOPIC_DATE, -9},
    {"ngày khảo sát", TOPIC_DATE, 4}, {"ngày phỏng vấn", TOPIC_DATE, 4}, {"ngày đánh giá", TOPIC_DATE, 4}, {"ngày mua", TOPIC_DATE, -3}, {"ngày đặt", TOPIC_DATE, -3}, {"ngày giao", TOPIC_DATE, -3},
    {"ngày vào làm", TOPIC_DATE, -6}, {"ngày nhận việc", TOPIC_DATE, -6}, {"ngày ký", TOPIC_DATE, -6}, {"ngày sinh", TOPIC_DATE, -9},
    {"dấu thời gian", TOPIC_DATE, 8}, {"thời gian hoàn thành", TOPIC_DATE, 8}, {"ngày trả lời", TOPIC_DATE, 8}, {"ngày gửi", TOPIC_DATE, 7}, {"ngày", TOPIC_DATE, 4}, {"thời gian", TOPIC_DATE, 3},
    {"timestamp", TOPIC_DATE, 8}, {"recorded date", TOPIC_DATE, 8}, {"date submitted", TOPIC_DATE, 8}, {"submitdate", TOPIC_DATE, 8}, {"submitted on", TOPIC_DATE, 8}, {"submitted", TOPIC_DATE, 5},
    {"submit date", TOPIC_DATE, 8}, {"submission time", TOPIC_DATE, 8}, {"completion time", TOPIC_DATE, 8}, {"completion date", TOPIC_DATE, 8}, {"end date", TOPIC_DATE, 6}, {"enddate", TOPIC_DATE, 6},
    {"end", TOPIC_DATE, 3}, {"start date", TOPIC_DATE, 4}, {"startdate", TOPIC_DATE, 4}, {"start time", TOPIC_DATE, 4}, {"start", TOPIC_DATE, 2}, {"date", TOPIC_DATE, 5}, {"intdate", TOPIC_DATE, 6},
    {"datestamp", TOPIC_DATE, 6}, {"created at", TOPIC_DATE, 6}, {"time", TOPIC_DATE, 1}, {"sent date", TOPIC_DATE, -4}, {"dep time", TOPIC_DATE, -4}, {"termination", TOPIC_DATE, -6},
    {"weight", TOPIC_WEIGHT, 6}, {"weights", TOPIC_WEIGHT, 6}, {"wt", TOPIC_WEIGHT, 5}, {"trọng số", TOPIC_WEIGHT, 7}, {"postwt", TOPIC_WEIGHT, 6}, {"wtvar", TOPIC_WEIGHT, 6},
    {"comment*", TOPIC_COMMENT, 5}, {"why", TOPIC_COMMENT, 3}, {"what could we", TOPIC_COMMENT, 5}, {"what should", TOPIC_COMMENT, 5}, {"improve*", TOPIC_COMMENT, 4}, {"do better", TOPIC_COMMENT, 5},
    {"suggestion*", TOPIC_COMMENT, 4}, {"anything else", TOPIC_COMMENT, 5}, {"tell us", TOPIC_COMMENT, 4}, {"describe", TOPIC_COMMENT, 3}, {"please explain", TOPIC_COMMENT, 3}, {"feedback", TOPIC_COMMENT, 3},
    {"ý kiến", TOPIC_COMMENT, 4}, {"góp ý", TOPIC_COMMENT, 4}, {"điều gì", TOPIC_COMMENT, 5}, {"vì sao", TOPIC_COMMENT, 4}, {"lý do", TOPIC_COMMENT, 4}, {"nhận xét", TOPIC_COMMENT, 5}, {"chia sẻ", TOPIC_COMMENT, 3},
    {"wave", TOPIC_WAVE, 6}, {"fy", TOPIC_WAVE, 5}, {"fiscal year", TOPIC_WAVE, 6}, {"survey year", TOPIC_WAVE, 7}, {"year", TOPIC_WAVE, 4}, {"đợt khảo sát", TOPIC_WAVE, 7}, {"đợt", TOPIC_WAVE, 4}, {"năm khảo sát", TOPIC_WAVE, 7},
};
/* clang-format on */

struct Phrases {
    struct {
        Str words; /* blank in front; at the end too unless the last word may go on */
        Str plain; /* without accents */
    } item[CX_COUNTOF(table)];
};

/* ---- Text as words ---- */

static bool is_tag(Str text, ptrdiff_t at, ptrdiff_t *after)
{
    enum { TAG_BYTES = 200 };
    for (ptrdiff_t i = at; i < text.len && i - at < TAG_BYTES; i++) {
        if (text.s[i] == '>') {
            *after = i + 1;
            return i > at && text.s[at + 1] != ' ' &&
                   !(text.s[at + 1] >= '0' && text.s[at + 1] <= '9');
        }
    }
    return false;
}

/* A blank where one word ends inside a run of letters and digits. */
static bool parts(CharKind before, CharKind now)
{
    return (before == CHAR_LETTER && now == CHAR_CAPITAL) ||
           (before == CHAR_DIGIT && (now == CHAR_LETTER || now == CHAR_CAPITAL));
}

static Str spread(Arena *arena, Str text)
{
    Buffer out = {.arena = arena};
    CharKind before = CHAR_BLANK;
    buffer_add_byte(&out, ' ');
    for (ptrdiff_t at = 0; at < text.len;) {
        ptrdiff_t from = at, after = 0;
        if (text.s[at] == '<' && is_tag(text, at, &after)) {
            at = after;
            continue;
        }
        CharKind kind = text_char_kind(text_next(text, &at));
        bool inside = kind == CHAR_LETTER || kind == CHAR_CAPITAL || kind == CHAR_DIGIT;
        bool was_inside = before == CHAR_LETTER || before == CHAR_CAPITAL || before == CHAR_DIGIT;
        if ((was_inside && !inside) || parts(before, kind))
            buffer_add_byte(&out, ' ');
        if (inside)
            buffer_add(&out, str_slice(text, from, at));
        before = inside ? kind : CHAR_BLANK;
    }
    if (out.s[out.len - 1] != ' ')
        buffer_add_byte(&out, ' ');
    return buffer_str(&out);
}

static Str padded(Arena *arena, Str folded)
{
    return str_format(arena, " %.*s ", STR_ARG(folded));
}

Str words_of(Arena *arena, Str text)
{
    return padded(arena, text_fold(arena, spread(arena, text)));
}

ptrdiff_t heading_words(const Heading *heading)
{
    ptrdiff_t blanks = 0;
    for (ptrdiff_t i = 0; i < heading->plain.len; i++)
        blanks += heading->plain.s[i] == ' ';
    return blanks > 0 ? blanks - 1 : 0;
}

/* ---- The table ---- */

static bool is_ascii(Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.s[i] >= 0x80)
            return false;
    }
    return true;
}

const Phrases *phrases_prepare(Arena *arena)
{
    Phrases *phrases = NEW(arena, Phrases, 1);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(table); i++) {
        Str text = str_from(table[i].text);
        bool open = str_ends(text, S("*"));
        if (open)
            text.len--;
        phrases->item[i].words =
            str_format(arena, " %.*s%s", STR_ARG(text_fold(arena, text)), open ? "" : " ");
        phrases->item[i].plain =
            str_format(arena, " %.*s%s", STR_ARG(text_fold_accents(arena, text)), open ? "" : " ");
    }
    return phrases;
}

Heading heading_read(Arena *arena, const Phrases *phrases, Str text)
{
    Heading heading = {.accented = words_of(arena, text)};
    heading.plain = padded(arena, text_fold_accents(arena, str_trim(heading.accented)));
    heading.has_accents = !is_ascii(heading.accented);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(table); i++) {
        /* Where a heading has accents, they must be those of the phrase. */
        bool found = heading.has_accents ? str_find(heading.accented, phrases->item[i].words) >= 0
                                         : str_find(heading.plain, phrases->item[i].plain) >= 0;
        if (found)
            heading.score[table[i].topic] += table[i].weight;
    }
    return heading;
}
