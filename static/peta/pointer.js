/* Pointing at a desa tells of it; pressing it selects it. */
(function (peta) {
  "use strict";

  const { element } = peta;
  let box = null;
  let last = null;

  function hover() {
    box = element("div", "dmp-petunjuk");
    box.setAttribute("role", "tooltip");
    peta.map.getContainer().append(box);
  }

  function listen(path, properties) {
    // streamlit-folium reports what toGeoJSON returns: the code is enough, the outline stays here.
    path.toGeoJSON = () => reported(properties.kode_desa);
    path.on("click", () => select(properties.kode_desa));
    path.on("mouseover", (event) => {
      box.replaceChildren(...tip(properties));
      follow(event);
      if (path.style) path.setStyle({ weight: 2.4 });
    });
    path.on("mousemove", follow);
    path.on("mouseout", () => {
      box.replaceChildren();
      if (path.style) path.setStyle({ weight: path.style.weight });
    });
  }

  /* Beside the pointer, over the legend too, and never cut off by the frame's edge. */
  function follow(event) {
    const at = peta.map.latLngToContainerPoint(event.latlng);
    const size = peta.map.getSize();
    const left = at.x + 16 + box.offsetWidth < size.x ? at.x + 16 : at.x - 16 - box.offsetWidth;
    const top = Math.min(Math.max(at.y - box.offsetHeight / 2, 4), size.y - box.offsetHeight - 4);
    box.style.transform = `translate(${Math.max(left, 4)}px, ${top}px)`;
  }

  function tip(properties) {
    const { layer, units, show, points } = peta.message;
    const unit = units[properties.kode_desa];
    return [
      element("strong", "", properties.nama),
      element("span", "dmp-kec", `Kec. ${properties.kecamatan}`),
      element("span", "dmp-nilai", `${layer.title}: ${unit.text}`),
      unit.rank && element("span", "", unit.rank),
      unit.unknown && element("span", "", unit.unknown),
      unit.target && show.targets && element("span", "", show.targets.label),
      points[properties.kode_desa] && element("span", "", "Belum ada garis batasnya"),
    ].filter(Boolean);
  }

  function reported(code) {
    const chosen = last && last.properties.kode_desa === code;
    return chosen ? last : { type: "Feature", geometry: null, properties: { kode_desa: code } };
  }

  /* Outlines at once, and tells Python at once: streamlit-folium itself would wait 250 ms, and would keep silent
     about a second press on the same desa, hence the time. */
  function select(code) {
    peta.choose(code);
    peta.seen(code);
    last = { type: "Feature", geometry: null, properties: { kode_desa: code, waktu: Date.now() } };
    const told = { last_active_drawing: last };
    window.__GLOBAL_DATA__.last_active_drawing = last;
    window.__GLOBAL_DATA__.previous_data = told;
    window.Streamlit.setComponentValue(told);
  }

  Object.assign(peta, { hover, listen });
})((window.DampinganPeta = window.DampinganPeta || {}));
