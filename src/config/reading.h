/* reading.h: what the stages of config_read share: the file as sections, the values made of it so
 * far, and which section each value came from. */
#ifndef CONFIG_READING_H
#define CONFIG_READING_H

#include "ini.h"
#include "keys.h"

typedef struct Reading {
    Arena *arena;
    Diags *diags;
    Config *config;
    ConfigOptions options;
    IniDoc doc;
    /* Lists and, at the same index, the section of each. */
    LIST_OF(Source) sources;
    LIST_OF(const IniSection *) source_sections;
    LIST_OF(Metric) metrics;
    LIST_OF(const IniSection *) metric_sections;
    LIST_OF(Kpi) kpis;
    LIST_OF(SideFile) benchmarks;
    const IniSection *index_sections[SIDE_COUNT];
    const IniSection *once[SECTION_KIND_COUNT]; /* sections that come once; NULL: not written */
} Reading;

/* values.c: reads one value into `field`. Writes its place into `pos_field` where the row has one;
 * on a problem the field keeps what it has. `object` is what the row's offsets are counted from. */
void value_read(Reading *reading, const KeyRow *row, const IniEntry *entry, void *object);
/* The path beside the project file, whether or not it is there. */
Str reading_path(Reading *reading, Str path);
/* Words in a row for messages: "a, b, c". */
Str reading_list(Reading *reading, const Str *words, ptrdiff_t count);
/* A part of a value without its quotation marks; reports what stands after the closing one. */
bool reading_unquote(Reading *reading, const IniEntry *entry, Str part, Str *text);

/* merge.c: config.privacy.merges and merge_auto. */
void merge_read(Reading *reading, const IniEntry *entry, Str example);

/* codes.c: `2 -> 0 | 3 -> 1`; on a problem the list stays as it is. */
void codes_read(Reading *reading, const IniEntry *entry, Str example, AnswerCodes *codes);
/* Once the scale is known: the level of each. */
void codes_check(Reading *reading, Metric *metric);

/* scale.c: `0..10`, `5..1`, or words by |. False after reporting why not. */
bool scale_read(Reading *reading, const IniEntry *entry, Scale *scale);
/* Two whole or decimal numbers with .. between; false: text is something else. */
bool range_parse(Str text, double *low, double *high);

/* defaults.c: what follows from other values: types and scales of metrics, labels, parts. Call
 * metric_defaults first: the checks stand on types. */
void metric_defaults(Reading *reading, Metric *metric);
void config_defaults(Reading *reading);

/* check.c: what no value can tell alone. Needs config_defaults. */
void config_check(Reading *reading);
void check_target_range(Reading *reading, const TargetRef *target, double low, double high);
/* check_metrics.c: its part about the questions. */
void check_metrics(Reading *reading);

/* Where a key of a section stands; where the section stands when the key is not written. */
Pos reading_pos(const IniSection *section, Str key);

/* What a figure id may be in project files: names of the metrics of a side, and composites. */
StrList reading_part_ids(Reading *reading, Side side);
bool id_valid(Str id);

#endif
