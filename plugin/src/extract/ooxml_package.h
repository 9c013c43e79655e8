// OoxmlPackage: a file of Word or Excel, that is parts in a ZIP and which of them another one names as its styles, its headers, its comments.
// Tested by tests/unit/extract/docx_test.cpp, xlsx_test.cpp.
#ifndef CAVEAT_EXTRACT_OOXML_PACKAGE_H
#define CAVEAT_EXTRACT_OOXML_PACKAGE_H
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"
#include "extract/xml_part.h"
#include "extract/zip_archive.h"

namespace caveat::extract {

struct Relationship {
  std::string type;    // the last word of its URI: "styles", "header"
  std::string target;  // the name of a part, from the root
};

class Relationships : public XmlHandler {
 public:
  explicit Relationships(std::string folder) : folder_(std::move(folder)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;

  const Relationship* by_id(const std::string& id) const;
  // Empty: none.
  std::string by_type(std::string_view type) const;

 private:
  std::string resolve(std::string_view target) const;

  std::string folder_;
  std::map<std::string, Relationship> by_id_;
};

class OoxmlPackage {
 public:
  OoxmlPackage(const ZipArchive& zip, const Options& options, Cancel& cancel) : zip_(zip), budget_(options.budget ? *options.budget : alone_), cancel_(cancel) {}
  OoxmlPackage(const OoxmlPackage&) = delete;
  OoxmlPackage& operator=(const OoxmlPackage&) = delete;

  // The part that the package names as its document, else the usual one, and what that names. Errors: format, where it is missing ("the part with its text").
  std::optional<Error> open(std::string_view usual, std::string_view what);

  // A part that is not there is empty.
  std::optional<Error> parse(const std::string& part, XmlHandler& handler);

  const std::string& main() const { return main_; }
  bool has(const std::string& part) const { return zip_.find(part) != nullptr; }
  // What the document names.
  const Relationships& relationships() const { return relationships_; }
  // The part of this type that the document names, else the usual one beside it: "styles" -> "word/styles.xml".
  std::string part_of(std::string_view type) const;

 private:
  const ZipArchive& zip_;
  UnpackBudget alone_;
  UnpackBudget& budget_;
  Cancel& cancel_;
  std::string main_;
  Relationships relationships_{std::string()};
};

// "word/document.xml" -> "word/" and "word/_rels/document.xml.rels"
std::string folder_of(const std::string& part);
std::string relationships_of(const std::string& part);

}  // namespace caveat::extract
#endif
