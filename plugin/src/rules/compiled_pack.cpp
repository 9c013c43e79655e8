// See compiled_pack.h. One list of fields a type serves both ways: what is written is what is read.
#include "rules/compiled_pack.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

#include "base/limits.h"
#include "rules/engine_stamp.h"

namespace caveat::rules {
namespace {

constexpr std::string_view kMagic = "caveat compiled rules\n";

class Writer {
 public:
  static constexpr bool kReads = false;
  explicit Writer(std::string& to) : to_(to) {}
  bool ok() const { return true; }

  void raw(void* bytes, std::size_t size) { to_.append(static_cast<const char*>(bytes), size); }
  std::size_t count(std::size_t size) {
    auto small = static_cast<std::uint32_t>(size);
    raw(&small, sizeof small);
    return size;
  }

 private:
  std::string& to_;
};

class Reader {
 public:
  static constexpr bool kReads = true;
  explicit Reader(std::string_view from) : from_(from) {}
  bool ok() const { return ok_; }
  void fail() { ok_ = false; }
  bool at_end() const { return ok_ && from_.empty(); }
  std::string_view rest() const { return from_; }

  void raw(void* bytes, std::size_t size) {
    if (size == 0) return;  // of an empty list there is no place
    if (!ok_ || from_.size() < size) {
      ok_ = false;
      std::memset(bytes, 0, size);
      return;
    }
    std::memcpy(bytes, from_.data(), size);
    from_.remove_prefix(size);
  }
  // Of items of at least a byte each: no count can ask for more memory than the file has bytes, but for the size of an item.
  std::size_t count(std::size_t) {
    std::uint32_t size = 0;
    raw(&size, sizeof size);
    if (size > from_.size()) ok_ = false;
    return ok_ ? size : 0;
  }
  std::string_view text(std::size_t size) {
    const std::string_view out = from_.substr(0, size);
    from_.remove_prefix(out.size());
    return out;
  }

 private:
  std::string_view from_;
  bool ok_ = true;
};

// The last enumerator of each enumeration that is written.
template <class E> constexpr E kLast = E{};
template <> constexpr Severity kLast<Severity> = Severity::critical;
template <> constexpr Confidence kLast<Confidence> = Confidence::high;
template <> constexpr Status kLast<Status> = Status::retired;
template <> constexpr Kind kLast<Kind> = Kind::structure;
template <> constexpr Scope kLast<Scope> = Scope::document;
template <> constexpr DocumentKind kLast<DocumentKind> = DocumentKind::not_a_contract;
template <> constexpr Cause kLast<Cause> = Cause::place;
template <> constexpr Clarifier kLast<Clarifier> = Clarifier::number;
template <> constexpr Pattern::Form kLast<Pattern::Form> = Pattern::Form::near;
template <> constexpr Comparison::Op kLast<Comparison::Op> = Comparison::Op::not_equal;
template <> constexpr Role kLast<Role> = Role::customer;
template <> constexpr Unit kLast<Unit> = Unit::date;
template <> constexpr QuantityKind kLast<QuantityKind> = QuantityKind::date;
template <> constexpr Purpose kLast<Purpose> = Purpose::seen;
template <> constexpr Language kLast<Language> = Language::es;

template <class A, class T> void pass(A& a, T& x);

template <class A, class... T> void all(A& a, T&... x) { (pass(a, x), ...); }

template <class A> void fields(A& a, SourceMark& x) { all(a, x.line, x.column); }
template <class A> void fields(A& a, Reach& x) { all(a, x.bytes, x.runs); }
template <class A> void fields(A& a, Law& x) { all(a, x.place, x.ref, x.checked, x.mark); }
template <class A> void fields(A& a, Pattern& x) { all(a, x.form, x.slots, x.within, x.in_order, x.about, x.scope, x.mark); }
template <class A> void fields(A& a, Unless& x) { all(a, x.slot, x.within, x.mark); }
template <class A> void fields(A& a, Comparison& x) { all(a, x.op, x.number, x.policy); }
template <class A> void fields(A& a, Favours& x) { all(a, x.side, x.unnamed); }
template <class A> void fields(A& a, Needs& x) { all(a, x.documents, x.any, x.all, x.clauses); }
template <class A> void fields(A& a, Trust& x) { all(a, x.language_share, x.pages_without_text); }
template <class A> void fields(A& a, Parameter& x) { all(a, x.name, x.value, x.min, x.max, x.unit, x.mark); }
template <class A> void fields(A& a, Example& x) { all(a, x.text, x.value, x.why, x.outcome, x.mark); }
template <class A> void fields(A& a, RuleReference& x) { all(a, x.id, x.mark); }
template <class A> void fields(A& a, Fragment& x) { all(a, x.text, x.mark); }
template <class A> void fields(A& a, Words& x) {
  all(a, x.title, x.message, x.why, x.ask, x.fallback, x.text_marks, x.slots, x.match, x.no_match, x.mark);
}
template <class A> void fields(A& a, Rule& x) {
  all(a, x.id, x.file, x.category, x.taxonomy, x.version, x.status, x.severity, x.confidence, x.audience, x.kind, x.scope, x.skip_headings, x.find, x.unless, x.slots,
      x.value_slot, x.report_when, x.report_when_mark, x.favours, x.clarified_by, x.cause, x.needs, x.absent, x.absent_clauses, x.adverse, x.show_at, x.trust, x.check,
      x.check_mark, x.of, x.indicates, x.parameters, x.law, x.also_fires, x.words);
}
// What the prefilter knows of it is in the index of its language, and nowhere else.
template <class A> void fields(A& a, CompiledFragment& x) { all(a, x.expression, x.head, x.words, x.needs); }
template <class A> void fields(A& a, CompiledSlot& x) { all(a, x.language, x.fragments, x.value, x.of_clause); }
template <class A> void fields(A& a, CompiledRule& x) { all(a, x.rule, x.language, x.slots, x.purpose, x.scope, x.skip_headings, x.patterns); }
template <class A> void fields(A& a, AbsencePlan& x) { all(a, x.rule, x.needs_clauses, x.absent_clauses, x.searched); }
template <class A> void fields(A& a, CompiledPattern& x) { all(a, x.compiled, x.whole_clause); }
template <class A> void fields(A& a, PackedLists<std::uint32_t>& x) { all(a, x.begin, x.items); }
template <class A> void fields(A& a, PackFile& x) { all(a, x.path, x.size, x.sum); }
template <class A, class I> void fields(A& a, LaterList<I>& x) { all(a, x.items); }

template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
template <class T> struct IsNumbers : std::false_type {};
template <> struct IsNumbers<std::vector<std::uint32_t>> : std::true_type {};
template <> struct IsNumbers<std::vector<std::uint16_t>> : std::true_type {};
template <> struct IsNumbers<std::vector<std::uint8_t>> : std::true_type {};
template <class T> struct IsArray : std::false_type {};
template <class T, std::size_t N> struct IsArray<std::array<T, N>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
template <class T> struct IsPair : std::false_type {};
template <class T, class U> struct IsPair<std::pair<T, U>> : std::true_type {};
template <class T> struct IsLater : std::false_type {};
template <class T> struct IsLater<Later<T>> : std::true_type {};

// A part by itself: its size, and what `write` writes.
template <class Write>
void part(Writer& a, Write&& write) {
  std::string bytes;
  Writer inside(bytes);
  write(inside);
  a.raw(bytes.data(), a.count(bytes.size()));
}

template <class A, class T> void pass(A& a, T& x) {
  if (!a.ok()) return;
  if constexpr (std::is_same_v<T, bool>) {
    std::uint8_t byte = x;
    a.raw(&byte, 1);
    if constexpr (A::kReads) {
      x = byte == 1;
      if (byte > 1) a.fail();
    }
  } else if constexpr (std::is_enum_v<T>) {
    auto number = static_cast<std::uint8_t>(x);
    a.raw(&number, 1);
    if constexpr (A::kReads) {
      if (number > static_cast<std::uint8_t>(kLast<T>)) return a.fail();
      x = static_cast<T>(number);
    }
  } else if constexpr (std::is_arithmetic_v<T>) {
    a.raw(&x, sizeof x);
  } else if constexpr (std::is_same_v<T, std::string>) {
    const std::size_t size = a.count(x.size());
    if constexpr (A::kReads) x = a.text(size);
    else a.raw(x.data(), size);
  } else if constexpr (IsVector<T>::value) {
    const std::size_t size = a.count(x.size());
    if constexpr (A::kReads) {
      x.clear();
      x.reserve(size);
    }
    if constexpr (IsNumbers<T>::value) {
      if constexpr (A::kReads) x.resize(size);
      a.raw(x.data(), size * sizeof x[0]);
    } else {
      for (std::size_t i = 0; i < size && a.ok(); ++i) {
        if constexpr (A::kReads) x.emplace_back();
        pass(a, x[i]);
      }
    }
  } else if constexpr (IsArray<T>::value) {
    for (auto& item : x) pass(a, item);
  } else if constexpr (IsOptional<T>::value) {
    bool there = x.has_value();
    pass(a, there);
    if constexpr (A::kReads) {
      x.reset();
      if (there) x.emplace();
    }
    if (there) pass(a, *x);
  } else if constexpr (IsPair<T>::value) {
    all(a, x.first, x.second);
  } else if constexpr (IsLater<T>::value) {
    if constexpr (A::kReads) x = T(a.text(a.count(0)));
    else part(a, [&](Writer& inside) { pass(inside, x.get()); });
  } else {
    fields(a, x);
  }
}

bool below(const std::vector<std::uint32_t>& indexes, std::size_t end) {
  return std::all_of(indexes.begin(), indexes.end(), [&](std::uint32_t i) { return i < end; });
}

bool are_lists(const PackedLists<std::uint32_t>& lists, std::size_t count, std::size_t items_below) {
  return lists.begin.size() == count + 1 && lists.begin.front() == 0 && lists.begin.back() == lists.items.size() && std::is_sorted(lists.begin.begin(), lists.begin.end()) &&
         below(lists.items, items_below);
}

bool fits(const std::vector<Pattern>& patterns, std::size_t slots) {
  return std::all_of(patterns.begin(), patterns.end(), [&](const Pattern& p) {
    return !p.slots.empty() && p.slots.size() <= 32 && std::all_of(p.slots.begin(), p.slots.end(), [&](std::uint16_t s) { return s < slots; }) && (!p.about || *p.about < slots);
  });
}

bool fits(const Rule& rule) {
  const std::size_t slots = rule.slots.size();
  const auto in = [&](std::uint16_t slot) { return slot < slots; };
  return fits(rule.find, slots) && fits(rule.absent, slots) && fits(rule.adverse, slots) && std::all_of(rule.unless.begin(), rule.unless.end(), [&](const Unless& u) { return in(u.slot); }) &&
         (!rule.value_slot || in(*rule.value_slot)) && (!rule.show_at || in(*rule.show_at)) && std::all_of(rule.needs.any.begin(), rule.needs.any.end(), in) &&
         std::all_of(rule.needs.all.begin(), rule.needs.all.end(), in) && (rule.kind != Kind::threshold || rule.value_slot);
}

template <class T>
bool whole(std::string_view bytes, T& into) {
  Reader reader(bytes);
  pass(reader, into);
  return reader.at_end();
}

}  // namespace

void decode(std::string_view bytes, std::uint32_t slots, Words& into) {
  if (!whole(bytes, into)) into = {};
  into.slots.resize(slots);
  for (auto& slot : into.slots)
    if (slot.empty()) slot.emplace_back();
}

void decode(std::string_view bytes, std::uint32_t, CompiledFragment& into) {
  const auto none = [](const std::string& word) { return word.empty(); };
  if (whole(bytes, into) && std::none_of(into.words.begin(), into.words.end(), none)) return;
  into.words.clear();
  into.head = false;
  into.expression = "\\b\\B";  // matches nothing
}

std::uint64_t checksum(std::string_view bytes) {
  // Four sums side by side, each step of which can be undone: one changed word always changes its sum.
  std::array<std::uint64_t, 4> sums = {1, 2, 3, bytes.size()};
  const auto add = [&](const char* block) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      std::uint64_t word;
      std::memcpy(&word, block + i * sizeof word, sizeof word);
      sums[i] = std::rotl((sums[i] ^ word) * 0x9E3779B97F4A7C15u, 29);
    }
  };
  constexpr std::size_t kBlock = sizeof sums;
  std::size_t at = 0;
  for (; bytes.size() - at >= kBlock; at += kBlock) add(bytes.data() + at);
  std::array<char, kBlock> last{};
  std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(), last.begin());
  add(last.data());
  std::uint64_t all = 0;
  for (const std::uint64_t sum : sums) all = (all ^ sum ^ (sum >> 31)) * 0xBF58476D1CE4E5B9u;
  return all ^ (all >> 29);
}

std::string compiled_path(std::string_view folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
  return std::string(folder) + ".compiled";
}

template <class A>
void CompiledPack::pass_program(A& a, RuleProgram& p) {
  all(a, p.rules_, p.compiled_, p.slots_, p.fragments_, p.without_literal_, p.patterns_, p.absences_, p.fragment_slots_, p.slot_patterns_, p.pattern_slots_, p.role_words_, p.pack_,
      p.pack_version_);
  for (const Language language : kAllLanguages) {
    if constexpr (A::kReads) p.store_index(language, a.text(a.count(0)));
    else part(a, [&](Writer& inside) { pass_index(inside, const_cast<FragmentIndex&>(p.index_of(language))); });
  }
}

// Of a trie's rows, which have one place a class.
std::size_t CompiledPack::classes_of(const LiteralTrie& trie) { return *std::max_element(trie.class_of_.begin(), trie.class_of_.end()) + std::size_t{1}; }

// A field more in one of these is a field more here, but for what the others give: which entry is of which fragment; which nodes the first two bytes stand
// for (the first, in their order); where a node's children, its row and its tail are (behind those of the node before).
template <class A>
void CompiledPack::pass_index(A& a, FragmentIndex& x) {
  static_assert(sizeof(FragmentIndex::Local) == 8 * sizeof(std::uint32_t) && sizeof(LiteralTrie::Node) == 6 * sizeof(std::uint32_t));
  const std::size_t entries = a.count(x.entries_.size());
  if constexpr (A::kReads) {
    if (entries > a.rest().size() / 16) return a.fail();  // none has less in the file
    x.entries_.resize(entries);
  }
  for (FragmentIndex::Local& local : x.entries_) all(a, local.fragment, local.first_clause, local.end_clause, local.guard, local.head, local.reach);
  LiteralTrie& t = x.trie_;
  all(a, x.clauses_, x.guarded_by_, t.sizes_, t.labels_, t.class_of_, t.rows_, t.tails_);
  constexpr std::uint32_t kRow = 1u << 15;
  std::vector<std::uint16_t> children;  // how many a node has, and whether it has a row
  std::vector<std::uint32_t> pairs, ends, tails;  // ends: where a literal does; tails: how long a node's is
  if constexpr (!A::kReads) {
    for (std::uint32_t pair = 0; pair < t.of_pair_.size(); ++pair)
      if (t.of_pair_[pair] != LiteralTrie::kNone) pairs.push_back(pair);
    ends.resize(t.sizes_.size());
    for (std::uint32_t n = 0; n < t.nodes_.size(); ++n) {
      children.push_back(static_cast<std::uint16_t>(t.nodes_[n].count | (t.nodes_[n].row == LiteralTrie::kNone ? 0 : kRow)));
      tails.push_back(t.nodes_[n].tail_size);
      if (t.nodes_[n].literal != LiteralTrie::kNone) ends[t.nodes_[n].literal] = n;
    }
  }
  all(a, pairs, children, ends, tails);
  if constexpr (A::kReads) {
    const std::size_t nodes = children.size(), classes = classes_of(t);
    if (!a.ok() || t.labels_.size() != nodes || !below(pairs, LiteralTrie::kPairs) || pairs.size() > nodes || ends.size() != t.sizes_.size() || !below(ends, nodes) || tails.size() != nodes) return a.fail();
    if (nodes) t.of_pair_.assign(LiteralTrie::kPairs, LiteralTrie::kNone);
    for (std::uint32_t node = 0; node < pairs.size(); ++node) t.of_pair_[pairs[node]] = node;
    t.nodes_.resize(nodes);
    std::uint64_t first = pairs.size(), row = 0, tail = 0;
    for (std::size_t n = 0; n < nodes; ++n) {
      LiteralTrie::Node& node = t.nodes_[n];
      node.first = static_cast<std::uint32_t>(first);
      node.count = children[n] & (kRow - 1);
      first += node.count;
      node.tail = static_cast<std::uint32_t>(tail);
      node.tail_size = tails[n];
      tail += tails[n];
      if (!(children[n] & kRow)) continue;
      node.row = static_cast<std::uint32_t>(row);
      row += classes;
    }
    if (first != nodes || row != t.rows_.size() || tail != t.tails_.size()) return a.fail();
    for (std::uint32_t literal = 0; literal < ends.size(); ++literal) t.nodes_[ends[literal]].literal = literal;
  }
}

std::unique_ptr<FragmentIndex> CompiledPack::read_index(std::string_view bytes, std::size_t fragments) {
  auto out = std::make_unique<FragmentIndex>();
  FragmentIndex& x = *out;
  Reader reader(bytes);
  pass_index(reader, x);
  if (!reader.at_end()) return nullptr;
  const LiteralTrie& t = x.trie_;
  const std::size_t literals = t.sizes_.size(), classes = classes_of(t);
  if (x.clauses_.begin.empty() || !are_lists(x.clauses_, x.clauses_.size(), literals) || !are_lists(x.guarded_by_, literals, x.entries_.size())) return nullptr;
  x.local_of_.assign(fragments, FragmentIndex::kNone);
  for (std::uint32_t local = 0; local < x.entries_.size(); ++local) {
    const FragmentIndex::Local& e = x.entries_[local];
    if (e.fragment >= fragments || e.first_clause >= e.end_clause || e.end_clause > x.clauses_.size() || e.guard < e.first_clause || e.guard >= e.end_clause) return nullptr;
    x.local_of_[e.fragment] = local;
  }
  for (const LiteralTrie::Node& node : t.nodes_) {
    if (node.row == LiteralTrie::kNone) continue;
    const auto row = t.rows_.begin() + static_cast<std::ptrdiff_t>(node.row);
    if (*std::max_element(row, row + static_cast<std::ptrdiff_t>(classes)) > node.count) return nullptr;
  }
  return out;
}

std::string CompiledPack::write(const RuleProgram& program, const std::vector<PackFile>& files, std::string_view files_hash) {
  std::string out(kMagic);
  Writer writer(out);
  std::string stamp(kEngineStamp), hash(files_hash);
  std::vector<PackFile> list = files;
  std::uint64_t sum = 0;
  all(writer, stamp, sum, list, hash);
  // The fields are the same for both ways, so they are not const; nothing is written to them.
  pass_program(writer, const_cast<RuleProgram&>(program));
  seal(out);
  return out;
}

void CompiledPack::seal(std::string& bytes) {
  const std::size_t at = kMagic.size() + sizeof(std::uint32_t) + kEngineStamp.size();
  const std::uint64_t sum = checksum(std::string_view(bytes).substr(at + sizeof sum));
  std::memcpy(bytes.data() + at, &sum, sizeof sum);
}

namespace {

bool begin(Reader& reader, bool whole, std::vector<PackFile>& files, std::string& hash) {
  std::string stamp;
  std::uint64_t sum = 0;
  all(reader, stamp, sum);
  if (!reader.ok() || stamp != kEngineStamp || (whole && sum != checksum(reader.rest()))) return false;
  all(reader, files, hash);
  return reader.ok() && files.size() <= limits::kRuleFiles;
}

}  // namespace

std::vector<PackFile> CompiledPack::files(std::string_view bytes) {
  std::vector<PackFile> list;
  std::string hash;
  if (!bytes.starts_with(kMagic)) return list;
  Reader reader(bytes.substr(kMagic.size()));
  if (!begin(reader, false, list, hash)) list.clear();
  return list;
}

bool CompiledPack::read(PackBytes bytes, const std::string& folder, RuleProgram& p, std::string& files_hash) {
  std::vector<PackFile> list;
  if (!bytes.view().starts_with(kMagic)) return false;
  p.bytes_ = bytes;
  Reader reader(bytes.view().substr(kMagic.size()));
  if (!begin(reader, true, list, files_hash)) return false;
  pass_program(reader, p);
  if (!reader.at_end()) return false;

  const std::size_t rules = p.rules_.size(), fragments = p.fragments_.size(), slots = p.slots_.size();
  for (Rule& rule : p.rules_) {
    if (!fits(rule)) return false;
    for (Later<Words>& words : rule.words.items) words.set_context(static_cast<std::uint32_t>(rule.slots.size()));
    rule.file = folder + '/' + rule.file;
  }
  if (!std::is_sorted(p.rules_.begin(), p.rules_.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; })) return false;
  if (!below(p.without_literal_, fragments)) return false;
  for (const CompiledSlot& slot : p.slots_)
    if (!below(slot.fragments, fragments)) return false;
  for (const CompiledRule& compiled : p.compiled_) {
    if (compiled.rule >= rules || !below(compiled.slots, slots) || compiled.slots.size() != p.rules_[compiled.rule].slots.size() || !fits(compiled.patterns, compiled.slots.size())) return false;
    const Rule& rule = p.rules_[compiled.rule];
    if (rule.value_slot && !p.slots_[compiled.slots[*rule.value_slot]].value) return false;
    if ((compiled.purpose != Purpose::find) != (rule.kind == Kind::absence) || (compiled.purpose == Purpose::seen && compiled.patterns.empty())) return false;
  }
  for (const CompiledPattern& pattern : p.patterns_)
    if (pattern.compiled >= p.compiled_.size()) return false;
  for (const AbsencePlan& plan : p.absences_)
    if (plan.rule >= rules || p.rules_[plan.rule].kind != Kind::absence || !below(plan.needs_clauses, rules) || !below(plan.absent_clauses, rules)) return false;
  for (std::size_t r = 0, plan = 0; r < rules; ++r)
    if (p.rules_[r].kind == Kind::absence && (plan >= p.absences_.size() || p.absences_[plan++].rule != r)) return false;
  for (const auto& language : p.role_words_)
    for (const auto& word : language)
      if (word && *word >= fragments) return false;
  return are_lists(p.fragment_slots_, fragments, slots) && are_lists(p.slot_patterns_, slots, p.patterns_.size()) && are_lists(p.pattern_slots_, p.patterns_.size(), slots);
}

}  // namespace caveat::rules
