// caveat waive: see waive_command.h. Tested by tests/cli.
#include "waive_command.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <cstring>
#include <optional>
#include <string_view>

#include "exit_codes.h"
#include "files.h"
#include "interrupt.h"
#include "messages.h"
#include "options.h"
#include "plugin_host.h"
#include "rule_packs.h"
#include "severity.h"
#include "terminal.h"
#include "today.h"

namespace caveat::cli {
namespace {

constexpr std::size_t kLongestText = 2'000;         // the engine's limits::kWaiverTextBytes
constexpr std::size_t kShortestPrefix = 4;          // of a fingerprint
constexpr std::int64_t kLongWaiverDays = 366;
constexpr off_t kLongestFile = 1 << 20;             // the engine reads no longer one

std::optional<std::chrono::sys_days> day_of(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int part[3] = {0, 0, 0};
  for (std::size_t i = 0, at = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) ++at;
    else if (text[i] < '0' || text[i] > '9') return std::nullopt;
    else part[at] = part[at] * 10 + (text[i] - '0');
  }
  const std::chrono::year_month_day day{std::chrono::year(part[0]), std::chrono::month(static_cast<unsigned>(part[1])), std::chrono::day(static_cast<unsigned>(part[2]))};
  if (!day.ok() || part[0] < 1900 || part[0] > 2999) return std::nullopt;
  return std::chrono::sys_days(day);
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

void check_text(const std::string& text, const char* option) {
  if (text.find_first_not_of(' ') == std::string::npos) throw Failure(said(messages().waiver_lacks, {option}));
  if (printable(text) != text) throw Failure(std::string(option) + " must be one line of readable text.");
  if (text.size() > kLongestText) throw Failure(std::string(option) + " is longer than " + std::to_string(kLongestText) + " bytes. Name the paper that says more.");
}

struct Closer {
  int fd;
  ~Closer() { ::close(fd); }
};

// At the end, in one write, under a lock: two people who waive at once both keep their lines.
void append(const std::string& file, const std::string& contract, const std::string& entry, const std::string& fingerprint) {
  const auto fail = [&](int error) { throw Failure("cannot write " + printable(file) + ": " + std::strerror(error) + ". Choose another place with --waivers."); };
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0666);
  if (fd < 0) fail(errno);
  const Closer closer{fd};
  if (::flock(fd, LOCK_EX) != 0) fail(errno);
  struct stat status {};
  if (::fstat(fd, &status) != 0) fail(errno);
  if (!S_ISREG(status.st_mode)) throw Failure(printable(file) + " is no regular file. Choose another place with --waivers.");
  if (status.st_size + static_cast<off_t>(entry.size()) > kLongestFile) throw Failure(printable(file) + " would grow beyond 1 MB, more than a scan reads. Remove old waivers from it.");
  std::string old(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t have = 0;
  while (have < old.size()) {
    const ssize_t count = ::pread(fd, old.data() + have, old.size() - have, static_cast<off_t>(have));
    if (count < 0 && errno != EINTR) fail(errno);
    if (count == 0) break;
    if (count > 0) have += static_cast<std::size_t>(count);
  }
  old.resize(have);
  // An entry goes into a list; after anything else it would break the file.
  for (std::string_view rest = old; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#') continue;
    if (!line.starts_with("- ")) throw Failure(printable(file) + " is no list of waivers: its first entry does not begin with \"- rule:\". It was left as it is; choose another file with --waivers.");
    break;
  }
  std::string text = old.empty() ? "# Waivers of " + printable(std::string(contract.substr(contract.find_last_of('/') + 1))) + ": docs/waivers.md. An entry without reason, approver or day, or past its day, has no effect.\n" : "";
  if (!old.empty() && !old.ends_with('\n')) text += '\n';
  text += entry;
  const ssize_t count = ::write(fd, text.data(), text.size());
  if (count == static_cast<ssize_t>(text.size())) {
    if (old.find(fingerprint) != std::string::npos) complain(messages().waiver_before);
    return;
  }
  const int error = count < 0 ? errno : ENOSPC;
  if (::ftruncate(fd, status.st_size) != 0) complain("the file " + file + " now ends in half an entry; remove it.");
  fail(error);
}

std::string row(const PluginHost& host, const ScanResult& result, std::uint64_t i, const cav_finding& finding, const std::string& language) {
  cav_span span{};
  span.size = sizeof span;
  std::string clause;
  if (finding.span_count > 0 && host.api().result_span(result.get(), i, 0, &span) == CAV_OK && span.clause) clause = span.clause;
  const auto severity = static_cast<std::size_t>(std::clamp<std::int32_t>(finding.severity, 0, CAV_SEVERITY_CRITICAL));
  std::string out = std::string(finding.fingerprint) + "  " + kSeverities[severity];
  out.append(10 - std::strlen(kSeverities[severity]), ' ');
  out += printable(finding.rule_id);
  if (!clause.empty()) out += ", " + printable(clause);
  return out + ": " + printable(host.api().result_string(result.get(), i, "title", language.c_str())) + "\n";
}

}  // namespace

std::string waiver_file(const std::string& contract) { return contract + ".waivers.yaml"; }

int waive_command(const WaiveArguments& arguments) {
  speak(arguments.language);
  if (arguments.contract == "-") throw Failure(std::string(messages().waiver_of_stream));
  const bool listing = arguments.fingerprint.empty();
  std::optional<std::chrono::sys_days> until;
  if (!listing) {
    check_text(arguments.reason, "--reason");
    check_text(arguments.approver, "--approver");
    until = day_of(arguments.until);
    if (arguments.until.empty()) throw Failure(said(messages().waiver_lacks, {"--until"}));
    if (!until) throw Failure(said(messages().waiver_no_day, {printable(arguments.until)}));
    if (until < day_of(system_date())) throw Failure(said(messages().waiver_past, {arguments.until}));
  }
  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  PluginHost host;
  const PluginHost::Load load = host.load_rules(packs, find_policy(arguments.policy, packs), 0);
  if (!load.rules) throw Failure(said(messages().nothing_waived, {load.problem}));
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(arguments.contract, ignored);  // an agreement and its annexes: caveat scan --set
  const Input input = folder ? expand_as_set({arguments.contract}) : Input{arguments.contract, {}};
  if (!input.problem.empty()) throw Failure(input.name() + ": " + input.problem, kExitNotRead);
  const Bytes bytes = host.read(input);
  if (!bytes.problem.empty()) throw Failure(input.name() + ": " + bytes.problem, kExitNotRead);
  const Scan scan = host.scan(host.new_scanner(load.rules), bytes, input.name(), 0, [] { return interrupted(); });
  if (!scan.result) throw Failure(input.name() + ": " + scan.problem, kExitNotRead);

  const std::vector<cav_finding> findings = host.findings(scan.result);
  std::string all;
  std::vector<std::size_t> meant;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    all += row(host, scan.result, i, findings[i], arguments.language);
    if (!listing && std::string_view(findings[i].fingerprint).starts_with(arguments.fingerprint)) meant.push_back(i);
  }
  if (listing) {
    write_standard_output(all.empty() ? std::string(messages().no_finding) + "\n" : all);
    return kExitClean;
  }
  if (arguments.fingerprint.size() < kShortestPrefix || meant.size() != 1) {
    const std::string what = arguments.fingerprint.size() < kShortestPrefix ? " is too short: give at least four digits."
                             : meant.empty()                                ? " is no finding of " + input.name() + "."
                                                                            : " begins several fingerprints: give more digits.";
    throw Failure(printable(arguments.fingerprint) + what + " See all with: caveat waive " + input.name());
  }
  const cav_finding& finding = findings[meant[0]];
  const std::string numbers = host.api().result_string(scan.result.get(), meant[0], "numbers", "en");
  if (numbers.empty()) throw Failure(printable(host.path()) + " is older than this program and cannot waive. Install program and library of one version.");
  const std::string file = arguments.file.empty() ? waiver_file(input.path) : arguments.file;
  append(file, arguments.contract,
         "- rule: " + std::string(finding.rule_id) + "\n  fingerprint: '" + finding.fingerprint + "'\n  numbers: '" + numbers + "'\n  reason: " + quoted(arguments.reason) +
             "\n  approver: " + quoted(arguments.approver) + "\n  until: " + arguments.until + "\n",
         finding.fingerprint);
  if (const auto today = day_of(system_date()); today && *until - *today > std::chrono::days(kLongWaiverDays)) complain(said(messages().waivers_too_far, {arguments.until}));
  std::string waived = row(host, scan.result, meant[0], finding, arguments.language);
  waived.pop_back();  // its line break
  complain(said(messages().waived, {file, waived}));
  return kExitClean;
}

void add_waive_command(CLI::App& app, Chosen& chosen) {
  const auto waive = std::make_shared<WaiveArguments>();
  waive->language = reader_language();
  CLI::App& command = *app.add_subcommand("waive", "Accept a finding: who, why, until when");
  command.add_option("CONTRACT", waive->contract, "The document")->required()->type_name(" ");
  command.add_option("FINGERPRINT", waive->fingerprint, "The finding's, or its beginning (default: list all)")->type_name(" ");
  command.add_option("--reason", waive->reason, "Why it is accepted")->type_name("TEXT");
  command.add_option("--approver", waive->approver, "Who accepts it")->type_name("NAME");
  command.add_option("--until", waive->until, "The last day on which it counts, as YYYY-MM-DD")->type_name("DATE");
  command.add_option("--waivers", waive->file, "Add it to this file (default: <CONTRACT>.waivers.yaml)")->type_name("FILE");
  command.add_option("-p,--policy", waive->policy, "Your playbook, as for scan")->type_name("POLICY");
  add_packs(command, waive->rules, waive->standard_rules);
  add_language(command, waive->language);
  command.footer(R"(
Without a fingerprint it lists the findings with theirs. The finding stays in every report, as waived.

Examples:
  caveat waive offer.pdf
  caveat waive offer.pdf 404c18c8 --reason "Escrow covers it" --approver "J. Doe" --until 2027-06-30)");
  command.callback([&chosen, waive] { chosen.run = [waive] { return waive_command(*waive); }; });
}

}  // namespace caveat::cli
