#include "archive.h"

#include <stdlib.h>

static bool refuse(Str *reason, Str why)
{
    *reason = why;
    return false;
}

static bool list_parts(Arena *arena, ZipParts *parts, ZipCaps caps, Str *reason)
{
    zip_int64_t count = zip_get_num_entries(parts->archive, 0);
    if (count > PACK_PARTS_LIMIT)
        return refuse(reason, S("the zip has too many parts"));
    StrMap seen = {0};
    zip_uint64_t total = 0;
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t entry;
        zip_stat_init(&entry);
        const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_CRC;
        if (zip_stat_index(parts->archive, (zip_uint64_t)i, 0, &entry) != 0 ||
            (entry.valid & wanted) != wanted)
            return refuse(reason,
                          str_format(arena, "entry %d of the zip cannot be read", (int)i + 1));
        Str name = str_copy(arena, str_from(entry.name));
        if (name.len == 0 || name.len > PACK_PART_NAME_LIMIT)
            return refuse(reason, S("the zip has a part without a usable name"));
        bool large = entry.size > (zip_uint64_t)caps.part_bytes;
        total += large ? 0 : entry.size;
        if (large || total > (zip_uint64_t)caps.total_bytes)
            return refuse(reason, str_format(arena, "%.*s is far too large", STR_ARG(name)));
        bool added = false;
        strmap_put(arena, &seen, name, &added);
        if (!added)
            return refuse(reason, str_format(arena, "the zip has %.*s twice", STR_ARG(name)));
        *PUSH(arena, &parts->names, Str) = name;
    }
    return true;
}

bool zip_parts_open(Arena *arena, ZipParts *parts, Str path, ZipCaps caps, Str *reason)
{
    *parts = (ZipParts){0};
    int code = 0;
    parts->archive = zip_open(str_cstr(arena, path), ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!parts->archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        *reason =
            code == ZIP_ER_NOZIP /* its list of contents stands at the end */
                ? S("its end is missing, perhaps because a download broke off (then take it again)")
                : str_format(arena, "no whole zip: %s", zip_error_strerror(&error));
        zip_error_fini(&error);
        return false;
    }
    if (list_parts(arena, parts, caps, reason))
        return true;
    zip_parts_close(parts);
    return false;
}

void zip_parts_close(ZipParts *parts)
{
    if (parts->archive)
        zip_discard(parts->archive); /* nothing was changed; zip_close might write */
    parts->archive = NULL;
}

static bool read_whole(Arena *arena, zip_file_t *file, zip_uint64_t size, ZipSink *sink,
                       void *context, Str name, Str *reason)
{
    char piece[32 << 10];
    zip_uint64_t read = 0;
    for (;;) {
        zip_int64_t got = zip_fread(file, piece, sizeof piece);
        if (got < 0)
            return refuse(reason,
                          str_format(arena, "%.*s: %s", STR_ARG(name), zip_file_strerror(file)));
        read += (zip_uint64_t)got;
        if (read > size)
            return refuse(reason,
                          str_format(arena, "%.*s is longer than its entry says", STR_ARG(name)));
        if (!sink(context, (Str){piece, (ptrdiff_t)got}, got == 0))
            return false;
        if (got == 0)
            break;
    }
    if (read != size)
        return refuse(reason,
                      str_format(arena, "%.*s is shorter than its entry says", STR_ARG(name)));
    return true;
}

bool zip_part_read(Arena *arena, const ZipParts *parts, ptrdiff_t index, ZipSink *sink,
                   void *context, Str *reason)
{
    Str name = parts->names.items[index];
    zip_stat_t entry;
    zip_stat_init(&entry);
    zip_file_t *file = zip_fopen_index(parts->archive, (zip_uint64_t)index, 0);
    if (!file || zip_stat_index(parts->archive, (zip_uint64_t)index, 0, &entry) != 0) {
        *reason = str_format(arena, "%.*s: %s", STR_ARG(name), zip_strerror(parts->archive));
        if (file)
            zip_fclose(file);
        return false;
    }
    bool good = read_whole(arena, file, entry.size, sink, context, name, reason);
    int closed = zip_fclose(file);
    if (good && closed != 0)
        return refuse(reason, str_format(arena, "%.*s: wrong checksum", STR_ARG(name)));
    return good;
}
