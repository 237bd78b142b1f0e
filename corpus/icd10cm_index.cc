// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/icd10cm_index.h"

#include <array>
#include <optional>

#include "corpus/icd10cm_index_tree.h"
#include "corpus/text.h"

namespace codelex {
namespace {

using Kind = IndexTarget::Kind;

constexpr std::size_t kMaxPhrase = 2000;  // bytes; the publisher's longest path has 188
constexpr std::size_t kMaxScope = 200;    // bytes of a "see" that are shown

// What a column of a table says about the words of its entry: what stands before and behind them, and before
// them when the entry is the table itself. By number: the wording of the heads varies by year.
struct Column {
    int number;
    std::string_view before, behind, alone;
};
constexpr Column kNeoplasmColumns[] = {
    {2, "Malignant Primary neoplasm of ", "", "Malignant Primary neoplasm"},
    {3, "Malignant Secondary neoplasm of ", "", "Malignant Secondary neoplasm"},
    {4, "Carcinoma in situ of ", "", "Carcinoma in situ"},
    {5, "Benign neoplasm of ", "", "Benign neoplasm"},
    {6, "Neoplasm of uncertain behavior of ", "", "Neoplasm of uncertain behavior"},
    {7, "Neoplasm of unspecified behavior of ", "", "Neoplasm of unspecified behavior"},
};
constexpr Column kDrugColumns[] = {
    {2, "Poisoning by ", ", accidental (unintentional)", ""},
    {3, "Poisoning by ", ", intentional self-harm", ""},
    {4, "Poisoning by ", ", assault", ""},
    {5, "Poisoning by ", ", undetermined", ""},
    {6, "Adverse effect of ", "", ""},
    {7, "Underdosing of ", "", ""},
};

// "C79.8-", "T36.0X1", "E85.-": what follows the code is left to the order file. Strict, so that prose is
// none.
std::optional<std::string> code_in(std::string_view text) {
    if (text.ends_with('-')) text.remove_suffix(1);
    if (text.ends_with('.')) text.remove_suffix(1);
    auto code = canonical_code("icd10cm", text);
    if (!code || display_code("icd10cm", *code) != text) return std::nullopt;
    return std::move(*code);
}

// A main term of the drug table is capitalised for its place only: "Aspirin", not "ABOB" or "2,4-D".
std::string inside_sentence(std::string words) {
    const auto upper = [&](std::size_t i) { return i < words.size() && words[i] >= 'A' && words[i] <= 'Z'; };
    const bool word = words.size() > 1 && words[1] >= 'a' && words[1] <= 'z';
    if (upper(0) && word) words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words;
}

class Builder {
  public:
    Builder(const Input& in, Icd10cmIndexKind kind, const std::vector<IndexEntry>& entries,
            std::vector<Attachment>* out, Diagnostics* diag)
        : in_(in), kind_(kind), entries_(entries), see_(entries), out_(out), diag_(diag) {}

    void add(std::size_t entry) {
        const IndexEntry& e = entries_[entry];
        entry_ = entry;
        phrase_.clear();
        const bool own = add_targets(e, {});
        if (own) return;
        for (const IndexTarget& t : e.targets) {
            if (t.kind != Kind::see) continue;
            const auto answer = see_.resolve(t.text, entry);
            if (answer.outcome == SeeResolver::Outcome::reached &&
                static_cast<std::size_t>(answer.entry) != entry)
                add_targets(entries_[static_cast<std::size_t>(answer.entry)],
                            "see " + excerpt(t.text, kMaxScope));
            break;
        }
    }

  private:
    bool table() const { return kind_ == Icd10cmIndexKind::neoplasms || kind_ == Icd10cmIndexKind::drugs; }

    // Attaches the words of the entry in hand to what `of` points to; `of` is the same, or the one that a
    // "see" reached. True when there was a target.
    bool add_targets(const IndexEntry& of, const std::string& see) {
        return table() ? add_cells(of, see) : add_codes(of, see);
    }

    bool add_codes(const IndexEntry& of, const std::string& see) {
        const IndexTarget *code = nullptr, *manif = nullptr;
        for (const IndexTarget& t : of.targets) {
            const bool second = t.kind == Kind::manif;
            if (!second && t.kind != Kind::code && t.kind != Kind::seecat && t.kind != Kind::subcat) continue;
            const IndexTarget*& place = second ? manif : code;
            if (place && see.empty())
                skip(of, std::string("more than one ") + (second ? "manifestation" : "code"));
            else if (!place)
                place = &t;
        }
        if (!code && manif && see.empty()) skip(of, "a manifestation without a code");
        if (!code) return false;
        const auto of_code = read_code(of, *code, see),
                   of_manif = manif ? read_code(of, *manif, see) : std::nullopt;
        if (of_code)
            attach(*of_code, phrase(),
                   !see.empty() ? see
                   : of_manif   ? "with manifestation " + display_code("icd10cm", *of_manif)
                                : std::string());
        if (of_manif && see.empty())
            attach(*of_manif, phrase(),
                   of_code ? "manifestation of " + display_code("icd10cm", *of_code)
                           : std::string("manifestation"));
        return true;
    }

    bool add_cells(const IndexEntry& of, const std::string& see) {
        const auto& columns = kind_ == Icd10cmIndexKind::drugs ? kDrugColumns : kNeoplasmColumns;
        std::array<bool, std::size(kDrugColumns)> seen{};
        bool any = false;
        for (const IndexTarget& t : of.targets) {
            if (t.kind != Kind::cell) continue;
            any = true;
            const std::size_t i = static_cast<std::size_t>(t.column) - 2;  // wraps below 2
            if (i >= seen.size() || seen[i]) {
                if (see.empty())
                    skip(of, "a cell of column " + std::to_string(t.column) +
                                 (i < seen.size() ? ", which has one already" : ", which the table has not"));
                continue;
            }
            seen[i] = true;
            if (t.text == "-" || t.text == "--") continue;
            if (const auto code = read_code(of, t, see)) attach(*code, phrase(columns[i]), see);
        }
        return any;
    }

    std::optional<std::string> read_code(const IndexEntry& of, const IndexTarget& t, const std::string& see) {
        auto code = code_in(t.text);
        if (!code && see.empty()) skip(of, "no code: \"" + excerpt(t.text) + "\"");
        return code;
    }

    // The words of the entry in hand, with its nonessential modifiers.
    const std::string& phrase() {
        if (!phrase_.empty()) return phrase_;
        const IndexEntry& e = entries_[entry_];
        phrase_ = index_path(entries_, entry_, kind_ == Icd10cmIndexKind::neoplasms && e.level > 0 ? 1 : 0);
        if (kind_ == Icd10cmIndexKind::drugs) phrase_ = inside_sentence(std::move(phrase_));
        if (phrase_.empty())
            phrase_ = e.modifiers;
        else if (!e.modifiers.empty() && phrase_.size() + e.modifiers.size() < kMaxPhrase)
            phrase_ += " " + e.modifiers;
        return phrase_;
    }
    std::string phrase(const Column& c) {
        const IndexEntry& e = entries_[entry_];
        if (e.level > 0 || c.alone.empty()) return std::string(c.before) + phrase() + std::string(c.behind);
        return std::string(c.alone) + (e.modifiers.empty() ? "" : " ") + e.modifiers;
    }

    void attach(const std::string& code, std::string text, std::string scope) {
        if (text.size() > kMaxPhrase)
            return skip(entries_[entry_], "a path too long to be one: \"" + excerpt(text) + "\"");
        const SourceLine at{in_.source, static_cast<std::uint32_t>(entry_ + 1)};
        out_->push_back({code, {TextKind::index_path, std::move(text), at, std::move(scope)}});
    }
    void skip(const IndexEntry& e, const std::string& why) {
        diag_->skip(in_.name, e.line, "entry \"" + excerpt(e.title) + "\": " + why);
    }

    const Input& in_;
    Icd10cmIndexKind kind_;
    const std::vector<IndexEntry>& entries_;
    SeeResolver see_;
    std::vector<Attachment>* out_;
    Diagnostics* diag_;
    std::size_t entry_ = 0;  // in hand
    std::string phrase_;     // its words, once asked for
};

Result<void> read(Icd10cmIndexKind kind, const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    const auto entries = parse_icd10cm_index(in, kind, diag);
    if (!entries) return entries.error();
    const std::size_t first = out->size();
    Builder build(in, kind, *entries, out, diag);
    for (std::size_t i = 0; i < entries->size(); ++i) build.add(i);
    if (out->size() == first)
        return Error{Errc::bad_source, std::string(in.name) + ": no entry leads to a code",
                     "expected main terms and terms with code, manif or cell elements"};
    return {};
}

}  // namespace

Result<void> read_icd10cm_index(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return read(Icd10cmIndexKind::diseases, in, out, diag);
}

Result<void> read_icd10cm_external(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return read(Icd10cmIndexKind::external, in, out, diag);
}

Result<void> read_icd10cm_neoplasms(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return read(Icd10cmIndexKind::neoplasms, in, out, diag);
}

Result<void> read_icd10cm_drugs(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    return read(Icd10cmIndexKind::drugs, in, out, diag);
}

}  // namespace codelex
