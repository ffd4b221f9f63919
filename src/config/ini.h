/* ini.h: an INI file as sections, keys and values, each with the place where it stands.
 *
 * inih splits the lines; it knows no line numbers, cuts long lines and long section names without a
 * word, and takes a `;` inside quotation marks for a comment. So it reads through our own line
 * reader, which counts lines, reports what inih would swallow, and hands it an empty line instead.
 *
 * A value is kept as written, quotation marks included, because only its reader knows what parts it
 * has: ini_cut takes parts off it, ini_unquote gives their text. Everything lives in the arena. */
#ifndef CONFIG_INI_H
#define CONFIG_INI_H

#include <cxex/base.h>
#include <cxex/diag.h>

enum {
    INI_FILE_LIMIT = 1 << 20,   /* bytes of a project or theme file */
    INI_LINE_LIMIT = 16384,     /* bytes of a line, where inih lets us set it (Debian) */
    INI_LINE_LIMIT_FIXED = 200, /* and where it does not */
    INI_SECTION_LIMIT = 49,     /* bytes between [ and ]: inih cuts there */
    INI_ID_LIMIT = 40           /* bytes of the word after a section's kind */
};

/* Where a stretch of a value came from: value[offset..] was read from byte `byte` of line `raw`. */
typedef struct IniPiece {
    ptrdiff_t offset, line, byte;
    Str raw;
} IniPiece;

typedef struct IniEntry {
    Str key;
    Pos key_pos;
    Str value; /* as written, without comment; continuation lines joined by one blank */
    Buffer joined;
    LIST_OF(IniPiece) pieces; /* at least one, except for a default value, which stands nowhere */
} IniEntry;

typedef struct IniSection {
    Str kind, id; /* "metric" and "cx.nps" of [metric cx.nps]; id may be empty */
    Str name;     /* "metric cx.nps" */
    Pos pos;      /* of the kind */
    Pos id_pos;   /* of the id */
    bool faulty;  /* a line of it was refused: what seems to be missing may stand there */
    LIST_OF(IniEntry) entries;
    StrMap index; /* key -> position in entries */
} IniSection;

typedef struct IniDoc {
    Str file; /* as the user wrote it */
    LIST_OF(IniSection) sections;
    StrMap index; /* name -> position in sections */
} IniDoc;

/* Reads `bytes`. Problems of single lines, sections and keys go to diags, and reading goes on: a
 * repeated section or key is left out of `doc`. False when it is no INI file at all (UTF-16, CR as
 * line end, too large): then doc is empty and the one reason is in diags. */
bool ini_read(Arena *arena, IniDoc *doc, Str file, Str bytes, Diags *diags);

const IniEntry *ini_find(const IniSection *section, Str key); /* NULL: not written */

/* The place of the character `at`, which points into entry->value. */
Pos ini_pos(const IniEntry *entry, const char *at);
/* The place of the value, or of the key when the value is empty. */
Pos ini_value_pos(const IniEntry *entry);

/* Takes the part before the first `separator` that stands outside quotation marks; both sides are
 * trimmed. */
StrCut ini_cut(Str text, char separator);
/* The text of a part: quotation marks off, "" made ", NFC. False when something stands after the
 * closing mark (`*rest` is that). */
bool ini_unquote(Arena *arena, Str part, Str *text, Str *rest);

#endif
