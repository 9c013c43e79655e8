// Access: see access.h.
#include "serve/access.h"

#include <Poco/Net/IPAddress.h>
#include <Poco/Net/NameValueCollection.h>
#include <Poco/String.h>
#include <sys/random.h>

#include <algorithm>
#include <array>

#include "exit_codes.h"
#include "serve/reply.h"

namespace caveat::cli::serve {
namespace {

constexpr char kCookie[] = "caveat_session";

// In a time that does not tell how many characters were right.
bool same(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

// "127.0.0.1:8765" -> "127.0.0.1", "[::1]:8765" -> "::1"
std::string name_of(const std::string& host) {
  if (host.starts_with('[')) return host.find(']') == std::string::npos ? std::string() : host.substr(1, host.find(']') - 1);
  return Poco::toLower(host.substr(0, host.find(':')));
}

}  // namespace

std::string random_id() {
  std::array<unsigned char, 16> bytes;
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) throw Failure("the system gives no random numbers.");
  constexpr char kDigits[] = "0123456789abcdef";
  std::string id;
  for (const unsigned char byte : bytes) {
    id += kDigits[byte >> 4];
    id += kDigits[byte & 15];
  }
  return id;
}

Access::Access(std::string token, std::vector<std::string> names, bool loopback)
    : token_(std::move(token)), session_(random_id()), names_(std::move(names)), loopback_(loopback) {
  for (std::string& name : names_) Poco::toLowerInPlace(name);
}

void Access::check_host(const Poco::Net::HTTPServerRequest& request) const {
  // A name can be made to mean this machine by whoever owns it, an address cannot: a page of that name would then read our answers.
  const std::string name = name_of(request.get("Host", ""));
  Poco::Net::IPAddress address;
  const bool is_address = Poco::Net::IPAddress::tryParse(name, address);
  const bool ours = is_address ? !loopback_ || address.isLoopback() : name == "localhost" || std::find(names_.begin(), names_.end(), name) != names_.end();
  if (!ours) throw Problem(Trouble::wrong_host, "Ask for it by its address, or name the host with --host when it starts.");
}

void Access::check_origin(const Poco::Net::HTTPServerRequest& request) const {
  // Browsers say where a form comes from; programs do not, and send no cookie by themselves either.
  const std::string site = request.get("Sec-Fetch-Site", "");
  if (!site.empty() && site != "same-origin" && site != "none") throw Problem(Trouble::wrong_origin);
  if (!request.has("Origin")) return;
  const std::string origin = Poco::toLower(request.get("Origin")), host = Poco::toLower(request.get("Host", ""));
  if (origin != "http://" + host && origin != "https://" + host) throw Problem(Trouble::wrong_origin);
}

bool Access::is_token(const std::string& given) const { return !token_.empty() && same(given, token_); }

void Access::check_token(const Poco::Net::HTTPServerRequest& request) const {
  if (token_.empty()) return;
  constexpr std::string_view kBearer = "Bearer ";
  if (const std::string header = request.get("Authorization", ""); header.starts_with(kBearer)) {
    if (is_token(header.substr(kBearer.size()))) return;
    throw Problem(Trouble::no_token, "The token is wrong.");
  }
  Poco::Net::NameValueCollection cookies;
  request.getCookies(cookies);
  if (same(cookies.get(kCookie, ""), session_)) return;
  throw Problem(Trouble::no_token, "Send it as \"Authorization: Bearer TOKEN\", or open /login in a browser.");
}

// Not Secure: this server speaks plain HTTP, and a proxy before it may speak TLS.
std::string Access::cookie() const { return std::string(kCookie) + "=" + session_ + "; Path=/; HttpOnly; SameSite=Lax"; }

}  // namespace caveat::cli::serve
