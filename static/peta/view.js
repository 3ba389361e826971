/* Place and zoom: moved by a change of the filter or of the desa chosen, otherwise left to the reader. */
(function (peta) {
  "use strict";

  const STORE = "dampingan-peta";
  let focus = null; // the units that the view was last fitted to
  let shown = ""; // the desa that it last moved to

  /* The frame may be laid out after its script ran: without a size nothing can be fitted into it. */
  function sized() {
    const box = peta.map.getContainer();
    return new Promise((resolve) => {
      const watch = new ResizeObserver(() => {
        if (!box.clientWidth || !box.clientHeight) return;
        watch.disconnect();
        peta.map.invalidateSize({ animate: false });
        resolve();
      });
      watch.observe(box);
    });
  }

  function view(message) {
    const { map, drawn } = peta;
    const key = message.filter ? message.filter.join("|") : "";
    const kept = focus === null ? recall() : null;
    if (kept && kept.focus === key) map.setView([kept.lat, kept.lng], kept.zoom, { animate: false });
    else if (key !== focus) fit(extent(message), focus !== null);
    const path = message.selected !== shown && drawn.byCode.get(message.selected);
    if (path && key === (kept ? kept.focus : focus) && !map.getBounds().contains(peta.middle(path))) {
      map.panTo(peta.middle(path));
    }
    focus = key;
    shown = message.selected;
    remember();
  }

  /* The desa was chosen on the map itself: it is in sight. */
  function seen(code) {
    shown = code;
  }

  function extent(message) {
    const bounds = L.latLngBounds([]);
    for (const [code, path] of peta.drawn.byCode) {
      if (peta.inside(message, code)) {
        bounds.extend(path.getBounds ? path.getBounds() : path.getLatLng());
      }
    }
    return bounds.isValid() ? bounds : peta.drawn.bounds;
  }

  function whole() {
    fit(peta.drawn.bounds, true);
  }

  /* The kabupaten lies from southwest to northeast and leaves the legend's corner free; a part of it does not. */
  function fit(bounds, animate) {
    const width = peta.map.getSize().x;
    const all = bounds.equals(peta.drawn.bounds);
    const left = all || width < 560 ? Math.min(110, Math.max(10, 630 - width)) : peta.boxes.legend.offsetWidth + 20;
    peta.map.fitBounds(bounds, { animate, paddingTopLeft: [Math.min(left, width / 3), 10], paddingBottomRight: [all ? 10 : 50, 10] });
  }

  function remember() {
    if (focus === null) return;
    const { lat, lng } = peta.map.getCenter();
    try {
      sessionStorage.setItem(STORE, JSON.stringify({ lat, lng, zoom: peta.map.getZoom(), focus }));
    } catch (error) {
      // Without storage the view lasts as long as the page.
    }
  }

  function recall() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(STORE));
      return kept && [kept.lat, kept.lng, kept.zoom].every(Number.isFinite) ? kept : null;
    } catch (error) {
      return null;
    }
  }

  Object.assign(peta, { sized, view, seen, whole, remember });
})((window.DampinganPeta = window.DampinganPeta || {}));
