// What is looked at, in which order, and what is said at the end.

import { parseArgs } from "node:util";
import { checkAgreement } from "./agreement.mjs";
import { checkAxe } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { checkHtml } from "./html.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { checkLayout } from "./layout.mjs";
import { checkLighthouse } from "./lighthouse.mjs";
import { takePictures, takeReadmePictures } from "./pictures.mjs";
import { Report } from "./report.mjs";
import { buildSample } from "./sample.mjs";
import { checkSearch } from "./search.mjs";
import { serve } from "./server.mjs";

const HELP = `Judges the theme in a real Chromium.

  --quick               one look, few modes, no Lighthouse
  --only NAMES          only these checks, of: html, axe, layout, keyboard, search, lighthouse, agreement
  --match PATTERN       only pages whose name matches, such as “home|news” or “lande$”
  --pictures [MODES]    takes pictures instead, in these modes (light,dark,print,forced,phone,phone-dark,narrow)
  --readme              takes the README’s pictures, into docs/images/

Exit code: 0 nothing found, 1 findings, 2 a tool is missing.`;

/** The pages by which looks differ for a keyboard: the others have the same markup in the same boxes. */
const SHAPES = new Set(["home", "home-empty", "list", "list-agenda", "page", "event", "search"]);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean" },
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "html,agreement,axe,layout,keyboard,search,lighthouse" },
    match: { type: "string", default: "" },
    pictures: { type: "boolean" },
    readme: { type: "boolean" },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

const sample = buildSample(options);
const matching = sample.pages.filter(({ id }) => new RegExp(options.match).test(id));
const server = await serve(sample.out);
const chrome = await launch();
const { browser } = chrome;
let good = true;
try {
  if (options.pictures || options.readme) {
    const modes = (positionals[0] ?? "light,dark,print,forced,phone,phone-dark").split(",");
    const folder = options.readme ? await takeReadmePictures({ browser, server }) : await takePictures({ browser, server, pages: matching, modes });
    console.log(`Pictures are in ${folder}.`);
  } else {
    good = await check();
  }
} finally {
  await chrome.stop();
  server.stop();
}
process.exitCode = good ? 0 : 1;

/** All checks, one after the other: two browsers at a time would only measure each other. */
async function check() {
  const report = new Report();
  for (const finding of sample.findings) report.add(finding);
  const common = { browser, server, report, out: sample.out, quick: options.quick };
  // A template's markup is the same in every look: modes that only styles answer to are enough for
  // the other looks.
  const modesOf = ({ look }) => {
    if (options.quick) return ["light", "dark"];
    return look === "parvis" ? ["light", "dark", "print", "forced", "still", "phone", "zoom", "spacing"] : ["light", "dark", "print", "phone"];
  };
  const checks = {
    html: () => checkHtml(common),
    agreement: () => checkAgreement(common),
    axe: () => checkAxe({ ...common, pages: matching, modesOf }),
    layout: () => checkLayout({ ...common, pages: matching }),
    keyboard: () => checkKeyboard({ ...common, pages: matching.filter(({ look, name }) => look === "parvis" || SHAPES.has(name)) }),
    search: () => checkSearch(common),
    lighthouse: () => checkLighthouse({ ...common, pages: matching }),
  };
  if (options.quick) delete checks.lighthouse;
  for (const [name, run] of Object.entries(checks)) {
    if (!options.only.split(",").includes(name)) continue;
    const start = Date.now();
    try {
      await run();
    } catch (error) {
      // A browser that dies, as it does on a machine under heavy load, must not take along what was found.
      report.add({ tool: name, page: "the whole check", rule: "stopped", message: String(error) });
    }
    console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(0)} s, ${report.count} findings so far`);
  }
  return report.print();
}
