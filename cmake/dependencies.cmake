# SPDX-License-Identifier: Apache-2.0
# Every library here is a Debian package; each gets one target of ours, so that the rest of the build need not know how it comes.
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)

add_library(json INTERFACE)
target_link_libraries(json INTERFACE nlohmann_json::nlohmann_json)

find_path(ASIO_INCLUDE asio.hpp REQUIRED)
add_library(asio INTERFACE)
target_include_directories(asio SYSTEM INTERFACE ${ASIO_INCLUDE})
target_compile_definitions(asio INTERFACE ASIO_STANDALONE ASIO_NO_DEPRECATED)
target_link_libraries(asio INTERFACE Threads::Threads)

find_path(XXHASH_INCLUDE xxhash.h REQUIRED)
add_library(xxhash INTERFACE)
target_include_directories(xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE})

# Their headers alone: Debian ships both as shared libraries, which cost more to load than the little that is used of them. What of fmt is no
# template is compiled once (text/fmt_library.cpp).
find_path(SPDLOG_INCLUDE spdlog/spdlog.h REQUIRED)
add_library(fmt_headers INTERFACE)
target_include_directories(fmt_headers SYSTEM INTERFACE ${SPDLOG_INCLUDE})
target_compile_definitions(fmt_headers INTERFACE SPDLOG_FMT_EXTERNAL SPDLOG_HEADER_ONLY)

find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
add_library(cli11 INTERFACE)
target_include_directories(cli11 SYSTEM INTERFACE ${CLI11_INCLUDE})

# RE2 is linked statically for the sake of start-up. Debian 13's stands on Abseil, of whose static libraries the linker takes what it needs.
# (pkg-config knows which, but works on that for ten seconds.)
find_path(RE2_INCLUDE re2/re2.h REQUIRED)
find_library(RE2_LIBRARY NAMES libre2.a REQUIRED)
get_filename_component(re2_folder ${RE2_LIBRARY} DIRECTORY)
file(GLOB abseil_libraries ${re2_folder}/libabsl_*.a)
add_library(re2 INTERFACE)
target_include_directories(re2 SYSTEM INTERFACE ${RE2_INCLUDE})
target_link_libraries(re2 INTERFACE -Wl,--start-group ${RE2_LIBRARY} ${abseil_libraries} -Wl,--end-group Threads::Threads)

# Static for the sake of start-up, like RE2.
find_path(YAML_INCLUDE yaml.h REQUIRED)
find_library(YAML_LIBRARY NAMES libyaml.a REQUIRED)
add_library(libyaml INTERFACE)
target_include_directories(libyaml SYSTEM INTERFACE ${YAML_INCLUDE})
target_compile_definitions(libyaml INTERFACE YAML_DECLARE_STATIC)
target_link_libraries(libyaml INTERFACE ${YAML_LIBRARY})

# Its headers alone: the library is opened on its first use (workspace/git_library.cpp), since finding and relocating it and the dozen libraries
# that it stands on costs every start several milliseconds. Debian's static one stands on libraries that have no static form.
find_path(GIT2_INCLUDE git2.h REQUIRED)
add_library(libgit2_headers INTERFACE)
target_include_directories(libgit2_headers SYSTEM INTERFACE ${GIT2_INCLUDE})
target_link_libraries(libgit2_headers INTERFACE ${CMAKE_DL_LIBS})

# Its headers alone, likewise: it is opened when something is drawn (report/drawing/graphviz_library.cpp).
find_path(GRAPHVIZ_INCLUDE gvc.h PATH_SUFFIXES graphviz REQUIRED)
find_library(GRAPHVIZ_LIBRARY gvc REQUIRED)
get_filename_component(graphviz_file ${GRAPHVIZ_LIBRARY} REALPATH)
string(REGEX REPLACE "^.*\\.so\\.([0-9]+).*$" "\\1" graphviz_soversion ${graphviz_file})
add_library(graphviz_headers INTERFACE)
target_include_directories(graphviz_headers SYSTEM INTERFACE ${GRAPHVIZ_INCLUDE})
target_compile_definitions(graphviz_headers INTERFACE S1_GRAPHVIZ_SOVERSION="${graphviz_soversion}")
target_link_libraries(graphviz_headers INTERFACE ${CMAKE_DL_LIBS})
