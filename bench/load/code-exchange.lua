-- A signed-in browser asks for a code; the code is exchanged. One operation is both requests.
dofile(os.getenv("LOAD") .. "/checked.lua")
local cookies, codes, turn = {}, {}, 0
ops = 0

function init(args)
  for line in io.lines(os.getenv("COOKIES")) do table.insert(cookies, line) end
  turn = number * 7
end

function request()
  local code = table.remove(codes)
  if code then
    return wrk.format("POST", "/external/api/oauth2/token", {
      ["Host"] = wrk.headers["Host"], ["x-grant-type"] = "authorization_code", ["x-client-id"] = os.getenv("CLIENT"),
      ["x-redirect-uri"] = os.getenv("REDIRECT"), ["x-scope"] = "email", ["x-auth-code"] = code,
    })
  end
  turn = turn + 1
  return wrk.format("GET", os.getenv("AUTHORIZE"), { ["Host"] = wrk.headers["Host"], ["Cookie"] = cookies[turn % #cookies + 1] })
end

function response(status, headers, body)
  if status == 303 then
    local location = headers["Location"] or headers["location"] or ""
    local code = location:match("#code=([^&]+)")
    note(code, status, location)
    if code then table.insert(codes, code) end
  else
    local ok = status == 200 and body:find('"refresh_token"', 1, true)
    note(ok, status, body)
    if ok then ops = ops + 1 end
  end
end
