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
