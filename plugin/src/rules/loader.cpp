// See loader.h. Read, check across files, compile.
#include "rules/loader.h"

#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <set>

#include "base/limits.h"
#include "rules/check_names.h"
#include "rules/compiled_pack.h"
#include "rules/readable.h"
#include "rules/rarity.h"
#include "rules/rule_reader.h"

namespace caveat::rules {

namespace fs = std::filesystem;

class Compiler {
 public:
  explicit Compiler(Diagnostics& out) : out_(out), program_(std::make_shared<RuleProgram>()) {}

  Result<std::shared_ptr<const RuleProgram>> run(const LoadOptions& options) {
    drafts_ = options.drafts;
    const bool compiled = options.compiled && !options.verify && !drafts_ && options.paths.size() == 1 && read_compiled(options.paths[0]);
    if (!compiled)
      for (const std::string& path : options.paths) read_pack(path);
    if (!compiled) files_hash_ = Poco::DigestEngine::digestToHex(hash_.digest());
    hash_.update(files_hash_);
    read_policy_file(options);
    const auto stop = [&] { return failed_ || (!options.skip_broken && !broken_.empty()); };
    if (!stop()) check_policies(compiled);
    if (!stop() && !compiled) leave_out_broken();
    // A rule's words are checked while it is compiled: begun again without those that failed, so that nothing of them stays.
    for (std::size_t before = ~std::size_t{0}; !compiled && !stop() && before != broken_.size();) {
      before = broken_.size();
      compile(options.verify);
      if (!stop() && broken_.size() != before) leave_out_broken();
    }
    if (!failed_ && options.skip_broken && !broken_.empty() && program_->rules_.empty()) failed_ = true;
    if (!options.skip_broken && !broken_.empty()) failed_ = true;
    program_->pack_hash_ = Poco::DigestEngine::digestToHex(hash_.digest());
    if (failed_) {
      const auto first = std::find_if(out_.begin(), out_.end(), [](const Diagnostic& d) { return d.level == Diagnostic::Level::error; });
      const auto errors = std::count_if(out_.begin(), out_.end(), [](const Diagnostic& d) { return d.level == Diagnostic::Level::error; });
      std::string message = "The rules were rejected: " + std::to_string(errors) + (errors == 1 ? " error" : " errors") + ". First: ";
      message += first->file + ":" + std::to_string(first->mark.line) + ":" + std::to_string(first->mark.column) + ": " + first->code + " " + first->message;
      return Error{ErrorCode::rules, std::move(message)};
    }
    return std::shared_ptr<const RuleProgram>(program_);
  }

  // Without a policy: its numbers are put in when the pack is loaded.
  Result<std::string> compile_pack(const std::string& folder) {
    const auto files = pack_files(folder);
    read_pack(folder);
    files_hash_ = Poco::DigestEngine::digestToHex(hash_.digest());
    // As read, before parameters are worked out from it: a program that was compiled is not changed any more.
    for (Rule& rule : program_->rules_) rule.file = fs::path(rule.file).lexically_relative(folder).string();
    check_policies(false);
    if (!failed_ && broken_.empty()) compile(false);
    if (failed_ || !broken_.empty() || !out_.empty() || !absent_names_.empty())
      return Error{ErrorCode::rules, "The pack " + folder + " has errors, warnings or drafts, so it is not compiled. See caveat rules check."};
    if (!files || pack_files(folder) != files) return Error{ErrorCode::rules, "The pack " + folder + " was changed while it was read. Compile it again."};
    return CompiledPack::write(*program_, *files, files_hash_);
  }

 private:
  void error(const std::string& file, SourceMark mark, std::string code, std::string message) {
    out_.push_back({Diagnostic::Level::error, std::move(code), file, mark, std::move(message)});
    broken(file);
  }

  // An error in a rule's file costs that rule; in any other file all of them.
  void broken(const std::string& file) {
    if (!rule_files_.count(file)) failed_ = true;
    else if (broken_.insert(file).second && !asleep_.count(file)) {
      const auto first = std::find_if(out_.begin(), out_.end(), [&](const Diagnostic& d) { return d.file == file && d.level == Diagnostic::Level::error; });
      program_->skipped_.push_back({fs::path(file).stem().string(), first == out_.end() ? std::string() : first->code});
    }
  }

  void leave_out_broken() {
    auto& p = *program_;
    p.rules_.erase(std::remove_if(p.rules_.begin(), p.rules_.end(), [&](const Rule& r) { return broken_.count(r.file) > 0; }), p.rules_.end());
    p.compiled_.clear();
    p.slots_.clear();
    p.fragments_.items.clear();
    p.without_literal_.clear();
    p.patterns_.clear();
    p.absences_.clear();
    fragment_ids_.clear();
    slot_ids_.clear();
    required_.clear();
  }

  std::optional<std::string> slurp(const fs::path& path) {
    std::error_code ec;
    if (fs::exists(path, ec) && !fs::is_regular_file(path, ec)) {
      error(path.string(), {}, "R001", "not a regular file; name a YAML file");
      return std::nullopt;
    }
    if (fs::file_size(path, ec) > limits::kRuleFileBytes && !ec) {
      error(path.string(), {}, "R001", "the file is larger than " + std::to_string(limits::kRuleFileBytes >> 20) + " MB; split it into one file a concept");
      return std::nullopt;
    }
    const auto bytes = PackBytes::of_file(path.string(), limits::kRuleFileBytes);
    if (!bytes) {
      error(path.string(), {}, "R001", "cannot be read; check the path and its permissions");
      return std::nullopt;
    }
    // The category is the folder's name, so it is part of what the hash stands for.
    std::string text(bytes->view());
    hash_.update(path.parent_path().filename().string() + '/' + path.filename().string() + '\0');
    hash_.update(text);
    hash_.update(std::string(1, '\0'));
    return text;
  }

  // The files of a pack, in the order of their names; nothing was found where an error was told.
  std::optional<std::vector<fs::path>> list_pack(const std::string& root) {
    std::error_code ec;
    std::vector<fs::path> files;
    for (auto it = fs::recursive_directory_iterator(root, ec);
         it != fs::recursive_directory_iterator() && files.size() <= limits::kRuleFiles; it.increment(ec)) {
      const std::string name = it->path().filename().string();
      if (it->is_directory(ec) && (name == "schema" || name == "policies" || name.front() == '.')) it.disable_recursion_pending();
      if (it.depth() > 4) it.disable_recursion_pending();
      if (it->is_regular_file(ec) && it->path().extension() == ".yaml") files.push_back(it->path());
    }
    if (ec) {
      error(root, {}, "R001", "the folder cannot be read whole (" + ec.message() + "); check its permissions");
      return std::nullopt;
    }
    if (files.size() > limits::kRuleFiles) {
      error(root, {}, "R001", "more than " + std::to_string(limits::kRuleFiles) + " rule files; split the pack");
      return std::nullopt;
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  // The files of a pack as they are now; nothing where one cannot be read.
  std::optional<std::vector<PackFile>> pack_files(const std::string& root) {
    const auto paths = list_pack(root);
    if (!paths) return std::nullopt;
    std::vector<PackFile> out;
    for (const fs::path& path : *paths) {
      const auto bytes = PackBytes::of_file(path.string(), limits::kRuleFileBytes);
      if (!bytes) return std::nullopt;
      out.push_back({path.lexically_relative(root).string(), bytes->view().size(), checksum(bytes->view())});
    }
    return out;
  }

  // True: the program is that of the compiled form, which is of exactly these files and this engine.
  bool read_compiled(const std::string& root) {
    std::error_code ec;
    const auto bytes = PackBytes::of_file(compiled_path(root), limits::kCompiledPackBytes);
    if (!bytes) return false;
    const std::vector<PackFile> made_of = CompiledPack::files(bytes->view());
    if (made_of.empty() || !fs::is_directory(root, ec)) return false;
    const std::size_t told = out_.size();
    const auto files = pack_files(root);
    if (!files) {  // what is wrong with the folder is told when its files are read
      out_.resize(told);
      failed_ = false;
    }
    if (!files || *files != made_of) return false;
    auto program = std::make_shared<RuleProgram>();
    if (!CompiledPack::read(*bytes, root, *program, files_hash_)) return false;
    program_ = std::move(program);
    policy_folders_.push_back(fs::path(root) / "policies");
    return true;
  }

  std::optional<YamlNode> read_yaml(const fs::path& path) {
    auto text = slurp(path);
    if (!text) return std::nullopt;
    auto parsed = parse_yaml(*text, path.string());
    if (auto* diagnostic = std::get_if<Diagnostic>(&parsed)) {
      out_.push_back(std::move(*diagnostic));
      broken(path.string());
      return std::nullopt;
    }
    return std::get<YamlNode>(std::move(parsed));
  }

  void read_pack(const std::string& root) {
    std::error_code ec;
    if (!fs::is_directory(root, ec)) {
      error(root, {}, "R001", "not a folder of rules; name the folder that holds pack.yaml");
      return;
    }
    const auto files = list_pack(root);
    if (!files) return;
    for (const fs::path& file : *files) {
      const bool lexicon = file.parent_path().filename() == "lexicons", card = file.filename() == "pack.yaml";
      if (!lexicon && !card) rule_files_.insert(file.string());
      auto yaml = read_yaml(file);
      if (!yaml) {
        unread_ = unread_ || rule_files_.count(file.string());
        absent_names_.insert(file.stem().string());
        continue;
      }
      if (lexicon) {
        if (auto l = read_lexicon(*yaml, file.string(), out_))
          for (auto& [name, words] : l->macros) lexicons_[index(l->language)][name] = std::move(words);
        else failed_ = true;
      } else if (card) {
        read_card(*yaml, file.string());
      } else {
        const YamlNode* status = yaml->find("status");
        if (status && (status->text == "draft" || status->text == "retired")) asleep_.insert(file.string());
        if (status && status->text == "draft" && !drafts_) {  // unfinished by its own word: nothing to complain about yet
          note_names(*yaml, file);
          continue;
        }
        if (auto rule = read_rule(*yaml, file.string(), out_)) {
          if (rule->status == Status::stable || (drafts_ && rule->status == Status::draft)) program_->rules_.push_back(std::move(*rule));
        } else {
          broken(file.string());
          note_names(*yaml, file);
        }
      }
    }
    policy_folders_.push_back(fs::path(root) / "policies");
  }

  // The policy may speak of a rule that is not loaded.
  void note_names(const YamlNode& yaml, const fs::path& file) {
    absent_names_.insert(file.stem().string());
    if (const YamlNode* policy = yaml.find("policy"))
      for (const auto& entry : policy->entries) absent_names_.insert(entry.first);
  }

  void read_card(const YamlNode& yaml, const std::string& file) {
    const YamlNode* pack = yaml.find("pack");
    const YamlNode* version = yaml.find("version");
    if (!pack || !version) {
      error(file, yaml.mark, "R011", "pack.yaml needs pack: name and version: number; add them");
      return;
    }
    const auto append = [](std::string& to, const std::string& more) { to += (to.empty() ? "" : "+") + more; };
    append(program_->pack_, pack->text);
    append(program_->pack_version_, version->text);
  }

  void read_policy_file(const LoadOptions& options) {
    fs::path path;
    std::error_code ec;
    if (options.policy.empty()) {
      for (const fs::path& folder : policy_folders_)
        if (fs::is_regular_file(folder / "default.yaml", ec)) path = folder / "default.yaml";
      if (path.empty()) return;
    } else if (options.policy.find('/') == std::string::npos && options.policy.find(".yaml") == std::string::npos) {
      for (const fs::path& folder : policy_folders_)
        if (fs::is_regular_file(folder / (options.policy + ".yaml"), ec)) path = folder / (options.policy + ".yaml");
      if (path.empty()) {
        error(options.policy, {}, "R030", "no policy of this name in the pack's policies folder; name a file or one that is there");
        return;
      }
    } else {
      path = options.policy;
    }
    auto yaml = read_yaml(path);
    if (!yaml) return;
    auto policy = read_policy(*yaml, path.string(), out_);
    if (!policy) {
      failed_ = true;
      return;
    }
    policy_file_ = path.string();
    policy_ = std::move(*policy);
    program_->policy_ = {policy_.id, policy_.version, policy_.about, policy_file_, {}};
    for (const auto& [id, severity] : policy_.severities) program_->policy_.severities.emplace_back(id, severity.first);
  }

  void check_policies(bool compiled) {
    auto& rules = program_->rules_;
    std::stable_sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (i && rules[i].id == rules[i - 1].id) error(rules[i].file, {1, 1}, "R015", "the id \"" + rules[i].id + "\" is also that of " + rules[i - 1].file + "; ids are for ever, choose another");
      for (const Parameter& p : rules[i].parameters)
        if (!program_->parameters_.emplace(p.name, p).second)
          error(rules[i].file, p.mark, "R019", "the policy parameter \"" + p.name + "\" is declared by another rule too; declare it once and use it in both");
    }
    for (auto& [name, parameter] : program_->parameters_) parameter.initial = parameter.value;
    for (const Rule& rule : rules) uses(rule);
    for (const auto& [name, value] : policy_.values) apply(name, value);
    for (const auto& [id, severity] : policy_.severities) {
      const auto found = std::find_if(rules.begin(), rules.end(), [&id = id](const Rule& r) { return r.id == id; });
      if (found == rules.end() && absent_names_.count(id)) continue;
      if (found == rules.end()) error(policy_file_, severity.second, "R031", "no rule \"" + id + "\"; check the id with caveat rules list");
      else found->severity = severity.first;
    }
    for (const Rule& rule : rules) {
      for (const auto& conjunction : rule.report_when)
        for (const Comparison& c : conjunction)
          if (!c.policy.empty() && !program_->parameters_.count(c.policy)) error(rule.file, rule.report_when_mark, "R019", "policy(" + c.policy + ") is declared by no rule" + (absent_names_.count(c.policy) ? " without an error; mend that one" : "; add it under policy"));
      if (rule.kind == Kind::structure) check_name(rule);
      if (!compiled)  // else they were looked at then; no policy takes a parameter away
        for (Language language : kAllLanguages) placeholders(rule, language);
    }
  }

  // Which parameters a rule compares with or names, and which way is better.
  void uses(const Rule& rule) {
    std::map<std::string, int> used;  // bit 1: more is better, bit 2: less is
    for (const auto& conjunction : rule.report_when)
      for (const Comparison& c : conjunction) {
        if (c.policy.empty()) continue;
        const bool less = c.op == Comparison::Op::less || c.op == Comparison::Op::less_equal;
        const bool greater = c.op == Comparison::Op::greater || c.op == Comparison::Op::greater_equal;
        used[c.policy] |= less ? 1 : greater ? 2 : 3;
      }
    for (const Parameter& p : rule.parameters) used.try_emplace(p.name, 0);
    for (const auto& [name, ways] : used) {
      const auto found = program_->parameters_.find(name);
      if (found == program_->parameters_.end()) continue;
      Parameter& p = found->second;
      p.used_by += (p.used_by.empty() ? "" : ", ") + rule.id;
      int& both = ways_[name];
      both |= ways;
      p.direction = both == 1 ? 1 : both == 2 ? -1 : 0;
    }
  }

  void apply(const std::string& name, const PolicyValue& value) {
    const auto found = program_->parameters_.find(name);
    if (found == program_->parameters_.end() && (unread_ || absent_names_.count(name))) return;
    if (found == program_->parameters_.end()) return error(policy_file_, value.mark, "R031", "no rule has a parameter \"" + name + "\"; see the names with caveat policy new -");
    Parameter& p = found->second;
    for (const auto& number : {value.preferred, value.acceptable, value.walk_away})
      if (number && (*number < p.min || *number > p.max))
        return error(policy_file_, value.mark, "R031", "\"" + name + "\" must lie between " + plain(p.min) + " and " + plain(p.max) + " " + std::string(caveat::rules::name(p.unit)) + ", as its rule says, not " + plain(*number) + "; correct the number");
    const double acceptable = value.acceptable.value_or(p.value);
    // The rule that compares may be one that was left out: then nobody asks for these numbers.
    if ((value.preferred || value.walk_away) && p.direction == 0 && broken_.empty())
      return error(policy_file_, value.mark, "R033", "no rule compares with \"" + name + "\" in one direction only, so nothing is better or worse; give one number");
    const auto worse = [&](double a, double b) { return p.direction > 0 ? a < b : a > b; };
    if ((value.preferred && worse(*value.preferred, acceptable)) || (value.walk_away && worse(acceptable, *value.walk_away)))
      return error(policy_file_, value.mark, "R032", "the numbers of \"" + name + "\" are out of order: here " + (p.direction > 0 ? "more" : "less") +
                   " is better, so from preferred over acceptable (" + plain(acceptable) + ") to walk_away they must " + (p.direction > 0 ? "fall" : "rise") + "; put them in order");
    p.value = acceptable;
    p.preferred = value.preferred;
    p.walk_away = value.walk_away;
    p.from_policy = true;
  }

  static std::string plain(double value) {
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
  }

  // "sla.availability.min", also with .preferred or .walk_away behind it.
  bool names_parameter(std::string_view name) const {
    for (const std::string_view ending : {"", ".preferred", ".walk_away"})
      if (name.ends_with(ending) && program_->parameters_.contains(name.substr(0, name.size() - ending.size()))) return true;
    return false;
  }

  void check_name(const Rule& rule) {
    if (const CheckName* check = find_check_name(rule.check)) {
      if (check->needs == "find" && rule.find.empty())
        error(rule.file, rule.check_mark, "R054", "the check " + rule.check + " looks at the places that find gives, and there is none; add find: { any: [slot] } and the slot's words");
      if (check->needs == "of" && rule.of.empty())
        error(rule.file, rule.check_mark, "R054", "the check " + rule.check + " compares the values of clause rules, and none is named; add of: [clause-rule-id]");
    } else {
      std::string known;
      for (const CheckName& c : kCheckNames) known.append(known.empty() ? "" : ", ").append(c.name);
      error(rule.file, rule.check_mark, "R052", "there is no check \"" + rule.check.substr(0, 60) + "\"; choose one of: " + known);
    }
    for (const std::string& id : rule.of) {
      const auto& rules = program_->rules_;
      const auto of = std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.id == id; });
      if (of == rules.end() || of->kind != Kind::clause)
        error(rule.file, {1, 1}, "R053", "of names \"" + id.substr(0, 60) + "\", which is no clause rule of the pack; name the id of a rule with kind: clause");
    }
  }

  void placeholders(const Rule& rule, Language language) {
    const Words& w = rule.words[index(language)];
    std::size_t which = 0;
    for (const std::string* text : {&w.title, &w.message, &w.why, &w.ask, &w.fallback}) {
      const SourceMark mark = w.text_marks[which++];
      for (std::size_t i = text->find('{'); i != std::string::npos; i = text->find('{', i + 1)) {
        const std::size_t end = text->find('}', i);
        const std::string name = text->substr(i + 1, end == std::string::npos ? end : end - i - 1);
        const bool known = end != std::string::npos &&
                           (((name == "favoured" || name == "burdened") && rule.favours) ||
                           ((name == "value" || name == "value.downtime_per_month" || name == "value.longest_outage" || name == "value.worst_month") && rule.value_slot) ||
                            (name.rfind("policy.", 0) == 0 && names_parameter(std::string_view(name).substr(7))) ||
                            (rule.kind == Kind::structure && find_check_name(rule.check) &&
                             find_check_name(rule.check)->arguments.find("{" + name + "}") != std::string_view::npos));
        if (!known) error(rule.file, mark, "R025", "unknown placeholder \"{" + name.substr(0, 60) + "}\" in " + std::string(code(language)) + "; known are {value}, {value.downtime_per_month}, {value.longest_outage}, {value.worst_month} (with a value slot), {policy.NAME}, {favoured} and {burdened} (with favours) and what the rule's check fills");
      }
    }
  }

  void compile(bool verify) {
    for (std::uint32_t r = 0; r < program_->rules_.size(); ++r)
      for (Language language : kAllLanguages) compile_rule(r, language, verify);
    role_words();

    auto& p = *program_;
    std::vector<std::vector<std::uint32_t>> fragment_slots(p.fragments_.size());
    for (std::uint32_t s = 0; s < p.slots_.size(); ++s)
      for (std::uint32_t f : p.slots_[s].fragments) fragment_slots[f].push_back(s);
    for (std::uint32_t r = 0; r < p.rules_.size(); ++r)
      if (p.rules_[r].kind == Kind::absence) plan_absence(r);
    for (std::uint32_t f = 0; f < p.fragments_.size(); ++f)
      if (!fragment_slots[f].empty() && p.fragments_[f].clauses.empty()) p.without_literal_.push_back(f);
    p.fragment_slots_ = PackedLists<std::uint32_t>(fragment_slots);
    p.pattern_slots_ = PackedLists<std::uint32_t>(required_);
    post_guards();
  }

  // Which clause of a fragment and which slot of a pattern is looked for first.
  void post_guards() {
    auto& p = *program_;
    std::array<std::vector<const CompiledFragment*>, kLanguages> of_language;
    for (std::uint32_t f = 0; f < p.fragments_.size(); ++f)
      if (const auto slots = p.slots_of(f); !slots.empty()) of_language[index(p.slots_[slots[0]].language)].push_back(&p.fragments_[f]);
    std::vector<double> rarity(p.slots_.size(), 0);
    for (Language language : kAllLanguages) {
      const Rarity of(of_language[index(language)]);
      for (std::uint32_t f = 0; f < p.fragments_.size(); ++f) {
        const auto slots = p.slots_of(f);
        CompiledFragment& fragment = p.fragments_[f];
        if (slots.empty() || p.slots_[slots[0]].language != language) continue;
        fragment.guard = of.rarest(fragment);
        for (const std::uint32_t s : slots) rarity[s] += of.of(fragment);
      }
    }
    std::vector<std::vector<std::uint32_t>> woken(p.slots_.size());
    std::set<std::uint32_t> told;
    for (std::uint32_t pattern = 0; pattern < p.patterns_.size(); ++pattern) {
      const auto& required = required_[pattern];
      const CompiledRule& compiled = p.compiled_[p.patterns_[pattern].compiled];
      if (p.patterns_[pattern].whole_clause) {
        for (const std::uint32_t s : required) woken[s].push_back(pattern);
        for (const std::uint32_t s : compiled.slots) {
          p.slots_[s].of_clause = true;
          told.insert(s);
        }
      } else {
        const std::uint32_t guard = *std::min_element(required.begin(), required.end(), [&](std::uint32_t a, std::uint32_t b) { return rarity[a] < rarity[b]; });
        woken[guard].push_back(pattern);
        told.insert(guard);
      }
    }
    for (const std::uint32_t s : told)
      for (const std::uint32_t f : p.slots_[s].fragments) p.fragments_[f].told = true;
    p.slot_patterns_ = PackedLists<std::uint32_t>(woken);
  }

  // The fragments of one slot, shared with every slot of the same language and words.
  std::optional<std::uint32_t> compile_slot(const Rule& rule, std::size_t slot, Language language, bool verify) {
    auto& p = *program_;
    CompiledSlot compiled;
    compiled.language = language;
    std::string key(code(language));
    bool ok = true;
    for (const Fragment& fragment : rule.words[index(language)].slots[slot]) {
      const std::string fragment_key = std::string(code(language)) + '\n' + fragment.text;
      auto found = fragment_ids_.find(fragment_key);
      if (found == fragment_ids_.end()) {
        auto program = compile_fragment(fragment.text, language, lexicons_[index(language)]);
        if (!program) {
          error(rule.file, fragment.mark, "R024", "\"" + fragment.text.substr(0, 60) + "\": " + program.error().message);
          ok = false;
          continue;
        }
        CompiledFragment c;
        c.expression = std::move(program.value().expression);
        c.clauses = std::move(program.value().clauses);
        c.head = program.value().head;
        c.words = std::move(program.value().words);
        c.reach = program.value().reach;
        if (program.value().needs_value) c.needs = program.value().value;
        if (verify && !c.regex().ok()) {
          error(rule.file, fragment.mark, "R024", "\"" + fragment.text.substr(0, 60) + "\": RE2 refuses it: " + c.regex().error() + "; simplify it");
          ok = false;
          continue;
        }
        found = fragment_ids_.emplace(fragment_key, std::pair{static_cast<std::uint32_t>(p.fragments_.size()), program.value().value}).first;
        p.fragments_.items.emplace_back(std::move(c));
      }
      if (found->second.second) compiled.value = found->second.second;
      compiled.fragments.push_back(found->second.first);
      key += '\n' + std::to_string(found->second.first);
    }
    if (!ok) return std::nullopt;
    if (rule.value_slot == slot)
      for (std::size_t i = 0; i < compiled.fragments.size(); ++i)
        if (!fragment_ids_.at(std::string(code(language)) + '\n' + rule.words[index(language)].slots[slot][i].text).second)
          error(rule.file, rule.words[index(language)].slots[slot][i].mark, "R017", "a fragment of the value slot needs a value macro such as {{percent}} or {{duration}}");
    const auto [at, fresh] = slot_ids_.emplace(key, static_cast<std::uint32_t>(p.slots_.size()));
    if (fresh) p.slots_.push_back(std::move(compiled));
    return at->second;
  }

  // Macros that direction is read by: matched by themselves, around hits of rules with `favours` only.
  void role_words() {
    for (Language language : kAllLanguages)
      for (std::size_t w = 0; w < kRoleWords.size(); ++w) {
        const Lexicon& lexicon = lexicons_[index(language)];
        if (lexicon.find(kRoleWords[w]) == lexicon.end()) continue;
        auto compiled = compile_fragment("{{" + std::string(kRoleWords[w]) + "}}", language, lexicon);
        if (!compiled) {
          error(std::string(code(language)) + ".yaml", {1, 1}, "R024", "macro \"" + std::string(kRoleWords[w]) + "\": " + compiled.error().message);
          continue;
        }
        CompiledFragment c;
        c.expression = std::move(compiled.value().expression);
        program_->role_words_[index(language)][w] = static_cast<std::uint32_t>(program_->fragments_.size());
        program_->fragments_.items.emplace_back(std::move(c));
      }
  }

  // The length of the shortest literal that a slot cannot do without; 0: one of its fragments has none.
  std::size_t selectivity(std::uint32_t slot) const {
    std::size_t weakest = ~std::size_t{0};
    for (std::uint32_t f : program_->slots_[slot].fragments) {
      std::size_t best = 0;
      for (const auto& clause : program_->fragments_[f].clauses) {
        std::size_t shortest = ~std::size_t{0};
        for (const auto& literal : clause) shortest = std::min(shortest, literal.size());
        best = std::max(best, shortest);
      }
      weakest = std::min(weakest, best);
    }
    return weakest;
  }

  void compile_rule(std::uint32_t r, Language language, bool verify) {
    auto& p = *program_;
    const Rule& rule = p.rules_[r];
    CompiledRule compiled{r, language, {}};
    for (std::size_t s = 0; s < rule.slots.size(); ++s) {
      auto slot = compile_slot(rule, s, language, verify);
      if (!slot) return;
      compiled.slots.push_back(*slot);
    }
    if (rule.kind == Kind::absence) return compile_absence(std::move(compiled), rule);
    compiled.scope = rule.scope;
    compiled.skip_headings = rule.skip_headings;
    compiled.patterns = rule.find;
    compile_patterns(std::move(compiled));
  }

  // One compiled rule a question: each pattern has its own scope, and each is answered once a document.
  void compile_absence(CompiledRule compiled, const Rule& rule) {
    for (const auto& [purpose, patterns, usual] : {std::tuple{Purpose::adverse, &rule.adverse, Scope::sentence}, {Purpose::absent, &rule.absent, Scope::clause}})
      for (const Pattern& pattern : *patterns) {
        compiled.purpose = purpose;
        compiled.scope = pattern.scope.value_or(rule.scope == Scope::document ? usual : rule.scope);
        compiled.skip_headings = rule.skip_headings;
        compiled.patterns = {pattern};
        compile_patterns(compiled);
      }
    std::set<std::uint16_t> seen(rule.needs.any.begin(), rule.needs.any.end());
    seen.insert(rule.needs.all.begin(), rule.needs.all.end());
    for (const Unless& u : rule.unless) seen.insert(u.slot);
    if (rule.show_at) seen.insert(*rule.show_at);
    for (std::uint16_t slot : seen) {
      Pattern any;
      any.slots = {slot};
      any.mark = rule.words[index(compiled.language)].mark;
      compiled.purpose = Purpose::seen;
      compiled.scope = Scope::paragraph;
      compiled.skip_headings = false;
      compiled.patterns = {any};
      compile_patterns(compiled);
    }
  }

  std::vector<std::uint32_t> clause_rules(const Rule& rule, const std::vector<std::string>& ids) {
    std::vector<std::uint32_t> found;
    for (const std::string& id : ids) {
      const auto& all = program_->rules_;
      const auto at = std::lower_bound(all.begin(), all.end(), id, [](const Rule& r, const std::string& name) { return r.id < name; });
      if (at == all.end() || at->id != id || at->kind != Kind::clause) error(rule.file, {1, 1}, "R053", "clauses: \"" + id + "\" is no stable rule of kind: clause; check the id with caveat rules list");
      else found.push_back(static_cast<std::uint32_t>(at - all.begin()));
    }
    return found;
  }

  void plan_absence(std::uint32_t r) {
    const Rule& rule = program_->rules_[r];
    AbsencePlan plan{r, clause_rules(rule, rule.needs.clauses), clause_rules(rule, rule.absent_clauses), {}};
    for (Language language : kAllLanguages) {
      // Each slot's words in turn, so that a short list tells something of all of them.
      std::vector<const std::vector<Fragment>*> slots;
      const auto add = [&](const Rule& of, const std::vector<Pattern>& patterns) {
        for (const Pattern& pattern : patterns)
          for (std::uint16_t s : pattern.slots) {
            const auto* words = &of.words[index(language)].slots[s];
            if (std::find(slots.begin(), slots.end(), words) == slots.end()) slots.push_back(words);
          }
      };
      add(rule, rule.absent);
      for (std::uint32_t clause : plan.absent_clauses) add(program_->rules_[clause], program_->rules_[clause].find);
      auto& searched = plan.searched[index(language)];
      for (std::size_t i = 0, left = 1; left && searched.size() < limits::kSearchedWords; ++i) {
        left = 0;
        for (const auto* words : slots) {
          if (i >= words->size()) continue;
          ++left;
          if (const std::string& whole = (*words)[i].text; whole.rfind("{{", 0) == 0 && whole.find("}}") == whole.size() - 2) continue;  // a role says nothing
          std::string readable_words = readable((*words)[i].text, lexicons_[index(language)]);
          if (!readable_words.empty() && searched.size() < limits::kSearchedWords && std::find(searched.begin(), searched.end(), readable_words) == searched.end())
            searched.push_back(std::move(readable_words));
        }
      }
    }
    program_->absences_.push_back(std::move(plan));
  }

  void compile_patterns(CompiledRule compiled) {
    auto& p = *program_;
    const Rule& rule = p.rules_[compiled.rule];
    const Language language = compiled.language;
    const auto compiled_index = static_cast<std::uint32_t>(p.compiled_.size());
    for (const Pattern& pattern : compiled.patterns) {
      std::vector<std::uint32_t> required;
      std::size_t best = 0;
      for (std::uint16_t s : pattern.slots) best = std::max(best, selectivity(compiled.slots[s]));
      const bool any = pattern.form == Pattern::Form::any;
      for (std::uint16_t s : pattern.slots) {
        const std::size_t size = selectivity(compiled.slots[s]);
        if (any && size == 0) best = 0;
        if (any || size > 0) required.push_back(compiled.slots[s]);
      }
      if (best == 0) {
        error(rule.file, pattern.mark, "R026", "in " + std::string(code(language)) + " no slot of this pattern has a literal of three bytes in each of its fragments" +
              (any ? " (with any, every slot needs one)" : "") + "; make one fragment's word longer or split the slot");
        continue;
      }
      std::sort(required.begin(), required.end());
      required.erase(std::unique(required.begin(), required.end()), required.end());
      if (any) {
        // Each slot alone suffices: a pattern of one requirement each.
        for (std::uint32_t s : required) add_pattern(compiled_index, {s}, compiled.scope);
      } else {
        add_pattern(compiled_index, std::move(required), compiled.scope);
      }
    }
    p.compiled_.push_back(std::move(compiled));
  }

  void add_pattern(std::uint32_t compiled, std::vector<std::uint32_t> required, Scope scope) {
    program_->patterns_.push_back({compiled, scope == Scope::clause});
    required_.push_back(std::move(required));
  }

  Diagnostics& out_;
  bool failed_ = false;  // nothing can be loaded
  bool drafts_ = false;
  std::set<std::string> rule_files_, broken_;  // broken_: rule files with an error
  std::set<std::string> asleep_;               // drafts and retired rules: nobody misses them when they are broken
  std::set<std::string> absent_names_;         // ids and policy parameters of broken files and drafts
  bool unread_ = false;                        // a rule file was no YAML: nobody knows its parameters
  std::shared_ptr<RuleProgram> program_;
  Poco::SHA2Engine hash_;
  std::string files_hash_;  // of the packs alone
  std::array<Lexicon, kLanguages> lexicons_;
  std::vector<fs::path> policy_folders_;
  std::string policy_file_;
  Policy policy_;
  std::map<std::string, int> ways_;  // of uses()
  std::map<std::string, std::pair<std::uint32_t, std::optional<QuantityKind>>> fragment_ids_;
  std::map<std::string, std::uint32_t> slot_ids_;
  std::vector<std::vector<std::uint32_t>> required_;  // by pattern: slots
};

Result<std::string> compile_pack(const std::string& folder, Diagnostics& diagnostics) { return Compiler(diagnostics).compile_pack(folder); }

Result<std::shared_ptr<const RuleProgram>> load(const LoadOptions& options, Diagnostics& diagnostics) {
  return Compiler(diagnostics).run(options);
}

}  // namespace caveat::rules
