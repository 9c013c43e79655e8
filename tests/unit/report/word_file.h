// WordFile: a Word document as a test sees it after comments were put into it: its parts, its comments with the words between their two marks, its
// text without them. Read by Poco's parsers, which are not the ones that wrote it.
#ifndef CAVEAT_TESTS_WORD_FILE_H
#define CAVEAT_TESTS_WORD_FILE_H
#include <boost/test/unit_test.hpp>

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/Element.h>
#include <Poco/DOM/NodeFilter.h>
#include <Poco/DOM/NodeIterator.h>
#include <Poco/StreamCopier.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::tests {

class WordFile {
 public:
  explicit WordFile(const std::string& bytes) {
    std::istringstream in(bytes);
    Poco::Zip::ZipArchive archive(in);
    for (auto entry = archive.headerBegin(); entry != archive.headerEnd(); ++entry) {
      in.clear();
      Poco::Zip::ZipInputStream stream(in, entry->second);
      Poco::StreamCopier::copyToString(stream, parts[entry->first]);
    }
    if (parts.contains("word/comments.xml")) read_comments();
    read_text();
  }

  std::map<std::string, std::string> parts;
  std::string text;                             // of all w:t in the body
  std::map<std::string, std::string> anchored;  // comment's id -> the words between its marks
  std::map<std::string, std::string> said;      // comment's id -> its paragraphs, a line each
  std::map<std::string, std::string> authors;
  std::vector<std::string> references;          // ids, in order

 private:
  static Poco::AutoPtr<Poco::XML::Document> parsed(const std::string& part) {
    Poco::XML::DOMParser parser;
    return parser.parseString(part);
  }
  void read_comments() {
    auto document = parsed(parts["word/comments.xml"]);
    Poco::XML::NodeIterator all(document, Poco::XML::NodeFilter::SHOW_ELEMENT);
    std::string id;
    for (Poco::XML::Node* node = all.nextNode(); node; node = all.nextNode()) {
      const auto* element = static_cast<Poco::XML::Element*>(node);
      if (element->localName() == "comment") {
        id = element->getAttribute("w:id");
        BOOST_CHECK_MESSAGE(!said.contains(id), "two comments have the id " << id);
        said[id];
        authors[id] = element->getAttribute("w:author");
      }
      if (element->localName() == "p") said[id] += element->innerText() + "\n";
    }
  }
  void read_text() {
    auto document = parsed(parts["word/document.xml"]);
    Poco::XML::NodeIterator all(document, Poco::XML::NodeFilter::SHOW_ELEMENT);
    std::map<std::string, bool> open;
    for (Poco::XML::Node* node = all.nextNode(); node; node = all.nextNode()) {
      const auto* element = static_cast<Poco::XML::Element*>(node);
      const std::string& name = element->localName();
      const std::string id = element->getAttribute("w:id");
      if (name == "commentRangeStart") {
        BOOST_CHECK(!open.contains(id));
        open[id] = true;
        anchored[id];
      } else if (name == "commentRangeEnd") {
        BOOST_CHECK_MESSAGE(open[id], "comment " << id << " ends before it begins");
        open[id] = false;
      } else if (name == "commentReference") {
        BOOST_CHECK_MESSAGE(open.contains(id) && !open[id], "the reference of comment " << id << " stands before its end");
        references.push_back(id);
      } else if (name == "t") {
        text += element->innerText();
        for (const auto& [comment, is_open] : open)
          if (is_open) anchored[comment] += element->innerText();
      }
    }
  }
};

}  // namespace caveat::tests
#endif
