/* The report model as indented text: what tests compare, and, since every word of the report is in
 * it, what tells the letters that a font must have. One line says one thing, so that a
 * difference reads as what changed in the report. Numbers are those that a reader sees; scales of
 * drawings follow in brackets. */
#include "tree.h"

#include <assert.h>

#include <math.h>

void tree_indent(Tree *tree)
{
    for (int i = 0; i < 2 * tree->depth; i++)
        buffer_add_byte(&tree->text, ' ');
}

/* "name: text"; nothing where the report says nothing. */
void tree_say(Tree *tree, const char *name, Str text)
{
    if (text.len == 0)
        return;
    tree_indent(tree);
    buffer_addf(&tree->text, "%s: ", name);
    buffer_add(&tree->text, text);
    buffer_add_byte(&tree->text, '\n');
}

void tree_open(Tree *tree, const char *name, Str text)
{
    tree_indent(tree);
    buffer_addf(&tree->text, text.len > 0 ? "%s " : "%s", name);
    buffer_add(&tree->text, text);
    buffer_add_byte(&tree->text, '\n');
    tree->depth++;
}

void tree_close(Tree *tree)
{
    tree->depth--;
}

void tree_scale(Tree *tree, double lo, double hi)
{
    tree_indent(tree);
    buffer_addf(&tree->text, "scale: [%g %g]\n", lo, hi);
}

/* ---- Figures ---- */

static const char *side_name(ReportSide side)
{
    static const char *const names[] = {[REPORT_CX] = "cx",
                                        [REPORT_EX] = "ex",
                                        [REPORT_WHOLE] = "whole",
                                        [REPORT_GROWTH] = "growth"};
    return names[side];
}

static const char *mark_sign(const Estimate *estimate)
{
    return estimate->mark == CHANGE_UP     ? " ▲"
           : estimate->mark == CHANGE_DOWN ? " ▼"
           : estimate->diff_tested         ? " ●"
                                           : "";
}

static void add_pair(Tree *tree, const char *before, Str text, const char *after)
{
    if (text.len == 0)
        return;
    buffer_addf(&tree->text, "%s", before);
    buffer_add(&tree->text, text);
    buffer_addf(&tree->text, "%s", after);
}

/* "cx.index = 74,2 (73,1 … 75,3) n 4.701; change +1,8 ▲; target 75, −0,8, đạt" */
void tree_estimate(Tree *tree, const char *name, const Estimate *estimate)
{
    static const char *const states[] = {[ESTIMATE_SHOWN] = "=",
                                         [ESTIMATE_WITHHELD] = "withheld:",
                                         [ESTIMATE_NO_ANSWERS] = "no answers:",
                                         [ESTIMATE_NOT_APPLICABLE] = "not applicable:"};
    if (estimate->code.len == 0)
        return;
    tree_indent(tree);
    buffer_addf(&tree->text, "%s%s", name, name[0] ? " " : "");
    buffer_add(&tree->text, estimate->code);
    buffer_addf(&tree->text, " %s ", states[estimate->state]);
    buffer_add(&tree->text, estimate->text);
    if (estimate->lo_text.len > 0) {
        add_pair(tree, " (", estimate->lo_text, " … ");
        add_pair(tree, "", estimate->hi_text, ")");
    }
    add_pair(tree, " n ", estimate->n_text, "");
    add_pair(tree, "; change ", estimate->diff_text, mark_sign(estimate));
    add_pair(tree, " [", estimate->change_note, "]");
    add_pair(tree, "; target ", estimate->target_text, "");
    add_pair(tree, ", ", estimate->distance_text, "");
    add_pair(tree, ", ", estimate->status_text, "");
    add_pair(tree, "; ", estimate->partial_note, "");
    buffer_add_byte(&tree->text, '\n');
}

static void say_series(Tree *tree, const char *name, const Series *series, ptrdiff_t count)
{
    tree_indent(tree);
    buffer_addf(&tree->text, "%s:", name);
    for (ptrdiff_t t = 0; t < count; t++) {
        if (series->points[t].break_text.len > 0)
            buffer_addf(&tree->text, " | %.*s |", STR_ARG(series->points[t].break_text));
        buffer_add_byte(&tree->text, ' ');
        buffer_add(&tree->text, series->points[t].shown ? series->points[t].text : S("–"));
    }
    buffer_add_byte(&tree->text, '\n');
}

/* ---- Pages ---- */

static void say_cover(Tree *tree, const CoverModel *cover)
{
    tree_say(tree, "kind", cover->kind);
    tree_say(tree, "title", cover->title);
    tree_say(tree, "period", cover->period);
    tree_say(tree, "message", cover->message);
    tree_say(tree, "roof", cover->roof);
    tree_say(tree, "room", cover->room);
    tree_say(tree, "base", cover->base);
    tree_say(tree, "client", cover->client);
    tree_say(tree, "made by", cover->made_by);
    tree_say(tree, "confidential", cover->confidential);
    tree_say(tree, "counts", cover->counts);
}

static void say_finding(Tree *tree, const Finding *finding)
{
    tree_open(tree, "finding", finding->title);
    tree_say(tree, "rule", finding->rule);
    tree_say(tree, "duty", finding->duty_text);
    tree_say(tree, "unit", finding->unit);
    tree_say(tree, "metric", finding->metric);
    tree_say(tree, "body", finding->body);
    tree_say(tree, "page", finding->page_text);
    tree_close(tree);
}

static void say_summary(Tree *tree, const SummaryModel *summary, ptrdiff_t period_count)
{
    for (int i = 0; i < summary->tile_count; i++) {
        const SummaryTile *tile = &summary->tiles[i];
        tree_open(tree, side_name(tile->side), tile->label);
        tree_estimate(tree, "", &tile->figure);
        tree_scale(tree, tile->axis_lo, tile->axis_hi);
        say_series(tree, "series", &tile->series, period_count);
        tree_say(tree, "versus", tile->versus);
        tree_say(tree, "from", tile->first_tick);
        tree_say(tree, "to", tile->last_tick);
        tree_close(tree);
    }
    tree_say(tree, "rows", summary->rows_head);
    tree_say(tree, "head", summary->value_head);
    tree_say(tree, "head", summary->change_head);
    tree_say(tree, "head", summary->axis_head);
    for (ptrdiff_t i = 0; i < summary->row_count; i++) {
        const SummaryRow *row = &summary->rows[i];
        tree_open(tree, side_name(row->side), row->label);
        tree_say(tree, "meaning", row->meaning);
        tree_estimate(tree, "", &row->figure);
        tree_scale(tree, row->axis_lo, row->axis_hi);
        tree_close(tree);
    }
    tree_say(tree, "findings", summary->findings_head);
    for (int i = 0; i < summary->finding_count; i++)
        say_finding(tree, &summary->findings[i]);
    if (summary->finding_count == 0)
        tree_say(tree, "none", summary->findings_none);
    tree_say(tree, "note", summary->note);
}

static const char *const class_names[] = {[BALANCE_CX_GT_EX] = "cx_gt_ex",
                                          [BALANCE_BOTH_LOW] = "both_low",
                                          [BALANCE_EX_GT_CX] = "ex_gt_cx",
                                          [BALANCE_BOTH_HIGH] = "both_high",
                                          [BALANCE_CANNOT_TELL] = "cannot_tell"};

static void say_balance(Tree *tree, const BalanceModel *balance)
{
    for (ptrdiff_t i = 0; i < balance->point_count; i++) {
        const BalancePoint *point = &balance->points[i];
        tree_open(tree, "point", point->name);
        tree_say(tree, "short", point->short_name);
        tree_say(tree, "diagnosis", str_from(class_names[point->diagnosis]));
        tree_estimate(tree, "", &point->cx);
        tree_estimate(tree, "", &point->ex);
        tree_estimate(tree, "", &point->gap);
        tree_close(tree);
    }
    tree_say(tree, "groups", balance->groups_head);
    for (int i = 0; i < balance->group_count; i++) {
        tree_open(tree, "group", balance->groups[i].title);
        tree_say(tree, "units", balance->groups[i].units);
        tree_say(tree, "advice", balance->groups[i].advice);
        tree_close(tree);
    }
    for (int i = 0; i < 4; i++)
        tree_say(tree, "quadrant", balance->quadrant[i]);
    tree_indent(tree);
    buffer_addf(&tree->text, "lines: cx %g, ex %g\n", balance->cut_cx, balance->cut_ex);
    tree_scale(tree, balance->axis_lo, balance->axis_hi);
    tree_say(tree, "axis", balance->axis_cx);
    tree_say(tree, "axis", balance->axis_ex);
    tree_say(tree, "diagonal", balance->diagonal);
    for (ptrdiff_t i = 0; i < balance->note_count; i++)
        tree_say(tree, "note", balance->notes[i]);
}

static void say_row(Tree *tree, const ScoreRow *row, ptrdiff_t period_count)
{
    tree_open(tree, row->company ? "company" : "unit", row->name);
    tree_say(tree, "short", str_equal(row->short_name, row->name) ? STR_NONE : row->short_name);
    tree_say(tree, "slug", row->slug);
    tree_say(tree, "parent", row->parent);
    tree_estimate(tree, "", &row->cx);
    tree_estimate(tree, "", &row->ex);
    tree_estimate(tree, "", &row->combined);
    tree_estimate(tree, row->gap_marked ? "marked" : "", &row->gap);
    tree_say(tree, "diagnosis", row->diagnosis_text);
    tree_say(tree, "response", row->response_text);
    if (row->cx.code.len > 0)
        say_series(tree, "cx", &row->cx_series, period_count);
    if (row->ex.code.len > 0)
        say_series(tree, "ex", &row->ex_series, period_count);
    tree_close(tree);
}

static void say_scorecard(Tree *tree, const Report *report, const Page *page)
{
    const ScorecardModel *card = &report->scorecard;
    tree_scale(tree, card->axis_lo, card->axis_hi);
    tree_say(tree, "cx target", card->target_cx_text);
    tree_say(tree, "ex target", card->target_ex_text);
    const Str heads[] = {card->unit_head,     card->cx_band,     card->ex_band,
                         card->n_head,        card->cx_head,     card->ex_head,
                         card->gap_head,      card->change_head, card->cx_series_head,
                         card->ex_series_head};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(heads); i++)
        tree_say(tree, "head", heads[i]);
    tree_say(tree, "sorted", card->sort_note);
    tree_say(tree, "note", card->note);
    say_row(tree, &card->rows[0], report->period_count);
    for (ptrdiff_t i = page->first_row; i < page->first_row + page->row_count; i++)
        say_row(tree, &card->rows[i], report->period_count);
}

static void say_trends(Tree *tree, const TrendsModel *trends, ptrdiff_t period_count)
{
    for (int i = 0; i < trends->panel_count; i++) {
        const TrendPanel *panel = &trends->panels[i];
        tree_open(tree, side_name(panel->side), panel->label);
        say_series(tree, "series", &panel->series, period_count);
        tree_say(tree, "target", panel->target_text);
        tree_scale(tree, panel->axis_lo, panel->axis_hi);
        tree_close(tree);
    }
    for (ptrdiff_t t = 0; t < period_count; t++) {
        tree_indent(tree);
        buffer_addf(&tree->text, "tick: ");
        buffer_add(&tree->text, trends->ticks[t]);
        add_pair(tree, " ", trends->years[t], "");
        buffer_add_byte(&tree->text, '\n');
    }
    tree_say(tree, "events", trends->events_head);
    for (ptrdiff_t i = 0; i < trends->event_count; i++) {
        const TrendEvent *event = &trends->events[i];
        tree_open(tree, "event", event->text);
        tree_say(tree, "tick", trends->ticks[event->period]);
        tree_say(tree, "unit", event->unit);
        tree_close(tree);
    }
    tree_say(tree, "to read", trends->reading_head);
    for (ptrdiff_t i = 0; i < trends->reading_count; i++)
        tree_say(tree, "reading", trends->reading[i]);
    for (ptrdiff_t i = 0; i < trends->break_count; i++)
        tree_say(tree, "break", trends->breaks[i]);
}

static void say_method(Tree *tree, const MethodModel *method)
{
    for (ptrdiff_t b = 0; b < method->block_count; b++) {
        const MethodBlock *block = &method->blocks[b];
        tree_open(tree, "block", block->head);
        for (ptrdiff_t i = 0; i < block->line_count; i++)
            tree_say(tree, "-", block->lines[i]);
        tree_close(tree);
    }
}

static void say_appendix(Tree *tree, const AppendixModel *appendix, const Page *page)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(appendix->heads) && page->part == 1; i++)
        tree_say(tree, "head", appendix->heads[i]);
    for (ptrdiff_t i = page->first_row; i < page->first_row + page->row_count; i++) {
        const AppendixRow *row = &appendix->rows[i];
        if (row->heading)
            tree_say(tree, "unit", row->unit);
        if (row->heading || row->empty)
            continue;
        tree->depth++;
        tree_estimate(tree, str_cstr(tree->text.arena, row->metric), &row->figure);
        tree->depth--;
    }
}

/* ---- The department brief ---- */

static void say_number(Tree *tree, const char *name, double value)
{
    if (isnan(value))
        return;
    tree_indent(tree);
    buffer_addf(&tree->text, "%s: %.4g\n", name, value);
}

static const char *rest_sign(ChangeMark mark)
{
    return mark == CHANGE_UP ? " ▲" : mark == CHANGE_DOWN ? " ▼" : "";
}

static void say_brief_tile(Tree *tree, const BriefTile *tile, ptrdiff_t period_count)
{
    tree_open(tree, side_name(tile->side), tile->label);
    tree_say(tree, "count", tile->count);
    tree_estimate(tree, "", &tile->figure);
    tree_scale(tree, tile->axis_lo, tile->axis_hi);
    say_number(tree, "rest", tile->rest);
    tree_say(tree, "reference", tile->reference);
    say_series(tree, "series", &tile->series, period_count);
    tree_say(tree, "versus", tile->versus);
    tree_say(tree, "from", tile->first_tick);
    tree_say(tree, "to", tile->last_tick);
    tree_close(tree);
}

static void say_brief_bars(Tree *tree, const BriefBars *block)
{
    tree_open(tree, "bars", block->head);
    tree_say(tree, "side", str_from(side_name(block->side)));
    say_number(tree, "reach", block->reach);
    for (ptrdiff_t i = 0; i < block->bar_count; i++) {
        const BriefBar *bar = &block->bars[i];
        tree_open(tree, "bar", bar->label);
        tree_estimate(tree, "", &bar->figure);
        say_number(tree, "rest", bar->rest);
        if (bar->diff_text.len > 0) {
            tree_indent(tree);
            add_pair(tree, "difference: ", bar->diff_text, rest_sign(bar->mark));
            buffer_add_byte(&tree->text, '\n');
        }
        tree_close(tree);
    }
    tree_close(tree);
}

static void say_brief(Tree *tree, const Report *report)
{
    const BriefModel *brief = report->brief;
    tree_say(tree, "kind", brief->kind);
    tree_say(tree, "unit", brief->unit);
    tree_say(tree, "short", brief->short_name);
    tree_say(tree, "slug", brief->slug);
    for (int i = 0; i < brief->tile_count; i++)
        say_brief_tile(tree, &brief->tiles[i], report->period_count);
    for (int i = 0; i < brief->bars_count; i++)
        say_brief_bars(tree, &brief->bars[i]);
    tree_say(tree, "to read", brief->reading_head);
    for (int i = 0; i < brief->reading_count; i++)
        tree_say(tree, "reading", brief->reading[i]);
    for (int i = 0; i < brief->voices_count; i++) {
        tree_open(tree, "voices", brief->voices[i].head);
        tree_say(tree, "themes", brief->voices[i].themes);
        for (ptrdiff_t q = 0; q < brief->voices[i].quote_count; q++) {
            tree_say(tree, "quote", brief->voices[i].quotes[q].text);
            tree_say(tree, "source", brief->voices[i].quotes[q].source);
        }
        tree_close(tree);
    }
    for (ptrdiff_t i = 0; i < brief->note_count; i++)
        tree_say(tree, "note", brief->notes[i]);
}

static void say_brief_promises(Tree *tree, const BriefPromises *promises)
{
    if (promises->count_count == 0)
        return;
    tree_open(tree, "registers", promises->head);
    for (int i = 0; i < promises->count_count; i++) {
        const BriefCount *count = &promises->counts[i];
        tree_indent(tree);
        buffer_addf(&tree->text, "%.*s %.*s [%.*s]\n", STR_ARG(count->text), STR_ARG(count->label),
                    STR_ARG(count->key));
    }
    for (int i = 0; i < promises->row_count; i++) {
        const PromiseRow *row = promises->rows[i];
        tree_indent(tree);
        buffer_addf(&tree->text, "%.*s | %.*s | %.*s | %.*s [%.*s]\n", STR_ARG(row->text),
                    STR_ARG(row->owner), STR_ARG(row->due_text), STR_ARG(row->status_text),
                    STR_ARG(row->key));
    }
    tree_say(tree, "more", promises->more);
    tree_close(tree);
}

static void say_brief_rows(Tree *tree, const BriefModel *brief)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(brief->heads); i++)
        tree_say(tree, "head", brief->heads[i]);
    for (ptrdiff_t i = 0; i < brief->row_count; i++) {
        const BriefRow *row = &brief->rows[i];
        if (row->heading) {
            tree_say(tree, "heading", row->label);
            continue;
        }
        tree_open(tree, "row", row->label);
        tree_say(tree, "meaning", row->meaning);
        tree_estimate(tree, "", &row->figure);
        tree_say(tree, "before", row->previous_text);
        if (row->rest_text.len > 0) {
            tree_indent(tree);
            add_pair(tree, "rest: ", row->rest_text, "; ");
            const char *sign = rest_sign(row->rest_mark);
            add_pair(tree, "difference ", row->rest_diff_text,
                     sign[0] == 0 && row->rest_tested ? " ●" : sign);
            buffer_add_byte(&tree->text, '\n');
        }
        tree_close(tree);
    }
    tree_say(tree, "more", brief->rows_note);
    say_brief_promises(tree, &brief->promises);
    if (brief->action_count > 0)
        tree_open(tree, "first", brief->actions_head);
    for (int i = 0; i < brief->action_count; i++) {
        const BriefAction *action = &brief->actions[i];
        tree_indent(tree);
        buffer_addf(&tree->text, "%.*s: %.*s [%.*s]\n", STR_ARG(action->text),
                    STR_ARG(action->measure), STR_ARG(action->key));
    }
    if (brief->action_count > 0)
        tree_close(tree);
}

static void say_mail(Tree *tree, const MailModel *mail)
{
    tree_open(tree, "mail", STR_NONE);
    tree_say(tree, "to name", mail->to_name);
    tree_say(tree, "to", mail->to_address);
    tree_say(tree, "from", mail->from);
    tree_say(tree, "subject", mail->subject);
    for (StrCut cut = str_cut(mail->body, '\n');; cut = str_cut(cut.tail, '\n')) {
        tree_say(tree, "|", cut.head);
        if (!cut.found)
            break;
    }
    tree_close(tree);
}

static const char *const page_names[] = {
    [PAGE_COVER] = "cover",
    [PAGE_SUMMARY] = "summary",
    [PAGE_HOUSE] = "house",
    [PAGE_JOURNEY_CX] = "journey cx",
    [PAGE_JOURNEY_EX] = "journey ex",
    [PAGE_DRIVERS] = "drivers",
    [PAGE_LINK] = "link",
    [PAGE_GROWTH] = "growth",
    [PAGE_BALANCE] = "balance",
    [PAGE_SCORECARD] = "scorecard",
    [PAGE_TRENDS] = "trends",
    [PAGE_VOICES] = "voices",
    [PAGE_PROMISES] = "promises",
    [PAGE_INCENTIVE] = "incentive",
    [PAGE_METHOD] = "method",
    [PAGE_APPENDIX] = "appendix",
    [PAGE_BRIEF] = "brief",
    [PAGE_BRIEF_FIGURES] = "brief figures",
};
static_assert(CX_COUNTOF(page_names) == PAGE_KIND_COUNT, "a name for every kind of page");

static void say_content(Tree *tree, const Report *report, const Page *page)
{
    switch (page->kind) {
    case PAGE_COVER:
        say_cover(tree, &report->cover);
        break;
    case PAGE_SUMMARY:
        say_summary(tree, &report->summary, report->period_count);
        tree_benchmarks(tree, report);
        break;
    case PAGE_HOUSE:
        tree_house(tree, report);
        break;
    case PAGE_JOURNEY_CX:
    case PAGE_JOURNEY_EX:
        tree_journey(tree, report, page);
        break;
    case PAGE_DRIVERS:
        tree_drivers(tree, report);
        break;
    case PAGE_LINK:
        tree_link(tree, report);
        break;
    case PAGE_GROWTH:
        if (page->part <= 1)
            tree_growth(tree, report);
        break;
    case PAGE_PROMISES:
        tree_promises(tree, report);
        break;
    case PAGE_INCENTIVE:
        tree_incentive(tree, report);
        break;
    case PAGE_BALANCE:
        say_balance(tree, &report->balance);
        break;
    case PAGE_SCORECARD:
        say_scorecard(tree, report, page);
        break;
    case PAGE_TRENDS:
        say_trends(tree, &report->trends, report->period_count);
        break;
    case PAGE_VOICES:
        tree_voices(tree, report);
        break;
    case PAGE_METHOD:
        say_method(tree, &report->method);
        break;
    case PAGE_APPENDIX:
        say_appendix(tree, &report->appendix, page);
        break;
    case PAGE_BRIEF:
        say_brief(tree, report);
        break;
    case PAGE_BRIEF_FIGURES:
        say_brief_rows(tree, report->brief);
        tree_benchmarks(tree, report);
        break;
    case PAGE_KIND_COUNT:
        break;
    }
}

static void say_page(Tree *tree, const Report *report, const Page *page)
{
    tree_indent(tree);
    buffer_addf(&tree->text, "page %d %s %d/%d\n", page->number, page_names[page->kind], page->part,
                page->parts);
    tree->depth++;
    tree_say(tree, "kicker", page->kicker);
    tree_say(tree, "outline", page->outline);
    tree_say(tree, "title", page->title);
    tree_say(tree, "rule", page->rule);
    tree_say(tree, "subtitle", page->subtitle);
    say_content(tree, report, page);
    tree_say(tree, "foot", page->foot_left);
    tree_say(tree, "foot right", page->foot_right);
    tree_close(tree);
}

/* ---- The workbook's long table: one line for a figure of a unit, its periods side by side ---- */

static bool same_line(const DataRow *a, const DataRow *b)
{
    return a->scope == b->scope && str_equal(a->code, b->code);
}

static void say_data(Tree *tree, const Report *report)
{
    tree_open(tree, "data", STR_NONE);
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        const DataRow *row = &report->data[i];
        if (i == 0 || !same_line(row, row - 1)) {
            tree_indent(tree);
            buffer_add(&tree->text, row->unit);
            buffer_addf(&tree->text, " | ");
            buffer_add(&tree->text, row->code);
            buffer_addf(&tree->text, ":");
        }
        if (row->shown)
            buffer_addf(&tree->text, " %.*f", row->decimals, row->value);
        else
            buffer_add(&tree->text, S(" –"));
        if (i + 1 == report->data_count || !same_line(row, row + 1))
            buffer_add_byte(&tree->text, '\n');
    }
    tree_close(tree);
}

Str render_tree(Arena *arena, const Report *report)
{
    Tree tree = {.text = {.arena = arena}};
    tree_say(&tree, "language", report->language_tag);
    tree_say(&tree, "client", report->client);
    tree_say(&tree, "title", report->title);
    tree_say(&tree, "author", report->author);
    tree_say(&tree, "confidential", report->confidential);
    tree_say(&tree, "subject", report->subject);
    tree_say(&tree, "stamp", report->stamp);
    if (report->generated.year != 0)
        tree_say(&tree, "generated", date_iso(arena, report->generated));
    for (ptrdiff_t t = 0; t < report->period_count; t++) {
        tree_say(&tree, "period", report->periods[t].long_label);
        tree_say(&tree, "short", report->periods[t].short_label);
    }
    for (ptrdiff_t i = 0; i < report->page_count; i++)
        say_page(&tree, report, &report->pages[i]);
    if (report->brief)
        say_mail(&tree, &report->brief->mail);
    say_data(&tree, report);
    return buffer_str(&tree.text);
}
