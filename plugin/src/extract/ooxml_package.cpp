// See ooxml_package.h.
#include "extract/ooxml_package.h"

#include "extract/complaint.h"

namespace caveat::extract {

void Relationships::start(std::string_view name, const XmlAttributes& attributes) {
  if (name != "rel:Relationship" || attributes.get("TargetMode") == "External") return;
  const std::string_view type = attributes.get("Type");
  const std::size_t slash = type.rfind('/');
  by_id_[std::string(attributes.get("Id"))] = {std::string(slash == type.npos ? type : type.substr(slash + 1)),
                                               resolve(attributes.get("Target"))};
}

const Relationship* Relationships::by_id(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

std::string Relationships::by_type(std::string_view type) const {
  for (const auto& [id, relationship] : by_id_)
    if (relationship.type == type) return relationship.target;
  return std::string();
}

// "styles.xml" -> "word/styles.xml", "/word/styles.xml" and "../word/styles.xml" as well
std::string Relationships::resolve(std::string_view target) const {
  std::string folder = folder_;
  if (target.starts_with('/')) {
    folder.clear();
    target.remove_prefix(1);
  }
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const std::size_t slash = folder.size() < 2 ? std::string::npos : folder.rfind('/', folder.size() - 2);
    folder = slash == std::string::npos ? std::string() : folder.substr(0, slash + 1);
  }
  return folder + std::string(target);
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }
std::string relationships_of(const std::string& part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

std::optional<Error> OoxmlPackage::open(std::string_view usual, std::string_view what) {
  Relationships package{std::string()};
  if (auto error = parse("_rels/.rels", package)) return error;
  main_ = package.by_type("officeDocument");
  if (main_.empty() || !has(main_)) main_ = usual;
  const ZipEntry* entry = zip_.find(main_);
  if (entry == nullptr) return damaged(zip_.document_name(), std::string(what) + " is missing");
  main_ = entry->name;  // as this package spells it
  relationships_ = Relationships(folder_of(main_));
  return parse(relationships_of(main_), relationships_);
}

std::optional<Error> OoxmlPackage::parse(const std::string& part, XmlHandler& handler) {
  const ZipEntry* entry = part.empty() ? nullptr : zip_.find(part);
  return entry == nullptr ? std::nullopt : parse_part(zip_, *entry, handler, budget_, cancel_);
}

std::string OoxmlPackage::part_of(std::string_view type) const {
  const std::string part = relationships_.by_type(type);
  return part.empty() ? folder_of(main_) + std::string(type) + ".xml" : part;
}

}  // namespace caveat::extract
