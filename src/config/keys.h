/* keys.h: the one table of sections and keys. It reads the project file, checks it, gives the
 * defaults, and prints the commented example and the reference. */
#ifndef CONFIG_KEYS_H
#define CONFIG_KEYS_H

#include <cxex/config.h>

typedef enum SectionKind {
    SECTION_REPORT,
    SECTION_SOURCE,     /* [customers] [employees]: keys of a Source */
    SECTION_METRIC,     /* keys of a Metric */
    SECTION_INDEX,      /* [index cx.index] [index ex.index]: keys of an Index */
    SECTION_JOURNEY,    /* [index cx.journey]: an Index too */
    SECTION_ENGAGEMENT, /* from here on keys of the Config itself, where no other is said */
    SECTION_COMBINED,
    SECTION_STATISTICS,
    SECTION_UNITS, /* keys of a SideFile: units, promises, suggestions, themes, benchmark, events,
                      map */
    SECTION_KPI,   /* keys of a Kpi */
    SECTION_PROMISES,
    SECTION_SUGGESTIONS,
    SECTION_THEMES,
    SECTION_BENCHMARK,
    SECTION_EVENTS,
    SECTION_MAP,
    SECTION_PRIVACY,
    SECTION_INCENTIVE,
    SECTION_MAIL,
    SECTION_KIND_COUNT
} SectionKind;

typedef enum IdRule { ID_NONE, ID_OPTIONAL, ID_REQUIRED, ID_FIXED } IdRule;

typedef struct SectionRow {
    SectionKind kind;
    Str name;    /* "metric" */
    IdRule rule; /* of the word after it */
    Str id;      /* ID_FIXED: that id; else one to show as an example */
    Str heads;   /* columns of its side file, by blanks: for `column.HEAD = NAME` */
    Str help[LANG_COUNT];
} SectionRow;

/* How a value is read, and what the field is. */
typedef enum ValueType {
    VALUE_TEXT,       /* Str */
    VALUE_FILE,       /* Str: resolved path of a file that is there */
    VALUE_FOLDER,     /* Str: resolved path, need not be there */
    VALUE_FILES,      /* StrList: resolved patterns, each matching something */
    VALUE_NUMBER,     /* double within low..high */
    VALUE_WHOLE,      /* int within low..high */
    VALUE_WHOLE_AUTO, /* int, or `auto` for 0 */
    VALUE_SWITCH,     /* bool: words are the false one and the true one */
    VALUE_CHOICE,     /* enum from 0 in the order of words */
    VALUE_WORD,       /* Str: one of words */
    VALUE_STAGE,      /* Stage */
    VALUE_ENCODING,   /* Encoding */
    VALUE_DELIMITER,  /* char, 0 for auto */
    VALUE_COLUMN,     /* ColumnRef */
    VALUE_TARGET,     /* TargetRef */
    VALUE_SCALE,      /* Scale */
    VALUE_LIST,       /* StrList, by commas */
    VALUE_CODES,      /* AnswerCodes: `code -> answer` by | */
    VALUE_ID,         /* Str of [a-z0-9._-] */
    VALUE_KPI,        /* Str: id of a KPI, written `kpi ID` */
    VALUE_PARTS,      /* Index.parts, part_count */
    VALUE_BALANCE,    /* double: weight of cx.index in `cx.index A, ex.index B` */
    VALUE_ITEMS,      /* config.engagement.items and all */
    VALUE_DATE,       /* Date */
    VALUE_RANGE,      /* statistics.trim_low and trim_high: `low..high` around 1 */
    VALUE_WINDOWS,    /* Str: none, or a list of ytd, rollingN */
    VALUE_MERGE,      /* config.privacy.merge…: auto, and `A, B -> C` by | */
    VALUE_ADDRESS,    /* Str: an e-mail address */
    VALUE_DOMAINS,    /* StrList: lower case, by commas */
    VALUE_SUBJECT,    /* Str: text whose {places} are known */
    VALUE_TYPE_COUNT
} ValueType;

typedef struct KeyRow {
    SectionKind section;
    Str name;
    ValueType type;
    ptrdiff_t field;     /* offset in the section's object */
    ptrdiff_t pos_field; /* offset of a Pos that keeps the value's place, or 0 */
    bool required;
    double low, high;
    Str words;                   /* VALUE_SWITCH, CHOICE, WORD: by blanks */
    Str standard;                /* the default as it would be written: read by the same reader */
    Str standard_is[LANG_COUNT]; /* or what the default follows from */
    Str sample[LANG_COUNT];      /* what the example shows when it is not the default */
    Str help[LANG_COUNT];
} KeyRow;

extern const SectionRow section_rows[];
extern const ptrdiff_t section_row_count;
extern const KeyRow key_rows[];
extern const ptrdiff_t key_row_count;

/* "[index cx.index]" as it is written. */
Str section_title(Arena *arena, const SectionRow *row);
/* What an example shows as the value of a key in this section. */
Str section_sample(const SectionRow *row, const KeyRow *key, Lang lang);
/* The words of a list kept as "a b c". */
StrList words_split(Arena *arena, Str words);

#endif
