//! The tests that look at one page or at the book as a whole, the longest first.

use book_tests::browser::{Tab, World};
use libtest_mimic::Trial;

use super::shared::Shared;
use super::{
    bars, contents, editing, exercises, keyboard, looks, lost, offline, other_book, place,
    predicting, programs, pythons, reader, replaying, running, russian, saying, searching, sight,
    stress, tabs, terms, timeline, tools, trial, trials, truth, watched, watching,
};

/// All of them.
pub fn all(shared: &Shared) -> Vec<Trial> {
    let mut all = trials_of_the_book(shared);
    all.extend(trials_in_russian(shared));
    all.extend(trials_of_the_truth(shared));
    all.extend(trials_of_the_answers(shared));
    all.extend(trials_of_the_tools(shared));
    all
}

/// Makes a trial of an async function that takes the world and a tab.
macro_rules! on_book {
    ($shared:expr, $($test:path),+ $(,)?) => {
        vec![$(trial($shared, stringify!($test).to_owned(), async |world: &World, tab: &mut Tab| $test(world, tab).await)),+]
    };
}

fn trials_of_the_book(shared: &Shared) -> Vec<Trial> {
    on_book!(
        shared,
        place::the_build_keeps_all_room,
        place::a_reload_moves_nothing,
        truth::a_run_at_its_limit_keeps_its_length,
        stress::floods_of_output_are_taken_in,
        stress::long_runs_are_drawn_quickly,
        timeline::the_whole_book_is_printed,
        stress::the_editor_opens_quickly,
        place::a_run_moves_nothing_under_the_pointer,
        running::an_endless_loop_is_stopped,
        running::a_compile_error_marks_its_line,
        running::a_panic_is_shown,
        exercises::what_ends_the_tests_solves_nothing,
        editing::an_edit_changes_the_output,
        editing::run_does_not_wait_for_the_editor,
        editing::reset_is_not_undone_by_the_editor,
        editing::a_pause_in_typing_compiles_ahead,
        editing::edits_survive_a_reload_until_reset,
        editing::hidden_lines_are_shown_on_demand,
        offline::recorded_output_is_shown_and_named,
        offline::edited_code_gets_a_plain_sentence,
        offline::a_server_that_went_away_is_noticed,
        offline::a_hosted_copy_is_read_without_its_host,
        offline::a_book_that_is_written_is_not_kept,
        offline::a_server_that_was_gone_before_the_first_run_is_no_loss,
        offline::parts_are_fetched_ahead,
        lost::a_run_whose_server_goes_away_is_made_again,
        tabs::many_tabs_leave_connections,
        searching::the_search_opens_finds_and_closes,
        searching::titles_and_names_are_found,
        searching::symptoms_are_found,
        keyboard::tab_reaches_run_and_enter_runs,
        keyboard::ctrl_enter_runs_from_the_editor,
        keyboard::escape_then_tab_leaves_the_editor,
        keyboard::letters_typed_in_the_editor_stay_there,
        looks::dark_is_dark,
        tools::the_playground_is_a_plain_link,
        tools::standard_input_reaches_the_program,
        tools::an_edit_on_edited_code_offers_reset,
        timeline::equals_its_table_row_for_row,
        timeline::a_mark_and_its_line_lead_to_each_other,
        stress::dense_runs_are_merged_and_zoomed,
        timeline::is_saved_as_picture_and_trace,
        timeline::is_printed_without_its_table,
        stress::no_output_breaks_it,
        reader::progress_is_marked_and_kept,
        reader::progress_moves_to_another_browser,
        reader::a_question_mark_lists_the_keys,
        bars::parts_are_loaded_when_needed,
        bars::a_slow_run_says_so,
        bars::tab_reaches_everything,
        bars::an_old_edit_is_offered_not_put_in,
        other_book::its_stock_buttons_are_answered_here,
    )
}

/// The other edition.
fn trials_in_russian(shared: &Shared) -> Vec<Trial> {
    on_book!(
        shared,
        russian::programs_run_and_are_told_of,
        russian::inflected_words_are_found,
        russian::the_switch_keeps_the_place,
        russian::the_offer_is_made_once,
    )
}

/// Code, picture and output of one figure: they belong together, and say what happened.
fn trials_of_the_truth(shared: &Shared) -> Vec<Trial> {
    on_book!(
        shared,
        truth::a_stopped_run_keeps_its_length,
        truth::a_panic_is_on_the_picture,
        truth::lines_that_are_not_drawn_are_told,
        truth::any_picture_can_be_saved,
        saying::code_and_picture_belong_together,
        saying::an_error_stands_below_the_buttons,
        saying::a_run_without_log_lines_says_so,
        truth::the_run_before_stands_back,
        truth::many_lanes_are_folded,
        saying::a_double_click_runs,
        saying::an_open_line_is_shown,
        saying::code_is_copied_and_read,
    )
}

/// The page answers: what a change did is seen, played again, compared.
fn trials_of_the_answers(shared: &Shared) -> Vec<Trial> {
    on_book!(
        shared,
        replaying::a_run_is_replayed_by_keys,
        replaying::ten_thousand_lines_are_scrubbed,
        replaying::a_recorded_run_is_dragged,
        sight::the_first_edit_is_seen,
        contents::the_contents_show_this_page,
        contents::a_part_opens_with_what_it_is_about,
        sight::reset_is_undone,
        sight::columns_are_right_behind_an_emoji,
        sight::many_errors_are_folded,
        predicting::what_is_to_be_foretold_is_out_of_sight,
        predicting::a_prediction_can_be_skipped,
        predicting::a_pair_is_foretold_together,
        trials::an_edit_runs_in_its_box,
        trials::a_recorded_edit_answers_without_a_server,
    )
}

/// What is done with a program besides running it, and with the words of the text.
fn trials_of_the_tools(shared: &Shared) -> Vec<Trial> {
    on_book!(
        shared,
        programs::a_link_brings_an_edit,
        programs::a_broken_link_says_so,
        programs::a_figure_takes_the_whole_window,
        programs::a_program_is_formatted,
        programs::brackets_are_closed_and_matched,
        programs::what_is_wrong_is_marked_while_typing,
        terms::a_word_says_what_it_means,
        terms::the_first_touch_shows_the_card,
        searching::a_missing_page_fills_the_search,
        searching::russian_codes_and_questions_are_found,
        exercises::a_failed_test_is_drawn,
        pythons::python_is_read_without_a_server,
        pythons::python_is_edited_and_run,
        pythons::a_server_without_python_says_so,
        pythons::a_pair_runs_at_one_press,
        watching::a_run_is_watched,
        watching::a_silent_program_is_watched,
        watched::what_was_seen_moves_along,
        watched::an_edit_is_watched_in_its_box,
        watched::a_closed_fold_draws_nothing,
    )
}
