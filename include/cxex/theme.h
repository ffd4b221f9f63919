/* theme.h: how a report looks: colours, font families by role, cover style, logo, words to replace.
 * A theme is an INI file (themes/NAME.ini); read in src/config, seen by the renderers. Sections:
 *   [theme]   label, cover (band, full, light), logo (a PNG or JPEG beside the file), initials
 *   [fonts]   text, title, figure (families; title and figure follow text)
 *   [colours] the roles below in small letters, #RRGGBB
 *   [words]   FROM = TO, replaced in the program's own words of the report (text.h says how);
 *             [words vi], [words en] in one language, and there before [words]
 * What is left out is as in the theme `quiet`, but a cover follows the colours that are given: it
 * is brand, or wash where cover = light, and the house on it is a little lighter or darker.
 * themes/quiet.ini explains every line. */
#ifndef CXEX_THEME_H
#define CXEX_THEME_H

#include <cxex/base.h>
#include <cxex/diag.h>
#include <cxex/text.h>

#define THEME_CONTRAST_MINIMUM 4.5 /* WCAG 2, 1.4.3, text of ordinary size */

typedef struct Colour {
    double r, g, b; /* 0..1, sRGB */
} Colour;

/* Roles, never raw colours, are used in pages. Checked pairs: text roles on paper and wash,
 * on_brand on brand: contrast >= 4.5. */
typedef enum ColourRole {
    COLOUR_PAPER,
    COLOUR_INK,
    COLOUR_GREY_TEXT,
    COLOUR_MARK,
    COLOUR_RULE,
    COLOUR_GRID,
    COLOUR_WASH,
    COLOUR_BRAND,
    COLOUR_ON_BRAND,
    COLOUR_BRAND_SOFT, /* soft text on the cover */
    COLOUR_CX,
    COLOUR_EX,
    COLOUR_GROWTH,
    COLOUR_GOOD,
    COLOUR_BAD,
    COLOUR_WARN,
    COLOUR_CX_TINT,
    COLOUR_EX_TINT,
    COLOUR_GROWTH_TINT,
    COLOUR_BAD_TINT,
    COLOUR_COVER,
    COLOUR_ON_COVER,
    COLOUR_COVER_ROOF,
    COLOUR_COVER_ROOM,
    COLOUR_COVER_BASE, /* the house on the cover */
    COLOUR_CX_BAND,    /* interval bands and light bars of a side; no text stands on them */
    COLOUR_EX_BAND,
    COLOUR_GROWTH_BAND,
    COLOUR_ROLE_COUNT
} ColourRole;

typedef enum CoverStyle {
    COVER_BAND,
    COVER_FULL,
    COVER_LIGHT
} CoverStyle; /* dark band over white; whole page dark; light page */

/* The scale of heat maps, the same in every theme: its ends are told apart under protan, deutan and
 * tritan vision, and dark text on it keeps 6:1. */
enum { HEAT_LOW = 0xE9A967, HEAT_MIDDLE = 0xF7F7F5, HEAT_HIGH = 0x57AEBB };

typedef struct Theme {
    Str name, label, path;
    Colour colour[COLOUR_ROLE_COUNT];
    Str font_text, font_title, font_figure; /* family names for fontconfig; default Lato */
    CoverStyle cover;
    Str logo;          /* resolved path of a PNG or JPEG, or empty */
    Pos logo_pos;      /* where the theme file names it */
    Str logo_initials; /* drawn in a square when there is no logo; empty: made from the client's
                          name */
    WordPair *words[LANG_COUNT]; /* words to replace in each language */
    ptrdiff_t word_count[LANG_COUNT];
} Theme;

/* `name` is a theme name looked up in `folders` in turn, or a path to an INI. NULL on errors
 * (unknown theme with nearest name, bad colour, text that would be unreadable). */
const Theme *theme_read(Arena *arena, Str name, const Str *folders, ptrdiff_t folder_count, Pos pos,
                        Diags *diags);
/* Names of the themes in the folders, folder by folder, each once. */
StrList theme_list(Arena *arena, const Str *folders, ptrdiff_t folder_count);
/* As theme files name it: "grey_text". */
Str theme_role_name(ColourRole role);
/* The least contrast that text of this role has on anything it stands on, and where; 0 for roles
 * in which no text is set. */
double theme_least_contrast(const Theme *theme, ColourRole text, ColourRole *ground);
double theme_contrast(Colour a, Colour b); /* WCAG 2 ratio, 1..21 */

#endif
