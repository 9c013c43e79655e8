// Mail, see mail.h.
#include "extract/mail.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>

#include "base/limits.h"
#include "extract/sniff.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kHeadLineBytes = 1'000;    // of a subject or sender as it is shown
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  trim(text, begin, end);
  return text.substr(begin, end - begin);
}

// ---- encodings ----

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

// What is no digit is passed over, as the standard wants, and counted; a padding in the middle begins anew (parts that were joined).
std::string from_base64(std::string_view text, std::uint32_t* passed_over = nullptr) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int digits = 0;
  const auto flush = [&] {
    if (digits >= 2) out += static_cast<char>(bits >> (digits * 6 - 8));
    if (digits == 3) out += static_cast<char>(bits >> 2);
    bits = 0;
    digits = 0;
  };
  for (const char c : text) {
    if (c == '=') flush();
    const int digit = base64_digit(c);
    if (digit < 0) {
      if (passed_over && c != '=' && c != '\n' && c != '\r' && c != ' ' && c != '\t') ++*passed_over;
      continue;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if (++digits < 4) continue;
    out += static_cast<char>(bits >> 16);
    out += static_cast<char>(bits >> 8);
    out += static_cast<char>(bits);
    bits = 0;
    digits = 0;
  }
  flush();
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

// `word`: within a header, where '_' is a space.
std::string from_quoted_printable(std::string_view text, bool word) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (word && text[i] == '_') {
      out += ' ';
    } else if (text[i] != '=') {
      out += text[i];
    } else if (i + 2 < text.size() + 0 && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) << 4 | hex_digit(text[i + 2]));
      i += 2;
    } else {
      // A soft line break, perhaps with white space that a gateway added; else an '=' that nobody encoded.
      std::size_t end = i + 1;
      while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
      if (!word && (end == text.size() || text[end] == '\n'))
        i = end;
      else
        out += '=';
    }
  }
  return out;
}

// Nothing: no such charset. us-ascii and latin-1 are taken as windows-1252, as browsers do.
std::optional<std::string> from_charset(std::string_view bytes, std::string_view charset) {
  constexpr std::size_t kNameBytes = 60;
  std::string name = lowered(trimmed(charset));
  if (name.empty() || name.size() > kNameBytes || bytes.size() > limits::kInputBytes) return std::nullopt;
  if (name == "utf-8" || name == "utf8") return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  if (name == "us-ascii" || name == "ascii" || name == "iso-8859-1" || name == "latin1") {
    if (is_utf8(bytes)) return std::string(bytes);  // says so, but is not
    name = "windows-1252";
  }
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), name.c_str());
  if (wide.isBogus() || (wide.isEmpty() && !bytes.empty())) return std::nullopt;
  std::string out;
  wide.toUTF8String(out);
  return out;
}

// Of a header: bare 8-bit characters are UTF-8 or windows-1252.
std::string readable(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  return from_charset(bytes, "windows-1252").value_or(std::string());
}

// "=?utf-8?Q?R=C3=A9s?= =?utf-8?Q?iliation?=" -> "Résiliation" (RFC 2047). The bytes of neighbours of one charset are joined before they
// are decoded: some writers part a character.
std::string header_words(std::string_view text) {
  std::string out, bytes, charset;
  const auto flush = [&] {
    out += from_charset(bytes, charset).value_or(readable(bytes));
    bytes.clear();
    charset.clear();
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find("=?", at);
    if (begin == text.npos) break;
    const std::size_t name_end = text.find('?', begin + 2);
    if (name_end == text.npos || name_end + 2 >= text.size() || text[name_end + 2] != '?') {
      flush();
      out += readable(text.substr(at, begin + 2 - at));
      at = begin + 2;
      continue;
    }
    const std::size_t end = text.find("?=", name_end + 3);
    if (end == text.npos) break;
    const std::string_view between = text.substr(at, begin - at);
    std::string_view name = text.substr(begin + 2, name_end - begin - 2);
    name = name.substr(0, name.find('*'));  // a language, RFC 2231
    const bool joins = !charset.empty() && trimmed(between).empty();
    if (!joins || lowered(name) != charset) {
      flush();
      if (!joins) out += readable(between);
    }
    charset = lowered(name);
    const std::string_view content = text.substr(name_end + 3, end - name_end - 3);
    bytes += lower(text[name_end + 1]) == 'b' ? from_base64(content) : from_quoted_printable(content, true);
    at = end + 2;
  }
  flush();
  return out + readable(text.substr(at));
}

// One line that may stand in the text: white space and control characters become single spaces.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < kHeadLineBytes;) {
    const Utf8Step step = utf8_step(text, at);
    const unsigned char first = static_cast<unsigned char>(text[at]);
    const std::string_view here = text.substr(at, step.size);
    at += step.size;
    if (!step.valid || here == kByteOrderMark) continue;
    const bool space = first < 0x20 || first == 0x7F || white_space_at(here, 0) > 0 || (first == 0xC2 && static_cast<unsigned char>(here[1]) < 0xA0);
    if (!space)
      out += here;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return std::string(trimmed(out));
}

// ---- headers ----

using Headers = std::map<std::string, std::string, std::less<>>;  // name in lower case -> unfolded value, the first of each

const std::string& value_of(const Headers& headers, std::string_view name) {
  static const std::string none;
  const auto found = headers.find(name);
  return found == headers.end() ? none : found->second;
}

std::string_view next_line(std::string_view text, std::size_t& at) {
  std::size_t end = text.find_first_of("\r\n", at);
  if (end == text.npos) end = text.size();
  const std::string_view line = text.substr(at, end - at);
  at = std::min(text.size(), end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  return line;
}

// The name of a header line, in lower case; empty: it is none.
std::string field_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos || colon == 0 || colon > 80) return {};
  std::string_view name = line.substr(0, colon);
  while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
  for (const char c : name)
    if (c <= ' ' || c >= 0x7F) return {};
  return lowered(name);
}

// Reads the header at the begin of a message or part; `body`: what is behind it. `cut`: its end is beyond the limit, and the rest of it counts as body.
Headers read_headers(std::string_view bytes, std::string_view& body, bool& cut) {
  cut = false;
  Headers headers;
  std::string name, value;
  const auto keep = [&] {
    if (!name.empty()) headers.emplace(std::move(name), std::move(value));
    name.clear();
    value.clear();
  };
  std::size_t at = 0;
  while (at < bytes.size() && at < limits::kMailHeadBytes) {
    const std::size_t begin = at;
    const std::string_view line = next_line(bytes, at);
    if (line.empty()) {
      keep();
      body = bytes.substr(at);
      return headers;
    }
    if (line[0] == ' ' || line[0] == '\t') {
      value.append(" ").append(trimmed(line));
      continue;
    }
    keep();
    name = field_name(line);
    if (!name.empty()) {
      value = trimmed(line.substr(line.find(':') + 1));
    } else if (!(begin == 0 && line.starts_with("From ")) && !line.starts_with(">From ")) {
      body = bytes.substr(begin);  // no blank line before the body
      return headers;
    }
  }
  keep();
  cut = at < bytes.size();
  body = bytes.substr(std::min(at, bytes.size()));
  return headers;
}

// `text/plain; charset="utf-8"; name*0="a"; name*1="b"` (RFC 2045, 2231).
struct Parameters {
  std::string value;  // in lower case
  std::map<std::string, std::string, std::less<>> named;  // UTF-8

  const std::string& operator[](std::string_view name) const {
    static const std::string none;
    const auto found = named.find(name);
    return found == named.end() ? none : found->second;
  }
};

Parameters parameters_of(std::string_view text) {
  constexpr std::size_t kMost = 64;
  Parameters out;
  std::size_t at = std::min(text.find(';'), text.size());
  std::string_view value = text.substr(0, at);
  out.value = lowered(trimmed(value.substr(0, value.find('('))));
  struct Piece {
    std::string text;
    bool coded = false;
  };
  std::map<std::string, std::map<int, Piece>> pieces;
  for (std::size_t count = 0; at < text.size() && count < kMost; ++count) {
    ++at;  // ';'
    const std::size_t equals = text.find_first_of("=;", at);
    if (equals == text.npos) break;
    std::string name = lowered(trimmed(text.substr(at, equals - at)));
    at = equals;
    if (text[equals] == ';') continue;
    ++at;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    Piece piece;
    if (at < text.size() && text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        piece.text += text[at];
      }
      at = std::min(text.find(';', at), text.size());
    } else {
      const std::size_t end = std::min(text.find(';', at), text.size());
      piece.text = trimmed(text.substr(at, end - at));
      at = end;
    }
    int number = 0;
    if (name.ends_with('*')) {
      piece.coded = true;
      name.pop_back();
    }
    if (const std::size_t star = name.rfind('*'); star != name.npos) {
      for (const char c : name.substr(star + 1)) number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + (c - '0') : 1000;
      name.resize(star);
    }
    pieces[name].emplace(number, std::move(piece));
  }
  for (const auto& [name, parts] : pieces) {
    std::string bytes, charset;
    bool coded = false;
    for (const auto& [number, piece] : parts) {
      std::string_view rest = piece.text;
      if (!piece.coded) {
        bytes += rest;
        continue;
      }
      if (!coded) {
        const std::size_t first = rest.find('\''), second = first == rest.npos ? first : rest.find('\'', first + 1);
        if (second != rest.npos) {
          charset = rest.substr(0, first);
          rest.remove_prefix(second + 1);
        }
      }
      coded = true;
      for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '%' && i + 2 < rest.size() && hex_digit(rest[i + 1]) >= 0 && hex_digit(rest[i + 2]) >= 0) {
          bytes += static_cast<char>(hex_digit(rest[i + 1]) << 4 | hex_digit(rest[i + 2]));
          i += 2;
        } else {
          bytes += rest[i];
        }
      }
    }
    out.named[name] = coded ? from_charset(bytes, charset).value_or(readable(bytes)) : header_words(bytes);
  }
  return out;
}

// ---- the tree of parts ----

class Parser {
 public:
  Parser(Message& out, Cancel& cancel) : out_(out), cancel_(cancel) {}

  std::optional<Error> message(std::string_view bytes) {
    std::string_view body;
    bool cut = false;
    const Headers headers = read_headers(bytes, body, cut);
    if (cut) tell_cut_head();
    out_.subject = one_line(header_words(value_of(headers, "subject")));
    out_.from = one_line(header_words(value_of(headers, "from")));
    out_.date = one_line(header_words(value_of(headers, "date")));
    part(headers, body, Around::nothing, 0);
    join_texts();
    drop_pictures();
    return stop_;
  }

 private:
  enum class Around { nothing, mixed, alternative, related };

  // What kind of part it is, and what it is called, may stand behind the limit.
  void tell_cut_head() {
    if (!out_.unread_body)
      out_.unread_body = Error{ErrorCode::limit, "has a header of more than " + std::to_string(limits::kMailHeadBytes >> 10) +
                                                     " KB, behind which nothing was understood. Save what hangs on it, and scan that."};
  }

  void part(const Headers& headers, std::string_view body, Around around, std::uint32_t depth) {
    if (stop_ || (stop_ = cancel_.poll(Stage::extract))) return;
    if (++parts_ > limits::kMailParts || depth > limits::kMailDepth) {
      if (!out_.unread_body)
        out_.unread_body = Error{ErrorCode::limit, "has more than " + std::to_string(limits::kMailParts) + " parts, or parts in each other more than " +
                                                       std::to_string(limits::kMailDepth) + " deep; the rest was not read. Save what hangs on it, and scan that."};
      return;
    }
    Parameters type = parameters_of(value_of(headers, "content-type"));
    const Parameters disposition = parameters_of(value_of(headers, "content-disposition"));
    if (type.value.empty() || type.value.find('/') == type.value.npos) type.value = "text/plain";
    std::string name = disposition["filename"].empty() ? type["name"] : disposition["filename"];
    const bool attached = disposition.value == "attachment";

    if (type.value.starts_with("multipart/")) return multipart(type, body, depth);
    const auto told = [&](ErrorCode code, const char* what) {
      if (around == Around::nothing || name.empty()) {
        if (!out_.unread_body) out_.unread_body = Error{code, what};
      } else {
        out_.attachments.push_back({name, type.value, {}, nullptr, Error{code, what}});
      }
    };
    const std::string low_name = lowered(name);
    if (type.value == "application/pkcs7-mime" || type.value == "application/x-pkcs7-mime") {
      name.clear();  // "smime.p7m" is no file that anybody attached
      return told(ErrorCode::locked, lowered(type["smime-type"]) == "signed-data"
                                         ? "signed in a form that hides its text (S/MIME, opaque). Open it in your mail program, save the text and the "
                                           "attachments, and scan these."
                                         : "encrypted (S/MIME). Open it in your mail program, save the text and the attachments, and scan these.");
    }
    if (type.value == "application/pgp-encrypted") {
      name.clear();
      return told(ErrorCode::locked, "encrypted (PGP). Open it in your mail program, save the text and the attachments, and scan these.");
    }
    if (type.value == "application/pgp-signature" || type.value == "application/pkcs7-signature" || type.value == "application/x-pkcs7-signature" ||
        type.value == "application/pgp-keys")
      return;  // proves who wrote it; nothing to read
    if (type.value == "application/ms-tnef" || low_name == "winmail.dat") {
      if (name.empty()) name = "winmail.dat";
      return told(ErrorCode::format, "text and attachments packed by Outlook (TNEF). Ask the sender to send it as HTML or plain text, or save the "
                                     "attachments in Outlook, and scan these.");
    }
    if (type.value == "message/partial" || type.value == "message/external-body")
      return told(ErrorCode::format, "only a pointer to text that was sent otherwise. Fetch that and scan it.");

    std::string bytes = decoded(headers, body);
    const bool text = type.value == "text/plain" || type.value == "text/html" || type.value == "text/enriched";
    if (text && !attached && (name.empty() || around == Around::alternative)) return body_text(type, std::move(bytes));
    if (type.value == "message/rfc822" && name.empty()) name = "message.eml";
    // A text that hangs on it may be in an encoding that only the mail knows.
    const bool binary = bytes.find('\0') != bytes.npos || bytes.starts_with("%PDF-") || bytes.starts_with("PK\3\4");  // whatever the type says
    if (type.value.starts_with("text/") && !binary)
      if (auto converted = from_charset(bytes, type["charset"])) bytes = std::string(kByteOrderMark) + *converted;
    if (type.value.starts_with("image/") && !attached) pictures_.push_back({out_.attachments.size(), trimmed_id(value_of(headers, "content-id"))});
    out_.attachments.push_back({std::move(name), type.value, std::move(bytes)});
  }

  void multipart(const Parameters& type, std::string_view body, std::uint32_t depth) {
    if (type.value == "multipart/encrypted" && !out_.unread_body) {
      out_.unread_body = Error{ErrorCode::locked, "encrypted (PGP). Open it in your mail program, save the text and the attachments, and scan these."};
      return;
    }
    const Around around = type.value == "multipart/alternative" ? Around::alternative : type.value == "multipart/related" ? Around::related : Around::mixed;
    const std::string mark = "--" + type["boundary"];
    const auto find_mark = [&](std::size_t from) {
      for (std::size_t at = body.find(mark, from); at != body.npos; at = body.find(mark, at + 1)) {
        if (at > 0 && body[at - 1] != '\n' && body[at - 1] != '\r') continue;
        // "--part" must not end a part at "--part-2".
        const std::string_view behind = body.substr(at + mark.size());
        if (behind.empty() || behind.starts_with("--") || white_space_at(behind, 0) > 0) return at;
      }
      return body.npos;
    };
    std::size_t at = mark.size() > 2 ? find_mark(0) : body.npos;
    if (at == body.npos) {  // parts that are not there: what is there is text
      if (!trimmed(body).empty()) body_text({}, std::string(body));
      return;
    }
    while (at != body.npos && !stop_) {
      std::size_t begin = at + mark.size();
      if (body.substr(begin).starts_with("--")) break;
      (void)next_line(body, begin);
      const std::size_t next = begin < body.size() ? find_mark(begin) : body.npos;
      std::string_view one = body.substr(std::min(begin, body.size()), next == body.npos ? next : next - begin);
      // The line end before the mark belongs to the mark.
      if (next != body.npos && one.ends_with('\n')) one.remove_suffix(1);
      if (next != body.npos && one.ends_with('\r')) one.remove_suffix(1);
      std::string_view content;
      bool cut = false;
      Headers headers = read_headers(one, content, cut);
      if (cut) tell_cut_head();
      if (type.value == "multipart/digest") headers.emplace("content-type", "message/rfc822");
      part(headers, content, around, depth + 1);
      at = next;
    }
  }

  std::string decoded(const Headers& headers, std::string_view body) {
    const std::string& value = value_of(headers, "content-transfer-encoding");
    const std::string encoding = lowered(trimmed(std::string_view(value).substr(0, value.find(';'))));
    if (encoding == "base64") return from_base64(body, &out_.garbled);
    if (encoding == "quoted-printable") return from_quoted_printable(body, false);
    return std::string(body);
  }

  void body_text(const Parameters& type, std::string bytes) {
    if (bytes.find("-----BEGIN PGP MESSAGE-----") != bytes.npos && !out_.unread_body)
      out_.unread_body = Error{ErrorCode::locked, "encrypted (PGP). Open it in your mail program, save the text and the attachments, and scan these."};
    if (auto converted = from_charset(bytes, type["charset"])) bytes = std::string(kByteOrderMark) + *converted;
    out_.bodies.push_back({type.value == "text/html" ? "text/html" : "text/plain", std::move(bytes)});
  }

  // "The text, an attachment, and the text goes on": texts of one kind are one body.
  void join_texts() {
    std::vector<Message::Body> joined;
    for (Message::Body& body : out_.bodies) {
      const auto same = std::find_if(joined.begin(), joined.end(), [&](const Message::Body& b) { return b.media_type == body.media_type; });
      if (same == joined.end()) {
        joined.push_back(std::move(body));
        continue;
      }
      // A converted one behind one that is not (or the other way round) would be read in the wrong encoding.
      const auto as_utf8 = [](std::string& bytes) {
        if (!bytes.starts_with(kByteOrderMark)) bytes = std::string(kByteOrderMark) + readable(bytes);
      };
      as_utf8(same->bytes);
      as_utf8(body.bytes);
      same->bytes.append(same->media_type == "text/html" ? "<hr>" : "\n\n").append(body.bytes, kByteOrderMark.size());
    }
    out_.bodies = std::move(joined);
  }

  static std::string trimmed_id(std::string_view id) {
    id = trimmed(id);
    if (id.starts_with('<')) id.remove_prefix(1);
    if (id.ends_with('>')) id.remove_suffix(1);
    return std::string(id);
  }

  // Small pictures are letterheads and icons.
  void drop_pictures() {
    for (std::size_t i = pictures_.size(); i-- > 0;) {
      const Picture& picture = pictures_[i];
      const bool shown = !picture.id.empty() && std::any_of(out_.bodies.begin(), out_.bodies.end(), [&](const Message::Body& body) {
        return body.bytes.find("cid:" + picture.id) != body.bytes.npos;
      });
      // A page that was pasted into the text is read; a banner of a kind that is not read would be told as a gap.
      const std::string& bytes = out_.attachments[picture.attachment].bytes;
      if (bytes.size() < kLogoBytes || (shown && !is_readable_picture(bytes)))
        out_.attachments.erase(out_.attachments.begin() + static_cast<std::ptrdiff_t>(picture.attachment));
    }
  }

  struct Picture {
    std::size_t attachment;
    std::string id;
  };
  Message& out_;
  Cancel& cancel_;
  std::vector<Picture> pictures_;
  std::uint32_t parts_ = 0;
  std::optional<Error> stop_;
};

}  // namespace

Result<Message> parse_mail(std::string_view bytes, Cancel& cancel) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  Message message;
  if (auto error = Parser(message, cancel).message(bytes)) return *error;
  return message;
}

bool looks_like_mail(std::string_view head) {
  constexpr std::size_t kLines = 200;
  // Only mail programs write these; people write "Subject:" and "Date:" too.
  static constexpr std::array<std::string_view, 6> kByMachine = {"received", "message-id", "mime-version", "return-path", "delivered-to", "x-mailer"};
  static constexpr std::array<std::string_view, 5> kByPeople = {"from", "to", "subject", "date", "content-type"};
  std::size_t machine = 0, people = 0, at = 0;
  for (std::size_t line = 0; line < kLines && at < head.size(); ++line) {
    const std::string_view here = next_line(head, at);
    if (here.empty()) break;
    if (here[0] == ' ' || here[0] == '\t') continue;
    const std::string name = field_name(here);
    if (name.empty() && !(line == 0 && here.starts_with("From "))) break;
    machine += std::find(kByMachine.begin(), kByMachine.end(), name) != kByMachine.end();
    people += std::find(kByPeople.begin(), kByPeople.end(), name) != kByPeople.end();
  }
  return machine > 0 && machine + people >= 2;
}

}  // namespace caveat::extract
