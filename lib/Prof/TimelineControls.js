"use strict";
// What one can do with the picture of Timeline.js: pan, zoom, choose, search; and what stands below it.
function describe(event) {
  const [track, i] = place(event);
  const rows = [["track", track.name], ["begin", formatTime(track.begin[i])], ["time", formatTime(track.duration[i])]];
  for (const line of Data.details[track.detail[i]]) rows.push(line);
  return [Data.names[track.label[i]], rows];
}
function escaped(text) { return String(text).replace(/[&<>"]/g, c => "&#" + c.charCodeAt(0) + ";"); }
function asHtml([name, rows]) {
  return `<b>${escaped(name)}</b><dl>` + rows.map(([a, b]) => `<dt>${escaped(a)}</dt><dd>${escaped(b)}</dd>`).join("") + "</dl>";
}

function select(event, moves) {
  Selected = event;
  if (event >= 0) {
    const [track, i] = place(event);
    if (moves) {
      const span = Math.max(track.duration[i] * 8, Math.min(Right - Left, Data.length / 20));
      const middle = track.begin[i] + track.duration[i] / 2;
      if (middle < Left || middle > Right || track.duration[i] * scale() < 3) show(middle - span / 2, middle + span / 2);
      if (track.top < RulerHeight || track.top + track.height > Canvas.clientHeight)
        scrollTo(Scroll + track.top - Canvas.clientHeight / 2);
    }
    openTab("Selection");
  }
  redraw();
}

// Panning, zooming, choosing.
let Drag = null;
Canvas.addEventListener("mousedown", e => { Drag = { x: e.offsetX, y: e.offsetY, left: Left, right: Right, scroll: Scroll, moved: false }; });
addEventListener("mouseup", e => {
  if (Drag && !Drag.moved && e.target === Canvas) select(eventAt(e.offsetX, e.offsetY), false);
  Drag = null;
});
Canvas.addEventListener("mousemove", e => {
  if (Drag && e.buttons) {
    const dx = e.offsetX - Drag.x, dy = e.offsetY - Drag.y;
    Drag.moved = Drag.moved || Math.abs(dx) + Math.abs(dy) > 3;
    const perPixel = (Drag.right - Drag.left) / (Canvas.clientWidth - LabelWidth);
    show(Drag.left - dx * perPixel, Drag.right - dx * perPixel);
    scrollTo(Drag.scroll - dy);
  }
  const tip = element("tip");
  Hovered = eventAt(e.offsetX, e.offsetY);
  tip.hidden = Hovered < 0 || (Drag && Drag.moved);
  if (!tip.hidden) {
    tip.innerHTML = asHtml(describe(Hovered));
    tip.style.left = Math.min(e.offsetX + 14, Math.max(0, Canvas.clientWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.min(e.offsetY + 14, Math.max(0, Canvas.clientHeight - tip.offsetHeight - 8)) + "px";
  }
  redraw();
});
Canvas.addEventListener("mouseleave", () => { Hovered = -1; element("tip").hidden = true; redraw(); });
Canvas.addEventListener("wheel", e => {
  e.preventDefault();
  if (e.shiftKey) scrollTo(Scroll + (e.deltaY || e.deltaX));
  else if (Math.abs(e.deltaX) > Math.abs(e.deltaY)) { const d = e.deltaX / scale(); show(Left + d, Right + d); }
  else zoom(Math.exp(e.deltaY * 0.0015), toTime(Math.max(e.offsetX, LabelWidth)));
}, { passive: false });
addEventListener("keydown", e => {
  if (e.target.tagName === "INPUT") return;
  const middle = (Left + Right) / 2, span = Right - Left;
  const actions = { w: () => zoom(0.7, middle), s: () => zoom(1 / 0.7, middle), a: () => show(Left - span / 5, Right - span / 5),
    d: () => show(Left + span / 5, Right + span / 5), ArrowLeft: () => show(Left - span / 5, Right - span / 5),
    ArrowRight: () => show(Left + span / 5, Right + span / 5), ArrowUp: () => scrollTo(Scroll - 60), ArrowDown: () => scrollTo(Scroll + 60),
    "0": () => show(0, Data.length), "/": () => element("search").focus(), Escape: () => select(-1, false) };
  if (!actions[e.key] || e.ctrlKey || e.metaKey || e.altKey) return;
  e.preventDefault();
  actions[e.key]();
});
element("fit").onclick = () => show(0, Data.length);
element("theme").onclick = () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; redraw(); };
element("divider").addEventListener("mousedown", () => {
  const move = e => { document.querySelector("footer").style.flexBasis = Math.max(60, innerHeight - e.clientY) + "px"; redraw(); };
  addEventListener("mousemove", move);
  addEventListener("mouseup", () => removeEventListener("mousemove", move), { once: true });
});
addEventListener("resize", redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

// Search.
function search(text) {
  element("search").value = text;
  Matches = [];
  Match = -1;
  Found = null;
  const wanted = text.toLowerCase();
  if (wanted) {
    Found = new Set();
    Data.names.forEach((name, i) => name.toLowerCase().includes(wanted) && Found.add(i));
    for (const track of Tracks)
      for (let i = 0; track.begin && i < track.count; ++i) if (Found.has(track.label[i])) Matches.push([track.begin[i], track.first + i]);
    Matches.sort((a, b) => a[0] - b[0]);
  }
  element("found").textContent = wanted ? Matches.length + " found" : "";
  redraw();
}
function step(by) {
  if (!Matches.length) return;
  Match = (Match + by + Matches.length) % Matches.length;
  element("found").textContent = `${Match + 1} of ${Matches.length}`;
  select(Matches[Match][1], true);
}
element("search").addEventListener("input", e => search(e.target.value));
element("search").addEventListener("keydown", e => {
  if (e.key === "Enter") step(e.shiftKey ? -1 : 1);
  if (e.key === "Escape") { search(""); Canvas.focus(); }
});
element("next").onclick = () => step(1);
element("previous").onclick = () => step(Match < 0 ? 0 : -1);

// Tables and the selection.
let Tab = "";
function openTab(name) {
  Tab = name;
  for (const each of element("tabs").children) each.classList.toggle("on", each.textContent === name);
  const table = Data.tables.find(each => each.title === name);
  if (table) return fillTable(table);
  element("pane").innerHTML = Selected >= 0 ? asHtml(describe(Selected))
    : '<span class="soft">Click on a bar. Wheel: zoom, drag: pan, Shift+wheel: scroll; w a s d, 0, / work, too.</span>';
  const links = Selected < 0 ? [] : Calls.has(Selected) ? [["its call", Calls.get(Selected)]]
    : (WorkOf.get(Selected) || []).slice(0, 20).map(work => [Data.names[place(work)[0].label[place(work)[1]]], work]);
  for (const [text, event] of links) {
    const link = document.createElement("a");
    link.textContent = "→ " + text;
    link.onclick = () => select(event, true);
    element("pane").append(link, document.createElement("br"));
  }
}
function fillTable(table) {
  const pane = element("pane"), formats = { time: formatTime, bytes: formatBytes, share: v => (100 * v).toFixed(1) + " %",
    rate: v => v ? v.toFixed(2) + " GB/s" : "", count: v => v || "" };
  pane.innerHTML = "<table><thead><tr></tr></thead><tbody></tbody></table>";
  const head = pane.querySelector("tr"), body = pane.querySelector("tbody");
  table.columns.forEach(([title, type], c) => {
    const cell = document.createElement("th");
    cell.textContent = title;
    cell.className = type;
    cell.onclick = () => {
      table.down = table.sorted === c ? !table.down : type !== "text";
      table.sorted = c;
      table.rows.sort((a, b) => (a[c] < b[c] ? -1 : a[c] > b[c] ? 1 : 0) * (table.down ? -1 : 1));
      fillTable(table);
    };
    head.append(cell);
  });
  for (const row of table.rows.slice(0, 2000)) {
    const line = document.createElement("tr");
    row.forEach((value, c) => {
      const cell = document.createElement("td"), type = table.columns[c][1];
      cell.textContent = formats[type] ? formats[type](value) : value;
      cell.className = type;
      line.append(cell);
    });
    line.onclick = () => { search(row[row.length - 1]); step(1); openTab(table.title); };
    body.append(line);
  }
}
for (const name of [...Data.tables.map(each => each.title), "Selection"]) {
  const tab = document.createElement("button");
  tab.textContent = name;
  tab.onclick = () => openTab(name);
  element("tabs").append(tab);
}
element("facts").textContent = `${formatTime(Data.length)}, ${Data.total} events` +
  (Data.total > EventCount ? `, the first ${EventCount} shown` : "");
openTab(Data.tables.length ? Data.tables[0].title : "Selection");
draw();
