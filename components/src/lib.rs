//! The design system of Portico: one folder per component, `{mod.rs, <name>.css, gallery.rs}`.
//!
//! It knows no entity, no request and no route of the portal. Behaviour is plain functions with
//! native tests; views are thin. Start with [`gallery::registry`] to see what there is.

mod class;
pub mod gallery;
mod props;

pub use class::class;
pub use props::{Size, Tone};

// Foundations, actions, forms and overlays. One `mod` and one `pub use` line per component, sorted.
mod button;
mod checkbox;
mod chip;
mod combobox;
mod command_palette;
mod confirm_dialog;
mod copy_button;
mod dialog;
mod dom;
mod drawer;
mod field;
mod filter_bar;
mod icon;
mod icon_button;
mod id;
mod input;
mod kbd;
mod layer;
mod link;
mod live_region;
mod menu;
mod modal;
mod panel;
mod popover;
mod position;
mod radio_group;
mod roving;
mod safe_url;
mod search_field;
mod segmented_control;
mod select;
mod select_panel;
mod switch;
mod text_area;
mod text_field;
mod toast;
mod toggle_button;
mod tooltip;
mod typeahead;

pub use button::{Button, ButtonLink, Variant};
pub use checkbox::Checkbox;
pub use chip::Chip;
pub use combobox::Combobox;
pub use command_palette::{CommandPalette, PaletteChoice, PaletteGroup, PaletteItem};
pub use confirm_dialog::ConfirmDialog;
pub use copy_button::CopyButton;
pub use dialog::{Dialog, DialogSize};
pub use drawer::{Drawer, DrawerSide};
pub use field::{Field, FieldState};
pub use filter_bar::FilterBar;
pub use icon::{Icon, IconSize};
pub use icon_button::{IconButton, IconLink};
pub use id::unique_id;
pub use kbd::Kbd;
pub use link::{ExternalLink, Link, LinkStyle};
pub use live_region::{Announcer, LiveRegion, Politeness, use_announcer};
pub use menu::{Menu, MenuGroup, MenuItem};
pub use popover::Popover;
pub use position::{Align, Side};
pub use radio_group::RadioGroup;
pub use safe_url::SafeUrl;
pub use search_field::SearchField;
pub use segmented_control::SegmentedControl;
pub use select::{Choice, Select};
pub use select_panel::{Facet, PanelOption, SelectPanel};
pub use switch::Switch;
pub use text_area::TextArea;
pub use text_field::{InputKind, TextField};
pub use toast::{ToastAction, ToastRegion, Toaster, use_toaster};
pub use toggle_button::{StarButton, ToggleButton};
pub use tooltip::TooltipHost;

/// Gallery entries of foundations, actions, forms and overlays.
fn controls_gallery() -> Vec<gallery::Entry> {
    vec![
        icon::gallery::ENTRY,
        live_region::gallery::ENTRY,
        button::gallery::ENTRY,
        icon_button::gallery::ENTRY,
        link::gallery::ENTRY,
        copy_button::gallery::ENTRY,
        toggle_button::gallery::ENTRY,
        kbd::gallery::ENTRY,
        menu::gallery::ENTRY,
        command_palette::gallery::ENTRY,
        field::gallery::ENTRY,
        text_field::gallery::ENTRY,
        search_field::gallery::ENTRY,
        text_area::gallery::ENTRY,
        select::gallery::ENTRY,
        select_panel::gallery::ENTRY,
        combobox::gallery::ENTRY,
        checkbox::gallery::ENTRY,
        radio_group::gallery::ENTRY,
        switch::gallery::ENTRY,
        segmented_control::gallery::ENTRY,
        chip::gallery::ENTRY,
        filter_bar::gallery::ENTRY,
        dialog::gallery::ENTRY,
        confirm_dialog::gallery::ENTRY,
        drawer::gallery::ENTRY,
        popover::gallery::ENTRY,
        tooltip::gallery::ENTRY,
        toast::gallery::ENTRY,
    ]
}

// Layout, data and feedback. One `mod` and one `pub use` line per component, sorted.
mod app_shell;
mod avatar;
mod badge;
mod banner;
mod bottom_bar;
mod breadcrumbs;
mod card;
mod case;
mod clock;
mod cluster;
mod code_block;
mod counter;
mod data_table;
mod description_list;
mod divider;
mod empty_state;
mod error_panel;
mod gap;
mod grid;
mod heading;
mod hue;
mod item_row;
mod kept_rows;
mod kind_icon;
mod lifecycle_badge;
mod link_menu;
mod list;
mod nav_list;
mod number;
mod observe;
mod owner_badge;
mod page_header;
mod progress_bar;
mod ref_link;
mod relative_time;
mod resource_list;
mod routed_tabs;
mod rows;
mod skeleton;
mod spinner;
mod stack;
mod status;
mod tabs;
mod tag;
mod tag_list;
mod top_bar;
mod truncate;
mod viewport;
mod visually_hidden;
mod windowing;

pub use app_shell::AppShell;
pub use avatar::{Avatar, AvatarShape, AvatarSize, initials};
pub use badge::Badge;
pub use banner::{Banner, Live};
pub use bottom_bar::{BottomBar, BottomItem};
pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use card::{Card, CardHeight};
pub use case::lower;
pub use cluster::{Cluster, Justify};
pub use code_block::{CodeBlock, CodeLanguage, LineNote};
pub use counter::{Counter, group_digits};
pub use data_table::{Column, DataTable, Sort, Stick, next_sort};
pub use description_list::{Description, DescriptionLayout, DescriptionList};
pub use divider::Divider;
pub use empty_state::{EmptyKind, EmptyState};
pub use error_panel::ErrorPanel;
pub use gap::Gap;
pub use grid::{Grid, GridLayout};
pub use heading::Level;
pub use hue::Hue;
pub use item_row::ItemRow;
pub use kind_icon::{KindIcon, kind_icon};
pub use lifecycle_badge::{LifecycleBadge, lifecycle_hue};
pub use link_menu::{LinkMenu, LinksFn, MenuLink};
pub use list::List;
pub use nav_list::{NavGroup, NavItem, NavList};
pub use owner_badge::OwnerBadge;
pub use page_header::PageHeader;
pub use progress_bar::{ProgressBar, ProgressPlace};
pub use ref_link::{RefLink, RefWeight};
pub use relative_time::{RelativeTime, absolute, date, relative, rfc3339};
pub use resource_list::ResourceList;
pub use routed_tabs::{RoutedTab, RoutedTabs};
pub use rows::{CellFn, RowId, Rows, RowsState};
pub use skeleton::{Skeleton, SkeletonKind};
pub use spinner::Spinner;
pub use stack::Stack;
pub use status::Status;
pub use tabs::{Tab, Tabs};
pub use tag::Tag;
pub use tag_list::TagList;
pub use top_bar::TopBar;
pub use truncate::{Cut, Truncate};
pub use visually_hidden::VisuallyHidden;

/// Gallery entries of layout, data and feedback.
fn display_gallery() -> Vec<gallery::Entry> {
    vec![
        app_shell::gallery::ENTRY,
        avatar::gallery::ENTRY,
        badge::gallery::ENTRY,
        banner::gallery::ENTRY,
        bottom_bar::gallery::ENTRY,
        breadcrumbs::gallery::ENTRY,
        card::gallery::ENTRY,
        cluster::gallery::ENTRY,
        code_block::gallery::ENTRY,
        counter::gallery::ENTRY,
        data_table::gallery::ENTRY,
        description_list::gallery::ENTRY,
        divider::gallery::ENTRY,
        empty_state::gallery::ENTRY,
        error_panel::gallery::ENTRY,
        grid::gallery::ENTRY,
        item_row::gallery::ENTRY,
        kind_icon::gallery::ENTRY,
        lifecycle_badge::gallery::ENTRY,
        link_menu::gallery::ENTRY,
        list::gallery::ENTRY,
        nav_list::gallery::ENTRY,
        owner_badge::gallery::ENTRY,
        page_header::gallery::ENTRY,
        progress_bar::gallery::ENTRY,
        ref_link::gallery::ENTRY,
        relative_time::gallery::ENTRY,
        resource_list::gallery::ENTRY,
        routed_tabs::gallery::ENTRY,
        skeleton::gallery::ENTRY,
        spinner::gallery::ENTRY,
        stack::gallery::ENTRY,
        status::gallery::ENTRY,
        tabs::gallery::ENTRY,
        tag::gallery::ENTRY,
        tag_list::gallery::ENTRY,
        top_bar::gallery::ENTRY,
        truncate::gallery::ENTRY,
        visually_hidden::gallery::ENTRY,
    ]
}
