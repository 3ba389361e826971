/* The legend: what the colours, patterns and circles mean, and how many units have each. */
(function (peta) {
  "use strict";

  const { element, shape, capital, fill, classFill } = peta;

  function legend(box, message) {
    box.replaceChildren(element("strong", "", message.layer.title), element("span", "dmp-arti", message.layer.meaning));
    if (message.circles) box.append(circleKey(message.circles));
    for (const line of message.classes) box.append(key(classFill(message, line.colour), line.label, line.count));
    for (const { label: words, count } of message.absent) {
      box.append(key(fill(message, { absent: words }), capital(words), count));
    }
    const { targets } = message.show;
    if (targets) box.append(key("none", targets.label, targets.count, "dmp-sasaran"));
    const missing = Object.keys(message.points).filter((code) => peta.inside(message, code)).length;
    if (missing) box.append(key("none", "Tanpa garis batas (titik)", missing, "dmp-titik"));
    if (message.sample) box.append(element("em", "", message.sample));
  }

  function key(colour, words, count, className = "") {
    const line = element("div", "dmp-baris");
    const svg = shape("svg", { width: 20, height: 14, "aria-hidden": "true" });
    const round = className === "dmp-titik";
    const mark = round ? { cx: 10, cy: 7, r: 5 } : { x: 1, y: 1, width: 18, height: 12, rx: 2 };
    svg.append(shape(round ? "circle" : "rect", { ...mark, fill: colour, class: className || "dmp-kotak-legenda" }));
    line.append(svg, element("span", "", words), element("b", "", String(count)));
    return line;
  }

  function circleKey({ sizes, colour }) {
    const svg = shape("svg", { width: 180, height: 2 * peta.LARGEST_CIRCLE + 18, "aria-hidden": "true" });
    const floor = 2 * peta.LARGEST_CIRCLE + 1;
    let left = 1;
    for (const { label: words, radius } of sizes) {
      const r = peta.LARGEST_CIRCLE * radius;
      const middle = left + Math.max(r, 16);
      left = middle + Math.max(r, 16) + 6;
      svg.append(shape("circle", { cx: middle, cy: floor - r, r, fill: colour, "fill-opacity": 0.72 }));
      const text = shape("text", { x: middle, y: floor + 13, "text-anchor": "middle" });
      text.textContent = words;
      svg.append(text);
    }
    return svg;
  }

  Object.assign(peta, { legend });
})((window.DampinganPeta = window.DampinganPeta || {}));
