#include "csv.h"

#include <string.h>

/* A record longer than this is a quote that was never closed, not a record. */
#define RECORD_LIMIT ((ptrdiff_t)1 << 30)

CsvReader csv_open(Str text, char delimiter)
{
    return (CsvReader){.text = text,
                       .delimiter = delimiter,
                       .open_from = -1,
                       .batch_bytes = RECORD_LIMIT,
                       .odd_from = -1};
}

static void reserve_ends(CsvBatch *batch, ptrdiff_t used, ptrdiff_t more)
{
    if (used + more <= batch->end_cap)
        return;
    ptrdiff_t cap = batch->end_cap == 0 ? 1 << 14 : 2 * batch->end_cap;
    while (cap < used + more)
        cap *= 2;
    uint32_t *grown = NEW(batch->arena, uint32_t, cap + 1);
    *grown++ = UINT32_MAX;
    if (used > 0)
        memcpy(grown, batch->end, (size_t)used * sizeof grown[0]);
    batch->end = grown;
    batch->end_cap = cap;
}

/* ---- Byte by byte: the definition of what a record is ---- */

typedef struct Slow {
    ptrdiff_t next;      /* offset after the record */
    ptrdiff_t used;      /* ends written */
    ptrdiff_t open_from; /* quote never closed, or -1 */
    bool odd;
} Slow;

/* What is behind the quoted part that opens at `at`; a quote that nothing closes reaches to the end
 * of the text. */
static ptrdiff_t skip_quoted(const CsvReader *reader, ptrdiff_t at, Slow *out)
{
    const char *s = reader->text.s;
    ptrdiff_t len = reader->text.len, open = at++;
    for (;;) {
        const char *quote = memchr(s + at, '"', (size_t)(len - at));
        if (quote == NULL) {
            out->open_from = open;
            return len;
        }
        at = quote - s + 1;
        if (at >= len || s[at] != '"') /* two quotes are one of the text */
            return at;
        at++;
    }
}

static Slow read_slowly(const CsvReader *reader, ptrdiff_t offset, CsvBatch *batch, ptrdiff_t used)
{
    const char *s = reader->text.s;
    ptrdiff_t len = reader->text.len;
    Slow out = {.open_from = -1};
    ptrdiff_t at = offset;
    for (;;) {
        if (at < len && s[at] == '"') {
            at = skip_quoted(reader, at, &out);
            out.odd |= at < len && s[at] != reader->delimiter && s[at] != '\n' && s[at] != '\r';
        }
        while (at < len && s[at] != reader->delimiter && s[at] != '\n' && s[at] != '\r')
            at++;
        bool ended = at >= len || s[at] != reader->delimiter;
        /* CRLF: the mark stands at the LF, as in the blocks. */
        if (at + 1 < len && s[at] == '\r' && s[at + 1] == '\n')
            at++;
        reserve_ends(batch, used, 1);
        if (at - batch->base_offset >= UINT32_MAX) { /* four gigabytes without an end */
            out.open_from = offset;
            ended = true;
        }
        batch->end[used++] = (uint32_t)(at - batch->base_offset);
        at++;
        if (ended)
            break;
    }
    out.next = at < len ? at : len;
    out.used = used;
    return out;
}

void csv_record_at(const CsvReader *reader, ptrdiff_t offset, CsvBatch *batch)
{
    batch->base = reader->text.s + offset;
    batch->base_offset = offset;
    batch->count = 1;
    batch->begin[0] = 0;
    batch->first[0] = 0;
    batch->first[1] = read_slowly(reader, offset, batch, 0).used;
}

/* ---- In blocks ---- */

/* Bit i: an odd number of quotes stands at or before i, so byte i is inside quotes (the opening
 * quote too, the closing one not). */
static uint64_t inside_quotes(uint64_t quote)
{
    quote ^= quote << 1;
    quote ^= quote << 2;
    quote ^= quote << 4;
    quote ^= quote << 8;
    quote ^= quote << 16;
    return quote ^ quote << 32;
}

typedef struct Carry {      /* from block to block, within a run of blocks */
    uint64_t inside;        /* all ones inside quotes */
    uint64_t may_open;      /* bit 0: a quote here may open a cell (or double another) */
    uint64_t after_closing; /* bit 0: the byte before was a closing quote */
} Carry;

typedef struct Block {
    uint64_t mark;    /* delimiters and record ends outside quotes */
    uint64_t newline; /* the record ends among them */
    uint64_t strange; /* quotes that the masks cannot explain: from here read slowly */
} Block;

/* `valid` is the number of text bytes in the block, next the byte after it. */
static Block explain_block(CsvMasks masks, char next, ptrdiff_t valid, Carry *carry)
{
    uint64_t lone_cr = masks.cr & ~(masks.lf >> 1 | (uint64_t)(next == '\n') << 63);
    Block block = {.newline = masks.lf | lone_cr};
    block.mark = masks.delimiter | block.newline;
    if (masks.quote == 0 && carry->inside == 0 && carry->after_closing == 0) {
        carry->may_open = block.mark >> 63;
        return block;
    }
    uint64_t inside = inside_quotes(masks.quote) ^ carry->inside;
    block.mark &= ~inside;
    block.newline &= ~inside;
    uint64_t opening = masks.quote & inside, closing = masks.quote & ~inside;
    uint64_t may_open = (block.mark | closing) << 1 | carry->may_open;
    uint64_t after = closing << 1 | carry->after_closing;
    uint64_t may_follow = block.mark | opening | (masks.cr & ~inside);
    block.strange = (opening & ~may_open) | (after & ~may_follow);
    if (valid < 64)
        block.strange &= ((uint64_t)1 << valid) - 1;
    carry->inside = (uint64_t)0 - (inside >> 63);
    carry->may_open = (block.mark | closing) >> 63;
    carry->after_closing = closing >> 63;
    return block;
}

static CsvMasks load_masks(const CsvReader *reader, ptrdiff_t at, ptrdiff_t valid)
{
    char tail[64] = {0};
    const char *block = reader->text.s + at;
    if (valid < 64) {
        memcpy(tail, block, (size_t)valid);
        block = tail;
    }
    CsvMasks masks = reader->plain_blocks ? csv_masks_plain(block, reader->delimiter)
                                          : csv_masks(block, reader->delimiter);
    if (valid < 64) {
        uint64_t text = ((uint64_t)1 << valid) - 1; /* zero bytes may be the delimiter's like */
        masks.delimiter &= text;
        masks.quote &= text;
        masks.lf &= text;
        masks.cr &= text;
    }
    return masks;
}

/* Writes the places of the marks; there is room for 64. */
static ptrdiff_t write_marks(uint32_t *end, uint64_t mark, uint32_t place)
{
    ptrdiff_t count = 0;
    for (; mark != 0; mark &= mark - 1)
        end[count++] = place + (uint32_t)__builtin_ctzll(mark);
    return count;
}

/* Takes the records that end in this block. The batch may be full before its last mark. */
static void take_records(CsvBatch *batch, uint64_t mark, uint64_t newline, ptrdiff_t used,
                         uint32_t place)
{
    for (; newline != 0 && batch->count < CSV_BATCH; newline &= newline - 1) {
        uint64_t bit = newline & (0 - newline);
        ptrdiff_t upto = used + __builtin_popcountll(mark & (bit | (bit - 1)));
        batch->count++;
        batch->first[batch->count] = upto;
        batch->begin[batch->count] = place + (uint32_t)__builtin_ctzll(newline) + 1;
    }
}

typedef enum RunEnd { RUN_FULL, RUN_STRANGE, RUN_TEXT_END } RunEnd;

/* Reads blocks from the start of record batch->count until the batch is full, the text ends, or a
 * record cannot be explained. */
static RunEnd run_blocks(const CsvReader *reader, CsvBatch *batch)
{
    ptrdiff_t len = reader->text.len;
    ptrdiff_t at = batch->base_offset + batch->begin[batch->count];
    ptrdiff_t used = batch->first[batch->count];
    Carry carry = {.may_open = 1};
    while (at < len) {
        ptrdiff_t valid = len - at < 64 ? len - at : 64;
        CsvMasks masks = load_masks(reader, at, valid);
        char next = at + 64 < len ? reader->text.s[at + 64] : '\0';
        Block block = explain_block(masks, next, valid, &carry);
        if (block.strange != 0) { /* the records before it still count */
            uint64_t below = (block.strange & (0 - block.strange)) - 1;
            block.mark &= below;
            block.newline &= below;
        }
        uint32_t place = (uint32_t)(at - batch->base_offset);
        reserve_ends(batch, used, 64);
        ptrdiff_t added = write_marks(batch->end + used, block.mark, place);
        take_records(batch, block.mark, block.newline, used, place);
        if (block.strange != 0)
            return batch->count == CSV_BATCH ? RUN_FULL : RUN_STRANGE;
        used += added;
        at += 64;
        ptrdiff_t record_begin = batch->base_offset + batch->begin[batch->count];
        bool far = used > batch->end_cap - 64 || at - batch->base_offset > reader->batch_bytes;
        if (batch->count == CSV_BATCH || (batch->count > 0 && far))
            return RUN_FULL;
        if (at - record_begin > RECORD_LIMIT)
            return RUN_STRANGE;
    }
    if (batch->base_offset + (ptrdiff_t)batch->begin[batch->count] >= len)
        return RUN_FULL;
    if (carry.inside != 0)
        return RUN_STRANGE; /* a quote is open: the slow reading says where */
    /* The last record has no line end. */
    reserve_ends(batch, used, 1);
    batch->end[used] = (uint32_t)(len - batch->base_offset);
    batch->count++;
    batch->first[batch->count] = used + 1;
    batch->begin[batch->count] = (uint32_t)(len - batch->base_offset);
    return RUN_TEXT_END;
}

static void take_slow_record(CsvReader *reader, CsvBatch *batch)
{
    ptrdiff_t offset = batch->base_offset + batch->begin[batch->count];
    Slow slow = read_slowly(reader, offset, batch, batch->first[batch->count]);
    if (slow.open_from >= 0) {
        reader->open_from = slow.open_from;
        return;
    }
    if (slow.odd) {
        reader->odd_count++;
        if (reader->odd_from < 0)
            reader->odd_from = offset;
    }
    batch->count++;
    batch->first[batch->count] = slow.used;
    batch->begin[batch->count] = (uint32_t)(slow.next - batch->base_offset);
}

/* Places are 32 bits: a batch does not go on past what they can say. */
static bool is_far(const CsvReader *reader, const CsvBatch *batch)
{
    return batch->count > 0 && (ptrdiff_t)batch->begin[batch->count] > reader->batch_bytes;
}

bool csv_next(CsvReader *reader, CsvBatch *batch)
{
    batch->base = reader->text.s + reader->at;
    batch->base_offset = reader->at;
    batch->count = 0;
    batch->first_record = reader->record;
    batch->first[0] = 0;
    batch->begin[0] = 0;
    if (reader->open_from >= 0)
        return false;
    while (batch->count < CSV_BATCH && !is_far(reader, batch) &&
           batch->base_offset + (ptrdiff_t)batch->begin[batch->count] < reader->text.len) {
        if (run_blocks(reader, batch) != RUN_STRANGE || is_far(reader, batch))
            break;
        take_slow_record(reader, batch);
        if (reader->open_from >= 0)
            break;
    }
    reader->at = batch->base_offset + batch->begin[batch->count];
    reader->record += batch->count;
    return batch->count > 0;
}
