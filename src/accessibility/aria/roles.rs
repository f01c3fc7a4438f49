//! The roles of WAI-ARIA 1.2 (with those of DPUB-ARIA 1.0 and Graphics-ARIA 1.0 by name), as a
//! table: what each requires, supports, forbids, and where it may stand.
//!
//! Source: <https://www.w3.org/TR/wai-aria-1.2/#role_definitions>, W3C Recommendation.

/// Where an accessible name may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFrom {
    /// Attributes, or the text inside.
    Contents,
    /// Attributes only.
    Author,
    /// Naming is forbidden.
    Prohibited,
}

/// What WAI-ARIA says of a role.
#[derive(Debug)]
pub struct Definition {
    /// As it is written in `role`.
    pub name: &'static str,
    /// Where its name may come from.
    pub name_from: NameFrom,
    /// Children are not exposed («Children Presentational: True»).
    pub presentational_children: bool,
    /// States and properties that must be given.
    pub required: &'static [&'static str],
    /// States and properties supported besides the global and the required ones.
    pub supported: &'static [&'static str],
    /// Roles it must stand in; empty when it may stand anywhere.
    pub context: &'static [Role],
    /// Roles of which it must own one; empty when it may be empty.
    pub owned: &'static [Role],
}

macro_rules! roles {
    ($($role:ident $name:literal $from:ident $(hides $hides:literal)?
        $(requires [$($required:literal)*])? $(supports [$($supported:literal)*])?
        $(in [$($context:ident)*])? $(owns [$($owned:ident)*])? ;)*) => {
        /// A role that may be written or implied.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "the names are WAI-ARIA's own")]
        pub enum Role { $($role,)* }

        const DEFINITIONS: &[Definition] = &[$(Definition {
            name: $name,
            name_from: NameFrom::$from,
            presentational_children: false $(|| $hides)?,
            required: &[$($($required,)*)?],
            supported: &[$($($supported,)*)?],
            context: &[$($(Role::$context,)*)?],
            owned: &[$($(Role::$owned,)*)?],
        },)*];

        const ALL: &[Role] = &[$(Role::$role,)*];
    };
}

roles! {
    Alert "alert" Author;
    Alertdialog "alertdialog" Author supports ["aria-modal"];
    Application "application" Author supports ["aria-activedescendant" "aria-expanded"];
    Article "article" Author supports ["aria-posinset" "aria-setsize"];
    Banner "banner" Author;
    Blockquote "blockquote" Author;
    Button "button" Contents hides true supports ["aria-expanded" "aria-pressed"];
    Caption "caption" Prohibited in [Figure Grid Table Treegrid];
    Cell "cell" Contents supports ["aria-colindex" "aria-colspan" "aria-rowindex" "aria-rowspan"
        "aria-colindextext" "aria-rowindextext"] in [Row];
    Checkbox "checkbox" Contents hides true requires ["aria-checked"]
        supports ["aria-expanded" "aria-readonly" "aria-required"];
    Code "code" Prohibited;
    Columnheader "columnheader" Contents supports ["aria-colindex" "aria-colspan" "aria-rowindex"
        "aria-rowspan" "aria-colindextext" "aria-rowindextext" "aria-expanded" "aria-readonly"
        "aria-required" "aria-selected" "aria-sort"] in [Row];
    Combobox "combobox" Author requires ["aria-expanded"] supports ["aria-activedescendant"
        "aria-autocomplete" "aria-readonly" "aria-required"];
    Complementary "complementary" Author;
    Contentinfo "contentinfo" Author;
    Definition "definition" Author;
    Deletion "deletion" Prohibited;
    Dialog "dialog" Author supports ["aria-modal"];
    Directory "directory" Author owns [Listitem];
    Document "document" Author;
    Emphasis "emphasis" Prohibited;
    Feed "feed" Author owns [Article];
    Figure "figure" Author;
    Form "form" Author;
    Generic "generic" Prohibited;
    Grid "grid" Author supports ["aria-activedescendant" "aria-colcount" "aria-multiselectable"
        "aria-readonly" "aria-rowcount"] owns [Row Rowgroup];
    Gridcell "gridcell" Contents supports ["aria-colindex" "aria-colspan" "aria-rowindex"
        "aria-rowspan" "aria-colindextext" "aria-rowindextext" "aria-expanded" "aria-readonly"
        "aria-required" "aria-selected"] in [Row];
    Group "group" Author supports ["aria-activedescendant"];
    Heading "heading" Contents requires ["aria-level"];
    Img "img" Author hides true;
    Insertion "insertion" Prohibited;
    Link "link" Contents supports ["aria-expanded"];
    List "list" Author owns [Listitem];
    Listbox "listbox" Author supports ["aria-activedescendant" "aria-expanded"
        "aria-multiselectable" "aria-orientation" "aria-readonly" "aria-required"]
        owns [Option Group];
    Listitem "listitem" Author supports ["aria-level" "aria-posinset" "aria-setsize"]
        in [Directory List];
    Log "log" Author;
    Main "main" Author;
    Mark "mark" Prohibited;
    Marquee "marquee" Author;
    Math "math" Author;
    Menu "menu" Author supports ["aria-activedescendant" "aria-orientation"]
        owns [Menuitem Menuitemcheckbox Menuitemradio Group];
    Menubar "menubar" Author supports ["aria-activedescendant" "aria-orientation"]
        owns [Menuitem Menuitemcheckbox Menuitemradio Group];
    Menuitem "menuitem" Contents supports ["aria-expanded" "aria-posinset" "aria-setsize"]
        in [Group Menu Menubar];
    Menuitemcheckbox "menuitemcheckbox" Contents hides true requires ["aria-checked"]
        supports ["aria-expanded" "aria-posinset" "aria-setsize"] in [Group Menu Menubar];
    Menuitemradio "menuitemradio" Contents hides true requires ["aria-checked"]
        supports ["aria-expanded" "aria-posinset" "aria-setsize"] in [Group Menu Menubar];
    Meter "meter" Author hides true requires ["aria-valuenow"]
        supports ["aria-valuemax" "aria-valuemin" "aria-valuetext"];
    Navigation "navigation" Author;
    None "none" Prohibited;
    Note "note" Author;
    Option "option" Contents hides true
        supports ["aria-checked" "aria-posinset" "aria-selected" "aria-setsize"]
        in [Group Listbox];
    Paragraph "paragraph" Prohibited;
    Presentation "presentation" Prohibited;
    Progressbar "progressbar" Author hides true
        supports ["aria-valuemax" "aria-valuemin" "aria-valuenow" "aria-valuetext"];
    Radio "radio" Contents hides true requires ["aria-checked"]
        supports ["aria-posinset" "aria-setsize"];
    Radiogroup "radiogroup" Author supports ["aria-activedescendant" "aria-orientation"
        "aria-readonly" "aria-required"];
    Region "region" Author;
    Row "row" Contents supports ["aria-activedescendant" "aria-colindex" "aria-expanded"
        "aria-level" "aria-posinset" "aria-rowindex" "aria-rowindextext" "aria-selected"
        "aria-setsize"] in [Grid Rowgroup Table Treegrid]
        owns [Cell Columnheader Gridcell Rowheader];
    Rowgroup "rowgroup" Author in [Grid Table Treegrid] owns [Row];
    Rowheader "rowheader" Contents supports ["aria-colindex" "aria-colspan" "aria-rowindex"
        "aria-rowspan" "aria-colindextext" "aria-rowindextext" "aria-expanded" "aria-readonly"
        "aria-required" "aria-selected" "aria-sort"] in [Row];
    Scrollbar "scrollbar" Author hides true requires ["aria-controls" "aria-valuenow"]
        supports ["aria-orientation" "aria-valuemax" "aria-valuemin" "aria-valuetext"];
    Search "search" Author;
    Searchbox "searchbox" Author supports ["aria-activedescendant" "aria-autocomplete"
        "aria-multiline" "aria-placeholder" "aria-readonly" "aria-required"];
    Separator "separator" Author hides true supports ["aria-orientation" "aria-valuemax"
        "aria-valuemin" "aria-valuenow" "aria-valuetext"];
    Slider "slider" Author hides true requires ["aria-valuenow"] supports ["aria-orientation"
        "aria-readonly" "aria-valuemax" "aria-valuemin" "aria-valuetext"];
    Spinbutton "spinbutton" Author supports ["aria-activedescendant" "aria-readonly"
        "aria-required" "aria-valuemax" "aria-valuemin" "aria-valuenow" "aria-valuetext"];
    Status "status" Author;
    Strong "strong" Prohibited;
    Subscript "subscript" Prohibited;
    Suggestion "suggestion" Prohibited;
    Superscript "superscript" Prohibited;
    Switch "switch" Contents hides true requires ["aria-checked"]
        supports ["aria-expanded" "aria-readonly" "aria-required"];
    Tab "tab" Contents hides true
        supports ["aria-expanded" "aria-posinset" "aria-selected" "aria-setsize"] in [Tablist];
    Table "table" Author supports ["aria-colcount" "aria-rowcount"] owns [Row Rowgroup];
    Tablist "tablist" Author supports ["aria-activedescendant" "aria-multiselectable"
        "aria-orientation"] owns [Tab];
    Tabpanel "tabpanel" Author;
    Term "term" Author;
    Textbox "textbox" Author supports ["aria-activedescendant" "aria-autocomplete"
        "aria-multiline" "aria-placeholder" "aria-readonly" "aria-required"];
    Time "time" Author;
    Timer "timer" Author;
    Toolbar "toolbar" Author supports ["aria-activedescendant" "aria-orientation"];
    Tooltip "tooltip" Contents;
    Tree "tree" Author supports ["aria-activedescendant" "aria-multiselectable"
        "aria-orientation" "aria-required"] owns [Treeitem Group];
    Treegrid "treegrid" Author supports ["aria-activedescendant" "aria-colcount"
        "aria-multiselectable" "aria-orientation" "aria-readonly" "aria-required"
        "aria-rowcount"] owns [Row Rowgroup];
    Treeitem "treeitem" Contents supports ["aria-checked" "aria-expanded" "aria-level"
        "aria-posinset" "aria-selected" "aria-setsize"] in [Group Tree];
    DocAbstract "doc-abstract" Author;
    DocAcknowledgments "doc-acknowledgments" Author;
    DocAfterword "doc-afterword" Author;
    DocAppendix "doc-appendix" Author;
    DocBacklink "doc-backlink" Contents supports ["aria-expanded"];
    DocBiblioentry "doc-biblioentry" Author supports ["aria-level" "aria-posinset" "aria-setsize"];
    DocBibliography "doc-bibliography" Author;
    DocBiblioref "doc-biblioref" Contents supports ["aria-expanded"];
    DocChapter "doc-chapter" Author;
    DocColophon "doc-colophon" Author;
    DocConclusion "doc-conclusion" Author;
    DocCover "doc-cover" Author hides true;
    DocCredit "doc-credit" Author;
    DocCredits "doc-credits" Author;
    DocDedication "doc-dedication" Author;
    DocEndnote "doc-endnote" Author supports ["aria-level" "aria-posinset" "aria-setsize"];
    DocEndnotes "doc-endnotes" Author;
    DocEpigraph "doc-epigraph" Author;
    DocEpilogue "doc-epilogue" Author;
    DocErrata "doc-errata" Author;
    DocExample "doc-example" Author;
    DocFootnote "doc-footnote" Author;
    DocForeword "doc-foreword" Author;
    DocGlossary "doc-glossary" Author;
    DocGlossref "doc-glossref" Contents supports ["aria-expanded"];
    DocIndex "doc-index" Author;
    DocIntroduction "doc-introduction" Author;
    DocNoteref "doc-noteref" Contents supports ["aria-expanded"];
    DocNotice "doc-notice" Author;
    DocPagebreak "doc-pagebreak" Contents hides true supports ["aria-orientation"
        "aria-valuemax" "aria-valuemin" "aria-valuenow" "aria-valuetext"];
    DocPagefooter "doc-pagefooter" Prohibited;
    DocPageheader "doc-pageheader" Prohibited;
    DocPagelist "doc-pagelist" Author;
    DocPart "doc-part" Author;
    DocPreface "doc-preface" Author;
    DocPrologue "doc-prologue" Author;
    DocPullquote "doc-pullquote" Author;
    DocQna "doc-qna" Author;
    DocSubtitle "doc-subtitle" Contents;
    DocTip "doc-tip" Author;
    DocToc "doc-toc" Author;
    GraphicsDocument "graphics-document" Author;
    GraphicsObject "graphics-object" Author supports ["aria-activedescendant"];
    GraphicsSymbol "graphics-symbol" Author hides true;
}

/// Roles that exist in the standard only to build the others on; authors must not write them.
pub const ABSTRACT: &[&str] = &[
    "command",
    "composite",
    "input",
    "landmark",
    "range",
    "roletype",
    "section",
    "sectionhead",
    "select",
    "structure",
    "widget",
    "window",
];

impl Role {
    /// The role that a token of `role` names (ASCII case ignored); `None` for an abstract or
    /// unknown one.
    #[must_use]
    pub fn named(token: &str) -> Option<Self> {
        if token == "image" {
            return Some(Self::Img);
        }
        let position = DEFINITIONS.iter().position(|role| role.name.eq_ignore_ascii_case(token))?;
        ALL.get(position).copied()
    }

    /// What the standard says of it.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        &DEFINITIONS[self as usize]
    }

    /// `none` or `presentation`.
    #[must_use]
    pub fn is_presentational(self) -> bool {
        matches!(self, Self::None | Self::Presentation)
    }

    /// A widget role: something one operates.
    #[must_use]
    pub fn is_widget(self) -> bool {
        use Role::*;
        matches!(
            self,
            Button
                | Checkbox
                | Combobox
                | Gridcell
                | Link
                | Listbox
                | Menuitem
                | Menuitemcheckbox
                | Menuitemradio
                | Option
                | Radio
                | Searchbox
                | Slider
                | Spinbutton
                | Switch
                | Tab
                | Textbox
                | Treeitem
        )
    }

    /// A landmark of a page.
    #[must_use]
    pub fn is_landmark(self) -> bool {
        use Role::*;
        matches!(
            self,
            Banner | Complementary | Contentinfo | Form | Main | Navigation | Region | Search
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Role};

    #[test]
    fn every_role_is_found_by_its_name() {
        for role in ALL {
            assert_eq!(Role::named(role.definition().name), Some(*role));
        }
        assert_eq!(Role::named("BUTTON"), Some(Role::Button));
        assert_eq!(Role::named("widget"), None);
    }
}
