#include "ini.h"

#include <cxex/text.h>

#include <ini.h>
#include <string.h>

#include "../base/banned.h"

/* Debian's inih has this variable; upstream's library has none, so it is only asked for. */
extern int ini_max_line;
#pragma weak ini_max_line

/* inih takes a `;` after white space for a comment. Inside quotation marks the blank before it is
 * handed over as this byte, which is no white space and, being a control byte, in no line of ours.
 */
static const char HIDDEN_BLANK = 0x1F;

typedef enum Before { BEFORE_NO_SECTION, BEFORE_SECTION, BEFORE_KEY, BEFORE_FAULT } Before;

typedef struct Reader {
    Arena *arena;
    IniDoc *doc;
    Diags *diags;
    Str rest; /* not yet handed over */
    Str raw;  /* the line that inih has in hand */
    ptrdiff_t line, limit;
    Before before;        /* what an indented line would continue */
    bool continues;       /* the line in hand goes on with the value above */
    bool section_counts;  /* false inside a section that was repeated: its keys are left out */
    bool key_counts;      /* false after a key that was repeated */
    ptrdiff_t value_byte; /* where the value begins in raw */
} Reader;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static ptrdiff_t skip_blanks(Str text, ptrdiff_t at)
{
    while (at < text.len && is_blank(text.s[at]))
        at++;
    return at;
}

static Pos pos_at(const Reader *reader, ptrdiff_t byte)
{
    return (Pos){
        .file = reader->doc->file,
        .line = reader->line,
        .column = 1 + text_length(str_slice(reader->raw, 0, byte)),
    };
}

static Str show_number(Arena *arena, ptrdiff_t number)
{
    return str_format(arena, "%td", number);
}

/* ---- Quotation marks and comments in one line ---- */

/* The closing mark of the one at `open`, or -1. */
static ptrdiff_t find_closing(Str text, ptrdiff_t open)
{
    for (ptrdiff_t at = open + 1; at < text.len; at++) {
        if (text.s[at] != '"')
            continue;
        if (at + 1 == text.len || text.s[at + 1] != '"')
            return at;
        at++; /* a doubled mark is a mark */
    }
    return -1;
}

typedef struct Value {
    ptrdiff_t end;      /* where the comment or the line ends */
    ptrdiff_t unpaired; /* a quotation mark that is never closed, or -1 */
} Value;

/* A mark opens a quotation only where a part begins: at the start, after `|`, `,` or `->`. So 5"
 * stays 5". `copy` is the line as inih gets it. */
static Value scan_value(Str raw, ptrdiff_t from, char *copy)
{
    bool part_begins = true;
    for (ptrdiff_t at = from; at < raw.len; at++) {
        char c = raw.s[at];
        if (c == ';' && at > 0 && is_blank(raw.s[at - 1]))
            return (Value){.end = at, .unpaired = -1};
        if (c == '"' && part_begins) {
            ptrdiff_t closing = find_closing(raw, at);
            if (closing < 0)
                return (Value){.end = raw.len, .unpaired = at};
            for (ptrdiff_t i = at + 1; i < closing; i++) {
                if (raw.s[i] == ';' && is_blank(raw.s[i - 1]))
                    copy[i - 1] = HIDDEN_BLANK;
            }
            at = closing;
            part_begins = false;
            continue;
        }
        if (c == '|' || c == ',' || (c == '>' && at > from && raw.s[at - 1] == '-'))
            part_begins = true;
        else if (!is_blank(c))
            part_begins = false;
    }
    return (Value){.end = raw.len, .unpaired = -1};
}

/* Where the key ends: the first = or :, or -1 when a comment or the end comes first. */
static ptrdiff_t find_separator(Str raw)
{
    for (ptrdiff_t at = 0; at < raw.len; at++) {
        if (raw.s[at] == '=' || raw.s[at] == ':')
            return at;
        if (raw.s[at] == ';' && at > 0 && is_blank(raw.s[at - 1]))
            return -1;
    }
    return -1;
}

/* `word = …` or `[word]`: on an indented line most likely meant as a line of its own. */
static bool looks_like_own_line(Str trimmed)
{
    if (trimmed.s[0] == '[')
        return str_find(trimmed, S("]")) > 0;
    ptrdiff_t separator = find_separator(trimmed);
    if (separator <= 0 || trimmed.s[separator] != '=')
        return false;
    Str key = str_trim(str_slice(trimmed, 0, separator));
    for (ptrdiff_t i = 0; i < key.len; i++) {
        char c = key.s[i];
        bool fits =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
        if (!fits)
            return false;
    }
    return key.len > 0;
}

/* ---- Kinds of lines; each returns what inih gets to see ---- */

static Str fault(Reader *reader, DiagCode code, ptrdiff_t byte, Str found, Str expected)
{
    diag_add(reader->diags, code, pos_at(reader, byte), found, expected);
    reader->before = BEFORE_FAULT;
    if (reader->doc->sections.len > 0)
        reader->doc->sections.items[reader->doc->sections.len - 1].faulty = true;
    return S("");
}

/* Bytes that would make inih, or a reader of the report, see another text than the user's. */
static bool find_bad_byte(Reader *reader)
{
    Str raw = reader->raw;
    ptrdiff_t bad = utf8_invalid_at(raw);
    if (bad >= 0) {
        Str byte = str_format(reader->arena, "%02X", (unsigned)(unsigned char)raw.s[bad]);
        fault(reader, DIAG_INI_BAD_UTF8, bad, byte, STR_NONE);
        return true;
    }
    for (ptrdiff_t i = 0; i < raw.len; i++) {
        unsigned char c = (unsigned char)raw.s[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) {
            Str code = str_format(reader->arena, "U+%04X", (unsigned)c);
            fault(reader, DIAG_INI_CONTROL, i, code, STR_NONE);
            return true;
        }
    }
    return false;
}

static void push_section(Reader *reader, Str name, ptrdiff_t byte)
{
    ptrdiff_t kind_len = 0;
    while (kind_len < name.len && !is_blank(name.s[kind_len]))
        kind_len++;
    ptrdiff_t id_at = skip_blanks(name, kind_len);
    IniSection section = {
        .kind = text_nfc(reader->arena, str_slice(name, 0, kind_len)),
        .id = text_nfc(reader->arena, str_slice(name, id_at, name.len)),
        .pos = pos_at(reader, byte),
        .id_pos = pos_at(reader, byte + id_at),
    };
    section.name = section.kind;
    if (section.id.len > 0)
        section.name = str_join(reader->arena, (const Str[]){section.kind, section.id}, 2, S(" "));
    reader->before = BEFORE_SECTION;

    bool added = false;
    ptrdiff_t *known = strmap_put(reader->arena, &reader->doc->index, section.name, &added);
    reader->section_counts = added;
    if (!added) {
        Pos first = reader->doc->sections.items[*known].pos;
        diag_add(reader->diags, DIAG_INI_DUPLICATE_SECTION, section.pos, section.name,
                 str_format(reader->arena, "%.*s:%td", STR_ARG(first.file), first.line));
        return;
    }
    *known = reader->doc->sections.len;
    *PUSH(reader->arena, &reader->doc->sections, IniSection) = section;
}

/* A faulty head is read as it was most likely meant, so that the keys below it are checked too.
 * inih gets a sound stand-in: it must forget the key above, and would cut or refuse this one. */
static Str take_section_line(Reader *reader, ptrdiff_t open)
{
    Str raw = reader->raw;
    ptrdiff_t close = open + 1;
    bool closed = false;
    for (; close < raw.len && !closed; close++) {
        if (raw.s[close] == ';' && is_blank(raw.s[close - 1]))
            break;
        closed = raw.s[close] == ']';
    }
    ptrdiff_t name_end = closed ? close - 1 : close;
    Str inside = str_slice(raw, open + 1, name_end);
    ptrdiff_t name_at = open + 1 + skip_blanks(inside, 0);
    Str name = str_trim(inside);
    if (!closed)
        fault(reader, DIAG_INI_SECTION_OPEN, open, name, STR_NONE);
    Str after = closed ? str_trim(str_slice(raw, close, raw.len)) : STR_NONE;
    if (after.len > 0 && after.s[0] != ';' && after.s[0] != '#')
        fault(reader, DIAG_INI_SECTION_REST, close + skip_blanks(str_slice(raw, close, raw.len), 0),
              after, STR_NONE);
    if (inside.len > INI_SECTION_LIMIT)
        fault(reader, DIAG_INI_SECTION_LONG, name_at, show_number(reader->arena, inside.len),
              show_number(reader->arena, INI_SECTION_LIMIT));
    push_section(reader, name, name_at);
    return S("[section]");
}

/* What inih gets of a line: from its first character to its comment, with the hidden blanks. */
static Str take_value(Reader *reader, ptrdiff_t line_byte, ptrdiff_t value_byte)
{
    Str raw = reader->raw;
    char *copy = NEW(reader->arena, char, raw.len);
    memcpy(copy, raw.s, (size_t)raw.len);
    Value value = scan_value(raw, value_byte, copy);
    if (value.unpaired >= 0)
        return fault(reader, DIAG_INI_QUOTE_OPEN, value.unpaired,
                     str_slice(raw, value.unpaired, raw.len), STR_NONE);
    reader->value_byte = value_byte;
    reader->before = BEFORE_KEY;
    return str_slice((Str){copy, raw.len}, line_byte, value.end);
}

static Str take_key_line(Reader *reader, ptrdiff_t start)
{
    Str raw = reader->raw;
    ptrdiff_t separator = find_separator(raw);
    if (separator < 0)
        return fault(reader, DIAG_INI_NO_EQUALS, start, str_trim(raw), STR_NONE);
    if (str_trim(str_slice(raw, start, separator)).len == 0)
        return fault(reader, DIAG_INI_EMPTY_KEY, start, str_trim(raw), STR_NONE);
    if (reader->doc->sections.len == 0)
        return fault(reader, DIAG_INI_KEY_OUTSIDE, start,
                     str_trim(str_slice(raw, start, separator)), STR_NONE);
    return take_value(reader, start, skip_blanks(raw, separator + 1));
}

static Str take_line(Reader *reader)
{
    Str raw = reader->raw;
    reader->continues = false;
    if (raw.len > reader->limit)
        return fault(reader, DIAG_INI_LINE_LONG, reader->limit, show_number(reader->arena, raw.len),
                     show_number(reader->arena, reader->limit));
    if (find_bad_byte(reader))
        return S("");
    ptrdiff_t start = skip_blanks(raw, 0);
    if (start == raw.len || raw.s[start] == ';' || raw.s[start] == '#')
        return S("");

    bool indented = start > 0 && (reader->before == BEFORE_KEY || reader->before == BEFORE_FAULT);
    if (indented && looks_like_own_line(str_slice(raw, start, raw.len))) {
        diag_add(reader->diags, DIAG_INI_INDENTED, pos_at(reader, start), str_trim(raw), STR_NONE);
        indented = false;
    }
    if (indented && reader->before == BEFORE_FAULT)
        return S(""); /* goes on with a line that was refused */
    if (indented) {
        reader->continues = true;
        Str rest = take_value(reader, start, start);
        return rest.len > 0 ? str_concat(reader->arena, S(" "), rest) : rest;
    }
    return raw.s[start] == '[' ? take_section_line(reader, start) : take_key_line(reader, start);
}

/* ---- What inih calls ---- */

static char *read_line(char *out, int size, void *context)
{
    Reader *reader = context;
    if (reader->rest.len == 0)
        return NULL;
    StrCut cut = str_cut(reader->rest, '\n');
    reader->rest = cut.tail;
    reader->line++;
    reader->raw = cut.head;
    if (reader->raw.len > 0 && reader->raw.s[reader->raw.len - 1] == '\r')
        reader->raw.len--;
    Str line = take_line(reader);
    CX_ASSERT(line.len < size);
    if (line.len > 0)
        memcpy(out, line.s, (size_t)line.len);
    out[line.len] = '\0';
    return out;
}

static void add_piece(Reader *reader, IniEntry *entry, Str text)
{
    if (text.len == 0)
        return;
    if (entry->joined.len > 0)
        buffer_add_byte(&entry->joined, ' ');
    *PUSH(reader->arena, &entry->pieces, IniPiece) = (IniPiece){
        .offset = entry->joined.len,
        .line = reader->line,
        .byte = reader->value_byte,
        .raw = reader->raw,
    };
    buffer_add(&entry->joined, text);
}

static int take_entry(void *context, const char *section_name, const char *name, const char *value)
{
    (void)section_name; /* may be cut; the reader has the whole one */
    Reader *reader = context;
    if (!reader->section_counts)
        return 1;
    IniSection *section = &reader->doc->sections.items[reader->doc->sections.len - 1];
    /* The text is taken from the line itself: same length, but with the blanks that were hidden. */
    Str text =
        str_slice(reader->raw, reader->value_byte, reader->value_byte + (ptrdiff_t)strlen(value));
    if (reader->continues) {
        if (reader->key_counts)
            add_piece(reader, &section->entries.items[section->entries.len - 1], text);
        return 1;
    }
    Str key = text_nfc(reader->arena, str_copy(reader->arena, str_from(name)));
    Pos pos = pos_at(reader, skip_blanks(reader->raw, 0));
    bool added = false;
    ptrdiff_t *known = strmap_put(reader->arena, &section->index, key, &added);
    reader->key_counts = added;
    if (!added) {
        Pos first = section->entries.items[*known].key_pos;
        diag_add(reader->diags, DIAG_INI_DUPLICATE_KEY, pos, key,
                 str_format(reader->arena, "%.*s:%td", STR_ARG(first.file), first.line));
        return 1;
    }
    *known = section->entries.len;
    IniEntry *entry = PUSH(reader->arena, &section->entries, IniEntry);
    *entry = (IniEntry){.key = key, .key_pos = pos, .joined = {.arena = reader->arena}};
    add_piece(reader, entry, text);
    return 1;
}

/* ---- The whole file ---- */

static bool is_utf16(Str bytes, Str *name)
{
    Encoding encoding = ENCODING_UTF8;
    if (encoding_bom(bytes, &encoding) > 0 && encoding != ENCODING_UTF8) {
        *name = encoding_name(encoding);
        return true;
    }
    /* Without a mark: half of the bytes of Latin letters in UTF-16 are zero. */
    ptrdiff_t seen = bytes.len < 512 ? bytes.len : 512, zero_n = 0;
    for (ptrdiff_t i = 0; i < seen; i++)
        zero_n += bytes.s[i] == '\0';
    *name = S("UTF-16");
    return zero_n * 4 > seen;
}

/* A workbook or a picture: full of control bytes. */
static bool is_binary(Str bytes)
{
    ptrdiff_t seen = bytes.len < 512 ? bytes.len : 512, control_n = 0;
    for (ptrdiff_t i = 0; i < seen; i++) {
        unsigned char c = (unsigned char)bytes.s[i];
        control_n += c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    }
    return control_n > 3 && control_n * 20 > seen;
}

static bool is_text_file(Arena *arena, Str file, Str bytes, Diags *diags)
{
    Pos pos = {.file = file};
    Str name = STR_NONE;
    if (bytes.len > INI_FILE_LIMIT) {
        diag_add(diags, DIAG_INI_FILE_LARGE, pos, show_number(arena, bytes.len),
                 show_number(arena, INI_FILE_LIMIT));
        return false;
    }
    if (is_utf16(bytes, &name)) {
        diag_add(diags, DIAG_INI_ENCODING, pos, name, STR_NONE);
        return false;
    }
    if (is_binary(bytes)) {
        diag_add(diags, DIAG_INI_BINARY, pos, STR_NONE, STR_NONE);
        return false;
    }
    if (str_find(bytes, S("\r")) >= 0 && str_find(bytes, S("\n")) < 0 &&
        str_find(str_trim(bytes), S("\r")) >= 0) {
        diag_add(diags, DIAG_INI_LINE_ENDS, pos, STR_NONE, STR_NONE);
        return false;
    }
    return true;
}

bool ini_read(Arena *arena, IniDoc *doc, Str file, Str bytes, Diags *diags)
{
    *doc = (IniDoc){.file = file};
    if (!is_text_file(arena, file, bytes, diags))
        return false;
    Encoding encoding = ENCODING_UTF8;
    Reader reader = {
        .arena = arena,
        .doc = doc,
        .diags = diags,
        .rest = str_slice(bytes, encoding_bom(bytes, &encoding), bytes.len),
        .limit = INI_LINE_LIMIT_FIXED - 1,
    };
    if (&ini_max_line != NULL) {
        ini_max_line = INI_LINE_LIMIT;
        reader.limit = INI_LINE_LIMIT - 1;
    }
    (void)ini_parse_stream(read_line, &reader, take_entry, &reader);
    for (ptrdiff_t s = 0; s < doc->sections.len; s++) {
        IniSection *section = &doc->sections.items[s];
        for (ptrdiff_t e = 0; e < section->entries.len; e++)
            section->entries.items[e].value = buffer_str(&section->entries.items[e].joined);
    }
    return true;
}

const IniEntry *ini_find(const IniSection *section, Str key)
{
    const ptrdiff_t *at = strmap_find(&section->index, key);
    return at == NULL ? NULL : &section->entries.items[*at];
}

Pos ini_pos(const IniEntry *entry, const char *at)
{
    if (entry->pieces.len == 0)
        return entry->key_pos;
    ptrdiff_t offset = at - entry->value.s;
    const IniPiece *piece = &entry->pieces.items[0];
    for (ptrdiff_t i = 1; i < entry->pieces.len && entry->pieces.items[i].offset <= offset; i++)
        piece = &entry->pieces.items[i];
    Str before = str_slice(piece->raw, 0, piece->byte + offset - piece->offset);
    return (Pos){
        .file = entry->key_pos.file, .line = piece->line, .column = 1 + text_length(before)};
}

Pos ini_value_pos(const IniEntry *entry)
{
    return ini_pos(entry, entry->value.s);
}

/* ---- Parts of a value ---- */

StrCut ini_cut(Str text, char separator)
{
    ptrdiff_t at = skip_blanks(text, 0);
    if (at < text.len && text.s[at] == '"') {
        ptrdiff_t closing = find_closing(text, at);
        at = closing < 0 ? text.len : closing;
    }
    while (at < text.len && text.s[at] != separator)
        at++;
    if (at == text.len)
        return (StrCut){.head = str_trim(text)};
    return (StrCut){
        .head = str_trim(str_slice(text, 0, at)),
        .tail = str_trim(str_slice(text, at + 1, text.len)),
        .found = true,
    };
}

bool ini_unquote(Arena *arena, Str part, Str *text, Str *rest)
{
    *text = text_nfc(arena, part);
    if (part.len == 0 || part.s[0] != '"')
        return true;
    ptrdiff_t closing = find_closing(part, 0);
    if (closing < 0)
        closing = part.len - 1; /* a quotation over two lines: the line reader has reported it */
    *rest = str_trim(str_slice(part, closing + 1, part.len));
    if (rest->len > 0)
        return false;
    Buffer plain = {.arena = arena};
    for (ptrdiff_t i = 1; i < closing; i++) {
        buffer_add_byte(&plain, part.s[i]);
        if (part.s[i] == '"')
            i++;
    }
    *text = text_nfc(arena, buffer_str(&plain));
    return true;
}
