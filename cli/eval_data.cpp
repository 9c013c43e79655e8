// See eval_data.h.
#include "eval_data.h"

#include <Poco/Exception.h>
#include <Poco/InflatingStream.h>
#include <Poco/JSON/Parser.h>

#include <fstream>
#include <istream>
#include <memory>

#include "exit_codes.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

constexpr std::size_t kLineBytes = 64U << 20;  // the longest contract of CUAD has 0.4 MB

std::string text_of(const Poco::JSON::Object& object, const char* key) {
  return object.has(key) && object.get(key).isString() ? object.getValue<std::string>(key) : std::string();
}

std::set<std::string> words_of(const Poco::JSON::Object& object, const char* key) {
  std::set<std::string> words;
  if (const auto list = object.getArray(key))
    for (std::size_t i = 0; i < list->size(); ++i) words.insert(list->getElement<std::string>(static_cast<unsigned>(i)));
  return words;
}

EvalItem item_of(const Poco::JSON::Object& object) {
  EvalItem item;
  item.id = text_of(object, "id");
  item.language = text_of(object, "lang");
  item.document = text_of(object, "doc");
  item.text = text_of(object, "text");
  item.file = text_of(object, "file");
  item.sha256 = text_of(object, "sha256");
  item.part = text_of(object, "part");
  item.labels = words_of(object, "labels");
  item.absent = words_of(object, "absent");
  if (const auto spans = object.getArray("spans"))
    for (std::size_t i = 0; i < spans->size(); ++i) {
      const auto from = spans->getObject(static_cast<unsigned>(i));
      if (!from) throw Poco::DataFormatException("a span that is no object");
      EvalSpan span;
      span.label = text_of(*from, "label");
      span.begin = from->getValue<std::uint64_t>("start");
      span.end = from->getValue<std::uint64_t>("end");
      span.labels = words_of(*from, "also");
      span.labels.insert(span.label);
      item.labels.insert(span.label);
      item.spans.push_back(std::move(span));
    }
  return item;
}

}  // namespace

std::vector<EvalItem> read_eval_items(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Failure("cannot read " + printable(path) + ". Name a JSONL file, plain or gzipped.");
  std::unique_ptr<Poco::InflatingInputStream> inflating;
  std::istream* in = &file;
  if (file.get() == 0x1f && file.get() == 0x8b) {
    file.seekg(0);
    inflating = std::make_unique<Poco::InflatingInputStream>(file, Poco::InflatingStreamBuf::STREAM_GZIP);
    in = inflating.get();
  } else {
    file.clear();
    file.seekg(0);
  }
  std::vector<EvalItem> items;
  std::string line;
  for (std::size_t number = 1; std::getline(*in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto refuse = [&](const std::string& why) { throw Failure(printable(path) + ":" + std::to_string(number) + ": " + why); };
    if (line.size() > kLineBytes) refuse("a line of more than 64 MB. One labelled text a line.");
    try {
      Poco::JSON::Parser parser;
      const auto parsed = parser.parse(line);
      if (parsed.type() != typeid(Poco::JSON::Object::Ptr)) refuse("not a JSON object. One labelled text a line.");
      items.push_back(item_of(*parsed.extract<Poco::JSON::Object::Ptr>()));
    } catch (const Poco::Exception& error) {
      refuse("not a labelled text as docs/evaluation.md describes it: " + printable(error.displayText()));
    }
    if (items.back().text.empty() && items.back().file.empty()) refuse("has neither text nor file.");
    if (items.back().id.empty()) items.back().id = items.back().file.empty() ? std::to_string(number) : items.back().file;
  }
  if (in->bad()) throw Failure(printable(path) + " is damaged: it cannot be unpacked to its end.");
  return items;
}

}  // namespace caveat::cli
