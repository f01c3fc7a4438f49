// The pages that are looked at: a small workspace (`sample/`) whose sites are built in every look,
// and the repository's own “kit” site when it has one. Never the 345 sites: a check has to be quick.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { here, parvis, root, work } from "./tools.mjs";

/** The instant of every build: what is “today” in the pictures. */
const AT = "2026-11-26T10:00";
const LOOKS = ["parvis", "clocher", "lande"];

/**
 * A page of the sample for every template of `themes/parvis/templates/`, by the template's name.
 * Of the site “village” unless it says otherwise.
 */
const TEMPLATES = {
  home: "/",
  "404": "/404.html",
  accessibility: "/accessibilite/",
  "action-plan": "/accessibilite/plan-d-action/",
  "multi-year-plan": "/accessibilite/schema-pluriannuel/",
  alert: "/alertes/urgence/",
  contact: "/contact/",
  directory_entry: "/annuaire/mediatheque/",
  event: "/agenda/voeux/",
  feeds: "/flux/",
  legal: "/mentions-legales/",
  list: "/actualites/",
  news: "/actualites/conseil/",
  page: "/vivre-ici/redaction/",
  privacy: "/donnees-personnelles/",
  procedure: "/demarches/acte-de-naissance/",
  publication: "/publications/rapport-2025/",
  redirect: "/ancien-conseil/",
  saisine: "/saisine/",
  search: "/recherche/",
  sitemap: "/plan-du-site/",
};

/** Further pages that show a template in another state. */
const STATES = {
  "home-usual": ["bourg", "/"],
  "home-empty": ["hameau", "/"],
  "home-body": ["pays", "/"],
  "alert-one": ["hameau", "/alertes/eau/"],
  "contact-empty": ["hameau", "/contact/"],
  "event-cancelled": ["village", "/agenda/loto/"],
  "event-recurring": ["village", "/agenda/marche/"],
  "list-agenda": ["village", "/agenda/"],
  "list-directory": ["village", "/annuaire/"],
  "list-publications": ["village", "/publications/"],
  "list-procedures": ["village", "/demarches/"],
  "list-alerts": ["village", "/alertes/"],
  "list-page-2": ["village", "/actualites/page/2/"],
  "page-section": ["village", "/vivre-ici/"],
};

/**
 * Builds the sample and says which pages it has.
 * @returns {{out: string, pages: {id, name, look, site, path, template}[], findings: object[]}}
 */
export function buildSample({ quick }) {
  const folder = join(work, "sample");
  const out = join(work, "public");
  rmSync(folder, { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  cpSync(join(here, "sample"), folder, { recursive: true });
  symlinkSync(join(root, "themes"), join(folder, "themes"));
  const kit = join(root, "sites/kit");
  // “bourg” is “village” on an ordinary day: a short name, one alert.
  const sites = ["village", "bourg", "hameau", ...(existsSync(kit) ? ["kit"] : [])];
  for (const site of sites) {
    const source = site === "kit" ? kit : join(here, "sample/sites", site === "bourg" ? "village" : site);
    for (const look of LOOKS) {
      const copy = join(folder, "sites", `${site}-${look}`);
      cpSync(source, copy, { recursive: true });
      const settings = join(copy, "site.yaml");
      let kept = readFileSync(settings, "utf8").replace(/^theme:.*\n/m, "");
      if (site === "bourg") {
        kept = kept.replaceAll("Saint-Julien-du-Bois-Fleuri-sur-l’Adour", "Bourg-l’Adour").replace("saint-julien-du-bois-fleuri-sur-l-adour", "bourg-l-adour").replace(/^accent:.*/m, 'accent: "#0f5c66"');
        for (const level of ["info", "urgence"]) rmSync(join(copy, "alertes", `${level}.md`));
        writeFileSync(join(copy, "alertes/vigilance.md"), readFileSync(join(copy, "alertes/vigilance.md"), "utf8").replace(/ sur tout le littoral[^"]*/, ""));
      }
      writeFileSync(settings, `${kept.trimEnd()}\ntheme: ${look}\n`);
    }
    rmSync(join(folder, "sites", site), { recursive: true, force: true });
  }
  const pages = [];
  const findings = [];
  try {
    execFileSync(parvis, ["build", "-C", folder, "--out", out, "--at", AT, "--no-lint", "--lang", "en"], { stdio: ["ignore", "pipe", "inherit"] });
  } catch (error) {
    // A site that cannot be built leaves the others: they are looked at all the same.
    if (error.status !== 1) throw error;
    findings.push({ tool: "sample", page: "parvis build", rule: "build-failed", message: `${error.stdout}` });
  }
  const add = (id, look, site, path, template) => {
    const file = join(out, site, path.endsWith("/") ? path + "index.html" : path);
    if (existsSync(file)) pages.push({ id: `${id}-${look}`, name: id, look, site, path, template });
    else if (template !== "search" || existsSync(join(root, "themes/parvis/templates/search.html"))) {
      findings.push({ tool: "sample", page: `${site}${path}`, rule: "page-missing", message: "The sample has no such page." });
    }
  };
  for (const look of quick ? ["parvis"] : LOOKS) {
    for (const [template, path] of Object.entries(TEMPLATES)) add(template, look, `village-${look}`, path, template);
    for (const [id, [site, path]] of Object.entries(STATES)) {
      if (site === "pays" && look !== "parvis") continue;
      add(id, look, site === "pays" ? site : `${site}-${look}`, path, id.split("-")[0]);
    }
    if (sites.includes("kit")) {
      for (const file of htmlFiles(join(out, `kit-${look}`))) {
        const path = "/" + file.replace(/index\.html$/, "");
        if (!/^\/(accessibilite|donnees-|mentions-|flux|plan-du-site|saisine|contact|404|categorie)/.test(path)) {
          add(`kit${path.replace(/\W+/g, "-").replace(/-$/, "")}`, look, `kit-${look}`, path, "kit");
        }
      }
    }
  }
  for (const name of readdirSync(join(root, "themes/parvis/templates"))) {
    const template = name.replace(/\.html$/, "");
    if (name.endsWith(".html") && template !== "layout" && !(template in TEMPLATES)) {
      findings.push({ tool: "sample", page: name, rule: "template-not-covered", message: "Name a page of it in TEMPLATES (src/sample.mjs)." });
    }
  }
  return { out, pages, findings };
}

/** All HTML files below a folder, as paths relative to it. */
function htmlFiles(folder) {
  // A site that could not be built was told of when it was.
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")).sort();
}

/** Where the files go that a check writes for a person to read. */
export function folderFor(name) {
  const folder = join(work, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
