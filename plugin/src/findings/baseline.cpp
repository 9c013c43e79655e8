// See baseline.h. The file may be any file: it is read as events, keeps only what is needed, and ends at the first thing that is wrong.
#include "findings/baseline.h"

#include <Poco/Exception.h>
#include <Poco/JSON/Handler.h>
#include <Poco/JSON/Parser.h>
#include <Poco/MemoryStream.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/limits.h"

namespace caveat::findings {
namespace {

constexpr std::string_view kResult = "caveat.result/";
constexpr const char* kWhatToGive = " Give a report that caveat scan wrote as json, jsonl or sarif.";

// Our own sentences, apart from those of the parser, which quote the file's bytes.
struct Refused : std::runtime_error {
  Refused(ErrorCode c, const std::string& what) : std::runtime_error(what), code(c) {}
  ErrorCode code;
};

std::string_view head_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

bool is_fingerprint(std::string_view text) { return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

std::optional<rules::Severity> severity_named(std::string_view word) {
  for (int s = 0; s <= static_cast<int>(rules::Severity::critical); ++s)
    if (rules::name(static_cast<rules::Severity>(s)) == word) return static_cast<rules::Severity>(s);
  return std::nullopt;
}

// Where in the document an event is, as keys: "/findings[]/rule". An array around the whole file adds nothing.
class Reader : public Poco::JSON::Handler {
 public:
  explicit Reader(std::vector<KnownDocument>& documents, std::size_t& count) : documents_(documents), count_(count) {}

  void reset() override {}
  void startObject() override {
    enter(false);
    if (path_.empty()) begin_document();
    if (in_result()) {
      result_ = {};
    } else if (path_ == "/findings[]" || path_ == "/baseline/left_out[]") {
      known_ = {};
    } else if (path_ == "/runs[]") {
      begin_run();
    } else if (path_ == "/runs[]/artifacts[]") {
      artifact_ = {};
    }
  }
  void endObject() override {
    leave();
    if (in_result()) {
      end_result();
    } else if (path_ == "/findings[]" || path_ == "/baseline/left_out[]") {
      add(document_, std::move(known_));
    } else if (path_ == "/runs[]") {
      end_run();
    } else if (path_ == "/runs[]/artifacts[]") {
      artifacts_.push_back(std::move(artifact_));
    } else if (path_.empty()) {
      end_document();
    }
  }
  void startArray() override { enter(true); }
  void endArray() override { leave(); }
  void key(const std::string& key) override {
    path_.resize(frames_.back().begin);
    path_.append("/").append(key);
  }
  void null() override { scalar(); }
  void value(int v) override { integer(v); }
  void value(unsigned v) override { integer(v); }
  void value(Poco::Int64 v) override { integer(v); }
  void value(Poco::UInt64) override { scalar(); }
  void value(double) override { scalar(); }
  void value(bool) override { scalar(); }
  void value(const std::string& text) override {
    scalar();
    if (std::string* to = text_at(); to) *to = head_of(text, limits::kKnownTextBytes);
    else if (path_ == "/findings[]/severity" || path_ == "/baseline/left_out[]/severity") known_.severity = severity_named(text);
    else if (path_ == "/findings[]/status" || path_ == "/baseline/left_out[]/status") known_.waived = text == "waived";
    else if (path_ == "/runs[]/results[]/properties/severity") result_.known.severity = severity_named(text);
    else if (path_ == "/runs[]/results[]/properties/status") result_.known.waived = text == "waived";
    else if (path_ == "/runs[]/results[]/baselineState") result_.gone = text == "absent";
  }

 private:
  struct Frame {
    std::size_t begin;  // of what the members add to the path
    bool array;
  };
  struct SarifResult {
    KnownFinding known;
    std::int64_t artifact = -1;
    bool gone = false;  // it was absent already then
  };

  bool in_result() const { return path_ == "/runs[]/results[]"; }

  void enter(bool array) {
    scalar();
    // The array around all reports of a file has no name: its objects are documents like one that stands alone.
    if (array && !frames_.empty()) path_ += "[]";
    frames_.push_back({path_.size(), array});
  }
  void leave() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    path_.resize(frame.begin);
  }
  // Each element of an array has the path of the array.
  void scalar() {
    if (!frames_.empty() && frames_.back().array) path_.resize(frames_.back().begin);
  }
  void integer(std::int64_t v) {
    scalar();
    if (path_ == "/runs[]/results[]/locations[]/physicalLocation/artifactLocation/index" && result_.artifact < 0) result_.artifact = v;
  }

  std::string* text_at() {
    if (path_ == "/schema") return &schema_;
    if (path_ == "/document/name") return &document_.name;
    if (path_ == "/document/sha256") return &document_.sha256;
    for (const std::string_view list : {"/findings[]/", "/baseline/left_out[]/"})
      if (path_.starts_with(list)) return member(known_, std::string_view(path_).substr(list.size()));
    if (path_ == "/runs[]/tool/driver/name") return &tool_;
    if (path_ == "/runs[]/artifacts[]/properties/name") return &artifact_.name;
    if (path_ == "/runs[]/artifacts[]/hashes/sha-256") return &artifact_.sha256;
    if (path_ == "/runs[]/results[]/ruleId") return &result_.known.rule;
    if (path_ == "/runs[]/results[]/partialFingerprints/caveat/v1") return &result_.known.fingerprint;
    if (path_ == "/runs[]/results[]/properties/numbers") return &result_.known.numbers;
    if (path_ == "/runs[]/results[]/properties/clause") return &result_.known.clause;
    if (path_ == "/runs[]/results[]/message/text") return &result_.known.message;
    return nullptr;
  }
  static std::string* member(KnownFinding& known, std::string_view key) {
    if (key == "rule") return &known.rule;
    if (key == "fingerprint") return &known.fingerprint;
    if (key == "numbers") return &known.numbers;
    if (key == "message") return &known.message;
    if (key == "clause") return &known.clause;
    return nullptr;
  }

  void add(KnownDocument& document, KnownFinding known) {
    if (known.rule.empty() || !is_fingerprint(known.fingerprint))
      throw Refused(ErrorCode::argument, "a finding there has no rule or no fingerprint of 16 digits.");
    if (++count_ > limits::kBaselineFindings)
      throw Refused(ErrorCode::limit, "it has more than " + std::to_string(limits::kBaselineFindings) + " findings.");
    document.findings.push_back(std::move(known));
  }

  void begin_document() {
    schema_.clear();
    document_ = {};
    sarif_ = ours_ = false;
  }
  void end_document() {
    if (sarif_) {
      if (!ours_) throw Refused(ErrorCode::argument, "it is SARIF of another tool.");
      return;
    }
    if (!schema_.starts_with(kResult)) throw Refused(ErrorCode::argument, "it is JSON, but no report of a scan.");
    documents_.push_back(std::move(document_));
  }
  void begin_run() {
    sarif_ = true;
    tool_.clear();
    artifacts_.clear();
    results_.clear();
  }
  void end_result() { results_.push_back(std::move(result_)); }
  void end_run() {
    if (tool_ != "Caveat") return;  // a file may hold runs of several tools
    ours_ = true;
    for (SarifResult& result : results_) {
      if (result.gone) continue;
      if (result.artifact < 0 || static_cast<std::size_t>(result.artifact) >= artifacts_.size())
        throw Refused(ErrorCode::argument, "a result there names no document.");
      add(artifacts_[static_cast<std::size_t>(result.artifact)], std::move(result.known));
    }
    documents_.insert(documents_.end(), std::make_move_iterator(artifacts_.begin()), std::make_move_iterator(artifacts_.end()));
  }

  std::vector<KnownDocument>& documents_;
  std::size_t& count_;
  std::string path_;
  std::vector<Frame> frames_;
  std::string schema_, tool_;
  KnownDocument document_, artifact_;
  KnownFinding known_;
  SarifResult result_;
  std::vector<KnownDocument> artifacts_;
  std::vector<SarifResult> results_;
  bool sarif_ = false, ours_ = false;
};

struct Trouble {
  Error error;
  bool ended_early = false;  // all was well as far as the text went
};

// One JSON text; `line`: where it begins in the file.
std::optional<Trouble> read_one(std::string_view text, std::size_t line, std::vector<KnownDocument>& documents, std::size_t& count) {
  Poco::MemoryInputStream in(text.data(), static_cast<std::streamsize>(text.size()));
  const auto trouble = [&](ErrorCode code, const std::string& what, bool bytes_are_wrong) {
    in.clear();
    const auto at = std::min(static_cast<std::size_t>(std::max<std::streamoff>(in.tellg(), 0)), text.size());
    const std::string_view before = text.substr(0, at);
    const std::size_t in_line = before.rfind('\n') == std::string_view::npos ? at : at - before.rfind('\n') - 1;
    const std::size_t lines = line + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const bool early = bytes_are_wrong && text.find_first_not_of(" \t\r\n", at) == std::string_view::npos;
    return Trouble{{code, "The baseline cannot be used: line " + std::to_string(lines) + ", byte " + std::to_string(in_line) + ": " + what + kWhatToGive}, early};
  };
  const Poco::JSON::Handler::Ptr reader = new Reader(documents, count);
  Poco::JSON::Parser parser(reader);
  parser.setDepth(limits::kBaselineDepth);
  try {
    parser.parse(in);
  } catch (const Refused& refused) {
    return trouble(refused.code, refused.what(), false);
  } catch (const Poco::Exception& error) {
    const bool deep = error.message().find("depth") != std::string::npos;
    return trouble(ErrorCode::argument, deep ? "it is nested too deeply." : "it is no JSON.", !deep);
  }
  return std::nullopt;
}

std::pair<std::string_view, std::string_view> key_of(const KnownFinding& known) { return {known.rule, known.fingerprint}; }

}  // namespace

std::string_view name(Change change) {
  constexpr std::array<std::string_view, 4> names = {"", "new", "updated", "unchanged"};
  return names[static_cast<std::size_t>(change)];
}

Result<Baseline> Baseline::read(std::string_view text) {
  if (text.size() > limits::kBaselineBytes)
    return Error{ErrorCode::limit, "The baseline is larger than " + std::to_string(limits::kBaselineBytes >> 20) + " MB. Split it by document."};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Baseline made;
  std::size_t count = 0, number = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    ++number;
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const std::string_view from_here = rest;
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    // A line each; or, where the first line is only a beginning, one text of many lines.
    auto trouble = read_one(line, number, made.documents_, count);
    if (trouble && trouble->ended_early && made.documents_.empty() && rest.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      made.documents_.clear();
      count = 0;
      trouble = read_one(from_here, number, made.documents_, count);
      rest = {};
    }
    if (trouble) return trouble->error;
  }
  if (made.documents_.empty()) return Error{ErrorCode::argument, std::string("The baseline cannot be used: it has no report of a document.") + kWhatToGive};
  return made;
}

const KnownDocument* Baseline::of(std::string_view name, std::string_view sha256, bool named_only) const {
  const auto last = [&](auto&& is_it) -> const KnownDocument* {
    const auto found = std::find_if(documents_.rbegin(), documents_.rend(), is_it);
    return found == documents_.rend() ? nullptr : &*found;
  };
  if (const auto* named = last([&](const KnownDocument& d) { return d.name == name; })) return named;
  if (const auto* same = last([&](const KnownDocument& d) { return !d.sha256.empty() && d.sha256 == sha256; })) return same;
  return !named_only && documents_.size() == 1 ? &documents_.front() : nullptr;
}

void apply_baseline(const Baseline& baseline, std::string_view name, std::string_view sha256, bool named_only, const rules::RuleProgram& program,
                    FindingList& list) {
  BaselineSummary& summary = list.baseline.emplace();
  const KnownDocument* document = baseline.of(name, sha256, named_only);
  summary.found = document != nullptr;
  std::map<std::pair<std::string_view, std::string_view>, const KnownFinding*> known;
  if (document) {
    summary.document = document->name;
    for (const KnownFinding& k : document->findings) known.emplace(key_of(k), &k);
  }
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (Finding& f : list.findings) {
    const std::string& rule = program.rules()[f.rule].id;
    const auto before = known.find({rule, f.fingerprint});
    f.change_reason.clear();
    if (before == known.end()) {
      f.change = Change::added;
      ++summary.added;
      continue;
    }
    seen.insert(before->first);
    const KnownFinding& was = *before->second;
    if (was.numbers != f.numbers) f.change_reason = "numbers";
    else if (was.waived && f.status == Status::open) f.change_reason = "waiver";
    else if (was.severity && f.severity > *was.severity) f.change_reason = "severity";
    f.change = f.change_reason.empty() ? Change::unchanged : Change::updated;
    if (f.change == Change::updated) ++summary.updated;
    else summary.unchanged.push_back({rule, f.fingerprint, f.numbers, f.severity, f.status == Status::waived, {}, f.placeless ? std::string() : f.place.clause});
  }
  if (!document) return;
  // Gone is what was looked for and is not there: not what no rule looks for any more, what could not be told, or what a full list may leave out.
  std::set<std::string_view> looked_for;
  for (std::uint32_t rule = 0; rule < program.rules().size(); ++rule) {
    const auto of_rule = [&](const match::Undetermined& u) { return u.rule == rule; };
    if (std::find(list.truncated.begin(), list.truncated.end(), rule) == list.truncated.end() &&
        std::none_of(list.undetermined.begin(), list.undetermined.end(), of_rule))
      looked_for.insert(program.rules()[rule].id);
  }
  for (const KnownFinding& k : document->findings)
    if (looked_for.contains(k.rule) && seen.insert(key_of(k)).second) summary.absent.push_back(k);
}

}  // namespace caveat::findings
