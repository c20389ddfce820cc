// SPDX-License-Identifier: Apache-2.0
#include "workspace/walk.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "workspace/failure.h"
#include "workspace/folder.h"
#include "workspace/ignore_chain.h"
#include "workspace/names.h"
#include "workspace/open_beneath.h"
#include "workspace/problem.h"
#include "workspace/skip.h"
#include "workspace/temporary_name.h"

namespace s1::workspace {
namespace {

constexpr int kReadFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY;
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY;
constexpr std::size_t kIgnoreFileBytes = 1024 * 1024;
// Folders whose entries are in memory at the same time.
constexpr std::size_t kBatch = 256;
constexpr std::string_view kChartFile = "Chart.yaml";

using Chain = std::shared_ptr<const IgnoreChain>;

struct Folder {
  std::string path;
  Chain chain;                       // what counts for its entries; its own ignore files join when it is listed
  std::optional<std::size_t> chart;  // where in a path below it the path within its Helm chart begins
  const Folder* above = nullptr;
  std::uint32_t depth = 0;
  FileId id{};
};

struct Candidate {
  std::string path;
  std::optional<std::size_t> chart;
  bool ignored = false;
  bool link = false;
  bool named = false;  // by the user: always listed
  // Found out last, in parallel.
  FileKind kind = FileKind::other;
  std::uint64_t bytes = 0;
  FileId id{};
  std::optional<Problem> problem{};
};

struct FolderLink {
  std::string path;
  FileId target;
};

// What one folder brought.
struct Visit {
  Listing listing;
  std::vector<Folder> folders;
  std::vector<Candidate> candidates;
  std::vector<FolderLink> folder_links;
  std::vector<Problem> problems;
  std::uint64_t seen = 0;
  bool too_deep = false;
};

template <class T>
void move_to(std::vector<T>& into, std::vector<T>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool holds(const Listing& listing, std::string_view name) {
  const auto name_of = [](const DirectoryEntry& entry) { return std::string_view(entry.name); };
  return std::ranges::binary_search(listing.entries, name, {}, name_of);
}

FileId id_of(const struct stat& status) {
  return {status.st_dev, status.st_ino};
}

bool may_be_infrastructure(std::string_view path, const std::optional<std::size_t>& chart) {
  return needs_head(path) || guess_kind(path, {}) != FileKind::other || (chart && path.ends_with(".tpl"));
}

// All that lies in a chart's templates/ is a template, even what looks like a plain manifest.
bool is_chart_template(std::string_view path, const std::optional<std::size_t>& chart) {
  constexpr std::string_view endings[] = {".yaml", ".yml", ".tpl", ".json"};
  return chart && path.substr(*chart).starts_with("templates/") &&
         std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

// The chain for the entries of a folder that holds these ignore files.
Chain extended(Chain chain, std::string_view folder, const std::optional<std::string>& gitignore,
               const std::optional<std::string>& ignore) {
  if (!gitignore && !ignore) return chain;
  return std::make_shared<IgnoreChain>(IgnoreChain{std::move(chain), std::string(folder),
                                                   IgnoreFile::parse(gitignore.value_or("")),
                                                   IgnoreFile::parse(ignore.value_or(""))});
}

// What the folders above the start say about what lies below.
struct Surroundings {
  Chain chain;
  std::optional<std::size_t> chart;
};

class Walker {
 public:
  Walker(const Root& root, std::string start, const Limits& limits, const std::stop_token& cancelled, unsigned threads)
      : root_(root), start_(std::move(start)), limits_(limits), cancelled_(cancelled), threads_(threads) {}

  Result<Inventory> run() {
    // 1. What the start is.
    Opened start = open_beneath(root_.descriptor(), start_, O_PATH, Links::follow_inside, root_.open_way());
    struct stat status{};
    if (start && ::fstat(start->get(), &status) != 0) start = std::unexpected(errno);
    if (!start) return std::unexpected(failure(start_, start.error()));
    const bool is_folder = S_ISDIR(status.st_mode);
    if (!is_folder && !S_ISREG(status.st_mode)) return std::unexpected(not_a_file(start_, status.st_mode));

    // 2. Which files come into question.
    const Surroundings surroundings = look_above(is_folder);
    if (is_folder) {
      start_folder_ = *std::move(start);
      walk_folders(surroundings);
    } else {
      candidates_.push_back({.path = start_, .chart = surroundings.chart, .link = true, .named = true});
      inventory_.seen = 1;
    }

    // 3. What each is.
    parallel_for(candidates_.size(), threads_, cancelled_, [this](std::size_t i) { classify(candidates_[i]); });

    // 4. In order, each once.
    report_folder_links();
    collect_files();
    std::ranges::sort(inventory_.problems, {}, [](const Problem& p) { return std::tie(p.path, p.code); });
    if (cancelled_.stop_requested()) inventory_.complete = false;
    return std::move(inventory_);
  }

 private:
  using Opened = std::expected<Descriptor, int>;

  // Everything below the start is opened from the start's descriptor and without following links, so what is listed is
  // what is opened.
  [[nodiscard]] Opened open_walked(std::string_view path, int flags) const {
    const std::string_view below = path.substr(std::min(start_.empty() ? 0 : start_.size() + 1, path.size()));
    return open_beneath(start_folder_.get(), below, flags, Links::refuse, root_.open_way());
  }
  [[nodiscard]] Opened open_linked(std::string_view path, int flags) const {
    return open_beneath(root_.descriptor(), path, flags, Links::follow_inside, root_.open_way());
  }

  [[nodiscard]] Surroundings look_above(bool start_is_folder) const {
    const auto read = [this](std::string_view folder, std::string_view name, std::size_t limit) {
      const Opened file =
          open_beneath(root_.descriptor(), join(folder, name), kReadFlags, Links::refuse, root_.open_way());
      return file ? read_plain_file(file->get(), limit) : std::nullopt;
    };
    Surroundings found;
    found.chain = extended(nullptr, "", read(".git/info", "exclude", kIgnoreFileBytes), std::nullopt);
    bool start_is_ignored = false;
    for (std::size_t end = 0; !start_.empty() && end != std::string::npos;) {
      const std::string folder = start_.substr(0, end);
      found.chain = extended(std::move(found.chain), folder, read(folder, ".gitignore", kIgnoreFileBytes),
                             read(folder, ".ignore", kIgnoreFileBytes));
      if (read(folder, kChartFile, limits_.file_bytes)) found.chart = end == 0 ? 0 : end + 1;
      end = start_.find('/', end == 0 ? 0 : end + 1);
      const bool is_folder = end != std::string::npos || start_is_folder;
      start_is_ignored = start_is_ignored || is_ignored(found.chain.get(), start_.substr(0, end), is_folder);
    }
    if (start_is_ignored) found.chain = nullptr;
    return found;
  }

  // Level by level, so that where a limit is reached does not depend on which thread was faster.
  void walk_folders(const Surroundings& surroundings) {
    levels_.push_back({});
    levels_.back().push_back({.path = start_, .chain = surroundings.chain, .chart = surroundings.chart});
    while (!levels_.back().empty() && !limit_reached_) {
      std::vector<Folder> next;
      std::vector<Folder>& level = levels_.back();
      for (std::size_t begin = 0; begin < level.size() && !limit_reached_ && !cancelled_.stop_requested();
           begin += kBatch)
        walk_batch(std::span(level).subspan(begin, std::min(kBatch, level.size() - begin)), next);
      levels_.push_back(std::move(next));
    }
  }

  void walk_batch(std::span<Folder> folders, std::vector<Folder>& next) {
    std::vector<Visit> visits(folders.size());
    const std::size_t room = limits_.files - entries_;
    parallel_for(folders.size(), threads_, cancelled_, [&](std::size_t i) { list(folders[i], room, visits[i]); });
    for (std::size_t i = 0; i < folders.size(); ++i) cut(folders[i], visits[i]);
    parallel_for(folders.size(), threads_, cancelled_, [&](std::size_t i) { sort_out(folders[i], visits[i]); });
    for (Visit& visit : visits) {
      move_to(next, visit.folders);
      move_to(candidates_, visit.candidates);
      move_to(folder_links_, visit.folder_links);
      move_to(inventory_.problems, visit.problems);
      inventory_.seen += visit.seen;
      if (visit.too_deep) inventory_.complete = false;
    }
  }

  // Reads the folder's entries and ignore files.
  void list(Folder& folder, std::size_t room, Visit& visit) const {
    Opened opened = open_walked(folder.path, kFolderFlags);
    struct stat status{};
    if (!opened || ::fstat(opened->get(), &status) != 0) {
      visit.problems.push_back(problem::of_errno(folder.path, opened ? errno : opened.error()));
      return;
    }
    folder.id = id_of(status);
    auto listing = list_folder(*std::move(opened), room, cancelled_);
    if (!listing) {
      visit.problems.push_back(problem::of_errno(folder.path, listing.error()));
      return;
    }
    visit.listing = *std::move(listing);
    const auto read_if_listed = [&](std::string_view name) -> std::optional<std::string> {
      if (!holds(visit.listing, name)) return std::nullopt;
      const Opened file = open_walked(join(folder.path, name), kReadFlags);
      return file ? read_plain_file(file->get(), kIgnoreFileBytes) : std::nullopt;
    };
    folder.chain =
        extended(std::move(folder.chain), folder.path, read_if_listed(".gitignore"), read_if_listed(".ignore"));
  }

  // Holds the number of entries to the limit.
  void cut(const Folder& folder, Visit& visit) {
    std::vector<DirectoryEntry>& entries = visit.listing.entries;
    const std::size_t room = limits_.files - entries_;
    const bool over = visit.listing.truncated || entries.size() > room;
    if (over && !limit_reached_) visit.problems.push_back(problem::too_many_files(folder.path, limits_.files));
    limit_reached_ = limit_reached_ || over;
    if (limit_reached_) inventory_.complete = false;
    if (entries.size() > room) entries.resize(room);
    entries_ += entries.size();
  }

  void sort_out(Folder& folder, Visit& visit) const {
    if (folder.depth > 0 && holds(visit.listing, kVirtualEnvironmentMark)) return;
    if (holds(visit.listing, kChartFile)) folder.chart = folder.path.empty() ? 0 : folder.path.size() + 1;
    for (const std::string& name : visit.listing.vanished)
      visit.problems.push_back(problem::of_errno(join(folder.path, name), ENOENT));

    for (const DirectoryEntry& entry : visit.listing.entries) {
      if (cancelled_.stop_requested()) return;
      if (is_temporary_name(entry.name)) continue;  // left by a write that was killed
      std::string path = join(folder.path, entry.name);
      if (!is_readable_name(entry.name)) {
        visit.problems.push_back(problem::unreadable_name(path));
        continue;
      }
      switch (entry.type) {
        case EntryType::file:
          ++visit.seen;
          if (may_be_infrastructure(path, folder.chart)) {
            const bool ignored = is_ignored(folder.chain.get(), path, false);
            visit.candidates.push_back({.path = std::move(path), .chart = folder.chart, .ignored = ignored});
          }
          break;
        case EntryType::folder:
          add_folder(folder, entry, std::move(path), visit);
          break;
        case EntryType::link:
          add_link(folder, entry, std::move(path), visit);
          break;
        case EntryType::special:
          if (!is_ignored(folder.chain.get(), path, false))
            visit.problems.push_back(problem::not_a_file(path, entry.mode));
          break;
      }
    }
    visit.listing = {};
  }

  void add_folder(const Folder& folder, const DirectoryEntry& entry, std::string path, Visit& visit) const {
    if (!enters_folder(entry.name) || is_ignored(folder.chain.get(), path, true)) return;
    if (folder.depth >= limits_.depth) {
      visit.problems.push_back(problem::too_deep(path, limits_.depth));
      visit.too_deep = true;
      return;
    }
    visit.folders.push_back({.path = std::move(path),
                             .chain = folder.chain,
                             .chart = folder.chart,
                             .above = &folder,
                             .depth = folder.depth + 1});
  }

  void add_link(const Folder& folder, const DirectoryEntry& entry, std::string path, Visit& visit) const {
    const bool wanted = may_be_infrastructure(path, folder.chart);
    const bool ignored = is_ignored(folder.chain.get(), path, false);
    const bool ignore_file = entry.name == ".gitignore" || entry.name == ".ignore";  // which are not followed either
    if (!wanted && !ignore_file && (ignored || !enters_folder(entry.name))) return;

    const Opened target = open_linked(path, O_PATH);
    struct stat status{};
    if (!target || ::fstat(target->get(), &status) != 0) {
      visit.problems.push_back(problem::of_link(path, target ? errno : target.error()));
    } else if (S_ISDIR(status.st_mode)) {
      const FileId id = id_of(status);
      const Folder* holder = &folder;
      while (holder != nullptr && holder->id != id) holder = holder->above;
      if (holder != nullptr)
        visit.problems.push_back(problem::link_to_holder(path));
      else if (enters_folder(entry.name) && !ignored)
        visit.folder_links.push_back({std::move(path), id});
    } else if (!S_ISREG(status.st_mode)) {
      visit.problems.push_back(problem::not_a_file(path, status.st_mode));
    } else {
      ++visit.seen;
      if (wanted)
        visit.candidates.push_back({.path = std::move(path), .chart = folder.chart, .ignored = ignored, .link = true});
    }
  }

  void classify(Candidate& candidate) const {
    const Opened file =
        candidate.link ? open_linked(candidate.path, kReadFlags) : open_walked(candidate.path, kReadFlags);
    struct stat status{};
    if (!file || ::fstat(file->get(), &status) != 0) {
      candidate.problem = problem::of_errno(candidate.path, file ? errno : file.error());
      return;
    }
    if (!S_ISREG(status.st_mode)) {
      candidate.problem = problem::not_a_file(candidate.path, status.st_mode);
      return;
    }
    candidate.id = id_of(status);
    candidate.bytes = static_cast<std::uint64_t>(status.st_size);

    std::string head;
    if (candidate.named || needs_head(candidate.path)) {
      auto read =
          read_up_to(file->get(), static_cast<std::size_t>(std::min<std::uint64_t>(kSniffBytes, candidate.bytes)));
      if (!read) {
        candidate.problem = problem::of_errno(candidate.path, read.error());
        return;
      }
      head = *std::move(read);
    }
    candidate.kind =
        is_chart_template(candidate.path, candidate.chart) ? FileKind::helm_template : guess_kind(candidate.path, head);
    if (candidate.named && candidate.kind == FileKind::other) candidate.kind = guess_kind_of_content(head);
    if (candidate.bytes > limits_.file_bytes && (candidate.named || candidate.kind != FileKind::other))
      candidate.problem = problem::too_large(candidate.path, candidate.bytes, limits_.file_bytes);
  }

  void report_folder_links() {
    if (folder_links_.empty()) return;
    std::set<FileId> walked;
    for (const std::vector<Folder>& level : levels_)
      for (const Folder& folder : level) walked.insert(folder.id);
    for (const FolderLink& link : folder_links_)
      if (!walked.contains(link.target)) inventory_.problems.push_back(problem::link_to_folder(link.path));
  }

  void collect_files() {
    std::erase_if(candidates_, [this](Candidate& candidate) {
      if (candidate.problem) inventory_.problems.push_back(*std::move(candidate.problem));
      return candidate.problem || (candidate.kind == FileKind::other && !candidate.named);
    });
    // Files before links to them; of several links to one file, the first by name stays.
    std::ranges::sort(candidates_, {}, [](const Candidate& c) { return std::tie(c.link, c.path); });
    std::set<std::tuple<FileId, FileKind, bool>> linked_to;
    const bool has_links = !candidates_.empty() && candidates_.back().link;
    for (Candidate& c : candidates_) {
      if (has_links && !linked_to.emplace(c.id, c.kind, c.ignored).second && c.link) continue;
      inventory_.files.push_back({std::move(c.path), c.kind, c.bytes, c.ignored});
    }
    std::ranges::sort(inventory_.files, {}, &File::path);
  }

  const Root& root_;
  const std::string start_;
  const Limits& limits_;
  const std::stop_token& cancelled_;
  const unsigned threads_;

  Descriptor start_folder_;
  std::vector<std::vector<Folder>> levels_;  // kept, since folders point at those above them
  std::vector<Candidate> candidates_;
  std::vector<FolderLink> folder_links_;
  Inventory inventory_;
  std::size_t entries_ = 0;
  bool limit_reached_ = false;
};

}  // namespace

Result<Inventory> walk(const Root& root, std::string_view start, const Limits& limits, const std::stop_token& cancelled,
                       unsigned threads) {
  std::optional<std::string> path = normalised(start);
  if (!path) return std::unexpected(failure(start, EXDEV));
  return Walker(root, *std::move(path), limits, cancelled, threads).run();
}

}  // namespace s1::workspace
