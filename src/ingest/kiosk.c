#include "kiosk.h"

#include <stdlib.h>

/* ---- Which files are a kiosk's ---- */

/* Worst first; NULL: not in a set of so few. */
enum { FACE_SETS = 6 };
static const char *const face_sets[FACE_SETS][FACE_LIMIT + 1] = {
    {"very unhappy", "unhappy", "neutral", "happy", "very happy"},
    {"very unhappy", "unhappy", "happy", "very happy"},
    {"unhappy", "neutral", "happy"},
    {"rất không hài lòng", "không hài lòng", "bình thường", "hài lòng", "rất hài lòng"},
    {"rất không hài lòng", "không hài lòng", "hài lòng", "rất hài lòng"},
    {"không hài lòng", "bình thường", "hài lòng"},
};

Str kiosk_detect(Arena *arena, const StrList *row, const StrList *folded)
{
    static const char *const devices[] = {"device",   "kiosk",    "terminal", "device/site", "site",
                                          "thiết bị", "điểm đặt", "máy",      NULL};
    static const char *const faces[] = {"face",        "smiley",   "button",
                                        "smiley face", "mặt cười", "khuôn mặt",
                                        "biểu tượng",  "nút bấm",  NULL};
    for (int set = 0; set < FACE_SETS; set++) {
        Str found[FACE_LIMIT];
        ptrdiff_t count = 0;
        bool all = true;
        for (; all && face_sets[set][count] != NULL; count++) {
            found[count] =
                usual_cell(row, folded, (const char *const[]){face_sets[set][count], NULL});
            all = found[count].len > 0;
        }
        if (all)
            return str_join(arena, found, count, S(", "));
    }
    Str both[] = {usual_cell(row, folded, devices), usual_cell(row, folded, faces)};
    return both[0].len > 0 && both[1].len > 0 ? str_join(arena, both, 2, S(", ")) : STR_NONE;
}

/* ---- Columns ---- */

static ptrdiff_t find_name(Ingest *in, const TextFile *text, Str name)
{
    Str key = text_fold(in->scratch, name);
    for (ptrdiff_t c = 0; c < text->column_count; c++) {
        if (str_equal(text_fold(in->scratch, text->columns[c].name), key))
            return c;
    }
    return -1;
}

static bool find_faces(Ingest *in, SourceFile *file, const Str *names, ptrdiff_t count,
                       ptrdiff_t question)
{
    ptrdiff_t found[FACE_LIMIT];
    if (count > FACE_LIMIT)
        return false;
    for (ptrdiff_t f = 0; f < count; f++) {
        found[f] = find_name(in, &file->text, names[f]);
        if (found[f] < 0)
            return false;
    }
    for (ptrdiff_t f = 0; f < count; f++)
        file->columns.face[f] = found[f];
    file->columns.face_count = count;
    file->columns.face_question = question;
    return true;
}

/* A scale of numbers, and the usual words for so many faces. */
static bool find_usual_faces(Ingest *in, SourceFile *file, ptrdiff_t count, ptrdiff_t question)
{
    for (int set = 0; set < FACE_SETS; set++) {
        Str names[FACE_LIMIT];
        ptrdiff_t size = 0;
        for (; face_sets[set][size] != NULL; size++)
            names[size] = str_from(face_sets[set][size]);
        if (size == count && find_faces(in, file, names, size, question))
            return true;
    }
    return false;
}

/* In a file of counts the question's own column is not there. */
static bool has_own_column(Ingest *in, const SourceFile *file, const Metric *metric)
{
    for (ptrdiff_t i = 0; i < metric->column.count; i++) {
        ptrdiff_t count;
        Str key = text_name_key(in->scratch, metric->column.names[i]);
        if (text_file_find(&file->text, key, &count) >= 0)
            return true;
    }
    return false;
}

static void find_question(Ingest *in, SourceFile *file, const SideTally *side, bool words,
                          StrList *fitting)
{
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const Metric *metric = side->questions[q].metric;
        const Scale *scale = &metric->scale;
        if (scale->words != words || metric->type == METRIC_NPS || has_own_column(in, file, metric))
            continue;
        bool fits =
            words ? find_faces(in, file, scale->labels, scale->level_count, q)
                  : scale->worst < scale->best && find_usual_faces(in, file, scale->level_count, q);
        if (fits)
            *PUSH(in->scratch, fitting, Str) = metric->id;
    }
}

/* Heads of which the file has every one; the longest set first, for it holds the shorter ones. */
static Str usual_faces_of(Ingest *in, const SourceFile *file)
{
    SourceFile probe = *file;
    for (int set = 0; set < FACE_SETS; set++) {
        StrList names = {0};
        for (int f = 0; face_sets[set][f] != NULL; f++)
            *PUSH(in->scratch, &names, Str) = str_from(face_sets[set][f]);
        if (find_faces(in, &probe, names.items, names.len, 0))
            return str_join(in->scratch, names.items, names.len, S(" | "));
    }
    return STR_NONE;
}

static void find_faces_of_file(Ingest *in, SourceFile *file, const SideTally *side)
{
    StrList fitting = {0};
    Str heads = usual_faces_of(in, file);
    find_question(in, file, side, true, &fitting);
    if (fitting.len == 0)
        find_question(in, file, side, false, &fitting);
    Pos pos = {.file = file->text.path};
    if (fitting.len > 1 || (fitting.len == 0 && heads.len > 0))
        file->columns.face_question = FACES_MISFIT;
    if (fitting.len > 1)
        diag_add(in->diags, DIAG_DATA_FACES_MANY, pos,
                 str_join(in->scratch, fitting.items, fitting.len, S(", ")), STR_NONE);
    else if (fitting.len == 0 && heads.len > 0)
        diag_add(in->diags, DIAG_DATA_FACES_NONE, pos, STR_NONE, heads);
}

static ptrdiff_t find_usual(Ingest *in, const TextFile *text, const char *const *names)
{
    ptrdiff_t found = -1;
    for (; found < 0 && *names != NULL; names++)
        found = find_name(in, text, str_from(*names));
    return found;
}

void kiosk_find_columns(Ingest *in, SourceWork *work, const SideTally *side)
{
    static const char *const devices[] = {"device", "kiosk", "terminal", "thiết bị", "máy", NULL};
    static const char *const hours[] = {"hour", "time", "giờ", NULL};
    for (ptrdiff_t f = 0; f < work->file_count; f++)
        work->files[f].columns.face_question = FACES_NONE;
    work->report->kiosk = str_equal(work->report->format, S("hearme"));
    for (ptrdiff_t f = 0; work->report->kiosk && f < work->file_count; f++) {
        SourceFile *file = &work->files[f];
        find_faces_of_file(in, file, side);
        if (work->source->device.count == 0)
            file->columns.device = find_usual(in, &file->text, devices);
        if (work->source->hour.count == 0)
            file->columns.hour = find_usual(in, &file->text, hours);
    }
}

/* ---- Counts ---- */

/* As row_people; of an empty cell `none`. */
static int64_t read_count(Ingest *in, const CsvRecord *record, ptrdiff_t column, int64_t none)
{
    Str cell = str_trim(csv_value(in->scratch, csv_cell(record, column)));
    return cell.len == 0 ? none : row_people(cell);
}

bool kiosk_read_faces(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                      int16_t *levels, RowRead *out, ptrdiff_t *bad)
{
    const Columns *columns = &file->columns;
    bool any = false;
    *bad = -1;
    if (reader->faces == NULL)
        reader->faces = NEW(reader->in->scratch, int64_t, FACE_LIMIT * (CSV_BATCH + 1));
    /* Rows are read a block at a time, and counted before the next. */
    out->faces = reader->faces + FACE_LIMIT * reader->face_row;
    reader->face_row = (reader->face_row + 1) % (CSV_BATCH + 1);
    for (ptrdiff_t f = columns->face_count - 1; f >= 0; f--) {
        int64_t count = read_count(reader->in, record, columns->face[f], 0);
        if (count < 0)
            *bad = columns->face[f];
        out->faces[f] = count < 0 ? 0 : count;
        if (count > 0)
            levels[columns->face_question] = (int16_t)f;
        any = any || count > 0;
    }
    out->face_count = columns->face_count;
    out->face_question = columns->face_question;
    if (any)
        reader->valid[columns->face_question]++;
    return any;
}

int64_t kiosk_read_count(RowReader *reader, const SourceFile *file, const CsvRecord *record)
{
    ptrdiff_t column = file->columns.count;
    return column < 0 ? 1 : read_count(reader->in, record, column, -1);
}

/* ---- Time ---- */

enum { HOUR = 3600, DAY = 24 * HOUR };

/* "08:00", "8", "24"; -1: none. */
static int64_t read_clock(Str text)
{
    text = str_trim(text);
    int64_t seconds = date_time_seconds(text);
    if (seconds < 0) {
        ptrdiff_t digits = 0;
        while (digits < text.len && text.s[digits] >= '0' && text.s[digits] <= '9')
            digits++;
        /* "8-9", "8h", "8 giờ": the hour that it begins with */
        Num hour = num_parse_answer(str_slice(text, 0, digits));
        if (digits == 0 || digits > 2 || !hour.ok)
            return -1;
        seconds = (int64_t)hour.value * HOUR;
    }
    return seconds <= DAY ? seconds : -1;
}

void kiosk_open(RowReader *reader)
{
    const Source *source = reader->work->source;
    reader->opens = reader->closes = -1;
    Str text = str_trim(source->opening);
    if (text.len == 0)
        return;
    ptrdiff_t dash = str_find(text, S("-")), wide = str_find(text, S("–"));
    ptrdiff_t at = dash >= 0 ? dash : wide;
    if (at >= 0) {
        reader->opens = read_clock(str_slice(text, 0, at));
        reader->closes = read_clock(str_slice(text, at + (dash >= 0 ? 1 : 3), text.len));
    }
    if (reader->opens < 0 || reader->closes < 0 || reader->opens == reader->closes) {
        diag_add(reader->in->diags, DIAG_DATA_OPENING_BAD, source->opening_pos, text, STR_NONE);
        reader->opens = reader->closes = -1;
    }
}

typedef struct Moment {   /* local time, as the file has it */
    int64_t day, seconds; /* of the day; -1: not known */
    bool exact;           /* to the minute or better */
} Moment;

static Moment read_moment(RowReader *reader, const SourceFile *file, const CsvRecord *record)
{
    Arena *scratch = reader->in->scratch;
    Moment moment = {.seconds = -1};
    if (file->columns.date < 0)
        return moment;
    DateText date = row_date(reader, csv_value(scratch, csv_cell(record, file->columns.date)));
    if (date.fate != DATE_GOOD)
        return moment;
    moment.day = date_days(date.date);
    moment.seconds = date_time_of_day(&date);
    moment.exact = moment.seconds >= 0;
    if (moment.seconds < 0 && file->columns.hour >= 0) {
        Str hour = str_trim(csv_value(scratch, csv_cell(record, file->columns.hour)));
        bool span = str_find(hour, S("-")) >= 0 || str_find(hour, S("–")) >= 0;
        moment.exact = !span && date_time_seconds(hour) >= 0;
        moment.seconds = read_clock(hour);
    }
    return moment;
}

/* Opening hours may run past midnight: 18:00-02:00. */
static bool is_outside(const RowReader *reader, int64_t seconds)
{
    if (reader->opens < reader->closes)
        return seconds < reader->opens || seconds >= reader->closes;
    return seconds >= reader->closes && seconds < reader->opens;
}

/* Files may be sorted either way, and each device by itself. */
static void note_order(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                       RowPlace place, LastPress *last, int64_t now)
{
    int way = (now > last->seconds) - (now < last->seconds);
    if (place.file != last->file)
        last->way = way = 0;
    if (way != 0 && last->way == -way)
        row_note(reader, &reader->unsorted, place, file->columns.date,
                 csv_cell(record, file->columns.date));
    last->way = way != 0 ? way : last->way;
    last->file = place.file;
}

/* Compared with the press at the same device that stands before it in the file, whichever way that
 * is sorted. */
static bool is_again(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                     RowPlace place, Moment moment)
{
    const Columns *columns = &file->columns;
    Arena *scratch = reader->in->scratch;
    Str device = csv_cell(record, columns->device >= 0 ? columns->device : columns->unit);
    int64_t now = moment.day * DAY + moment.seconds;
    uint64_t hash = memo_hash(device);
    const ptrdiff_t *known = memo_find(&reader->devices, device, hash);
    if (known == NULL) {
        memo_put(scratch, &reader->devices, device, hash, reader->pressed.len);
        *PUSH(scratch, &reader->pressed, LastPress) =
            (LastPress){.seconds = now, .file = place.file};
        return false;
    }
    LastPress *last = &reader->pressed.items[*known];
    note_order(reader, file, record, place, last, now);
    int64_t gap = now > last->seconds ? now - last->seconds : last->seconds - now;
    last->seconds = now;
    return gap <= reader->work->source->repeat_seconds;
}

static int compare_places(const void *a, const void *b)
{
    const RowPlace *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

static bool was_again(const RowReader *reader, RowPlace place)
{
    return reader->again.len > 0 && bsearch(&place, reader->again.items, (size_t)reader->again.len,
                                            sizeof place, compare_places) != NULL;
}

void kiosk_look(RowReader *reader, const SourceFile *file, const CsvRecord *record, bool quiet,
                RowRead *out)
{
    const Columns *columns = &file->columns;
    Moment moment = read_moment(reader, file, record);
    if (moment.seconds < 0)
        return;
    out->outside_hours = reader->opens >= 0 && is_outside(reader, moment.seconds);
    bool presses = columns->face_question < 0 && columns->count < 0;
    bool device = columns->device >= 0 || columns->unit >= 0;
    if (!presses || !device || !moment.exact || reader->work->source->repeat_seconds <= 0)
        return;
    out->pressed_again =
        quiet ? was_again(reader, out->place) : is_again(reader, file, record, out->place, moment);
    if (out->pressed_again && !quiet)
        *PUSH(reader->in->scratch, &reader->again, RowPlace) = out->place;
}
