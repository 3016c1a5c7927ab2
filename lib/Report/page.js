"use strict";
// Each list with filters shows the rows that have all words and the chosen values; without this script, all.
for (const form of document.querySelectorAll(".filters")) {
  const rows = [...document.getElementById(form.dataset.list).children ];
  const text = form.querySelector("input"), choices = [...form.querySelectorAll("select") ],
        count = form.querySelector("output");
  const apply = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const has = row.dataset.text;
      row.hidden = !(words.every((word) => has.includes(word)) &&
                     choices.every((choice) => !choice.value ||
                                               row.dataset[choice.name].split(" ").includes(choice.value)));
      shown += !row.hidden;
    }
    count.textContent = shown + " of " + rows.length;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
