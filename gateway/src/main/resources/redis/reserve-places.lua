-- Places of one holder: a hash of gateway -> "places expiry", expiry in epoch milliseconds.
-- KEYS[1] the hash; ARGV: gateway, places it wants, places it holds in any case, places there are, lease in milliseconds.
-- Gives the gateway as many as the others leave, and answers how many it has now.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local others = 0
local held = redis.call('HGETALL', KEYS[1])
for i = 1, #held, 2 do
  if held[i] ~= ARGV[1] then
    local places, expiry = string.match(held[i + 1], '(%d+) (%d+)')
    if tonumber(expiry) > now then
      others = others + tonumber(places)
    else
      redis.call('HDEL', KEYS[1], held[i])
    end
  end
end
local given = math.max(tonumber(ARGV[3]), math.min(tonumber(ARGV[2]), tonumber(ARGV[4]) - others))
if given > 0 then
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f %.0f', given, now + ARGV[5]))
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
else
  redis.call('HDEL', KEYS[1], ARGV[1])
end
return given
