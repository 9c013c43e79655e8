// SectionsLanguage, see sections_language.h.
#include "segment/sections_language.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>  // compact_lang_det.h uses FILE without including this

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <map>

#include "segment/function_words.h"

namespace caveat::segment {
namespace {

constexpr std::size_t kSectionBytes = 1'500;      // ends at the next clause from here on
constexpr std::size_t kSectionMostBytes = 4'096;  // ends at the next paragraph
// CLD2 costs 38 ms/MB, ten times the rest of a scan; it is sure of contracts from about 200 bytes.
constexpr std::size_t kSampleBytes = 1'024;
constexpr std::size_t kSliceBytes = 96;  // from a paragraph, at least; fewer bytes are no sentence
constexpr double kOneLanguage = 0.85;
constexpr std::size_t kShortBytes = 200;  // below, only a language with rules is believed, and only near others of it
// From here on a language is one that the document is written in, and short parts in it are believed.
constexpr double kWrittenIn = 0.10;
constexpr std::size_t kWrittenInBytes = 400, kKinWrittenInBytes = 2'000;
constexpr std::size_t kParagraphBytes = 40;  // below, a paragraph of a mixed section is not asked
constexpr std::size_t kPollBytes = 64u << 10;

struct Verdict {
  std::string code = "und";  // BCP 47
  double share = 0;          // of the sample that this language has
  bool reliable = false;
};

std::string bcp47(CLD2::Language language) {
  const std::string code = CLD2::LanguageCode(language);
  if (code == "un" || code == "xxx") return "und";
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  if (code == "mo") return "ro";
  if (code == "sr-ME") return "cnr";
  return code;
}

// CLD2 takes a control character, or one of Unicode's non-characters (U+FFFE), for the end of the valid text, and then gives no answer at all.
void blank_what_ends_text(std::string& sample) {
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto byte = [&](std::size_t at) { return at < sample.size() ? static_cast<unsigned char>(sample[at]) : 0u; };
    const unsigned first = byte(i);
    std::size_t size = 0;
    if (first < 0x20 || first == 0x7F) size = 1;
    else if (first == 0xC2 && byte(i + 1) < 0xA0) size = 2;
    else if (first == 0xEF && ((byte(i + 1) == 0xBF && byte(i + 2) >= 0xBE) || (byte(i + 1) == 0xB7 && byte(i + 2) >= 0x90 && byte(i + 2) <= 0xAF))) size = 3;
    else if (first >= 0xF0 && (byte(i + 1) & 0x0F) == 0x0F && byte(i + 2) == 0xBF && byte(i + 3) >= 0xBE) size = 4;
    for (std::size_t k = 0; k < size && i + k < sample.size(); ++k) sample[i + k] = ' ';
  }
}

Verdict ask(std::string sample) {
  blank_what_ends_text(sample);
  CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
  int percents[3] = {}, text_bytes = 0, valid_bytes = 0;
  double scores[3] = {};
  bool reliable = false;
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  // Tags are English to CLD2 unless it is told; Markdown may hold HTML.
  const bool plain = sample.find("</") == std::string::npos;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(sample.data(), static_cast<int>(sample.size()), plain, &no_hints, 0,
                                          languages, percents, scores, nullptr, &text_bytes, &reliable, &valid_bytes);
  Verdict verdict;
  verdict.code = bcp47(languages[0]);
  verdict.share = percents[0] / 100.0;
  verdict.reliable = reliable && verdict.code != "und";
  return verdict;
}

// Languages that CLD2 takes for one of ours, where the text is short or full of names.
bool is_near(std::string_view ours, std::string_view other) {
  using namespace std::string_view_literals;
  const auto in = [&](std::initializer_list<std::string_view> codes) {
    return std::ranges::find(codes, other) != codes.end();
  };
  if (ours == "en")
    return in({"sco", "fy", "cy", "ga", "la", "nl", "af", "jv", "id", "ms", "rn", "ia", "ie", "vo", "mt"});
  if (ours == "de") return in({"nl", "da", "no", "nn", "sv", "lb", "af", "fy", "gsw", "la", "yi"});
  if (ours == "fr") return in({"oc", "ca", "br", "co", "la", "ro", "rm", "lb", "mfe", "ht", "wa"});
  if (ours == "es") return in({"ca", "gl", "pt", "ast", "oc", "eu", "la", "ie", "ia", "eo"});
  return false;
}

Language language_of(std::string_view code) {
  const auto ours = parse_language(code);
  return ours.value_or(Language::other);
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Web addresses are in no language and look like English: "https://x.y/z" and the "](https://x.y/z)" of a link stay
// out.
void append_words(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t address = text.find("://", at);
    if (address == std::string_view::npos) {
      out += text.substr(at);
      break;
    }
    std::size_t begin = address;
    while (begin > at && text[begin - 1] != ' ' && text[begin - 1] != '(' && text[begin - 1] != '\n') --begin;
    out += text.substr(at, begin - at);
    at = std::min(text.find_first_of(" )\n\t", address), text.size());
  }
  out += '\n';
}

// The first bytes of each paragraph, so that a section in two languages shows both.
void sample(const std::vector<std::string_view>& texts, std::size_t first, std::size_t end, std::size_t bytes,
            std::string& out) {
  out.clear();
  const std::size_t count = end - first;
  std::size_t step =
      bytes <= kSampleBytes ? 1 : std::max<std::size_t>(1, (count * kSliceBytes + kSampleBytes - 1) / kSampleBytes);
  step |= 1;  // every second paragraph of a translation side by side is in one language
  const std::size_t slices = (count + step - 1) / step;
  const std::size_t slice = bytes <= kSampleBytes ? bytes : std::max(kSliceBytes, kSampleBytes / slices);
  for (std::size_t i = first; i < end; i += step) {
    std::string_view text = texts[i];
    if (text.size() > slice) {
      std::size_t cut = slice;
      while (cut > 0 && text[cut] != ' ' && slice - cut < 24) --cut;
      while (cut > 0 && is_continuation(text[cut])) --cut;
      text = text.substr(0, cut);
    }
    append_words(out, text);
  }
}

struct Section {
  std::size_t first = 0, end = 0;  // paragraphs
  std::size_t bytes = 0;
  Verdict verdict;
};

class Detector {
 public:
  Detector(std::string_view normal, const std::vector<std::string_view>& texts, Structure& structure)
      : normal_(normal), texts_(texts), structure_(structure) {}

  std::optional<Error> run(Cancel& cancel) {
    if (auto error = ask_sections(cancel)) return error;
    inherit();
    for (const Section& section : sections_)
      for (std::size_t i = section.first; i < section.end; ++i) {
        structure_.paragraphs[i].language = language_of(section.verdict.code);
        structure_.paragraphs[i].reliable = section.verdict.reliable;
      }
    report();
    return std::nullopt;
  }

 private:
  std::optional<Error> ask_sections(Cancel& cancel) {
    std::size_t done = 0, polled = 0, total = 0;
    for (std::string_view text : texts_) total += text.size();
    for (std::size_t first = 0; first < texts_.size();) {
      Section section{first, first, 0, {}};
      while (section.end < texts_.size() && section.bytes < kSectionMostBytes) {
        const bool new_clause = section.end > first && structure_.paragraphs[section.end].clause !=
                                                           structure_.paragraphs[section.end - 1].clause;
        if (new_clause && section.bytes >= kSectionBytes) break;
        section.bytes += texts_[section.end++].size();
      }
      section.verdict = judge(section);
      if (section.verdict.share < kOneLanguage && section.end - section.first > 1 && section.bytes >= kShortBytes)
        ask_paragraphs(section);
      else
        sections_.push_back(section);
      first = section.end;
      done += section.bytes;
      if (done - polled >= kPollBytes) {
        polled = done;
        if (auto error = cancel.poll(Stage::segment, done, total)) return error;
      }
    }
    return std::nullopt;
  }

  Verdict judge(const Section& section) {
    FunctionWords function_words;
    for (std::size_t i = section.first; i < section.end; ++i)
      function_words.count(structure_.paragraphs[i].span.of(normal_));
    if (auto language = function_words.language()) return {std::string(code(*language)), 1.0, true};
    if (section.end - section.first > 1 && function_words.two_languages())
      return {};  // share 0: asked paragraph by paragraph
    sample(texts_, section.first, section.end, section.bytes, sample_);
    return ask(sample_);
  }

  // A section of its own for each paragraph: the second look at a section in more than one language.
  void ask_paragraphs(const Section& mixed) {
    for (std::size_t i = mixed.first; i < mixed.end; ++i) {
      Section one{i, i + 1, texts_[i].size(), {}};
      if (one.bytes >= kParagraphBytes) one.verdict = judge(one);
      // Two languages in one paragraph (a row of two columns): neither can be trusted to be all of it.
      if (one.verdict.share < kOneLanguage && one.bytes >= kShortBytes) one.verdict.reliable = false;
      sections_.push_back(one);
    }
  }

  // Sections that are too short or unsure have the language of their neighbours.
  void inherit() {
    std::map<std::string, std::size_t> bytes_of;
    std::size_t total = 0;
    for (const Section& section : sections_)
      if (section.verdict.reliable) {
        bytes_of[section.verdict.code] += section.bytes;
        total += section.bytes;
      }
    std::string main;
    std::size_t most = 0;
    for (const auto& [code, bytes] : bytes_of)
      if (language_of(code) != Language::other && bytes > most) {
        main = code;
        most = bytes;
      }
    if (main.empty()) return;
    const auto written_in = [&](const std::string& code) {
      const auto found = bytes_of.find(code);
      return found != bytes_of.end() && static_cast<double>(found->second) >= kWrittenIn * static_cast<double>(total) &&
             (code == main || found->second >= (is_near(main, code) ? kKinWrittenInBytes : kWrittenInBytes));
    };
    const auto doubtful = [&](const Section& section) {
      const Verdict& verdict = section.verdict;
      if (!verdict.reliable) return true;
      if (written_in(verdict.code)) return false;
      // A heading full of product names is no English section. Another language is believed if there is enough of it; a
      // kin of the document's, which CLD2 mixes up with it, only if there is a lot.
      return section.bytes < (is_near(main, verdict.code) ? 3 * kShortBytes : kShortBytes);
    };
    // The nearest sure section before, else after, else the main language. One pass each way.
    std::vector<std::string> after(sections_.size());
    std::string next = main;
    for (std::size_t i = sections_.size(); i-- > 0;) {
      after[i] = next;
      if (!doubtful(sections_[i])) next = sections_[i].verdict.code;
    }
    std::string before;
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      Verdict& verdict = sections_[i].verdict;
      if (!doubtful(sections_[i])) {
        before = verdict.code;
        continue;
      }
      if (!written_in(verdict.code)) verdict.code = before.empty() ? after[i] : before;
      verdict.reliable = false;
    }
  }

  void report() {
    std::map<std::string, std::size_t> bytes_of;
    std::size_t total = 0;
    for (const Section& section : sections_) {
      bytes_of[section.verdict.code] += section.bytes;
      total += section.bytes;
    }
    if (total == 0) return;
    // A line or two in another language are passed over, but not where they are all there is.
    const bool read = std::any_of(bytes_of.begin(), bytes_of.end(), [](const auto& one) { return language_of(one.first) != Language::other; });
    for (const auto& [code, bytes] : bytes_of) {
      structure_.languages.push_back({code, static_cast<double>(bytes) / static_cast<double>(total)});
      if (language_of(code) != Language::other || (read && bytes < kShortBytes)) continue;
      char share[16];
      std::snprintf(
          share, sizeof share, "%d",
          std::max(1, static_cast<int>(std::lround(100.0 * static_cast<double>(bytes) / static_cast<double>(total)))));
      structure_.not_read.push_back(
          {"unsupported-language", 0,
           code == "und"
               ? "The language of " + std::string(share) + " % of the text could not be told; no rule read it."
               : std::string(share) + " % of the text is in a language without rules (" + code + ")."});
    }
    std::ranges::stable_sort(structure_.languages, [](const LanguageShare& a, const LanguageShare& b) {
      return a.share != b.share ? a.share > b.share : a.code < b.code;
    });
  }

  std::string_view normal_;
  const std::vector<std::string_view>& texts_;
  Structure& structure_;
  std::string sample_;
  std::vector<Section> sections_;
};

}  // namespace

std::optional<Error> detect_languages(std::string_view normal, const std::vector<std::string_view>& texts,
                                      Structure& structure, Cancel& cancel) {
  return Detector(normal, texts, structure).run(cancel);
}

}  // namespace caveat::segment
