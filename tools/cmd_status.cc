// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <iomanip>

#include "indexer/snapshot.h"
#include "searcher/answer_json.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/terminal.h"

namespace codelex {
namespace po = boost::program_options;

Outcome cmd_status(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    add_index_option(&options);
    options.add_options()("format", po::value<std::string>()->default_value("text"), "text or json");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(*args, options, "status", "", io)) return 0;
    auto format = choice_option(*args, "format", {"text", "json"});
    if (!format) return format.error();
    if (!args->words.empty())
        return Error{Errc::usage, "`" + args->words[0] + "` is no option", "see --help"};
    auto snapshot = open_current(args->text("index"));
    if (!snapshot) return snapshot.error();
    if (auto whole = verify(*snapshot); !whole) return whole.error();
    // Opening it proves that it can be searched.
    auto searcher = Searcher::open(*snapshot);
    if (!searcher) return searcher.error();
    if (*format == "json") {
        io.out << to_json(*snapshot) << "\n";
        return 0;
    }
    const Manifest& m = snapshot->manifest;
    std::error_code ec;
    const auto size = std::filesystem::file_size(snapshot->database(), ec);
    io.out << snapshot->directory.string() << "\n  built " << m.created << " by codelex " << m.program << ", "
           << megabytes(ec ? 0 : size) << ", format " << m.format << ", analysis " << m.analysis << "\n\n"
           << "  system         codes   billable  modifiers\n";
    for (const SystemReport& s : m.systems)
        io.out << "  " << std::left << std::setw(10) << s.system << std::right << std::setw(10)
               << grouped(s.records) << std::setw(11) << grouped(s.billable) << std::setw(11)
               << grouped(s.modifiers) << "\n";
    io.out << "\n  synonyms: " << grouped(m.rules) << " rules"
           << (m.synonyms.empty() ? "" : ", lists " + m.synonyms) << "\n\n  sources\n";
    std::size_t starter = 0;
    for (const SourceReport& s : m.sources) {
        if (s.starter) {
            starter += s.records;
            continue;
        }
        if (!s.used) continue;
        io.out << "    " << s.name << ": " << grouped(s.records);
        if (!s.release.label.empty()) io.out << ", release " << s.release.label;
        if (s.release.effective) io.out << ", in force from " << iso(*s.release.effective);
        if (s.skipped) io.out << ", " << grouped(s.skipped) << " lines skipped";
        io.out << "\n      sha256 " << s.sha256 << "\n";
    }
    if (starter) io.out << "    starter corpus: " << grouped(starter) << "\n";
    return 0;
}

}  // namespace codelex
