/* generate.c: writes the exports of the sample companies from a known structure.
 *
 *   cc -O2 -std=c17 samples/generate.c -lm -o generate
 *   generate --company sen-viet --out samples/sen-viet
 *
 * The companies, their people and their words are invented. The same options give the same bytes.
 * What is in the files (true indices, effects, counts of everything planted) is written to
 * truth.json beside them, so that a test can compare a report with the truth and not with another
 * program's reading. */
#define _POSIX_C_SOURCE 200809L /* mkdir */

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generate/harbour_lane.h"
#include "generate/sen_viet.h"

/* Chosen so that chance is on the story's side: with the effect, the last month of Sen Việt shows
 * what sen_viet_world.h plans; without, no link looks like one. Any other seed is an honest draw
 * too. */
enum { SEED_DEFAULT = 31, SEED_NO_EFFECT = 2 };

static int usage(FILE *to)
{
    fputs("usage: generate [--company sen-viet|harbour-lane] [--out DIR] [--seed N] [--no-effect]\n"
          "  --company    whose exports to write (sen-viet)\n"
          "  --out        where; its folders are made, itself too (samples/COMPANY)\n"
          "  --seed       another draw of the same structure\n"
          "  --no-effect  sen-viet without any link from EX to CX or to a KPI\n",
          to);
    return to == stdout ? 0 : 2;
}

int main(int argc, char **argv)
{
    const char *company = "sen-viet", *folder = NULL;
    uint64_t seed = 0;
    bool effect = true, seeded = false;
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strcmp(argv[i], "--help") == 0) {
            return usage(stdout);
        } else if (strcmp(argv[i], "--no-effect") == 0) {
            effect = false;
        } else if (strcmp(argv[i], "--company") == 0 && value) {
            company = argv[++i];
        } else if (strcmp(argv[i], "--out") == 0 && value) {
            folder = argv[++i];
        } else if (strcmp(argv[i], "--seed") == 0 && value) {
            char *end = NULL;
            errno = 0;
            seed = strtoull(argv[++i], &end, 10);
            if (errno || end == value || *end)
                return usage(stderr);
            seeded = true;
        } else {
            return usage(stderr);
        }
    }
    if (!seeded)
        seed = effect ? SEED_DEFAULT : SEED_NO_EFFECT;
    if (strcmp(company, "sen-viet") == 0) {
        sen_viet_generate(folder ? folder : "samples/sen-viet", seed, effect);
    } else if (strcmp(company, "harbour-lane") == 0) {
        harbour_lane_generate(folder ? folder : "samples/harbour-lane", seed);
    } else {
        return usage(stderr);
    }
    return 0;
}
