/* Comments: where they lie, and the order that they are kept in. */
#include "builder.h"

#include <cxex/text.h>

_Static_assert(sizeof(Comment) <= 32, "every byte counts a million times");
_Static_assert(LEVEL_LIMIT <= INT8_MAX && TALLY_UNITS_LIMIT < INT16_MAX &&
                   TALLY_PERIODS_LIMIT < INT16_MAX,
               "what a comment has room for");

/* ---- One comment ---- */

void comment_place(Comment *comment, Str text_cell, Str id_cell)
{
    CX_ASSERT(text_cell.len <= UINT32_MAX && id_cell.len <= UINT32_MAX); /* as cells are: csv.h */
    comment->text = text_cell.s;
    comment->text_len = (uint32_t)text_cell.len;
    comment->id_len = (uint32_t)id_cell.len;
    if (id_cell.len > 0)
        comment->id = id_cell.s;
}

Str comment_text(Arena *arena, const Comment *comment)
{
    Str cell = {comment->text, comment->text_len};
    return text_name_key(arena, str_cell_value(arena, cell));
}

/* Not str_format: the order of comments without an id asks for it many times. */
static Str row_id(Arena *arena, int64_t row)
{
    enum { ROOM = 24 }; /* 64 bits take 20 */
    char *text = NEW(arena, char, ROOM);
    ptrdiff_t at = ROOM;
    do {
        text[--at] = (char)('0' + row % 10);
        row /= 10;
    } while (row > 0);
    text[--at] = '#';
    return (Str){text + at, ROOM - at};
}

Str comment_id(Arena *arena, const Comment *comment)
{
    if (comment->id_len == 0)
        return row_id(arena, comment->row);
    return str_trim(str_cell_value(arena, (Str){comment->id, comment->id_len}));
}

void comment_set_date(Comment *comment, Date date)
{
    CX_ASSERT(date.year >= 0 && date.year <= 9999);
    comment->day = (uint32_t)(date.year * 512 + date.month * 32 + date.day) & 0xFFFFFF;
}

Date comment_date(const Comment *comment)
{
    int day = (int)comment->day;
    return (Date){.year = day >> 9, .month = day >> 5 & 15, .day = day & 31};
}

/* ---- The list ---- */

CommentList *tally_builder_comments(TallyBuilder *builder, Side side)
{
    return &builder->side[side].comments;
}

void tally_builder_comment(TallyBuilder *builder, Side side, const Comment *comment)
{
    BuildSide *of = &builder->side[side];
    Arena *arena = builder->arena;
    if (of->comment_room.begin == NULL)
        of->comment_room = arena_open(arena->end - arena->at, arena->full, arena->full_context);
    if (of->comment_room.begin == NULL)
        arena_alloc(arena, 1, 1, PTRDIFF_MAX); /* ends the run as any lack of memory does */
    *PUSH(&of->comment_room, &of->comments, Comment) = *comment;
}

void tally_builder_close(TallyBuilder *builder)
{
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++)
        arena_close(&builder->side[side].comment_room);
}

void tally_close(const Tally *tally)
{
    for (ptrdiff_t i = 0; i < tally->file_count; i++) {
        FileView file = tally->files[i];
        os_file_close(&file);
    }
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        Arena room = tally->side[side].comment_room;
        arena_close(&room);
    }
}

/* ---- Its order ----
 * qsort may take as much memory again as the list has, so it is sorted here, where it stands: by
 * parts around one in the middle, short ones by insertion, and one whose parts are ever as uneven
 * as can be by a heap. */

enum { SHORT = 12 };

/* Unit, period, the latest day first: nearly always enough. */
static uint64_t rank(const Comment *comment)
{
    return (uint64_t)comment->unit << 48 | (uint64_t)comment->period << 32 |
           (UINT32_MAX - comment->day);
}

static bool before(const Arena *arena, const Comment *a, const Comment *b)
{
    uint64_t rank_a = rank(a), rank_b = rank(b);
    if (rank_a != rank_b)
        return rank_a < rank_b;
    Arena room = *arena; /* given back with the return */
    int by_id = str_compare(comment_id(&room, a), comment_id(&room, b));
    if (by_id != 0)
        return by_id < 0;
    /* Rows without an id, of two files. */
    int by_text = str_compare(comment_text(&room, a), comment_text(&room, b));
    return by_text != 0 ? by_text < 0 : a->level < b->level;
}

static void swap(Comment *a, Comment *b)
{
    Comment kept = *a;
    *a = *b;
    *b = kept;
}

static void sort_short(const Arena *arena, Comment *items, ptrdiff_t count)
{
    for (ptrdiff_t i = 1; i < count; i++) {
        Comment moved = items[i];
        ptrdiff_t at = i;
        for (; at > 0 && before(arena, &moved, &items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = moved;
    }
}

static void sink(const Arena *arena, Comment *items, ptrdiff_t at, ptrdiff_t count)
{
    for (ptrdiff_t below = 2 * at + 1; below < count; at = below, below = 2 * at + 1) {
        if (below + 1 < count && before(arena, &items[below], &items[below + 1]))
            below++;
        if (!before(arena, &items[at], &items[below]))
            return;
        swap(&items[at], &items[below]);
    }
}

static void sort_by_heap(const Arena *arena, Comment *items, ptrdiff_t count)
{
    for (ptrdiff_t at = count / 2; at-- > 0;)
        sink(arena, items, at, count);
    for (ptrdiff_t last = count; last-- > 1;) {
        swap(&items[0], &items[last]);
        sink(arena, items, 0, last);
    }
}

/* Of the first, the middle and the last the one between stands first then, and the greatest last.
 */
static void choose_pivot(const Arena *arena, Comment *items, ptrdiff_t count)
{
    Comment *first = &items[0], *middle = &items[count / 2], *last = &items[count - 1];
    if (before(arena, last, middle))
        swap(middle, last);
    if (before(arena, last, first))
        swap(first, last);
    if (before(arena, first, middle))
        swap(first, middle);
}

void table_sort_comments(const Arena *arena, Comment *items, ptrdiff_t count, int depth)
{
    while (count > SHORT) {
        if (depth-- == 0) {
            sort_by_heap(arena, items, count);
            return;
        }
        choose_pivot(arena, items, count);
        ptrdiff_t low = 0, high = count;
        for (;;) { /* [1,low) does not come after the pivot, [high,count) not before it */
            while (before(arena, &items[++low], &items[0]))
                ;
            while (before(arena, &items[0], &items[--high]))
                ;
            if (low >= high)
                break;
            swap(&items[low], &items[high]);
        }
        swap(&items[0], &items[high]);
        table_sort_comments(arena, items, high, depth);
        items += high + 1;
        count -= high + 1;
    }
    sort_short(arena, items, count);
}

void table_finish_comments(Arena *arena, BuildSide *side, const ptrdiff_t *unit,
                           const ptrdiff_t *period, SideTally *tally)
{
    CommentList *list = &side->comments;
    int depth = 0; /* twice as deep as even parts would go */
    for (ptrdiff_t rest = list->len; rest > 1; rest /= 2)
        depth += 2;
    for (ptrdiff_t i = 0; i < list->len; i++) {
        Comment *comment = &list->items[i];
        CX_ASSERT(unit[comment->unit] >= 0 && period[comment->period] >= 0); /* its row counted */
        comment->unit = (int16_t)unit[comment->unit];
        comment->period = (int16_t)period[comment->period];
    }
    table_sort_comments(arena, list->items, list->len, depth);
    tally->comments = list->items;
    tally->comment_count = list->len;
    tally->comment_room = side->comment_room;
}
