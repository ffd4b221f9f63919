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

#define DIAG_TABLE_RUN(X) \
    X(RUN_WRITE_FAILED, ERROR, "write-failed", \
      "cannot write {f}: {e}; the previous pack is untouched", \
      "không ghi được {f}: {e}; bộ báo cáo trước còn nguyên") \
    X(RUN_INTERRUPTED, ERROR, "interrupted", \
      "stopped before the end; nothing was written, the previous pack is untouched", \
      "đã dừng giữa chừng; chưa ghi gì, bộ báo cáo trước còn nguyên") \
    X(RUN_NO_REPORT, ERROR, "no-report", "no report can be made for {f}: {e}", \
      "không lập được báo cáo cho {f}: {e}") \
    X(RUN_WORKER_FAILED, ERROR, "render-failed", \
      "{f} could not be made: {e}; the previous pack is untouched", \
      "không tạo được {f}: {e}; bộ báo cáo trước còn nguyên") \
    X(RUN_PACK_DIFFERS, ERROR, "pack-differs", \
      "the pack in {f} was made from other input, so its other files cannot be kept; {e}", \
      "bộ báo cáo trong {f} được lập từ đầu vào khác nên không thể giữ các tệp còn lại; {e}") \
    X(RUN_NO_THEMES, WARNING, "no-themes", "no themes found in {f}", "không thấy giao diện nào trong {f}")
