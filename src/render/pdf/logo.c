/* A logo is read once for all documents of a run: checked, made as small as pages need (a
 * photograph of a sign would else stand in every brief with all its dots), and looked at for its
 * ground. */
#include "logo.h"

typedef struct Sum {
    double r, g, b, alpha; /* colours weighted by alpha; alpha 0..255 */
} Sum;

static void add_dot(Sum *sum, const Image *image, ptrdiff_t at)
{
    double alpha = image->alpha ? image->alpha[at] : 255;
    sum->r += image->rgb[3 * at] * alpha;
    sum->g += image->rgb[3 * at + 1] * alpha;
    sum->b += image->rgb[3 * at + 2] * alpha;
    sum->alpha += alpha;
}

/* `step` x `step` dots become one: their mean, of what is seen of them. */
static Image reduce(Arena *arena, const Image *image, int step)
{
    int width = image->width / step, height = image->height / step;
    width = width > 0 ? width : 1;
    height = height > 0 ? height : 1;
    ptrdiff_t count = (ptrdiff_t)width * height;
    uint8_t *rgb = NEW(arena, uint8_t, 3 * count);
    uint8_t *alpha = image->alpha ? NEW(arena, uint8_t, count) : NULL;
    for (ptrdiff_t at = 0; at < count; at++) {
        Sum sum = {0};
        ptrdiff_t left = at % width * step, top = at / width * step, dots = 0;
        for (ptrdiff_t y = top; y < top + step && y < image->height; y++)
            for (ptrdiff_t x = left; x < left + step && x < image->width; x++, dots++)
                add_dot(&sum, image, y * image->width + x);
        double seen = sum.alpha > 0 ? sum.alpha : 1;
        rgb[3 * at] = (uint8_t)(sum.r / seen + 0.5);
        rgb[3 * at + 1] = (uint8_t)(sum.g / seen + 0.5);
        rgb[3 * at + 2] = (uint8_t)(sum.b / seen + 0.5);
        if (alpha)
            alpha[at] = (uint8_t)(sum.alpha / (double)dots + 0.5);
    }
    return (Image){.width = width, .height = height, .rgb = rgb, .alpha = alpha};
}

static void look_at(Logo *logo)
{
    const Image *image = &logo->image;
    ptrdiff_t count = (ptrdiff_t)image->width * image->height;
    Sum sum = {0};
    for (ptrdiff_t at = 0; at < count; at++)
        add_dot(&sum, image, at);
    double seen = sum.alpha > 0 ? 255 * sum.alpha : 1;
    logo->mean = (Colour){sum.r / seen, sum.g / seen, sum.b / seen};
    logo->transparent = sum.alpha < 0.97 * 255 * (double)count;
}

const Logo *render_logo_open(Arena *arena, Str path, Pos pos, Diags *diags)
{
    if (path.len == 0)
        return NULL;
    FileView file = {0};
    Str reason = STR_NONE;
    if (!os_file_open(arena, &file, path, &reason)) {
        diag_add(diags, DIAG_FILE_UNREADABLE, pos, path, reason);
        return NULL;
    }
    Logo *logo = NEW(arena, Logo, 1);
    ImageFault fault = image_decode(&logo->image, file.bytes, arena);
    os_file_close(&file);
    static const DiagCode codes[] = {
        [IMAGE_UNKNOWN] = DIAG_PICTURE_UNKNOWN,
        [IMAGE_TOO_LARGE] = DIAG_PICTURE_TOO_LARGE,
        [IMAGE_BROKEN] = DIAG_PICTURE_BROKEN,
    };
    if (fault != IMAGE_OK) {
        diag_add(diags, codes[fault], pos, path, STR_NONE);
        return NULL;
    }
    int longer = logo->image.width > logo->image.height ? logo->image.width : logo->image.height;
    int step = (longer + LOGO_DOTS - 1) / LOGO_DOTS;
    logo->reduced = step;
    if (step > 1)
        logo->image = reduce(arena, &logo->image, step);
    look_at(logo);
    return logo;
}
