/* benchmarks.h: figures from outside on a page: their signs on an axis, their texts, and the source
 * lines that every page prints which shows one. */
#ifndef RENDER_PDF_BENCHMARKS_H
#define RENDER_PDF_BENCHMARKS_H

#include "drawing.h"

/* ▽ above the axis at the value of each benchmark of the figure; y: the axis. */
void benchmarks_mark(const Drawing *d, Axis axis, double y, Str code);
/* "Ngành bán lẻ 34: +5 (+2 đến +8)", cut to the width, its numbers in elements with their keys. */
void benchmarks_say(const Drawing *d, double x, double baseline_y, double width, double size_pt,
                    const BenchmarkRow *row, bool interval);
/* One line: "NPS · Ngành bán lẻ 34: +5 (+2 đến +8), cao hơn rõ rệt; …", cut to the width. */
void benchmarks_say_line(const Drawing *d, double x, double baseline_y, double width,
                         const BenchmarkRow *row);
/* The rows on pages that are of the figure, at most `most` of them; gives how many there are. */
ptrdiff_t benchmarks_of(const Drawing *d, Str code, const BenchmarkRow **rows, ptrdiff_t most);
/* What ▽ (marks: the page has some) and bold mean, and the sources of what is shown of these
 * figures: wrapped into the width. No lines: nothing is shown. */
TextLines benchmarks_sources(const Drawing *d, const StrList *codes, double width, bool marks);
enum { BENCHMARK_SOURCE_LEADING = 9 };
void benchmarks_say_sources(const Drawing *d, double x, double first_y, double width,
                            TextLines lines);

/* What a page that has a place of its own for them shows, with the lines of their sources. */
enum { BENCHMARKS_BESIDE_MOST = 6 };
typedef struct BenchmarksBeside {
    const BenchmarkRow *rows[BENCHMARKS_BESIDE_MOST];
    ptrdiff_t count;
    TextLines sources;
    double height; /* of all of it; 0: there is none */
} BenchmarksBeside;

#endif
