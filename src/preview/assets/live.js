// Added by `parvis serve` to the pages it shows: reloads them after a change, and lays what is
// wrong over them. No published page has it.
(() => {
  const french = document.documentElement.lang.startsWith("fr");
  const first = Number(document.currentScript.dataset.version);
  let box = null;
  let shown = 0;

  const show = (errors, warnings) => {
    if (box) box.remove();
    box = null;
    const findings = errors.concat(warnings);
    if (findings.length === 0) return;
    box = document.createElement("div");
    const root = box.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "section{position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:2147483647;" +
        "background:#fff;color:#161616;border-top:6px solid #c9191e;padding:1rem 1.5rem;" +
        "font:16px/1.5 system-ui,sans-serif;box-shadow:0 0 2rem #0008}" +
        "[data-weight=warnings]{border-top-color:#b34000;padding:.5rem 1.5rem}" +
        "summary{font-weight:700}pre{background:#eee;padding:.5rem;overflow:auto}" +
        "li{margin-bottom:1rem}p{margin:.2rem 0}button{font:inherit;float:right}",
    );
    root.adoptedStyleSheets = [sheet];
    const section = document.createElement("section");
    section.setAttribute("role", errors.length > 0 ? "alert" : "status");
    section.dataset.weight = errors.length > 0 ? "errors" : "warnings";
    const add = (parent, name, text) => {
      const element = document.createElement(name);
      if (text) element.textContent = text;
      parent.append(element);
      return element;
    };
    const close = add(section, "button", french ? "Fermer" : "Close");
    close.addEventListener("click", () => box.remove());
    const title = french
      ? errors.length > 0
        ? "Ce site a des erreurs\u202f; vous voyez son dernier bon état."
        : "À revoir sur ce site"
      : errors.length > 0
        ? "This site has errors; you see its last good state."
        : "To be looked at on this site";
    // Errors lie open; what only deserves a look stays folded.
    const fold = add(section, "details");
    fold.open = errors.length > 0;
    add(fold, "summary", `${title} (${findings.length})`);
    const list = add(fold, "ol");
    for (const error of findings) {
      const item = add(list, "li");
      add(add(item, "p"), "code", error.place);
      add(add(item, "p"), "strong", error.message);
      if (error.excerpt) add(item, "pre", error.excerpt);
      if (error.help) add(item, "p", error.help);
    }
    root.append(section);
    document.body.append(box);
  };

  const wait = (after) =>
    fetch(`/__parvis/changes?after=${after}`)
      .then((answer) => answer.json())
      .then(({ version, errors, warnings }) => {
        if (version !== first && errors.length === 0) return location.reload();
        if (version !== shown) show(errors, warnings);
        shown = version;
        return wait(version);
      })
      // The preview was stopped; it may come back.
      .catch(() => setTimeout(() => wait(after), 1000));

  // What is wrong already is shown at once; from then on the answer comes with a change.
  wait(first - 1);
})();
