// Bad input: each kind is a clear error that names the file and the way out; the files around it are scanned; nothing
// is lost.
#include "program.h"

#include <Poco/DateTime.h>
#include <Poco/Zip/Compress.h>
#include <sys/resource.h>
#include <sstream>

using namespace caveat::cli_test;

namespace {

// A DOCX as small as Word still opens it.
std::string docx(const std::string& body, const std::string& more_name = "", std::istream* more = nullptr) {
  std::ostringstream out;
  Poco::Zip::Compress zip(out, true);
  const auto add = [&](const std::string& name, const std::string& text) {
    std::istringstream in(text);
    zip.addFile(in, Poco::DateTime(2026, 1, 1), Poco::Path(name, Poco::Path::PATH_UNIX));
  };
  add("[Content_Types].xml",
      "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
      "Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override "
      "PartName=\"/word/document.xml\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
  add("_rels/.rels",
      "<?xml version=\"1.0\"?><Relationships "
      "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
      "Target=\"word/document.xml\"/></Relationships>");
  if (!body.empty())
    add("word/document.xml",
        "<?xml version=\"1.0\"?><w:document "
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>" +
            body + "</w:t></w:r></w:p></w:body></w:document>");
  if (more) zip.addFile(*more, Poco::DateTime(2026, 1, 1), Poco::Path(more_name, Poco::Path::PATH_UNIX));
  zip.close();
  return out.str();
}

// As many spaces as asked for, without holding them in memory.
class Spaces : public std::streambuf {
 public:
  explicit Spaces(std::string head, std::uint64_t count) : head_(std::move(head)), left_(count), block_(1 << 16, ' ') {
    setg(head_.data(), head_.data(), head_.data() + head_.size());
  }

 protected:
  int_type underflow() override {
    if (left_ == 0) return traits_type::eof();
    const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(left_, block_.size()));
    left_ -= now;
    setg(block_.data(), block_.data(), block_.data() + now);
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string head_;
  std::uint64_t left_;
  std::string block_;
};

const std::string kSentence = "The Supplier may increase the fees at any time by written notice to the Customer.";

// Scans the bad file between two good ones: it is an error of its own, and both others are reported.
std::string refused(Folder& here, const std::string& bad) {
  here.write("1-before.txt", kRisky);
  here.write("3-after.txt", kRisky);
  const Ran ran = here.caveat({"scan", "--jobs", "2", "--format", "jsonl", "1-before.txt", bad, "3-after.txt"});
  BOOST_TEST(ran.code == 3);
  BOOST_TEST(std::count(ran.out.begin(), ran.out.end(), '\n') == 2);
  BOOST_TEST(holds(ran.out, "1-before.txt"));
  BOOST_TEST(holds(ran.out, "3-after.txt"));
  BOOST_TEST(ran.err.starts_with("caveat: " + bad + ": "), ran.err);
  // The name once, one line, a sentence that ends.
  BOOST_TEST(ran.err.find(bad, ran.err.find(bad) + 1) == std::string::npos, ran.err);
  BOOST_TEST(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
  BOOST_TEST(ran.err.size() > bad.size() + 30, ran.err);
  return ran.err;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(an_empty_file, Folder) {
  write("2-empty.txt", "");
  BOOST_TEST(holds(refused(*this, "2-empty.txt"), "empty"));
}

// Holes of a file take no room on the disk, but 300 MB of memory once they are read.
BOOST_FIXTURE_TEST_CASE(a_file_over_the_limit_is_refused_without_being_read, Folder) {
  write("2-scan.pdf", "%PDF-1.7");
  fs::resize_file(*this / "2-scan.pdf", 300u << 20);
  BOOST_TEST(holds(refused(*this, "2-scan.pdf"), "300 MB; the limit is 256 MB. Split it into several documents, or save it with smaller pictures, and scan that."));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // these take terabytes of addresses
  const Ran little = run({"/bin/sh", "-c", "ulimit -v 350000; exec \"$0\" extract 2-scan.pdf", CAVEAT_PROGRAM});
  BOOST_TEST(little.code == 3);
  BOOST_TEST(holds(little.err, "300 MB; the limit is 256 MB."), little.err);
#endif
}

BOOST_FIXTURE_TEST_CASE(a_picture_renamed_to_pdf, Folder) {
  write("2-scan.pdf",
        std::string(
            "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xae\x42\x60\x82",
            45));
  const std::string error = refused(*this, "2-scan.pdf");
  BOOST_TEST((holds(error, "PNG") || holds(error, "image") || holds(error, "picture")), error);
}

BOOST_FIXTURE_TEST_CASE(an_encrypted_pdf, Folder) {
  write("2-locked.pdf", contents(CAVEAT_FIXTURES "/locked.pdf"));
  BOOST_TEST(holds(refused(*this, "2-locked.pdf"), "password"));
}

BOOST_FIXTURE_TEST_CASE(an_encrypted_pdf_with_its_password, Folder) {
  write("locked.pdf", contents(CAVEAT_FIXTURES "/locked.pdf"));
  write("right", "secret\n");
  write("wrong", "Secret\n");
  const Ran ran = caveat({"scan", "--format", "json", "--password-file", "right", "locked.pdf"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(holds(ran.out, "test-price-change"));
  const Ran refused = caveat({"scan", "--format", "json", "--password-file", "wrong", "locked.pdf"});
  BOOST_TEST(refused.code != 0);
  BOOST_TEST(holds(refused.err, "the password is wrong"));
}

BOOST_FIXTURE_TEST_CASE(a_plain_pdf_is_read, Folder) {  // the control of the one before
  write("2-plain.pdf", contents(CAVEAT_FIXTURES "/plain.pdf"));
  const Ran ran = caveat({"scan", "--format", "json", "2-plain.pdf"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(holds(ran.out, "test-price-change"));
  BOOST_TEST(holds(ran.out, "\"page\":1"));
}

BOOST_FIXTURE_TEST_CASE(a_truncated_pdf, Folder) {
  write("2-cut.pdf", contents(CAVEAT_FIXTURES "/plain.pdf").substr(0, 120));
  refused(*this, "2-cut.pdf");
}

BOOST_FIXTURE_TEST_CASE(a_truncated_docx, Folder) {
  const std::string whole = docx(kSentence);
  write("2-whole.docx", whole);
  const Ran control = caveat({"scan", "--format", "json", "2-whole.docx"});
  BOOST_TEST(control.code == 0);
  BOOST_TEST(holds(control.out, "test-price-change"));
  for (const std::size_t size :
       {std::size_t{4}, std::size_t{60}, whole.size() / 2, whole.size() - 30, whole.size() - 1}) {
    BOOST_TEST_CONTEXT(size << " of " << whole.size() << " bytes") {
      write("2-cut.docx", whole.substr(0, size));
      refused(*this, "2-cut.docx");
    }
  }
}

BOOST_FIXTURE_TEST_CASE(a_zip_without_a_document, Folder) {
  write("2-empty.docx", docx(""));
  refused(*this, "2-empty.docx");
}

BOOST_FIXTURE_TEST_CASE(a_zip_bomb, Folder) {
  Spaces spaces(
      "<?xml version=\"1.0\"?><w:document "
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
      600u << 20);
  std::istream more(&spaces);
  write("2-bomb.docx", docx("", "word/document.xml", &more));
  BOOST_TEST(fs::file_size(path() / "2-bomb.docx") < (2u << 20));
  rusage before{}, after{};
  ::getrusage(RUSAGE_CHILDREN, &before);
  refused(*this, "2-bomb.docx");
  ::getrusage(RUSAGE_CHILDREN, &after);
  // 600 MB of text were not unpacked into memory. (Sanitizers keep more; the control is what the process had before.)
  BOOST_TEST(after.ru_maxrss - before.ru_maxrss < 500 * 1024);
}

BOOST_FIXTURE_TEST_CASE(a_text_of_200_megabytes, Folder) {
  std::string text;
  text.reserve(200u << 20);
  while (text.size() < (200u << 20)) text += kVague;
  write("2-large.txt", text);
  const std::string error = refused(*this, "2-large.txt");
  BOOST_TEST((holds(error, "MB") || holds(error, "large")), error);
}

BOOST_FIXTURE_TEST_CASE(invalid_utf_8_is_read_as_what_it_is, Folder) {
  // Latin-1, as old German contracts are: readable, so it must be read.
  write("latin.txt",
        "1. Preise. Der Anbieter darf die Verg\xfctung jederzeit durch eine Mitteilung an den Kunden erh\xf6hen. Es "
        "gilt deutsches Recht f\xfcr alle Auftr\xe4ge.\n");
  const Ran ran = caveat({"scan", "--format", "json", "latin.txt"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.out, "Vergütung"));
  BOOST_TEST(holds(ran.out, "test-price-change"));
}

BOOST_FIXTURE_TEST_CASE(a_broken_byte_in_utf_8_does_not_hide_the_rest, Folder) {
  write("broken.txt",
        "Café d\xff\xfe"
        "jà vu. " +
            kRisky);
  const Ran ran = caveat({"scan", "--format", "json", "broken.txt"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.out, "test-price-change"));
}

BOOST_FIXTURE_TEST_CASE(binary_noise, Folder) {
  std::string noise;
  for (unsigned i = 0, x = 1; i < 100'000; ++i) {
    x = x * 1664525u + 1013904223u;
    noise += static_cast<char>(x >> 24);
  }
  write("2-noise.txt", noise);
  refused(*this, "2-noise.txt");
}

BOOST_FIXTURE_TEST_CASE(a_rule_file_with_a_typo, Folder) {
  fs::copy(kPack, path() / "pack", fs::copy_options::recursive);
  std::string rule = contents(path() / "pack/pricing/test-price-change.yaml");
  rule.replace(rule.find("severity:"), 9, "sevrity:");
  write("pack/pricing/test-price-change.yaml", rule);
  write("risky.txt", kRisky);
  // It costs that rule, not the scan; and nobody may take the rest for the whole.
  const Ran scan = caveat({"scan", "risky.txt", "--no-standard-rules", "--rules", "pack"});
  BOOST_TEST(scan.code == 0);
  BOOST_TEST(holds(scan.out, "Vague time"), scan.out);
  BOOST_TEST(!holds(scan.out, "prices may change"), scan.out);
  BOOST_TEST(holds(scan.out, "A rule was left out: its file has an error. test-price-change: R01"), scan.out);
  BOOST_TEST(holds(scan.err, "left out: pack/pricing/test-price-change.yaml."), scan.err);
  const Ran json = caveat({"scan", "risky.txt", "--no-standard-rules", "--rules", "pack", "--format", "json"});
  BOOST_TEST(holds(json.out, "\"complete\":false"), json.out);
  BOOST_TEST(holds(json.out, "{\"code\":\"rule-skipped\",\"document\":null,\"page\":null,\"detail\":\"test-price-change: R01"), json.out);
  const Ran check = caveat({"rules", "check", "pack"});
  BOOST_TEST(check.code == 1);
  BOOST_TEST(holds(check.out, "pack/pricing/test-price-change.yaml:"));
  BOOST_TEST(holds(check.out, "sevrity"));
  BOOST_TEST(holds(check.out, "^"));
}

BOOST_FIXTURE_TEST_CASE(a_file_name_that_is_not_utf_8, Folder) {
  const std::string name = "2-offre\xe9.txt";
  write(name, kRisky);
  const Ran ran = caveat({"scan", "--format", "json", name, "2-gone\xff.txt"});
  BOOST_TEST(ran.code == 3);
  BOOST_TEST(holds(ran.out, "2-offre\\\\xE9.txt"), ran.out.substr(0, 300));
  BOOST_TEST(ran.err.starts_with("caveat: 2-gone\\xFF.txt: no such file"));
}
