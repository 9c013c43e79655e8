// stages-bench: what each stage of a scan costs, in milliseconds per megabyte of the document, with Google Benchmark: so that a slow stage is seen.
// Each stage gets what the stages before it made of the same documents; nothing is timed twice but "match", which holds "literals" and "confirm".
// Built with -DCAVEAT_BENCH=ON. Run by tests/bench/run, which puts the figures into docs/performance.md.
//
//   stages-bench RULES FILE... -- [options of Google Benchmark]
#include <algorithm>
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "findings/findings.h"
#include "match/occurrences.h"
#include "rules/loader.h"
#include "scan/scanner.h"
#include "segment/role_folding.h"

using namespace caveat;

namespace {

// A document after each stage.
struct Document {
  std::string name, bytes;
  extract::ExtractedText extracted;
  normalize::NormalText normal, plain;         // with and without the parties' names folded
  segment::Structure structure, plain_structure;
  match::MatchList matches;
  std::unique_ptr<const scan::ScanResult> result;
};

// A number that a rule found.
struct Number {
  const Document* document;
  NormalSpan span;
  rules::QuantityKind kind;
  Language language;
};

struct Material {
  std::shared_ptr<const rules::RuleProgram> program;
  std::vector<Document> documents;
  std::vector<Number> numbers;
  std::size_t bytes = 0;
};
Material material;

template <class Value>
Value sure(Result<Value> result) {
  if (result) return std::move(result).value();
  std::fprintf(stderr, "stages-bench: %s\n", result.error().message.c_str());
  std::exit(2);
}

bool never_stop(std::size_t) { return true; }

void read(const std::string& rules_folder, const std::vector<std::string>& files) {
  rules::Diagnostics diagnostics;
  material.program = sure(rules::load({{rules_folder}, "", false}, diagnostics));
  scan::Scanner scanner(material.program);
  match::Matcher matcher(material.program);
  Cancel never;
  material.documents.reserve(files.size());
  for (const std::string& file : files) {
    Document& d = material.documents.emplace_back();
    std::ifstream in(file, std::ios::binary);
    d.name = file;
    d.bytes.assign(std::istreambuf_iterator<char>(in), {});
    material.bytes += d.bytes.size();
    d.extracted = sure(extract::run({d.bytes, d.name, ""}, {}, never));
    d.plain = sure(normalize::run(d.extracted, never));
    d.plain_structure = sure(segment::run(d.extracted, d.plain, {}, never));
    d.normal = d.plain;
    d.structure = d.plain_structure;
    sure(segment::fold_roles(d.extracted, d.normal, d.structure, never));
    d.matches = sure(matcher.run(d.extracted, d.normal, d.structure, {}, never));
    d.result = sure(scanner.scan({d.bytes, d.name, ""}, {}, never));
    for (const match::Match& m : d.matches.matches) {
      if (!m.value) continue;
      for (const rules::CompiledRule& compiled : material.program->compiled())
        if (compiled.rule == m.rule && compiled.language == m.language && compiled.purpose == rules::Purpose::find)
          material.numbers.push_back({&d, m.value->span, *material.program->slots()[compiled.slots[*material.program->rules()[m.rule].value_slot]].value, m.language});
    }
  }
  if (material.bytes == 0) {
    std::fputs("stages-bench: name documents that have words\n", stderr);
    std::exit(2);
  }
}

// Runs `stage` on each document, and says what a megabyte of them costs.
template <class Stage>
void measure(benchmark::State& state, Stage&& stage) {
  for (auto _ : state)
    for (Document& d : material.documents) stage(d);
  state.counters["MB"] = benchmark::Counter(static_cast<double>(material.bytes) * 1e-6, benchmark::Counter::kIsIterationInvariantRate);
}

void extracting(benchmark::State& state) {
  measure(state, [](Document& d) {
    Cancel never;
    benchmark::DoNotOptimize(extract::run({d.bytes, d.name, ""}, {}, never));
  });
}

void folding(benchmark::State& state) {
  measure(state, [](Document& d) {
    Cancel never;
    benchmark::DoNotOptimize(normalize::run(d.extracted, never));
  });
}

void segmenting(benchmark::State& state) {
  measure(state, [](Document& d) {
    Cancel never;
    benchmark::DoNotOptimize(segment::run(d.extracted, d.plain, {}, never));
  });
}

// The copies that it changes are made outside the clock.
void folding_roles(benchmark::State& state) {
  for (auto _ : state) {
    for (Document& d : material.documents) {
      state.PauseTiming();
      normalize::NormalText normal = d.plain;
      segment::Structure structure = d.plain_structure;
      state.ResumeTiming();
      Cancel never;
      benchmark::DoNotOptimize(segment::fold_roles(d.extracted, normal, structure, never));
    }
  }
  state.counters["MB"] = benchmark::Counter(static_cast<double>(material.bytes) * 1e-6, benchmark::Counter::kIsIterationInvariantRate);
}

// The index of literals alone: which fragments a paragraph may hold.
void reading_literals(benchmark::State& state) {
  match::Occurrences occurrences(*material.program);
  measure(state, [&](Document& d) {
    occurrences.begin(d.normal.text, d.structure, true);
    for (std::uint32_t p = 0; p < d.structure.paragraphs.size(); ++p) {
      if (d.structure.paragraphs[p].language == Language::other) continue;
      occurrences.begin_unit();
      occurrences.look(p, never_stop, [](std::uint32_t slot) { benchmark::DoNotOptimize(slot); });
    }
  });
}

// The index, then a comparison or RE2 where a paragraph has a candidate for each slot that some pattern requires, up to the first slot that is not there.
void confirming(benchmark::State& state) {
  const rules::RuleProgram& program = *material.program;
  match::Occurrences occurrences(program);
  std::vector<std::uint32_t> seen(program.slots().size()), wanted;
  std::uint32_t epoch = 0;
  std::vector<NormalSpan> spans;
  measure(state, [&](Document& d) {
    occurrences.begin(d.normal.text, d.structure, true);
    for (std::uint32_t p = 0; p < d.structure.paragraphs.size(); ++p) {
      if (d.structure.paragraphs[p].language == Language::other) continue;
      occurrences.begin_unit();
      wanted.clear();
      ++epoch;
      occurrences.look(p, never_stop, [&](std::uint32_t slot) {
        if (seen[slot] == epoch) return;
        seen[slot] = epoch;
        for (const std::uint32_t pattern : program.woken_by(slot)) {
          const auto required = program.required_by(pattern);
          if (!program.patterns()[pattern].whole_clause && std::all_of(required.begin(), required.end(), [&](std::uint32_t s) { return occurrences.may_occur(s); })) wanted.push_back(pattern);
        }
      });
      for (const std::uint32_t pattern : wanted)
        for (const std::uint32_t slot : program.required_by(pattern)) {
          spans.clear();
          occurrences.append(slot, p, spans);
          if (spans.empty()) break;
        }
    }
  });
}

// All of the stage: literals, confirming, joining slots, sentences, directions, absences, checks.
void matching(benchmark::State& state) {
  match::Matcher matcher(material.program);
  measure(state, [&](Document& d) {
    Cancel never;
    benchmark::DoNotOptimize(matcher.run(d.extracted, d.normal, d.structure, {}, never));
  });
}

// The numbers that stand in the matches.
void reading_numbers(benchmark::State& state) {
  for (auto _ : state)
    for (const Number& n : material.numbers) benchmark::DoNotOptimize(rules::read_quantity(n.document->normal.text, n.span, n.kind, n.language));
  state.counters["MB"] = benchmark::Counter(static_cast<double>(material.bytes) * 1e-6, benchmark::Counter::kIsIterationInvariantRate);
}

void collecting_findings(benchmark::State& state) {
  measure(state, [](Document& d) { benchmark::DoNotOptimize(findings::collect(*material.program, d.extracted, d.normal, d.structure, d.matches)); });
}

void assessing(benchmark::State& state) {
  measure(state, [](Document& d) {
    benchmark::DoNotOptimize(risk::assess(*material.program, d.result->list));
    benchmark::DoNotOptimize(risk::key_terms(*material.program, d.result->list, d.result->extracted, d.result->normal, {}));
  });
}

void writing_json(benchmark::State& state) {
  measure(state, [](Document& d) { benchmark::DoNotOptimize(report::json(d.result->report_input(), Language::en)); });
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> own;
  std::vector<char*> others = {argv[0]};
  bool behind = false;
  for (int i = 1; i < argc; ++i) {
    if (!behind && std::string_view(argv[i]) == "--") behind = true;
    else if (behind) others.push_back(argv[i]);
    else own.emplace_back(argv[i]);
  }
  if (own.size() < 2) {
    std::fputs("usage: stages-bench RULES FILE... -- [options of Google Benchmark]\n", stderr);
    return 2;
  }
  read(own[0], {own.begin() + 1, own.end()});
  for (const auto& [name, stage] : std::initializer_list<std::pair<const char*, void (*)(benchmark::State&)>>{
           {"extract", extracting}, {"fold", folding}, {"segment", segmenting}, {"roles", folding_roles}, {"literals", reading_literals}, {"confirm", confirming},
           {"match", matching}, {"numbers", reading_numbers}, {"findings", collecting_findings}, {"risk", assessing}, {"json", writing_json}})
    benchmark::RegisterBenchmark(name, stage)->Unit(benchmark::kMillisecond);
  int count = static_cast<int>(others.size());
  benchmark::Initialize(&count, others.data());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
