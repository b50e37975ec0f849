// Hands the button and the fields of "Add a key" to the library's script.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-passkey]");
  if (form) allauth.webauthn.forms.addForm({ ids: { ...form.dataset } });
});
