/* xml.h: XML read piece by piece: what starts, what ends, the text between. Not for other modules.
 *
 * A DOCTYPE stops the reading: no part of a workbook needs one, and chains of entities can exhaust
 * a reader. Names come without their prefix, so "x:row" and "row" are one. */
#ifndef CXEX_PACK_XML_H
#define CXEX_PACK_XML_H

#include <cxex/base.h>

enum { XML_DEPTH_LIMIT = 256 };

typedef struct XmlReader XmlReader;
typedef struct XmlHandler {
    void *context;
    /* attributes: name, value, …, NULL. May be NULL. */
    void (*start)(void *context, const char *name, const char **attributes);
    void (*end)(void *context, const char *name); /* may be NULL */
    void (*text)(void *context, Str piece);       /* may be NULL; comes in pieces */
    bool no_comments; /* comments and instructions stop the reading: nobody would see them */
} XmlHandler;

/* Never NULL: without memory the reading fails at its first piece. */
XmlReader *xml_open(Arena *arena, XmlHandler handler);
/* False when the XML is not well formed, has a DOCTYPE, is too deep, or ends too early (after
 * `last`). */
bool xml_read(XmlReader *reader, Str bytes, bool last);
/* Why xml_read said false: "line 3: no element found". */
Str xml_reason(Arena *arena, const XmlReader *reader);
void xml_close(XmlReader *reader);

/* The value of an attribute, without regard to its prefix; STR_NONE when absent. */
Str xml_attribute(const char **attributes, const char *name);

#endif
