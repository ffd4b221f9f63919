#include "benchmarks.h"

#include <math.h>

ptrdiff_t benchmarks_of(const Drawing *d, Str code, const BenchmarkRow **rows, ptrdiff_t most)
{
    const BenchmarksModel *model = &d->report->benchmarks;
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        if (!model->rows[i].on_pages || !str_equal(model->rows[i].code, code))
            continue;
        if (count < most)
            rows[count] = &model->rows[i];
        count++;
    }
    return count;
}

void benchmarks_mark(const Drawing *d, Axis axis, double y, Str code)
{
    enum { ABOVE = 10, TIP = 5, HALF_WIDTH = 3 };
    const BenchmarksModel *model = &d->report->benchmarks;
    Paint paint = paint_line(drawing_colour(d, COLOUR_INK), 0.7);
    paint.fill = true;
    paint.fill_colour = drawing_colour(d, COLOUR_PAPER);
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BenchmarkRow *row = &model->rows[i];
        if (!row->on_pages || !str_equal(row->code, code))
            continue;
        double x = axis_at(axis, row->value);
        const Point corners[] = {
            {x - HALF_WIDTH, y - ABOVE}, {x + HALF_WIDTH, y - ABOVE}, {x, y - TIP}};
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_polygon(d->canvas, corners, CX_COUNTOF(corners), paint);
        canvas_artifact_end(d->canvas);
    }
}

static Str with_interval(const Drawing *d, const BenchmarkRow *row, bool interval)
{
    const LinkNumber *diff = &row->diff;
    if (!interval || diff->lo_text.len == 0)
        return diff->text;
    return WORDS(d->arena, d->report->language, WORD_BENCHMARK_DIFFERENCE, diff->text,
                 diff->lo_text, diff->hi_text);
}

typedef struct Parts { /* of one text: the name gives way to the numbers */
    TextStyle grey, number, diff;
    Str difference;
    double numbers; /* width of all but the name */
} Parts;

static Parts parts_of(const Drawing *d, double size_pt, const BenchmarkRow *row, bool interval)
{
    Parts parts = {.grey = drawing_style(d, FONT_REGULAR, size_pt, COLOUR_GREY_TEXT),
                   .number = drawing_style(d, FONT_SEMIBOLD, size_pt, COLOUR_INK)};
    parts.diff = row->diff.clear ? parts.number : parts.grey;
    if (row->diff.text.len > 0)
        parts.difference = with_interval(d, row, interval);
    parts.numbers = canvas_text_width(d->canvas, parts.number, row->value_text) +
                    canvas_text_width(d->canvas, parts.diff, parts.difference) +
                    canvas_text_width(d->canvas, parts.grey, S(" : "));
    return parts;
}

/* Gives the x behind it. */
static double say_parts(const Drawing *d, double x, double y, double width, const Parts *parts,
                        const BenchmarkRow *row, Str name)
{
    double room = width - parts->numbers;
    canvas_begin(d->canvas, TAG_SPAN);
    x += canvas_text(d->canvas, x, y, parts->grey,
                     canvas_shorten(d->canvas, d->arena, parts->grey, name, room));
    x += canvas_text(d->canvas, x, y, parts->grey, S(" "));
    canvas_end(d->canvas, TAG_SPAN);
    canvas_begin_with(d->canvas, TAG_SPAN, (TagInfo){.key = row->key});
    x += canvas_text(d->canvas, x, y, parts->number, row->value_text);
    canvas_end(d->canvas, TAG_SPAN);
    if (parts->difference.len == 0)
        return x;
    canvas_begin(d->canvas, TAG_SPAN);
    x += canvas_text(d->canvas, x, y, parts->grey, S(": "));
    canvas_end(d->canvas, TAG_SPAN);
    canvas_begin_with(d->canvas, TAG_SPAN, (TagInfo){.key = row->diff.id});
    x += canvas_text(d->canvas, x, y, parts->diff, parts->difference);
    canvas_end(d->canvas, TAG_SPAN);
    return x;
}

void benchmarks_say(const Drawing *d, double x, double baseline_y, double width, double size_pt,
                    const BenchmarkRow *row, bool interval)
{
    Parts parts = parts_of(d, size_pt, row, interval);
    if (interval && parts.numbers > width * 0.75) /* rather the name than the limits */
        parts = parts_of(d, size_pt, row, false);
    say_parts(d, x, baseline_y, width, &parts, row, row->name);
}

void benchmarks_say_line(const Drawing *d, double x, double baseline_y, double width,
                         const BenchmarkRow *row)
{
    enum { SIZE = 8, REST_LEAST = 30 };
    Parts parts = parts_of(d, SIZE, row, true);
    const Str names[] = {row->metric, row->name};
    Str name = str_join(d->arena, names, 2, S(" · "));
    canvas_begin(d->canvas, TAG_P);
    double end = say_parts(d, x, baseline_y, width, &parts, row, name), rest = x + width - end;
    const Str said[] = {row->diff.verdict, row->units_text};
    Str text = row->diff.text.len == 0
                   ? str_concat(d->arena, S(" · "), row->figure.text)
                   : str_concat(d->arena, S(", "),
                                str_join(d->arena, said, row->units_text.len > 0 ? 2 : 1, S("; ")));
    if (rest > REST_LEAST) {
        canvas_begin(d->canvas, TAG_SPAN);
        canvas_text(d->canvas, end, baseline_y, parts.grey,
                    canvas_shorten(d->canvas, d->arena, parts.grey, text, rest));
        canvas_end(d->canvas, TAG_SPAN);
    }
    canvas_end(d->canvas, TAG_P);
}

static TextStyle source_style(const Drawing *d)
{
    return drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
}

TextLines benchmarks_sources(const Drawing *d, const StrList *codes, double width, bool marks)
{
    enum { LINES_MOST = 8 };
    const BenchmarksModel *model = &d->report->benchmarks;
    StrList lines = benchmark_lines(d->arena, model, codes);
    if (lines.len == 0)
        return (TextLines){0};
    const Str first[] = {model->mark_text, model->bold_note};
    StrList texts = {0};
    *PUSH(d->arena, &texts, Str) = marks ? str_join(d->arena, first, 2, S("; ")) : model->bold_note;
    for (ptrdiff_t i = 0; i < lines.len; i++)
        *PUSH(d->arena, &texts, Str) = lines.items[i];
    return canvas_wrap(d->canvas, d->arena, source_style(d),
                       str_join(d->arena, texts.items, texts.len, S(" | ")), width, LINES_MOST);
}

void benchmarks_say_sources(const Drawing *d, double x, double first_y, double width,
                            TextLines lines)
{
    if (lines.len == 0)
        return;
    canvas_begin(d->canvas, TAG_NOTE);
    canvas_lines(d->canvas, x, first_y, width, BENCHMARK_SOURCE_LEADING, source_style(d), lines);
    canvas_end(d->canvas, TAG_NOTE);
}
