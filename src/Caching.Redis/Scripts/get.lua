-- KEYS entries. ARGV time, durable, prefix of epochs. Answers the time, then bytes and epochs of each.
local answer = { whole(clock(ARGV[1])) }
local this_run, known = run(ARGV[2]), {}
for i, key in ipairs(KEYS) do
  answer[2 * i], answer[2 * i + 1] = read_entry(key, ARGV[3], this_run, known)
end
return answer
