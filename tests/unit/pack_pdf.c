/* A small PDF made by hand, as cxex writes them: read, refused with one fault each, and damaged in
 * every way that a seed gives. */
#include <cxex/pack.h>

#include <stdio.h>
#include <string.h>

#include "one_arena.h"

enum { OBJECTS = 10 };
/* Two elements on one page: "7,5" with its key, and a picture with words. */
static const char *const plain_objects[OBJECTS + 1] = {
    [1] = "<</Type /Catalog /Pages 2 0 R /StructTreeRoot 7 0 R /Lang (vi-VN)>>",
    [2] = "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    [3] = "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
    [4] = "/P <</MCID 0>> BDC\nBT\n/F1 9 Tf\n[<0001>20<0003> -3.5 <0002>] TJ\nET\nEMC\n"
          "/Artifact <</Type /Layout>> BDC\nBT\n/F1 9 Tf\n[<0002>] TJ\nET\nEMC\n"
          "/Figure <</MCID 1>> BDC\n1 0 0 rg\n0 0 9 9 re\nf\nEMC\n",
    [5] = "<</Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R>>",
    [6] = "5 beginbfchar\n<0001> <0037>\n<0002> <0035>\n<0003> <002C>\n<0004> <25B2>\n<0005> "
          "<25BC>\nendbfchar\n",
    [7] = "<</Type /StructTreeRoot /K [8 0 R]>>",
    [8] = "<</S /Document /P 7 0 R /K [9 0 R 10 0 R]>>",
    [9] = "<</S /P /P 8 0 R /T (A|2026|cx.index) /Pg 3 0 R /K 0>>",
    [10] =
        "<</S /Figure /P 8 0 R /Alt <FEFF0110> /Pg 3 0 R /K [<</Type /MCR /Pg 3 0 R /MCID 1>>]>>",
};

static bool is_stream(int number)
{
    return number == 4 || number == 6;
}

/* With object `changed` holding `text`; behind: after the end of the file. */
static Str make_pdf(int changed, const char *text, const char *between, const char *behind)
{
    Buffer out = {.arena = &arena};
    ptrdiff_t offsets[OBJECTS + 1] = {0};
    buffer_addf(&out, "%%PDF-1.7\n");
    for (int i = 1; i <= OBJECTS; i++) {
        const char *body = i == changed ? text : plain_objects[i];
        offsets[i] = out.len;
        if (is_stream(i))
            buffer_addf(&out, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", i,
                        (int)strlen(body), body);
        else
            buffer_addf(&out, "%d 0 obj\n%s\nendobj\n", i, body);
        if (i == 5)
            buffer_addf(&out, "%s", between);
    }
    ptrdiff_t table = out.len;
    buffer_addf(&out, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1);
    for (int i = 1; i <= OBJECTS; i++)
        buffer_addf(&out, "%010td 00000 n \n", offsets[i]);
    buffer_addf(&out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%td\n%%%%EOF\n%s", OBJECTS + 1,
                table, behind);
    return buffer_str(&out);
}

static void elements_and_their_texts(void **state)
{
    (void)state;
    PdfDocument document;
    Str reason = STR_NONE;
    assert_true(pack_pdf_read(&arena, make_pdf(0, NULL, "", ""), &document, &reason));
    assert_text(document.language, "vi-VN");
    assert_int_equal(document.page_count, 1);
    assert_int_equal(document.element_count, 3);
    assert_text(document.elements[1].title, "A|2026|cx.index");
    assert_text(document.elements[1].text, "7,5");
    assert_int_equal(document.elements[1].page, 1);
    assert_int_equal(document.elements[1].parent, 0);
    assert_text(document.elements[2].alt, "\xC4\x90");
    assert_int_equal(document.elements[0].end, 3);
    assert_text(pdf_element_text(&arena, &document, 0), "7,5");
    assert_int_equal(document.note_count, 1);
    assert_true(document.notes[0].artifact);
    assert_text(document.notes[0].text, "5\n");
}

static void one_fault_is_refused(void **state)
{
    (void)state;
    static const struct {
        int object;
        const char *text, *reason;
    } cases[] = {
        {1, "<</Type /Catalog /Pages 2 0 R /Lang (vi)>>", "no tree of elements"},
        {1, "<</Type /Catalog /Pages 2 0 R /StructTreeRoot 7 0 R /Hidden (61.3)>>", "/Hidden"},
        {1, "<</Type /Catalog /Pages 99 0 R /StructTreeRoot 7 0 R>>", "object 99 is missing"},
        {1, "<</Type /Catalog /Type /Catalog>>", "an entry twice"},
        {2, "<</Type /Pages /Kids [2 0 R] /Count 1>>", "list of pages"},
        {3, "<</Type /Page /Contents 4 0 R % 61.3\n>>", "a dictionary without an end"},
        {4, "BT\n/F1 9 Tf\n[<0001>] TJ\nET\n", "neither tagged nor decoration"},
        {4, "/P <</MCID 0>> BDC\nBT\n/F1 9 Tf\n[<0001>] TJ\nET\n", "damaged"},
        {4, "/P <</MCID 0>> BDC\nBT\n[<0001>] TJ\nET\nEMC\n", "without a font"},
        {4, "/P <</MCID 1>> BDC\nEMC\n", "not numbered from 0"},
        {4, "(61.3) m\n", "m with 1 values"},
        {4, "/X1 Do\n", "no picture"},
        {4, "BI /W 1 ID x EI\n", "does not write: BI"},
        {4, "% 61.3\n", "a comment"},
        {4, "/P <</MCID 0>> BDC\nEMC\n/Figure <</MCID 1>> BDC\nEMC\n/P <</MCID 2>> BDC\nEMC\n",
         "belongs to no element"},
        {4,
         "/P <</MCID 0>> BDC\nBT\n/Span <</ActualText <FEFF0037>>> BDC\n/F1 9 Tf\n[<0002>] TJ\n"
         "EMC\nET\nEMC\n",
         "shows 5 where it is read as 7"},
        {5, "<</Type /Font /Subtype /Type1>>", "a kind that cxex does not write"},
        {6, "1 beginbfrange\n<0001> <0009> <0037>\nendbfrange\n", "ranges of letters"},
        {8, "<</S /Document /P 7 0 R /K [8 0 R]>>", "tree of elements is damaged"},
        {9, "<</S /P /P 8 0 R /Pg 3 0 R /K 7>>", "what no page draws"},
        {10, "<</S /Figure /P 8 0 R /Pg 3 0 R /K 0>>", "two elements refer to one place"},
        {10, "<</S /Figure /P 8 0 R /Pg 3 0 R /K [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
         "damaged"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        PdfDocument document;
        Str reason = STR_NONE;
        bool good = pack_pdf_read(&arena, make_pdf(cases[i].object, cases[i].text, "", ""),
                                  &document, &reason);
        if (good || str_find(reason, str_from(cases[i].reason)) < 0)
            print_error("case %td: %s, not \"%s\"\n", i, good ? "read" : str_cstr(&arena, reason),
                        cases[i].reason);
        assert_false(good);
        assert_true(str_find(reason, str_from(cases[i].reason)) >= 0);
    }
}

/* Triangles of 8 pt, their tip first, and the empty glyph that is read for them. */
#define PATH_UP "10 18 m\n14.45 10 l\n5.55 10 l\nh\nf\n"
#define PATH_DOWN "10 10 m\n14.45 18 l\n5.55 18 l\nh\nf\n"
#define PATH_ROOF "10 18 m\n25 10 l\n-5 10 l\nh\nf\n"
#define GLYPH_UP "BT\n/F1 8 Tf\n[<0004>] TJ\nET\n"
#define GLYPH_DOWN "BT\n/F1 8 Tf\n[<0005>] TJ\nET\n"

static void signs_are_read_as_they_are_seen(void **state)
{
    (void)state;
    static const struct {
        const char *drawn, *text, *reason; /* no reason: it is good */
    } cases[] = {
        {PATH_UP GLYPH_UP, "\xE2\x96\xB2", NULL},
        {PATH_DOWN GLYPH_DOWN, "\xE2\x96\xBC", NULL},
        {GLYPH_DOWN PATH_DOWN PATH_UP GLYPH_UP, "\xE2\x96\xBC \xE2\x96\xB2", NULL},
        {PATH_ROOF, "", NULL}, /* a roof is no sign */
        {"q\n0 0 9 9 re\nW\nn\n" PATH_UP GLYPH_UP "Q\n", "\xE2\x96\xB2", NULL},
        {PATH_DOWN GLYPH_UP, NULL, "shows \"\xE2\x96\xBC\" where it is read as \"\xE2\x96\xB2\""},
        {GLYPH_UP, NULL, "shows \"\" where it is read as \"\xE2\x96\xB2\""},
        {PATH_UP, NULL, "shows \"\xE2\x96\xB2\" where it is read as \"\""},
        {PATH_ROOF GLYPH_UP, NULL, "shows \"\""},
        {PATH_UP PATH_DOWN GLYPH_DOWN GLYPH_UP, NULL, "shows \"\xE2\x96\xB2\xE2\x96\xBC\""},
        {"10 18 m\n14.45 10 l\n5.55 10 l\nh\nn\n" GLYPH_UP, NULL, "shows \"\""}, /* not painted */
        {"10 18 m\n14.45 10 l\n5.55 10 l\n9 9 l\nh\nf\n" GLYPH_UP, NULL, "shows \"\""},
        {PATH_UP "BT\n/Span <</ActualText <FEFF25BC>>> BDC\n/F1 9 Tf\n[<0004>] TJ\nEMC\nET\n", NULL,
         "is read as \"\xE2\x96\xBC\""},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        PdfDocument document;
        Str reason = STR_NONE;
        const char *content = str_cstr(
            &arena,
            str_format(&arena,
                       "/P <</MCID 0>> BDC\n%sEMC\n/Artifact <</Type /Layout>> BDC\n" PATH_UP
                       "EMC\n/Figure <</MCID 1>> BDC\n0 0 9 9 re\nf\nEMC\n",
                       cases[i].drawn));
        bool good = pack_pdf_read(&arena, make_pdf(4, content, "", ""), &document, &reason);
        if (good != !cases[i].reason || (!good && str_find(reason, str_from(cases[i].reason)) < 0))
            fail_msg("case %td: %s", i, good ? "read" : str_cstr(&arena, reason));
        if (good)
            assert_text(document.elements[1].text, cases[i].text);
    }
}

static void nothing_stands_between(void **state)
{
    (void)state;
    PdfDocument document;
    Str reason = STR_NONE;
    assert_false(pack_pdf_read(&arena, make_pdf(0, NULL, "% 61.3\n", ""), &document, &reason));
    assert_text(reason, "something stands before object 6");
    assert_false(pack_pdf_read(&arena, make_pdf(0, NULL, "", "61.3"), &document, &reason));
    assert_text(reason, "something stands behind the end of the file");
}

/* xorshift64: the same damage on every machine. */
static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void damage_never_breaks_the_reader(void **state)
{
    (void)state;
    Str whole = make_pdf(0, NULL, "", "");
    ArenaMark mark = arena_mark(&arena);
    for (ptrdiff_t len = 0; len < whole.len - 1; len++) { /* every place to be cut at */
        PdfDocument document;
        Str reason = STR_NONE;
        assert_false(pack_pdf_read(&arena, str_slice(whole, 0, len), &document, &reason));
        assert_true(reason.len > 0);
        arena_reset(&arena, mark);
    }
    uint64_t seed = 20261031;
    for (int round = 0; round < 20000; round++) {
        char *bytes = NEW(&arena, char, whole.len);
        memcpy(bytes, whole.s, (size_t)whole.len);
        for (uint64_t i = next(&seed) % 4 + 1; i > 0; i--)
            bytes[next(&seed) % (uint64_t)whole.len] = (char)next(&seed);
        PdfDocument document;
        Str reason = STR_NONE;
        bool good = pack_pdf_read(&arena, (Str){bytes, whole.len}, &document, &reason);
        assert_true(good || reason.len > 0);
        arena_reset(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_and_their_texts),        cmocka_unit_test(one_fault_is_refused),
        cmocka_unit_test(signs_are_read_as_they_are_seen), cmocka_unit_test(nothing_stands_between),
        cmocka_unit_test(damage_never_breaks_the_reader),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
