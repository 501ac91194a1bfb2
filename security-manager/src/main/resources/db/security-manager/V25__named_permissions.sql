-- Saved plans and external servers are for everybody to use, so *:write no longer covers changing them.
UPDATE role SET permissions = permissions || '{plans:write,servers:write}' WHERE name = 'administrator';
