// The decoder of the reader's answers, against readers that a hostile document took over.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/limits.h"
#include "extract/reader_protocol.h"

using namespace caveat;
using namespace caveat::extract;
using namespace caveat::extract::reader;

namespace {

Answer good_answer() {
  Answer answer;
  answer.text = "1. Fees\n\n„Entgelte“ sind\nfällig.\n\n(a)\tyes";
  const auto block = [&](std::string_view part, BlockKind kind, std::uint8_t level) {
    const auto begin = static_cast<std::uint32_t>(answer.text.find(part));
    Block out;
    out.span = {begin, begin + static_cast<std::uint32_t>(part.size())};
    out.kind = kind;
    out.level = level;
    answer.blocks.push_back(out);
  };
  block("1. Fees", BlockKind::heading, 1);
  block("„Entgelte“ sind\nfällig.", BlockKind::paragraph, 0);
  block("(a)\tyes", BlockKind::table_row, 0);
  const auto middle = answer.blocks[2].span.begin, end = static_cast<std::uint32_t>(answer.text.size());
  answer.pages = {{1, {0, answer.blocks[1].span.end}, 595, 842}, {2, {middle, end}, 842, 595}};
  answer.words = {{{0, 2}, 1, 72, 90, 80, 100}, {{3, 7}, 1, 82, 90, 110, 100}, {{middle, middle + 3}, 2, 1, 2, 3, 4}};
  answer.unread = {{Unread::hidden_text, 1, 12}, {Unread::embedded_object, 0, 2}};
  answer.revisions = {{Revision::Kind::comment, {3, 7}, "Żaneta", "2026-01-31T09:00:00Z"}, {Revision::Kind::comment, {middle, middle}, "", ""}};
  return answer;
}

std::string wire(const Answer& answer) { return encode_hello(3) + encode_progress(1, 2) + encode_answer(answer); }

bool refused(const std::string& bytes) { return std::holds_alternative<Refusal>(decode(bytes)); }
bool refused(const Answer& answer) { return refused(wire(answer)); }

bool blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// The contract of extracted_text.h, checked by other means than the decoder's.
void check_contract(const ExtractedText& text) {
  BOOST_REQUIRE(text.text.find('\0') == std::string::npos);
  BOOST_REQUIRE(text.text.find('\r') == std::string::npos);
  BOOST_REQUIRE(text.text.find("\xEF\xBB\xBF") == std::string::npos);
  std::string outside = text.text;
  std::uint32_t end = 0;
  for (const Block& block : text.blocks) {
    BOOST_REQUIRE(block.span.begin >= end && block.span.begin < block.span.end && block.span.end <= text.text.size());
    const std::string_view part = block.span.of(text.text);
    BOOST_REQUIRE(!blank(part.front()) && !blank(part.back()));
    BOOST_REQUIRE(part.find("\n\n") == std::string_view::npos);
    for (std::uint32_t i = block.span.begin; i < block.span.end; ++i) outside[i] = ' ';
    end = block.span.end;
  }
  BOOST_REQUIRE(outside.find_first_not_of(" \n\t") == std::string::npos);
  end = 0;
  for (const Page& page : text.pages) {
    BOOST_REQUIRE(page.span.begin >= end && page.span.begin <= page.span.end && page.span.end <= text.text.size());
    BOOST_REQUIRE(std::isfinite(page.width) && std::isfinite(page.height));
    end = page.span.end;
  }
  end = 0;
  for (const WordBox& word : text.words) {
    BOOST_REQUIRE(word.span.begin >= end && word.span.begin < word.span.end && word.span.end <= text.text.size());
    BOOST_REQUIRE(std::isfinite(word.x0) && std::isfinite(word.y0) && std::isfinite(word.x1) && std::isfinite(word.y1));
    end = word.span.end;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_protocol)

BOOST_AUTO_TEST_CASE(an_answer_comes_back_as_it_was_sent) {
  const Answer sent = good_answer();
  const auto decoded = decode(wire(sent));
  BOOST_REQUIRE(std::holds_alternative<Decoded>(decoded));
  const Decoded& got = std::get<Decoded>(decoded);
  BOOST_CHECK(!got.failure);
  BOOST_CHECK_EQUAL(got.guards, 3u);
  BOOST_CHECK_EQUAL(got.text.text, sent.text);
  BOOST_REQUIRE_EQUAL(got.text.blocks.size(), 3u);
  BOOST_CHECK(got.text.blocks[0].kind == BlockKind::heading);
  BOOST_CHECK_EQUAL(got.text.blocks[0].level, 1);
  BOOST_CHECK(got.text.blocks[2].span == sent.blocks[2].span);
  BOOST_REQUIRE_EQUAL(got.text.pages.size(), 2u);
  BOOST_CHECK_EQUAL(got.text.pages[1].height, 595);
  BOOST_REQUIRE_EQUAL(got.text.words.size(), 3u);
  BOOST_CHECK_EQUAL(got.text.words[1].x1, 110);
  BOOST_REQUIRE_EQUAL(got.text.not_read.size(), 2u);
  BOOST_CHECK_EQUAL(got.text.not_read[0].code, "hidden-text");
  BOOST_CHECK_EQUAL(got.text.not_read[0].page, 1u);
  BOOST_CHECK(got.text.not_read[1].detail.starts_with("2 attached files"));
  BOOST_REQUIRE_EQUAL(got.text.revisions.size(), 2u);
  BOOST_CHECK(got.text.revisions[0].kind == Revision::Kind::comment);
  BOOST_CHECK_EQUAL(got.text.revisions[0].span.of(got.text.text), "Fees");
  BOOST_CHECK_EQUAL(got.text.revisions[0].author, "Żaneta");
  BOOST_CHECK_EQUAL(got.text.revisions[0].date, "2026-01-31T09:00:00Z");
  BOOST_CHECK(got.text.revisions[1].span.empty());
  check_contract(got.text);
}

BOOST_AUTO_TEST_CASE(a_failure_comes_back_as_a_failure) {
  const auto decoded = decode(encode_hello(0) + encode_failure(Failure::locked));
  BOOST_REQUIRE(std::holds_alternative<Decoded>(decoded));
  BOOST_CHECK(std::get<Decoded>(decoded).failure == Failure::locked);
  BOOST_CHECK(refused(encode_hello(0) + encode_failure(static_cast<Failure>(77))));
}

BOOST_AUTO_TEST_CASE(every_cut_of_an_answer_is_refused) {
  const std::string whole = wire(good_answer());
  for (std::size_t size = 0; size < whole.size(); ++size) BOOST_REQUIRE(refused(whole.substr(0, size)));
  BOOST_CHECK(refused(whole + "x"));
  BOOST_CHECK(!refused(whole));
}

BOOST_AUTO_TEST_CASE(another_version_is_refused) {
  std::string bytes = wire(good_answer());
  bytes[12] = kVersion - 1;
  BOOST_CHECK(refused(bytes));
}

BOOST_AUTO_TEST_CASE(text_that_breaks_the_contract_is_refused) {
  for (const std::string& text :
       {std::string("a\0b", 3), std::string("a\rb"), std::string("a\x01"), std::string("\xff"), std::string("\xc0\x80"),
        std::string("\xed\xa0\x80"), std::string("\xf4\x90\x80\x80"), std::string("\xe2\x82"),
        std::string("\xef\xbb\xbf"
                    "a"),
        std::string("\xe0\x80\xaf"), std::string("a\x7f")}) {
    Answer answer;
    answer.text = text;
    Block block;
    block.span = {0, static_cast<std::uint32_t>(text.size())};
    answer.blocks = {block};
    BOOST_CHECK_MESSAGE(refused(answer), "text of " << text.size() << " bytes, last " << static_cast<int>(text.back()));
  }
}

BOOST_AUTO_TEST_CASE(blocks_that_break_the_contract_are_refused) {
  const auto with = [](auto change) {
    Answer answer = good_answer();
    change(answer);
    return refused(answer);
  };
  BOOST_CHECK(with([](Answer& a) { a.blocks[1].span.begin -= 1; }));          // a blank in front
  BOOST_CHECK(with([](Answer& a) { a.blocks[1].span.begin += 1; }));          // in the middle of a character
  BOOST_CHECK(with([](Answer& a) { a.blocks[2].span.end += 1; }));            // outside the text
  BOOST_CHECK(with([](Answer& a) { a.blocks.pop_back(); }));                  // text without a block
  BOOST_CHECK(with([](Answer& a) { std::swap(a.blocks[0], a.blocks[1]); }));  // out of order
  BOOST_CHECK(with([](Answer& a) { a.blocks[0].span = {7, 0}; }));
  BOOST_CHECK(with([](Answer& a) { a.blocks[0].kind = static_cast<BlockKind>(6); }));
  BOOST_CHECK(with([](Answer& a) { a.blocks[0].level = 10; }));
  BOOST_CHECK(with([](Answer& a) { a.blocks[0].level = 0; }));  // a heading has a level
  BOOST_CHECK(with([](Answer& a) { a.blocks[0].kind = BlockKind::list_item, a.blocks[0].level = 0; }));
  BOOST_CHECK(with([](Answer& a) {                              // a blank line inside
    a.blocks[0].span.end = a.blocks[1].span.end;
    a.blocks.erase(a.blocks.begin() + 1);
  }));
}

// White space is Unicode's, not only what ASCII has of it.
BOOST_AUTO_TEST_CASE(white_space_of_unicode_is_white_space_to_the_contract) {
  const auto answer_of = [](std::string text, std::uint32_t begin, std::uint32_t end) {
    Answer answer;
    answer.text = std::move(text);
    Block block;
    block.span = {begin, end};
    answer.blocks = {block};
    return answer;
  };
  BOOST_CHECK(refused(answer_of("\u00a0Fees", 0, 6)));
  BOOST_CHECK(refused(answer_of("Fees\u2003", 0, 7)));
  BOOST_CHECK(!refused(answer_of("\u00a0Fees\u2003", 2, 6)));
  BOOST_CHECK(refused(answer_of("Fees\n\u00a0\nare due", 0, 15)));  // a line that looks blank is blank
  BOOST_CHECK(!refused(answer_of("Fees\n\u00a0are\u3000due", 0, 16)));
}

BOOST_AUTO_TEST_CASE(pages_and_words_that_break_the_contract_are_refused) {
  const auto with = [](auto change) {
    Answer answer = good_answer();
    change(answer);
    return refused(answer);
  };
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinite = std::numeric_limits<float>::infinity();
  BOOST_CHECK(with([](Answer& a) { a.pages[1].number = 1; }));
  BOOST_CHECK(with([](Answer& a) { a.pages[0].number = 0; }));
  BOOST_CHECK(with([](Answer& a) { a.pages[1].number = limits::kPages + 1; }));
  BOOST_CHECK(with([](Answer& a) { a.pages[1].span.begin = 0; }));
  BOOST_CHECK(with([](Answer& a) { a.pages[1].span.end = 1000; }));
  BOOST_CHECK(with([&](Answer& a) { a.pages[0].width = nan; }));
  BOOST_CHECK(with([&](Answer& a) { a.pages[0].height = infinite; }));
  BOOST_CHECK(with([](Answer& a) { a.pages[0].height = -1; }));
  BOOST_CHECK(with([](Answer& a) { a.words[0].page = 2; }));
  BOOST_CHECK(with([](Answer& a) { a.words[2].page = 3; }));
  BOOST_CHECK(with([](Answer& a) { std::swap(a.words[0], a.words[1]); }));
  BOOST_CHECK(with([](Answer& a) { a.words[0].span.end = 0; }));
  BOOST_CHECK(with([&](Answer& a) { a.words[0].y1 = nan; }));
  BOOST_CHECK(with([&](Answer& a) { a.words[0].x0 = -infinite; }));
  BOOST_CHECK(with([](Answer& a) { std::swap(a.words[0].x0, a.words[0].x1); }));
  BOOST_CHECK(with([](Answer& a) { a.unread[0].code = static_cast<Unread>(static_cast<std::uint32_t>(extract::reader::kLastUnread) + 1); }));
  BOOST_CHECK(with([](Answer& a) { a.unread[0].page = limits::kPages + 2; }));
}

BOOST_AUTO_TEST_CASE(comments_that_break_the_contract_are_refused) {
  const auto with = [](auto change) {
    Answer answer = good_answer();
    change(answer.revisions);
    return refused(answer);
  };
  BOOST_CHECK(with([](auto& comments) { std::swap(comments[0], comments[1]); }));
  BOOST_CHECK(with([](auto& comments) { comments[0].span = {7, 3}; }));
  BOOST_CHECK(with([](auto& comments) { comments[1].span.end = 1000; }));
  BOOST_CHECK(with([](auto& comments) { comments[0].span.end = 10; }));  // in the middle of a character
  BOOST_CHECK(with([](auto& comments) { comments[0].author = std::string(limits::kRevisionAuthorBytes + 1, 'x'); }));
  BOOST_CHECK(with([](auto& comments) { comments[0].date = std::string(41, '1'); }));
  BOOST_CHECK(with([](auto& comments) { comments[1].author = "\xff"; }));
  BOOST_CHECK(with([](auto& comments) { comments[0].kind = Revision::Kind::insertion; }));  // no PDF tracks changes
  BOOST_CHECK(with([](auto& comments) { comments[1].kind = Revision::Kind::hidden; }));     // which words?
  BOOST_CHECK(with([](auto& comments) { comments.resize(limits::kRevisions + 1, comments[1]); }));
  BOOST_CHECK(!with([](auto& comments) { comments.clear(); }));
}

BOOST_AUTO_TEST_CASE(an_envelope_comes_back_whole_or_not_at_all) {
  const std::string whole = encode_envelope_head("sécret", {}, 3) + "PDF" + encode_end();
  const auto opened = decode_envelope(whole);
  BOOST_REQUIRE(std::holds_alternative<Envelope>(opened));
  BOOST_CHECK_EQUAL(std::get<Envelope>(opened).password, "sécret");
  BOOST_CHECK_EQUAL(std::get<Envelope>(opened).document, "PDF");
  const auto bad = [](const std::string& bytes) { return std::holds_alternative<Refusal>(decode_envelope(bytes)); };
  for (std::size_t size = 0; size < whole.size(); ++size) BOOST_REQUIRE(bad(whole.substr(0, size)));
  BOOST_CHECK(bad(whole + "x"));
  BOOST_CHECK(bad(encode_envelope_head("x", {}, 0) + encode_end()));
  BOOST_CHECK(bad(encode_envelope_head(std::string(limits::kPasswordBytes + 1, 'x'), {}, 3) + "PDF" + encode_end()));
}

BOOST_AUTO_TEST_CASE(a_huge_count_without_its_bytes_is_refused_without_its_memory) {
  std::string bytes = encode_hello(0);
  bytes += std::string("\x04\0\0\0\xff\xff\xff\xff", 8);
  BOOST_CHECK(refused(bytes));
}

// xorshift: the same mutations on every machine.
BOOST_AUTO_TEST_CASE(ten_thousand_mutations_give_a_refusal_or_a_sound_text) {
  const std::string whole = wire(good_answer());
  std::uint64_t state = 0x9e3779b97f4a7c15;
  const auto random = [&](std::size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<std::size_t>(state % below);
  };
  std::size_t accepted = 0, refusals = 0;
  for (int round = 0; round < 10'000; ++round) {
    std::string bytes = whole;
    for (std::size_t edits = 1 + random(3); edits > 0; --edits) {
      const std::size_t at = random(bytes.size());
      switch (random(5)) {
        case 0: bytes[at] = static_cast<char>(random(256)); break;
        case 1: bytes[at] = static_cast<char>(bytes[at] + (random(2) ? 1 : -1)); break;
        case 2: bytes.erase(at, 1 + random(8)); break;
        case 3: bytes.insert(at, 1 + random(8), static_cast<char>(random(256))); break;
        default: {
          const std::uint32_t extreme[] = {0, 0xffffffff, 0x7fffffff, 0x80000000, 0x7fc00000, 0xff800000};
          const std::size_t word = at & ~std::size_t{3};
          if (word + 4 <= bytes.size()) std::memcpy(&bytes[word], &extreme[random(6)], 4);
        }
      }
      if (bytes.empty()) bytes = "x";
    }
    FrameFollower follower;
    follower.follow(bytes);
    const auto decoded = decode(bytes);
    if (const auto* good = std::get_if<Decoded>(&decoded)) {
      ++accepted;
      if (!good->failure) check_contract(good->text);
    } else {
      ++refusals;
    }
  }
  BOOST_TEST_MESSAGE(accepted << " accepted, " << refusals << " refused");
  BOOST_CHECK_GT(accepted, 100u);
  BOOST_CHECK_GT(refusals, 1000u);
}

BOOST_AUTO_TEST_CASE(a_frame_as_long_as_the_limit_is_waited_for_and_a_longer_one_is_nonsense) {
  const auto follows = [](std::uint64_t size) {
    std::string bytes = encode_hello(0);
    const std::string any = encode_answer(good_answer());
    bytes += any.substr(0, 4);
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(size >> shift & 0xff);
    FrameFollower follower;
    follower.follow(bytes);
    BOOST_CHECK(!follower.complete());
    return !follower.broken();
  };
  BOOST_CHECK(follows(limits::kReaderAnswerBytes));
  BOOST_CHECK(!follows(limits::kReaderAnswerBytes + 1));
}

BOOST_AUTO_TEST_CASE(the_follower_sees_progress_and_the_end_byte_by_byte) {
  const std::string whole = wire(good_answer());
  FrameFollower follower;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    follower.follow(std::string_view(whole).substr(0, size));
    BOOST_REQUIRE(!follower.complete());
    BOOST_REQUIRE(!follower.broken());
  }
  follower.follow(whole);
  BOOST_CHECK(follower.complete());
  BOOST_CHECK_EQUAL(follower.done(), 1u);
  BOOST_CHECK_EQUAL(follower.total(), 2u);
  FrameFollower other;
  other.follow("yyyyyyyy");
  BOOST_CHECK(other.broken());
}

BOOST_AUTO_TEST_SUITE_END()
