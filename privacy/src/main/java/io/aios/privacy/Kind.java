package io.aios.privacy;

import java.util.Locale;

/** What can be found. */
public enum Kind {
  GITHUB_TOKEN(Category.SECRETS),
  NPM_TOKEN(Category.SECRETS),
  AIOS_KEY(Category.SECRETS),
  AWS_KEY(Category.SECRETS),
  GOOGLE_KEY(Category.SECRETS),
  SLACK_TOKEN(Category.SECRETS),
  STRIPE_KEY(Category.SECRETS),
  MODEL_API_KEY(Category.SECRETS),
  GITLAB_TOKEN(Category.SECRETS),
  HUGGING_FACE_TOKEN(Category.SECRETS),
  SENDGRID_KEY(Category.SECRETS),
  DIGITALOCEAN_TOKEN(Category.SECRETS),
  PYPI_TOKEN(Category.SECRETS),
  DOCKER_TOKEN(Category.SECRETS),
  VAULT_TOKEN(Category.SECRETS),
  AGE_KEY(Category.SECRETS),
  JWT(Category.SECRETS),
  PRIVATE_KEY(Category.SECRETS),
  URL_PASSWORD(Category.SECRETS),
  ASSIGNED_SECRET(Category.SECRETS),
  EMAIL(Category.CONTACT),
  PHONE(Category.CONTACT),
  IBAN(Category.FINANCIAL),
  PAYMENT_CARD(Category.FINANCIAL),
  US_SSN(Category.IDENTITY),
  DE_TAX_ID(Category.IDENTITY),
  ES_DNI(Category.IDENTITY),
  NL_BSN(Category.IDENTITY),
  IN_AADHAAR(Category.IDENTITY),
  UK_NHS(Category.IDENTITY),
  BR_CPF(Category.IDENTITY),
  IP_ADDRESS(Category.NETWORK),
  MAC_ADDRESS(Category.NETWORK),
  NAME(Category.NAMES),
  INVISIBLE_CHARACTER(Category.INVISIBLE),
  INSTRUCTION(Category.INJECTION),
  ROLE_TAG(Category.INJECTION);

  private final Category category;

  Kind(Category category) {
    this.category = category;
  }

  public Category category() {
    return category;
  }

  /** {@code github-token} for {@link #GITHUB_TOKEN}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
