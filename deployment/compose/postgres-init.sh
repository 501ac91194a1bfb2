#!/bin/bash
# Once, in a new database: the role and the database of the suite's services, who are no administrators.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --set password="$(cat /etc/aios/password)" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE aios LOGIN PASSWORD :'password';
CREATE DATABASE aios OWNER aios;
REVOKE ALL ON DATABASE aios FROM PUBLIC;
SQL
