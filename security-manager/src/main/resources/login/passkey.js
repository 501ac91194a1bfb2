// Connects the pages' buttons with the framework's script; without WebAuthn they stay hidden.
const csrf = document.querySelector("input[type=hidden]");
const headers = { "X-CSRF-TOKEN": csrf.value };
const login = document.getElementById("passkey");
const register = document.getElementById("register");
// Browsers keep passkeys for names, not for addresses.
const named = !/^[\d.]+$|^\[/.test(window.location.hostname);
if (login && named && window.PublicKeyCredential) {
  login.hidden = false;
  window.setupLogin(headers, "", login);
}
if (register) {
  const error = document.getElementById("error");
  window.setupRegistration(headers, "", {
    getRegisterButton: () => register,
    getSuccess: () => null,
    getError: () => error,
    getLabelInput: () => document.getElementById("label"),
    getDeleteForms: () => [],
  });
  register.form.addEventListener("submit", (event) => {
    event.preventDefault();
    register.click();
  });
  if (!named) {
    register.disabled = true;
    error.style.display = "block";
    error.textContent = `Browsers keep passkeys for names, not for addresses such as ${window.location.hostname}.`;
  }
}
