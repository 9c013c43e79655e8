/* host.c: the smallest useful host, in C11 and with nothing but caveat.h. Scans a contract and prints what is worth
 * negotiating. Run by ctest (tests/hosts/CMakeLists.txt), shown in README.md and docs.
 *
 *   cc -std=c11 host.c -lcaveat -o host
 *   ./host rules offer.pdf de
 *
 * Exit code: 0 scanned, 1 not. */
#include <caveat/caveat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads a whole file; the caller frees it. */
static void* read_file(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  char* data = NULL;
  size_t room = 0;
  *size = 0;
  if (!file) return NULL;
  for (;;) {
    if (*size == room) {
      char* larger = realloc(data, room = room ? 2 * room : 65536);
      if (!larger) break;
      data = larger;
    }
    const size_t got = fread(data + *size, 1, room - *size, file);
    *size += got;
    if (got == 0) break;
  }
  if (ferror(file)) {
    free(data);
    data = NULL;
  }
  fclose(file);
  return data;
}

static void CAV_CALL on_diagnostic(void* user, const cav_diagnostic* d) {
  (void)user;
  fprintf(stderr, "%s:%u:%u: %s %s\n", d->file, d->line, d->column, d->code, d->message);
}

static void print_findings(const cav_api* api, const cav_result* result, const char* locale) {
  static const char* const severities[] = {"info", "low", "medium", "high", "critical"};
  uint64_t length = 0;
  const char* text = api->result_text(result, &length);
  cav_summary summary = {.size = sizeof summary};
  if (api->result_summary(result, &summary) != CAV_OK) return;
  printf("score %.1f, %u findings, languages %s\n", summary.risk_score, (unsigned)summary.finding_count,
         summary.languages);
  for (uint64_t i = 0; i < summary.finding_count; ++i) {
    cav_finding finding = {.size = sizeof finding};
    cav_span evidence = {.size = sizeof evidence};
    if (api->result_finding(result, i, &finding) != CAV_OK) return;
    printf("\n[%s] %s: %s\n", severities[finding.severity], finding.rule_id,
           api->result_string(result, i, "message", locale));
    if (finding.span_count > 0 && api->result_span(result, i, 0, &evidence) == CAV_OK) {
      printf("  clause %s, page %u, bytes %u to %u\n", evidence.clause ? evidence.clause : "-", evidence.page,
             (unsigned)evidence.text_begin, (unsigned)evidence.text_end);
      printf("  \"%.*s\"\n", (int)(evidence.text_end - evidence.text_begin), text + evidence.text_begin);
    }
    printf("  Ask for: %s\n", api->result_string(result, i, "recommendation", locale));
  }
}

int main(int argc, char** argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: host RULES_FOLDER CONTRACT [LANGUAGE]\n");
    return 1;
  }
  const cav_host host = {.size = sizeof host, .abi_minor = CAV_ABI_MINOR, .name = "host.c", .version = "1"};
  const cav_api* api = NULL;
  cav_plugin* plugin = NULL;
  cav_ruleset* rules = NULL;
  cav_scanner* scanner = NULL;
  cav_result* result = NULL;
  cav_error error = {.size = sizeof error};
  size_t size = 0;
  void* data = NULL;

  if (cav_open(CAV_ABI_MAJOR, &host, &api, &plugin, &error) != CAV_OK) {
    fprintf(stderr, "host: %s\n", error.message);
    return 1;
  }
  const char* paths[] = {argv[1]};
  const cav_load_options load = {.size = sizeof load, .paths = paths, .path_count = 1, .on_diagnostic = on_diagnostic};
  const cav_scan_options options = {.size = sizeof options, .deadline_ms = 60000};
  cav_document document = {.size = sizeof document, .name = argv[2]};

  int code = 1;
  if (!(data = read_file(argv[2], &size))) {
    fprintf(stderr, "host: cannot read %s\n", argv[2]);
    goto done;
  }
  document.data = data;
  document.data_size = size;
  if (api->ruleset_load(plugin, &load, &rules, &error) != CAV_OK ||
      api->scanner_new(rules, &scanner, &error) != CAV_OK ||
      api->scan(scanner, &document, &options, &result, &error) != CAV_OK) {
    fprintf(stderr, "host: %s (%d)\n", error.message, (int)error.code);
    goto done;
  }
  print_findings(api, result, argc > 3 ? argv[3] : "en");
  code = 0;

done: /* every free function takes NULL */
  api->result_free(result);
  api->scanner_free(scanner);
  api->ruleset_free(rules);
  api->close(plugin);
  free(data);
  return code;
}
