#include "canvas_parts.h"

#include <assert.h>

/* Which tags hold content themselves; the others hold tags only (ISO 32000-1, 14.8.4). */
typedef struct TagKind {
    const char *name; /* standard structure type */
    bool content;
} TagKind;
static const TagKind TAGS[] = {
    [TAG_DOCUMENT] = {"Document", false},
    [TAG_SECT] = {"Sect", false},
    [TAG_H1] = {"H1", true},
    [TAG_H2] = {"H2", true},
    [TAG_H3] = {"H3", true},
    [TAG_P] = {"P", true},
    [TAG_TABLE] = {"Table", false},
    [TAG_THEAD] = {"THead", false},
    [TAG_TBODY] = {"TBody", false},
    [TAG_TR] = {"TR", false},
    [TAG_TH] = {"TH", true},
    [TAG_TD] = {"TD", true},
    [TAG_FIGURE] = {"Figure", true},
    [TAG_CAPTION] = {"Caption", true},
    [TAG_L] = {"L", false},
    [TAG_LI] = {"LI", false},
    [TAG_LBL] = {"Lbl", true},
    [TAG_LBODY] = {"LBody", true},
    [TAG_LINK] = {"Link", true},
    [TAG_SPAN] = {"Span", true},
    [TAG_NOTE] = {"Note", true},
    [TAG_TOC] = {"TOC", false},
    [TAG_TOCI] = {"TOCI", false},
};
static_assert(CX_COUNTOF(TAGS) == TAG_COUNT, "every tag has a name");

static const char *const ARTIFACTS[] = {
    [ARTIFACT_LAYOUT] = "/Artifact <</Type /Layout>> BDC\n",
    [ARTIFACT_HEADER] = "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC\n",
    [ARTIFACT_FOOTER] =
        "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n",
    [ARTIFACT_BACKGROUND] = "/Artifact <</Type /Background>> BDC\n",
};
static_assert(CX_COUNTOF(ARTIFACTS) == ARTIFACT_COUNT, "every artifact has its operator");

/* ---- While drawing ---- */
void canvas_tags_open(Canvas *canvas)
{
    *PUSH(canvas->arena, &canvas->nodes, Node) = (Node){.tag = TAG_DOCUMENT, .parent = -1};
}

static TagInfo clean_info(Canvas *canvas, TagInfo info)
{
    Str *const texts[] = {&info.alt, &info.actual_text, &info.title,
                          &info.key, &info.summary,     &info.lang};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++)
        *texts[i] = str_copy(canvas->arena, canvas_clean(*texts[i], canvas->arena));
    return info;
}

static void add_kid(Canvas *canvas, ptrdiff_t node, Kid kid)
{
    *PUSH(canvas->arena, &canvas->nodes.items[node].kids, Kid) = kid;
}

void canvas_begin_with(Canvas *canvas, Tag tag, TagInfo info)
{
    CX_ASSERT(tag != TAG_DOCUMENT && !canvas->in_artifact);
    CX_ASSERT(tag != TAG_FIGURE || (info.alt.len > 0 && info.box.width > 0 && info.box.height > 0));
    canvas_mark_end(canvas);
    info.box = fit_box(&canvas->fit, info.box);
    ptrdiff_t index = canvas->nodes.len;
    *PUSH(canvas->arena, &canvas->nodes, Node) = (Node){
        .tag = tag,
        .parent = canvas->node,
        .info = clean_info(canvas, info),
        .page = canvas_page_index(canvas),
    };
    add_kid(canvas, canvas->node, (Kid){.kind = KID_NODE, .index = index});
    canvas->node = index;
}

void canvas_begin(Canvas *canvas, Tag tag)
{
    canvas_begin_with(canvas, tag, (TagInfo){0});
}

void canvas_end(Canvas *canvas, Tag tag)
{
    CX_ASSERT(!canvas->in_artifact && tag != TAG_DOCUMENT);
    CX_ASSERT(canvas->nodes.items[canvas->node].tag == tag);
    canvas_mark_end(canvas);
    canvas->node = canvas->nodes.items[canvas->node].parent;
}

void canvas_artifact_begin(Canvas *canvas, Artifact kind)
{
    CX_ASSERT(!canvas->in_artifact);
    canvas_mark_end(canvas);
    canvas->in_artifact = true;
    canvas->artifact = kind;
}

void canvas_artifact_end(Canvas *canvas)
{
    CX_ASSERT(canvas->in_artifact);
    canvas_mark_end(canvas);
    canvas->in_artifact = false;
}

void canvas_mark_end(Canvas *canvas)
{
    if (canvas->mark != MARK_NONE)
        canvas_write(canvas, S("EMC\n"));
    canvas->mark = MARK_NONE;
}

void canvas_mark(Canvas *canvas)
{
    if (canvas->mark != MARK_NONE)
        return; /* begin, end and page close it, so what is open is what is wanted */
    if (canvas->in_artifact) {
        canvas_write(canvas, str_from(ARTIFACTS[canvas->artifact]));
        canvas->mark = MARK_ARTIFACT;
        return;
    }
    const TagKind *kind = &TAGS[canvas->nodes.items[canvas->node].tag];
    CX_ASSERT(kind->content); /* what is drawn needs a tag that may hold it, or an artifact */
    CanvasPage *page = canvas_current(canvas);
    ptrdiff_t mcid = page->marks.len;
    *PUSH(canvas->arena, &page->marks, ptrdiff_t) = canvas->node;
    add_kid(canvas, canvas->node,
            (Kid){.kind = KID_MARK, .index = mcid, .page = canvas_page_index(canvas)});
    canvas_write(canvas, str_format(canvas->arena, "/%s <</MCID %td>> BDC\n", kind->name, mcid));
    canvas->mark = MARK_NODE;
}

/* ---- Links ---- */
static void add_link(Canvas *canvas, Link link)
{
    CX_ASSERT(canvas->nodes.items[canvas->node].tag == TAG_LINK && !canvas->in_artifact);
    ptrdiff_t index = canvas->links.len;
    link.area = fit_box(&canvas->fit, link.area);
    link.page = canvas_page_index(canvas);
    link.node = canvas->node;
    link.description = str_copy(canvas->arena, canvas_clean(link.description, canvas->arena));
    *PUSH(canvas->arena, &canvas->links, Link) = link;
    *PUSH(canvas->arena, &canvas_current(canvas)->links, ptrdiff_t) = index;
    add_kid(canvas, canvas->node, (Kid){.kind = KID_LINK, .index = index, .page = link.page});
}

void canvas_link_page(Canvas *canvas, Box area, ptrdiff_t page_index, double target_y,
                      Str description)
{
    add_link(canvas, (Link){.area = area,
                            .target_page = page_index,
                            .target_y = fit_point(&canvas->page_fit, 0, target_y).y,
                            .description = description});
}

/* A URI is 7-bit ASCII (ISO 32000-1, 12.6.4.7). */
static Str percent_encode(Arena *arena, Str uri)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t i = 0; i < uri.len; i++) {
        unsigned char byte = (unsigned char)uri.s[i];
        if (byte <= ' ' || byte >= 0x7F || byte == '<' || byte == '>' || byte == '"')
            buffer_addf(&out, "%%%02X", (unsigned)byte);
        else
            buffer_add_byte(&out, (char)byte);
    }
    return buffer_str(&out);
}

void canvas_link_uri(Canvas *canvas, Box area, Str uri, Str description)
{
    add_link(canvas, (Link){.area = area,
                            .target_page = -1,
                            .uri = percent_encode(canvas->arena, uri),
                            .description = description});
}

/* ---- Saving: annotations ---- */
static HPDF_Array make_rect(Canvas *canvas, Box box, ptrdiff_t page)
{
    double height = canvas->pages.items[page].height;
    HPDF_Array rect = canvas_array(canvas);
    HPDF_Array_AddReal(rect, canvas_number(canvas, box.x));
    HPDF_Array_AddReal(rect, canvas_number(canvas, height - box.y - box.height));
    HPDF_Array_AddReal(rect, canvas_number(canvas, box.x + box.width));
    HPDF_Array_AddReal(rect, canvas_number(canvas, height - box.y));
    return rect;
}

static void add_target(Canvas *canvas, HPDF_Dict annotation, const Link *link)
{
    if (link->target_page >= 0) {
        HPDF_Dict_Add(annotation, "Dest",
                      canvas_destination(canvas, link->target_page, link->target_y));
        return;
    }
    HPDF_Dict action = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_AddName(action, "S", "URI");
    HPDF_Dict_Add(action, "URI", canvas_text_string(canvas, link->uri));
    HPDF_Dict_Add(annotation, "A", action);
}

static void save_link(Canvas *canvas, Link *link, HPDF_INT32 parent_key)
{
    enum { PRINT = 4 };
    if (link->target_page >= canvas->pages.len) {
        canvas_fail(canvas, S("a link points to a page that does not exist"));
        return;
    }
    link->object = canvas_dict(canvas);
    HPDF_Dict_AddName(link->object, "Type", "Annot");
    HPDF_Dict_AddName(link->object, "Subtype", "Link");
    HPDF_Dict_Add(link->object, "Rect", make_rect(canvas, link->area, link->page));
    HPDF_Array border = canvas_array(canvas);
    for (int i = 0; i < 3; i++)
        HPDF_Array_AddNumber(border, 0);
    HPDF_Dict_Add(link->object, "Border", border);
    HPDF_Dict_AddNumber(link->object, "F", PRINT);
    HPDF_Dict_AddNumber(link->object, "StructParent", parent_key);
    canvas_add_text(canvas, link->object, "Contents", link->description);
    add_target(canvas, link->object, link);
}

static void save_page_links(Canvas *canvas, const CanvasPage *page)
{
    if (page->links.len == 0)
        return;
    HPDF_Array annotations = canvas_array(canvas);
    for (ptrdiff_t i = 0; i < page->links.len; i++)
        HPDF_Array_Add(annotations, canvas->links.items[page->links.items[i]].object);
    HPDF_Dict_Add(page->object, "Annots", annotations);
}

/* ---- Saving: attributes of a structure element ---- */
static HPDF_Dict attributes_of(Canvas *canvas, const char *owner)
{
    HPDF_Dict attributes = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_AddName(attributes, "O", owner);
    return attributes;
}

static HPDF_Dict cell_attributes(Canvas *canvas, const TagInfo *info)
{
    static const char *const SCOPES[] = {
        [SCOPE_NONE] = NULL, [SCOPE_COLUMN] = "Column", [SCOPE_ROW] = "Row", [SCOPE_BOTH] = "Both"};
    HPDF_Dict attributes = attributes_of(canvas, "Table");
    if (SCOPES[info->scope])
        HPDF_Dict_AddName(attributes, "Scope", SCOPES[info->scope]);
    if (info->column_span > 1)
        HPDF_Dict_AddNumber(attributes, "ColSpan", info->column_span);
    if (info->row_span > 1)
        HPDF_Dict_AddNumber(attributes, "RowSpan", info->row_span);
    return attributes;
}

static bool list_has_labels(const Canvas *canvas, const Node *list)
{
    for (ptrdiff_t i = 0; i < list->kids.len; i++) {
        const Node *item = &canvas->nodes.items[list->kids.items[i].index];
        for (ptrdiff_t k = 0; k < item->kids.len; k++)
            if (item->kids.items[k].kind == KID_NODE &&
                canvas->nodes.items[item->kids.items[k].index].tag == TAG_LBL)
                return true;
    }
    return false;
}

static HPDF_Dict list_attributes(Canvas *canvas, const Node *node)
{
    HPDF_Dict attributes = attributes_of(canvas, "List");
    const char *numbering = !list_has_labels(canvas, node) ? "None"
                            : node->info.numbered          ? "Decimal"
                                                           : "Disc";
    HPDF_Dict_AddName(attributes, "ListNumbering", numbering);
    return attributes;
}

static HPDF_Dict figure_attributes(Canvas *canvas, const Node *node)
{
    HPDF_Dict attributes = attributes_of(canvas, "Layout");
    HPDF_Dict_AddName(attributes, "Placement", "Block");
    HPDF_Dict_Add(attributes, "BBox", make_rect(canvas, node->info.box, node->page));
    return attributes;
}

static HPDF_Dict table_attributes(Canvas *canvas, const Node *node)
{
    HPDF_Dict attributes = attributes_of(canvas, "Table");
    canvas_add_text(canvas, attributes, "Summary", node->info.summary);
    return attributes;
}

static HPDF_Dict make_attributes(Canvas *canvas, const Node *node)
{
    const TagInfo *info = &node->info;
    bool cell = node->tag == TAG_TH || node->tag == TAG_TD;
    if (cell && (info->scope != SCOPE_NONE || info->column_span > 1 || info->row_span > 1))
        return cell_attributes(canvas, info);
    if (node->tag == TAG_L)
        return list_attributes(canvas, node);
    if (node->tag == TAG_FIGURE)
        return figure_attributes(canvas, node);
    if (node->tag == TAG_TABLE && info->summary.len > 0)
        return table_attributes(canvas, node);
    return NULL;
}

/* ---- Saving: the tree ---- */

/* Where the IDs of notes are listed; NULL when there are no notes. */
static HPDF_Array make_id_tree(Canvas *canvas, HPDF_Dict root)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < canvas->nodes.len; i++)
        any = any || canvas->nodes.items[i].tag == TAG_NOTE;
    if (!any)
        return NULL;
    HPDF_Array names = canvas_array(canvas);
    HPDF_Dict tree = canvas_dict(canvas);
    HPDF_Dict_Add(tree, "Names", names);
    HPDF_Dict_Add(root, "IDTree", tree);
    return names;
}

static void make_element(Canvas *canvas, Node *node, HPDF_Dict root, HPDF_Array note_ids)
{
    HPDF_Dict parent = node->parent < 0 ? root : canvas->nodes.items[node->parent].object;
    node->object = canvas_dict(canvas); /* thousands of them: no Type entry, which is optional */
    HPDF_Dict_AddName(node->object, "S", TAGS[node->tag].name);
    HPDF_Dict_Add(node->object, "P", parent);
    canvas_add_text(canvas, node->object, "T",
                    node->info.key.len > 0 ? node->info.key : node->info.title);
    canvas_add_text(canvas, node->object, "Alt", node->info.alt);
    canvas_add_text(canvas, node->object, "ActualText", node->info.actual_text);
    canvas_add_text(canvas, node->object, "Lang", node->info.lang);
    HPDF_Dict attributes = make_attributes(canvas, node);
    if (attributes)
        HPDF_Dict_Add(node->object, "A", attributes);
    if (node->tag == TAG_NOTE) { /* PDF/UA-1, 7.9: every note has an ID of its own */
        Str id = str_format(canvas->arena, "note%06td", ++canvas->note_n);
        HPDF_Dict_Add(node->object, "ID", canvas_text_string(canvas, id));
        HPDF_Array_Add(note_ids, canvas_text_string(canvas, id));
        HPDF_Array_Add(note_ids, node->object);
    }
}

static void add_kid_object(Canvas *canvas, HPDF_Array kids, Kid kid, ptrdiff_t home_page)
{
    if (kid.kind == KID_NODE) {
        HPDF_Array_Add(kids, canvas->nodes.items[kid.index].object);
        return;
    }
    if (kid.kind == KID_MARK && kid.page == home_page) {
        HPDF_Array_AddNumber(kids, (HPDF_INT32)kid.index);
        return;
    }
    HPDF_Dict reference = HPDF_Dict_New(canvas->doc->mmgr);
    HPDF_Dict_AddName(reference, "Type", kid.kind == KID_MARK ? "MCR" : "OBJR");
    HPDF_Dict_Add(reference, "Pg", canvas->pages.items[kid.page].object);
    if (kid.kind == KID_MARK)
        HPDF_Dict_AddNumber(reference, "MCID", (HPDF_INT32)kid.index);
    else
        HPDF_Dict_Add(reference, "Obj", canvas->links.items[kid.index].object);
    HPDF_Array_Add(kids, reference);
}

/* The page that most elements live on entirely: that of their first mark. */
static ptrdiff_t home_page(const Node *node)
{
    for (ptrdiff_t i = 0; i < node->kids.len; i++)
        if (node->kids.items[i].kind == KID_MARK)
            return node->kids.items[i].page;
    return -1;
}

static void add_kids(Canvas *canvas, const Node *node)
{
    if (node->kids.len == 0)
        return;
    ptrdiff_t page = home_page(node);
    if (page >= 0)
        HPDF_Dict_Add(node->object, "Pg", canvas->pages.items[page].object);
    if (node->kids.len == 1 && node->kids.items[0].kind == KID_MARK) { /* most elements */
        HPDF_Dict_AddNumber(node->object, "K", (HPDF_INT32)node->kids.items[0].index);
        return;
    }
    HPDF_Array kids = canvas_array(canvas);
    for (ptrdiff_t i = 0; i < node->kids.len; i++)
        add_kid_object(canvas, kids, node->kids.items[i], page);
    HPDF_Dict_Add(node->object, "K", kids);
}

/* Key n < pages: the elements of page n by MCID; after those, the element of each link. */
static void save_parent_tree(Canvas *canvas, HPDF_Dict root)
{
    HPDF_Array numbers = canvas_array(canvas);
    for (ptrdiff_t p = 0; p < canvas->pages.len; p++) {
        const CanvasPage *page = &canvas->pages.items[p];
        HPDF_Array elements = canvas_array(canvas);
        for (ptrdiff_t i = 0; i < page->marks.len; i++)
            HPDF_Array_Add(elements, canvas->nodes.items[page->marks.items[i]].object);
        HPDF_Array_AddNumber(numbers, (HPDF_INT32)p);
        HPDF_Array_Add(numbers, elements);
    }
    for (ptrdiff_t i = 0; i < canvas->links.len; i++) {
        HPDF_Array_AddNumber(numbers, (HPDF_INT32)(canvas->pages.len + i));
        HPDF_Array_Add(numbers, canvas->nodes.items[canvas->links.items[i].node].object);
    }
    HPDF_Dict tree = canvas_dict(canvas);
    HPDF_Dict_Add(tree, "Nums", numbers);
    HPDF_Dict_Add(root, "ParentTree", tree);
    HPDF_Dict_AddNumber(root, "ParentTreeNextKey",
                        (HPDF_INT32)(canvas->pages.len + canvas->links.len));
}

void canvas_tags_save(Canvas *canvas)
{
    HPDF_Dict root = canvas_dict(canvas);
    if (canvas->failed)
        return;
    HPDF_Array note_ids = make_id_tree(canvas, root);
    HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
    for (ptrdiff_t i = 0; i < canvas->nodes.len && !canvas->failed; i++)
        make_element(canvas, &canvas->nodes.items[i], root, note_ids);
    for (ptrdiff_t i = 0; i < canvas->links.len && !canvas->failed; i++)
        save_link(canvas, &canvas->links.items[i], (HPDF_INT32)(canvas->pages.len + i));
    if (!canvas_check(canvas))
        return;
    for (ptrdiff_t i = 0; i < canvas->pages.len; i++)
        save_page_links(canvas, &canvas->pages.items[i]);
    for (ptrdiff_t i = 0; i < canvas->nodes.len; i++)
        add_kids(canvas, &canvas->nodes.items[i]);
    HPDF_Array top = canvas_array(canvas);
    HPDF_Array_Add(top, canvas->nodes.items[0].object);
    HPDF_Dict_Add(root, "K", top);
    save_parent_tree(canvas, root);
    HPDF_Dict_Add(canvas->doc->catalog, "StructTreeRoot", root);
    canvas_check(canvas);
}
