//! Builds what is shown: new elements, one by one, from the allow-list. A long document is built in
//! pieces, so that the page answers in between.

use std::{cell::RefCell, rc::Rc, sync::Arc, time::Duration};

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::policy::{self, Verdict};
use super::{Destination, Foreign, Picture, Rules, mask};
use crate::{dom, unique_id};

/// ms that one piece may take.
const PIECE: f64 = 8.0;

/// Elements inside of each other; what is deeper stands in the last one.
const DEEPEST: usize = 100;

/// Steps between two looks at the clock.
const STEPS: usize = 32;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A document that is being built. Empty when it is whole, or when nobody wants it any more.
#[derive(Clone, Default)]
pub(super) struct Building(Rc<RefCell<Option<Builder>>>);

impl Building {
    /// Builds the content of `source`, then that of `rest`, in `target`: a first piece of it now.
    /// `built` is called after every piece.
    pub(super) fn start(
        rules: Rules,
        source: &Node,
        rest: Arc<[String]>,
        target: Element,
        built: Rc<dyn Fn()>,
    ) -> Self {
        let open = vec![Frame::first(source, target.clone())];
        let builder = Builder { rules, root: target, rest, read: 0, open, built };
        let building = Self(Rc::new(RefCell::new(Some(builder))));
        building.go_on(dom::now() + PIECE);
        building
    }

    /// Ends it early.
    pub(super) fn stop(&self) {
        self.0.take();
    }

    /// Builds what is missing at once: for paper, which shows no page that grows.
    pub(super) fn finish(&self) {
        self.go_on(f64::INFINITY);
    }

    fn go_on(&self, until: f64) {
        let Some(mut builder) = self.0.take() else { return };
        let whole = builder.build(until);
        let built = builder.built.clone();
        if !whole {
            self.0.replace(Some(builder));
            let later = self.clone();
            set_timeout(move || later.go_on(dom::now() + PIECE), Duration::ZERO);
        }
        built();
    }
}

/// How far a document has been built.
struct Builder {
    rules: Rules,
    root: Element,
    /// What comes after the first part, as text.
    rest: Arc<[String]>,
    /// How much of that was read.
    read: usize,
    open: Vec<Frame>,
    built: Rc<dyn Fn()>,
}

/// An element whose content is being built.
struct Frame {
    next: Option<Node>,
    target: Element,
    code: bool,
    drawing: bool,
    /// Id of a heading, for the link to it.
    heading: Option<String>,
}

impl Frame {
    fn first(source: &Node, target: Element) -> Self {
        let next = source.first_child();
        Self { next, target, code: false, drawing: false, heading: None }
    }

    fn inside(&self, next: Option<Node>, target: Element) -> Self {
        Self { next, target, code: self.code, drawing: self.drawing, heading: None }
    }
}

impl Builder {
    /// Builds until then; true when the document is whole.
    fn build(&mut self, until: f64) -> bool {
        loop {
            for _ in 0..STEPS {
                self.step();
            }
            if self.open.is_empty() {
                let Some(piece) = self.rest.get(self.read) else { return true };
                self.read += 1;
                if let Some(source) = Foreign::read(piece) {
                    self.open.push(Frame::first(&source.node(), self.root.clone()));
                }
            }
            if dom::now() > until {
                return false;
            }
        }
    }

    /// Takes one node, or closes an element.
    fn step(&mut self) {
        let Some(frame) = self.open.last_mut() else { return };
        let Some(node) = frame.next.take() else {
            if let Some(frame) = self.open.pop() {
                self.close(&frame);
            }
            return;
        };
        frame.next = node.next_sibling();
        match node.node_type() {
            Node::TEXT_NODE => {
                if let Ok(text) = node.clone_node() {
                    let _ = frame.target.append_child(&text);
                }
            }
            Node::ELEMENT_NODE => {
                if let Some(element) = node.dyn_ref::<Element>() {
                    self.element(element);
                }
            }
            _ => {}
        }
    }

    fn close(&self, frame: &Frame) {
        let Some(id) = &frame.heading else { return };
        let Destination::Inside(href) = (self.rules.link)(&["#", id].concat()) else { return };
        let words = frame.target.text_content().unwrap_or_default();
        if let Some(link) = make("a", &frame.target) {
            set(&link, "class", "pk-safe-html-anchor");
            set(&link, "href", &href);
            set(&link, "aria-label", &["Link to “", words.trim(), "”"].concat());
            link.set_text_content(Some("#"));
        }
    }

    fn element(&mut self, source: &Element) {
        let Some(frame) = self.open.last() else { return };
        let name = source.local_name();
        let classes = source.get_attribute("class").unwrap_or_default();
        let has = |class: &str| classes.split_ascii_whitespace().any(|one| one == class);
        let drawing = frame.drawing || has("twemoji");
        if has("headerlink") || has("md-content__button") || has("source-file") {
            return;
        }
        if has("mermaid") {
            diagram(source, &frame.target);
            return;
        }
        if has("tabbed-set") {
            self.tabs(source);
            return;
        }
        match policy::element(&name, drawing) {
            Verdict::Drop => {}
            Verdict::Unwrap => {
                let frame = frame.inside(source.first_child(), frame.target.clone());
                self.push(frame);
            }
            Verdict::Keep => self.keep(source, &name, &classes, drawing),
        }
    }

    fn keep(&mut self, source: &Element, name: &str, classes: &str, drawing: bool) {
        let Some(frame) = self.open.last() else { return };
        let outer = frame.target.clone();
        let mut code = frame.code;
        let mut heading = None;
        let made = match name {
            // Marks of lines of code, which are no place to go to.
            "a" if code && is_line_mark(source) => make("span", &outer),
            "a" => link(&self.rules, source, &outer),
            "img" => {
                picture(&self.rules, source, &outer);
                return;
            }
            "input" => {
                task(source, &outer);
                return;
            }
            "pre" => {
                code = true;
                block(source, &outer)
            }
            "code" => {
                code = true;
                make("code", &outer)
            }
            "table" if !classes.contains("highlighttable") => {
                make("div", &outer).and_then(|around| {
                    set(&around, "class", "pk-safe-html-table");
                    scrolls(&around, "Table");
                    make("table", &around)
                })
            }
            "svg" | "path" => document().create_element_ns(Some(SVG), name).ok().inspect(|made| {
                let _ = outer.append_child(made);
                set(made, "aria-hidden", "true");
            }),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                heading = source.get_attribute("id");
                make(name, &outer)
            }
            name => make(name, &outer),
        };
        let Some(made) = made else { return };
        attributes(&self.rules, source, name, &made, code);
        let next = source.first_child();
        self.push(Frame { next, target: made, code, drawing, heading });
    }

    /// Goes into an element, unless that is too deep: then its content stands where it is.
    fn push(&mut self, frame: Frame) {
        if self.open.len() < DEEPEST {
            self.open.push(frame);
            return;
        }
        let words = frame.target.clone();
        let mut next = frame.next;
        while let Some(node) = next {
            next = node.next_sibling();
            let text = node.text_content().unwrap_or_default();
            let _ = words.append_child(&document().create_text_node(&text));
        }
    }

    /// Blocks of which one is shown.
    fn tabs(&mut self, source: &Element) {
        let Some(frame) = self.open.last() else { return };
        let mut labels = all(source, ":scope > .tabbed-labels > label");
        let mut panels = all(source, ":scope > .tabbed-content > .tabbed-block");
        if labels.is_empty() {
            labels = all(source, ":scope > label");
            panels = all(source, ":scope > .tabbed-content");
        }
        let Some(whole) = make("div", &frame.target) else { return };
        set(&whole, "class", "pk-safe-html-tabs");
        let Some(list) = make("div", &whole) else { return };
        set(&list, "role", "tablist");
        let id = unique_id("pk-safe-html-tab");
        let mut frames = Vec::new();
        for (at, (label, panel)) in labels.iter().zip(&panels).enumerate() {
            let (tab_id, panel_id) = (format!("{id}-{at}"), format!("{id}-{at}-panel"));
            let (Some(tab), Some(made)) = (make("button", &list), make("div", &whole)) else {
                return;
            };
            set(&tab, "type", "button");
            set(&tab, "role", "tab");
            set(&tab, "id", &tab_id);
            set(&tab, "aria-controls", &panel_id);
            tab.set_text_content(label.text_content().as_deref().map(str::trim));
            set(&made, "role", "tabpanel");
            set(&made, "id", &panel_id);
            set(&made, "aria-labelledby", &tab_id);
            frames.push(frame.inside(panel.first_child(), made));
        }
        choose(&whole, 0);
        frames.reverse();
        for frame in frames {
            self.push(frame);
        }
    }
}

/// Shows one of several blocks.
pub(super) fn choose(whole: &Element, chosen: usize) {
    for (at, tab) in all(whole, ":scope > [role=tablist] > [role=tab]").iter().enumerate() {
        set(tab, "aria-selected", if at == chosen { "true" } else { "false" });
        set(tab, "tabindex", if at == chosen { "0" } else { "-1" });
    }
    for (at, panel) in all(whole, ":scope > [role=tabpanel]").iter().enumerate() {
        if at == chosen {
            let _ = panel.remove_attribute("hidden");
        } else {
            // The browser finds words in it all the same, and says so before it shows them.
            set(panel, "hidden", "until-found");
        }
    }
}

fn attributes(rules: &Rules, source: &Element, name: &str, made: &Element, code: bool) {
    let names = source.get_attribute_names();
    for attribute in names.iter().filter_map(|name| name.as_string()) {
        let Some(value) = source.get_attribute(&attribute) else { continue };
        match &*attribute {
            "id" if !value.is_empty() => set(made, "id", &[&rules.prefix, &*value].concat()),
            "class" => {
                let kept = policy::classes(&value, code);
                if !kept.is_empty() && !made.has_attribute("class") {
                    set(made, "class", &kept);
                }
            }
            other if mask::is_style(other) => {
                if !matches!(name, "td" | "th") {
                    continue;
                }
                if let Some(align) = policy::alignment(&value) {
                    set(made, "data-align", align);
                }
            }
            // A link with an address has said all of it.
            "title" if name == "a" && made.has_attribute("title") => {}
            other if policy::attribute(name, other, &value) => set(made, other, &value),
            _ => {}
        }
    }
}

fn link(rules: &Rules, source: &Element, outer: &Element) -> Option<Element> {
    let Some(address) = source.get_attribute("href") else { return make("span", outer) };
    match (rules.link)(&address) {
        Destination::Nowhere => make("span", outer),
        Destination::Inside(href) => make("a", outer).inspect(|made| set(made, "href", &href)),
        Destination::File(href) => make("a", outer).inspect(|made| {
            set(made, "href", &href);
            // It is saved, never shown in the place of the portal.
            set(made, "download", "");
            set(made, "rel", "external");
        }),
        Destination::Outside(url) => make("a", outer).inspect(|made| {
            set(made, "href", url.as_str());
            set(made, "target", "_blank");
            set(made, "rel", "noopener noreferrer nofollow external");
            set(made, "data-outside", "");
            let place = if url.host().is_empty() { url.as_str() } else { url.host() };
            set(made, "title", place);
        }),
    }
}

fn picture(rules: &Rules, source: &Element, outer: &Element) {
    let address = source.get_attribute("src").unwrap_or_default();
    let words = source.get_attribute("alt").unwrap_or_default();
    match (rules.picture)(&address) {
        Picture::At(from) => {
            if let Some(made) = image(rules, source, outer) {
                set(&made, "src", &from);
            }
        }
        Picture::Load(from) => {
            let Some(made) = image(rules, source, outer) else { return };
            leptos::task::spawn_local(async move {
                match from.await {
                    Some(from) => set(&made, "src", &from),
                    None => {
                        let _ = made.replace_with_with_str_1(&words);
                    }
                }
            });
        }
        Picture::Link(url) => {
            let Some(made) = make("a", outer) else { return };
            set(&made, "href", url.as_str());
            set(&made, "target", "_blank");
            set(&made, "rel", "noopener noreferrer nofollow external");
            set(&made, "data-outside", "");
            set(&made, "title", url.host());
            let words = if words.trim().is_empty() { url.host().to_owned() } else { words };
            made.set_text_content(Some(&["Picture: ", &words].concat()));
        }
        Picture::Nowhere => {
            let _ = outer.append_child(&document().create_text_node(&words));
        }
    }
}

fn image(rules: &Rules, source: &Element, outer: &Element) -> Option<Element> {
    let made = make("img", outer)?;
    set(&made, "alt", "");
    set(&made, "loading", "lazy");
    set(&made, "decoding", "async");
    attributes(rules, source, "img", &made, false);
    Some(made)
}

/// The box of a task. Other fields are not for documents.
fn task(source: &Element, outer: &Element) {
    if source.get_attribute("type").as_deref() != Some("checkbox") {
        return;
    }
    let Some(made) = make("input", outer) else { return };
    let done = source.has_attribute("checked");
    set(&made, "type", "checkbox");
    set(&made, "disabled", "");
    if done {
        set(&made, "checked", "");
    }
    set(&made, "aria-label", if done { "Done" } else { "To do" });
}

/// Whether a link in code is a number of a line, or nothing to be seen.
fn is_line_mark(source: &Element) -> bool {
    let words = source.text_content().unwrap_or_default();
    words.trim().is_empty() || source.closest(".linenos, .linenodiv").ok().flatten().is_some()
}

/// Code with a button that copies it. Numbers of lines are only for the eye.
fn block(source: &Element, outer: &Element) -> Option<Element> {
    if source.closest(".linenos, .linenodiv").ok().flatten().is_some() {
        return make("pre", outer).inspect(|made| set(made, "aria-hidden", "true"));
    }
    let around = make("div", outer)?;
    set(&around, "class", "pk-safe-html-code");
    let made = make("pre", &around)?;
    scrolls(&made, "Code");
    if let Some(copy) = make("button", &around) {
        set(&copy, "type", "button");
        set(&copy, "data-copy", "");
        set(&copy, "aria-label", "Copy code");
        copy.set_text_content(Some("Copy"));
    }
    Some(made)
}

/// The source of a diagram that a script would draw.
fn diagram(source: &Element, outer: &Element) {
    let Some(made) = block(source, outer) else { return };
    set(&made, "aria-label", "Source of a diagram (Mermaid)");
    set(&made, "data-diagram", "");
    made.set_text_content(source.text_content().as_deref());
}

fn scrolls(element: &Element, label: &str) {
    set(element, "tabindex", "0");
    set(element, "role", "group");
    set(element, "aria-label", label);
}

fn make(name: &str, outer: &Element) -> Option<Element> {
    let made = document().create_element(name).ok()?;
    outer.append_child(&made).ok()?;
    Some(made)
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn all(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = element.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}
