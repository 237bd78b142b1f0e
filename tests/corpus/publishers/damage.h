// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codelex::test {

// What bytes turn into: the ends of the range, line ends, separators, quotes, what layouts mind.
inline constexpr std::string_view kDamage("\x00\x01\x7F\x80\xA0\xC2\xE9\xFF\n\r\t \",;|#0AZa", 21);

// Calls `each` with a name for the damage and the bytes: cut at every byte, every byte changed, lost,
// doubled.
template <class F>
void every_damage(const std::string& bytes, F each) {
    for (std::size_t n = 0; n <= bytes.size(); ++n)
        each("cut at " + std::to_string(n), std::string_view(bytes).substr(0, n));
    std::string damaged;
    for (std::size_t n = 0; n < bytes.size(); ++n) {
        const std::string place = " at " + std::to_string(n);
        damaged = bytes;
        for (char c : kDamage) {
            damaged[n] = c;
            each("another byte" + place, std::string_view(damaged));
        }
        for (int bit : {1, 0x10, 0x20, 0x80}) {
            damaged[n] = static_cast<char>(bytes[n] ^ bit);
            each("a flipped bit" + place, std::string_view(damaged));
        }
        damaged = bytes;
        damaged.erase(n, 1);
        each("a lost byte" + place, std::string_view(damaged));
        damaged = bytes;
        damaged.insert(n, 1, bytes[n]);
        each("a doubled byte" + place, std::string_view(damaged));
    }
}

}  // namespace codelex::test
