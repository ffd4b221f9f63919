/* link.h: what the files of the sheet Link share. Not for other sheets. */
#ifndef CXEX_XLSX_LINK_H
#define CXEX_XLSX_LINK_H

#include "book.h"

enum {
    LINK_LEFT = 1,
    LINK_LEFT_LAST = 6,
    LINK_RIGHT = 8,
    LINK_RIGHT_LAST = 13,
    LINK_TOP = 4,
    LINK_LINE_PX = 27
};

typedef struct LinkSheet {
    Sheet sheet;
    Book *book;
    const LinkModel *model;
    const GrowthModel *growth;
    int first_end, second; /* last row of the first part, first of the second */
    int last;              /* printed */
    int points;            /* heads of the table of dots */
    StrMap names;          /* of slopes, as they are given */
} LinkSheet;

/* A row at least that high. */
void linked_need(LinkSheet *link, int row, double height_px);
/* A text over the columns, wrapped, and the row that it takes. */
void linked_text(LinkSheet *link, int row, int from, int to, Str text, Look look);
Look linked_grey(const LinkSheet *link, Look look);
Look linked_line(const LinkSheet *link); /* with the rule under a line of a table */
/* Labels over columns: the first left, the others right; a verdict's, the last, left too. */
void linked_heads(LinkSheet *link, int row, int column, const Str *texts, int count, bool verdict);
/* A number with its interval and verdict, or the refusal's sentence over all those columns. */
typedef struct LinkCells {
    int value, low, high, n, verdict; /* columns; -1: none */
    int decimals;
    int from, to; /* of the sentence */
} LinkCells;
void linked_number(LinkSheet *link, int row, const LinkNumber *number, LinkCells cells);
void linked_name(LinkSheet *link, Str name, int row, int column);

/* Each takes the first row and returns the first below it. */
int linked_groups(LinkSheet *link, int row);
int linked_explained(LinkSheet *link, int row);
int linked_directions(LinkSheet *link, int row);
int linked_forecast(LinkSheet *link, int row);
int linked_mirrors(LinkSheet *link, int row);
int linked_matrix(LinkSheet *link, int row);
int linked_claims(LinkSheet *link, int row);

#endif
