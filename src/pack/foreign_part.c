#include "foreign.h"

typedef struct PartReading {
    XmlReader *xml;
    const bool *enough;
    bool malformed;
} PartReading;

static bool take_piece(void *context, Str bytes, bool last)
{
    PartReading *reading = context;
    if (!xml_read(reading->xml, bytes, last)) {
        reading->malformed = true;
        return false;
    }
    return !*reading->enough;
}

bool foreign_part_read(Arena *arena, const ZipParts *parts, ptrdiff_t part,
                       const XmlHandler *handler, const bool *enough, Str *reason)
{
    PartReading reading = {.xml = xml_open(arena, *handler), .enough = enough};
    bool ok = zip_part_read(arena, parts, part, take_piece, &reading, reason);
    if (reading.malformed)
        *reason = str_format(arena, "%.*s: %.*s", STR_ARG(parts->names.items[part]),
                             STR_ARG(xml_reason(arena, reading.xml)));
    else if (!ok && *enough)
        ok = true;
    xml_close(reading.xml);
    return ok;
}
