// Messages: what the command line says to the person before it, in the four languages. Reports have their own words (the plugin's); what
// rule authors read (rules, eval) stays English. Tested by tests/cli/messages_test.cpp (none is empty, the placeholders agree).
//
//   speak("de");
//   complain(said(messages().wrote, {"bericht.html"}));   // "caveat: bericht.html geschrieben"
#ifndef CAVEAT_CLI_MESSAGES_H
#define CAVEAT_CLI_MESSAGES_H
#include <initializer_list>
#include <string>
#include <string_view>

namespace caveat::cli {

// "{1}", "{2}", ... stand for the values of said(). What is said of a document follows its name and a colon.
struct Messages {
  // Of a document.
  std::string_view standard_input;
  std::string_view no_such_file, no_permission, not_opened, not_read, is_directory, is_pipe, not_regular, too_large, stream_too_large;
  std::string_view too_deep, not_searched, no_documents;
  std::string_view unreadable;  // {1}: the plugin's sentence, which is English
  std::string_view timed_out;
  std::string_view pages_without_text;

  // Of where the answer goes.
  std::string_view wrote, not_written, standard_output_failed, folder_not_made;
  std::string_view out_is_the_document, out_is_the_document_text, one_report_only, out_is_a_file, not_for_a_terminal;

  // Of a scan.
  std::string_view warning, standard_input_once, waivers_for_one, waivers_too_large, waivers_not_read, waivers_too_far;
  std::string_view waived, waiver_of_stream, waiver_lacks, waiver_no_day, waiver_past, waiver_before, no_finding;
  std::string_view nothing_scanned, nothing_compared, nothing_waived, rules_left_out, interrupted, html_hint, calendar_hint, no_dates;
  std::string_view progress;           // {1} of {2} documents
  std::string_view seconds_left, minutes_left, hours_left;

  // Of rules and policies.
  std::string_view no_rules_folder, no_rules, no_rule_left, no_policy, no_policies_there, all_rules_hint, fired_hint;

  // Of the call itself.
  std::string_view see_help, bad_timeout, no_password, bad_date, out_of_memory, unknown_error;
};

const Messages& messages();
const Messages& messages_in(std::string_view language);  // English where it is none of ours

// The language of all messages from now on; main.cpp sets that of the environment, a command that of its --lang. Before any thread.
void speak(std::string_view language);

std::string said(std::string_view message, std::initializer_list<std::string_view> values);

}  // namespace caveat::cli
#endif
