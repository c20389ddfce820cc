# SPDX-License-Identifier: Apache-2.0
# A program that creates one file, killed at every system call.
add_executable(create_file killed_create/create_file.cpp)
target_link_libraries(create_file PRIVATE s1_workspace s1_compiler)
add_executable(test_killed_create killed_create/killed_create_test.cpp process.cpp strace.cpp)
target_link_libraries(test_killed_create PRIVATE s1_test_main s1_compiler)
target_compile_definitions(test_killed_create PRIVATE S1_CREATE_FILE="$<TARGET_FILE:create_file>")
add_dependencies(test_killed_create create_file)
add_test(NAME killed_create COMMAND test_killed_create)
