/* banned.h: the C functions that cxex does not use, made to fail at compile time.
 *
 * Include it last (or force it in with -include): it first takes in the standard headers that
 * declare these names, then puts a macro over each. tests/banned.cmake looks for the same names in
 * the text of all sources, so a file that forgets this header is found too. The reasons: no bounds
 * (strcpy, sprintf, gets), hidden state (strtok, the time functions, rand), no way to see an error
 * (atoi), the locale (setlocale: numbers and case would change behind our back), memory outside the
 * arena (alloca). */
#ifndef CXEX_BASE_BANNED_H
#define CXEX_BASE_BANNED_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef strtok
#undef sprintf
#undef vsprintf
#undef gets
#undef scanf
#undef sscanf
#undef fscanf
#undef atoi
#undef atol
#undef atoll
#undef atof
#undef rand
#undef srand
#undef gmtime
#undef localtime
#undef ctime
#undef asctime
#undef mktime
#undef strftime
#undef setlocale
#undef tmpnam
#undef tempnam
#undef mktemp
#undef alloca
#define strcpy(...) cxex_banned_use_str_copy
#define strcat(...) cxex_banned_use_str_concat
#define strncpy(...) cxex_banned_use_str_slice
#define strncat(...) cxex_banned_use_str_concat
#define strtok(...) cxex_banned_use_str_cut
#define sprintf(...) cxex_banned_use_str_format
#define vsprintf(...) cxex_banned_use_str_format
#define gets(...) cxex_banned_use_os_file_open
#define scanf(...) cxex_banned_use_num_parse
#define sscanf(...) cxex_banned_use_num_parse
#define fscanf(...) cxex_banned_use_num_parse
#define atoi(...) cxex_banned_use_num_parse
#define atol(...) cxex_banned_use_num_parse
#define atoll(...) cxex_banned_use_num_parse
#define atof(...) cxex_banned_use_num_parse
#define rand(...) cxex_banned_use_the_seeded_streams_of_stats
#define srand(...) cxex_banned_use_the_seeded_streams_of_stats
#define gmtime(...) cxex_banned_use_date_from_days
#define localtime(...) cxex_banned_use_date_from_days
#define ctime(...) cxex_banned_use_date_iso
#define asctime(...) cxex_banned_use_date_iso
#define mktime(...) cxex_banned_use_date_days
#define strftime(...) cxex_banned_use_date_show
#define setlocale(...) cxex_banned_the_locale_stays_C
#define tmpnam(...) cxex_banned_use_os_staging_open
#define tempnam(...) cxex_banned_use_os_staging_open
#define mktemp(...) cxex_banned_use_os_staging_open
#define alloca(...) cxex_banned_use_an_arena

#endif
