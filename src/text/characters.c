#include <cxex/text.h>

#include <unicode/uchar.h>

CharKind text_char_kind(int32_t c)
{
    if (u_isUWhiteSpace(c))
        return CHAR_BLANK;
    if (text_digit_value(c) >= 0)
        return CHAR_DIGIT;
    if (u_isUUppercase(c) || u_charType(c) == U_TITLECASE_LETTER)
        return CHAR_CAPITAL;
    if (u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0)
        return CHAR_LETTER;
    return CHAR_OTHER;
}

int text_digit_value(int32_t c)
{
    return u_charDigitValue(c);
}
