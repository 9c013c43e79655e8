// caveat serve: see serve_command.h.
#include "serve/serve_command.h"

#include <Poco/Net/IPAddress.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "exit_codes.h"
#include "interrupt.h"
#include "options.h"
#include "reading.h"
#include "rule_packs.h"
#include "rule_shelf.h"
#include "serve/access.h"
#include "serve/http_server.h"
#include "serve/result_store.h"
#include "serve/site.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

constexpr std::size_t kShortestToken = 16;

constexpr char kExamples[] = R"(
Examples:
  caveat serve                              then open http://127.0.0.1:8765/
  caveat serve --bind 0.0.0.0               for colleagues; prints an address with a token
  curl --data-binary @offer.pdf 'http://127.0.0.1:8765/api/v1/scan?name=offer.pdf&lang=en'

The token may also be in the environment: CAVEAT_TOKEN. This server speaks plain HTTP: across a network put a proxy with TLS before it.
Ctrl-C ends it.)";

}  // namespace

int serve_command(const ServeArguments& arguments) {
  Poco::Net::IPAddress address;
  if (!Poco::Net::IPAddress::tryParse(arguments.address, address))
    throw Failure("--bind " + printable(arguments.address) + " is no address. Examples: 127.0.0.1, ::1, 0.0.0.0.");
  const bool loopback = address.isLoopback();
  std::string token = arguments.token;
  if (!token.empty() && token.size() < kShortestToken)
    throw Failure("a token must have at least " + std::to_string(kShortestToken) + " characters. Without --token one is made where it is needed.");
  const bool made = token.empty() && !loopback;
  if (made) token = serve::random_id();
  std::error_code error;
  if (!arguments.keep.empty() && !std::filesystem::is_directory(arguments.keep, error))
    throw Failure("--keep " + printable(arguments.keep) + " is no folder.");

  const std::vector<std::string> packs = packs_with(arguments.rules, arguments.standard_rules);
  PluginHost host;
  RuleShelf shelf(host, packs, arguments.policy);
  serve::ResultStore store(std::chrono::minutes(arguments.minutes));
  const serve::Access access(token, arguments.hosts, loopback);
  serve::SiteOptions options;
  options.most_bytes = static_cast<std::uint64_t>(arguments.megabytes) << 20;
  options.deadline_ms = milliseconds(arguments.timeout_seconds);
  options.jobs = arguments.jobs;
  options.folder = arguments.keep;
  options.today = arguments.today;
  serve::Site site(host, shelf, store, access, options);
  {
    const serve::HttpServer server(site, arguments.address, arguments.port);
    const std::string url = "http://" + server.address() + "/";
    if (!loopback) complain("warning: whoever reads along on this network sees the contracts and the token. Put a proxy with TLS before it.");
    write_standard_output("Open " + url + (made ? "login?token=" + token : std::string()) + " in a browser. Ctrl-C ends it.\n");
    while (!interrupted()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      store.sweep();
    }
    site.stop();
  }
  complain("ended. Results that were not downloaded are gone.");
  return interrupted_exit_code();
}

void add_serve_command(CLI::App& app, Chosen& chosen) {
  const auto arguments = std::make_shared<ServeArguments>();
  arguments->jobs = default_jobs();
  CLI::App* serve = app.add_subcommand("serve", "In a browser: drop a contract, see the report; and a JSON API");
  serve->add_option("--port", arguments->port, "The port; 0: any that is free")->type_name("PORT")->capture_default_str();
  serve->add_option("--bind", arguments->address, "The address to listen on; beyond this machine a token is asked for")->type_name("ADDRESS")->capture_default_str();
  serve->add_option("--host", arguments->hosts, "A further name that people reach it by, of a proxy; may be repeated")->type_name("NAME")->expected(1)->take_all();
  serve->add_option("--token", arguments->token, "Who asks must know it (default beyond this machine: a new one)")->type_name("TOKEN")->envname("CAVEAT_TOKEN");
  serve->add_option("--keep", arguments->keep, "Store documents and reports in this folder (default: nothing is stored)")->type_name("DIR");
  serve->add_option("--minutes", arguments->minutes, "How long a result can be downloaded")->check(CLI::Range(1u, 1440u).description(""))->type_name("N")->capture_default_str();
  serve->add_option("--max-upload", arguments->megabytes, "The largest document, in MB")->check(CLI::Range(1u, 256u).description(""))->type_name("MB")->capture_default_str();
  serve->add_option("-p,--policy", arguments->policy, "Your playbook where none is chosen: a file, or a name in the rules' policies/")->type_name("POLICY");
  add_packs(*serve, arguments->rules, arguments->standard_rules);
  serve->add_option("--today", arguments->today, "The day on which dates are judged (default: the system's)")->check(a_date())->type_name("DATE");
  serve->add_option("--timeout", arguments->timeout_seconds, "Seconds for each document; 0: no limit")->check(a_timeout())->type_name("SECONDS")->capture_default_str();
  add_jobs(*serve, arguments->jobs);
  serve->footer(kExamples);
  serve->callback([arguments, &chosen] { chosen.run = [arguments] { return serve_command(*arguments); }; });
}

}  // namespace caveat::cli
