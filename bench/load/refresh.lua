-- Each refresh token is used once and replaced by its successor. Every thread has its own tokens, one and a half for each connection.
dofile(os.getenv("LOAD") .. "/checked.lua")
local ready = {}

function init(args)
  local share, threads, n = number, tonumber(os.getenv("THREADS")), 0
  for line in io.lines(os.getenv("TOKENS")) do
    if n % threads == share then table.insert(ready, line) end
    n = n + 1
  end
end

function request()
  local token = table.remove(ready)
  return wrk.format("POST", "/external/api/oauth2/token", {
    ["Host"] = wrk.headers["Host"], ["x-grant-type"] = "refresh_token", ["x-client-id"] = os.getenv("CLIENT"),
    ["x-redirect-uri"] = os.getenv("REDIRECT"), ["x-scope"] = "email", ["x-refresh-token"] = token or "none-left",
  })
end

function response(status, headers, body)
  local successor = body:match('"refresh_token":"([^"]+)"')
  note(status == 200 and successor, status, body)
  if successor then table.insert(ready, successor) end
end
