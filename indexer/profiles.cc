// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/profiles.h"

#include <algorithm>
#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <cstring>
#include <fstream>

#include "indexer/schema.h"

namespace codelex {
namespace {

namespace ipc = boost::interprocess;

// The file: Outline, then u32 start of each profile and one more, profiles (u32), u32 start of each word's
// letters and one more, float rarity of each word, letters. Numbers as this machine has them; the mark tells.
struct Outline {
    std::uint32_t mark, profiles, data, words, letters;
};
constexpr std::uint32_t kMark = 0x43585031;  // CXP1
// A profile: code (2), flags, parent, entries, facets (4), labels (0 or 7), then names: kind << 24 | words,
// words.
constexpr std::size_t kFixed = 9;
constexpr std::uint32_t kLabels = 1u << 16;  // in the flags: seven labels follow

static_assert(sizeof(ProfileWord) == sizeof(std::uint32_t));
static_assert(kFacetValues == 128);

}  // namespace

ProfileSystem profile_system(std::string_view system) {
    return system == "icd10cm"    ? ProfileSystem::icd10cm
           : system == "icd10pcs" ? ProfileSystem::icd10pcs
           : system == "hcpcs"    ? ProfileSystem::hcpcs
           : system == "cpt"      ? ProfileSystem::cpt
                                  : ProfileSystem::other;
}

std::uint32_t ProfileWriter::number_of(const std::string& word) {
    return words_.emplace(word, static_cast<std::uint32_t>(words_.size())).first->second;
}

void ProfileWriter::add(const ProfileDraft& d) {
    starts_.push_back(data_.size());
    keys_.push_back(d.system + ":" + d.code);
    parents_.push_back(d.parent);
    std::array<char, 8> code{};
    std::copy_n(d.code.begin(), std::min<std::size_t>(d.code.size(), 7), code.begin());
    std::array<std::uint32_t, 2> as_numbers;
    std::memcpy(as_numbers.data(), code.data(), sizeof code);
    data_.insert(data_.end(), as_numbers.begin(), as_numbers.end());
    const bool labels = !d.labels[0].empty();
    data_.push_back(d.flags | static_cast<std::uint32_t>(profile_system(d.system)) << kSystemShift |
                    (labels ? kLabels : 0));
    data_.push_back(0);  // the parent, once all are there
    data_.push_back(d.entries);
    for (std::size_t part = 0; part < 4; ++part) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 32; ++i) bits |= static_cast<std::uint32_t>(d.facets[part * 32 + i]) << i;
        data_.push_back(bits);
    }
    if (labels)
        for (const std::string& label : d.labels) data_.push_back(number_of(label));
    for (const ProfileDraft::Name& n : d.names) {
        data_.push_back(static_cast<std::uint32_t>(n.kind) << 24 |
                        static_cast<std::uint32_t>(n.words.size()));
        for (const ProfileDraft::Word& w : n.words) data_.push_back(number_of(w.stem) | w.flags);
    }
}

Result<void> ProfileWriter::write(const std::vector<ProfileWriter>& parts,
                                  const std::filesystem::path& file) {
    std::vector<std::string> words;
    std::size_t profiles = 0, data = 0;
    for (const ProfileWriter& p : parts) {
        for (const auto& [word, number] : p.words_) words.push_back(word);
        profiles += p.starts_.size();
        data += p.data_.size();
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::unordered_map<std::string, std::uint32_t> document;
    std::uint32_t doc = 0;
    for (const ProfileWriter& p : parts)
        for (const std::string& key : p.keys_) document.emplace(key, ++doc);

    Outline outline{kMark, static_cast<std::uint32_t>(profiles), static_cast<std::uint32_t>(data),
                    static_cast<std::uint32_t>(words.size()), 0};
    for (const std::string& w : words) outline.letters += static_cast<std::uint32_t>(w.size());
    std::vector<std::uint32_t> starts, all, seen_in(words.size(), 0), last_seen(words.size(), 0);
    starts.reserve(profiles + 1);
    all.reserve(data);
    doc = 0;
    for (const ProfileWriter& p : parts) {
        std::vector<std::uint32_t> to(p.words_.size());
        for (const auto& [word, number] : p.words_)
            to[number] = static_cast<std::uint32_t>(std::lower_bound(words.begin(), words.end(), word) -
                                                    words.begin());
        for (std::size_t i = 0; i < p.starts_.size(); ++i) {
            ++doc;
            const std::size_t from = p.starts_[i], first = all.size();
            const std::size_t end = i + 1 < p.starts_.size() ? p.starts_[i + 1] : p.data_.size();
            starts.push_back(static_cast<std::uint32_t>(first));
            all.insert(all.end(), p.data_.begin() + static_cast<std::ptrdiff_t>(from),
                       p.data_.begin() + static_cast<std::ptrdiff_t>(end));
            const auto parent = document.find(p.parents_[i]);
            all[first + 3] = parent == document.end() || parent->second == doc ? 0 : parent->second;
            std::size_t at = first + kFixed;
            if (all[first + 2] & kLabels)
                for (std::size_t k = 0; k < 7; ++k, ++at) all[at] = to[all[at]];
            while (at < all.size()) {
                const std::uint32_t n = all[at++] & 0xFFFFFF;
                for (std::uint32_t k = 0; k < n; ++k, ++at) {
                    const ProfileWord w{all[at]};
                    const std::uint32_t number = to[w.word()];
                    all[at] = number | (w.packed & ~(ProfileWord::kJoined - 1));
                    if (last_seen[number] == doc) continue;
                    last_seen[number] = doc;
                    ++seen_in[number];
                }
            }
        }
    }
    starts.push_back(static_cast<std::uint32_t>(all.size()));

    std::ofstream out(file, std::ios::binary);
    const auto put = [&out](const auto* from, std::size_t n) {
        out.write(reinterpret_cast<const char*>(from), static_cast<std::streamsize>(n * sizeof *from));
    };
    put(&outline, 1);
    put(starts.data(), starts.size());
    put(all.data(), all.size());
    std::uint32_t letters = 0;
    for (const std::string& w : words) {
        put(&letters, 1);
        letters += static_cast<std::uint32_t>(w.size());
    }
    put(&letters, 1);
    for (const std::uint32_t n : seen_in) {
        const auto rare = static_cast<float>(codelex::rarity(n, static_cast<double>(profiles)));
        put(&rare, 1);
    }
    for (const std::string& w : words) put(w.data(), w.size());
    out.close();
    if (!out) return Error{Errc::io, file.string() + ": cannot be written", "check the disk"};
    return {};
}

struct Profiles::Impl {
    ipc::mapped_region region;
    Outline outline{};
    const std::uint32_t* starts = nullptr;
    const std::uint32_t* data = nullptr;
    const std::uint32_t* words = nullptr;
    const float* rarity = nullptr;
    const char* letters = nullptr;
};

Profiles::Profiles(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Profiles::Profiles(Profiles&&) noexcept = default;
Profiles& Profiles::operator=(Profiles&&) noexcept = default;
Profiles::~Profiles() = default;

Result<Profiles> Profiles::open(const std::filesystem::path& file) {
    const Error damaged{Errc::io, file.string() + ": no profiles, or damaged",
                        "rebuild the index with `codelex index`"};
    auto impl = std::make_unique<Impl>();
    try {
        impl->region = ipc::mapped_region(ipc::file_mapping(file.c_str(), ipc::read_only), ipc::read_only);
    } catch (const ipc::interprocess_exception& e) {
        return Error{Errc::io, file.string() + ": " + e.what(), "rebuild the index with `codelex index`"};
    }
    const std::size_t size = impl->region.get_size();
    if (size < sizeof(Outline)) return damaged;
    const auto* bytes = static_cast<const char*>(impl->region.get_address());
    Outline& o = impl->outline;
    std::memcpy(&o, bytes, sizeof o);
    const auto numbers = [](std::size_t n) { return n * sizeof(std::uint32_t); };
    const std::size_t starts = sizeof(Outline), data = starts + numbers(std::size_t{o.profiles} + 1),
                      words = data + numbers(o.data), rarity = words + numbers(std::size_t{o.words} + 1),
                      letters = rarity + numbers(o.words);
    if (o.mark != kMark || size != letters + o.letters) return damaged;
    impl->starts = reinterpret_cast<const std::uint32_t*>(bytes + starts);
    impl->data = reinterpret_cast<const std::uint32_t*>(bytes + data);
    impl->words = reinterpret_cast<const std::uint32_t*>(bytes + words);
    impl->rarity = reinterpret_cast<const float*>(bytes + rarity);
    impl->letters = bytes + letters;
    for (std::size_t i = 0; i < o.words; ++i)
        if (impl->words[i] > impl->words[i + 1] || impl->words[i + 1] > o.letters) return damaged;
    return Profiles(std::move(impl));
}

std::size_t Profiles::size() const {
    return impl_->outline.profiles;
}

void Profiles::get(std::uint32_t doc, Profile* out) const {
    out->names.clear();
    out->labels = {};
    out->code = {};
    out->flags = out->parent = out->entries = 0;
    out->facets.reset();
    if (doc < 1 || doc > impl_->outline.profiles) return;
    const std::size_t from = impl_->starts[doc - 1], end = impl_->starts[doc];
    if (from > end || end > impl_->outline.data || end - from < kFixed) return;
    const std::uint32_t* at = impl_->data + from;
    const std::uint32_t* const last = impl_->data + end;
    std::memcpy(out->code.data(), at, out->code.size());
    out->flags = at[2] & (kLabels - 1);
    out->parent = at[3];
    out->entries = at[4];
    for (std::size_t part = 0; part < 4; ++part)
        for (std::size_t i = 0; i < 32; ++i)
            if (at[5 + part] >> i & 1) out->facets.set(part * 32 + i);
    const bool labels = at[2] & kLabels;
    at += kFixed;
    if (labels && last - at >= 7) {
        out->labels = {at, 7};
        at += 7;
    }
    while (at < last) {
        const auto kind = static_cast<NameKind>(*at >> 24);
        const std::size_t n = *at++ & 0xFFFFFF;
        if (n > static_cast<std::size_t>(last - at)) return;
        out->names.push_back({kind, {reinterpret_cast<const ProfileWord*>(at), n}});
        at += n;
    }
}

std::string_view Profiles::word(std::uint32_t number) const {
    if (number >= impl_->outline.words) return {};
    return {impl_->letters + impl_->words[number], impl_->words[number + 1] - impl_->words[number]};
}

std::optional<std::uint32_t> Profiles::number_of(std::string_view text) const {
    std::uint32_t low = 0, high = impl_->outline.words;
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (word(middle) < text)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == impl_->outline.words || word(low) != text) return std::nullopt;
    return low;
}

float Profiles::rarity(std::uint32_t number) const {
    return number < impl_->outline.words ? impl_->rarity[number] : 0;
}

}  // namespace codelex
