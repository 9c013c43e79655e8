# caveat_stage(<name> NEEDS <stage>... LINKS <target>...)
#
# A stage is a folder of plugin/src and a static library. It sees its own headers as "<name>/file.h" and those of the
# stages it NEEDS (and theirs), nothing else: a stage that includes a later one does not compile
# (tests/architecture proves it). The include root is a folder that holds one symbolic link, to the stage.
function(caveat_stage name)
  cmake_parse_arguments(ARG "" "" "NEEDS;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/${name}/*.cpp)
  set(root ${CMAKE_BINARY_DIR}/stage-roots/${name})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/src/${name} ${root}/${name} SYMBOLIC)
  if(sources)
    add_library(caveat_${name} STATIC ${sources})
    target_include_directories(caveat_${name} PUBLIC ${root})
    set(reach PUBLIC)
  else()
    add_library(caveat_${name} INTERFACE)
    target_include_directories(caveat_${name} INTERFACE ${root})
    set(reach INTERFACE)
  endif()
  foreach(need IN LISTS ARG_NEEDS)
    target_link_libraries(caveat_${name} ${reach} caveat_${need})
  endforeach()
  if(ARG_LINKS)
    target_link_libraries(caveat_${name} ${reach} ${ARG_LINKS})
  endif()
endfunction()

# caveat_test(<name> SOURCES <file>... STAGES <stage>... LINKS <target>... LABELS <label>...)
# One Boost.Test executable, one ctest entry.
function(caveat_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;STAGES;LINKS;LABELS" ${ARGN})
  # Boost.Test makes main() in the one file that names the module, so the sources need not agree on which.
  file(CONFIGURE OUTPUT ${name}_main.cpp CONTENT "#define BOOST_TEST_MODULE ${name}\n#include <boost/test/unit_test.hpp>\n")
  add_executable(${name} ${ARG_SOURCES} ${CMAKE_CURRENT_BINARY_DIR}/${name}_main.cpp)
  target_compile_definitions(${name} PRIVATE BOOST_TEST_DYN_LINK
    CAVEAT_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CAVEAT_BINARY_DIR="${CMAKE_BINARY_DIR}")
  foreach(stage IN LISTS ARG_STAGES)
    target_link_libraries(${name} PRIVATE caveat_${stage})
  endforeach()
  target_link_libraries(${name} PRIVATE Boost::unit_test_framework ${ARG_LINKS})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 600)
endfunction()
