/* The map in the browser: draws outlines loaded once by address, and restyles them for each message from Python.
   Text from data is only ever set as text, never as HTML. */
(function () {
  "use strict";

  const STORE = "dampingan-peta";
  const NAMES_FROM_ZOOM = 11.25;
  const LARGEST_CIRCLE = 18;
  const INK = "#1B2A2E";
  const CHOSEN = "#12877B";
  const NEUTRAL = "#C9D3D5";

  let map = null;
  let told = null; // the last message
  let drawn = null; // the outlines on the map
  let focus = null; // the kecamatan that the view was last fitted to
  let shown = ""; // the desa that the view last moved to
  let base = null;
  let hover = null;
  const files = new Map();
  const groups = {};

  // ---- start -------------------------------------------------------------------------------------------------

  function start(created) {
    map = created;
    const panes = { unit: 400, target: 420, kecamatan: 430, circle: 440, chosen: 450, label: 620 };
    for (const [name, order] of Object.entries(panes)) map.createPane(name).style.zIndex = order;
    map.getPane("label").style.pointerEvents = "none";
    for (const name of ["kecamatan", "target", "circle", "chosen", "names", "points"]) groups[name] = L.layerGroup();
    patterns();
    controls();
    hover = element("div", "dmp-petunjuk");
    hover.setAttribute("role", "tooltip");
    map.getContainer().append(hover);
    map.on("zoomend", showNames);
    map.on("moveend", remember);
    map.scrollWheelZoom.disable(); // the wheel scrolls the page until the map is in use
    map.on("focus click", () => map.scrollWheelZoom.enable());
    map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  }

  function controls() {
    groups.scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 });
    const box = (name, position) => {
      const control = L.control({ position });
      const content = element("div", name);
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      control.onAdd = () => content;
      control.addTo(map);
      return content;
    };
    groups.note = box("dmp-catatan-peta", "bottomright");
    groups.legend = box("dmp-legenda-peta", "topleft");
    L.control.zoom({ position: "bottomright", zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
    const home = L.control({ position: "bottomright" });
    home.onAdd = () => {
      const bar = element("div", "leaflet-bar");
      const button = element("a", "dmp-seluruh", "⌂");
      button.href = "#";
      button.title = "Seluruh kabupaten";
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", button.title);
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.preventDefault(event);
        if (drawn) fit(drawn.bounds, true);
      });
      bar.append(button);
      return bar;
    };
    home.addTo(map);
    groups.legend.setAttribute("role", "region");
    groups.legend.setAttribute("aria-label", "Legenda peta");
  }

  /* Fills that differ by more than their colour: merah is hatched, and so is "tidak ada data". */
  function patterns() {
    const svg = shape("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
    svg.append(
      hatch("dmp-pola-merah", 7, () => [
        shape("rect", { width: 7, height: 7, fill: "#B3261E" }),
        shape("path", { d: "M0 7 7 0", stroke: "#FFFFFF", "stroke-opacity": 0.55, "stroke-width": 1.1 }),
      ]),
      hatch("dmp-pola-kosong", 6, () => [
        shape("rect", { width: 6, height: 6, class: "dmp-dasar-kosong" }),
        shape("path", { d: "M0 6 6 0", stroke: "#8A9499", "stroke-width": 1.2 }),
      ]),
      hatch("dmp-pola-tidak-berlaku", 6, () => [
        shape("rect", { width: 6, height: 6, class: "dmp-dasar-kosong" }),
        shape("circle", { cx: 3, cy: 3, r: 1, fill: "#8A9499" }),
      ])
    );
    document.body.append(svg);
  }

  function hatch(id, size, fill) {
    const pattern = shape("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" });
    pattern.append(...fill());
    return pattern;
  }

  // ---- one message -------------------------------------------------------------------------------------------

  async function draw(packed) {
    const message = unpack(packed);
    told = message;
    try {
      const [units, kecamatan] = await Promise.all([load(message.geo.unit), load(message.geo.kecamatan)]);
      if (told !== message) return; // a later message has overtaken this one
      if (!drawn || drawn.address !== message.geo.unit) outline(message.geo, units, kecamatan);
    } catch (error) {
      if (told === message) groups.note.textContent = "Garis peta tidak dapat dimuat. Muat ulang halaman.";
      return;
    }
    basemap(message.base);
    points(message.points);
    paint(message);
    view(message);
    document.body.dataset.lapisan = message.layer.code;
    document.body.dataset.geometri = message.geo.code;
  }

  /* Units come as short lists: class (or the reason of its absence, below 0), text, rank, unknown, target, radius. */
  function unpack(packed) {
    const units = {};
    for (const [code, [place, text, rank, unknown, target, radius]] of Object.entries(packed.units)) {
      units[code] = {
        class: place,
        absent: place < 0 ? packed.reasons[-place - 1] : "",
        text,
        rank: rank ? packed.layer.rank.replace("#", rank) : "",
        unknown: unknown ? `Tidak diketahui ${unknown}` : "",
        target: Boolean(target),
        radius: (radius || 0) / 1000,
      };
    }
    return { ...packed, units };
  }

  function load(address) {
    if (!files.has(address)) {
      const wanted = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      });
      wanted.catch(() => files.delete(address));
      files.set(address, wanted);
    }
    return files.get(address);
  }

  function outline(geo, units, kecamatan) {
    if (drawn) map.removeLayer(drawn.layer);
    const byCode = new Map();
    const layer = L.geoJSON(units, {
      pane: "unit",
      smoothFactor: 0.3,
      style: { className: "dmp-unit", weight: 0.7 },
      onEachFeature: (feature, path) => {
        byCode.set(feature.properties.kode_desa, path);
        listen(path, feature.properties);
      },
    }).addTo(map);
    drawn = { address: geo.unit, layer, byCode, bounds: layer.getBounds(), tiles: geo.code === "ubin" };
    borders(kecamatan);
    names();
  }

  function borders(kecamatan) {
    groups.kecamatan.clearLayers();
    const line = (weight, className) =>
      L.geoJSON(kecamatan, { pane: "kecamatan", interactive: false, style: { fill: false, weight, className } });
    groups.kecamatan.addLayer(line(3.4, "dmp-tepi-luar")).addLayer(line(1.3, "dmp-tepi"));
    drawn.labels = new Map();
    for (const { properties } of kecamatan.features) {
      const name = label(L.latLng(properties.lat, properties.lon), properties.nama, "dmp-nama-kecamatan");
      drawn.labels.set(properties.nama, name);
      groups.kecamatan.addLayer(name);
    }
  }

  function names() {
    groups.names.clearLayers();
    for (const path of drawn.byCode.values()) {
      path.name = label(middle(path), path.feature.properties.nama, "dmp-nama-desa");
      groups.names.addLayer(path.name);
    }
  }

  /* The middle of the largest part. */
  function middle(path) {
    if (path.getLatLng) return path.getLatLng();
    const parts = path.getLatLngs().map((part) => (Array.isArray(part[0]) ? part[0] : part));
    const extent = (ring) => {
      const bounds = L.latLngBounds(ring);
      return (bounds.getNorth() - bounds.getSouth()) * (bounds.getEast() - bounds.getWest());
    };
    return L.PolyUtil.polygonCenter(parts.reduce((a, b) => (extent(b) > extent(a) ? b : a)), map.options.crs);
  }

  function label(place, words, className) {
    const icon = L.divIcon({ className, html: element("span", "", words), iconSize: [0, 0] });
    return L.marker(place, { icon, pane: "label", interactive: false, keyboard: false });
  }

  /* Units without an outline stay visible, as points. */
  function points(given) {
    const key = JSON.stringify(given);
    if (drawn.points === key) return;
    drawn.points = key;
    for (const path of groups.points.getLayers()) drawn.byCode.delete(path.feature.properties.kode_desa);
    groups.points.clearLayers();
    for (const [code, [lat, lon, nama, kecamatan]] of Object.entries(given)) {
      const path = L.circleMarker([lat, lon], { pane: "circle", radius: 7, className: "dmp-unit dmp-titik" });
      path.feature = { type: "Feature", properties: { kode_desa: code, nama, kecamatan } };
      listen(path, path.feature.properties);
      drawn.byCode.set(code, path);
      groups.points.addLayer(path);
    }
    groups.points.addTo(map);
  }

  // ---- colours -----------------------------------------------------------------------------------------------

  function paint(message) {
    const inside = new Set(message.filter);
    for (const [code, path] of drawn.byCode) {
      path.faded = inside.size > 0 && !inside.has(path.feature.properties.kecamatan);
      path.style = style(message, message.units[code], path.faded);
      path.setStyle(path.style);
    }
    toggle(groups.kecamatan, true);
    for (const [name, marker] of drawn.labels) marker.setOpacity(inside.size && !inside.has(name) ? 0.35 : 1);
    circles(message);
    targets(message);
    choose(message.selected);
    showNames();
    legend(message);
    groups.note.textContent = [message.geo.note, message.base && message.base.credit].filter(Boolean).join(" · ");
    if (drawn.tiles) groups.scale.remove();
    else groups.scale.addTo(map);
  }

  function style(message, unit, faded) {
    const fillOpacity = faded ? 0.22 : message.base ? 0.78 : 1;
    return { fillColor: fill(message, unit), fillOpacity, weight: 0.7, opacity: faded ? 0.4 : 1 };
  }

  function fill(message, unit) {
    if (!unit || unit.absent) {
      return unit && unit.absent === "tidak berlaku" ? "url(#dmp-pola-tidak-berlaku)" : "url(#dmp-pola-kosong)";
    }
    if (message.layer.form === "lingkaran") return NEUTRAL;
    return classFill(message, message.classes[unit.class].colour);
  }

  function classFill(message, colour) {
    return message.layer.form === "kelas" && colour === "#B3261E" ? "url(#dmp-pola-merah)" : colour;
  }

  function circles(message) {
    groups.circle.clearLayers();
    toggle(groups.circle, message.layer.form === "lingkaran");
    if (message.layer.form !== "lingkaran") return;
    const counted = [...drawn.byCode].filter(([code]) => message.units[code] && message.units[code].radius > 0);
    counted.sort(([a], [b]) => message.units[b].radius - message.units[a].radius);
    for (const [code, path] of counted) {
      const place = (!drawn.tiles && message.centres[code]) || middle(path);
      const circle = L.circleMarker(place, {
        pane: "circle", radius: LARGEST_CIRCLE * message.units[code].radius, weight: 1, color: "#FFFFFF",
        fillColor: message.circles.colour, fillOpacity: path.faded ? 0.15 : 0.72, opacity: path.faded ? 0.3 : 0.9,
        className: "dmp-lingkaran",
      });
      circle.feature = path.feature;
      listen(circle, path.feature.properties);
      groups.circle.addLayer(circle);
    }
  }

  function targets(message) {
    groups.target.clearLayers();
    toggle(groups.target, message.show.targets);
    if (!message.show.targets) return;
    for (const [code, path] of drawn.byCode) {
      if (!message.units[code] || !message.units[code].target || path.faded) continue;
      groups.target.addLayer(trace(path, { pane: "target", className: "dmp-sasaran" }));
    }
  }

  function choose(code) {
    groups.chosen.clearLayers().addTo(map);
    const path = drawn.byCode.get(code);
    if (!path) return;
    groups.chosen.addLayer(trace(path, { pane: "chosen", weight: 7.5, className: "dmp-pilihan-luar" }));
    groups.chosen.addLayer(trace(path, { pane: "chosen", weight: 4, color: CHOSEN, className: "dmp-pilihan" }));
  }

  function trace(path, options) {
    const line = { fill: false, interactive: false, ...options };
    return path.getLatLngs ? L.polygon(path.getLatLngs(), line) : L.circleMarker(path.getLatLng(), { radius: 7, ...line });
  }

  function toggle(group, on) {
    if (on) group.addTo(map);
    else group.remove();
  }

  function showNames() {
    if (!told) return;
    const near = map.getZoom() >= NAMES_FROM_ZOOM;
    map.getContainer().classList.toggle("dmp-dekat", near);
    map.getContainer().classList.toggle("dmp-tanpa-nama", !told.show.names);
    toggle(groups.names, near && told.show.names);
    if (!told.show.names) return;
    const shown = near ? [...drawn.byCode.values()].map((path) => !path.faded && path.name) : [...drawn.labels.values()];
    declutter(shown.filter(Boolean).map((marker) => marker.getElement().firstChild));
    if (near) for (const path of drawn.byCode.values()) if (path.name) path.name.setOpacity(path.faded ? 0 : 1);
  }

  /* Moves a name off those already placed, a line up or down; hides it where that does not help. */
  function declutter(labels) {
    const taken = [];
    for (const text of labels) text.style.cssText = "";
    const boxes = labels.map((text) => text.getBoundingClientRect());
    labels.forEach((text, place) => {
      const { left, right, top, bottom } = boxes[place];
      const free = [0, 13, -13, 25, -25].find((shift) =>
        taken.every((box) => right < box.left || left > box.right || bottom + shift < box.top || top + shift > box.bottom)
      );
      if (free === undefined) text.style.visibility = "hidden";
      else {
        text.style.marginTop = `${free}px`;
        taken.push({ left, right, top: top + free, bottom: bottom + free });
      }
    });
  }

  // ---- place and zoom ----------------------------------------------------------------------------------------

  function view(message) {
    const key = message.filter.join("|");
    if (focus === null) {
      const kept = recall();
      if (kept && kept.focus === key) map.setView([kept.lat, kept.lng], kept.zoom, { animate: false });
      else fit(extent(message), false);
    } else if (key !== focus) {
      fit(extent(message), true);
    } else {
      const path = message.selected !== shown && drawn.byCode.get(message.selected);
      if (path && !map.getBounds().contains(middle(path))) map.panTo(middle(path));
    }
    focus = key;
    shown = message.selected;
    remember();
  }

  function extent(message) {
    const inside = new Set(message.filter);
    const bounds = L.latLngBounds([]);
    for (const path of drawn.byCode.values()) {
      if (!inside.size || inside.has(path.feature.properties.kecamatan)) {
        bounds.extend(path.getBounds ? path.getBounds() : path.getLatLng());
      }
    }
    return bounds.isValid() ? bounds : drawn.bounds;
  }

  /* The kabupaten lies from southwest to northeast and leaves the legend's corner free; a part of it does not. */
  function fit(bounds, animate) {
    const width = map.getSize().x;
    const whole = bounds.equals(drawn.bounds);
    const left = whole || width < 560 ? Math.min(110, Math.max(10, 630 - width)) : groups.legend.offsetWidth + 20;
    map.fitBounds(bounds, { animate, paddingTopLeft: [left, 10], paddingBottomRight: [whole ? 10 : 50, 10] });
  }

  function remember() {
    if (focus === null) return;
    const { lat, lng } = map.getCenter();
    try {
      sessionStorage.setItem(STORE, JSON.stringify({ lat, lng, zoom: map.getZoom(), focus }));
    } catch (error) {
      // Without storage the view lasts as long as the page.
    }
  }

  function recall() {
    try {
      return JSON.parse(sessionStorage.getItem(STORE));
    } catch (error) {
      return null;
    }
  }

  /* The only thing that may come from outside, and only where the administrator set an address. */
  function basemap(wanted) {
    const address = wanted ? wanted.address : "";
    if (base && base._url === address) return;
    if (base) base.remove();
    base = wanted ? L.tileLayer(address, { maxZoom: 19, opacity: 0.85 }).addTo(map) : null;
  }

  // ---- click and hover ---------------------------------------------------------------------------------------

  function listen(path, properties) {
    // streamlit-folium reports what toGeoJSON returns: the code is enough, the outline stays here.
    path.toGeoJSON = () => clicked(properties.kode_desa);
    path.on("click", () => select(properties.kode_desa));
    path.on("mouseover", (event) => {
      hover.replaceChildren(...tip(properties));
      point(event);
      if (path.style) path.setStyle({ weight: 2.4 });
    });
    path.on("mousemove", point);
    path.on("mouseout", () => {
      hover.replaceChildren();
      if (path.style) path.setStyle({ weight: path.style.weight });
    });
  }

  /* Beside the pointer, over the legend too, and never cut off by the frame's edge. */
  function point(event) {
    const at = map.latLngToContainerPoint(event.latlng);
    const size = map.getSize();
    const left = at.x + 16 + hover.offsetWidth < size.x ? at.x + 16 : at.x - 16 - hover.offsetWidth;
    const top = Math.min(Math.max(at.y - hover.offsetHeight / 2, 4), size.y - hover.offsetHeight - 4);
    hover.style.transform = `translate(${Math.max(left, 4)}px, ${top}px)`;
  }

  let last = null;

  function clicked(code) {
    return last && last.properties.kode_desa === code ? last : { type: "Feature", geometry: null, properties: { kode_desa: code } };
  }

  /* Outlines at once, and tells Python at once: streamlit-folium itself would wait 250 ms, and would keep silent
     about a second click on the same desa, hence the time. */
  function select(code) {
    choose(code);
    shown = code;
    last = { type: "Feature", geometry: null, properties: { kode_desa: code, waktu: Date.now() } };
    const data = { last_active_drawing: last };
    window.__GLOBAL_DATA__.last_active_drawing = last;
    window.__GLOBAL_DATA__.previous_data = data;
    window.Streamlit.setComponentValue(data);
  }

  function tip(properties) {
    const unit = told.units[properties.kode_desa];
    return [
      element("strong", "", properties.nama),
      element("span", "dmp-kec", `Kec. ${properties.kecamatan}`),
      element("span", "dmp-nilai", `${told.layer.title}: ${unit ? unit.text : "tidak ada data"}`),
      unit && unit.rank && element("span", "", unit.rank),
      unit && unit.unknown && element("span", "", unit.unknown),
      unit && unit.target && told.show.targets && element("span", "", told.show.targets.label),
      told.points[properties.kode_desa] && element("span", "", "Belum ada garis batasnya"),
    ].filter(Boolean);
  }

  // ---- legend ------------------------------------------------------------------------------------------------

  function legend(message) {
    const box = groups.legend;
    box.replaceChildren(element("strong", "", message.layer.title), element("span", "dmp-arti", message.layer.meaning));
    if (message.circles) box.append(circleKey(message.circles));
    for (const line of message.classes) box.append(key(classFill(message, line.colour), line.label, line.count));
    for (const { label: words, count } of message.absent) {
      box.append(key(fill(message, { absent: words }), capital(words), count));
    }
    if (message.show.targets) box.append(key("none", message.show.targets.label, message.show.targets.count, "dmp-sasaran"));
    const missing = Object.keys(message.points).length;
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
    const svg = shape("svg", { width: 180, height: 2 * LARGEST_CIRCLE + 18, "aria-hidden": "true" });
    const floor = 2 * LARGEST_CIRCLE + 1;
    let left = 1;
    for (const { label: words, radius } of sizes) {
      const r = LARGEST_CIRCLE * radius;
      const middle = left + Math.max(r, 16);
      left = middle + Math.max(r, 16) + 6;
      svg.append(shape("circle", { cx: middle, cy: floor - r, r, fill: colour, "fill-opacity": 0.72 }));
      const text = shape("text", { x: middle, y: floor + 13, "text-anchor": "middle" });
      text.textContent = words;
      svg.append(text);
    }
    return svg;
  }

  // ---- small helpers -----------------------------------------------------------------------------------------

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

  window.DampinganPeta = { start, draw };
})();
