// What a page of the reader does beyond showing its text: notes, switches, and the places of a word.
"use strict";

const reader = (() => {
  const base = document.documentElement.dataset.base;
  const text = document.getElementById("text");
  const waiting = new Map(); // entries that were asked for and have not come
  const loaded = new Map();
  let wanted = "";
  const NAMES = { author: "own prose", direct_quote: "quoted", indirect_quote: "reported", term_quote: "quoted term" };
  const SURE = "none: of a kind that was right in 95 of 100 cases or more";
  const UNSURE = "yes: of a kind that was right in fewer than 95 of 100 cases";

  // Every word of a corpus goes in as text; nothing here makes markup out of it.
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  const isolated = (words) => make("bdi", {}, words);

  // Notes ---------------------------------------------------------------------------------------------------------
  function tell(mark) {
    const about = mark.dataset;
    const role = mark.closest("[data-role]");
    const rows = [];
    if (about.voice) {
      const switcher = document.querySelector(`[data-switch="group"][value="${CSS.escape(about.group || "")}"]`);
      const group = switcher ? switcher.parentElement.querySelector("bdi").textContent : about.group || "unknown";
      rows.push(["group", group]);
      if (about.cue) rows.push(["cue", `“${about.cue}”`]);
      if (about.rule) rows.push(["rule", about.rule.replaceAll("_", " ")]);
      if (about.certain) rows.push(["doubt", about.certain === "true" ? SURE : UNSURE]);
      if (role) rows.push(["part", role.dataset.role.replaceAll("_", " ")]);
      if (about.of) rows.push(["piece of", about.of.replace("-", "–")]);
    } else if (about.rule) rows.push(["rule", about.rule.replaceAll("_", " ")]);
    rows.push(["place", `${about.start}–${about.end}`]);
    const head = about.voice ? `${NAMES[about.voice] || about.voice}: ` : about.role.replaceAll("_", " ");
    const list = make("dl", {});
    for (const [name, value] of rows) list.append(make("dt", {}, name), make("dd", {}, isolated(value)));
    document.getElementById("note").replaceChildren(make("b", {}, head, isolated(about.speaker || "")), list);
  }

  function follow() {
    const over = (event) => {
      const mark = event.target.closest(".mark");
      if (mark) tell(mark);
    };
    text.addEventListener("pointerover", over);
    text.addEventListener("focusin", over);
    text.addEventListener("click", over);
    text.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const stops = [...text.querySelectorAll(".mark[tabindex]")];
      const at = stops.indexOf(document.activeElement);
      if (!step || at < 0 || !stops[at + step]) return;
      event.preventDefault();
      stops[at + step].focus();
    });
  }

  // Switches ------------------------------------------------------------------------------------------------------
  function switchMarks() {
    const off = { group: new Set(), voice: new Set(), role: new Set() };
    for (const box of document.querySelectorAll("[data-switch]")) if (!box.checked) off[box.dataset.switch].add(box.value);
    for (const mark of text.querySelectorAll(".mark")) {
      const { group, voice, role } = mark.dataset;
      mark.classList.toggle("off", role ? off.role.has(role) : off.group.has(group || "") || off.voice.has(voice));
    }
  }

  // Places --------------------------------------------------------------------------------------------------------
  // Offsets count characters as Python does; a browser counts some characters as two.
  function width(words) {
    let n = words.length;
    for (let at = 0; at < words.length; at++) if ((words.charCodeAt(at) & 0xfc00) === 0xdc00) n--;
    return n;
  }
  function units(words, characters) {
    let at = 0;
    for (; characters > 0; characters--) at += (words.charCodeAt(at) & 0xfc00) === 0xd800 ? 2 : 1;
    return at;
  }
  function unmark() {
    for (const hit of text.querySelectorAll("mark")) {
      const parent = hit.parentNode;
      hit.replaceWith(...hit.childNodes);
      parent.normalize();
    }
  }
  // Puts places, in the order of the text, into <mark>; a place that reaches over several pieces is marked in each.
  function markPlaces(places) {
    unmark();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    let next = 0;
    let start = 0;
    let node = walker.nextNode();
    while (node && next < places.length) {
      const [from, to] = places[next];
      const end = start + width(node.data);
      if (end <= from) {
        start = end;
        node = walker.nextNode();
        continue;
      }
      const first = Math.max(from, start);
      let part = first > start ? node.splitText(units(node.data, first - start)) : node;
      const last = Math.min(to, end);
      if (last < end) part.splitText(units(part.data, last - first));
      const hit = make("mark", { "data-start": from, "data-end": to, tabindex: "-1" });
      part.replaceWith(hit);
      hit.append(part);
      if (from >= start) found.push(hit);
      walker.currentNode = hit;
      start = last;
      if (to <= last) next++;
      walker.nextNode(); // the words inside the mark
      node = walker.nextNode();
    }
    return found;
  }
  function goTo(hit) {
    for (const other of text.querySelectorAll("mark.here")) other.classList.remove("here");
    for (const same of text.querySelectorAll(`mark[data-start="${hit.dataset.start}"]`)) same.classList.add("here");
    hit.scrollIntoView({ block: "center" });
    hit.focus({ preventScroll: true });
    const mark = hit.closest(".mark");
    if (mark) tell(mark);
  }

  // Words in context ----------------------------------------------------------------------------------------------
  function open(key, then) {
    wanted = key;
    const show = () => wanted === key && render(key, loaded.get(key), then); // not what was asked for before
    if (loaded.has(key)) return show();
    if (waiting.has(key)) return waiting.set(key, show);
    waiting.set(key, show);
    const script = make("script", { src: `${base}/entries/${key}.js` });
    script.addEventListener("error", () => {
      waiting.delete(key);
      document.getElementById("lines").replaceChildren("The lines of this word are not in the folder of these pages.");
    });
    document.head.append(script);
  }
  function put(key, data) {
    loaded.set(key, data);
    const show = waiting.get(key);
    waiting.delete(key);
    if (show) show();
  }

  const word = (context, last) => (context.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [""]).at(last ? -1 : 0);
  const ORDERS = {
    "place in the texts": () => "",
    "word to the left": (line) => word(line[4], true),
    "word to the right": (line) => word(line[6], false),
  };

  function render(key, data, then) {
    const panel = document.getElementById("lines");
    const title = make("h2", { tabindex: "-1" }, isolated(data.name));
    const order = make("select", {}, ...Object.keys(ORDERS).map((name) => make("option", {}, name)));
    const sort = make("div", { class: "sort" }, make("label", {}, "sorted by ", order));
    const sides = data.sides.map((side) => {
      const list = make("ul", { class: "lines" });
      const shown = side.lines.length < side.total ? `, ${side.lines.length} of them shown` : "";
      const head = make("h3", {}, isolated(side.label), `: ${side.total}${shown}`);
      return { side, list, element: make("section", {}, head, list) };
    });
    const arrange = () => {
      for (const { side, list } of sides) {
        const by = ORDERS[order.value];
        const lines = side.lines.map((line, at) => [by(line), at, line]);
        lines.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
        list.replaceChildren(...lines.map(([, , line]) => make("li", {}, draw(key, data, line))));
      }
    };
    order.addEventListener("change", arrange);
    panel.replaceChildren(title, ...about(data.facts), sort, ...sides.map((one) => one.element));
    arrange();
    for (const link of document.querySelectorAll("[data-entry]"))
      if (link.dataset.entry === key) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    if (text) showHere(key, sort);
    if (then) then(data);
  }

  function about(facts) {
    const list = make("dl", { class: "facts" });
    for (const [whose, said] of facts) list.append(make("dt", {}, whose), make("dd", {}, isolated(said)));
    return facts.length ? [list] : [];
  }

  function draw(key, data, [doc, start, end, line, left, match, right, who]) {
    const [file, label] = data.documents[doc];
    const folder = text ? "" : "documents/";
    const link = make("a", { href: `${folder}${file}?at=${start}-${end}&entry=${key}#line-${line}`, dir: "auto" },
      make("span", { class: "left" }, isolated(left)), make("span", { class: "match" }, isolated(match)),
      make("span", { class: "right" }, isolated(right)),
      make("span", { class: "where" }, isolated(label), " · ", isolated(who), " · ",
        make("span", { class: "number" }, `${start}–${end}`)));
    if (text && text.querySelector(".mark").dataset.doc === doc)
      link.addEventListener("click", (event) => {
        const hit = text.querySelector(`mark[data-start="${start}"][data-end="${end}"]`);
        if (!hit) return;
        event.preventDefault();
        goTo(hit);
      });
    return link;
  }

  // The places of a word in the document that is open, and the way from one to the next.
  // All of them stand in the page; of the lines of all documents only the first of a side are at hand.
  function showHere(key, after) {
    const link = document.querySelector(`[data-places][data-entry="${key}"]`);
    const places = link ? link.dataset.places.split(" ").map((place) => place.split("-").map(Number)) : [];
    const hits = markPlaces(places.sort((a, b) => a[0] - b[0]));
    const count = make("span", { role: "status" }, `${hits.length} in this text`);
    let at = -1;
    const step = (way) => {
      at = (at + way + hits.length) % hits.length;
      count.textContent = `${at + 1} of ${hits.length} in this text`;
      goTo(hits[at]);
    };
    const buttons = [["previous", -1], ["next", 1]].map(([name, way]) => {
      const button = make("button", { type: "button" }, name);
      button.addEventListener("click", () => step(way));
      return button;
    });
    after.after(make("div", { class: "step" }, count, ...(hits.length ? buttons : [])));
  }

  // ---------------------------------------------------------------------------------------------------------------
  function start() {
    if (text) {
      follow();
      for (const box of document.querySelectorAll("[data-switch]")) box.addEventListener("change", switchMarks);
    }
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-entry]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(link.dataset.entry);
    });
    const asked = new URLSearchParams(location.search);
    const at = /^(\d+)-(\d+)$/.exec(asked.get("at") || "");
    const entry = /^[a-z0-9_-]+$/.exec(asked.get("entry") || "");
    const find = () => {
      const hit = text.querySelector(`mark[data-start="${at[1]}"][data-end="${at[2]}"]`);
      goTo(hit || markPlaces([[Number(at[1]), Number(at[2])]])[0]);
    };
    if (text && at && entry) open(entry[0], find);
    else if (text && at) find();
    const opened = () => {
      const named = /^#term-([a-z0-9_-]+)$/.exec(location.hash);
      if (named) open(named[1]);
    };
    window.addEventListener("hashchange", opened);
    opened();
  }
  function choose(key) {
    open(key, () => {
      const panel = document.getElementById("lines");
      panel.querySelector("h2").focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    });
    if (!text) history.replaceState(null, "", `#term-${key}`);
  }

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
  return { put };
})();
