# SPDX-License-Identifier: Apache-2.0
# A test a client: NAME.mjs is the test e2e_NAME. What a test needs beyond Node is looked for when it runs (see
# README.md); where that is missing it says so and is skipped, and on CI (CI=true) it fails.
find_program(S1_NODE NAMES node nodejs DOC "Node 20 or later, for the end-to-end tests")
foreach(name raw reports html_report surface fix report robustness sdk_v1 sdk_v2 inspector claude_code plugin)
  if(S1_NODE)
    add_test(NAME e2e_${name} COMMAND ${S1_NODE} ${CMAKE_CURRENT_LIST_DIR}/${name}.mjs $<TARGET_FILE:s1-infra>)
  else()
    # No semicolon in it: CMake would take it for a list.
    set(skip "echo 'skipped: e2e_${name}: node is not installed' && test \"$CI\" = true && exit 1 || exit 77")
    add_test(NAME e2e_${name} COMMAND sh -c ${skip})
  endif()
  set_tests_properties(e2e_${name} PROPERTIES LABELS e2e SKIP_RETURN_CODE 77 TIMEOUT 300)
  if(S1_SANITIZE)
    set_tests_properties(e2e_${name} PROPERTIES ENVIRONMENT S1_TIME_FACTOR=10)
  endif()
endforeach()
# They measure time: nothing else may run beside it.
set_tests_properties(e2e_robustness e2e_sdk_v1 e2e_sdk_v2 PROPERTIES RUN_SERIAL ON)

# Real builds (builds/README.md): the fast half; S1_BUILDS=full takes all of it. They fetch Debian packages when first run, and take minutes.
option(S1_REAL_BUILDS "The tests by real image builds, for root with debootstrap" OFF)
if(NOT S1_REAL_BUILDS)
  return()
endif()
find_program(S1_PYTHON python3 DOC "Python 3.11 or later, for the real builds")
if(S1_PYTHON)
  add_test(NAME e2e_builds COMMAND ${S1_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/builds/run $<TARGET_FILE:s1-infra>)
  add_test(NAME e2e_builds_self_test COMMAND ${S1_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/builds/self_test)
else()
  foreach(name builds builds_self_test)
    set(skip "echo 'skipped: e2e_${name}: python3 is not installed' && test \"$CI\" = true && exit 1 || exit 77")
    add_test(NAME e2e_${name} COMMAND sh -c ${skip})
  endforeach()
endif()
# They take all cores, and one cache for both: nothing runs beside them, least of all what measures time.
set_tests_properties(e2e_builds e2e_builds_self_test PROPERTIES LABELS e2e SKIP_RETURN_CODE 77 TIMEOUT 3600 RUN_SERIAL ON)
set_tests_properties(e2e_builds_self_test PROPERTIES DEPENDS e2e_builds)
