// What can be measured of a page as it is laid out: no sideways scrolling, no text cut off, what the
// first screen of a home page holds, nothing from elsewhere, nothing the content security policy
// refused, its weight, and that nothing moves.

import { look, newPage, show } from "./browser.mjs";

/** Where a line of text must be readable without scrolling sideways (WCAG 1.4.4, 1.4.10, 1.4.12). */
const REFLOW = ["narrow", "zoom", "narrow-spacing", "spacing", "text"];
/** Bytes a page may cost, styles, fonts and pictures above the fold included, as they are sent. */
const WEIGHT = { plain: 100_000, pictured: 300_000 };

export async function checkLayout({ browser, server, pages, report }) {
  const page = await newPage(browser);
  for (const each of pages) {
    if (each.template === "redirect") continue;
    const url = server.url(each.site, each.path);
    await show(page, url);
    for (const mode of REFLOW) {
      await look(page, mode);
      report.looked("reflow");
      for (const { rule, selector, message } of await page.evaluate(measure)) report.add({ tool: "layout", page: each, mode, rule, selector, message });
    }
    if (each.template === "home") {
      for (const mode of ["light", "phone"]) {
        await look(page, mode);
        report.looked("first screen");
        for (const { selector, message } of await page.evaluate(firstScreen)) report.add({ tool: "layout", page: each, mode, rule: "first-screen", selector, message });
      }
    }
    for (const mode of ["light", "phone"]) await weigh({ page, each, url, mode, report });
  }
  await page.close();
}

/** In the page: what is wider than the window, and text that its box cuts off. */
export function measure() {
  const found = [];
  const name = (element) => {
    const own = element.tagName.toLowerCase() + [...element.classList].map((each) => `.${each}`).join("");
    return element.parentElement && element.parentElement !== document.body ? `${element.parentElement.tagName.toLowerCase()} > ${own}` : own;
  };
  const scrolls = (element) => {
    for (let at = element; at; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at !== document.documentElement) return true;
    return false;
  };
  const width = document.documentElement.clientWidth;
  const wide = document.scrollingElement.scrollWidth;
  if (wide > width) {
    const guilty = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element) && element.checkVisibility());
    const deepest = guilty.filter((element) => !guilty.some((other) => other !== element && element.contains(other)));
    for (const element of deepest.length ? deepest.slice(0, 5) : [document.body]) {
      found.push({ rule: "sideways-scroll", selector: name(element), message: `The page is ${wide} px wide in a window of ${width} px.` });
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const cuts = /hidden|clip/.test(style.overflowY) || /hidden|clip/.test(style.overflowX);
    if (!cuts || element.clientHeight <= 2 || !element.checkVisibility() || !element.innerText?.trim()) continue;
    if (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2) {
      found.push({ rule: "text-cut", selector: name(element), message: `${element.scrollWidth}×${element.scrollHeight} px of content in a box of ${element.clientWidth}×${element.clientHeight} px.` });
    }
  }
  return found;
}

/**
 * In the page: what a visitor of a home page comes for and has to scroll for. All of it counts, down
 * to the last alert and the last action; what a site does not have is not missed.
 */
function firstScreen() {
  const asked = {
    "what is urgent": ".alerts .alert",
    "how to reach the town hall": "header a[href^='tel:'], .hall li",
    "what is on": ".hall time",
    "how to make a request": ".actions a",
  };
  const found = [];
  for (const [what, selector] of Object.entries(asked)) {
    const shown = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const bottom = Math.max(0, ...shown.map((element) => element.getBoundingClientRect().bottom + scrollY));
    if (bottom > innerHeight) found.push({ selector, message: `One has to scroll to see ${what}: it ends at ${Math.round(bottom)} px, the screen at ${innerHeight} px.` });
  }
  return found;
}

async function weigh({ page, each, url, mode, report }) {
  page.devtools ??= await page.createCDPSession();
  await page.devtools.send("Network.enable");
  let bytes = 0;
  const count = ({ encodedDataLength }) => (bytes += encodedDataLength);
  page.devtools.on("Network.loadingFinished", count);
  await show(page, url, mode);
  let shift = await page.evaluate(layoutShift);
  page.devtools.off("Network.loadingFinished", count);
  const requests = [...page.requests];
  const troubles = [...page.troubles];
  report.looked("weight");
  // On a busy machine the parser may pause within a line of the header, which then grows: what
  // fonts, images or styles move is moved each time.
  for (let tries = 0; shift.sum > 0 && tries < 3; tries++) {
    await show(page, url, mode);
    shift = await page.evaluate(layoutShift);
  }
  const say = (rule, message) => report.add({ tool: "layout", page: each, mode, rule, selector: "", message });
  const pictured = (await page.$("main picture")) !== null;
  const most = pictured ? WEIGHT.pictured : WEIGHT.plain;
  report.weight(pictured, bytes, each, mode);
  if (bytes > most) say("page-weight", `${Math.round(bytes / 1000)} kB, at most ${most / 1000}.`);
  if (shift.sum > 0) say("layout-shift", `What is on the page moves while it loads (${shift.sum.toFixed(4)}): ${shift.moved}.`);
  const own = new URL(url).host;
  for (const request of requests) if (!request.startsWith("data:") && new URL(request).host !== own) say("external-request", request);
  for (const trouble of troubles) if (!(each.template === "404" && /404/.test(trouble))) say("console", trouble);
}

/** In the page: how far its parts were moved, from its first paint to its end. */
async function layoutShift() {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  scrollTo({ top: 0, behavior: "instant" });
  await document.fonts.ready;
  return new Promise((resolve) => {
    const shift = { sum: 0, moved: "" };
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value, startTime, sources } of list.getEntries()) {
        if (hadRecentInput) continue;
        shift.sum += value;
        const { node, previousRect, currentRect } = sources[0] ?? {};
        shift.moved ||= `${(node?.outerHTML ?? node?.textContent ?? "").slice(0, 60)} from ${previousRect?.x},${previousRect?.y} to ${currentRect?.x},${currentRect?.y} after ${Math.round(startTime)} ms`;
      }
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(shift), 60);
  });
}
