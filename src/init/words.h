/* words.h: what a question asks about, by the words in it, Vietnamese and English. One table of
 * phrases with weights (words.c); a phrase counts where it stands as whole words. */
#ifndef CXEX_INIT_WORDS_H
#define CXEX_INIT_WORDS_H

#include <cxex/text.h>

typedef enum Topic {
    TOPIC_CUSTOMER, /* who is asked */
    TOPIC_EMPLOYEE,
    TOPIC_NPS, /* what is asked */
    TOPIC_CSAT,
    TOPIC_CES,
    TOPIC_AWARE, /* stages, in the order of Stage */
    TOPIC_RESEARCH,
    TOPIC_CONSIDER,
    TOPIC_BUY,
    TOPIC_USE,
    TOPIC_AFTERSALE,
    TOPIC_HOURS, /* factors */
    TOPIC_PAY,
    TOPIC_VOICE,
    TOPIC_TRUST,
    TOPIC_TOOLS,
    TOPIC_ATTRACT, /* cycle */
    TOPIC_GROW,
    TOPIC_OPINION,  /* any opinion at all */
    TOPIC_NEGATIVE, /* to agree is the low end */
    TOPIC_FACT,     /* of a person or an order: no opinion */
    TOPIC_CHOICE,   /* one or some of a list */
    TOPIC_MACHINE,  /* clicks, times, ranks, what tools add */
    TOPIC_PERSON,   /* names, addresses, numbers that lead to a person */
    TOPIC_UNIT,     /* roles */
    TOPIC_ID,
    TOPIC_DATE,
    TOPIC_WEIGHT,
    TOPIC_COMMENT,
    TOPIC_WAVE,
    TOPIC_COUNT
} Topic;

typedef struct Heading { /* a question or a column's name as words: " muc do hai long " */
    Str plain;           /* folded, without accents */
    Str accented;        /* folded, with them */
    bool has_accents;    /* they tell "bán" from "bạn" */
    int score[TOPIC_COUNT];
} Heading;

typedef struct Phrases Phrases; /* the table, made ready once */
const Phrases *phrases_prepare(Arena *arena);
/* JobSatisfaction, Q7ALL, ret_1 and <b>tags</b> are taken apart. */
Heading heading_read(Arena *arena, const Phrases *phrases, Str text);
/* Whole words in it: " muc do " holds 2. */
ptrdiff_t heading_words(const Heading *heading);
/* The text as words, folded, with a blank before, between and after. */
Str words_of(Arena *arena, Str text);

#endif
