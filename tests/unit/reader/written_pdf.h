// A PDF written by hand: pages of text at given places in Helvetica. Its cross-reference table is computed.
//
//   WrittenPdf pdf;
//   pdf.page().text(72, 100, "1. Fees", 14, true).text(72, 120, "Fees are due.");
//   read_good(pdf.bytes(), "application/pdf");
#ifndef CAVEAT_TESTS_READER_WRITTEN_PDF_H
#define CAVEAT_TESTS_READER_WRITTEN_PDF_H
#include <cstdio>
#include <string>
#include <vector>

namespace caveat::tests {

class WrittenPdf {
 public:
  WrittenPdf& page(int width = 595, int height = 842) {
    pages_.push_back({width, height, {}, {}, {}, {}});
    return *this;
  }
  // y counts from the top of the page to the baseline. The text is WinAnsi.
  WrittenPdf& text(double x, double y, const std::string& line, double size = 10, bool bold = false) {
    char head[160];
    std::snprintf(head, sizeof head, "BT /F%d %.2f Tf 1 0 0 1 %.2f %.2f Tm (", bold ? 2 : 1, size, x,
                  pages_.back().height - y);
    std::string escaped;
    for (const char c : line) {
      if (c == '(' || c == ')' || c == '\\') escaped.push_back('\\');
      escaped.push_back(c);
    }
    return raw(head + escaped + ") Tj ET\n");
  }
  WrittenPdf& lines(double x, double y, const std::vector<std::string>& all, double leading = 12, double size = 10) {
    for (const std::string& line : all) {
      text(x, y, line, size);
      y += leading;
    }
    return *this;
  }
  WrittenPdf& raw(const std::string& content) {
    pages_.back().content += content;
    return *this;
  }
  WrittenPdf& resources(const std::string& more) {
    pages_.back().resources += more;
    return *this;
  }
  WrittenPdf& page_fonts(const std::string& more) {
    pages_.back().fonts += more;
    return *this;
  }
  WrittenPdf& page_entries(const std::string& more) {
    pages_.back().entries += more;
    return *this;
  }
  // An object of its own; returns its number.
  int object(const std::string& body) {
    extra_.push_back(body);
    return 4 + static_cast<int>(extra_.size());
  }
  void catalog(const std::string& more) { catalog_ += more; }

  std::string bytes() const {
    std::vector<std::string> objects;
    const int first_page = 5 + static_cast<int>(extra_.size());
    std::string kids;
    for (std::size_t i = 0; i < pages_.size(); ++i)
      kids += std::to_string(first_page + 2 * static_cast<int>(i)) + " 0 R ";
    objects.push_back("<</Type/Catalog/Pages 2 0 R" + catalog_ + ">>");
    objects.push_back("<</Type/Pages/Count " + std::to_string(pages_.size()) + "/Kids[" + kids + "]>>");
    objects.push_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    objects.push_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
    objects.insert(objects.end(), extra_.begin(), extra_.end());
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      const PageParts& page = pages_[i];
      objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + std::to_string(page.width) + " " +
                        std::to_string(page.height) + "]/Resources<</Font<</F1 3 0 R/F2 4 0 R" + page.fonts + ">>" + page.resources +
                        ">>/Contents " + std::to_string(first_page + 2 * static_cast<int>(i) + 1) + " 0 R" +
                        page.entries + ">>");
      objects.push_back("<</Length " + std::to_string(page.content.size()) + ">>\nstream\n" + page.content +
                        "endstream");
    }
    std::string out = "%PDF-1.7\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      char entry[32];
      std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
      table += entry;
      out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1);
    return out + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer\n<</Size " + count +
           "/Root 1 0 R>>\nstartxref\n" + std::to_string(out.size()) + "\n%%EOF\n";
  }

 private:
  struct PageParts {
    int width, height;
    std::string content, resources, entries, fonts;
  };
  std::vector<PageParts> pages_;
  std::vector<std::string> extra_;
  std::string catalog_;
};

}  // namespace caveat::tests
#endif
