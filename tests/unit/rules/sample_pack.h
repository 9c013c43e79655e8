// A small pack in a temporary folder, for tests: one sound rule, and ways to break it.
#ifndef CAVEAT_TESTS_SAMPLE_PACK_H
#define CAVEAT_TESTS_SAMPLE_PACK_H
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace caveat::tests {

inline std::string sample_words(const std::string& lang, const std::string& may, const std::string& price) {
  return "  " + lang + ":\n"
         "    title: 'Price up'\n"
         "    message: 'The price may rise.'\n"
         "    why: 'Budget.'\n"
         "    recommendation: { ask: 'Fixed prices.', fallback: 'A cap of {policy.cap} %.' }\n"
         "    slots:\n"
         "      may: ['" + may + "']\n"
         "      price: ['" + price + "']\n"
         "      consent: ['consent']\n"
         "    examples:\n"
         "      match:\n"
         "        - { text: 'X " + may + " Y " + price + ".' }\n"
         "        - { text: 'Z " + may + " " + price + ".' }\n"
         "      no_match:\n"
         "        - { text: 'X " + may + " with consent " + price + ".', why: unless consent }\n"
         "        - { text: 'Nothing here.' }\n";
}

inline std::string sample_rule(const std::string& id = "price-up") {
  return "rule: " + id + "\nversion: 1\nstatus: stable\ntaxonomy: PRC-01\nseverity: high\nconfidence: high\naudience: [buyer]\n"
         "logic:\n  kind: presence\n  find: { near: [may, price], within: 6 words }\n  unless: [consent]\n"
         "policy:\n  cap: { default: 3, unit: percent, min: 0, max: 20 }\n"
         "text:\n" +
         sample_words("en", "may raise", "fees") + sample_words("fr", "peut augmenter", "tarifs") +
         sample_words("de", "darf anheben", "Preise") + sample_words("es", "puede subir", "precios");
}

class SamplePack {
 public:
  SamplePack() {
    std::string name = std::filesystem::temp_directory_path() / "caveat-pack-XXXXXX";
    root_ = ::mkdtemp(name.data());
    write_frame();
  }
  // What a pack has beside rules.
  void write_frame() {
    write("pack.yaml", "pack: sample\nversion: 1.0.0\n");
    for (const char* lang : {"en", "fr", "de", "es"})
      write(std::string("lexicons/") + lang + ".yaml", std::string("lexicon: ") + lang + "\nmacros:\n  supplier: ['supplier']\n");
  }
  ~SamplePack() { std::filesystem::remove_all(root_); }
  void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  std::string path() const { return root_.string(); }

 private:
  std::filesystem::path root_;
};

inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

}  // namespace caveat::tests
#endif
