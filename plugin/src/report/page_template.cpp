// See page_template.h.
#include "report/page_template.h"

#include <Poco/SHA2Engine.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "report/html_template.h"

namespace caveat::report {
namespace {

constexpr const char* kName = "page";

// What every page begins with: a policy that forbids everything but its own style sheet.
constexpr std::string_view kHead = R"tpl({{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-@STYLE-HASH@'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="Caveat {{VERSION}}">
)tpl";

std::string base64(const Poco::DigestEngine::Digest& bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (i + j < bytes.size() ? bytes[i + j] : 0u);
    for (std::size_t j = 0; j < 4; ++j) out += i + j > bytes.size() ? '=' : kDigits[group >> (18 - 6 * j) & 63];
  }
  return out;
}

std::string put(std::string text, std::string_view place, std::string_view value) {
  return text.replace(text.find(place), place.size(), value);
}

}  // namespace

PageTemplate::PageTemplate(std::string page, std::string_view style) : cache_(std::make_unique<ctemplate::TemplateCache>()) {
  Poco::SHA2Engine hash(Poco::SHA2Engine::SHA_256);
  hash.update(style.data(), style.size());
  page = put(std::move(page), kHeadPlace, kHead);
  page = put(std::move(page), kStyleHashPlace, base64(hash.digest()));
  page = put(std::move(page), kStylePlace, style);
  size_ = page.size();
  cache_->StringToTemplateCache(kName, page, ctemplate::DO_NOT_STRIP);
  cache_->Freeze();
}

std::string PageTemplate::filled(const ctemplate::TemplateDictionary& with, std::size_t beyond) const {
  std::string out;
  out.reserve(size_ + beyond);
  cache_->ExpandNoLoad(kName, ctemplate::DO_NOT_STRIP, &with, nullptr, &out);
  return out;
}

void set(ctemplate::TemplateDictionary& to, const char* name, std::string_view value) {
  to.SetValue(name, ctemplate::TemplateString(value.data(), value.size()));
}

void set_if(ctemplate::TemplateDictionary& to, const char* section, const char* name, std::string_view value) {
  if (value.empty()) return;
  to.ShowSection(section);
  set(to, name, value);
}

std::string_view severity_class(rules::Severity severity) {
  constexpr std::array<std::string_view, 5> names = {"info", "low", "medium", "high", "critical"};
  return names[static_cast<std::size_t>(severity)];
}

std::string lang_tag(std::string_view code) {
  const bool fine = code.size() >= 2 && code.size() <= 12 && code != "und" &&
                    std::all_of(code.begin(), code.end(), [](unsigned char c) { return c < 0x80 && (std::isalnum(c) || c == '-'); });
  return fine ? std::string(code) : std::string();
}

}  // namespace caveat::report
