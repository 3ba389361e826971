/* The map in the browser: draws outlines loaded once by address, and restyles them for each message from Python. */
(function (peta) {
  "use strict";

  const PANES = { unit: 400, target: 420, kecamatan: 430, circle: 440, chosen: 450, label: 620 };
  const groups = {};
  const boxes = {};
  const files = new Map();
  const { element, middle, label, listen } = peta;
  let base = null;

  Object.assign(peta, { start, draw, choose, toggle, groups, boxes, LARGEST_CIRCLE: 18, message: null, drawn: null });

  function start(map, colours) {
    Object.assign(peta, { map, colours });
    for (const [name, order] of Object.entries(PANES)) map.createPane(name).style.zIndex = order;
    map.getPane("label").style.pointerEvents = "none";
    for (const name of ["kecamatan", "target", "circle", "chosen", "names", "points"]) groups[name] = L.layerGroup();
    for (const [name, colour] of Object.entries(colours)) document.body.style.setProperty(`--peta-${name}`, colour);
    peta.patterns(colours);
    controls(map);
    peta.hover();
    map.on("zoomend", peta.showNames);
    map.on("moveend", peta.remember);
    map.scrollWheelZoom.disable(); // the wheel scrolls the page until the map is in use
    map.on("focus click", () => map.scrollWheelZoom.enable());
    map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  }

  function controls(map) {
    boxes.note = control("dmp-catatan-peta", "bottomright");
    L.control.zoom({ position: "bottomright", zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
    const button = element("a", "dmp-seluruh", "⌂");
    const told = { href: "#", title: "Seluruh kabupaten", role: "button", "aria-label": "Seluruh kabupaten" };
    for (const [name, value] of Object.entries(told)) button.setAttribute(name, value);
    L.DomEvent.on(button, "click", (event) => {
      L.DomEvent.preventDefault(event);
      if (peta.drawn) peta.whole();
    });
    control("leaflet-bar", "bottomright").append(button);
    boxes.legend = control("dmp-legenda-peta", "topleft");
    boxes.legend.setAttribute("role", "region");
    boxes.legend.setAttribute("aria-label", "Legenda peta");
    groups.scale = L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 });
  }

  function control(className, position) {
    const made = L.control({ position });
    const content = element("div", className);
    L.DomEvent.disableClickPropagation(content);
    L.DomEvent.disableScrollPropagation(content);
    made.onAdd = () => content;
    made.addTo(peta.map);
    return content;
  }

  // ---- outlines ----------------------------------------------------------------------------------------------

  async function draw(message) {
    draw.latest = message;
    try {
      const [units, kecamatan] = await Promise.all([load(message.geo.unit), load(message.geo.kecamatan), peta.sized()]);
      if (draw.latest !== message) return; // a later message has overtaken this one
      if (!peta.drawn || peta.drawn.address !== message.geo.unit) outline(message, units, kecamatan);
      message.units = named(message);
    } catch (error) {
      if (draw.latest === message) boxes.note.textContent = "Garis peta tidak dapat dimuat. Muat ulang halaman.";
      return;
    }
    peta.message = message;
    basemap(message.base);
    paint(message);
    peta.view(message);
    peta.showNames();
    Object.assign(document.body.dataset, { lapisan: message.layer.code, geometri: message.geo.code });
  }

  /* Units come as short lists in the order of their codes: class (below 0: why there is none), text, rank, unknown,
     target, radius. */
  function named(message) {
    const codes = [...peta.drawn.byCode.keys()].sort();
    if (codes.length !== message.units.length) throw new Error("outlines and figures differ");
    const units = {};
    message.units.forEach(([place, text, rank, unknown, target, radius], order) => {
      units[codes[order]] = {
        class: place,
        absent: place < 0 ? message.reasons[-place - 1] : "",
        text,
        rank: rank ? message.layer.rank.replace("#", rank) : "",
        unknown: unknown ? `Tidak diketahui ${unknown}` : "",
        target: Boolean(target),
        radius: (radius || 0) / 1000,
      };
    });
    return units;
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

  function outline({ geo, points }, units, kecamatan) {
    if (peta.drawn) peta.drawn.layer.remove();
    const byCode = new Map();
    const layer = L.geoJSON(units, {
      pane: "unit",
      smoothFactor: 0.3,
      style: { className: "dmp-unit", weight: 0.7 },
      onEachFeature: (feature, path) => {
        byCode.set(feature.properties.kode_desa, path);
        listen(path, feature.properties);
      },
    }).addTo(peta.map);
    const tiles = geo.code === "ubin";
    peta.drawn = { address: geo.unit, layer, byCode, bounds: layer.getBounds(), tiles, labels: new Map() };
    toggle(groups.scale, !tiles);
    borders(kecamatan);
    groups.names.clearLayers();
    for (const path of byCode.values()) {
      path.name = label(middle(path), path.feature.properties.nama, "dmp-nama-desa");
      groups.names.addLayer(path.name);
    }
    dots(points);
  }

  function borders(kecamatan) {
    groups.kecamatan.clearLayers().addTo(peta.map);
    const line = (weight, className) =>
      L.geoJSON(kecamatan, { pane: "kecamatan", interactive: false, style: { fill: false, weight, className } });
    groups.kecamatan.addLayer(line(3.4, "dmp-tepi-luar")).addLayer(line(1.3, "dmp-tepi"));
    for (const { properties } of kecamatan.features) {
      const name = label(L.latLng(properties.lat, properties.lon), properties.nama, "dmp-nama-kecamatan");
      peta.drawn.labels.set(properties.nama, name);
      groups.kecamatan.addLayer(name);
    }
  }

  /* Units without an outline stay visible, as points. */
  function dots(points) {
    groups.points.clearLayers().addTo(peta.map);
    for (const [code, [lat, lon, nama, kecamatan]] of Object.entries(points)) {
      const path = L.circleMarker([lat, lon], { pane: "circle", radius: 7, className: "dmp-unit dmp-titik" });
      path.feature = { type: "Feature", properties: { kode_desa: code, nama, kecamatan } };
      listen(path, path.feature.properties);
      peta.drawn.byCode.set(code, path);
      groups.points.addLayer(path);
    }
  }

  /* The only thing that may come from outside, and only where the administrator set an address. */
  function basemap(wanted) {
    const address = wanted ? wanted.address : "";
    if (base && base._url === address) return;
    if (base) base.remove();
    base = wanted ? L.tileLayer(address, { maxZoom: 19, opacity: 0.85 }).addTo(peta.map) : null;
  }

  // ---- colours -----------------------------------------------------------------------------------------------

  function paint(message) {
    for (const [code, path] of peta.drawn.byCode) {
      path.faded = !peta.inside(message, code);
      path.style = {
        fillColor: peta.fill(message, message.units[code]),
        fillOpacity: path.faded ? 0.22 : message.base ? 0.78 : 1,
        opacity: path.faded ? 0.4 : 1,
        weight: 0.7,
      };
      path.setStyle(path.style);
    }
    circles(message);
    targets(message);
    choose(message.selected);
    peta.legend(boxes.legend, message);
    boxes.note.textContent = [message.geo.note, message.base && message.base.credit].filter(Boolean).join(" · ");
  }

  function circles(message) {
    groups.circle.clearLayers().addTo(peta.map);
    const counted = [...peta.drawn.byCode].filter(([code]) => message.units[code].radius > 0);
    counted.sort(([a], [b]) => message.units[b].radius - message.units[a].radius);
    for (const [code, path] of counted) {
      const place = (!peta.drawn.tiles && message.centres[code]) || middle(path);
      const circle = L.circleMarker(place, {
        pane: "circle",
        className: "dmp-lingkaran",
        radius: peta.LARGEST_CIRCLE * message.units[code].radius,
        weight: 1,
        color: "#FFFFFF",
        fillColor: message.circles.colour,
        fillOpacity: path.faded ? 0.15 : 0.72,
        opacity: path.faded ? 0.3 : 0.9,
      });
      circle.feature = path.feature;
      listen(circle, path.feature.properties);
      groups.circle.addLayer(circle);
    }
  }

  function targets(message) {
    groups.target.clearLayers().addTo(peta.map);
    if (!message.show.targets) return;
    for (const [code, path] of peta.drawn.byCode) {
      if (message.units[code].target && !path.faded) {
        groups.target.addLayer(trace(path, { pane: "target", className: "dmp-sasaran" }));
      }
    }
  }

  function choose(code) {
    groups.chosen.clearLayers().addTo(peta.map);
    const path = peta.drawn.byCode.get(code);
    if (!path) return;
    groups.chosen.addLayer(trace(path, { pane: "chosen", weight: 7.5, className: "dmp-pilihan-luar" }));
    groups.chosen.addLayer(trace(path, { pane: "chosen", weight: 4, className: "dmp-pilihan" }));
  }

  function trace(path, options) {
    const line = { fill: false, interactive: false, ...options };
    return path.getLatLngs ? L.polygon(path.getLatLngs(), line) : L.circleMarker(path.getLatLng(), { radius: 7, ...line });
  }

  function toggle(layer, on) {
    if (on) layer.addTo(peta.map);
    else if (layer._map) layer.remove();
  }
})((window.DampinganPeta = window.DampinganPeta || {}));
