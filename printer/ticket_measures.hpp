// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "printer/layout.hpp"

namespace antre::printer {

/// The measures of one paper width in dots. Distances called `..._drop` lead from the line named
/// last (a baseline or the top of a rule) down to the next baseline or edge.
struct TicketMeasures {
  int width;
  int margin;
  bool beside_mark;  ///< mark with the hall's name beside it; else the name centred without a mark
  TextStyle hall;
  TextStyle office;
  int hall_drop;
  int office_drop;
  int head_rule_drop;  ///< from the office's baseline
  TextStyle heading;
  int heading_drop;
  TextStyle number;
  int number_drop;
  TextStyle service;
  int service_drop;
  TextStyle when;
  int when_drop;
  int when_rule_drop;
  TextStyle label;
  TextStyle figure;
  TextStyle unit;
  int label_drop;
  int figure_drop;
  int figure_gap;      ///< between a figure and its unit
  int fact_gap_left;   ///< ink of the first fact to the upright rule
  int fact_gap_right;  ///< upright rule to the pen of the second fact
  int fact_bar_drop;
  int fact_bar_height;
  int block_gap;  ///< from a block's lower edge to the next rule
  int qr_module;
  int qr_text_gap;
  TextStyle qr_lead;
  TextStyle qr_code;
  int qr_lead_drop;  ///< from the code's upper edge
  int qr_code_rise;  ///< last baseline above the code's lower edge
  bool qr_address;
  TextStyle note_bold;
  TextStyle note;
  int note_drop;  ///< from the rule
  int note_gap;   ///< between paragraphs, baseline to baseline
  int foot;       ///< from the last baseline to the end
};

/// White above everything: what the cutter needs.
inline constexpr int kTopWhite = 24;
inline constexpr int kRule = 4;
/// The mark's black ground and the icon in it.
inline constexpr int kMarkGround = 72;
inline constexpr int kMarkIcon = 48;
inline constexpr int kMarkInset = (kMarkGround - kMarkIcon) / 2;
inline constexpr int kMarkRadius = 8;
inline constexpr int kMarkGap = 16;
/// Black areas across the paper are at most 64 dots high, or cheap heads brown out.
inline constexpr int kCopyBar = 64;
inline constexpr int kPriorityBar = 56;
/// Nothing is smaller than this.
inline constexpr int kSmallestText = 18;

/// Line distance of running text: 1.3 em, which Inter needs for its descenders and accents.
[[nodiscard]] constexpr int line_pitch(int size) {
  return (size * 13 + 5) / 10;
}

inline constexpr TicketMeasures kPaper80 = {
    .width = 576,
    .margin = 24,
    .beside_mark = true,
    .hall = {Face::kBold, 31},
    .office = {Face::kMedium, 26},
    .hall_drop = 32,
    .office_drop = 33,
    .head_rule_drop = 27,
    .heading = {Face::kSemiBold, 30},
    .heading_drop = 49,
    .number = {Face::kDisplayBold, 232},
    .number_drop = 197,
    .service = {Face::kBold, 33},
    .service_drop = 63,
    .when = {Face::kMedium, 27},
    .when_drop = 46,
    .when_rule_drop = 26,
    .label = {Face::kSemiBold, 25},
    .figure = {Face::kDisplayBold, 72},
    .unit = {Face::kSemiBold, 28},
    .label_drop = 44,
    .figure_drop = 117,
    .figure_gap = 12,
    .fact_gap_left = 23,
    .fact_gap_right = 18,
    .fact_bar_drop = 20,
    .fact_bar_height = 112,
    .block_gap = 20,
    .qr_module = 6,
    .qr_text_gap = 28,
    .qr_lead = {Face::kSemiBold, 27},
    .qr_code = {Face::kMedium, 22},
    .qr_lead_drop = 31,
    .qr_code_rise = 5,
    .qr_address = true,
    .note_bold = {Face::kSemiBold, 27},
    .note = {Face::kMedium, 24},
    .note_drop = 46,
    .note_gap = 45,
    .foot = 33,
};

inline constexpr TicketMeasures kPaper58 = {
    .width = 384,
    .margin = 16,
    .beside_mark = false,
    .hall = {Face::kBold, 25},
    .office = {Face::kMedium, 22},
    .hall_drop = 24,
    .office_drop = 29,
    .head_rule_drop = 19,
    .heading = {Face::kSemiBold, 24},
    .heading_drop = 43,
    .number = {Face::kDisplayBold, 152},
    .number_drop = 129,
    .service = {Face::kBold, 27},
    .service_drop = 44,
    .when = {Face::kMedium, 22},
    .when_drop = 39,
    .when_rule_drop = 21,
    .label = {Face::kSemiBold, 18},
    .figure = {Face::kDisplayBold, 52},
    .unit = {Face::kSemiBold, 20},
    .label_drop = 37,
    .figure_drop = 92,
    .figure_gap = 9,
    .fact_gap_left = 20,
    .fact_gap_right = 10,
    .fact_bar_drop = 20,
    .fact_bar_height = 88,
    .block_gap = 16,
    .qr_module = 5,
    .qr_text_gap = 20,
    .qr_lead = {Face::kSemiBold, 21},
    .qr_code = {Face::kMedium, 20},
    .qr_lead_drop = 21,
    .qr_code_rise = 8,
    .qr_address = false,
    .note_bold = {Face::kSemiBold, 21},
    .note = {Face::kMedium, 20},
    .note_drop = 40,
    .note_gap = 39,
    .foot = 34,
};

}  // namespace antre::printer
