#ifndef CAVEAT_EXT_PROFILE_H
#define CAVEAT_EXT_PROFILE_H
/* Extension "caveat.profile/1": what each rule costs in the scans of some documents. Get it by
 * api->get_extension(plugin, CAV_EXT_PROFILE). For rule authors; a host that scans needs nothing of it. */
#include "../caveat.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CAV_EXT_PROFILE "caveat.profile/1"

typedef struct cav_profile cav_profile;

typedef struct cav_ext_profile {
  uint32_t size;
  uint32_t reserved; /* 0 */
  /* The profile keeps the rules, as a scanner does. [thread-safe] */
  cav_status(CAV_CALL *profile_new)(const cav_ruleset *, cav_profile **out, cav_error *);
  /* Scans the document twice, and counts the second time: at the first, expressions are made. A document that fails counts for
   * nothing. One call at a time per profile. */
  cav_status(CAV_CALL *profile_add)(cav_profile *, const cav_document *, const cav_scan_options *, cav_error *);
  /* The rules, the dearest first, in English. format: "text" (a table) or "json" (one object on one line); top: how many rules,
   * 0: all that did something. Not while profile_add runs. */
  cav_status(CAV_CALL *profile_write)(const cav_profile *, const char *format, uint32_t top, const cav_writer *, cav_error *);
  /* How many rules do more than so many per cent of the work, which is the same on every machine. Not while profile_add runs. */
  uint64_t(CAV_CALL *profile_above)(const cav_profile *, double percent);
  void(CAV_CALL *profile_free)(cav_profile *); /* accepts NULL */
} cav_ext_profile;

#ifdef __cplusplus
}
#endif
#endif /* CAVEAT_EXT_PROFILE_H */
