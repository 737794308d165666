"use strict";
(() => {
  const { columns, rows: cells, texts, report, shown: preset } = JSON.parse(document.getElementById("data").textContent);
  const rows = cells.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i], cell])));
  const $ = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const named = (column, code) => (code === null ? texts.none : texts.names[column]?.[code] ?? code);
  const made = (tag, text = "", attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const body = document.body, card = $("#card"), form = $("#filters"), table = $("#rows");
  document.documentElement.classList.add("js");

  // the table, a row a number
  const lines = rows.map((row, i) => {
    const line = made("tr", "", { "data-i": i }), role = made("td");
    role.append(made("mark", texts.letters[row.role ?? "none"] ?? row.role, { class: `n ${row.role ?? "none"}`, title: row.role === null ? named("kind", row.kind) : named("role", row.role) }));
    const name = made("td"), jump = made("button", "", { type: "button", tabindex: -1, title: texts.tojump });
    const [first, second] = row.names;
    jump.append(made("span", first ?? row.text, first === null || texts.lang === "zh" || row.indicator_en === null ? { lang: "zh" } : {}));
    if (second) jump.append(made("small", second, { lang: "zh" }));
    name.append(jump);
    const sure = row.reading_confidence;
    line.append(role, name, made("td", row.shown ?? row.text), made("td", row.period ?? ""),
      made("td", sure === null ? "" : sure.toFixed(2), sure !== null && sure < 0.9 ? { class: "unsure" } : {}));
    return line;
  });
  const empty = made("tr");
  empty.append(made("td", texts.nothing, { colspan: 5, class: "empty" }));
  table.append(...lines, empty);
  const marks = all("article .n");
  const markOf = [];
  for (const mark of marks) {
    for (const i of mark.dataset.rows.split(" ")) markOf[i] = mark;
    mark.setAttribute("aria-label", mark.title);
    mark.removeAttribute("title"); // the card says it
    if (mark.localName === "mark") mark.setAttribute("role", "button");
  }
  const numbersOf = (mark) => mark.dataset.rows.split(" ").map(Number);

  // filters: each says which rows it takes, and the same in pandas
  const quoted = (value) => JSON.stringify(value);
  const same = (column, value) => value === null ? `numbers.${column}.isna()` : `(numbers.${column} == ${typeof value === "string" ? quoted(value) : value})`;
  const facet = (column) => ({ keys: (row) => row[column], label: (key) => named(column, key), takes: (row, key) => row[column] === key, pandas: (key) => [same(column, key)] });
  const facets = {
    kind: facet("kind"), role: facet("role"), topic: facet("topic"), measure: facet("measure"),
    period: {
      keys: (row) => [row.period_start, row.period_end],
      label: (key) => rows.find((row) => row.period_start === key[0] && row.period_end === key[1]).period ?? texts.none,
      takes: (row, key) => row.period_start === key[0] && row.period_end === key[1],
      pandas: (key) => [same("period_start", key[0]), same("period_end", key[1])],
    },
    confidence: {
      keys: (row) => row.reading_confidence === null ? undefined : row.reading_confidence >= 0.9,
      label: (key) => (key ? texts.sure : texts.unsure),
      takes: (row, key) => row.reading_confidence !== null && row.reading_confidence >= 0.9 === key,
      pandas: (key) => [`(numbers.reading_confidence ${key ? ">=" : "<"} 0.9)`],
    },
  };
  const searched = ["text", "indicator", "indicator_en"];
  const haystack = rows.map((row) => searched.map((column) => row[column] ?? "").join(" ").toLowerCase());
  const chosen = () => Object.entries(facets).flatMap(([name, one]) => {
    const value = form.elements[name].value;
    return value === "" ? [] : [{ name, one, key: JSON.parse(value) }];
  });
  const needle = () => form.elements.search.value;
  const fits = (row, i, conditions) => conditions.every(({ one, key }) => one.takes(row, key)) && haystack[i].includes(needle().toLowerCase());

  function expression(conditions) {
    const parts = report === null ? [] : [same("report_id", report)];
    for (const { one, key } of conditions) parts.push(...one.pandas(key));
    if (needle()) parts.push(`numbers[${JSON.stringify(searched).replaceAll(",", ", ")}].fillna("").agg(" ".join, axis=1).str.contains(${quoted(needle())}, case=False, regex=False)`);
    const only = parts.length === 1 ? parts[0].replace(/^\((.*)\)$/s, "$1") : parts.join(" & ");
    return parts.length ? `numbers[${only}]` : "numbers";
  }

  function fill() { // what may be chosen beside what the other filters take, and how often
    const conditions = chosen();
    for (const [name, one] of Object.entries(facets)) {
      const select = form.elements[name], before = select.value;
      const others = conditions.filter((condition) => condition.name !== name);
      const counts = new Map();
      rows.forEach((row, i) => {
        const key = one.keys(row);
        if (key === undefined) return;
        const coded = JSON.stringify(key);
        counts.set(coded, (counts.get(coded) ?? 0) + fits(row, i, others));
      });
      const order = [...counts.keys()].filter((key) => counts.get(key) || key === before);
      order.sort((a, b) => (a.includes("null") - b.includes("null")) || (name === "period" ? (a < b ? -1 : 1) : counts.get(b) - counts.get(a)));
      select.replaceChildren(made("option", texts.any, { value: "" }), ...order.map((key) => made("option", `${one.label(JSON.parse(key))} (${counts.get(key)})`, { value: key })));
      select.value = before;
      select.classList.toggle("set", before !== (name === "kind" ? preset : ""));
    }
    form.elements.search.classList.toggle("set", needle() !== "");
  }

  let visible = [];
  function filter() {
    fill();
    const conditions = chosen(), sections = new Map();
    visible = rows.map((row, i) => fits(row, i, conditions));
    lines.forEach((line, i) => { line.hidden = !visible[i]; });
    for (const mark of marks) mark.classList.toggle("off", !numbersOf(mark).some((i) => visible[i]));
    rows.forEach((row, i) => { if (visible[i]) for (const at of row.sections) sections.set(at, (sections.get(at) ?? 0) + 1); });
    for (const link of all("nav a")) link.querySelector("b").textContent = sections.get(Number(link.dataset.section)) ?? "";
    const n = visible.filter(Boolean).length;
    empty.hidden = n > 0;
    $("#count").textContent = texts.shown.replace("{n}", n).replace("{of}", rows.length);
    $("#expression").textContent = expression(conditions);
    $("#reset").disabled = form.elements.kind.value === preset && !needle() && conditions.every(({ name }) => name === "kind");
    rove(table, lines.find((line) => !line.hidden)?.querySelector("button"));
    rove($("article"), marks.find((mark) => !mark.classList.contains("off")));
    hide();
  }
  function reset() {
    form.reset();
    fill();
    form.elements.kind.value = preset;
    filter();
  }
  function rove(within, element) { // one stop of the tab key for each side
    for (const other of within.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    if (element) element.tabIndex = 0;
  }

  // the card of a number
  let pinned = null;
  function show(mark, pin) {
    card.replaceChildren();
    numbersOf(mark).forEach((i, at) => {
      const row = rows[i], list = made("dl");
      if (at) card.append(made("hr"));
      card.append(made("b", row.names[0] ?? named("kind", row.kind)));
      if (row.names[1]) card.append(made("span", row.names[1], { lang: "zh" }));
      card.append(made("div", row.shown ?? row.text, { class: "big" }));
      const labels = [row.kind === "measure" ? "role" : "kind", "measure", "period", "topic"];
      card.append(made("div", labels.filter((name) => row[name]).map((name) => named(name, row[name])).join(" · ")));
      for (const name of ["hedge", "place", "price_basis", "timing", "compared_with"]) {
        if (row[name]) list.append(made("dt", texts[name]), made("dd", named(name, row[name])));
      }
      const sure = row.reading_confidence === null ? null : `${texts.confidence} ${row.reading_confidence.toFixed(2)}`;
      card.append(list, made("small", [row.corrected ? texts.corrected : null, sure, row.rule, row.number_id].filter(Boolean).join(" · ")));
    });
    const jump = made("button", texts.jump, { type: "button", tabindex: -1 });
    jump.addEventListener("mousedown", (event) => event.preventDefault()); // the mark keeps the focus
    jump.addEventListener("click", () => toTable(mark));
    card.append(jump);
    card.hidden = false;
    pinned = pin ? mark : null;
    card.classList.toggle("pinned", pin);
    place(mark);
  }
  function place(mark) {
    const at = mark.getClientRects()[0], pane = $("#text").getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = at.bottom + 8 + height < pane.bottom;
    card.style.left = `${Math.max(8, Math.min(at.left, pane.right - width - 20))}px`;
    card.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - height - 8)}px`;
  }
  function hide() { card.hidden = true; pinned = null; }

  // jumps, and the way back
  const trail = [];
  const paneOf = (element) => element.closest("nav, main, section")?.id ?? "text";
  function turn(pane) {
    body.dataset.pane = pane;
    for (const button of all(".panes button")) button.setAttribute("aria-pressed", button.dataset.to === pane);
  }
  function go(element, block = "center") {
    turn(paneOf(element));
    element.scrollIntoView({ block, inline: "nearest" });
    element.focus({ preventScroll: true });
  }
  function leave() {
    const from = document.activeElement;
    trail.push(from && from !== body ? from : $("#text"));
    $("#back").disabled = false;
  }
  function lineHere(i) {
    for (const line of all("tr.here")) line.classList.remove("here");
    lines[i].classList.add("here");
  }
  function toText(i) {
    leave();
    lineHere(i);
    go(markOf[i]);
  }
  function toTable(mark) {
    leave();
    const own = numbersOf(mark);
    if (!own.some((i) => visible[i])) reset();
    if (!own.some((i) => visible[i])) { form.elements.kind.value = ""; filter(); }
    const i = own.find((one) => visible[one]);
    lineHere(i);
    hide();
    go(lines[i].querySelector("button"));
  }
  function back() {
    const to = trail.pop();
    $("#back").disabled = !trail.length;
    hide();
    if (to) go(to);
  }
  function step(list, from, by) {
    const open = list.filter((one) => one === from || !(one.hidden || one.classList.contains("off")));
    return open[open.indexOf(from) + by];
  }

  const article = $("article");
  article.addEventListener("mouseover", (event) => {
    const mark = event.target.closest(".n:not(.off)");
    if (mark && !pinned) show(mark, false);
  });
  article.addEventListener("mouseout", () => { if (!pinned) hide(); });
  article.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".n");
    if (!mark) return;
    rove(article, mark);
    for (const other of all(".lit")) other.classList.remove("lit");
    mark.closest("[id^=p]").classList.add("lit");
    const i = numbersOf(mark).find((one) => visible[one]) ?? numbersOf(mark)[0];
    lineHere(i);
    lines[i].scrollIntoView({ block: "nearest" });
    show(mark, true);
  });
  article.addEventListener("focusout", hide);
  $("#text").addEventListener("scroll", () => { // a card goes with its mark while that is seen
    const at = pinned?.getBoundingClientRect(), pane = $("#text").getBoundingClientRect();
    if (at && at.bottom > pane.top && at.top < pane.bottom) place(pinned);
    else hide();
  }, { passive: true });
  addEventListener("resize", hide);
  article.addEventListener("keydown", (event) => {
    const mark = event.target.closest(".n"), by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = by && step(marks, mark, by);
    if (next) go(next, "nearest");
    if (event.key === "Enter" || event.key === " ") toTable(mark);
    if (by || event.key === "Enter" || event.key === " ") event.preventDefault();
  });
  table.addEventListener("click", (event) => {
    const line = event.target.closest("tr[data-i]");
    if (!line) return;
    line.querySelector("button").focus({ preventScroll: true });
    toText(Number(line.dataset.i));
  });
  table.addEventListener("focusin", (event) => rove(table, event.target));
  table.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key], line = event.target.closest("tr");
    const next = by && step(lines, line, by);
    if (next) go(next.querySelector("button"), "nearest");
    if (by) event.preventDefault();
  });
  $("nav").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault(); // a fragment leaves a page that stands in a frame
    leave();
    turn("text");
    const to = $(link.getAttribute("href"));
    to.scrollIntoView({ block: "start" });
    to.tabIndex = -1;
    to.focus({ preventScroll: true });
  });
  $(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    turn("text");
    (article.querySelector('[tabindex="0"]') ?? $("#text")).focus();
  });
  const sectionAt = all("nav a").map((link) => [link, $(link.getAttribute("href"))]);
  const seen = () => {
    const edge = $("#text").getBoundingClientRect().top + 80;
    let here = sectionAt[0];
    for (const one of sectionAt) if (one[1].getBoundingClientRect().top <= edge) here = one;
    for (const [link] of sectionAt) link.classList.toggle("here", here && link === here[0]);
    const link = here?.[0], nav = $("nav");
    if (link && (link.offsetTop < nav.scrollTop + nav.offsetTop || link.offsetTop + link.offsetHeight > nav.scrollTop + nav.offsetTop + nav.clientHeight)) nav.scrollTop = link.offsetTop - nav.offsetTop - nav.clientHeight / 2;
  };
  let waiting = false;
  $("#text").addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; seen(); });
    waiting = true;
  }, { passive: true });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  $("#reset").addEventListener("click", reset);
  $("#back").addEventListener("click", back);
  $("#translate")?.addEventListener("change", (event) => article.classList.toggle("plain", !event.target.checked));
  for (const button of all(".panes button")) button.addEventListener("click", () => { hide(); turn(button.dataset.to); });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select");
    if (event.key === "Escape" && !typing) back();
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(form.elements.search, "nearest");
    }
  });

  $("#copy").addEventListener("click", async () => {
    const button = $("#copy"), range = document.createRange();
    let done = false;
    try {
      await navigator.clipboard.writeText($("#expression").textContent);
      done = true;
    } catch { // a frame, or a page without a secure address, may only copy what is selected
      range.selectNodeContents($("#expression"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      done = document.execCommand("copy");
    }
    button.textContent = done ? texts.copied : texts.byhand;
    setTimeout(() => { button.textContent = texts.copy_this; }, 1600);
  });

  reset();
  turn("text");
  seen();
})();
