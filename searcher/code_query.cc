// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/code_query.h"

#include <algorithm>
#include <vector>

#include "corpus/text.h"

namespace codelex {
namespace {

bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool has_digit(std::string_view s) {
    return s.find_first_of("0123456789") != s.npos;
}

// Words around a code that ask for it and say nothing more. Those that name a system narrow the answer.
struct Asking {
    std::string_view word, system;
};
constexpr Asking kAsking[] = {
    {"ICD10", ""},
    {"ICD-10", ""},
    {"ICD", ""},
    {"ICD10CM", "icd10cm"},
    {"ICD-10-CM", "icd10cm"},
    {"ICD10-CM", "icd10cm"},
    {"ICD10PCS", "icd10pcs"},
    {"ICD-10-PCS", "icd10pcs"},
    {"ICD10-PCS", "icd10pcs"},
    {"PCS", "icd10pcs"},
    {"HCPCS", "hcpcs"},
    {"CPT", "cpt"},
    {"CODE", ""},
    {"CODES", ""},
    {"MODIFIER", ""},
    {"DX", ""},
    {"WHAT", ""},
    {"IS", ""},
    {"WHATS", ""},
    {"WHAT'S", ""},
    {"THE", ""},
    {"FOR", ""},
    {"OF", ""},
    {"LOOKUP", ""},
    {"DEFINE", ""},
    {"MEANING", ""},
    {"DESCRIPTION", ""},
    {"LEVEL", ""},
    {"II", ""},
};

// Blank-separated words, with question marks, commas, colons and quotes at their ends dropped.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    auto flush = [&] {
        while (!word.empty() && std::string_view("?,;:\"'#()").find(word.back()) != std::string_view::npos)
            word.pop_back();
        while (!word.empty() && std::string_view("\"'#(").find(word.front()) != std::string_view::npos)
            word.erase(word.begin());
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            flush();
        else
            word += upper(c);
    }
    flush();
    return words;
}

// The letters and digits of something code-shaped, or nothing: 2 to 7 of them, at most one dot, none at the
// ends.
std::optional<std::string> code_chars(std::string_view text) {
    std::string code;
    std::size_t dots = 0;
    for (char c : text) {
        if (c == '.')
            ++dots;
        else if (is_alnum(c))
            code += c;
        else
            return std::nullopt;
    }
    // The dot of an ICD-10-CM code stands after the third character and the first is a letter; anything else
    // is a number, a sentence or an ICD-9 code (250.00), whose digits alone would be a code of another
    // system.
    const bool letter = !text.empty() && upper(text[0]) >= 'A';
    if (dots > 1 || (dots == 1 && (text.size() < 5 || text[3] != '.' || !letter))) return std::nullopt;
    if (code.size() < 2 || code.size() > 7) return std::nullopt;
    return code;
}

bool ends(std::string_view text, std::string_view end) {
    return text.size() > end.size() && text.ends_with(end);
}

}  // namespace

std::optional<CodeQuestion> parse_code_question(std::string_view text) {
    if (text.size() > 120) return std::nullopt;
    CodeQuestion q{};
    // A range may be written with an en dash.
    std::string plain(text);
    for (std::size_t at; (at = plain.find("\xE2\x80\x93")) != plain.npos;) plain.replace(at, 3, "-");
    std::vector<std::string> words = words_of(plain);
    bool asked = false;
    std::erase_if(words, [&](const std::string& w) {
        const auto known =
            std::find_if(std::begin(kAsking), std::end(kAsking), [&](auto& a) { return a.word == w; });
        if (known == std::end(kAsking)) return false;
        if (!known->system.empty()) q.system = known->system;
        return asked = true;
    });
    // "E10 - E13", "E10 to E13"
    if (words.size() == 3 && (words[1] == "-" || words[1] == "TO" || words[1] == "THROUGH"))
        words = {words[0] + "-" + words[2]};
    if (words.size() != 1) return std::nullopt;
    std::string_view w = words.front();
    // Only diagnoses are written with a dot inside.
    if (const auto dot = w.find('.'); dot < w.size() - 1 && is_alnum(w[dot + 1]) && q.system.empty())
        q.system = "icd10cm";

    for (std::string_view mark : {".-", "-", ".*", "*", "."}) {
        if (!ends(w, mark)) continue;
        const std::string_view begin = w.substr(0, w.size() - mark.size());
        if (std::all_of(begin.begin(), begin.end(), is_alnum))
            q.first = begin;
        else if (auto code = code_chars(begin))
            q.first = *code;
        const bool star = mark.ends_with('*');
        if (q.first.empty() || q.first.size() > 7 || (!has_digit(q.first) && !(star && q.first.size() == 1)))
            return std::nullopt;
        q.kind = CodeQuestion::Kind::prefix;
        return q;
    }
    if (const auto dash = w.find('-'); dash != w.npos) {
        std::string_view left = w.substr(0, dash), right = w.substr(dash + 1);
        auto first = code_chars(left), last = code_chars(right);
        if (!first || !has_digit(*first)) return std::nullopt;
        if (first->size() == 5 && right.size() == 2 && last) {
            q.kind = CodeQuestion::Kind::code;
            q.first = *first;
            q.modifier = *last;
            return q;
        }
        if (!last || !has_digit(*last) || first->size() < 3 || last->size() < 3 || *last < *first)
            return std::nullopt;
        q.kind = CodeQuestion::Kind::range;
        q.first = *first;
        q.last = *last;
        return q;
    }
    auto code = code_chars(w);
    if (!code) return std::nullopt;
    q.kind = CodeQuestion::Kind::code;
    q.first = *code;
    q.letters_only = !has_digit(*code) && !asked;
    return q;
}

}  // namespace codelex
