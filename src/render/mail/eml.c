/* A mail draft: headers, a text, and the brief's two files. The same model and files give the same
 * bytes: no date, no message id, and a boundary made from the content. */
#include <cxex/pack.h>
#include <cxex/render.h>

#include <gmime/gmime.h>

static const char *const CHARSET = "UTF-8";

typedef struct Draft {
    Arena *arena;
    const MailModel *mail;
    GMimeMessage *message;
    GMimeMultipart *parts;
    Buffer hashes; /* of all that is in it, for the boundary */
} Draft;

/* ---- Texts of users in headers ---- */

/* One line: a line break in a unit's name must not begin a header of its own. */
static const char *header_text(Arena *arena, Str text)
{
    return str_cstr(arena, text_name_key(arena, text));
}

static void add_addresses(Draft *draft, InternetAddressList *list, Str name, Str addresses)
{
    StrList found = {0};
    bool good = text_addresses(draft->arena, addresses, &found);
    CX_ASSERT(good); /* who read them has looked */
    for (ptrdiff_t i = 0; i < found.len; i++) {
        /* One name is one person's. */
        const char *shown = found.len == 1 && name.len > 0 ? header_text(draft->arena, name) : NULL;
        InternetAddress *one =
            internet_address_mailbox_new(shown, str_cstr(draft->arena, found.items[i]));
        internet_address_set_charset(one, CHARSET);
        internet_address_list_add(list, one);
        g_object_unref(one);
    }
}

/* `Name <box@host>` or `box@host`; empty: whoever sends the draft. */
static void set_from(Draft *draft)
{
    Str from = str_trim(draft->mail->from), name = STR_NONE;
    ptrdiff_t open = str_find(from, S("<"));
    if (open >= 0 && str_ends(from, S(">"))) {
        name = str_trim(str_slice(from, 0, open));
        from = str_slice(from, open + 1, from.len - 1);
    }
    if (from.len > 0)
        add_addresses(draft, g_mime_message_get_from(draft->message), name, from);
}

static void set_headers(Draft *draft)
{
    GMimeObject *message = GMIME_OBJECT(draft->message);
    const MailModel *mail = draft->mail;
    set_from(draft);
    add_addresses(draft, g_mime_message_get_to(draft->message), mail->to_name, mail->to_address);
    g_mime_message_set_subject(draft->message, header_text(draft->arena, mail->subject), CHARSET);
    /* Outlook opens a message with it for sending, not for reading. */
    g_mime_object_set_header(message, "X-Unsent", "1", NULL);
    if (mail->language_tag.len > 0)
        g_mime_object_set_header(message, "Content-Language",
                                 str_cstr(draft->arena, mail->language_tag), NULL);
}

/* ---- Parts ---- */

static void hash_in(Draft *draft, Str bytes)
{
    char hex[65];
    pack_sha256(bytes, hex);
    buffer_add(&draft->hashes, str_from(hex));
}

static void add_part(Draft *draft, GMimePart *part, Str bytes, GMimeContentEncoding encoding)
{
    hash_in(draft, bytes);
    GMimeStream *stream =
        g_mime_stream_mem_new_with_buffer(bytes.s ? bytes.s : "", (size_t)bytes.len);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, encoding);
    g_mime_multipart_add(draft->parts, GMIME_OBJECT(part));
    g_object_unref(content);
    g_object_unref(stream);
    g_object_unref(part);
}

static void add_body(Draft *draft)
{
    GMimePart *part = g_mime_part_new_with_type("text", "plain");
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    add_part(draft, part, draft->mail->body, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
}

static void media_type(Str name, const char **type, const char **subtype)
{
    static const struct {
        Str ending;
        const char *type, *subtype;
    } known[] = {
        {{".pdf", 4}, "application", "pdf"},
        {{".xlsx", 5}, "application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    };
    *type = "application";
    *subtype = "octet-stream";
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++)
        if (str_ends(name, known[i].ending)) {
            *type = known[i].type;
            *subtype = known[i].subtype;
        }
}

static bool add_attachment(Draft *draft, const MailAttachment *attachment, Str *reason)
{
    FileView file = {0};
    if (!os_file_open(draft->arena, &file, attachment->path, reason))
        return false;
    const char *type = NULL, *subtype = NULL;
    media_type(attachment->name, &type, &subtype);
    GMimePart *part = g_mime_part_new_with_type(type, subtype);
    /* Sets the disposition's file name, and the type's for programs that look there. */
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(part, header_text(draft->arena, attachment->name));
    add_part(draft, part, file.bytes, GMIME_CONTENT_ENCODING_BASE64);
    os_file_close(&file);
    return true;
}

/* ---- The whole ---- */

/* CRLF, as mail is sent; programs that want a file's own line ends take it too. */
static Str mail_lines(Arena *arena, Str text)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t from = 0, at = 0; at < text.len; at++) {
        if (text.s[at] != '\n')
            continue;
        ptrdiff_t end = at > from && text.s[at - 1] == '\r' ? at - 1 : at;
        buffer_add(&out, str_slice(text, from, end));
        buffer_add(&out, S("\r\n"));
        from = at + 1;
    }
    return buffer_str(&out);
}

static Str draft_text(Draft *draft)
{
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_param_encoding_method(options, GMIME_PARAM_ENCODING_METHOD_RFC2231);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_object_write_to_stream(GMIME_OBJECT(draft->message), options, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    Str text = mail_lines(draft->arena, (Str){(const char *)bytes->data, (ptrdiff_t)bytes->len});
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return text;
}

/* "=_" stands in no quoted-printable and no base64 line. */
static void set_boundary(Draft *draft)
{
    char hex[65];
    pack_sha256(buffer_str(&draft->hashes), hex);
    g_mime_multipart_set_boundary(
        draft->parts, str_cstr(draft->arena, str_format(draft->arena, "=_cxex_%.32s", hex)));
}

bool render_eml(Arena *arena, const MailModel *mail, const MailAttachment *attachments,
                ptrdiff_t attachment_count, Str path, Str *reason)
{
    g_mime_init(); /* counts its calls; what it sets up once stays, it does not survive an end */
    Draft draft = {
        .arena = arena,
        .mail = mail,
        .message = g_mime_message_new(FALSE),
        .parts = g_mime_multipart_new_with_subtype("mixed"),
        .hashes = {.arena = arena},
    };
    set_headers(&draft);
    add_body(&draft);
    bool good = true;
    for (ptrdiff_t i = 0; i < attachment_count && good; i++)
        good = add_attachment(&draft, &attachments[i], reason);
    if (good) {
        set_boundary(&draft);
        g_mime_message_set_mime_part(draft.message, GMIME_OBJECT(draft.parts));
        good = os_file_write(arena, path, draft_text(&draft), reason);
    }
    g_object_unref(draft.parts);
    g_object_unref(draft.message);
    return good;
}
