#ifndef CAVEAT_EXT_REPORTS_H
#define CAVEAT_EXT_REPORTS_H
/* Extension "caveat.reports/1": one report of many results. Get it by api->get_extension(plugin, CAV_EXT_REPORTS). */
#include "../caveat.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CAV_EXT_REPORTS "caveat.reports/1"

typedef struct cav_collection cav_collection;

typedef struct cav_ext_reports {
  uint32_t size;
  uint32_t reserved; /* 0 */
  /* Begins a report to which results are added one by one, each freed as soon as the host likes. format, locale: as for
   * result_write, of the formats that docs/formats.md calls tables. The writer is called by collection_add and
   * collection_finish with what is known by then, and must live until collection_free. [thread-safe] */
  cav_status(CAV_CALL *collection_new)(const cav_ruleset *, const char *format, const char *locale, const cav_writer *,
                                       cav_collection **out, cav_error *);
  /* One call at a time per collection. After a failure only collection_free is left to do. */
  cav_status(CAV_CALL *collection_add)(cav_collection *, const cav_result *, cav_error *);
  cav_status(CAV_CALL *collection_finish)(cav_collection *, cav_error *);
  void(CAV_CALL *collection_free)(cav_collection *); /* accepts NULL */
  /* ABI minor 2. What the later draft of a contract changed: risks new, worse, better, resolved; key terms; clauses (docs/rounds.md).
   * Both results: of one ruleset, scanned for one side, else CAV_E_ARGUMENT. format: "text" with its options width and colour,
   * "html" or "json" (docs/comparison.schema.json); locale: as for result_write. The writer is called before it returns, and must
   * take all. [thread-safe] */
  cav_status(CAV_CALL *compare)(const cav_result *before, const cav_result *after, const char *format, const char *locale,
                                const cav_writer *, cav_error *);
  /* ABI minor 2. A document of the set that could not be read, and why, so that no report is silently about fewer. Formats
   * without a place for it ignore it. Between collection_add calls, under the same rules. */
  cav_status(CAV_CALL *collection_unread)(cav_collection *, const char *name, const char *problem, cav_error *);
} cav_ext_reports;

#ifdef __cplusplus
}
#endif
#endif /* CAVEAT_EXT_REPORTS_H */
