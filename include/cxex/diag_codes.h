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
    X(RUN_WRITE_FAILED, ERROR, "write-failed", "cannot write {f}: {e}", "không ghi được {f}: {e}")
