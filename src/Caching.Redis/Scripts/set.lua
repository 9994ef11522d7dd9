-- KEYS entry, lease, log. ARGV time, deadline, durable, prefix of epochs; log: incarnation, store, length, channel, the key;
-- entry: bytes, keep until, kind; condition, its argument, ends the lease; names of epochs.
-- Answers 1: stored, 0: superseded.
local now = clock(ARGV[1])
if late(now, ARGV[2]) then return redis.error_reply('LATE the caller has given up') end

local condition, argument = ARGV[13], ARGV[14]
local old = redis.pcall('HMGET', KEYS[1], 'v', 'k')
if old.err then old = { false, false } end
if condition == 'token' and redis.call('HGET', KEYS[2], 't') ~= argument then return 0 end
if condition == 'bytes' and old[1] ~= argument then return 0 end
if condition == 'absent' and old[1] then return 0 end

local entry = { bytes = ARGV[10], keep_until = ARGV[11], kind = ARGV[12], names = {} }
for i = 16, #ARGV do entry.names[i - 15] = ARGV[i] end
local failed = write_entry(KEYS[1], now, entry, ARGV[4])
if failed then return failed end
if ARGV[15] == '1' then redis.call('DEL', KEYS[2]) end

-- What nobody can have in memory needs no line: what was made where nothing was, and what slides, before and after. A set without a
-- condition always does: the server may have evicted what is still in somebody's memory.
if (condition == 'token' and not old[1]) or (old[2] == 's' and entry.kind == 's') then return 1 end
push(KEYS[3], { 'k' .. ARGV[9] }, { durable = ARGV[3], incarnation = ARGV[5], store = ARGV[6], length = ARGV[7], channel = ARGV[8] })
return 1
