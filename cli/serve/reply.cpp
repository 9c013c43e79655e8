// Reply: see reply.h.
#include "serve/reply.h"

#include <Poco/JSON/Object.h>

#include <sstream>

namespace caveat::cli::serve {
namespace {

struct Told {
  int status;
  const char* code;
  const char* title;
};

Told told(Trouble trouble) {
  switch (trouble) {
    case Trouble::bad_request: return {400, "bad-request", "The request cannot be understood"};
    case Trouble::no_length: return {411, "no-length", "The length of the request is missing"};
    case Trouble::cut_off: return {400, "cut-off", "The document did not arrive whole"};
    case Trouble::no_file: return {400, "no-file", "There is no document in the request"};
    case Trouble::too_large: return {413, "too-large", "The document is larger than this server takes"};
    case Trouble::too_slow: return {408, "too-slow", "It took too long"};
    case Trouble::not_read: return {422, "not-read", "The document cannot be read"};
    case Trouble::bad_value: return {400, "bad-value", "A parameter has a value that is not known"};
    case Trouble::busy: return {503, "busy", "Too many documents at a time"};
    case Trouble::no_token: return {401, "no-token", "A token is needed"};
    case Trouble::wrong_host: return {421, "wrong-host", "This server does not go by that name"};
    case Trouble::wrong_origin: return {403, "wrong-origin", "The request comes from another page"};
    case Trouble::not_found: return {404, "not-found", "There is nothing here"};
    case Trouble::gone: return {404, "gone", "The result is not kept any more"};
    case Trouble::wrong_method: return {405, "wrong-method", "The method is not for this address"};
    case Trouble::no_format: return {406, "no-format", "The result cannot be written in that format"};
    case Trouble::internal: break;
  }
  return {500, "internal", "An error that Caveat does not know"};
}

}  // namespace

int status_of(Trouble trouble) { return told(trouble).status; }
const char* code_of(Trouble trouble) { return told(trouble).code; }

Reply problem_json(const Problem& problem) {
  const Told one = told(problem.trouble());
  Poco::JSON::Object body(Poco::JSON_PRESERVE_KEY_ORDER);
  body.set("type", std::string("urn:caveat:problem:") + one.code);
  body.set("title", one.title);
  body.set("status", one.status);
  if (!problem.detail().empty()) body.set("detail", problem.detail());
  std::ostringstream out;
  body.stringify(out, 0);
  Reply reply{one.status, "application/problem+json", out.str() + "\n"};
  if (problem.trouble() == Trouble::no_token) reply.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"caveat\"");
  if (problem.trouble() == Trouble::busy) reply.headers.emplace_back("Retry-After", "10");
  return reply;
}

}  // namespace caveat::cli::serve
