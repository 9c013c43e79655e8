// Reply: what goes back to a browser or a program, and the problems of which RFC 9457 tells. Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_REPLY_H
#define CAVEAT_CLI_SERVE_REPLY_H
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace caveat::cli::serve {

struct Reply {
  int status = 200;
  std::string type, body;
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool is_report = false;  // of a contract: confined more than our own pages
};

// Ends a request. Thrown anywhere below handle(), told as a page or as application/problem+json.
enum class Trouble {
  bad_request, no_length, cut_off, no_file, too_large, too_slow, not_read, bad_value, busy, no_token, wrong_host, wrong_origin, not_found, gone, wrong_method, no_format,
  internal
};

class Problem : public std::exception {
 public:
  explicit Problem(Trouble trouble, std::string detail = {}) : trouble_(trouble), detail_(std::move(detail)) {}
  Trouble trouble() const { return trouble_; }
  const std::string& detail() const { return detail_; }  // for people, in English; may be empty
  const char* what() const noexcept override { return detail_.c_str(); }

 private:
  Trouble trouble_;
  std::string detail_;
};

int status_of(Trouble trouble);
const char* code_of(Trouble trouble);  // "too-large", never renamed
Reply problem_json(const Problem& problem);

}  // namespace caveat::cli::serve
#endif
