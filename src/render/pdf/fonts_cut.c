/* A face cut down to the glyphs of one document. They keep their numbers, so that what is drawn
 * already stays right: the numbers left out take two bytes of zeros each, which deflate away. */
#include "deflate.h"
#include "fonts_parts.h"

static void cmap_add_entry(Buffer *cmap, ptrdiff_t cid, uint32_t code)
{
    if (code < 0x10000) {
        buffer_addf(cmap, "<%04X> <%04X>\n", (unsigned)cid, (unsigned)code);
        return;
    }
    unsigned high = 0xD800 + ((code - 0x10000) >> 10), low = 0xDC00 + ((code - 0x10000) & 0x3FF);
    buffer_addf(cmap, "<%04X> <%04X%04X>\n", (unsigned)cid, high, low);
}

/* The CIDs in use, in order; 0 is .notdef and never drawn. */
typedef struct CidList {
    const int *items;
    ptrdiff_t len;
} CidList;

static CidList cids_used(const LoadedFace *loaded, const bool *used, Arena *arena)
{
    int *items = NEW(arena, int, loaded->face.cid_count);
    ptrdiff_t len = 0;
    for (int cid = 1; cid < loaded->face.cid_count; cid++)
        if (used[cid])
            items[len++] = cid;
    return (CidList){items, len};
}

/* ISO 32000-1, 9.10.3. At most 100 entries a block. */
static Str make_to_unicode(const LoadedFace *loaded, CidList cids, Arena *arena)
{
    enum { BLOCK = 100 };
    Buffer cmap = {.arena = arena};
    buffer_add(&cmap, S("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"));
    for (ptrdiff_t from = 0; from < cids.len; from += BLOCK) {
        ptrdiff_t to = from + BLOCK < cids.len ? from + BLOCK : cids.len;
        buffer_addf(&cmap, "%d beginbfchar\n", (int)(to - from));
        for (ptrdiff_t i = from; i < to; i++)
            cmap_add_entry(&cmap, cids.items[i], loaded->code_of[cids.items[i]]);
        buffer_add(&cmap, S("endbfchar\n"));
    }
    buffer_add(&cmap, S("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
    return deflate_bytes(buffer_str(&cmap), arena);
}

/* "[first [width width …] first [width …] …]" */
static Str make_widths(const LoadedFace *loaded, CidList cids, Arena *arena)
{
    Buffer text = {.arena = arena};
    buffer_add_byte(&text, '[');
    for (ptrdiff_t i = 0; i < cids.len; i++) {
        if (i == 0 || cids.items[i] != cids.items[i - 1] + 1)
            buffer_addf(&text, i == 0 ? "%d [" : "] %d [", cids.items[i]);
        buffer_addf(&text, "%.6g ", loaded->width_of[cids.items[i]]);
    }
    buffer_add(&text, cids.len > 0 ? S("]]") : S("]"));
    return buffer_str(&text);
}

static ptrdiff_t glyph_of(const LoadedFace *loaded, int cid)
{
    return cid < loaded->glyphs_n ? cid : loaded->empty_glyph;
}

static Str make_cid_to_gid(const LoadedFace *loaded, CidList cids, Arena *arena)
{
    ptrdiff_t len = cids.len > 0 ? 2 * ((ptrdiff_t)cids.items[cids.len - 1] + 1) : 2;
    char *map = NEW(arena, char, len);
    for (ptrdiff_t i = 0; i < cids.len; i++) {
        ptrdiff_t glyph = glyph_of(loaded, cids.items[i]);
        map[2 * cids.items[i]] = (char)(glyph >> 8);
        map[2 * cids.items[i] + 1] = (char)glyph;
    }
    return deflate_bytes((Str){map, len}, arena);
}

/* The tag that marks a subset: six letters drawn from its bytes, so that equal subsets have equal
 * names and different ones have not. */
static Str make_name(const LoadedFace *loaded, Str file, Arena *arena)
{
    char tag[8] = {0};
    uint64_t hash = str_hash(file);
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return str_format(arena, "%s+%.*s", tag, STR_ARG(loaded->name));
}

static hb_face_t *cut_face(const LoadedFace *loaded, CidList cids)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (ptrdiff_t i = 0; i < cids.len; i++)
        hb_set_add(glyphs, (hb_codepoint_t)glyph_of(loaded, cids.items[i]));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t *cut = hb_subset_or_fail(loaded->small, input);
    hb_subset_input_destroy(input);
    return cut;
}

FontCut fontset_cut(const FontSet *set, ptrdiff_t index, const bool *used, Arena *arena)
{
    CX_ASSERT(index >= 0 && index < set->len);
    const LoadedFace *loaded = &set->faces[index];
    CidList cids = cids_used(loaded, used, arena);
    hb_face_t *cut = cut_face(loaded, cids);
    /* Without memory for the cut the whole subset serves as well. */
    hb_blob_t *blob = hb_face_reference_blob(cut ? cut : loaded->small);
    unsigned len = 0;
    const char *data = hb_blob_get_data(blob, &len);
    Str file = {data, (ptrdiff_t)len};
    FontCut made = {
        .name = make_name(loaded, file, arena),
        .file_deflated = deflate_bytes(file, arena),
        .file_len = file.len,
        .to_unicode_deflated = make_to_unicode(loaded, cids, arena),
        .widths = make_widths(loaded, cids, arena),
        .cid_to_gid_deflated = make_cid_to_gid(loaded, cids, arena),
    };
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
    return made;
}
