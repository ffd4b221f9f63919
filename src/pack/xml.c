#include "xml.h"

#include <string.h>

#include <expat.h>

struct XmlReader {
    XML_Parser parser; /* NULL: no memory */
    XmlHandler handler;
    int depth;
    const char *refused; /* our own reason to stop, or NULL */
};

static const char *without_prefix(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static void stop(XmlReader *reader, const char *why)
{
    reader->refused = why;
    XML_StopParser(reader->parser, XML_FALSE);
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    XmlReader *reader = user;
    if (++reader->depth > XML_DEPTH_LIMIT)
        stop(reader, "elements too deep");
    else if (reader->handler.start)
        reader->handler.start(reader->handler.context, without_prefix(name), attributes);
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    XmlReader *reader = user;
    reader->depth--;
    if (reader->handler.end)
        reader->handler.end(reader->handler.context, without_prefix(name));
}

static void XMLCALL on_text(void *user, const XML_Char *piece, int length)
{
    XmlReader *reader = user;
    reader->handler.text(reader->handler.context, (Str){piece, length});
}

static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int has_internal_subset)
{
    (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
    stop(user, "a DOCTYPE");
}

static void XMLCALL on_comment(void *user, const XML_Char *text)
{
    (void)text;
    stop(user, "a comment");
}

static void XMLCALL on_instruction(void *user, const XML_Char *target, const XML_Char *text)
{
    (void)target, (void)text;
    stop(user, "an instruction");
}

XmlReader *xml_open(Arena *arena, XmlHandler handler)
{
    XmlReader *reader = NEW(arena, XmlReader, 1);
    reader->handler = handler;
    reader->parser = XML_ParserCreate(NULL);
    if (!reader->parser)
        return reader;
    XML_SetUserData(reader->parser, reader);
    XML_SetElementHandler(reader->parser, on_start, on_end);
    XML_SetStartDoctypeDeclHandler(reader->parser, on_doctype);
    if (handler.text)
        XML_SetCharacterDataHandler(reader->parser, on_text);
    if (handler.no_comments) {
        XML_SetCommentHandler(reader->parser, on_comment);
        XML_SetProcessingInstructionHandler(reader->parser, on_instruction);
    }
    return reader;
}

bool xml_read(XmlReader *reader, Str bytes, bool last)
{
    return reader->parser &&
           XML_Parse(reader->parser, bytes.s, (int)bytes.len, last) == XML_STATUS_OK;
}

Str xml_reason(Arena *arena, const XmlReader *reader)
{
    if (!reader->parser)
        return S("out of memory");
    const char *why =
        reader->refused ? reader->refused : XML_ErrorString(XML_GetErrorCode(reader->parser));
    return str_format(arena, "line %lu: %s",
                      (unsigned long)XML_GetCurrentLineNumber(reader->parser), why);
}

void xml_close(XmlReader *reader)
{
    if (reader->parser)
        XML_ParserFree(reader->parser);
    reader->parser = NULL;
}

Str xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(without_prefix(*attributes), name) == 0)
            return str_from(attributes[1]);
    return STR_NONE;
}
