// See authorship.h.
#include "report/authorship.h"

#include <algorithm>
#include <array>

#include "base/iso_date.h"
#include "report/names.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

using extract::Revision;

constexpr std::uint32_t kAuthorColumns = 60;

struct Words {
  std::string_view inserted, deleted, deleted_here, by, on;
};
constexpr std::array<Words, 4> kWords = {{
    {"inserted", "deleted", "words deleted here", " by ", " on "},
    {"inséré", "supprimé", "mots supprimés ici", " par ", " le "},
    {"eingefügt", "gelöscht", "hier Wörter gelöscht", " von ", " am "},
    {"insertado", "eliminado", "palabras eliminadas aquí", " por ", " el "},
}};

const Words& words_of(Language reader) {
  switch (reader) {
    case Language::fr: return kWords[1];
    case Language::de: return kWords[2];
    case Language::es: return kWords[3];
    default: return kWords[0];
  }
}

}  // namespace

std::string_view revision_name(Revision::Kind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"insertion", "deletion", "comment", "hidden"};
  return kNames[static_cast<std::size_t>(kind)];
}

Authorship::Authorship(const extract::ExtractedText& extracted) {
  for (const Revision& revision : extracted.revisions) {
    if (revision.kind != Revision::Kind::insertion && revision.kind != Revision::Kind::deletion) continue;
    // An insertion that this view does not show has no words to speak of.
    if (revision.kind == Revision::Kind::insertion && revision.span.empty()) continue;
    changes_.push_back(&revision);
    furthest_.push_back(std::max(furthest_.empty() ? 0 : furthest_.back(), revision.span.end));
  }
}

const Revision* Authorship::touching(TextSpan words) const {
  const auto after = std::partition_point(changes_.begin(), changes_.end(), [&](const Revision* r) { return r->span.begin < words.end; });
  const Revision *inserted = nullptr, *deleted = nullptr;
  for (auto at = static_cast<std::size_t>(after - changes_.begin()); at-- > 0 && furthest_[at] > words.begin;) {
    const Revision* revision = changes_[at];
    if (revision->span.end <= words.begin) continue;
    (revision->kind == Revision::Kind::insertion ? inserted : deleted) = revision;
  }
  return inserted ? inserted : deleted;
}

const Revision* Authorship::of(const findings::Place& place) const {
  if (changes_.empty()) return nullptr;
  const Revision* change = touching(place.trigger);
  return change ? change : touching(place.quote);
}

std::string Authorship::text(const findings::Place& place, Language reader) const {
  const Revision* change = of(place);
  if (!change) return {};
  const Words& words = words_of(reader);
  std::string out(change->kind == Revision::Kind::insertion ? words.inserted : change->span.empty() ? words.deleted_here : words.deleted);
  const std::string author = shortened(for_terminal(change->author), kAuthorColumns);
  if (!author.empty()) out.append(words.by).append(author);
  if (const auto date = parse_iso_date(std::string_view(change->date).substr(0, 10))) out.append(words.on).append(date_text(*date, reader));
  return out;
}

}  // namespace caveat::report
