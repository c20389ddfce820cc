// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/variables.h"

#include <algorithm>
#include <array>
#include <utility>

namespace s1::dockerfile {
namespace {

using namespace std::string_view_literals;
using State = VariableValue::State;

// Every FROM of an earlier stage is a step of a lookup. Real files have a handful; what lies deeper is taken to be
// unknown.
constexpr int kLongestChain = 100;
// What values may take beside the file itself: each is bounded, but a file has room for very many.
constexpr std::size_t kMostStored = std::size_t{4} << 20;

// Set in every build, to what the build is for.
constexpr std::array kPlatformArgs = {"BUILDARCH"sv,      "BUILDOS"sv,     "BUILDOSVERSION"sv, "BUILDPLATFORM"sv,
                                      "BUILDVARIANT"sv,   "TARGETARCH"sv,  "TARGETOS"sv,       "TARGETOSVERSION"sv,
                                      "TARGETPLATFORM"sv, "TARGETSTAGE"sv, "TARGETVARIANT"sv};
// Taken by every build without being declared.
constexpr std::array kProxyArgs = {"ALL_PROXY"sv, "FTP_PROXY"sv, "HTTPS_PROXY"sv, "HTTP_PROXY"sv,  "NO_PROXY"sv,
                                   "all_proxy"sv, "ftp_proxy"sv, "http_proxy"sv,  "https_proxy"sv, "no_proxy"sv};
constexpr std::array kBuildArgs = {
    "BUILDKIT_BUILD_NAME"sv,       "BUILDKIT_CACHE_MOUNT_NS"sv, "BUILDKIT_CONTEXT_KEEP_GIT_DIR"sv,
    "BUILDKIT_DOCKERFILE_CHECK"sv, "BUILDKIT_INLINE_CACHE"sv,   "BUILDKIT_MULTI_PLATFORM"sv,
    "BUILDKIT_SANDBOX_HOSTNAME"sv, "BUILDKIT_SYNTAX"sv,         "SOURCE_DATE_EPOCH"sv};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::int32_t scope_of(const Instruction& at) {
  return at.kind == Kind::from ? Variables::kGlobal : at.stage;
}

// Where the declarations that count for `word` end: before its instruction; in an ARG, before its own KEY=VALUE.
std::uint32_t place_of(const Instruction& at, const Word& word) {
  if (at.kind != Kind::arg) return at.span.begin;
  const auto after =
      std::ranges::upper_bound(at.pairs, word.span.begin, {}, [](const Pair& pair) { return pair.key.span.begin; });
  return after == at.pairs.begin() ? at.span.begin : (after - 1)->key.span.begin;
}

// Where a reference in `word` stands in the file.
Span place_in_file(const File& file, const Instruction& at, const Word& word, Span reference) {
  const std::string_view arguments = at.arguments.text();
  const auto address = [](std::string_view text) { return reinterpret_cast<std::uintptr_t>(text.data()); };
  const std::uintptr_t offset = address(word.raw) - address(arguments);  // wraps round where the word lies elsewhere
  if (!arguments.empty() && offset <= arguments.size() && word.raw.size() <= arguments.size() - offset) {
    const auto begin = static_cast<std::uint32_t>(offset);
    return at.arguments.to_file(Span{begin + reference.begin, begin + reference.end});
  }
  // A flag's value, or a string: as it is, or in quotes. Escapes and replaced bytes leave no way back.
  const std::string_view text = file.source->slice(word.span);
  if (word.raw.size() > text.size()) return word.span;
  const std::size_t quote = (text.size() - word.raw.size()) / 2;
  if (quote > 1 || text.substr(quote, word.raw.size()) != word.raw) return word.span;
  const auto begin = word.span.begin + static_cast<std::uint32_t>(quote);
  return {begin + reference.begin, begin + reference.end};
}

}  // namespace

bool is_predefined_arg(std::string_view name) {
  return is_in(kPlatformArgs, name) || is_in(kProxyArgs, name) || is_in(kBuildArgs, name);
}

void Variables::declare(File& file, const Instruction& instruction) {
  const bool is_arg = instruction.kind == Kind::arg;
  for (const Pair& pair : instruction.pairs) {
    // The values of one ENV are all worked out before any of them counts; those of one ARG one after the other.
    const std::uint32_t place = is_arg ? pair.key.span.begin : instruction.span.begin;
    const std::string_view key = is_arg ? pair.key.raw : unquoted(file, pair.key.raw, instruction, place);
    if (key.empty()) continue;
    VariableValue value{.state = State::unset, .text = {}};
    if (pair.has_value) {
      value = evaluate(file, pair.value.raw, instruction, place);
    } else {
      // ARG without a value changes nothing that has one already, and takes over what the global ARG of its name has.
      const Declaration* const before = declaration(file, key, instruction.stage, place);
      if (before != nullptr && before->value.state != State::unset) continue;
      if (instruction.stage != kGlobal) {
        const Declaration* const global = declaration(file, key, kGlobal, place);
        if (global != nullptr) value = global->value;
      }
      if (value.state == State::unset && is_predefined_arg(key)) value.state = State::unknown;
    }
    declarations_[key].push_back({place, instruction.stage, value});
  }
}

std::string_view Variables::unquoted(File& file, std::string_view key, const Instruction& at, std::uint32_t place) {
  if (is_plain(key, file.escape)) return key;
  const VariableValue value = evaluate(file, key, at, place);
  return value.state == State::set ? value.text : std::string_view();
}

VariableValue Variables::evaluate(File& file, std::string_view raw, const Instruction& at, std::uint32_t place) {
  if (is_plain(raw, file.escape)) return {State::set, raw};
  Expanded expanded =
      expand_text(raw, file.escape, [&](std::string_view name) { return find(file, name, scope_of(at), place); });
  if (stored_ + expanded.text.size() > kMostStored) return {State::unknown, {}};
  stored_ += expanded.text.size();
  return {expanded.known ? State::set : State::partial, file.storage.emplace_back(std::move(expanded.text))};
}

const Variables::Declaration* Variables::declaration(const File& file, std::string_view name, std::int32_t stage,
                                                     std::uint32_t place) const {
  const auto found = declarations_.find(name);
  if (found == declarations_.end()) return nullptr;
  const std::vector<Declaration>& all = found->second;
  auto end = std::ranges::lower_bound(all, place, {}, &Declaration::place);
  for (int steps = 0; steps < kLongestChain; ++steps) {
    end = std::upper_bound(all.begin(), end, stage,
                           [](std::int32_t wanted, const Declaration& other) { return wanted < other.stage; });
    if (end == all.begin()) return nullptr;
    if ((end - 1)->stage == stage) return &*(end - 1);
    if (stage < 0) return nullptr;
    const std::optional<std::uint32_t>& base = file.stages[static_cast<std::size_t>(stage)].base;
    if (!base) return nullptr;
    stage = static_cast<std::int32_t>(*base);
  }
  static constexpr Declaration kTooDeep{.place = 0, .stage = 0, .value = {.state = State::unknown, .text = {}}};
  return &kTooDeep;
}

VariableValue Variables::find(const File& file, std::string_view name, std::int32_t stage, std::uint32_t place) const {
  if (const Declaration* const found = declaration(file, name, stage, place)) return found->value;
  if (stage == kGlobal) return {is_predefined_arg(name) ? State::unknown : State::undefined, {}};
  if (name == "PATH" || is_in(kProxyArgs, name)) return {State::unknown, {}};
  const Stage& root = file.stages[file.stages[static_cast<std::size_t>(stage)].root];
  return {root.image_value == "scratch" ? State::undefined : State::foreign, {}};
}

Expansion expand(const File& file, const Instruction& at, const Word& word) {
  const std::uint32_t place = place_of(at, word);
  Expanded expanded = expand_text(word.raw, file.escape, [&](std::string_view name) {
    return file.variables->find(file, name, scope_of(at), place);
  });
  Expansion result{.text = std::move(expanded.text), .known = expanded.known, .undefined = {}, .valid = expanded.valid};
  result.undefined.reserve(expanded.undefined.size());
  for (const Expanded::Undefined& use : expanded.undefined)
    result.undefined.push_back({place_in_file(file, at, word, use.reference), use.name});
  return result;
}

}  // namespace s1::dockerfile
