// The table of extension "caveat.reports/1". Tested by tests/abi/reports_extension_test.cpp.
#ifndef CAVEAT_ABI_REPORTS_EXTENSION_H
#define CAVEAT_ABI_REPORTS_EXTENSION_H
#include "caveat/ext/reports.h"

namespace caveat::abi {

const cav_ext_reports* reports_extension();

}  // namespace caveat::abi
#endif
