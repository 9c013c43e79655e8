// Stage 1: bytes -> ExtractedText. Tested by tests/unit/extract.
#ifndef CAVEAT_EXTRACT_EXTRACT_H
#define CAVEAT_EXTRACT_EXTRACT_H
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extracted_text.h"

namespace caveat::extract {

struct Document {
  std::string_view bytes;       // the whole file, borrowed
  std::string_view name;        // shown in messages, and its ending helps the sniffer; never opened
  std::string_view media_type;  // empty: sniffed from the bytes
};

// Of a document with tracked changes.
enum class View : std::uint8_t {
  final_,    // as if all were accepted
  original,  // as if all were rejected
  both,      // what was deleted is read too, where it stood
};

struct UnpackBudget;

struct Options {
  std::string reader_path;  // the reader program for PDF and HTML; empty: beside the library
  bool sources = false;     // where the words stand in the file: ExtractedText::sources
  View view = View::final_;
  std::string password{};  // opens an encrypted document; empty: none
  std::function<void(const std::string&)> warn{};  // told, on the scanning thread, what this machine lacks to read safely; empty: nobody
  bool convert = true;    // .doc is read by way of LibreOffice, a program of its own that takes seconds, where it is there
  bool recognise = true;  // pages without text are read by text recognition (OCR), where tesseract is there
  bool wordless_pictures = false;  // a logo, an icon, a blank sheet: no text and a remark, instead of an error
  UnpackBudget* budget = nullptr;  // of the set that the document is a part of: what it unpacks counts there; null: on its own
};

// Errors: format (not a document we read, empty, or damaged), locked (password), limit, cancelled, deadline, io (no
// reader program), internal. The message names the file and the way out.
//
// A ZIP archive or an e-mail is a set: its documents come out as one text, ExtractedText::parts says which is where, and one that cannot be
// read is a NotRead of its own ("part-not-read"). Only where none can be read is that an error.
Result<ExtractedText> run(const Document& document, const Options& options, Cancel& cancel);

// The same of documents that the host gives one by one, as the files of a folder: one contract.
Result<ExtractedText> run_set(std::span<const Document> documents, std::string_view name, const Options& options, Cancel& cancel);

}  // namespace caveat::extract
#endif
