// Routes: what `caveat serve` answers, and to which method. The half below /api/ is docs/openapi.yaml; a test holds the two equal.
// Tested by tests/cli/serve_test.cpp and tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_ROUTES_H
#define CAVEAT_CLI_SERVE_ROUTES_H
#include <array>
#include <string_view>
#include <vector>

namespace caveat::cli::serve {

enum class Page { start, scan, result, report, download, forget, login_page, login, style, script, openapi, api_scan, api_rules, api_rule, api_health };

struct Route {
  std::string_view method, path;  // {name} stands for one segment
  Page page;
  bool open = false;  // without a token too
};

inline constexpr std::array<Route, 15> kRoutes = {{
    {"GET", "/", Page::start},
    {"POST", "/scan", Page::scan},
    {"GET", "/results/{id}", Page::result},
    {"GET", "/results/{id}/report", Page::report},
    {"GET", "/results/{id}/download/{format}", Page::download},
    {"POST", "/results/{id}/delete", Page::forget},
    {"GET", "/login", Page::login_page, true},
    {"POST", "/login", Page::login, true},
    {"GET", "/page.css", Page::style, true},
    {"GET", "/page.js", Page::script, true},
    {"GET", "/openapi.json", Page::openapi},
    {"POST", "/api/v1/scan", Page::api_scan},
    {"GET", "/api/v1/rules", Page::api_rules},
    {"GET", "/api/v1/rules/{id}", Page::api_rule},
    {"GET", "/api/v1/health", Page::api_health},
}};

// What stands for the {names} of a path, in its order; nothing where it does not fit. No segment is empty.
struct Match {
  bool fits = false;
  std::vector<std::string_view> values;
};
inline Match match(std::string_view pattern, std::string_view path) {
  Match found;
  while (!pattern.empty() && !path.empty()) {
    if (pattern.front() != '/' || path.front() != '/') return {};
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    const std::string_view want = pattern.substr(0, pattern.find('/')), have = path.substr(0, path.find('/'));
    if (want.starts_with('{')) {
      if (have.empty()) return {};
      found.values.push_back(have);
    } else if (want != have) {
      return {};
    }
    pattern.remove_prefix(want.size());
    path.remove_prefix(have.size());
  }
  found.fits = pattern.empty() && path.empty();
  return found;
}

}  // namespace caveat::cli::serve
#endif
