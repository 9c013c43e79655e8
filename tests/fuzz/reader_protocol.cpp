// The protocol between host and reader, from both sides: a reader that a document took over sends the input to the host, a broken host sends it to the
// reader. Frames built right around the input's numbers get further than bytes alone: the first byte chooses.
#include "extract/reader_protocol.h"

#include "base/limits.h"
#include "extracted_promise.h"

namespace {

using namespace caveat;
using namespace caveat::extract;
using namespace caveat::extract::reader;

// Pieces arrive as they like: whole or not does not depend on it.
void follow_in_pieces(std::string_view bytes) {
  FrameFollower whole, pieces;
  whole.follow(bytes);
  for (std::size_t at = 0, step = 1; at < bytes.size(); step = step * 2 + 1) {
    at = std::min(at + step, bytes.size());
    pieces.follow(bytes.substr(0, at));
  }
  if (bytes.empty()) pieces.follow(bytes);
  fuzz::require(whole.complete() == pieces.complete() && whole.broken() == pieces.broken(), "the follower tells the same of the whole and of pieces");
}

void host_receives(std::string_view bytes) {
  follow_in_pieces(bytes);
  auto decoded = decode(bytes);
  if (auto* got = std::get_if<Decoded>(&decoded)) {
    FrameFollower follower;
    follower.follow(bytes);
    fuzz::require(follower.complete() && !follower.broken(), "what is decoded is whole");
    if (got->failure) {
      fuzz::require(got->text.text.empty() && got->text.blocks.empty(), "a failure has no text");
    } else {
      got->text.media_type = "application/pdf";
      fuzz::require_contract(got->text);
      // There and back again.
      Answer answer;
      answer.text = got->text.text;
      answer.blocks = got->text.blocks;
      answer.pages = got->text.pages;
      answer.words = got->text.words;
      const std::string frames = encode_hello(got->guards) + encode_answer(answer);
      auto again = decode(frames);
      fuzz::require(std::holds_alternative<Decoded>(again), "what was decoded can be sent again");
      const ExtractedText& text = std::get<Decoded>(again).text;
      fuzz::require(text.text == answer.text && text.blocks.size() == answer.blocks.size() && text.pages.size() == answer.pages.size() &&
                        text.words.size() == answer.words.size() && std::get<Decoded>(again).guards == got->guards,
                    "an answer comes back as it was sent");
      for (std::size_t i = 0; i < text.blocks.size(); ++i)
        fuzz::require(text.blocks[i].span == answer.blocks[i].span && text.blocks[i].kind == answer.blocks[i].kind && text.blocks[i].level == answer.blocks[i].level, "a block comes back");
      for (std::size_t i = 0; i < text.words.size(); ++i)
        fuzz::require(text.words[i].span == answer.words[i].span && text.words[i].x1 == answer.words[i].x1, "a word comes back");
    }
  }
  auto copy = decode_copy(bytes);
  if (const auto* got = std::get_if<DecodedCopy>(&copy); got && !got->failure)
    fuzz::require(got->document.empty() || (got->document.data() >= bytes.data() && got->document.data() + got->document.size() <= bytes.data() + bytes.size()), "a copy lies inside the answer");
}

void reader_receives(std::string_view bytes) {
  auto request = decode_copy_request(bytes);
  const auto* got = std::get_if<CopyRequest>(&request);
  if (got == nullptr) return;
  fuzz::require(got->annotations.size() <= limits::kAnnotations, "annotations are bounded");
  for (const auto& a : got->annotations) fuzz::require(a.boxes.size() <= limits::kAnnotationBoxes && a.text.size() <= limits::kAnnotationTextBytes, "an annotation is bounded");
  std::string again = encode_copy_request_head(got->annotations, got->document.size());
  again += got->document;
  again += encode_end();
  fuzz::require(again == bytes, "a request is written in one way only");
}

Answer answer_of(fuzz::Bytes& in) {
  Answer out;
  out.text = in.text(200);
  while (!in.empty()) {
    const std::uint8_t what = in.byte();
    const TextSpan span{in.byte(), in.byte()};
    if (what % 4 == 0) out.pages.push_back({in.byte(), span, in.number(), in.number()});
    else if (what % 4 == 1) out.words.push_back({span, in.byte(), in.number(), in.number(), in.number(), in.number()});
    else if (what % 4 == 2) out.blocks.push_back({span, static_cast<BlockKind>(what / 4 % 8), in.byte()});
    else out.unread.push_back({static_cast<Unread>(what / 4), in.byte(), in.byte()});
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = fuzz::view(data + 1, size - 1);
  fuzz::Bytes in(data + 1, size - 1);
  switch (data[0] % 4) {
    case 0: host_receives(bytes); break;
    case 1: reader_receives(bytes); break;
    case 2: host_receives(encode_hello(in.byte()) + encode_progress(in.byte(), in.byte()) + encode_answer(answer_of(in))); break;
    default: {
      std::vector<Annotation> notes;
      while (!in.empty() && notes.size() < 20) {
        Annotation note;
        note.kind = static_cast<Annotation::Kind>(in.byte() % 3);
        note.when = static_cast<Annotation::When>(in.byte() % 5);
        note.page = in.byte();
        note.colour = in.two();
        for (int n = in.byte() % 4; n > 0; --n) note.boxes.push_back({in.number(), in.number(), in.number(), in.number()});
        note.author = in.text(8);
        note.title = in.text(8);
        note.text = in.text(40);
        notes.push_back(std::move(note));
      }
      reader_receives(encode_copy_request_head(notes, 4) + "%PDF" + encode_end());
    }
  }
  return 0;
}
