/* Page 10: how the halves go together. */
#include "page_growth.h"

#include <math.h>

/* ---- Stacked texts ---- */

StackText stack_text(FontWeight weight, ColourRole colour, double size_pt, double before, Str text)
{
    return (StackText){.weight = weight,
                       .colour = colour,
                       .size_pt = size_pt,
                       .leading_pt = 1.28 * size_pt,
                       .before = before,
                       .text = text};
}

void stack_add(Stack *stack, StackText text)
{
    if (text.text.len > 0 && stack->count < CX_COUNTOF(stack->items))
        stack->items[stack->count++] = text;
}

static TextStyle stack_style(const Drawing *d, const StackText *text)
{
    return drawing_style(d, text->weight, text->size_pt, text->colour);
}

static TextLines stack_lines(const Drawing *d, const Stack *stack, const StackText *text)
{
    return canvas_wrap(d->canvas, d->arena, stack_style(d, text), text->text, stack->width,
                       text->lines);
}

double stack_height(const Drawing *d, const Stack *stack)
{
    double height = 0;
    for (int i = 0; i < stack->count; i++)
        height += stack->items[i].before +
                  (double)stack_lines(d, stack, &stack->items[i]).len * stack->items[i].leading_pt;
    return height;
}

double stack_draw(const Drawing *d, const Stack *stack, double x, double y)
{
    for (int i = 0; i < stack->count; i++) {
        const StackText *text = &stack->items[i];
        TextLines lines = stack_lines(d, stack, text);
        y += text->before;
        canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = text->key});
        canvas_lines(d->canvas, x, y + 0.78 * text->leading_pt, stack->width, text->leading_pt,
                     stack_style(d, text), lines);
        canvas_end(d->canvas, TAG_P);
        y += (double)lines.len * text->leading_pt;
    }
    return y;
}

/* ---- What both pages use ---- */

Str link_key(const LinkNumber *number)
{
    return number->refused.len > 0 ? STR_NONE : number->id;
}

StackText link_said(const LinkNumber *number, StackText text)
{
    text.key = link_key(number);
    return text;
}

void link_head(const Drawing *d, double x, double y, double width, Str text)
{
    drawing_head_fit(d, TAG_H2, x, y, width, COLOUR_GREY_TEXT, text);
}

ColourRole link_colour(const LinkNumber *number, bool lower_is_better)
{
    if (number->refused.len > 0 || !number->clear)
        return COLOUR_GREY_TEXT;
    return (number->value > 0) == lower_is_better ? COLOUR_BAD : COLOUR_GOOD;
}

Str link_interval(const Drawing *d, const LinkNumber *number)
{
    return number->lo_text.len > 0 ? WORDS(d->arena, d->report->language, WORD_LINK_INTERVAL,
                                           number->lo_text, number->hi_text)
                                   : STR_NONE;
}

TextStyle link_fitting(const Drawing *d, TextStyle style, Str text, double width)
{
    static const double smallest = 6.5;
    while (style.size_pt > smallest && canvas_text_width(d->canvas, style, text) > width)
        style.size_pt -= 0.5;
    return style;
}

void link_cell(const Drawing *d, Tag tag, double x, double y, double width, TextStyle style,
               Str text)
{
    canvas_begin_with(d->canvas, tag, (TagInfo){.scope = tag == TAG_TH ? SCOPE_ROW : SCOPE_NONE});
    if (text.len > 0)
        canvas_text(d->canvas, x, y, style,
                    canvas_shorten(d->canvas, d->arena, style, text, width));
    canvas_end(d->canvas, tag);
}

static StackText note(Str text)
{
    return stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 7, 3, text);
}

static StackText said(FontWeight weight, double before, Str text)
{
    return stack_text(weight, COLOUR_INK, 8.5, before, text);
}

static Str join_sentences(const Drawing *d, const Str *sentences, ptrdiff_t count)
{
    StrList said = {0};
    for (ptrdiff_t i = 0; i < count; i++)
        if (sentences[i].len > 0)
            *PUSH(d->arena, &said, Str) = sentences[i];
    return str_join(d->arena, said.items, said.len, S(" "));
}

/* With many KPIs the small print makes room for them: it stands on the left then. */
static bool small_print_left(const LinkModel *model)
{
    enum { MEASURES_BESIDE = 8 };
    return model->groups.row_count > MEASURES_BESIDE;
}

/* A sentence is given once: without a correlation there are no ranks and no noise to tell. */
static void add_small_print(const Drawing *d, Stack *stack)
{
    const LinkModel *model = &d->report->link_page;
    bool correlated = model->correlation.refused.len == 0;
    bool regressed = model->explained.refused.len == 0;
    const Str of_units[] = {model->correlation.sentence,
                            correlated ? model->rank_correlation.sentence : STR_NONE,
                            correlated ? model->most.sentence : STR_NONE};
    const Str slopes[] = {regressed ? model->slope.sentence : STR_NONE,
                          regressed ? model->weighted.sentence : STR_NONE};
    stack_add(stack, note(join_sentences(d, of_units, CX_COUNTOF(of_units))));
    stack_add(stack, note(join_sentences(d, slopes, CX_COUNTOF(slopes))));
}

/* ---- Left: the scatter, both directions, what it does not tell ---- */

static Stack left_texts(const Drawing *d)
{
    const LinkModel *model = &d->report->link_page;
    Stack stack = {.width = LINK_LEFT_WIDTH};
    StackText of_dots = note(model->scatter.note);
    of_dots.before = 0;
    stack_add(&stack, of_dots);
    if (model->lag_refused.len > 0) {
        stack_add(&stack, said(FONT_REGULAR, 6, model->lag_refused));
    } else {
        stack_add(&stack, said(FONT_BOLD, 6, model->forward_head));
        stack_add(&stack,
                  link_said(&model->forward, said(FONT_REGULAR, 0, model->forward.sentence)));
        stack_add(&stack, said(FONT_BOLD, 4, model->back_head));
        stack_add(&stack, link_said(&model->back, said(FONT_REGULAR, 0, model->back.sentence)));
        if (model->back.refused.len == 0)
            stack_add(&stack, link_said(&model->direction,
                                        said(FONT_REGULAR, 0, model->direction.sentence)));
    }
    if (small_print_left(model))
        add_small_print(d, &stack);
    StackText limits = note(model->limits);
    limits.before = 6;
    stack_add(&stack, limits);
    stack_add(&stack, note(model->fallacy_note));
    stack_add(&stack, note(model->not_in));
    return stack;
}

static void draw_left(const Drawing *d)
{
    enum { HEAD = 12, SCALE_X = 36, SCALE_Y = 36, PLOT_LEAST = 150 };
    const LinkModel *model = &d->report->link_page;
    double y = LINK_TOP + d->push;
    link_head(d, MARGIN, y, LINK_LEFT_WIDTH, model->scatter.head);
    Stack texts = left_texts(d);
    double text_y = LINK_BOTTOM - stack_height(d, &texts);
    double plot_y = y + HEAD, height = fmax(PLOT_LEAST, text_y - SCALE_Y - plot_y);
    link_scatter_draw(d, &model->scatter,
                      (Box){MARGIN + SCALE_X, plot_y, LINK_LEFT_WIDTH - SCALE_X, height});
    stack_draw(d, &texts, MARGIN, plot_y + height + SCALE_Y);
}

/* ---- Right: share of the differences, beside the published one ---- */

enum { SHARE_HEIGHT = 24 };

/* 0 to 1, the interval as a bar, the estimate as a dot, two thirds as a tick with its name. */
static void draw_share(const Drawing *d, double y)
{
    const LinkModel *model = &d->report->link_page;
    const LinkNumber *share = &model->explained;
    Lang lang = d->report->language;
    Axis axis = {LINK_RIGHT_X + 8, LINK_RIGHT_WIDTH - 16, 0, 1};
    double line_y = y + 6;
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = WORDS(d->arena, lang, WORD_PDF_ALT_ROW,
                                             model->explained_head, model->two_thirds.sentence),
                                .box = {LINK_RIGHT_X, y, LINK_RIGHT_WIDTH, SHARE_HEIGHT}});
    canvas_line(d->canvas, axis.x, line_y, axis.x + axis.width, line_y,
                paint_line(drawing_colour(d, COLOUR_RULE), 0.6));
    Colour colour = drawing_colour(d, COLOUR_BRAND);
    if (isfinite(share->lo)) {
        Paint bar = paint_line(colour, 2.2);
        bar.round = true;
        canvas_line(d->canvas, axis_at(axis, share->lo), line_y, axis_at(axis, share->hi), line_y,
                    bar);
    }
    canvas_circle(d->canvas, axis_at(axis, share->value), line_y, 3.2, paint_fill(colour));
    TextStyle tick = drawing_style_middle(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    canvas_text(d->canvas, axis.x, line_y + 13, tick, num_show(d->arena, 0, 0, lang));
    canvas_text(d->canvas, axis.x + axis.width, line_y + 13, tick, num_show(d->arena, 1, 0, lang));
    if (model->published_label.len > 0) {
        double at = axis_at(axis, 2.0 / 3);
        canvas_line(d->canvas, at, line_y - 5, at, line_y + 5,
                    paint_line(drawing_colour(d, COLOUR_INK), 1.2));
        canvas_text(d->canvas, at, line_y + 13, tick, model->published_label);
    }
    canvas_end(d->canvas, TAG_FIGURE);
}

typedef struct Between {
    Stack first, second; /* above and below the picture */
    bool picture;
} Between;

static Between between_texts(const Drawing *d)
{
    const LinkModel *model = &d->report->link_page;
    Between between = {.first.width = LINK_RIGHT_WIDTH,
                       .second.width = LINK_RIGHT_WIDTH,
                       .picture = model->explained.refused.len == 0};
    stack_add(&between.first,
              link_said(&model->explained, said(between.picture ? FONT_SEMIBOLD : FONT_REGULAR, 0,
                                                model->explained.sentence)));
    StackText beside = said(FONT_REGULAR, 0, model->two_thirds.sentence);
    stack_add(&between.second, beside);
    stack_add(&between.second, note(model->ibm_note));
    if (!small_print_left(model))
        add_small_print(d, &between.second);
    for (int i = 2; i < between.second.count; i++)
        between.second.items[i].before = 1;
    return between;
}

enum { BLOCK_HEAD = 8, BLOCK_AIR = 16 };

static double between_height(const Drawing *d, const Between *between)
{
    return BLOCK_HEAD + stack_height(d, &between->first) + stack_height(d, &between->second) +
           (between->picture ? SHARE_HEIGHT : 0);
}

static double draw_between(const Drawing *d, const Between *between, double y)
{
    const LinkModel *model = &d->report->link_page;
    link_head(d, LINK_RIGHT_X, y, LINK_RIGHT_WIDTH, model->explained_head);
    y = stack_draw(d, &between->first, LINK_RIGHT_X, y + BLOCK_HEAD);
    if (between->picture) {
        draw_share(d, y + 2);
        y += SHARE_HEIGHT;
    }
    return stack_draw(d, &between->second, LINK_RIGHT_X, y);
}

/* ---- Right: published elsewhere ---- */

enum { CLAIM_PAD = 8 };

static Stack claim_texts(const LinkModel *model)
{
    Stack stack = {.width = LINK_RIGHT_WIDTH - 2 * CLAIM_PAD};
    for (ptrdiff_t i = 0; i < model->claim_count; i++) {
        stack_add(&stack,
                  stack_text(FONT_REGULAR, COLOUR_INK, 7, i > 0 ? 2.5 : 0, model->claims[i].text));
        stack_add(&stack,
                  stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 6.5, 0, model->claims[i].source));
    }
    return stack;
}

static double claims_height(const Drawing *d, const Stack *texts)
{
    return stack_height(d, texts) + 12 + 2 * CLAIM_PAD - 2;
}

static void draw_claims(const Drawing *d, const Stack *texts, double y)
{
    const LinkModel *model = &d->report->link_page;
    double height = claims_height(d, texts);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){LINK_RIGHT_X, y, LINK_RIGHT_WIDTH, height},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    link_head(d, LINK_RIGHT_X + CLAIM_PAD, y + CLAIM_PAD + 6, texts->width, model->claims_head);
    stack_draw(d, texts, LINK_RIGHT_X + CLAIM_PAD, y + CLAIM_PAD + 11);
}

/* Mirror pairs stand here when the page's second half is not printed for them alone. */
static double mirrors_height(const Drawing *d)
{
    enum { HEADS = 34, ROW = 16, NOTE = 30 };
    ptrdiff_t count = d->report->growth.mirror_count;
    return count == 0 || report_find_page(d->report, PAGE_GROWTH)
               ? 0
               : HEADS + ROW * (double)count + NOTE + BLOCK_AIR;
}

/* The groups get what room the others leave them. */
static void draw_right(const Drawing *d)
{
    const LinkModel *model = &d->report->link_page;
    double y = LINK_TOP + d->push;
    Between between = between_texts(d);
    Stack claims = claim_texts(model);
    double claims_y = LINK_BOTTOM - claims_height(d, &claims);
    double mirrors = mirrors_height(d);
    double between_y = claims_y - 12 - mirrors - between_height(d, &between);
    link_head(d, LINK_RIGHT_X, y, LINK_RIGHT_WIDTH, model->groups.head);
    double below = link_groups_draw(d, &model->groups, LINK_RIGHT_X, y + BLOCK_HEAD,
                                    LINK_RIGHT_WIDTH, between_y - BLOCK_AIR);
    double after = draw_between(d, &between, fmin(between_y, below + 2 * BLOCK_AIR));
    if (mirrors > 0) {
        after = growth_mirrors_draw(d, (Box){LINK_RIGHT_X, after + BLOCK_AIR + 4, LINK_RIGHT_WIDTH,
                                             mirrors - BLOCK_AIR - 4});
    }
    draw_claims(d, &claims, fmin(claims_y, after + 12));
}

void page_link_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    draw_left(d);
    draw_right(d);
    drawing_frame_end(d);
}
