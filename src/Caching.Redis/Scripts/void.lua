-- KEYS the log, then what is to go: entries and leases, or epochs (who reads one next draws it). ARGV durable, incarnation, store, length,
-- channel, items of the log. To delete needs no memory, and after a deletion the server lets a script finish: this one never fails for want of it.
for i = 2, #KEYS do redis.call('DEL', KEYS[i]) end
local items = {}
for i = 6, #ARGV do items[i - 5] = ARGV[i] end
push(KEYS[1], items, { durable = ARGV[1], incarnation = ARGV[2], store = ARGV[3], length = ARGV[4], channel = ARGV[5] })
return 1
