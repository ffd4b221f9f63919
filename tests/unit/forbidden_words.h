/* forbidden_words.h: words of claims that these data cannot carry (metrics.md §16). */
#ifndef TESTS_FORBIDDEN_WORDS_H
#define TESTS_FORBIDDEN_WORDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cxex/text.h>

static const char *const forbidden[] = {
    /* English */
    "causes", "leads to", "drives", "due to", "thanks to", "impact of", "effect of",
    "will increase", "proves", "guarantees", "roi of",
    /* Vietnamese */
    "gây ra", "dẫn đến", "làm tăng", "làm giảm", "nhờ", "tác động của", "ảnh hưởng của",
    "chắc chắn", "chứng minh", "đảm bảo"};

/* "do … nên" within one line */
static inline bool has_do_nen(Str line)
{
    ptrdiff_t from = str_find(line, S(" do "));
    return from >= 0 && str_find(str_slice(line, from, line.len), S(" nên ")) >= 0;
}

static inline void check_forbidden(Arena *arena, Str text)
{
    Str rest = text;
    while (rest.len > 0) {
        StrCut cut = str_cut(rest, '\n');
        Str line = text_fold(arena, cut.head);
        for (ptrdiff_t i = 0; i < CX_COUNTOF(forbidden); i++)
            if (str_find(line, str_from(forbidden[i])) >= 0)
                fail_msg("\"%s\" in: %.*s", forbidden[i], STR_ARG(cut.head));
        if (has_do_nen(line))
            fail_msg("\"do … nên\" in: %.*s", STR_ARG(cut.head));
        rest = cut.tail;
    }
}

#endif
