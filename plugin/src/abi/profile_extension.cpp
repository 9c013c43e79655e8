// See ext/profile.h: the contract of each function.
#include "abi/profile_extension.h"

#include "abi/calls.h"
#include "abi/scan_options.h"
#include "scan/rule_profile.h"

struct cav_profile {
  explicit cav_profile(const cav_ruleset& ruleset) : profile(ruleset.program), log(ruleset.log) {}
  caveat::scan::RuleProfile profile;
  std::shared_ptr<caveat::abi::HostLog> log;
};

namespace caveat::abi {
namespace {

cav_status CAV_CALL profile_new(const cav_ruleset* ruleset, cav_profile** out, cav_error* err) {
  return guarded(err, [&] {
    if (!ruleset || !out) return fail(err, CAV_E_ARGUMENT, "profile_new needs a ruleset and a place for the profile.");
    *out = new cav_profile(*ruleset);
    return static_cast<cav_status>(CAV_OK);
  });
}

cav_status CAV_CALL profile_add(cav_profile* profile, const cav_document* document, const cav_scan_options* options, cav_error* err) {
  return guarded(err, [&] {
    cav_document d;
    cav_scan_options o{};
    if (!profile || !read_sized(document, d, offsetof(cav_document, name)) || (d.data_size > 0 && !d.data) || !read_sized(options, o, 2 * sizeof(std::uint32_t)))
      return fail(err, CAV_E_ARGUMENT, "profile_add needs a profile, a document with size, data and data_size, and options with size.");
    auto request = scan_request(d, o);
    if (!request) return fail(err, request.error());
    request.value().options.extract.warn = [log = profile->log](const std::string& message) { log->warn(message); };
    Cancel cancel(o.deadline_ms, progress_of(o));
    if (const auto error = profile->profile.add(request.value().document, std::move(request.value().options), cancel)) return fail(err, *error);
    return static_cast<cav_status>(CAV_OK);
  });
}

cav_status CAV_CALL profile_write(const cav_profile* profile, const char* format, std::uint32_t top, const cav_writer* writer, cav_error* err) {
  return guarded(err, [&] {
    cav_writer w;
    if (!profile || !format || !read_sized(writer, w, sizeof(cav_writer)) || !w.write)
      return fail(err, CAV_E_ARGUMENT, "profile_write needs a profile, a format, and a writer with size and write.");
    const std::string_view form = format;
    if (form != "text" && form != "json") return fail(err, CAV_E_ARGUMENT, "The format of a profile is \"text\" or \"json\".");
    const std::string told = form == "json" ? profile->profile.as_json(top) : profile->profile.as_text(top);
    if (w.write(w.user, told.data(), told.size()) != 0) return fail(err, CAV_E_IO, "The host's writer reported a failure.");
    return static_cast<cav_status>(CAV_OK);
  });
}

std::uint64_t CAV_CALL profile_above(const cav_profile* profile, double percent) {
  std::uint64_t above = 0;
  if (profile)
    guarded(nullptr, [&] {
      for (const scan::RuleProfile::Row& row : profile->profile.rows()) above += row.work_percent > percent;
      return static_cast<cav_status>(CAV_OK);
    });
  return above;
}

void CAV_CALL profile_free(cav_profile* profile) { delete profile; }

}  // namespace

const cav_ext_profile* profile_extension() {
  static const cav_ext_profile table = {sizeof(cav_ext_profile), 0, profile_new, profile_add, profile_write, profile_above, profile_free};
  return &table;
}

}  // namespace caveat::abi
