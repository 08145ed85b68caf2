-- Shared by the flows: counts the answers that were not what the flow expects. The total of all threads is printed at the end.
local threads = {}
wrong = 0
sample = ""

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function note(ok, status, body)
  if not ok then
    wrong = wrong + 1
    if sample == "" then sample = status .. " " .. body:sub(1, 160) end
  end
end

function done(summary, latency, requests)
  local total, ops, example = 0, 0, ""
  for _, thread in ipairs(threads) do
    total = total + (thread:get("wrong") or 0)
    ops = ops + (thread:get("ops") or 0)
    if thread:get("sample") ~= "" then example = thread:get("sample") end
  end
  if ops == 0 then ops = summary.requests end
  io.write(string.format("RESULT ops=%d seconds=%.3f p50_us=%d p99_us=%d wrong=%d socket_errors=%d\n", ops, summary.duration / 1e6,
    latency:percentile(50), latency:percentile(99), total,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
  if total > 0 then io.write("EXAMPLE " .. example .. "\n") end
end
