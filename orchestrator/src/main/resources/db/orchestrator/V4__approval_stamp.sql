-- Another one when somebody agreed or changed the arguments: who follows what waits sees by it that something is new.
alter table approval_view add column stamp int not null default 0;
