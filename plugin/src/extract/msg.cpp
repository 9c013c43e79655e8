// Msg, see msg.h. Ids of properties as in MS-OXPROPS.
#include "extract/msg.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/compound_file.h"
#include "extract/message.h"
#include "extract/sniff.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string to_utf8(std::string_view bytes, const char* charset) {
  if (bytes.size() > limits::kInputBytes) return {};
  icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), charset);
  if (wide.isBogus() || (wide.isEmpty() && !bytes.empty())) wide = icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), "windows-1252");
  std::string out;
  wide.toUTF8String(out);
  return out;
}

// 100 ns since 1601 -> "2026-11-23 10:15 UTC".
std::string date_text(std::uint64_t ticks) {
  constexpr std::uint64_t kTicksADay = 864'000'000'000, kDaysTo1970 = 134'774;
  if (ticks < kDaysTo1970 * kTicksADay) return {};
  const std::uint64_t days = ticks / kTicksADay - kDaysTo1970, minutes = ticks % kTicksADay / 600'000'000;
  if (days > 200'000) return {};
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  char text[40];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u %02u:%02u UTC", static_cast<unsigned>(static_cast<int>(date.year())), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<unsigned>(minutes / 60), static_cast<unsigned>(minutes % 60));
  return text;
}

class Reader {
 public:
  Reader(const CompoundFile& file, std::uint64_t most, Cancel& cancel) : file_(file), most_(most), cancel_(cancel) {}

  // `properties_head`: bytes before the list of fixed properties; it depends on what the storage is.
  Result<Message> message(std::uint32_t storage, std::size_t properties_head, std::uint32_t depth) {
    Message out;
    read_properties(storage, properties_head);
    const std::string charset = codepage_;
    out.subject = line(storage, "0037");
    const std::string name = line(storage, "0c1a"), address = line(storage, "5d01").empty() ? line(storage, "0c1f") : line(storage, "5d01");
    out.from = name;
    if (!address.empty() && address != name && address.find('@') != address.npos) out.from += (name.empty() ? "<" : " <") + address + ">";
    out.date = date_;
    if (std::string text = string(storage, "1000"); !text.empty()) out.bodies.push_back({"text/plain", std::string(kByteOrderMark) + text});
    if (std::string html = binary(storage, "1013"); !html.empty()) {
      // Its own <meta charset> speaks for it; without one the message's codepage.
      const bool says = html.substr(0, 4096).find("charset") != html.npos;
      out.bodies.push_back({"text/html", says ? std::move(html) : std::string(kByteOrderMark) + to_utf8(html, charset.c_str())});
    } else if (std::string as_string = string(storage, "1013"); !as_string.empty()) {
      out.bodies.push_back({"text/html", std::string(kByteOrderMark) + as_string});
    }
    const std::string kind = line(storage, "001a");
    const bool smime = kind.starts_with("IPM.Note.SMIME") && !kind.starts_with("IPM.Note.SMIME.MultipartSigned");
    if (smime)
      out.unread_body = Error{ErrorCode::locked, "encrypted, or signed in a form that hides its text (S/MIME). Open it in Outlook, save the text and the "
                                                 "attachments, and scan these."};
    if (kind.starts_with("IPM.Note.rpmsg"))
      out.unread_body = Error{ErrorCode::locked, "protected by rights management. Ask the sender for a copy without it, and scan that."};
    if (const std::string packed = binary(storage, "1009"); !packed.empty()) {
      if (auto rtf = unpack_rtf(packed))
        out.bodies.push_back({"application/rtf", std::move(*rtf)});
      else if (out.bodies.empty() && !out.unread_body)
        out.unread_body = Error{ErrorCode::format, "a text in packed RTF that is damaged. Open it in Outlook, save it as HTML or text, and scan that."};
    }

    for (const std::uint32_t child : file_.entries()[storage].children) {
      if (stop_ || (stop_ = cancel_.poll(Stage::extract))) return *stop_;
      const CompoundEntry& entry = file_.entries()[child];
      if (!entry.storage || !entry.name.starts_with("__attach_version1.0_")) continue;
      if (out.attachments.size() >= limits::kSetParts) {
        if (!out.unread_body)
          out.unread_body = Error{ErrorCode::limit, "has more than " + std::to_string(limits::kSetParts) + " attachments; the rest was not read. Save them, and scan "
                                                    "them as a folder."};
        break;
      }
      if (!smime) attachment(child, charset, depth, out);
    }
    if (stop_) return *stop_;
    return out;
  }

  // Streams do not share sectors: together they are no longer than the file. (Some are read twice.) A file in which they do would unpack to
  // far more than it has.
  Result<std::string> read(const CompoundEntry& stream) {
    taken_ += stream.size;
    if (taken_ > most_) return Error{ErrorCode::format, "damaged (its streams are longer than the file). Save it anew from Outlook, and scan that."};
    return file_.read(stream);
  }

 private:
  void attachment(std::uint32_t storage, const std::string& charset, std::uint32_t depth, Message& out) {
    codepage_ = charset;
    Message::Attachment one;
    one.name = string(storage, "3707");
    if (one.name.empty()) one.name = string(storage, "3704");
    if (one.name.empty()) one.name = string(storage, "3001");
    one.media_type = line(storage, "370e");
    const auto inner = std::find_if(file_.entries()[storage].children.begin(), file_.entries()[storage].children.end(), [&](std::uint32_t child) {
      return file_.entries()[child].storage && file_.entries()[child].name == "__substg1.0_3701000d";
    });
    if (inner != file_.entries()[storage].children.end()) {
      if (one.name.empty()) one.name = "message.msg";
      if (file_.find(*inner, "__properties_version1.0") == nullptr) {
        one.error = Error{ErrorCode::format, "an object of another program (OLE). Save it as PDF or DOCX, and scan that."};
      } else if (depth >= limits::kSetDepth) {
        one.error = Error{ErrorCode::limit, "a message in a message, more than " + std::to_string(limits::kSetDepth) + " deep. Save it, and scan that."};
      } else {
        const std::string date = date_;
        auto message = this->message(*inner, 24, depth + 1);
        date_ = date;
        if (message)
          one.message = std::make_unique<Message>(std::move(message).value());
        else
          one.error = message.error();
      }
      out.attachments.push_back(std::move(one));
      return;
    }
    const CompoundEntry* data = file_.find(storage, "__substg1.0_37010102");
    if (data == nullptr) {
      one.error = Error{ErrorCode::format, "only linked to, not in the message. Fetch it, and scan it beside the message."};
    } else if (auto bytes = read(*data)) {
      one.bytes = std::move(bytes).value();
    } else {
      one.error = Error{ErrorCode::format, "damaged (its stream is cut off). Save it from Outlook, and scan that."};
    }
    // Letterheads and icons that the HTML shows; a page that was pasted there is read.
    const std::string id = string(storage, "3712");
    const bool shown = !id.empty() && one.media_type.starts_with("image/") &&
                       std::any_of(out.bodies.begin(), out.bodies.end(), [&](const Message::Body& body) { return body.bytes.find("cid:" + id) != body.bytes.npos; });
    if (!shown || (one.bytes.size() >= kLogoBytes && is_readable_picture(one.bytes))) out.attachments.push_back(std::move(one));
  }

  // PR_INTERNET_CPID or PR_MESSAGE_CODEPAGE, and when it was sent: the properties of fixed size, 16 bytes each.
  void read_properties(std::uint32_t storage, std::size_t head) {
    codepage_ = "windows-1252";
    date_.clear();
    const CompoundEntry* entry = file_.find(storage, "__properties_version1.0");
    auto bytes = entry == nullptr ? Result<std::string>(std::string()) : read(*entry);
    if (!bytes) return;
    std::uint64_t sent = 0, delivered = 0;
    for (std::size_t at = head; at + 16 <= bytes.value().size(); at += 16) {
      const std::uint64_t tag = little(bytes.value(), at, 4), value = little(bytes.value(), at + 8, 8);
      if (tag == 0x3FDE0003 || tag == 0x3FFD0003) set_codepage(static_cast<std::uint32_t>(value), tag == 0x3FFD0003);
      if (tag == 0x00390040) sent = value;
      if (tag == 0x0E060040) delivered = value;
    }
    date_ = date_text(sent != 0 ? sent : delivered);
  }

  void set_codepage(std::uint32_t number, bool of_strings) {
    if (!of_strings && codepage_ != "windows-1252") return;
    if (number == 65001) codepage_ = "utf-8";
    if (number >= 1250 && number <= 1258) codepage_ = "windows-" + std::to_string(number);
    if (number == 28605) codepage_ = "iso-8859-15";
    if (number == 932) codepage_ = "windows-31j";
    if (number == 936) codepage_ = "gbk";
  }

  std::string binary(std::uint32_t storage, std::string_view id) {
    const CompoundEntry* entry = file_.find(storage, "__substg1.0_" + std::string(id) + "0102");
    if (entry == nullptr) return {};
    auto bytes = read(*entry);
    return bytes ? std::move(bytes).value() : std::string();
  }

  // UTF-16 (001F) or in the message's codepage (001E).
  std::string string(std::uint32_t storage, std::string_view id) {
    const std::string stream = "__substg1.0_" + std::string(id);
    const CompoundEntry* entry = file_.find(storage, stream + "001f");
    const bool wide = entry != nullptr;
    if (!wide) entry = file_.find(storage, stream + "001e");
    if (entry == nullptr) return {};
    auto bytes = read(*entry);
    if (!bytes) return {};
    std::string out = to_utf8(bytes.value(), wide ? "UTF-16LE" : codepage_.c_str());
    while (out.ends_with('\0')) out.pop_back();
    return out;
  }

  std::string line(std::uint32_t storage, std::string_view id) {
    constexpr std::size_t kMost = 1'000;
    std::string text = string(storage, id), out;
    for (std::size_t at = 0; at < text.size() && out.size() < kMost;) {
      const Utf8Step step = utf8_step(text, at);
      const bool control = static_cast<unsigned char>(text[at]) < 0x20 || text[at] == 0x7F;
      if (step.valid && text.compare(at, step.size, kByteOrderMark) != 0) out += control ? std::string(" ") : text.substr(at, step.size);
      at += step.size;
    }
    std::size_t begin = 0, end = out.size();
    trim(std::string_view(out), begin, end);
    return out.substr(begin, end - begin);
  }

  const CompoundFile& file_;
  std::uint64_t most_, taken_ = 0;
  Cancel& cancel_;
  std::string codepage_, date_;
  std::optional<Error> stop_;
};

}  // namespace

std::optional<std::string> unpack_rtf(std::string_view packed) {
  // The dictionary that both sides begin with.
  static constexpr std::string_view kInitial =
      "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
      "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
  constexpr std::size_t kWindow = 4096, kHead = 16;
  constexpr std::uint32_t kPacked = 0x75465A4C, kPlain = 0x414C454D;  // "LZFu", "MELA"
  if (packed.size() < kHead) return std::nullopt;
  const std::uint64_t size = little(packed, 4, 4);
  const std::uint32_t kind = static_cast<std::uint32_t>(little(packed, 8, 4));
  if (size > limits::kTextBytes) return std::nullopt;
  packed.remove_prefix(kHead);
  if (kind == kPlain) return std::string(packed.substr(0, size));
  if (kind != kPacked) return std::nullopt;
  std::string window(kInitial);
  std::size_t at = window.size();
  window.resize(kWindow, '\0');
  std::string out;
  const auto put = [&](char c) {
    window[at] = c;
    at = (at + 1) % kWindow;
    out += c;
  };
  for (std::size_t i = 0; i < packed.size() && out.size() < size;) {
    const unsigned control = static_cast<unsigned char>(packed[i++]);
    for (int bit = 0; bit < 8 && out.size() < size; ++bit) {
      if ((control >> bit & 1) == 0) {
        if (i >= packed.size()) return std::nullopt;
        put(packed[i++]);
        continue;
      }
      if (i + 2 > packed.size()) return std::nullopt;
      const unsigned reference = static_cast<unsigned char>(packed[i]) << 8 | static_cast<unsigned char>(packed[i + 1]);
      i += 2;
      std::size_t from = reference >> 4;
      if (from == at) return out.size() == size ? std::optional(std::move(out)) : std::nullopt;  // the end
      for (std::size_t n = (reference & 15) + 2; n > 0 && out.size() < size; --n, from = (from + 1) % kWindow) put(window[from]);
    }
  }
  return out.size() == size ? std::optional(std::move(out)) : std::nullopt;
}

Result<Message> read_msg(const Document& document, Cancel& cancel) {
  auto file = CompoundFile::open(document);
  if (!file) return file.error();
  constexpr std::uint64_t kTwice = 2, kSlack = 1u << 20;
  return Reader(file.value(), kTwice * document.bytes.size() + kSlack, cancel).message(CompoundFile::kRoot, 32, 0);
}

}  // namespace caveat::extract
