-- KEYS lease. ARGV time, deadline, token, stamp, store, duration. Answers the holder's token.
local now = clock(ARGV[1])
if late(now, ARGV[2]) then return redis.error_reply('LATE the caller has given up') end
local held = redis.pcall('HMGET', KEYS[1], 't', 's', 'o', 'f', 'u')
if not held.err and held[1] and held[2] == ARGV[4] and held[3] ~= ARGV[5]
  -- One that begins in the future is of a clock that has since been put right: its end would never come.
  and now < tonumber(held[5]) and now >= tonumber(held[4]) - 60000000 then
  return held[1]
end
local ends = now + tonumber(ARGV[6])
local done = redis.call('HMSET', KEYS[1], 't', ARGV[3], 's', ARGV[4], 'o', ARGV[5], 'f', whole(now), 'u', whole(ends))
-- A holder that is late still publishes if nobody else did; after a day it has lost that chance.
redis.call('PEXPIRE', KEYS[1], whole((ends - now + DAY) / 1000))
return ARGV[3]
