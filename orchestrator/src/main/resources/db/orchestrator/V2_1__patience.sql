-- Until when an orchestrator takes nothing from silent ones: who could not give signs of life itself gives the others time
-- to be heard. An outage of the database silences all of them alike.
alter table orchestrator_node add column patient_until timestamptz not null default now();
