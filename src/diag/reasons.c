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
};

Str diag_reason(Str text, DiagLang lang)
{
    for (ptrdiff_t i = 0; lang == DIAG_VI && i < CX_COUNTOF(reasons); i++)
        if (str_equal(str_from(reasons[i].en), text))
            return str_from(reasons[i].vi);
    return text;
}
