// Chromium, and the ways in which a page is looked at.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, tool } from "./tools.mjs";

/** The ways of looking: viewport, media, and what is done to the page before. */
export const MODES = {
  light: {},
  dark: { features: { "prefers-color-scheme": "dark" } },
  print: { media: "print", width: 794, height: 1123 },
  forced: { features: { "forced-colors": "active", "prefers-color-scheme": "dark" } },
  still: { features: { "prefers-reduced-motion": "reduce" } },
  phone: { width: 360, height: 740 },
  "phone-dark": { width: 360, height: 740, features: { "prefers-color-scheme": "dark" } },
  "phone-still": { width: 360, height: 740, features: { "prefers-reduced-motion": "reduce" } },
  narrow: { width: 320, height: 640 },
  zoom: { width: 320, height: 256, scale: 4 },
  spacing: { spacing: true },
  "narrow-spacing": { width: 320, height: 640, spacing: true },
  text: { rootSize: "200%" },
};

/** Starts Chromium with a profile of its own, that is removed with it. */
export async function launch() {
  const { default: puppeteer } = await tool("puppeteer-core");
  const profile = mkdtempSync(join(tmpdir(), "parvis-chromium-"));
  const browser = await puppeteer.launch({
    executablePath: chromium,
    headless: true,
    userDataDir: profile,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb"],
  });
  return {
    browser,
    async stop() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A page that remembers what went wrong in it, and what it asked for. */
export async function newPage(browser, { javascript = true } = {}) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(javascript);
  await page.setCacheEnabled(false);
  page.troubles = [];
  page.requests = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) page.troubles.push(message.text());
  });
  page.on("pageerror", (error) => page.troubles.push(String(error)));
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("requestfailed", (request) => page.troubles.push(`${request.failure()?.errorText}: ${request.url()}`));
  return page;
}

/** Opens an address and looks at it in a mode. */
export async function show(page, url, mode = "light") {
  page.troubles.length = 0;
  page.requests.length = 0;
  page.devtools ??= await page.createCDPSession();
  await setWindow(page, mode);
  await page.goto(url, { waitUntil: "load" });
  await setText(page, mode);
}

/** Looks at what is open in another mode, without asking for it again. */
export async function look(page, mode) {
  await setWindow(page, mode);
  await setText(page, mode);
}

async function setWindow(page, mode) {
  const { width = 1280, height = 800, scale = 1, media = "", features = {} } = MODES[mode];
  await page.setViewport({ width, height, deviceScaleFactor: scale });
  // Features are set all at once: what a mode does not name goes back to what a visitor has.
  const usual = { "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "forced-colors": "none" };
  await page.devtools.send("Emulation.setEmulatedMedia", {
    media,
    features: Object.entries({ ...usual, ...features }).map(([name, value]) => ({ name, value })),
  });
}

/**
 * The text spacing of WCAG 1.4.12, and text alone enlarged as a browser's setting does it. A
 * constructed sheet is not under the page's content security policy, which stays in force.
 */
async function setText(page, mode) {
  const { spacing = false, rootSize = "" } = MODES[mode];
  await page.evaluate(
    (spaced, size) => {
      globalThis.modeSheet ??= new CSSStyleSheet();
      globalThis.modeSheet.replaceSync(
        (spaced ? "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }" : "") +
          (size ? `:root { font-size: ${size} !important }` : ""),
      );
      document.adoptedStyleSheets = [globalThis.modeSheet];
    },
    spacing,
    rootSize,
  );
}
