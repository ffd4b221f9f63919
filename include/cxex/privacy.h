/* privacy.h: from counts alone, before anything is scored: which cells, which questions and which
 * comments may be published (metrics.md §7). After this a hidden figure is never computed.
 *
 * One decision for the whole pack: board report, department briefs, workbooks, mail and
 * scorecard.json all show cells (scope, window) and nothing else, so every cell that any file of
 * the pack may show is a candidate: the company, parents, merged groups and units, over periods,
 * `all`, ytd and rolling windows. What earlier packs published (the ledger) comes first and stands.
 *
 * Candidates come in this order: the ledger; then by end period; within one the company's windows,
 * shortest first (`all` ends with the last period and is its longest), then window by window,
 * shortest first, the units by n descending, name ascending. Atoms are (unit, period, batch): rows
 * without a unit are an atom of the company; answers that arrived after their period had been
 * published are a batch of their own.
 *
 * The same runs for every question and every person mean with its own answers as n, over all
 * candidates. (metrics.md starts that pass only where a published cell has 1 to k-1 answers; two
 * published cells that differ by fewer than k answers would then still tell them.) A cell without
 * any answers is empty, not withheld.
 *
 * A question or person mean that an earlier pack told by another rule (scale, codes for no answer,
 * half rule) is withheld in periods where fewer than k of a unit count by one of the rules alone.
 *
 * So it does for those who wrote a comment, as themes are counted among them (of the company,
 * period by period): else late comments of fewer than k would be the difference of two packs.
 *
 * Unanimity (`unanimity = hide`): where fewer than 10 people answered a question and all their
 * answers lie on one level, or in one box that a share of the report counts (promoters, passives,
 * detractors; top box or not), the question is withheld there, and so is whatever would let a
 * reader compute that very sum. */
#ifndef CXEX_PRIVACY_H
#define CXEX_PRIVACY_H

#include <cxex/diag.h>
#include <cxex/table.h>

typedef enum Publish {
    PUBLISH_EMPTY,
    PUBLISH_PRIMARY,
    PUBLISH_SECONDARY,
    PUBLISH_PUBLISHED,
    PUBLISH_STORED /* an earlier pack published it, and what has changed since may not be shown: its
                      stored figures are printed again */
} Publish;

/* ---- The ledger: what earlier packs published (OUT/ledger.json) ----
 * It knows how many people stood behind what was published, not what they answered. Answers that
 * came since are a batch of their own. Where answers are gone (fewer than then, of the rows or of
 * any question), or where late answers or other headcounts weight a whole period anew, nothing new
 * is published of them: what was out is printed again. What the counts do not show is not seen: an
 * answer that was exchanged for another of the same unit and period. */

/* A figure as it was published. The numbers' meaning is score's business (score/stored.c). */
enum { LEDGER_NUMBERS = 24 };
typedef struct LedgerFigure {
    Str id;                        /* "cx.index" */
    double number[LEDGER_NUMBERS]; /* NaN: absent */
    Str *components;
    ptrdiff_t component_count;
} LedgerFigure;

/* One published cell of one side. Of the same cell there can be several, when later packs were
 * allowed to print it with late answers. */
typedef struct LedgerCell {
    Side side;
    Str scope;  /* key of the unit; empty: the company */
    Str window; /* id */
    LedgerFigure *figures;
    ptrdiff_t figure_count;
    /* The rest is the ledger's own business (src/privacy/ledger.h). */
    int64_t edition;
    LIST_OF(int64_t) printed; /* editions of the packs that printed it, ascending */
    const ptrdiff_t *units;   /* what the scope was made of; of the company: all there were */
    ptrdiff_t unit_count;
    const ptrdiff_t *periods;
    ptrdiff_t period_count;
    bool *shown; /* [columns.len] */
} LedgerCell;

/* What a pack told of how a side, or one source of it, answered (Published.answering), and of the
 * comments of a period. */
typedef struct LedgerAnswering {
    Str name; /* "cx": the side; "cx shop", "cx ": its sources; "comments cx 2026-01" */
    int64_t people;
    int64_t asked, found; /* hashes: of the questions; of what was counted */
} LedgerAnswering;

/* A pack that was built: its period, and the SHA-256 of its manifest. */
typedef struct LedgerPack {
    Str period, manifest;
    int64_t edition;
    LIST_OF(LedgerAnswering) answering; /* the ledger's own business */
} LedgerPack;

typedef struct Ledger Ledger;

/* Reads the ledger beside the packs; a file that is not there is an empty ledger. `forget` is the
 * period of a pack that was never sent (`--replace`), or empty. NULL with problems in diags when
 * the file cannot be read or is not a ledger. */
const Ledger *ledger_read(Arena *arena, Str path, Str forget, Diags *diags);
const Ledger *ledger_empty(Arena *arena);
/* The pack that was put in place last; NULL: none was. */
const LedgerPack *ledger_last(const Ledger *ledger);

struct Published;
/* The published figures of a cell, for the ledger; NULL when it has none. */
typedef const LedgerFigure *LedgerFigures(void *context, Side side, ptrdiff_t scope,
                                          ptrdiff_t window, ptrdiff_t *count);
/* The ledger's text after the pack of period `pack.period` (its `edition` is not read) is in place:
 * earlier entries, and every published cell that this pack tells (windows that end by its period).
 * Same bytes for the same input; the same pack put in place twice is one. */
Str ledger_text(Arena *arena, const Ledger *ledger, const Tally *tally,
                const struct Published *published, LedgerPack pack, LedgerFigures *figures,
                void *context);

/* ---- What may be published ---- */

/* Scope 0 is the company; scope u > 0 is unit u with its members (0 .. unit_count-1). Windows as
 * Tally.windows. Units that were merged into a group have no cells: EMPTY, n 0. */
typedef struct Published {
    ptrdiff_t scope_count, window_count;
    Publish *state[SIDE_COUNT]; /* [scope·window_count + window] */
    bool *question[SIDE_COUNT]; /* [(scope·window_count + window)·question_count + q]: withheld by
                                   the question pass */
    bool *mean[SIDE_COUNT];     /* the same for person means */
    bool *comments[SIDE_COUNT]; /* [window_count] whether the company's comments are not counted by
                                   theme: those who wrote one are a statistic like a question's
                                   answers, published of the company, period by period */
    int64_t *n[SIDE_COUNT];     /* rows of the cell, of its members and periods */
    const LedgerCell **stored[SIDE_COUNT]; /* [scope·window_count + window] where the state is
                                              STORED, else NULL */
    const LedgerCell **before[SIDE_COUNT]; /* the same places: what an earlier pack published of the
                                              cell, where the state is PUBLISHED, else NULL */
    bool *as_many[SIDE_COUNT];             /* the same places: of as many answers, unit by unit */
    bool *known[SIDE_COUNT]; /* [question_count] the ledger knows the question, on this scale */
    /* Whether it may be told how the side answered, and its sources one by one: the same answer to
     * every rating, questions left open, values off the scale, durations. These are counted over
     * all rows, in no cell. Told of at least `minimum` people, and not where a pack that told it
     * was of others, but fewer others than that (or of as many and counted something else): the
     * difference would be how those few answered. */
    bool answering[SIDE_COUNT], answering_sources[SIDE_COUNT];
    /* For the run log of `check` alone: what the ledger found. */
    struct LedgerNote {
        Side side;
        Str unit, period;
        int64_t late; /* answers that came after their period was published; < 0: answers that were
                         published are gone */
    } * notes;
    ptrdiff_t note_count;
} Published;

/* From the counts alone, and from what the ledger says that earlier packs told. Never NULL. */
const Published *privacy_decide(Arena *arena, const Tally *tally, const Ledger *ledger);
/* Counts alone do not tell when one answer went and another came: then as many stand there, and the
 * difference of two packs would be those two people's. So once the figures of `first` are computed,
 * score says which published cells ([scope·window_count + window]) have a question with as many
 * answers as an earlier pack published and another figure, and this decides once more: what holds
 * such answers stands as it was. Other cells may be published instead; where those differ in turn,
 * decide again from `first` with all that differed so far. */
const Published *privacy_decide_again(Arena *arena, const Tally *tally, const Ledger *ledger,
                                      const Published *first,
                                      const bool *const differs[SIDE_COUNT]);
Publish privacy_state(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window);
/* Published now, or stored. */
bool privacy_shown(const Published *published, Side side, ptrdiff_t scope, ptrdiff_t window);
bool privacy_question_withheld(const Published *published, const Tally *tally, Side side,
                               ptrdiff_t scope, ptrdiff_t window, ptrdiff_t question);
bool privacy_mean_withheld(const Published *published, const Tally *tally, Side side,
                           ptrdiff_t scope, ptrdiff_t window, ptrdiff_t mean);

/* The algorithm itself (for the reference cases): atoms with n respondents, candidates as index
 * sets in priority order. */
typedef struct Candidate {
    const ptrdiff_t *atoms;
    ptrdiff_t atom_count;
    bool given;   /* accepted unconditionally (ledger) */
    bool refused; /* not to be published for its own sake (unanimity): PRIMARY, and nothing may be
                     published that makes this very sum derivable */
} Candidate;
void privacy_publish(Arena *arena, const int64_t *atom_n, ptrdiff_t atom_count,
                     const Candidate *candidates, ptrdiff_t candidate_count, int k, Publish *out);

/* ---- Comments ---- */

/* Names, telephone numbers, e-mail addresses, and identity, bank and other long numbers are taken
 * out of what people wrote; Vietnamese and international forms. */
typedef struct Redactor Redactor;
/* names: file with a name a line ([privacy] names), or empty. NULL with problems in diags. */
const Redactor *redactor_open(Arena *arena, Str names_path, Pos pos, Lang lang, Diags *diags);
/* The text in one line (text_name_key), with a word in place of each thing
 * that tells who it is of. */
Str redactor_clean(Arena *arena, const Redactor *redactor, Str text);

typedef struct Quotation {
    Str text; /* cleaned, one line, complete */
    Date date;
    ptrdiff_t comment; /* index in SideTally.comments */
} Quotation;
/* Up to `most` quotations of a cell, by stated rules: only where the cell is published and holds at
 * least comment_minimum rows; texts of 25 to 220 characters and at least five words that stay
 * readable after cleaning, each wording once; the most recent day first, then the longest, then the
 * response id. Never at random. Returns how many. */
ptrdiff_t privacy_quotations(Arena *arena, const Published *published, const Tally *tally,
                             const Redactor *redactor, Side side, ptrdiff_t scope, ptrdiff_t window,
                             Quotation *out, ptrdiff_t most);

/* ---- Themes of comments ([themes-of-comments]) ----
 * A word of a theme is a run of whole syllables and never a part of one ("giá" is not in "giao",
 * nor "ca" in "các"); no stop stands within it. A comment written with accents at all must have the
 * word's own ("lương" is not "lượng"); in one without any, accents do not count ("tre hen" names
 * "trễ hẹn"). Where the whole list is written without, they count nowhere. Where the tone stands
 * does not matter: "hóa", "hoá". A comment may name several themes, each once.
 *
 * Counts are told only where the cell is published by this pack (not where an earlier pack's stands
 * again), holds at least comment_minimum rows and as many comments; a theme that fewer than
 * `minimum` comments name is not told. What those people would recommend is told where `minimum` of
 * them answered and the question itself may be shown; report says of it no more than which way it
 * leans. */
typedef struct ThemeFinder ThemeFinder;
const ThemeFinder *theme_finder_open(Arena *arena, const Tally *tally);

typedef struct ThemeCount {
    bool told; /* else nothing below is set */
    int64_t n; /* comments that name it */
    bool scored;
    int64_t promoters, passives, detractors;
} ThemeCount;
typedef struct ThemeCounts {
    bool told;          /* else nothing below is set */
    int64_t comments;   /* all of the cell */
    ThemeCount all;     /* every comment, whatever it names */
    ThemeCount *themes; /* [tally->theme_count] */
    Side side;          /* the cell */
    ptrdiff_t scope, window;
} ThemeCounts;
ThemeCounts privacy_themes(Arena *arena, const ThemeFinder *finder, const Published *published,
                           Side side, ptrdiff_t scope, ptrdiff_t window);
/* Quotations of these themes, as far as they are told, by the rules of privacy_quotations: of
 * themes[i] found[i] of them, at most `most`, from out[i·most] on. */
void privacy_theme_quotations(Arena *arena, const ThemeFinder *finder, const ThemeCounts *counts,
                              const Redactor *redactor, const ptrdiff_t *themes, ptrdiff_t count,
                              Quotation *out, ptrdiff_t *found, ptrdiff_t most);
/* Whether a quotation may name the unit it came from: what stands for that unit in reports (its
 * group, where it was merged), or 0: it is the company's. */
ptrdiff_t privacy_quotation_scope(const Published *published, const Tally *tally, Side side,
                                  const Quotation *quotation);

/* Without a list of themes: pairs of syllables that many comments have, for whoever writes one.
 * From cleaned texts; those without a stop-word, in at least comment_minimum comments; the most
 * frequent first, then by letters. At most THEME_COMMENTS_MOST comments are read, evenly spread. */
enum { THEME_COMMENTS_MOST = 20000 };
typedef struct ThemeCandidate {
    Str text; /* "trễ hẹn" */
    int64_t n;
} ThemeCandidate;
ptrdiff_t privacy_theme_candidates(Arena *arena, const Published *published, const Tally *tally,
                                   const Redactor *redactor, Side side, ptrdiff_t scope,
                                   ptrdiff_t window, ThemeCandidate *out, ptrdiff_t most,
                                   int64_t *comments);

#endif
