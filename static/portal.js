// Improvements only: every page works without this file.
(() => {
  const doc = document;
  const typing = (el) => /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName) || el.isContentEditable;

  // Keys: "/" search, j and k rows, Enter opens, x picks.
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const field = [...doc.querySelectorAll("[data-filter] input, #q")].find((el) => el.offsetParent && el.type !== "hidden");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
      return;
    }
    const rows = [...doc.querySelectorAll(".data tbody tr")];
    if (!rows.length || !"jkx".includes(event.key)) return;
    let at = rows.findIndex((row) => row.classList.contains("at"));
    if (event.key === "x") {
      const box = rows[at] && rows[at].querySelector("[type=checkbox]");
      if (box) box.click();
      return;
    }
    if (at >= 0) rows[at].classList.remove("at");
    at = Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), rows.length - 1);
    rows[at].classList.add("at");
    rows[at].scrollIntoView({ block: "nearest" });
    const link = rows[at].querySelector("a");
    if (link) link.focus({ preventScroll: true });
  });

  // A form is sent once; the page coming back from the history may send again.
  doc.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => doc.querySelectorAll("[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }));

  // Drafts save themselves: <form data-autosave="address"> with an element [data-saved] for the word.
  doc.querySelectorAll("form[data-autosave]").forEach((form) => {
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const facts = new FormData(form);
        for (const [name, value] of [...facts]) if (name === "form_key" || value instanceof File) facts.delete(name);
        const answer = await fetch(form.dataset.autosave, { method: "POST", body: facts }).catch(() => null);
        const place = form.querySelector("[data-saved]");
        if (place && answer && answer.ok) place.textContent = await answer.text();
      }, 1500);
    });
  });

  // A dragged file colours its frame; a tick in the head picks all rows; an open list of the person closes on a click outside.
  doc.querySelectorAll("[data-drop]").forEach((drop) => ["dragenter", "dragleave", "drop"].forEach((kind) =>
    drop.addEventListener(kind, () => drop.classList.toggle("over", kind === "dragenter"))));
  doc.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) event.target.closest("table").querySelectorAll("[name=pick]").forEach((box) => { box.checked = event.target.checked; });
  });
  doc.addEventListener("click", (event) => doc.querySelectorAll("details.who[open]").forEach((box) => { if (!box.contains(event.target)) box.open = false; }));
})();
