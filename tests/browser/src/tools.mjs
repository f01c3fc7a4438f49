// The tools that `run` installed, and where everything is. Nothing else knows of paths.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const root = process.env.PARVIS_ROOT;
export const work = process.env.PARVIS_BROWSER;
export const parvis = process.env.PARVIS;
export const chromium = process.env.CHROMIUM;
export const here = join(root, "tests/browser");

const need = createRequire(join(work, "package.json"));

/** Imports an installed package. */
export const tool = (name) => import(pathToFileURL(need.resolve(name)));

/** The source of axe-core, to be run inside a page. */
export const axeSource = () => readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

/** The Nu HTML checker. */
export const vnu = () => join(work, "node_modules/vnu-jar/build/dist/vnu.jar");
