// One linter over some pages, in the order of their names: prints how many pages a second.
// Usage: node linters.mjs axe|html-validate SECONDS FILE… (stops after SECONDS, at a page's end).

import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const [tool, seconds, ...files] = process.argv.slice(2);

const linters = {
  async axe() {
    const { default: axe } = await import("axe-core");
    const { JSDOM, VirtualConsole } = await import("jsdom");
    return async (html) => {
      // Style sheets are not fetched, and scripts of the page do not run: the fastest jsdom can be.
      const dom = new JSDOM(html, { runScripts: "outside-only", virtualConsole: new VirtualConsole() });
      dom.window.eval(axe.source);
      const results = await dom.window.axe.run(dom.window.document);
      dom.window.close();
      return results.violations.length;
    };
  },
  async "html-validate"() {
    const { HtmlValidate } = await import("html-validate");
    const linter = new HtmlValidate({ extends: ["html-validate:recommended", "html-validate:a11y"] });
    return async (html) => (await linter.validateString(html)).errorCount;
  },
};

const lint = await linters[tool]();
const pages = files.map((file) => readFileSync(file, "utf8"));
await lint(pages[0]);
const begun = performance.now();
let done = 0;
let bytes = 0;
let found = 0;
while (done < pages.length && performance.now() - begun < Number(seconds) * 1000) {
  found += await lint(pages[done]);
  bytes += pages[done].length;
  done += 1;
}
const took = (performance.now() - begun) / 1000;
console.log(
  `${tool}: ${(done / took).toFixed(1)} pages/s, ${(bytes / took / 1e6).toFixed(2)} MB/s ` +
    `(${done} pages of ${(bytes / done / 1000).toFixed(0)} kB on average, ${found} findings)`,
);
