/* warm-host: a host that stays: one process, one scanner, the same document again and again through the C ABI, as JSON each time. Prints the seconds of
 * each scan, one a line: the row "warm" of docs/performance.md. Sees caveat.h and nothing else of ours. Run by tests/bench/run.
 *
 *   warm-host RULES DOCUMENT SCANS */
#include <caveat/caveat.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int32_t CAV_CALL count(void* user, const void* data, size_t size) {
  (void)data;
  *(size_t*)user += size;
  return 0;
}

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: warm-host RULES DOCUMENT SCANS\n");
    return 2;
  }
  static char data[16u << 20];
  FILE* file = fopen(argv[2], "rb");
  const size_t size = file ? fread(data, 1, sizeof data, file) : 0;
  if (!file || size == 0 || size == sizeof data) {
    fprintf(stderr, "warm-host: %s cannot be read, is empty or too large\n", argv[2]);
    return 2;
  }
  fclose(file);
  const cav_host host = {.size = sizeof host, .abi_minor = CAV_ABI_MINOR, .name = "warm-host", .version = "1"};
  const cav_api* api = NULL;
  cav_plugin* plugin = NULL;
  cav_ruleset* rules = NULL;
  cav_scanner* scanner = NULL;
  cav_error error = {.size = sizeof error};
  const char* const paths[] = {argv[1]};
  const cav_load_options load = {.size = sizeof load, .paths = paths, .path_count = 1};
  if (cav_open(CAV_ABI_MAJOR, &host, &api, &plugin, &error) != CAV_OK || api->ruleset_load(plugin, &load, &rules, &error) != CAV_OK ||
      api->scanner_new(rules, &scanner, &error) != CAV_OK) {
    fprintf(stderr, "warm-host: %s\n", error.message);
    return 1;
  }
  for (int i = atoi(argv[3]); i > 0; --i) {
    const double start = now();
    cav_result* result = NULL;
    size_t written = 0;
    const cav_document document = {.size = sizeof document, .data = data, .data_size = size, .name = argv[2]};
    const cav_scan_options options = {.size = sizeof options};
    const cav_writer writer = {.size = sizeof writer, .user = &written, .write = count};
    if (api->scan(scanner, &document, &options, &result, &error) != CAV_OK || api->result_write(result, "json", "en", &writer, &error) != CAV_OK) {
      fprintf(stderr, "warm-host: %s\n", error.message);
      return 1;
    }
    api->result_free(result);
    printf("%.7f %zu\n", now() - start, written);
  }
  api->scanner_free(scanner);
  api->ruleset_free(rules);
  api->close(plugin);
  return 0;
}
