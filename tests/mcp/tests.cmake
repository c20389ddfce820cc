# SPDX-License-Identifier: Apache-2.0
# The tests of src/mcp over real pipes start this server.
add_executable(toy_server ${CMAKE_CURRENT_SOURCE_DIR}/toy_server/toy_server.cpp)
target_link_libraries(toy_server PRIVATE s1_mcp s1_compiler)
add_dependencies(test_mcp toy_server)
target_compile_definitions(test_mcp PRIVATE S1_TOY_SERVER="$<TARGET_FILE:toy_server>")
