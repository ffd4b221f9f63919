#include "pdf.h"

#include <string.h>

static bool stop(PdfReader *reader, const char *why)
{
    if (!reader->fault)
        reader->fault = why;
    return false;
}

static int peek(const PdfReader *reader)
{
    return reader->at < reader->bytes.len ? (unsigned char)reader->bytes.s[reader->at] : -1;
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool is_delimiter(int c)
{
    return c == -1 || is_blank(c) || (c != 0 && strchr("()<>[]{}/%", c));
}

/* Comments are left alone: cxex writes none, and what stands in one would be seen by nobody. */
void pdf_skip_blanks(PdfReader *reader)
{
    while (is_blank(peek(reader)))
        reader->at++;
}

bool pdf_read_word(PdfReader *reader, const char *word)
{
    pdf_skip_blanks(reader);
    ptrdiff_t len = (ptrdiff_t)strlen(word);
    if (reader->bytes.len - reader->at < len ||
        memcmp(reader->bytes.s + reader->at, word, (size_t)len) != 0)
        return false;
    reader->at += len;
    return true;
}

bool pdf_read_whole(PdfReader *reader, int64_t *number)
{
    pdf_skip_blanks(reader);
    ptrdiff_t from = reader->at;
    *number = 0;
    while (peek(reader) >= '0' && peek(reader) <= '9' && reader->at - from < 10)
        *number = 10 * *number + (reader->bytes.s[reader->at++] - '0');
    return reader->at > from && is_delimiter(peek(reader));
}

static bool read_number(PdfReader *reader, PdfValue *value)
{
    double sign = 1, scale = 1, number = 0;
    int digits = 0;
    bool point = false;
    if (peek(reader) == '+' || peek(reader) == '-')
        sign = reader->bytes.s[reader->at++] == '-' ? -1 : 1;
    for (;; reader->at++) {
        int c = peek(reader);
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9' && digits < 40) {
            number = 10 * number + (c - '0');
            scale *= point ? 10 : 1;
            digits++;
        } else {
            break;
        }
    }
    if (digits == 0 || !is_delimiter(peek(reader)))
        return stop(reader, "a number that is none");
    *value = (PdfValue){.kind = PDF_NUMBER, .number = sign * number / scale};
    return true;
}

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_name(PdfReader *reader, PdfValue *value)
{
    Buffer name = {.arena = reader->arena};
    reader->at++;
    ptrdiff_t from = reader->at;
    while (!is_delimiter(peek(reader)) && peek(reader) != '#')
        reader->at++;
    Str plain = str_slice(reader->bytes, from, reader->at);
    if (peek(reader) != '#') { /* nearly all: no copy */
        *value = (PdfValue){.kind = PDF_NAME, .text = plain};
        return true;
    }
    buffer_add(&name, plain);
    while (!is_delimiter(peek(reader))) {
        int c = reader->bytes.s[reader->at++];
        if (c == '#') {
            int high = hex_digit(peek(reader));
            reader->at++;
            int low = high >= 0 ? hex_digit(peek(reader)) : -1;
            reader->at++;
            if (low < 0)
                return stop(reader, "a name with a damaged # code");
            c = 16 * high + low;
        }
        buffer_add_byte(&name, (char)c);
    }
    *value = (PdfValue){.kind = PDF_NAME, .text = buffer_str(&name)};
    return true;
}

static bool read_hex(PdfReader *reader, PdfValue *value)
{
    Buffer text = {.arena = reader->arena};
    int half = -1;
    reader->at++;
    for (;;) {
        int c = peek(reader);
        reader->at++;
        if (c == '>')
            break;
        if (is_blank(c) && c != -1)
            continue;
        int digit = hex_digit(c);
        if (digit < 0)
            return stop(reader, "a hexadecimal string that is none");
        if (half < 0) {
            half = digit;
        } else {
            buffer_add_byte(&text, (char)(16 * half + digit));
            half = -1;
        }
    }
    if (half >= 0)
        buffer_add_byte(&text, (char)(16 * half));
    *value = (PdfValue){.kind = PDF_STRING, .text = buffer_str(&text)};
    return true;
}

static int read_escape(PdfReader *reader)
{
    static const char letters[] = "nrtbf()\\", meanings[] = "\n\r\t\b\f()\\";
    int c = peek(reader);
    reader->at++;
    if (c >= '0' && c <= '7') {
        int code = c - '0';
        for (int i = 0; i < 2 && peek(reader) >= '0' && peek(reader) <= '7'; i++)
            code = 8 * code + (reader->bytes.s[reader->at++] - '0');
        return code & 0xFF;
    }
    const char *found = c > 0 ? strchr(letters, c) : NULL;
    return found ? (unsigned char)meanings[found - letters] : -1;
}

static bool read_string(PdfReader *reader, PdfValue *value)
{
    Buffer text = {.arena = reader->arena};
    int open = 1;
    reader->at++;
    for (;;) {
        int c = peek(reader);
        reader->at++;
        if (c == -1)
            return stop(reader, "a string without an end");
        if (c == '(')
            open++;
        if (c == ')' && --open == 0)
            break;
        if (c == '\\' && (c = read_escape(reader)) < 0)
            return stop(reader, "a string with a damaged \\ code");
        buffer_add_byte(&text, (char)c);
    }
    *value = (PdfValue){.kind = PDF_STRING, .text = buffer_str(&text)};
    return true;
}

static bool read_array(PdfReader *reader, PdfValue *value)
{
    LIST_OF(PdfValue) items = {0};
    reader->at++;
    for (;;) {
        pdf_skip_blanks(reader);
        if (peek(reader) == ']')
            break;
        PdfValue item;
        if (!pdf_read_value(reader, &item))
            return stop(reader, "an array without an end");
        *PUSH(reader->arena, &items, PdfValue) = item;
    }
    reader->at++;
    *value = (PdfValue){.kind = PDF_ARRAY, .items = items.items, .count = items.len};
    return true;
}

static bool read_dict(PdfReader *reader, PdfValue *value)
{
    LIST_OF(PdfValue) items = {0};
    StrList keys = {0};
    reader->at += 2;
    for (;;) {
        PdfValue key, item;
        if (pdf_read_word(reader, ">>"))
            break;
        if (peek(reader) != '/' || !read_name(reader, &key) || !pdf_read_value(reader, &item))
            return stop(reader, "a dictionary without an end");
        if (strlist_find(&keys, key.text) >= 0)
            return stop(reader, "a dictionary with an entry twice");
        *PUSH(reader->arena, &keys, Str) = key.text;
        *PUSH(reader->arena, &items, PdfValue) = item;
    }
    *value =
        (PdfValue){.kind = PDF_DICT, .items = items.items, .keys = keys.items, .count = items.len};
    return true;
}

/* "12 0 R" or a number. */
static bool read_number_or_reference(PdfReader *reader, PdfValue *value)
{
    PdfReader ahead = *reader;
    int64_t number, generation;
    if (!reader->content && pdf_read_whole(&ahead, &number) &&
        pdf_read_whole(&ahead, &generation) && pdf_read_word(&ahead, "R") &&
        is_delimiter(peek(&ahead))) {
        if (generation != 0)
            return stop(reader, "an object of a later generation");
        reader->at = ahead.at;
        *value = (PdfValue){.kind = PDF_REFERENCE, .number = (double)number};
        return true;
    }
    return read_number(reader, value);
}

static bool read_keyword(PdfReader *reader, PdfValue *value)
{
    ptrdiff_t from = reader->at;
    while (!is_delimiter(peek(reader)))
        reader->at++;
    Str word = str_slice(reader->bytes, from, reader->at);
    if (word.len == 0)
        return stop(reader, peek(reader) == '%' ? "a comment" : "a sign out of place");
    if (str_equal(word, S("true")) || str_equal(word, S("false")))
        *value = (PdfValue){.kind = PDF_BOOL, .number = word.len == 4};
    else if (str_equal(word, S("null")))
        *value = (PdfValue){.kind = PDF_NULL};
    else if (reader->content)
        *value = (PdfValue){.kind = PDF_OPERATOR, .text = word};
    else
        return stop(reader, "a word that is no value");
    return true;
}

static bool read_any(PdfReader *reader, PdfValue *value)
{
    int c = peek(reader);
    bool two =
        c == '<' && reader->at + 1 < reader->bytes.len && reader->bytes.s[reader->at + 1] == '<';
    if (two)
        return read_dict(reader, value);
    if (c == '<')
        return read_hex(reader, value);
    if (c == '(')
        return read_string(reader, value);
    if (c == '[')
        return read_array(reader, value);
    if (c == '/')
        return read_name(reader, value);
    if ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')
        return read_number_or_reference(reader, value);
    return read_keyword(reader, value);
}

bool pdf_read_value(PdfReader *reader, PdfValue *value)
{
    *value = (PdfValue){0};
    pdf_skip_blanks(reader);
    if (reader->fault || reader->at >= reader->bytes.len)
        return false;
    if (++reader->depth > PDF_DEPTH_LIMIT)
        return stop(reader, "values too deep inside one another");
    bool good = read_any(reader, value);
    reader->depth--;
    return good;
}

const PdfValue *pdf_entry(const PdfValue *dict, const char *key)
{
    if (!dict || dict->kind != PDF_DICT)
        return NULL;
    for (ptrdiff_t i = 0; i < dict->count; i++)
        if (str_equal(dict->keys[i], str_from(key)))
            return &dict->items[i];
    return NULL;
}
