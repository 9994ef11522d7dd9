-- Before every script. Servers before 7 refuse a write after a question with a changing answer (TIME, INFO) unless what is
-- replicated is the effects; later ones always do that.
if redis.replicate_commands then redis.replicate_commands() end

local DAY = 86400000000

local function whole(number) return string.format('%.0f', number) end

-- Microseconds. A given time is a test's.
local function clock(given)
  if given ~= '' then return tonumber(given) end
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- Which run of which server this is: a restart or a failover changes it. Empty where the server is said to lose nothing.
local function run(durable)
  if durable == '1' then return '' end
  local info = redis.pcall('INFO', 'server')
  return type(info) == 'string' and string.match(info, 'run_id:(%x+)') or ''
end

-- A write that its sender has given up on must not be done later, past what was done meanwhile.
local function late(now, deadline) return deadline ~= '' and now > tonumber(deadline) end
