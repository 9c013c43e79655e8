// The letter that a buyer sends after reading the report: what must change before signature, and what else to talk about, for
// the other side's eyes. In the contract's language, plain text to paste into a mail; no severity, reason or score goes out.
// Tested by tests/unit/report/mail_test.cpp.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "findings/wording.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/report.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

using findings::Finding;
using findings::Text;

constexpr std::uint32_t kQuoteColumns = 240;  // enough to find the sentence; the contract is at hand

struct MailWords {
  std::string_view subject;          // "{n}": the document
  std::string_view greeting, begin;  // "{n}": the document
  std::string_view says, ask, add;   // before the quote, the request, and a clause that is missing
  std::string_view further, end, regards, name;
  std::string_view quote_begin, quote_end;
};

constexpr MailWords kWords[kLanguages] = {
    {"Subject: {n}: points to agree before signature", "Dear Sir or Madam,",
     "Thank you for your draft \xE2\x80\x9C{n}\xE2\x80\x9D. Before we can sign, we would like to agree the following points with you.", "Wording: ", "We ask for: ",
     "Please add: ", "We would also like to discuss:", "We look forward to your reply.", "Kind regards", "[name]", "\xE2\x80\x9C", "\xE2\x80\x9D"},
    {"Objet\xC2\xA0: {n}\xC2\xA0\xE2\x80\x93 points à convenir avant signature", "Madame, Monsieur,",
     "Nous vous remercions de votre projet «\xC2\xA0{n}\xC2\xA0». Avant de le signer, nous souhaitons convenir avec vous des points suivants.", "Texte actuel\xC2\xA0: ",
     "Nous demandons\xC2\xA0: ", "À ajouter\xC2\xA0: ", "Nous souhaitons également revoir avec vous\xC2\xA0:",
     "Dans l\xE2\x80\x99" "attente de votre retour, nous vous prions d\xE2\x80\x99" "agréer, Madame, Monsieur, nos salutations distinguées.", "", "[nom]", "«\xC2\xA0", "\xC2\xA0»"},
    {"Betreff: {n} \xE2\x80\x93 vor der Unterzeichnung zu klärende Punkte", "Sehr geehrte Damen und Herren,",
     "vielen Dank für Ihren Entwurf \xE2\x80\x9E{n}\xE2\x80\x9C. Bevor wir unterzeichnen, möchten wir mit Ihnen die folgenden Punkte klären.", "Bisheriger Wortlaut: ",
     "Unser Änderungswunsch: ", "Bitte ergänzen: ", "Außerdem möchten wir mit Ihnen besprechen:", "Wir freuen uns auf Ihre Rückmeldung.", "Mit freundlichen Grüßen",
     "[Name]", "\xE2\x80\x9E", "\xE2\x80\x9C"},
    {"Asunto: {n}: puntos que acordar antes de la firma", "Estimados señores:",
     "Les agradecemos su propuesta «{n}». Antes de firmarla, quisiéramos acordar con ustedes los puntos siguientes.", "Texto actual: ", "Solicitamos: ", "Debe añadirse: ",
     "También quisiéramos tratar con ustedes:", "Quedamos a la espera de su respuesta.", "Atentamente,", "[nombre]", "«", "»"},
};

class Mail {
 public:
  Mail(const Input& input, Language language) : input_(input), language_(language), words_(kWords[index(language)]), order_(reading_order(input)) {}

  std::string run() {
    std::string_view name = input_.name.substr(input_.name.find_last_of('/') + 1);
    const std::string document = for_terminal(name.substr(0, name.find_last_of('.')));
    line(filled(words_.subject, document));
    line({});
    line(words_.greeting);
    line({});
    // Nice to have stays inside: a letter of forty requests gets none.
    const std::vector<Point> must = points(0), further = points(1);
    if (must.empty() && further.empty()) {
      line(labels(language_).no_findings);
      return std::move(out_);
    }
    line(filled(words_.begin, document));
    std::uint32_t number = 0;
    for (const Point& point : must) write(point, ++number);
    if (!further.empty()) {
      line({});
      line(words_.further);
      for (const Point& point : further) write(point, ++number);
    }
    line({});
    line(words_.end);
    if (!words_.regards.empty()) line({}), line(words_.regards);
    line(words_.name);
    return std::move(out_);
  }

 private:
  struct Point {
    const Finding* first = nullptr;
    std::string place, ask;
  };

  // In the order of the contract: an order by weight would say what matters to us.
  std::vector<Point> points(std::size_t priority) const {
    std::vector<Point> all;
    for (const std::vector<Issue>* issues : {&order_.issues, &order_.absences})
      for (const Issue& issue : *issues) {
        if (priority_of(issue.severity) != priority) continue;
        const Finding& first = input_.list.findings[issue.findings.front()];
        findings::Place place = first.place;
        place.recognition.reset();  // how it was read is no matter of the other side's
        Point point{&first, first.placeless ? std::string() : where(input_, place, language_), for_terminal(findings::wording(input_.program, first, Text::ask, language_))};
        if (!point.ask.empty()) all.push_back(std::move(point));
      }
    std::stable_sort(all.begin(), all.end(), [](const Point& a, const Point& b) {
      return std::pair(a.first->placeless, a.first->place.quote.begin) < std::pair(b.first->placeless, b.first->place.quote.begin);
    });
    return all;
  }

  void write(const Point& point, std::uint32_t number) {
    const bool missing = point.first->outcome == match::Outcome::absent;
    line({});
    // A title says what we think of a clause; the other side reads where it stands.
    line(std::to_string(number) + ". " + (missing ? for_terminal(findings::wording(input_.program, *point.first, Text::title, language_)) : point.place));
    if (missing) return line("   " + std::string(words_.add) + point.ask);
    const std::string quote = shortened(for_terminal(point.first->place.quote.of(input_.extracted.text)), kQuoteColumns);
    line("   " + std::string(words_.says).append(words_.quote_begin).append(quote).append(words_.quote_end));
    line("   " + std::string(words_.ask) + point.ask);
  }

  void line(std::string_view text) { out_.append(text).append("\n"); }

  const Input& input_;
  Language language_;
  const MailWords& words_;
  ReadingOrder order_;
  std::string out_;
};

}  // namespace

std::string mail(const Input& input, Language reader) { return Mail(input, contract_language(input, reader)).run(); }

}  // namespace caveat::report
