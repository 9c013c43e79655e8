// caveat eval: see eval_command.h.
#include "eval_command.h"

#include <Poco/DigestEngine.h>
#include <Poco/Exception.h>
#include <Poco/JSON/Parser.h>
#include <Poco/SHA2Engine.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "diagnostics.h"
#include "eval_data.h"
#include "eval_mapping.h"
#include "eval_score.h"
#include "exit_codes.h"
#include "files.h"
#include "in_order.h"
#include "interrupt.h"
#include "options.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;
using Unit = EvalMapping::Unit;

constexpr std::size_t kSlackWords = 25;    // a label and a finding this near speak of the same words
constexpr std::size_t kExcerptBytes = 240; // of what --errors shows

// A place that a rule tells. Offsets are bytes of the extracted text.
struct Hit {
  std::string rule, code;
  bool neutral = false, absent = false;
  std::uint64_t begin = 0, end = 0;
};

struct Reading {
  std::string text;
  std::vector<Hit> hits;
};

std::uint64_t number_of(const Poco::JSON::Object& object, const char* key) { return object.getValue<std::uint64_t>(key); }

// Every place of every finding and neutral clause, from the plugin's own JSON: the ABI has no table of neutral clauses.
std::vector<Hit> hits_of(const std::string& json) {
  std::vector<Hit> hits;
  Poco::JSON::Parser parser;
  const auto root = parser.parse(json).extract<Poco::JSON::Object::Ptr>();
  const auto findings = root->getArray("findings");
  for (std::size_t i = 0; findings && i < findings->size(); ++i) {
    const auto finding = findings->getObject(static_cast<unsigned>(i));
    Hit hit;
    hit.rule = finding->getValue<std::string>("rule");
    hit.code = finding->getValue<std::string>("taxonomy");
    hit.absent = finding->getValue<std::string>("outcome") == "absent";
    const auto places = finding->getArray("places");
    if (hit.absent || !places || places->size() == 0) {
      hits.push_back(hit);
      continue;
    }
    for (std::size_t p = 0; p < places->size(); ++p) {
      const auto place = places->getObject(static_cast<unsigned>(p));
      const auto trigger = place->getObject("trigger");
      hit.begin = number_of(trigger ? *trigger : *place, "begin");
      hit.end = number_of(trigger ? *trigger : *place, "end");
      hits.push_back(hit);
    }
  }
  const auto clauses = root->getArray("clauses");
  for (std::size_t i = 0; clauses && i < clauses->size(); ++i) {
    const auto clause = clauses->getObject(static_cast<unsigned>(i));
    hits.push_back({clause->getValue<std::string>("rule"), {}, true, false, number_of(*clause, "begin"), number_of(*clause, "end")});
  }
  return hits;
}

class Reader {
 public:
  Reader(const PluginHost& host, const Ruleset& rules) : host_(host), scanner_(host.new_scanner(rules)) {}

  Reading read(const std::string& bytes, const std::string& name, const std::string& language, const std::string& media_type) const {
    ScanTerms terms;
    terms.language = language;
    terms.media_type = media_type;
    const Scan scan = host_.scan(scanner_, bytes, name, 0, [] { return interrupted(); }, terms);
    Reading reading;
    reading.text = bytes;
    if (scan.status == CAV_E_FORMAT && media_type == "text/plain") return reading;  // an item of dashes alone: nothing to find in it
    if (!scan.result) throw Failure(printable(name) + ": " + scan.problem, kExitNotRead);
    std::uint64_t length = 0;
    const char* text = host_.api().result_text(scan.result.get(), &length);
    reading.text.assign(text, length);
    reading.hits = hits_of(host_.write(scan.result, "json", "en"));
    return reading;
  }

 private:
  const PluginHost& host_;
  Scanner scanner_;
};

bool speaks(const std::set<std::string>& names, const Hit& hit) { return names.contains(hit.rule) || (!hit.code.empty() && names.contains(hit.code)); }

std::string excerpt(std::string_view text) {
  std::string one_line;
  for (const char c : text.substr(0, kExcerptBytes)) one_line += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  while (!one_line.empty() && (static_cast<unsigned char>(one_line.back()) & 0xC0) == 0x80 && text.size() > kExcerptBytes) one_line.pop_back();
  return printable(one_line) + (text.size() > kExcerptBytes ? " ..." : "");
}

// One or several items that are scanned as one document, and what came of it.
struct Judged {
  EvalDocument counts, absences, rules;  // by label, by code, by rule
  std::string language, errors;

  Judged& operator+=(const Judged& other) {
    for (EvalDocument Judged::*table : {&Judged::counts, &Judged::absences, &Judged::rules})
      for (const auto& [name, count] : other.*table) (this->*table)[name] += count;
    errors += other.errors;
    return *this;
  }
};

class Judge {
 public:
  Judge(const EvalArguments& arguments, const EvalMapping& mapping) : arguments_(arguments), mapping_(mapping) {
    for (const std::string& label : arguments.labels) only_.insert(label);
  }

  Judged items(const Reader& reader, const std::vector<const EvalItem*>& group) const {
    Judged judged;
    const EvalItem& first = *group.front();
    judged.language = first.language.empty() ? mapping_.language : first.language;
    std::string text;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> where;
    for (const EvalItem* item : group) {
      if (!text.empty()) text += "\n\n";
      where.emplace_back(text.size(), text.size() + item->text.size());
      text += item->text;
    }
    const Reading reading = reader.read(text, first.id, judged.language, "text/plain");
    const bool same = reading.text.size() == text.size();
    if (!same && group.size() > 1) {  // line ends were brought to one form, so places would slip: each alone, then
      for (const EvalItem* item : group) judged += items(reader, {item});
      return judged;
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
      std::vector<const Hit*> hits;
      for (const Hit& hit : reading.hits)
        if (!hit.absent && (group.size() == 1 || (hit.begin < where[i].second && where[i].first < hit.end))) hits.push_back(&hit);
      judge_item(*group[i], hits, reading.text, judged);
    }
    return judged;
  }

  Judged spans(const Reader& reader, const EvalItem& item) const {
    Judged judged;
    judged.language = item.language;
    const fs::path path = fs::path(arguments_.documents) / item.file;
    std::string bytes = item.text;
    if (!item.file.empty()) {
      if (arguments_.documents.empty()) throw Failure("the labels name documents without their text. Say with --documents in which folder these are.");
      Bytes file = cli::read(Input{path.string(), {}});
      if (!file.problem.empty()) throw Failure(printable(path.string()) + ": " + file.problem, kExitNotRead);
      bytes = std::move(file.data);
      Poco::SHA2Engine hash;
      hash.update(bytes.data(), bytes.size());
      if (!item.sha256.empty() && Poco::DigestEngine::digestToHex(hash.digest()) != item.sha256)
        throw Failure(printable(path.string()) + " is not the file that was labelled: its sha256 differs.", kExitNotRead);
    }
    const Reading reading = reader.read(bytes, item.file.empty() ? item.id : item.file, item.language, item.file.empty() ? "text/plain" : "");
    const Words words(reading.text);
    std::vector<std::pair<std::uint64_t, std::uint64_t>> where;
    for (const EvalSpan& span : item.spans) {
      if (span.end > words.code_points() || span.begin >= span.end)
        throw Failure(printable(item.id) + ": a label from " + std::to_string(span.begin) + " to " + std::to_string(span.end) + " is outside the text of " + std::to_string(words.code_points()) + " code points.");
      where.emplace_back(words.byte_of(span.begin), words.byte_of(span.end));
    }
    const auto fits = [&](const Hit& hit, std::size_t s) {
      if (hit.absent || hit.neutral || words.between(hit.begin, hit.end, where[s].first, where[s].second) > kSlackWords) return false;
      return std::any_of(item.spans[s].labels.begin(), item.spans[s].labels.end(), [&](const std::string& code) { return family(code) == family(hit.code); });
    };
    for (std::size_t s = 0; s < item.spans.size(); ++s) {
      const EvalSpan& span = item.spans[s];
      if (!wanted(span.label)) continue;
      EvalCount& count = judged.counts[family(span.label)];
      if (std::any_of(reading.hits.begin(), reading.hits.end(), [&](const Hit& hit) { return fits(hit, s); })) {
        ++count.found;
        continue;
      }
      ++count.missed;
      const auto quote = std::string_view(reading.text).substr(where[s].first, where[s].second - where[s].first);
      if (arguments_.errors) judged.errors += "MISSED " + span.label + " " + printable(item.id) + ": " + excerpt(quote) + "\n";
    }
    std::set<std::string> told;
    for (const Hit& hit : reading.hits) {
      if (hit.neutral || !wanted(hit.code)) continue;
      if (hit.absent) {
        told.insert(hit.code);
        continue;
      }
      EvalCount& count = judged.counts[family(hit.code)];
      bool right = false;
      for (std::size_t s = 0; s < item.spans.size() && !right; ++s) right = fits(hit, s);
      ++(right ? count.right : count.wrong);
      ++(right ? judged.rules[hit.rule].right : judged.rules[hit.rule].wrong);
      if (!right && arguments_.errors) {
        const std::uint64_t begin = hit.begin > 60 ? hit.begin - 60 : 0;
        judged.errors += "FALSE  " + hit.code + " " + printable(item.id) + " " + hit.rule + ": " + excerpt(whole_characters(reading.text, begin, hit.end + 80)) + "\n";
      }
    }
    for (const std::string& code : item.absent)
      if (wanted(code)) ++(told.contains(code) ? judged.absences[code].found : judged.absences[code].missed);
    for (const std::string& code : told) {
      const bool right = item.absent.contains(code);
      ++(right ? judged.absences[code].right : judged.absences[code].wrong);
      if (!right && arguments_.errors) judged.errors += "ABSENT? " + code + " " + printable(item.id) + "\n";
    }
    return judged;
  }

 private:
  // Words and code points of a text, so that labels counted in these find their bytes.
  class Words {
   public:
    explicit Words(const std::string& text) {
      bool inside = false;
      for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0) == 0x80) continue;
        starts_.push_back(i);
        const bool letter = byte >= 0x80 || std::isalnum(byte);
        if (letter && !inside) words_.push_back(i);
        inside = letter;
      }
      starts_.push_back(text.size());
    }
    std::uint64_t code_points() const { return starts_.size() - 1; }
    std::uint64_t byte_of(std::uint64_t code_point) const { return starts_[code_point]; }
    // Words between two places, 0 where they overlap.
    std::size_t between(std::uint64_t a, std::uint64_t a_end, std::uint64_t b, std::uint64_t b_end) const {
      const std::uint64_t from = std::min(a_end, b_end), to = std::max(a, b);
      if (from >= to) return 0;
      return static_cast<std::size_t>(std::lower_bound(words_.begin(), words_.end(), to) - std::lower_bound(words_.begin(), words_.end(), from));
    }

   private:
    std::vector<std::uint64_t> starts_, words_;
  };

  static std::string family(const std::string& code) { return code.substr(0, code.find('-')); }
  static std::string_view whole_characters(const std::string& text, std::uint64_t begin, std::uint64_t end) {
    while (begin > 0 && begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    end = std::min<std::uint64_t>(end, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    return std::string_view(text).substr(begin, end - begin);
  }
  bool wanted(const std::string& label) const { return only_.empty() || only_.contains(label) || only_.contains(family(label)); }

  void judge_item(const EvalItem& item, const std::vector<const Hit*>& hits, const std::string& text, Judged& judged) const {
    bool labelled = false, told_any = false;
    for (const auto& [label, names] : mapping_.labels) {
      if (!wanted(label)) continue;
      const auto hit = std::find_if(hits.begin(), hits.end(), [&](const Hit* h) { return speaks(names.any, *h); });
      const bool told = hit != hits.end() && std::none_of(hits.begin(), hits.end(), [&](const Hit* h) { return speaks(names.unless, *h); });
      const bool is = item.labels.contains(label);
      labelled = labelled || is;
      told_any = told_any || told;
      EvalCount& count = judged.counts[label];
      if (is) ++(told ? count.found : count.missed);
      if (told) {
        ++(is ? count.right : count.wrong);
        std::set<std::string> speakers;
        for (const Hit* h : hits)
          if (speaks(names.any, *h) && speakers.insert(h->rule).second) ++(is ? judged.rules[h->rule].right : judged.rules[h->rule].wrong);
      }
      if (!arguments_.errors || told == is) continue;
      if (told) {
        const std::uint64_t begin = item.text.size() > 600 && (*hit)->begin > 60 ? (*hit)->begin - 60 : 0;
        const bool whole = item.text.size() <= 600;
        judged.errors += "FALSE  " + label + " " + printable(item.id) + " " + (*hit)->rule + ": " + excerpt(whole ? std::string_view(item.text) : whole_characters(text, begin, (*hit)->end + 80)) + "\n";
      } else {
        std::string_view shown = item.text;
        std::string words;
        const Words places(item.text);
        for (const EvalSpan& span : item.spans)
          if (span.label == label) {
            if (span.end <= places.code_points()) words += (words.empty() ? "" : " | ") + item.text.substr(places.byte_of(span.begin), places.byte_of(span.end) - places.byte_of(span.begin));
          }
        if (!words.empty()) shown = words;
        judged.errors += "MISSED " + label + " " + printable(item.id) + ": " + excerpt(shown) + "\n";
      }
    }
    if (!mapping_.with_none || !only_.empty()) return;
    EvalCount& none = judged.counts["none"];
    if (!labelled) ++(told_any ? none.missed : none.found);
    if (!told_any) ++(labelled ? none.wrong : none.right);
  }

  const EvalArguments& arguments_;
  const EvalMapping& mapping_;
  std::set<std::string> only_;
};

std::string percent(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f", value * 100);
  return text;
}
std::string range(const Interval& i) { return percent(i[0]) + "-" + percent(i[1]); }

// A table with a header, columns as wide as their widest cell, numbers to the right.
class Table {
 public:
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  std::string text() const {
    std::vector<std::size_t> width;
    for (const auto& row : rows_)
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (c >= width.size()) width.push_back(0);
        width[c] = std::max(width[c], columns(row[c]));
      }
    std::string out;
    for (const auto& row : rows_) {
      std::string line;
      for (std::size_t c = 0; c < row.size(); ++c) {
        const std::string pad(width[c] - columns(row[c]), ' ');
        line += (c ? "  " : "") + (c ? pad + row[c] : row[c] + pad);
      }
      while (line.ends_with(' ')) line.pop_back();
      out += line + "\n";
    }
    return out;
  }
  std::string markdown() const {
    std::string out;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      out += "|";
      for (const std::string& cell : rows_[r]) out += " " + cell + " |";
      out += "\n";
      if (r > 0) continue;
      out += "|";
      for (std::size_t c = 0; c < rows_[0].size(); ++c) out += c ? " ---: |" : " --- |";
      out += "\n";
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

struct Outcome {
  std::string name, unit;
  std::size_t items = 0, documents = 0;
  EvalScore score;
  std::optional<EvalScore> absences;
  EvalDocument rules;
  std::map<std::string, EvalScore> languages;
  std::string errors;
  bool labels_are_places = false;
};

Table table_of(const Outcome& outcome) {
  Table table;
  table.row({"label", "labels", "found", "wrong", "precision", "recall", "F1", "F1, 95 %"});
  for (const auto& [label, count] : outcome.score.labels)
    table.row({label, std::to_string(count.labels()), std::to_string(count.found), std::to_string(count.wrong), percent(count.precision()), percent(count.recall()), percent(count.f1()),
               count.labels() ? range(outcome.score.label_f1.at(label)) : ""});
  const EvalScore& s = outcome.score;
  table.row({"micro", std::to_string(s.micro.labels()), std::to_string(s.micro.found), std::to_string(s.micro.wrong), percent(s.micro.precision()), percent(s.micro.recall()), percent(s.micro.f1()), range(s.micro_f1)});
  table.row({"macro", "", "", "", "", "", percent(s.macro_f1), range(s.macro_interval)});
  if (s.labels.contains("none")) table.row({"macro without none", "", "", "", "", "", percent(s.macro_f1_apart), ""});
  if (outcome.languages.size() > 1)
    for (const auto& [language, score] : outcome.languages)
      table.row({"micro " + language, std::to_string(score.micro.labels()), std::to_string(score.micro.found), std::to_string(score.micro.wrong), percent(score.micro.precision()), percent(score.micro.recall()),
                 percent(score.micro.f1()), range(score.micro_f1)});
  if (outcome.absences) {
    const EvalCount& a = outcome.absences->micro;
    table.row({"absences", std::to_string(a.labels()), std::to_string(a.found), std::to_string(a.wrong), percent(a.precision()), percent(a.recall()), percent(a.f1()), ""});
  }
  return table;
}

// The weakest first: where most is wrong.
Table rule_table(const Outcome& outcome) {
  std::vector<std::pair<std::string, EvalCount>> rows(outcome.rules.begin(), outcome.rules.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second.wrong > b.second.wrong; });
  Table table;
  table.row({"rule", "right", "wrong", "precision"});
  for (const auto& [rule, count] : rows) table.row({rule, std::to_string(count.right), std::to_string(count.wrong), percent(count.precision())});
  return table;
}

Poco::JSON::Object::Ptr json_of(const EvalCount& count) {
  Poco::JSON::Object::Ptr object = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
  object->set("labels", count.labels());
  object->set("found", count.found);
  object->set("right", count.right);
  object->set("wrong", count.wrong);
  object->set("precision", count.precision());
  object->set("recall", count.recall());
  object->set("f1", count.f1());
  return object;
}

Poco::JSON::Array::Ptr json_of(const Interval& interval) {
  Poco::JSON::Array::Ptr array = new Poco::JSON::Array;
  array->add(interval[0]);
  array->add(interval[1]);
  return array;
}

Poco::JSON::Object::Ptr json_of(const EvalScore& score) {
  Poco::JSON::Object::Ptr object = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
  Poco::JSON::Object::Ptr labels = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
  for (const auto& [label, count] : score.labels) {
    auto one = json_of(count);
    one->set("f1_95", json_of(score.label_f1.at(label)));
    labels->set(label, one);
  }
  object->set("labels", labels);
  auto micro = json_of(score.micro);
  micro->set("precision_95", json_of(score.micro_precision));
  micro->set("recall_95", json_of(score.micro_recall));
  micro->set("f1_95", json_of(score.micro_f1));
  object->set("micro", micro);
  object->set("macro_f1", score.macro_f1);
  object->set("macro_f1_without_none", score.macro_f1_apart);
  object->set("macro_f1_95", json_of(score.macro_interval));
  return object;
}

std::string json_text(const Outcome& outcome) {
  Poco::JSON::Object::Ptr object = json_of(outcome.score);
  object->set("eval", outcome.name);
  object->set("unit", outcome.unit);
  object->set("items", outcome.items);
  object->set("documents", outcome.documents);
  Poco::JSON::Object::Ptr languages = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
  for (const auto& [language, score] : outcome.languages) languages->set(language, json_of(score));
  object->set("languages", languages);
  Poco::JSON::Object::Ptr rules = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
  for (const auto& [rule, count] : outcome.rules) {
    Poco::JSON::Object::Ptr one = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
    one->set("right", count.right);
    one->set("wrong", count.wrong);
    rules->set(rule, one);
  }
  object->set("rules", rules);
  if (outcome.absences) object->set("absences", json_of(*outcome.absences));
  std::ostringstream out;
  object->stringify(out);
  return out.str() + "\n";
}

void print(const Outcome& outcome, const EvalArguments& arguments) {
  if (arguments.format == "json") {
    write_standard_output(json_text(outcome));
    return;
  }
  if (arguments.errors) write_standard_output(outcome.errors + (outcome.errors.empty() ? "" : "\n"));
  const std::string head = outcome.name + ": " + std::to_string(outcome.items) + (outcome.labels_are_places ? " documents with labelled places" : " labelled " + outcome.unit + "s") + " of " +
                           std::to_string(outcome.documents) + " documents; per cent; the interval draws documents 1,000 times";
  write_standard_output(arguments.format == "markdown" ? head + ".\n\n" + table_of(outcome).markdown() : head + "\n" + table_of(outcome).text());
  if (arguments.by_rule && !outcome.rules.empty())
    write_standard_output("\n" + (arguments.format == "markdown" ? rule_table(outcome).markdown() : rule_table(outcome).text()));
}

// "cuad micro_precision 91.2": a line a figure, which must not fall. The file says what was reached, rounded down.
int compare(const Outcome& outcome, const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Failure("cannot read " + printable(path) + ": the baseline, a line a figure, for example: cuad micro_precision 91.2");
  const std::map<std::string, double> now = {{"micro_precision", outcome.score.micro.precision()}, {"micro_recall", outcome.score.micro.recall()},
                                             {"micro_f1", outcome.score.micro.f1()}, {"macro_f1", outcome.score.macro_f1}};
  int status = kExitClean;
  bool any = false;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string name, figure;
    double least = 0;
    if (!(words >> name >> figure >> least)) throw Failure(printable(path) + ":" + std::to_string(number) + ": not a name, a figure and a number of per cent.");
    if (name != outcome.name) continue;
    const auto found = now.find(figure);
    if (found == now.end()) throw Failure(printable(path) + ":" + std::to_string(number) + ": unknown figure " + printable(figure) + "; known: micro_precision, micro_recall, micro_f1, macro_f1.");
    any = true;
    if (found->second * 100 >= least - 1e-9) continue;
    complain(name + ": " + figure + " fell to " + percent(found->second) + ", the baseline is " + percent(least / 100) + ". See what changed: the same command with --errors.");
    status = kExitFindings;
  }
  if (!any) throw Failure(printable(path) + " has no figure of " + outcome.name + ": nothing was compared.");
  return status;
}

EvalScore score_of(const std::vector<Judged>& judged, EvalDocument Judged::*counts, const std::string& apart) {
  std::vector<EvalDocument> documents;
  for (const Judged& one : judged) documents.push_back(one.*counts);
  return eval_score(documents, apart);
}

// Judged items of one document, put together: the bootstrap draws documents.
Outcome outcome_of(const EvalMapping& mapping, const std::vector<std::string>& documents, std::vector<Judged> judged) {
  Outcome outcome;
  outcome.name = mapping.name;
  std::map<std::string, std::size_t> at;
  std::vector<Judged> by_document;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const auto [found, fresh] = at.emplace(documents[i], by_document.size());
    outcome.errors += judged[i].errors;
    if (fresh)
      by_document.push_back(std::move(judged[i]));
    else
      by_document[found->second] += judged[i];
  }
  outcome.documents = by_document.size();
  outcome.score = score_of(by_document, &Judged::counts, "none");
  std::map<std::string, std::vector<Judged>> languages;
  bool any_absence = false;
  for (const Judged& one : by_document) {
    languages[one.language].push_back(one);
    for (const auto& [rule, count] : one.rules) outcome.rules[rule] += count;
    any_absence = any_absence || !one.absences.empty();
  }
  for (const auto& [language, some] : languages) outcome.languages[language] = score_of(some, &Judged::counts, "none");
  if (any_absence) outcome.absences = score_of(by_document, &Judged::absences, "");
  return outcome;
}

// A misspelt id would never fire, and its label look worse than the rules are.
void tell_unknown_rules(const EvalMapping& mapping, const std::string& path, const PluginHost& host, const Ruleset& rules) {
  std::set<std::string> known;
  for (const cav_rule_info& info : host.rule_infos(rules)) {
    if (info.rule_id) known.insert(info.rule_id);
    if (info.taxonomy) known.insert(info.taxonomy);
  }
  std::set<std::string> unknown;
  for (const auto& [label, names] : mapping.labels)
    for (const auto* some : {&names.any, &names.unless})
      for (const std::string& name : *some)
        if (!known.contains(name)) unknown.insert(name);
  if (unknown.empty()) return;
  std::string all;
  for (const std::string& name : unknown) all += (all.empty() ? "" : ", ") + printable(name);
  complain("warning: " + printable(path) + " names what no rule is called: " + all + ". It never fires.");
}

Outcome measure_labels(const EvalArguments& arguments, const PluginHost& host, const Ruleset& rules) {
  const EvalMapping mapping = read_eval_mapping(arguments.mapping);
  tell_unknown_rules(mapping, arguments.mapping, host, rules);
  std::vector<EvalItem> items;
  for (const std::string& file : arguments.files) {
    std::vector<EvalItem> more = read_eval_items(file);
    std::move(more.begin(), more.end(), std::back_inserter(items));
  }
  if (!arguments.part.empty()) std::erase_if(items, [&](const EvalItem& item) { return item.part != arguments.part; });
  if (items.empty()) throw Failure("no labelled text in the files" + (arguments.part.empty() ? std::string(".") : " of the part " + printable(arguments.part) + "."));
  std::set<std::string> unknown;
  for (const EvalItem& item : items) {
    if (mapping.unit != Unit::span && item.text.empty()) throw Failure(printable(item.id) + " has no text: only unit span reads labels of a file.");
    for (const std::string& label : item.labels)
      if (mapping.unit != Unit::span && !mapping.labels.contains(label) && !mapping.left_out.contains(label)) unknown.insert(label);
  }
  if (!unknown.empty()) {
    std::string names;
    for (const std::string& label : unknown) names += (names.empty() ? "" : ", ") + printable(label);
    throw Failure(printable(arguments.mapping) + " does not say which rules speak for: " + names + ". Map each under labels, or name it under left_out.");
  }
  for (const std::string& label : arguments.labels)
    if (mapping.unit != Unit::span && !mapping.labels.contains(label)) throw Failure("--label " + printable(label) + " is not in " + printable(arguments.mapping) + ".");

  std::vector<std::vector<const EvalItem*>> groups;
  std::vector<std::string> documents;
  std::map<std::string, std::size_t> group_of;
  for (const EvalItem& item : items) {
    const std::string document = item.document.empty() ? item.id : item.document;
    const auto [found, fresh] = group_of.emplace(document, groups.size());
    if (mapping.unit == Unit::document && !fresh) {
      groups[found->second].push_back(&item);
      continue;
    }
    groups.push_back({&item});
    documents.push_back(document);
  }
  const Judge judge(arguments, mapping);
  std::vector<Judged> judged;
  in_order<Judged>(
      groups.size(), arguments.jobs,
      [&] {
        return [&, reader = std::make_shared<Reader>(host, rules)](std::size_t index, const std::atomic<bool>&) {
          return mapping.unit == Unit::span ? judge.spans(*reader, *groups[index].front()) : judge.items(*reader, groups[index]);
        };
      },
      [&](std::size_t, Judged one) { judged.push_back(std::move(one)); }, interrupted);
  if (interrupted()) return {};
  Outcome outcome = outcome_of(mapping, documents, std::move(judged));
  outcome.items = items.size();
  outcome.labels_are_places = mapping.unit == Unit::span;
  outcome.unit = mapping.unit == Unit::span ? "place" : "item";
  return outcome;
}

// The same contract in several languages: which rules found something in one, and which in the other?
Outcome measure_agreement(const EvalArguments& arguments, const PluginHost& host, const Ruleset& rules) {
  struct Version {
    std::string group, language;
    std::vector<std::string> files;
  };
  std::vector<Version> versions;
  try {
    const Bytes bytes = cli::read(Input{arguments.parallel, {}});
    if (!bytes.problem.empty()) throw Failure(printable(arguments.parallel) + ": " + bytes.problem);
    Poco::JSON::Parser parser;
    const auto root = parser.parse(bytes.data).extract<Poco::JSON::Object::Ptr>();
    for (const auto& [group, value] : *root)
      for (const auto& [language, files] : *value.extract<Poco::JSON::Object::Ptr>()) {
        versions.push_back({group, language, {}});
        const auto list = files.extract<Poco::JSON::Array::Ptr>();
        for (std::size_t i = 0; i < list->size(); ++i) versions.back().files.push_back(list->getElement<std::string>(static_cast<unsigned>(i)));
      }
  } catch (const Poco::Exception& error) {
    throw Failure(printable(arguments.parallel) + " is not {group: {language: [files]}}: " + printable(error.displayText()));
  }
  std::vector<std::set<std::string>> found;
  in_order<std::set<std::string>>(
      versions.size(), arguments.jobs,
      [&] {
        return [&, reader = std::make_shared<Reader>(host, rules)](std::size_t index, const std::atomic<bool>&) {
          std::set<std::string> ids;
          for (const std::string& file : versions[index].files) {
            const Bytes bytes = cli::read(Input{(fs::path(arguments.documents) / file).string(), {}});
            if (!bytes.problem.empty()) throw Failure(printable(file) + ": " + bytes.problem, kExitNotRead);
            for (const Hit& hit : reader->read(bytes.data, file, "", "").hits)
              if (!hit.neutral) ids.insert(hit.rule);
          }
          return ids;
        };
      },
      [&](std::size_t, std::set<std::string> ids) { found.push_back(std::move(ids)); }, interrupted);
  if (interrupted()) return {};
  Outcome outcome;
  outcome.name = "parallel";
  outcome.unit = "rule";
  std::map<std::string, EvalDocument> groups;
  for (std::size_t a = 0; a < versions.size(); ++a)
    for (std::size_t b = a + 1; b < versions.size(); ++b) {
      if (versions[a].group != versions[b].group) continue;
      const auto both = static_cast<std::int64_t>(std::count_if(found[a].begin(), found[a].end(), [&](const std::string& id) { return found[b].contains(id); }));
      const auto in_a = static_cast<std::int64_t>(found[a].size()), in_b = static_cast<std::int64_t>(found[b].size());
      groups[versions[a].group][versions[a].language + "-" + versions[b].language] += EvalCount{both, in_a - both, both, in_b - both};
      if (!arguments.errors) continue;
      for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)})
        for (const std::string& id : found[from])
          if (!found[to].contains(id)) outcome.errors += versions[a].group + ": " + id + " in " + versions[from].language + ", not in " + versions[to].language + "\n";
    }
  std::vector<EvalDocument> documents;
  for (auto& [group, counts] : groups) documents.push_back(std::move(counts));
  outcome.documents = documents.size();
  outcome.items = versions.size();
  outcome.score = eval_score(documents);
  return outcome;
}

}  // namespace

int eval_command(const EvalArguments& arguments) {
  if (arguments.parallel.empty() && (arguments.mapping.empty() || arguments.files.empty()))
    throw Failure("eval needs --mapping and a file of labelled texts, or --parallel. tests/eval/ has mappings, docs/evaluation.md says how to write one.");
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  const PluginHost host;
  const PluginHost::Load load = host.load_rules(packs, find_policy(arguments.policy, packs), 0);
  if (!load.rules) throw Failure(load.problem + " See it in place with: caveat rules check");
  if (const std::string skipped = broken_files(load.diagnostics); !skipped.empty())
    throw Failure("rules with errors would falsify the figures: " + skipped + ". See them in place with: caveat rules check FILE");
  const Outcome outcome = arguments.parallel.empty() ? measure_labels(arguments, host, load.rules) : measure_agreement(arguments, host, load.rules);
  if (interrupted()) {
    complain("interrupted: half a measure would mislead, so none is printed.");
    return interrupted_exit_code();
  }
  print(outcome, arguments);
  return arguments.baseline.empty() ? kExitClean : compare(outcome, arguments.baseline);
}

void add_eval_command(CLI::App& app, Chosen& chosen) {
  const auto eval = std::make_shared<EvalArguments>();
  eval->jobs = default_jobs();
  CLI::App& command = *app.add_subcommand("eval", "Measure the rules on labelled texts: precision, recall, F1");
  command.add_option("FILE", eval->files, "Labelled texts as JSONL, plain or gzipped")->type_name(" ");
  command.add_option("-m,--mapping", eval->mapping, "Which rules speak for which label (tests/eval/*.yaml)")->type_name("FILE");
  command.add_option("--parallel", eval->parallel, "Instead: the same contracts in several languages, {group: {language: [files]}}")->type_name("FILE");
  command.add_option("--documents", eval->documents, "The folder of files that labels without text, or --parallel, name")->type_name("DIR");
  command.add_option("--label", eval->labels, "Only this label; may be repeated")->type_name("LABEL")->expected(1)->take_all();
  command.add_option("--part", eval->part, "Only items of this part, such as dev or test")->type_name("NAME");
  command.add_flag("--errors", eval->errors, "List what was missed and what was wrong, to read");
  command.add_flag("--by-rule", eval->by_rule, "Right and wrong of each rule too, the weakest first");
  command.add_option("--baseline", eval->baseline, "Exit with 1 when a figure falls below this file's")->type_name("FILE");
  command.add_option("-f,--format", eval->format, "text, json or markdown")->check(one_of({"text", "json", "markdown"}))->type_name("FORMAT")->capture_default_str();
  command.add_option("-p,--policy", eval->policy, "A policy file, or a name in the rules' policies/")->type_name("POLICY");
  add_packs(command, eval->rules, eval->standard_rules);
  add_jobs(command, eval->jobs);
  command.footer(R"(
How to write a mapping: docs/evaluation.md.

Examples:
  caveat eval --mapping tests/eval/cuad.yaml cuad.jsonl.gz
  caveat eval --mapping tests/eval/cuad.yaml --errors --label "Cap on Liability" cuad.jsonl.gz
  caveat eval --parallel groups.json --documents contracts/)");
  command.callback([&chosen, eval] { chosen.run = [eval] { return eval_command(*eval); }; });
}

}  // namespace caveat::cli
