// Files: what the arguments of `caveat scan` name, and the bytes behind them. Tested by tests/cli.
//
//   {"contracts", "offer.pdf", "-"}  -> contracts/a.docx, contracts/b/c.md, offer.pdf, standard input
#ifndef CAVEAT_CLI_FILES_H
#define CAVEAT_CLI_FILES_H
#include <cstdint>
#include <string>
#include <vector>

namespace caveat::cli {

struct Input {
  std::string path;          // as given, or found below a given directory; "-": standard input
  std::string problem;       // not empty: cannot be scanned, and why, with the way out
  struct Member {
    std::string path, name;  // the name within the set
  };
  std::vector<Member> members = {};  // not empty: these files are one contract, which is called `path`
  bool found = false;        // in a directory: nobody named it
  std::string name() const;  // for people and for the plugin: valid UTF-8, no control characters
};

// What a directory is searched for: "pdf, docx, ..., msg".
std::string known_endings();

// In the order of the arguments. A directory gives its files of known endings, sorted, with those of its
// sub-directories, without hidden ones and without following links to directories (a loop would never end). A file that
// is named is always tried.
std::vector<Input> expand(const std::vector<std::string>& arguments);

// The same files as one contract: it is called as the only directory, or as the first file. A directory then gives all its files but hidden
// ones and what Caveat wrote: what is no document is to be told.
Input expand_as_set(const std::vector<std::string>& arguments);

// True where the arguments can only mean one document: the JSON is then an object, not an array.
bool names_one_document(const std::vector<std::string>& arguments);

struct Bytes {
  std::string data;
  std::string problem;  // not empty: not read, and why
  struct Member {
    std::string name, data;
  };
  std::vector<Member> members = {};  // of a set, instead of data
  std::string unread = {};           // of a set: members that could not be read, and why; they are empty then
};
// What has more than `most` bytes is refused without being read. Documents: PluginHost::read, which knows how much the plugin takes.
inline constexpr std::uint64_t kMostInputBytes = 512u << 20;
Bytes read(const Input& input, std::uint64_t most = kMostInputBytes);

// A whole small text file for showing a line of it; empty when it cannot be read.
std::string read_for_excerpt(const std::string& path);

}  // namespace caveat::cli
#endif
