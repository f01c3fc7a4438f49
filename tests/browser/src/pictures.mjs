// Pictures for people: every template, look and mode into target/browser/pictures/, and the few of
// the README into docs/images/.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newPage, show } from "./browser.mjs";
import { folderFor } from "./sample.mjs";
import { root } from "./tools.mjs";

/** Takes a picture of every page in every mode, the whole page each. */
export async function takePictures({ browser, server, pages, modes }) {
  const folder = folderFor("pictures");
  const page = await newPage(browser);
  for (const each of pages) {
    if (each.template === "redirect") continue;
    for (const mode of modes) {
      const name = `${each.id}-${mode}`;
      await show(page, server.url(each.site, each.path), mode);
      await page.evaluate(showLazyImages);
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
      if (mode === "print") await page.pdf({ path: join(folder, `${name}.pdf`), format: "A4" });
    }
  }
  await page.close();
  return folder;
}

/** Images below the fold are loaded before a picture of the whole page is taken. */
async function showLazyImages() {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
}

/** The pictures of the README. */
const README = [
  { name: "accueil", site: "bourg-parvis", path: "/", mode: "light" },
  { name: "accueil-clocher", site: "bourg-clocher", path: "/", mode: "light" },
  { name: "accueil-lande-sombre", site: "bourg-lande", path: "/", mode: "dark" },
  { name: "accueil-telephone", site: "bourg-parvis", path: "/", mode: "phone" },
];

/** Writes the README's pictures; at most 120 kB each. */
export async function takeReadmePictures({ browser, server }) {
  const folder = join(root, "docs/images");
  mkdirSync(folder, { recursive: true });
  const page = await newPage(browser);
  for (const { name, site, path, mode } of README) {
    await show(page, server.url(site, path), mode);
    await page.evaluate(showLazyImages);
    for (let quality = 82; ; quality -= 6) {
      const picture = await page.screenshot({ type: "webp", quality });
      if (picture.length < 120_000 || quality < 40) {
        writeFileSync(join(folder, `${name}.webp`), picture);
        break;
      }
    }
  }
  await page.close();
  return folder;
}
