# SPDX-License-Identifier: Apache-2.0
add_test(NAME layers COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -P ${CMAKE_SOURCE_DIR}/tests/layers.cmake)
# The check itself: in the small tree upward/ every rule is broken once, and every breach is named.
add_test(NAME layers-upward
         COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR}/tests/layers/upward -P ${CMAKE_SOURCE_DIR}/tests/layers.cmake)
set(breaches
    "CMakeLists.txt: layer text uses rules, which is not declared above it"
    "src/audit/audit.h: no s1_layer.. line declares the layer audit"
    "src/rules/rule.h: layer rules may not use nlohmann/json"
    "src/rules/rule.h: <regex> is not to be used, RE2 is"
    "src/text/span.h: \"[.][.]/rules/rule.h\" is not a path from src/ or the root, as \"text/span.h\" is"
    "src/text/span.h: layer text may not include \"tools/tool.h\"")
list(JOIN breaches "\n *" breaches)
set_tests_properties(layers-upward PROPERTIES PASS_REGULAR_EXPRESSION "${breaches}\n")
