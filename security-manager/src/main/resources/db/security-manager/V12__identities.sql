-- Users who log in at an identity provider elsewhere.
CREATE TABLE identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  account text NOT NULL REFERENCES account,
  PRIMARY KEY (issuer, subject)
);
