-- An epoch is 16 digits and the run of the server in which it was drawn. One of another run is none: the server may have come back
-- without an invalidation that it had confirmed.
local EPOCH_LIFE = 32 * DAY

local function find_epoch(key, run)
  local value = redis.pcall('GET', key)
  if type(value) ~= 'string' or string.sub(value, 17) ~= run then return nil end
  return string.sub(value, 1, 16)
end

local function extend(key, life)
  if redis.call('PTTL', key) * 1000 < life - DAY then redis.pcall('PEXPIRE', key, whole(life / 1000)) end
end
