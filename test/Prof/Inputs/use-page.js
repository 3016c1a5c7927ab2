// Uses the page as a person does, and puts what came of it into the title.
draw();
search("first");
const found = Matches.length;
step(1);
const call = Calls.get(Selected);
select(call, true);
const [track, at] = place(WorkOf.get(call)[0]);
const pixels = Draw.getImageData(0, 0, Canvas.width, Canvas.height).data;
const colours = new Set();
for (let i = 0; i < pixels.length; i += 4) colours.add((pixels[i] << 16) + (pixels[i + 1] << 8) + pixels[i + 2]);
const before = Right - Left;
Canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: -300, cancelable: true }));
openTab("Kernels");
document.querySelectorAll("th")[5].click(); // by count, the most first
document.querySelectorAll("th")[5].click();
const sorted = document.querySelector("tbody td:last-child").textContent;
const tip = describe(WorkOf.get(call)[0])[1].flat().join(" ");
const ticks = [0, 200, 5000, 1500000].map(formatTick).join(" | ");
document.title = `found ${found}, work ${Data.names[track.label[at]]}, drawn ${colours.size > 8}, ` +
  `narrower ${Right - Left < before}, sorted ${sorted}, tip ${tip}, ticks ${ticks}`;
