/* memory_guard.h: the libraries below do not survive a failed malloc (libxlsxwriter crashes or
 * writes a wrong workbook and reports success), so a failed allocation anywhere ends the process in
 * order. Left out of sanitizer builds, which have their own. */
#ifndef CXEX_CLI_MEMORY_GUARD_H
#define CXEX_CLI_MEMORY_GUARD_H

typedef void MemoryGuardHook(void *context);

/* From now on a failed malloc, calloc or realloc calls the hook, which must not return. NULL: off.
 */
void memory_guard_install(MemoryGuardHook *hook, void *context);

#endif
