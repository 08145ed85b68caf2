dofile(os.getenv("LOAD") .. "/checked.lua")
wrk.method = "POST"
wrk.headers["x-grant-type"] = "client_credentials"
wrk.headers["x-client-id"] = os.getenv("SERVICE_ID")
wrk.headers["x-client-secret"] = os.getenv("SERVICE_SECRET")

function response(status, headers, body)
  note(status == 200 and body:find('"access_token":"vst_at_', 1, true), status, body)
end
