// The table of extension "caveat.profile/1". Tested by tests/abi/profile_extension_test.cpp.
#ifndef CAVEAT_ABI_PROFILE_EXTENSION_H
#define CAVEAT_ABI_PROFILE_EXTENSION_H
#include "caveat/ext/profile.h"

namespace caveat::abi {

const cav_ext_profile* profile_extension();

}  // namespace caveat::abi
#endif
