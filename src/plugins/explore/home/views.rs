//! Views that the reader has saved: a name for an address of the portal, with all its filters.

use super::HomeInput;
use crate::plugin::kept;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Card, Cluster, CopyButton, EmptyKind, EmptyState, IconButton, ItemRow, List,
    Politeness, Stack, TextField, use_announcer,
};

/// Where they are kept.
const KEPT: &str = "portico.views.v1";
/// Key of the address that is to be saved.
pub const SAVE: &str = "save";
/// More than this nobody finds anything in.
const MOST: usize = 50;
/// Title of the widget.
pub const TITLE: &str = "Saved views";

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct View {
    name: String,
    /// Path and query, as they stand in the address bar.
    address: String,
}

/// Reads what was kept; lines that make no sense are left out.
fn parse(text: &str) -> Vec<View> {
    let views = text.lines().filter_map(|line| {
        let (name, address) = line.split_once('\t')?;
        (!name.is_empty() && is_ours(address))
            .then(|| View { name: name.to_owned(), address: address.to_owned() })
    });
    views.take(MOST).collect()
}

fn written(views: &[View]) -> String {
    let lines: Vec<String> =
        views.iter().map(|view| [&*view.name, "\t", &view.address].concat()).collect();
    lines.join("\n")
}

/// Whether an address is one of this portal, and of nobody else: a path from the root.
fn is_ours(address: &str) -> bool {
    let odd = |letter: char| letter.is_control() || letter.is_whitespace() || letter == '\\';
    address.starts_with('/') && !address.starts_with("//") && !address.contains(odd)
}

/// A name to begin with: what the address filters by, or the place itself.
fn suggested(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let values: Vec<String> = query
        .split('&')
        .filter_map(|pair| pair.split_once('=').map(|(_, value)| value))
        .filter(|value| !value.is_empty())
        .map(|value| decoded(value).rsplit('/').next().unwrap_or_default().to_owned())
        .collect();
    let place = decoded(path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("home"));
    [vec![place], values].concat().join(", ")
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent(&text).unwrap_or(text)
}

/// Undoes `%20`; nothing when what comes out is no text.
fn percent(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control))
}

/// All of them, shared by the form and the widget.
#[derive(Clone, Copy)]
pub struct Views(RwSignal<Vec<View>>);

impl Views {
    /// What was kept.
    pub fn start() -> Self {
        Self(RwSignal::new(kept::read(KEPT).map(|text| parse(&text)).unwrap_or_default()))
    }

    fn change(self, said: &str, change: impl FnOnce(&mut Vec<View>)) {
        self.0.try_update(change);
        if let Some(text) = self.0.try_with_untracked(|views| written(views)) {
            kept::write(KEPT, &text);
        }
        use_announcer().say(said, Politeness::Polite);
    }

    /// Saves one; another one of the same name makes room for it.
    fn add(self, view: View) {
        self.change("The view is saved", |views| {
            views.retain(|other| other.name != view.name);
            views.insert(0, view);
            views.truncate(MOST);
        });
    }
}

/// The form, where the address says what is to be saved.
pub fn saving(views: Views) -> AnyView {
    let query = use_query();
    let wanted = Memo::new(move |_| {
        query.pairs().with(|pairs| {
            let found = pairs.iter().find(|(key, _)| key == SAVE);
            found.map(|(_, address)| address.clone()).filter(|address| is_ours(address))
        })
    });
    let done = move || query.set(Vec::new(), false);
    (move || {
        wanted.get().map(|address| {
            let name = RwSignal::new(suggested(&address));
            let wrong = RwSignal::new(None::<String>);
            let shown = address.clone();
            let save = Callback::new(move |()| {
                // The parts of a line are parted by tabulators.
                let clean = name.get_untracked().replace(char::is_control, " ");
                if clean.trim().is_empty() {
                    wrong.set(Some("Give it a name to find it by.".to_owned()));
                    return;
                }
                views.add(View { name: clean.trim().to_owned(), address: address.clone() });
                queue_microtask(done);
            });
            view! {
                <Card title="Save this view">
                    <Stack>
                        <p><code>{shown}</code></p>
                        <TextField
                            label="Name"
                            value=name
                            on_input=Callback::new(move |text| {
                                wrong.set(None);
                                name.set(text);
                            })
                            error=Signal::derive(move || wrong.get())
                            help="Kept in this browser. Whoever you send the link to sees the same."
                        />
                        <Cluster>
                            <Button on_click=Callback::new(move |_| save.run(()))>"Save"</Button>
                            <Button on_click=Callback::new(move |_| queue_microtask(done))>
                                "Cancel"
                            </Button>
                        </Cluster>
                    </Stack>
                </Card>
            }
        })
    })
    .into_any()
}

/// The widget.
pub fn widget(_: HomeInput) -> AnyView {
    let views = use_context::<Views>().unwrap_or_else(Views::start);
    let list = move || {
        let rows: Vec<AnyView> = views.0.get().into_iter().map(|view| row(views, view)).collect();
        if rows.is_empty() {
            return view! {
                <div class="u-inset">
                    <EmptyState kind=EmptyKind::FirstUse title="No view is saved" compact=true>
                        "On a list with your filters, open the palette (Ctrl K) and choose “Save this view”."
                    </EmptyState>
                </div>
            }
            .into_any();
        }
        view! { <List items=rows /> }.into_any()
    };
    view! { <Card title=TITLE flush=true>{list}</Card> }.into_any()
}

fn row(views: Views, view: View) -> AnyView {
    let View { name, address } = view;
    let link = [window().location().origin().unwrap_or_default(), address.clone()].concat();
    let title = name.clone();
    let side = move || {
        let (gone, label) = (name.clone(), format!("Remove {name}"));
        let remove = Callback::new(move |_| {
            let gone = gone.clone();
            // Later, because the row that is pressed goes with it.
            queue_microtask(move || {
                views.change("The view is removed", |all| all.retain(|view| view.name != gone));
            });
        });
        view! {
            <CopyButton text=link.clone() label=format!("Copy the link to {name}") />
            <IconButton icon=Icon::Close label=label on_click=remove />
        }
        .into_any()
    };
    view! { <ItemRow title=title href=Some(address) side=ViewFn::from(side) /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_nothing_leads_away() {
        let view = |name: &str, address: &str| View { name: name.into(), address: address.into() };
        let views = vec![view("Mine", "/catalog?mine"), view("Deploys", "/p/deploys")];
        assert_eq!(parse(&written(&views)), views);
        for bad in [
            "https://evil.example",
            "//evil.example",
            "javascript:alert(1)",
            "/a\\b",
            "catalog",
            "",
        ] {
            assert!(!is_ours(bad), "{bad}");
            assert_eq!(parse(&format!("x\t{bad}")), []);
        }
        assert_eq!(parse("no tabulator\n\t/x"), []);
    }

    #[test]
    fn a_name_is_suggested_by_what_is_filtered() {
        assert_eq!(suggested("/catalog?kind=component&tag=pci"), "catalog, component, pci");
        assert_eq!(suggested("/catalog?owner=group%3Adefault%2Fcrew"), "catalog, crew");
        assert_eq!(suggested("/"), "home");
        assert_eq!(suggested("/search?q=a+b%zz"), "search, a b%zz");
    }
}
