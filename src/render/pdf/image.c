#include "image.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>
#include <png.h>

static bool size_allowed(int64_t width, int64_t height)
{
    return width <= IMAGE_MAX_SIDE && height <= IMAGE_MAX_SIDE &&
           width * height <= IMAGE_MAX_PIXELS;
}

/* ---- PNG: libpng's simple interface, which never jumps out of the caller's function ---- */
static void split_alpha(Image *image, const uint8_t *rgba, Arena *arena)
{
    ptrdiff_t count = (ptrdiff_t)image->width * image->height;
    uint8_t *rgb = NEW(arena, uint8_t, count * 3), *alpha = NEW(arena, uint8_t, count);
    bool opaque = true;
    for (ptrdiff_t i = 0; i < count; i++) {
        memcpy(rgb + 3 * i, rgba + 4 * i, 3);
        alpha[i] = rgba[4 * i + 3];
        opaque = opaque && alpha[i] == 255;
    }
    image->rgb = rgb;
    image->alpha = opaque ? NULL : alpha;
}

static ImageFault decode_png(Image *image, Str bytes, Arena *arena)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, bytes.s, (size_t)bytes.len))
        return IMAGE_BROKEN;
    if (!size_allowed(png.width, png.height)) {
        png_image_free(&png);
        return IMAGE_TOO_LARGE;
    }
    png.format = PNG_FORMAT_RGBA;
    /* Without a gamma of its own libpng takes a 16-bit file for linear light; no paint program
     * writes that. */
    png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    uint8_t *rgba = NEW(arena, uint8_t, (ptrdiff_t)PNG_IMAGE_SIZE(png));
    if (!png_image_finish_read(&png, NULL, rgba, 0, NULL))
        return IMAGE_BROKEN; /* it has freed itself */
    image->width = (int)png.width;
    image->height = (int)png.height;
    split_alpha(image, rgba, arena);
    return IMAGE_OK;
}

/* ---- JPEG ---- */
typedef struct JpegReader {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf escape; /* libjpeg's error_exit must not return */
    uint8_t *samples;
    int components, orientation;
} JpegReader;

static void on_jpeg_error(j_common_ptr jpeg)
{
    longjmp(((JpegReader *)jpeg->client_data)->escape, 1);
}

/* libjpeg fills in what a cut-off file lacks and merely warns. Stray bytes between markers are the
 * one warning that leaves the picture whole. */
static void on_jpeg_message(j_common_ptr jpeg, int level)
{
    if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA)
        on_jpeg_error(jpeg);
}

/* A small file can ask for thousands of passes over a large picture. */
static void on_jpeg_progress(j_common_ptr jpeg)
{
    enum { SCANS_MAX = 200 };
    if (((j_decompress_ptr)jpeg)->input_scan_number > SCANS_MAX)
        on_jpeg_error(jpeg);
}

/* EXIF: the orientation tag (0x0112) of the first directory, 1 when there is none. */
typedef struct Exif {
    Str tiff;
    bool big_endian;
} Exif;

static uint32_t exif_number(const Exif *exif, ptrdiff_t at, int bytes)
{
    if (at < 0 || at + bytes > exif->tiff.len)
        return 0;
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++) {
        uint32_t byte = (unsigned char)exif->tiff.s[at + i];
        value = exif->big_endian ? value << 8 | byte : value | byte << 8 * i;
    }
    return value;
}

static int exif_orientation(Str tiff)
{
    enum { ORIENTATION = 0x0112, ENTRY_BYTES = 12 };
    Exif exif = {.tiff = tiff, .big_endian = str_starts(tiff, S("MM"))};
    ptrdiff_t directory = (ptrdiff_t)exif_number(&exif, 4, 4);
    int entries = (int)exif_number(&exif, directory, 2);
    for (int i = 0; i < entries; i++) {
        ptrdiff_t entry = directory + 2 + (ptrdiff_t)i * ENTRY_BYTES;
        if (exif_number(&exif, entry, 2) == ORIENTATION) {
            int value = (int)exif_number(&exif, entry + 8, 2);
            return value >= 1 && value <= 8 ? value : 1;
        }
    }
    return 1;
}

static int jpeg_orientation(const struct jpeg_decompress_struct *jpeg)
{
    Str head = {"Exif\0\0", 6};
    for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker; marker = marker->next) {
        Str data = {(const char *)marker->data, (ptrdiff_t)marker->data_length};
        if (marker->marker == JPEG_APP0 + 1 && str_starts(data, head))
            return exif_orientation(str_slice(data, head.len, data.len));
    }
    return 1;
}

static void read_rows(JpegReader *reader)
{
    struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    jpeg_start_decompress(jpeg);
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = reader->samples + (ptrdiff_t)jpeg->output_scanline *
                                             (ptrdiff_t)jpeg->output_width * reader->components;
        jpeg_read_scanlines(jpeg, &row, 1);
    }
    jpeg_finish_decompress(jpeg);
}

/* Opens, checks the size and reads all samples; everything that must survive a jump is in the
 * reader. */
static ImageFault read_jpeg(JpegReader *reader, Str bytes, Arena *arena)
{
    struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    if (setjmp(reader->escape))
        return IMAGE_BROKEN;
    jpeg_create_decompress(jpeg);
    jpeg->client_data = reader;
    jpeg->progress = &reader->progress;
    jpeg_mem_src(jpeg, (const unsigned char *)bytes.s, (unsigned long)bytes.len);
    jpeg_save_markers(jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(jpeg, TRUE);
    reader->orientation = jpeg_orientation(jpeg); /* libjpeg forgets the markers at the end */
    if (!size_allowed(jpeg->image_width, jpeg->image_height))
        return IMAGE_TOO_LARGE;
    bool four_inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = four_inks ? JCS_CMYK : JCS_RGB;
    reader->components = four_inks ? 4 : 3;
    reader->samples =
        NEW(arena, uint8_t,
            (ptrdiff_t)jpeg->image_width * (ptrdiff_t)jpeg->image_height * reader->components);
    read_rows(reader);
    return IMAGE_OK;
}

/* Adobe writes its inks upside down, and nearly all four-ink JPEGs come from Adobe. */
static void inks_to_rgb(uint8_t *rgb, const uint8_t *inks, ptrdiff_t count, bool inverted)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        int black = inverted ? inks[4 * i + 3] : 255 - inks[4 * i + 3];
        for (int c = 0; c < 3; c++) {
            int ink = inverted ? inks[4 * i + c] : 255 - inks[4 * i + c];
            rgb[3 * i + c] = (uint8_t)(ink * black / 255);
        }
    }
}

/* What stands first in the file (EXIF 2.3, 4.6.4): its columns run backwards in 2, 3, 7, 8, its
 * rows in 3, 4, 6, 7, and from 5 on rows are columns. */
static void turn(Image *image, int orientation, Arena *arena)
{
    if (orientation == 1)
        return;
    static const bool COLUMNS_BACK[] = {0, 0, 1, 1, 0, 0, 0, 1, 1};
    static const bool ROWS_BACK[] = {0, 0, 0, 1, 1, 0, 1, 1, 0};
    bool sides = orientation >= 5;
    int width = sides ? image->height : image->width;
    int height = sides ? image->width : image->height;
    uint8_t *rgb = NEW(arena, uint8_t, (ptrdiff_t)width * height * 3);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int column = sides ? y : x, row = sides ? x : y;
            if (COLUMNS_BACK[orientation])
                column = image->width - 1 - column;
            if (ROWS_BACK[orientation])
                row = image->height - 1 - row;
            memcpy(rgb + 3 * ((ptrdiff_t)y * width + x),
                   image->rgb + 3 * ((ptrdiff_t)row * image->width + column), 3);
        }
    *image = (Image){.width = width, .height = height, .rgb = rgb};
}

static void take_samples(Image *image, const JpegReader *reader, Arena *arena)
{
    const struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    image->width = (int)jpeg->output_width;
    image->height = (int)jpeg->output_height;
    image->rgb = reader->samples;
    if (reader->components == 4) {
        ptrdiff_t count = (ptrdiff_t)image->width * image->height;
        uint8_t *rgb = NEW(arena, uint8_t, count * 3);
        inks_to_rgb(rgb, reader->samples, count, jpeg->saw_Adobe_marker);
        image->rgb = rgb;
    }
    turn(image, reader->orientation, arena);
}

static ImageFault decode_jpeg(Image *image, Str bytes, Arena *arena)
{
    JpegReader *reader = NEW(arena, JpegReader, 1);
    reader->jpeg.err = jpeg_std_error(&reader->errors);
    reader->errors.error_exit = on_jpeg_error;
    reader->errors.emit_message = on_jpeg_message;
    reader->progress.progress_monitor = on_jpeg_progress;
    reader->jpeg.client_data = reader;
    ImageFault fault = read_jpeg(reader, bytes, arena);
    if (fault == IMAGE_OK)
        take_samples(image, reader, arena);
    jpeg_destroy_decompress(&reader->jpeg);
    return fault;
}

ImageFault image_decode(Image *image, Str bytes, Arena *arena)
{
    *image = (Image){0};
    if (str_starts(bytes, S("\x89PNG\r\n\x1A\n")))
        return decode_png(image, bytes, arena);
    if (str_starts(bytes, S("\xFF\xD8\xFF")))
        return decode_jpeg(image, bytes, arena);
    return IMAGE_UNKNOWN;
}
