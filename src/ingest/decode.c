/* The bytes of a text file become UTF-8. */
#include "text_file.h"

/* UTF-16 without a mark: in text with any ASCII in it, most zero bytes stand on one side. */
static Encoding guess_utf16(Str bytes)
{
    ptrdiff_t len = bytes.len < 4096 ? bytes.len & ~(ptrdiff_t)1 : 4096;
    ptrdiff_t zeros[2] = {0};
    for (ptrdiff_t i = 0; i < len; i++)
        zeros[i & 1] += bytes.s[i] == '\0';
    if (len < 4)
        return ENCODING_UTF8;
    if (zeros[1] * 3 > len / 2 && zeros[0] * 20 < len)
        return ENCODING_UTF16LE;
    if (zeros[0] * 3 > len / 2 && zeros[1] * 20 < len)
        return ENCODING_UTF16BE;
    return ENCODING_UTF8;
}

static Pos pos_of_byte(Str path, Str bytes, ptrdiff_t offset)
{
    Pos pos = {.file = path, .line = 1, .column = 1};
    for (ptrdiff_t i = 0; i < offset; i++) {
        bool end = bytes.s[i] == '\n' ||
                   (bytes.s[i] == '\r' && (i + 1 == bytes.len || bytes.s[i + 1] != '\n'));
        pos.line += end;
        pos.column = end ? 1 : pos.column + 1;
    }
    return pos;
}

bool text_file_decode(Ingest *in, TextFile *file, Str bytes, Encoding wanted)
{
    Encoding marked = ENCODING_UTF8;
    ptrdiff_t mark = encoding_bom(bytes, &marked);
    Str body = str_slice(bytes, mark, bytes.len);
    file->encoding = mark > 0 ? marked : wanted != ENCODING_AUTO ? wanted : guess_utf16(body);
    ptrdiff_t bad = -1;
    if (file->encoding == ENCODING_UTF8) {
        file->text = body;
        bad = utf8_invalid_at(body);
        if (bad < 0)
            return true;
        Str byte = str_format(in->scratch, "0x%02X", (unsigned)(unsigned char)body.s[bad]);
        diag_add(in->diags, DIAG_DATA_NOT_UTF8, pos_of_byte(file->path, body, bad), byte,
                 str_format(in->scratch, "%td", bad + mark));
        return false;
    }
    Str decoded;
    if (!text_decode(in->scratch, body, file->encoding, &decoded, &bad)) {
        diag_add(in->diags, DIAG_DATA_UNDECODABLE, (Pos){.file = file->path},
                 str_format(in->scratch, "%td", bad + mark), encoding_name(file->encoding));
        return false;
    }
    file->text = text_nfc(in->scratch, decoded);
    return true;
}
