/* ▲ and ▼ as the eye sees them. */
#include "pdf.h"

#include <math.h>

static const Str up = {"\xE2\x96\xB2", 3}, down = {"\xE2\x96\xBC", 3};

/* The base of a sign is 1.112 of its height (src/render/pdf/canvas_paths.c); coordinates are
 * written to a hundredth of a point. Roofs and the tips of arrows have other shapes. */
static const double base_of_height = 1.112, within_pt = 0.03;

static Str sign_of(const PdfPath *path)
{
    if (path->corners != 3)
        return STR_NONE;
    double height = path->y[0] - path->y[1], base = fabs(path->x[1] - path->x[2]);
    bool even = fabs(path->y[1] - path->y[2]) <= within_pt &&
                fabs(path->x[0] - (path->x[1] + path->x[2]) / 2) <= within_pt;
    if (!even || fabs(base - base_of_height * fabs(height)) > within_pt)
        return STR_NONE;
    return height > 0 ? up : height < 0 ? down : STR_NONE;
}

static bool is_any(Str name, const char *const *names, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++)
        if (str_equal(name, str_from(names[i])))
            return true;
    return false;
}

Str pdf_path_step(PdfPath *path, Str name, const PdfValue *operands)
{
    static const char *const others[] = {"c", "v", "y", "re"}, *const fills[] = {"f",  "f*", "B",
                                                                                 "B*", "b",  "b*"},
                             *const ends[] = {"S", "s", "n"};
    bool first = str_equal(name, S("m"));
    if (first || str_equal(name, S("l"))) {
        int at = path->corners;
        bool fits = first ? at == 0 : at > 0 && at < 3;
        if (fits) {
            path->x[at] = operands[0].number;
            path->y[at] = operands[1].number;
        }
        path->corners = fits ? at + 1 : -1;
    } else if (is_any(name, others, CX_COUNTOF(others))) {
        path->corners = -1;
    } else if (is_any(name, fills, CX_COUNTOF(fills)) || is_any(name, ends, CX_COUNTOF(ends))) {
        Str sign = is_any(name, fills, CX_COUNTOF(fills)) ? sign_of(path) : STR_NONE;
        path->corners = 0;
        return sign;
    }
    return STR_NONE;
}

Str pdf_signs(Arena *arena, Str text)
{
    Buffer signs = {.arena = arena};
    for (ptrdiff_t at = 0; at + 3 <= text.len; at++) {
        Str here = str_slice(text, at, at + 3);
        if (str_equal(here, up) || str_equal(here, down))
            buffer_add(&signs, here);
    }
    return buffer_str(&signs);
}
