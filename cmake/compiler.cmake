# SPDX-License-Identifier: Apache-2.0
# How everything here is compiled.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG") # GCC 12 at -O3 reports a false -Wrestrict in std::string
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(s1_compiler INTERFACE)
target_compile_options(s1_compiler INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 reports these falsely inside std::string and std::optional once it optimises; GCC 14 and clang check the same code with them on.
  target_compile_options(s1_compiler INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-maybe-uninitialized)
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # libstdc++ calls its own deprecated get_temporary_buffer in stable_sort.
  target_compile_options(s1_compiler INTERFACE -Wno-deprecated-declarations)
endif()

if(S1_SANITIZE)
  # Half the time to compile of -O2 -g, and traces that still name every line. What runs under the thread sanitizer is little: to compile it is
  # most of the work.
  if(S1_SANITIZE STREQUAL "thread")
    set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O0 -g1")
  else()
    set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
  endif()
  add_compile_options(-fsanitize=${S1_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(S1_SANITIZE MATCHES "undefined" AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_compile_options(-fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/cmake/sanitizer-ignore.txt)
  endif()
  add_link_options(-fsanitize=${S1_SANITIZE})
  if(S1_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-tsan) # asio fences around handlers, beside the locks that the sanitizer does see
  endif()
else()
  # One file to ship, and a millisecond less to start: no C++ run-time library to find and relocate.
  add_link_options(-static-libstdc++ -static-libgcc -Wl,--gc-sections -Wl,-O1)
  add_compile_options(-ffunction-sections -fdata-sections)
endif()
if(S1_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
