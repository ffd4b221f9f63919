/* The method page: where the figures come from, how they are made, and what is not there. */
#include "method.h"

void method_open(MethodWriter *writer, int column, Word head)
{
    writer->head = label_upper(writer->build, word(writer->build->lang, head));
    writer->column = column;
    writer->lines = (StrList){0};
}

void method_close(MethodWriter *writer)
{
    if (writer->lines.len > 0)
        *PUSH(writer->build->arena, &writer->blocks, MethodBlock) =
            (MethodBlock){.head = writer->head,
                          .lines = writer->lines.items,
                          .line_count = writer->lines.len,
                          .column = writer->column};
}

void method_add(MethodWriter *writer, Str name, Str text)
{
    Arena *arena = writer->build->arena;
    if (text.len == 0)
        return;
    *PUSH(arena, &writer->lines, Str) =
        name.len > 0 ? str_format(arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(text)) : text;
    *PUSH(arena, &writer->entries, struct MethodEntry) =
        (struct MethodEntry){.block = writer->head, .name = name, .text = text};
}

Str method_say(const MethodWriter *writer, Word key)
{
    return word(writer->build->lang, key);
}

Str method_count(const Build *build, int64_t n)
{
    return num_show_count(build->arena, n, build->lang);
}

Str method_number(const Build *build, double value, int decimals)
{
    return num_show(build->arena, value, decimals, build->lang);
}

static void write_findings(MethodWriter *writer)
{
    Str lines[FINDING_METHOD_LINES];
    method_open(writer, 1, WORD_FINDING_METHOD);
    ptrdiff_t line_count = findings_method(writer->build, lines);
    for (ptrdiff_t i = 0; i < line_count; i++)
        method_add(writer, STR_NONE, lines[i]);
    method_close(writer);
}

/* ---- What is not there, and why ---- */

/* Rates, weights and reliability have said so in their own blocks. */
static bool said_elsewhere(const Refusal *refusal)
{
    static const char *const elsewhere[] = {"response_rate", "weights", "reliability"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(elsewhere); i++)
        if (str_equal(refusal->key, str_from(elsewhere[i])))
            return true;
    return false;
}

static void write_not_shown(MethodWriter *writer)
{
    const Report *report = writer->build->report;
    method_open(writer, 2, WORD_METHOD_NOT_SHOWN);
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        if (!said_elsewhere(&report->refusals[i]))
            method_add(writer, STR_NONE, report->refusals[i].sentence);
    method_close(writer);
}

static void write_files(MethodWriter *writer)
{
    const Build *build = writer->build;
    Str hash = build->report->config_hash;
    method_open(writer, 2, WORD_METHOD_FILES);
    if (hash.len > 12) {
        Str brief = str_format(build->arena, "%.*s…%.*s", STR_ARG(str_slice(hash, 0, 8)),
                               STR_ARG(str_slice(hash, hash.len - 4, hash.len)));
        method_add(writer, method_say(writer, WORD_FILES_CONFIG), brief);
    }
    method_add(writer, STR_NONE,
               WORDS(build->arena, build->lang, WORD_FILES_VERSION, build->report->version));
    method_add(writer, STR_NONE, method_say(writer, WORD_FILES_SAME));
    method_close(writer);
}

PageRows method_build(Build *build)
{
    refusals_build(build);
    MethodWriter writer = {.build = build};
    static void (*const blocks[])(MethodWriter *) = {
        method_write_sources,   method_write_response,    method_write_quality,
        method_write_hiding,    method_write_weights,     method_write_computing,
        method_write_intervals, method_write_comparisons, method_write_benchmarks,
        write_findings,         method_write_reliability, method_write_breaks,
        method_write_changes,   write_not_shown,          write_files};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(blocks); i++)
        blocks[i](&writer);
    build->report->method = (MethodModel){.blocks = writer.blocks.items,
                                          .block_count = writer.blocks.len,
                                          .entries = writer.entries.items,
                                          .entry_count = writer.entries.len,
                                          .quality_first = writer.quality_first,
                                          .quality_count = writer.quality_count};
    return (PageRows){.printed = true};
}

void method_words(const Build *build, Page *page)
{
    page->title = word(build->lang, WORD_METHOD_TITLE);
    page->rule = S("method");
    page->subtitle = word(build->lang, WORD_METHOD_SUBTITLE);
    const Page *appendix = report_find_page(build->report, PAGE_APPENDIX);
    if (appendix)
        page->foot_left = WORDS(build->arena, build->lang, WORD_METHOD_FOOT,
                                method_count(build, appendix->number));
}
