// SPDX-License-Identifier: Apache-2.0
#include "rules/image_user.h"

#include <charconv>

#include "facts/base_images.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {

std::optional<ImageUser> user_of(const model::Image& image) {
  if (image.user.state == model::State::unknown) return std::nullopt;
  if (image.user.known()) {
    // USER name:group
    ImageUser user{image.user.text.substr(0, image.user.text.find(':')), {}, true};
    std::uint32_t uid = 0;
    const char* const last = user.name.data() + user.name.size();
    if (const auto [end, error] = std::from_chars(user.name.data(), last, uid); error == std::errc() && end == last)
      user.uid = uid;
    else if (user.name == "root")
      user.uid = 0;
    return user;
  }
  const dockerfile::ImageRef base = dockerfile::parse_image_ref(image.root_base);
  if (base.name == "scratch") return ImageUser{"", 0, false};
  const facts::BaseImage* const known =
      facts::find_base_image(base.name, base.tag.empty() && base.digest.empty() ? "latest" : base.tag);
  if (known == nullptr || !known->verified || (known->user.name.empty() && !known->user.uid)) return std::nullopt;
  return ImageUser{std::string(known->user.name), known->user.name == "root" ? 0 : known->user.uid, false};
}

}  // namespace s1::rules
