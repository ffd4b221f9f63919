/* A mail draft as a mail program takes it apart (RFC 5322, 2045, 2047, 2231), with GMime. */
#include <cxex/pack.h>

#include <string.h>

#include <gmime/gmime.h>

enum { MAIL_BYTES_LIMIT = 256 << 20, MAIL_PARTS_LIMIT = 16 };

static Str copy_of(Arena *arena, const char *text)
{
    return str_copy(arena, str_from(text));
}

/* ---- Headers ---- */

static void read_headers(Arena *arena, GMimeObject *object, MailDraft *mail)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(object);
    for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
        const char *name = g_mime_header_get_name(header);
        const char *value = g_mime_header_get_value(header);
        *PUSH(arena, &mail->headers, Str) =
            str_format(arena, "%s: %s", name ? name : "", value ? value : "");
    }
}

static void read_to(Arena *arena, InternetAddressList *list, MailDraft *mail)
{
    for (int i = 0; list && i < internet_address_list_length(list); i++) {
        InternetAddress *one = internet_address_list_get_address(list, i);
        if (!INTERNET_ADDRESS_IS_MAILBOX(one)) { /* a group: whatever it holds */
            mail->other_recipients++;
            continue;
        }
        *PUSH(arena, &mail->to_names, Str) = copy_of(arena, internet_address_get_name(one));
        *PUSH(arena, &mail->to, Str) =
            copy_of(arena, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)));
    }
}

static void read_addresses(Arena *arena, GMimeMessage *message, MailDraft *mail)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    if (from && internet_address_list_length(from) > 0) {
        char *text = internet_address_list_to_string(from, NULL, FALSE);
        mail->from = copy_of(arena, text);
        g_free(text);
    }
    read_to(arena, g_mime_message_get_to(message), mail);
    InternetAddressList *const others[] = {g_mime_message_get_cc(message),
                                           g_mime_message_get_bcc(message)};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(others); i++)
        mail->other_recipients += others[i] ? internet_address_list_length(others[i]) : 0;
}

/* ---- Parts ---- */

static Str stream_bytes(Arena *arena, GMimeStream *stream)
{
    Buffer out = {.arena = arena};
    char piece[16 << 10];
    ssize_t got;
    while ((got = g_mime_stream_read(stream, piece, sizeof piece)) > 0)
        buffer_add(&out, (Str){piece, got});
    return buffer_str(&out);
}

/* Decoders pass over what is no base64: nothing may stand there. */
static bool is_clean_base64(Arena *arena, GMimeDataWrapper *content)
{
    ArenaMark mark = arena_mark(arena);
    GMimeStream *stream = g_mime_data_wrapper_get_stream(content);
    g_mime_stream_reset(stream);
    Str raw = stream_bytes(arena, stream);
    bool clean = true;
    for (ptrdiff_t i = 0; i < raw.len; i++) {
        char c = raw.s[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        clean = clean && (letter || c == '+' || c == '/' || c == '=' || c == '\r' || c == '\n');
    }
    arena_reset(arena, mark);
    return clean;
}

static bool read_attachment(Arena *arena, GMimePart *part, MailDraft *mail, Str *reason)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    bool base64 = g_mime_part_get_content_encoding(part) == GMIME_CONTENT_ENCODING_BASE64;
    if (!content || !base64 || !is_clean_base64(arena, content)) {
        *reason = S("an attachment is damaged");
        return false;
    }
    g_mime_stream_reset(g_mime_data_wrapper_get_stream(content));
    GMimeStream *memory = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, memory);
    g_mime_stream_reset(memory);
    char *type =
        g_mime_content_type_get_mime_type(g_mime_object_get_content_type(GMIME_OBJECT(part)));
    *PUSH(arena, &mail->parts, MailPart) =
        (MailPart){.name = copy_of(arena, g_mime_part_get_filename(part)),
                   .type = copy_of(arena, type),
                   .bytes = stream_bytes(arena, memory)};
    g_free(type);
    g_object_unref(memory);
    return true;
}

static bool read_body(Arena *arena, GMimeObject *part, MailDraft *mail, Str *reason)
{
    if (!GMIME_IS_TEXT_PART(part) ||
        !g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", "plain")) {
        *reason = S("the mail does not begin with plain text");
        return false;
    }
    char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
    Buffer body = {.arena = arena};
    for (const char *c = text ? text : ""; *c; c++)
        if (*c != '\r')
            buffer_add_byte(&body, *c);
    mail->body = buffer_str(&body);
    g_free(text);
    return true;
}

/* Before the first part and behind the last one a mail program shows nothing. */
static bool has_hidden_text(const char *text)
{
    return text && text[strspn(text, " \r\n\t")] != '\0';
}

static bool read_parts(Arena *arena, GMimeObject *object, MailDraft *mail, Str *reason)
{
    if (!object || !GMIME_IS_MULTIPART(object)) {
        *reason = S("the mail has no attachments");
        return false;
    }
    GMimeMultipart *parts = GMIME_MULTIPART(object);
    int count = g_mime_multipart_get_count(parts);
    if (count < 1 || count > MAIL_PARTS_LIMIT ||
        has_hidden_text(g_mime_multipart_get_prologue(parts)) ||
        has_hidden_text(g_mime_multipart_get_epilogue(parts))) {
        *reason = S("something stands before or behind the parts of the mail");
        return false;
    }
    if (!read_body(arena, g_mime_multipart_get_part(parts, 0), mail, reason))
        return false;
    read_headers(arena, object, mail);
    read_headers(arena, g_mime_multipart_get_part(parts, 0), mail);
    for (int i = 1; i < count; i++) {
        GMimeObject *part = g_mime_multipart_get_part(parts, i);
        read_headers(arena, part, mail);
        if (!GMIME_IS_PART(part)) {
            *reason = S("a part of the mail is neither text nor an attachment");
            return false;
        }
        if (!read_attachment(arena, GMIME_PART(part), mail, reason))
            return false;
    }
    return true;
}

static bool read_message(Arena *arena, GMimeMessage *message, MailDraft *mail, Str *reason)
{
    GMimeObject *object = GMIME_OBJECT(message);
    const char *unsent = g_mime_object_get_header(object, "X-Unsent");
    mail->unsent = unsent && strcmp(unsent, "1") == 0;
    mail->dated =
        g_mime_object_get_header(object, "Date") || g_mime_object_get_header(object, "Message-ID");
    mail->subject = copy_of(arena, g_mime_message_get_subject(message));
    read_headers(arena, object, mail);
    read_addresses(arena, message, mail);
    return read_parts(arena, g_mime_message_get_mime_part(message), mail, reason);
}

bool pack_mail_read(Arena *arena, Str bytes, MailDraft *mail, Str *reason)
{
    *mail = (MailDraft){0};
    if (bytes.len == 0 || bytes.len > MAIL_BYTES_LIMIT) {
        *reason = S("the file is no mail");
        return false;
    }
    g_mime_init(); /* counts its calls */
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.s, (size_t)bytes.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    bool good = false;
    if (message)
        good = read_message(arena, message, mail, reason);
    else
        *reason = S("the file is no mail");
    if (message)
        g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return good;
}
