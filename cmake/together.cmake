# SPDX-License-Identifier: Apache-2.0
# With S1_TOGETHER many files are compiled as one: what the headers cost is then paid once for them, by the Release and the sanitizers' builds and by clang-tidy
# (decision 0013). Which files go together is derived from their names by groups.awk, anew whenever CMake runs.
option(S1_TOGETHER "Compile many files as one" OFF)

function(s1_together)
  foreach(target IN LISTS ARGN)
    get_target_property(sources ${target} SOURCES)
    get_target_property(folder ${target} SOURCE_DIR)
    list(TRANSFORM sources REPLACE "^([^/])" "${folder}/\\1")
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_BINARY_DIR}/")
    list(SORT sources)
    list(TRANSFORM sources REPLACE "(src/[^/]+|tools|tests/[^/]+)/.*$" "\\1" OUTPUT_VARIABLE folders)
    list(REMOVE_DUPLICATES folders)
    list(TRANSFORM folders APPEND "/*.h")
    file(GLOB_RECURSE headers ${folders})
    execute_process(COMMAND awk -v most=16 -f ${CMAKE_SOURCE_DIR}/cmake/groups.awk ${headers} ${sources} OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    while(groups)
      list(POP_FRONT groups file group)
      if(NOT group STREQUAL apart)
        set_source_files_properties(${file} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
      endif()
    endwhile()
  endforeach()
endfunction()

if(S1_TOGETHER)
  target_compile_options(s1_compiler INTERFACE -Wno-shadow) # a private name of one file, in another
  s1_together(s1_text s1_facts s1_syntax s1_workspace s1_config s1_model s1_rules s1_engine s1_fix s1_vsm s1_report s1_mcp s1_tools s1_cli)
endif()
