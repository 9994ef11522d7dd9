-- KEYS epochs. ARGV time, durable, seed. Answers the time, then the epochs; what is not there is drawn from the seed.
local now, this_run = clock(ARGV[1]), run(ARGV[2])
local answer = { whole(now) }
for i, key in ipairs(KEYS) do
  local value = find_epoch(key, this_run)
  if value then
    extend(key, EPOCH_LIFE)
  else
    value = string.sub(redis.sha1hex(ARGV[3] .. i), 1, 16)
    redis.call('SET', key, value .. this_run, 'PX', whole(EPOCH_LIFE / 1000))
  end
  answer[i + 1] = value
end
return answer
