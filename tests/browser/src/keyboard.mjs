// A visitor who has only a keyboard, on every template: with JavaScript at 1280 px, without it at
// 360 px. Nothing is asked of the page's own knowledge: keys are pressed, and what has the focus,
// where it is and how it looks is read from the browser.

import { newPage, show } from "./browser.mjs";

/** How many stops a film or a sound may have of the browser's own making. */
const PLAYER = 10;

export async function checkKeyboard({ browser, server, pages, report }) {
  const scripted = await newPage(browser);
  const plain = await newPage(browser, { javascript: false });
  for (const each of pages) {
    if (each.template === "redirect") continue;
    const url = server.url(each.site, each.path);
    const say = (mode) => (rule, selector, message) => report.add({ tool: "keyboard", page: each, mode, rule, selector, message });
    report.looked("keyboard", 2);
    // With reduced motion, so that a page has scrolled to what has the focus when it is asked where that is.
    await scripted.bringToFront();
    await show(scripted, url, "still");
    const text = await scripted.evaluate(mainText);
    await walk(scripted, say("light"));
    await openMenus(scripted, url, say("light"));
    await plain.bringToFront();
    await show(plain, url, "phone-still");
    // A page that asks for JavaScript says so itself in <noscript>; all else must be there without.
    const without = await plain.evaluate(mainText);
    if (each.template !== "search" && without !== text) say("no JavaScript")("needs-javascript", "main", "The page has another content without JavaScript.");
    if (!without.trim()) say("no JavaScript")("needs-javascript", "main", "The page is empty without JavaScript.");
    await walk(plain, say("phone, no JavaScript"));
    await openPhoneMenu(plain, url, say("phone, no JavaScript"));
  }
  await scripted.close();
  await plain.close();
}

// The text of what a page is about, as it would be read, without regard to how it is laid out.
const mainText = () => document.querySelector("main").textContent.replace(/\s+/g, " ");

/** From the top of the page to its end with Tab, and back with Shift+Tab. */
export async function walk(page, say) {
  await page.evaluate(() => {
    document.activeElement?.blur?.();
    getSelection().removeAllRanges();
    scrollTo({ top: 0, behavior: "instant" });
  });
  const expected = await page.evaluate(tabbable);
  const players = await page.$$eval("video[controls], audio[controls]", (all) => all.length);
  const seen = [];
  let within = 0;
  for (let presses = 0; presses < expected.length + 5 + PLAYER * players; presses++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focused);
    if (!now) break;
    if (now.index === seen.at(-1)?.index) {
      // The browser's own buttons of a film are stops within it.
      if (now.player && ++within <= PLAYER) continue;
      return say("trap", now.selector, "Tab does not leave it.");
    }
    within = 0;
    seen.push(now);
    if (seen.length === 1) await skip(page, now, say);
    if (!now.visible) say("focus-hidden", now.selector, "It has the focus and is not to be seen.");
    else if (now.covered) say("focus-covered", now.selector, `It has the focus under ${now.covered}.`);
    if (now.look) say("focus-invisible", now.selector, now.look);
  }
  for (let at = 1; at < seen.length; at++) {
    if (seen[at].index < seen[at - 1].index) say("order", seen[at].selector, `It comes after ${seen[at - 1].selector} with Tab, and before it in the page.`);
  }
  const missed = expected.filter(({ index }) => !seen.some((each) => each.index === index));
  for (const { selector } of missed) say("not-reached", selector, "Tab does not reach it.");
  for (const each of seen) if (!expected.some(({ index }) => index === each.index)) say("hidden-focusable", each.selector, "Tab reaches it and it is not to be seen.");
  // And back: the same stops in the other direction.
  const back = [];
  for (let presses = 0; back.length < seen.length && presses < seen.length + PLAYER * players; presses++) {
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    const now = await page.evaluate(focused);
    if (!now) break;
    if (now.index !== back.at(-1)) back.push(now.index);
  }
  if (back.join() !== seen.map(({ index }) => index).reverse().join()) say("way-back", "", `Shift+Tab makes ${back.length} stops, Tab ${seen.length}, or they differ.`);
}

/** The first stop is the skip link: it shows, and leads the focus into the content. */
async function skip(page, first, say) {
  const target = await page.evaluate(() => document.querySelector("main").id);
  if (!target || first.href !== `#${target}`) return say("skip-link", first.selector, "The first stop is no skip link.");
  if (!first.visible) say("skip-link", first.selector, "The skip link does not show when it has the focus.");
  await page.keyboard.press("Enter");
  const inMain = await page.evaluate(() => document.activeElement?.matches("main") && location.hash === `#${document.activeElement.id}`);
  if (!inMain) say("skip-link", first.selector, "The skip link does not move the focus to the content.");
  await page.keyboard.press("Tab");
  const next = await page.evaluate(() => {
    const main = document.querySelector("main");
    const any = [...main.querySelectorAll("a[href], button, input, select, textarea, summary")].some((element) => element.checkVisibility());
    return !any || main.contains(document.activeElement);
  });
  if (!next) say("skip-link", first.selector, "After the skip link, Tab goes elsewhere than into the content.");
  await page.evaluate(() => {
    // The next Tab starts again after the skip link.
    document.querySelector(`[href="#${document.querySelector("main").id}"]`).focus();
  });
}

/** Each <details> opens with Enter and with Space, shows what it holds, and closes again. */
async function openMenus(page, url, say) {
  const count = await page.evaluate(() => [...document.querySelectorAll("summary")].filter((summary) => summary.checkVisibility()).length);
  for (let at = 0; at < count; at++) {
    const state = () =>
      page.evaluate((which) => {
        const summary = [...document.querySelectorAll("summary")].filter((each) => each.checkVisibility())[which];
        const details = summary.parentElement;
        const inside = details.querySelector(":scope > :not(summary)");
        return { open: details.open, shown: inside?.checkVisibility() ?? true, name: summary.innerText.slice(0, 40), focus: document.activeElement === summary };
      }, at);
    await page.evaluate((which) => [...document.querySelectorAll("summary")].filter((each) => each.checkVisibility())[which].focus(), at);
    const before = await state();
    for (const key of ["Enter", "Space"]) {
      await page.keyboard.press(key);
      const opened = await state();
      if (opened.open === before.open || opened.shown !== opened.open) say("details", before.name, `${key} does not open or close it.`);
      if (opened.open) {
        await page.keyboard.press("Tab");
        const within = await page.evaluate((which) => {
          const { parentElement } = [...document.querySelectorAll("summary")].filter((each) => each.checkVisibility())[which];
          return !parentElement.querySelector("a[href], button, input") || parentElement.contains(document.activeElement);
        }, at);
        if (!within) say("details", before.name, "Tab does not lead into what it shows.");
        const look = await page.evaluate(focused);
        if (look && !look.visible) say("details", before.name, "What it shows is not to be seen when it has the focus.");
        await page.evaluate((which) => [...document.querySelectorAll("summary")].filter((each) => each.checkVisibility())[which].focus(), at);
      }
      await page.keyboard.press(key);
      const closed = await state();
      if (closed.open !== before.open) say("details", before.name, `${key} does not bring it back.`);
      if (!closed.focus) say("details", before.name, "The focus is lost when it closes.");
    }
  }
}

/**
 * The menu and the search of a phone: Enter opens each, Tab leads into it, Escape closes it, as does
 * its own button if it has one, and the focus is given back.
 */
async function openPhoneMenu(page, url, say) {
  for (const button of await page.$$("[popovertarget]")) {
    if (!(await button.isVisible())) continue;
    const name = await button.evaluate((element) => `[popovertarget=${element.getAttribute("popovertarget")}]`);
    const shown = () => button.evaluate((element) => document.getElementById(element.getAttribute("popovertarget")).checkVisibility());
    await button.focus();
    await page.keyboard.press("Enter");
    if (!(await shown())) {
      say("menu", name, "Enter does not open it.");
      continue;
    }
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focused);
    if (!now?.visible || now.covered) say("menu", now?.selector ?? name, "The first stop in what it opens is not to be seen.");
    else if (now.look) say("focus-invisible", now.selector, now.look);
    const inside = await button.evaluate((element) => document.getElementById(element.getAttribute("popovertarget")).contains(document.activeElement));
    if (!inside) say("menu", name, "Tab does not lead into what it opens.");
    const back = () => button.evaluate((element) => element === document.activeElement);
    await page.keyboard.press("Escape");
    if (await shown()) say("menu", name, "Escape does not close it.");
    if (!(await back())) say("menu", name, "Escape does not give the focus back to the button.");
    const close = await page.$(`${name}[popovertargetaction=hide]`);
    if (!close) continue;
    await page.keyboard.press("Enter");
    await close.focus();
    await page.keyboard.press("Enter");
    if (await shown()) say("menu", name, "Its own button does not close it.");
    if (!(await back())) say("menu", name, "The focus is lost when its own button closes it.");
  }
}

/** In the page: all that Tab should reach, in the order of the page. */
function tabbable() {
  const all = [...document.querySelectorAll("*")];
  return all
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => {
      if (!element.matches("a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [tabindex='0']")) return false;
      const style = getComputedStyle(element);
      return element.checkVisibility({ visibilityProperty: true }) && style.visibility !== "hidden" && element.getClientRects().length > 0;
    })
    .map(({ element, index }) => ({ index, selector: element.outerHTML.slice(0, 80) }));
}

/** In the page: what has the focus, where it is and how it shows; nothing once Tab has left the page. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const all = [...document.querySelectorAll("*")];
  const box = element.getBoundingClientRect();
  // An element that only scrolls has the focus as a whole: it is enough that some of it shows.
  const visible = box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 12), 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
  const line = element.getClientRects()[0];
  const top = document.elementFromPoint(x, y) ?? element;
  const onFirstLine = line ? document.elementFromPoint(Math.min(line.left + 3, innerWidth - 1), Math.min(Math.max(line.top + line.height / 2, 1), innerHeight - 1)) : top;
  const reaches = (other) => other && (element.contains(other) || other.contains(element));
  const covered = visible && !reaches(top) && !reaches(onFirstLine) ? top.outerHTML.slice(0, 60) : "";

  // The ring: at least 2 px, and at least 3:1 against what it lies on.
  const channels = (colour) => {
    const context = (globalThis.ink ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }));
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = getComputedStyle(element);
  let look = "";
  const width = parseFloat(style.outlineWidth);
  if (style.outlineStyle === "none" || width < 2) look = `No ring shows that it has the focus (outline ${style.outlineStyle} ${style.outlineWidth}).`;
  else {
    let under = parseFloat(style.outlineOffset) < -width / 2 ? element : element.parentElement;
    while (under && channels(getComputedStyle(under).backgroundColor)[3] < 255) under = under.parentElement;
    const behind = luminance(under ? getComputedStyle(under).backgroundColor : getComputedStyle(document.documentElement).backgroundColor);
    const ring = luminance(style.outlineColor);
    const contrast = (Math.max(ring, behind) + 0.05) / (Math.min(ring, behind) + 0.05);
    if (contrast < 3) look = `The ring has a contrast of ${contrast.toFixed(2)}:1 with what it lies on.`;
  }
  return { index: all.indexOf(element), selector: element.outerHTML.replace(/\s+/g, " ").slice(0, 80), href: element.getAttribute("href"), visible, covered, look, player: element.matches("video, audio") };
}
