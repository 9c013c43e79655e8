// See ext/reports.h: the contract of each function.
#include "abi/reports_extension.h"

#include "abi/calls.h"
#include "abi/report_format.h"

struct cav_collection {
  caveat::abi::Collection reports;
  cav_writer writer{};
  bool over = false;  // finished, or failed
};

namespace caveat::abi {
namespace {

cav_status CAV_CALL collection_new(const cav_ruleset* ruleset, const char* format, const char* locale, const cav_writer* writer,
                                   cav_collection** out, cav_error* err) {
  return guarded(err, [&] {
    cav_writer w;
    if (!ruleset || !format || !out || !read_sized(writer, w, sizeof(cav_writer)) || !w.write)
      return fail(err, CAV_E_ARGUMENT, "collection_new needs a ruleset, a format, a writer with size and write, and a place for the collection.");
    *out = nullptr;
    auto opened = Collection::open(ruleset->program, format, reader_of(locale));
    if (!opened) return fail(err, opened.error());
    *out = new cav_collection{std::move(opened).value(), w};
    return static_cast<cav_status>(CAV_OK);
  });
}

cav_status write(cav_collection& collection, const Result<std::string>& bytes, cav_error* err) {
  collection.over = true;  // until it went well
  if (!bytes) return fail(err, bytes.error());
  const std::string& known = bytes.value();
  if (!known.empty() && collection.writer.write(collection.writer.user, known.data(), known.size()) != 0)
    return fail(err, CAV_E_IO, "The host's writer reported a failure.");
  collection.over = false;
  return CAV_OK;
}

constexpr const char* kOver = "This collection was finished, or failed. Begin another with collection_new.";

cav_status CAV_CALL collection_add(cav_collection* collection, const cav_result* result, cav_error* err) {
  return guarded(err, [&] {
    if (!collection || !result) return fail(err, CAV_E_ARGUMENT, "collection_add needs a collection and a result.");
    if (collection->over) return fail(err, CAV_E_ARGUMENT, kOver);
    return write(*collection, collection->reports.add(*result->scan), err);
  });
}

cav_status CAV_CALL collection_unread(cav_collection* collection, const char* name, const char* problem, cav_error* err) {
  return guarded(err, [&] {
    if (!collection || !name || !problem) return fail(err, CAV_E_ARGUMENT, "collection_unread needs a collection, a name and a problem.");
    if (collection->over) return fail(err, CAV_E_ARGUMENT, kOver);
    return write(*collection, collection->reports.unread(name, problem), err);
  });
}

cav_status CAV_CALL collection_finish(cav_collection* collection, cav_error* err) {
  return guarded(err, [&] {
    if (!collection) return fail(err, CAV_E_ARGUMENT, "collection_finish needs a collection.");
    if (collection->over) return fail(err, CAV_E_ARGUMENT, kOver);
    const cav_status status = write(*collection, collection->reports.finish(), err);
    collection->over = true;
    return status;
  });
}

void CAV_CALL collection_free(cav_collection* collection) { delete collection; }

cav_status CAV_CALL compare(const cav_result* before, const cav_result* after, const char* format, const char* locale, const cav_writer* writer,
                            cav_error* err) {
  return guarded(err, [&] {
    cav_writer w;
    if (!before || !after || !format || !read_sized(writer, w, sizeof(cav_writer)) || !w.write)
      return fail(err, CAV_E_ARGUMENT, "compare needs two results, a format, and a writer with size and write.");
    const auto bytes = write_comparison(*before->scan, *after->scan, format, reader_of(locale));
    if (!bytes) return fail(err, bytes.error());
    if (w.write(w.user, bytes.value().data(), bytes.value().size()) != 0) return fail(err, CAV_E_IO, "The host's writer reported a failure.");
    return static_cast<cav_status>(CAV_OK);
  });
}

}  // namespace

const cav_ext_reports* reports_extension() {
  static const cav_ext_reports table = {sizeof(cav_ext_reports), 0, collection_new, collection_add, collection_finish, collection_free, compare, collection_unread};
  return &table;
}

}  // namespace caveat::abi
