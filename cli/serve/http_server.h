// HTTP server: replies of a Site over Poco's HTTP, with the headers that keep a browser strict. Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_HTTP_SERVER_H
#define CAVEAT_CLI_SERVE_HTTP_SERVER_H
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/ThreadPool.h>

#include <memory>
#include <string>

#include "serve/site.h"

namespace caveat::cli::serve {

class HttpServer {
 public:
  // Listens at once. Throws Failure where the address cannot be had.
  HttpServer(Site& site, const std::string& address, std::uint16_t port);
  ~HttpServer();  // answers nobody any more
  std::string address() const;  // "127.0.0.1:8765", "[::1]:8765"

 private:
  Poco::ThreadPool threads_;
  Poco::Net::ServerSocket socket_;
  std::unique_ptr<Poco::Net::HTTPServer> server_;
};

}  // namespace caveat::cli::serve
#endif
