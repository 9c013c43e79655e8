// HTTP server: see http_server.h.
#include "serve/http_server.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>

#include "exit_codes.h"
#include "terminal.h"

namespace caveat::cli::serve {
namespace {

// A browser opens six connections; scans are counted by the site. Beyond it people wait.
constexpr int kThreads = 48;
constexpr int kWaiting = 64;
const Poco::Timespan kSilence(30, 0);   // of a client in the middle of a request
const Poco::Timespan kIdle(5, 0);       // between two requests

// Of our own pages: what they load comes from here, and no script stands in a page.
constexpr char kPagePolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
// Of a report: an origin of its own, so that whatever a contract smuggled into it could ask this server for nothing. What it may load
// its own policy says.
constexpr char kReportPolicy[] = "sandbox allow-scripts allow-modals allow-downloads; frame-ancestors 'self'";

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(Site& site) : site_(site) {}
  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
    const Reply reply = site_.handle(request);
    response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(reply.status));
    if (reply.status == 421) response.setReason("Misdirected Request");
    response.setContentType(reply.type);
    for (const auto& [name, value] : reply.headers) response.add(name, value);
    response.set("Content-Security-Policy", reply.is_report ? kReportPolicy : kPagePolicy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("X-Frame-Options", reply.is_report ? "SAMEORIGIN" : "DENY");
    response.set("Referrer-Policy", "same-origin");  // with no-referrer a form would come from "null"
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    response.set("Cache-Control", "no-store");
    // What is left of a body would be taken for the next request.
    const bool body = request.getChunkedTransferEncoding() || (request.hasContentLength() && request.getContentLength64() != 0);
    if (body || reply.status >= 400) response.setKeepAlive(false);
    response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
    try {
      std::ostream& out = response.send();
      if (request.getMethod() != "HEAD") out.write(reply.body.data(), static_cast<std::streamsize>(reply.body.size()));
      out.flush();
    } catch (const Poco::Exception&) {  // gone
    }
  }

 private:
  Site& site_;
};

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit Factory(Site& site) : site_(site) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override { return new Handler(site_); }

 private:
  Site& site_;
};

}  // namespace

HttpServer::HttpServer(Site& site, const std::string& address, std::uint16_t port) : threads_("serve", 2, kThreads) {
  try {
    // Not the port of another program, and again at once after an end.
    socket_.bind(Poco::Net::SocketAddress(Poco::Net::IPAddress(address), port), true, false);
    socket_.listen(kWaiting);
  } catch (const Poco::Exception& error) {
    throw Failure("cannot listen on " + printable(address) + ", port " + std::to_string(port) + ": " + error.displayText() +
                  ". Choose another with --port, or --port 0 for any.");
  }
  Poco::Net::HTTPServerParams::Ptr parameters = new Poco::Net::HTTPServerParams;
  parameters->setMaxThreads(kThreads);
  parameters->setMaxQueued(kWaiting);
  parameters->setTimeout(kSilence);
  parameters->setKeepAlive(true);
  parameters->setKeepAliveTimeout(kIdle);
  server_ = std::make_unique<Poco::Net::HTTPServer>(new Factory(site), threads_, socket_, parameters);
  server_->start();
}

HttpServer::~HttpServer() {
  server_->stopAll(true);
  threads_.joinAll();
}

std::string HttpServer::address() const { return socket_.address().toString(); }

}  // namespace caveat::cli::serve
