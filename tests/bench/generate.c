/* generate.c: any number of survey answers, fast, for the benchmark.
 *
 *   cc -O2 -std=c17 tests/bench/generate.c -lm -o generate
 *   generate --rows 1000000 --departments 12 --months 12 --seed 1 --out DIR
 *
 * Writes DIR/customers.csv (about 86 bytes a row), DIR/employees.csv and DIR/project.ini, the
 * columns being those of a plain export: ISO dates, UTF-8, LF. Department names and comments are
 * Vietnamese; now and then a comment holds quotes, a newline or an emoji, and a cell is empty. The
 * same options give the same bytes. What is measured is reading and counting, so people here are
 * simpler than those of samples/generate.c: a level by department and month, and one deviation a
 * person. */
#define _POSIX_C_SOURCE 200809L /* mkdir */

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { STAGES = 6, ITEMS = 12, FIRST_YEAR = 2024, FIRST_MONTH = 10, NORMALS = 4096 };

typedef struct Options {
    long rows, employees, departments, months;
    uint64_t seed;
    const char *folder;
} Options;

/* SplitMix64 (Steele, Lea & Flood 2014): one add and a few multiplications a number. */
typedef struct Rng {
    uint64_t state;
} Rng;

static uint64_t rng_next(Rng *rng)
{
    uint64_t z = rng->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static double rng_uniform(Rng *rng)
{
    return (double)(rng_next(rng) >> 11) * 0x1p-53;
}

static long rng_below(Rng *rng, long n)
{
    return (long)(rng_uniform(rng) * (double)n);
}

static double rng_normal(Rng *rng)
{
    double u = 1 - rng_uniform(rng), v = rng_uniform(rng);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* Lines are put together here and written a block at a time. */
typedef struct Out {
    FILE *file;
    char path[1024];
    size_t used;
    char block[1 << 18];
} Out;

static _Noreturn void fail(const char *path)
{
    perror(path);
    exit(3);
}

static void out_open(Out *out, const char *folder, const char *name)
{
    snprintf(out->path, sizeof out->path, "%s/%s", folder, name);
    out->file = fopen(out->path, "wb");
    out->used = 0;
    if (!out->file)
        fail(out->path);
}

static void out_flush(Out *out)
{
    if (fwrite(out->block, 1, out->used, out->file) != out->used)
        fail(out->path);
    out->used = 0;
}

static void out_close(Out *out)
{
    out_flush(out);
    if (fclose(out->file) != 0)
        fail(out->path);
}

static void put(Out *out, const char *text, size_t length)
{
    if (out->used + length > sizeof out->block)
        out_flush(out);
    memcpy(out->block + out->used, text, length);
    out->used += length;
}

static void put_text(Out *out, const char *text)
{
    put(out, text, strlen(text));
}

static void put_digits(Out *out, long value, int width)
{
    char digits[20];
    for (int i = width; i-- > 0; value /= 10)
        digits[i] = (char)('0' + value % 10);
    put(out, digits, (size_t)width);
}

/* An answer lo..hi at `points` of 0..100 with a comma before it; empty for a share of the people.
 */
static void put_answer(Out *out, Rng *rng, double points, int lo, int hi, double missing_01)
{
    put(out, ",", 1);
    uint64_t random = rng_next(rng);
    if ((double)(random >> 40) * 0x1p-24 < missing_01)
        return;
    /* noise of its own, near enough to normal for a benchmark: the sum of two uniforms */
    double own = (double)(random & 0xFFFFF) * 0x1p-20 + (double)(random >> 20 & 0xFFFFF) * 0x1p-20;
    int answer = lo + (int)floor((points + 44 * (own - 1)) * (hi - lo) / 100 + .5);
    answer = answer < lo ? lo : answer > hi ? hi : answer;
    if (answer == 10)
        put(out, "10", 2);
    else
        put(out, &"0123456789"[answer], 1);
}

static void put_date(Out *out, Rng *rng, long month)
{
    long from_start = FIRST_MONTH - 1 + month;
    uint64_t random = rng_next(rng);
    put_digits(out, FIRST_YEAR + from_start / 12, 4);
    put(out, "-", 1);
    put_digits(out, from_start % 12 + 1, 2);
    put(out, "-", 1);
    put_digits(out, 1 + (long)(random % 28), 2);
    put(out, " ", 1);
    put_digits(out, 7 + (long)(random >> 8 & 15), 2);
    put(out, ":", 1);
    put_digits(out, (long)((random >> 16) % 60), 2);
    put(out, ":", 1);
    put_digits(out, (long)((random >> 32) % 60), 2);
}

static const char *const trades[] = {"Chăm sóc khách hàng",
                                     "Kỹ thuật",
                                     "Kinh doanh",
                                     "Lắp đặt",
                                     "Thanh toán",
                                     "Vận hành",
                                     "Giao nhận",
                                     "Sản phẩm",
                                     "Tiếp thị",
                                     "Đổi trả",
                                     "Trực tuyến",
                                     "Mua hàng",
                                     "Kho vận",
                                     "Chất lượng",
                                     "Thẻ thành viên"};
static const char *const regions[] = {
    "",         " miền Bắc",  " miền Trung", " miền Nam",   " Tây Nguyên", " Hà Nội",   " Đà Nẵng",
    " Cần Thơ", " Hải Phòng", " Quảng Ninh", " Bình Dương", " Đồng Nai",   " Khánh Hòa"};
static const char *const channels[] = {"Cửa hàng", "Ứng dụng", "Website",
                                       "Tổng đài", "Email",    "Tin nhắn"};
static const char *const tenures[] = {"<1", "1-3", "3-5", "5-10", ">10"};
static const char *const good[] = {"Nhân viên nhiệt tình", "Giao hàng đúng hẹn",
                                   "Dễ mua, dễ trả tiền", "Được tư vấn rõ ràng, giá hợp lý",
                                   "Sẽ giới thiệu cho bạn bè"};
static const char *const bad[] = {"Chờ quá lâu, gọi không ai nghe", "Bảo hành chậm",
                                  "Giá cao hơn quảng cáo", "Ứng dụng hay lỗi khi thanh toán",
                                  "Đổi trả \"rắc rối\", phải đi lại nhiều lần"};
static const char *const staff_good[] = {"Đồng đội hỗ trợ nhau", "Lương thưởng đúng hẹn",
                                         "Ý kiến được lắng nghe"};
static const char *const staff_bad[] = {"Tăng ca nhiều, không được bù giờ",
                                        "Góp ý không ai phản hồi", "Lịch ca báo muộn"};

#define COUNT(array) ((long)(sizeof(array) / sizeof *(array)))

static void put_name(Out *out, long department)
{
    long trade = department % COUNT(trades), region = department / COUNT(trades);
    put_text(out, trades[trade]);
    put_text(out, regions[region % COUNT(regions)]);
    long round = region / COUNT(regions);
    if (round > 0) {
        char number[24];
        snprintf(number, sizeof number, " %ld", round + 1);
        put_text(out, number);
    }
}

static void put_comment(Out *out, Rng *rng, const char *const *texts, long n, double share_01)
{
    put(out, ",", 1);
    if (rng_uniform(rng) >= share_01)
        return;
    const char *text = texts[rng_below(rng, n)];
    double odd = rng_uniform(rng);
    if (!strpbrk(text, ",\"") && odd >= .006) {
        put_text(out, text);
        return;
    }
    put(out, "\"", 1);
    for (const char *c = text; *c; c++)
        put(out, c[0] == '"' ? "\"\"" : c, c[0] == '"' ? 2 : 1);
    put_text(out, odd < .0025 ? "\nMong được gọi lại." : odd < .006 ? " 😡" : "");
    put(out, "\"", 1);
}

typedef struct Department {
    double ex, cx, trend, upto; /* upto: cumulated share of the answers */
} Department;

static Department *make_departments(const Options *options)
{
    Rng rng = {options->seed};
    Department *all = calloc((size_t)options->departments, sizeof *all);
    double total = 0;
    if (!all)
        fail("departments");
    for (long d = 0; d < options->departments; d++) {
        double shared = rng_normal(&rng); /* EX and CX have half of their spread in common */
        all[d].ex = 66 + 6 * shared;
        all[d].cx = 72 + 3.5 * shared + 3.5 * rng_normal(&rng);
        all[d].trend = .1 + .15 * rng_normal(&rng);
        total += .4 + rng_uniform(&rng);
        all[d].upto = total;
    }
    for (long d = 0; d < options->departments; d++)
        all[d].upto /= total;
    all[options->departments - 1].upto = 1;
    return all;
}

static long pick_department(const Department *all, long n, double at)
{
    long low = 0, high = n - 1;
    while (low < high) {
        long middle = (low + high) / 2;
        if (at < all[middle].upto)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static void make_customers(const Options *options, const Department *all, Out *out,
                           const double *normals)
{
    static const double lift[STAGES] = {4, 2, 0, 5, 1, -9};
    Rng rng = {options->seed ^ 0xC0FFEE};
    out_open(out, options->folder, "customers.csv");
    put_text(out,
             "response_id,submitted_at,department,channel,nps,csat,ces,stage_aware,stage_research,"
             "stage_consider,stage_buy,stage_use,stage_aftersale,comment\n");
    for (long i = 0; i < options->rows; i++) {
        long d = pick_department(all, options->departments, rng_uniform(&rng));
        long month = rng_below(&rng, options->months);
        double person =
            all[d].cx + all[d].trend * (double)month + 12 * normals[rng_below(&rng, NORMALS)];
        put(out, "C", 1);
        put_digits(out, i + 1, 8);
        put(out, ",", 1);
        put_date(out, &rng, month);
        put(out, ",", 1);
        put_name(out, d);
        put(out, ",", 1);
        put_text(out, channels[rng_below(&rng, COUNT(channels))]);
        put_answer(out, &rng, person + 8, 0, 10, 0);
        put_answer(out, &rng, person + 5, 1, 5, .01);
        put_answer(out, &rng, person, 1, 7, .02);
        for (int k = 0; k < STAGES; k++)
            put_answer(out, &rng, person + lift[k], 1, 5, .05);
        bool happy = person > 70;
        put_comment(out, &rng, happy ? good : bad, happy ? COUNT(good) : COUNT(bad), .31);
        put(out, "\n", 1);
    }
    out_close(out);
}

static void make_employees(const Options *options, const Department *all, Out *out,
                           const double *normals)
{
    Rng rng = {options->seed ^ 0xBEE};
    out_open(out, options->folder, "employees.csv");
    put_text(out, "response_id,submitted_at,department,tenure,enps");
    for (int k = 1; k <= ITEMS; k++) {
        put_text(out, ",q");
        put_digits(out, k, k < 10 ? 1 : 2);
    }
    put_text(out, ",comment\n");
    for (long i = 0; i < options->employees; i++) {
        /* every department in turn, so that none is too small to be shown */
        long d = i % options->departments, month = i / options->departments % options->months;
        double person =
            all[d].ex + .5 * all[d].trend * (double)month + 11 * normals[rng_below(&rng, NORMALS)];
        put(out, "E", 1);
        put_digits(out, i + 1, 8);
        put(out, ",", 1);
        put_date(out, &rng, month);
        put(out, ",", 1);
        put_name(out, d);
        put(out, ",", 1);
        put_text(out, tenures[rng_below(&rng, COUNT(tenures))]);
        put_answer(out, &rng, person + 6, 0, 10, 0);
        for (int k = 0; k < ITEMS; k++)
            put_answer(out, &rng, person + 3 * (k % 5) - 6, 1, 5, .02);
        bool happy = person > 68;
        put_comment(out, &rng, happy ? staff_good : staff_bad,
                    happy ? COUNT(staff_good) : COUNT(staff_bad), .25);
        put(out, "\n", 1);
    }
    out_close(out);
}

static void make_project(const Options *options, Out *out)
{
    static const char *const stages[STAGES] = {"aware", "research", "consider",
                                               "buy",   "use",      "aftersale"};
    char line[256];
    out_open(out, options->folder, "project.ini");
    put_text(out, "; written by tests/bench/generate.c\n"
                  "[report]\nclient = Benchmark\nlanguage = vi\nperiod = month\n\n"
                  "[customers]\nfiles = customers.csv\ndate = submitted_at\nunit = department\n"
                  "id = response_id\ncomment = comment\n\n"
                  "[employees]\nfiles = employees.csv\ndate = submitted_at\nunit = department\n"
                  "id = response_id\ncomment = comment\n\n"
                  "[metric cx.nps]\ncolumn = nps\ntype = nps\nscale = 0..10\n"
                  "[metric cx.csat]\ncolumn = csat\ntype = rating\nscale = 1..5\n"
                  "[metric cx.ces]\ncolumn = ces\ntype = ces\nscale = 1..7\n");
    for (int k = 0; k < STAGES; k++) {
        snprintf(
            line, sizeof line,
            "[metric cx.stage_%s]\ncolumn = stage_%s\ntype = rating\nscale = 1..5\nstage = %s\n",
            stages[k], stages[k], stages[k]);
        put_text(out, line);
    }
    put_text(out, "[metric ex.enps]\ncolumn = enps\ntype = nps\nscale = 0..10\n");
    for (int k = 1; k <= ITEMS; k++) {
        snprintf(line, sizeof line, "[metric ex.q%d]\ncolumn = q%d\ntype = rating\nscale = 1..5\n",
                 k, k);
        put_text(out, line);
    }
    out_close(out);
}

static int usage(FILE *to)
{
    fputs(
        "usage: generate [--rows N] [--employees N] [--departments N] [--months N] [--seed N] "
        "--out DIR\n"
        "  --employees is by default a tenth of the rows, but 10 a department and month at least\n",
        to);
    return to == stdout ? 0 : 2;
}

static bool read_number(const char *text, long most, long *value)
{
    char *end = NULL;
    errno = 0;
    *value = strtol(text, &end, 10);
    return errno == 0 && end != text && *end == 0 && *value >= 1 && *value <= most;
}

static bool read_options(int argc, char **argv, Options *options)
{
    long seed = 1;
    const struct {
        const char *name;
        long *value, most;
    } numbers[] = {{"--rows", &options->rows, 99999999},
                   {"--employees", &options->employees, 99999999},
                   {"--departments", &options->departments, 100000},
                   {"--months", &options->months, 1200},
                   {"--seed", &seed, 0x7FFFFFFF}};
    for (int i = 1; i < argc; i += 2) {
        bool known = false;
        if (i + 1 >= argc)
            return false;
        if (strcmp(argv[i], "--out") == 0) {
            options->folder = argv[i + 1];
            continue;
        }
        for (long k = 0; k < COUNT(numbers) && !known; k++)
            if (strcmp(argv[i], numbers[k].name) == 0)
                known = read_number(argv[i + 1], numbers[k].most, numbers[k].value);
        if (!known)
            return false;
    }
    options->seed = (uint64_t)seed;
    return options->folder != NULL;
}

int main(int argc, char **argv)
{
    static Out out;
    static double
        normals[NORMALS]; /* a person's deviation is one of these: quicker than a new one */
    Options options = {.rows = 10000, .departments = 12, .months = 12};
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout);
    if (!read_options(argc, argv, &options))
        return usage(stderr);
    if (options.employees == 0) {
        long least = 10 * options.departments * options.months;
        options.employees = options.rows / 10 > least ? options.rows / 10 : least;
    }
    Rng rng = {options.seed + 7};
    for (int i = 0; i < NORMALS; i++)
        normals[i] = rng_normal(&rng);
    mkdir(options.folder, 0777);
    Department *departments = make_departments(&options);
    make_customers(&options, departments, &out, normals);
    make_employees(&options, departments, &out, normals);
    make_project(&options, &out);
    free(departments);
    return 0;
}
