// Role: on which side of the contract a party stands. Bound to names and pronouns per document: segment/parties.h.
#ifndef CAVEAT_BASE_ROLE_H
#define CAVEAT_BASE_ROLE_H
#include <cstdint>
#include <string_view>

namespace caveat {

enum class Role : std::uint8_t { supplier, customer };

constexpr std::string_view name(Role role) { return role == Role::supplier ? "supplier" : "customer"; }
constexpr Role other(Role role) { return role == Role::supplier ? Role::customer : Role::supplier; }

}  // namespace caveat
#endif
