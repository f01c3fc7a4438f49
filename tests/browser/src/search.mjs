// A visitor who looks for something, under the content security policy of the server: words typed in
// the header of the home page, what is found, filters, more of it, the way back, nothing found, an
// index that does not come, and a browser without JavaScript. Only keys are used.

import { axe } from "./axe.mjs";
import { look, newPage, show } from "./browser.mjs";
import { walk } from "./keyboard.mjs";
import { measure } from "./layout.mjs";

/** How a page with results is looked at: by axe, and for what is wider than the window or cut off. */
const SEEN = ["light", "dark", "forced", "phone"];
const REFLOW = ["narrow", "zoom", "narrow-spacing", "spacing", "text"];

export async function checkSearch({ browser, server, report }) {
  const page = await newPage(browser);
  const plain = await newPage(browser, { javascript: false });
  const answers = {};
  for (const visit of [site, portal, withoutIndex, withoutScript]) {
    const where = visit === portal ? "pays" : "village-parvis";
    const told = (rule, message, selector = "", mode = visit.name) => report.add({ tool: "search", page: `${where}/recherche/`, mode, rule, selector, message });
    const visitor = visit === withoutScript ? plain : page;
    await visitor.bringToFront();
    await show(visitor, server.url(where, "/"), "still");
    const expect = (rule, good, message) => {
      report.looked("search");
      if (!good) told(rule, message);
    };
    try {
      await visit({ page: visitor, url: (path) => server.url(where, path), expect, told, answers });
    } catch (error) {
      told("stopped", String(error));
    }
    const own = new URL(server.url(where, "/")).host;
    for (const request of visitor.requests) if (new URL(request).host !== own) told("external-request", request);
    if (visit !== withoutIndex) for (const trouble of visitor.troubles) told("console", trouble);
  }
  await page.close();
  await plain.close();
}

/** A commune: one word that one page says, filters, nothing found, and back through all of it. */
async function site({ page, url, expect, told, answers }) {
  await fromHeader(page, "composteurs");
  const one = await results(page);
  expect("address", page.url() === url("/recherche/?q=composteurs"), `The form of the header led to ${page.url()}.`);
  expect("found", one.links.join() === "/actualites/composteur/", `The word of one page found: ${one.links.join(", ") || "nothing"}.`);
  expect("said", one.status === "1 résultat pour « composteurs »." && one.live, `It said: ${one.status}`);
  expect("marked", one.marks.some((mark) => /composteur/i.test(mark)), "The word is not marked in what was found.");
  expect("title", one.title.startsWith("composteurs – "), `The window is called “${one.title}”.`);
  expect("focus", one.focus !== "search-title", "A page that was just opened moves the focus.");

  await ask(page, "médiathèque");
  const all = await results(page);
  const kinds = new Set(all.links.map((link) => link.split("/")[1]));
  expect("found", kinds.has("actualites") && kinds.has("annuaire"), `“médiathèque” found: ${all.links.join(", ")}.`);
  expect("focus", all.focus === "search-title", `After a search the focus is on “${all.focus}”, not on the heading of the results.`);
  answers.own = all.links.length;
  await judge(page, told);

  await page.focus("#search-directory");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  const some = await results(page);
  expect("filter", some.links.length > 0 && some.links.every((link) => link.startsWith("/annuaire/")), `Only in the directory: ${some.links.join(", ")}.`);
  expect("filter", new URL(page.url()).searchParams.getAll("kind").join() === "directory", `The filter is not in ${page.url()}.`);
  await page.reload({ waitUntil: "load" });
  const again = await results(page);
  expect("filter", again.links.join() === some.links.join() && again.kinds === "directory", `Opened again, the address shows: ${again.links.join(", ")}.`);

  await ask(page, "zyxwvutsrqponm");
  const none = await results(page);
  expect("none", none.links.length === 0 && none.status === "Aucun résultat pour « zyxwvutsrqponm ».", `It said: ${none.status}`);
  expect("none", none.advice, "Where nothing is found, nothing says what to try.");

  await goTo(page, "goBack", "médiathèque");
  const back = await results(page);
  expect("back", back.links.join() === some.links.join() && back.words === "médiathèque" && back.kinds === "directory", `Back, the page shows “${back.words}” in ${back.kinds}: ${back.links.join(", ")}.`);
  await goTo(page, "goForward", "zyxwvutsrqponm");
  await goTo(page, "goBack", "médiathèque");
  await results(page);
  await page.focus(".search-found a");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.pathname.startsWith("/annuaire/") && document.readyState === "complete");
  expect("leads", (await page.evaluate(() => document.querySelector("h1").textContent)).includes("Médiathèque"), "A result leads elsewhere than it says.");
  await goTo(page, "goBack", "médiathèque");
  const returned = await results(page);
  expect("back", returned.links.join() === some.links.join(), `Back from a result, the page shows: ${returned.links.join(", ") || "nothing"}.`);

  await show(page, url("/recherche/?q=%3Cimg%20src%3Dx%3E&kind=nothing&year=1515"), "still");
  const odd = await results(page);
  expect("odd-address", odd.words === "<img src=x>" && !odd.kinds && (await page.$("#recherche img")) === null, "What an address says is taken for markup or for a filter.");

  await show(page, url("/recherche/?q=zyxwvutsrqponm"), "still");
  await results(page);
  await judge(page, told);
}

/** A portal: what its members say is found too, ten at a time, all of them or one. */
async function portal({ page, expect, told, answers }) {
  await fromHeader(page, "médiathèque");
  let seen = await results(page);
  const sites = new Set(seen.links.map((link) => (link.startsWith("http") ? new URL(link).host : "own")));
  expect("group", sites.size > 1 || [...sites][0] !== "own", `Nothing of the members is found: ${seen.links.join(", ")}.`);
  const total = Number(/^\d+/.exec(seen.status)?.[0]);
  expect("group", total > answers.own, `${total} results for all members, ${answers.own} for one.`);
  expect("ten", seen.links.length === 10 && seen.more, `${seen.links.length} of ${total} results are shown at first${seen.more ? "" : ", and no button shows more"}.`);
  for (let shown = 10; seen.more && shown < 200; shown += 10) {
    await page.focus(".search-more button");
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.querySelectorAll(".search-found li").length > before, {}, shown);
    seen = await results(page);
    expect("more", seen.focusedResult === shown, `After “show more” the focus is on result ${seen.focusedResult}, not on the first new one (${shown}).`);
    expect("more", seen.status === `${seen.links.length} résultats affichés sur ${total}.`, `It said: ${seen.status}`);
  }
  expect("more", seen.links.length === total && !seen.more, `${seen.links.length} of ${total} results can be shown.`);
  expect("more", new Set(seen.links).size === total, "A result is shown twice.");
  await page.click("[href='#top']");
  await page.waitForFunction(() => location.hash === "#top");
  seen = await results(page);
  expect("fragment", seen.links.length === total, `A link to the top of the page leaves ${seen.links.length} of ${total} results.`);
  await judge(page, told);

  await page.select("#search-site", "village-lande");
  await page.focus("#search-words");
  await page.keyboard.press("Enter");
  seen = await results(page);
  expect("one-site", seen.links.length === answers.own && seen.links.every((link) => link.startsWith("https://village-lande.")), `Only of one member: ${seen.links.join(", ")}.`);
}

/** The files of the index do not come: the page says so and shows the plan of the site. */
async function withoutIndex({ page, url, expect }) {
  await page.setRequestInterception(true);
  const refuse = (request) => (request.url().includes("/pagefind/") ? request.abort() : request.continue());
  page.on("request", refuse);
  await show(page, url("/recherche/?q=mairie"), "still");
  await page.waitForFunction(() => !document.getElementById("search-map").hidden, { timeout: 5000 }).catch(() => {});
  const seen = await results(page);
  expect("no-index", seen.map && seen.status.startsWith("La recherche ne répond pas") && !seen.without, `Without its index, the page says “${seen.status}”${seen.map ? "" : " and shows no plan"}.`);
  page.off("request", refuse);
  await page.setRequestInterception(false);
  await ask(page, "composteurs");
  const healed = await results(page);
  expect("no-index", healed.links.length === 1 && !healed.map, "Once the index is there again, the search still does not answer.");
}

/** Without JavaScript the form of the header leads to the plan of the site. */
async function withoutScript({ page, url, expect, told }) {
  await fromHeader(page, "composteur");
  expect("no-script", page.url() === url("/recherche/?q=composteur"), `The form led to ${page.url()}.`);
  const seen = await results(page);
  expect("no-script", seen.map && seen.without && !seen.form, "Without JavaScript the page shows no plan, does not say why, or shows a form that cannot answer.");
  const plan = await page.$$eval("#search-map a", (links) => links.map((link) => link.getAttribute("href")));
  for (const wanted of ["/actualites/", "/annuaire/", "/demarches/", "/contact/"]) expect("no-script", plan.includes(wanted), `The plan does not lead to ${wanted}.`);
  await walk(page, (rule, selector, message) => told(rule, message, selector));
}

/** Types words into the field of the header, and Enter. */
async function fromHeader(page, words) {
  const field = await page.$(".search-box input");
  if (!field) throw new Error("The header has no field to search with.");
  await field.focus();
  await page.keyboard.type(words);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
}

/** Types words into the field of the search page, and Enter. */
async function ask(page, words) {
  await page.$eval("#search-words", (field) => field.select());
  await page.focus("#search-words");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

/** Back or forward to a search for these words; within a page, that happens after the browser said so. */
async function goTo(page, way, words) {
  await page[way]();
  await page.waitForFunction((wanted) => document.getElementById("search-words")?.value === wanted, { timeout: 5000 }, words).catch(() => {});
}

/** What the search page shows, once it has answered. */
async function results(page) {
  await page.waitForFunction(
    () => {
      const status = document.querySelector("#recherche [role=status]");
      return document.getElementById("recherche").hidden || (status.textContent !== "" && status.textContent !== document.getElementById("recherche").dataset.wait);
    },
    { timeout: 10_000, polling: 50 },
  );
  return page.evaluate(() => {
    const shown = (selector) => document.querySelector(selector)?.checkVisibility() ?? false;
    const items = [...document.querySelectorAll(".search-found li")];
    return {
      links: items.map((item) => item.querySelector("h3 a").getAttribute("href")),
      marks: [...document.querySelectorAll(".search-found mark")].map((mark) => mark.textContent),
      status: document.querySelector("#recherche [role=status]").textContent.replace(/[\u00a0\u202f]/g, " "),
      live: shown("#recherche [role=status]"),
      title: document.title,
      words: document.getElementById("search-words").value,
      kinds: [...document.querySelectorAll("[name=kind]:checked")].map((box) => box.value).join(),
      focus: document.activeElement?.id,
      focusedResult: items.findIndex((item) => item.contains(document.activeElement)),
      more: shown(".search-more button"),
      advice: shown(".search-advice"),
      map: shown("#search-map"),
      without: shown(".search-without"),
      form: shown(".search-form"),
    };
  });
}

/** Axe, the width and the keyboard, on what the page shows now. */
async function judge(page, told) {
  for (const mode of SEEN) {
    await look(page, mode);
    for (const { id, help, nodes } of await axe(page)) for (const { selector, why } of nodes) told(`axe ${id}`, why || help, selector, mode);
  }
  for (const mode of REFLOW) {
    await look(page, mode);
    for (const { rule, selector, message } of await page.evaluate(measure)) told(rule, message, selector, mode);
  }
  // Opened again, so that Tab begins at the top of the page.
  await look(page, "still");
  await page.reload({ waitUntil: "load" });
  await results(page);
  await walk(page, (rule, selector, message) => told(rule, message, selector));
}
