/* make_sav.c: an SPSS file of any number of answers, for tests/bench/memory.
 *
 *   cc -O2 tests/bench/make_sav.c -lreadstat -o make_sav
 *   make_sav FILE ROWS */
#include <readstat.h>
#include <stdio.h>
#include <stdlib.h>

static ssize_t write_bytes(const void *data, size_t len, void *context)
{
    return (ssize_t)fwrite(data, 1, len, (FILE *)context);
}

int main(int argc, char **argv)
{
    static const char *const units[] = {"North", "South", "East", "West"};
    FILE *file = argc == 3 ? fopen(argv[1], "wb") : NULL;
    if (file == NULL)
        return 2;
    long rows = strtol(argv[2], NULL, 10);
    readstat_writer_t *writer = readstat_writer_init();
    readstat_set_data_writer(writer, write_bytes);
    readstat_variable_t *id = readstat_add_variable(writer, "id", READSTAT_TYPE_STRING, 12);
    readstat_variable_t *date = readstat_add_variable(writer, "date", READSTAT_TYPE_STRING, 12);
    readstat_variable_t *unit = readstat_add_variable(writer, "unit", READSTAT_TYPE_STRING, 24);
    readstat_variable_t *nps = readstat_add_variable(writer, "nps", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_t *csat = readstat_add_variable(writer, "csat", READSTAT_TYPE_DOUBLE, 0);
    readstat_error_t error = readstat_begin_writing_sav(writer, file, rows);
    for (long i = 0; i < rows && error == READSTAT_OK; i++) {
        char text[24];
        readstat_begin_row(writer);
        snprintf(text, sizeof text, "R%09ld", i);
        readstat_insert_string_value(writer, id, text);
        snprintf(text, sizeof text, "2026-%02ld-%02ld", 1 + i % 12, 1 + i % 28);
        readstat_insert_string_value(writer, date, text);
        readstat_insert_string_value(writer, unit, units[i % 4]);
        readstat_insert_double_value(writer, nps, (double)(i * 7 % 11));
        readstat_insert_double_value(writer, csat, (double)(1 + i * 3 % 5));
        error = readstat_end_row(writer);
    }
    if (error == READSTAT_OK)
        error = readstat_end_writing(writer);
    readstat_writer_free(writer);
    return fclose(file) == 0 && error == READSTAT_OK ? 0 : 1;
}
