// The texts that the differential tests run on: the corpus, and texts woven from the rules' own examples, which are dense in
// hits and near misses. All are in the repository, so the tests say the same everywhere.
#ifndef CAVEAT_TESTS_DOCUMENTS_H
#define CAVEAT_TESTS_DOCUMENTS_H
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "rules/loader.h"

namespace caveat::tests {

struct NamedText {
  std::string name, bytes;
  Language language = Language::other;
};

inline std::shared_ptr<const rules::RuleProgram> shipped_pack() {
  rules::Diagnostics d;
  auto loaded = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
  return loaded ? std::move(loaded).value() : nullptr;
}

inline std::vector<NamedText> documents(const rules::RuleProgram& program) {
  std::vector<NamedText> all;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(CAVEAT_SOURCE_DIR "/corpus/contracts"))
    if (entry.is_regular_file() && entry.path().parent_path().filename() != "source") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    all.push_back({file.filename().string(), {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
  }
  std::mt19937 random(11);
  for (Language language : kAllLanguages) {
    std::vector<std::string> sentences;
    for (const auto& rule : program.rules()) {
      for (const auto& e : rule.words[index(language)].match) sentences.push_back(e.text);
      for (const auto& e : rule.words[index(language)].no_match) sentences.push_back(e.text);
    }
    for (int round = 0; round < 3; ++round) {
      std::shuffle(sentences.begin(), sentences.end(), random);
      std::string text;
      for (std::size_t i = 0; i < sentences.size(); ++i) {
        std::string s = sentences[i];
        // Some sentences lose their tail: near misses that no author thought of.
        if (random() % 4 == 0) s = s.substr(0, s.rfind(' ', s.size() / 2 + random() % (s.size() / 2 + 1)));
        text += s + (random() % 3 ? " " : "\n\n");
        if (random() % 9 == 0) text += "\n\n" + std::to_string(i) + ". Heading\n\n";
      }
      all.push_back({"woven-" + std::string(code(language)) + std::to_string(round) + ".txt", std::move(text), language});
    }
  }
  return all;
}

}  // namespace caveat::tests
#endif
