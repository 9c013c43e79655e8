// See compiled_pack.h. One list of fields a type serves both ways: what is written is what is read.
#include "rules/compiled_pack.h"

#include <algorithm>
#include <array>
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

  void raw(void* bytes, std::size_t size) {
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
template <class A> void fields(A& a, CompiledFragment& x) { all(a, x.expression, x.clauses, x.head, x.words, x.reach, x.needs, x.guard, x.told); }
template <class A> void fields(A& a, CompiledSlot& x) { all(a, x.language, x.fragments, x.value, x.of_clause); }
template <class A> void fields(A& a, CompiledRule& x) { all(a, x.rule, x.language, x.slots, x.purpose, x.scope, x.skip_headings, x.patterns); }
template <class A> void fields(A& a, AbsencePlan& x) { all(a, x.rule, x.needs_clauses, x.absent_clauses, x.searched); }
template <class A> void fields(A& a, CompiledPattern& x) { all(a, x.compiled, x.whole_clause); }
template <class A> void fields(A& a, PackedLists<std::uint32_t>& x) { all(a, x.begin, x.items); }
template <class A> void fields(A& a, PackFile& x) { all(a, x.path, x.size, x.crc); }

template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
template <class T> struct IsArray : std::false_type {};
template <class T, std::size_t N> struct IsArray<std::array<T, N>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
template <class T> struct IsPair : std::false_type {};
template <class T, class U> struct IsPair<std::pair<T, U>> : std::true_type {};

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
    if constexpr (std::is_same_v<T, std::vector<std::uint32_t>>) {
      if constexpr (A::kReads) x.resize(size);
      a.raw(x.data(), size * sizeof(std::uint32_t));
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
         std::all_of(rule.needs.all.begin(), rule.needs.all.end(), in) && (rule.kind != Kind::threshold || rule.value_slot) &&
         std::all_of(rule.words.begin(), rule.words.end(), [&](const Words& w) { return w.slots.size() == slots; });
}

}  // namespace

std::string compiled_path(std::string_view folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
  return std::string(folder) + ".compiled";
}

template <class A>
void CompiledPack::pass_program(A& a, RuleProgram& p) {
  all(a, p.rules_, p.compiled_, p.slots_, p.fragments_, p.patterns_, p.absences_, p.fragment_slots_, p.slot_patterns_, p.pattern_slots_, p.role_words_, p.pack_, p.pack_version_);
}

std::string CompiledPack::write(const RuleProgram& program, const std::vector<PackFile>& files, std::string_view files_hash) {
  std::string out(kMagic);
  Writer writer(out);
  std::string stamp(kEngineStamp), hash(files_hash);
  std::vector<PackFile> list = files;
  all(writer, stamp, list, hash);
  // The fields are the same for both ways, so they are not const; nothing is written to them.
  pass_program(writer, const_cast<RuleProgram&>(program));
  return out;
}

namespace {

bool begin(Reader& reader, std::vector<PackFile>& files, std::string& hash) {
  std::string stamp;
  pass(reader, stamp);
  if (!reader.ok() || stamp != kEngineStamp) return false;
  all(reader, files, hash);
  return reader.ok() && files.size() <= limits::kRuleFiles;
}

}  // namespace

std::vector<PackFile> CompiledPack::files(std::string_view bytes) {
  std::vector<PackFile> list;
  std::string hash;
  if (!bytes.starts_with(kMagic)) return list;
  Reader reader(bytes.substr(kMagic.size()));
  if (!begin(reader, list, hash)) list.clear();
  return list;
}

bool CompiledPack::read(std::string_view bytes, const std::string& folder, RuleProgram& p, std::string& files_hash) {
  std::vector<PackFile> list;
  if (!bytes.starts_with(kMagic)) return false;
  Reader reader(bytes.substr(kMagic.size()));
  if (!begin(reader, list, files_hash)) return false;
  pass_program(reader, p);
  if (!reader.at_end()) return false;

  const std::size_t rules = p.rules_.size(), fragments = p.fragments_.size(), slots = p.slots_.size();
  for (Rule& rule : p.rules_) {
    if (!fits(rule)) return false;
    rule.file = folder + '/' + rule.file;
  }
  if (!std::is_sorted(p.rules_.begin(), p.rules_.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; })) return false;
  for (const CompiledFragment& fragment : p.fragments_) {
    const auto holds_words = [](const std::vector<std::string>& clause) {
      return !clause.empty() && std::none_of(clause.begin(), clause.end(), [](const auto& literal) { return literal.size() < LiteralTrie::kShortest; });
    };
    if (!std::all_of(fragment.clauses.begin(), fragment.clauses.end(), holds_words) || (fragment.head && fragment.clauses.empty())) return false;
    if (!fragment.clauses.empty() && fragment.guard >= fragment.clauses.size()) return false;
    if (!fragment.words.empty() && (!fragment.head || !holds_words(fragment.words))) return false;
  }
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
  for (const Rule& rule : p.rules_)
    for (const Words& words : rule.words)
      for (const auto& slot : words.slots)
        if (slot.empty()) return false;
  return are_lists(p.fragment_slots_, fragments, slots) && are_lists(p.slot_patterns_, slots, p.patterns_.size()) && are_lists(p.pattern_slots_, p.patterns_.size(), slots);
}

}  // namespace caveat::rules
