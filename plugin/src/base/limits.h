// Limits: the one home of every bound, each with its reason. Reaching one is reported, never silent, and never fatal to
// other files or rules.
#ifndef CAVEAT_BASE_LIMITS_H
#define CAVEAT_BASE_LIMITS_H
#include <cstddef>
#include <cstdint>

namespace caveat::limits {

// ---- documents ----
inline constexpr std::uint64_t kInputBytes = 256u << 20;     // a scanned 400-page contract is 40 to 120 MB
inline constexpr std::uint64_t kTextBytes = 64u << 20;       // CUAD's longest contract is 0.4 MB; all 510 together are 27 MB
inline constexpr std::uint64_t kUnpackedBytes = 256u << 20;  // of one DOCX: its document.xml is under 30 MB in every real file seen
inline constexpr std::uint64_t kUnpackedRatio = 200;         // real document.xml packs 5 to 40 times; a bomb 1000 times
inline constexpr std::uint32_t kZipEntries = 10'000;         // real DOCX: 10 to 300
inline constexpr std::uint32_t kXmlDepth = 256;              // nested tables in real files: under 60
inline constexpr std::uint32_t kHtmlDepth = 512;             // browsers stop at about 500 as well
inline constexpr std::uint32_t kHtmlAttributes = 1'000;      // on one element; real pages: under 60. Parsing them is quadratic
inline constexpr std::size_t kCssRules = 20'000;              // of a page's own style sheets, looked at for words that they hide: with Bootstrap in it a page has 4,000
inline constexpr std::size_t kCssRulesPerName = 60;          // of one class, id or element: each element asks all of them; real ones have under 20
inline constexpr std::size_t kCssClasses = 60;               // of one element; real ones have under 20
inline constexpr std::uint32_t kPages = 5'000;               // the longest framework contract known to us has 1,140
inline constexpr std::uint32_t kRevisions = 100'000;         // tracked changes and comments; a contract much fought over has 3,000
inline constexpr std::size_t kRevisionAuthorBytes = 120;     // a name with its firm
inline constexpr std::uint32_t kDocxElements = 8'000'000;    // of the part that comments are written into: 250 MB of positions; the longest real ones have 400,000
inline constexpr std::uint32_t kRepeatedCells = 100;         // "this cell (row) so many times" of OpenDocument: what holds text is repeated so often, and the rest is told
inline constexpr std::uint32_t kSpaces = 100;                // "so many spaces" of OpenDocument: more are layout, and no words
inline constexpr std::uint32_t kRtfDepth = 1'000;            // groups in groups; tables and text boxes of Word: under 60
inline constexpr std::uint32_t kConverterDeadlineMs = 120'000;       // of LibreOffice: 2 s to start, 400 pages in 5 s
inline constexpr std::uint64_t kConvertedBytes = 256u << 20;        // what it may write, in all: kInputBytes, as the result is read like a document that was sent
inline constexpr std::uint32_t kSheets = 500;                // of one workbook; price lists have 1 to 30
inline constexpr std::uint32_t kSheetCells = 2'000'000;      // that hold something, of one workbook: a price list of 50,000 articles with 20 columns has half of it
inline constexpr std::uint32_t kSharedStrings = 4'000'000;   // of one workbook: fewer than cells in real ones
inline constexpr std::uint32_t kCellFormats = 70'000;        // Excel's own: 65,490
inline constexpr std::uint32_t kBlocks = 4'000'000;          // paragraphs; 64 MB of text has under one million
inline constexpr std::uint32_t kBookmarks = 20'000;           // of a PDF's outline; 1,140 pages had 2,600
inline constexpr std::uint32_t kFormFields = 20'000;          // of a PDF, whose values are looked at; real forms have under 2,000
inline constexpr std::uint32_t kRulingLines = 20'000;         // of one page of a PDF, looked at for tables: drawings have more, tables under 2,000
inline constexpr std::uint64_t kPageWork = 5'000'000;         // of one page of a PDF: an operation is 1, a letter 5, a form 200. Half a second to two; the densest page of a contract has 60'000
inline constexpr std::size_t kHyphenatedWords = 20'000;       // different ones of one document; real ones have under 1,000. Others count as broken by the typesetter
inline constexpr std::size_t kPasswordBytes = 1'024;          // PDF knows 127

// ---- contract sets: ZIP archives, e-mails, folders ----
inline constexpr std::uint32_t kSetDepth = 3;                // of archives and messages in each other: a ZIP on a forwarded mail; nobody packs deeper
inline constexpr std::uint32_t kSetParts = 500;              // documents read as one contract; the largest closing set known to us has 140
inline constexpr std::uint64_t kSetUnpackedBytes = 1u << 30; // what all parts of a set unpack to together: 300 MB of scanned PDFs, their DOCX unpacked
inline constexpr std::uint32_t kUnreadParts = 100;           // named one by one; a set with more is no set of contracts, and the rest is counted
inline constexpr std::size_t kPartNameBytes = 300;           // of a name within a set, as it is shown; longer ones are cut in their middle
inline constexpr std::uint32_t kMailParts = 1'000;           // MIME parts of one message; newsletters have under 60
inline constexpr std::uint32_t kMailDepth = 24;              // of multiparts in each other; forwarded and signed mail has 6
inline constexpr std::size_t kMailHeadBytes = 256u << 10;    // of the header of one part: a list of 2,000 recipients fills 120 KB
inline constexpr std::uint32_t kCompoundEntries = 100'000;   // streams and storages of an OLE2 file; a message with 100 recipients and files has 12,000

// ---- the reader process ----
inline constexpr std::uint32_t kReaderDeadlineMs = 60'000;        // 60 pages take 1 s
inline constexpr std::uint64_t kReaderMemoryBytes = 2ull << 30;   // address space; poppler peaks at 200 MB on real files
inline constexpr std::uint64_t kReaderAnswerBytes = 512u << 20;   // text, boxes and places of kTextBytes of text
inline constexpr std::uint32_t kAnnotations = 10'000;             // drawn into a PDF; a contract of 400 pages with 50 findings of each of 100 rules has 5,000
inline constexpr std::uint32_t kAnnotationBoxes = 400;            // a box a line: the words of one finding fill under 60
inline constexpr std::size_t kAnnotationTextBytes = 16'000;       // title, message, why, ask and fallback of our longest rule: under 4,000

// ---- text recognition, in reader processes ----
inline constexpr std::uint32_t kRecognisedPages = 1'000;          // of one document: a page takes 2 s of a core, so 1,000 take 9 minutes of four
inline constexpr std::uint32_t kRecognitionProcesses = 4;         // at a time, of the whole program: each takes a core and 150 MB
inline constexpr std::uint32_t kRecognitionShare = 16;            // pages of one process: one that crashes is started anew behind the page that it crashed on
inline constexpr std::uint32_t kRecognitionPageMs = 180'000;       // of one page; a dense one takes 6 s, three times that when all cores are busy
inline constexpr std::uint32_t kRecognitionDpi = 300;             // what tesseract's models are made for
inline constexpr std::uint64_t kRecognitionPixels = 40'000'000;   // of one page: A3 at 300 dpi has 17 million; larger pages are drawn coarser
inline constexpr std::uint64_t kPicturePixels = 120'000'000;      // of one page of a PNG, JPEG or TIFF: telephones make 108 million, A3 at 600 dpi has 70; each takes up to 5 bytes
inline constexpr std::uint32_t kRecognisedWords = 20'000;         // of one page; the densest real ones have 1,500
inline constexpr std::size_t kRecognisedWordBytes = 400;          // the longest German words have 80
inline constexpr float kRecognisedBadly = 0.75f;                  // mean confidence of a page; clean scans of 100 to 300 dpi give 0.94 to 0.96, dirty ones that lose every sixth finding 0.92 (docs/reading.md). Where legible ends is a guess

// ---- rules ----
inline constexpr std::size_t kRuleFileBytes = 1u << 20;      // the longest rule of ours has under 40 KB
inline constexpr std::size_t kRuleFiles = 20'000;            // ten times the variants of a full pack
inline constexpr std::size_t kFragmentBytes = 2'000;         // after macros: a lexicon of roles has about 600
inline constexpr std::size_t kFragmentsPerSlot = 400;
inline constexpr std::uint64_t kCompiledPackBytes = 256ull << 20;  // ours has 17 MB; a larger one is not looked at, and the YAML is read
inline constexpr std::size_t kLiteralsPerFragment = 64;      // alternatives kept before falling back to a shorter literal
inline constexpr std::size_t kLiteralBytes = 16;             // of 8 bytes three times as many rules are evaluated in vain; of 24 hardly fewer
inline constexpr std::int64_t kRegexMemory = 4 << 20;        // RE2 max_mem per expression: bounds a rule of 10,000 alternations
inline constexpr std::size_t kMinLiteralBytes = 3;           // a rule without one costs more than 20 good ones (performance.md)

inline constexpr std::uint32_t kQuantityBytes = 4'096;        // of a slot's hit, searched for its number: a run of number words may be as long as the document
inline constexpr std::size_t kOccurrencesPerSlot = 2'000;    // in one paragraph; real ones hold under 50. Bounds the joining of slots

inline constexpr std::uint32_t kOccurrencesPerCheck = 20'000;  // references of one kind in one document; the longest real ones have under 2,000

// ---- results ----
inline constexpr std::uint32_t kFindingsPerRule = 50;        // nobody reads the 51st of one kind; the cut is reported
inline constexpr std::uint32_t kMatchesPerRule = 1'000;      // hits before they become findings; "the Services" of 400 pages has fewer
inline constexpr std::size_t kWaivers = 5'000;               // of one contract; a contract with 100 findings has at most as many
inline constexpr std::size_t kWaiverTextBytes = 2'000;       // a reason is a sentence or two; reports show it whole
inline constexpr std::size_t kBaselineBytes = 64u << 20;     // a JSON report has 50 to 500 KB: hundreds of contracts; a larger file is split by document
inline constexpr std::size_t kBaselineDepth = 32;            // reports nest 12 deep
inline constexpr std::size_t kBaselineFindings = 1'000'000;  // of one file; kBaselineBytes of the shortest ones we write have fewer
inline constexpr std::size_t kKnownTextBytes = 1'000;        // of a message that an earlier report gives: a sentence or two
inline constexpr std::uint32_t kPlacesPerFinding = 20;       // listed; further ones are counted
inline constexpr std::size_t kSearchedWords = 12;            // of an absence: a line or two; the rule has them all
inline constexpr std::uint32_t kKindHits = 40;               // of a clause rule that tells the kind of document: more says nothing new
inline constexpr std::uint32_t kKindEvidence = 5;            // places that say what a document is
inline constexpr std::uint32_t kWrittenComments = 1'000;     // in a Word document: Word becomes slow beyond, and nobody reads them
inline constexpr std::uint32_t kQuoteBytes = 1'200;          // a quoted sentence; longer ones are cut around the trigger

// ---- two drafts of one contract ----
inline constexpr std::size_t kComparedFeatures = 4'000'000;  // words and pairs of words of what is not word for word the same; 400 pages have 400,000
inline constexpr std::size_t kPostings = 64;                 // clauses with one word: in more of them it tells none from another
inline constexpr std::size_t kDiffCells = 20'000'000;        // of all tables that mark changed words; two sentences need 2,000
inline constexpr std::size_t kPassages = 20;                // of one changed clause; further ones are counted

// ---- sheets ----
inline constexpr std::size_t kCellUnits = 32'767;            // UTF-16, of one cell: Excel's own; longer ones are cut and say so
inline constexpr std::uint32_t kSheetRows = 1'048'576;       // of one sheet: Excel's own; CSV has no such limit

}  // namespace caveat::limits
#endif
