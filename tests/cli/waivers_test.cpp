// caveat scan with a side, a day and a waiver file: which file is taken, what is refused, and what the exit code then says.
#include "program.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

using namespace caveat::cli_test;

namespace {

Poco::JSON::Object::Ptr scanned(const Ran& ran) {
  return Poco::JSON::Parser().parse(ran.out).extract<Poco::JSON::Object::Ptr>();
}

// A waiver for each finding of a document, as its JSON names it.
std::string waivers_for(const Poco::JSON::Object::Ptr& result, const std::string& until) {
  std::string out;
  const auto findings = result->getArray("findings");
  for (unsigned i = 0; i < findings->size(); ++i) {
    const auto f = findings->getObject(i);
    out += "- rule: " + f->getValue<std::string>("rule") + "\n  fingerprint: \"" + f->getValue<std::string>("fingerprint") + "\"\n  numbers: \"" +
           f->getValue<std::string>("numbers") + "\"\n  reason: Accepted for the pilot\n  approver: M. Dupont\n  until: " + until + "\n";
  }
  return out;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_side_and_the_day_reach_the_report_and_wrong_ones_are_usage_errors, Folder) {
  write("risky.txt", kRisky);
  const auto result = scanned(caveat({"scan", "risky.txt", "--format", "json", "--side", "supplier", "--today", "2026-11-23"}));
  BOOST_TEST(result->getValue<std::string>("side") == "supplier");
  BOOST_TEST(result->getValue<std::string>("today") == "2026-11-23");
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"--side", "buyer"}, {"--today", "23.11.2026"}, {"--today", "tomorrow"}, {"--waivers", "no-such.yaml"}}) {
    std::vector<std::string> arguments = {"scan", "risky.txt"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const Ran ran = caveat(arguments);
    BOOST_TEST(ran.code == 2, wrong[1]);
    BOOST_TEST(ran.out == "");
    BOOST_TEST(ran.err.starts_with("caveat: "));
  }
  // A day that is written well but does not exist is refused by the library, for every document.
  BOOST_TEST(holds(caveat({"scan", "risky.txt", "--today", "2026-02-30"}).err, "2026-11-23"));
}

BOOST_FIXTURE_TEST_CASE(without_a_day_the_system_s_is_taken, Folder) {
  write("risky.txt", kRisky);
  const auto result = scanned(caveat({"scan", "risky.txt", "--format", "json"}));
  const std::string today = result->getValue<std::string>("today");
  BOOST_TEST(today.size() == 10u);
  BOOST_TEST(today > "2026-01-01");
}

BOOST_FIXTURE_TEST_CASE(waivers_for_several_documents_are_refused_with_the_way_out, Folder) {
  write("a.txt", kRisky);
  write("b.txt", kVague);
  write("w.yaml", "[]\n");
  const Ran ran = caveat({"scan", "a.txt", "b.txt", "--waivers", "w.yaml"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(holds(ran.err, "NAME.waivers.yaml"));
  BOOST_TEST(caveat({"scan", "a.txt", "--waivers", "w.yaml"}).code == 0);
}

BOOST_FIXTURE_TEST_CASE(a_waiver_file_that_cannot_be_read_is_a_warning_and_nothing_is_waived, Folder) {
  write("risky.txt", kRisky);
  fs::create_directory(path() / "risky.txt.waivers.yaml");
  const Ran ran = caveat({"scan", "risky.txt", "--fail-on", "critical"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(holds(ran.err, "caveat: warning: risky.txt.waivers.yaml: is a directory. No finding is waived."));
  BOOST_TEST(holds(ran.out, "Price may change"));
}

BOOST_FIXTURE_TEST_CASE(waived_findings_are_listed_but_do_not_count_for_fail_on, Folder) {
  write("risky.txt", kRisky);
  const auto before = scanned(caveat({"scan", "risky.txt", "--format", "json"}));
  write("risky.txt.waivers.yaml", waivers_for(before, "2027-06-30"));
  const Ran ran = caveat({"scan", "risky.txt", "--fail-on", "info", "--today", "2027-06-30"});  // that day included
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(holds(ran.out, "approved by M. Dupont"));
  BOOST_TEST(holds(ran.out, "until 30\xC2\xA0June 2027"));
  const auto after = scanned(caveat({"scan", "risky.txt", "--format", "json", "--today", "2027-06-30"}));
  BOOST_TEST(after->getArray("findings")->getObject(0)->getValue<std::string>("status") == "waived");
  BOOST_TEST(after->getValue<double>("score") < before->getValue<double>("score"));
  // The day after, everything is back, and the report says why.
  const Ran expired = caveat({"scan", "risky.txt", "--fail-on", "info", "--today", "2027-07-01"});
  BOOST_TEST(expired.code == 1);
  BOOST_TEST(holds(expired.out, "it has expired"));
}

BOOST_FIXTURE_TEST_CASE(several_documents_take_each_the_file_beside_them_and_the_table_counts_waived_ones, Folder) {
  write("c/risky.txt", kRisky);
  write("c/vague.txt", kVague);
  write("c/risky.txt.waivers.yaml", waivers_for(scanned(caveat({"scan", "c/risky.txt", "--format", "json"})), "2027-06-30"));
  const Ran ran = caveat({"scan", "c", "--today", "2026-11-23", "--fail-on", "medium"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(holds(ran.out, "Medium  Waived\n"));
  BOOST_TEST(!holds(caveat({"scan", "c/vague.txt", "c/vague.txt", "--today", "2026-11-23"}).out, "Waived"));
}

// Read by the standard rules: what the other side keeps to itself, never what one's own side does.
BOOST_FIXTURE_TEST_CASE(each_side_is_told_the_one_sided_rights_of_the_other, Folder) {
  environment["CAVEAT_RULES"] = CAVEAT_SOURCE_DIR "/rules";
  struct Offer {
    std::string language, text, supplier, customer;  // what the message begins with
  };
  const std::vector<Offer> offers = {
      {"en", "Master Services Agreement\n\n1. Change. The Supplier may modify or discontinue any feature of the service at any time.\n\n"
             "2. Assignment. The Customer may assign this Agreement to any third party.\n\n3. Liability. The Supplier's total liability shall not exceed the annual fees.\n",
       "The supplier", "the customer"},
      {"fr", "Contrat de services\n\n1. Évolution. Le Prestataire pourra à tout moment modifier les fonctionnalités de la solution.\n\n"
             "2. Cession. Le Client peut céder librement le contrat à un tiers.\n\n3. Responsabilité. La responsabilité du Prestataire est limitée aux redevances annuelles.\n",
       "Le prestataire", "le client"},
      {"de", "Dienstleistungsvertrag\n\n1. Änderung. Der Anbieter behält sich vor, Funktionen des Dienstes jederzeit zu ändern oder zu entfernen.\n\n"
             "2. Übertragung. Der Kunde kann den Vertrag auf einen Dritten übertragen.\n\n3. Haftung. Die Haftung des Anbieters ist begrenzt auf die jährliche Vergütung.\n",
       "Der Anbieter", "der Kunde"},
      {"es", "Contrato de servicios\n\n1. Cambios. El Proveedor podrá modificar o retirar funcionalidades del servicio en cualquier momento.\n\n"
             "2. Cesión. El Cliente podrá ceder el contrato a cualquier tercero.\n\n3. Responsabilidad. La responsabilidad del Proveedor no excederá de las cuotas anuales.\n",
       "El proveedor", "el cliente"},
  };
  for (const Offer& offer : offers) {
    write("offer.txt", offer.text);
    std::map<std::string, std::map<std::string, std::string>> messages;  // by side, by rule
    for (const std::string side : {"customer", "supplier"}) {
      const auto result = scanned(caveat({"scan", "offer.txt", "--format", "json", "--side", side, "--lang", offer.language}));
      const auto findings = result->getArray("findings");
      for (unsigned i = 0; i < findings->size(); ++i)
        messages[side][findings->getObject(i)->getValue<std::string>("rule")] = findings->getObject(i)->getValue<std::string>("message");
    }
    BOOST_TEST_CONTEXT(offer.language) {
      BOOST_TEST(messages["customer"]["service-change-unilateral"].starts_with(offer.supplier + " "));
      BOOST_TEST(messages["customer"].count("assignment-one-sided") == 0u);
      BOOST_TEST(messages["supplier"].count("service-change-unilateral") == 0u);
      BOOST_TEST(holds(messages["supplier"]["assignment-one-sided"], offer.customer));
    }
  }
}
