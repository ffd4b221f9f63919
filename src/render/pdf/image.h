/* image.h: reads a PNG or JPEG file from memory into plain 8-bit RGB and, where the file has it, an
 * alpha plane. User files are never handed to libharu, which aborts or draws wrongly on some; here
 * a broken file is a reason, never a crash. Pixels live in the arena. Reads 1- to 16-bit, palette,
 * gray, interlaced PNG and gray, colour and CMYK JPEG (progressive too), and turns a JPEG as its
 * EXIF orientation says. */
#ifndef RENDER_PDF_IMAGE_H
#define RENDER_PDF_IMAGE_H

#include <cxex/base.h>

enum { IMAGE_MAX_SIDE = 8192, IMAGE_MAX_PIXELS = 16 * 1024 * 1024 };

typedef struct Image {
    int width, height;    /* pixels, both > 0 */
    const uint8_t *rgb;   /* width * height * 3, rows from the top */
    const uint8_t *alpha; /* width * height, 255 = opaque; NULL when fully opaque */
} Image;

typedef enum ImageFault {
    IMAGE_OK,
    IMAGE_UNKNOWN,   /* neither PNG nor JPEG */
    IMAGE_TOO_LARGE, /* over the limits above */
    IMAGE_BROKEN     /* truncated or damaged; nothing of it is used */
} ImageFault;

ImageFault image_decode(Image *image, Str bytes, Arena *arena);

#endif
