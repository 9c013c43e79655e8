// Rule packs: which rules a command uses when nobody says. Tested by tests/cli.
#ifndef CAVEAT_CLI_RULE_PACKS_H
#define CAVEAT_CLI_RULE_PACKS_H
#include <map>
#include <string>
#include <vector>

namespace caveat::cli {

// The first of: --rules (repeated), CAVEAT_RULES (folders separated by ':'), share/caveat/rules beside the program's
// bin. Throws Failure when there is none.
std::vector<std::string> find_rule_packs(const std::vector<std::string>& asked_for);

// The standard rules (find_rule_packs) with the person's own packs after them; without the standard ones where asked.
std::vector<std::string> packs_with(const std::vector<std::string>& own, bool standard);

// A folder of rules that is written to stand on the standard ones, with their lexicons: "extends: standard" in its pack.yaml,
// or no pack.yaml at all. Others stand alone.
bool extends_standard(const std::string& pack);

// A policy is a file, or the name of one in a pack: "default" -> <pack>/policies/default.yaml. Empty stays empty.
std::string find_policy(const std::string& file_or_name, const std::vector<std::string>& packs);

// The packs' own policies, their files by name. Of two packs with a policy of one name, the later one's.
std::map<std::string, std::string> policies_in(const std::vector<std::string>& packs);

// The folder of the running program.
std::string program_folder();

}  // namespace caveat::cli
#endif
