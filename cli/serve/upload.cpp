// Upload: see upload.h.
#include "serve/upload.h"

#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/PartHandler.h>
#include <Poco/String.h>
#include <Poco/URI.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <istream>
#include <streambuf>

#include "serve/reply.h"
#include "terminal.h"

namespace caveat::cli::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kFormBytes = 64u << 10;       // boundaries and the few fields beside the document
constexpr int kFields = 20;                            // ours has five
constexpr int kFieldBytes = 2'000;                     // the longest is a token
constexpr auto kSlowest = std::chrono::seconds(120);   // 64 MB over 4 Mbit/s
constexpr auto kDrainTime = std::chrono::seconds(10);
constexpr auto kRoomWait = std::chrono::seconds(30);
constexpr std::size_t kNameBytes = 200;                // of a file; file systems take 255

// At most so many bytes of another stream, until some moment. Which of both ended it, it remembers: streams swallow exceptions.
class Bounded : public std::streambuf {
 public:
  Bounded(std::istream& from, std::uint64_t most) : from_(from), left_(most), until_(Clock::now() + kSlowest) {}
  bool too_large() const { return too_large_; }
  bool too_slow() const { return too_slow_; }
  // Reads what a form's parser left. False: something is missing.
  bool ends_after(std::uint64_t length) {
    while (underflow() != traits_type::eof()) setg(nullptr, nullptr, nullptr);
    return got_ == length;
  }
  // Throws what the reader of the stream did not see.
  void check(std::uint64_t most) const {
    if (too_large_) throw Problem(Trouble::too_large, "At most " + std::to_string(most >> 20) + " MB.");
    if (too_slow_) throw Problem(Trouble::too_slow, "The document did not arrive in time.");
  }

 protected:
  int_type underflow() override {
    if (too_large_ || too_slow_) return traits_type::eof();
    too_slow_ = Clock::now() > until_;
    if (too_slow_) return traits_type::eof();
    from_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
    const auto count = static_cast<std::uint64_t>(from_.gcount());
    if (count == 0) return traits_type::eof();
    too_large_ = count > left_;
    if (too_large_) return traits_type::eof();
    left_ -= count;
    got_ += count;
    setg(chunk_.data(), chunk_.data(), chunk_.data() + count);
    return traits_type::to_int_type(chunk_[0]);
  }

 private:
  std::istream& from_;
  std::uint64_t left_, got_ = 0;
  Clock::time_point until_;
  bool too_large_ = false, too_slow_ = false;
  std::array<char, 1 << 14> chunk_;
};

std::string all_of(std::istream& in) {
  std::string bytes;
  std::array<char, 1 << 16> chunk;
  while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) bytes.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
  return bytes;
}

// "C:\\offers\\..\\Angebot.pdf" -> "Angebot.pdf". It is shown and written into reports, and never opened.
std::string shown_name(const std::string& given) {
  std::string name = given.substr(given.find_last_of("/\\") == std::string::npos ? 0 : given.find_last_of("/\\") + 1);
  name = printable(name);
  if (name.size() > kNameBytes) {
    std::size_t cut = kNameBytes;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) --cut;  // not inside a character
    name.resize(cut);
  }
  if (name.empty() || name.find_first_not_of(". ") == std::string::npos) return "contract";
  return name;
}

// The part with the document; of several the first.
class DocumentPart : public Poco::Net::PartHandler {
 public:
  explicit DocumentPart(Upload& upload) : upload_(upload) {}
  void handlePart(const Poco::Net::MessageHeader& header, std::istream& in) override {
    std::string kind;
    Poco::Net::NameValueCollection parameters;
    Poco::Net::MessageHeader::splitParameters(header.get("Content-Disposition", ""), kind, parameters);
    std::string bytes = all_of(in);
    const std::string name = parameters.get("filename", "");
    // A form that was sent without choosing a file has an empty part.
    if (upload_.has_file || parameters.get("name", "") != "file" || (name.empty() && bytes.empty())) return;
    upload_.has_file = true;
    upload_.name = shown_name(name);
    upload_.bytes = std::move(bytes);
  }

 private:
  Upload& upload_;
};

void take_fields(const Poco::Net::HTMLForm& form, std::map<std::string, std::string>& fields) {
  for (const auto& [name, value] : form) fields[name] = value;
}

std::string media_type(const Poco::Net::HTTPServerRequest& request) {
  const std::string type = request.getContentType();
  return Poco::toLower(Poco::trim(type.substr(0, type.find(';'))));
}

}  // namespace

UploadRoom::Share::Share(UploadRoom& room, std::uint64_t bytes) : room_(room), bytes_(std::min(bytes, room.most_)) {
  std::unique_lock lock(room_.mutex_);
  if (!room_.freed_.wait_for(lock, kRoomWait, [&] { return room_.free_ >= bytes_; })) throw Problem(Trouble::busy);
  room_.free_ -= bytes_;
}

UploadRoom::Share::~Share() {
  {
    const std::lock_guard lock(room_.mutex_);
    room_.free_ += bytes_;
  }
  room_.freed_.notify_all();
}

std::uint64_t announced(const Poco::Net::HTTPServerRequest& request, std::uint64_t most) {
  if (!request.hasContentLength() || request.has("Transfer-Encoding")) throw Problem(Trouble::no_length, "Send Content-Length, and no chunks.");
  const Poco::Int64 length = request.getContentLength64();
  if (length < 0) throw Problem(Trouble::bad_request, "The length of the request is none.");
  if (static_cast<std::uint64_t>(length) > most + kFormBytes) throw Problem(Trouble::too_large, "At most " + std::to_string(most >> 20) + " MB.");
  return static_cast<std::uint64_t>(length);
}

Upload read_upload(Poco::Net::HTTPServerRequest& request, std::uint64_t most) {
  Upload upload;
  upload.fields = query_of(request.getURI());
  const std::uint64_t length = announced(request, most);
  if (length == 0) throw Problem(Trouble::no_file);
  if (media_type(request) == "multipart/form-data") {
    Bounded bounded(request.stream(), most + kFormBytes);
    std::istream in(&bounded);
    DocumentPart part(upload);
    Poco::Net::HTMLForm form;
    form.setFieldLimit(kFields);
    form.setValueLengthLimit(kFieldBytes);
    try {
      form.load(request, in, part);
    } catch (const Poco::Exception&) {
      bounded.check(most);
      if (!bounded.ends_after(length)) throw Problem(Trouble::cut_off);
      throw Problem(Trouble::bad_request, "The form is damaged, or has too many fields.");
    }
    const bool whole = bounded.ends_after(length);
    bounded.check(most);
    if (!whole) throw Problem(Trouble::cut_off);
    take_fields(form, upload.fields);
  } else {
    Bounded bounded(request.stream(), most);
    std::istream in(&bounded);
    upload.bytes = all_of(in);
    const bool whole = bounded.ends_after(length);
    bounded.check(most);
    if (!whole) throw Problem(Trouble::cut_off);
    upload.has_file = !upload.bytes.empty();
    const auto name = upload.fields.find("name");
    upload.name = shown_name(name == upload.fields.end() ? "" : name->second);
  }
  if (!upload.has_file) throw Problem(Trouble::no_file);
  if (upload.bytes.size() > most) throw Problem(Trouble::too_large);
  return upload;
}

std::map<std::string, std::string> read_form(Poco::Net::HTTPServerRequest& request) {
  std::map<std::string, std::string> fields;
  announced(request, kFormBytes);
  Bounded bounded(request.stream(), kFormBytes);
  std::istream in(&bounded);
  Poco::Net::HTMLForm form;
  form.setFieldLimit(kFields);
  form.setValueLengthLimit(kFieldBytes);
  try {
    form.load(request, in);
  } catch (const Poco::Exception&) {
    throw Problem(Trouble::bad_request);
  }
  bounded.check(kFormBytes);
  take_fields(form, fields);
  return fields;
}

std::map<std::string, std::string> query_of(const std::string& uri) {
  std::map<std::string, std::string> fields;
  try {
    for (const auto& [name, value] : Poco::URI(uri).getQueryParameters()) fields.emplace(name, value);
  } catch (const Poco::Exception&) {
    throw Problem(Trouble::bad_request, "The address is none.");
  }
  return fields;
}

void drain(Poco::Net::HTTPServerRequest& request) {
  const auto until = Clock::now() + kDrainTime;
  std::array<char, 1 << 16> chunk;
  try {
    while (Clock::now() < until && request.stream().read(chunk.data(), chunk.size())) {
    }
  } catch (const std::exception&) {  // gone: fine
  }
}

}  // namespace caveat::cli::serve
