-- KEYS the application's prefix, which sends the script to its server. ARGV time, durable, prefix of epochs, pattern of entries, cursor.
-- Answers the next cursor, the time, then bytes and epochs of each entry of the page.
local answer = { '0', whole(clock(ARGV[1])) }
local this_run, known = run(ARGV[2]), {}
local page = redis.call('SCAN', ARGV[5], 'MATCH', ARGV[4], 'COUNT', 200)
answer[1] = page[1]
for i, key in ipairs(page[2]) do
  answer[2 * i + 1], answer[2 * i + 2] = read_entry(key, ARGV[3], this_run, known)
end
return answer
