/* Page 11 as text: the themes of each side, the quotations, the rules. */
#include "tree.h"

static void say_text(Tree *tree, const char *before, Str text)
{
    if (text.len == 0)
        return;
    buffer_addf(&tree->text, "%s", before);
    buffer_add(&tree->text, text);
}

/* "Giao hàng trễ hẹn = 31% (26.1 … 36.4) n 335; +6 ▲ bad; chê; Giao nhận" */
static void say_theme(Tree *tree, const VoiceTheme *theme)
{
    static const char *const meanings[] = {" bad", "", " good"};
    tree_indent(tree);
    say_text(tree, "", theme->name);
    say_text(tree, " = ", theme->share_text);
    buffer_addf(&tree->text, " (%.1f … %.1f)", theme->lo, theme->hi);
    say_text(tree, " n ", theme->n_text);
    say_text(tree, "; ", theme->diff_text);
    if (theme->diff_tested)
        buffer_addf(&tree->text, "%s%s",
                    theme->mark == CHANGE_UP     ? " ▲"
                    : theme->mark == CHANGE_DOWN ? " ▼"
                                                 : " ●",
                    meanings[theme->meaning + 1]);
    say_text(tree, "; ", theme->tone_text);
    say_text(tree, "; ", theme->most_text);
    buffer_add_byte(&tree->text, '\n');
}

static void say_panel(Tree *tree, const VoicesPanel *panel)
{
    tree_open(tree, "panel", panel->head);
    tree_say(tree, "versus", panel->versus);
    for (ptrdiff_t i = 0; i < panel->theme_count; i++)
        say_theme(tree, &panel->themes[i]);
    tree_say(tree, "note", panel->note);
    for (ptrdiff_t i = 0; i < panel->quote_count; i++) {
        const VoiceQuote *quote = &panel->quotes[i];
        tree_open(tree, "quote", quote->text);
        tree_say(tree, "from", quote->source);
        tree_say(tree, "theme", quote->theme);
        tree_say(tree, "for", quote->hears);
        tree_close(tree);
    }
    tree_close(tree);
}

void tree_voices(Tree *tree, const Report *report)
{
    const VoicesModel *model = &report->voices;
    for (int i = 0; i < model->panel_count; i++)
        say_panel(tree, &model->panels[i]);
    tree_scale(tree, 0, model->axis_hi);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(model->rules); i++)
        tree_say(tree, "rule", model->rules[i]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(model->heads); i++)
        tree_say(tree, "head", model->heads[i]);
    tree_say(tree, "chart", model->chart_head);
    tree_say(tree, "quotes", model->quotes_head);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(model->quote_heads); i++)
        tree_say(tree, "head", model->quote_heads[i]);
}
