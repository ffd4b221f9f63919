/* syllables.h: what people wrote, syllable by syllable, for finding words in it. Not for other
 * modules.
 *
 * Vietnamese writes a blank between syllables, so a word of the list is a run of whole syllables:
 * "giá" is never found in "giao", "ca" never in "các". Accents carry the meaning ("lương" is pay,
 * "lượng" amount), so a comment that was written with any is read with all of them; one without any
 * ("giao tre hen") can only be read without. */
#ifndef CXEX_PRIVACY_SYLLABLES_H
#define CXEX_PRIVACY_SYLLABLES_H

#include <cxex/text.h>

/* Folded, a blank on either side of each syllable, | where a stop parts words that stand side by
 * side. Empty: no syllable. */
typedef enum SyllableForm {
    SYLLABLES_ACCENTED,  /* " giao hang` | trê~ hen_ ": the tone behind its letters, so that "hóa"
                            and "hoá" are one */
    SYLLABLES_PLAIN,     /* " giao hang | tre hen " */
    SYLLABLES_AS_WRITTEN /* " giao hàng | trễ hẹn " */
} SyllableForm;
Str syllables_read(Arena *arena, Str text, SyllableForm form);
bool syllables_accented(Arena *arena, Str text);

#endif
