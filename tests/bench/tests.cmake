# SPDX-License-Identifier: Apache-2.0
# The benchmarks: built and run by `cmake --build BUILD --target bench`, or `ctest -C bench -L bench`; never by default.
# Use a release build.
add_library(s1_bench_process STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/process.cpp
            ${CMAKE_CURRENT_LIST_DIR}/scan.cpp)
target_link_libraries(s1_bench_process PUBLIC s1_text json PRIVATE s1_compiler)
foreach(name startup example corpus linear dockerfiles)
  add_executable(bench_${name} EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/${name}.cpp)
  target_link_libraries(bench_${name} PRIVATE s1_bench_process s1_compiler)
endforeach()
add_executable(bench_dockerfile_parse EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/dockerfile_parse.cpp)
target_link_libraries(bench_dockerfile_parse PRIVATE s1_syntax s1_compiler)
add_executable(bench_json EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/json.cpp)
target_link_libraries(bench_json PRIVATE s1_syntax json s1_compiler)
add_executable(bench_yaml EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/yaml.cpp)
target_link_libraries(bench_yaml PRIVATE s1_syntax s1_compiler)

add_custom_target(bench COMMAND ${CMAKE_CURRENT_LIST_DIR}/run $<TARGET_FILE:s1-infra> $<TARGET_FILE_DIR:bench_startup>
                  DEPENDS s1-infra bench_startup bench_example bench_corpus bench_linear bench_dockerfiles bench_dockerfile_parse bench_json bench_yaml
                  USES_TERMINAL VERBATIM)
add_test(NAME bench COMMAND ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target bench CONFIGURATIONS bench)
set_tests_properties(bench PROPERTIES LABELS bench RUN_SERIAL ON TIMEOUT 900)
