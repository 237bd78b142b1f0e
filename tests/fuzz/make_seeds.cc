// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the seeds that are no text, and the samples of the tests, below the given directory: one folder a
// target.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "indexer/stored.h"
#include "synonyms/lexicon.h"
#include "synonyms/vocabulary.h"
#include "tests/corpus/layouts.h"

using namespace codelex;
using namespace codelex::test;

namespace {

bool write(const std::filesystem::path& file, std::string_view bytes) {
    std::filesystem::create_directories(file.parent_path());
    return static_cast<bool>(std::ofstream(file, std::ios::binary) << bytes);
}

CodeRecord record() {
    CodeRecord r;
    r.system = "icd10cm";
    r.code = "Z0Z1";
    r.title = "Moonlight fatigue of the left ear";
    r.parent = "Z0Z";
    r.validity.from = parse_date("2025-10-01");
    r.billable = true;
    r.texts.push_back({TextKind::lay, "The ear is tired.", {1, 2}});
    r.relations.push_back({RelationKind::replaced_by, "icd10cm", "Z0Z9"});
    r.attributes.push_back({"coverage", "C"});
    return r;
}

std::string lexicon() {
    Lists lists;
    Diagnostics faults;
    auto analyzer = Analyzer::make();
    const auto read = read_list(
        "means: {water on the knee: [{to: effusion of knee, weight: 0.7, near: [joint]}, hydrops]}\n"
        "operations: {cabg: {operation: Bypass, part: Coronary Artery}}\n"
        "spelling: {quinsey: quinsy}\nignore: [patient]\n"
        "word_parts: {prefixes: {hemi: half}, roots: {nephr: kidney}, suffixes: {itis: inflammation}}\n",
        "seed", &lists, &faults);
    return read && analyzer ? Lexicon::compile(lists, &*analyzer).bytes() : "";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: make_seeds DIRECTORY\n", 2;
    const std::filesystem::path dir = argv[1];
    const std::string book = workbook_of(hcpcs_rows()), stored = workbook_of(hcpcs_rows(), true);
    const std::string zip = zip_of({{"icd10cm_order_2026.txt", order_file(diagnosis_codes())},
                                    {"own.yaml", std::string(kRecordsYaml)},
                                    {"readme.txt", "prose"}});
    const bool ok =
        write(dir / "fuzz_order_file/diagnoses", order_file(diagnosis_codes())) &&
        write(dir / "fuzz_order_file/procedures", order_file(procedure_codes(), "\r\n")) &&
        write(dir / "fuzz_hcpcs_fixed/sample", hcpcs_file()) &&
        write(dir / "fuzz_workbook/deflated.xlsx", book) &&
        write(dir / "fuzz_workbook/stored.xlsx", stored) && write(dir / "fuzz_yaml/records", kRecordsYaml) &&
        write(dir / "fuzz_yaml/recipe", kRecipeYaml) && write(dir / "fuzz_zip/several.zip", zip) &&
        write(dir / "fuzz_zip/workbook.xlsx", stored) &&
        write(dir / "fuzz_zip/nested.zip", zip_of({{"book.xlsx", book}})) &&
        write(dir / "fuzz_stored/record", encode(record())) &&
        write(dir / "fuzz_stored/empty", encode(CodeRecord{})) &&
        write(dir / "fuzz_lexicon/lexicon", lexicon()) &&
        write(dir / "fuzz_lexicon/empty", Lexicon().bytes()) &&
        write(dir / "fuzz_lexicon/vocabulary",
              Vocabulary::make({{"heart", 3}, {"infected", 1}, {"infection", 2}}).bytes());
    return ok ? 0 : 5;
}
