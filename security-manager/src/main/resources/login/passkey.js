// Connects the pages' buttons with the framework's script; without WebAuthn they stay hidden.
const csrf = document.querySelector("input[type=hidden]");
const headers = { "X-CSRF-TOKEN": csrf.value };
const login = document.getElementById("passkey");
const register = document.getElementById("register");
if (login && window.PublicKeyCredential) {
  login.hidden = false;
  window.setupLogin(headers, "", login);
}
if (register) {
  window.setupRegistration(headers, "", {
    getRegisterButton: () => register,
    getSuccess: () => document.getElementById("success"),
    getError: () => document.getElementById("error"),
    getLabelInput: () => document.getElementById("label"),
    getDeleteForms: () => [],
  });
}
