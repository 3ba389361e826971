/* Small parts: elements whose text is only ever text, patterns, and the fill of a unit. */
(function (peta) {
  "use strict";

  function element(tag, className, words = "") {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.textContent = words;
    return made;
  }

  function shape(tag, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function capital(words) {
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  /* Fills that differ by more than their colour: merah is hatched, and so is "tidak ada data". */
  function patterns(colours) {
    const svg = shape("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
    svg.append(
      hatch("dmp-pola-merah", 7, [
        shape("rect", { width: 7, height: 7, fill: colours.merah }),
        shape("path", { d: "M0 7 7 0", stroke: "#FFFFFF", "stroke-opacity": 0.55, "stroke-width": 1.1 }),
      ]),
      hatch("dmp-pola-kosong", 6, [
        shape("rect", { width: 6, height: 6, class: "dmp-dasar-kosong" }),
        shape("path", { d: "M0 6 6 0", stroke: colours.kosong, "stroke-width": 1.2 }),
      ]),
      hatch("dmp-pola-tidak-berlaku", 6, [
        shape("rect", { width: 6, height: 6, class: "dmp-dasar-kosong" }),
        shape("circle", { cx: 3, cy: 3, r: 1, fill: colours.kosong }),
      ])
    );
    document.body.append(svg);
  }

  function hatch(id, size, marks) {
    const pattern = shape("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" });
    pattern.append(...marks);
    return pattern;
  }

  /* The middle of the largest part. */
  function middle(path) {
    if (path.getLatLng) return path.getLatLng();
    const parts = path.getLatLngs().map((part) => (Array.isArray(part[0]) ? part[0] : part));
    const extent = (ring) => {
      const bounds = L.latLngBounds(ring);
      return (bounds.getNorth() - bounds.getSouth()) * (bounds.getEast() - bounds.getWest());
    };
    return L.PolyUtil.polygonCenter(parts.reduce((a, b) => (extent(b) > extent(a) ? b : a)), L.CRS.EPSG3857);
  }

  function fill(message, unit) {
    if (!unit || unit.absent) {
      return unit && unit.absent === "tidak berlaku" ? "url(#dmp-pola-tidak-berlaku)" : "url(#dmp-pola-kosong)";
    }
    if (message.layer.form === "lingkaran") return peta.colours.netral;
    return classFill(message, message.classes[unit.class].colour);
  }

  function classFill(message, colour) {
    return message.layer.form === "kelas" && colour === peta.colours.merah ? "url(#dmp-pola-merah)" : colour;
  }

  /* Whether a unit is within the filter. */
  function inside(message, code) {
    return !message.filter || message.filter.includes(code);
  }

  Object.assign(peta, { element, shape, capital, patterns, middle, fill, classFill, inside });
})((window.DampinganPeta = window.DampinganPeta || {}));
