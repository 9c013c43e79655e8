#ifndef CAVEAT_EXT_RULES_H
#define CAVEAT_EXT_RULES_H
/* Extension "caveat.rules/1": what a loaded ruleset holds. Get it by api->get_extension(plugin, CAV_EXT_RULES). */
#include "../caveat.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CAV_EXT_RULES "caveat.rules/1"

typedef struct cav_rule_info {
  uint32_t size;
  int32_t severity; /* CAV_SEVERITY_* with the policy applied */
  uint32_t version;
  uint32_t reserved;        /* 0 */
  const char *rule_id;      /* borrowed from the ruleset, like all strings here */
  const char *taxonomy;     /* "SLA-02"; empty for a neutral clause rule */
  const char *kind;         /* "presence" "threshold" "absence" "structure" "clause" */
  const char *confidence;   /* "low" "medium" "high" */
  const char *status;       /* "draft" "stable" "retired" */
  const char *category;     /* "service-levels" */
  const char *file;
} cav_rule_info;

/* A number that rules compare with, as the policy set it. */
typedef struct cav_parameter_info {
  uint32_t size;
  uint32_t flags;          /* CAV_PARAMETER_* */
  int32_t direction;       /* 1: more is better, -1: less is, 0: neither */
  uint32_t reserved;       /* 0 */
  double value;            /* acceptable, with the policy applied */
  double initial;          /* the rule's own */
  double preferred, walk_away; /* 0 unless flags say so */
  double min, max;         /* what a policy may say */
  const char *name;        /* "sla.availability.min" */
  const char *unit;        /* "percent" "days" "months" "amount" ... */
  const char *used_by;     /* "availability-low, credit-cap-low" */
} cav_parameter_info;
#define CAV_PARAMETER_FROM_POLICY 1u
#define CAV_PARAMETER_PREFERRED 2u
#define CAV_PARAMETER_WALK_AWAY 4u

/* The policy that was loaded with the rules; empty strings: none. */
typedef struct cav_policy_info {
  uint32_t size;
  uint32_t severity_count; /* rules whose severity it sets: policy_severity */
  const char *id, *version, *about, *file;
} cav_policy_info;

typedef struct cav_ext_rules {
  uint32_t size;
  uint32_t reserved; /* 0 */
  uint64_t(CAV_CALL *count)(const cav_ruleset *);                                        /* [thread-safe] */
  cav_status(CAV_CALL *info)(const cav_ruleset *, uint64_t index, cav_rule_info *);      /* [thread-safe] */
  /* key: "title" "message" "why" "ask" "fallback"; locale: "de". Never NULL. [thread-safe] */
  const char *(CAV_CALL *string)(const cav_ruleset *, uint64_t index, const char *key, const char *locale);
  /* Why one rule fired or did not: scans, and tells for that rule which words stood where, what was missing, how far apart,
   * and what silenced it. format: "text" (lines to read) or "json" (one object on one line). For rule authors, in English; it
   * quotes the document. [scanner] */
  cav_status(CAV_CALL *explain)(cav_scanner *, const cav_document *, const cav_scan_options *, const char *rule_id,
                                const char *format, const cav_writer *, cav_error *);
  uint64_t(CAV_CALL *parameter_count)(const cav_ruleset *);                                        /* [thread-safe] by name */
  cav_status(CAV_CALL *parameter_info)(const cav_ruleset *, uint64_t index, cav_parameter_info *); /* [thread-safe] */
  cav_status(CAV_CALL *policy_info)(const cav_ruleset *, cav_policy_info *);                       /* [thread-safe] */
  /* index < severity_count. [thread-safe] */
  cav_status(CAV_CALL *policy_severity)(const cav_ruleset *, uint64_t index, const char **rule_id, int32_t *severity);
  /* since ABI 1.2. What one rule looks for, for whoever reads a report: its words, its law, the numbers of the policy that it uses,
   * its examples. format: "text", with the options of the text report ("text;width=80;colour=1"), or "json"; locale: the
   * reader's. An unknown rule is CAV_E_ARGUMENT; the message, in the reader's language, tells near names. [thread-safe] */
  cav_status(CAV_CALL *describe)(const cav_ruleset *, const char *rule_id, const char *format, const char *locale, const cav_writer *,
                                 cav_error *);
} cav_ext_rules;

#ifdef __cplusplus
}
#endif
#endif /* CAVEAT_EXT_RULES_H */
