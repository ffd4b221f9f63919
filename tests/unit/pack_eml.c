/* A draft as a mail program reads it; one that holds more than a draft of cxex is refused. */
#include <cxex/pack.h>

#include <string.h>

#include "one_arena.h"

#define HEAD                                                                       \
    "From: Office <cx@a.example>\r\nTo: =?UTF-8?Q?B=E1=BA=A3o?= <b@a.example>\r\n" \
    "Subject: =?UTF-8?Q?T=E1=BB=95ng?= quan\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\n"
#define MIXED "Content-Type: multipart/mixed; boundary=\"=x\"\r\n\r\n"
#define BODY                                              \
    "--=x\r\nContent-Type: text/plain; charset=utf-8\r\n" \
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n=C4=90i=E1=BB=83m 7=\r\n4,2\r\n\r\n"
#define FILE_PART                                           \
    "--=x\r\nContent-Type: application/pdf; name=a.pdf\r\n" \
    "Content-Disposition: attachment; filename=a.pdf\r\n"   \
    "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjc=\r\n"
#define END "--=x--\r\n"

static bool read_mail(const char *text, MailDraft *mail, Str *reason)
{
    *reason = STR_NONE;
    return pack_mail_read(&arena, str_from(text), mail, reason);
}

static void parts_and_headers(void **state)
{
    (void)state;
    MailDraft mail;
    Str reason;
    assert_true(read_mail(HEAD MIXED BODY FILE_PART END, &mail, &reason));
    assert_int_equal(mail.to.len, 1);
    assert_text(mail.to.items[0], "b@a.example");
    assert_text(mail.to_names.items[0], "B\xE1\xBA\xA3o");
    assert_text(mail.subject, "T\xE1\xBB\x95ng quan");
    assert_true(str_find(mail.body, S("\xC4\x90i\xE1\xBB\x83m 74,2\n")) == 0);
    assert_true(mail.unsent);
    assert_false(mail.dated);
    assert_int_equal(mail.parts.len, 1);
    assert_text(mail.parts.items[0].name, "a.pdf");
    assert_text(mail.parts.items[0].type, "application/pdf");
    assert_text(mail.parts.items[0].bytes, "%PDF-1.7");
    assert_int_equal(mail.headers.len, 5 + 1 + 2 + 3); /* of the mail, of its parts */
}

static void more_than_a_draft(void **state)
{
    (void)state;
    MailDraft mail;
    Str reason;
    assert_true(read_mail("Cc: c@a.example, d@a.example\r\nDate: Sat, 31 Oct 2026 00:00:00 "
                          "+0000\r\n" HEAD MIXED BODY FILE_PART END,
                          &mail, &reason));
    assert_int_equal(mail.other_recipients, 2);
    assert_true(mail.dated);
    static const struct {
        const char *text, *reason;
    } cases[] = {
        {"", "no mail"},
        {HEAD "Content-Type: text/plain\r\n\r\n61.3\r\n", "no attachments"},
        {HEAD MIXED "61.3\r\n" BODY FILE_PART END, "before or behind"},
        {HEAD MIXED BODY FILE_PART END "61.3\r\n", "before or behind"},
        {HEAD MIXED FILE_PART END, "does not begin with plain text"},
        {HEAD MIXED BODY "--=x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n" END,
         "neither text nor an attachment"},
        {HEAD MIXED BODY "--=x\r\nContent-Type: application/pdf\r\n"
                         "Content-Transfer-Encoding: base64\r\n\r\nJVBE!61.3!Ri0xLjc=\r\n" END,
         "damaged"},
        {HEAD MIXED BODY "--=x\r\nContent-Type: application/pdf\r\n\r\n61.3\r\n" END, "damaged"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        bool good = read_mail(cases[i].text, &mail, &reason);
        if (good || str_find(reason, str_from(cases[i].reason)) < 0)
            print_error("case %td: %s\n", i, good ? "read" : str_cstr(&arena, reason));
        assert_false(good);
        assert_true(str_find(reason, str_from(cases[i].reason)) >= 0);
    }
}

static void damage_never_breaks_the_reader(void **state)
{
    (void)state;
    Str whole = S(HEAD MIXED BODY FILE_PART END);
    ArenaMark mark = arena_mark(&arena);
    uint64_t seed = 9;
    for (int round = 0; round < 4000; round++) {
        char *bytes = NEW(&arena, char, whole.len);
        memcpy(bytes, whole.s, (size_t)whole.len);
        ptrdiff_t len = round % 2 ? whole.len : round % whole.len;
        for (int i = 0; round % 2 && i < 3; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[(seed >> 33) % (uint64_t)whole.len] = (char)(seed >> 20);
        }
        MailDraft mail;
        Str reason = STR_NONE;
        bool good = pack_mail_read(&arena, (Str){bytes, len}, &mail, &reason);
        assert_true(good || reason.len > 0);
        arena_reset(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_and_headers),
        cmocka_unit_test(more_than_a_draft),
        cmocka_unit_test(damage_never_breaks_the_reader),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
