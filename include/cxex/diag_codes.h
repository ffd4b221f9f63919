/* diag_codes.h: every problem cxex can report, with its severity, its code and its words in each
 * language. {f} = what was found, {e} = what was expected. Included by diag.h only. */
#define DIAG_TABLE_GENERAL(X) \
    X(FILE_UNREADABLE, ERROR, "file-unreadable", "cannot read {f}: {e}", "không đọc được {f}: {e}")

#define DIAG_TABLE_CONFIG(X)                                                                \
    X(INI_UNKNOWN_SECTION, ERROR, "unknown-section", "unknown section [{f}]; expected {e}", \
      "không có mục [{f}]; cần {e}")

#define DIAG_TABLE_INGEST(X)                                                             \
    X(DATA_COLUMN_MISSING, ERROR, "column-missing", "no column named {f}; expected {e}", \
      "không có cột {f}; cần {e}")

#define DIAG_TABLE_RUN(X)                                                                     \
    X(RUN_WRITE_FAILED, ERROR, "write-failed",                                                \
      "cannot write {f}: {e}; the previous pack is untouched",                                \
      "không ghi được {f}: {e}; bộ báo cáo trước còn nguyên")                                 \
    X(RUN_INTERRUPTED, ERROR, "interrupted",                                                  \
      "stopped before the end; nothing was written, the previous pack is untouched",          \
      "đã dừng giữa chừng; chưa ghi gì, bộ báo cáo trước còn nguyên")                         \
    X(RUN_NO_REPORT, ERROR, "no-report", "no report can be made for {f}: {e}",                \
      "không lập được báo cáo cho {f}: {e}")                                                  \
    X(RUN_WORKER_FAILED, ERROR, "render-failed",                                              \
      "{f} could not be made: {e}; the previous pack is untouched",                           \
      "không tạo được {f}: {e}; bộ báo cáo trước còn nguyên")                                 \
    X(RUN_PACK_DIFFERS, ERROR, "pack-differs",                                                \
      "the pack in {f} was made from other input, so its other files cannot be kept; {e}",    \
      "bộ báo cáo trong {f} được lập từ đầu vào khác nên không thể giữ các tệp còn lại; {e}") \
    X(RUN_NO_THEMES, WARNING, "no-themes", "no themes found in {f}",                          \
      "không thấy giao diện nào trong {f}")

#define DIAG_TABLE_RENDER(X)                                                                                     \
    X(FONT_ABSENT, WARNING, "font-absent",                                                                       \
      "the font family {f} is not installed; {e} is used in its place",                                          \
      "máy này chưa cài họ phông {f}; {e} được dùng thay")                                                       \
    X(FONT_CFF, WARNING, "font-cff",                                                                             \
      "the font {f} has PostScript outlines (CFF); a TrueType font is needed, {e} takes its "                    \
      "place",                                                                                                   \
      "phông {f} có đường nét PostScript (CFF); cần phông TrueType, {e} được dùng thay")                         \
    X(FONT_VARIABLE, WARNING, "font-variable",                                                                   \
      "the font {f} is a variable font; one file per weight is needed, {e} takes its place",                     \
      "phông {f} là phông biến thiên; cần mỗi độ đậm một tệp, {e} được dùng thay")                               \
    X(FONT_LICENCE, WARNING, "font-licence",                                                                     \
      "the font {f} forbids embedding in documents; {e} takes its place",                                        \
      "phông {f} không cho phép nhúng vào tài liệu; {e} được dùng thay")                                         \
    X(FONT_LETTERS, WARNING, "font-letters",                                                                     \
      "the font {f} lacks Vietnamese letters; {e} takes its place",                                              \
      "phông {f} thiếu chữ tiếng Việt; {e} được dùng thay")                                                      \
    X(FONT_BROKEN, WARNING, "font-broken", "the font file {f} is damaged; {e} takes its place",                  \
      "tệp phông {f} bị hỏng; {e} được dùng thay")                                                               \
    X(FONT_NONE, ERROR, "font-none",                                                                             \
      "no usable font is installed; install one of {e}, for example with: apt install fonts-lato",               \
      "máy này chưa có phông dùng được; hãy cài một trong các phông {e}, ví dụ: apt install " \
      "fonts-lato")                                                                                              \
    X(FONT_NO_GLYPH, WARNING, "font-no-glyph",                                                                   \
      "no installed font has these characters, they are drawn as □: {f}",                                        \
      "không phông nào trên máy có các ký tự này, chúng được vẽ thành □: {f}")                                   \
    X(PICTURE_UNKNOWN, ERROR, "picture-unknown", "the picture {f} is neither PNG nor JPEG",                      \
      "hình {f} không phải PNG hay JPEG")                                                                        \
    X(PICTURE_TOO_LARGE, ERROR, "picture-too-large",                                                             \
      "the picture {f} is too large; at most 8192 pixels a side and 16 million in all",                          \
      "hình {f} quá lớn; mỗi cạnh tối đa 8192 điểm ảnh, tổng tối đa 16 triệu")                                   \
    X(PICTURE_BROKEN, ERROR, "picture-broken",                                                                   \
      "the picture {f} is damaged or cut off; export it again as PNG",                                           \
      "hình {f} bị hỏng hoặc thiếu; hãy xuất lại dạng PNG")
