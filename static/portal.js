// Improvements only: every page works without this file.
(() => {
  const doc = document;
  const all = (query, root = doc) => [...root.querySelectorAll(query)];

  // Keys: "/" search, j and k rows, x picks.
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "/") {
      const field = all("[data-filter] input:not([type=hidden]), #q").find((box) => box.offsetParent);
      if (field) { event.preventDefault(); field.select(); }
    }
    const rows = all(".data tbody tr");
    if (!rows.length || !["j", "k", "x"].includes(event.key)) return;
    let at = rows.findIndex((row) => row.classList.contains("at"));
    if (event.key === "x") return rows[at]?.querySelector("[type=checkbox]")?.click();
    rows[at]?.classList.remove("at");
    at = Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), rows.length - 1);
    rows[at].classList.add("at");
    rows[at].scrollIntoView({ block: "nearest" });
    rows[at].querySelector("a")?.focus({ preventScroll: true });
  });

  // A form is sent once; a page that comes back from the history may send again.
  doc.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => all("[data-sent]").forEach((form) => delete form.dataset.sent));

  // Drafts save themselves: <form data-autosave="address">; the answer goes to [data-saved].
  all("form[data-autosave]").forEach((form) => {
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const facts = new FormData(form);
        for (const [name, value] of [...facts]) if (name === "form_key" || value instanceof File) facts.delete(name);
        const answer = await fetch(form.dataset.autosave, { method: "POST", body: facts }).catch(() => null);
        const place = form.querySelector("[data-saved]");
        if (place && answer?.ok) place.textContent = await answer.text();
      }, 1500);
    });
  });

  // A dragged file colours its frame; the tick in a head picks all rows; a click outside closes the person's list.
  all("[data-drop]").forEach((drop) => ["dragenter", "dragleave", "drop"].forEach((kind) =>
    drop.addEventListener(kind, () => drop.classList.toggle("over", kind === "dragenter"))));
  doc.addEventListener("change", ({ target }) => {
    if (target.matches("[data-all]")) all("[name=pick]", target.closest("table")).forEach((box) => { box.checked = target.checked; });
  });
  doc.addEventListener("click", ({ target }) => all("details.who[open]").forEach((box) => { box.open = box.contains(target); }));
})();
