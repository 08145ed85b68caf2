dofile(os.getenv("LOAD") .. "/checked.lua")
wrk.headers["Authorization"] = "Bearer " .. os.getenv("ACCESS")

function response(status, headers, body)
  note(status == 200 and body:find('"userName"', 1, true), status, body)
end
