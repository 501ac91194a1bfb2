-- The cheaper compression, where the server was built with it: an event lives for milliseconds.
do $$ begin
  alter table outbox alter column data set compression lz4;
exception when feature_not_supported then
  null;
end $$;
