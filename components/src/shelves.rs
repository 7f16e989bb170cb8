//! The components of the gallery by group, listed by hand.
//!
//! What they are and what they look like stand apart, because the examples of a group are code
//! that is loaded when one of them is shown.

use crate::gallery::{Entry, Example, Playground};

/// What is shown of one component.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Id of its entry.
    pub id: &'static str,
    /// Its states.
    pub examples: &'static [Example],
    /// The component with its props on controls, if it is one that can be used by itself.
    pub playground: Option<Playground>,
}

macro_rules! shelf {
    ($(#[$doc:meta])* $name:ident { $($folder:ident,)+ }) => {
        $(#[$doc])*
        pub mod $name {
            /// What the components are.
            pub const ENTRIES: &[super::Entry] = &[$(crate::$folder::gallery::ENTRY),+];

            /// What they look like, in the same order.
            pub const EXAMPLES: &[super::Shown] = &[$(super::Shown {
                id: crate::$folder::gallery::ENTRY.id,
                examples: crate::$folder::gallery::EXAMPLES,
                playground: Some(crate::$folder::gallery::PLAYGROUND),
            }),+];
        }
    };
}

shelf! {
    /// Frame, columns, cards, headings.
    layout {
        accordion,
        app_shell,
        bottom_bar,
        breadcrumbs,
        card,
        card_grid,
        cluster,
        divider,
        grid,
        item_card,
        nav_list,
        page_header,
        routed_tabs,
        scroll_row,
        split_pane,
        stack,
        tabs,
        top_bar,
    }
}

shelf! {
    /// Buttons, links, menus.
    actions {
        bulk_action_bar,
        button,
        command_palette,
        copy_button,
        icon_button,
        kbd,
        link,
        link_menu,
        menu,
        show_more,
        toggle_button,
        toolbar,
    }
}

shelf! {
    /// Fields and choices.
    forms {
        checkbox,
        checkbox_group,
        chip,
        choice_cards,
        combobox,
        date_picker,
        date_range,
        error_summary,
        field,
        file_field,
        filter_bar,
        number_field,
        password_field,
        radio_group,
        schema_form,
        search_field,
        segmented_control,
        select,
        select_panel,
        stepper,
        switch,
        tag_input,
        text_area,
        text_field,
        wizard,
    }
}

shelf! {
    /// Dialogs, popovers, toasts.
    overlays {
        confirm_dialog,
        dialog,
        drawer,
        hover_card,
        popover,
        side_panel,
        tooltip,
    }
}

shelf! {
    /// Tables, lists, tags, people, charts, code.
    data {
        avatar,
        avatar_group,
        badge,
        chart,
        code_block,
        counter,
        data_table,
        dependency_graph,
        description_list,
        export_menu,
        gauge,
        item_row,
        kind_icon,
        lifecycle_badge,
        list,
        owner_badge,
        pagination,
        radar_chart,
        ref_link,
        relative_time,
        resource_list,
        safe_html,
        sparkline,
        stat,
        status,
        tag,
        tag_list,
        timeline,
        tree_view,
        truncate,
        virtual_list,
    }
}

shelf! {
    /// Logs, documents.
    text {
        log_viewer,
        markdown,
    }
}

shelf! {
    /// Empty, loading, failed, done.
    feedback {
        banner,
        empty_state,
        error_page,
        error_panel,
        progress_bar,
        skeleton,
        spinner,
        toast,
    }
}

shelf! {
    /// Icons and helpers without a look of their own.
    foundations {
        icon,
        live_region,
        visually_hidden,
    }
}
