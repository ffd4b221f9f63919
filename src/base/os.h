/* os.h: what the parts of base ask of the operating system among themselves. */
#ifndef CXEX_BASE_OS_H
#define CXEX_BASE_OS_H

#include <cxex/base.h>

/* Address space that costs nothing until it is touched, zeroed, starting on a page; NULL on
 * failure. */
void *os_reserve(ptrdiff_t bytes);
void os_release(void *at, ptrdiff_t bytes);

/* NUL-terminated copy of a path, or NULL with *reason when it holds a NUL byte or is empty. */
const char *os_path_cstr(Arena *arena, Str path, Str *reason);
/* The text for an errno value, copied into the arena (the library's own buffer is reused). */
Str os_reason(Arena *arena, int error_number);

#endif
