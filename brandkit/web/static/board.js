// What a browser does not do by itself: dragging, following the files, keys. No rule lives here.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function send(form, values) {
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    form.requestSubmit();
  }

  // The page is not rearranged while something is dragged: the day below the pointer is marked, and
  // where it is let go the server is asked, who says what that means.
  let over = null;

  function mark(day) {
    if (over) over.classList.remove("over");
    over = day;
    if (over) over.classList.add("over");
  }

  function hovered(event) {
    const point = event.changedTouches ? event.changedTouches[0] : event;
    if (!point.clientX && !point.clientY) return;
    const below = document.elementFromPoint(point.clientX, point.clientY);
    mark(below && below.closest("[data-drop]"));
  }

  const MOVES = ["dragover", "pointermove", "touchmove"];

  function taken() {
    for (const name of MOVES) document.addEventListener(name, hovered, { passive: true });
  }

  function dropped(event) {
    for (const name of MOVES) document.removeEventListener(name, hovered);
    const day = over;
    mark(null);
    if (!day || day === event.from.closest("[data-drop]")) return;
    const { entry, idea } = event.item.dataset;
    const form = entry ? $("#mover") : $("#placer");
    send(form, { [entry ? "entry" : "idea"]: entry || idea, when: day.dataset.drop });
  }

  function draggable() {
    if (!$("#mover")) return;
    const common = { group: "calendar", sort: false, delay: 150, delayOnTouchOnly: true, animation: 0,
      fallbackOnBody: true, onMove: () => false, onStart: taken, onEnd: dropped };
    for (const list of all(".day .cards"))
      if (!Sortable.get(list)) Sortable.create(list, { ...common, draggable: "[data-entry]" });
    const backlog = $("#live #backlog");
    if (backlog && !Sortable.get(backlog))
      Sortable.create(backlog, { ...common, draggable: "[data-idea]" });
  }

  function focused(root) {
    const wanted = $("[data-focus]", root);
    if (wanted) wanted.focus();
  }

  async function follow() {
    for (;;) {
      if (document.hidden) {
        await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
        continue;
      }
      const seen = document.body.dataset.seen;
      try {
        const answer = await fetch(`/changes?seen=${encodeURIComponent(seen)}`);
        if (answer.status === 200) {
          document.body.dataset.seen = await answer.text();
          while ($(".sortable-chosen")) await new Promise((done) => setTimeout(done, 200));
          htmx.trigger(document.body, "files-changed");
        } else if (answer.status !== 204) break;
        else await new Promise((done) => setTimeout(done, 1000));
      } catch {
        break;
      }
    }
    if (!leaving) $("#ended").hidden = false;
  }

  let leaving = false;
  let typed = false;
  addEventListener("pagehide", () => { leaving = true; });
  addEventListener("beforeunload", (event) => {
    leaving = true;
    if (typed) event.preventDefault();
    setTimeout(() => { leaving = false; }, 2000);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  document.addEventListener("input", (event) => { if (event.target.closest("[data-guard]")) typed = true; });
  document.addEventListener("submit", (event) => { if (!event.target.hasAttribute("hx-post")) typed = false; });

  document.addEventListener("click", async (event) => {
    const jump = event.target.closest("[data-jump]");
    if (jump) {
      const text = $("#body");
      const start = Number(jump.dataset.jump);
      const rest = text.value.slice(start);
      const end = start + Math.max(rest.search(/\s|$/), 1);
      text.focus();
      text.setSelectionRange(start, rest.startsWith("[?") ? start + rest.indexOf("?]") + 2 : end);
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const text = document.getElementById(copy.dataset.copy);
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        text.select();
        document.execCommand("copy");
      }
      copy.textContent = copy.dataset.copied;
    }
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s" && $("[data-save]")) {
      event.preventDefault();
      $("#editor").requestSubmit();
    }
    const card = event.target.closest("[data-entry]");
    const columns = $(".calendar.list") ? 1 : 7;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (card && step && event.shiftKey) {
      event.preventDefault();
      const days = all(".day");
      const day = days[days.indexOf(card.closest(".day")) + step];
      if (day && day.dataset.drop) send($("#mover"), { entry: card.dataset.entry, when: day.dataset.drop });
    }
    const keys = event.target.closest("[data-keys]");
    if (keys && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const wanted = all("[data-key]", keys).find((one) => one.dataset.key === event.key.toLowerCase());
      if (wanted) { event.preventDefault(); wanted.click(); }
    }
  });

  for (const name of ["htmx:responseError", "htmx:sendError"])
    document.addEventListener(name, () => { $("#ended").hidden = false; });

  document.addEventListener("htmx:afterSettle", (event) => {
    draggable();
    if ($("#notes [data-focus]")) focused($("#notes"));
    if (event.target.id === "saved" && $("[data-saved]", event.target)) typed = false;
  });

  draggable();
  focused(document);
  document.body.dataset.ready = "yes";
  if (document.body.dataset.seen !== undefined) follow();
})();
