"use strict";
// Draws the tracks on one canvas. Each track keeps its events in typed arrays, sorted by their begin; what is too narrow to be
// seen by itself is drawn once for all of its pixel.
const Data = JSON.parse(document.getElementById("data").textContent);
const Canvas = document.getElementById("picture"), Draw = Canvas.getContext("2d");
const LabelWidth = 210, RowHeight = 18, RulerHeight = 24, TrackGap = 6, GraphHeight = 34;
const Fields = 6;
const element = id => document.getElementById(id);
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function formatTime(ns) {
  const units = [["s", 1e9], ["ms", 1e6], ["\u00b5s", 1e3]];
  for (const [unit, size] of units)
    if (ns >= size) return (ns / size).toFixed(3) + " " + unit;
  return Math.round(ns) + " ns";
}
// Without the zeros that a fraction ends with: what stands along the ruler.
function formatTick(ns) { return formatTime(ns).replace(/(\.\d*?)0+ /, "$1 ").replace(". ", " "); }
function formatBytes(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= 999.95 && unit < units.length - 1) { bytes /= 1000; ++unit; }
  return (unit ? bytes.toFixed(bytes < 10 ? 2 : 1) : bytes) + " " + units[unit];
}

// Tracks from the data: flat numbers with differences of begins.
const Tracks = [];
let EventCount = 0;
for (const process of Data.processes) {
  Tracks.push({ head: process.name, height: RowHeight + 4 });
  for (const level of process.memory)
    Tracks.push({ name: "memory, device " + level.device, points: level.points, height: GraphHeight,
                  most: Math.max(1, ...level.points.filter((_, i) => i % 2)) });
  for (const source of process.tracks) {
    const count = source.events.length / Fields;
    const track = { name: source.name, rows: source.rows, height: source.rows * RowHeight, first: EventCount, count,
      begin: new Float64Array(count), duration: new Float64Array(count), label: new Uint32Array(count),
      row: new Uint16Array(count), kind: new Uint8Array(count), detail: new Uint32Array(count), longest: 0 };
    let time = 0;
    for (let i = 0; i < count; ++i) {
      const at = i * Fields;
      time += source.events[at];
      track.begin[i] = time;
      track.duration[i] = source.events[at + 1];
      track.label[i] = source.events[at + 2];
      track.row[i] = source.events[at + 3];
      track.kind[i] = source.events[at + 4];
      track.detail[i] = source.events[at + 5];
      track.longest = Math.max(track.longest, track.duration[i]);
    }
    EventCount += count;
    Tracks.push(track);
  }
}
const Calls = new Map(Data.calls.map((call, i) => [i, call]).filter(([, call]) => call >= 0));
const WorkOf = new Map();
for (const [work, call] of Calls)
  WorkOf.has(call) ? WorkOf.get(call).push(work) : WorkOf.set(call, [work]);

let Left = 0, Right = Math.max(Data.length, 1), Scroll = 0, Selected = -1, Hovered = -1, Matches = [], Match = -1, Found = null;

function place(event) {
  for (const track of Tracks)
    if (track.begin && event >= track.first && event < track.first + track.count) return [track, event - track.first];
  return null;
}

function colour(track, i) {
  const own = Data.colours[track.first + i];
  if (own) return own;
  const kind = Data.kinds[track.kind[i] >> 1], dark = isDark();
  const light = dark ? 38 : 74;
  if (kind === "kernel" || kind === "nvtx") {
    let hash = 7;
    for (const c of Data.names[track.label[i]]) hash = (hash * 31 + c.codePointAt(0)) >>> 0;
    return kind === "kernel" ? `hsl(${190 + hash % 90} 62% ${light}%)` : `hsl(${275 + hash % 60} 45% ${light}%)`;
  }
  const hues = { copy: 28, fill: 48, host: 350, graph: 160, call: 0, event: 0 };
  return kind === "call" || kind === "event" ? `hsl(215 12% ${dark ? 34 : 80}%)` : `hsl(${hues[kind] ?? 0} 65% ${light}%)`;
}
function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

const scale = () => (Canvas.clientWidth - LabelWidth) / (Right - Left);
const toX = time => LabelWidth + (time - Left) * scale();
const toTime = x => Left + (x - LabelWidth) / scale();

// The first event that may reach into the visible part.
function firstVisible(track) {
  const wanted = Left - track.longest;
  let low = 0, high = track.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    track.begin[middle] < wanted ? low = middle + 1 : high = middle;
  }
  return low;
}

function drawRuler(width, colours) {
  Draw.fillStyle = colours.panel;
  Draw.fillRect(0, 0, width, RulerHeight);
  const target = (Right - Left) / Math.max(2, (width - LabelWidth) / 110);
  const power = 10 ** Math.floor(Math.log10(target));
  const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= target);
  Draw.font = "11px system-ui, sans-serif";
  for (let time = Math.ceil(Left / step) * step; time <= Right; time += step) {
    const x = toX(time);
    if (x < LabelWidth - 1) continue;
    Draw.fillStyle = colours.line;
    Draw.fillRect(x, 0, 1, Canvas.clientHeight);
    Draw.fillStyle = colours.soft;
    Draw.fillText(formatTick(time), x + 4, 16);
  }
}

function drawTrack(track, top, width, colours) {
  const perNs = scale(), lastDrawn = new Float64Array(track.rows).fill(-1);
  Draw.font = "11px system-ui, sans-serif";
  for (let i = firstVisible(track); i < track.count && track.begin[i] <= Right; ++i) {
    const end = track.begin[i] + track.duration[i];
    if (end < Left) continue;
    const row = track.row[i], x = Math.max(toX(track.begin[i]), LabelWidth);
    const right = Math.min(toX(end), width), y = top + row * RowHeight, event = track.first + i;
    const matters = event === Selected || event === Hovered || (Found && Found.has(track.label[i]));
    if (right <= lastDrawn[row] && !matters) continue;
    const wide = Math.max(right - x, 1);
    Draw.globalAlpha = Found && !Found.has(track.label[i]) ? 0.25 : 1;
    Draw.fillStyle = colour(track, i);
    Draw.fillRect(x, y + 1, wide > 3 ? wide - 0.5 : wide, RowHeight - 2);
    if (track.kind[i] & 1) { // not over
      Draw.fillStyle = colours.mark;
      Draw.fillRect(right - 3, y + 1, 3, RowHeight - 2);
    }
    lastDrawn[row] = Math.max(lastDrawn[row], x + Math.max(wide, 1));
    if (wide > 26) {
      Draw.save();
      Draw.beginPath();
      Draw.rect(x, y, wide - 2, RowHeight);
      Draw.clip();
      Draw.fillStyle = colours.barText;
      Draw.fillText(Data.names[track.label[i]], x + 4, y + 13);
      Draw.restore();
    }
    Draw.globalAlpha = 1;
    if (event === Selected || event === Hovered) {
      Draw.strokeStyle = colours.mark;
      Draw.lineWidth = event === Selected ? 2 : 1;
      Draw.strokeRect(x + 0.5, y + 1.5, Math.max(wide - 1, 2), RowHeight - 3);
    }
  }
}

function drawMemory(track, top, width, colours) {
  Draw.fillStyle = colours.link + "55";
  const y = bytes => top + GraphHeight - 2 - (GraphHeight - 4) * bytes / track.most;
  for (let i = 0; i < track.points.length; i += 2) {
    const x = Math.max(toX(track.points[i]), LabelWidth);
    const right = Math.min(toX(i + 2 < track.points.length ? track.points[i + 2] : Data.length), width);
    if (right > x) Draw.fillRect(x, y(track.points[i + 1]), Math.max(right - x, 0.5), top + GraphHeight - 2 - y(track.points[i + 1]));
  }
}

function draw() {
  const width = Canvas.clientWidth, height = Canvas.clientHeight, density = devicePixelRatio || 1;
  if (Canvas.width !== Math.round(width * density) || Canvas.height !== Math.round(height * density)) {
    Canvas.width = Math.round(width * density);
    Canvas.height = Math.round(height * density);
  }
  Draw.setTransform(density, 0, 0, density, 0, 0);
  const colours = { back: style("--back"), panel: style("--panel"), line: style("--line"), text: style("--text"),
    soft: style("--soft"), mark: style("--mark"), link: style("--link"), stripe: style("--stripe"), barText: style("--bar-text") };
  Draw.fillStyle = colours.back;
  Draw.fillRect(0, 0, width, height);
  drawRuler(width, colours);
  Draw.save();
  Draw.beginPath();
  Draw.rect(0, RulerHeight, width, height - RulerHeight);
  Draw.clip();
  let top = RulerHeight + TrackGap - Scroll;
  for (const track of Tracks) {
    track.top = top;
    if (top + track.height > RulerHeight && top < height) {
      if (track.points) drawMemory(track, top, width, colours);
      else if (track.begin) drawTrack(track, top, width, colours);
      Draw.fillStyle = track.head ? colours.panel : colours.back;
      Draw.fillRect(0, top, track.head ? width : LabelWidth - 4, track.height);
      Draw.fillStyle = track.head ? colours.text : colours.soft;
      Draw.font = (track.head ? "600 " : "") + "12px system-ui, sans-serif";
      Draw.save();
      Draw.beginPath();
      Draw.rect(0, top, track.head ? width : LabelWidth - 8, track.height);
      Draw.clip();
      Draw.fillText(track.head || track.name, 8, top + 13);
      if (track.points) Draw.fillText("up to " + formatBytes(track.most), 8, top + 28);
      Draw.restore();
      Draw.fillStyle = colours.line;
      Draw.fillRect(0, top + track.height + TrackGap / 2, width, 0.5);
    }
    top += track.height + TrackGap;
  }
  drawLinks(colours);
  Draw.restore();
}

// From the selected call to its work, or the other way round.
function drawLinks(colours) {
  if (Selected < 0) return;
  const pairs = (WorkOf.get(Selected) || []).slice(0, 200).map(work => [Selected, work]);
  if (Calls.has(Selected)) pairs.push([Calls.get(Selected), Selected]);
  Draw.strokeStyle = colours.mark;
  Draw.lineWidth = 1;
  for (const [from, to] of pairs) {
    const a = place(from), b = place(to);
    if (!a || !b) continue;
    const x1 = toX(a[0].begin[a[1]]), y1 = a[0].top + a[0].row[a[1]] * RowHeight + RowHeight / 2;
    const x2 = toX(b[0].begin[b[1]]), y2 = b[0].top + b[0].row[b[1]] * RowHeight + RowHeight / 2;
    Draw.beginPath();
    Draw.moveTo(x1, y1);
    Draw.bezierCurveTo(x1 + 30, y1, x2 - 30, y2, x2, y2);
    Draw.stroke();
  }
}

let Waiting = false;
function redraw() {
  if (Waiting) return;
  Waiting = true;
  requestAnimationFrame(() => { Waiting = false; draw(); });
}

function show(left, right) {
  const least = 50, most = Math.max(Data.length, 1) * 1.02;
  let span = Math.min(Math.max(right - left, least), most);
  left = Math.min(Math.max(left, -0.01 * most), most - span);
  Left = left;
  Right = left + span;
  redraw();
}
function zoom(factor, around) { show(around - (around - Left) * factor, around + (Right - around) * factor); }
function scrollTo(value) {
  const total = Tracks.reduce((sum, track) => sum + track.height + TrackGap, 2 * TrackGap);
  Scroll = Math.max(0, Math.min(value, total - Canvas.clientHeight + RulerHeight));
  redraw();
}

function eventAt(x, y) {
  if (x < LabelWidth || y < RulerHeight) return -1;
  const track = Tracks.find(each => each.begin && y >= each.top && y < each.top + each.height);
  if (!track) return -1;
  const row = Math.floor((y - track.top) / RowHeight), slack = 2 / scale(), time = toTime(x);
  let best = -1;
  for (let i = firstVisible(track); i < track.count && track.begin[i] <= time + slack; ++i)
    if (track.row[i] === row && track.begin[i] + track.duration[i] >= time - slack) best = track.first + i;
  return best;
}
