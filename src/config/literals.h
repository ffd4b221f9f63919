/* literals.h: texts in the tables of sections and keys, whose initialisers cannot call S(). */
#ifndef CXEX_CONFIG_LITERALS_H
#define CXEX_CONFIG_LITERALS_H

#include <cxex/text.h>

/* clang-format off */
#define T(literal) {(literal), (ptrdiff_t)sizeof(literal) - 1}
#define BOTH(en, vi) {[LANG_EN] = T(en), [LANG_VI] = T(vi)}
/* clang-format on */

#endif
