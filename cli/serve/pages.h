// Pages: the HTML of `caveat serve`. Every text that is not ours is escaped. Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_PAGES_H
#define CAVEAT_CLI_SERVE_PAGES_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "serve/reply.h"
#include "serve/result_store.h"

namespace caveat::cli::serve {

struct StartPage {
  std::string language;
  std::uint64_t most_bytes = 0;
  long minutes = 0;
  std::vector<std::string> policies;
  const Problem* problem = nullptr;
};
Reply start_page(const StartPage& page);
Reply result_page(const std::string& id, const Kept& kept, long minutes);
Reply login_page(const std::string& language, const Problem* problem);
Reply problem_page(const std::string& language, const Problem& problem);

// What is offered of a result.
struct Download {
  std::string format;
  bool counterparty = false;  // for the other side: what is asked for and no reasons
  bool operator==(const Download&) const = default;
};
// In the order of the page.
std::vector<Download> downloads_of(const Kept& kept);

Reply style();
Reply script();
Reply openapi();  // docs/openapi.yaml as JSON

}  // namespace caveat::cli::serve
#endif
