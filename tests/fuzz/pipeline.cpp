// The whole way of a contract, with many rules: the first byte chooses format, language and side, the rest is the text. Beside what every scan promises
// (scanned.h): the prefilter loses nothing, the same input gives the same bytes, and every report can be written.
#include "scanned.h"

namespace {

// kind and absences besides, which the JSON tells in part only.
std::string told(const caveat::scan::ScanResult& result) {
  std::string out = caveat::report::json(result.report_input(), caveat::Language::en);
  out += std::string(caveat::rules::name(result.list.kind.kind)) + std::to_string(result.list.kind.certainty);
  for (const auto& u : result.list.undetermined) out += ' ' + std::to_string(u.rule) + u.reason;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  if (size == 0 || size > 20'000) return 0;
  const std::string_view bytes = fuzz::view(data + 1, size - 1);
  const std::string_view name = data[0] & 1 ? "a.md" : "a.txt";
  scan::Options options;
  options.language = static_cast<Language>((data[0] >> 1 & 7) % (kLanguages + 1));
  options.side = data[0] & 0x10 ? Role::supplier : Role::customer;
  options.today = {2026, 11, 23};
  const auto result = fuzz::scanned(bytes, name, options);
  if (!result) return 0;
  const std::string first = told(*result);
  const auto again = fuzz::scanned(bytes, name, options);
  fuzz::require(again && told(*again) == first, "the same input gives the same bytes");
  if (data[0] & 0x20 && size < 3'000) {
    options.prefilter = false;
    const auto all = fuzz::scanned(bytes, name, options);
    fuzz::require(all && told(*all) == first, "the prefilter loses nothing");
  }
  const report::Input input = result->report_input();
  switch (data[0] >> 6) {
    case 0: report::html(input, Language::fr); break;
    case 1:
      report::text(input, {});
      report::mail(input, Language::es);
      break;
    case 2: fuzz::require(bool(report::docx(input, {Language::de, true})), "a memo is written"); break;
    default:
      for (const auto& table : {report::csv({}), report::xlsx(Language::en), report::ics(Language::en), report::sarif(*fuzz::our_rules(), Language::en)}) {
        fuzz::require(bool(table->add(input)), "a table takes a document");
        fuzz::require(bool(table->finish()), "a table is written");
      }
  }
  return 0;
}
