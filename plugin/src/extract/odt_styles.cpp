// OdtStyles: see odt_styles.h. Tested by tests/unit/extract/odt_test.cpp.
#include "extract/odt_styles.h"

namespace caveat::extract {
namespace {

bool is_white(std::string_view colour) { return colour == "#ffffff" || colour == "#FFFFFF"; }

constexpr int kBasedOn = 32;  // styles on styles; a cycle must end

}  // namespace

void OdtStyles::Look::apply(const Look& over) {
  if (over.hidden) hidden = over.hidden;
  if (over.tiny) tiny = over.tiny;
  if (over.white) white = over.white;
  if (over.painted) painted = over.painted;
}

std::string OdtStyles::key(std::string_view family, std::string_view name) { return std::string(family) + '/' + std::string(name); }

void OdtStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "style:style" || name == "style:default-style") {
    open_ = &styles_[key(attributes.get("family"), name == "style:style" ? attributes.get("name") : "")];
    *open_ = Style();
    if (name == "style:style") open_->parent = attributes.get("parent-style-name");
    open_->list_style = attributes.get("list-style-name");
    if (!attributes.get("master-page-name").empty()) open_->page_break = true;
    return;
  }
  if (open_ == nullptr || !name.starts_with("style:") || !name.ends_with("-properties")) return;
  Look& look = open_->look;
  if (const std::string_view display = attributes.get("display"); !display.empty()) look.hidden = display == "none";
  if (name == "style:text-properties") {
    if (const std::string_view colour = attributes.get("color"); !colour.empty()) look.white = is_white(colour);
    if (attributes.get("use-window-font-color") == "true") look.white = false;
    if (const std::string_view size = attributes.get("font-size"); size.ends_with("pt")) look.tiny = size == "1pt" || size.starts_with("0.") || size.starts_with("0pt");
  }
  std::string_view background = attributes.get("background-color");
  if (background.empty() && attributes.get("fill") == "solid") background = attributes.get("fill-color");
  if (!background.empty() && background != "transparent") look.painted = !is_white(background);
  if (const std::string_view value = attributes.get("break-before"); !value.empty() && !open_->page_break) open_->page_break = value == "page";
}

void OdtStyles::end(std::string_view name) {
  if (name == "style:style" || name == "style:default-style") open_ = nullptr;
}

OdtStyles::Resolved OdtStyles::resolve(std::string_view family, std::string_view name) const {
  const Style* chain[kBasedOn + 1];
  int count = 0;
  std::string at(name);
  while (count < kBasedOn) {
    const auto found = styles_.find(key(family, at));
    if (found == styles_.end()) break;
    chain[count++] = &found->second;
    if (at.empty()) break;
    at = found->second.parent;
  }
  Resolved out;
  for (int i = count; i-- > 0;) {
    out.look.apply(chain[i]->look);
    if (!chain[i]->list_style.empty()) out.list_style = chain[i]->list_style;
    if (chain[i]->page_break) out.page_break = *chain[i]->page_break;
  }
  return out;
}

}  // namespace caveat::extract
