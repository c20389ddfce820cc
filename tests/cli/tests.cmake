# SPDX-License-Identifier: Apache-2.0
# The command line, with the real binary; golden files under tests/golden.
add_executable(test_cli cli/cli_test.cpp cli/config_test.cpp cli/fix_test.cpp cli/golden_test.cpp cli/killed_write_test.cpp process.cpp strace.cpp)
target_link_libraries(test_cli PRIVATE s1_test_main json s1_compiler)
target_compile_definitions(test_cli PRIVATE S1_BINARY="$<TARGET_FILE:s1-infra>")
add_dependencies(test_cli s1-infra)
add_test(NAME cli COMMAND test_cli)
