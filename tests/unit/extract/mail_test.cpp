// Tests of Mail: what mail programs send, and what hostile ones could, is read or told.
#include <boost/test/unit_test.hpp>

#include "base/limits.h"
#include "extract/mail.h"
#include "reading.h"

namespace caveat::extract {
namespace {

Message parsed(std::string_view bytes) {
  Cancel cancel;
  auto out = parse_mail(bytes, cancel);
  BOOST_REQUIRE(bool(out));
  return std::move(out).value();
}

std::string body(const Message& message, std::size_t index = 0) {
  BOOST_REQUIRE(message.bodies.size() > index);
  const std::string& bytes = message.bodies[index].bytes;
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

const std::string kMixed =
    "MIME-Version: 1.0\r\nFrom: a@b.example\r\nSubject: Offer\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\npreamble\r\n"
    "--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWe accept your terms.\r\n"
    "--b1\r\nContent-Type: application/octet-stream; name=\"Annex 2.txt\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n"
    "VGhlIGZlZSBp\r\ncyA1MDAgRVVSLg==\r\n"
    "--b1--\r\nepilogue\r\n";

BOOST_AUTO_TEST_SUITE(mails)

BOOST_AUTO_TEST_CASE(words_of_the_head_are_decoded) {
  const Message one = parsed(
      "Subject: =?utf-8?Q?R=C3=A9siliation?= =?utf-8?B?IGRlIGwnYWJvbm5lbWVudA==?= (=?iso-8859-1?q?=E9t=E9?=)\n"
      "From: =?UTF-8?q?Andr=C3?= =?UTF-8?q?=A9?= <a@b.example>\nDate: Mon, 23 Nov 2026 10:15:00 +0100\n\nx");
  BOOST_TEST(one.subject == "Résiliation de l'abonnement (été)");
  BOOST_TEST(one.from == "André <a@b.example>");  // a character in two words
  BOOST_TEST(one.date == "Mon, 23 Nov 2026 10:15:00 +0100");
  BOOST_TEST(parsed("Subject: caf\xE9\n\nx").subject == "café");
  BOOST_TEST(parsed("Subject: one\r\n two\r\n\tthree\r\n\r\nx").subject == "one two three");
  BOOST_TEST(parsed("Subject: 2 =? 3 =?x?= =?utf-8?z?\n\nx").subject.starts_with("2 =? 3"));
}

BOOST_AUTO_TEST_CASE(text_and_attachment_are_decoded) {
  const Message one = parsed(kMixed);
  BOOST_REQUIRE(one.bodies.size() == 1u);
  BOOST_TEST(body(one) == "We accept your terms.");
  BOOST_REQUIRE(one.attachments.size() == 1u);
  BOOST_TEST(one.attachments[0].name == "Annex 2.txt");
  BOOST_TEST(one.attachments[0].bytes == "The fee is 500 EUR.");
}

BOOST_AUTO_TEST_CASE(quoted_printable_and_its_charset_are_undone) {
  BOOST_TEST(body(parsed("Content-Type: text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: quoted-printable\n\nPreis: 5 =A4, K=FCndi=\ngung=3D ja, a=b, 5 =\n")) ==
             "Preis: 5 €, Kündigung= ja, a=b, 5 ");
}

BOOST_AUTO_TEST_CASE(names_in_all_their_spellings) {
  const auto name = [](const std::string& disposition) {
    const Message one = parsed("Content-Type: application/pdf\nContent-Disposition: " + disposition + "\n\nx");
    BOOST_REQUIRE(one.attachments.size() == 1u);
    return one.attachments[0].name;
  };
  BOOST_TEST(name("attachment; filename=a.pdf") == "a.pdf");
  BOOST_TEST(name("attachment; filename=\"a; \\\"b\\\".pdf\"") == "a; \"b\".pdf");
  BOOST_TEST(name("attachment; filename*=utf-8''Anlage%20%C3%BC.pdf") == "Anlage ü.pdf");
  BOOST_TEST(name("attachment; filename*0*=utf-8''Anl%C3;\n filename*1*=%A4ge; filename*2=\" 2.pdf\"") == "Anläge 2.pdf");
  BOOST_TEST(name("attachment; filename=\"=?utf-8?b?w6QucGRm?=\"") == "ä.pdf");
}

BOOST_AUTO_TEST_CASE(what_is_encrypted_or_packed_by_outlook_is_told) {
  BOOST_TEST(contains(parsed("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIIB").unread_body.value().message, "S/MIME"));
  BOOST_TEST(contains(parsed("Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n").unread_body.value().message, "PGP"));
  BOOST_TEST(contains(parsed("Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\nx\n").unread_body.value().message, "PGP"));
  const Message tnef = parsed(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello.\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\n--b--\n");
  BOOST_REQUIRE(tnef.attachments.size() == 1u);
  BOOST_TEST(contains(tnef.attachments[0].error.value().message, "TNEF"));
}

BOOST_AUTO_TEST_CASE(a_logo_is_left_out_and_a_photo_of_a_page_is_not) {
  const auto with_picture = [](const std::string& head, std::size_t size) {
    return parsed("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello.\n--b\nContent-Type: image/png\n" + head + "\n" + std::string(size, 'x') + "\n--b--\n").attachments.size();
  };
  BOOST_TEST(with_picture("Content-Disposition: inline; filename=logo.png\n", 4'000) == 0u);
  BOOST_TEST(with_picture("Content-Disposition: inline; filename=IMG_1.png\n", 400'000) == 1u);
  BOOST_TEST(with_picture("Content-Disposition: attachment; filename=stamp.png\n", 4'000) == 1u);
}

BOOST_AUTO_TEST_CASE(parts_that_are_not_there_leave_the_text) {
  BOOST_TEST(contains(body(parsed("Content-Type: multipart/mixed; boundary=b\n\nAll that is here.\n")), "All that is here."));
  BOOST_TEST(body(parsed("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nNever closed")) == "Never closed");
  BOOST_TEST(body(parsed("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\n--b-2\nstill one\n--b--")) == "One\n--b-2\nstill one");
}

BOOST_AUTO_TEST_CASE(nesting_and_number_of_parts_are_bounded_and_told) {
  const auto deep = [](std::uint32_t multiparts) {
    std::string mail;
    for (std::uint32_t i = 0; i < multiparts; ++i) mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    return parsed(mail + "\nend");
  };
  BOOST_TEST(body(deep(limits::kMailDepth)) == "end");
  BOOST_TEST(!deep(limits::kMailDepth).unread_body.has_value());
  BOOST_TEST(deep(limits::kMailDepth + 1).unread_body.has_value());
  BOOST_TEST(deep(2'000).unread_body.has_value());
  const auto many = [](std::uint32_t parts) {
    std::string mail = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (std::uint32_t i = 1; i < parts; ++i) mail += "--b\n\nx\n";
    return parsed(mail);
  };
  BOOST_TEST(!many(limits::kMailParts).unread_body.has_value());
  BOOST_TEST(many(limits::kMailParts + 1).unread_body.has_value());
}

BOOST_AUTO_TEST_CASE(any_bytes_are_survived) {
  const std::string seed = kMixed + "Subject: =?utf-8?q?=C3=A9?=\nContent-Disposition: attachment; filename*0*=utf-8''a%20; filename*1=b\n";
  unsigned x = 7;
  for (int i = 0; i < 3'000; ++i) {
    std::string bytes = seed;
    for (int k = 0; k < 6; ++k) {
      x = x * 1103515245u + 12345u;
      bytes[(x >> 8) % bytes.size()] = "\0\r\n=?;\"'*-:\xC3\xFF b"[(x >> 24) % 16];
    }
    (void)parsed(bytes);
  }
}

BOOST_AUTO_TEST_CASE(mail_is_known_by_what_only_programs_write) {
  BOOST_TEST(looks_like_mail("Return-Path: <a@b>\nReceived: from x\n\tby y\nSubject: z\n\nText"));
  BOOST_TEST(!looks_like_mail("From: the Supplier\nTo: the Customer\nSubject: Terms\n\nText"));
  BOOST_TEST(!looks_like_mail("1. Term: two years"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
