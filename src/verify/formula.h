/* formula.h: what the files that compute formulas share. Not for other files of verify. */
#ifndef CXEX_VERIFY_FORMULA_H
#define CXEX_VERIFY_FORMULA_H

#include "inside.h"

typedef struct FormulaReader {
    FormulaBook *book;
    ptrdiff_t sheet;
    Str text;
    ptrdiff_t at;
    int depth;
    bool failed;
    Str why;
} FormulaReader;

typedef struct FormulaFunction {
    const char *name;
    int least, most; /* arguments */
    FormulaValue (*call)(FormulaReader *reader, const FormulaValue *values, int count);
} FormulaFunction;

/* Those that calculate with numbers and put texts together; ended by one without a name. */
extern const FormulaFunction formula_arithmetic[];

FormulaValue formula_number(double number);
FormulaValue formula_bool(bool yes);
FormulaValue formula_error(const char *error);
FormulaValue formula_cell(const FormulaReader *reader, ptrdiff_t sheet, int row, int column);
/* The value of a single cell; a larger range is an error, as in a cell of its own. */
FormulaValue formula_scalar(const FormulaReader *reader, FormulaValue value);
Str formula_text(FormulaReader *reader, FormulaValue value);

#endif
