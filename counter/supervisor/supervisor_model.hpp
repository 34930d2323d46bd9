// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "counter/counter_model.hpp"
#include "counter/supervisor/overview.hpp"
#include "counter/supervisor/supervisor_actions.hpp"
#include "protocol/result.hpp"

namespace antre::counter::supervisor {

/// The forecast is asked again after this: the dispatcher makes one every few seconds.
inline constexpr Ms kForecastEveryMs = 10'000;
/// A question that was refused is asked again after this.
inline constexpr Ms kAskAgainMs = 5'000;
/// More probable misses than a side column has room for say nothing more.
inline constexpr std::size_t kProbableShown = 3;
/// What the dispatcher takes as a line of text.
inline constexpr std::size_t kMaxLineBytes = 200;

/// What lies over the page: a list to choose from, a line of text to write, or both (an officer is
/// chosen from those that are known, or typed).
struct Sheet {
  enum class Kind { kNone, kActions, kOfficer, kTicket, kMoveTo, kText };
  Kind kind = Kind::kNone;
  Item about;
  Verb verb = Verb::kOpen;
  TicketId ticket;              ///< kMoveTo: which one
  std::vector<Option> options;  ///< those that fit what is typed
  std::size_t choice = 0;
  std::string text;
};

/// What the strip says; nothing of it: the keys.
struct Notice {
  enum class Say {
    kNone,
    kConnecting,
    kOffline,
    kNotAuthorised,
    kInUse,
    kDone,  ///< `verb` and `subject`
    kDoneBefore,
    kChecking,
    kOfflineRefused,
    kBusy,
    kNothing,  ///< nothing can be done with what is selected
    kNoText,
    kNotDone,
    kNotKnown,
    kRefused  ///< by the dispatcher: `code`
  };
  Say say = Say::kNone;
  ErrorCode code = ErrorCode::kInternal;
  Verb verb = Verb::kOpen;
  std::string subject;
  bool operator==(const Notice&) const = default;
};

/// The supervisor's page as a function of the hall, the link, what is asked and answered, what is
/// pressed, and time. One request at a time; without a link everything is refused and nothing is
/// kept for later; a request without an answer is unknown until it is settled, and never done
/// again by itself. Never fails; owned by one thread; every time is passed in.
class SupervisorModel {
 public:
  // ---- what happens
  void set_view(std::shared_ptr<const HallView> view, Ms now);
  void set_link(Link link, std::optional<std::int64_t> last_data_wall_ms, Ms now);
  void set_clocks(const Clocks& clocks) { clocks_ = clocks; }
  /// How many cards stand in a row, as drawn last: arrows go by it.
  void set_columns(std::size_t columns) { columns_ = columns == 0 ? 1 : columns; }
  void forecast_came(const Result<ForecastReply>& answer, Ms now);
  void officers_came(const Result<OfficersReply>& answer, Ms now);
  void names_came(const Result<SnapshotReply>& answer, Ms now);
  void misses_came(const Result<MissesReply>& answer, Ms now);
  void press(const Press& press, Ms now);
  void type(std::string_view text, Ms now);
  /// The answer to SubmitCommand. kTimeout is unknown; what became of it comes to `settled`.
  void answered(const Result<void>& answer, Ms now);
  void settled(const Settlement& settlement, Ms now);
  void tick(Ms now);

  // ---- what follows
  [[nodiscard]] std::vector<Action> take_actions();
  [[nodiscard]] std::optional<Ms> next_deadline() const;

  // ---- what is shown
  /// Grows with whatever could be seen, but for running times.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  [[nodiscard]] const HallView* view() const { return view_.get(); }
  [[nodiscard]] const Overview& overview() const { return overview_; }
  [[nodiscard]] Link link() const { return link_; }
  [[nodiscard]] std::optional<std::int64_t> last_data_wall_ms() const { return last_data_; }
  [[nodiscard]] const std::optional<ForecastReply>& forecast() const { return forecast_; }
  /// The open misses of the register, the newest first.
  [[nodiscard]] const std::vector<MissRow>& misses() const { return misses_; }
  /// What stands in the side column, from top to bottom.
  [[nodiscard]] const std::vector<Item>& side() const { return side_; }
  [[nodiscard]] const Item& selected() const { return selected_; }
  [[nodiscard]] const Sheet& sheet() const { return sheet_; }
  [[nodiscard]] Notice notice() const;
  /// A request is under way.
  [[nodiscard]] bool busy() const { return pending_.has_value(); }
  /// What can be done with it now, the most likely first.
  [[nodiscard]] std::vector<Verb> verbs_of(const Item& item) const;
  /// The one action of an item of the side that has a button; nothing: it has none.
  [[nodiscard]] std::optional<Verb> main_verb(const Item& item) const;
  [[nodiscard]] const ForecastReply* shown_forecast() const;
  [[nodiscard]] const MissRow* miss(const std::string& name) const;
  [[nodiscard]] bool wants_text() const;

  [[nodiscard]] EngineMs engine_ms(Ms now) const { return now + clocks_.engine_ahead_ms; }
  [[nodiscard]] std::int64_t wall_ms(Ms now) const { return now + clocks_.wall_ahead_ms; }
  [[nodiscard]] int utc_offset_s() const { return clocks_.utc_offset_s; }

 private:
  struct Pending {
    Command command;
    Verb verb = Verb::kOpen;
    std::string subject;
    Ms since = 0;
    bool unknown = false;
  };
  /// A question that is asked from time to time or when something calls for it.
  struct Question {
    bool wanted = true;
    bool asked = false;
    Ms not_before = 0;
  };

  void changed() { ++revision_; }
  void say(Notice notice);
  void refresh();
  void forget_gone_names();
  void fill_side();
  void keep_selection();
  void ask();
  template <class T>
  bool came(Question& question, const Result<T>& answer);

  [[nodiscard]] std::vector<Item> items_of(Item::Kind kind) const;
  void select(Item item);
  void move(Press::Kind kind);
  void move_on_side(Press::Kind kind, const std::vector<Item>& side, std::size_t at);
  void move_in_counters(Press::Kind kind, const std::vector<Item>& cards, std::size_t at);
  void move_in_lines(Press::Kind kind, const std::vector<Item>& lines, std::size_t at);
  void go_to(const std::vector<Item>& items, std::size_t at);
  void change_part(bool forward);

  [[nodiscard]] bool refuse();
  void enter();
  void do_verb(const Item& item, Verb verb);
  void open_sheet(Sheet sheet);
  void close_sheet();
  void fill_options();
  void press_in_sheet(const Press& press);
  void choose(const Option& option);
  void choose_text();
  void submit(Command command, Verb verb, std::string subject);

  Ms now_ = 0;
  std::uint64_t revision_ = 1;
  std::shared_ptr<const HallView> view_;
  Overview overview_;
  Clocks clocks_;
  Link link_ = Link::kConnecting;
  std::optional<std::int64_t> last_data_;
  std::size_t columns_ = 3;

  std::map<CounterId, std::string> names_;
  std::vector<std::string> officers_;
  std::optional<ForecastReply> forecast_;
  std::vector<MissRow> misses_;
  Question forecast_question_;
  Question officers_question_;
  Question names_question_{false, false, 0};
  Question misses_question_;

  std::vector<Item> side_;
  Item selected_;
  std::size_t selected_at_ = 0;  ///< where it stood in its part
  Sheet sheet_;
  std::optional<Pending> pending_;
  Notice notice_;
  Ms notice_until_ = 0;
  std::vector<Action> actions_;
};

}  // namespace antre::counter::supervisor
