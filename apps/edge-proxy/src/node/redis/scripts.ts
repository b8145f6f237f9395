// Lua that Redis runs as one step each; Valkey runs the same.

/**
 * One step of `takeFrom`: gives the time of being full as it was before, and moves it on where the request is let through.
 * KEYS: the rate. ARGV: now, milliseconds of the window, milliseconds of one request.
 */
export const takeScript = `
local now, window, each = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = tonumber(redis.call('GET', KEYS[1]) or '0')
local after = math.max(full, now) + each
if after - now <= window + 0.001 then
  redis.call('SET', KEYS[1], string.format('%.17g', after), 'PX', math.ceil(after - now))
end
return string.format('%.17g', full)`;

/**
 * Gives how tags stand. The epoch is made anew where it was lost, by a restart or for want of memory: then no kept answer
 * counts any more. KEYS: the marks. ARGV: an epoch to begin with, tags.
 */
export const marksScript = `
redis.call('HSETNX', KEYS[1], '', ARGV[1])
local marks = redis.call('HMGET', KEYS[1], '', unpack(ARGV, 2))
for i = 1, #marks do marks[i] = marks[i] or '-' end
return table.concat(marks, ' ')`;

/** KEYS: the lock. ARGV: the holder's token. */
export const freeScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;
