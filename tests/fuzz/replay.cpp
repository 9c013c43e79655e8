// Runs each file named (folders: each file in them) through a fuzz target, where there is no libFuzzer. The last line tells how many; an input that
// breaks a promise ends the program, its name is the last one printed. An input that takes longer than kSeconds fails as well.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "fuzz_target.h"

int main(int count, char** arguments) {
  namespace fs = std::filesystem;
  constexpr double kSeconds = 20;  // far above what the slowest seed takes under a sanitizer (2 s)
  std::vector<fs::path> files;
  for (int i = 1; i < count; ++i) {
    if (!fs::is_directory(arguments[i])) files.emplace_back(arguments[i]);
    else
      for (const auto& entry : fs::directory_iterator(arguments[i]))
        if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    std::fprintf(stderr, "no inputs: name the files or folders to replay\n");
    return 2;
  }
  bool slow = false;
  for (const auto& file : files) {
    std::printf("%s\n", file.c_str());
    std::fflush(stdout);
    std::ifstream in(file, std::ios::binary);
    if (!in.is_open()) {
      std::fprintf(stderr, "%s cannot be opened\n", file.c_str());
      return 2;
    }
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto begin = std::chrono::steady_clock::now();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (seconds > kSeconds) {
      std::printf("  took %.1f s\n", seconds);
      slow = true;
    }
  }
  std::printf("%zu inputs\n", files.size());
  return slow ? 1 : 0;
}
