-- KEYS the log. ARGV durable, incarnation to begin with, store, incarnation and number of the position.
-- Answers the present incarnation and number, 1 if nothing is missing in between, and what others than this store voided.
local this_run = run(ARGV[1])
local number, incarnation = top_of(KEYS[1], this_run)
if not number then
  redis.call('DEL', KEYS[1])
  number, incarnation = 1, ARGV[2]
  redis.call('LPUSH', KEYS[1], string.format('1 %s %s - b', incarnation, this_run))
  redis.call('PEXPIRE', KEYS[1], whole(EPOCH_LIFE / 1000))
end
local new = number - tonumber(ARGV[5])
local answer = { incarnation, whole(number), '1' }
if incarnation ~= ARGV[4] or new < 0 or new > redis.call('LLEN', KEYS[1]) then
  answer[3] = '0'
  return answer
end
if new == 0 then return answer end
for _, item in ipairs(redis.call('LRANGE', KEYS[1], 0, new - 1)) do
  local store, what = string.match(item, '^%d+ %x+ %x* (%S+) (.*)$')
  if store and store ~= ARGV[3] then answer[#answer + 1] = what end
end
return answer
