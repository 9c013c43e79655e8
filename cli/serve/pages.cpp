// Pages: see pages.h.
#include "serve/pages.h"

#include <libfyaml.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "formats.h"
#include "serve/assets.h"
#include "serve/page_words.h"

namespace caveat::cli::serve {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

constexpr std::string_view kNames[] = {"English", "Français", "Deutsch", "Español"};

// languages: whether the page may be had in another one.
Reply page(std::string_view language, std::string_view title, const std::string& body, bool languages, bool wide = false) {
  const PageWords& words = page_words(language);
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(language) + "\"><head><meta charset=\"utf-8\">\n<title>" + escaped(title) +
                     "</title>\n<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/page.css\"><link rel=\"icon\" "
                     "href=\"data:,\"><script src=\"/page.js\" defer></script></head>\n<body><a class=\"skip\" href=\"#content\">" +
                     escaped(words.skip) + "</a>\n<header><a class=\"name\" href=\"/?lang=" + std::string(language) + "\">Caveat</a>";
  if (languages) {
    html += "<nav aria-label=\"" + escaped(words.languages) + "\"><ul>";
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      const std::string code(kLanguages[i]);
      html += "<li><a href=\"?lang=" + code + "\" lang=\"" + code + "\" hreflang=\"" + code + "\"" + (code == language ? " aria-current=\"true\"" : "") + ">" +
              std::string(kNames[i]) + "</a></li>";
    }
    html += "</ul></nav>";
  }
  html += "</header>\n<main id=\"content\"" + std::string(wide ? " class=\"wide\"" : "") + ">\n" + body + "</main>\n<footer class=\"soft\"><p>" + escaped(words.advice) +
          "</p></footer></body></html>\n";
  return {200, "text/html; charset=utf-8", html};
}

std::string told(const Problem* problem, std::string_view language) {
  if (!problem) return {};
  const ProblemWords words = problem_words(problem->trouble(), language);
  std::string html = "<div class=\"problem\" role=\"alert\"><p><strong>" + escaped(words.what) + "</strong> " + escaped(words.advice) + "</p>";
  // In English, whatever the page speaks: the plugin's own sentence.
  if (!problem->detail().empty()) html += "<p lang=\"en\">" + escaped(problem->detail()) + "</p>";
  return html + "</div>\n";
}

std::string option(std::string_view value, std::string_view text, bool selected = false) {
  return "<option value=\"" + escaped(value) + "\"" + (selected ? " selected" : "") + ">" + escaped(text) + "</option>";
}

std::string choice(std::string_view name, std::string_view label, const std::string& options) {
  return "<div><label for=\"" + std::string(name) + "\">" + escaped(label) + "</label><select id=\"" + std::string(name) + "\" name=\"" + std::string(name) + "\">" + options +
         "</select></div>";
}

std::string_view download_words(const PageWords& words, const Download& download) {
  const std::string_view format = download.format;
  if (format == "docx") return download.counterparty ? words.word_counterparty : words.word;
  if (format == "xlsx") return words.excel;
  if (format == "csv") return words.csv;
  if (format == "pdf") return download.counterparty ? words.pdf_counterparty : words.pdf;
  if (format == "ics") return words.calendar;
  if (format == "json") return words.json;
  if (format == "sarif") return words.sarif;
  if (format == "mail") return words.letter;
  return words.download_page;
}

}  // namespace

Reply start_page(const StartPage& start) {
  const PageWords& words = page_words(start.language);
  std::string languages, policies = option("", words.policy_default, true);
  for (std::size_t i = 0; i < kLanguages.size(); ++i) languages += option(kLanguages[i], kNames[i], kLanguages[i] == start.language);
  for (const std::string& policy : start.policies) policies += option(policy, policy);
  const long megabytes = static_cast<long>(start.most_bytes >> 20);
  std::string body = "<h1>" + escaped(words.title) + "</h1>\n" + told(start.problem, start.language) + "<p>" + escaped(words.lead) +
                     "</p>\n<form class=\"scan\" method=\"post\" action=\"/scan\" enctype=\"multipart/form-data\">\n<div class=\"drop\"><label for=\"file\">" +
                     escaped(words.choose) +
                     "</label><input id=\"file\" name=\"file\" type=\"file\" required aria-describedby=\"limit\" accept=\".pdf,.docx,.odt,.rtf,.doc,.xlsx,.html,.htm,.md,.markdown,.txt,.png,.jpg,.jpeg,.tif,.tiff\">"
                     "<p id=\"limit\" class=\"soft\">" +
                     escaped(with_number(words.limit, megabytes)) + " <span data-drop hidden>" + escaped(words.drop) + "</span></p></div>\n<div class=\"choices\">" +
                     choice("lang", words.language, languages) + choice("side", words.side, option("customer", words.customer, true) + option("supplier", words.supplier)) +
                     choice("policy", words.policy, policies) + "</div>\n<div><button>" + escaped(words.scan) + "</button> <span role=\"status\" data-working=\"" +
                     escaped(words.working) + "\"></span></div>\n</form>\n<p class=\"soft\">" + escaped(words.privacy) + " " + escaped(with_number(words.kept, start.minutes)) +
                     "</p>\n";
  Reply reply = page(start.language, words.title, body, true);
  if (start.problem) reply.status = status_of(start.problem->trouble());
  return reply;
}

std::vector<Download> downloads_of(const Kept& kept) {
  std::vector<Download> offered;
  for (const char* name : {"docx", "pdf", "mail", "xlsx", "csv", "ics", "html", "json", "sarif"}) {
    const auto known = std::find_if(formats().begin(), formats().end(), [&](const Format& format) { return format.name == name; });
    if (known == formats().end()) continue;
    if (std::string_view(name) == "pdf" && known->into_document && kept.media_type != "application/pdf") continue;  // notes in a PDF need one
    offered.push_back({name});
    if (known->into_document) offered.push_back({name, true});
  }
  return offered;
}

Reply result_page(const std::string& id, const Kept& kept, long minutes) {
  const PageWords& words = page_words(kept.language);
  const std::string address = "/results/" + id;
  std::string downloads;
  for (const Download& download : downloads_of(kept))
    downloads += "<li><a class=\"button plain\" href=\"" + address + "/download/" + download.format + (download.counterparty ? "?counterparty=1" : "") + "\" download>" +
                 escaped(download_words(words, download)) + "</a></li>";
  std::string body = "<h1>" + escaped(words.result) + ": " + escaped(kept.name) + "</h1>\n<p class=\"soft\">" + escaped(with_number(words.kept, minutes)) +
                     "</p>\n<h2 id=\"downloads\">" + escaped(words.downloads) + "</h2>\n<ul class=\"actions\" aria-labelledby=\"downloads\">" + downloads +
                     "</ul>\n<div class=\"actions\"><a class=\"button\" href=\"" + address + "/report\">" + escaped(words.open_report) + "</a><a href=\"/?lang=" + kept.language + "\">" +
                     escaped(words.another) + "</a><form method=\"post\" action=\"" + address + "/delete?lang=" + kept.language + "\"><button class=\"danger\">" + escaped(words.forget) +
                     "</button></form></div>\n<h2>" + escaped(words.report_frame) + "</h2>\n<iframe src=\"" + address + "/report\" title=\"" + escaped(words.report_frame) +
                     ": " + escaped(kept.name) + "\"></iframe>\n";
  return page(kept.language, std::string(words.result) + ": " + kept.name, body, false, true);
}

Reply login_page(const std::string& language, const Problem* problem) {
  const PageWords& words = page_words(language);
  const std::string body = "<h1>" + escaped(words.log_in) + "</h1>\n" + told(problem, language) + "<form method=\"post\" action=\"/login?lang=" + language +
                           "\"><p><label for=\"token\">" + escaped(words.token) +
                           "</label> <input id=\"token\" name=\"token\" type=\"password\" required autocomplete=\"current-password\"> <button>" + escaped(words.log_in) +
                           "</button></p></form>\n";
  Reply reply = page(language, words.log_in, body, true);
  if (problem) reply.status = status_of(problem->trouble());
  return reply;
}

Reply problem_page(const std::string& language, const Problem& problem) {
  const std::string body = "<h1>" + escaped(problem_words(problem.trouble(), language).what) + "</h1>\n" + told(&problem, language) + "<p><a href=\"/?lang=" + language +
                           "\">" + escaped(page_words(language).another) + "</a></p>\n";
  Reply reply = page(language, problem_words(problem.trouble(), language).what, body, false);
  reply.status = status_of(problem.trouble());
  return reply;
}

Reply style() { return {200, "text/css; charset=utf-8", kPageStyle}; }
Reply script() { return {200, "text/javascript; charset=utf-8", kPageScript}; }

Reply openapi() {
  static const std::string json = [] {
    const std::unique_ptr<fy_document, void (*)(fy_document*)> document(fy_document_build_from_string(nullptr, kOpenApi, FY_NT), fy_document_destroy);
    const std::unique_ptr<char, void (*)(void*)> text(document ? fy_emit_document_to_string(document.get(), FYECF_MODE_JSON_ONELINE) : nullptr, std::free);
    return std::string(text ? text.get() : "");
  }();
  if (json.empty()) throw Problem(Trouble::internal);
  return {200, "application/json", json};
}

}  // namespace caveat::cli::serve
