const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };
const FIELDS = "input, textarea, select, [contenteditable=true], [role=listbox], [role=dialog]";
const LATE = 2000; // milliseconds after which an answer that still has not come is given up
const REST = 2500; // milliseconds without the mouse after which buttons and pointer hide

const stages = new WeakMap();

/** Called by Streamlit whenever the page was drawn; what it returns is called once, when the page is left. */
export default function (component) {
  const root = component.parentElement;
  if (!stages.has(root)) stages.set(root, open(root));
  const stage = stages.get(root);
  stage.update(component.data, component.setTriggerValue);
  return () => {
    stage.close();
    stages.delete(root);
  };
}

function open(root) {
  const bar = root.querySelector(".bar");
  const screen = root.host.closest(".st-key-presentasi");
  const listening = new AbortController();
  const { signal } = listening;
  let [position, total, turn, series, sent, resting] = [0, 0, 0, undefined, 0, 0];
  let tell = () => {};

  const go = (wanted) => {
    const target = Math.max(0, Math.min(wanted, total));
    if (target === position) return;
    position = target;
    turn += 1;
    sent = Date.now();
    show();
    tell("move", { to: position, turn });
  };
  const leave = () => tell("leave", true);
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  const show = () => {
    bar.classList.toggle("start", position === 0);
    bar.querySelector('[data-step="-1"]').disabled = position === 0;
    bar.querySelector('[data-step="1"]').disabled = position === total;
  };
  const rest = () => {
    bar.classList.remove("awake");
    screen?.toggleAttribute("data-resting", position > 0);
  };
  const wake = () => {
    bar.classList.add("awake");
    screen?.removeAttribute("data-resting");
    clearTimeout(resting);
    resting = setTimeout(rest, REST);
  };

  document.addEventListener("keydown", (event) => {
    const within = event.composedPath()[0];
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (within instanceof Element && within.closest(FIELDS)) return;
    if (event.key === " " && within instanceof Element && within.closest("button, a")) return;
    if (event.key in STEPS) go(position + STEPS[event.key]);
    else if (event.key === "Home") go(1);
    else if (event.key === "End") go(total);
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  }, { signal });
  // The browser's back and forward show another slide before the page has answered.
  addEventListener("popstate", () => {
    position = Math.max(0, Math.min(Number(new URLSearchParams(location.search).get("slide")) || 0, total));
    show();
  }, { signal });
  document.addEventListener("pointermove", wake, { signal });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const { step, act } = button?.dataset ?? {};
    if (event.detail) button?.blur(); // after a mouse click, space is a key of the presentation again
    if (step) go(position + Number(step));
    else if (act === "full") full();
    else if (act === "leave") leave();
  }, { signal });

  return {
    update(data, setTriggerValue) {
      tell = setTriggerValue;
      total = data.total;
      // An answer to an earlier press must not undo the presses that came after it.
      if (data.turn >= turn || Date.now() - sent > LATE) [position, turn] = [data.position, data.turn];
      if (series !== undefined && series !== data.series) document.activeElement?.blur();
      series = data.series;
      show();
    },
    close() {
      listening.abort();
      clearTimeout(resting);
      screen?.removeAttribute("data-resting");
      if (document.fullscreenElement) document.exitFullscreen();
    },
  };
}
