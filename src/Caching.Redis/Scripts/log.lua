-- A list of items, the newest first: number, incarnation, run, store, then what was voided: k and a key, e and an epoch's name.
-- The incarnation is drawn where the log begins: also with each run of the server, since what was confirmed at the end of the last may be missing.
local function top_of(log, run)
  local top = redis.pcall('LINDEX', log, 0)
  if type(top) ~= 'string' then return nil end
  local number, incarnation, its_run = string.match(top, '^(%d+) (%x+) (%x*) ')
  if not number or its_run ~= run then return nil end
  return tonumber(number), incarnation
end

local function push(log, items, how)
  local run = run(how.durable)
  local number, incarnation = top_of(log, run)
  if not number then
    redis.call('DEL', log)
    number, incarnation = 0, how.incarnation
  end
  for _, item in ipairs(items) do
    number = number + 1
    redis.call('LPUSH', log, string.format('%.0f %s %s %s ', number, incarnation, run, how.store) .. item)
  end
  redis.call('LTRIM', log, 0, how.length - 1)
  redis.call('PEXPIRE', log, whole(EPOCH_LIFE / 1000))
  redis.call('PUBLISH', how.channel, how.store)
  return number, incarnation
end
