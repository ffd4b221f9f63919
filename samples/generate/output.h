/* output.h: writing the files of a sample. A file that cannot be written ends the program: a sample
 * that is half there would be a wrong truth. */
#ifndef SAMPLES_OUTPUT_H
#define SAMPLES_OUTPUT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Out {
    FILE *file;
    char path[1024];
} Out;

static _Noreturn void out_fail(const char *path)
{
    perror(path);
    exit(3);
}

/* Opens FOLDER/NAME; NAME may hold one folder, which is made. */
static Out out_open(const char *folder, const char *name)
{
    Out out = {0};
    mkdir(folder, 0777);
    const char *slash = strchr(name, '/');
    if (slash) {
        snprintf(out.path, sizeof out.path, "%s/%.*s", folder, (int)(slash - name), name);
        mkdir(out.path, 0777);
    }
    snprintf(out.path, sizeof out.path, "%s/%s", folder, name);
    out.file = fopen(out.path, "wb");
    if (!out.file)
        out_fail(out.path);
    return out;
}

static void out_close(Out *out)
{
    bool bad = ferror(out->file) != 0;
    if (fclose(out->file) != 0 || bad)
        out_fail(out->path);
}

/* One CSV cell (RFC 4180); quoted when it must be, or always. */
static void out_cell(Out *out, const char *text, bool quote_always)
{
    if (!quote_always && !strpbrk(text, ",;\"\r\n")) {
        fputs(text, out->file);
        return;
    }
    fputc('"', out->file);
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            fputc('"', out->file);
        fputc(*c, out->file);
    }
    fputc('"', out->file);
}

/* The texts in {"key": n, ...} are ours and need no JSON escapes. */
static void out_numbers(Out *out, const char *key, const int *values, int n, const char *end)
{
    fprintf(out->file, "\"%s\": [", key);
    for (int i = 0; i < n; i++)
        fprintf(out->file, "%s%d", i ? ", " : "", values[i]);
    fprintf(out->file, "]%s", end);
}

static void out_points(Out *out, const char *key, const double *values, int n, const char *end)
{
    fprintf(out->file, "\"%s\": [", key);
    for (int i = 0; i < n; i++)
        fprintf(out->file, "%s%.6f", i ? ", " : "", values[i]);
    fprintf(out->file, "]%s", end);
}

#endif
