// What was found, said so that a person can go and put it right.

const where = (page) => (typeof page === "string" ? page : `${page.site}${page.path}`);

export class Report {
  #findings = [];
  #looked = new Map();
  #heaviest = new Map();

  /** Notes one finding: `{tool, page, mode, rule, selector, message}`. */
  add(finding) {
    this.#findings.push({ ...finding, page: where(finding.page) });
  }

  /** How many findings there are. */
  get count() {
    return this.#findings.length;
  }

  /** Notes that something was looked at, so that a check which looked at nothing shows. */
  looked(what, times = 1) {
    this.#looked.set(what, (this.#looked.get(what) ?? 0) + times);
  }

  /** Notes what a page weighs. */
  weight(pictured, bytes, page, mode) {
    const kind = pictured ? "with pictures" : "without pictures";
    if (bytes > (this.#heaviest.get(kind)?.bytes ?? 0)) this.#heaviest.set(kind, { bytes, page: where(page), mode });
  }

  /** Writes the findings, the same ones of several pages once; says whether there are none. */
  print() {
    const same = new Map();
    for (const each of this.#findings) {
      const key = [each.tool, each.rule, each.selector, each.message].join("\n");
      if (!same.has(key)) same.set(key, { ...each, places: [] });
      same.get(key).places.push(each.mode ? `${each.page} (${each.mode})` : each.page);
    }
    for (const { tool, rule, selector, message, places } of [...same.values()].sort((a, b) => a.tool.localeCompare(b.tool) || a.rule.localeCompare(b.rule))) {
      console.log(`\n${tool}  ${rule}${selector ? `  ${selector}` : ""}\n    ${message}`);
      for (const place of places.slice(0, 4)) console.log(`    ${place}`);
      if (places.length > 4) console.log(`    … and ${places.length - 4} more`);
    }
    console.log(`\nLooked at: ${[...this.#looked].map(([what, times]) => `${what} ${times}`).join(", ")}.`);
    for (const [kind, { bytes, page, mode }] of this.#heaviest) console.log(`Heaviest page ${kind}: ${(bytes / 1000).toFixed(1)} kB, ${page} (${mode}).`);
    console.log(same.size ? `${same.size} different findings at ${this.#findings.length} places.` : "Nothing found.");
    return same.size === 0;
  }
}
