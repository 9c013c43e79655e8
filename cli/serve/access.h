// Access: who may ask. The names that the server goes by (against DNS rebinding), requests from other pages (against forged forms),
// and the token. Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_ACCESS_H
#define CAVEAT_CLI_SERVE_ACCESS_H
#include <Poco/Net/HTTPServerRequest.h>

#include <string>
#include <vector>

namespace caveat::cli::serve {

// 32 hexadecimal digits that nobody guesses. Throws Failure where the system has no randomness.
std::string random_id();

class Access {
 public:
  // token: empty: none is asked for. names: further host names, of a proxy before this server. loopback: only this machine asks.
  Access(std::string token, std::vector<std::string> names, bool loopback);

  // Throw Problem.
  void check_host(const Poco::Net::HTTPServerRequest& request) const;
  void check_origin(const Poco::Net::HTTPServerRequest& request) const;  // of requests that change something
  void check_token(const Poco::Net::HTTPServerRequest& request) const;

  bool needs_token() const { return !token_.empty(); }
  bool is_token(const std::string& given) const;
  std::string cookie() const;  // for Set-Cookie, once the token was given

 private:
  std::string token_;
  std::string session_;  // what the cookie holds: the token itself stays out of the browser's files
  std::vector<std::string> names_;
  bool loopback_;
};

}  // namespace caveat::cli::serve
#endif
