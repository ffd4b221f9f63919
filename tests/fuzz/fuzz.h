/* fuzz.h: what the harnesses share. A harness is one function that takes any bytes and must come
 * back: a crash, a failed CX_ASSERT, a leak, undefined behaviour or a hang is a fault of cxex.
 *
 * The same harness runs in two ways. With libFuzzer (a build with -DCXEX_SANITIZE=
 * address,undefined,fuzzer-no-link under clang) `fuzz_NAME CORPUS…` looks for new inputs; in every
 * other build replay.c runs the files of tests/fuzz/corpus/NAME, each of which once found a fault
 * or shows a way through the code. */
#ifndef CXEX_TESTS_FUZZ_H
#define CXEX_TESTS_FUZZ_H

#include <cxex/config.h>
#include <cxex/ingest.h>
#include <cxex/theme.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An arena that everything of one input is made in; emptied by this call. An input that fills it
 * (a few hundred kilobytes never should) is reported as a fault. */
Arena *fuzz_arena(void);
/* A folder that lives as long as the process, and a file in it, written anew: its path is made in
 * fuzz_arena. */
Str fuzz_write(const char *name, Str bytes);
/* The checksum of PNG chunks and zip entries: bytes that were changed would else be refused for it
 * alone. */
uint32_t fuzz_crc(Str bytes);
/* A zip of files that are stored, with right checksums. */
typedef struct FuzzPart {
    Str name, text;
} FuzzPart;
Str fuzz_zip(Arena *arena, const FuzzPart *parts, int count);
/* Prints the problems in both languages, into nothing: the texts are part of what is tried. */
void fuzz_print(const Diags *diags);
/* From the tally to the words of every page and to scorecard.json. NULL is taken (errors). */
void fuzz_report(const Tally *tally);

#endif
