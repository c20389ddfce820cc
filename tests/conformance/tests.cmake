# SPDX-License-Identifier: Apache-2.0
# Public test suites, as packages that tests/e2e/package.json names; skipped by name where they are not installed
# (S1_E2E_MODULES, else tests/e2e/node_modules), and on CI (CI=true) failed.
add_executable(conformance_yaml ${CMAKE_CURRENT_LIST_DIR}/yaml.cpp)
target_link_libraries(conformance_yaml PRIVATE s1_syntax json s1_compiler)
add_test(NAME conformance_yaml COMMAND conformance_yaml ${CMAKE_SOURCE_DIR}/tests/e2e/node_modules
                                       ${CMAKE_CURRENT_LIST_DIR}/yaml_differences.tsv)
set_tests_properties(conformance_yaml PROPERTIES LABELS conformance SKIP_RETURN_CODE 77)
