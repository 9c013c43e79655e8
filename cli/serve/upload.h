// Upload: a document that somebody sends, as a form or as the body itself, never larger than allowed, never slower.
// Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_UPLOAD_H
#define CAVEAT_CLI_SERVE_UPLOAD_H
#include <Poco/Net/HTTPServerRequest.h>

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace caveat::cli::serve {

struct Upload {
  std::string name;  // for people: without folders, control characters, or an end
  std::string bytes;
  bool has_file = false;
  std::map<std::string, std::string> fields;  // of the form, or of the address
};

// How many bytes of uploads may be in memory at a time, of all requests together. [thread-safe]
class UploadRoom {
 public:
  explicit UploadRoom(std::uint64_t most) : free_(most), most_(most) {}
  class Share {
   public:
    Share(UploadRoom& room, std::uint64_t bytes);  // waits a while; throws Problem where none becomes free
    ~Share();
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

   private:
    UploadRoom& room_;
    std::uint64_t bytes_;
  };

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  std::uint64_t free_, most_;
};

// How long the body is. Throws Problem when that is more than `most`, or not said: half a contract must not pass for a whole one.
std::uint64_t announced(const Poco::Net::HTTPServerRequest& request, std::uint64_t most);

// Throws Problem.
Upload read_upload(Poco::Net::HTTPServerRequest& request, std::uint64_t most);
// A form without a file: small.
std::map<std::string, std::string> read_form(Poco::Net::HTTPServerRequest& request);
// Of the address.
std::map<std::string, std::string> query_of(const std::string& uri);

// Takes what the client still sends, for a while: a browser shows an answer only after it could send everything.
void drain(Poco::Net::HTTPServerRequest& request);

}  // namespace caveat::cli::serve
#endif
