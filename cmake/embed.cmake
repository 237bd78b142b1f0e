# Writes OUT, a C++ source that defines codelex::starter_files() from FILES (paths separated by "|").
# Run at build time: cmake -DOUT=... -DFILES=... -P embed.cmake
string(REPLACE "|" ";" files "${FILES}")
set(table "")
foreach(file IN LISTS files)
    file(READ "${file}" bytes)
    string(FIND "${bytes}" ")~~~\"" clash)
    if(NOT clash EQUAL -1)
        message(FATAL_ERROR "${file}: holds the delimiter of a raw string, )~~~\"")
    endif()
    get_filename_component(name "${file}" NAME)
    string(APPEND table "        {\"${name}\", R\"~~~(${bytes})~~~\"sv},\n")
endforeach()
file(WRITE "${OUT}" "// Generated from corpus/starter/ by cmake/embed.cmake. Do not edit.
#include \"corpus/starter.h\"

namespace codelex {

std::span<const StarterFile> starter_files() {
    using namespace std::string_view_literals;  // with its length: compilers need not count
    static constexpr StarterFile files[] = {
${table}    };
    return files;
}

}  // namespace codelex
")
