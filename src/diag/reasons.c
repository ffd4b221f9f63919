/* What the base says of files, which knows no language, in that of the message. */
#include "codes.h"

static const struct {
    const char *en, *vi;
} reasons[] = {
    {"there is no such file or folder", "không có tệp hoặc thư mục này"},
    {"a part of the path is a file, not a folder",
     "một phần của đường dẫn là tệp chứ không phải thư mục"},
    {"it is a folder", "đây là thư mục"},
    {"it is not a regular file", "đây không phải tệp thường"},
    {"this is not permitted to you", "bạn không có quyền"},
    {"the disk is full", "đĩa đã đầy"},
    {"your share of the disk is full", "phần đĩa dành cho bạn đã đầy"},
    {"the disk cannot be written to", "đĩa không cho ghi"},
    {"the name is too long", "tên quá dài"},
    {"its links lead in a circle", "các liên kết trỏ vòng tròn"},
    {"too many files are open", "đang mở quá nhiều tệp"},
    {"the disk does not work as it should", "đĩa hoạt động không bình thường"},
    {"out of memory", "thiếu bộ nhớ"},
    {"the path is empty", "đường dẫn để trống"},
    {"the path holds a NUL byte", "đường dẫn chứa byte 0"},
    {"the output folder needs a name of its own", "thư mục kết quả cần có tên riêng"},
    {"something that is not a folder has this name",
     "tên này đã là của một thứ không phải thư mục"},
    /* Of workbooks and SPSS files. */
    {"its end is missing, perhaps because a download broke off (then take it again)",
     "thiếu phần cuối, có thể do tải về dở dang (khi đó hãy tải lại)"},
    {"it has no part {}", "bên trong không có {}"},
    {"it has no worksheet", "không có trang tính nào"},
    {"all its sheets are hidden", "mọi trang tính đều bị ẩn"},
    {"the zip has too many parts", "tệp zip có quá nhiều phần"},
    {"the zip has a part without a usable name", "tệp zip có một phần không có tên hợp lệ"},
    {"{} is far too large", "{} quá lớn"},
    {"{} is longer than its entry says", "{} dài hơn ghi trong mục lục của tệp"},
    {"{} is shorter than its entry says", "{} ngắn hơn ghi trong mục lục của tệp"},
    {"{}: wrong checksum", "{}: sai mã kiểm tra"},
    {"{}: its rows are out of order", "{}: các dòng không theo thứ tự"},
    {"{}: its cells are out of order", "{}: các ô không theo thứ tự"},
    {"{}: a cell points at a text that is not there", "{}: có ô chỉ tới một chữ không tồn tại"},
    {"{}: a cell is larger than 4 MB", "{}: có ô lớn hơn 4 MB"},
    {"it is damaged, or has what only SPSS reads",
     "tệp bị hỏng, hoặc có phần mà chỉ SPSS đọc được"},
};

/* The part of `text` that stands for {} in the pattern; ok false: it is another sentence. */
typedef struct Filling {
    Str text;
    bool ok;
} Filling;

static Filling match(Str pattern, Str text)
{
    ptrdiff_t hole = str_find(pattern, S("{}"));
    if (hole < 0)
        return (Filling){.ok = str_equal(pattern, text)};
    Str before = str_slice(pattern, 0, hole), after = str_slice(pattern, hole + 2, pattern.len);
    bool fits =
        text.len > before.len + after.len && str_starts(text, before) && str_ends(text, after);
    if (!fits)
        return (Filling){0};
    return (Filling){.text = str_slice(text, before.len, text.len - after.len), .ok = true};
}

Str diag_reason(Arena *arena, Str text, DiagLang lang)
{
    for (ptrdiff_t i = 0; lang == DIAG_VI && i < CX_COUNTOF(reasons); i++) {
        Filling filling = match(str_from(reasons[i].en), text);
        Str vi = str_from(reasons[i].vi);
        ptrdiff_t hole = str_find(vi, S("{}"));
        if (!filling.ok)
            continue;
        if (hole < 0)
            return vi;
        return str_format(arena, "%.*s%.*s%.*s", STR_ARG(str_slice(vi, 0, hole)),
                          STR_ARG(filling.text), STR_ARG(str_slice(vi, hole + 2, vi.len)));
    }
    return text;
}
