/* number.h: a double as JSON, with 17 significant digits, so that reading it back gives the same
 * double. */
#ifndef CXEX_RENDER_JSON_NUMBER_H
#define CXEX_RENDER_JSON_NUMBER_H

enum { JSON_NUMBER_ROOM = 32 }; /* bytes; the longest is -1.2345678901234567e-308 */

/* As printf's %.17g writes it, with ".0" after a whole number, and an exponent without "+" and
 * leading zeros. Returns the length; no NUL is written. The value must be finite. */
int json_number(double value, char out[JSON_NUMBER_ROOM]);

#endif
