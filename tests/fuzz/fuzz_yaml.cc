// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/recipe.h"
#include "corpus/yaml_records.h"
#include "tests/fuzz/fuzz.h"

using namespace codelex;
using namespace codelex::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = text_of(data, size);
    hold_reader(read_yaml_records, bytes);
    const auto recipe = parse_recipe(bytes, "recipe", "/base");
    if (!recipe) {
        hold(useless_error(recipe.error(), "recipe"));
        return 0;
    }
    hold(!recipe->sources.empty(), "a recipe without sources");
    for (const Source& s : recipe->sources) {
        hold(!s.file.empty() && !s.name.empty(), "a source without a file");
        hold(!s.release.effective || s.release.effective->ok(), "a release on no day of the calendar");
    }
    for (const CodeSystem& s : recipe->systems) {
        hold(is_system_id(s.id) && !find_known_system(s.id), "a declared system without an id of its own");
        hold(!s.name.empty(), "a declared system without a name");
    }
    return 0;
}
