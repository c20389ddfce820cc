// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/stages.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "syntax/dockerfile/chars.h"
#include "text/lower_case.h"

namespace s1::dockerfile {
namespace {

// Comparisons of names that variables make uncertain with the names of stages; past this every stage is taken to be
// reached.
constexpr std::size_t kMostComparisons = 100'000;

// The stages before `end` that have the name, or null.
const std::vector<std::uint32_t>* named(const File& file, std::string_view name) {
  const auto found = file.stage_names.find(lower_case(name));
  return found == file.stage_names.end() ? nullptr : &found->second;
}

std::optional<std::uint32_t> last_before(const std::vector<std::uint32_t>& stages, std::uint32_t end) {
  const auto after = std::ranges::lower_bound(stages, end);
  if (after == stages.begin()) return std::nullopt;
  return *(after - 1);
}

// A number as stages are counted: digits alone.
std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Whether a name fits a text in which variables stand for anything. Only what comes before the first and after the last
// variable is compared: that is enough to tell build-$TARGETARCH from the rest.
bool may_be(std::string_view text, std::string_view name) {
  const std::string_view before = text.substr(0, text.find('$'));
  std::size_t end = text.rfind('$') + 1;
  if (text.substr(end).starts_with('{')) {
    const std::size_t close = text.rfind('}');
    end = close != text.npos && close > end ? close + 1 : text.size();
  } else {
    while (end < text.size() && (text[end] == '_' || std::isalnum(static_cast<unsigned char>(text[end])) != 0)) ++end;
  }
  const std::string_view after = text.substr(end);
  return name.size() >= before.size() + after.size() && equal_ignoring_case(name.substr(0, before.size()), before) &&
         equal_ignoring_case(name.substr(name.size() - after.size()), after);
}

// Collects the stages that one stage stands on.
class Sources {
 public:
  Sources(const File& file, std::size_t& comparisons) : file_(file), comparisons_(comparisons) {}

  void base_of(const Stage& stage) {
    if (stage.base)
      found_.push_back(*stage.base);
    else if (!stage.image_known)
      add(stage.image_value, stage);
  }

  void copied_by(const Stage& stage) {
    for (const std::uint32_t index : stage.instructions) {
      const Instruction& owner = file_.instructions[index];
      const Instruction& instruction = owner.inner ? *owner.inner : owner;
      if (instruction.kind == Kind::copy) {
        if (const Flag* const from = instruction.flag("from")) add(from->value, stage);
      } else if (instruction.kind == Kind::run) {
        for (const Flag& flag : instruction.flags)
          if (flag.name == "mount") add(mount_option(flag, "from").value_or(""), stage);
      }
    }
  }

  // In order, each once.
  std::vector<std::uint32_t> take() {
    std::ranges::sort(found_);
    const auto [begin, end] = std::ranges::unique(found_);
    found_.erase(begin, end);
    return std::move(found_);
  }

 private:
  void add(std::string_view name, const Stage& stage) {
    if (name.empty()) return;
    if (!name.contains('$')) {
      if (const Stage* const found = file_.find_stage(name, stage)) found_.push_back(found->index);
      return;
    }
    const bool too_many = comparisons_ > kMostComparisons;
    if (too_many && all_) return;
    all_ = all_ || too_many;
    for (std::uint32_t i = 0; i < stage.index; ++i) {
      const Stage& other = file_.stages[i];
      if (too_many || (other.name && may_be(name, other.name->raw))) found_.push_back(i);
    }
    comparisons_ += stage.index;
  }

  const File& file_;
  std::size_t& comparisons_;
  std::vector<std::uint32_t> found_;
  bool all_ = false;  // every earlier stage is in found_
};

}  // namespace

void StageBuilder::add(Instruction& instruction) {
  if (instruction.kind == Kind::from) {
    open(instruction);
  } else {
    instruction.stage = static_cast<std::int32_t>(file_.stages.size()) - 1;
    if (!file_.stages.empty()) file_.stages.back().instructions.push_back(instruction.index);
  }
  instruction.shell = shell_;
  if (instruction.kind == Kind::shell && instruction.form == Form::json)
    shell_ = static_cast<std::int32_t>(instruction.index);
  if (instruction.kind == Kind::arg || instruction.kind == Kind::env) variables_.declare(file_, instruction);
  for (Instruction* inner = instruction.inner.get(); inner != nullptr; inner = inner->inner.get()) {
    inner->index = instruction.index;
    inner->stage = instruction.stage;
    inner->shell = instruction.shell;
  }
}

void StageBuilder::open(Instruction& from) {
  if (!file_.stages.empty()) last_shells_.push_back(shell_);
  Stage stage;
  stage.index = static_cast<std::uint32_t>(file_.stages.size());
  stage.from = from.index;
  stage.root = stage.index;
  from.stage = static_cast<std::int32_t>(stage.index);
  if (from.words.empty()) {
    const std::uint32_t end = from.header.end;
    stage.image = {{end, end}, {}};
  } else {
    stage.image = from.words.front();
  }
  if (from.words.size() >= 3 && equal_ignoring_case(from.words[1].raw, "as")) {
    stage.as_keyword = from.words[1].span;
    stage.name = from.words[2];
  }
  Expansion image = expand(file_, from, stage.image);
  stage.image_value = std::move(image.text);
  stage.image_known = image.known;
  shell_ = -1;
  if (const auto* const bases = stage.image_known ? named(file_, stage.image_value) : nullptr) {
    stage.base = bases->back();
    stage.root = file_.stages[*stage.base].root;
    shell_ = last_shells_[*stage.base];
  }
  if (stage.name) file_.stage_names[lower_case(stage.name->raw)].push_back(stage.index);
  file_.stages.push_back(std::move(stage));
}

void StageBuilder::finish() {
  if (!file_.stages.empty()) file_.stages.back().is_final = true;
}

const Stage* File::target(std::string_view name) const {
  if (name.empty()) return stages.empty() ? nullptr : &stages.back();
  if (const auto* const found = named(*this, name)) return &stages[found->back()];
  const std::optional<std::uint32_t> index = number(name);
  return index && *index < stages.size() ? &stages[*index] : nullptr;
}

const Stage* File::find_stage(std::string_view name, const Stage& before) const {
  if (const auto* const found = named(*this, name))
    if (const auto index = last_before(*found, before.index)) return &stages[*index];
  const std::optional<std::uint32_t> index = number(name);
  return index && *index < before.index ? &stages[*index] : nullptr;
}

std::vector<std::uint32_t> File::sources(const Stage& at) const {
  std::size_t comparisons = 0;
  Sources sources(*this, comparisons);
  sources.copied_by(at);
  return sources.take();
}

std::vector<bool> File::reachable(const Stage& target) const {
  std::vector<bool> result(stages.size());
  std::vector<std::uint32_t> open = {target.index};
  std::size_t comparisons = 0;
  result[target.index] = true;
  while (!open.empty()) {
    const Stage& stage = stages[open.back()];
    open.pop_back();
    if (comparisons > kMostComparisons) {
      std::fill_n(result.begin(), target.index, true);
      return result;
    }
    Sources sources(*this, comparisons);
    sources.base_of(stage);
    sources.copied_by(stage);
    for (const std::uint32_t index : sources.take()) {
      if (result[index]) continue;
      result[index] = true;
      open.push_back(index);
    }
  }
  return result;
}

std::span<const Word> File::shell_at(const Instruction& at) const {
  if (at.shell < 0) return {};
  return instructions[static_cast<std::size_t>(at.shell)].words;
}

}  // namespace s1::dockerfile
