// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <boost/json.hpp>

#include "analyzers/analyzer.h"
#include "corpus/text.h"
#include "tools/arguments.h"
#include "tools/command.h"
#include "tools/terminal.h"

namespace codelex {
namespace po = boost::program_options;
namespace json = boost::json;

namespace {

constexpr std::size_t kMaxBytes = 64 * 1024;

std::string_view kind_name(Token::Kind kind) {
    switch (kind) {
        case Token::Kind::word:
            return "word";
        case Token::Kind::number:
            return "number";
        case Token::Kind::shorthand:
            return "shorthand";
    }
    return "";
}

// "fractures@2 (fractur)", "500@3 number", "x@0 [xray 2]", "as@4 capitals"
std::string shown(const Token& t) {
    std::string out = t.text + "@" + std::to_string(t.position);
    if (!t.stem.empty() && t.stem != t.text) out += " (" + t.stem + ")";
    if (t.kind != Token::Kind::word) out += " " + std::string(kind_name(t.kind));
    if (!t.compound.empty()) out += " [" + t.compound + " " + std::to_string(t.parts) + "]";
    if (t.capitals) out += " capitals";
    return out;
}

json::object to_object(const Token& t) {
    json::object o{{"text", t.text},
                   {"begin", t.begin},
                   {"end", t.end},
                   {"position", t.position},
                   {"kind", kind_name(t.kind)}};
    if (!t.stem.empty()) o["stem"] = t.stem;
    if (!t.compound.empty()) o["compound"] = t.compound, o["parts"] = t.parts;
    if (t.capitals) o["capitals"] = true;
    return o;
}

}  // namespace

Outcome cmd_analyze(const std::vector<std::string>& argv, const Io& io) {
    po::options_description options("options");
    options.add_options()("format", po::value<std::string>()->default_value("text"), "text or json");
    add_help_option(&options);
    auto args = parse_arguments(argv, options);
    if (!args) return args.error();
    if (print_help_if_asked(
            *args, options, "analyze",
            "What each step of the analysis makes of a text, titles and queries alike; no index is needed.\n"
            "A token is its text, @ and its position; then in brackets what differs from the text: (stem),\n"
            "[compound in one word, how many tokens it covers]; its kind where it is no plain word.\n",
            io))
        return 0;
    auto format = choice_option(*args, "format", {"text", "json"});
    if (!format) return format.error();
    if (args->words.empty()) return Error{Errc::usage, "nothing to analyze", "codelex analyze TEXT"};
    const std::string text = args->phrase();
    if (!is_utf8(text)) return Error{Errc::bad_query, "the text is not UTF-8", "convert it with iconv"};
    if (text.size() > kMaxBytes)
        return Error{Errc::bad_query, "the text has more than " + std::to_string(kMaxBytes) + " bytes",
                     "analyze a part of it"};
    auto analyzer = Analyzer::make();
    if (!analyzer) return analyzer.error();
    const std::vector<AnalysisStage> stages = analyzer->stages(text);
    const bool empty = stages.back().tokens.empty();
    if (*format == "json") {
        json::array steps;
        for (const AnalysisStage& s : stages) {
            json::array tokens;
            for (const Token& t : s.tokens) tokens.push_back(to_object(t));
            steps.push_back(json::object{{"name", s.name}, {"tokens", std::move(tokens)}});
        }
        io.out << json::object{{"text", text}, {"fingerprint", Analyzer::fingerprint()}, {"stages", steps}}
               << "\n";
    } else {
        std::size_t width = 0;
        for (const AnalysisStage& s : stages) width = std::max(width, s.name.size());
        for (const AnalysisStage& s : stages) {
            std::string line;
            for (const Token& t : s.tokens) line += (line.empty() ? "" : ", ") + shown(t);
            io.out << padded(s.name, width + 2) << wrapped(line, width + 2, terminal_width()) << "\n";
        }
    }
    if (empty) io.err << "No words are left\n";
    return empty ? 1 : 0;
}

}  // namespace codelex
