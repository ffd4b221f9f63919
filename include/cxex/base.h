/* base.h: what every module stands on: memory by arena, immutable strings, growing arrays, a string
 * map.
 *
 * Memory. One Arena holds everything of a run from Config to Report. A stage takes `Arena *out` for
 * what it returns and, where it needs working room, a second arena. Memory is zeroed, is never
 * freed singly, and allocation never returns NULL: over the limit the arena calls its hook
 * (installed by src/cli), which must not return. */
#ifndef CXEX_BASE_H
#define CXEX_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Our own fault: on in release too ----
 * Prints file:line and condition to stderr and aborts. */
_Noreturn void cx_assert_failed(const char *condition, const char *file, int line);
#define CX_ASSERT(condition) \
    ((condition) ? (void)0 : cx_assert_failed(#condition, __FILE__, __LINE__))
#define CX_COUNTOF(array) ((ptrdiff_t)(sizeof(array) / sizeof((array)[0])))

/* ---- Arena ---- */
typedef void ArenaFullHook(void *context, ptrdiff_t wanted_bytes);
typedef struct Arena {
    char *begin, *at, *end; /* [begin,end) is reserved address space; [begin,at) is in use */
    ArenaFullHook *full;    /* called when the limit is reached; must not return */
    void *full_context;
} Arena;

/* Reserves `limit_bytes` of address space (committed by the system only when touched). On failure
 * `begin` is NULL. */
Arena arena_open(ptrdiff_t limit_bytes, ArenaFullHook *full, void *context);
void arena_close(Arena *arena);
/* Zeroed memory for count objects; never NULL; count >= 0. */
void *arena_alloc(Arena *arena, ptrdiff_t size, ptrdiff_t align, ptrdiff_t count);
#define NEW(arena, Type, n) ((Type *)arena_alloc((arena), sizeof(Type), _Alignof(Type), (n)))
/* Scratch: remember `at`, and give the memory back by resetting to it; or pass the Arena by value,
 * which gives it back at every return. Memory that was used before is zeroed again when handed out.
 */
typedef struct ArenaMark {
    char *at;
} ArenaMark;
ArenaMark arena_mark(const Arena *arena);
void arena_reset(Arena *arena, ArenaMark mark);

/* ---- Growing arrays: struct with fields { T *items; ptrdiff_t len, cap; } ----
 * *PUSH(arena, &list, T) = value;  The items move when the array grows: keep indices, not pointers.
 * The value must not use the list itself (its len, say): which of the two comes first is open. */
#define LIST_OF(Type)       \
    struct {                \
        Type *items;        \
        ptrdiff_t len, cap; \
    }
#define PUSH(arena, list, Type)                                                              \
    ((Type *)list_push((arena), (void **)(void *)&(list)->items, &(list)->len, &(list)->cap, \
                       sizeof(Type), _Alignof(Type)))
void *list_push(Arena *arena, void **items, ptrdiff_t *len, ptrdiff_t *cap, ptrdiff_t size,
                ptrdiff_t align);

/* ---- Str: pointer and length, by value; UTF-8, not NUL-terminated ----
 * The bytes are never changed after they were made. */
typedef struct Str {
    const char *s;
    ptrdiff_t len;
} Str;
#define S(literal) ((Str){(literal), (ptrdiff_t)sizeof(literal) - 1})
#define STR_NONE ((Str){NULL, 0})
/* For printf: printf("%.*s", STR_ARG(s)) */
#define STR_ARG(str) (int)(str).len, (str).s
typedef LIST_OF(Str) StrList;

Str str_from(const char *cstring); /* borrows; NULL gives STR_NONE */
Str str_copy(Arena *arena, Str text);
const char *str_cstr(Arena *arena, Str text); /* NUL-terminated copy for a foreign call */
bool str_equal(Str a, Str b);
bool str_equal_nocase(Str a, Str b); /* ASCII letters only */
int str_compare(Str a, Str b);       /* as unsigned bytes */
bool str_starts(Str text, Str prefix);
bool str_ends(Str text, Str suffix);
Str str_trim(Str text); /* ASCII blanks, CR, LF, TAB at both ends */
/* What a cell of delimited text means: without its quotes, and without what keeps a spreadsheet
 * from reading a formula or a number in it. Allocates only for `""` and text after the closing
 * quote. */
Str str_cell_value(Arena *arena, Str cell);
Str str_slice(Str text, ptrdiff_t from, ptrdiff_t to);
ptrdiff_t str_find(Str text, Str needle); /* byte offset, or -1 */
typedef struct StrCut {
    Str head, tail;
    bool found;
} StrCut;
StrCut str_cut(Str text,
               char separator); /* the only splitter: head is all of text when not found */
Str str_concat(Arena *arena, Str a, Str b);
Str str_join(Arena *arena, const Str *parts, ptrdiff_t count, Str between);
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
uint64_t str_hash(Str text); /* FNV-1a 64 (metrics.md §13 seeds its streams with it) */
/* The nearest of `known` to `text` by edit distance in characters, two neighbours swapped being one
 * step, if near enough to be a slip; else -1. */
ptrdiff_t str_nearest(Str text, const Str *known, ptrdiff_t count);
/* A column as a spreadsheet names it: 0 is "A", 26 is "AA". */
Str str_column_letters(Arena *arena, ptrdiff_t column);

ptrdiff_t strlist_find(const StrList *list, Str text); /* -1: not in it, which is normal */
Str strlist_nearest(const StrList *list, Str text);    /* as str_nearest; STR_NONE: none is near */
void strlist_sort(StrList *list);                      /* by bytes */

/* ---- UTF-8, one character at a time (text.h has the rest) ---- */
/* Length in bytes of the well-formed character at `at` (< text.len), or 0 when the bytes there are
 * malformed. */
ptrdiff_t utf8_decode(Str text, ptrdiff_t at, int32_t *code_point);
/* Writes the character and returns its length in bytes, 1 to 4. */
ptrdiff_t utf8_encode(int32_t code_point, char out[4]);

/* ---- StrMap: string -> ptrdiff_t; insertion order is kept in the caller's own list ---- */
typedef struct StrMap {
    struct StrMapSlot *slots;
    ptrdiff_t len, cap; /* cap is 0 or a power of two */
} StrMap;
/* The value slot of `key`; `*added` tells whether it is new (then the value is 0). The key is
 * borrowed. */
ptrdiff_t *strmap_put(Arena *arena, StrMap *map, Str key, bool *added);
const ptrdiff_t *strmap_find(const StrMap *map, Str key); /* NULL: not there, which is normal */

/* ---- Bytes built up piece by piece ----
 * {.arena = arena} is an empty one. Nothing fails: the arena grows it. */
typedef struct Buffer {
    Arena *arena;
    char *s;
    ptrdiff_t len, cap;
} Buffer;
void buffer_add(Buffer *buffer, Str text);
void buffer_add_byte(Buffer *buffer, char byte);
void buffer_addf(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What was added so far; it stays as it is when more is added. */
Str buffer_str(const Buffer *buffer);

/* ---- Operating system (src/base/os_*.c hold the only OS calls of the library) ---- */
typedef struct FileView { /* a regular file mapped read-only */
    Str path;
    Str bytes;
    void *handle;
} FileView;
/* False with *reason (static English text or strerror text copied into the arena) when it cannot be
 * read or is no regular file. */
bool os_file_open(Arena *arena, FileView *file, Str path, Str *reason);
void os_file_close(FileView *file); /* the bytes are gone with it */
/* A nameless temporary file that takes bytes and is then read as a whole: what may be larger than
 * memory passes through it. A failed write is remembered and told by os_spool_view. */
typedef struct Spool {
    void *file;
    ptrdiff_t size; /* written by this process */
} Spool;
/* False with *reason when no temporary file can be made. */
bool os_spool_open(Arena *arena, Spool *spool, Str *reason);
void os_spool_write(Spool *spool, Str bytes);
/* In a worker process that has written: its parent's os_spool_view then sees the bytes. */
bool os_spool_flush(Spool *spool);
/* What was written, until os_file_close; the spool itself is closed. False with *reason when not
 * every byte is there. */
bool os_spool_view(Arena *arena, Spool *spool, FileView *view, Str *reason);
void os_spool_discard(Spool *spool); /* instead of os_spool_view; safe twice */
/* Paths matching a glob pattern, in byte order; a pattern without wildcard that exists gives
 * itself. */
StrList os_glob(Arena *arena, Str pattern);
bool os_exists(Arena *scratch, Str path);
Str os_path_join(Arena *arena, Str folder, Str path); /* an absolute path stays as it is */
Str os_path_folder(Str path);                         /* "." when there is none */
Str os_path_base(Str path);
/* From the root, without "." and ".." (by their letters: links are not looked at). */
Str os_path_full(Arena *arena, Str path);
/* All that lies in the folder and those in it, but the folders themselves: "board.pdf",
 * "mail/sales.eml", ".hidden", in byte order. */
bool os_folder_list(Arena *arena, Str path, StrList *names, Str *reason);
/* Writes a new file, checked to the last byte; on failure removes it and says why. That it is safe
 * on the disk is seen to by os_staging_commit, or by os_file_sync. */
bool os_file_write(Arena *scratch, Str path, Str bytes, Str *reason);
bool os_file_sync(Arena *scratch, Str path, Str *reason);

/* Whole-or-nothing output folder: a staging folder (0700, locked) beside the final one, then one
 * exchange. Folders above the final one are made when missing. What a killed run left is repaired
 * and removed by the next one for the same place. A folder that is replaced passes its access
 * rights on; a new one stays the owner's own. */
typedef struct Staging {
    Str final_path, temp_path; /* each followed by a NUL */
    bool open;
    int lock;      /* descriptor, while open */
    Str left_over; /* after a commit: the old one, when it could not be removed; else empty */
} Staging;
/* False with *reason when it cannot be made. */
bool os_staging_open(Arena *arena, Staging *staging, Str final_path, Str *reason);
/* Makes the folder and those above it that are missing; one that is there is normal. */
bool os_folder_make(Arena *scratch, Str path, Str *reason);
/* Removes what has none of these names ("board.pdf", "mail/sales.eml") from a folder and the
 * folders in it, and those that are then empty: what a library leaves behind. */
bool os_folder_keep_only(Arena *scratch, Str path, const Str *names, ptrdiff_t count, Str *reason);
/* Syncs all, swaps, removes the old one. On failure it is still open, and the old one in its place.
 */
bool os_staging_commit(Arena *arena, Staging *staging, Str *reason);
/* Removes what was staged. Safe twice, and on a full arena: it allocates nothing there. */
void os_staging_discard(Arena *scratch, Staging *staging);

/* ---- A file beside such folders, replaced in one step ---- */
/* Renames a file of a folder over another in it, and syncs the folder. */
bool os_file_rename(Arena *scratch, Str from, Str to, Str *reason);
void os_file_remove(Arena *scratch, Str path); /* one that is not there is normal */
/* A lock on a folder, held until it is given back or the process ends; waits for whoever has it.
 * -1: this file system has no locks, or the folder is not there. */
int os_folder_lock(Arena *scratch, Str path);
void os_folder_unlock(int lock);

/* Runs `count` jobs in at most `at_once` worker processes side by side. Each takes the next job
 * that nobody has, in their order, until none is left: what a job leaves in an arena is the job's
 * to give back. job(context, index) runs in the worker and returns its exit code (0 = good). A
 * worker that dies fails the job it was at, no other; a new one takes its place. exit_codes[i] is
 * the code, or -signal, or OS_JOB_NOT_DONE. False only when workers cannot be started at all. */
enum { OS_JOB_NOT_DONE = 256 };
typedef int OsJob(void *context, ptrdiff_t index);
/* Called in the parent each time a job has ended, and when a signal has come in between. False:
 * stop, the workers are ended at once. May be NULL. */
typedef bool OsJobEnded(void *context, ptrdiff_t ended_count, ptrdiff_t count);
bool os_run_jobs(Arena *scratch, OsJob *job, OsJobEnded *ended, void *context, ptrdiff_t count,
                 int at_once, int *exit_codes, Str *reason);
/* For a worker that reads what may have been made to harm: from here on it gets so many more bytes
 * of address space and so many more seconds of a processor. Without effect where the system (or a
 * sanitizer) cannot do it. */
void os_limit_self(ptrdiff_t more_bytes, int more_seconds);
/* Zeroed memory that workers started later share with this process: how a worker says why it
 * failed. NULL when there is none to be had. */
void *os_shared_open(ptrdiff_t size);
void os_shared_close(void *memory, ptrdiff_t size);
int os_core_count(void); /* that this process may use; at least 1 */
/* A hint that memory (of an arena, starting on 2 MiB) will be touched all over: large pages where
 * the system has them. Changes nothing but the time. */
void os_expect_random(void *at, ptrdiff_t bytes);
/* Monotonic; for progress and the benchmark only, never for a report. */
double os_seconds(void);

#endif
