// axe-core in Chromium, all its rules, on every page, look and mode.

import { look, newPage, show } from "./browser.mjs";
import { axeSource } from "./tools.mjs";

/**
 * What axe is asked for: all that it looks at by itself, its best practices and what it calls
 * experimental, and the size of targets (WCAG 2.2). Rules of level AAA stay out.
 */
const OPTIONS = {
  resultTypes: ["violations"],
  rules: {
    "target-size": { enabled: true },
    "css-orientation-lock": { enabled: true },
    // It forbids what every table that scrolls needs: a region that the keyboard can reach.
    "focus-order-semantics": { enabled: false },
    "hidden-content": { enabled: false },
    "label-content-name-mismatch": { enabled: true },
    "p-as-heading": { enabled: true },
    "table-fake-caption": { enabled: true },
    "td-has-header": { enabled: true },
  },
};

/** An open menu lies over targets, which its closing gives back. */
const OPENED = { ...OPTIONS, rules: { ...OPTIONS.rules, "target-size": { enabled: false } } };

/** Runs axe in the page as it is now; gives its violations. */
export async function axe(page, options = OPTIONS) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(axeSource());
  return page.evaluate(async (asked) => {
    const { violations } = await globalThis.axe.run(document, asked);
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({ selector: target.flat().join(" "), why: failureSummary.split("\n").slice(1).join(" ").trim() })),
    }));
  }, options);
}

/** Every page in every mode; `<details>`, the menu and the search of a phone are looked at open, too. */
export async function checkAxe({ browser, server, pages, modesOf, report }) {
  const page = await newPage(browser);
  for (const each of pages) {
    if (each.template === "redirect") continue;
    await show(page, server.url(each.site, each.path));
    const openable = ["home", "page", "kit"].includes(each.template);
    for (const state of openable ? ["", ", all open", ", search open"] : [""]) {
      for (const mode of modesOf(each)) {
        await look(page, mode);
        if (state && !(await page.evaluate(openEverything, state.includes("search") ? "search" : "menu"))) continue;
        report.looked("axe");
        for (const { id, help, nodes } of await axe(page, state ? OPENED : OPTIONS)) {
          for (const { selector, why } of nodes) report.add({ tool: "axe", page: each, mode: mode + state, rule: id, selector, message: why || help });
        }
      }
    }
  }
  await page.close();
}

/** In the page: opens all there is, and what one button of the header opens; says whether that is new. */
function openEverything(name) {
  for (const details of document.querySelectorAll("main details, .menu details:first-of-type")) details.open = true;
  const button = document.querySelector(`[popovertarget=${name}]:not([popovertargetaction])`);
  if (button) document.getElementById(name).togglePopover(button.checkVisibility());
  return name === "menu" || (button?.checkVisibility() ?? false);
}
