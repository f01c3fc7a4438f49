//! What browsers say of elements before any author does: the part of the HTML standard's
//! «Rendering» section that the rules need, with the obsolete attributes it maps to style.

use super::color::{Color, Rgba};
use super::declaration::{Declaration, DisplayKind, Key, Side, Unit, Value};
use crate::accessibility::dom::{Element, LocalName, local_name};
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// Which of a browser's own rules an element falls under; equal classes have equal rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Class {
    display: Option<DisplayKind>,
    bold: bool,
    underline: bool,
    link: bool,
    control: Option<Control>,
    mark: bool,
    italic: bool,
    /// The element has the focus, and browsers show it.
    focused: bool,
    /// Font size in hundredths of the parent's; 0 when it is inherited.
    size: u16,
}

/// What browsers draw a control as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Control {
    /// A grey box.
    Button,
    /// A white box.
    Field,
}

impl Class {
    /// An element of which browsers say nothing.
    pub(super) const NONE: Self = Self {
        display: None,
        bold: false,
        underline: false,
        link: false,
        control: None,
        mark: false,
        italic: false,
        focused: false,
        size: 0,
    };

    /// The same element while it has the focus.
    pub(super) fn with_focus(self) -> Self {
        Self { focused: true, ..self }
    }

    /// Whether browsers give its text a colour of its own, another one in the dark.
    pub(super) fn is_link(self) -> bool {
        self.link
    }

    /// Whether browsers give it colours of its own.
    pub(super) fn is_control(self) -> bool {
        self.control.is_some()
    }

    /// The class of an element.
    #[must_use]
    pub(super) fn of(element: &Element) -> Self {
        let mut class = Self::default();
        if !element.is_html() {
            return class;
        }
        let hidden = element.attribute(&local_name!("hidden")).is_some();
        class.display = display(element);
        if hidden {
            class.display = Some(DisplayKind::None);
        }
        match element.name {
            local_name!("a") | local_name!("area") => {
                class.link = element.attribute(&local_name!("href")).is_some();
                class.underline = class.link;
            }
            local_name!("u") | local_name!("ins") => class.underline = true,
            local_name!("em")
            | local_name!("i")
            | local_name!("cite")
            | local_name!("dfn")
            | local_name!("var")
            | local_name!("address") => class.italic = true,
            local_name!("b") | local_name!("strong") | local_name!("th") => class.bold = true,
            local_name!("mark") => class.mark = true,
            local_name!("small") | local_name!("sub") | local_name!("sup") => class.size = 83,
            local_name!("big") => class.size = 120,
            local_name!("h1") => (class.bold, class.size) = (true, 200),
            local_name!("h2") => (class.bold, class.size) = (true, 150),
            local_name!("h3") => (class.bold, class.size) = (true, 117),
            local_name!("h4") => class.bold = true,
            local_name!("h5") => (class.bold, class.size) = (true, 83),
            local_name!("h6") => (class.bold, class.size) = (true, 67),
            local_name!("button") => class.control = Some(Control::Button),
            local_name!("select") | local_name!("textarea") => class.control = Some(Control::Field),
            local_name!("input") => {
                let kind = element.attribute(&local_name!("type")).unwrap_or_default();
                let buttons = ["submit", "button", "reset", "file", "color"];
                let is_button = buttons.iter().any(|button| kind.eq_ignore_ascii_case(button));
                class.control = Some(if is_button { Control::Button } else { Control::Field });
            }
            _ => {}
        }
        class
    }

    /// The declarations of the class.
    #[must_use]
    pub(super) fn declarations(self) -> Vec<Declaration> {
        let mut declarations = Vec::new();
        let mut add = |key, value| declarations.push(Declaration::Known(key, value));
        let plain = |color| Value::Color(Color::Plain(color));
        if let Some(display) = self.display {
            add(Key::Display, Value::Display(display));
        }
        if self.bold {
            add(Key::FontWeight, Value::Number(700.0));
        }
        if self.underline {
            add(Key::Underline, Value::Flag(true));
        }
        if self.link {
            add(Key::Color, plain(Rgba::bytes(0, 0, 0xee, 255)));
        }
        if self.mark {
            add(Key::Color, plain(Rgba::BLACK));
            add(Key::BackgroundColor, plain(Rgba::bytes(255, 255, 0, 255)));
        }
        if self.italic {
            add(Key::FontStyle, Value::Flag(true));
        }
        if let Some(control) = self.control {
            // A control's own colours are the browser's business until the author sets one.
            add(Key::Color, plain(Rgba::BLACK));
            add(
                Key::BackgroundColor,
                plain(match control {
                    Control::Button => Rgba::bytes(0xef, 0xef, 0xef, 255),
                    Control::Field => Rgba::WHITE,
                }),
            );
            add(Key::FontSize, Value::Length(13.333, Unit::Px));
            add(Key::FontWeight, Value::Number(400.0));
            add(Key::LetterSpacing, Value::Auto);
            add(Key::WordSpacing, Value::Auto);
            for side in Side::ALL {
                add(Key::BorderStyle(side), Value::Flag(true));
                add(Key::BorderWidth(side), Value::Length(2.0, Unit::Px));
                add(Key::BorderColor(side), plain(Rgba::bytes(0x76, 0x76, 0x76, 255)));
            }
        }
        if self.focused {
            add(Key::OutlineStyle, Value::Flag(true));
            add(Key::OutlineWidth, Value::Length(1.0, Unit::Px));
        }
        if self.size != 0 {
            add(Key::FontSize, Value::Length(f32::from(self.size) / 100.0, Unit::Em));
        }
        declarations
    }
}

/// What a closed `<details>` holds is taken for shown: anybody opens it, without a script.
fn display(element: &Element) -> Option<DisplayKind> {
    use DisplayKind::{InlineBlock, None as Hidden};
    let has = |name: LocalName| element.attribute(&name).is_some();
    match element.name {
        local_name!("dialog") if !has(local_name!("open")) => Some(Hidden),
        local_name!("audio") => (!has(local_name!("controls"))).then_some(Hidden),
        local_name!("input") => {
            let hidden = element
                .attribute(&local_name!("type"))
                .is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"));
            Some(if hidden { Hidden } else { InlineBlock })
        }
        _ => DISPLAYS.get(&element.name).copied(),
    }
}

/// How browsers lay elements out, by name: looked up for every element of every page.
static DISPLAYS: LazyLock<FxHashMap<LocalName, DisplayKind>> = LazyLock::new(|| {
    use DisplayKind::{Block, InlineBlock, None as Hidden, Table, TablePart};
    const HIDDEN: &[&str] = &[
        "head", "title", "meta", "link", "style", "script", "noscript", "template", "base",
        "datalist", "param", "rp", "source", "track", "noembed", "noframes",
    ];
    const PARTS: &[&str] =
        &["tr", "td", "th", "tbody", "thead", "tfoot", "caption", "col", "colgroup"];
    const BLOCKS: &[&str] = &[
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "dialog",
    ];
    let of = |names: &'static [&'static str], kind| {
        names.iter().map(move |name| (LocalName::from(*name), kind))
    };
    of(HIDDEN, Hidden)
        .chain(of(&["button", "select", "textarea"], InlineBlock))
        .chain(of(&["table"], Table))
        .chain(of(PARTS, TablePart))
        .chain(of(BLOCKS, Block))
        .collect()
});

/// The declarations that obsolete attributes (`bgcolor`, `color`, …) and SVG's own stand for;
/// `None` without any.
#[must_use]
pub(super) fn obsolete_attributes(element: &Element) -> Option<String> {
    let mut text = String::new();
    let mut add = |property: &str, value: &str| {
        if value.chars().all(|c| c.is_ascii_alphanumeric() || "#.,% -".contains(c)) {
            // Writing to a string cannot fail.
            let _ = write!(text, "{property}:{value};");
        }
    };
    let html = element.is_html();
    for (name, _, value) in element.attributes() {
        match *name {
            local_name!("bgcolor") if html => add("background-color", value),
            local_name!("text") if element.name == local_name!("body") => add("color", value),
            local_name!("color") if element.name == local_name!("font") => add("color", value),
            local_name!("background") if html => add("background-image", "url(a)"),
            local_name!("fill") if !html => add("fill", value),
            local_name!("stroke") if !html => add("stroke", value),
            local_name!("opacity") if !html => add("opacity", value),
            local_name!("display") if !html => add("display", value),
            local_name!("visibility") if !html => add("visibility", value),
            local_name!("color") if !html => add("color", value),
            _ => {}
        }
    }
    (!text.is_empty()).then_some(text)
}
