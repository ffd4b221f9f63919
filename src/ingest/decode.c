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

/* ---- Through a spool: what is decoded may be larger than memory ---- */

enum { PIECE_BYTES = 1 << 20 };

/* Where the piece from `from` may end: behind the end of a line, which no encoding here splits. */
static ptrdiff_t piece_end(Str bytes, ptrdiff_t from, Encoding encoding)
{
    ptrdiff_t unit = encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE ? 2 : 1;
    ptrdiff_t low = encoding == ENCODING_UTF16BE ? 1 : 0; /* where the unit's low byte stands */
    for (ptrdiff_t at = from + PIECE_BYTES; at + unit <= bytes.len; at += unit) {
        if (bytes.s[at + low] == '\n' && (unit == 1 || bytes.s[at + 1 - low] == '\0'))
            return at + unit;
    }
    return bytes.len;
}

static bool decode_pieces(Ingest *in, Str bytes, Encoding encoding, Spool *spool, ptrdiff_t *bad)
{
    ArenaMark mark = arena_mark(in->scratch);
    for (ptrdiff_t from = 0; from < bytes.len;) {
        ptrdiff_t end = piece_end(bytes, from, encoding);
        Str decoded;
        if (!text_decode(in->scratch, str_slice(bytes, from, end), encoding, &decoded, bad)) {
            *bad += from;
            return false;
        }
        os_spool_write(spool, text_nfc(in->scratch, decoded));
        arena_reset(in->scratch, mark);
        from = end;
    }
    return true;
}

static bool decode_legacy(Ingest *in, TextFile *file, Str body, ptrdiff_t mark)
{
    Spool spool;
    FileView text;
    Str reason = STR_NONE;
    ptrdiff_t bad = -1;
    bool opened = os_spool_open(in->scratch, &spool, &reason);
    if (opened && !decode_pieces(in, body, file->encoding, &spool, &bad)) {
        os_spool_discard(&spool);
        diag_add(in->diags, DIAG_DATA_UNDECODABLE, (Pos){.file = file->path},
                 str_format(in->scratch, "%td", bad + mark), encoding_name(file->encoding));
        return false;
    }
    if (!opened || !os_spool_view(in->scratch, &spool, &text, &reason)) {
        diag_add(in->diags, DIAG_DATA_TEMPORARY, (Pos){.file = file->path}, file->path, reason);
        return false;
    }
    *PUSH(in->scratch, &in->views, FileView) = text;
    file->text = text.bytes;
    return true;
}

/* ---- What is not as it should be, told ---- */

static void report_not_utf8(Ingest *in, const TextFile *file, Str body, ptrdiff_t bad)
{
    Pos pos = pos_of_byte(file->path, body, bad);
    ptrdiff_t line = bad; /* the guess begins where the trouble does: the head may be plain */
    while (line > 0 && body.s[line - 1] != '\n')
        line--;
    Str sample = STR_NONE;
    Encoding guess = text_guess_encoding(in->scratch, str_slice(body, line, body.len), &sample);
    if (guess != ENCODING_AUTO && sample.len > 0) {
        diag_add(in->diags, DIAG_DATA_ENCODING_GUESS, pos, sample, encoding_name(guess));
        return;
    }
    Str byte = str_format(in->scratch, "0x%02X", (unsigned)(unsigned char)body.s[bad]);
    diag_add(in->diags, DIAG_DATA_NOT_UTF8, pos, byte, str_format(in->scratch, "%td", bad));
}

/* A word that somebody pasted is no reason; half of the words of the file's begin are. */
static bool report_mojibake(Ingest *in, const TextFile *file, Str body)
{
    enum { LOOK_BYTES = 1 << 18 };
    Str head = str_slice(body, 0, body.len < LOOK_BYTES ? body.len : LOOK_BYTES);
    Mojibake found = text_find_mojibake(in->scratch, head);
    if (found.hits == 0 || 2 * found.hits < found.words)
        return false;
    Pos pos = pos_of_byte(file->path, body, found.found.s - body.s);
    diag_add(in->diags, DIAG_DATA_MOJIBAKE, pos, found.found, found.was);
    return true;
}

bool text_file_decode(Ingest *in, TextFile *file, Str bytes, Encoding wanted)
{
    Encoding marked = ENCODING_UTF8;
    ptrdiff_t mark = encoding_bom(bytes, &marked);
    Str body = str_slice(bytes, mark, bytes.len);
    bool twice = wanted == ENCODING_UTF8_TWICE && marked == ENCODING_UTF8;
    file->encoding = twice                     ? wanted
                     : mark > 0                ? marked
                     : wanted != ENCODING_AUTO ? wanted
                                               : guess_utf16(body);
    if (file->encoding != ENCODING_UTF8)
        return decode_legacy(in, file, body, mark);
    file->text = body;
    ptrdiff_t bad = utf8_invalid_at(body);
    if (bad >= 0)
        report_not_utf8(in, file, body, bad);
    return bad < 0 && !report_mojibake(in, file, body);
}
