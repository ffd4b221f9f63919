#include <cxex/theme.h>

#include "theme_words.h"

#include <assert.h>
#include <math.h>

#include "../base/banned.h"

/* One colour role as theme files name it. */
static const Str role_names[] = {
#define ROLE(role, name) [COLOUR_##role] = {(name), sizeof(name) - 1}
    ROLE(PAPER, "paper"),
    ROLE(INK, "ink"),
    ROLE(GREY_TEXT, "grey_text"),
    ROLE(MARK, "mark"),
    ROLE(RULE, "rule"),
    ROLE(GRID, "grid"),
    ROLE(WASH, "wash"),
    ROLE(BRAND, "brand"),
    ROLE(ON_BRAND, "on_brand"),
    ROLE(BRAND_SOFT, "brand_soft"),
    ROLE(CX, "cx"),
    ROLE(EX, "ex"),
    ROLE(GROWTH, "growth"),
    ROLE(GOOD, "good"),
    ROLE(BAD, "bad"),
    ROLE(WARN, "warn"),
    ROLE(CX_TINT, "cx_tint"),
    ROLE(EX_TINT, "ex_tint"),
    ROLE(GROWTH_TINT, "growth_tint"),
    ROLE(BAD_TINT, "bad_tint"),
    ROLE(COVER, "cover"),
    ROLE(ON_COVER, "on_cover"),
    ROLE(COVER_ROOF, "cover_roof"),
    ROLE(COVER_ROOM, "cover_room"),
    ROLE(COVER_BASE, "cover_base"),
    ROLE(CX_BAND, "cx_band"),
    ROLE(EX_BAND, "ex_band"),
    ROLE(GROWTH_BAND, "growth_band"),
#undef ROLE
};
static_assert(CX_COUNTOF(role_names) == COLOUR_ROLE_COUNT, "every role has its name");

/* What a theme file leaves out is as in the theme `quiet`. */
static const uint32_t standard_colours[] = {
    [COLOUR_PAPER] = 0xFFFFFF,       [COLOUR_INK] = 0x1B2430,        [COLOUR_GREY_TEXT] = 0x5B6675,
    [COLOUR_MARK] = 0x8B95A3,        [COLOUR_RULE] = 0xD9DEE5,       [COLOUR_GRID] = 0xEDF0F3,
    [COLOUR_WASH] = 0xF4F6F8,        [COLOUR_BRAND] = 0x0F3D4C,      [COLOUR_ON_BRAND] = 0xFFFFFF,
    [COLOUR_BRAND_SOFT] = 0xCFE3E8,  [COLOUR_CX] = 0x0A7587,         [COLOUR_EX] = 0xA6590F,
    [COLOUR_GROWTH] = 0x4A6B2F,      [COLOUR_GOOD] = 0x2A7649,       [COLOUR_BAD] = 0xB3372F,
    [COLOUR_WARN] = 0x8F5F12,        [COLOUR_CX_TINT] = 0xE4F2F4,    [COLOUR_EX_TINT] = 0xFBF0E4,
    [COLOUR_GROWTH_TINT] = 0xE9F1E2, [COLOUR_BAD_TINT] = 0xF7E6E4,   [COLOUR_COVER] = 0x0F3D4C,
    [COLOUR_ON_COVER] = 0xFFFFFF,    [COLOUR_COVER_ROOF] = 0x1B5465, [COLOUR_COVER_ROOM] = 0x17495A,
    [COLOUR_COVER_BASE] = 0x245F70,  [COLOUR_CX_BAND] = 0xBFE0E5,    [COLOUR_EX_BAND] = 0xF3DAC0,
    [COLOUR_GROWTH_BAND] = 0xD5E2C8,
};
static_assert(CX_COUNTOF(standard_colours) == COLOUR_ROLE_COUNT, "every role has its colour");

/* Text and what it stands on, in every page; sorted by text. The soft text of the cover stands on
 * the house too. */
static const struct {
    ColourRole text, ground;
} text_pairs[] = {
    {COLOUR_INK, COLOUR_PAPER},
    {COLOUR_INK, COLOUR_WASH},
    {COLOUR_INK, COLOUR_CX_TINT},
    {COLOUR_INK, COLOUR_EX_TINT},
    {COLOUR_INK, COLOUR_GROWTH_TINT},
    {COLOUR_INK, COLOUR_BAD_TINT},
    {COLOUR_GREY_TEXT, COLOUR_PAPER},
    {COLOUR_GREY_TEXT, COLOUR_WASH},
    {COLOUR_GREY_TEXT, COLOUR_CX_TINT},
    {COLOUR_GREY_TEXT, COLOUR_EX_TINT},
    {COLOUR_GREY_TEXT, COLOUR_GROWTH_TINT},
    {COLOUR_GREY_TEXT, COLOUR_BAD_TINT},
    {COLOUR_BRAND, COLOUR_PAPER},
    {COLOUR_BRAND, COLOUR_WASH},
    {COLOUR_ON_BRAND, COLOUR_BRAND},
    {COLOUR_CX, COLOUR_PAPER},
    {COLOUR_CX, COLOUR_WASH},
    {COLOUR_CX, COLOUR_CX_TINT},
    {COLOUR_EX, COLOUR_PAPER},
    {COLOUR_EX, COLOUR_WASH},
    {COLOUR_EX, COLOUR_EX_TINT},
    {COLOUR_GROWTH, COLOUR_PAPER},
    {COLOUR_GROWTH, COLOUR_WASH},
    {COLOUR_GROWTH, COLOUR_GROWTH_TINT},
    {COLOUR_GOOD, COLOUR_PAPER},
    {COLOUR_GOOD, COLOUR_WASH},
    {COLOUR_BAD, COLOUR_PAPER},
    {COLOUR_BAD, COLOUR_WASH},
    {COLOUR_BAD, COLOUR_BAD_TINT},
    {COLOUR_WARN, COLOUR_PAPER},
    {COLOUR_WARN, COLOUR_WASH},
    {COLOUR_ON_COVER, COLOUR_COVER},
    {COLOUR_BRAND_SOFT, COLOUR_COVER},
    {COLOUR_BRAND_SOFT, COLOUR_COVER_ROOF},
    {COLOUR_BRAND_SOFT, COLOUR_COVER_ROOM},
    {COLOUR_BRAND_SOFT, COLOUR_COVER_BASE},
};

enum { INITIALS_LIMIT = 4 };

typedef struct ThemeReading {
    Arena *arena;
    Diags *diags;
    Theme *theme;
    Str folder;
    Pos colour_pos[COLOUR_ROLE_COUNT]; /* line 0: the standard colour */
    ThemeWords words;
} ThemeReading;

/* ---- Colours ---- */

static Colour colour_from(uint32_t rgb)
{
    return (Colour){
        .r = (double)(rgb >> 16 & 0xFF) / 255,
        .g = (double)(rgb >> 8 & 0xFF) / 255,
        .b = (double)(rgb & 0xFF) / 255,
    };
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool colour_parse(Str text, Colour *colour)
{
    if (text.len != 7 || text.s[0] != '#')
        return false;
    uint32_t rgb = 0;
    for (ptrdiff_t i = 1; i < 7; i++) {
        int digit = hex_digit(text.s[i]);
        if (digit < 0)
            return false;
        rgb = rgb << 4 | (uint32_t)digit;
    }
    *colour = colour_from(rgb);
    return true;
}

static double linear_light(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double luminance(Colour colour)
{
    return 0.2126 * linear_light(colour.r) + 0.7152 * linear_light(colour.g) +
           0.0722 * linear_light(colour.b);
}

double theme_contrast(Colour a, Colour b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

static double pair_contrast(const Theme *theme, ptrdiff_t pair)
{
    return theme_contrast(theme->colour[text_pairs[pair].text],
                          theme->colour[text_pairs[pair].ground]);
}

Str theme_role_name(ColourRole role)
{
    return role_names[role];
}

double theme_least_contrast(const Theme *theme, ColourRole text, ColourRole *ground)
{
    double least = 0;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(text_pairs); i++) {
        if (text_pairs[i].text != text)
            continue;
        double contrast = pair_contrast(theme, i);
        if (least > 0 && contrast >= least)
            continue;
        least = contrast;
        *ground = text_pairs[i].ground;
    }
    return least;
}

static void report_contrast(ThemeReading *reading, ptrdiff_t pair)
{
    ColourRole text = text_pairs[pair].text, ground = text_pairs[pair].ground;
    /* The theme's own colour is to blame, not the standard one beside it. */
    Pos pos = reading->colour_pos[text];
    if (pos.line == 0)
        pos = reading->colour_pos[ground];
    Str names = str_format(reading->arena, "%.*s / %.*s", STR_ARG(role_names[text]),
                           STR_ARG(role_names[ground]));
    /* Rounded down, so that 4.497 does not read as 4.50. */
    double contrast = floor(pair_contrast(reading->theme, pair) * 100) / 100;
    diag_add(reading->diags, DIAG_THEME_CONTRAST, pos, names,
             str_format(reading->arena, "%.2f", contrast));
}

static bool is_given(const ThemeReading *reading, ColourRole role)
{
    return reading->colour_pos[role].line > 0;
}

/* A role that the file leaves out takes another's colour. */
static void follow(ThemeReading *reading, ColourRole role, ColourRole other)
{
    if (!is_given(reading, role))
        reading->theme->colour[role] = reading->theme->colour[other];
}

static double between(double a, double b, double share)
{
    return a + (b - a) * share;
}

/* Who gives only the house's colour, or only `cover = light`, has a cover that goes with it: the
 * standard teal one is for the standard colour. */
static void complete_cover(ThemeReading *reading)
{
    static const struct {
        ColourRole role;
        double share; /* of the cover's text colour in this part of the house */
    } parts[] = {{COLOUR_COVER_ROOF, 0.09}, {COLOUR_COVER_ROOM, 0.06}, {COLOUR_COVER_BASE, 0.13}};
    Colour *colour = reading->theme->colour;
    bool light = reading->theme->cover == COVER_LIGHT && !is_given(reading, COLOUR_COVER);
    if (light) {
        follow(reading, COLOUR_COVER, COLOUR_WASH);
        follow(reading, COLOUR_ON_COVER, COLOUR_BRAND);
        follow(reading, COLOUR_BRAND_SOFT, COLOUR_INK);
    } else if (is_given(reading, COLOUR_BRAND)) {
        follow(reading, COLOUR_COVER, COLOUR_BRAND);
    }
    if (!light && !is_given(reading, COLOUR_BRAND) && !is_given(reading, COLOUR_COVER))
        return;
    Colour ground = colour[COLOUR_COVER], text = colour[COLOUR_ON_COVER];
    for (ptrdiff_t i = 0; i < CX_COUNTOF(parts); i++)
        if (!is_given(reading, parts[i].role))
            colour[parts[i].role] = (Colour){
                .r = between(ground.r, text.r, parts[i].share),
                .g = between(ground.g, text.g, parts[i].share),
                .b = between(ground.b, text.b, parts[i].share),
            };
}

/* Each text colour once, on the ground where it is worst: that is what has to change. */
static void check_contrast(ThemeReading *reading)
{
    for (ptrdiff_t first = 0, end = 0; first < CX_COUNTOF(text_pairs); first = end) {
        ptrdiff_t worst = first;
        for (end = first;
             end < CX_COUNTOF(text_pairs) && text_pairs[end].text == text_pairs[first].text;
             end++) {
            if (pair_contrast(reading->theme, end) < pair_contrast(reading->theme, worst))
                worst = end;
        }
        if (pair_contrast(reading->theme, worst) < THEME_CONTRAST_MINIMUM)
            report_contrast(reading, worst);
    }
}

/* ---- Sections ---- */

static void report_key(ThemeReading *reading, const IniEntry *entry, const StrList *known)
{
    diag_add_near(reading->diags, DIAG_THEME_KEY, entry->key_pos, entry->key,
                  str_join(reading->arena, known->items, known->len, S(", ")),
                  strlist_nearest(known, entry->key));
}

static bool entry_text(ThemeReading *reading, const IniEntry *entry, Str *text)
{
    Str rest = STR_NONE;
    if (ini_unquote(reading->arena, entry->value, text, &rest))
        return true;
    diag_add(reading->diags, DIAG_INI_QUOTE_REST, ini_pos(entry, rest.s), rest, STR_NONE);
    return false;
}

static void read_colour(ThemeReading *reading, const IniEntry *entry)
{
    for (int role = 0; role < COLOUR_ROLE_COUNT; role++) {
        if (!str_equal(role_names[role], entry->key))
            continue;
        reading->colour_pos[role] = ini_value_pos(entry);
        if (!colour_parse(entry->value, &reading->theme->colour[role]))
            diag_add(reading->diags, DIAG_THEME_COLOUR, ini_value_pos(entry), entry->value,
                     S("#0F3D4C"));
        return;
    }
    StrList known = {(Str *)role_names, COLOUR_ROLE_COUNT, COLOUR_ROLE_COUNT};
    report_key(reading, entry, &known);
}

static void read_font(ThemeReading *reading, const IniEntry *entry)
{
    static const Str names[] = {{"text", 4}, {"title", 5}, {"figure", 6}};
    Str *fields[] = {&reading->theme->font_text, &reading->theme->font_title,
                     &reading->theme->font_figure};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++) {
        if (str_equal(names[i], entry->key)) {
            if (entry->value.len > 0)
                (void)entry_text(reading, entry, fields[i]);
            return;
        }
    }
    StrList known = {(Str *)names, CX_COUNTOF(names), CX_COUNTOF(names)};
    report_key(reading, entry, &known);
}

static void read_cover(ThemeReading *reading, const IniEntry *entry, Str text)
{
    static const Str names[] = {
        [COVER_BAND] = {"band", 4}, [COVER_FULL] = {"full", 4}, [COVER_LIGHT] = {"light", 5}};
    StrList known = {(Str *)names, CX_COUNTOF(names), CX_COUNTOF(names)};
    for (int i = 0; i < CX_COUNTOF(names); i++) {
        if (str_equal_nocase(names[i], text)) {
            reading->theme->cover = (CoverStyle)i;
            return;
        }
    }
    diag_add_near(reading->diags, DIAG_VALUE_WORD, ini_value_pos(entry), text,
                  str_join(reading->arena, known.items, known.len, S(", ")),
                  strlist_nearest(&known, text));
}

static void read_logo(ThemeReading *reading, const IniEntry *entry, Str text)
{
    ptrdiff_t dot = text.len - 1;
    while (dot >= 0 && text.s[dot] != '.')
        dot--;
    Str ending = dot < 0 ? STR_NONE : str_slice(text, dot, text.len);
    Str path = os_path_join(reading->arena, reading->folder, text);
    if (!str_equal_nocase(ending, S(".png")) && !str_equal_nocase(ending, S(".jpg")) &&
        !str_equal_nocase(ending, S(".jpeg")))
        diag_add(reading->diags, DIAG_THEME_LOGO, ini_value_pos(entry), text, STR_NONE);
    else if (!os_exists(reading->arena, path))
        diag_add(reading->diags, DIAG_FILE_NOT_FOUND, ini_value_pos(entry), text,
                 ini_value_pos(entry).file);
    reading->theme->logo = path;
    reading->theme->logo_pos = ini_value_pos(entry);
}

static void read_look(ThemeReading *reading, const IniEntry *entry)
{
    static const Str names[] = {{"label", 5}, {"cover", 5}, {"logo", 4}, {"initials", 8}};
    StrList known = {(Str *)names, CX_COUNTOF(names), CX_COUNTOF(names)};
    Str text = STR_NONE;
    bool is_known = false;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        is_known = is_known || str_equal(names[i], entry->key);
    if (!is_known) {
        report_key(reading, entry, &known);
        return;
    }
    if (entry->value.len == 0 || !entry_text(reading, entry, &text))
        return;
    if (str_equal(entry->key, S("label")))
        reading->theme->label = text;
    else if (str_equal(entry->key, S("cover")))
        read_cover(reading, entry, text);
    else if (str_equal(entry->key, S("logo")))
        read_logo(reading, entry, text);
    else if (text_length(text) > INITIALS_LIMIT)
        diag_add(reading->diags, DIAG_THEME_INITIALS, ini_value_pos(entry), text,
                 str_format(reading->arena, "%d", INITIALS_LIMIT));
    else
        reading->theme->logo_initials = text;
}

static void read_section(ThemeReading *reading, const IniSection *section)
{
    static const struct {
        Str name;
        void (*read)(ThemeReading *reading, const IniEntry *entry);
    } kinds[] = {
        {{"theme", 5}, read_look},
        {{"colours", 7}, read_colour},
        {{"fonts", 5}, read_font},
    };
    StrList known = {0};
    if (theme_words_read(&reading->words, section, reading->diags))
        return;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(kinds); i++) {
        *PUSH(reading->arena, &known, Str) = kinds[i].name;
        if (!str_equal(kinds[i].name, section->name))
            continue;
        for (ptrdiff_t e = 0; e < section->entries.len; e++)
            kinds[i].read(reading, &section->entries.items[e]);
        return;
    }
    *PUSH(reading->arena, &known, Str) = S("words");
    diag_add_near(reading->diags, DIAG_THEME_SECTION, section->pos, section->name,
                  str_join(reading->arena, known.items, known.len, S(", ")),
                  strlist_nearest(&known, section->kind));
}

/* ---- Which file ---- */

static Str file_of(Arena *arena, Str folder, Str name)
{
    return os_path_join(arena, folder, str_concat(arena, name, S(".ini")));
}

/* A project may stand in a folder that is also looked for themes: not every INI is one. */
static bool is_theme_file(Arena *arena, Str path)
{
    FileView file = {0};
    Str reason = STR_NONE;
    if (!os_file_open(arena, &file, path, &reason))
        return false;
    bool found = str_starts(file.bytes, S("[theme]")) || str_find(file.bytes, S("\n[theme]")) >= 0;
    os_file_close(&file);
    return found;
}

StrList theme_list(Arena *arena, const Str *folders, ptrdiff_t folder_count)
{
    StrList names = {0};
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < folder_count; i++) {
        StrList paths = os_glob(arena, os_path_join(arena, folders[i], S("*.ini")));
        for (ptrdiff_t p = 0; p < paths.len; p++) {
            Str base = os_path_base(paths.items[p]);
            Str name = str_slice(base, 0, base.len - S(".ini").len);
            bool added = false;
            if (is_theme_file(arena, paths.items[p]))
                (void)strmap_put(arena, &seen, name, &added);
            if (added)
                *PUSH(arena, &names, Str) = name;
        }
    }
    return names;
}

/* The path of the theme, or empty after reporting: a path when it looks like one, else a name. */
static Str find_theme(Arena *arena, Str name, const Str *folders, ptrdiff_t folder_count, Pos pos,
                      Diags *diags)
{
    bool is_path = str_ends(name, S(".ini")) || str_find(name, S("/")) >= 0;
    for (ptrdiff_t i = 0; i < folder_count; i++) {
        Str path =
            is_path ? os_path_join(arena, folders[i], name) : file_of(arena, folders[i], name);
        if (os_exists(arena, path))
            return path;
    }
    if (is_path && os_exists(arena, name))
        return name;
    StrList known = theme_list(arena, folders, folder_count);
    if (known.len == 0) {
        diag_add(diags, DIAG_THEME_NONE, pos, name, STR_NONE);
        return STR_NONE;
    }
    diag_add_near(diags, DIAG_THEME_UNKNOWN, pos, name,
                  str_join(arena, known.items, known.len, S(", ")), strlist_nearest(&known, name));
    return STR_NONE;
}

static Str name_of(Str path)
{
    Str base = os_path_base(path);
    return str_ends(base, S(".ini")) ? str_slice(base, 0, base.len - S(".ini").len) : base;
}

const Theme *theme_read(Arena *arena, Str name, const Str *folders, ptrdiff_t folder_count, Pos pos,
                        Diags *diags)
{
    ptrdiff_t errors_before = diags->error_count;
    Str path = find_theme(arena, name, folders, folder_count, pos, diags);
    if (path.len == 0)
        return NULL;
    FileView file = {0};
    Str reason = STR_NONE;
    if (!os_file_open(arena, &file, path, &reason)) {
        diag_add(diags, DIAG_FILE_UNREADABLE, pos, path, reason);
        return NULL;
    }
    Str bytes = str_copy(arena, file.bytes);
    os_file_close(&file);

    Theme *theme = NEW(arena, Theme, 1);
    *theme = (Theme){
        .name = name_of(path),
        .path = path,
        .font_text = S("Lato"),
    };
    for (int role = 0; role < COLOUR_ROLE_COUNT; role++)
        theme->colour[role] = colour_from(standard_colours[role]);
    ThemeReading reading = {.arena = arena,
                            .diags = diags,
                            .theme = theme,
                            .folder = os_path_folder(path),
                            .words = {.arena = arena}};
    for (int role = 0; role < COLOUR_ROLE_COUNT; role++)
        reading.colour_pos[role] = (Pos){.file = path};
    IniDoc doc = {0};
    if (!ini_read(arena, &doc, path, bytes, diags))
        return NULL;
    for (ptrdiff_t i = 0; i < doc.sections.len; i++)
        read_section(&reading, &doc.sections.items[i]);

    if (theme->label.len == 0)
        theme->label = theme->name;
    if (theme->font_title.len == 0)
        theme->font_title = theme->font_text;
    if (theme->font_figure.len == 0)
        theme->font_figure = theme->font_text;
    theme_words_finish(&reading.words, theme, diags);
    complete_cover(&reading);
    check_contrast(&reading);
    return diags->error_count > errors_before ? NULL : theme;
}
