// Lighthouse at its mobile settings: 100 in all four categories, for each template.

import { tool } from "./tools.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

export async function checkLighthouse({ browser, server, pages, report }) {
  const { default: lighthouse } = await tool("lighthouse");
  const port = Number(new URL(browser.wsEndpoint()).port);
  for (const each of pages) {
    // What search engines are told to leave alone is not judged by what they look for.
    if (each.template === "redirect" || each.site.startsWith("hameau")) continue;
    report.looked("Lighthouse");
    let told;
    // Simulated times hang on how busy this machine is, and never come out better than the page: a
    // lower figure is measured again, twice, and the best of them counts.
    for (let tries = 0, best = -1; tries < 3 && best < 1; tries++) {
      const { lhr } = await lighthouse(server.url(each.site, each.path), { port, logLevel: "error", output: "json", onlyCategories: CATEGORIES });
      const score = lhr.categories.performance?.score ?? 0;
      if (score > best) [told, best] = [verdict(lhr, each), score];
    }
    for (const finding of told) report.add({ tool: "lighthouse", page: each, mode: "mobile", ...finding });
  }
}

function verdict(lhr, page) {
  const told = [];
  if (lhr.runtimeError?.code && !(page.template === "404" && lhr.runtimeError.code === "ERRORED_DOCUMENT_REQUEST")) {
    return [{ rule: lhr.runtimeError.code, selector: "", message: lhr.runtimeError.message }];
  }
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    if (score === 1 || (id === "seo" && page.template === "404")) continue;
    // The page of the search asks engines to leave it alone: its results are those of other pages.
    const asked = (audit) => page.path === "/recherche/" && audit === "is-crawlable";
    const lost = auditRefs.filter(({ id: audit, weight }) => weight > 0 && lhr.audits[audit].score !== null && lhr.audits[audit].score < 1 && !asked(audit));
    for (const { id: audit } of lost) {
      const { title, displayValue = "", details } = lhr.audits[audit];
      const first = details?.items?.[0];
      const selector = first?.node?.selector ?? first?.source?.url ?? first?.url ?? first?.description ?? "";
      told.push({ rule: `${id} ${Math.round(score * 100)}: ${audit}`, selector, message: `${title} ${displayValue}`.trim() });
    }
  }
  return told;
}
