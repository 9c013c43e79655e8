// See docx_comments.h.
#include "report/docx_comments.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/iso_date.h"
#include "base/limits.h"
#include "extract/ooxml_package.h"
#include "extract/zip_archive.h"
#include "report/xml_string.h"
#include "report/xml_tree.h"
#include "report/zip_writer.h"

namespace caveat::report {
namespace {

using extract::Source;

constexpr std::string_view kTransitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
constexpr std::uint32_t kSmallPart = 8u << 20;  // relationships, content types; real ones have under 100 KB

// ---- where a comment begins and ends ----

struct Boundary {
  std::uint32_t byte = 0;                // of the part: the comment's mark stands before it
  std::uint32_t run = 0;                 // to be split there; 0: the byte is between two elements
  std::uint32_t text = 0, offset = 0;    // to be split as well, at this byte of its characters
  std::uint32_t paragraph = 0, top = 0;  // that hold it; the child of the paragraph, 0: none
  bool exact = false;                    // right at the words
};

class Anchors {
 public:
  explicit Anchors(const XmlTree& tree) : tree_(tree) {}

  // Where the words of an element begin (or end) at a byte of its text. Nothing: in no paragraph of the body.
  std::optional<Boundary> at(std::uint32_t element, std::uint32_t offset, bool end) const {
    std::optional<Path> path = path_to(element);
    if (!path) return std::nullopt;
    if (path->boxed) return whole(path->paragraph, end);
    if (const auto field = field_around(path->paragraph, element)) {
      path = path_to(end ? field->second : field->first);
      return path && !path->boxed ? std::optional(beside(*path, end)) : whole(path_to(element)->paragraph, end);
    }
    const XmlElement& text = tree_[element];
    if (tree_[path->item].kind != XmlKind::run || text.parent != path->item || text.kind != XmlKind::text || text.after != element + 1)
      return beside(*path, end);
    return inside(*path, element, offset);
  }

  // Before the first words of a paragraph, or after its last.
  std::optional<Boundary> whole(std::uint32_t paragraph, bool end) const {
    const XmlElement& p = tree_[paragraph];
    if (p.is_empty_tag()) return std::nullopt;
    Boundary out;
    out.paragraph = paragraph;
    out.byte = end ? p.close : p.content;
    if (!end && paragraph + 1 < p.after && tree_[paragraph + 1].kind == XmlKind::paragraph_properties) out.byte = tree_[paragraph + 1].end;
    return out;
  }

  // The first paragraph of the body that can hold something; 0: none.
  std::uint32_t first_paragraph() const {
    for (std::uint32_t i = 1; i < tree_.elements().size(); ++i)
      if (tree_[i].kind == XmlKind::paragraph && !tree_[i].is_empty_tag())
        if (const auto path = path_to(i + 1 < tree_[i].after ? i + 1 : i); path && path->paragraph == i && !path->boxed) return i;
    return 0;
  }

  // The paragraph of the body that holds it; 0: none.
  std::uint32_t paragraph_of(std::uint32_t element) const {
    const auto path = path_to(element);
    return path ? path->paragraph : 0;
  }
  // The innermost cell around a paragraph; 0: none.
  std::uint32_t cell_of(std::uint32_t paragraph) const {
    while (paragraph != 0 && tree_[paragraph].kind != XmlKind::cell) paragraph = tree_[paragraph].parent;
    return paragraph;
  }

 private:
  // From the body down to an element.
  struct Path {
    std::uint32_t paragraph = 0;
    std::uint32_t top = 0;   // the child of the paragraph
    std::uint32_t item = 0;  // the first one below the paragraph that no comment may begin in: a run mostly
    bool boxed = false;      // in a paragraph inside the paragraph
  };

  std::optional<Path> path_to(std::uint32_t element) const {
    std::vector<std::uint32_t> chain;
    for (std::uint32_t at = element; at != 0 && at < tree_.elements().size(); at = tree_[at].parent) chain.push_back(at);
    std::reverse(chain.begin(), chain.end());
    const auto kind = [&](std::size_t i) { return tree_[chain[i]].kind; };
    std::size_t i = 0;
    while (i < chain.size() && (kind(i) == XmlKind::block || kind(i) == XmlKind::cell)) ++i;
    if (i == chain.size() || kind(i) != XmlKind::paragraph) return std::nullopt;
    Path path;
    path.paragraph = chain[i];
    for (std::size_t j = i + 1; j < chain.size(); ++j) path.boxed |= kind(j) == XmlKind::paragraph;
    if (++i == chain.size()) return path;
    path.top = chain[i];
    while (i + 1 < chain.size() && (kind(i) == XmlKind::inline_block || (kind(i) == XmlKind::block && !is_bound(chain[i])))) ++i;
    path.item = chain[i];
    return path;
  }

  // A control for a date, a choice, plain text: it holds one run, or what some XML says.
  bool is_bound(std::uint32_t control) const {
    const auto [known, fresh] = bound_.emplace(control, false);
    if (fresh) known->second = looks_bound(control);
    return known->second;
  }
  bool looks_bound(std::uint32_t control) const {
    for (std::uint32_t child = control + 1; child < tree_[control].after; child = tree_[child].after)
      if (tree_[child].kind == XmlKind::control_properties)
        for (std::uint32_t property = child + 1; property < tree_[child].after; property = tree_[property].after)
          if (tree_[property].kind == XmlKind::control_bound) return true;
    return false;
  }

  // The two ends of the outermost field that begins and ends in the paragraph.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> field_around(std::uint32_t paragraph, std::uint32_t element) const {
    const auto [known, fresh] = fields_.emplace(paragraph, Fields{});
    if (fresh) known->second = fields_of(paragraph);
    const Fields& fields = known->second;
    auto after = std::upper_bound(fields.begin(), fields.end(), element, [](std::uint32_t e, const auto& field) { return e < field.first; });
    if (after == fields.begin() || element > std::prev(after)->second) return std::nullopt;
    return *std::prev(after);
  }
  using Fields = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  Fields fields_of(std::uint32_t paragraph) const {
    Fields out;
    std::uint32_t begin = 0;
    std::size_t depth = 0;
    for (std::uint32_t i = paragraph + 1; i < tree_[paragraph].after;) {
      const XmlKind kind = tree_[i].kind;
      if (kind == XmlKind::field_begin && depth++ == 0) begin = i;
      if (kind == XmlKind::field_end && depth > 0 && --depth == 0) out.emplace_back(begin, i);
      i = kind == XmlKind::paragraph ? tree_[i].after : i + 1;
    }
    return out;
  }
  // The first and the last thing in a run, beside its formatting.
  std::pair<std::uint32_t, std::uint32_t> ends_of(std::uint32_t run) const {
    const auto [known, fresh] = ends_.emplace(run, std::pair(0u, 0u));
    for (std::uint32_t child = run + 1; fresh && child < tree_[run].after; child = tree_[child].after) {
      if (tree_[child].kind == XmlKind::run_properties) continue;
      if (known->second.first == 0) known->second.first = child;
      known->second.second = child;
    }
    return known->second;
  }

  Boundary beside(const Path& path, bool end) const {
    Boundary out;
    out.paragraph = path.paragraph;
    out.top = path.top;
    out.byte = end ? tree_[path.item].end : tree_[path.item].begin;
    return out;
  }

  Boundary inside(const Path& path, std::uint32_t text, std::uint32_t offset) const {
    const std::uint32_t run = path.item;
    const auto [first, last] = ends_of(run);
    const std::string& characters = tree_.text(text);
    while (offset > 0 && offset < characters.size() && (static_cast<unsigned char>(characters[offset]) & 0xC0) == 0x80) --offset;
    Boundary out;
    out.paragraph = path.paragraph;
    out.top = path.top;
    out.exact = true;
    if (offset == 0) {
      out.byte = text == first ? tree_[run].begin : tree_[text].begin;
      out.run = text == first ? 0 : run;
    } else if (offset >= characters.size()) {
      out.byte = text == last ? tree_[run].end : tree_[text].end;
      out.run = text == last ? 0 : run;
    } else {
      out.byte = tree_[text].begin;
      out.run = run;
      out.text = text;
      out.offset = offset;
    }
    return out;
  }

  const XmlTree& tree_;
  // Looked up once each: a hostile file has a million elements in one paragraph, and a thousand comments on it.
  mutable std::map<std::uint32_t, bool> bound_;
  mutable std::map<std::uint32_t, Fields> fields_;
  mutable std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> ends_;
};

// ---- the part with the text, written anew ----

class CommentedPart {
 public:
  CommentedPart(const XmlTree& tree, std::string_view part, std::vector<std::int64_t> used)
      : tree_(tree), part_(part), used_(std::move(used)) {}

  std::int64_t fresh_id() {
    while (std::binary_search(used_.begin(), used_.end(), next_id_)) ++next_id_;
    return next_id_++;
  }

  void add(std::int64_t id, const Boundary& begin, Boundary end) {
    const bool point = place(begin) == place(end);
    put(begin, {point ? 1u : 2u, id, Mark::begin});
    put(end, {point ? 1u : 0u, id, Mark::end});
    // The reference is a run of its own. In an insertion it would be one more tracked change, in a link a part of it.
    if (end.top != 0 && end.byte != tree_[end.top].end && tree_[end.top].kind != XmlKind::run) {
      end.byte = tree_[end.top].end;
      end.run = end.text = end.offset = 0;
    }
    put(end, {point ? 1u : 0u, id, Mark::reference});
  }

  std::string write() {
    struct Edit {
      std::uint32_t until = 0;  // the bytes up to here are replaced
      std::string put;
    };
    std::map<std::pair<std::uint32_t, bool>, Edit> edits;  // by byte; what is put before it, then what replaces it
    std::map<std::uint32_t, std::map<std::uint32_t, std::string>> texts;
    for (auto& [where, marks] : marks_) {
      std::sort(marks.begin(), marks.end());
      std::string markup;
      for (const Mark& mark : marks) append(markup, mark, paragraph_[where]);
      const auto& [byte, text, offset, run] = where;
      if (run != 0) markup = ending(run) + markup + beginning(run);
      if (text != 0)
        texts[text][offset] = std::move(markup);
      else
        edits[{byte, false}].until = byte, edits[{byte, false}].put += markup;
    }
    for (const auto& [text, cuts] : texts) {
      const std::string_view characters = tree_.text(text), name = tree_.name(text);
      Edit edit{tree_[text].end, {}};
      std::uint32_t from = 0;
      const auto piece = [&](std::uint32_t to) {
        edit.put.append("<").append(name).append(" xml:space=\"preserve\">");
        append_escaped(edit.put, characters.substr(from, to - from));
        edit.put.append("</").append(name).append(">");
        from = to;
      };
      for (const auto& [offset, markup] : cuts) {
        piece(offset);
        edit.put += markup;
      }
      piece(static_cast<std::uint32_t>(characters.size()));
      edits[{tree_[text].begin, true}] = std::move(edit);
    }
    std::string out;
    std::uint32_t copied = 0;
    for (const auto& [where, edit] : edits) {
      out.append(part_.substr(copied, where.first - copied)).append(edit.put);
      copied = edit.until;
    }
    return out.append(part_.substr(copied));
  }

 private:
  struct Mark {
    enum Kind { begin, end, reference };
    std::uint32_t group = 0;  // ends before beginnings, but where a comment begins and ends at one place
    std::int64_t id = 0;
    Kind kind = begin;
    friend auto operator<=>(const Mark&, const Mark&) = default;
  };
  using Place = std::array<std::uint32_t, 4>;  // byte, text, offset, run

  static Place place(const Boundary& at) { return {at.byte, at.text, at.offset, at.run}; }
  void put(const Boundary& at, Mark mark) {
    marks_[place(at)].push_back(mark);
    paragraph_[place(at)] = at.paragraph;
  }

  // Inside a paragraph that is called "w:p", "w:" is the language of Word; elsewhere it is said.
  std::string says(std::uint32_t paragraph) const {
    return tree_.name(paragraph) == "w:p" ? std::string() : " xmlns:w=\"" + tree_.root_namespace() + "\"";
  }
  void append(std::string& out, const Mark& mark, std::uint32_t paragraph) const {
    const std::string id = " w:id=\"" + std::to_string(mark.id) + "\"/>", space = says(paragraph);
    switch (mark.kind) {
      case Mark::begin: out.append("<w:commentRangeStart").append(space).append(id); break;
      case Mark::end: out.append("<w:commentRangeEnd").append(space).append(id); break;
      case Mark::reference: out.append("<w:r").append(space).append("><w:commentReference").append(id).append("</w:r>"); break;
    }
  }
  std::string ending(std::uint32_t run) const { return "</" + std::string(tree_.name(run)) + ">"; }
  // The start tag and the formatting once more.
  std::string beginning(std::uint32_t run) {
    std::string out(part_.substr(tree_[run].begin, tree_[run].content - tree_[run].begin));
    if (const std::uint32_t child = run + 1; child < tree_[run].after && tree_[child].kind == XmlKind::run_properties) {  // they come first
      std::uint32_t copied = tree_[child].begin;
      for (std::uint32_t property = child + 1; property < tree_[child].after; property = tree_[property].after) {
        if (tree_[property].kind != XmlKind::properties_change) continue;
        // A tracked change of the formatting has a number of its own.
        const std::string_view tag = part_.substr(tree_[property].begin, tree_[property].content - tree_[property].begin);
        constexpr std::string_view kId = "w:id=\"";
        const std::size_t at = tag.find(kId), stop = at == tag.npos ? at : tag.find('"', at + kId.size());
        if (stop == tag.npos) continue;
        const auto from = tree_[property].begin + static_cast<std::uint32_t>(at + kId.size());
        out.append(part_.substr(copied, from - copied)).append(std::to_string(fresh_id()));
        copied = tree_[property].begin + static_cast<std::uint32_t>(stop);
      }
      out.append(part_.substr(copied, tree_[child].end - copied));
    }
    return out;
  }

  const XmlTree& tree_;
  std::string_view part_;
  std::vector<std::int64_t> used_;
  std::int64_t next_id_ = 0;
  std::map<Place, std::vector<Mark>> marks_;
  std::map<Place, std::uint32_t> paragraph_;
};

// ---- the parts around it ----

// `more` as the last thing inside the outermost element.
std::string with_last(std::string_view part, const XmlTree& tree, std::string_view more) {
  const XmlElement& root = tree[1];
  std::string out(part.substr(0, root.close));
  if (root.is_empty_tag()) {
    out.erase(out.rfind('/'));
    out.append(">").append(more).append("</").append(tree.name(1)).append(">");
  } else {
    out.append(more);
  }
  return out.append(part.substr(root.close));
}

std::string comment_xml(std::int64_t id, const std::vector<CommentLine>& lines, const CommentAuthor& author, std::string_view space) {
  std::string out = "<w:comment";
  out.append(space).append(" w:id=\"").append(std::to_string(id)).append("\" w:author=\"");
  append_xml(out, author.name);
  if (author.date) out.append("\" w:date=\"").append(iso_text(author.date)).append("T00:00:00Z");
  out += "\" w:initials=\"";
  append_xml(out, author.initials);
  out += "\">";
  bool first = true;
  for (const CommentLine& line : lines) {
    out += "<w:p>";
    if (std::exchange(first, false)) out += "<w:r><w:annotationRef/></w:r>";
    if (!line.label.empty()) {
      out += "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">";
      append_xml(out, line.label);
      out += "</w:t></w:r>";
    }
    if (!line.text.empty()) {
      out += "<w:r><w:t xml:space=\"preserve\">";
      append_xml(out, line.text);
      out += "</w:t></w:r>";
    }
    out += "</w:p>";
  }
  return out += "</w:comment>";
}

class Package {
 public:
  static std::optional<Package> open(std::string_view file, std::string_view name) {
    auto archive = extract::ZipArchive::open({file, name, {}});
    if (!archive) return std::nullopt;
    return Package(std::move(archive).value());
  }

  std::optional<std::string> part(std::string_view name, std::uint64_t most) {
    const extract::ZipEntry* entry = zip_.find(name);
    if (!entry) return std::nullopt;
    auto bytes = extract::read_part(zip_, *entry, most, budget_, cancel_);
    if (!bytes) return std::nullopt;
    return std::move(bytes).value();
  }
  bool has(std::string_view name) const { return zip_.find(name) != nullptr; }
  extract::Relationships relationships(const std::string& of) {
    extract::Relationships out{of.empty() ? std::string() : extract::folder_of(of)};
    if (const extract::ZipEntry* entry = zip_.find(of.empty() ? "_rels/.rels" : extract::relationships_of(of)))
      (void)extract::parse_part(zip_, *entry, out, budget_, cancel_);
    return out;
  }
  void set(const std::string& name, std::string bytes) { changed_[name] = std::move(bytes); }

  std::optional<std::string> write() const {
    ZipWriter out;
    std::set<std::string_view> written;
    for (const extract::ZipEntry& entry : zip_.entries()) {
      const auto changed = std::find_if(changed_.begin(), changed_.end(), [&](const auto& part) { return zip_.find(part.first) == &entry; });
      if (changed != changed_.end()) {
        out.replace(entry, changed->second);
        written.insert(changed->first);
      } else if (!out.copy(zip_, entry)) {
        return std::nullopt;
      }
    }
    for (const auto& [name, bytes] : changed_)
      if (!written.contains(name)) out.add(name, bytes);
    return out.finish();
  }

 private:
  explicit Package(extract::ZipArchive zip) : zip_(std::move(zip)) {}

  extract::ZipArchive zip_;
  extract::UnpackBudget budget_;
  Cancel cancel_;
  std::map<std::string, std::string> changed_;
};

// A new part for the comments, named where Word looks for it. Empty: the package has no table of contents to name it in.
std::string new_comments_part(Package& package, const std::string& main, bool strict) {
  constexpr std::string_view kTypes = "[Content_Types].xml";
  const auto types = package.part(kTypes, kSmallPart);
  XmlTree tree;
  if (!types || !tree.read(*types)) return {};
  std::string name;
  for (int n = 1; name.empty() || package.has(name) || types->find("/" + name + "\"") != std::string::npos; ++n)
    name = extract::folder_of(main) + "comments" + (n == 1 ? "" : std::to_string(n)) + ".xml";
  std::string line = "<Override";
  if (tree.name(1) != "Types") line.append(" xmlns=\"").append(tree.root_namespace()).append("\"");
  line.append(" PartName=\"/").append(name).append(
      "\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>");
  package.set(std::string(kTypes), with_last(*types, tree, line));

  const std::string table = extract::relationships_of(main);
  const std::string old = package.part(table, kSmallPart).value_or(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
  if (!tree.read(old)) return {};
  std::string id = "caveatComments";
  while (old.find("\"" + id + "\"") != std::string::npos) id += "1";
  line = "<Relationship";
  if (tree.name(1) != "Relationships") line.append(" xmlns=\"").append(tree.root_namespace()).append("\"");
  line.append(" Id=\"").append(id).append("\" Type=\"");
  line.append(strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
                     : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments");
  line.append("\" Target=\"").append(name.substr(name.rfind('/') + 1)).append("\"/>");
  package.set(table, with_last(old, tree, line));
  return name;
}

// The first and the last of the sources that hold words of a span.
struct Words {
  const Source *first = nullptr, *last = nullptr;
};

Words words_of(const std::vector<Source>& sources, TextSpan span) {
  auto at = std::lower_bound(sources.begin(), sources.end(), span.begin, [](const Source& source, std::uint32_t begin) { return source.span.end <= begin; });
  Words out;
  for (; at != sources.end() && at->span.begin < span.end; ++at) {
    if (out.first && (at->offset == Source::kHangs) != (out.first->offset == Source::kHangs)) break;
    if (!out.first) out.first = &*at;
    out.last = &*at;
  }
  return out;
}

}  // namespace

bool is_signed(std::string_view file, std::string_view name) {
  auto package = Package::open(file, name);
  return package && !package->relationships({}).by_type("origin").empty();
}

std::optional<std::string> with_comments(const Input& input, const std::vector<DocxComment>& comments, const CommentAuthor& author,
                                         const ElsewhereWords& elsewhere) {
  const extract::ExtractedText& extracted = input.extracted;
  auto package = Package::open(input.original, input.name);
  if (!package || comments.empty()) return package ? std::optional(std::string(input.original)) : std::nullopt;
  const std::string& main = extracted.source_part;
  const auto part = package->part(main, limits::kUnpackedBytes);
  if (!part) return std::nullopt;

  std::vector<Words> words;
  std::vector<std::uint32_t> wanted;
  for (const DocxComment& comment : comments) {
    words.push_back(comment.words ? words_of(extracted.sources, *comment.words) : Words{});
    if (!words.back().first) continue;
    wanted.push_back(words.back().first->element);
    wanted.push_back(words.back().last->element);
  }
  std::sort(wanted.begin(), wanted.end());
  XmlTree tree;
  if (!tree.read(*part, wanted)) return std::nullopt;
  const bool strict = tree.root_namespace() == kStrict;
  if (!strict && tree.root_namespace() != kTransitional) return std::nullopt;
  const Anchors anchors(tree);
  std::uint32_t title = extracted.sources.empty() ? 0 : anchors.paragraph_of(extracted.sources.front().element);
  if (title == 0 || tree[title].is_empty_tag()) title = anchors.first_paragraph();
  if (title == 0) return std::nullopt;

  // The comments that are there already.
  std::string comments_part = package->relationships(main).by_type("comments");
  if (!package->has(comments_part)) comments_part.clear();
  std::string old;
  XmlTree old_tree;
  std::vector<std::int64_t> used = tree.ids();
  if (!comments_part.empty()) {
    auto bytes = package->part(comments_part, limits::kUnpackedBytes);
    if (!bytes || !old_tree.read(*bytes)) return std::nullopt;
    old = std::move(*bytes);
    used.insert(used.end(), old_tree.ids().begin(), old_tree.ids().end());
    std::sort(used.begin(), used.end());
  } else {
    comments_part = new_comments_part(*package, main, strict);
    if (comments_part.empty()) return std::nullopt;
    old = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" + tree.root_namespace() + "\"/>";
    if (!old_tree.read(old)) return std::nullopt;
  }
  const std::string space = old_tree.name(1) == "w:comments" ? std::string() : " xmlns:w=\"" + tree.root_namespace() + "\"";

  CommentedPart text(tree, *part, std::move(used));
  std::string added;
  for (std::size_t i = 0; i < std::min<std::size_t>(comments.size(), limits::kWrittenComments); ++i) {
    const DocxComment& comment = comments[i];
    const auto [first, last] = words[i];
    std::optional<Boundary> begin, end;
    std::string_view where;
    if (first && first->offset == Source::kHangs) {
      begin = anchors.at(first->element, 0, false);
      end = anchors.at(first->element, 0, true);
      where = elsewhere.note;
    } else if (first) {
      const TextSpan span = *comment.words;
      begin = anchors.at(first->element, first->offset + std::max(span.begin, first->span.begin) - first->span.begin, false);
      end = anchors.at(last->element, last->offset + std::min(span.end, last->span.end) - last->span.begin, true);
      // A comment on several cells of a table stands at the first of them.
      if (begin && end && (anchors.cell_of(begin->paragraph) != anchors.cell_of(end->paragraph) || end->byte < begin->byte))
        end = anchors.whole(begin->paragraph, true);
    } else if (comment.words) {
      where = elsewhere.header;
    }
    if (!begin || !end) {
      begin = anchors.whole(title, false);
      end = anchors.whole(title, true);
    }
    const std::int64_t id = text.fresh_id();
    text.add(id, *begin, *end);
    std::vector<CommentLine> lines;
    if (comment.words && !comment.quote.empty() && !(begin->exact && end->exact)) {
      lines.push_back({std::string(where), comment.quote});
      if (!where.empty()) lines.back().label += " ";
    }
    lines.insert(lines.end(), comment.lines.begin(), comment.lines.end());
    added += comment_xml(id, lines, author, space);
  }
  package->set(main, text.write());
  package->set(comments_part, with_last(old, old_tree, added));
  return package->write();
}

}  // namespace caveat::report
