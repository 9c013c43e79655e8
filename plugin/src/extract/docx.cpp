// Docx: a Word document -> ExtractedText. Tested by tests/unit/extract/docx_test.cpp.
#include "extract/docx.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/docx_numbering.h"
#include "extract/docx_story.h"
#include "extract/docx_styles.h"
#include "extract/office_text.h"
#include "extract/ooxml_package.h"
#include "extract/sniff.h"
#include "extract/utf8.h"
#include "extract/xml_part.h"
#include "extract/zip_archive.h"

namespace caveat::extract {
namespace {

// ---- the text ----

class Assembly {
 public:
  Assembly(std::string_view name, ExtractedText& out) : name_(name), out_(out) {}

  std::optional<Error> add(const DocxParagraph& paragraph) {
    auto placed = append_words(name_, out_, paragraph.text, paragraph.kind, paragraph.level);
    if (!placed) return placed.error();
    for (const DocxPageBreak& page : paragraph.page_breaks) breaks_.push_back({placed->place(page.at), page.rendered});
    for (const DocxRevision& revision : paragraph.revisions) {
      if (out_.revisions.size() >= limits::kRevisions) break;  // told by the caller
      out_.revisions.push_back({revision.kind, {placed->place(revision.begin), placed->place(revision.end)}, revision.author, revision.date});
      comments_.push_back(revision.kind == Revision::Kind::comment ? revision.comment : -1);
    }
    std::vector<DocxSource> sources = paragraph.sources;
    move_sources(sources, placed->begin, placed->end, placed->base);
    for (const DocxSource& source : sources)
      out_.sources.push_back({{source.begin, source.begin + source.size}, source.element, source.offset});
    return std::nullopt;
  }

  std::size_t size() const { return out_.text.size(); }

  // A comment that Word marks as resolved is no loose end.
  void drop_comments(const std::set<int>& resolved) {
    if (resolved.empty()) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < comments_.size(); ++i) {
      if (comments_[i] >= 0 && resolved.count(comments_[i])) continue;
      if (kept != i) out_.revisions[kept] = std::move(out_.revisions[i]);
      comments_[kept++] = comments_[i];
    }
    out_.revisions.resize(kept);
    comments_.resize(kept);
  }

  // Who wrote the comments stands in a part of its own.
  void sign_comments(const std::map<int, std::pair<std::string, std::string>>& comments) {
    for (std::size_t i = 0; i < comments_.size(); ++i)
      if (const auto found = comments.find(comments_[i]); comments_[i] >= 0 && found != comments.end())
        std::tie(out_.revisions[i].author, out_.revisions[i].date) = found->second;
    std::stable_sort(out_.revisions.begin(), out_.revisions.end(), [](const Revision& a, const Revision& b) { return a.span < b.span; });
  }

  // Pages are known only if Word has ever laid the document out. `end`: where the body ends.
  void close_pages(std::size_t end) {
    if (std::none_of(breaks_.begin(), breaks_.end(), [](const DocxPageBreak& page) { return page.rendered; })) return;
    std::stable_sort(breaks_.begin(), breaks_.end(),
                     [](const DocxPageBreak& a, const DocxPageBreak& b) { return a.at < b.at; });
    std::uint32_t begin = 0, number = 1;
    bool after_asked = false;
    for (const DocxPageBreak& page : breaks_) {
      std::size_t gap_begin = begin, gap_end = page.at;
      trim(out_.text, gap_begin, gap_end);
      // Word marks the page that an author's break began once more when it lays it out.
      const bool same = page.rendered && after_asked && gap_begin == gap_end;
      if (!same) {
        out_.pages.push_back({number++, {begin, page.at}, 0, 0});
        begin = page.at;
      }
      after_asked = !page.rendered;
    }
    out_.pages.push_back({number, {begin, static_cast<std::uint32_t>(end)}, 0, 0});
  }

 private:
  std::string_view name_;
  ExtractedText& out_;
  std::vector<DocxPageBreak> breaks_;
  std::vector<int> comments_;  // parallel to ExtractedText::revisions: the comment's id, -1: none
};

// comments.xml: who said something, and when. What they said is between them. Its paragraphs have names, by which
// commentsExtended.xml says which comments are resolved.
class Comments : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "w:p" && current_ && by_paragraph_.size() < kNamedParagraphs) {
      const std::string_view paragraph = attributes.get("paraId");
      if (!paragraph.empty() && paragraph.size() <= kNameBytes) by_paragraph_[std::string(paragraph)] = *current_;
    }
    if (name != "w:comment") return;
    const auto id = attributes.number("id");
    current_ = id;
    if (by_id_.size() >= limits::kRevisions) return;
    const std::string_view author = attributes.get("author");
    if (id && author.size() <= limits::kRevisionAuthorBytes && attributes.get("date").size() <= limits::kRevisionAuthorBytes)
      by_id_[*id] = {std::string(author), std::string(attributes.get("date"))};
  }
  const std::map<int, std::pair<std::string, std::string>>& by_id() const { return by_id_; }
  const std::map<std::string, int>& by_paragraph() const { return by_paragraph_; }

  static constexpr std::size_t kNamedParagraphs = 4 * limits::kRevisions;
  static constexpr std::size_t kNameBytes = 16;  // eight hexadecimal digits

 private:
  std::map<int, std::pair<std::string, std::string>> by_id_;
  std::map<std::string, int> by_paragraph_;
  std::optional<int> current_;
};

// commentsExtended.xml: which comments are resolved. A reply is as resolved as the comment that it answers.
class CommentStates : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (!name.ends_with(":commentEx") || parent_.size() >= Comments::kNamedParagraphs) return;
    const std::string_view paragraph = attributes.get("paraId"), parent = attributes.get("paraIdParent"), done = attributes.get("done");
    if (paragraph.empty() || paragraph.size() > Comments::kNameBytes || parent.size() > Comments::kNameBytes) return;
    parent_[std::string(paragraph)] = parent;
    if (done == "1" || done == "true" || done == "on") done_.insert(std::string(paragraph));
  }
  std::set<int> resolved(const std::map<std::string, int>& by_paragraph) const {
    std::set<int> out;
    for (const auto& [paragraph, parent] : parent_)
      if (done_.count(paragraph) || done_.count(parent))
        if (const auto comment = by_paragraph.find(paragraph); comment != by_paragraph.end()) out.insert(comment->second);
    return out;
  }

 private:
  std::map<std::string, std::string> parent_;  // Word knows one level of replies; empty: none
  std::set<std::string> done_;
};

using NoteKey = std::pair<bool, int>;  // endnote, id

}  // namespace

Result<ExtractedText> read_docx(const Document& document, const Options& options, Cancel& cancel) {
  auto archive = ZipArchive::open(document);
  if (!archive) return archive.error();
  OoxmlPackage package(archive.value(), options, cancel);
  if (auto error = package.open("word/document.xml", "the part with its text")) return *error;

  DocxStyles styles;
  if (auto error = package.parse(package.part_of("styles"), styles)) return *error;
  DocxNumbering fresh;
  if (auto error = package.parse(package.part_of("numbering"), fresh)) return *error;

  std::map<NoteKey, std::vector<DocxParagraph>> notes;
  for (const bool endnote : {false, true}) {
    DocxNumbering numbering = fresh;
    DocxStory story(styles, numbering, options.view, [&](DocxParagraph&& paragraph, int id) -> std::optional<Error> {
      notes[{endnote, id}].push_back(std::move(paragraph));
      return std::nullopt;
    });
    if (auto error = package.parse(package.part_of(endnote ? "endnotes" : "footnotes"), story)) return *error;
  }

  ExtractedText out;
  out.media_type = kDocx;
  Assembly assembly(document.name, out);
  int counted[2] = {0, 0};
  const auto add_note = [&](const DocxNoteReference& reference) -> std::optional<Error> {
    const auto found = notes.find({reference.endnote, reference.id});
    if (found == notes.end()) return std::nullopt;  // none, or shown already
    std::string mark =
        draw_number(++counted[reference.endnote], reference.endnote ? "lowerRoman" : "decimal", "en") + " ";
    for (DocxParagraph& paragraph : found->second) {
      std::size_t begin = 0, end = paragraph.text.size();
      trim(paragraph.text, begin, end);
      if (begin == end) continue;
      if (paragraph.kind != BlockKind::table_row) paragraph.kind = BlockKind::footnote;
      paragraph.level = 0;
      paragraph.text.replace(0, begin, mark);
      for (DocxRevision& revision : paragraph.revisions)
        for (std::uint32_t* place : {&revision.begin, &revision.end})
          *place = static_cast<std::uint32_t>(std::max<std::size_t>(*place, begin) - begin + mark.size());
      mark.clear();
      paragraph.page_breaks.clear();
      if (options.sources) paragraph.sources = {{0, static_cast<std::uint32_t>(paragraph.text.size()), reference.element, Source::kHangs}};
      if (auto failed = assembly.add(paragraph)) return failed;
    }
    notes.erase(found);
    return std::nullopt;
  };
  DocxStory story(styles, fresh, options.view, [&](DocxParagraph&& paragraph, int) -> std::optional<Error> {
    if (auto failed = assembly.add(paragraph)) return failed;
    for (const DocxNoteReference& reference : paragraph.notes)
      if (auto failed = add_note(reference)) return failed;
    return std::nullopt;
  });
  if (options.sources) {
    story.keep_sources();
    out.source_part = package.main();
  }
  if (auto error = package.parse(package.main(), story)) return *error;
  assembly.close_pages(assembly.size());

  std::set<std::string> shown;  // parts, then texts: three sections mostly repeat one footer
  DocxUnread unread = story.unread();
  for (const std::string& id : story.headers()) {
    const Relationship* relationship = package.relationships().by_id(id);
    if (relationship == nullptr || !shown.insert("part " + relationship->target).second) continue;
    DocxNumbering numbering;
    DocxStory header(styles, numbering, options.view, [&](DocxParagraph&& paragraph, int) -> std::optional<Error> {
      paragraph.page_breaks.clear();
      return shown.insert("text " + paragraph.text).second ? assembly.add(paragraph) : std::nullopt;
    });
    if (auto error = package.parse(relationship->target, header)) return *error;
    unread.embedded += header.unread().embedded;
    unread.drawings += header.unread().drawings;
  }

  Comments comments;
  if (!out.revisions.empty())
    if (auto error = package.parse(package.part_of("comments"), comments)) return *error;
  CommentStates states;
  if (!comments.by_paragraph().empty())
    if (auto error = package.parse(package.part_of("commentsExtended"), states)) return *error;
  assembly.drop_comments(states.resolved(comments.by_paragraph()));
  assembly.sign_comments(comments.by_id());
  if (story.revision_count() > limits::kRevisions)
    out.not_read.push_back({"revisions-over-limit", 0, "The document has " + std::to_string(story.revision_count()) +
                            " tracked changes, comments and hidden passages; the first " + std::to_string(limits::kRevisions) + " are told. Accept or reject the changes in Word, then scan again."});

  tell_unread(out, "embedded-object", unread.embedded, "embedded object was", "embedded objects were",
       " not read. Open the document and check what it holds; save an embedded contract as a file of its own and scan "
       "that.");
  tell_unread(out, "drawing", unread.drawings, "chart or diagram was", "charts or diagrams were",
       " not read. Look at it in the document.");
  const std::uint32_t pictures = out.blocks.empty() ? unread.pictures : unread.large_pictures;
  tell_unread(out, "picture", pictures, out.blocks.empty() ? "picture" : "large picture",
       out.blocks.empty() ? "pictures" : "large pictures",
       " not read. Where it shows text (a scanned page), run text recognition (OCR) and scan the result.");
  return out;
}

}  // namespace caveat::extract
