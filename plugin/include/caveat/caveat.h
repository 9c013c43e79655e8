#ifndef CAVEAT_CAVEAT_H
#define CAVEAT_CAVEAT_H
/* Contract risk scanner, C ABI 1. C11 and C++17. All strings are UTF-8.
 *
 * Life of a scan:  cav_open -> ruleset_load (once) -> scanner_new (one per
 * thread) -> scan (many) -> result_* -> result_free.
 *
 * Rules that hold for every function below:
 *  - A struct that crosses the boundary starts with `size`. The caller sets it
 *    to sizeof its own struct. The plugin reads and writes only that many bytes
 *    and treats a field that is not there as 0. Fields are only ever appended.
 *  - An object given back through a `**out` belongs to the caller, who frees it
 *    with the matching *_free. Free functions accept NULL. Every other pointer
 *    is borrowed: one handed in, for the call; one handed out, until the object
 *    it was read from is freed.
 *  - No exception, signal handler, exit(), abort(), setlocale(), stdout or
 *    stderr use crosses or happens behind this line.
 *  - Tags: [thread-safe] any thread, any time. [scanner] one call at a time per
 *    scanner; a second one is answered CAV_E_BUSY. [scan-thread] a callback, on
 *    the thread that called, before the call returns.
 */
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#  define CAV_CALL __cdecl
#  if defined(CAV_BUILDING)
#    define CAV_EXPORT __declspec(dllexport)
#  else
#    define CAV_EXPORT __declspec(dllimport)
#  endif
#else
#  define CAV_CALL
#  define CAV_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define CAV_ABI_MAJOR 1u /* a host and a plugin must agree on this one */
#define CAV_ABI_MINOR 3u /* counts appended fields and functions        */

/* ---- status: 0 is success, negative is failure, numbers are never reused -- */
typedef int32_t cav_status;
enum {
  CAV_OK = 0,
  CAV_E_ARGUMENT = -1,  /* NULL where not allowed, size too small, bad UTF-8   */
  CAV_E_NOMEM = -2,
  CAV_E_ABI = -3,       /* host asks for another CAV_ABI_MAJOR                 */
  CAV_E_FORMAT = -4,    /* not a document we read, or it is damaged            */
  CAV_E_LOCKED = -5,    /* password or rights management                       */
  CAV_E_RULES = -6,     /* rules rejected; each reason went to on_diagnostic   */
  CAV_E_LIMIT = -7,     /* pages, bytes, nesting or unpacked size              */
  CAV_E_CANCELLED = -8, /* on_progress returned non-zero                       */
  CAV_E_DEADLINE = -9,
  CAV_E_BUSY = -10,     /* this scanner is in use                              */
  CAV_E_IO = -11,       /* a host callback reported failure                    */
  CAV_E_INTERNAL = -99  /* a bug in the plugin; message says where             */
};

/* Caller-owned, so there is nothing to free and no thread-local state.
 * May be passed as NULL. message is always NUL-terminated and never empty
 * after a failure; untouched after CAV_OK. */
typedef struct cav_error {
  uint32_t size;
  cav_status code;
  char message[512];
} cav_error;

/* ---- what a host lends the plugin (borrowed until cav_close) -------------- */
typedef struct cav_host {
  uint32_t size;
  uint32_t abi_minor;
  const char *name;
  const char *version;
  void *user; /* handed back in every host callback */
  /* Optional. [thread-safe] level: 0 debug .. 3 error. Never contract text. The same message may come with each
   * scan. Must not call cav_close. Not called after it. */
  void(CAV_CALL *log)(void *user, int32_t level, const char *message);
  /* Optional. NULL if unknown. [thread-safe] Ids look like "caveat.ocr/1". */
  const void *(CAV_CALL *get_extension)(void *user, const char *id);
} cav_host;

typedef struct cav_plugin cav_plugin;   /* one per cav_open                  */
typedef struct cav_ruleset cav_ruleset; /* immutable; share across threads   */
typedef struct cav_scanner cav_scanner; /* scratch memory; one per thread    */
typedef struct cav_result cav_result;   /* immutable; outlives its scanner   */

/* ---- loading rules -------------------------------------------------------- */
typedef struct cav_diagnostic {
  uint32_t size;
  int32_t level;       /* 2 warning, 3 error */
  const char *code;    /* stable, e.g. "R012" ; see docs/rule-diagnostics.md */
  const char *file;
  uint32_t line, column; /* 1-based, column in code points */
  const char *message;
} cav_diagnostic;

typedef struct cav_load_options {
  uint32_t size;
  uint32_t flags; /* CAV_LOAD_* */
  const char *const *paths; /* pack folders; none: no rule, text extraction only */
  size_t path_count;
  const char *policy_path;  /* NULL: the pack's own defaults */
  void *user;
  void(CAV_CALL *on_diagnostic)(void *user, const cav_diagnostic *d); /* may be NULL */
  const char *today;        /* "2026-11-23": warns of law checked long ago; NULL: no such warning */
} cav_load_options;
/* Without flags a rule file with an error is left out and the rest loads: its errors go to on_diagnostic, and each result says
 * so ("rule-skipped" under not_read, CAV_SUMMARY_INCOMPLETE). An error in a pack.yaml, a lexicon or the policy fails the
 * load, as does any error with one of the first three flags or CAV_LOAD_STRICT. */
#define CAV_LOAD_WARNINGS_ARE_ERRORS 1u
#define CAV_LOAD_COMPILE_ALL 4u  /* compile every expression now, to report what is refused */
#define CAV_LOAD_RUN_EXAMPLES 2u /* also check every rule against its examples */
#define CAV_LOAD_STRICT 8u       /* all rules or none */
#define CAV_LOAD_DRAFTS 16u      /* rules with status: draft too, for those who write them */

/* ---- scanning ------------------------------------------------------------- */
typedef struct cav_document {
  uint32_t size;
  uint32_t flags;
  const void *data;       /* whole file, borrowed for the call */
  uint64_t data_size;
  const char *name;       /* shown in reports; not opened */
  const char *media_type; /* NULL: sniffed from the bytes */
  const char *language;   /* NULL: detected per section; else BCP 47 */
} cav_document;

typedef struct cav_progress {
  uint32_t size;
  int32_t stage;      /* CAV_STAGE_* */
  uint64_t done, total; /* total 0: unknown */
} cav_progress;
enum { CAV_STAGE_EXTRACT = 1, CAV_STAGE_NORMALIZE, CAV_STAGE_SEGMENT, CAV_STAGE_MATCH, CAV_STAGE_SCORE };

typedef struct cav_scan_options {
  uint32_t size;
  uint32_t flags;        /* CAV_SCAN_*; a bit that the library does not know is CAV_E_ARGUMENT */
  uint32_t deadline_ms;  /* for the whole scan, not per stage; 0: none */
  uint32_t max_findings; /* per rule; 0: pack default. Reaching it sets
                            CAV_SUMMARY_TRUNCATED, it is not an error */
  void *user;
  /* Optional. [scan-thread] At least every 50 ms. Non-zero return: cancel. */
  int32_t(CAV_CALL *on_progress)(void *user, const cav_progress *p);
  /* since ABI 1.1 */
  const char *side;      /* whom one reads for: "customer" (also NULL) or "supplier" */
  const char *today;     /* "2026-11-23". NULL: no waiver can be judged, all findings stay open */
  const void *waivers;   /* text of a waiver file (docs/waivers.md), borrowed; NULL: none. A line of it
                            that is wrong is no error: its finding stays open and reports say why */
  size_t waivers_size;
  /* since ABI 1.2 */
  const void *baseline;  /* an earlier report as json, jsonl or sarif (docs/baselines.md), borrowed; NULL: none. Reports then
                            leave out what it knows, but for sarif. One that cannot be read is CAV_E_ARGUMENT */
  size_t baseline_size;
  /* since ABI 1.3 */
  const char *view;      /* of a document with tracked changes: "final" (also NULL) with them, "original" without them, "both":
                            what was deleted is read too, where it stood */
  const char *password;  /* opens an encrypted document; NULL: none. Kept no longer than the call */
} cav_scan_options;
#define CAV_SCAN_KEEP_DOCUMENT 1u /* since ABI 1.2: the result keeps a copy of the file, for formats that are written into it */
#define CAV_SCAN_BASELINE_BY_NAME 2u /* since ABI 1.2: a baseline of one document is of this one only if name or bytes are the same */
#define CAV_SCAN_NO_RECOGNITION 4u /* since ABI 1.3: pages without text are not read by text recognition (OCR), which takes a second a page */
#define CAV_SCAN_NO_CONVERSION 8u /* since ABI 1.3: .doc, .xls and .ods files are not read by way of LibreOffice, a program of its own that takes seconds; they give CAV_E_FORMAT */
#define CAV_SCAN_WORDLESS_PICTURES 16u /* since ABI 1.3: a picture without words (a logo in a folder of contracts) is a result and not CAV_E_FORMAT: no text, document_kind "not-a-contract", and under not_read the remark picture-without-words. For files that nobody named */

/* ---- results ---------------------------------------------------------------*/
enum { CAV_SEVERITY_INFO = 0, CAV_SEVERITY_LOW = 1, CAV_SEVERITY_MEDIUM = 2,
       CAV_SEVERITY_HIGH = 3, CAV_SEVERITY_CRITICAL = 4 };

typedef struct cav_summary {
  uint32_t size;
  uint32_t flags; /* CAV_SUMMARY_* */
  double risk_score; /* 0 (none) .. 100; waived findings do not count */
  uint64_t finding_count; /* waived ones too */
  uint32_t page_count;
  uint32_t reserved;        /* 0 */
  const char *languages;    /* "de,en", most text first */
  const char *pack_version; /* what produced this: id, version, sha256 */
  const char *policy_version;
  const char *lane;         /* "sign" "negotiate" "legal" "stop" */
  /* since ABI 1.1 */
  const char *document_kind; /* "contract" "sla" "dpa" "order-form" "general-terms" "tender" "nda"
                                "not-a-contract"; "" where nothing speaks for any */
  uint64_t waived_count;
  uint64_t undetermined_count; /* expected protections of which nothing can be said; result_write names them */
} cav_summary;
#define CAV_SUMMARY_TRUNCATED 1u
#define CAV_SUMMARY_NO_TEXT 2u          /* scanned pages without text layer */
#define CAV_SUMMARY_UNKNOWN_LANGUAGE 4u /* parts no rule could read */
#define CAV_SUMMARY_INCOMPLETE 8u       /* any part was not read: lane "sign" is no verdict then */

typedef struct cav_finding {
  uint32_t size;
  int32_t severity;
  double weight;           /* share of the risk score */
  const char *rule_id;     /* never renamed once released */
  uint32_t rule_version;
  uint32_t span_count;     /* of all places; 0 for an absence without a place. See result_span */
  const char *language;
  const char *fingerprint; /* same clause, same rule: same value in a new draft */
  /* since ABI 1.1 */
  const char *status;      /* "open", or "waived" by cav_scan_options.waivers */
  const char *outcome;     /* "found"; of a missing protection "absent", or "adverse": wording that takes it away */
  uint32_t place_count;    /* places of one cause that have spans */
  uint32_t unlisted_count; /* further places beyond the limit: counted, not listed */
  /* since ABI 1.2 */
  const char *change;      /* "new" "updated" "unchanged" since cav_scan_options.baseline; "" without one */
} cav_finding;

/* The spans of a finding come place by place, the one to read first at the front: evidence, trigger and, where there
 * is one, value. An absence has no evidence: its place, if any, is one span of role 3, where it would belong. */
typedef struct cav_span {
  uint32_t size;
  int32_t role;        /* 0 evidence, 1 trigger, 2 value, 3 searched */
  uint64_t text_begin, text_end; /* bytes of result_text, half-open */
  uint32_t page;       /* 1-based; 0: format has no pages */
  uint32_t box_count;  /* rectangles, see "caveat.layout/1" */
  const char *clause;  /* "12.3(b)", NULL if none */
  /* since ABI 1.3 */
  const char *document; /* name within the set, "annexes/Annex B.pdf"; NULL: the result is of one document */
} cav_span;

typedef struct cav_writer {
  uint32_t size;
  uint32_t reserved; /* 0 */
  void *user;
  /* Takes all bytes and returns 0, or returns non-zero to stop. */
  int32_t(CAV_CALL *write)(void *user, const void *data, size_t size);
} cav_writer;

/* ---- the function table: append only -------------------------------------- */
typedef struct cav_api {
  uint32_t size, abi_major, abi_minor, reserved;
  const char *version; /* "1.4.0" */

  /* Objects still alive stay valid; free them before unloading the library. Do
   * not load and unload in a loop: libraries below keep about 12 kB each time. */
  void(CAV_CALL *close)(cav_plugin *);

  cav_status(CAV_CALL *ruleset_load)(cav_plugin *, const cav_load_options *, cav_ruleset **out, cav_error *); /* [thread-safe] */
  void(CAV_CALL *ruleset_free)(cav_ruleset *); /* [thread-safe] scanners keep it alive */

  cav_status(CAV_CALL *scanner_new)(const cav_ruleset *, cav_scanner **out, cav_error *); /* [thread-safe] */
  void(CAV_CALL *scanner_free)(cav_scanner *);                                            /* [scanner] */
  cav_status(CAV_CALL *scan)(cav_scanner *, const cav_document *, const cav_scan_options *, cav_result **out, cav_error *); /* [scanner] */

  /* All [thread-safe]: a result never changes. */
  void(CAV_CALL *result_free)(cav_result *);
  cav_status(CAV_CALL *result_summary)(const cav_result *, cav_summary *);
  cav_status(CAV_CALL *result_finding)(const cav_result *, uint64_t index, cav_finding *);
  cav_status(CAV_CALL *result_span)(const cav_result *, uint64_t index, uint32_t span, cav_span *);
  const char *(CAV_CALL *result_text)(const cav_result *, uint64_t *length);
  /* key: "title" "message" "why" "recommendation" "fallback" "law" "taxonomy"
   * "confidence" "numbers" (the print of the numbers that the fingerprint
   * masks, for waivers) "searched" "waiver_reason" "waiver_approver"
   * "waiver_expires" "waiver_problem" "recognition" ("0.93": how sure text
   * recognition is of the quoted words; empty: the document has them as text;
   * since ABI 1.3); locale: "de". Borrowed from the result.
   * Never NULL; empty where there is none. */
  const char *(CAV_CALL *result_string)(const cav_result *, uint64_t index, const char *key, const char *locale);
  /* format: "json" (one object, one line, no final newline), "html", "text" and
   * those of docs/formats.md. All take "min-severity" (shows only findings at or
   * above it; score, lane and counts stay those of the whole result), text also
   * "width" and "colour": "text;width=100;colour=1;min-severity=high". An unknown
   * format or option is CAV_E_ARGUMENT and the message lists the known ones.
   * Several results in one report: ext/reports.h. */
  cav_status(CAV_CALL *result_write)(const cav_result *, const char *format, const char *locale, const cav_writer *, cav_error *);

  const void *(CAV_CALL *get_extension)(cav_plugin *, const char *id); /* [thread-safe] NULL if unknown */

  /* since ABI 1.3 */
  /* Documents that are one contract, as an agreement and its annexes: references, definitions and contradictions are
   * followed across them, and places say which they are in. name: of the whole, for reports. What is in a ZIP or an
   * e-mail becomes documents of the set; scan alone reads one of those as a set, too. A document that cannot be read is
   * told under not_read and sets CAV_SUMMARY_INCOMPLETE; only where none can is the call an error. language is taken
   * from the first document. CAV_SCAN_KEEP_DOCUMENT keeps nothing. */
  cav_status(CAV_CALL *scan_set)(cav_scanner *, const cav_document *documents, size_t count, const char *name,
                                 const cav_scan_options *, cav_result **out, cav_error *); /* [scanner] */
  /* Bytes: a document that has more is CAV_E_LIMIT whatever is in it, so that a host need not read it into memory. */
  uint64_t document_limit;
} cav_api;

/* The only exported symbol. May be called more than once, also by two hosts in
 * one process: each call gives an independent cav_plugin. [thread-safe] */
CAV_EXPORT cav_status CAV_CALL cav_open(uint32_t abi_major, const cav_host *host,
                                        const cav_api **api, cav_plugin **out, cav_error *err);

#ifdef __cplusplus
}
#endif
#endif /* CAVEAT_CAVEAT_H */
