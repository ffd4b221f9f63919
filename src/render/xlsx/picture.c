/* A logo looked at before it goes into a workbook: the library embeds whatever it is given. It was
 * decoded whole when the run began; here its parts are only walked through once more. */
#include "book.h"

#include <math.h>

static uint32_t big_endian(Str bytes, ptrdiff_t at, int count)
{
    uint32_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 8 | (unsigned char)bytes.s[at + i];
    return value;
}

/* PNG (ISO/IEC 15948): IHDR first, chunks that follow each other exactly, IEND last. */
static Picture look_at_png(Str bytes)
{
    Picture picture = {0};
    bool has_data = false;
    for (ptrdiff_t at = 8; bytes.len - at >= 12;) {
        uint32_t length = big_endian(bytes, at, 4);
        Str kind = str_slice(bytes, at + 4, at + 8);
        if (length > (uint64_t)(bytes.len - at - 12))
            return (Picture){0};
        if (at == 8) {
            if (!str_equal(kind, S("IHDR")) || length != 13)
                return (Picture){0};
            picture.width = big_endian(bytes, at + 8, 4);
            picture.height = big_endian(bytes, at + 12, 4);
        }
        has_data |= str_equal(kind, S("IDAT"));
        at += 12 + (ptrdiff_t)length;
        if (str_equal(kind, S("IEND"))) {
            picture.usable = has_data && picture.width > 0 && picture.height > 0;
            return picture;
        }
    }
    return (Picture){0};
}

static bool is_frame(int marker) /* SOF0 … SOF15 without DHT, JPG, DAC */
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* JPEG (ITU-T T.81): segments up to the scan, the end marker last. */
static Picture look_at_jpeg(Str bytes)
{
    Picture picture = {0};
    bool ended = false;
    for (ptrdiff_t at = bytes.len - 2; at > bytes.len - 64 && at > 2 && !ended; at--)
        ended = big_endian(bytes, at, 2) == 0xFFD9;
    for (ptrdiff_t at = 2; ended && bytes.len - at >= 4;) {
        if ((unsigned char)bytes.s[at] != 0xFF)
            return (Picture){0};
        int marker = (unsigned char)bytes.s[at + 1];
        ptrdiff_t length = big_endian(bytes, at + 2, 2);
        if (marker == 0xFF) { /* padding */
            at++;
            continue;
        }
        if (length < 2 || length > bytes.len - at - 2)
            return (Picture){0};
        if (is_frame(marker) && length >= 8) {
            picture.height = big_endian(bytes, at + 5, 2);
            picture.width = big_endian(bytes, at + 7, 2);
        }
        if (marker == 0xDA) { /* the scan: what follows is the picture itself */
            picture.usable = picture.width > 0 && picture.height > 0;
            return picture;
        }
        at += 2 + length;
    }
    return (Picture){0};
}

Picture picture_look(Str bytes)
{
    enum { LARGEST = 20 << 20 };
    if (bytes.len > LARGEST)
        return (Picture){0};
    if (str_starts(bytes, S("\x89PNG\r\n\x1A\n")))
        return look_at_png(bytes);
    if (str_starts(bytes, S("\xFF\xD8\xFF")))
        return look_at_jpeg(bytes);
    return (Picture){0};
}

double picture_place(Sheet *sheet, int row, int column, double right, Str path, double widest,
                     double highest, Str says)
{
    Book *book = sheet->book;
    FileView file = {0};
    Str reason = STR_NONE;
    if (path.len == 0 || !os_file_open(book->arena, &file, path, &reason))
        return 0; /* a report without a logo is a whole report */
    Picture picture = picture_look(file.bytes);
    double width = 0;
    if (picture.usable) {
        double scale = fmin(1, fmin(highest / picture.height, widest / picture.width));
        width = picture.width * scale;
        lxw_image_options options = {.x_scale = scale,
                                     .y_scale = scale,
                                     .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                     .x_offset = right > width ? (int)(right - width) : 0,
                                     .y_offset = 1,
                                     .description =
                                         (char *)(uintptr_t)book_gate_text(book, says, 250)};
        book_check(book,
                   worksheet_insert_image_buffer_opt(sheet->file, (lxw_row_t)row, (lxw_col_t)column,
                                                     (const unsigned char *)file.bytes.s,
                                                     (size_t)file.bytes.len, &options),
                   "the logo");
    }
    os_file_close(&file);
    return width;
}
