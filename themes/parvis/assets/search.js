// The search page: reads the words and filters of its own address, asks the index that the site
// carries, and shows what is found. All it says stands in the page; it asks nobody else.

const page = document.getElementById("recherche");
const map = document.getElementById("search-map");
const form = page.querySelector("form");
const heading = document.getElementById("search-title");
const status = page.querySelector("[role=status]");
const advice = page.querySelector(".search-advice");
const list = page.querySelector(".search-found");
const more = page.querySelector(".search-more");
const language = document.documentElement.lang;
const title = document.title;

/** How many results are shown at once. */
const STEP = 10;

/** What was found and not yet shown is after `shown`; a newer search makes an older one stop. */
let found = [];
let shown = 0;
let turn = 0;
let index;

/** How often the index did not come. */
let failures = 0;

/** What the address asked for when it was last read. */
let read;

/** A sentence of the page, with its values. */
const say = (name, values = {}) =>
  Object.entries(values).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, () => value),
    page.dataset[name],
  );

/** The index, loaded when it is first asked for. */
const load = () =>
  (index ??= (async () => {
    const address = new URL(page.dataset.index, location);
    // Some browsers go on refusing the address of a module that once did not come.
    if (failures) address.search = failures;
    const { createInstance } = await import(address);
    // Addresses begin where the site does, even where it is shown below another address.
    const baseUrl = new URL("..", address).pathname;
    return createInstance({ noWorker: true, metaCacheTag: "", baseUrl, excerptLength: 28 });
  })());

/** What the form says, as the index wants it. */
const filters = () => {
  const given = {};
  const kinds = [...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value);
  if (kinds.length) given.kind = { any: kinds };
  for (const name of ["year", "site"]) {
    const value = form.elements[name]?.value;
    if (value) given[name] = value;
  }
  return given;
};

/** The form takes the words and filters of the address; what it does not know is left out. */
const fill = () => {
  read = location.search;
  const asked = new URLSearchParams(read);
  form.elements.q.value = asked.get("q") ?? "";
  const kinds = new Set(asked.getAll("kind"));
  for (const box of form.querySelectorAll("[name=kind]")) box.checked = kinds.has(box.value);
  for (const name of ["year", "site"]) {
    const field = form.elements[name];
    if (!field) continue;
    const wanted = asked.get(name) ?? "";
    field.value = [...field.options].some((option) => option.value === wanted) ? wanted : "";
  }
};

/** An excerpt, in which `<mark>` stands around the words looked for and nothing else is markup. */
const excerpt = (html) => {
  const paragraph = document.createElement("p");
  html.split(/<\/?mark>/).forEach((part, rank) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (rank % 2 === 0) return paragraph.append(text);
    const mark = document.createElement("mark");
    mark.append(text);
    paragraph.append(mark);
  });
  return paragraph;
};

/** What a result is: its kind, its day, its site. */
const facts = ({ filters: of, meta }) => {
  const parts = [];
  const kind = form.querySelector(`label[for="search-${of.kind?.[0]}"]`);
  if (kind && of.kind[0] !== "page") parts.push(kind.textContent);
  if (meta.date) {
    const time = document.createElement("time");
    time.dateTime = meta.date;
    const day = new Date(`${meta.date}T12:00:00Z`);
    time.append(day.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }));
    parts.push(time);
  }
  const site = [...(form.elements.site?.options ?? [])].find(({ value }) => value === of.site?.[0]);
  if (site) parts.push(site.textContent);
  if (!parts.length) return [];
  const line = document.createElement("p");
  line.className = "meta";
  line.append(...parts.flatMap((part, rank) => (rank ? [" · ", part] : [part])));
  return [line];
};

const result = (data) => {
  const item = document.createElement("li");
  const name = document.createElement("h3");
  const link = document.createElement("a");
  link.href = data.url;
  link.append(data.meta.title ?? data.url);
  name.append(link);
  item.append(name, ...facts(data), excerpt(data.excerpt));
  return item;
};

/** Shows the next results; gives the first of them. */
const show = async (own) => {
  const next = await Promise.all(found.slice(shown, shown + STEP).map((hit) => hit.data()));
  if (own !== turn) return undefined;
  const items = next.map(result);
  list.append(...items);
  shown += items.length;
  more.hidden = shown >= found.length;
  return items[0];
};

/** Without an index, the plan of the site is the way. */
const fail = (error) => {
  console.error(error);
  index = undefined;
  failures += 1;
  status.textContent = say("failed");
  map.querySelector(".search-without").hidden = true;
  map.hidden = false;
};

/** Looks for what the form says; moves to the results where somebody just asked for them. */
const search = async (move) => {
  const own = ++turn;
  const query = form.elements.q.value.trim();
  list.replaceChildren();
  [found, shown] = [[], 0];
  more.hidden = advice.hidden = map.hidden = true;
  heading.hidden = !query;
  document.title = query ? `${query} – ${title}` : title;
  status.textContent = "";
  if (!query) return;
  try {
    status.textContent = say("wait");
    const answer = await (await load()).search(query, { filters: filters() });
    if (own !== turn) return;
    found = answer.results;
    await show(own);
    if (own !== turn) return;
    const count = found.length;
    const name = count === 0 ? "none" : count === 1 ? "one" : "many";
    status.textContent = say(name, { count: count.toLocaleString(language), query });
    advice.hidden = count > 0;
    if (move) heading.focus();
  } catch (error) {
    if (own === turn) fail(error);
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  history.pushState(null, "", `?${asked}`);
  read = location.search;
  search(true);
});

more.firstElementChild.addEventListener("click", async () => {
  const own = turn;
  try {
    const first = await show(own);
    if (!first) return;
    first.querySelector("a").focus();
    status.textContent = say("shown", {
      shown: shown.toLocaleString(language),
      count: found.length.toLocaleString(language),
    });
  } catch (error) {
    if (own === turn) fail(error);
  }
});

addEventListener("popstate", () => {
  // A link within the page, such as the one to its top, asks for nothing new.
  if (location.search === read) return;
  fill();
  search(false);
});

page.hidden = false;
map.hidden = true;
fill();
search(false);
