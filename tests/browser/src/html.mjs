// The Nu HTML checker on every page and style sheet of the sample.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { vnu } from "./tools.mjs";

/** What the checker says and why it is not ours to put right. */
const KNOWN = [
  // Its CSS grammar does not know a mask’s position and size (css-masking-1, 7.10).
  /^CSS: “mask”: Too many values/,
  // Nor the order in which a text of a map is painted over its own halo (fill-stroke-3, svg2 13.7).
  /^CSS: “paint-order”: Property “paint-order” doesn't exist/,
  // Nor an animation that scrolling drives (scroll-animations-1, 4.2).
  /^CSS: “animation-timeline”: Property “animation-timeline” doesn't exist/,
  // RGAA 1.9.1 asks for the role, for those assistive technologies that do not know the element.
  /^The “figure” role is unnecessary for element “figure”/,
];

/** Checks all files; a warning of the checker is a finding as an error is. */
export async function checkHtml({ out, report }) {
  const files = readdirSync(out, { recursive: true })
    .filter((name) => /\.(html|css|svg)$/.test(name) && !name.startsWith("."))
    .map((name) => join(out, name));
  report.looked("Nu HTML checker", files.length);
  const run = promisify(execFile);
  const { stdout, stderr } = await run(
    "java",
    ["-Xss4m", "-jar", vnu(), "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg", ...files],
    { maxBuffer: 1 << 28 },
  );
  let answer;
  try {
    answer = JSON.parse(stdout);
  } catch {
    throw new Error(`The Nu HTML checker gave no answer: ${stderr || stdout}`);
  }
  for (const { url, type, subType, lastLine, message, extract } of answer.messages) {
    if (type === "info" && subType !== "warning") continue;
    if (KNOWN.some((pattern) => pattern.test(message))) continue;
    report.add({
      tool: "html",
      page: relative(out, decodeURIComponent(new URL(url).pathname)),
      rule: subType ?? type,
      selector: `line ${lastLine}`,
      message: `${message}${extract ? ` — ${extract.trim().slice(0, 120)}` : ""}`,
    });
  }
}
