//! HTML from outside, read by the browser but no part of the page: nothing in it runs or loads.

use leptos::prelude::document;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Node, XPathResult};

use super::mask::masked;

#[wasm_bindgen]
extern "C" {
    /// An element as the sanitiser of the browser sees it.
    #[wasm_bindgen(extends = Element)]
    type Cleanable;

    #[wasm_bindgen(method, catch, js_name = setHTML)]
    fn clean(this: &Cleanable, html: &str, options: &JsValue) -> Result<(), JsValue>;

    /// What makes documents.
    type Maker;

    #[wasm_bindgen(method, catch, js_name = createHTMLDocument)]
    fn make(this: &Maker, title: &str) -> Result<Document, JsValue>;

    /// The start script's way around the policy for templates, for documents that are never shown
    /// as they are.
    #[wasm_bindgen(catch, js_name = portalSetHtml)]
    fn set_unclean(element: &Element, html: &str) -> Result<(), JsValue>;
}

/// What the browser's own sanitiser takes away besides all that runs.
const NEVER: [&str; 5] = ["style", "template", "noscript", "base", "meta"];

/// A part of foreign HTML, for reading. It lives in a document without a window, so no script of
/// it runs, no picture of it is loaded and no link of it leads anywhere. To show one, make it
/// [`Sanitised`](crate::Sanitised).
#[derive(Clone, Debug)]
pub struct Foreign(SendWrapper<Element>);

impl Foreign {
    /// Reads a page. Where the browser can clean HTML by itself it does so first; what is shown is
    /// built from the allow-list in any case.
    #[must_use]
    pub fn read(html: &str) -> Option<Self> {
        let maker = js_sys::Reflect::get(&document(), &"implementation".into()).ok()?;
        let inert = maker.unchecked_ref::<Maker>().make("").ok()?;
        let root = inert.create_element("div").ok()?;
        let (html, mask) = masked(html);
        let cleaned = root.unchecked_ref::<Cleanable>().clean(&html, &options());
        if cleaned.is_err() {
            set_unclean(&root, &html).ok()?;
        }
        if let Some(mask) = mask {
            unmask(&inert, &root, &mask);
        }
        Some(Self(SendWrapper::new(root)))
    }

    /// The first part that matches.
    #[must_use]
    pub fn find(&self, selector: &str) -> Option<Self> {
        self.0.query_selector(selector).ok().flatten().map(Self::of)
    }

    /// All parts that match, in order.
    #[must_use]
    pub fn find_all(&self, selector: &str) -> Vec<Self> {
        let Ok(list) = self.0.query_selector_all(selector) else { return Vec::new() };
        (0..list.length())
            .filter_map(|at| list.item(at)?.dyn_into::<Element>().ok().map(Self::of))
            .collect()
    }

    /// The elements right in it.
    #[must_use]
    pub fn children(&self) -> Vec<Self> {
        let list = self.0.children();
        (0..list.length()).filter_map(|at| list.item(at).map(Self::of)).collect()
    }

    /// Its name in lower case.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.local_name()
    }

    /// Whether it matches a selector.
    #[must_use]
    pub fn is(&self, selector: &str) -> bool {
        self.0.matches(selector).unwrap_or_default()
    }

    /// One attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Its words, with single spaces.
    #[must_use]
    pub fn text(&self) -> String {
        let text = self.0.text_content().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn of(element: Element) -> Self {
        Self(SendWrapper::new(element))
    }

    pub(super) fn node(&self) -> Node {
        Node::from((*self.0).clone())
    }
}

/// Two of the same document are the same part.
impl PartialEq for Foreign {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same_node(Some(&other.0))
    }
}

/// Takes the mask away from texts and values: there it stood in front of words.
fn unmask(document: &Document, root: &Element, mask: &str) {
    let path = format!(".//text()[contains(., '{mask}')] | .//@*[contains(., '{mask}')]");
    let kind = XPathResult::UNORDERED_NODE_SNAPSHOT_TYPE;
    let Ok(found) = document.evaluate_with_opt_callback_and_type(&path, root, None, kind) else {
        return;
    };
    let masked = (0..found.snapshot_length().unwrap_or_default())
        .filter_map(|at| found.snapshot_item(at).ok().flatten());
    for node in masked {
        let text = node.text_content().unwrap_or_default();
        node.set_text_content(Some(&text.replace(mask, "")));
    }
}

/// `{ sanitizer: { removeElements: […], comments: false } }`.
fn options() -> JsValue {
    let never: js_sys::Array = NEVER.iter().map(|name| JsValue::from_str(name)).collect();
    let sanitizer = js_sys::Object::new();
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&sanitizer, &"removeElements".into(), &never);
    let _ = js_sys::Reflect::set(&sanitizer, &"comments".into(), &JsValue::FALSE);
    let _ = js_sys::Reflect::set(&options, &"sanitizer".into(), &sanitizer);
    options.into()
}
