/* Names: of kecamatan from afar, of desa from near; none covers another. */
(function (peta) {
  "use strict";

  const NAMES_FROM_ZOOM = 11.25;
  const SHIFTS = [0, 13, -13, 25, -25];
  const { element } = peta;

  function label(place, words, className) {
    const icon = L.divIcon({ className, html: element("span", "", words), iconSize: [0, 0] });
    return L.marker(place, { icon, pane: "label", interactive: false, keyboard: false });
  }

  function showNames() {
    const { map, message, drawn, groups } = peta;
    if (!message || !drawn) return;
    const near = map.getZoom() >= NAMES_FROM_ZOOM;
    map.getContainer().classList.toggle("dmp-dekat", near);
    map.getContainer().classList.toggle("dmp-tanpa-nama", !message.show.names);
    peta.toggle(groups.names, near && message.show.names);
    if (!message.show.names) return;
    const lively = new Set(
      [...drawn.byCode.values()].filter((path) => !path.faded).map((path) => path.feature.properties.kecamatan)
    );
    const faded = (name) => !lively.has(name);
    if (near) {
      const paths = [...drawn.byCode.values()].filter((path) => path.name);
      for (const path of paths) path.name.setOpacity(path.faded ? 0 : 1);
      declutter(paths.filter((path) => !path.faded).map((path) => path.name));
    } else {
      for (const [name, marker] of drawn.labels) marker.setOpacity(faded(name) ? 0.35 : 1);
      const ordered = [...drawn.labels].sort(([a], [b]) => faded(a) - faded(b));
      declutter(ordered.map(([, marker]) => marker));
    }
  }

  /* Moves a name off those already placed, a line up or down; hides it where that does not help. */
  function declutter(markers) {
    const texts = markers.map((marker) => marker.getElement().firstChild);
    for (const text of texts) text.style.cssText = "";
    const boxes = texts.map((text) => text.getBoundingClientRect());
    const taken = [];
    texts.forEach((text, place) => {
      const { left, right, top, bottom } = boxes[place];
      const apart = (shift, box) =>
        right < box.left || left > box.right || bottom + shift < box.top || top + shift > box.bottom;
      const free = SHIFTS.find((shift) => taken.every((box) => apart(shift, box)));
      if (free === undefined) {
        text.style.visibility = "hidden";
        return;
      }
      text.style.marginTop = `${free}px`;
      taken.push({ left, right, top: top + free, bottom: bottom + free });
    });
  }

  Object.assign(peta, { label, showNames });
})((window.DampinganPeta = window.DampinganPeta || {}));
