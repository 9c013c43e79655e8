// ContractSet, see contract_set.h.
#include "extract/contract_set.h"

#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/mail.h"
#include "extract/message.h"
#include "extract/msg.h"
#include "extract/sniff.h"
#include "extract/utf8.h"
#include "extract/zip_archive.h"

namespace caveat::extract {
namespace {

constexpr std::string_view kBetween = "\n\n";

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == path.npos ? path : path.substr(slash + 1);
}

bool letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool digit(char c) { return c >= '0' && c <= '9'; }

// ---- the order ----

// 0: called an agreement, 1: called anything, 2: called an annex, or in a folder of them.
int rank(std::string_view path) {
  static constexpr std::array<std::string_view, 17> kAnnexes = {"annex",  "annexe", "annexes", "appendix", "appendices", "schedule",  "schedules", "exhibit",
                                                                "exhibits", "attachment", "attachments", "anlage", "anlagen", "anhang", "anexo", "anexos", "apendice"};
  static constexpr std::array<std::string_view, 12> kMain = {"agreement", "contract", "msa",        "master", "vertrag", "vereinbarung",
                                                             "contrat",   "contrato", "convention", "accord", "acuerdo", "terms"};
  const std::string low = lowered(path);
  const std::size_t base = low.size() - base_name(low).size();
  int out = 1;
  for (std::size_t at = 0; at < low.size();) {
    std::size_t end = at;
    while (end < low.size() && letter(low[end])) ++end;
    if (end > at) {
      const std::string_view word = std::string_view(low).substr(at, end - at);
      if (std::find(kAnnexes.begin(), kAnnexes.end(), word) != kAnnexes.end()) return 2;
      if (at >= base && std::any_of(kMain.begin(), kMain.end(), [&](std::string_view main) { return word.ends_with(main); })) out = 0;  // "Rahmenvertrag"
    }
    at = std::max(end, at + 1);
  }
  return out;
}

// By letters without case, numbers by value, then by bytes: one order for all.
int compare_naturally(std::string_view a, std::string_view b) {
  std::size_t i = 0, k = 0;
  const auto number = [](std::string_view text, std::size_t& at) {
    while (at < text.size() && text[at] == '0') ++at;
    const std::size_t begin = at;
    while (at < text.size() && digit(text[at])) ++at;
    return text.substr(begin, at - begin);
  };
  while (i < a.size() && k < b.size()) {
    if (digit(a[i]) && digit(b[k])) {
      const std::string_view x = number(a, i), y = number(b, k);
      if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
      if (const int order = x.compare(y); order != 0) return order;
      continue;
    }
    const unsigned char x = static_cast<unsigned char>(a[i] >= 'A' && a[i] <= 'Z' ? a[i] | 0x20 : a[i]);
    const unsigned char y = static_cast<unsigned char>(b[k] >= 'A' && b[k] <= 'Z' ? b[k] | 0x20 : b[k]);
    if (x != y) return x < y ? -1 : 1;
    ++i, ++k;
  }
  if (a.size() - i != b.size() - k) return a.size() - i < b.size() - k ? -1 : 1;
  return a.compare(b);
}

// ---- what is no document ----

// Written by operating systems and programs, not by people.
bool is_litter(std::string_view path) {
  const std::string low = lowered(path);
  const std::string_view name = base_name(low);
  return low.starts_with("__macosx/") || low.find("/__macosx/") != low.npos || name.starts_with('.') || name.starts_with("~$") || name == "thumbs.db" || name == "desktop.ini" ||
         name.ends_with(".waivers.yaml");
}

std::string digest(std::string_view bytes) {
  Poco::SHA2Engine hash;
  hash.update(bytes.data(), bytes.size());
  return Poco::DigestEngine::digestToHex(hash.digest());
}

// The letters and digits of a text, whatever stands between them: the same contract as DOCX and as PDF has the same. Empty: too few to tell.
std::string print_of(std::string_view text) {
  constexpr std::size_t kLeast = 200;
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Step step = utf8_step(text, at);
    const char c = text[at];
    const unsigned char first = static_cast<unsigned char>(c);
    if (first < 0x80) {
      if (digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) kept += c;
    } else if (!(first == 0xE2 && static_cast<unsigned char>(text[at + 1]) <= 0x81) && !(first == 0xC2)) {  // no punctuation, spaces, soft hyphens
      kept.append(text, at, step.size);
    }
    at += step.size;
  }
  return kept.size() < kLeast ? std::string() : digest(kept);
}

std::uint32_t moved(std::uint32_t offset, std::size_t by) { return offset + static_cast<std::uint32_t>(by); }
TextSpan moved(TextSpan span, std::size_t by) { return {moved(span.begin, by), moved(span.end, by)}; }

// `more` goes behind `to`. What counts in the file of one document (Source) has no meaning in several.
void append(ExtractedText& to, ExtractedText&& more) {
  if (!to.text.empty()) {
    // A blank line there must be. What pages end in stays: their spans count it.
    if (!to.text.ends_with(kBetween)) to.text += to.text.ends_with('\n') ? kBetween.substr(1) : kBetween;
  }
  const std::size_t by = to.text.size();
  to.text += more.text;
  for (Block& block : more.blocks) to.blocks.push_back({moved(block.span, by), block.kind, block.level});
  for (Page& page : more.pages) to.pages.push_back({page.number, moved(page.span, by), page.width, page.height});
  for (WordBox& word : more.words) {
    word.span = moved(word.span, by);
    to.words.push_back(word);
  }
  for (Revision& revision : more.revisions) {
    revision.span = moved(revision.span, by);
    to.revisions.push_back(std::move(revision));
  }
  for (Recognised& word : more.recognised) to.recognised.push_back({moved(word.span, by), word.confidence});
  for (NotRead& gap : more.not_read) to.not_read.push_back(std::move(gap));
}

// The head of a mail as text: who says it, and when, is part of what "we accept your terms" means.
ExtractedText head_of(const Message& message) {
  ExtractedText out;
  const auto line = [&](std::string_view label, const std::string& value) {
    if (value.empty()) return;
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text.append(label).append(value);
    out.blocks.push_back({{begin, static_cast<std::uint32_t>(out.text.size())}, BlockKind::paragraph, 0});
    out.text += '\n';
  };
  line("Subject: ", message.subject);
  line("From: ", message.from);
  line("Date: ", message.date);
  return out;
}

class SetReader {
 public:
  SetReader(const Options& options, Cancel& cancel, ReadDocument read) : options_(options), cancel_(cancel), read_(read) {
    budget_.most = limits::kSetUnpackedBytes;
    options_.sources = false;
    options_.budget = &budget_;
  }

  // A document of the host's.
  void file(const Document& document) {
    std::string name = shown_part_name(document.name);
    name = named(name.empty() ? "document" : std::move(name));
    this->document({document.bytes, name, document.media_type}, 0);
  }

  // One document, or a set in the set. `document.name` is its name within the set.
  void document(const Document& document, std::uint32_t depth) {
    if (stopped()) return;
    if (full()) return;
    try {
      if (document.bytes.size() > limits::kInputBytes)
        return unread(document.name, complaint(ErrorCode::limit, document.name,
                                               size_in_words(document.bytes.size()) + "; the limit is " + size_in_words(limits::kInputBytes) +
                                                   ". Split it into several documents, and scan these."));
      if (!document.bytes.empty())
        if (const auto [first, fresh] = by_bytes_.emplace(digest(document.bytes), document.name); !fresh) return left_out(document.name, first->second);
      const auto type = sniff(document, cancel_);
      if (!type) return unread(document.name, type.error());
      if (is_set(type.value())) return set(document, type.value(), std::string(document.name) + "/", depth + 1);
      auto text = within_its_time(document, type.value());
      if (!text) return unread(document.name, text.error());
      add(std::string(document.name), type.value(), std::move(text).value());
    } catch (const std::bad_alloc&) {
      unread(document.name, complaint(ErrorCode::no_memory, document.name, "not enough memory to read it. Free some, or scan it alone."));
    } catch (const std::exception& e) {
      unread(document.name, complaint(ErrorCode::internal, document.name, std::string("could not be read (") + e.what() + "). Save it as PDF or DOCX and scan that; please report this."));
    }
  }

  // The documents in one. `prefix`: before their names.
  void set(const Document& document, std::string_view type, const std::string& prefix, std::uint32_t depth) {
    if (depth > limits::kSetDepth)
      return unread(document.name, complaint(ErrorCode::limit, document.name,
                                             "archives or messages in each other, more than " + std::to_string(limits::kSetDepth) + " deep. Unpack it, and scan what is inside."));
    if (type == kZip) return archive(document, prefix, depth);
    auto message = type == kMail ? parse_mail(document.bytes, cancel_) : read_msg(document, cancel_);
    if (!message) return unread(document.name, message.error());
    this->message(std::string(document.name), std::move(message).value(), prefix, depth);
  }

  Result<ExtractedText> join(std::string_view name, std::string_view media_type) {
    if (stop_) return *stop_;
    if (out_.parts.empty()) {
      if (!first_error_) return complaint(ErrorCode::format, name, "holds no document. Check that it is the right file, and scan the contract itself.");
      if (unread_ == 1 && out_.not_read.size() == 1 && out_.not_read[0].part == base_name(name))
        return complaint(first_error_->code, name, out_.not_read[0].detail);
      return complaint(first_error_->code, name, "none of its " + std::to_string(unread_) + (unread_ == 1 ? " document" : " documents") + " can be read. First: " + first_error_->message);
    }
    if (unread_ > limits::kUnreadParts)
      out_.not_read.push_back({"part-not-read", 0, "And " + std::to_string(unread_ - limits::kUnreadParts) + " more documents that could not be read."});
    if (left_out_ > limits::kUnreadParts)
      out_.not_read.push_back({"part-left-out", 0, "And " + std::to_string(left_out_ - limits::kUnreadParts) + " more documents that are the same as others."});
    if (over_ > 0)
      out_.not_read.push_back({"parts-over-limit", 0, std::to_string(over_) + (over_ == 1 ? " document" : " documents") + " beyond the limit of " +
                                                          std::to_string(limits::kSetParts) + " in one set. Scan them as a set of their own."});
    out_.media_type = media_type;
    for (std::size_t i = 0; i < out_.parts.size(); ++i)
      out_.parts[i].span.end = i + 1 < out_.parts.size() ? out_.parts[i + 1].span.begin : static_cast<std::uint32_t>(out_.text.size());
    return std::move(out_);
  }

 private:
  bool stopped() {
    if (!stop_) stop_ = cancel_.poll(Stage::extract, out_.text.size());
    return stop_.has_value();
  }

  // Where the host allows some time for all, one document that takes for ever must leave the others a part of it.
  Result<ExtractedText> within_its_time(const Document& document, std::string_view type) {
    const auto left = cancel_.remaining_ms();
    if (!left) return read_(document, type, options_, cancel_);
    Cancel own(std::max(*left / 10 * 9, 1u), [this](Stage stage, std::uint64_t done, std::uint64_t total) { return cancel_.poll(stage, done, total).has_value(); });
    auto text = read_(document, type, options_, own);
    if (!text && text.error().code == ErrorCode::deadline && own.remaining_ms() == 1u)
      return complaint(ErrorCode::deadline, document.name, "took nine tenths of the time that was left for all documents, and was not read to its end. Allow more time, or scan it alone.");
    return text;
  }

  bool full() {
    if (out_.parts.size() < limits::kSetParts) return false;
    ++over_;
    return true;
  }

  void archive(const Document& document, const std::string& prefix, std::uint32_t depth) {
    const auto zip = ZipArchive::open(document);
    if (!zip) return unread(document.name, zip.error());
    struct Entry {
      std::string name;
      const ZipEntry* entry;
    };
    std::vector<Entry> entries;
    for (const ZipEntry& entry : zip.value().entries()) {
      if (entry.name.ends_with('/') || entry.name.ends_with('\\')) continue;  // a folder
      Entry one{shown_part_name(entry.name), &entry};
      if (one.name.empty()) one.name = "document";
      if (!is_litter(one.name)) entries.push_back(std::move(one));
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return comes_before(a.name, b.name); });
    for (const Entry& entry : entries) {
      if (stopped()) return;
      if (full()) continue;
      const std::string name = named(prefix + entry.name);
      auto bytes = unpacked(zip.value(), *entry.entry, name);
      if (bytes)
        this->document({bytes.value(), name, {}}, depth);
      else
        unread(name, bytes.error());
    }
  }

  Result<std::string> unpacked(const ZipArchive& zip, const ZipEntry& entry, const std::string& name) {
    if (entry.encrypted) return complaint(ErrorCode::locked, name, "protected by the archive's password. Unpack it, and scan what is inside.");
    if (entry.method != 0 && entry.method != 8)
      return complaint(ErrorCode::format, name, "packed in a way that Caveat does not read (method " + std::to_string(entry.method) + "). Unpack it, and scan what is inside.");
    ZipPart part(zip, entry, budget_, cancel_);
    std::string bytes;
    try {
      bytes.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(entry.unpacked, 16u << 20)));
      std::array<char, 32u << 10> chunk;
      while (const std::streamsize size = part.sgetn(chunk.data(), chunk.size())) {
        bytes.append(chunk.data(), static_cast<std::size_t>(size));
        if (bytes.size() > limits::kInputBytes)
          return complaint(ErrorCode::limit, name, "more than " + size_in_words(limits::kInputBytes) + ". Split it into several documents, and scan these.");
      }
    } catch (const std::bad_alloc&) {
      return complaint(ErrorCode::no_memory, name, "not enough memory to unpack it. Free some, or scan it alone.");
    }
    if (part.error()) {
      const Error& error = *part.error();
      if (error.code == ErrorCode::limit) return complaint(ErrorCode::limit, name, "unpacks to far more than a real document of its size. It was not read; ask the sender what it is.");
      return error.code == ErrorCode::format ? complaint(ErrorCode::format, name, "damaged in the archive. Fetch the archive again, and scan that.") : error;
    }
    return bytes;
  }

  // A mail: its text is a part that is called as the mail is.
  void message(const std::string& name, Message&& message, const std::string& prefix, std::uint32_t depth) {
    std::string own = name;
    if (prefix.empty()) {  // the whole document is this mail
      own = shown_part_name(base_name(name));
      own = named(own.empty() ? "message" : own);
    }
    ExtractedText text = head_of(message);
    std::string type(kPlain);
    std::optional<Error> failed;
    bool has_text = false;
    if (!message.bodies.empty()) {
      std::optional<ExtractedText> best;
      std::size_t most = 0;
      for (const Message::Body& body : message.bodies) {
        if (stopped()) return;
        // RTF last: only where there is nothing else, for Outlook makes it of what is there.
        if (body.media_type == "application/rtf" && best) continue;
        auto read = body_text(body, own);
        if (!read) {
          if (!failed) failed = read.error();
          continue;
        }
        const auto letters = static_cast<std::size_t>(std::count_if(read.value().text.begin(), read.value().text.end(), [](char c) { return letter(static_cast<char>(c | 0x20)) || digit(c); }));
        if (best && letters <= most) continue;
        most = letters;
        best = std::move(read).value();
      }
      if (best) {
        type = best->media_type;
        has_text = !best->blocks.empty();
        append(text, std::move(*best));
        failed.reset();
      }
    }
    if (message.garbled > 0)
      text.not_read.push_back({"undecodable-bytes", 0, std::to_string(message.garbled) + " characters of this mail or its attachments are no base64 and were dropped: words may be missing. Ask for it again, as PDF or DOCX."});
    if (message.unread_body) failed = complaint(message.unread_body->code, own, message.unread_body->message);
    if (failed) unread(own, *failed);
    // A head alone says nothing that could be clean. Beside attachments it is their cover.
    if (!text.blocks.empty() && (has_text || !message.attachments.empty())) add(own, type, std::move(text));

    std::vector<Message::Attachment>& all = message.attachments;
    for (Message::Attachment& one : all) {
      one.name = shown_part_name(base_name(one.name));
      if (one.name.empty()) one.name = "attachment";
    }
    std::stable_sort(all.begin(), all.end(), [](const Message::Attachment& a, const Message::Attachment& b) { return comes_before(a.name, b.name); });
    for (Message::Attachment& one : all) {
      if (stopped()) return;
      if (full()) continue;
      const std::string inner = named(prefix + one.name);
      if (one.error) {
        unread(inner, complaint(one.error->code, inner, one.error->message));
      } else if (one.message) {
        this->message(inner, std::move(*one.message), inner + "/", depth + 1);
      } else if (budget_.used += one.bytes.size(); budget_.used > budget_.most) {
        unread(inner, complaint(ErrorCode::limit, inner, "beyond the " + size_in_words(budget_.most) + " that all documents of a set may have. Scan it alone."));
      } else {
        // What senders call a file's type is often wrong ("application/octet-stream", "text/plain"): only the kinds of mail are believed.
        const bool mail = lowered(one.media_type) == kMail;
        document({one.bytes, inner, mail ? kMail : std::string_view()}, depth);
      }
      std::string().swap(one.bytes);
    }
  }

  Result<ExtractedText> body_text(const Message::Body& body, const std::string& name) {
    const Document document{body.bytes, name, body.media_type};
    // A plain body that begins as HTML does is still text: the message says what it is. RTF says it by its bytes.
    if (body.media_type == kPlain || body.media_type == kHtml) return within_its_time(document, body.media_type == kPlain ? kPlain : kHtml);
    const auto type = sniff({body.bytes, name, {}}, cancel_);
    if (!type) return type.error();
    return is_set(type.value()) ? Result<ExtractedText>(complaint(ErrorCode::format, name, "a body that is an archive. Save it, and scan that.")) : within_its_time(document, type.value());
  }

  // A name that no part has yet, at most limits::kPartNameBytes.
  std::string named(std::string name) {
    const auto cut = [](std::string text, std::size_t most) {
      if (text.size() <= most) return text;
      std::size_t head = most / 3, tail = text.size() - (most - head - 3);
      while (head > 0 && (static_cast<unsigned char>(text[head]) & 0xC0) == 0x80) --head;
      while (tail < text.size() && (static_cast<unsigned char>(text[tail]) & 0xC0) == 0x80) ++tail;
      return text.substr(0, head) + "..." + text.substr(tail);
    };
    name = cut(std::move(name), limits::kPartNameBytes);
    std::uint32_t& count = names_[name];
    if (++count == 1) return name;
    std::string other;
    do {
      other = cut(name, limits::kPartNameBytes - 16) + " (" + std::to_string(count) + ")";
    } while (names_.count(other) && ++count);
    names_[other] = 1;
    return other;
  }

  void unread(std::string_view name, const Error& error) {
    if (stopped()) return;  // the whole scan is late or cancelled, not this document
    std::string detail = error.message;
    if (const std::string head = std::string(name) + ": "; detail.starts_with(head)) detail.erase(0, head.size());
    if (!first_error_) first_error_ = Error{error.code, error.message};
    if (!detail.empty() && detail[0] >= 'a' && detail[0] <= 'z') detail[0] = static_cast<char>(detail[0] & ~0x20);  // a sentence of its own
    if (++unread_ <= limits::kUnreadParts) out_.not_read.push_back({"part-not-read", 0, std::move(detail), std::string(name)});
  }

  void left_out(std::string_view name, const std::string& first) {
    if (++left_out_ <= limits::kUnreadParts) out_.not_read.push_back({"part-left-out", 0, "The same as " + first + ".", std::string(name)});
  }

  void add(std::string name, std::string_view type, ExtractedText&& text) {
    if (text.blocks.empty()) {
      if (text.not_read.empty()) return unread(name, complaint(ErrorCode::format, name, "holds no text. Check that it is the right file."));
      for (NotRead& gap : text.not_read) {  // all pages are pictures, say: what it has is told, and nothing is there to join
        gap.part = name;
        out_.not_read.push_back(std::move(gap));
      }
      if (!first_error_) first_error_ = complaint(ErrorCode::format, name, "holds no text that can be read: " + out_.not_read.back().detail);
      ++unread_;
      return;
    }
    if (const std::string print = print_of(text.text); !print.empty())
      if (const auto [first, fresh] = by_text_.emplace(print, name); !fresh) return left_out(name, first->second);
    if (out_.text.size() + text.text.size() > limits::kTextBytes || out_.blocks.size() + text.blocks.size() > limits::kBlocks) {
      out_.not_read.push_back({"text-over-limit", 0,
                               "The set has more than " + size_in_words(limits::kTextBytes) + " of text or " + std::to_string(limits::kBlocks) + " paragraphs. Scan this document alone.", name});
      if (!first_error_) first_error_ = Error{ErrorCode::limit, out_.not_read.back().detail};
      return;
    }
    for (NotRead& gap : text.not_read) gap.part = name;
    const std::size_t gap = out_.text.size();
    const std::size_t size = text.text.size();
    append(out_, std::move(text));
    const auto begin = static_cast<std::uint32_t>(gap == 0 ? 0 : out_.text.size() - size);
    out_.parts.push_back({{begin, static_cast<std::uint32_t>(out_.text.size())}, std::move(name), std::string(type)});
  }

  Options options_;
  Cancel& cancel_;
  ReadDocument read_;
  UnpackBudget budget_;
  ExtractedText out_;
  std::map<std::string, std::string> by_bytes_, by_text_;  // digest -> the part that was read
  std::map<std::string, std::uint32_t> names_;
  std::size_t unread_ = 0, left_out_ = 0, over_ = 0;
  std::optional<Error> first_error_, stop_;
};

}  // namespace

bool is_set(std::string_view media_type) { return media_type == kZip || media_type == kMail || media_type == kOutlook; }

bool comes_before(std::string_view a, std::string_view b) {
  const int x = rank(a), y = rank(b);
  return x != y ? x < y : compare_naturally(a, b) < 0;
}

std::string shown_part_name(std::string_view raw) {
  std::string decoded(raw);
  if (!is_utf8(raw) && raw.size() <= limits::kMailHeadBytes) {
    decoded.clear();
    icu::UnicodeString(raw.data(), static_cast<std::int32_t>(raw.size()), "ibm-437").toUTF8String(decoded);
  }
  std::string clean;
  for (std::size_t at = 0; at < decoded.size();) {
    const Utf8Step step = utf8_step(decoded, at);
    const std::string_view here = std::string_view(decoded).substr(at, step.size);
    const unsigned char first = static_cast<unsigned char>(here[0]);
    at += step.size;
    const bool control = first < 0x20 || first == 0x7F || (first == 0xC2 && here.size() > 1 && static_cast<unsigned char>(here[1]) < 0xA0) ||
                         here == "\xE2\x80\xA8" || here == "\xE2\x80\xA9" || here == "\xEF\xBB\xBF" ||
                         // marks that turn the direction of writing: "fdp.exe" that reads "exe.pdf"
                         (here.size() == 3 && first == 0xE2 && ((here >= "\xE2\x80\xAA" && here <= "\xE2\x80\xAE") || (here >= "\xE2\x81\xA6" && here <= "\xE2\x81\xA9")));
    if (!step.valid || control)
      clean += '?';
    else
      clean += first == '\\' ? "/" : here;
  }
  std::string out;
  for (std::size_t at = 0; at <= clean.size();) {
    const std::size_t end = std::min(clean.find('/', at), clean.size());
    const std::string_view one = std::string_view(clean).substr(at, end - at);
    const bool drive = at == 0 && one.size() == 2 && one[1] == ':';
    if (!one.empty() && one != "." && one != ".." && !drive) out.append(out.empty() ? "" : "/").append(one);
    at = end + 1;
  }
  return out;
}

Result<ExtractedText> read_set(const Document& document, std::string_view media_type, const Options& options, Cancel& cancel, ReadDocument read) {
  SetReader reader(options, cancel, read);
  reader.set(document, media_type, {}, 1);
  return reader.join(document.name, media_type);
}

Result<ExtractedText> read_set(std::span<const Document> documents, std::string_view name, const Options& options, Cancel& cancel, ReadDocument read) {
  SetReader reader(options, cancel, read);
  std::vector<Document> sorted(documents.begin(), documents.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const Document& a, const Document& b) { return comes_before(a.name, b.name); });
  for (const Document& document : sorted) reader.file(document);
  return reader.join(name, kFolder);
}

}  // namespace caveat::extract
