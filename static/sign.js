// Signing with a key: the authenticator answers a challenge that the portal made for exactly this paper.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const confirmed = async ({ publicKey }) => {
    const allowCredentials = publicKey.allowCredentials.map((key) => ({ ...key, id: bytes(key.id) }));
    const got = await navigator.credentials.get({ publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials } });
    const { clientDataJSON, authenticatorData, signature, userHandle } = got.response;
    return {
      id: got.id, rawId: text(got.rawId), type: got.type, clientExtensionResults: {},
      response: {
        clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      },
    };
  };

  document.querySelectorAll("form[data-sign]").forEach((form) => {
    const button = form.querySelector("[data-key]");
    const said = form.querySelector("[role=status]");
    if (!window.PublicKeyCredential) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { password, ticket, answer } = form.elements;
      if (![...form.elements].every((box) => box === password || box.reportValidity())) return;
      said.textContent = "";
      button.disabled = true;
      let sentence = form.dataset.failed;
      try {
        const asked = await fetch(form.dataset.sign, { headers: { Accept: "application/json" } });
        const facts = await asked.json();
        if (!asked.ok) sentence = facts.sentence;
        answer.value = JSON.stringify(await confirmed(facts.options));
        ticket.value = facts.ticket;
        password.value = "";
        form.noValidate = true;
        form.requestSubmit();
      } catch {
        said.textContent = sentence;
      }
      button.disabled = false;
    });
  });
})();
