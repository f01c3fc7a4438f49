// What axe finds, the linter finds. Clean pages prove nothing here, so the matter is the failing and
// doubtful examples of `accessibility-rules/`: wherever axe is sure of a failure of WCAG A or AA,
// `parvis lint` must have a finding on the same element or right beside it.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axe } from "./axe.mjs";
import { newPage } from "./browser.mjs";
import { folderFor } from "./sample.mjs";
import { parvis, root } from "./tools.mjs";

const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

export async function checkAgreement({ browser, report, quick }) {
  const folder = folderFor("agreement");
  const names = writeExamples(folder, quick);
  const answers = lint(folder);
  const page = await newPage(browser);
  // The examples name pictures, frames and films that are nowhere: nothing is waited for.
  await page.setRequestInterception(true);
  page.on("request", (request) => (request.url() === page.wanted ? request.continue() : request.abort()));
  for (const name of names) {
    page.wanted = pathToFileURL(join(folder, name)).href;
    await page.goto(page.wanted, { waitUntil: "load", timeout: 5000 }).catch(() => {});
    let violations;
    try {
      violations = await axe(page, { resultTypes: ["violations"], runOnly: LEVELS });
    } catch {
      continue; // A page that leaves at once (meta refresh) is not axe's to judge.
    }
    report.looked("examples");
    const selectors = (answers.get(name) ?? []).map(({ selector }) => selector);
    for (const { id, nodes } of violations) {
      for (const { selector, why } of nodes) {
        const agreed = await page.evaluate(sameElement, selector, selectors);
        report.looked("faults of axe");
        if (!agreed) report.add({ tool: "agreement", page: name, rule: id, selector, message: `axe is sure, the linter says nothing of it: ${why}` });
      }
    }
  }
  await page.close();
}

/** Writes each example of the rules as a page. */
function writeExamples(folder, quick) {
  const names = [];
  const rules = join(root, "accessibility-rules");
  for (const file of readdirSync(rules, { recursive: true }).filter((name) => name.endsWith(".md")).sort()) {
    const text = readFileSync(join(rules, file), "utf8");
    const examples = [...text.matchAll(/^```html (fail|review)[^\n]*\n([\s\S]*?)^```/gm)];
    for (const [number, [, kind, html]] of examples.slice(0, quick ? 1 : undefined).entries()) {
      // An example of several pages is about a site.
      if (html.includes("<!-- page:")) continue;
      const whole = /^\s*(<!doctype|<html)/i.test(html) ? html : `<!DOCTYPE html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>Exemple</title></head>\n<body>\n${html}</body>\n</html>\n`;
      const name = `${file.replace(/\.md$/, "").replace("/", "-")}-${kind}-${number + 1}.html`;
      writeFileSync(join(folder, name), whole);
      names.push(name);
    }
  }
  return names;
}

/** The linter's findings, by file name. */
function lint(folder) {
  let answer;
  try {
    answer = execFileSync(parvis, ["lint", folder, "--format", "json", "--lang", "en"], { cwd: root, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    if (error.status !== 1) throw error;
    answer = error.stdout;
  }
  return new Map(JSON.parse(answer).pages.map(({ page, findings }) => [page.split("/").at(-1), findings]));
}

/** In the page: whether one of the linter's elements is axe's, or its parent, or its child. */
function sameElement(selector, selectors) {
  const find = (each) => {
    try {
      return document.querySelector(each);
    } catch {
      return null;
    }
  };
  const theirs = find(selector);
  if (!theirs) return selectors.length > 0;
  return selectors.some((each) => {
    const ours = each ? find(each) : document.documentElement;
    return ours && (ours === theirs || ours.parentElement === theirs || ours === theirs.parentElement || ours.parentElement === theirs.parentElement);
  });
}
