-- An entry is a hash: v its bytes, n the names of its epochs, k how it is kept: 's' sliding, 'n' never ending, '' neither.
local NEVER_LIFE = 30 * DAY

-- The present epochs of these names in one text, 16 digits each; zeros for one that is not there.
local function read_names(packed, prefix, run, known)
  local whole_names, names = pcall(cmsgpack.unpack, packed)
  if not whole_names or type(names) ~= 'table' then return { text = false } end
  local epochs = {}
  for i, name in ipairs(names) do
    local value = known[name]
    if not value then
      value = find_epoch(prefix .. name, run) or '0000000000000000'
      known[name] = value
    end
    epochs[i] = value
  end
  return { text = table.concat(epochs), names = names }
end

-- The bytes and the present epochs. Entries read together mostly have the same names, which are then put together once; a name of
-- an epoch has a letter and a colon, or is a letter, and so is none of these.
local function read_entry(key, prefix, run, known)
  local found = redis.pcall('HMGET', key, 'v', 'n', 'k')
  if found.err or not found[1] or not found[2] then return false, false end
  local packed = '=' .. found[2]
  local epochs = known[packed]
  if not epochs then
    epochs = read_names(found[2], prefix, run, known)
    known[packed] = epochs
  end
  if not epochs.text then return false, false end
  if found[3] == 'n' and redis.call('PTTL', key) * 1000 < NEVER_LIFE - DAY then
    redis.pcall('PEXPIRE', key, whole(NEVER_LIFE / 1000))
    for _, name in ipairs(epochs.names) do extend(prefix .. name, EPOCH_LIFE) end
  end
  return found[1], epochs.text
end

-- The first write is one that a server without memory refuses, so that nothing is done by halves.
local function write_entry(key, now, entry, prefix)
  local ends = entry.keep_until ~= '' and tonumber(entry.keep_until) or now + NEVER_LIFE
  local packed = cmsgpack.pack(entry.names)
  local done = redis.pcall('HMSET', key, 'v', entry.bytes, 'n', packed, 'k', entry.kind)
  if done.err and string.find(done.err, 'WRONGTYPE', 1, true) then
    redis.call('DEL', key)
    redis.call('HMSET', key, 'v', entry.bytes, 'n', packed, 'k', entry.kind)
  elseif done.err then
    return done
  end
  redis.call('PEXPIRE', key, whole((ends - now) / 1000))
  if ends - now > NEVER_LIFE then
    for _, name in ipairs(entry.names) do extend(prefix .. name, ends - now + 2 * DAY) end
  end
  return nil
end
