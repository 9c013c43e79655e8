// See memo.h. The document is the least that Word, LibreOffice and the schema ask for: text, styles, a footer with the page.
#include "report/memo.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "base/limits.h"
#include "findings/wording.h"
#include "report/labels.h"
#include "report/memo_words.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/shown_text.h"
#include "report/xml_string.h"
#include "report/zip_writer.h"

namespace caveat::report {
namespace {

using findings::Finding;
using findings::Text;

constexpr std::size_t kPlacesQuoted = 5;  // of one issue; the others by their place alone
constexpr std::size_t kPlacesNamed = 12;
constexpr std::uint32_t kShortColumns = 160;  // of a clause in the table
constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kSpaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

constexpr std::string_view kContentTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";
constexpr std::string_view kPackage =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
constexpr std::string_view kRelationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/></Relationships>";

// The language is what Word checks the spelling by.
std::string styles(Language language) {
  constexpr std::array<std::string_view, kLanguages> tags = {"en-GB", "fr-FR", "de-DE", "es-ES"};
  const auto style = [](std::string_view id, std::string_view name, std::string_view paragraph, std::string_view run) {
    std::string out = "<w:style w:type=\"paragraph\" w:styleId=\"";
    out.append(id).append("\"><w:name w:val=\"").append(name).append("\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>");
    return out.append(paragraph).append("</w:pPr><w:rPr>").append(run).append("</w:rPr></w:style>");
  };
  std::string out(kHead);
  out.append("<w:styles").append(kSpaces).append("><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/>"
                                                 "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"");
  out.append(tags[index(language)]).append("\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"100\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
      "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
  out += style("Title", "Title", "<w:spacing w:after=\"40\"/>", "<w:b/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>");
  out += style("Subtitle", "Subtitle", "<w:spacing w:after=\"200\"/>", "<w:color w:val=\"595959\"/>");
  out += style("Heading1", "heading 1", "<w:keepNext/><w:spacing w:before=\"320\" w:after=\"100\"/><w:outlineLvl w:val=\"0\"/>",
               "<w:b/><w:color w:val=\"1F3864\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>");
  out += style("Heading2", "heading 2", "<w:keepNext/><w:spacing w:before=\"220\" w:after=\"40\"/><w:outlineLvl w:val=\"1\"/>", "<w:b/><w:sz w:val=\"23\"/><w:szCs w:val=\"23\"/>");
  out += style("Where", "Where", "<w:keepNext/><w:spacing w:after=\"60\"/>", "<w:color w:val=\"595959\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>");
  out += style("Quote", "Quote", "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"A6A6A6\"/></w:pBdr><w:ind w:left=\"284\"/>", "<w:i/>");
  out += style("Note", "Note", "", "<w:color w:val=\"595959\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>");
  out += style("Footer", "footer", "<w:jc w:val=\"center\"/>", "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>");
  return out += "</w:styles>";
}

std::string footer() {
  std::string out(kHead);
  return out.append("<w:ftr").append(kSpaces).append("><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
                                                     "<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r><w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>");
}

class Memo {
 public:
  Memo(const Input& input, Language reader) : input_(input), reader_(reader), words_(labels(reader)), memo_(memo_words(reader)), order_(reading_order(input)) {}

  std::string ours(std::string_view note) {
    head(memo_.memo);
    if (!note.empty()) paragraph("Note", note);
    paragraph("", {}, headline(input_, reader_));
    if (has_verdict(input_)) paragraph("", words_.reason[reason_index(input_.assessment.lane_reason)]);
    std::string figures = std::string(words_.risk) + " " + rounded_text(input_.assessment.score, 1, reader_) + "/100";
    const std::string counts = severity_counts(input_, reader_);
    if (!counts.empty()) figures.append(kDot).append(counts);
    paragraph("Note", figures);
    if (not_a_contract(input_)) paragraph("", words_.not_a_contract_note);
    if (!complete(input_)) paragraph("", {}, input_.extracted.blocks.empty() ? words_.text_empty : words_.not_read_banner);

    if (order_.issues.empty() && order_.absences.empty()) paragraph("", words_.no_findings);
    for (std::size_t w = 0; w < words_.priority.size(); ++w) {
      bool first = true;
      for (const std::vector<Issue>* issues : {&order_.issues, &order_.absences})
        for (const Issue& issue : *issues) {
          if (priority_of(issue.severity) != w) continue;
          if (first) paragraph("Heading1", words_.priority[w]);
          first = false;
          point(issue);
        }
    }
    key_terms();
    waived();
    if (!input_.not_read.empty()) {
      paragraph("Heading1", words_.not_read);
      for (const std::string& line : not_read_lines(input_, reader_, false)) paragraph("", "\xE2\x80\xA2 " + line);
    }
    paragraph("Note", words_.not_advice);
    return file();
  }

  // In the order of the contract: an order by weight would say what matters to us.
  std::string theirs() {
    head(memo_.requests);
    std::set<std::uint32_t> done;  // rules
    for (std::size_t i = 0; i < input_.list.findings.size(); ++i) {
      const Finding& first = input_.list.findings[i];
      if (first.status == findings::Status::waived || !done.insert(first.rule).second) continue;
      const Language language = first.placeless || first.language == Language::other ? reader_ : first.language;
      const std::string ask = findings::wording(input_.program, first, Text::ask, language);
      if (ask.empty()) continue;
      Issue issue;
      issue.rule = first.rule;
      std::set<std::string> asks = {ask};
      for (std::uint32_t j = static_cast<std::uint32_t>(i); j < input_.list.findings.size(); ++j) {
        const Finding& finding = input_.list.findings[j];
        if (finding.rule != first.rule || finding.status == findings::Status::waived) continue;
        issue.findings.push_back(j);
        asks.insert(findings::wording(input_.program, finding, Text::ask, language));
      }
      std::string place = first.placeless ? std::string() : where(input_, first, reader_);
      if (first.outcome == match::Outcome::absent) place = memo_.missing;
      paragraph("Heading2", std::to_string(++number_) + ". " + (place.empty() ? std::string(words_.where) : place));
      places(issue, false);
      for (const std::string& each : asks) paragraph("", each, words_.ask);
    }
    if (number_ == 0) paragraph("", words_.no_findings);
    return file();
  }

 private:
  std::string wording(const Finding& finding, Text text) const { return findings::wording(input_.program, finding, text, reader_); }

  // `strong` in bold before the text, parted by a colon where there are both.
  void paragraph(std::string_view style, std::string_view text, std::string_view strong = {}) {
    if (text.empty() && strong.empty()) return;
    body_ += "<w:p>";
    if (!style.empty()) body_.append("<w:pPr><w:pStyle w:val=\"").append(style).append("\"/></w:pPr>");
    run(strong, true);
    if (!strong.empty() && !text.empty()) run(words_.colon, true);
    run(text, false);
    body_ += "</w:p>";
  }
  void run(std::string_view text, bool strong) {
    if (text.empty()) return;
    body_.append(strong ? "<w:r><w:rPr><w:b/></w:rPr>" : "<w:r>").append("<w:t xml:space=\"preserve\">");
    append_xml(body_, text);
    body_ += "</w:t></w:r>";
  }

  void head(std::string_view what) {
    const std::string_view name = input_.name.substr(input_.name.find_last_of('/') + 1);
    paragraph("Title", name.empty() ? what : name);
    std::string about(what);
    const auto add = [&](std::string_view part) {
      if (!part.empty()) about.append(kDot).append(part);
    };
    add(document_kind(input_, reader_));
    if (!input_.extracted.pages.empty()) add(filled(words_.pages, input_.extracted.pages.size()));
    add(date_text(input_.today, reader_));
    paragraph("Subtitle", about);
  }

  // "... within a <reasonable> time ...": the words that made the rule fire in bold.
  void quote(const findings::Place& place) {
    const std::string_view text = input_.extracted.text;
    const TextSpan around = place.quote, words = {std::clamp(place.trigger.begin, around.begin, around.end), std::clamp(place.trigger.end, around.begin, around.end)};
    body_ += "<w:p><w:pPr><w:pStyle w:val=\"Quote\"/></w:pPr>";
    run("\xE2\x80\x9C", false);
    run(text.substr(around.begin, words.begin - around.begin), false);
    run(words.of(text), true);
    run(text.substr(words.end, around.end - words.end), false);
    run("\xE2\x80\x9D", false);
    body_ += "</w:p>";
  }

  void places(const Issue& issue, bool first_place_named) {
    std::size_t quoted = 0, left = 0;
    for (const std::uint32_t index : issue.findings) {
      const Finding& finding = input_.list.findings[index];
      const std::string place = where(input_, finding, reader_);
      if (finding.outcome == match::Outcome::absent) {
        if (!place.empty()) paragraph("Where", place, words_.expected_near);
        continue;
      }
      if (quoted == kPlacesQuoted) {
        ++left;
        continue;
      }
      if (quoted++ > 0 || first_place_named) paragraph("Where", place);
      quote(finding.place);
      const std::string also = further_places(input_, finding, kPlacesNamed, reader_);
      if (!also.empty()) paragraph("Where", also, words_.also);
    }
    if (left > 0) paragraph("Where", filled(words_.more_places, left));
  }

  void point(const Issue& issue) {
    const Finding& first = input_.list.findings[issue.findings.front()];
    paragraph("Heading2", std::to_string(++number_) + ". " + wording(first, Text::title));
    std::string about(words_.severity[static_cast<std::size_t>(issue.severity)]);
    if (first.outcome == match::Outcome::absent) about.append(kDot).append(memo_.missing);
    paragraph("Where", about);
    places(issue, true);
    paragraph("", wording(first, Text::message));
    for (const std::string_view remark : remarks(first, reader_)) paragraph("", {}, remark);
    paragraph("", wording(first, Text::why), words_.why);
    labelled(words_.ask, wording(first, Text::ask));
    if (const Language language = ask_language(input_, first, reader_); language != reader_) labelled(words_.ask_in_contract_language, findings::wording(input_.program, first, Text::ask, language));
    labelled(words_.fallback, wording(first, Text::fallback));
    if (issue.truncated) paragraph("Note", filled(words_.truncated, std::to_string(limits::kFindingsPerRule)));
  }
  void labelled(std::string_view label, const std::string& text) {
    if (!text.empty()) paragraph("", text, label);
  }

  void key_terms() {
    if (input_.assessment.key_terms.empty()) return;
    paragraph("Heading1", words_.key_terms);
    constexpr std::array<int, 3> widths = {2900, 4200, 2538};
    body_ += "<w:tbl><w:tblPr><w:tblW w:w=\"9638\" w:type=\"dxa\"/><w:tblBorders>";
    for (const std::string_view side : {"top", "left", "bottom", "right", "insideH", "insideV"})
      body_.append("<w:").append(side).append(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/>");
    body_ += "</w:tblBorders><w:tblCellMar><w:left w:w=\"100\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>";
    for (const int width : widths) body_.append("<w:gridCol w:w=\"").append(std::to_string(width)).append("\"/>");
    body_ += "</w:tblGrid>";
    const auto row = [&](const std::array<std::string, 3>& cells, bool heading) {
      body_.append("<w:tr><w:trPr><w:cantSplit/>").append(heading ? "<w:tblHeader/>" : "").append("</w:trPr>");
      for (std::size_t i = 0; i < cells.size(); ++i) {
        body_.append("<w:tc><w:tcPr><w:tcW w:w=\"").append(std::to_string(widths[i])).append("\" w:type=\"dxa\"/></w:tcPr><w:p>");
        body_ += "<w:pPr><w:spacing w:before=\"40\" w:after=\"40\"/></w:pPr>";
        run(cells[i], heading || i == 0);
        body_ += "</w:p></w:tc>";
      }
      body_ += "</w:tr>";
    };
    row({std::string(words_.term), std::string(words_.value), std::string(words_.where)}, true);
    for (const risk::KeyTerm& term : input_.assessment.key_terms) {
      std::string place;
      if (term.clause && *term.clause < input_.list.clauses.size()) place = where(input_, input_.list.clauses[*term.clause], reader_);
      for (const std::string& line : arithmetic_lines(input_, term, reader_)) place.append(place.empty() ? "" : "; ").append(line);
      std::string value = key_term_value(input_, term, reader_);
      if (value.empty() && term.clause && *term.clause < input_.list.clauses.size())
        value = shortened(for_terminal(input_.list.clauses[*term.clause].place.quote.of(input_.extracted.text)), kShortColumns);
      row({key_term_name(input_, term, reader_), value, place}, false);
    }
    body_ += "</w:tbl>";
  }

  void waived() {
    if (order_.waived.empty()) return;
    paragraph("Heading1", words_.waived);
    for (const std::uint32_t index : order_.waived) {
      const Finding& finding = input_.list.findings[index];
      std::string text = wording(finding, Text::title);
      const std::string place = where(input_, finding, reader_);
      if (!place.empty()) text.append(kDot).append(place);
      paragraph("", waiver_text(finding, reader_), text);
    }
  }

  std::string file() {
    std::string document(kHead);
    document.append("<w:document").append(kSpaces).append("><w:body>").append(body_);
    document += "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" "
                "w:bottom=\"1134\" w:left=\"1134\" w:header=\"709\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
    ZipWriter out;
    out.add("[Content_Types].xml", std::string(kHead).append(kContentTypes));
    out.add("_rels/.rels", std::string(kHead).append(kPackage));
    out.add("word/document.xml", document);
    out.add("word/_rels/document.xml.rels", std::string(kHead).append(kRelationships));
    out.add("word/styles.xml", styles(reader_));
    out.add("word/footer1.xml", footer());
    return out.finish();
  }

  const Input& input_;
  Language reader_;
  const Labels& words_;
  const MemoWords& memo_;
  ReadingOrder order_;
  std::uint32_t number_ = 0;
  std::string body_;
};

}  // namespace

std::string memo(const Input& input, const DocxOptions& options, std::string_view note) {
  if (options.counterparty) return Memo(input, contract_language(input, options.reader)).theirs();
  return Memo(input, options.reader).ours(note);
}

std::string waiver_text(const Finding& finding, Language reader) {
  if (!finding.waiver) return {};
  const Labels& words = labels(reader);
  std::string out = filled(words.approved_by, for_terminal(finding.waiver->approver));
  if (finding.waiver->expires) out.append(", ").append(filled(words.until, date_text(finding.waiver->expires, reader)));
  return out.append(". ").append(words.waiver_reason).append(words.colon).append(for_terminal(finding.waiver->reason));
}

}  // namespace caveat::report
