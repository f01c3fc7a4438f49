// What is looked at, in which order, and what is said at the end.

import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { buildSample } from "./sample.mjs";
import { serve } from "./server.mjs";
import { takePictures, takeReadmePictures } from "./pictures.mjs";
const { values: options } = parseArgs({
  options: {
    pictures: { type: "boolean" },
    readme: { type: "boolean" },
    quick: { type: "boolean" },
    modes: { type: "string" },
    match: { type: "string" },
  },
});
const sample = buildSample(options);
console.log(sample.findings);
const server = await serve(sample.out);
const chrome = await launch();
try {
  if (options.readme) console.log(await takeReadmePictures({ browser: chrome.browser, server }));
  else console.log(await takePictures({ browser: chrome.browser, server, pages: sample.pages, modes: options.modes.split(","), only: options.match }));
} finally {
  await chrome.stop();
  server.server.closeAllConnections();
  server.server.close();
}
